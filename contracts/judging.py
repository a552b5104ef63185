"""Which rules of a contract each of some rows breaks, all asked at once and away from any warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import ibis
import ibis.expr.operations as ops
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from contracts.compile import compile_contract
from contracts.table import Table
from harness.warehouse.checks import RowCheck
from harness.warehouse.relations import Table as WarehouseTable
from harness.warehouse.schema import TableSchema, declared
from harness.warehouse.sql import compile_sql

Row = dict[str, Any]
Broken = npt.NDArray[np.bool_]

_ROWS = "rows_to_judge"
_NOW = datetime(2030, 1, 1, tzinfo=UTC)
"""No rule of a contract asks for the time of the run; rows are judged long after they were written."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule about single rows: its sentence, the columns it reads, and the values it compares them with."""

    name: str
    reads: frozenset[str]
    compares: tuple[Any, ...]


class Judge:
    """The row rules of one contract, compiled once."""

    def __init__(self, model: type[Table]) -> None:
        self.table: TableSchema = declared(model.declaration().name)
        checks = [one for one in compile_contract(model).checks if isinstance(one, RowCheck)]
        # What looks at several rows to judge one has a relation of its own.
        checks = [one for one in checks if isinstance(one.rows, WarehouseTable)]
        base = ibis.table(self.table.ibis, name=_ROWS)
        held = [check.holds(base) for check in checks]
        self.rules = tuple(
            Rule(
                check.name,
                frozenset(field.name for field in holds.op().find(ops.Field)),
                tuple(one.value for one in holds.op().find(ops.Literal)),
            )
            for check, holds in zip(checks, held, strict=True)
        )
        flags = {f"rule_{number}": (~holds).fill_null(False) for number, holds in enumerate(held)}
        self._sql = compile_sql(base.select(**flags), "duckdb", _NOW)
        self._connection = duckdb.connect()
        self._connection.execute("SET TimeZone = 'UTC'")

    def broken(self, rows: Sequence[Row]) -> Broken:
        """For each row and each of `rules`, whether the row breaks it. NULL holds."""
        arrow = pa.Table.from_pylist(list(rows), schema=self.table.arrow)
        self._connection.register("arrow_rows", arrow)
        columns = ", ".join(f'"{one.name}"::{one.duckdb} AS "{one.name}"' for one in self.table.columns)
        rows_as_declared = f"SELECT {columns} FROM arrow_rows"  # noqa: S608 - declared names
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {_ROWS} AS {rows_as_declared}")
        said = self._connection.execute(self._sql).to_arrow_table()
        return np.column_stack([column.to_numpy() for column in said.columns]).astype(np.bool_)

    def close(self) -> None:
        self._connection.close()
