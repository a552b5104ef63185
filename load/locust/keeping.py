"""The record of a run while it goes on: looked at every second, written every ten, and whole at the end."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gevent
from gevent import Greenlet
from locust.env import Environment
from pydantic_settings import BaseSettings, SettingsConfigDict

from load.locust.ledger import Ledger, Second
from load.locust.open_model import OpenModel
from load.locust.outputs import Figures, show
from load.locust.recorder import Delta
from load.locust.watching import Watcher, watcher_for
from load.machine import this_machine
from load.record import INTERVAL_S, RunRecord, partial_of
from load.saturation import generator_saturated

LOOKS_PER_PARTIAL = 10
"""A look is taken every second; a master that is killed loses ten at most."""

logger = logging.getLogger(__name__)


class RecordSettings(BaseSettings):
    """Variables of the environment, all under LOAD_.

    Attributes:
        record: file that the record is written to; none is written without.
        run_id: a made-up one for each run without.
    """

    model_config = SettingsConfigDict(env_prefix="LOAD_", env_ignore_empty=True, extra="ignore", frozen=True)

    record: Path | None = None
    scenario: str = "unnamed"
    run_id: str = ""


class Keeper:
    """The master's, or the only process's: holds the ledger of the run that goes on."""

    def __init__(self, environment: Environment, model: OpenModel, *, now: Callable[[], float]) -> None:
        self._environment = environment
        self._model = model
        self._now = now
        self._settings = RecordSettings()
        self._machine = this_machine()
        self._figures = Figures()
        self._ledger = Ledger()
        self._watcher: Watcher | None = None
        self._news = Second()
        self._begun_at = datetime.now(UTC)
        self._run = ""
        self._aborted: str | None = None
        self._looking: Greenlet | None = None
        self._ended_s: float | None = None
        hooks: Any = environment.events
        hooks.reset_stats.add_listener(self._figures.clear)
        hooks.spawning_complete.add_listener(self._on_spawning_complete)
        hooks.test_stopping.add_listener(self._on_test_stopping)
        show(self._figures)

    def begin(self, run: str, ledger: Ledger, *, before_each_look: Callable[[], None] = lambda: None) -> None:
        """A run begins.

        Args:
            before_each_look: brings into the ledger what comes by no message.
        """
        self._run, self._ledger, self._aborted, self._news = run, ledger, None, Second()
        self._begun_at, self._ended_s = datetime.now(UTC), None
        self._watcher = watcher_for(self._settings.scenario)
        self._figures.clear()
        self._looking = gevent.spawn(self._look, before_each_look)

    def received(self, worker: str, delta: Delta) -> None:
        """A delta is in the ledger that was not before."""
        self._figures.add(delta)
        for second in delta.seconds:
            self._news.add(worker, second)

    def end(self) -> None:
        """The run is over, and everything that will come has come."""
        if self._looking is not None and self._looking is not gevent.getcurrent():
            self._looking.kill(block=False)
        self._looking = None
        workers = self._ledger.workers()
        lost = [worker for worker in workers if worker.state == "lost"]
        for worker in lost:
            logger.warning("%s was lost; it was heard of last at %.1f s", worker.name, worker.last_flush_s)
        if lost and len(lost) == len(workers):
            self._abort("all workers were lost")  # Locust itself would wait for others for ever
        if self._settings.record is not None:
            self.record().write(self._settings.record)
            partial_of(self._settings.record).unlink(missing_ok=True)

    def record(self) -> RunRecord:
        """What is known so far."""
        processes = self._model.processes()
        rates = [arrivals.mean_rate for arrivals in processes]
        known = [rate for rate in rates if rate is not None]
        started_at = self._model.started_at
        record = RunRecord(
            scenario=self._settings.scenario,
            run_id=self._settings.run_id or self._run,
            host=self._environment.host or os.environ.get("LOAD_HOST", ""),
            started_at=self._begun_at if started_at is None else datetime.fromtimestamp(started_at, UTC),
            duration_s=self._now() if self._ended_s is None else self._ended_s,
            arrivals="; ".join(arrivals.words for arrivals in processes) or "as many as the users make",
            rate=sum(known) if known and len(known) == len(rates) else None,
            seed=self._model.overrides.seed,
            machine=self._machine,
            workers=self._ledger.workers(),
            endpoints=self._ledger.endpoints(),
            intervals=self._ledger.intervals(),
            aborted=self._aborted,
        )
        return record.model_copy(update={"generator_saturated": generator_saturated(record)})

    def _look(self, before_each_look: Callable[[], None]) -> None:
        looks = 0
        while True:
            gevent.sleep(INTERVAL_S)
            before_each_look()
            self._watch()
            for _ in self._ledger.settle():
                gevent.sleep(0)  # arrivals may be due
            looks += 1
            if looks % LOOKS_PER_PARTIAL == 0:
                self._write_partial()

    def _watch(self) -> None:
        news, self._news = self._news, Second()
        if self._watcher is None or self._aborted is not None:
            return
        now = self._now()
        reason = self._watcher.feed(news.interval(max(now - INTERVAL_S, 0.0)), at_s=now)
        if reason is not None:
            self._abort(reason)

    def _abort(self, reason: str) -> None:
        """Ends the run before its time, with exit status 1."""
        self._aborted = self._aborted or reason
        logger.error("The run is ended: %s", reason)
        self._environment.process_exit_code = 1
        gevent.spawn(self._model.end)

    def _write_partial(self) -> None:
        if self._settings.record is None:
            return
        try:
            self.record().write(partial_of(self._settings.record))
        except OSError as error:  # the run goes on; at its end it is an error
            logger.error("The record of the run so far could not be written: %s", error)  # noqa: TRY400

    def _on_test_stopping(self, **_: object) -> None:
        """No load from here on; what follows is waiting for those that tell of it."""
        self._ended_s = self._now()

    def _on_spawning_complete(self, **_: object) -> None:
        if self._environment.reset_stats:
            self._figures.clear()
