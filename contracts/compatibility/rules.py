"""The rules: what may change between two versions of a table, who is hurt by it, and how badly.

Ids never change and are never used again. The letters: A table, C column, T type, M mode, N nested field, E enumerated
values, R range, P pattern, U rule between columns, K key, L layout, X expiration, D description.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from harness.results import Severity


class Breaks(StrEnum):
    """Who is hurt: code of the old version that reads new data, of the new version that reads old data, or writes."""

    OLD_READER = "old reader"
    NEW_READER = "new reader"
    WRITER = "writer"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of change. `why` is one line for whoever meets it."""

    id: str
    title: str
    why: str
    severity: Severity
    breaks: frozenset[Breaks] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was found. `path` is `dataset.table` or `dataset.table.column[.field]`."""

    rule: Rule
    path: str
    before: str
    after: str
    severity: Severity

    def __str__(self) -> str:
        told = f"{self.before} → {self.after}" if self.before or self.after else ""
        return f"{self.rule.id} {self.severity.label} {self.path}: {self.rule.title}{f' ({told})' if told else ''}"


_OLD, _NEW, _WRITER = Breaks.OLD_READER, Breaks.NEW_READER, Breaks.WRITER
_INFO, _WARNING, _ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


def _rule(id: str, title: str, severity: Severity, breaks: tuple[Breaks, ...], why: str) -> Rule:  # noqa: A002
    return Rule(id, title, why, severity, frozenset(breaks))


_ALL = (
    _rule("A001", "table removed", _ERROR, (_OLD, _WRITER), "Every query and every load of it fails with 404."),
    _rule("A002", "table added", _INFO, (), "Nobody knows it yet."),
    # Columns.
    _rule("C001", "column removed", _ERROR, (_OLD, _WRITER), "Queries that name it fail, rows with it are refused."),
    _rule("C002", "nullable column added", _INFO, (), "Old writers leave it NULL, old readers do not ask for it."),
    _rule("C003", "required column added", _ERROR, (_WRITER, _NEW), "Old writers do not send it; old rows have none."),
    _rule("C004", "column renamed", _ERROR, (_OLD, _WRITER), "It is gone under the name that code asks for."),
    _rule("C005", "column moved", _WARNING, (_WRITER,), "Loads by position put values into other columns."),
    _rule("C006", "case of a column's name changed", _WARNING, (_OLD,), "SQL does not mind; frames and JSON do."),
    _rule("C007", "repeated column added", _INFO, (), "Old rows have an empty list in it."),
    _rule("C008", "column may be absent", _ERROR, (_OLD,), "Readers ask for a column that need not be there."),
    _rule("C009", "column must be there", _ERROR, (_WRITER, _NEW), "Tables without it were right, and no longer are."),
    _rule("C010", "column that may be absent removed", _WARNING, (_WRITER,), "Readers do without; rows with it fail."),
    # Types, by what BigQuery lets ALTER COLUMN do.
    _rule("T001", "type widened", _WARNING, (_OLD,), "Every old value fits; code with the old type may not take it."),
    _rule("T002", "type narrowed", _ERROR, (_WRITER, _NEW), "Values that were right no longer fit."),
    _rule("T003", "type changed", _ERROR, (_OLD, _NEW, _WRITER), "Neither holds the values of the other."),
    _rule("T004", "more digits", _INFO, (), "BigQuery may widen precision and scale; every old number fits."),
    _rule("T005", "fewer digits", _ERROR, (_WRITER, _NEW), "Numbers that were right overflow."),
    _rule("T006", "decimals moved", _ERROR, (_OLD, _WRITER), "More before the point and fewer behind, or the reverse."),
    _rule("T007", "text may be shorter", _ERROR, (_WRITER, _NEW), "Texts that were right are too long."),
    _rule("T008", "text may be longer", _INFO, (), "Every old text fits."),
    _rule("T009", "date became an instant", _ERROR, (_OLD, _NEW, _WRITER), "A day in the East is two days in UTC."),
    _rule("T010", "instant became a date", _ERROR, (_OLD, _NEW, _WRITER), "The time is lost; the zone picks the day."),
    _rule("T011", "text became JSON", _ERROR, (_OLD, _NEW, _WRITER), "JSON functions and text functions do not mix."),
    _rule("T012", "JSON became text", _ERROR, (_OLD, _NEW, _WRITER), "JSON functions and text functions do not mix."),
    _rule("T013", "number became text", _ERROR, (_OLD, _NEW, _WRITER), "It sorts by its digits, and cannot be added."),
    _rule("T014", "text became a number", _ERROR, (_OLD, _NEW, _WRITER), "Leading zeros are lost; text does not load."),
    # Modes.
    _rule("M001", "required became nullable", _WARNING, (_OLD,), "Readers meet a NULL that could not be."),
    _rule("M002", "nullable became required", _ERROR, (_WRITER, _NEW), "BigQuery refuses it, and so it does NULLs."),
    _rule("M003", "single became repeated", _ERROR, (_OLD, _NEW, _WRITER), "A list where a value was."),
    _rule("M004", "repeated became single", _ERROR, (_OLD, _NEW, _WRITER), "A value where a list was."),
    # Fields of nested columns.
    _rule("N001", "nested field removed", _ERROR, (_OLD, _WRITER), "Paths that name it fail."),
    _rule("N002", "nested nullable field added", _INFO, (), "Old writers leave it NULL."),
    _rule("N003", "nested required field added", _ERROR, (_WRITER, _NEW), "Old writers do not send it."),
    _rule("N004", "nested field renamed", _ERROR, (_OLD, _WRITER), "It is gone under the name that code asks for."),
    _rule("N005", "nested field has another type", _ERROR, (_OLD, _NEW, _WRITER), "Its values no longer fit."),
    _rule("N006", "nested field became nullable", _WARNING, (_OLD,), "Readers meet a NULL that could not be."),
    _rule("N007", "nested field became required", _ERROR, (_WRITER, _NEW), "Old writers leave it out."),
    _rule("N008", "nested field changed its repetition", _ERROR, (_OLD, _NEW, _WRITER), "A list where a value was."),
    _rule("N009", "nested became plain", _ERROR, (_OLD, _NEW, _WRITER), "Its fields are gone."),
    _rule("N010", "plain became nested", _ERROR, (_OLD, _NEW, _WRITER), "A record where a value was."),
    # Enumerated values.
    _rule("E001", "value removed", _ERROR, (_WRITER, _NEW), "Who still writes it is refused; old rows have it."),
    _rule("E002", "value added", _WARNING, (_OLD,), "Readers meet a value that they do not know."),
    _rule("E003", "values closed", _ERROR, (_WRITER, _NEW), "Whatever was written till now may be outside."),
    _rule("E004", "values opened", _WARNING, (_OLD,), "Readers meet values that they do not know."),
    # Ranges.
    _rule("R001", "least raised", _ERROR, (_WRITER, _NEW), "Numbers that were right are too small."),
    _rule("R002", "least lowered", _WARNING, (_OLD,), "Readers meet smaller numbers than they believe in."),
    _rule("R003", "greatest lowered", _ERROR, (_WRITER, _NEW), "Numbers that were right are too large."),
    _rule("R004", "greatest raised", _WARNING, (_OLD,), "Readers meet larger numbers than they believe in."),
    _rule("R005", "bound introduced", _ERROR, (_WRITER, _NEW), "Whatever was written till now may be outside."),
    _rule("R006", "bound dropped", _WARNING, (_OLD,), "Readers meet numbers that could not be."),
    # Patterns.
    _rule("P001", "pattern introduced", _ERROR, (_WRITER, _NEW), "Texts that were right may not match."),
    _rule("P002", "pattern dropped", _WARNING, (_OLD,), "Code that takes the text apart may fail."),
    _rule("P003", "pattern changed", _ERROR, (_OLD, _NEW, _WRITER), "Which texts are right cannot be told to agree."),
    # Rules between columns.
    _rule("U001", "row rule added", _ERROR, (_WRITER, _NEW), "Rows that were right may break it."),
    _rule("U002", "row rule dropped", _WARNING, (_OLD,), "Readers may have counted on it."),
    # Keys.
    _rule("K001", "key dropped", _ERROR, (_OLD,), "Rows may come twice; joins and MERGE multiply them."),
    _rule("K002", "key introduced", _ERROR, (_WRITER, _NEW), "Writers that append may repeat it."),
    _rule("K003", "column added to the key", _ERROR, (_OLD,), "By the old key rows come twice."),
    _rule("K004", "column taken out of the key", _ERROR, (_WRITER, _NEW), "Rows that differed in it are one now."),
    _rule("K005", "key replaced", _ERROR, (_OLD, _NEW, _WRITER), "A row is another thing now."),
    _rule("K006", "key reordered", _INFO, (), "Which rows are the same does not depend on it."),
    # Layout.
    _rule("L001", "partition column changed", _ERROR, (_OLD,), "Limits on the old column prune nothing; made anew."),
    _rule("L002", "partitioning dropped", _WARNING, (_OLD,), "Every query reads the whole table."),
    _rule("L003", "partitioning introduced", _WARNING, (_WRITER,), "Made anew; values out of range are refused."),
    _rule("L004", "partitions cut otherwise", _WARNING, (_OLD, _WRITER), "Code that names partitions misses them."),
    _rule("L005", "partition filter required", _ERROR, (_OLD,), "Queries without it are refused."),
    _rule("L006", "partition filter no longer required", _WARNING, (), "Nothing stops a scan of everything."),
    _rule("L007", "clustering dropped", _WARNING, (), "Filters read more."),
    _rule("L008", "clustering introduced", _INFO, (), "Filters read less."),
    _rule("L009", "clustering changed", _INFO, (), "Filters on the old columns read more."),
    # Expiration.
    _rule("X001", "expiration introduced", _ERROR, (_OLD,), "Days that are read today will be gone."),
    _rule("X002", "expiration shortened", _ERROR, (_OLD,), "Days that are read today will be gone."),
    _rule("X003", "expiration lengthened", _INFO, (), "More days are kept, and paid for."),
    _rule("X004", "expiration dropped", _INFO, (), "All days are kept, and paid for."),
    # Descriptions.
    _rule("D001", "table described otherwise", _INFO, (), "What it means may have changed with the words."),
    _rule("D002", "column described otherwise", _INFO, (), "What it means may have changed with the words."),
)  # fmt: skip

RULES = MappingProxyType({rule.id: rule for rule in _ALL})
"""Every rule by its id."""
