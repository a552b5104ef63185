"""`harness contracts`: told, exported, compared with files, revisions and overrides."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from contracts.compatibility import RULES
from contracts.described import from_json
from contracts.export.ddl import from_ddl
from harness.cli import app

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEDULE = "nba_raw.nbac_schedule"


def harness(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["contracts", *arguments])


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """The contracts as a file that `diff` reads."""
    assert harness("export", "--format", "json", "--out", str(tmp_path)).exit_code == 0
    return tmp_path / "contracts.json"


def changed(exported: Path, old: str, new: str) -> str:
    """The file with one text in place of another."""
    text = exported.read_text(encoding="utf-8")
    assert old in text
    exported.write_text(text.replace(old, new), encoding="utf-8")
    return str(exported)


def test_all_tables_are_listed() -> None:
    done = harness("list")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) == 81
    assert "80 contracts" in done.output


def test_a_table_or_a_dataset_can_be_named() -> None:
    assert "1 contract. next" in harness("list", "contract.nbac_schedule").output
    assert "24 contracts. next" in harness("list", "nba_raw").output


def test_every_rule_is_told_with_who_is_hurt() -> None:
    assert len(harness("rules").output.splitlines()) == len(RULES)
    told = json.loads(harness("rules", "--format", "json").output)
    assert {one["id"]: one["breaks"] for one in told}["C003"] == ["new reader", "writer"]


@pytest.mark.parametrize(("form", "ending"), [("ddl", "sql"), ("schema", "schema.json"), ("odcs", "odcs.yaml")])
def test_a_file_a_table_is_written(tmp_path: Path, form: str, ending: str) -> None:
    done = harness("export", "nba_raw", "--format", form, "--out", str(tmp_path / "new"))
    assert done.exit_code == 0
    assert sorted(one.name for one in (tmp_path / "new").iterdir())[0].endswith(ending)
    assert len(list((tmp_path / "new").iterdir())) == 24


def test_without_a_folder_it_is_printed() -> None:
    [table] = from_ddl(harness("export", SCHEDULE).output, "stdout")
    assert table.name == SCHEDULE
    assert len(from_json(harness("export", "--format", "json").output, "stdout")) == 80


def test_what_did_not_change_breaks_nothing(exported: Path) -> None:
    done = harness("diff", str(exported))
    assert done.exit_code == 0
    assert done.output == "80 tables compared, 0 changes, 0 against full compatibility\n"


def test_a_breaking_change_is_told_with_its_rule_and_the_exit_status(exported: Path) -> None:
    done = harness("diff", changed(exported, '"name": "arena_timezone"', '"name": "zzz"'), "--mode", "forward")
    assert done.exit_code == 1
    assert f"C001 error {SCHEDULE}.zzz: column removed" in done.output


def test_the_mode_decides(exported: Path) -> None:
    file = changed(exported, '"name": "arena_timezone"', '"name": "zzz"')
    # Turned round, the column comes back: nobody is hurt by one more that may be NULL.
    assert harness("diff", "contracts", file, "--mode", "forward").exit_code == 1
    added = harness("diff", file, "contracts", "--every", "--format", "json")
    assert {one["rule"] for one in json.loads(added.output)} == {"C001", "C002"}


def test_github_gets_annotations(exported: Path) -> None:
    done = harness("diff", changed(exported, '"name": "arena_timezone"', '"name": "zzz"'), "--format", "github")
    assert f"::error title=C001 {SCHEDULE}.zzz::column removed" in done.output


@pytest.mark.parametrize(("expires", "status"), [("2999-12-31", 0), ("2020-01-01", 1)])
def test_an_override_counts_until_it_has_run_out(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expires: str, status: int
) -> None:
    file = changed(exported, '"name": "arena_timezone"', '"name": "zzz"')
    (tmp_path / "harness.toml").write_text(
        "[[compatibility_overrides]]\nrule = 'C001'\npath = 'nba_raw.*'\nseverity = 'info'\n"
        f"reason = 'nobody reads it'\nexpires = {expires}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    done = harness("diff", file)
    assert done.exit_code == status
    assert ("ended on 2020-01-01; take it out" in done.output) is bool(status)


def test_an_override_of_no_rule_is_a_wrong_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "harness.toml").write_text(
        "[[compatibility_overrides]]\nrule = 'C999'\npath = '*'\nseverity = 'info'\n"
        "reason = 'x'\nexpires = 2999-01-01\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    done = harness("diff", "contracts")
    assert done.exit_code == 2
    assert "C999" in done.output


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_a_revision_is_read_by_its_own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    for package in ("contracts", "harness"):
        shutil.copytree(REPOSITORY / package, tmp_path / package, ignore=ignored)
    contract = tmp_path / "contracts" / "tables" / "nba_raw" / "nbac_schedule.py"
    text = contract.read_text(encoding="utf-8")
    contract.write_text(text.replace("    arena_timezone:", "    arena_zone:"), encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    monkeypatch.chdir(tmp_path)
    done = harness("diff", "HEAD")
    assert done.exit_code == 1
    assert f"C004 error {SCHEDULE}.arena_zone: column renamed (arena_zone → arena_timezone)" in done.output
    assert "80 tables compared, 1 change, 1 against full compatibility" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diff", "nonsense"), "nor a git revision"),
        (("diff", "/nowhere.json"), "No such file"),
        (("diff", "duckdb://"), "say bigquery://project"),
        (("diff", "mysql://x"), "there is no mysql:// warehouse"),
        (("diff", "contracts", "--mode", "sideways"), "none of backward"),
        (("list", "nbac_schedul"), "did you mean: nbac_schedule"),
        (("export", "zzzzzzzz"), "see: harness contracts list"),
    ],
)
def test_wrong_arguments_say_what_to_do(arguments: tuple[str, ...], said: str) -> None:
    done = harness(*arguments)
    assert done.exit_code == 2
    assert said in done.output


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    done = harness("diff", str(tmp_path / "other.json"))
    assert done.exit_code == 2
    assert "other.json is no file of contracts: format: Field required" in done.output
