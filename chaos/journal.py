"""What an experiment leaves behind: one JSON file that report, scorecard and matrix read, and nothing else.

Times are seconds from the record's start unless a name says otherwise. What a file holds of keys is bounded, its counts
are exact.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Literal, Self, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FORMAT: Literal[1] = 1
KEYS_KEPT = 20
"""Keys that are named of those lost, duplicated or late; all are counted."""
Value: TypeAlias = bool | int | float | str | None
EventKind: TypeAlias = Literal[
    "steady_state", "inject", "detect", "halt", "mitigate", "undo", "verify", "recover", "note"
]
Answered: TypeAlias = Literal["passed", "failed", "unknown"]
Read = TypeVar("Read", bound=BaseModel)


class JournalError(Exception):
    """The file is no journal; the message says what is wrong with it."""


class Verdict(StrEnum):
    """What an experiment comes to. What was halted, not injected or not known is inconclusive, never held."""

    HELD = "held"
    DEVIATED = "deviated"
    INCONCLUSIVE = "inconclusive"


class Phase(StrEnum):
    """When the steady state was looked at. `AFTER` is when the fault has passed, `AFTER_UNDO` when it is taken back."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    AFTER_UNDO = "after undo"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Incident(Part):
    """The incident that is re-enacted: its number in docs/incidents.md, and what happened."""

    number: int
    text: str


class Metric(Part):
    """What the hypothesis is measured by. `bound` is in words with its unit, `observed` None where nothing was."""

    name: str
    bound: str
    observed: Value = None
    unit: str = ""


class Radius(Part):
    """What may be touched, or was.

    Attributes:
        things: as the target names them: `process worker-1`, `proxy coordinator-bigquery`; `process *` is every one.
        seconds: for how long at most, or in all.
        text: what part of the whole that is, in words.
    """

    things: tuple[str, ...] = ()
    seconds: float | None = None
    text: str = ""

    def beyond(self, declared: Radius) -> tuple[str, ...]:
        """What of this one the declared radius does not name."""
        named = set(declared.things)
        return tuple(
            thing for thing in self.things if thing not in named and f"{thing.partition(' ')[0]} *" not in named
        )


class PreCheck(Part):
    """Something that had to be so before the first injection."""

    name: str
    outcome: Answered
    text: str = ""


class Event(Part):
    """Something that happened.

    Attributes:
        injection: which one it is about; `inject`, `undo` and `verify` of one fault share it.
        until_s: for `inject`: when the fault ends by itself.
        signal: for `detect`: which signal of the platform said so first, as `readiness of worker-1`.
        by: the role of the person who did it; None where no person was needed.
    """

    at_s: float
    kind: EventKind
    text: str
    injection: str | None = None
    until_s: float | None = None
    signal: str | None = None
    by: str | None = None
    data: dict[str, Value] = Field(default_factory=dict)


class Answer(Part):
    """What a probe of the steady state said in one phase. `expected` is its tolerance in words."""

    phase: Phase
    probe: str
    at_s: float
    outcome: Answered
    value: Value = None
    expected: str = ""
    text: str = ""


class Point(Part):
    at_s: float
    value: float


class Series(Part):
    """One measure of the traffic that met the fault, beside the traffic that did not."""

    name: str
    unit: str
    experiment: tuple[Point, ...]
    control: tuple[Point, ...]


class Keys(Part):
    """`count` is exact, `keys` are the first of them."""

    count: int = 0
    keys: tuple[str, ...] = ()

    @classmethod
    def of(cls, keys: Iterable[object]) -> Self:
        """All keys counted, the first kept."""
        rest = iter(keys)
        kept = tuple(str(key) for key in islice(rest, KEYS_KEPT))
        return cls(count=len(kept) + sum(1 for _ in rest), keys=kept)


class Integrity(Part):
    """Rows by key: what was asked for beside what is there. `what` is a row in the plural: predictions."""

    what: str
    expected: int
    found: int
    lost: Keys = Keys()
    duplicated: Keys = Keys()
    late: Keys = Keys()


class Halt(Part):
    """A halt condition that fired, or, `near`, came close and did not."""

    at_s: float
    condition: str
    near: bool
    text: str


class Finding(Part):
    """What people write down afterwards. The runner may begin one; owner and re-test date are theirs to fill."""

    text: str
    severity: Literal["info", "warning", "error", "critical"] = "warning"
    owner: str = ""
    retest: date | None = None


class ExperimentRecord(Part):
    """One run of one experiment, whole.

    Attributes:
        experiment: its name, that of the file in chaos/experiments.
        target: what it was run against, by name.
        observed: None while nothing has been injected.
        expected: the verdict that the experiment states for these safeguards.
        reason: why this verdict, in one line.
        speed: 1 as written, 10 in rehearsal: how many times shorter all times are.
        command: what makes such a run again; keys are not in it.
        versions: of what took part: `chaostoolkit`, `nba-harness`, Python.
        ended: `vanished` is a run whose runner died; what it had written until then is in here.
        toolkit_journal: the toolkit's own journal, beside this file.
    """

    format: Literal[1] = FORMAT
    kind: Literal["experiment"] = "experiment"
    experiment: str
    title: str
    run_id: str
    target: str
    hypothesis: str
    metric: Metric | None = None
    incident: Incident | None = None
    declared: Radius
    observed: Radius | None = None
    expected: Verdict
    safeguards_off: tuple[str, ...] = ()
    speed: float = 1.0
    command: str | None = None
    machine: str = ""
    versions: dict[str, str] = Field(default_factory=dict)
    started_at: datetime
    ended_at: datetime | None = None
    ended: Literal["running", "in order", "interrupted", "vanished"] = "running"
    verdict: Verdict = Verdict.INCONCLUSIVE
    reason: str = ""
    pre_checks: tuple[PreCheck, ...] = ()
    events: tuple[Event, ...] = ()
    answers: tuple[Answer, ...] = ()
    series: tuple[Series, ...] = ()
    integrity: tuple[Integrity, ...] = ()
    halts: tuple[Halt, ...] = ()
    findings: tuple[Finding, ...] = ()
    toolkit_journal: str | None = None

    @property
    def as_expected(self) -> bool:
        return self.verdict is self.expected

    def write(self, file: Path) -> None:
        """Writes it: all of it or, if the process dies meanwhile, nothing."""
        written(self, file)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Reads what `write` wrote.

        Raises:
            JournalError: there is no such file, or it holds something else.
        """
        return read_as(cls, file, "journal of an experiment", "harness chaos run")


def written(record: BaseModel, file: Path) -> None:
    """The record as JSON in that file, on the disk before this returns; the file is never seen half written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}.writing")
    with beside.open("w", encoding="utf-8") as writing:
        writing.write(record.model_dump_json(indent=1))
        writing.flush()
        os.fsync(writing.fileno())
    beside.replace(file)


def read_as(model: type[Read], file: Path, what: str, made_by: str) -> Read:
    """The file as that model.

    Raises:
        JournalError: there is no such file, or it holds something else.
    """
    try:
        return model.model_validate_json(file.read_bytes())
    except OSError as error:
        raise JournalError(f"{file} cannot be read: {error}; give a file that `{made_by}` wrote") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise JournalError(f"{file} is no {what}: {place or 'the file'}: {first['msg']}") from error
