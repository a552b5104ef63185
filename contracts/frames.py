"""A contract asked of a frame in memory: pandas, polars, pyarrow or Ibis."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import duckdb
import ibis.expr.types as ir

from contracts.compile import compile_contract
from contracts.table import Table
from harness.results import CheckResult, Window
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, run

_EVERY_DAY = Window(date(1900, 1, 1), date(2199, 12, 31))


def check_frame(model: type[Table], frame: Any, *, limit: int | None = None) -> tuple[CheckResult, ...]:
    """The answer of every check of a contract about the rows of a frame; of each, `limit` violating rows are kept.

    A partition column's NULL is in no day, and so that row is looked at by no check but that of the columns.

    Raises:
        TypeError: it is none of these frames.
    """
    declaration = model.declaration()
    data = frame.to_pyarrow() if isinstance(frame, ir.Table) else frame
    with DuckDBWarehouse.in_memory() as warehouse:
        warehouse.connection.execute(f'CREATE SCHEMA "{declaration.dataset}"')
        try:
            warehouse.connection.register("frame_to_check", data)
        except duckdb.InvalidInputException as error:
            raise TypeError(f"a {type(frame).__name__} is no pandas, polars, pyarrow or Ibis frame") from error
        table = f'"{declaration.dataset}"."{declaration.table}"'
        rows_of_frame = "SELECT * FROM frame_to_check"
        warehouse.connection.execute(f"CREATE VIEW {table} AS {rows_of_frame}")
        done = run(
            [compile_contract(model)],
            warehouse,
            window=_EVERY_DAY,
            as_of=datetime.now(UTC),
            limits=Limits(rows=limit),
        )
    return done.results
