"""Three seasons, one a calendar, built once for all tests here and loaded into DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pytest

from harness.season import Season, build_season

PLAY_BY_PLAY = ("nba_raw.nbac_play_by_play", "nba_raw.bigdataball_play_by_play")
SEASONS = ((0, 2023), (1, 2024), (2, 2025))


@dataclass(frozen=True)
class Warehouse:
    """A season and the DuckDB it is loaded into."""

    season: Season
    connection: duckdb.DuckDBPyConnection

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return self.connection.execute(sql).fetchall()

    def value(self, sql: str) -> object:
        [(value,)] = self.rows(sql)
        return value


def _named(season: tuple[int, int]) -> str:
    return f"seed{season[0]}-{season[1]}"


@pytest.fixture(scope="session", params=SEASONS, ids=_named)
def warehouse(request: pytest.FixtureRequest) -> Warehouse:
    """A season's tables, all but the play-by-play."""
    seed, start_year = request.param
    season = build_season(seed=seed, start_year=start_year)
    return _seen_by_duckdb(season, [name for name in season.tables if name not in PLAY_BY_PLAY])


@pytest.fixture(scope="session")
def played_out() -> Warehouse:
    """One season's play-by-play, with the box scores it must come to."""
    season = build_season(seed=3, start_year=2024)
    return _seen_by_duckdb(season, [*PLAY_BY_PLAY, "nba_raw.nbac_player_boxscores", "nba_raw.nbac_schedule"])


def _seen_by_duckdb(season: Season, names: Sequence[str]) -> Warehouse:
    """The arrow tables as views; loading them is a test of its own."""
    connection = duckdb.connect()
    for schema in {name.split(".")[0] for name in names}:
        connection.execute(f"CREATE SCHEMA {schema}")
    for name in names:
        registered = name.replace(".", "_")
        connection.register(registered, season.tables[name])
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {registered}")
    return Warehouse(season, connection)
