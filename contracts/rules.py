"""One pandera check as one check of the scan plan.

pandera hands a check a table and runs queries on the answer. Here the check gets an unbound expression, and its
answer becomes a part of the query that all checks of the table share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any, cast

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

# Registers pandera's own checks for Ibis; pandera itself does so when it first sees a table.
import pandera.backends.ibis.builtin_checks  # noqa: F401
from pandera.api.hypotheses import Hypothesis
from pandera.api.ibis.types import IbisData
from pandera.ibis import Check

from contracts.wording import sentence
from harness.results import Severity
from harness.warehouse.checks import MetricCheck, Predicate, RowCheck
from harness.warehouse.relations import NOT_AS_DECLARED, MissingColumnError
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
class Place:
    """What a check is about: a column, or the whole table (`column` None). An optional column may be absent."""

    table: WarehouseTable
    column: str | None = None
    optional: bool = False

    def refusal(self, feature: str, instead: str) -> UnsupportedContractError:
        return UnsupportedContractError(self.table.name, self.column, feature, instead)


def compile_rule(check: Check, place: Place, types: Mapping[str, Any]) -> RowCheck | MetricCheck:
    """A pandera check as a check of the plan. It is tried at once on a table of the declared columns `types`.

    Raises:
        UnsupportedContractError: the check cannot be a part of a query.
    """
    _refuse_what_needs_rows_in_python(check, place)
    source = place.table
    name = sentence(check, place.column) + (WHERE_PRESENT if place.optional else "")
    probe = ibis.table(dict(types), name=source.name)
    said = _tried(check, place, probe, name)
    holds = _of_table(check) if place.column is None else _of_column(place, place.column, said, probe)
    severity = Severity.WARNING if check.raise_warning else Severity.ERROR
    if isinstance(said, ir.Scalar):
        return MetricCheck(name, source, severity, holds=holds)
    if said.op().find((ops.Reduction, ops.Analytic, ops.WindowFunction)):
        # An aggregate per row cannot stand inside the fused aggregate; it is computed as a column first.
        derived = source.derive(**{HOLDS: holds})
        return RowCheck(name, derived, severity, holds=lambda rows: rows[HOLDS], null_passes=True)
    return RowCheck(name, source, severity, holds=holds, null_passes=True)


def present(place: Place, column: str, rows: ir.Table) -> bool:
    """Whether the column is there to be asked.

    Raises:
        MissingColumnError: it is not, and is not optional.
    """
    if column in rows.columns:
        return True
    if place.optional:
        return False
    raise MissingColumnError(f"{place.table.name} has no column {column}")


def _of_table(check: Check) -> Predicate:
    """Asked anew of the rows of a run, since it may look at every column that the table really has."""
    return lambda rows: _answer(check, rows, None)


def _of_column(place: Place, column: str, said: ir.BooleanValue, probe: ir.Table) -> Predicate:
    """The answer for the probe's column, carried over to the rows of a run."""

    def holds(rows: ir.Table) -> ir.BooleanValue:
        if not present(place, column, rows):
            return ibis.literal(True)
        return said.op().replace({probe.op(): rows.op()}).to_expr()

    return holds


def _tried(check: Check, place: Place, probe: ir.Table, name: str) -> ir.BooleanValue:
    try:
        said = _answer(check, probe, place.column)
    except (*NOT_AS_DECLARED, ValueError, LookupError) as problem:
        reason = next(iter(str(problem).strip().splitlines()), type(problem).__name__)
        raise place.refusal(
            f"the check {name!r} cannot be made a part of a query ({reason})",
            "return a boolean Ibis expression built from the table that the check is given, and run nothing in it",
        ) from problem
    if any(table != probe.op() for table in said.op().find(ops.PhysicalTable)):
        raise place.refusal(f"the check {name!r} reads another table", "ask it in a validator, with agree or covered")
    return said


def _refuse_what_needs_rows_in_python(check: Check, place: Place) -> None:
    if isinstance(check, Hypothesis):
        raise place.refusal("a hypothesis test reads all rows into Python", "test a sample in the suite that needs it")
    if check.element_wise:
        raise place.refusal(
            f"the check {check.name!r} is element_wise, which runs Python on every value",
            "write it on the column: Check(lambda data: data.table[data.key] > 0)",
        )
    if check.groupby is not None:
        raise place.refusal(f"the check {check.name!r} uses groupby", "write a groups(...) check in a validator")


def _answer(check: Check, seen: ir.Table, column: str | None) -> ir.BooleanValue:
    """What a check says of the rows it sees: a boolean for each, or one for all of them.

    Raises:
        TypeError: it answers with something that is no boolean about these rows.
    """
    if column is not None and check.registry_name == "unique_values_eq":
        return _takes_exactly(seen[column], list(check._check_kwargs["values"]))
    answer = _function(check)(IbisData(seen, column), **check._check_kwargs)
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
    said: ir.BooleanValue = reduce(and_, parts)
    if isinstance(said, ir.Scalar):
        return said
    if not check.ignore_na:
        return said.fill_null(False)
    if column is None or check.registry_name in _NULL_STAYS_NULL:
        return said
    return said | seen[column].isnull()


def _function(check: Check) -> Callable[..., Any]:
    """The check's function; for pandera's own the registered one, since a copy may be older than its Ibis part."""
    name = getattr(check._check_fn, "__name__", None)
    if name is not None and Check.is_builtin_check(name):
        return cast(Callable[..., Any], Check.get_builtin_check_fn(name))
    return check._check_fn


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
    if made.parent == seen:
        return dict(made.values)
    below = {ops.Field(made.parent, name): value for name, value in _over(made.parent, seen).items()}
    return {name: value.replace(below) for name, value in made.values.items()}


def _takes_exactly(column: ir.Column, values: list[Any]) -> ir.BooleanScalar:
    """pandera asks this with a query of its own; here it is two aggregates of the shared one."""
    others = (~column.isin(values)) & column.notnull()
    return (column.nunique() == len(values)) & ~others.any()
