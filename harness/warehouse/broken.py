"""The rows that break any of several checks on the same rows, in one text, and the text that shows those of each.

The conditions are compiled once, as columns beside the rows; every text is put together from these parts. One query
a failed check, compiled anew, was most of the time that a run over broken data took.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlglot.expressions as sge

from harness.warehouse.fetch import columns_of, flag_of, key_of, violations_expression
from harness.warehouse.scans import RowScan
from harness.warehouse.sql import compile_sql, compile_tree

_MORE_THAN_COLUMNS = ("with_", "joins", "group", "having", "qualify", "distinct", "limit", "order")


@dataclass(frozen=True, slots=True)
class BrokenRows:
    """Row checks on the same rows with the same key, in DuckDB's SQL.

    `names` are the key, day and evidence columns of all of them. `checked` selects these and beside them a flag for
    each check, true of a row that breaks it. `plain` is that taken apart, where it is a filter of one source.
    """

    scans: tuple[RowScan, ...]
    as_of: datetime
    names: tuple[str, ...]
    checked: str
    plain: _PlainSelect | None

    @classmethod
    def of(cls, scans: Sequence[RowScan], as_of: datetime) -> BrokenRows:
        """The rows of `scans`, which share their base and key."""
        names = tuple(dict.fromkeys(name for scan in scans for name in columns_of(scan)))
        flags = {flag_of(scan): scan.bad for scan in scans}
        tree = compile_tree(scans[0].base.select(*names, **flags), "duckdb", as_of)
        plain = _PlainSelect.of(tree)
        return cls(tuple(scans), as_of, names, _written(tree) if plain is None else plain.whole(), plain)

    def in_order(self) -> str:
        """The rows that break any of the checks, with their flags, in the order of the key."""
        return f"SELECT *\n{self._any()}{_order_by(key_of(self.scans[0]))}"

    def as_list(self, name: str, most: int) -> str:
        """One row with one column: a list of these rows, at most so many, in no order."""
        columns = _quoted((*self.names, *map(flag_of, self.scans)))
        fields = ",\n  ".join(f"{one} := {one}" for one in columns)
        return f'SELECT LIST(STRUCT_PACK(\n  {fields}\n)) AS "{name}"\nFROM (\nSELECT *\n{self._any()}\nLIMIT {most}\n)'

    def _any(self) -> str:
        conditions = "\n  OR ".join(_quoted(map(flag_of, self.scans)))
        return f"FROM (\n{self.checked}\n) AS checked\nWHERE\n  {conditions}"

    def sql_of(self, scan: RowScan) -> str:
        """The query that shows every row that breaks one of the checks."""
        if self.plain is None:
            return compile_sql(violations_expression(scan), "duckdb", self.as_of)
        return self.plain.where(columns_of(scan), flag_of(scan)) + _order_by(key_of(scan))


@dataclass(frozen=True, slots=True)
class _PlainSelect:
    """A SELECT of columns from one source: its columns by name, the source, and what limits the rows."""

    columns: Mapping[str, str]
    source: str
    limits: tuple[str, ...]

    @classmethod
    def of(cls, tree: sge.Expr) -> _PlainSelect | None:
        """None where the SELECT is more than that."""
        source, where = tree.args.get("from_"), tree.args.get("where")
        if not isinstance(tree, sge.Select) or source is None or any(map(tree.args.get, _MORE_THAN_COLUMNS)):
            return None
        columns = {one.alias_or_name: _operand(one.unalias()) for one in tree.expressions}
        return cls(columns, _written(source), () if where is None else (_operand(where.this),))

    def whole(self) -> str:
        """The SELECT as it was."""
        named = zip(self.columns.values(), _quoted(self.columns), strict=True)
        return self._select((f"{sql} AS {name}" for sql, name in named), self.limits)

    def where(self, names: Iterable[str], flag: str) -> str:
        """Some of its columns, of the rows of which one of them is true."""
        return self._select((self.columns[name] for name in names), (*self.limits, self.columns[flag]))

    def _select(self, columns: Iterable[str], limits: Sequence[str]) -> str:
        selected, conditions = ",\n  ".join(columns), "\n  AND ".join(limits)
        return f"SELECT\n  {selected}\n{self.source}" + (f"\nWHERE\n  {conditions}" if limits else "")


def _operand(condition: sge.Expr) -> str:
    """A condition as it may stand beside AND."""
    return _written(sge.Paren(this=condition.copy()) if isinstance(condition, sge.Connector) else condition)


def _written(tree: sge.Expr) -> str:
    """On one line: the parts are set into other texts, and an indented text constant would be another one."""
    return str(tree.sql(dialect="duckdb")).strip()


def _quoted(names: Iterable[str]) -> list[str]:
    return ['"' + name.replace('"', '""') + '"' for name in names]


def _order_by(key: Sequence[str]) -> str:
    return f"\nORDER BY\n  {', '.join(_quoted(key))}" if key else ""
