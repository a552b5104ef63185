"""The kill matrix as a picture: checks in rows, defects in columns, one page that needs no network and no server."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from harness.report.wording import one_line, plural, printable
from validators.kill_matrix.matrix import Cell, Row, State
from validators.kill_matrix.record import MatrixRecord, by_validator, check_name, diagonal, in_state, row_name

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
    style, script = f"{_asset('harness.report', 'style.css')}\n{_own('matrix.css')}", _own("matrix.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template("matrix.html")
        .render(
            record=record,
            standing="passed" if record.good else "failed",
            cards=[_card(row) for row in rows],
            blocks=_blocks(record, rows),
            bad=len(record.matrix.bad_rows),
            style=Markup(style),  # noqa: S704 - files of these packages, no data in them
            script=Markup(script),  # noqa: S704 - likewise
            policy=policy,
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


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("validators.kill_matrix"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(plural=plural, line=one_line)
    return environment


def _visible(value: object) -> object:
    """Everything a template prints passes here: no control character, no lone surrogate reaches the page."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(value, keep="\n\t")
    return value


@cache
def _asset(package: str, name: str) -> str:
    return (files(package) / "templates" / name).read_text(encoding="utf-8")


def _own(name: str) -> str:
    return _asset("validators.kill_matrix", name)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
