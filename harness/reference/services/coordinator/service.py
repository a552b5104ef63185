"""How the coordinator is made: its routes, and what runs beside them."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Callable
from functools import cache, cached_property
from threading import Lock
from urllib.parse import quote

from flask import Flask, Response, request
from google.api_core.exceptions import GoogleAPIError

from harness.clock import Clock, RealClock
from harness.reference.batch_state import BatchState, UnknownBatchError
from harness.reference.deduplication import Deduplicator, Delivery
from harness.reference.lock import DistributedLock
from harness.reference.retry_transaction import ContentionError
from harness.reference.services.answers import RefusedError, answer, body_of, no_content, query_of, refuse_in_json
from harness.reference.services.auth import key_required
from harness.reference.services.clients import Clients
from harness.reference.services.coordinator.batches import Batches
from harness.reference.services.coordinator.completing import FAILURES, Completer
from harness.reference.services.coordinator.instances import HEARTBEAT_SECONDS, Instances
from harness.reference.services.coordinator.players import PlayersOfDay
from harness.reference.services.coordinator.replies import About, CleanedUp, InstanceReply, InstancesReply, Started
from harness.reference.services.coordinator.requests import (
    NoBody,
    PredictionReady,
    StalledBody,
    StartBody,
    StatusQuery,
    Trigger,
)
from harness.reference.services.coordinator.starting import LOCK_TYPE, NotStartedError, Starter
from harness.reference.services.coordinator.status import status_of
from harness.reference.services.coordinator.sweeping import Sweep, Ticker
from harness.reference.services.envelope import push_of_request
from harness.reference.services.environment import ServiceEnvironment
from harness.reference.services.health import bigquery_probe, environment_probe, firestore_probe, health_routes
from harness.reference.services.serving import Service
from harness.reference.staging import Consolidator
from harness.reference.staging_stores import DATASET, BigQueryPredictions

MESSAGES = "prediction-ready"
"""Begins the ids under which deliveries are remembered: message ids are unique in a topic only."""
SWEEP_SECONDS = 30.0
_SWEEP_ENDS_SECONDS, _HEARTBEAT_ENDS_SECONDS = 5.0, 1.0
_THREADS = 12
_LOG = logging.getLogger(__name__)


def build(environment: ServiceEnvironment, clients: Clients) -> Service:
    """The coordinator of one process, with its heartbeat and its sweeps."""
    coordinator = Coordinator(environment, clients, clock=RealClock())
    # Two threads: a sweep that finishes a batch may last longer than an instance without a heartbeat is held for alive.
    heartbeat = Ticker(coordinator.beat, seconds=HEARTBEAT_SECONDS, name="heartbeat")
    sweeps = Ticker(coordinator.sweep, seconds=SWEEP_SECONDS, name="sweeps")
    heartbeat.start()
    sweeps.start()

    def close() -> None:
        sweeps.close(seconds=_SWEEP_ENDS_SECONDS)
        heartbeat.close(seconds=_HEARTBEAT_ENDS_SECONDS)
        coordinator.leave()

    return Service(coordinator.app(), close, _THREADS)


class Coordinator:
    """The routes. Clients are made when something is first asked of them, so that /health answers without."""

    def __init__(self, environment: ServiceEnvironment, clients: Clients, *, clock: Clock) -> None:
        self._environment, self._clients, self._clock = environment, clients, clock
        self._safeguards = environment.safeguards
        self.instance_id = str(uuid.uuid4())
        self._consolidator = cache(self._new_consolidator)
        self._current: tuple[str, bool] | None = None
        self._current_lock = Lock()

    def app(self) -> Flask:
        """The Flask app."""
        app = Flask("harness.reference.services.coordinator", static_folder=None)
        refuse_in_json(app)
        guarded = key_required(self._environment.coordinator_api_key)
        routes: tuple[tuple[str, str, Callable[[], Response]], ...] = (
            ("POST", "/start", self.start),
            ("POST", "/complete", self.complete),
            ("GET", "/status", self.status),
            ("POST", "/check-stalled", self.check_stalled),
            ("GET", "/instances", self.list_instances),
            ("POST", "/instances/cleanup", self.clean_up_instances),
        )
        app.add_url_rule("/", "about", self.about)
        for method, path, view in routes:
            app.add_url_rule(path, path, guarded(view), methods=[method])
        health_routes(
            app,
            service="coordinator",
            revision=self._environment.service_revision,
            probes=(
                environment_probe({"COORDINATOR_API_KEY": self._environment.coordinator_api_key}),
                firestore_probe(lambda: self._clients.firestore),
                bigquery_probe(lambda: self._clients.bigquery, dataset=DATASET),
            ),
        )
        return app

    def about(self) -> Response:
        """Asks nobody, so that it answers while a store is away."""
        with self._current_lock:
            batch_id, active = self._current or (None, False)
        revision = self._environment.service_revision
        return answer(
            200,
            About(
                revision=revision, instance_id=self.instance_id, current_batch=batch_id, batch_active=active
            ),
        )  # fmt: skip

    def start(self) -> Response:
        """202 started; 404 nobody to predict; 409 started before; 503 data missing; 500 ask again.

        A message that is pushed here is acknowledged where its repetition could not change the answer.
        """
        pushed = _is_push(request.get_data())
        body = push_of_request().payload(Trigger).body() if pushed else body_of(StartBody)
        try:
            started = self._starter.start(body)
        except NotStartedError as refused:
            acknowledged = pushed and refused.code in (404, 409)
            return answer(200 if acknowledged else refused.code, refused.reply)
        except FAILURES as error:
            raise _failed("the batch is not started", error) from error
        self._now_current(started.batch_id, active=True)
        reply = Started(
            batch_id=started.batch_id,
            game_date=started.game_date,
            total_requests=started.expected,
            published=started.published,
            resumed=started.resumed,
            summary=started.summary,
            monitor_url=f"{request.host_url}status?batch_id={started.batch_id}",
        )
        return answer(202, reply)

    def complete(self) -> Response:
        """204 counted, or counted before; 400 a bad message; 500 deliver it again."""
        push = push_of_request()
        ready = push.payload(PredictionReady)
        message_id = f"{MESSAGES}:{quote(push.message_id, safe='')}"
        try:
            delivery = self._deduplicator.once(message_id, lambda: self._count(ready))
        except UnknownBatchError as unknown:
            raise RefusedError(400, "unknown_batch", str(unknown)) from unknown
        except FAILURES as error:
            raise _failed(f"{ready.player_lookup} is to be delivered again", error) from error
        if delivery is Delivery.IN_PROGRESS:
            raise RefusedError(500, "in_progress", "another delivery of this message is being worked through")
        return no_content()

    def status(self) -> Response:
        """200; 404 where there is no such batch, or none at all."""
        asked = query_of(StatusQuery).batch_id
        try:
            batch = self._batches.batch(asked) if asked else self._batches.newest()
        except UnknownBatchError as unknown:
            raise RefusedError(404, "unknown_batch", str(unknown)) from unknown
        if batch is None:
            raise RefusedError(404, "no_batch", "no batch was ever started here")
        return answer(200, status_of(batch, now=self._clock.now()))

    def check_stalled(self) -> Response:
        """200; 404 where there is no such batch; 500 where one could not be finished, with the same body."""
        body = body_of(StalledBody)
        minutes, percent = body.stall_threshold_minutes, body.min_completion_pct
        try:
            if body.batch_id:
                swept = self._sweeper.one(body.batch_id, stall_minutes=minutes, min_percent=percent)
            else:
                swept = self._sweeper.all(stall_minutes=minutes, min_percent=percent)
        except UnknownBatchError as unknown:
            raise RefusedError(404, "unknown_batch", str(unknown)) from unknown
        return answer(500 if any(one.result == "failed" for one in swept.results) else 200, swept)

    def list_instances(self) -> Response:
        """200, every coordinator that has a document."""
        found = [
            InstanceReply(
                instance_id=one.instance_id,
                revision=one.revision,
                started_at=one.started_at.isoformat(),
                last_heartbeat=one.last_heartbeat.isoformat(),
                alive=one.is_alive,
            )
            for one in self._instances.all()
        ]
        alive = sum(one.alive for one in found)
        return answer(200, InstancesReply(instances=found, alive=alive, dead=len(found) - alive))

    def clean_up_instances(self) -> Response:
        """200, and whose documents are gone."""
        body_of(NoBody)
        return answer(200, CleanedUp(removed=list(self._instances.clean_up())))

    def beat(self) -> None:
        """Say that this instance runs."""
        self._instances.beat()

    def sweep(self) -> None:
        """Close what is stalled, finish what was left."""
        self._sweeper.all()

    def leave(self) -> None:
        """Nobody needs to hold this instance for alive."""
        try:
            self._instances.leave()
        except (GoogleAPIError, ContentionError) as error:
            _LOG.warning("this instance's document stays: %s", error)

    def _count(self, ready: PredictionReady) -> None:
        recorded = self._completer.count(ready)
        self._now_current(ready.batch_id, active=not recorded.progress.is_complete)

    def _now_current(self, batch_id: str, *, active: bool) -> None:
        with self._current_lock:
            self._current = batch_id, active

    @cached_property
    def _batches(self) -> Batches:
        return Batches(self._clients.firestore)

    @cached_property
    def _instances(self) -> Instances:
        return Instances(
            self._clients.firestore,
            own_id=self.instance_id,
            revision=self._environment.service_revision,
            clock=self._clock,
        )

    @cached_property
    def _state(self) -> BatchState:
        return BatchState(
            self._clients.project,
            client=self._clients.firestore,
            mode=self._environment.batch_mode,
            instance_id=self.instance_id,
            safeguards=self._safeguards,
        )

    @cached_property
    def _deduplicator(self) -> Deduplicator:
        return Deduplicator(self._clients.project, client=self._clients.firestore, safeguards=self._safeguards)

    @cached_property
    def _starter(self) -> Starter:
        return Starter(
            batches=self._batches,
            state=self._state,
            lock=lambda prefix: self._lock(LOCK_TYPE, prefix),
            players=PlayersOfDay(self._clients.bigquery),
            publisher=self._clients.publisher,
            clock=self._clock,
            safeguards=self._safeguards,
        )

    @cached_property
    def _completer(self) -> Completer:
        return Completer(
            batches=self._batches,
            state=self._state,
            consolidator=self._consolidator,
            publisher=self._clients.publisher,
            clock=self._clock,
        )

    @cached_property
    def _sweeper(self) -> Sweep:
        return Sweep(batches=self._batches, state=self._state, completer=self._completer, clock=self._clock)

    def _lock(self, lock_type: str, prefix: str) -> DistributedLock:
        return DistributedLock(
            self._clients.project,
            lock_type=lock_type,
            client=self._clients.firestore,
            dataset_prefix=prefix,
            safeguards=self._safeguards,
        )

    def _new_consolidator(self, prefix: str) -> Consolidator:
        store = BigQueryPredictions(self._clients.project, client=self._clients.bigquery, dataset=f"{prefix}{DATASET}")
        store.prepare()
        return Consolidator(store, self._lock("consolidation", prefix), safeguards=self._safeguards)


def _is_push(data: bytes) -> bool:
    """The body is an envelope: no name of a start is `message`."""
    try:
        found = json.loads(data)
    except ValueError:
        return False
    return isinstance(found, dict) and "message" in found


def _failed(what: str, error: Exception) -> RefusedError:
    _LOG.warning("%s", what, exc_info=error)
    return RefusedError(500, "transient", f"{what}: {type(error).__name__}: {error}"[:500])
