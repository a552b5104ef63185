"""Alive and ready are two questions. Alive: the process answers. Ready: what it needs answers too, within seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import Flask, Response
from google.api_core import exceptions
from google.cloud import bigquery, firestore
from pydantic import BaseModel, Field
from requests.exceptions import Timeout

from harness.reference.services.answers import answer

PROBE_SECONDS = 4.0
"""What a store is given for its answer."""
LONGEST_SECONDS = 5.0
"""When a probe counts as unanswered, whatever its client does."""
_DENIED = (exceptions.Forbidden, exceptions.Unauthorized)
_SLOW = (exceptions.DeadlineExceeded, exceptions.GatewayTimeout, exceptions.RetryError, TimeoutError, Timeout)


class NotReadyError(Exception):
    """What a probe raises of itself: the message is the reason."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that the service needs. `ask` returns when it is there, and raises what is wrong with it."""

    name: str
    ask: Callable[[], object]


class CheckAnswer(BaseModel):
    """What came of one probe; `reason` is empty where it is well."""

    name: str
    ok: bool
    reason: str
    milliseconds: float = Field(ge=0)


class Alive(BaseModel):
    """The answer of /health."""

    status: str = "healthy"
    service: str
    revision: str


class Readiness(BaseModel):
    """The answer of /ready and /health/deep; `reasons` are those of the checks that failed."""

    status: str
    service: str
    revision: str
    reasons: list[str]
    checks: list[CheckAnswer]


def readiness(probes: Iterable[Probe], *, service: str, revision: str, seconds: float = LONGEST_SECONDS) -> Readiness:
    """All probes at once; none is waited for longer than `seconds`."""
    asked = [(probe, _Asked(probe)) for probe in probes]
    deadline = time.monotonic() + seconds
    checks = [one.found(deadline, seconds) for _, one in asked]
    reasons = [f"{check.name}: {check.reason}" for check in checks if not check.ok]
    status = "not_ready" if reasons else "ready"
    return Readiness(status=status, service=service, revision=revision, reasons=reasons, checks=checks)


class _Asked:
    """A probe under way, in a thread that nobody has to wait for."""

    def __init__(self, probe: Probe) -> None:
        self._probe, self._started = probe, time.monotonic()
        self._answer: CheckAnswer | None = None
        self._done = threading.Event()
        threading.Thread(target=self._run, name=f"probe {probe.name}", daemon=True).start()

    def found(self, deadline: float, seconds: float) -> CheckAnswer:
        if self._done.wait(max(0.0, deadline - time.monotonic())) and self._answer is not None:
            return self._answer
        return self._told(f"no answer within {seconds:g} s")

    def _run(self) -> None:
        try:
            self._probe.ask()
            reason = ""
        except Exception as error:  # noqa: BLE001 - whatever is wrong is the answer
            reason = reason_of(error)
        self._answer = self._told(reason)
        self._done.set()

    def _told(self, reason: str) -> CheckAnswer:
        took = round((time.monotonic() - self._started) * 1000, 1)
        return CheckAnswer(name=self._probe.name, ok=not reason, reason=reason, milliseconds=took)


def reason_of(error: Exception) -> str:
    """In a line: a missing permission and a store that does not answer are called so."""
    if isinstance(error, NotReadyError):
        return str(error)
    text = str(getattr(error, "message", "") or error).splitlines()
    line = text[0][:300] if text else ""
    if isinstance(error, _DENIED):
        return f"PERMISSION_DENIED: {line}"
    if isinstance(error, _SLOW):
        return f"no answer within {PROBE_SECONDS:g} s: {line}"
    return f"{type(error).__name__}: {line}"


def firestore_probe(client: Callable[[], firestore.Client]) -> Probe:
    """Reads a document, which need not be there."""

    def ask() -> None:
        client().document("_health_check/ping").get(retry=None, timeout=PROBE_SECONDS)

    return Probe("firestore", ask)


def bigquery_probe(client: Callable[[], bigquery.Client], *, dataset: str) -> Probe:
    """Asks what a dataset is: free of charge, one request, and refused without permission."""

    def ask() -> None:
        connection = client()
        # None is no retry, which its types do not know.
        connection.get_dataset(
            f"{connection.project}.{dataset}",
            retry=None,  # type: ignore[arg-type]
            timeout=PROBE_SECONDS,
        )

    return Probe("bigquery", ask)


def environment_probe(needed: Mapping[str, object]) -> Probe:
    """Each variable that the service needs, with its value; None and empty are missing."""

    def ask() -> None:
        missing = sorted(name for name, value in needed.items() if not value)
        if missing:
            raise NotReadyError(f"{', '.join(missing)} not set")

    return Probe("environment", ask)


def health_routes(app: Flask, *, service: str, revision: str, probes: Iterable[Probe]) -> None:
    """GET /health, /ready and /health/deep; the last two are one, under the names that callers know."""
    asked = tuple(probes)

    def alive() -> Response:
        return answer(200, Alive(service=service, revision=revision))

    def ready() -> Response:
        found = readiness(asked, service=service, revision=revision)
        return answer(503 if found.reasons else 200, found)

    app.add_url_rule("/health", "health", alive)
    app.add_url_rule("/ready", "ready", ready)
    app.add_url_rule("/health/deep", "health_deep", ready)
