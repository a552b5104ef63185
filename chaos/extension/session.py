"""One run while it goes on: what actions, probes and the control share, and the only one who writes its journal."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chaos.event_log import EventLog, Line
from chaos.experiment import Activity, Experiment
from chaos.extension.companions import Crew
from chaos.extension.interruption import Interruption
from chaos.extension.options import Options
from chaos.extension.readings import Reading, read
from chaos.extension.serving import Served
from chaos.faults.catalog import fault
from chaos.faults.fault import FaultError, Injection, Parameters
from chaos.guarded import Guarded
from chaos.journal import Answered, EventKind, ExperimentRecord, Phase, PreCheck, Radius, Value
from chaos.undoing import Ending


class NoSessionError(Exception):
    """An action or a probe was called outside of a run."""


@dataclass
class Session:
    """Attributes that the control fills, in the order in which a run gets them.

    `broken_off` says why the run cannot say anything, once there is such a reason; the first one stays. `breaking` is
    so from just before the first injection on: what is seen before it has returned is its doing.
    """

    experiment: Experiment
    options: Options
    log: EventLog
    configuration: Mapping[str, Any]
    folder: Path
    interruption: Interruption = field(default_factory=Interruption)
    phase: Phase = Phase.BEFORE
    broken_off: str = ""
    breaking: bool = False
    failed_actions: list[str] = field(default_factory=list)
    waited_in_vain: list[str] = field(default_factory=list)
    injections: dict[str, Injection] = field(default_factory=dict)
    ended: dict[str, Ending] = field(default_factory=dict)
    batches: list[str] = field(default_factory=list)
    _served: Served | None = None
    _guarded: Guarded | None = None
    _crew: Crew | None = None
    _writing: threading.RLock = field(default_factory=threading.RLock)
    _last: dict[tuple[Phase, str], tuple[Answered, Value]] = field(default_factory=dict)

    @property
    def served(self) -> Served:
        """What the run is against.

        Raises:
            NoSessionError: it is not there yet.
        """
        if self._served is None:
            raise _not_there("target")
        return self._served

    @served.setter
    def served(self, served: Served) -> None:
        self._served = served

    @property
    def guarded(self) -> Guarded:
        """Where faults go through. Raises as `served`."""
        if self._guarded is None:
            raise _not_there("guardian")
        return self._guarded

    @guarded.setter
    def guarded(self, guarded: Guarded) -> None:
        self._guarded = guarded

    @property
    def is_guarded(self) -> bool:
        """Whether the run has come so far that it had a guardian."""
        return self._guarded is not None

    @property
    def crew(self) -> Crew:
        """Who starts processes. Raises as `served`."""
        if self._crew is None:
            raise _not_there("crew")
        return self._crew

    @crew.setter
    def crew(self, crew: Crew) -> None:
        self._crew = crew

    @property
    def speed(self) -> float:
        return self.options.speed

    @property
    def record(self) -> ExperimentRecord:
        """What is written so far."""
        with self._writing:
            return self.log.record

    def break_off(self, reason: str) -> None:
        """The run can say nothing any more, for this reason unless there was one before."""
        self.broken_off = self.broken_off or reason

    def event(self, kind: EventKind, text: str, **rest: Any) -> None:
        """Something happened; the arguments are those of the log."""
        with self._writing:
            self.log.event(kind, text, **rest)

    def pre_check(self, name: str, outcome: Answered, text: str = "") -> None:
        """Something that has to be so before the first injection."""
        with self._writing:
            self.log.add(Line(pre_check=PreCheck(name=name, outcome=outcome, text=text)))

    def halt(self, condition: str, text: str, *, near: bool) -> None:
        """A halt condition was met, or nearly."""
        with self._writing:
            self.log.halt(condition, text, near=near)

    def answer(self, probe: str, reading: Reading, *, phase: Phase | None = None) -> None:
        """A probe of the steady state said something; meanwhile only what is news is kept."""
        phase = phase or self.phase
        said = (reading.outcome, reading.value)
        with self._writing:
            if phase is Phase.DURING and self._last.get((phase, probe)) == said:
                return
            self._last[phase, probe] = said
            self.log.answer(
                phase, probe, reading.outcome, value=reading.value, expected=reading.expected, text=reading.text
            )

    def read(self, activity: Activity) -> Reading:
        """Asks a probe."""
        return read(activity, self.configuration)

    def inject(self, kind: str, *, seconds: float, parameters: Parameters) -> Injection:
        """A fault within the blast radius.

        Raises:
            FaultError: it is beyond the radius, was refused, or did not come about.
        """
        radius = self.experiment.extension.blast_radius
        if seconds > radius.seconds:
            raise FaultError(
                f"{kind} for {seconds:g} s is beyond the blast radius, which ends after {radius.seconds:g}"
            )
        planned = fault(kind).prepare(self.guarded.target, seconds=seconds, parameters=parameters)
        beyond = [thing for thing in planned.touches if not radius.covers(thing)]
        if beyond:
            allowed = ", ".join(radius.things)
            raise FaultError(
                f"{kind} would touch {', '.join(beyond)}; the blast radius of this experiment is {allowed}"
            )
        began_s, self.breaking = self.log.at_s, True
        try:
            injection = self.guarded.inject(kind, seconds=seconds, parameters=parameters)
        except FaultError:
            self.breaking = bool(self.injections)
            raise
        self._injected(injection, seconds, began_s)
        return injection

    def _injected(self, injection: Injection, seconds: float, at_s: float) -> None:
        shown = {
            name: value for name, value in injection.parameters.items() if isinstance(value, bool | int | float | str)
        }
        text = f"{injection.kind} of {', '.join(injection.touches)} for {seconds:g} s"
        with self._writing:
            self.injections[injection.identity] = injection
            until_s = at_s + seconds
            self.log.event("inject", text, injection=injection.identity, until_s=until_s, data=dict(shown), at_s=at_s)
            touched = Counter(thing for one in self.injections.values() for thing in one.touches)
            before = self.log.record.observed
            observed = Radius(
                things=tuple(touched),
                seconds=(before.seconds or 0 if before else 0) + seconds,
                text=f"{len(self.injections)} injected",
            )
            self.log.add(Line(observed=observed))

    def undo(self, injection: Injection) -> None:
        """Undoes one fault and looks at it.

        Raises:
            FaultError: it is still there.
        """
        undone = self.guarded.undo(injection)
        self._undone(Ending(injection, undone))
        if not undone.ok:
            raise FaultError(f"{injection.kind} is still there: {undone.why}")

    def undo_all(self) -> None:
        """Undoes what is left, the last first, and looks at all that was injected."""
        for ending in self.guarded.undo_all():
            self._undone(ending)
        for identity, injection in reversed(self.injections.items()):
            if identity not in self.ended:
                self._undone(Ending(injection, fault(injection.kind).undone(injection)))

    def _undone(self, ending: Ending) -> None:
        injection = ending.injection
        with self._writing:
            self.ended[injection.identity] = ending
            at_s = self.log.at_s
            first = min(at_s, (injection.ends_at - self.log.record.started_at).total_seconds())
            self.log.event("undo", f"{injection.kind}: taken back", injection=injection.identity, at_s=max(first, 0.0))
            state = "gone" if ending.undone.ok else "NOT gone"
            self.log.event("verify", f"{injection.kind}: {state}: {ending.undone.why}", injection=injection.identity)
            if ending.undone.ok and set(self.injections) <= set(self.ended):
                self.log.event("mitigate", "all faults are gone")

    @property
    def not_undone(self) -> tuple[str, ...]:
        """Faults that are there after their undo."""
        return tuple(one.text for one in self.ended.values() if not one.undone.ok)


_current: list[Session] = []


def current() -> Session:
    """The run that goes on in this process.

    Raises:
        NoSessionError: none does.
    """
    if not _current:
        raise NoSessionError(
            "no experiment is running: put the control chaos.extension.controls first in the experiment's controls"
        )
    return _current[-1]


def begin(session: Session) -> None:
    """From here on it is the current one.

    Raises:
        NoSessionError: another one is.
    """
    if _current:
        raise NoSessionError(f"{_current[-1].experiment.name} is running in this process; one at a time")
    _current.append(session)


def end() -> None:
    """There is no current one any more."""
    _current.clear()


def is_running() -> bool:
    return bool(_current)


def _not_there(what: str) -> NoSessionError:
    return NoSessionError(f"the run has no {what} yet")
