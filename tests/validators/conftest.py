"""One season, built once: whole for reading, and a few days of it, copied for each test that corrupts them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from validator_days import Day, copy_of

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
    """Every table of the season but the play-by-play, to be read only."""
    with duckdb.connect() as connection:
        season.load(connection, tables=[name for name in season.tables if name not in PLAY_BY_PLAY])
        yield connection


@pytest.fixture(scope="session")
def template(whole_season: duckdb.DuckDBPyConnection, season: Season, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the whole schedule and three days of all tables that have a game date."""
    file = tmp_path_factory.mktemp("template") / "days.duckdb"
    whole_season.execute(f"ATTACH '{file}' AS days")
    for name in season.tables:
        if name in PLAY_BY_PLAY:
            continue
        dated = "game_date" in declared(name).arrow.names and name not in WHOLE_SEASON_TABLES
        where = f"WHERE game_date BETWEEN '{FIRST}' AND '{LAST}'" if dated else ""
        whole_season.execute(f"CREATE SCHEMA IF NOT EXISTS days.{name.split('.')[0]}")
        whole_season.execute(f"CREATE TABLE days.{name} AS SELECT * FROM {name} {where}")
    whole_season.execute("DETACH days")
    return file


@pytest.fixture
def day(template: Path) -> Iterator[Day]:
    """A copy of the three days; `day.date` is the middle one."""
    with copy_of(template) as connection:
        game, player = connection.execute(
            f"""
            SELECT game_id, player_lookup FROM nba_raw.nbac_player_boxscores WHERE game_date = '{DAY}'
            ORDER BY game_id, split_part(minutes, ':', 1)::INT DESC, player_lookup LIMIT 1
            """
        ).fetchall()[0]
        yield Day(connection, DAY, game, player)


@pytest.fixture(scope="session")
def recordings_folder() -> Path:
    folder = Path(os.environ.get("HARNESS_RECORDINGS", REPOSITORY.parent / "shared" / "recordings"))
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip(f"no recordings at {folder}; set HARNESS_RECORDINGS to the folder that holds MANIFEST.json")
    return folder


@pytest.fixture(scope="session")
def recorded_template(recordings_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real recordings, loaded once into a database file."""
    file = tmp_path_factory.mktemp("recorded") / "recorded.duckdb"
    with duckdb.connect(str(file)) as connection:
        load_recordings(recordings_folder, connection, clock=FrozenClock(datetime(2024, 1, 16, 12, tzinfo=UTC)))
    return file


@pytest.fixture
def recorded(recorded_template: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the real recordings."""
    with copy_of(recorded_template) as connection:
        yield connection
