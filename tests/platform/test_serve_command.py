"""`harness serve`: prints how to reach the services, and leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from platform_processes import LONG_S, has_ended
from typer.testing import CliRunner

from harness.cli import app

SERVE = [sys.executable, "-m", "harness", "serve", "--players", "2"]


def children_of(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(encoding="utf-8")
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        if int(text.rpartition(")")[2].split()[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def test_it_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    with (tmp_path / "errors").open("w", encoding="utf-8") as errors:
        serving = subprocess.Popen([*SERVE, "--logs", str(tmp_path)], stdout=subprocess.PIPE, stderr=errors, text=True)
    with serving:
        assert serving.stdout is not None
        told = {}
        for line in serving.stdout:
            name, _, rest = line.strip().removeprefix("export ").replace("=", " ", 1).partition(" ")
            told[name] = rest.strip()
            if line.startswith("Ctrl-C"):
                break
        processes = children_of(serving.pid)
        health = requests.get(f"{told['coordinator']}/health", timeout=LONG_S).json()
        headers = {"X-API-Key": told["COORDINATOR_API_KEY"]}
        status = requests.get(f"{told['coordinator']}/status", headers=headers, timeout=LONG_S).status_code
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(LONG_S) == 0, (tmp_path / "errors").read_text(encoding="utf-8")
    assert health["status"] == "healthy"
    assert status == 404  # let in, but there is no batch yet
    assert len(processes) == 6
    assert [has_ended(pid) for pid in processes] == [True] * 6
    assert told["BIGQUERY_EMULATOR_HOST"].startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--game-date", "2023-13-01"], "2023-13-01 is no day"),
        (["--game-date", "2023-12-25", "--start-year", "2024"], "has no games on 2023-12-25; the nearest day with"),
        (["--without", "fence"], "fenc"),
    ],
)
def test_what_it_cannot_do_is_refused(arguments: list[str], why: str) -> None:
    result = CliRunner().invoke(app, ["serve", *arguments])
    assert result.exit_code == 2
    assert why in result.stderr


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "waitress", None)
    result = CliRunner().invoke(app, ["serve"])
    assert result.exit_code == 2
    assert "needs the extra reference (waitress is missing): pip install 'nba-harness[reference]'" in result.stderr
