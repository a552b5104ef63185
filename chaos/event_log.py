"""A journal while its run goes on: every line is on the disk before the run goes on, so that a run that dies is told.

The log stands beside the journal as `<name>.events.jsonl` and is gone once the journal is whole. Its first line is the
record as it began, each further line one thing that happened. It is locked as long as its run goes on, so that no other
run takes it for that of one that died.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from pydantic import BaseModel, ValidationError

from chaos.file_locks import is_at, is_taken
from chaos.journal import (
    Answer,
    Answered,
    Event,
    EventKind,
    ExperimentRecord,
    Finding,
    Halt,
    Integrity,
    JournalError,
    Metric,
    Part,
    Phase,
    PreCheck,
    Radius,
    Series,
    Value,
    Verdict,
)

SUFFIX = ".events.jsonl"


class Line(Part):
    """One line of the log after the first: exactly one of these."""

    event: Event | None = None
    answer: Answer | None = None
    pre_check: PreCheck | None = None
    halt: Halt | None = None
    integrity: Integrity | None = None
    series: Series | None = None
    finding: Finding | None = None
    observed: Radius | None = None
    metric: Metric | None = None
    target: str | None = None

    def onto(self, record: ExperimentRecord) -> ExperimentRecord:
        """The record with what this line tells."""
        added: Mapping[str, tuple[tuple[BaseModel, ...], BaseModel | None]] = {
            "events": (record.events, self.event),
            "answers": (record.answers, self.answer),
            "pre_checks": (record.pre_checks, self.pre_check),
            "halts": (record.halts, self.halt),
            "integrity": (record.integrity, self.integrity),
            "series": (record.series, self.series),
            "findings": (record.findings, self.finding),
        }
        update: dict[str, object] = {name: (*before, one) for name, (before, one) in added.items() if one is not None}
        update |= {"observed": self.observed} if self.observed is not None else {}
        update |= {"metric": self.metric} if self.metric is not None else {}
        update |= {"target": self.target} if self.target is not None else {}
        return record.model_copy(update=update)


def log_of(file: Path) -> Path:
    """Where the log of a journal is while its run goes on."""
    return file.with_name(f"{file.name}{SUFFIX}")


class EventLog:
    """Writes a journal as its run goes on. Leaving it with an error concludes it as interrupted.

    `file` is where the journal will be; `begun` has what is known before the first step; `clock` gives seconds that
    never go back.
    """

    def __init__(self, begun: ExperimentRecord, file: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.file = file
        self._record = begun
        self._clock = clock
        self._began = clock()
        file.parent.mkdir(parents=True, exist_ok=True)
        self._writing = _begun(log_of(file))
        self._append(begun.model_dump_json())

    @property
    def record(self) -> ExperimentRecord:
        """The record so far."""
        return self._record

    @property
    def at_s(self) -> float:
        """Seconds since it began."""
        return self._clock() - self._began

    def event(
        self,
        kind: EventKind,
        text: str,
        *,
        injection: str | None = None,
        until_s: float | None = None,
        signal: str | None = None,
        by: str | None = None,
        data: Mapping[str, Value] | None = None,
        at_s: float | None = None,
    ) -> Event:
        """Something happened, now unless `at_s` says when."""
        event = Event(
            at_s=self.at_s if at_s is None else at_s,
            kind=kind,
            text=text,
            injection=injection,
            until_s=until_s,
            signal=signal,
            by=by,
            data=dict(data or {}),
        )
        self.add(Line(event=event))
        return event

    def answer(
        self, phase: Phase, probe: str, outcome: Answered, *, value: Value = None, expected: str = "", text: str = ""
    ) -> None:
        """A probe of the steady state answered."""
        self.add(
            Line(answer=Answer(phase=phase, probe=probe, at_s=self.at_s, outcome=outcome, value=value,
                               expected=expected, text=text))
        )  # fmt: skip

    def halt(self, condition: str, text: str, *, near: bool) -> None:
        """A halt condition fired, or came near to it."""
        self.add(Line(halt=Halt(at_s=self.at_s, condition=condition, near=near, text=text)))

    def add_target(self, name: str) -> None:
        """What the run is against, once that is known."""
        self.add(Line(target=name))

    def add(self, line: Line) -> None:
        """Anything else."""
        self._record = line.onto(self._record)
        self._append(line.model_dump_json(exclude_none=True))

    def conclude(
        self, verdict: Verdict, reason: str, *, interrupted: bool = False, toolkit_journal: str | None = None
    ) -> ExperimentRecord:
        """Writes the journal and takes the log away."""
        self._record = self._record.model_copy(
            update={
                "verdict": verdict,
                "reason": reason,
                "ended": "interrupted" if interrupted else "in order",
                "ended_at": datetime.now(UTC),
                "toolkit_journal": toolkit_journal,
            }
        )
        self._record.write(self.file)
        log_of(self.file).unlink()  # before it is unlocked: nobody finds it and takes it for left
        self._writing.close()
        return self._record

    def _append(self, text: str) -> None:
        self._writing.write(f"{text}\n")
        self._writing.flush()
        os.fsync(self._writing.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writing.closed:
            return
        why = f"the run was ended by {type(error).__name__}" if error is not None else "the run ended without a verdict"
        self.conclude(Verdict.INCONCLUSIVE, why, interrupted=True)


def unfinished(folder: Path) -> tuple[Path, ...]:
    """The logs of runs that did not come to their end, or that still go on, in order of their names."""
    # Other runs make and remove folders meanwhile, which a walk passes over.
    found = (Path(place) / name for place, _, names in os.walk(folder) for name in names)
    return tuple(sorted(one for one in found if one.name.endswith(SUFFIX)))


def _begun(log: Path) -> TextIO:
    """A new log, locked until it is closed or its process has ended.

    Raises:
        JournalError: there is one of this name.
    """
    while True:
        try:
            file = log.open("x", encoding="utf-8")
        except FileExistsError as error:
            raise JournalError(
                f"{log} is the log of another run; write to another folder, or `harness chaos recover` if it has died"
            ) from error
        fcntl.flock(file, fcntl.LOCK_EX)
        if is_at(log, file.fileno()):
            return file
        file.close()  # somebody came between, and took it for that of a run that had died


@contextmanager
def left_alone(log: Path) -> Iterator[bool]:
    """Whether a log is of a run that died; within the block nobody else takes it for that.

    The kernel ends a lock with the process that has it.
    """
    try:
        number = os.open(log, os.O_RDWR | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        yield False  # its run has come to its end meanwhile, or is another user's
        return
    try:
        yield is_taken(number) and is_at(log, number)
    finally:
        os.close(number)


def rebuilt(log: Path) -> ExperimentRecord:
    """What the log of a run tells whose runner died: inconclusive, with all that had happened until then.

    A last line that was cut off is left out.

    Raises:
        JournalError: the log cannot be read, or its first line is no record.
    """
    try:
        lines = log.read_bytes().split(b"\n")
        record = ExperimentRecord.model_validate_json(lines[0])
        # What follows the last line's end is empty, or was cut off.
        for line in lines[1:-1]:
            record = Line.model_validate_json(line).onto(record)
    except OSError as error:
        raise JournalError(f"{log} cannot be read: {error}") from error
    except ValidationError as error:
        raise JournalError(f"{log} is no log of an experiment's run: {str(error).splitlines()[0]}") from error
    last_s = max((event.at_s for event in record.events), default=0.0)
    return record.model_copy(
        update={
            "verdict": Verdict.INCONCLUSIVE,
            "reason": f"the runner vanished; the last that is known of it is from second {last_s:.1f}",
            "ended": "vanished",
        }
    )


def close_unfinished(log: Path) -> ExperimentRecord:
    """Writes the journal of a run whose runner died, and takes its log away.

    Raises:
        JournalError: the log tells nothing; it is left where it is.
    """
    record = rebuilt(log)
    file = log.with_name(log.name.removesuffix(SUFFIX))
    whole = ExperimentRecord.read(file) if file.is_file() else None
    # It died between its last two steps: the journal is whole, and only the log was left.
    if whole is not None and whole.run_id == record.run_id:
        record = whole
    else:
        record.write(file)
    log.unlink()
    return record
