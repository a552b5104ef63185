"""The 48th validator: one file in a folder of the user's, run like those that ship."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WINDOW = "2024-01-15"
OWN = '''
"""house.tall_scores: nobody scores sixty."""

from harness.warehouse.checks import rows
from harness.warehouse.relations import table
from validators.validator import Validator

box = table("nba_raw.bdl_player_boxscores")

validator = Validator("house.tall_scores", rows(box, "nobody scores {limit}", lambda t: t.points < {limit}))
'''


def harness(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "harness", "validate", "house.tall_scores", "--window", WINDOW, *arguments]
    environment = os.environ | {"HARNESS_VALIDATORS": str(folder)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)


def written(folder: Path, name: str, source: str) -> Path:
    path = folder / "house" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("limit", "status", "outcome"), [(101, 0, "passed"), (2, 1, "failed")])
def test_a_validator_in_a_folder_of_its_own_is_asked(tmp_path: Path, limit: int, status: int, outcome: str) -> None:
    folder = written(tmp_path, "tall_scores.py", OWN.replace("{limit}", str(limit)))

    done = harness(folder, "--format", "json")

    assert done.returncode == status, done.stderr
    [result] = json.loads(done.stdout)["results"]
    assert (result["subject"], result["outcome"]) == ("house.tall_scores", outcome)


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("short_scores.py", OWN.replace("{limit}", "60"), "its place says 'house.short_scores'"),
        ("tall_scores.py", '"""Nothing."""\n', "declares no `validator = Validator(...)`"),
    ],
)
def test_a_file_that_is_no_validator_is_refused_by_name(tmp_path: Path, name: str, source: str, said: str) -> None:
    done = harness(written(tmp_path, name, source))

    assert done.returncode == 2
    assert name in done.stderr
    assert said in done.stderr


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    done = harness(tmp_path)

    assert done.returncode == 2
    assert "write one as <category>/<name>.py in it" in done.stderr
