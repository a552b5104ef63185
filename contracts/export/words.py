"""What a column holds, in one sentence: its own description, and what the contract allows."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.described import ColumnDescription

LISTED_VALUES = 8


def described(column: ColumnDescription) -> str:
    """Description and limits; empty where the contract says nothing of either."""
    return "; ".join(part for part in (column.description, *limits(column)) if part)


def must_be_sent(column: ColumnDescription) -> bool:
    """Whether every row has a value: a column that may be absent is made so that its writers may leave it out."""
    return column.mode == "REQUIRED" and not column.may_be_absent


def limits(column: ColumnDescription) -> Iterator[str]:
    """One part for values, bounds, pattern and absence each."""
    if column.values is not None:
        shown = ", ".join(map(str, column.values[:LISTED_VALUES]))
        more = len(column.values) - LISTED_VALUES
        yield f"one of {shown}" + (f" and {more} more" if more > 0 else "")
    if column.least is not None and column.greatest is not None:
        yield f"{column.least} to {column.greatest}"
    elif column.least is not None:
        yield f"at least {column.least}"
    elif column.greatest is not None:
        yield f"at most {column.greatest}"
    if column.pattern is not None:
        yield f"matches {column.pattern}"
    if column.may_be_absent:
        yield "may be absent"
