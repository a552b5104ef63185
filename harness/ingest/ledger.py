"""Which contents are in the warehouse already, so that a second delivery changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file's rows in one table. `bad_records` were left out when it was loaded."""

    sha256: str
    file: str
    table: str
    rows: int
    bad_records: int
    loaded_at: datetime


class Ledger:
    """`harness.loaded_files`: one row a file and table."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute("CREATE SCHEMA IF NOT EXISTS harness")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS harness.loaded_files "
            '(sha256 VARCHAR, file VARCHAR, "table" VARCHAR, "rows" BIGINT, bad_records BIGINT, loaded_at TIMESTAMPTZ)'
        )

    def entries(self, sha256: str, tables: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
        """File, rows and bad records of each table that this content was loaded into."""
        found = self._connection.execute(
            'SELECT file, "rows", bad_records FROM harness.loaded_files '
            'WHERE sha256 = ? AND list_contains(?, "table") ORDER BY loaded_at',
            [sha256, list(tables)],
        ).fetchall()
        return tuple((file, rows, bad) for file, rows, bad in found)

    def enter(self, loaded: Loaded) -> None:
        """Note a load; a new load of the same content into the same table takes the place of the old note."""
        self._connection.execute(
            'DELETE FROM harness.loaded_files WHERE sha256 = ? AND "table" = ?', [loaded.sha256, loaded.table]
        )
        self._connection.execute(
            "INSERT INTO harness.loaded_files VALUES (?, ?, ?, ?, ?, ?)",
            [loaded.sha256, loaded.file, loaded.table, loaded.rows, loaded.bad_records, loaded.loaded_at],
        )
