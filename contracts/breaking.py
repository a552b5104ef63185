"""Rows that break exactly one rule of a contract, found by changing rows that break none.

Every rule is looked for on its own: a column of a good row is changed, and where other rules notice too, the columns
that they read and that may be NULL are set to NULL, which holds. What is found is judged by the contract itself.
Some rules cannot be broken alone: a season before the first is never the season of a good row's day. For these the row
is taken that breaks the fewest others, and the others are named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from contracts.described import ColumnDescription, TableDescription, describe
from contracts.judging import Broken, Judge, Row
from contracts.table import Table

CANDIDATES_A_RULE = 60
PAIRS_A_RULE = 400
_SHIFTS = (timedelta(hours=1), timedelta(days=1), timedelta(days=3), timedelta(days=400))
_STEPS = (1, -1, 3, -3, 10, -10, 100, -100, 1000, 0.01, -0.01, 0.1, -0.1, 0.5)
_WORDS = ("zz", "ZZ", "", "20200101_ATL_BOS", "0022300001", "-", "1", "2024-01-15", "z" * 501)


@dataclass(frozen=True, slots=True)
class Breach:
    """A row that breaks `rule`; the columns in which it differs from a good one, and other rules that it breaks."""

    rule: str
    row: Row
    changed: tuple[str, ...]
    others: tuple[str, ...] = ()


def breaches(model: type[Table], good: Sequence[Row]) -> dict[str, Breach]:
    """One breach for each rule, by the rule's sentence; rules that nothing broke are not in it.

    `good` are rows that break no rule, as unlike each other as may be.

    Raises:
        ValueError: one of them does break a rule.
    """
    judge = Judge(model)
    try:
        return _Search(judge, describe(model), good).run()
    finally:
        judge.close()


def harmless(model: type[Table], good: Sequence[Row]) -> list[dict[str, list[Any]]]:
    """For each row of `good` other values of its columns that break no rule, where no rule reads a second column.

    Any choice of these values together breaks no rule either.
    """
    judge = Judge(model)
    try:
        return _Search(judge, describe(model), good).harmless()
    finally:
        judge.close()


@dataclass(slots=True)
class _Candidate:
    row: Row
    changed: tuple[str, ...]


class _Search:
    def __init__(self, judge: Judge, table: TableDescription, good: Sequence[Row]) -> None:
        self.judge, self.table, self.good = judge, table, good
        self.names = [rule.name for rule in judge.rules]
        self.nullable = {column.name for column in table.columns if column.mode == "NULLABLE"}
        self.found: dict[int, Breach] = {}
        self.beside: dict[int, Breach] = {}
        spoiled = [names for names in map(self._names_of, judge.broken(good)) if names]
        if spoiled:
            raise ValueError(f"{table.name}: a row to start from breaks: {', '.join(spoiled[0])}")

    def _names_of(self, flags: Broken) -> list[str]:
        return [name for name, is_broken in zip(self.names, flags, strict=True) if is_broken]

    def run(self) -> dict[str, Breach]:
        for made in (lambda: (one for row in self.good for one in self._changed_once(row)), self._changed_twice):
            candidates = list(made())
            broken = self._try(candidates)
            self._try(list(self._with_others_silent(candidates, broken)))
        best = self.beside | self.found
        return {self.names[number]: best[number] for number in sorted(best)}

    def harmless(self) -> list[dict[str, list[Any]]]:
        related = {name for rule in self.judge.rules if len(rule.reads) > 1 for name in rule.reads}
        free: list[dict[str, list[Any]]] = []
        for row in self.good:
            candidates = [one for one in self._changed_once(row) if one.changed[0] not in related]
            kept: dict[str, list[Any]] = {}
            rules_broken = self._judged(candidates).sum(axis=1)
            for place in np.flatnonzero(rules_broken == 0):
                one = candidates[int(place)]
                kept.setdefault(one.changed[0], []).append(one.row[one.changed[0]])
            free.append(kept)
        return free

    def _try(self, candidates: Sequence[_Candidate]) -> Broken:
        """Keep those that break one rule alone, and for the other rules what breaks the fewest beside."""
        broken = self._judged(candidates)
        counts = broken.sum(axis=1)
        for place in map(int, np.argsort(counts, kind="stable")):
            one, rules = candidates[place], np.flatnonzero(broken[place])
            if len(rules) == 1:
                number = int(rules[0])
                self.found.setdefault(number, Breach(self.names[number], one.row, one.changed))
                continue
            for number in map(int, rules):
                others = tuple(self.names[other] for other in rules if other != number)
                known = self.beside.get(number)
                if number not in self.found and (known is None or len(others) < len(known.others)):
                    self.beside[number] = Breach(self.names[number], one.row, one.changed, others)
        return broken

    def _judged(self, candidates: Sequence[_Candidate]) -> Broken:
        """Which rules each breaks. A row that the engine cannot compute with breaks none: another will do."""
        if not candidates:
            return np.zeros((0, len(self.names)), dtype=np.bool_)
        try:
            return self.judge.broken([one.row for one in candidates])
        except duckdb.Error:
            if len(candidates) == 1:
                return np.zeros((1, len(self.names)), dtype=np.bool_)
            middle = len(candidates) // 2
            return np.vstack([self._judged(candidates[:middle]), self._judged(candidates[middle:])])

    def _changed_once(self, row: Row) -> Iterator[_Candidate]:
        for column in self.table.columns:
            for value in self._others(column, row):
                yield _Candidate({**row, column.name: value}, (column.name,))

    def _others(self, column: ColumnDescription, row: Row) -> Iterator[Any]:
        """Other values of a column: outside its limits, near its value, those of other rows, and NULL."""
        now, kind = row[column.name], self.judge.table.arrow.field(column.name).type
        seen: list[Any] = [now]
        is_json = column.type == "JSON"
        yield None
        compared = (value for rule in self.judge.rules if column.name in rule.reads for value in rule.compares)
        rows = (one[column.name] for one in self.good)
        everything = (*compared, *_usual(kind), *_outside(column), *_near(now), *(column.values or ()), *rows)
        for one in everything:
            if isinstance(one, (tuple, frozenset)):
                continue
            value = _NO_VALUE if one is None or (is_json and not _is_json(one)) else _fitted(one, kind)
            if value is not _NO_VALUE and not any(_same(value, other) for other in seen):
                seen.append(value)
                yield value

    def _with_others_silent(self, candidates: Sequence[_Candidate], broken: Broken) -> Iterator[_Candidate]:
        """For each rule that is not found yet, candidates that break it, with what else they break set to NULL."""
        for number, rule in enumerate(self.judge.rules):
            if number in self.found or not len(broken):
                continue
            places = np.flatnonzero(broken[:, number])
            places = places[np.argsort(broken[places].sum(axis=1), kind="stable")]
            for place in islice(map(int, places), CANDIDATES_A_RULE):
                one = candidates[place]
                others = [self.judge.rules[other] for other in np.flatnonzero(broken[place]) if other != number]
                free = {name for other in others for name in other.reads} & self.nullable - rule.reads
                if free:
                    yield _Candidate(one.row | dict.fromkeys(free), (*one.changed, *sorted(free - {*one.changed})))
                every = self.nullable - rule.reads - {*one.changed}
                yield _Candidate(one.row | dict.fromkeys(every), (*one.changed, *sorted(every)))

    def _changed_twice(self) -> Iterator[_Candidate]:
        """For each rule that is not found yet, two of its columns changed together."""
        columns = {column.name: column for column in self.table.columns}
        for number, rule in enumerate(self.judge.rules):
            if number not in self.found:
                yield from islice(self._pairs([columns[name] for name in sorted(rule.reads)]), PAIRS_A_RULE)

    def _pairs(self, columns: Sequence[ColumnDescription]) -> Iterator[_Candidate]:
        for row in self.good:
            for place, first in enumerate(columns):
                for second in columns[place + 1 :]:
                    for one in islice(self._others(first, row), 8):
                        for other in islice(self._others(second, row), 8):
                            yield _Candidate({**row, first.name: one, second.name: other}, (first.name, second.name))


def _outside(column: ColumnDescription) -> Iterable[Any]:
    if column.least is not None:
        yield from (column.least - 1, column.least - 0.001)
    if column.greatest is not None:
        yield from (column.greatest + 1, column.greatest + 0.001)
    yield from _WORDS


def _usual(kind: pa.DataType) -> Iterable[Any]:
    """Values for a column that is NULL in every row."""
    if pa.types.is_boolean(kind):
        return (True, False)
    if pa.types.is_date(kind):
        return (date(2024, 1, 15), date(2023, 1, 15))
    if pa.types.is_timestamp(kind):
        return (datetime(2024, 1, 15, 12, tzinfo=UTC), datetime(2023, 1, 15, 12, tzinfo=UTC))
    return (1, 0) if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind) else ()


def _near(value: Any) -> Iterable[Any]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, Decimal):
        return (*(value + Decimal(str(step)) for step in _STEPS), -value, value * 2)
    if isinstance(value, int):
        return (*(value + step for step in _STEPS if step == int(step)), 0, -value, value * 2)
    if isinstance(value, float):
        return (*(value + step for step in _STEPS), 0.0, -value, value * 2)
    if isinstance(value, (date, datetime)):
        steps = _SHIFTS if isinstance(value, datetime) else _SHIFTS[1:]
        return (*(value + step for step in steps), *(value - step for step in steps))
    if isinstance(value, str):
        return (value + "z", value[1:], value.upper(), value.lower(), value.replace("_", "-"))
    if isinstance(value, list):
        more = [value + value[:1], value[1:], value[::-1]] if value else []
        return (*more, [], *_elements_changed(value))
    if isinstance(value, Mapping):
        return tuple({**value, name: other} for name, one in value.items() for other in (None, *_near(one)))
    return ()


def _elements_changed(values: list[Any]) -> Iterator[list[Any]]:
    for place, value in enumerate(values[:40]):
        for other in islice(_near(value), 12):
            yield [*values[:place], other, *values[place + 1 :]]


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _is_json(text: Any) -> bool:
    try:
        json.loads(text)
    except (TypeError, ValueError):
        return False
    return True


_NO_VALUE = object()


def _fitted(value: Any, kind: pa.DataType) -> Any:
    """The value as the column holds it; `_NO_VALUE` where it cannot hold it at all."""
    if pa.types.is_integer(kind) and (isinstance(value, bool) or not isinstance(value, int)):
        return _NO_VALUE
    if pa.types.is_date(kind) and isinstance(value, datetime):
        return _NO_VALUE
    if pa.types.is_struct(kind) and not isinstance(value, Mapping):
        return _NO_VALUE
    try:
        if pa.types.is_decimal(kind):
            value = Decimal(str(value)).quantize(Decimal(1).scaleb(-kind.scale))
        pa.scalar(value, kind)
    except (pa.ArrowException, InvalidOperation, TypeError, ValueError, OverflowError):
        return _NO_VALUE
    return value
