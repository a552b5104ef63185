"""Ball Don't Lie about games: player lines and standings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from harness.ingest.identities import TEAMS
from harness.season.columns import (
    Column,
    Days,
    Ints,
    build_table,
    day_text,
    instants,
    joined,
    number_text,
    text,
    whole,
)
from harness.season.league import League
from harness.season.scoring import QUARTERS
from harness.season.sources.game_columns import (
    daily_file,
    dated_folder,
    game_columns,
    loaded_at,
    score_columns,
    team_cities,
    team_names,
    team_nicknames,
    whole_minutes,
)
from harness.season.sources.stat_columns import BALLDONTLIE, percentage_columns, stat_columns

CONFERENCES = tuple(team.conference for team in TEAMS)
DIVISIONS = tuple(team.division for team in TEAMS)
_STANDINGS_MINUTE = 10 * 60


def player_table(league: League) -> Any:
    """nba_raw.bdl_player_boxscores: everybody who appeared; whole minutes with two digits (`07`, `34`)."""
    played = league.appearances(league.participation.active)
    cells = played.row, played.place
    lines = league.box_scores.players.at(*cells)
    day = league.schedule.day[played.game]
    rosters = league.rosters
    columns = (
        game_columns(league, played.game)
        | score_columns(league, played.game)
        | stat_columns(lines, BALLDONTLIE)
        | percentage_columns(lines, "field_goal_pct", "three_point_pct", "free_throw_pct")
        | {
            "game_status": "Final",
            "period": QUARTERS + league.outcomes.overtimes[played.game],
            "is_postseason": False,
            "team_abbr": league.schedule.team_codes(played.team),
            "player_full_name": rosters.name(played.player),
            "player_lookup": rosters.lookup(played.player),
            "bdl_player_id": rosters.bdl_id[played.player],
            "jersey_number": rosters.jersey_number(played.player),
            "position": rosters.position_letter(played.player),
            "minutes": whole(number_text(whole_minutes(league.participation.seconds[cells]), 2)),
            "source_file_path": daily_file(league, "ball-dont-lie/boxscores", played.game),
            "created_at": loaded_at(day),
            "processed_at": loaded_at(day),
        }
    )
    return build_table("nba_raw.bdl_player_boxscores", len(played), columns)


@dataclass(frozen=True, slots=True, eq=False)
class _Records:
    """Wins and losses so far, each of shape (mornings, teams)."""

    wins: Ints
    losses: Ints


def standings_table(league: League) -> Any:
    """nba_raw.bdl_standings: 30 rows each morning at ten UTC, with the results of all days before."""
    first, last = league.schedule.day.min(), league.schedule.day.max()
    mornings = np.arange(first + 1, last + 2)
    total, home, road = (_records(league, mornings, sides) for sides in ((0, 1), (0,), (1,)))
    conference = _records(league, mornings, (0, 1), within=CONFERENCES)
    division = _records(league, mornings, (0, 1), within=DIVISIONS)
    shape = (len(mornings), len(TEAMS))
    day = np.repeat(mornings, len(TEAMS))
    team = np.tile(np.arange(len(TEAMS)), len(mornings))
    played = total.wins + total.losses
    percentage = np.divide(total.wins, played, out=np.zeros(shape), where=played > 0)
    taken = instants(day, _STANDINGS_MINUTE)
    columns: dict[str, Column] = {
        "season_year": league.start_year,
        "season_display": league.schedule.season,
        "date_recorded": day,
        "team_id": team + 1,
        "team_abbr": league.schedule.team_codes(team),
        "team_city": team_cities(team),
        "team_name": team_nicknames(team),
        "team_full_name": team_names(team),
        "conference": text(CONFERENCES, team),
        "division": text(DIVISIONS, team),
        "conference_rank": _ranks(percentage, total, CONFERENCES).reshape(-1),
        "division_rank": _ranks(percentage, total, DIVISIONS).reshape(-1),
        "wins": total.wins.reshape(-1),
        "losses": total.losses.reshape(-1),
        "win_percentage": percentage.reshape(-1),
        "games_played": played.reshape(-1),
        "scrape_timestamp": taken,
        "source_file_path": whole(_standings_files(day, taken)),
        "created_at": taken + np.timedelta64(2, "m"),
        "processed_at": taken + np.timedelta64(2, "m"),
    }
    for name, records in (("conference", conference), ("division", division), ("home", home), ("road", road)):
        columns |= _record_columns(name, records)
    return build_table("nba_raw.bdl_standings", len(day), columns)


def _records(league: League, mornings: Days, sides: tuple[int, ...], within: tuple[str, ...] | None = None) -> _Records:
    """Records over the games a team played at home (side 0) or away (1), if asked only those within its own group."""
    schedule, margin = league.schedule, league.outcomes.margin
    group = np.unique(within, return_inverse=True)[1] if within else np.zeros(len(TEAMS), np.int64)
    counts = np.ones(len(schedule), np.bool_) if within is None else group[schedule.home] == group[schedule.away]
    reported = (schedule.day - mornings[0]).astype(np.int64) + 1
    tally = np.zeros((2, len(mornings), len(TEAMS)), np.int64)
    for side in sides:
        team = (schedule.home, schedule.away)[side]
        won = (margin > 0) == (side == 0)
        np.add.at(tally, (np.where(won, 0, 1)[counts], reported[counts], team[counts]), 1)
    wins, losses = np.cumsum(tally, axis=1)
    return _Records(wins, losses)


def _ranks(percentage: npt.NDArray[np.float64], total: _Records, within: tuple[str, ...]) -> Ints:
    """Rank from 1 within each team's group: better percentage, then more wins, then the alphabet."""
    group = np.unique(within, return_inverse=True)[1]
    order = np.lexsort((np.broadcast_to(np.arange(len(TEAMS)), percentage.shape), -total.wins, -percentage), axis=1)
    better = np.argsort(order, axis=1)
    same_group = group[:, None] == group[None, :]
    return np.asarray(((better[:, :, None] > better[:, None, :]) & same_group).sum(axis=2) + 1)


def _record_columns(name: str, records: _Records) -> dict[str, Column]:
    wins, losses = records.wins.reshape(-1), records.losses.reshape(-1)
    return {
        f"{name}_record": whole(joined(number_text(wins), number_text(losses), separator="-")),
        f"{name}_wins": wins,
        f"{name}_losses": losses,
    }


def _standings_files(day: Days, taken: npt.NDArray[np.datetime64]) -> Any:
    return joined(dated_folder("ball-dont-lie/standings", day), day_text(taken, "%Y%m%d_%H%M%S.json"))
