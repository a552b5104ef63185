"""A season fills every declared raw table, exactly as declared, and writes nothing later than it says."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from harness.season import build_season
from harness.season.columns import build_table, text
from harness.warehouse.schema import declared, declared_tables

RAW = sorted(name for name in declared_tables() if name.startswith("nba_raw."))
PLAY_BY_PLAY = [name for name in RAW if "play_by_play" in name]
LIGHT = [name for name in RAW if name not in PLAY_BY_PLAY]
QUICK = [name for name in LIGHT if "bettingpros" not in name]
WRITE = """
import sys
from pathlib import Path
from harness.season import build_season
build_season(seed=7, start_year=2025).write_parquet(Path(sys.argv[1]), tables=sys.argv[2:])
"""


def test_the_season_has_every_raw_table(warehouse):
    assert sorted(name for name in warehouse.season.tables if name.startswith("nba_raw.")) == RAW
    assert len(RAW) == 24


def test_the_season_has_every_declared_table(warehouse):
    assert sorted(warehouse.season.tables) == sorted(declared_tables())


def test_every_table_is_filled_as_declared(warehouse):
    for name in LIGHT:
        table = warehouse.season.tables[name]
        assert table.schema.equals(declared(name).arrow), name
        assert table.num_rows > 0, name
        required = [column.name for column in declared(name).columns if column.mode == "REQUIRED"]
        assert [column for column in required if table.column(column).null_count] == [], name


@pytest.mark.parametrize("name", PLAY_BY_PLAY)
def test_a_play_by_play_table_is_filled_as_declared(played_out, name):
    table = played_out.season.tables[name]
    assert table.schema.equals(declared(name).arrow)
    assert table.num_rows > 400_000


def test_business_keys_are_unique(warehouse):
    for name in LIGHT:
        key = ", ".join(declared(name).key)
        assert warehouse.value(f"SELECT count(*) - count(DISTINCT ({key})) FROM {name}") == 0, name


def test_nothing_is_written_after_as_of(warehouse):
    as_of = int(warehouse.season.as_of.timestamp() * 1e6)
    for name in LIGHT:
        for column in ("created_at", "processed_at", "scrape_timestamp"):
            if column in warehouse.season.tables[name].schema.names:
                latest = pc.max(warehouse.season.tables[name].column(column)).cast(pa.int64()).as_py()
                assert latest <= as_of, (name, column)


def test_as_of_is_noon_utc_after_the_last_game_day(warehouse):
    season = warehouse.season
    assert season.as_of.replace(tzinfo=None) == datetime.combine(season.last_day + timedelta(days=1), time(12))


def test_rows_about_games_are_written_after_them(warehouse):
    for name in ("bdl_player_boxscores", "nbac_gamebook_player_stats", "espn_scoreboard", "nbac_team_boxscore"):
        early = warehouse.rows(
            f"SELECT b.game_id FROM nba_raw.{name} b JOIN nba_raw.nbac_scoreboard_v2 s USING (game_id) "
            "WHERE epoch_us(b.processed_at) < epoch_us(s.start_time) + 3 * 3600 * 1e6"
        )
        assert early == []


def test_data_hashes_are_sixteen_hex_digits_that_differ_between_rows(warehouse):
    for name in LIGHT:
        if "data_hash" in {column.name for column in declared(name).columns}:
            assert warehouse.rows(
                "SELECT count(*) - count(DISTINCT data_hash), "
                f"count_if(NOT regexp_full_match(data_hash, '[0-9a-f]{{16}}')) FROM {name}"
            ) == [(0, 0)]


def test_a_column_that_is_not_declared_is_refused():
    with pytest.raises(ValueError, match="declares no column colour"):
        build_table("nba_raw.br_roster_changes", 1, {"colour": "red"})


def test_a_required_column_without_value_is_refused():
    with pytest.raises(ValueError, match=r"br_roster_changes.change_date is REQUIRED and holds 1 NULL"):
        build_table("nba_raw.br_roster_changes", 1, {"season_year": 2023})


def test_a_column_of_another_length_is_refused(warehouse):
    rows = {"season_year": 2023, "team_abbrev": text(("ATL",), pa.array([0, 0]).to_numpy())}
    with pytest.raises(ValueError, match="has 2 rows where the table has 1"):
        build_table("nba_raw.br_roster_changes", 1, {"change_date": warehouse.season.first_day, **rows})


def test_loading_takes_only_the_tables_that_are_named(warehouse):
    connection = duckdb.connect()
    warehouse.season.load(connection, tables=["nba_raw.nbac_schedule"])
    assert connection.execute("SELECT table_name FROM information_schema.tables").fetchall() == [("nbac_schedule",)]
    assert connection.execute("SELECT count(*) FROM nba_raw.nbac_schedule").fetchone() == (1230,)


def test_other_seeds_give_other_games_players_and_results(warehouse):
    other = build_season(seed=99, start_year=warehouse.season.start_year)
    for name, column in (
        ("nba_raw.nbac_schedule", "game_code"),
        ("nba_raw.nbac_player_list_current", "player_lookup"),
        ("nba_raw.nbac_schedule", "home_team_score"),
    ):
        assert not other.tables[name].column(column).equals(warehouse.season.tables[name].column(column))


@pytest.mark.parametrize(
    "tables", [QUICK, pytest.param(RAW, marks=pytest.mark.nightly)], ids=["quick tables", "all tables"]
)
def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path: Path, tables):
    folders = [tmp_path / "one", tmp_path / "other"]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(folder), *tables],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone},
        )
        for folder, hash_seed, zone in zip(folders, ("1", "2"), ("UTC", "Asia/Tokyo"), strict=True)
    ]
    assert [process.wait() for process in processes] == [0, 0]
    digests = [
        {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())} for folder in folders
    ]
    assert digests[0] == digests[1]
    assert sorted(digests[0]) == sorted(f"{name}.parquet" for name in tables)
