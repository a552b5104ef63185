"""Faults inside the embedded clouds and the twin, told to the door of the process that has them.

The process ends each at its bound by itself, also when whoever asked for it is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, JsonValue

from chaos.faults.fault import FaultError, Injection, Parameters, Undone, asked_for, injection_of
from chaos.faults.target import Target
from harness.control.client import Caller, DoorError, GoneError
from harness.control.door import Listed
from harness.control.faults import Kind

PATIENCE_S = 10.0

Probe = Callable[[str], str]
"""Asks the cloud at an address for something, and says what; raises ProbeError where it does not get it."""


class ProbeError(Exception):
    """A cloud does not answer as one without a fault does."""


class Told(BaseModel):
    """What the undo needs: the door, and what was asked for there."""

    model_config = ConfigDict(extra="forbid")

    control: str
    parameters: dict[str, JsonValue]


def seconds_left(injection: Injection) -> float:
    """How long the fault may still be on; whoever has it ends it then by itself.

    Raises:
        FaultError: not at all.
    """
    left_s = (injection.ends_at - datetime.now(UTC)).total_seconds()
    if left_s <= 0:
        raise FaultError(f"{injection.kind}: its time has passed before it began; ask for it anew")
    return left_s


@dataclass(frozen=True, slots=True)
class AtDoor:
    """A fault that a cloud or the twin has. `control` is the name of its door in the target."""

    kind: str
    effect: str
    control: str
    inside: Kind[Any]
    probe: Probe

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked_for(self, self.inside.parameters, parameters)
        saved = Told(control=target.control(self.control), parameters=dict(parameters))
        touches = [f"control {self.control}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        told = Told.model_validate(injection.saved)
        left_s = seconds_left(injection)
        with Caller(told.control) as door:
            try:
                door.begin(self.inside.name, identity=injection.identity, seconds=left_s, parameters=told.parameters)
            except DoorError as error:
                raise FaultError(f"{self.kind}: {error}") from error
        return injection

    def undo(self, injection: Injection) -> None:
        with Caller(Told.model_validate(injection.saved).control) as door:
            try:
                door.end(injection.identity)
            except GoneError:
                return  # the fault has ended with it; `undone` says so
            except DoorError as error:
                raise FaultError(f"{self.kind}: {error}") from error

    def undone(self, injection: Injection) -> Undone:
        with Caller(Told.model_validate(injection.saved).control) as door:
            try:
                return self._seen(door.listed(), injection.identity)
            except GoneError as gone:
                return Undone(True, f"{gone}; the process has ended, and its faults with it")
            except DoorError as error:
                return Undone(False, str(error))

    def _seen(self, listed: Listed, identity: str) -> Undone:
        """It is not among those that are on; and where none is, the cloud answers as it should."""
        on = {state.id: state for state in listed.faults}
        if identity in on:
            return Undone(False, f"{self.kind} is on at {listed.serves} until {on[identity].ends_at.isoformat()}")
        if on:
            kinds = ", ".join(sorted(state.kind for state in on.values()))
            return Undone(True, f"it is off at {listed.serves}; not probed, since others are on: {kinds}")
        try:
            return Undone(True, f"it is off at {listed.serves}, and {self.probe(listed.serves)}")
        except ProbeError as error:
            return Undone(False, f"it is off at {listed.serves}, but {error}")


def at_doors(control: str, prefix: str, kinds: tuple[Kind[Any], ...], probe: Probe) -> Mapping[str, AtDoor]:
    """The faults behind one door, by the names that they have there."""
    return {one.name: AtDoor(f"{prefix}.{one.name}", one.effect, control, one, probe) for one in kinds}
