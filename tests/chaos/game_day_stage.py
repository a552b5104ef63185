"""A stage that does what it is told, and hours that pass when somebody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from experiment_records import BEGAN

from chaos.gameday_file import GameDay, LoadStep
from chaos.gameday_record import LoadSummary
from chaos.journal import ExperimentRecord
from chaos.watching import Signal, State

BOUND_S = 20.0
"""So long a test waits for a thread before it fails."""


class PassedHours:
    """Seconds pass only while somebody waits for them."""

    def __init__(self) -> None:
        self.passed = 0.0

    def seconds(self) -> float:
        return 1_000.0 + self.passed

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.passed)

    def wait(self, seconds: float) -> None:
        self.passed += seconds


class Told:
    """A signal that says what it was told last."""

    def __init__(self) -> None:
        self._asked = threading.Condition()
        self._times = 0
        self._state = State(True)
        self.signal = Signal(self._ask, 0.001)

    def _ask(self) -> State:
        with self._asked:
            self._times += 1
            self._asked.notify_all()
            return self._state

    def becomes(self, state: State) -> None:
        """Returns once the watch has taken that in: it has asked, and asks again."""
        with self._asked:
            self._state = state
            wanted = self._times + 2
            assert self._asked.wait_for(lambda: self._times >= wanted, BOUND_S), "nobody asks this signal"


class TellingLoad:
    """A load that has ended when it is asked."""

    def __init__(self, summary: LoadSummary, *, waiting: BaseException | None = None) -> None:
        self.summary = summary
        self.ended_early: bool | None = None
        self._waiting = waiting

    def ended(self, *, early: bool = False) -> LoadSummary:
        self.ended_early = early
        if self._waiting is not None and not early:
            raise self._waiting
        return self.summary


Course = Callable[["ToldStage"], ExperimentRecord]
"""What happens in one experiment."""


class ToldStage:
    """What was asked of it is in `log`, with the second it was asked at."""

    def __init__(self, hours: PassedHours, courses: Mapping[str, Course]) -> None:
        self.hours = hours
        self.worker, self.coordinator = Told(), Told()
        self.log: list[tuple[float, str]] = []
        self.loads: list[TellingLoad] = []
        self.load_seconds: list[float] = []
        self.rehearsed: list[bool] = []
        self.is_up = False
        self.beside: tuple[str, ...] = ()
        self.waiting: BaseException | None = None
        self._courses = courses

    @property
    def target(self) -> str:
        return "a told stage"

    @property
    def signals(self) -> Mapping[str, Signal]:
        return {"readiness of worker-1": self.worker.signal, "health of coordinator": self.coordinator.signal}

    def is_heard(self, name: str) -> bool:
        return name not in self.beside

    def experiment(self, name: str, *, rehearsal: bool, out: Path) -> ExperimentRecord:
        self.log.append((self.hours.passed, name))
        self.rehearsed.append(rehearsal)
        started_at = self.hours.now()
        record = self._courses[name](self).model_copy(update={"started_at": started_at, "ended_at": self.hours.now()})
        record.write(out / f"{name}.json")
        return record

    def load(self, step: LoadStep, *, seconds: float, at_s: float, out: Path) -> TellingLoad:
        self.log.append((self.hours.passed, step.load))
        self.load_seconds.append(seconds)
        told = LoadSummary(scenario=step.load, outcome="passed", reason=out.name, at_s=at_s, duration_s=seconds)
        self.loads.append(TellingLoad(told, waiting=self.waiting))
        return self.loads[-1]

    @contextmanager
    def begun(self, day: GameDay, speed: float) -> Iterator[ToldStage]:
        """As `run_gameday` wants it."""
        self.is_up = True
        try:
            yield self
        finally:
            self.is_up = False
