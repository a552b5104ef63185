"""From checks that rows break to findings: the rows, brought with the counts or fetched now, and the query for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import ibis.expr.types as ir
import pyarrow as pa

from harness.results import CheckResult, Violation
from harness.warehouse.answers import Opened
from harness.warehouse.broken import BrokenRows
from harness.warehouse.digests import Digests
from harness.warehouse.fetch import (
    FUSED_VIOLATIONS,
    DayCounts,
    count_by_day,
    key_of,
    part_of,
    repeated_among,
    repeated_by_digest,
    tally,
    tally_expression,
    value,
    violations,
    violations_expression,
)
from harness.warehouse.plan import combine
from harness.warehouse.scans import MetricScan, Question, RowScan, Scan, UniqueScan
from harness.warehouse.sql import Dialect, compile_sql
from harness.warehouse.verdict import Suspect, failed, passed, unknown
from harness.warehouse.warehouse import WarehouseError

Texts = dict[object, Any]
"""What was compiled for the findings of a plan; a plan that is asked again compiles it once."""

Fetch = Callable[[Sequence[Scan], str], pa.Table]
"""Asks for the rows behind some failed checks; raises WarehouseError where they are refused."""

T = TypeVar("T")

MOST_LISTED = 1_000
"""Up to so many digests are named one by one in a query; more are found again by the query itself."""


@dataclass(frozen=True, slots=True)
class _Brought:
    """Rows that break some checks, with a flag for each, and the queries that show those of each."""

    rows: pa.Table
    texts: BrokenRows


@dataclass(frozen=True, slots=True)
class Findings:
    """Answers for checks that rows break. `bound` rows are kept of each; None keeps all."""

    dialect: Dialect
    as_of: datetime
    bound: int | None
    fetch: Fetch
    texts: Texts = field(default_factory=dict)

    def of(
        self, suspects: Sequence[Suspect], opened: Opened, texts: Sequence[BrokenRows] = ()
    ) -> Iterator[CheckResult]:
        """One answer for each suspect. `texts` are of the rows that came with the counts."""
        brought = self._brought(suspects, opened, texts)
        for suspect in suspects:
            scan = suspect.scan
            if isinstance(scan, MetricScan):
                yield self._of_metric(scan, opened.counts, suspect.total)
            elif isinstance(scan, RowScan) and scan.question in brought:
                yield self._of_brought(suspect, scan, brought[scan.question])
            else:
                yield self._fetched(suspect, opened.repeated.get(scan.question))

    def _brought(
        self, suspects: Sequence[Suspect], opened: Opened, texts: Sequence[BrokenRows]
    ) -> dict[Question, _Brought]:
        """The rows that came with the counts, and those of several other failed checks in one query."""
        brought: dict[Question, _Brought] = {}
        for rows, one in zip(opened.broken, texts, strict=True):
            if rows is not None:
                brought |= dict.fromkeys((scan.question for scan in one.scans), _Brought(rows, one))
        others = [suspect for suspect in suspects if suspect.scan.question not in brought]
        return brought | self._fetched_together(others)

    def _fetched_together(self, suspects: Sequence[Suspect]) -> dict[Question, _Brought]:
        """The rows of several failed row checks in one query, where the engine does not bill and they are few."""
        if self.dialect != "duckdb":
            return {}
        count = sum(suspect.count or 0 for suspect in suspects)
        if self.bound is not None and count > FUSED_VIOLATIONS:
            return {}
        together: dict[object, list[RowScan]] = {}
        for suspect in suspects:
            if isinstance(suspect.scan, RowScan):
                same = (key_of(suspect.scan), suspect.scan.question.check.rows.day)
                together.setdefault(same, []).append(suspect.scan)
        fetched: dict[Question, _Brought] = {}
        for scans in together.values():
            if len(scans) == 1:
                continue
            texts = self._once(tuple(scan.question for scan in scans), partial(BrokenRows.of, scans, self.as_of))
            try:
                rows = self.fetch(scans, texts.in_order())
            except WarehouseError:
                # Each check asks for itself, and says why if it is refused again.
                continue
            fetched |= dict.fromkeys((scan.question for scan in scans), _Brought(rows, texts))
        return fetched

    def _of_brought(self, suspect: Suspect, scan: RowScan, brought: _Brought) -> CheckResult:
        rows = part_of(brought.rows, scan)
        sql = self._once((scan.question, "brought"), lambda: brought.texts.sql_of(scan))
        return self._failed(suspect, rows.num_rows, rows, count_by_day(scan, rows), sql=sql)

    def _of_metric(self, scan: MetricScan, counts: Mapping[str, Any], total: int) -> CheckResult:
        shown = tuple((name, value(counts[f"{scan.column('show')}_{name}"])) for name in scan.show)
        sql = self._once((scan.question, "metric"), lambda: self._sql(combine([scan]).expression))
        return failed(scan.question, 1, total, (Violation(key=(), evidence=shown),), sql)

    def _fetched(self, suspect: Suspect, repeated: Digests | None) -> CheckResult:
        """The rows of one failed check, and how many there are where the counts have not said so."""
        scan, bound = suspect.scan, self.bound
        if repeated is None:
            sql = self._once((scan.question, "fetch", bound), lambda: self._bounded(self._expression(scan, None)))
        else:
            sql = self._bounded(self._expression(scan, repeated))
        try:
            rows = self.fetch([scan], sql)
        except WarehouseError as error:
            return self._unfetched(suspect, error)
        if bound is None or rows.num_rows < bound or rows.num_rows == suspect.count:
            if rows.num_rows == 0 and suspect.count is None:
                # Two keys with one digest.
                return passed(scan.question)
            return self._failed(suspect, rows.num_rows, rows, count_by_day(scan, rows))
        try:
            tallied = self._sql(tally_expression(scan, self._expression(scan, repeated)))
            count, by_day = tally(self.fetch([scan], tallied))
        except WarehouseError as error:
            if suspect.count is None:
                return self._unfetched(suspect, error)
            note = f" (its days could not be counted: {error})"
            return self._failed(suspect, suspect.count, rows, (), note=note)
        return self._failed(suspect, count, rows, by_day)

    def _expression(self, scan: Scan, repeated: Digests | None) -> ir.Table:
        """What shows the violating rows, at least cost."""
        # Reading the rows twice is free only where bytes are not billed.
        if not isinstance(scan, UniqueScan) or self.dialect != "duckdb":
            return violations_expression(scan)
        if repeated is None or len(repeated) > MOST_LISTED:
            return repeated_by_digest(scan)
        return repeated_among(scan, repeated)

    def _unfetched(self, suspect: Suspect, error: WarehouseError) -> CheckResult:
        scan = suspect.scan
        if suspect.count is None:
            return unknown(scan.question, f"keys seem to repeat, but could not be counted: {error}")
        sql = self._showing(scan)
        note = f" (its rows could not be fetched: {error})"
        return failed(scan.question, suspect.count, suspect.total, (), sql, note=note)

    def _failed(
        self, suspect: Suspect, count: int, rows: pa.Table, by_day: DayCounts, *, sql: str | None = None, note: str = ""
    ) -> CheckResult:
        scan = suspect.scan
        kept = violations(scan, rows if self.bound is None else rows.slice(0, self.bound))
        sql = sql or self._showing(scan)
        return failed(scan.question, count, suspect.total, kept, sql, by_day=by_day, note=note)

    def _showing(self, scan: Scan) -> str:
        """The query that shows all rows."""
        return self._once((scan.question, "all"), lambda: self._sql(violations_expression(scan)))

    def _bounded(self, expression: ir.Table) -> str:
        return self._sql(expression if self.bound is None else expression.limit(self.bound))

    def _once(self, key: object, made: Callable[[], T]) -> T:
        if key not in self.texts:
            self.texts[key] = made()
        found: T = self.texts[key]
        return found

    def _sql(self, expression: ir.Table) -> str:
        return compile_sql(expression, self.dialect, self.as_of)
