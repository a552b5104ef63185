"""What a run of the kill matrix is told as: the matrix, the season it was run on, and seasons without any defect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from harness.report.wording import plural
from harness.results import CheckResult, Outcome, Window
from validators.kill_matrix.matrix import Cell, KillMatrix, Row, State


@dataclass(frozen=True, slots=True)
class CleanSeason:
    """A season without defects. `alarms` are the checks that failed or were unknown all the same."""

    seed: int
    start_year: int
    alarms: tuple[CheckResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """A check that did not pass on a season without defects, and what it said."""

    season: str
    check: str
    outcome: Outcome
    said: str


@dataclass(frozen=True, slots=True)
class MatrixRecord:
    """A matrix and what it was run on. `whole` says whether all defects were tried; only then a check can be idle."""

    matrix: KillMatrix
    seed: int
    start_year: int
    window: Window
    as_of: datetime
    clean_seasons: tuple[CleanSeason, ...] = ()
    whole: bool = True

    @property
    def idle_checks(self) -> tuple[str, ...]:
        return self.matrix.idle_checks if self.whole else ()

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """What checks said of the seasons without defects; the first is the one that the defects were applied to."""
        seasons = (CleanSeason(self.seed, self.start_year, self.matrix.clean), *self.clean_seasons)
        return tuple(_alarm(one, result) for one in seasons for result in one.alarms)

    @property
    def good(self) -> bool:
        return not (self.matrix.bad_rows or self.idle_checks or self.alarms)

    @property
    def verdict(self) -> str:
        """The matrix in one sentence."""
        rows, bad = len(self.matrix.rows), len(self.matrix.bad_rows)
        defects = f"{plural(rows, 'defect')}, all found with exactly their keys"
        if bad:
            defects = f"{rows - bad} of {plural(rows, 'defect')} found with exactly their keys"
        checks = f"{plural(len(self.matrix.checks), 'check')}"
        if self.whole:
            checks += f", {len(self.idle_checks) or 'none'} idle"
        seasons = 1 + len(self.clean_seasons)
        alarms = f"{len(self.alarms) or 'no'} alarm{'' if len(self.alarms) == 1 else 's'} in"
        return f"{defects}; {checks}; {alarms} {plural(seasons, 'clean season')}"


@dataclass(frozen=True, slots=True)
class ValidatorChecks:
    """The checks of one validator, `<validator>/<check>` each, in the order in which it declares them."""

    validator: str
    checks: tuple[str, ...]


def _alarm(season: CleanSeason, result: CheckResult) -> Alarm:
    said = result.finding.message if result.finding else result.reason or ""
    name = season_name(season.seed, season.start_year)
    return Alarm(name, f"{result.subject}/{result.check}", result.outcome, said)


def season_name(seed: int, start_year: int) -> str:
    return f"season {start_year}, seed {seed}"


def check_name(check: str) -> str:
    """The check of `<validator>/<check>`."""
    return check.partition("/")[2]


def by_validator(checks: Iterable[str]) -> tuple[ValidatorChecks, ...]:
    """Checks under their validators, both in the order given."""
    grouped: dict[str, list[str]] = {}
    for check in checks:
        grouped.setdefault(check.partition("/")[0], []).append(check)
    return tuple(ValidatorChecks(validator, tuple(members)) for validator, members in grouped.items())


def row_name(row: Row) -> str:
    """The defect's name, with its size where that is not the smallest."""
    return row.defect.name if row.size == row.defect.sizes[0] else f"{row.defect.name} × {row.size}"


def diagonal(matrix: KillMatrix) -> tuple[Row, ...]:
    """The rows in the order of the first check that each must be killed by: what belongs together is together."""
    place = {check: number for number, check in enumerate(matrix.checks)}
    last = len(place)
    return tuple(
        sorted(
            matrix.rows,
            key=lambda row: (min(place.get(check, last) for check in row.defect.kills), row.defect.name, row.size),
        )
    )


def cells_by_check(rows: Sequence[Row]) -> dict[str, list[tuple[Row, Cell]]]:
    """For each check the rows that it has a cell in."""
    found: dict[str, list[tuple[Row, Cell]]] = {}
    for row in rows:
        for cell in row.cells:
            found.setdefault(cell.check, []).append((row, cell))
    return found


def in_state(row: Row, state: State) -> tuple[str, ...]:
    """The checks that have this state in a row."""
    return tuple(cell.check for cell in row.cells if cell.state is state)
