"""Tier 1, metadata: the contract, as what readers and writers expect, against the table that is there. Reads no row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from contracts.catalog import contract, models
from contracts.compatibility import RULES, Breaks, Change, Override, Rule, compare_tables, overridden
from contracts.described import TableDescription, describe
from contracts.live import Live, live_tables
from harness.results import CheckResult, Finding, Outcome, Severity, Violation
from harness.warehouse.warehouse import Warehouse

THERE = "the table is there"
ASKED = MappingProxyType(
    {
        "C": "its columns are those of the contract",
        "T": "its types are those of the contract",
        "M": "what may be NULL or repeated is as in the contract",
        "N": "its nested fields are those of the contract",
        "K": "its key is that of the contract",
        "L": "its partitions and clustering are those of the contract",
        "X": "its days are kept as long as the contract says",
    }
)
"""What is asked of each table, by the letter of the rules that answer it."""

NULLABILITY = frozenset({"M001", "M002", "N006", "N007"})
UNREADABLE = frozenset(
    {"C001", "C004", "C006", "T003", "T009", "T010", "T011", "T012", "T013", "T014", "M003", "M004"}
    | {"N001", "N004", "N005", "N008", "N009", "N010"}
)
"""Rules after which a check that reads the column cannot be asked: it is gone, or holds values of another kind."""

_READERS = "readers"
_WRITERS = "writers"
_SHOWN_CHANGES = 5


@dataclass(frozen=True, slots=True)
class TableDrift:
    """How one table differs from its contract.

    Attributes:
        changes: from the contract to the table, with the severities that overrides give them.
        unknown: why it could not be compared, or None.
        kinds: letters of the rules that the warehouse can answer.
        is_missing: whether it is not there; with `unknown`, where it need not be.
    """

    name: str
    changes: tuple[Change, ...] = ()
    unknown: str | None = None
    kinds: tuple[str, ...] = tuple(ASKED)
    is_missing: bool = False

    @property
    def breaking(self) -> tuple[Change, ...]:
        """What somebody should look at; the others hurt nobody."""
        return tuple(one for one in self.changes if one.severity > Severity.INFO)

    @property
    def unreadable(self) -> dict[str, Change]:
        """The columns of the contract that no check can be asked of, each with what became of it."""
        found: dict[str, Change] = {}
        for change in self.changes:
            if change.rule.id in UNREADABLE:
                found.setdefault(column_of(change, self.name), change)
        return found

    @property
    def results(self) -> tuple[CheckResult, ...]:
        return tuple(_results(self))


@dataclass(frozen=True, slots=True)
class MetadataDrift:
    """Tier 1 of some tables, in the order asked."""

    tables: tuple[TableDrift, ...]
    live: Live

    @property
    def results(self) -> tuple[CheckResult, ...]:
        return tuple(result for table in self.tables for result in table.results)

    def of(self, name: str) -> TableDrift:
        """The drift of one table.

        Raises:
            KeyError: it was not asked for.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(f"{name} was not compared with its contract")


def metadata_drift(
    warehouse: Warehouse,
    names: Iterable[str] | None = None,
    *,
    today: date,
    overrides: Sequence[Override] = (),
    whole: bool = True,
) -> MetadataDrift:
    """Compare tables with their contracts; all that have one if no names are given.

    `names` carry their dataset. `overrides` count up to and with their day, by `today`. In a warehouse that is not
    `whole`, which holds what somebody put into it, a table that is not there is unknown and not drift.

    Raises:
        KeyError: a name has no contract.
    """
    described = {model.declaration().name: model for model in models()}
    wanted = tuple(described if names is None else (contract(name).table for name in names))
    live = live_tables(warehouse, wanted)
    found = []
    for name in wanted:
        expected = describe(described[name])
        if name in live.unreachable:
            found.append(TableDrift(name, unknown=live.unreachable[name]))
        elif name not in live.tables:
            found.append(_missing(name, overrides, today, whole=whole))
        else:
            changes = overridden(table_drift(expected, live.tables[name]), overrides, today)
            found.append(TableDrift(name, changes, kinds=kinds_of(live.tables[name])))
    return MetadataDrift(tuple(found), live)


def _missing(name: str, overrides: Sequence[Override], today: date, *, whole: bool) -> TableDrift:
    gone = RULES["A001"]
    if not whole:
        why = f"{gone.id}: {name} is not in this warehouse, which need not hold every table"
        return TableDrift(name, unknown=why, is_missing=True)
    [change] = overridden([Change(gone, name, "", "", gone.severity)], overrides, today)
    return TableDrift(name, (change,), is_missing=True)


