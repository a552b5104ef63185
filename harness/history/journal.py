"""The answers of a run that is under way, kept as they come, so that a run that was killed need not ask them again.

A journal is a folder: `plan.json` says what the run stands on, `<digest of the query>.arrow` is one answer. Each file
is written beside its place and then put there in one step, so that a kill at any moment leaves whole answers or none.
What the answers mean is judged anew by the run that goes on with them. The folder is gone once the run has told all.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, ValidationError

from harness.results import Window
from harness.warehouse.warehouse import Answer

_FORMAT = 1
_PLAN, _TOLD = "plan.json", "told"
_DURATION, _BILLED = b"harness_duration_ms", b"harness_billed_bytes"


@dataclass(frozen=True, slots=True)
class Footing:
    """What a run stands on: a journal serves a run that stands on the same.

    `window` and `as_of` are None where the data or the present decide them.
    """

    series: str
    window: Window | None
    as_of: datetime | None
    code: str
    checks: str
    data: str

    @property
    def folder_name(self) -> str:
        """One folder for each series and window."""
        return hashlib.sha256(f"{self.series}\n{self.window}".encode("utf-8", "backslashreplace")).hexdigest()[:16]


class _Plan(BaseModel):
    """`plan.json`: the footing of the run that keeps the journal, when it began, the instant it judges ages at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    code: str
    checks: str
    data: str
    asked_as_of: datetime | None
    as_of: datetime
    started_at: datetime


class Journal:
    """The journal of one run; a run that is killed leaves it behind, `finish` takes it away.

    Attributes:
        notes: what there is to say of it, for the report.
    """

    def __init__(self, folder: Path, footing: Footing, *, now: datetime, hours: float, fresh: bool = False) -> None:
        """Take the folder, and whatever an interrupted run on the same footing left in it.

        Args:
            now: the present, by which a journal is too old after `hours`: a live warehouse has moved on.
            fresh: leave what is there, whatever it is.
        """
        self._folder = folder / footing.folder_name
        self._footing = footing
        self._lock = _locked(self._folder)
        self._plan: _Plan | None = None
        self.recalled = self.asked = 0
        self._notes: list[str] = []
        self._full = False
        if self._lock is None:
            self._notes.append("another run over the same window is under way; this one could not be resumed if killed")
            return
        found = _read(self._folder / _PLAN)
        reason = _refusal(found, footing, now, hours, fresh)
        if found is not None and reason is None:
            self._plan = found
            return
        if found is None and (self._folder / _PLAN).exists():
            self._notes.append("an interrupted run was not resumed: what it left cannot be read by this harness")
        elif found is not None:
            self._notes.append(f"the interrupted run of {_said(found.started_at)} was not resumed: {reason}")
        _empty(self._folder)

    @property
    def started_at(self) -> datetime | None:
        """When the run began that this one goes on with."""
        return None if self._plan is None else self._plan.started_at

    @property
    def as_of(self) -> datetime | None:
        """The instant at which that run judges ages."""
        return None if self._plan is None else self._plan.as_of

    @property
    def notes(self) -> tuple[str, ...]:
        if self.recalled and self._plan is not None:
            taken = (
                f"resumed the run of {_said(self._plan.started_at)}: {self.recalled} of "
                f"{self.recalled + self.asked} queries had been answered"
            )
            return (*self._notes, taken)
        return tuple(self._notes)

    def begin(self, *, started_at: datetime, as_of: datetime) -> None:
        """Say what the answers to come stand on; nothing where the run goes on with a journal."""
        if self._lock is None or self._plan is not None:
            return
        self._plan = _Plan(
            format=_FORMAT,
            code=self._footing.code,
            checks=self._footing.checks,
            data=self._footing.data,
            asked_as_of=self._footing.as_of,
            as_of=as_of,
            started_at=started_at,
        )
        _put(self._folder / _PLAN, self._plan.model_dump_json().encode())

    def recall(self, sql: str) -> Answer | None:
        """The answer to a query that the interrupted run had; None where it had none."""
        if self._lock is None:
            return None
        answer = _answer(self._place(sql))
        self.recalled += answer is not None
        return answer

    def keep(self, sql: str, answer: Answer) -> None:
        """Keep an answer that has just come. Where the disk refuses it, that is noted and the run goes on."""
        self.asked += 1
        if self._lock is None or self._full:
            return
        try:
            _put(self._place(sql), _bytes(answer))
        except OSError as error:
            self._full = True
            self._notes.append(f"from some point on this run could not be resumed if killed: {error}")

    @property
    def told(self) -> bool:
        """Were people told of this run already, before it was killed?"""
        return self._lock is not None and (self._folder / _TOLD).exists()

    def mark_told(self) -> None:
        """People were told; a run that goes on from here need not do it again."""
        if self._lock is not None:
            _put(self._folder / _TOLD, b"")

    def finish(self) -> None:
        """Take the journal away: everything is told."""
        if self._lock is not None:
            shutil.rmtree(self._folder)

    def _place(self, sql: str) -> Path:
        return self._folder / f"{hashlib.sha256(sql.encode('utf-8', 'backslashreplace')).hexdigest()}.arrow"

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            os.close(self._lock)


def _locked(folder: Path) -> int | None:
    """The folder, made if need be, held by this process alone; None where another holds it. Ends with the process."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        # The one that held it may have taken the folder away before it let go.
        if folder.exists() and os.path.samestat(os.fstat(descriptor), folder.stat()):
            return descriptor
        os.close(descriptor)


def _read(path: Path) -> _Plan | None:
    if not path.exists():
        return None
    try:
        return _Plan.model_validate_json(path.read_bytes())
    except ValidationError:
        # Another harness wrote it; it says nothing that this one can go on with.
        return None


def _refusal(found: _Plan | None, footing: Footing, now: datetime, hours: float, fresh: bool) -> str | None:
    """Why a journal does not serve this run."""
    if found is None:
        return None
    if fresh:
        return "--fresh was given"
    differing = {
        "the code has changed": found.code != footing.code,
        "other checks are asked": found.checks != footing.checks,
        "the data have changed": found.data != footing.data,
        "ages are judged at another instant": found.asked_as_of != footing.as_of,
        f"it is older than {hours:g} h (resume_hours)": now - found.started_at > timedelta(hours=hours),
        "it is of another format": found.format != _FORMAT,
    }
    return next((reason for reason, differs in differing.items() if differs), None)


def _empty(folder: Path) -> None:
    # The plan goes first: answers without one serve nobody.
    (folder / _PLAN).unlink(missing_ok=True)
    for file in folder.iterdir():
        file.unlink()


def _put(path: Path, content: bytes) -> None:
    """The whole file or none, even where the process or the machine stops."""
    beside = path.with_suffix(".part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _bytes(answer: Answer) -> bytes:
    facts = {_DURATION: repr(answer.duration_ms).encode()}
    if answer.billed_bytes is not None:
        facts[_BILLED] = str(answer.billed_bytes).encode()
    rows = answer.rows.replace_schema_metadata({**(answer.rows.schema.metadata or {}), **facts})
    sink = io.BytesIO()
    with pa.ipc.new_file(sink, rows.schema) as writer:
        writer.write_table(rows)
    return sink.getvalue()


def _answer(path: Path) -> Answer | None:
    if not path.exists():
        return None
    with pa.OSFile(str(path)) as file:
        rows = pa.ipc.open_file(file).read_all()
    facts = dict(rows.schema.metadata or {})
    duration, billed = float(facts.pop(_DURATION)), facts.pop(_BILLED, None)
    return Answer(rows.replace_schema_metadata(facts or None), duration, None if billed is None else int(billed))


def _said(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
