"""Halt conditions: measured before anything is injected, proved to fire, and watched while the method runs."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from chaos.experiment import HaltCondition
from chaos.extension.readings import Reading
from chaos.extension.session import Session

PROOF_S = 5.0
"""So long a halt has to break the main thread off, from another thread."""


class HaltError(Exception):
    """A halt cannot be relied on, so nothing is injected."""


@dataclass
class Halts:
    """All conditions of one run."""

    session: Session
    _unknown: dict[str, int] = field(default_factory=dict)
    _near: dict[str, float] = field(default_factory=dict)

    @property
    def conditions(self) -> tuple[HaltCondition, ...]:
        return self.session.experiment.extension.halts

    def measure(self) -> None:
        """Each condition can be measured, and is not met.

        Raises:
            HaltError: one cannot, or is.
        """
        for one in self.conditions:
            reading = self.session.read(one.probe)
            value = _number(reading)
            if value is None:
                why = reading.text or f"{reading.value!r} is no number"
                self.session.pre_check(f"halt {one.name}", "unknown", why)
                raise HaltError(f"halt {one.name!r} cannot be measured: {why}")
            if value > one.over:
                self.session.pre_check(f"halt {one.name}", "failed", f"{value:g} is over {one.over:g} already")
                raise HaltError(f"halt {one.name!r} is met before anything is injected: {value:g} is over {one.over:g}")
            self.session.pre_check(f"halt {one.name}", "passed", f"{value:g}, halts over {one.over:g}")

    def prove(self) -> None:
        """Breaks the main thread off by a breach that is made up, the whole way from another thread, and comes back.

        Raises:
            HaltError: it did not come through.
        """
        interruption = self.session.interruption
        made_up = threading.Thread(target=self._breach, name="halt rehearsal", daemon=True)
        came_through = False
        try:
            made_up.start()
            threading.Event().wait(PROOF_S)
        except SystemExit:
            came_through = interruption.reason.startswith("halted: rehearsal")
            if not came_through:
                raise  # somebody else wants the run to end
        finally:
            made_up.join()
        if not came_through:
            self.session.pre_check("halts fire", "failed", f"nothing was broken off within {PROOF_S:g} s")
            raise HaltError(f"a halt that was rehearsed did not break the run off within {PROOF_S:g} s")
        interruption.reason = ""
        names = ", ".join(one.name for one in self.conditions) or "no conditions of its own"
        self.session.pre_check("halts fire", "passed", f"a made-up breach broke the run off; {names}")

    def _breach(self) -> None:
        self.judge("rehearsal", over=0.0, near=1.0, value=1.0, written=False)

    def look(self) -> None:
        """Measures each condition and breaks the run off where one is met."""
        for one in self.conditions:
            reading = self.session.read(one.probe)
            value = _number(reading)
            if value is not None:
                self._unknown.pop(one.name, None)
                self.judge(one.name, over=one.over, near=one.near, value=value)
                continue
            self._unknown[one.name] = self._unknown.get(one.name, 0) + 1
            if self._unknown[one.name] == one.patience:
                why = f"{one.name} could not be measured {one.patience} times: {reading.text}"
                self.session.halt(one.name, why, near=False)
                self.session.interruption.halt(why)

    def judge(self, name: str, *, over: float, near: float, value: float, written: bool = True) -> None:
        """One value against its limit."""
        if value > over:
            why = f"{name} is {value:g}, over {over:g}"
            if written:
                self.session.halt(name, why, near=False)
                self.session.event("halt", why)
            self.session.interruption.halt(why)
        elif value > self._near.get(name, near * over) and over > 0:
            self._near[name] = value
            self.session.halt(name, f"{name} came to {value:g}, {value / over:.0%} of {over:g}", near=True)


def _number(reading: Reading) -> float | None:
    known = reading.outcome != "unknown" and isinstance(reading.value, int | float)
    return float(reading.value) if known and isinstance(reading.value, int | float) else None
