"""`harness canary` as it is typed."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from revision import RevisionServer
from typer.testing import CliRunner

from harness.canary.splitter import Splitter
from harness.cli import app


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COORDINATOR_API_KEY", "akey")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["canary", *arguments])


def test_a_rehearsal_on_a_splitter_of_its_own(stable: RevisionServer, canary: RevisionServer, tmp_path: Path) -> None:
    done = run("--stable", stable.url, "--canary", canary.url, "--observe", "0.1", "--probes", "40")
    assert done.exit_code == 3, done.output
    assert "a rehearsal: each step is watched for 0.1 s only" in done.stdout
    assert [line.split()[0] for line in done.stdout.splitlines() if " % " in line] == ["0", "5", "50", "100"]
    assert "harness: unknown: it held, but a step was not watched for 5 min" in done.stderr
    with duckdb.connect(str(tmp_path / "reports" / "canary.duckdb")) as connection:
        decided = connection.execute(
            "SELECT revision, decision FROM metadata.canary_steps ORDER BY started_at"
        ).fetchall()
    assert decided == [("new", "promote"), ("new", "promote"), ("new", "promote"), ("new", "complete")]
    again = run("--stable", stable.url, "--canary", canary.url, "--observe", "0.1")
    assert again.exit_code == 2
    assert "has a rollout of coordinator new" in again.stderr


def test_a_splitter_that_runs_keeps_its_new_share(splitter: Splitter) -> None:
    done = run("--splitter", splitter.control_url, "--observe", "0.1", "--probes", "40", "--revision", "named")
    assert done.exit_code == 3, done.output
    assert done.stdout.startswith("coordinator named: ")
    assert splitter.splits().counts.share == 100


def test_a_roll_back_is_told_with_its_reasons(stable: RevisionServer, canary: RevisionServer) -> None:
    canary.ready = False
    done = run("--stable", stable.url, "--canary", canary.url)
    assert done.exit_code == 1
    assert "rolled back: promoted only with its smoke tests passed" in done.stderr
    assert "smoke: ready failed: GET /ready answers 503" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "why"),
    [
        ([], 2, "give --stable URL and --canary URL"),
        (["--splitter", "http://127.0.0.1:1", "--port", "80"], 2, "--splitter has its own"),
        (["--stable", "STABLE", "--canary", "STABLE"], 2, "is named as both revisions"),
        (["--stable", "STABLE", "--canary", "https://new.example.com"], 2, "smoke_targets"),
        (["--stable", "STABLE", "--canary", "GONE"], 3, "unknown: GET / of"),
        (["--stable", "GONE", "--canary", "STABLE"], 3, "unknown: GET / of"),
        (["--splitter", "GONE"], 3, "unknown: no splitter answers at"),
        (["--splitter", "STABLE"], 3, "is no splitter's control API"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], status: int, why: str, stable: RevisionServer, canary: RevisionServer
) -> None:
    canary.close()
    places = {"STABLE": stable.url, "GONE": canary.url}
    done = run(*[places.get(one, one) for one in arguments])
    assert done.exit_code == status, done.output
    assert why in done.stderr
