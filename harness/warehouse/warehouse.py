"""What a run needs of a warehouse: its tables' columns, the cost of a query, and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

from harness.warehouse.sql import Dialect
from harness.warehouse.statistics import TableStatistics


class WarehouseError(Exception):
    """A query or a look-up was not answered: no permission, timeout, unreachable, or the engine refused it.

    The checks behind it are unknown, with this text as the reason.
    """


class BudgetExceededError(Exception):
    """The run would read more bytes than its budget allows; nothing was run."""


@dataclass(frozen=True, slots=True)
class Description:
    """Columns of the tables that are there, with their Ibis types; for the others, why they are not.

    `unreachable` holds tables whose description was refused or failed, which is not the same as missing.
    `statistics` are what their files or the catalogue say of the rows, where that costs nothing.
    """

    columns: Mapping[str, Mapping[str, str]]
    unreachable: Mapping[str, str] = field(default_factory=dict)
    statistics: Mapping[str, TableStatistics] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of one query, with what it cost. Bytes are None where the engine does not bill."""

    rows: pa.Table
    duration_ms: float
    billed_bytes: int | None = None


class Warehouse(Protocol):
    """A place with tables. Nothing in this interface writes."""

    @property
    def name(self) -> str: ...

    @property
    def dialect(self) -> Dialect: ...

    @property
    def catalog(self) -> str | None: ...

    def describe(self, tables: Iterable[str]) -> Description:
        """Columns of the named tables, from metadata alone."""
        ...

    def estimate(self, sql: str) -> int | None:
        """Bytes the query would read; None where reading is free.

        Raises:
            WarehouseError: the query would not run.
        """
        ...

    def query(self, sql: str, *, subjects: tuple[str, ...] = ()) -> Answer:
        """Run a read-only query. `subjects` label it where the engine keeps labels.

        Raises:
            WarehouseError: it was not answered.
        """
        ...

    def close(self) -> None: ...
