"""One pandera check as one check of the scan plan.

pandera hands a check a table and runs queries on the answer. Here the check gets the rows of the plan as an
unbound expression, and its answer becomes a part of the query that all checks of the table share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

# Registers pandera's own checks for Ibis; pandera itself does so when it first sees a table.
import pandera.backends.ibis.builtin_checks  # noqa: F401
from ibis.common.annotations import ValidationError
from ibis.common.exceptions import IbisError
from pandera.api.hypotheses import Hypothesis
from pandera.api.ibis.types import IbisData
from pandera.backends.ibis.checks import IbisCheckBackend
from pandera.ibis import Check

from contracts.wording import sentence
from harness.results import Severity
from harness.warehouse.checks import MetricCheck, RowCheck
from harness.warehouse.relations import Table as WarehouseTable

HOLDS = "rule_holds"
WHERE_PRESENT = ", where the table has the column"

# NULL in, NULL out: no need to say once more that NULL passes.
_NULL_STAYS_NULL = frozenset(
    {"equal_to", "not_equal_to", "greater_than", "greater_than_or_equal_to", "less_than", "less_than_or_equal_to"}
    | {"in_range", "str_matches", "str_contains", "str_startswith", "str_endswith", "str_length"}
)


class UnsupportedContractError(Exception):
    """A model asks for something that the scan plan cannot ask of a warehouse."""

    def __init__(self, table: str, column: str | None, feature: str, instead: str) -> None:
        place = f"{table}, column {column}" if column else table
        super().__init__(f"contract of {place}: {feature}; {instead}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pandera check with its place: a column, or the whole table (`column` None).

    `optional`: the column may be absent, and then the rule holds.
    """

    table: str
    column: str | None
    check: Check
    optional: bool = False

    def __call__(self, rows: ir.Table) -> ir.BooleanValue:
        """What the check says of `rows`: a boolean for each row, or one for all of them.

        Raises:
            AttributeError: the column is not there.
            TypeError: the check answers with something that is no boolean about these rows.
        """
        seen = rows
        if self.column is not None:
            if self.column not in rows.columns:
                if self.optional:
                    return ibis.literal(True)
                raise AttributeError(f"{self.table} has no attribute {self.column!r}")
            seen = rows.select(self.column)
        said = self._answer(seen)
        if seen is not rows:
            said = said.op().replace({seen.op(): rows.op()}).to_expr()
        return said if isinstance(said, ir.Scalar) else self._with_nulls(said, rows)

    def _answer(self, seen: ir.Table) -> ir.BooleanValue:
        if self.column is not None and self.check.registry_name == "unique_values_eq":
            return _takes_exactly(seen[self.column], list(self.check._check_kwargs["values"]))
        answer = IbisCheckBackend(self.check).check_fn(IbisData(seen, self.column))
        if isinstance(answer, bool):
            return ibis.literal(answer)
        if isinstance(answer, dict):
            answer = seen.select(**answer)
        parts = _columns(answer, seen) if isinstance(answer, ir.Table) else [answer]
        for part in parts:
            if not isinstance(part, ir.BooleanValue):
                kind = part.type() if isinstance(part, ir.Value) else type(part).__name__
                raise TypeError(f"it answers with {kind} where a boolean is needed")
            if not isinstance(part, ir.Scalar) and part.op().relations - {seen.op()}:
                raise TypeError("it answers for other rows than those it was given")
        return reduce(and_, parts)

    def _with_nulls(self, said: ir.BooleanValue, rows: ir.Table) -> ir.BooleanValue:
        if not self.check.ignore_na:
            return said.fill_null(False)
        if self.column is None or self.check.registry_name in _NULL_STAYS_NULL:
            return said
        return said | rows[self.column].isnull()


def compile_rule(rule: Rule, source: WarehouseTable, types: dict[str, Any]) -> RowCheck | MetricCheck:
    """The rule as a check of `source`, whose declared columns are `types`. The rule is tried on them at once.

    Raises:
        UnsupportedContractError: the check cannot be a part of a query.
    """
    check, column = rule.check, rule.column
    _refuse_what_needs_rows_in_python(rule)
    probe = ibis.table(types, name=rule.table)
    name = sentence(check, column) + (WHERE_PRESENT if rule.optional else "")
    try:
        said = rule(probe)
    except (AttributeError, TypeError, ValueError, LookupError, IbisError, ValidationError) as problem:
        reason = str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
        raise UnsupportedContractError(
            rule.table,
            column,
            f"the check {name!r} cannot be made a part of a query ({reason})",
            "return a boolean Ibis expression built from the table that the check is given, and run nothing in it",
        ) from problem
    foreign = said.op().find(ops.PhysicalTable) if isinstance(said, ir.Value) else []
    if any(node != probe.op() for node in foreign):
        raise UnsupportedContractError(
            rule.table,
            column,
            f"the check {name!r} reads another table",
            "ask it in a validator, with agree or covered",
        )
    severity = Severity.WARNING if check.raise_warning else Severity.ERROR
    if isinstance(said, ir.Scalar):
        return MetricCheck(name, source, severity, holds=rule)
    if said.op().find((ops.Reduction, ops.Analytic, ops.WindowFunction)):
        # An aggregate per row cannot stand inside the fused aggregate; it is computed as a column first.
        derived = source.derive(**{HOLDS: rule})
        return RowCheck(name, derived, severity, holds=lambda rows: rows[HOLDS], null_passes=True)
    return RowCheck(name, source, severity, holds=rule, null_passes=True)


def _refuse_what_needs_rows_in_python(rule: Rule) -> None:
    check = rule.check
    if isinstance(check, Hypothesis):
        feature, instead = "a hypothesis test reads all rows into Python", "test a sample in the suite that needs it"
    elif check.element_wise:
        feature = f"the check {check.name!r} is element_wise, which runs Python on every value"
        instead = "write it on the column: Check(lambda data: data.table[data.key] > 0)"
    elif check.groupby is not None:
        feature = f"the check {check.name!r} uses groupby"
        instead = "write a groups(...) check in a validator"
    else:
        return
    raise UnsupportedContractError(rule.table, rule.column, feature, instead)


def _columns(answer: ir.Table, seen: ir.Table) -> list[ir.Value]:
    """The columns of a table that was made from `seen` by select or mutate, as expressions over `seen`."""
    named = _over(answer.op(), seen.op())
    if not named:
        raise TypeError("it answers with no column at all")
    return [node.to_expr() for node in named.values()]


def _over(made: ops.Relation, seen: ops.Relation) -> dict[str, ops.Value]:
    if made == seen:
        return {name: ops.Field(seen, name) for name in seen.schema.names}
    if not isinstance(made, ops.Project):
        raise TypeError("it answers with a table of other rows than those it was given")
    below = {ops.Field(made.parent, name): value for name, value in _over(made.parent, seen).items()}
    return {name: value.replace(below) for name, value in made.values.items()}


def _takes_exactly(column: ir.Column, values: list[Any]) -> ir.BooleanScalar:
    """pandera asks this with a query of its own; here it is two aggregates of the shared one."""
    others = (~column.isin(values)) & column.notnull()
    return (column.nunique() == len(values)) & ~others.any()
