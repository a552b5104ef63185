"""The open model in one process of Locust: when its run begins, what its share is, when it is over.

The run's second 0 is after all users were spawned: users are slots, so they are there before the first arrival is due.
Every moment of the run is an offset of time.perf_counter from then; the wall clock is asked once, where a master tells
its workers when that is.

A run ends when its time is over (LOAD_DURATION_S, or --run-time, which means the same here), or when its arrivals are
at an end. Arrivals that were due and not started by then are missed; those under way are finished, for --stop-timeout
at most, or half a minute where none was given. Stopped by hand, Locust's own --stop-timeout holds alone.
"""

from __future__ import annotations

import gc
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import gevent
from locust import User
from locust.env import Environment

from load.arrivals import Arrivals, at_rate
from load.locust.overrides import Overrides
from load.locust.pool import Pool, Sink
from load.locust.waiting import Alarm, alarm
from load.shares import Part, Share

LEAD_S = 0.05
"""From the last user spawned to second 0, within one process."""
LOOK_S = 0.1
DRAIN_S = 30.0

logger = logging.getLogger(__name__)


class Unrecorded:
    """A sink for runs of which nobody wants a record."""

    def arrival(self, intended_s: float, started_s: float, lag_s: float) -> None: ...

    def departed(self, ended_s: float) -> None: ...

    def missed(self, intended_s: float) -> None: ...

    def request(self, name: str, intended_s: float, started_s: float, ended_s: float, error: str | None) -> None: ...


@dataclass
class _Kind:
    """What belongs to one user class in this process."""

    pool: Pool
    alarm: Alarm


class OpenModel:
    """One environment's arrivals.

    Attributes:
        sink: is told of every arrival and request; set it before the test starts.
        zero: second 0 as a moment of time.perf_counter; infinite while it is not known.
        started_at: the same as seconds since the epoch, for the record; None while it is not known.
        on_done: is called in a greenlet when all arrivals of this process are over and finished.
    """

    def __init__(self, environment: Environment, overrides: Overrides) -> None:
        self.environment = environment
        self.overrides = overrides
        self.duration_s = overrides.duration_s
        self.sink: Sink = Unrecorded()
        self.zero = math.inf
        self.started_at: float | None = None
        self.on_done: Callable[[], None] = self.end
        self._kinds: dict[type[User], _Kind] = {}
        self._watching: gevent.Greenlet | None = None
        hooks: Any = environment.events
        hooks.test_start.add_listener(self._on_test_start)
        hooks.test_stopping.add_listener(self._on_test_stopping)

    def seconds(self) -> float:
        """Seconds of the run; below 0 before it has begun."""
        return time.perf_counter() - self.zero

    def pool(self, user_class: type[User]) -> Pool:
        """The slots of a user class."""
        kind = self._kinds.get(user_class)
        if kind is None:
            kind = self._kinds[user_class] = self._made(user_class)
        return kind.pool

    def begin(self, zero: float, part: Part) -> None:
        """Arrivals are due from `zero` on, a moment of time.perf_counter; this process does its part of them."""
        self.zero = zero
        self.started_at = time.time() + zero - time.perf_counter()
        classes = self.classes()
        for number, (user_class, arrivals) in enumerate(zip(classes, self.processes(), strict=True)):
            whole = arrivals.whole(self.overrides.seed + number)
            self.pool(user_class).open(Share(whole, part, until_s=self.duration_s or math.inf))
        self._watching = gevent.spawn(self._watch)

    def change(self, part: Part) -> None:
        """This process does another part from `part.since_s` on."""
        for kind in self._kinds.values():
            kind.pool.change(part)

    def classes(self) -> list[type[User]]:
        """The user classes of this test that take arrivals."""
        found = (each for each in self.environment.user_classes if isinstance(_arrivals(each), Arrivals))
        return sorted(found, key=lambda each: each.__name__)

    def processes(self) -> tuple[Arrivals, ...]:
        """Their arrivals, at the rate that was asked for."""
        own = tuple(_arrivals(user_class) for user_class in self.classes())
        return own if self.overrides.rate is None else at_rate(own, self.overrides.rate)

    @property
    def busy(self) -> int:
        """Arrivals under way in this process."""
        return sum(kind.pool.busy for kind in self._kinds.values())

    @property
    def drain_s(self) -> float:
        return self.environment.stop_timeout or DRAIN_S

    def end(self) -> None:
        """Ends the run as --run-time does: with --headless the process, otherwise the test."""
        runner: Any = self.environment.runner
        options = self.environment.parsed_options
        logger.info("All arrivals are over")
        if options is not None and options.headless:
            runner.quit()
            return
        runner.stop()
        if options is not None and options.autostart and options.autoquit != -1:
            gevent.sleep(options.autoquit)
            runner.quit()
            web_ui: Any = self.environment.web_ui
            if web_ui is not None:
                web_ui.stop()

    def _made(self, user_class: type[User]) -> _Kind:
        def ring_at(second: float) -> None:
            rings.set(self.zero + second)

        longest = self.overrides.longest_wait_s or getattr(user_class, "longest_wait_s", None) or math.inf
        pool = Pool(self.sink, ring_at=ring_at, longest_wait_s=longest, clock=self.seconds)
        rings = alarm(pool.serve)
        return _Kind(pool, rings)

    def _on_test_start(self, **_: Any) -> None:
        self._forget()
        # What was imported is never garbage; a full collection that looks at it all would hold up arrivals for 20 ms.
        gc.collect()
        gc.freeze()

    def _on_test_stopping(self, **_: Any) -> None:
        for kind in self._kinds.values():
            kind.pool.close(self.seconds())
        if self._watching is not None and self._watching is not gevent.getcurrent():
            self._watching.kill(block=False)
        self._watching = None

    def _forget(self) -> None:
        for kind in self._kinds.values():
            kind.alarm.close()
        self._kinds.clear()
        self.zero, self.started_at = math.inf, None

    def _watch(self) -> None:
        pools = [kind.pool for kind in self._kinds.values()]
        last_s = self.duration_s or 0.0
        while self.seconds() < last_s or not all(pool.exhausted for pool in pools):
            gevent.sleep(LOOK_S)
            for pool in pools:
                pool.expire()
            if self.duration_s is not None and self.seconds() >= self.duration_s:
                # Where the loop came round late, those that were due meanwhile are started first if users are free.
                gevent.sleep(LOOK_S / 10)
                for pool in pools:
                    pool.close(self.duration_s)
        given_up_s = self.seconds() + self.drain_s
        while self.busy and self.seconds() < given_up_s:
            gevent.sleep(LOOK_S / 10)
        self.on_done()


def _arrivals(user_class: type[User]) -> Arrivals:
    return getattr(user_class, "arrivals", None)  # type: ignore[return-value]


_MODELS: WeakKeyDictionary[Environment, OpenModel] = WeakKeyDictionary()


def open_model(environment: Environment) -> OpenModel:
    """The one of an environment; made when it is first asked for."""
    model = _MODELS.get(environment)
    if model is None:
        model = _MODELS[environment] = OpenModel(environment, Overrides())
    return model
