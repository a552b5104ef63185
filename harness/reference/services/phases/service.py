"""How the phase handlers are made: a push route an edge, the state of a day, and the sweep of the silent ones."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Literal, TypeVar

from flask import Flask, Response
from google.api_core.exceptions import GoogleAPIError
from pydantic import BaseModel, ConfigDict

from harness.reference.completion import NotRecordedError
from harness.reference.completion_record import DONE
from harness.reference.game_day import game_day
from harness.reference.phases import Decision
from harness.reference.phases_rules import Edge, expected, mode_of
from harness.reference.retry_transaction import ContentionError
from harness.reference.safeguards import Safeguards
from harness.reference.services.answers import RefusedError, answer, body_of, query_of, refuse_in_json
from harness.reference.services.clients import Clients
from harness.reference.services.envelope import push_of_request
from harness.reference.services.environment import ServiceEnvironment
from harness.reference.services.fields import Day
from harness.reference.services.health import bigquery_probe, environment_probe, firestore_probe, health_routes
from harness.reference.services.phases.completion_message import CompletionMessage
from harness.reference.services.phases.handling import PhaseHandlers, Swept
from harness.reference.services.phases.triggers import reported
from harness.reference.services.publishing import NotPublishedError
from harness.reference.services.serving import Service

TRANSIENT = (GoogleAPIError, ContentionError, NotPublishedError, NotRecordedError, OSError)
"""How the stores and the network fail; a timeout is an OSError too."""
SWEPT_DAYS = (-2, -1, 0, 1)
"""Days from today in New York that a sweep without a day looks at: the late ones, today's, and tomorrow's."""
_LOG = logging.getLogger(__name__)

Result = TypeVar("Result")
EdgeName = Literal["phase2-to-phase3", "phase3-to-phase4", "phase4-to-phase5", "phase5-to-phase6"]


class Asked(BaseModel):
    """The query of GET /status."""

    model_config = ConfigDict(extra="ignore")

    edge: EdgeName
    date: Day


class Sweep(BaseModel):
    """The body of POST /sweep: one edge or all, one day or the present ones."""

    model_config = ConfigDict(extra="ignore")

    edge: EdgeName | None = None
    date: Day | None = None


class Outcome(BaseModel):
    """What came of an evaluation. `triggered` is the id of what was published now; `again`: not for the first time."""

    edge: str
    game_date: str
    triggered: str | None
    again: bool
    why: str
    problems: list[str]


class SweptDay(Outcome):
    """The same of a sweep; `carried` completions were known to one store only."""

    carried: int


class SweepAnswer(BaseModel):
    """The answer of POST /sweep."""

    status: Literal["success"] = "success"
    results: list[SweptDay]


class DayState(BaseModel):
    """The answer of GET /status."""

    edge: str
    game_date: str
    mode: str
    expected: list[str]
    completed: list[str]
    missing: list[str]
    failed: list[str]
    first_completion_at: str | None
    triggered: bool
    trigger_reason: str | None
    published: bool


def build(environment: ServiceEnvironment, clients: Clients) -> Service:
    """The phase handlers of one process."""
    handlers = PhaseHandlers(clients, publish=clients.publisher.publish, safeguards=environment.safeguards)
    return Service(phases_app(environment, clients, handlers))


def phases_app(environment: ServiceEnvironment, clients: Clients, handlers: PhaseHandlers) -> Flask:
    """The app over these handlers."""
    app = Flask("harness.reference.services.phases", static_folder=None)
    refuse_in_json(app)
    for edge in Edge:
        app.add_url_rule(f"/{edge.value}", edge.value, _pushed(handlers, edge), methods=["POST"])
    app.add_url_rule("/status", "status", lambda: _status(handlers))
    app.add_url_rule("/sweep", "sweep", lambda: _swept(handlers, environment.safeguards), methods=["POST"])
    health_routes(
        app,
        service="phases",
        revision=environment.service_revision,
        probes=(
            environment_probe({"GCP_PROJECT_ID": environment.gcp_project_id}),
            firestore_probe(lambda: clients.firestore),
            bigquery_probe(lambda: clients.bigquery, dataset="nba_orchestration"),
        ),
    )
    return app


def _pushed(handlers: PhaseHandlers, edge: Edge) -> Callable[[], Response]:
    """200 taken in, whether or not the next phase starts; 400 a bad message; 500 deliver it again."""

    def push() -> Response:
        message = push_of_request().payload(CompletionMessage)
        decision = _or_again(lambda: handlers.handle(edge, message))
        return answer(200, Outcome(**_outcome(edge, message.game_date, decision)))

    return push


def _status(handlers: PhaseHandlers) -> Response:
    asked = query_of(Asked)
    edge = Edge(asked.edge)
    fields = _or_again(lambda: handlers.fields(edge, asked.date))
    mode = fields.get("_mode") or mode_of(edge, asked.date, datetime.now(UTC))
    entries = reported(fields)
    done = sorted(one.name for one in entries if one.status in DONE)
    first = fields.get("_first_completion_at")
    wanted = expected(edge, mode)
    state = DayState(
        edge=edge.value,
        game_date=asked.date,
        mode=mode,
        expected=list(wanted),
        completed=done,
        missing=[name for name in wanted if name not in done],
        failed=sorted(one.name for one in entries if one.status not in DONE),
        first_completion_at=first.isoformat() if isinstance(first, datetime) else first,
        triggered=bool(fields.get("_triggered")),
        trigger_reason=fields.get("_trigger_reason"),
        published="_published_trigger" in fields,
    )
    return answer(200, state)


def _swept(handlers: PhaseHandlers, safeguards: Safeguards) -> Response:
    asked = body_of(Sweep)
    today = game_day(datetime.now(UTC), safeguards)
    days = [asked.date] if asked.date else [(today + timedelta(days=shift)).isoformat() for shift in SWEPT_DAYS]
    edges = [Edge(asked.edge)] if asked.edge else list(Edge)
    found = [_or_again(partial(handlers.sweep, edge, day)) for edge in edges for day in days]
    return answer(200, SweepAnswer(results=[_told(one) for one in found]))


def _told(swept: Swept) -> SweptDay:
    return SweptDay(carried=swept.carried, **_outcome(swept.edge, swept.game_date, swept.decision))


def _outcome(edge: Edge, game_date: str, decision: Decision) -> dict[str, Any]:
    return {
        "edge": edge.value,
        "game_date": game_date,
        "triggered": decision.trigger.id if decision.trigger else None,
        "again": decision.again,
        "why": decision.why,
        "problems": list(decision.problems),
    }


def _or_again(work: Callable[[], Result]) -> Result:
    try:
        return work()
    except TRANSIENT as error:
        _LOG.warning("to be tried again", exc_info=error)
        raise RefusedError(500, "transient", f"{type(error).__name__}; to be tried again") from error
