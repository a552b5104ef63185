"""One run: processes that take turns, virtual time, and a choice wherever the run could go on differently.

Exactly one process moves at a time. It keeps the turn until its next step (a request, a sleep, a lock, a
choice of its own), where the chooser says who goes on. Time passes only when a process that sleeps is chosen.
"""

from __future__ import annotations

import _thread
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from harness.cloud.timestamps import EPOCH
from harness.simulation.choices import Chooser, Kind, Point, Pruned
from harness.simulation.dependence import NOTHING, Dependence, Touched
from harness.simulation.processes import Process, State, Stopped, enter, leave

if TYPE_CHECKING:
    from harness.simulation.firestore import Requests

SECOND_NS = 1_000_000_000
START = datetime(2026, 1, 18, 15, 0, tzinfo=UTC)
"""When virtual time begins unless told: a Sunday morning in New York."""
HANG_S = 30.0
"""Real seconds without a step after which a process is taken to be blocked outside the scheduler's sight."""
LEAVING = 100
"""How many locks a stopped process may use on its way out."""
REFUSALS = 1000
"""How often a stopped process may try to go on before its thread is left behind."""


class End(Enum):
    """How a run ended."""

    FINISHED = "every process has finished or crashed"
    STUCK = "no process can go on"
    TOO_LONG = "the limit of steps was reached"
    PRUNED = "the rest of the run has been seen in another run"


