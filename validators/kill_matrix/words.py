"""The kill matrix for a terminal: only what is wrong, and the verdict."""

from __future__ import annotations

from harness.report.wording import one_line
from validators.kill_matrix.record import MatrixRecord, row_name


def to_words(record: MatrixRecord) -> str:
    """What is wrong with `record`, line by line, and how it stands as a whole."""
    lines = [
        f"alarm  {one.season}: {one.check} is {one.outcome} without any defect: {one_line(one.said)}"
        for one in record.alarms
    ]
    for row in record.matrix.bad_rows:
        wrong = [cell for cell in row.cells if not cell.state.good]
        why = one_line(row.impossible) if row.impossible else "" if wrong else "no check finds it with the right keys"
        lines.append(f"bad    {row_name(row)}{': ' if why else ''}{why}")
        lines += [f"         {cell.state:<10} {cell.check}  {one_line(cell.note)}" for cell in wrong]
    lines += [f"idle   {check}" for check in record.idle_checks]
    return "\n".join([*lines, record.verdict])
