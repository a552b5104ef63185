"""Defects on the command line: told, applied to a season, and run as a matrix."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from harness import season as seasons
from harness.cli import app
from harness.season import Season, build_season
from harness.season.defects import all_defects

BOX = "nba_raw.bdl_player_boxscores"
BOARD = "nba_raw.espn_scoreboard"
TABLES = ("nba_raw.nbac_schedule", BOX, BOARD)
POINTS, LOST, DOUBT = "box_score_points_one_too_many", "box_score_of_a_game_never_collected", "scoreboard_game_missing"


@pytest.fixture(scope="module")
def small_season() -> Season:
    """A season of three tables: enough for defects of box scores and scoreboards."""
    season = build_season(seed=0)
    return replace(season, tables={name: season.tables[name] for name in TABLES})


@pytest.fixture(autouse=True)
def only_small_seasons(small_season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seasons, "build_season", lambda **_: small_season)


def harness(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_all_defects_are_listed_with_their_sentences() -> None:
    done = harness("defects", "list")
    assert done.exit_code == 0
    assert f"{len(all_defects())} defects" in done.output
    assert all(f"{one.name} " in done.output and one.sentence in done.output for one in all_defects())


def test_the_list_can_be_limited_to_what_a_validator_must_notice() -> None:
    listed = json.loads(harness("defects", "list", "raw.scoreboard", "--format", "json").output)
    assert DOUBT in {one["name"] for one in listed}
    assert all(any(check.startswith("raw.scoreboard/") for check in one["kills"]) for one in listed)


def test_a_defect_is_shown_with_all_that_is_known_of_it_and_its_code() -> None:
    done = harness("defects", "show", LOST)
    assert done.exit_code == 0
    for part in ("A finished game has no line at all", "incident    3", "1, 5", "every final game has box scores"):
        assert part in done.output
    assert f"def {LOST}(" in done.output
    assert f"--defect {LOST}" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("defects", "show", "box_score_points_one_to_many"), f"did you mean {POINTS}"),
        (("defects", "list", "raw.scoreboards"), "no defect is named 'raw.scoreboards'"),
        (("kill-matrix", "box_score_points_one_to_many"), f"did you mean {POINTS}"),
        (("season", "build", "--out", "x.duckdb", "--defect", f"{POINTS}:0"), "a number of 1 or more"),
        (("season", "build", "--out", "x.duckdb", "--defect", "nothing_of_the_kind"), "harness defects list"),
    ],
)
def test_a_wrong_name_or_size_gives_exit_status_2_and_the_fix(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = harness(*arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert not list(tmp_path.iterdir())


def test_two_defects_compose_and_both_tell_their_keys(tmp_path: Path) -> None:
    out = tmp_path / "corrupted.duckdb"
    done = harness("season", "build", "--out", str(out), "--defect", POINTS, "--defect", f"{LOST}:2")
    assert done.exit_code == 0, done.output
    told = told_keys(done.output)
    assert len(told["raw.box_scores/points add up"]) == 1
    assert len(told["raw.box_scores/every final game has box scores"]) == 2
    assert reported(f"duckdb:///{out}", tmp_path) == told


def test_a_corrupted_season_in_parquet_has_the_declared_types_and_the_same_faults(
    tmp_path: Path, small_season: Season
) -> None:
    import pyarrow.parquet as pq

    out = tmp_path / "corrupted"
    done = harness("season", "build", "--out", str(out), "--defect", POINTS)
    assert done.exit_code == 0, done.output
    assert reported(f"parquet:///{out}", tmp_path) == told_keys(done.output)
    for name in TABLES:
        assert pq.read_schema(out / f"{name}.parquet").equals(small_season.tables[name].schema), name


def test_a_defect_that_cannot_be_applied_leaves_no_file(tmp_path: Path) -> None:
    done = harness("season", "build", "--out", str(tmp_path / "x.duckdb"), "--defect", f"{DOUBT}:100000")
    assert done.exit_code == 2
    assert "choose a smaller size" in done.output
    assert not list(tmp_path.iterdir())


def test_a_season_without_defects_is_built_as_before(tmp_path: Path) -> None:
    out = tmp_path / "clean.duckdb"
    assert harness("season", "build", "--out", str(out)).exit_code == 0
    with duckdb.connect(str(out), read_only=True) as connection:
        wrong = (
            f"SELECT count(*) FROM {BOX} WHERE points <> 2 * field_goals_made + three_pointers_made + free_throws_made"
        )
        assert connection.execute(wrong).fetchall() == [(0,)]


def test_the_matrix_is_run_for_some_defects_and_written_three_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from validators import catalog
    from validators.raw import box_scores

    monkeypatch.setattr(catalog, "all_validators", lambda: (box_scores.validator,))
    done = harness("kill-matrix", POINTS, LOST, "--out", str(tmp_path))
    assert done.exit_code == 0, done.output
    assert done.output.startswith("2 defects, all found with exactly their keys; 8 checks; no alarms in 1 clean season")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "kill-matrix.html",
        "kill-matrix.json",
        "kill-matrix.md",
    ]
    told = json.loads((tmp_path / "kill-matrix.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in told["defects"]] == [LOST, POINTS]


def test_a_matrix_with_a_defect_that_nobody_finds_gives_exit_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    from validators import catalog
    from validators.raw import scoreboard
    from validators.validator import Validator

    blind = Validator("raw.scoreboard", *(one for one in scoreboard.validator.checks if "tie" in one.name))
    monkeypatch.setattr(catalog, "all_validators", lambda: (blind,))
    done = harness("kill-matrix", DOUBT)
    assert done.exit_code == 1
    assert f"bad    {DOUBT}" in done.output
    assert "no such check was asked" in done.output


def told_keys(output: str) -> dict[str, set[str]]:
    """The keys that `season build` printed, by check."""
    told: dict[str, set[str]] = {}
    check = ""
    for line in output.splitlines():
        if line.startswith("    "):
            told[check].add(line.strip())
        elif line.startswith("  "):
            check = line.strip().partition(": ")[0]
            told[check] = set()
    return told


def reported(address: str, folder: Path) -> dict[str, set[str]]:
    """The keys that `harness validate` reports for the whole season, by check."""
    file = folder / "report.json"
    window = ("--window", "2023-10-24..2024-04-14", "--as-of", "2024-04-15T12:00:00+00:00")
    harness("validate", "raw.box_scores", "--warehouse", address, *window, "--format", "json", "--out", str(file))
    results = json.loads(file.read_text(encoding="utf-8"))["results"]
    return {
        f"{one['subject']}/{one['check']}": {
            " ".join(value for _, value in violation["key"]) for violation in one["finding"]["violations"]
        }
        for one in results
        if one["finding"] is not None
    }
