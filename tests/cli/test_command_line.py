"""The command as a user types it: exit statuses, what to do next, silence in a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

DAY = "2024-01-15"


def harness(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in `folder` with no HARNESS_* settings but those given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HARNESS_")}
    return subprocess.run(
        [sys.executable, "-c", "from harness.cli import main; main()", *arguments],
        cwd=folder,
        env={**clean, "COLUMNS": "120", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def clean_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DuckDB file with the raw tables of a season that box-score checks read."""
    import duckdb

    from harness.season import build_season

    path = tmp_path_factory.mktemp("warehouse") / "day.duckdb"
    season = build_season(seed=0)
    with duckdb.connect(str(path)) as connection:
        season.load(connection, tables=["nba_raw.nbac_schedule", "nba_raw.bdl_player_boxscores"])
    return path


@pytest.fixture
def broken_day(clean_day: Path, tmp_path: Path) -> Path:
    """The same with one point too many for one player."""
    import shutil

    import duckdb

    path = tmp_path / "broken.duckdb"
    shutil.copy(clean_day, path)
    with duckdb.connect(str(path)) as connection:
        table = "nba_raw.bdl_player_boxscores"
        first = f"(SELECT min(rowid) FROM {table} WHERE game_date = '{DAY}')"
        connection.execute(f"UPDATE {table} SET points = points + 1 WHERE rowid = {first}")
    return path


def test_clean_data_give_exit_status_0(clean_day: Path, tmp_path: Path) -> None:
    done = harness(
        "validate", "raw.box_scores", "--warehouse", f"duckdb:///{clean_day}", "--window", DAY, folder=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 failed" in done.stdout


def test_a_failed_check_gives_exit_status_1_and_says_how_to_see_it(broken_day: Path, tmp_path: Path) -> None:
    done = harness(
        "validate",
        "raw.box_scores",
        "--warehouse",
        f"duckdb:///{broken_day}",
        "--window",
        DAY,
        "--show",
        "sql",
        folder=tmp_path,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 failed" in done.stdout
    assert f"harness validate raw.box_scores --warehouse duckdb:///{broken_day} --window" in done.stdout
    assert "SELECT" in done.stdout


def test_nothing_failed_but_something_unknown_gives_exit_status_3(clean_day: Path, tmp_path: Path) -> None:
    done = harness(
        "validate", "raw.scoreboard", "--warehouse", f"duckdb:///{clean_day}", "--window", DAY, folder=tmp_path
    )
    assert done.returncode == 3, done.stdout + done.stderr
    assert "nba_raw.espn_scoreboard" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "raw.box_score"], "did you mean raw.box_scores"),
        (["validate", "--window", "monday"], "2024-01-01..2024-01-31"),
        (["validate", "--warehouse", "mysql://x"], "mysql://x"),
        (["validate", "--warehouse", "duckdb:///nowhere/none.duckdb"], "harness season build"),
        (["validate", "--recordings", "nowhere"], "is no folder"),
        (["season", "build", "--out", "nowhere/season.duckdb"], "does not exist"),
        (["season", "build", "--start-year", "1999", "--out", "x"], "start_year"),
    ],
)
def test_a_wrong_argument_gives_exit_status_2_and_the_fix(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = harness(*arguments, folder=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pipe_gets_no_progress(clean_day: Path, tmp_path: Path) -> None:
    done = harness(
        "validate", "raw.box_scores", "--warehouse", f"duckdb:///{clean_day}", "--window", DAY, folder=tmp_path
    )
    assert done.stderr == ""


def test_the_plan_is_printed_without_running_it(clean_day: Path, tmp_path: Path) -> None:
    done = harness(
        "validate",
        "raw.box_scores",
        "--plan",
        "--warehouse",
        f"duckdb:///{clean_day}",
        "--window",
        DAY,
        folder=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "nba_raw.bdl_player_boxscores" in done.stdout
    assert "checks" in done.stdout
    assert "passed" not in done.stdout


def test_reports_in_other_formats_can_be_read_by_their_readers(broken_day: Path, tmp_path: Path) -> None:
    base = ["validate", "raw.box_scores", "--warehouse", f"duckdb:///{broken_day}", "--window", DAY]
    assert json.loads(harness(*base, "--format", "json", folder=tmp_path).stdout)["schema_version"] == "1.2"
    written = tmp_path / "junit.xml"
    harness(*base, "--format", "junit", "--out", str(written), folder=tmp_path)
    assert ElementTree.parse(written).getroot().find(".//failure") is not None
    assert "::error" in harness(*base, "--format", "github", folder=tmp_path).stdout


def test_doctor_names_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    done = harness("doctor", folder=tmp_path, HARNESS_RECORDINGS=str(tmp_path / "none"))
    assert done.returncode == 1
    assert "duckdb" in done.stdout
    assert "is no folder" in done.stdout


def test_a_wrong_setting_in_the_file_stops_every_command(tmp_path: Path) -> None:
    (tmp_path / "harness.toml").write_text("rowz = 3\n")
    done = harness("validate", folder=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'rows'" in done.stderr
