"""Tier 3, rows: the contracts' own checks in the window, through the scan plan and within the byte budget.

A check that reads a column which drifted away is not asked, and its reason names the rule. Where the budget is too
small for all tables, those that have a limit of age come first, and of these the cheapest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import ibis.expr.operations as ops
import ibis.expr.types as ir

from contracts.compatibility import Change
from contracts.compile import Contract
from contracts.drift.metadata import MetadataDrift, TableDrift
from harness.freshness_limits import LIMITS
from harness.results import CheckResult, Outcome, QueryReceipt, TableDay, Window
from harness.warehouse.checks import AnyCheck, ColumnsCheck
from harness.warehouse.relations import Frame
from harness.warehouse.run import Limits, Prepared, Step, prepare, run
from harness.warehouse.scans import GroupScan, MetricScan, Question, RowScan, Scan, UniqueScan, make_scan
from harness.warehouse.schema import declared
from harness.warehouse.statements import PACKING
from harness.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class RowsDrift:
    """Tier 3: an answer for every check of the contracts, in their order, and the queries it took."""

    results: tuple[CheckResult, ...]
    queries: tuple[QueryReceipt, ...] = ()
    days: tuple[TableDay, ...] = ()


def rows_drift(
    contracts: Sequence[Contract],
    warehouse: Warehouse,
    drift: MetadataDrift,
    *,
    window: Window,
    as_of: datetime,
    limits: Limits | None = None,
    step: Step | None = None,
) -> RowsDrift:
    """Ask the checks of `contracts`, all of whose tables tier 1 has compared.

    Raises:
        KeyError: tier 1 did not compare one of the tables.
    """
    limits = limits or Limits()
    refused: dict[tuple[str, str], CheckResult] = {}
    askable = []
    for contract in contracts:
        kept, unasked = _parted(contract, drift.of(contract.table), window)
        refused |= {(one.subject, one.check): one for one in unasked}
        if kept:
            askable.append(replace(contract, checks=kept))
    chosen = askable
    if limits.bytes_per_run is not None and askable and warehouse.dialect != "duckdb":
        # A statement about several tables does not say what each of them costs.
        apart = replace(PACKING[warehouse.dialect], neighbours=False)
        over = over_budget(prepare(askable, warehouse, window, as_of, packing=apart), limits.bytes_per_run)
        chosen = [one for one in askable if one.table not in over]
        for contract in (one for one in askable if one.table in over):
            refused |= {
                (contract.id, one.name): _unknown(contract, one, over[contract.table]) for one in contract.checks
            }
    if not chosen:
        return RowsDrift(tuple(_in_order(contracts, refused)))
    # What each costs alone keeps the budget; together they never read more.
    unbounded = replace(limits, bytes_per_run=None)
    done = run(chosen, warehouse, window=window, as_of=as_of, limits=unbounded, step=step)
    answers = refused | {(one.subject, one.check): one for one in done.results}
    return RowsDrift(tuple(_in_order(contracts, answers)), done.queries, done.days)


def _in_order(contracts: Iterable[Contract], answers: dict[tuple[str, str], CheckResult]) -> Iterator[CheckResult]:
    return (answers[contract.id, check.name] for contract in contracts for check in contract.checks)


def _parted(
    contract: Contract, table: TableDrift, window: Window
) -> tuple[tuple[AnyCheck, ...], tuple[CheckResult, ...]]:
    """The checks that can be asked of the table as it is, and for the others why not."""
    absent = table.unknown or (f"A001 table removed: {table.name}" if table.is_missing else None)
    if absent is not None:
        return (), tuple(_unknown(contract, check, absent) for check in contract.checks)
    gone = table.unreadable
    if not gone:
        return contract.checks, ()
    frame = Frame(window, {contract.table: declared(contract.table).ibis})
    kept: list[AnyCheck] = []
    refused: list[CheckResult] = []
    for check in contract.checks:
        lost = sorted(gone.keys() & columns_read(check, contract.id, frame))
        if lost:
            reason = "; ".join(_gone(gone[name], contract.table, name) for name in lost)
            refused.append(_unknown(contract, check, reason))
        else:
            kept.append(check)
    return tuple(kept), tuple(refused)


def _gone(change: Change, table: str, column: str) -> str:
    told = f" ({change.before} → {change.after})" if change.before and change.after else ""
    return f"{change.rule.id} {change.rule.title}: {table}.{column}{told}"


def columns_read(check: AnyCheck, subject: str, frame: Frame) -> frozenset[str]:
    """The columns that a check cannot do without, by the tables as they are declared in `frame`.

    None for a check of the columns themselves.
    """
    if isinstance(check, ColumnsCheck):
        return frozenset()
    return frozenset(
        node.name for expression in _expressions(make_scan(Question(0, subject, check), frame)) for node in expression
    )


def _expressions(scan: Scan) -> Iterator[list[ops.Field]]:
    values: list[ir.Expr] = [scan.base]
    if isinstance(scan, RowScan):
        values.append(scan.bad)
    elif isinstance(scan, GroupScan):
        values += [scan.holds, *(scan.base[name] for name in scan.by)]
    elif isinstance(scan, MetricScan):
        values.append(scan.holds)
    elif isinstance(scan, UniqueScan):
        values += [scan.base[name] for name in scan.columns]
    for value in values:
        yield value.op().find(ops.Field)


def over_budget(prepared: Prepared, budget: int) -> dict[str, str]:
    """The tables that are not asked, each with the reason; none where the budget holds for all."""
    costs: dict[str, int] = {}
    for receipt in prepared.queries:
        for name in receipt.tables:
            costs[name] = costs.get(name, 0) + (receipt.estimated_bytes or 0)
    left, over = budget, {}
    for name in sorted(costs, key=lambda one: (one not in LIMITS, costs[one], one)):
        if costs[name] <= left:
            left -= costs[name]
        else:
            over[name] = (
                f"over the byte budget: {name} would read {costs[name]:,} bytes, and of {budget:,} {left:,} are left; "
                "narrow the window, name fewer tables, or raise bytes_per_run"
            )
    return over


def _unknown(contract: Contract, check: AnyCheck, reason: str) -> CheckResult:
    return CheckResult(contract.id, check.name, check.severity, Outcome.UNKNOWN, contract.table, reason)
