"""One run on many workers: the master says when second 0 is and which part each does, and again when one is lost.

A worker is taken for lost when Locust has not heard of it for three seconds or so; what was its part in the meantime
was not made, and is not made up for.
"""

from __future__ import annotations

import logging
import time
from typing import Any, TypedDict
from uuid import uuid4

import gevent
from locust.env import Environment
from locust.rpc import Message
from locust.runners import LocalRunner, MasterRunner, WorkerRunner

from load.locust.open_model import LEAD_S, LOOK_S, OpenModel
from load.shares import Part

PART, DONE = "arrivals_part", "arrivals_done"
TELLING_S = 0.5
"""What a message to all workers may take: second 0, and every change of parts, is so far ahead."""
SKEW_S = 1.0
"""Where the clocks of master and worker seem to be further apart, the worker counts from when it was told."""

logger = logging.getLogger(__name__)


class Told(TypedDict):
    """What a worker is told; moments are seconds since the epoch by the master's clock."""

    run: str
    sent_at: float
    zero_at: float
    since_s: float
    index: int
    count: int


def install(environment: Environment, model: OpenModel) -> None:
    """Gives an environment that has its runner the part it plays."""
    runner = environment.runner
    if isinstance(runner, MasterRunner):
        Master(environment, runner, model)
    elif isinstance(runner, WorkerRunner):
        Worker(runner, model)
    elif isinstance(runner, LocalRunner):
        Alone(environment, model)


class Alone:
    """The only process."""

    def __init__(self, environment: Environment, model: OpenModel) -> None:
        self._model = model
        hooks: Any = environment.events
        hooks.spawning_complete.add_listener(self._on_spawning_complete)

    def _on_spawning_complete(self, **_: Any) -> None:
        if self._model.started_at is None:  # else it is a change of the number of users
            self._model.begin(time.perf_counter() + LEAD_S, Part(0.0, 0, 1))


class Worker:
    """Does what it is told, and says when it is done."""

    def __init__(self, runner: WorkerRunner, model: OpenModel) -> None:
        self._runner = runner
        self._model = model
        self._run: str | None = None
        model.on_done = self._say_done
        runner.register_message(PART, self._on_part)

    def _on_part(self, msg: Message, **_: Any) -> None:
        told: Told = msg.data
        part = Part(told["since_s"], told["index"], told["count"])
        if told["run"] == self._run:
            self._model.change(part)
            return
        self._run = told["run"]
        self._model.begin(_zero(told), part)

    def _say_done(self) -> None:
        self._runner._send_stats()  # the master ends the run half a second after it knows; nothing may be missing then
        self._runner.send_message(DONE, {"run": self._run})


def _zero(told: Told) -> float:
    """Second 0 as a moment of this process's time.perf_counter."""
    apart_s = time.time() - told["sent_at"]
    ahead_s = told["zero_at"] - told["sent_at"]
    if abs(apart_s) <= SKEW_S:
        ahead_s -= apart_s
    else:
        logger.warning("The clock of the master is %.1f s from this one; arrivals count from its message", apart_s)
    return time.perf_counter() + ahead_s


class Master:
    """Deals out the parts, watches the workers, ends the run when all are done."""

    def __init__(self, environment: Environment, runner: MasterRunner, model: OpenModel) -> None:
        self._runner = runner
        self._model = model
        self._run: str | None = None
        self._dealt: tuple[str, ...] = ()
        self._done: set[str] = set()
        self._watching: gevent.Greenlet | None = None
        runner.register_message(DONE, self._on_done)
        hooks: Any = environment.events
        hooks.test_start.add_listener(self._on_test_start)
        hooks.test_stopping.add_listener(self._on_test_stopping)
        hooks.spawning_complete.add_listener(self._on_spawning_complete)

    def _on_test_start(self, **_: Any) -> None:
        self._run = None

    def _on_spawning_complete(self, **_: Any) -> None:
        if self._run is not None:  # a change of the number of users
            return
        self._run = uuid4().hex
        self._done = set()
        self._model.started_at = time.time() + TELLING_S
        self._model.zero = time.perf_counter() + TELLING_S
        self._deal(self._working(), since_s=0.0)
        self._watching = gevent.spawn(self._watch)

    def _on_test_stopping(self, **_: Any) -> None:
        if self._watching is not None and self._watching is not gevent.getcurrent():
            self._watching.kill(block=False)
        self._watching = None

    def _on_done(self, msg: Message, **_: Any) -> None:
        if msg.data["run"] == self._run:
            self._done.add(msg.node_id)

    def _working(self) -> tuple[str, ...]:
        """The workers that have users, in the order they came in."""
        working = self._runner.clients.spawning + self._runner.clients.running
        return tuple(sorted((each.id for each in working), key=self._runner.get_worker_index))

    def _deal(self, workers: tuple[str, ...], since_s: float) -> None:
        self._dealt = workers
        for index, worker in enumerate(workers):
            told: Told = {
                "run": self._run or "",
                "sent_at": time.time(),
                "zero_at": self._model.started_at or 0.0,
                "since_s": since_s,
                "index": index,
                "count": len(workers),
            }
            self._runner.send_message(PART, dict(told), worker)

    def _watch(self) -> None:
        duration_s = self._model.duration_s
        while not (self._dealt and self._done.issuperset(self._dealt)):
            gevent.sleep(LOOK_S)
            now = self._model.seconds()
            if duration_s is not None and now > duration_s + self._model.drain_s + 10 * LOOK_S:
                logger.warning("Not all workers said that they are done; the run is ended without them")
                break
            working = self._working()
            if working != self._dealt and working:
                logger.info("Arrivals are shared out again, among %d workers", len(working))
                self._deal(working, since_s=max(now + TELLING_S, 0.0))
        self._model.end()
