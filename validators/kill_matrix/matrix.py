"""Running defects against the validators: corrupt, ask what may have changed, compare with the truth, roll back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import duckdb

from harness.results import CheckResult, Outcome, Window
from harness.season.defects import Corrupted, Corruptible, Defect, NothingToCorruptError, rolled_back
from harness.season.defects.corruptible import Key
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, Prepared, prepare, run_again
from validators.validator import Validator

ALL_ROWS = Limits(rows=None)


class State(StrEnum):
    """What a check made of a defect."""

    KILLED = "killed"
    """It had to notice, and named exactly the corrupted keys."""
    COMPANION = "companion"
    """It noticed, as it may: what it asks about is broken too."""
    BLINDED = "blinded"
    """It has no answer any more, as was foreseen."""
    MISSED = "missed"
    """It had to notice and did not."""
    WRONG_KEYS = "wrong keys"
    """It noticed, and named other keys than the corrupted ones."""
    UNEXPECTED = "unexpected"
    """It fired, or lost its answer, and has no business with the defect."""

    @property
    def good(self) -> bool:
        return self in (State.KILLED, State.COMPANION, State.BLINDED)


@dataclass(frozen=True, slots=True)
class Cell:
    """One check and one defect. Checks that rightly stay silent have no cell. `note` says what is wrong."""

    check: str
    state: State
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One defect at one size. `impossible` says why it could not be applied, if so."""

    defect: Defect
    size: int
    cells: tuple[Cell, ...]
    impossible: str | None = None

    @property
    def killed(self) -> bool:
        return any(cell.state is State.KILLED for cell in self.cells)

    @property
    def good(self) -> bool:
        return self.killed and self.impossible is None and all(cell.state.good for cell in self.cells)


@dataclass(frozen=True, slots=True)
class KillMatrix:
    """All defects against all checks.

    `checks` are all checks that were asked, `<validator>/<check>`; `clean` what failed or was unknown without any.
    """

    checks: tuple[str, ...]
    rows: tuple[Row, ...]
    clean: tuple[CheckResult, ...] = ()

    @property
    def idle_checks(self) -> tuple[str, ...]:
        """Checks that kill no defect with exactly the right keys."""
        busy = {cell.check for row in self.rows for cell in row.cells if cell.state is State.KILLED}
        return tuple(check for check in self.checks if check not in busy)

    @property
    def bad_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.good)

    @property
    def good(self) -> bool:
        return not (self.idle_checks or self.bad_rows or self.clean)


def check_id(result: CheckResult) -> str:
    """`<validator>/<check>`."""
    return f"{result.subject}/{result.check}"


def kill_matrix(
    connection: duckdb.DuckDBPyConnection,
    validators: Sequence[Validator],
    defects: Iterable[Defect],
    *,
    window: Window,
    as_of: datetime,
    without: Collection[str] = (),
    sizes: Callable[[Defect], Iterable[int]] = lambda defect: defect.sizes[:1],
    step: Callable[[str], None] = lambda _: None,
) -> KillMatrix:
    """Apply each defect to the season behind `connection`, alone, and see who notices. The season stays as it is.

    `without` switches checks off, by `<validator>/<check>`.
    """
    trials = Trials(connection, [_without(one, without) for one in validators], window=window, as_of=as_of)
    rows = []
    for defect in defects:
        for size in sizes(defect):
            step(f"{defect.name} × {size}")
            rows.append(trials.row(defect, size))
    clean = tuple(
        result for results in trials.clean.values() for result in results if result.outcome is not Outcome.PASSED
    )
    checks = [f"{one.id}/{check.name}" for one in validators for check in one.checks]
    return KillMatrix(tuple(check for check in checks if check not in without), tuple(rows), clean)


def _without(validator: Validator, off: Collection[str]) -> Validator:
    left = [check for check in validator.checks if f"{validator.id}/{check.name}" not in off]
    return validator if len(left) == len(validator.checks) or not left else Validator(validator.id, *left)


