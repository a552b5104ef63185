"""`harness contracts check` and `drift`: exit statuses, tiers, formats, and what they leave alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest
from typer.testing import CliRunner, Result

from harness.cli import app
from harness.season import build_season
from harness.warehouse.schema import declared_tables

BOX_SCORES = "nba_raw.bdl_player_boxscores"
SCHEDULE = "nba_raw.nbac_schedule"
REST = ("--window", "2024-01-15..2024-01-16", "--as-of", "2024-01-17T12:00:00+00:00")


def harness(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["contracts", *arguments])


def told(*arguments: str) -> dict[str, Any]:
    return json.loads(harness(*arguments, "--format", "json").output)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A season's file with all tables, rows in two of them."""
    path = tmp_path_factory.mktemp("drift") / "season.duckdb"
    with duckdb.connect(str(path)) as connection:
        for table in declared_tables().values():
            connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{table.name.split(".")[0]}"')
            connection.execute(table.duckdb_ddl())
        build_season(seed=0, start_year=2023).load(connection, tables=[BOX_SCORES, SCHEDULE])
    return path


@pytest.fixture
def season(built: Path, tmp_path: Path) -> Path:
    """A copy to be changed."""
    path = tmp_path / "season.duckdb"
    path.write_bytes(built.read_bytes())
    return path


def changed(path: Path, *statements: str) -> str:
    """Its address, once the statements have been run on it."""
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return f"duckdb:///{path}"


def test_no_drift_is_exit_status_0(built: Path) -> None:
    done = harness("drift", "--warehouse", f"duckdb:///{built}", *REST)
    assert done.exit_code == 0, done.output
    assert "400 passed" in done.output
    assert "0 queries" in done.output


def test_without_a_warehouse_a_season_is_compared() -> None:
    done = harness("drift", "nbac_schedule", "--tier", "rows")
    assert done.exit_code == 0, done.output
    assert "60 passed" in done.output


def test_drift_is_exit_status_1_with_its_rule(season: Path) -> None:
    address = changed(season, f"ALTER TABLE {SCHEDULE} RENAME arena_timezone TO arena_zone")
    done = harness("drift", "nba_raw", "--warehouse", address, *REST)
    assert done.exit_code == 1
    assert "C004" in done.output
    assert "column renamed" in done.output


def test_what_is_unknown_is_exit_status_3(season: Path) -> None:
    address = changed(season, f"DROP TABLE {SCHEDULE}")
    assert harness("drift", "--warehouse", address, *REST).exit_code == 3
    # Who names a table means it to be there.
    assert harness("drift", SCHEDULE, "--warehouse", address, *REST).exit_code == 1


def test_an_extra_column_is_told_and_is_no_failure(season: Path) -> None:
    address = changed(season, f"ALTER TABLE {SCHEDULE} ADD COLUMN attendance INTEGER")
    report = told("drift", SCHEDULE, "--warehouse", address, *REST)
    assert report["notes"] == ["drift.nbac_schedule: C002 nullable column added: attendance"]
    assert harness("drift", SCHEDULE, "--warehouse", address, *REST).exit_code == 0


@pytest.mark.parametrize(
    ("tier", "subjects", "checks"),
    [
        ("metadata", {"drift.nbac_schedule"}, 5),
        ("freshness", {"drift.nbac_schedule"}, 6),
        ("rows", {"drift.nbac_schedule", "contract.nbac_schedule"}, 60),
    ],
)
def test_each_tier_asks_those_before_it_too(built: Path, tier: str, subjects: set[str], checks: int) -> None:
    as_of = ("--as-of", "2024-04-15T12:00:00+00:00", "--window", "2024-01-15")
    report = told("drift", SCHEDULE, "--warehouse", f"duckdb:///{built}", "--tier", tier, *as_of)
    assert {one["subject"] for one in report["results"]} == subjects
    assert len(report["results"]) == checks
    assert {one["outcome"] for one in report["results"]} == {"passed"}


def test_rows_of_a_drifted_column_are_unknown_by_its_rule(season: Path) -> None:
    address = changed(season, f"ALTER TABLE {BOX_SCORES} DROP COLUMN points")
    report = told("drift", BOX_SCORES, "--warehouse", address, "--tier", "rows", *REST)
    reasons = {one["reason"] for one in report["results"] if one["outcome"] == "unknown"}
    assert reasons == {f"C001 column removed: {BOX_SCORES}.points"}


def test_an_override_of_the_settings_counts(season: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = changed(season, f"ALTER TABLE {SCHEDULE} DROP COLUMN arena_timezone")
    (tmp_path / "harness.toml").write_text(
        "[[compatibility_overrides]]\nrule = 'C001'\npath = 'nba_raw.*'\nseverity = 'info'\n"
        "reason = 'nobody reads it'\nexpires = 2024-01-17\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    arguments = ("drift", SCHEDULE, "--warehouse", address, "--window", "2024-01-15")
    assert harness(*arguments, "--as-of", "2024-01-17T12:00:00+00:00").exit_code == 0
    assert harness(*arguments, "--as-of", "2024-01-18T12:00:00+00:00").exit_code == 1


def test_the_report_goes_into_a_file_in_every_form(season: Path, tmp_path: Path) -> None:
    address = changed(season, f"ALTER TABLE {SCHEDULE} DROP COLUMN arena_timezone")
    for form in ("table", "json", "junit", "html", "github"):
        out = tmp_path / f"report.{form}"
        done = harness("drift", SCHEDULE, "--warehouse", address, *REST, "--format", form, "--out", str(out))
        assert (done.exit_code, done.output) == (1, "")
        assert "C001" in out.read_text(encoding="utf-8")
    suite = ElementTree.parse(tmp_path / "report.junit").getroot()
    assert [case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None] == [
        "its columns are those of the contract"
    ]


def test_check_answers_as_validate_does(built: Path) -> None:
    asked = ("--warehouse", f"duckdb:///{built}", *REST, "--format", "json")
    check = harness("check", SCHEDULE, *asked)
    validate = CliRunner().invoke(app, ["validate", "contract.nbac_schedule", *asked])
    assert check.exit_code == validate.exit_code == 0
    assert json.loads(check.output)["results"] == json.loads(validate.output)["results"]


def test_check_of_broken_rows_is_exit_status_1(season: Path) -> None:
    address = changed(season, f"UPDATE {BOX_SCORES} SET points = 250 WHERE game_date = '2024-01-15'")
    done = harness("check", BOX_SCORES, "--warehouse", address, *REST)
    assert done.exit_code == 1
    assert "points is at most 100" in done.output


@pytest.mark.parametrize("command", ["check", "drift"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nbac_schedul",), "did you mean: nbac_schedule"),
        (("--warehouse", "mysql://x"), "there is no mysql:// warehouse"),
        (("--warehouse", "duckdb:///nowhere.duckdb"), "does not exist"),
        (("--window", "yesterday"), "is no window"),
    ],
)
def test_wrong_arguments_say_what_to_do(command: str, arguments: tuple[str, ...], said: str) -> None:
    done = harness(command, *arguments)
    assert done.exit_code == 2
    assert said in done.output
