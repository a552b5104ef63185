"""Tiny processes for all tests of a module; each test finds them running, and has to leave them so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from extension_stage import HERE, Stage, standing

from chaos.faults.identity import Identity


@pytest.fixture(scope="session")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Identity]]:
    path = f"{HERE}:{os.environ.get('PYTHONPATH', '')}"
    with standing(tmp_path_factory.mktemp("standing"), {**os.environ, "PYTHONPATH": path}) as running:
        yield running


@pytest.fixture
def stage(processes: dict[str, Identity], tmp_path: Path) -> Iterator[Stage]:
    found = Stage(tmp_path, processes)
    Path(found.number).write_text("0", encoding="utf-8")
    yield found
    assert found.stopped == []
    assert all(process.alive for process in processes.values())
