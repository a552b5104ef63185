"""One season, built once: whole for reading, and a few days of it, put right after each test that corrupts them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from gate_season import load_gate_days
from platform_season import LAST as PLATFORM_DAY
from platform_season import load_platform_season
from precomputed_season import load_precomputed_season
from predicted_season import load_predicted_season
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
        _create_schemas(season, connection)
        for name in _tables(season):
            registered = name.replace(".", "_")
            connection.register(registered, season.tables[name])
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {registered}")
        yield connection


@pytest.fixture(scope="session")
def days(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    """The whole schedule, and three days of all tables that have a game date."""
    with duckdb.connect() as connection:
        _create_schemas(season, connection)
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


@pytest.fixture(scope="session")
def predicted_tables(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    with load_predicted_season(season) as connection:
        yield connection


@pytest.fixture
def predicted(predicted_tables: duckdb.DuckDBPyConnection) -> Iterator[Day]:
    """A whole season of predictions and grades, to be corrupted; names the same day, with its first game and scorer."""
    [(game, player)] = predicted_tables.execute(
        f"""
        SELECT game_id, player_lookup FROM nba_predictions.prediction_accuracy
        WHERE game_date = '{DAY}' AND prediction_correct ORDER BY game_id, actual_points DESC, player_lookup LIMIT 1
        """
    ).fetchall()
    with undone(predicted_tables):
        yield Day(predicted_tables, DAY, game, player)


@pytest.fixture(scope="session")
def precomputed_tables(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    with load_precomputed_season(season) as connection:
        yield connection


@pytest.fixture
def precomputed(precomputed_tables: duckdb.DuckDBPyConnection) -> Iterator[Day]:
    """A whole season of phase 4, to be corrupted; the player has played five games in the fortnight before the day."""
    [(game, player)] = precomputed_tables.execute(
        f"""
        SELECT game_id, player_lookup FROM nba_predictions.ml_feature_store_v2
        JOIN nba_precompute.player_daily_cache USING (player_lookup)
        WHERE game_date = '{DAY}' AND cache_date = '{DAY}' AND games_in_last_14_days >= 5 AND games_in_last_7_days > 0
        ORDER BY points_avg_season DESC, player_lookup LIMIT 1
        """
    ).fetchall()
    with undone(precomputed_tables):
        yield Day(precomputed_tables, DAY, game, player)


@pytest.fixture(scope="session")
def gate_tables(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    with load_gate_days(season) as connection:
        yield connection


@pytest.fixture
def gate_day(gate_tables: duckdb.DuckDBPyConnection) -> Iterator[Day]:
    """Three days of every table that a gate reads, to be corrupted; `gate_day.date` is the middle one."""
    [(game, player)] = gate_tables.execute(
        f"SELECT game_id, player_lookup FROM nba_raw.nbac_player_boxscores "
        f"WHERE game_date = '{DAY}' ORDER BY 1, 2 LIMIT 1"
    ).fetchall()
    with undone(gate_tables):
        yield Day(gate_tables, DAY, game, player)


@pytest.fixture(scope="session")
def platform_tables(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    with load_platform_season(season) as connection:
        yield connection


@pytest.fixture
def platform(platform_tables: duckdb.DuckDBPyConnection) -> Iterator[Day]:
    """The platform's own records, to be corrupted; names a day near the season's end, with a game and a scorer."""
    [(game, player)] = platform_tables.execute(
        f"""
        SELECT game_id, player_lookup FROM nba_predictions.prediction_accuracy
        WHERE game_date = '{PLATFORM_DAY}' ORDER BY game_id, actual_points DESC, player_lookup LIMIT 1
        """
    ).fetchall()
    with undone(platform_tables):
        yield Day(platform_tables, PLATFORM_DAY, game, player)


@pytest.fixture
def corrupt(day: Day) -> Callable[..., None]:
    """`corrupt(sql, ...)` on the three days."""
    return day.corrupt


@pytest.fixture
def answer(day: Day) -> Callable[..., Answers]:
    """`answer(validator, window)` on the three days."""
    return day.answer


def _create_schemas(season: Season, connection: duckdb.DuckDBPyConnection) -> None:
    for schema in {name.split(".")[0] for name in season.tables}:
        connection.execute(f"CREATE SCHEMA {schema}")


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
