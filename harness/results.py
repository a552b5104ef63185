"""What a run answers: typed values that reporters only render.

A check has one of three outcomes. Passed and failed need data; everything that keeps a check from
being answered (a missing table, no permission, an empty window, a timeout) is unknown, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

Scalar = str | int | float | bool | date | datetime | None

SCHEMA_VERSION = "1.2"
"""Version of the JSON report; the major number changes when a reader would break."""


class Severity(IntEnum):
    """How much a failed check matters. info < warning < error < critical."""

    INFO = 1
    WARNING = 2
    ERROR = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        return self.name.lower()


class Outcome(StrEnum):
    """The answer of one check."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Window:
    """The days a run looks at, both ends included.

    Raises:
        ValueError: `end` lies before `start`.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"window ends ({self.end}) before it starts ({self.start}); swap the two dates")

    @classmethod
    def parse(cls, text: str) -> Window:
        """`2024-01-15` or `2024-01-01..2024-01-31`.

        Raises:
            ValueError: the text is neither.
        """
        first, separator, last = text.partition("..")
        try:
            start = date.fromisoformat(first.strip())
            end = date.fromisoformat(last.strip()) if separator else start
        except ValueError:
            raise ValueError(f"{text!r} is no window; write 2024-01-15 or 2024-01-01..2024-01-31") from None
        return cls(start, end)

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}..{self.end}"

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def each_day(self) -> Iterator[date]:
        for offset in range(self.days):
            yield self.start + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class Violation:
    """One row or group that breaks a check.

    `key` names it by its business key, `evidence` holds the values that break the rule, `day` is the
    game day it belongs to, where the table has one.
    """

    key: tuple[tuple[str, Scalar], ...]
    day: date | None = None
    evidence: tuple[tuple[str, Scalar], ...] = ()

    def key_text(self) -> str:
        return " ".join("NULL" if value is None else str(value) for _, value in self.key)

    def evidence_text(self) -> str:
        return ", ".join(f"{name} {'NULL' if value is None else value}" for name, value in self.evidence)


@dataclass(frozen=True, slots=True)
class Finding:
    """One failed check: what is wrong, where, how much of it, and how to repair it.

    `count` is exact; `violations` is bounded (`harness.toml`: `rows`). `query` shows all of them.
    `place` is a file and position for findings about files. `unit` is what is counted, in the singular: a row, a
    group, a key, a game.
    """

    severity: Severity
    message: str
    count: int
    violations: tuple[Violation, ...] = ()
    query: str | None = None
    repair: tuple[str, ...] = ()
    place: str | None = None
    unit: str = "row"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The answer of one check.

    `subject` is a validator id (`raw.box_scores`), a contract (`contract.bdl_player_boxscores`) or a
    recording (`recording.balldontlie/box_scores/2024-01-15.json`); `table` is the table it looked at.
    `reason` says why the outcome is unknown, or why a pass needed no data. `failures_by_day` counts the
    violations of each day, where the table has a day.
    """

    subject: str
    check: str
    severity: Severity
    outcome: Outcome
    table: str | None = None
    reason: str | None = None
    finding: Finding | None = None
    failures_by_day: tuple[tuple[date, int], ...] = ()

    def __post_init__(self) -> None:
        if (self.outcome is Outcome.FAILED) != (self.finding is not None):
            raise ValueError(f"{self.subject} {self.check!r}: a finding belongs to a failed check and to no other")
        if self.outcome is Outcome.UNKNOWN and not self.reason:
            raise ValueError(f"{self.subject} {self.check!r}: an unknown outcome must say why")


class DayState(StrEnum):
    """What one table has for one day."""

    ROWS = "rows"
    NONE_DUE = "none due"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class TableDay:
    """Rows of one table on one day, and whether any were due by the schedule."""

    table: str
    day: date
    rows: int
    state: DayState


@dataclass(frozen=True, slots=True)
class QueryReceipt:
    """One query of the scan plan: what it answered and what it cost.

    `kind` is one of `rows` (the aggregate of a table), `groups`, `join`, `fused` (several of these about one table),
    `days`, `fetch`.
    Bytes are None where the engine does not bill (DuckDB), or where the query has not run; `rows` are those it gave. Of
    its `checks`, `proved` needed no row to be read: the statistics of the file prove them.
    """

    kind: str
    tables: tuple[str, ...]
    checks: int
    sql: str
    estimated_bytes: int | None = None
    billed_bytes: int | None = None
    duration_ms: float | None = None
    subjects: tuple[str, ...] = ()
    proved: int = 0
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """One recorded file: what was made of it."""

    file: str
    provider: str
    endpoint: str
    table: str | None
    rows: int
    note: str = ""


class Standing(StrEnum):
    """How a finding stands against the nights before."""

    NEW = "new"
    OPEN = "open"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Case:
    """One finding through the nights: a failed check, on one day where its violations have a day of the window.

    `since` is the Eastern day of the run that saw it first, `nights` the number of runs it has been open for, this one
    included; `violations` those last counted. `unseen` says why it stays open though this run did not see it.
    """

    subject: str
    check: str
    table: str | None
    day: date | None
    severity: Severity
    standing: Standing
    since: date
    nights: int
    violations: int
    unseen: str | None = None


@dataclass(frozen=True, slots=True)
class TableNight:
    """One table in one run: rows in the window (None: it has no days), failed and unknown checks."""

    night: date
    window: Window
    rows: int | None
    failed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class TableTrend:
    """One table over the last runs, the latest last."""

    table: str
    nights: tuple[TableNight, ...]


@dataclass(frozen=True, slots=True)
class RunHistory:
    """A run beside those before it on the same data: `nights` of them, kept in `place`."""

    place: str
    nights: int
    cases: tuple[Case, ...] = ()
    trends: tuple[TableTrend, ...] = ()

    def of(self, standing: Standing) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.standing is standing)


@dataclass(frozen=True, slots=True)
class RunReport:
    """Everything one run found out.

    `options` are the command-line options that name the data it looked at, for commands that ask them again.
    `history` is None where no history is kept.
    """

    title: str
    warehouse: str
    window: Window
    as_of: datetime
    started_at: datetime
    duration_s: float
    results: tuple[CheckResult, ...]
    queries: tuple[QueryReceipt, ...] = ()
    days: tuple[TableDay, ...] = ()
    files: tuple[FileReceipt, ...] = ()
    notes: tuple[str, ...] = field(default=())
    options: tuple[str, ...] = ()
    history: RunHistory | None = None

    def count(self, outcome: Outcome) -> int:
        return sum(result.outcome is outcome for result in self.results)

    def exit_status(self, fail_on: Severity = Severity.INFO) -> int:
        """0 nothing failed, 1 something of at least `fail_on` failed, 3 nothing failed but something is unknown."""
        if any(r.outcome is Outcome.FAILED and r.severity >= fail_on for r in self.results):
            return 1
        if not self.results or self.count(Outcome.UNKNOWN):
            return 3
        return 0
