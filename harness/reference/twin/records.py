"""The season as the providers look things up in it: rows of its raw tables, and its games."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from threading import RLock
from typing import Any

import pyarrow.compute as pc

from harness.clock import eastern_date
from harness.ingest.identities import TEAM_BY_CODE, Team
from harness.season import Season

Row = Mapping[str, Any]
"""A row of a declared table by column; see harness/warehouse/schemas."""

# No game takes longer, overtimes and all; the season knows results, not how they came about.
_LONGEST_GAME = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Game:
    """One game of the season.

    Attributes:
        number: its place in the season from 0, by day, tip-off and id.
        day: the Eastern day.
        periods: 4, and one for each overtime.
        row: its row in nba_raw.nbac_schedule.
    """

    number: int
    game_id: str
    nba_id: str
    day: date
    tip_off: datetime
    away: Team
    home: Team
    away_score: int
    home_score: int
    periods: int
    row: Row

    def is_over(self, now: datetime) -> bool:
        """Whether its result is out. Before that the twin says that it has not begun."""
        return now >= self.tip_off + _LONGEST_GAME


class Records:
    """One season's raw tables for lookup; a table is made when it is first needed, and kept."""

    def __init__(self, season: Season) -> None:
        self.season = season
        # Requests come in several threads; one of them makes a table.
        self._lock = RLock()
        self._found: dict[tuple[str, str, object], tuple[Row, ...]] = {}
        self._ids: dict[tuple[str, str], Mapping[str, Any]] = {}

    def rows(self, table: str, column: str, value: object) -> tuple[Row, ...]:
        """The rows of an nba_raw table in which a column has this value, in the table's order."""
        key = table, column, value
        with self._lock:
            if key not in self._found:
                whole = self.season.tables[f"nba_raw.{table}"]
                self._found[key] = tuple(whole.filter(pc.field(column) == value).to_pylist())
            return self._found[key]

    def all_rows(self, table: str) -> tuple[Row, ...]:
        """Every row of a small nba_raw table (players, teams)."""
        key = table, "", None
        with self._lock:
            if key not in self._found:
                self._found[key] = tuple(self.season.tables[f"nba_raw.{table}"].to_pylist())
            return self._found[key]

    def latest_day(self, table: str, column: str, until: date) -> date | None:
        """The last day that a daily list has, at most `until`; None before the first."""
        with self._lock:
            days = pc.unique(self.season.tables[f"nba_raw.{table}"][column]).to_pylist()
        return max((day for day in days if day <= until), default=None)

    @cached_property
    def games(self) -> tuple[Game, ...]:
        """All games by day, tip-off and id."""
        with self._lock:
            box_scores = self.season.tables["nba_raw.bdl_player_boxscores"].select(["game_id", "period"])
            most = box_scores.group_by("game_id").aggregate([("period", "max")]).to_pylist()
            rows = self.season.tables["nba_raw.nbac_schedule"].to_pylist()
        periods = {row["game_id"]: row["period_max"] for row in most}
        rows.sort(key=lambda row: (row["game_date"], row["game_date_est"], row["game_id"]))
        return tuple(_game(number, row, periods) for number, row in enumerate(rows))

    @cached_property
    def games_by_day(self) -> Mapping[date, tuple[Game, ...]]:
        """The games of each day that has any."""
        days: dict[date, list[Game]] = {}
        for game in self.games:
            days.setdefault(game.day, []).append(game)
        return {day: tuple(games) for day, games in days.items()}

    def games_on(self, day: date) -> tuple[Game, ...]:
        return self.games_by_day.get(day, ())

    @cached_property
    def games_by_id(self) -> Mapping[str, Game]:
        """Games by their platform id (`20240115_SAS_ATL`)."""
        return {game.game_id: game for game in self.games}

    @cached_property
    def games_by_nba_id(self) -> Mapping[str, Game]:
        return {game.nba_id: game for game in self.games}

    def ids(self, table: str, column: str) -> Mapping[str, Any]:
        """A provider's own id of each game by the platform's id, from one of its tables."""
        with self._lock:
            if (table, column) not in self._ids:
                both = self.season.tables[f"nba_raw.{table}"].select(["game_id", column])
                pairs = both.group_by(["game_id", column]).aggregate([]).to_pylist()
                self._ids[table, column] = {row["game_id"]: row[column] for row in pairs}
            return self._ids[table, column]

    @property
    def start_year(self) -> int:
        return self.season.start_year


def _game(number: int, row: Row, periods: Mapping[str, int]) -> Game:
    away, home = TEAM_BY_CODE[row["away_team_tricode"]], TEAM_BY_CODE[row["home_team_tricode"]]
    game_id = f"{row['game_date']:%Y%m%d}_{away.code}_{home.code}"
    return Game(
        number=number,
        game_id=game_id,
        nba_id=row["game_id"],
        day=row["game_date"],
        tip_off=row["game_date_est"],
        away=away,
        home=home,
        away_score=row["away_team_score"],
        home_score=row["home_team_score"],
        periods=periods[game_id],
        row=row,
    )


def today(now: datetime) -> date:
    """The day that a provider takes where none is asked for: the Eastern one."""
    return eastern_date(now)
