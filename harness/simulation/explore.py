"""Running a program under many interleavings, and judging each: the door of this package."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from harness.cloud.firestore.transactions import Mode
from harness.simulation.choices import Chooser, Replay
from harness.simulation.dependence import Dependence
from harness.simulation.faults import Fault
from harness.simulation.firestore import Connection, SimulatedFirestore
from harness.simulation.history import History
from harness.simulation.patches import active
from harness.simulation.pinning import on_one_core
from harness.simulation.strategies import Portfolio, Strategy
from harness.simulation.strategies.strategy import Seen
from harness.simulation.verdicts import Broken, Exploration, Invariant, Run
from harness.simulation.world import START, End, World

COLLECTED_EVERY = 400
"""Runs between two collections of garbage."""
PROJECT = "any-project"
NO_ERRORS = "no process ends with an error"
NOT_STUCK = "every process comes to an end"


@dataclass(frozen=True, slots=True)
class Program:
    """What is explored.

    Attributes:
        processes: by name, what each does; called once a run, in a thread of its own.
        holds: what must hold after every run.
        setup: puts documents in place; called before each run with a client, outside the simulation.
        history: emptied before each run.
        faults: what can go wrong.
        may_raise: errors that a process may end with.
        project: of the client that `setup` is given; the processes make their own.
    """

    processes: Mapping[str, Callable[[], None]]
    holds: Sequence[Invariant] = ()
    setup: Callable[[Any], None] = lambda client: None
    history: History = field(default_factory=History)
    faults: Sequence[Fault] = ()
    may_raise: tuple[type[Exception], ...] = ()
    mode: Mode = Mode.PESSIMISTIC
    stalls: bool = True
    step_limit: int = 2000
    clock_steps: bool = False
    start: datetime = START
    project: str = PROJECT


class Explorer:
    """Keeps what is costly to make for many runs; a context manager, active while it lasts."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.connection = Connection(program.project)
        self._runs = 0
        self._undo = ExitStack()

    def __enter__(self) -> Explorer:
        with ExitStack() as undo:
            undo.enter_context(self.connection.connected())
            undo.enter_context(active())
            undo.enter_context(on_one_core())
            # Garbage is collected between runs only: what it sets free may do things, and must not do them in a run.
            if gc.isenabled():
                gc.disable()
                undo.callback(gc.enable)
            gc.freeze()
            undo.callback(gc.unfreeze)
            self._undo = undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._undo.close()

    def run(
        self, chooser: Chooser, *, seed: int = 0, dependence: Dependence | None = None, recording: bool = False
    ) -> Run:
        """One run of the program, judged."""
        program = self.program
        self._runs += 1
        if self._runs % COLLECTED_EVERY == 0:
            gc.collect()
        world = World(
            chooser,
            seed=seed,
            start=program.start,
            step_limit=program.step_limit,
            stalls=program.stalls,
            clock_steps=program.clock_steps,
            dependence=dependence,
            recording=recording,
        )
        database = SimulatedFirestore(world, faults=program.faults, mode=program.mode)
        self.connection.use(database.servicer)
        program.history.clear()
        program.setup(self.connection.client)
        for name, body in program.processes.items():
            world.spawn(name, body)
        end = world.run()
        broken = None if end in (End.PRUNED, End.TOO_LONG) else self._judge(world, end)
        return Run(end, broken, tuple(world.chosen), world.choices, world.fault_points, world.steps, tuple(world.taken))

    def _judge(self, world: World, end: End) -> Broken | None:
        for process in world.processes:
            if process.error is not None and not isinstance(process.error, self.program.may_raise):
                return Broken(NO_ERRORS, f"{process.name}: {type(process.error).__name__}: {process.error}")
        if end is End.STUCK:
            waiting = [f"{process.name} ({process.doing})" for process in world.processes if not process.has_ended]
            return Broken(NOT_STUCK, f"nobody can go on: {', '.join(waiting)}")
        for invariant in self.program.holds:
            why = invariant.broken()
            if why is not None:
                return Broken(invariant.sentence, why)
        return None

    def replay(self, deviations: Mapping[int, str], *, seed: int = 0, recording: bool = True) -> Run:
        """The run with these choices, with its steps recorded."""
        return self.run(Replay(deviations), seed=seed, recording=recording)

    def explore(
        self, strategy: Strategy, *, schedules: int, seed: int = 0, seconds: float | None = None
    ) -> Exploration:
        """Makes runs until an invariant breaks, the strategy has no more, or there were enough of them."""
        started, seen = time.perf_counter(), Seen()
        cut = too_long = steps = 0
        for number in range(schedules):
            chooser = strategy.chooser(number, seen)
            if chooser is None:
                return self._ended(strategy, number, cut, too_long, steps, started, exhausted=True)
            # A search wants the same chance in each run; the others also try other chances.
            searches = _looks_at_state(chooser)
            chance = seed if searches else seed + number
            run = self.run(chooser, seed=chance, dependence=Dependence() if searches else None)
            steps += run.steps
            cut += run.end is End.PRUNED
            too_long += run.end is End.TOO_LONG
            if run.end is End.FINISHED:
                seen.add(run.choices, run.fault_points)
            if run.broken is not None:
                passed = time.perf_counter() - started
                return Exploration(number + 1, cut, too_long, steps, passed, (), run, number, chance)
            if seconds is not None and time.perf_counter() - started > seconds:
                return self._ended(strategy, number + 1, cut, too_long, steps, started, exhausted=False)
        return self._ended(strategy, schedules, cut, too_long, steps, started, exhausted=False)

    @staticmethod
    def _ended(
        strategy: Strategy, runs: int, cut: int, too_long: int, steps: int, started: float, *, exhausted: bool
    ) -> Exploration:
        names = tuple(getattr(strategy, "exhausted", ())) + ((strategy.name,) if exhausted else ())
        return Exploration(runs, cut, too_long, steps, time.perf_counter() - started, names)


def _looks_at_state(chooser: Chooser) -> bool:
    return getattr(chooser, "needs_state", False)


def explore(
    program: Program, *, schedules: int = 1000, seed: int = 0, strategy: Strategy | None = None,
    seconds: float | None = None,
) -> Exploration:  # fmt: skip
    """Explores the program, by default with a mixture of strategies."""
    with Explorer(program) as explorer:
        return explorer.explore(strategy or Portfolio(seed), schedules=schedules, seed=seed, seconds=seconds)