def table_drift(expected: TableDescription, there: TableDescription) -> tuple[Change, ...]:
    """The changes from a contract to a table, as far as the table's engine and metadata tell.

    A column that may be absent is only compared where it is there. What is said about tables and columns is left out:
    words are no shape. A table that states no key is not without one; its rows answer for that.
    """
    kinds = kinds_of(there)
    has = {one.name for one in there.columns}
    asked = replace(expected, columns=tuple(c for c in expected.columns if c.name in has or not c.may_be_absent))
    told = (one for one in compare_tables(asked, there) if one.rule.id[0] in kinds)
    return tuple(one for one in told if there.knows_modes or one.rule.id not in NULLABILITY)


def kinds_of(there: TableDescription) -> tuple[str, ...]:
    """Letters of the rules that a live table can be compared by."""
    if not there.knows_layout:
        return tuple("CTMN")
    return tuple(kind for kind in ASKED if kind != "K" or there.key)


def column_of(change: Change, table: str) -> str:
    """The column that a change is about; for a nested field the column that holds it, the table's name for itself."""
    return change.path.removeprefix(f"{table}.").partition(".")[0] if change.path != table else table


def hurt(rule: Rule) -> tuple[str, ...]:
    """Who breaks when a table drifts so: code that reads it by its contract, code that writes to it by its contract."""
    sides = ((Breaks.OLD_READER, _READERS), (Breaks.WRITER, _WRITERS))
    return tuple(name for side, name in sides if side in rule.breaks)


def _results(table: TableDrift) -> Iterable[CheckResult]:
    if table.unknown is not None:
        for name in (THERE, *ASKED.values()):
            yield _result(table, name, Outcome.UNKNOWN, reason=table.unknown)
        return
    if table.is_missing:
        yield _answer(table, THERE, table.changes)
        for name in ASKED.values():
            yield _result(table, name, Outcome.UNKNOWN, reason=f"A001 table removed: {table.name}")
        return
    yield _answer(table, THERE, ())
    for kind in table.kinds:
        yield _answer(table, ASKED[kind], [one for one in table.changes if one.rule.id[0] == kind])


def _answer(table: TableDrift, name: str, changes: Sequence[Change]) -> CheckResult:
    wrong = [one for one in changes if one.severity > Severity.INFO]
    if not wrong:
        return _result(table, name, Outcome.PASSED, reason=_in_words(changes, table.name) or None)
    worst = max(one.severity for one in wrong)
    finding = Finding(
        severity=worst,
        message=_in_words(wrong, table.name),
        count=len(wrong),
        violations=tuple(_violation(one, table.name) for one in wrong),
        repair=(f"harness contracts drift {table.name}", "what each rule means: harness contracts rules"),
        unit="difference",
    )
    return _result(table, name, Outcome.FAILED, severity=worst, finding=finding)


def _result(
    table: TableDrift,
    name: str,
    outcome: Outcome,
    *,
    severity: Severity = Severity.ERROR,
    reason: str | None = None,
    finding: Finding | None = None,
) -> CheckResult:
    return CheckResult(subject_of(table.name), name, severity, outcome, table.name, reason, finding)


def subject_of(table: str) -> str:
    """`drift.<table>`, without the dataset, as a contract's id is."""
    return f"drift.{table.rpartition('.')[2]}"


def _in_words(changes: Sequence[Change], table: str) -> str:
    """One part a change, the first few of them."""
    parts = [_sentence(one, table) for one in changes[:_SHOWN_CHANGES]]
    more = len(changes) - len(parts)
    return "; ".join(parts) + (f"; and {more} more" if more else "")


def _sentence(change: Change, table: str) -> str:
    about = column_of(change, table) if change.path == table else change.path.removeprefix(f"{table}.")
    told = f" ({change.before} → {change.after})" if change.before and change.after else ""
    who = f", breaks {' and '.join(hurt(change.rule))}" if hurt(change.rule) else ""
    return f"{change.rule.id} {change.rule.title}: {about}{told}{who}"


def _violation(change: Change, table: str) -> Violation:
    about = change.path.removeprefix(f"{table}.")
    return Violation(
        key=(("rule", change.rule.id), ("at", about)),
        evidence=(
            ("what", change.rule.title),
            ("severity", change.severity.label),
            ("contract", change.before or None),
            ("there", change.after or None),
            ("breaks", " and ".join(hurt(change.rule)) or "nobody"),
        ),
    )
