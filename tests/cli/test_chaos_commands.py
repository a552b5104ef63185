"""`harness chaos`: what is refused, what is listed, the exit status of a run, and taking back what was left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from chaos.experiment import FOLDER, files
from harness.cli import app

EXAMPLE = FOLDER / "lock_holder_paused.yaml"
LONG_S = 120.0


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command runs there, with no settings of this shell."""
    for name in list(os.environ):
        if name.startswith("HARNESS_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def harness(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["chaos", *arguments])


def changed(folder: Path, **harness: Any) -> Path:
    """The example with something else in its extension."""
    content = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    content["extensions"][0].update(harness)
    file = folder / "changed.yaml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


def test_every_experiment_is_listed_with_its_safeguard() -> None:
    result = harness("list")
    assert result.exit_code == 0
    assert [line.split(":")[0] for line in result.output.splitlines() if line[0] != " "][:-1] == [
        file.stem for file in files()
    ]
    assert "held is expected, without lease_check deviated" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run"], "name one experiment, or give --all"),
        (["run", "lock_holder_paused", "--all"], "name one experiment, or give --all"),
        (["run", "lock_holder_pausd"], "did you mean lock_holder_paused"),
        (["run", "lock_holder_paused", "--without", "fencng"], "did you mean fencing"),
        (["report", "nothing.json"], "cannot be read"),
        (["gameday", "nothing.yaml"], "nothing.yaml"),
        (["gameday", "opening_nite"], "did you mean opening_night"),
    ],
)
def test_what_cannot_be_done_is_refused(folder: Path, arguments: list[str], told: str) -> None:
    result = harness(*arguments)
    assert (result.exit_code, told in result.output) == (2, True), result.output
    assert not (folder / "reports").exists()


def test_a_run_that_holds_ends_with_0_and_its_journal_becomes_a_page(folder: Path) -> None:
    result = harness("run", str(EXAMPLE), "--rehearsal")
    assert result.exit_code == 0, result.output
    assert "✓ lock_holder_paused: held" in result.output
    [journal] = [one for one in (folder / "reports" / "chaos").glob("*.json") if ".toolkit" not in one.name]
    record = json.loads(journal.read_text(encoding="utf-8"))
    assert (record["verdict"], record["speed"], record["ended"]) == ("held", 10, "in order")
    assert record["command"] == f"harness chaos run {EXAMPLE} --rehearsal"
    page = harness("report", str(journal))
    assert page.exit_code == 0, page.output
    assert "lock_holder_paused" in journal.with_suffix(".html").read_text(encoding="utf-8")


def test_without_its_safeguard_it_deviates_as_expected_which_is_0() -> None:
    result = harness("run", str(EXAMPLE), "--rehearsal", "--without", "lease_check")
    assert result.exit_code == 0, result.output
    assert "lock_holder_paused without lease_check: deviated" in result.output


def test_a_verdict_that_is_not_the_one_stated_ends_with_1(folder: Path) -> None:
    file = changed(folder, expected="deviated")
    assert harness("run", str(file), "--rehearsal").exit_code == 1


def test_what_is_not_known_ends_with_3(folder: Path) -> None:
    radius = {"things": ["process second"], "seconds": 60, "text": "not the one that is stopped"}
    result = harness("run", str(changed(folder, blast_radius=radius)), "--rehearsal")
    assert result.exit_code == 3, result.output
    assert "would touch process first" in result.output


def test_nothing_left_is_said() -> None:
    result = harness("recover")
    assert (result.exit_code, result.output.strip()) == (0, "nothing was left")


def test_plain_chaos_run_runs_the_same_file_with_the_same_control(folder: Path) -> None:
    tool = Path(sys.executable).with_name("chaos")
    told = {"CHAOS_WITHOUT": "lease_check", "CHAOS_REHEARSAL": "1", "CHAOS_REPORTS": str(folder / "reports")}
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parents[1]), **told}
    command = [str(tool), "run", str(EXAMPLE)]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=LONG_S, check=False
    )
    assert done.returncode == 1, done.stderr  # the toolkit's own status of a deviation
    [journal] = (folder / "reports" / "chaos").glob("lock_holder_paused-without-lease_check-*[0-9a-f].json")
    record = json.loads(journal.read_text(encoding="utf-8"))
    assert (record["verdict"], record["expected"], record["speed"]) == ("deviated", "deviated", 10)
    assert {check["outcome"] for check in record["pre_checks"]} == {"passed"}


def test_the_command_line_holds_no_gevent() -> None:
    code = "import sys, harness.cli, chaos.running, chaos.extension.actions; sys.exit('gevent' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parents[1])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, timeout=LONG_S, check=False)
    assert done.returncode == 0
