"""The suite as it is run from another repository: by its import path, with options, markers strict."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scripted_service import Script, scripted
from test_smoke_checks import right

from harness.smoke.services import Kind

LONG_S = 120.0
OPTIONS = ("-q", "-rA", "--strict-markers", "-m", "smoke", "-p", "no:bqemulator", "-p", "no:cacheprovider")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COORDINATOR_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", *OPTIONS, "--pyargs", "harness.smoke.suite", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=LONG_S,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({}, 0, "9 passed, 6 skipped"),
        ({"POST /predict": (404, {})}, 1, "POST /predict is not there (404)"),
    ],
)
def test_the_services_that_are_named_are_asked(changed: Script, status: int, told: str, tmp_path: Path) -> None:
    with scripted(right(Kind.WORKER) | changed) as worker, scripted(right(Kind.PHASES)) as phases:
        done = run(tmp_path, "--service-url", worker.url, "--service-url", f"phases={phases.url}")
    assert done.returncode == status, done.stdout + done.stderr
    assert told in done.stdout
    assert "no coordinator is named; add --service-url coordinator=URL" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ([], 0, "no deployment is named; give --service-url coordinator=URL"),
        (["--service-url", "https://worker.example.com"], 1, 'smoke_targets = ["worker.example.com"]'),
    ],
)
def test_without_a_service_it_says_what_to_give(arguments: list[str], status: int, told: str, tmp_path: Path) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == status, done.stdout + done.stderr
    assert told in done.stdout
