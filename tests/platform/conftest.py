"""One platform for all tests that leave it as they found it, and processes that end with their test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from platform_processes import PLAYERS, Launch, has_ended

from harness.reference.platform import Platform
from harness.reference.platform.processes import Child, Command, Spawner
from harness.season import build_season


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """With two workers and a Pub/Sub that delivers every third message twice; none of its processes is left."""
    folder = tmp_path_factory.mktemp("platform")
    made = Platform(build_season(), players=PLAYERS, workers=2, faults={"duplicate": 0.3}, controls=True, folder=folder)
    with made as running:
        yield running
        processes = running.processes
    assert [name for name, pid in processes.items() if not has_ended(pid)] == []


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Launch]:
    """Starts a module as a process of a platform. `source` is that of a module of the test's own."""
    spawner = Spawner()
    children: list[Child] = []

    def started(module: str, *arguments: str, source: str = "", **environment: str) -> Child:
        if source:
            (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        variables = os.environ | {"PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"} | environment
        child = Child(Command(module, module, arguments, variables), spawner=spawner, folder=tmp_path)
        children.append(child)
        child.launch()
        return child

    yield started
    for child in children:
        child.kill()
    spawner.close()
