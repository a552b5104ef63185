"""The kill matrix as a page of the documentation: what each check is held to, and what each defect does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from harness.report.wording import one_line
from validators.kill_matrix.matrix import Cell, Row, State
from validators.kill_matrix.record import (
    MatrixRecord,
    by_validator,
    cells_by_check,
    check_name,
    diagonal,
    in_state,
    row_name,
    season_name,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def to_markdown(record: MatrixRecord) -> str:
    """`record` as Markdown. It holds no time of day and no duration, so the same matrix gives the same text."""
    parts = [_head(record), _trouble(record), _checks(record), _defects(record)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(record: MatrixRecord) -> str:
    return (
        "# Kill matrix\n\n"
        "Every defect corrupts a clean season in one way, and says which rows it corrupted. Every check must find at\n"
        "least one defect and report exactly its keys; every defect must be found. `harness kill-matrix` runs them\n"
        "all and writes this page.\n\n"
        f"**{record.verdict}.**\n\n"
        f"Defects are applied to {season_name(record.seed, record.start_year)}, in {record.window},\n"
        "one by one, at their smallest size unless another is named."
    )


def _trouble(record: MatrixRecord) -> str:
    lines = [f"- {_text(check)}: no defect is found by it with the right keys" for check in record.idle_checks]
    for row in record.matrix.bad_rows:
        lines += [f"- {_name(row)}: {text}" for text in _wrong(row)]
    lines += [f"- {one.season}: {_text(one.check)} is {one.outcome}: {_text(one.said)}" for one in record.alarms]
    return "## What is wrong\n\n" + "\n".join(lines) if lines else ""


def _wrong(row: Row) -> list[str]:
    if row.impossible:
        return [f"it could not be applied: {_text(row.impossible)}"]
    bad = [f"{_text(cell.check)} {_text(cell.state)}: {_text(cell.note)}" for cell in row.cells if not cell.state.good]
    return bad or ["no check finds it with the right keys"]


def _checks(record: MatrixRecord) -> str:
    found = cells_by_check(record.matrix.rows)
    parts = ["## Checks"]
    for validator in by_validator(record.matrix.checks):
        rows = [
            (_text(check_name(check)), _names(found.get(check, ()), State.KILLED), _also(found.get(check, ())))
            for check in validator.checks
        ]
        parts.append(f"### {validator.validator}\n\n" + _table(("check", "finds", "also fires on"), rows))
    return "\n\n".join(parts)


def _names(cells: Iterable[tuple[Row, Cell]], state: State) -> str:
    return ", ".join(_name(row) for row, cell in cells if cell.state is state) or "–"


def _also(cells: Sequence[tuple[Row, Cell]]) -> str:
    number = sum(cell.state is State.COMPANION for _, cell in cells)
    return str(number) if number else "–"


def _defects(record: MatrixRecord) -> str:
    rows = [
        (
            _name(row),
            _text(row.defect.sentence),
            str(row.defect.incident or "–"),
            "<br>".join(_text(check) for check in in_state(row, State.KILLED)) or "–",
        )
        for row in diagonal(record.matrix)
    ]
    return "## Defects\n\n" + _table(("defect", "what it does", "[incident](incidents.md)", "found by"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _name(row: Row) -> str:
    return f"`{row_name(row)}`"


def _text(text: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return _SPECIAL.sub(r"\\\1", one_line(text))
