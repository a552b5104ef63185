"""A season as tables: built from one seed, written to parquet, loaded into DuckDB."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from harness.season.calendar import ONE_DAY
from harness.season.league import League, draw_league
from harness.season.tables import TABLES
from harness.warehouse.loading import load_rows


class SeasonTables(Mapping[str, Any]):
    """The season's tables by full name, pyarrow Tables; each is made when it is first asked for, and kept."""

    def __init__(self, league: League) -> None:
        self._league = league
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = TABLES[name](self._league)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """One season of the platform's raw tables.

    `tables` maps full names (`nba_raw.nbac_schedule`) to pyarrow Tables of exactly the declared schema.
    `first_day` and `last_day` are Eastern game days; `as_of` is noon UTC after the last, when all is written.
    """

    seed: int
    start_year: int
    tables: Mapping[str, Any]
    first_day: date
    last_day: date
    as_of: datetime

    def write_parquet(self, folder: Path, *, tables: Collection[str] | None = None) -> None:
        """Write `<dataset>.<table>.parquet` for every table (or those named); the same season gives the same bytes.

        Raises:
            KeyError: a named table is none of the season's.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for name in self.tables if tables is None else tables:
            pq.write_table(self.tables[name], folder / f"{name}.parquet", compression="zstd")

    def load(self, connection: duckdb.DuckDBPyConnection, *, tables: Collection[str] | None = None) -> None:
        """Create the season's tables (or those named) where they are missing, and insert its rows.

        Raises:
            KeyError: a named table is none of the season's.
        """
        for name in self.tables if tables is None else tables:
            load_rows(connection, name, self.tables[name])


def build_season(*, seed: int = 0, start_year: int = 2023) -> Season:
    """A whole regular season; the same arguments give the same rows in every process.

    Raises:
        ValueError: `start_year` is none of 2023, 2024, 2025, or the seed is negative.
    """
    if seed < 0:
        raise ValueError(f"a season's seed is 0 or more, not {seed}")
    league = draw_league(seed=seed, start_year=start_year)
    calendar = league.schedule.calendar
    return Season(
        seed=seed,
        start_year=start_year,
        tables=SeasonTables(league),
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        as_of=datetime.combine(calendar.last_day + ONE_DAY, time(12), UTC),
    )
