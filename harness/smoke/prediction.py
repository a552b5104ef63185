"""One prediction end to end: a batch is started, and waited for until its predictions are in place."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from harness.smoke.checks import PASSED, SmokeCheck, SmokeVerdict, failed, unknown
from harness.smoke.services import Kind, Service

PREFIX = "smoke_"
_POLL_S = 0.5
_NOT_TO_BE_PREDICTED = frozenset({"no_players", "DATA_INCOMPLETE", "already_running"})
"""What /start says of the day and not of the deployment."""


@dataclass(frozen=True, slots=True)
class BatchAsked:
    """The batch that is started.

    Attributes:
        game_date: a day with games, or TODAY, TOMORROW, YESTERDAY.
        prefix: goes before the dataset that is written to; the dataset has to be there with its feature store.
        seconds: how long it may take.
    """

    game_date: str = "TODAY"
    prefix: str = PREFIX
    seconds: float = 300.0


def prediction_check(asked: BatchAsked, *, wait: Callable[[float], None] = time.sleep) -> SmokeCheck:
    """The check of the coordinator, and of all that stands behind it: worker, Pub/Sub, Firestore, BigQuery."""
    return SmokeCheck(
        "prediction", "a batch comes to its end, and every player of it has predictions",
        frozenset({Kind.COORDINATOR}), lambda service: _predicted(service, asked, wait),
    )  # fmt: skip


def _predicted(service: Service, asked: BatchAsked, wait: Callable[[float], None]) -> SmokeVerdict:
    if service.secrets.api_key is None:
        return unknown("the key is needed; set COORDINATOR_API_KEY")
    # With force, since the day's batch of an earlier smoke test is complete.
    body = {"game_date": asked.game_date, "dataset_prefix": asked.prefix, "force": True}
    started = service.ask("POST", "/start", json=body, key=True)
    if started.body.get("status") in _NOT_TO_BE_PREDICTED:
        return unknown(f"nothing can be predicted for {asked.game_date} now: {started.reason}; name another day")
    batch_id = started.body.get("batch_id")
    if started.status != 202 or not isinstance(batch_id, str):
        return failed(f"POST /start answers {started.status}: {started.reason}")
    return _waited_for(service, batch_id, asked.seconds, wait)


def _waited_for(service: Service, batch_id: str, seconds: float, wait: Callable[[float], None]) -> SmokeVerdict:
    for _ in range(max(1, round(seconds / _POLL_S))):
        answer = service.ask("GET", "/status", query={"batch_id": batch_id}, key=True)
        progress = answer.body.get("progress")
        if answer.status != 200 or not isinstance(progress, dict):
            return failed(f"GET /status of {batch_id} answers {answer.status}: {answer.reason}")
        told = ", ".join(f"{progress.get(name)} {name}" for name in ("expected", "completed", "failed"))
        if answer.body.get("status") == "consolidated":
            whole = progress.get("completed") == progress.get("expected") and not progress.get("failed")
            some = bool(progress.get("total_predictions"))
            return PASSED if whole and some else failed(f"{batch_id} is consolidated, but has {told} players")
        wait(_POLL_S)
    return failed(f"{batch_id} is not consolidated after {seconds:g} s: {told} players, {answer.body.get('status')}")
