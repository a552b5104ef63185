"""One season, built once: whole for reading, and a few days of it, put right after each test that corrupts them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from validator_days import Answers, Day, undone

from harness.clock import FrozenClock
from harness.ingest.load import load_recordings
from harness.season import Season, build_season
from harness.warehouse.schema import declared

REPOSITORY = Path(__file__).resolve().parents[2]
PLAY_BY_PLAY = ("nba_raw.nbac_play_by_play", "nba_raw.bigdataball_play_by_play")
FIRST, DAY, LAST = "2024-01-14", "2024-01-15", "2024-01-16"
WHOLE_SEASON_TABLES = ("nba_raw.nbac_schedule", "nba_raw.nbac_schedule_source_history")
"""Some checks ask about the season as a whole; these stay uncut."""


@pytest.fixture(scope="session")
def season() -> Season:
    return build_season(seed=0)


@pytest.fixture(scope="session")
def whole_season(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table of the season but the play-by-play, as views: to be read only."""
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA nba_raw")
        for name in _tables(season):
            registered = name.replace(".", "_")
            connection.register(registered, season.tables[name])
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {registered}")
        yield connection


@pytest.fixture(scope="session")
def days(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    """The whole schedule, and three days of all tables that have a game date."""
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA nba_raw")
        for name in _tables(season):
            dated = "game_date" in declared(name).arrow.names and name not in WHOLE_SEASON_TABLES
            where = f"WHERE game_date BETWEEN '{FIRST}' AND '{LAST}'" if dated else ""
            connection.register("season_rows", season.tables[name])
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM season_rows {where}")
            connection.unregister("season_rows")
        yield connection


@pytest.fixture
def day(days: duckdb.DuckDBPyConnection) -> Iterator[Day]:
    """The three days, to be corrupted; `day.date` is the middle one."""
    game, player = days.execute(
        f"""
        SELECT game_id, player_lookup FROM nba_raw.nbac_player_boxscores WHERE game_date = '{DAY}'
        ORDER BY game_id, split_part(minutes, ':', 1)::INT DESC, player_lookup LIMIT 1
        """
    ).fetchall()[0]
    with undone(days):
        yield Day(days, DAY, game, player)


@pytest.fixture
def corrupt(day: Day) -> Callable[..., None]:
    """`corrupt(sql, ...)` on the three days."""
    return day.corrupt


@pytest.fixture
def answer(day: Day) -> Callable[..., Answers]:
    """`answer(validator, window)` on the three days."""
    return day.answer


def _tables(season: Season) -> list[str]:
    return [name for name in season.tables if name not in PLAY_BY_PLAY]


@pytest.fixture(scope="session")
def recordings_folder() -> Path:
    folder = Path(os.environ.get("HARNESS_RECORDINGS", REPOSITORY.parent / "shared" / "recordings"))
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip(f"no recordings at {folder}; set HARNESS_RECORDINGS to the folder that holds MANIFEST.json")
    return folder


@pytest.fixture(scope="session")
def loaded_recordings(recordings_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        load_recordings(recordings_folder, connection, clock=FrozenClock(datetime(2024, 1, 16, 12, tzinfo=UTC)))
        yield connection


@pytest.fixture
def recorded(loaded_recordings: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The real recordings, to be corrupted."""
    with undone(loaded_recordings):
        yield loaded_recordings
