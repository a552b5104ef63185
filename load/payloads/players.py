"""The players of a game day, as the platform knows them in the morning: drawn once a process, then only read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from harness.season.before_games import before_games
from harness.season.league import League, draw_league
from harness.season.tables import TABLES

CONTEXT = "nba_analytics.upcoming_player_game_context"
LEAST_MINUTES = 15
"""A game, in the last week; the default of `min_minutes` of POST /start."""
RULED_OUT = ("out", "doubtful")
_COLUMNS = (
    "player_lookup",
    "game_id",
    "team_abbr",
    "opponent_team_abbr",
    "home_game",
    "current_points_line",
    "opening_points_line",
    "avg_minutes_per_game_last_7",
)


@dataclass(frozen=True, slots=True)
class Player:
    """A player who is asked about. `line` is None where no book has one; `opening_line` is what it was at first.

    `game_id` is the platform's, `20240412_BOS_BKN`; `minutes` are those a game of the last week.
    """

    lookup: str
    game_id: str
    game_date: date
    team: str
    opponent: str
    is_home: bool
    line: float | None
    opening_line: float | None
    minutes: float


@lru_cache(maxsize=2)
def league_of(seed: int, start_year: int) -> League:
    """The season of a seed: about a second, once a process."""
    return draw_league(seed=seed, start_year=start_year)


@lru_cache(maxsize=2)
def game_days(*, seed: int = 0, start_year: int = 2023) -> tuple[date, ...]:
    """All days with games, in order."""
    days: list[date] = np.unique(league_of(seed, start_year).schedule.day).tolist()
    return tuple(days)


@lru_cache(maxsize=64)
def players_of(
    game_date: date, *, seed: int = 0, start_year: int = 2023, count: int | None = None
) -> tuple[Player, ...]:
    """Who is predicted on a day: not ruled out, and with a line or enough minutes. In the order of their names.

    `count` is how many, as the platform is seeded: the first of those with features, or, where the season has fewer,
    more of the same whose names end in the number of the copy.

    Raises:
        ValueError: the season has no game on that day.
    """
    days = game_days(seed=seed, start_year=start_year)
    if game_date not in days:
        between = f"from {days[0]} to {days[-1]}, not on every day"
        raise ValueError(f"no game on {game_date}; the season has games {between}")
    table = _context(seed, start_year)
    listed = table.filter(pc.equal(table["game_date"], game_date))
    usable = listed.filter(pc.invert(pc.is_in(listed["player_status"], value_set=pa.array(RULED_OUT))))
    wanted = [_player(row) for row in usable.to_pylist() if _is_asked_about(row)]
    wanted.sort(key=lambda player: player.lookup)
    if count is None:
        return tuple(wanted)
    featured = _featured(game_date, seed, start_year)
    return _as_many([player for player in wanted if player.lookup in featured], count)


def _as_many(players: list[Player], count: int) -> tuple[Player, ...]:
    chosen = [(players[index % len(players)], index // len(players) + 1) for index in range(count)]
    return tuple(player if copy == 1 else replace(player, lookup=f"{player.lookup}{copy}") for player, copy in chosen)


@lru_cache(maxsize=2)
def _context(seed: int, start_year: int) -> Any:
    return TABLES[CONTEXT](league_of(seed, start_year)).select([*_COLUMNS, "game_date", "player_status"])


def _featured(game_date: date, seed: int, start_year: int) -> frozenset[str]:
    """Who has a row in the feature store on that day."""
    league = league_of(seed, start_year)
    before = before_games(league)
    of_day = before.featured & (before.day == np.datetime64(game_date))[:, None]
    lookups = league.rosters.lookups
    return frozenset(lookups[player] for player in league.participation.player[of_day].tolist())


def _is_asked_about(row: dict[str, Any]) -> bool:
    return row["current_points_line"] is not None or (row["avg_minutes_per_game_last_7"] or 0) >= LEAST_MINUTES


def _player(row: dict[str, Any]) -> Player:
    return Player(
        lookup=row["player_lookup"],
        game_id=row["game_id"],
        game_date=row["game_date"],
        team=row["team_abbr"],
        opponent=row["opponent_team_abbr"],
        is_home=row["home_game"],
        line=_number(row["current_points_line"]),
        opening_line=_number(row["opening_points_line"]),
        minutes=float(row["avg_minutes_per_game_last_7"] or 0),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
