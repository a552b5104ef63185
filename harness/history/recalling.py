"""A warehouse that asks nothing twice: what an interrupted run was told is taken from its journal."""

from __future__ import annotations

from collections.abc import Iterable

from harness.history.journal import Journal
from harness.warehouse.sql import Dialect
from harness.warehouse.warehouse import Answer, Description, Warehouse


class RecallingWarehouse:
    """`warehouse`, whose answers go into `journal` as they come, and come from it where it has them.

    What was not answered is asked again: it may be by now.
    """

    def __init__(self, warehouse: Warehouse, journal: Journal) -> None:
        self._warehouse = warehouse
        self._journal = journal

    @property
    def name(self) -> str:
        return self._warehouse.name

    @property
    def dialect(self) -> Dialect:
        return self._warehouse.dialect

    @property
    def catalog(self) -> str | None:
        return self._warehouse.catalog

    def describe(self, tables: Iterable[str]) -> Description:
        return self._warehouse.describe(tables)

    def estimate(self, sql: str) -> int | None:
        return self._warehouse.estimate(sql)

    def query(self, sql: str, *, subjects: tuple[str, ...] = ()) -> Answer:
        known = self._journal.recall(sql)
        if known is not None:
            return known
        answer = self._warehouse.query(sql, subjects=subjects)
        self._journal.keep(sql, answer)
        return answer

    def close(self) -> None:
        self._warehouse.close()
