"""Faults of processes and clocks on the reference platform itself, through its owner's socket; all of it is undone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from tiny_platform import LONG_S

from chaos.faults.clock import Moved
from chaos.faults.owner import offered
from chaos.faults.target import Target, target_of
from chaos.guarded import Guarded
from harness.reference.platform import Platform
from harness.reference.services.clock_file import Seen, seen_path
from harness.season import build_season


@dataclass(frozen=True)
class Started:
    platform: Platform
    target: Target
    reports: Path


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    folder = tmp_path_factory.mktemp("platform")
    clocks = folder / "clocks"
    clocks.mkdir()
    environment = {"worker-1": {"CLOCK_FILE": str(clocks / "worker-1")}}
    made = Platform(build_season(), players=5, environment=environment, folder=folder / "platform")
    with made as platform, offered(platform) as owner:
        yield Started(platform, target_of(platform, folders={"clocks": clocks}, owner=owner), folder)


def status(url: str, path: str = "/health") -> int:
    return requests.get(f"{url}{path}", timeout=LONG_S).status_code


def test_the_target_names_every_process_and_address(running: Started) -> None:
    target, platform = target_of(running.platform, folders=running.target.folders), running.platform
    assert {name: one.pid for name, one in target.processes.items()} == platform.processes
    assert set(target.processes) == {"firestore", "pubsub", "bigquery", "phases", "coordinator", "worker-1"}
    assert target.urls["worker-1"] == platform.urls.workers[0]
    path = target.write(running.reports / "target.json")
    assert platform.api_key not in path.read_text(encoding="utf-8")
    assert Target.read(path) == target


def test_a_killed_service_answers_again_on_its_address(running: Started) -> None:
    url = running.platform.urls.phases
    with Guarded(running.target, reports=running.reports) as guarded:
        guarded.inject("process.kill", seconds=LONG_S, parameters={"process": "phases"})
        with pytest.raises(requests.ConnectionError):
            status(url)
    assert status(url) == 200


def test_a_service_with_a_mode_that_there_is_not_refuses_to_start_until_it_has_its_own(running: Started) -> None:
    url = running.platform.urls.coordinator
    parameters = {"process": "coordinator", "environment": {"BATCH_MODE": "tripel"}}
    with Guarded(running.target, reports=running.reports) as guarded:
        injection = guarded.inject("process.refused_start", seconds=LONG_S, parameters=parameters)
        assert "BATCH_MODE = 'tripel' cannot be used" in str(injection.saved["refused"])
        assert "coordinator" not in running.platform.processes
        assert running.platform.api_key not in guarded.ledger.path.read_text(encoding="utf-8")
    assert status(url, "/ready") == 200


def test_the_clock_of_a_worker_is_moved_and_put_right(running: Started) -> None:
    with Guarded(running.target, reports=running.reports) as guarded:
        parameters = {"process": "worker-1", "offset_s": 7200.0}
        injection = guarded.inject("clock.skew", seconds=LONG_S, parameters=parameters)
        seen = Seen.model_validate_json(seen_path(Moved.model_validate(injection.saved).file).read_bytes())
        assert seen.pid == running.platform.processes["worker-1"]
        assert abs(seen.now_s - time.time() - 7200) < LONG_S
        assert status(running.platform.urls.workers[0]) == 200
    assert list(running.target.folders["clocks"].iterdir()) == []
