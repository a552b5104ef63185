"""Experiments as they are run: held with all safeguards, and deviated for the stated reason without their own.

All of them are run both ways by `make chaos-matrix`, which the nightly job does; here are the cheap ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from chaos.experiment import FOLDER, read_experiment
from chaos.running import run_experiment

CHEAP = ("lock_reply_lost", "batch_reply_lost")
"""Of those that need Firestore alone, the two that wait for nothing but their processes."""


@pytest.fixture(scope="module", autouse=True)
def _needs_the_extras() -> None:
    pytest.importorskip("google.cloud.firestore", reason="experiments need the extra emulators")


def _held(file: Path, folder: Path, *, without: str | None) -> None:
    result = run_experiment(file, without=without, rehearsal=True, reports=folder)
    assert result.unmet == ""


@pytest.mark.parametrize("name", CHEAP)
def test_experiments_cheap_ones_hold(name: str, tmp_path: Path) -> None:
    _held(FOLDER / f"{name}.yaml", tmp_path, without=None)


@pytest.mark.parametrize("name", CHEAP)
def test_experiments_cheap_ones_deviate_without_their_safeguard(name: str, tmp_path: Path) -> None:
    file = FOLDER / f"{name}.yaml"
    _held(file, tmp_path, without=read_experiment(file).extension.without.safeguard)