class HangError(RuntimeError):
    """A process waits for something that the scheduler does not see; the text has its stack."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: for diagrams.

    Attributes:
        time_ns: virtual time since 1970.
        remote: whether it asked something of the database.
        documents: names and whole values of the documents that it read or left behind.
    """

    process: str
    time_ns: int
    label: str
    outcome: str = ""
    remote: bool = False
    documents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice that was made, if another was possible."""

    number: int
    kind: Kind
    option: str
    default: str


class World:
    """The scheduler of one run."""

    def __init__(
        self,
        chooser: Chooser,
        *,
        seed: int = 0,
        start: datetime = START,
        step_limit: int = 2000,
        stalls: bool = True,
        clock_steps: bool = False,
        dependence: Dependence | None = None,
        recording: bool = False,
    ) -> None:
        """`stalls` lets a process that could go on be held back while others sleep and time passes.

        `clock_steps` makes each reading of the wall clock a step of its own; else it belongs to the step before it.
        """
        self.seed = seed
        self.now_ns = int((start - EPOCH) / timedelta(microseconds=1)) * 1000
        self.start_ns = self.now_ns
        self.processes: list[Process] = []
        self.steps = 0
        self.choices = 0
        self.fault_points = 0
        self.chosen: list[Chosen] = []
        self.end: End | None = None
        self.taken: list[Taken] = []
        self.recording = recording
        self.clock_steps = clock_steps
        self.dependence = dependence
        self.objects = 0
        self.strike: Callable[[Process], None] | None = None
        self.requests: Requests | None = None
        self._chooser = chooser
        self._step_limit = step_limit
        self._stalls = stalls
        self._over = _thread.allocate_lock()
        self._running: Process | None = None
        self._failure: BaseException | None = None

    # What the controlling thread does.

    def spawn(self, name: str, body: Callable[[], None]) -> Process:
        """A further process, ready to start. Names must differ."""
        process = Process(self, len(self.processes), name, body)
        self.processes.append(process)
        if self._running is not None:  # by a process: the run is on
            process.last_event = self._running.last_event
        return process

    def adopt(self, name: str) -> Process:
        """Makes the calling thread a process of this run, which has the turn; `processes.leave` ends that."""
        process = Process(self, len(self.processes), name, None)
        self.processes.append(process)
        self._running = process
        enter(process)
        return process

    def run(self) -> End:
        """Runs all processes to the end of the run.

        Raises:
            HangError: a process blocks where the scheduler cannot see it.
        """
        self._over.acquire()
        first = self._next(None) or next(iter(self.processes), None)
        if first is not None:
            first.gate.release()
            self._await_end()
        if self._failure is not None:
            raise self._failure
        self.end = self.end or End.FINISHED
        return self.end

    def _await_end(self) -> None:
        seen = -1
        while not self._over.acquire(timeout=HANG_S):
            if self.steps == seen:
                raise HangError(self._where_it_hangs())
            seen = self.steps

    def _where_it_hangs(self) -> str:
        process = self._running
        if process is None:
            return "no process has the turn"
        frames = sys._current_frames()
        ident = next((i for i, p in _running_threads() if p is process), None)
        stack = "".join(traceback.format_stack(frames[ident])[-6:]) if ident in frames else "(its thread is gone)"
        return (
            f"process {process.name!r} has taken no step for {HANG_S:.0f} s; it waits for something outside the "
            f"simulation, such as a socket or a lock made before it began:\n{stack}"
        )

    # What happens in the threads of processes.

    def live(self, process: Process) -> None:
        """The whole of a process, from its first turn on, in the thread of its worker."""
        enter(process)
        try:
            self._refuse_if_over(process)
            self.touched(process, NOTHING)
            if process.body is not None:
                process.body()
        except Stopped:
            pass
        except Exception as error:  # noqa: BLE001 - kept: whoever explores judges it
            if self.end is None and process.state is not State.CRASHED:  # else it comes of being stopped
                process.error = error
        except BaseException as error:  # noqa: BLE001 - kept: raised again where the run was started
            self._failure = error
            self.end = End.STUCK
        finally:
            leave()
            if process.state is not State.CRASHED:
                process.state = State.FINISHED
            self.wake(process)
            if process.worker is not None:
                process.worker.rest()
            self._hand_on(process)

    def step(self, process: Process, label: str) -> None:
        """The process is about to do something that others could see: the moment to choose who goes on."""
        process.doing = label
        self._refuse_if_over(process)
        following = self._next(process)
        if following is None:
            raise Stopped
        if following is not process:
            following.gate.release()
            process.gate.acquire()
            self._refuse_if_over(process)

    def sleep(self, process: Process, seconds: float, label: str = "", *, safely: bool = False) -> None:
        """The process goes on after so many virtual seconds, or later; something may go wrong then, unless `safely`."""
        self._refuse_if_over(process)
        process.state = State.ASLEEP
        process.wakes_ns = self.now_ns + max(0, round(seconds * SECOND_NS))
        self.note(process, label or f"sleeps {seconds:g} s")
        self.touched(process, NOTHING)
        self.step(process, label or "sleep")
        self.touched(process, NOTHING)
        if not safely and self.strike is not None:
            self.strike(process)

    def block(self, process: Process, awaits: object, seconds: float | None, label: str) -> bool:
        """The process waits until `awaits` is woken; False if the virtual seconds ran out first."""
        self._refuse_if_over(process)
        process.state = State.BLOCKED
        process.awaits = awaits
        process.wakes_ns = None if seconds is None else self.now_ns + max(0, round(seconds * SECOND_NS))
        self.touched(process, NOTHING)
        self.step(process, label)
        self.touched(process, NOTHING)
        woken = process.awaits is None
        process.awaits = None
        return woken

    def wake(self, awaited: object) -> None:
        """Everybody who waits for this may go on."""
        for process in self.processes:
            if process.state is State.BLOCKED and process.awaits is awaited:
                process.state, process.awaits, process.wakes_ns = State.READY, None, None

    def crash(self, process: Process) -> None:
        """The process takes no further step; its code is left by an exception that nothing should swallow."""
        process.state = State.CRASHED
        raise Stopped

    def touched(self, process: Process, touched: Touched) -> None:
        """What the last step has read and written, for telling runs apart that differ in order only."""
        if self.dependence is not None:
            self.dependence.add(process, self.now_ns, touched)

    def note(self, process: Process, label: str, outcome: str = "") -> None:
        """Puts a step of the process itself into the record, if one is kept."""
        if self.recording:
            self.taken.append(Taken(process.name, self.now_ns, label, outcome))

    def choose(self, kind: Kind, options: Sequence[str], running: str) -> int:
        """Asks the chooser which of several options it takes; the number of the option."""
        try:
            return self._choose(Point(self.choices, kind, tuple(options), running, len(options)))
        except Pruned:
            self.end = End.PRUNED
            raise Stopped from None

    def _choose(self, point: Point) -> int:
        if self.dependence is not None:
            point.state = self.dependence.state(point.running)
        picked = self._chooser.choose(point)
        if picked:
            self.chosen.append(Chosen(point.number, point.kind, point.options[picked], point.options[0]))
        self.choices += 1
        self.fault_points += point.kind is Kind.FAULT
        return picked

    def is_leaving(self, process: Process) -> bool:
        """The process only leaves its code any more: locks are open to it, so that it can clean up.

        Raises:
            Stopped: it has used a good many already; it may be a loop that waits for something.
        """
        if self.end is None and process.state is not State.CRASHED:
            return False
        process.refusals += 1
        if process.refusals > LEAVING:
            raise Stopped
        return True

    def _refuse_if_over(self, process: Process) -> None:
        if self.end is None and process.state is not State.CRASHED:
            return
        process.refusals += 1
        if process.refusals > REFUSALS:
            self._abandon(process)
        raise Stopped

    def _abandon(self, process: Process) -> None:
        """Its code catches everything and tries for ever: the others go on, its thread waits until the program ends."""
        process.state = State.CRASHED
        leave()
        self._hand_on(process)
        process.gate.acquire()
        process.gate.acquire()

    def _hand_on(self, ended: Process) -> None:
        """A process has ended: the next one has the turn; after the run's end, to leave its code."""
        following = self._next(ended) or next((other for other in self.processes if not other.has_ended), None)
        (self._over if following is None else following.gate).release()

    def _next(self, running: Process | None) -> Process | None:
        """Who takes the next step, None when the run is over. Moves the time if that one was asleep."""
        if self.end is not None:
            return None
        try:
            self._running = self._pick(running)
        except Pruned:
            self.end, self._running = End.PRUNED, None
        return self._running

    def _pick(self, running: Process | None) -> Process | None:
        self.steps += 1
        if self.steps > self._step_limit:
            self.end = End.TOO_LONG
            return None
        ready, waiting = self._candidates(running)
        candidates = ready + waiting
        if not candidates:
            if any(not process.has_ended for process in self.processes):
                self.end = End.STUCK
            return None
        if len(candidates) > 1:
            number = self._choose(
                Point(
                    self.choices,
                    Kind.PROCESS,
                    tuple([process.name for process in candidates]),
                    "" if running is None else running.name,
                    len(ready),
                    goes_on=bool(ready) and ready[0] is running,
                    overtakes=() if ready else tuple([one.wakes_ns != waiting[0].wakes_ns for one in waiting]),
                )
            )
            chosen = candidates[number]
        else:
            chosen = candidates[0]
        if chosen.state is not State.READY:
            self.now_ns = max(self.now_ns, chosen.wakes_ns or 0)
            chosen.state, chosen.wakes_ns = State.READY, None
        return chosen

    def _candidates(self, running: Process | None) -> tuple[list[Process], list[Process]]:
        """Those who can go on, the running one first; and those who could if time were moved, by their waking."""
        ready, waiting = [], []
        for process in self.processes:
            if process.state is State.READY:
                ready.append(process)
            elif process.wakes_ns is not None and not process.has_ended:
                waiting.append(process)
        if len(ready) > 1 and running in ready:
            ready.remove(running)
            ready.insert(0, running)
        if len(waiting) > 1:
            waiting.sort(key=lambda process: (process.wakes_ns, process.number))
        if not self._stalls:
            waiting = [] if ready else [one for one in waiting if one.wakes_ns == waiting[0].wakes_ns]
        return ready, waiting


def _running_threads() -> list[tuple[int, Process]]:
    from harness.simulation.processes import _PROCESSES

    return list(_PROCESSES.items())
