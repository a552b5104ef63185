"""What a fault is: prepared, injected, undone, and looked at afterwards.

Preparing is a step of its own because the ledger is written ahead: what the undo needs has to be on disk before
anything is touched. A runner that dies between two steps leaves a record that another process can undo.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

if TYPE_CHECKING:
    from chaos.faults.target import Target

LONGEST_S = 3600.0
"""No fault lasts longer; the longest of the experiments take minutes."""

Parameters = Mapping[str, JsonValue]
_Model = TypeVar("_Model", bound=BaseModel)


class FaultError(Exception):
    """A fault cannot be injected or undone; the text says which, where, and what to do."""


class Injection(BaseModel):
    """One fault in one target: all that another process needs to undo it.

    Attributes:
        identity: unlike that of every other injection.
        kind: the fault's, as the catalog has it.
        target: the target's name.
        touches: what it touches, as `process worker-1`, `proxy firestore`, `folder exports`: its part of the blast
            radius.
        parameters: as they were asked for.
        saved: what the undo and its check need. Each kind has its own; no secrets, since it is written down.
        injected_at, ends_at: with an offset. At `ends_at` whoever sees it first undoes it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    identity: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    target: str
    touches: tuple[str, ...]
    parameters: dict[str, JsonValue]
    saved: dict[str, JsonValue]
    injected_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """Whether a fault is gone, and what was seen."""

    ok: bool
    why: str


class Fault(Protocol):
    """One kind of fault. It holds nothing between its calls: they may come from different processes."""

    @property
    def kind(self) -> str:
        """As the catalog has it: `process.kill`."""

    @property
    def effect(self) -> str:
        """What it does, in a sentence."""

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        """The record of what `inject` is going to do. Touches nothing.

        Raises:
            FaultError: the target has no such thing, a parameter cannot be used, or the machine cannot do it.
        """

    def inject(self, injection: Injection) -> Injection:
        """Puts it into effect; the record again, with what is only known now in `saved`.

        The undo has to work from either record: between them the runner may die.

        Raises:
            FaultError: it could not be put into effect. Whoever asked undoes it all the same.
        """

    def undo(self, injection: Injection) -> None:
        """Takes it back. May be called again, from another process, and when nothing was injected.

        Raises:
            FaultError: it could not be taken back.
        """

    def undone(self, injection: Injection) -> Undone:
        """Looks whether it is gone, at the thing itself and not at what was written about it."""


def injection_of(
    fault: Fault,
    target: Target,
    *,
    seconds: float,
    touches: Sequence[str],
    parameters: Parameters,
    saved: BaseModel | None = None,
) -> Injection:
    """The record of a fault that begins now.

    Raises:
        FaultError: the bound is no bound.
    """
    if not 0 < seconds <= LONGEST_S:
        raise FaultError(f"{fault.kind}: {seconds:g} s is no bound; give more than 0 and at most {LONGEST_S:g}")
    now = datetime.now(UTC)
    return Injection(
        identity=uuid.uuid4().hex,
        kind=fault.kind,
        target=target.name,
        touches=tuple(touches),
        parameters=dict(parameters),
        saved=saved.model_dump(mode="json") if saved is not None else {},
        injected_at=now,
        ends_at=now + timedelta(seconds=seconds),
    )


def asked_for(fault: Fault, model: type[_Model], parameters: Parameters) -> _Model:
    """The parameters as the fault's own model.

    Raises:
        FaultError: one is missing, unknown or unusable; the text names each.
    """
    try:
        return model.model_validate(dict(parameters))
    except ValidationError as error:
        said = "; ".join(
            f"{'.'.join(map(str, problem['loc'])) or 'parameters'}: {problem['msg']}" for problem in error.errors()
        )
        known = ", ".join(model.model_fields)
        raise FaultError(f"{fault.kind}: {said}; it takes {known or 'no parameters'}") from error
