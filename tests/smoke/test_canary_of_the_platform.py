"""A rollout of a real coordinator beside the platform's own; its smoke tests predict a day end to end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests

from harness.canary.rollout import Plan
from harness.canary.splitter import Splitter
from harness.canary.steps import StepsFile
from harness.commands.canary import _Asked, roll_out
from harness.reference.platform import Platform
from harness.reference.platform.processes import Child, Command, Spawner
from harness.smoke.prediction import BatchAsked
from harness.smoke.services import Kind, Secrets, Service

LONG_S = 60.0


@dataclass
class Leaps:
    """Time that passes in leaps of a minute."""

    instant: datetime = field(default=datetime(2024, 1, 15, 16, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.instant

    def wait(self, seconds: float) -> None:
        self.instant += timedelta(seconds=max(seconds, 60))


@contextmanager
def coordinator(platform: Platform, folder: Path, changed: Mapping[str, str]) -> Iterator[str]:
    """One more coordinator of the platform, of another revision."""
    spawner = Spawner()
    variables = os.environ | platform.environment | {"SERVICE_REVISION": "revision-2"} | changed
    command = Command("canary", "harness.reference.services", ("coordinator",), variables)
    child = Child(command, spawner=spawner, folder=folder)
    child.launch()
    try:
        child.await_ready(LONG_S)
        yield child.url
    finally:
        child.stop(LONG_S)
        spawner.close()


def test_a_good_revision_is_promoted_and_one_without_bigquery_gets_no_request(
    platform: Platform, own_batch: BatchAsked, tmp_path: Path
) -> None:
    stable, secrets = platform.urls.coordinator, Secrets(platform.api_key)
    file = StepsFile(tmp_path / "steps.duckdb")
    with coordinator(platform, tmp_path, {}) as url, Splitter(stable=stable, canary=url) as splitter:
        plan = Plan("coordinator", "revision-2")
        ended = roll_out(
            _Asked(plan, Service(Kind.COORDINATOR, url, secrets), own_batch, 4, file), splitter, pace=Leaps()
        )
        assert ended.reasons == ()
        assert requests.get(f"{splitter.url}/", timeout=LONG_S).json()["revision"] == "revision-2"
    away = {"BIGQUERY_EMULATOR_HOST": "http://127.0.0.1:1"}
    with coordinator(platform, tmp_path, away) as url, Splitter(stable=stable, canary=url) as splitter:
        plan = Plan("coordinator", "revision-3")
        ended = roll_out(
            _Asked(plan, Service(Kind.COORDINATOR, url, secrets), own_batch, 4, file), splitter, pace=Leaps()
        )
        assert any(one.startswith("smoke: ready failed: GET /ready answers 503: bigquery: ") for one in ended.reasons)
        assert splitter.splits().counts.canary.requests == 0
