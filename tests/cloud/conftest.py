"""Each embedded cloud once, in a process of its own with a door to its faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

import pytest
from control_stage import Door

from harness.reference.platform.processes import Child, Command, Spawner


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Child]]:
    """Starts a cloud with a door; it ends with the tests."""
    spawner, children = Spawner(), list[Child]()
    folder = tmp_path_factory.mktemp("clouds")

    def started(cloud: str, *arguments: str) -> Child:
        command = Command(cloud, "harness.cloud.serving", (cloud, *arguments), dict(os.environ), control=True)
        child = Child(command, spawner=spawner, folder=folder)
        children.append(child)
        child.launch()
        child.await_ready()
        return child

    yield started
    for child in children:
        assert child.stop() == 0
    spawner.close()


@pytest.fixture(scope="session")
def processes(serve: Callable[..., Child]) -> Mapping[str, Child]:
    return {"firestore": serve("firestore"), "pubsub": serve("pubsub"), "bigquery": serve("bigquery")}


@pytest.fixture
def doors(processes: Mapping[str, Child]) -> Iterator[Mapping[str, Door]]:
    """Of all three; what a test leaves on is ended behind it."""
    made = {name: Door(child.control or "") for name, child in processes.items()}
    yield made
    for door in made.values():
        door.clear()
