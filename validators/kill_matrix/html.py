"""The kill matrix as a picture: checks in rows, defects in columns, one page that needs no network and no server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from harness.report.pages import page_environment, page_file, page_policy
from harness.report.wording import one_line, plural
from validators.kill_matrix.matrix import Cell, Row, State
from validators.kill_matrix.record import MatrixRecord, by_validator, check_name, diagonal, in_state, row_name

PACKAGE = "validators.kill_matrix"
MARKS = {State.MISSED: "–", State.WRONG_KEYS: "≠", State.UNEXPECTED: "!"}
"""What is wrong is told by a sign as well as by a colour."""


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of the picture; `state` is a class of its style, empty where the check stays silent."""

    state: str
    mark: str
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """One check and what it makes of every defect."""

    name: str
    idle: bool
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The checks of one validator."""

    validator: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One defect as the list below the picture tells it."""

    name: str
    row: Row
    found_by: tuple[str, ...]
    also: tuple[str, ...]
    wrong: tuple[Cell, ...]


_SILENT = Square("", "", "")


def to_html(record: MatrixRecord) -> str:
    """`record` as one HTML document."""
    rows = diagonal(record.matrix)
    style = f"{page_file('harness.report', 'style.css')}\n{page_file(PACKAGE, 'matrix.css')}"
    script = page_file(PACKAGE, "matrix.js")
    return (
        page_environment(PACKAGE, plural=plural, line=one_line)
        .get_template("matrix.html")
        .render(
            record=record,
            standing="passed" if record.good else "failed",
            cards=[_card(row) for row in rows],
            blocks=_blocks(record, rows),
            bad=len(record.matrix.bad_rows),
            style=Markup(style),  # noqa: S704 - files of these packages, no data in them
            script=Markup(script),  # noqa: S704 - likewise
            policy=page_policy(style=style, script=script),
        )
    )


def _blocks(record: MatrixRecord, rows: Sequence[Row]) -> list[Block]:
    cells = {(cell.check, number): cell for number, row in enumerate(rows) for cell in row.cells}
    idle = frozenset(record.idle_checks)
    return [
        Block(
            group.validator,
            tuple(
                Line(
                    check_name(check),
                    check in idle,
                    tuple(_square(cells.get((check, number))) for number in range(len(rows))),
                )
                for check in group.checks
            ),
        )
        for group in by_validator(record.matrix.checks)
    ]


def _square(cell: Cell | None) -> Square:
    if cell is None:
        return _SILENT
    return Square(str(cell.state).replace(" ", "-"), MARKS.get(cell.state, ""), cell.note)


def _card(row: Row) -> Card:
    return Card(
        name=row_name(row),
        row=row,
        found_by=in_state(row, State.KILLED),
        also=in_state(row, State.COMPANION) + in_state(row, State.BLINDED),
        wrong=tuple(cell for cell in row.cells if not cell.state.good),
    )