class Trials:
    """Defects tried one by one against the same validators; plans and clean answers are made once a window."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        validators: Sequence[Validator],
        *,
        window: Window,
        as_of: datetime,
    ) -> None:
        self._connection = connection
        self._warehouse = DuckDBWarehouse(connection)
        self._validators = validators
        self._window = window
        self._as_of = as_of
        self._prepared: dict[Window, Prepared] = {}
        self.clean: dict[Window, tuple[CheckResult, ...]] = {}

    def row(self, defect: Defect, size: int) -> Row:
        """What the checks make of one defect; the season is as before after it."""
        window = Window.parse(defect.window) if defect.window else self._window
        prepared = self._plan(window)
        with rolled_back(self._connection):
            season = Corruptible(self._connection, window, self._as_of)
            try:
                corrupted = defect.apply(season, size)
            except NothingToCorruptError as error:
                return Row(defect, size, (), str(error))
            answers = run_again(prepared, self._warehouse, as_of=self._as_of, changed=season.touched, limits=ALL_ROWS)
        passed_clean = {check_id(one) for one in self.clean[window] if one.outcome is Outcome.PASSED}
        cells = [_judge(defect, corrupted, answer, passed_clean) for answer in answers]
        answered = {check_id(answer) for answer in answers}
        absent = [Cell(check, State.MISSED, "no such check was asked") for check in sorted(defect.kills - answered)]
        return Row(defect, size, (*(cell for cell in cells if cell is not None), *absent))

    def _plan(self, window: Window) -> Prepared:
        if window not in self._prepared:
            prepared = prepare(self._validators, self._warehouse, window, self._as_of)
            self._prepared[window] = prepared
            everything = {read.name for question in prepared.asked for read in question.reads}
            self.clean[window] = run_again(
                prepared, self._warehouse, as_of=self._as_of, changed=everything, limits=ALL_ROWS
            )
        return self._prepared[window]


def _judge(defect: Defect, corrupted: Corrupted, answer: CheckResult, passed_clean: Collection[str]) -> Cell | None:
    check = check_id(answer)
    if answer.outcome is Outcome.PASSED:
        return Cell(check, State.MISSED, "it passed") if check in defect.kills else None
    if answer.outcome is Outcome.UNKNOWN:
        return _judge_unknown(defect, check, answer, passed_clean)
    if check in defect.kills:
        return _judge_keys(corrupted, check, answer)
    if check in defect.companions:
        return Cell(check, State.COMPANION)
    return Cell(check, State.UNEXPECTED, f"it fired: {_shown(_reported(answer))}")


def _judge_unknown(defect: Defect, check: str, answer: CheckResult, passed_clean: Collection[str]) -> Cell | None:
    if check in defect.kills:
        return Cell(check, State.MISSED, f"it is unknown: {answer.reason}")
    if check not in passed_clean:
        return None
    if check in defect.blinds or check in defect.companions:
        return Cell(check, State.BLINDED)
    return Cell(check, State.UNEXPECTED, f"it lost its answer: {answer.reason}")


def _reported(answer: CheckResult) -> frozenset[Key]:
    violations = answer.finding.violations if answer.finding else ()
    return frozenset(tuple(cell for _, cell in one.key) for one in violations)


def _judge_keys(corrupted: Corrupted, check: str, answer: CheckResult) -> Cell:
    reported = _reported(answer)
    columns = tuple(name for name, _ in answer.finding.violations[0].key) if answer.finding else ()
    try:
        expected = corrupted.expected(check, columns)
    except KeyError:
        return Cell(
            check,
            State.WRONG_KEYS,
            f"its keys are {', '.join(columns)}, which {corrupted.rows.table} lacks; the defect must say them",
        )
    if reported == expected:
        return Cell(check, State.KILLED)
    extra, lost = reported - expected, expected - reported
    parts = [f"not corrupted: {_shown(extra)}" if extra else "", f"not reported: {_shown(lost)}" if lost else ""]
    return Cell(check, State.WRONG_KEYS, "; ".join(part for part in parts if part))


def _shown(keys: Collection[Key]) -> str:
    few = sorted(" ".join("NULL" if cell is None else str(cell) for cell in key) for key in keys)
    return ", ".join(few[:3]) + (f" and {len(few) - 3} more" if len(few) > 3 else "")
