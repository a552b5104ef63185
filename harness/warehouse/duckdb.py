"""The embedded warehouse: DuckDB in memory, in a file, or over a folder of parquet files."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa
from ibis.backends.sql.datatypes import DuckDBType

from harness.warehouse.sql import Dialect
from harness.warehouse.warehouse import Answer, Description, WarehouseError


class DuckDBWarehouse:
    """Tables in DuckDB. One dataset is one schema: `nba_raw.bdl_player_boxscores`.

    Attributes:
        connection: the DuckDB connection, for loading; validation itself only reads.
    """

    dialect: Dialect = "duckdb"
    catalog: str | None = None

    def __init__(self, connection: duckdb.DuckDBPyConnection, name: str = "duckdb") -> None:
        self.connection = connection
        self.name = name
        # Instants are shown and compared in UTC, whatever zone the machine has.
        connection.execute("SET TimeZone = 'UTC'")

    @classmethod
    def in_memory(cls) -> DuckDBWarehouse:
        return cls(duckdb.connect(":memory:"), "duckdb (in memory)")

    @classmethod
    def open_file(cls, path: Path, *, read_only: bool = True) -> DuckDBWarehouse:
        """A database file.

        Raises:
            WarehouseError: it is not there, is no DuckDB database, or is locked by another process.
        """
        if read_only and not path.is_file():
            raise WarehouseError(f"{path} does not exist; build one with: harness season build --out {path}")
        try:
            return cls(duckdb.connect(str(path), read_only=read_only), f"duckdb {path.name}")
        except duckdb.Error as error:
            raise WarehouseError(f"cannot open {path}: {_first_line(error)}") from error

    @classmethod
    def over_parquet(cls, folder: Path) -> DuckDBWarehouse:
        """Views over `<dataset>.<table>.parquet` files.

        Raises:
            WarehouseError: the folder has no such file, or one cannot be read.
        """
        files = sorted(file for file in folder.glob("*.parquet") if file.name.count(".") == 2)
        if not files:
            raise WarehouseError(f"{folder} holds no files named <dataset>.<table>.parquet")
        warehouse = cls(duckdb.connect(":memory:"), f"parquet {folder.name}")
        for file in files:
            dataset, table = file.name.removesuffix(".parquet").split(".")
            try:
                warehouse.connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{dataset}"')
                source = str(file).replace("'", "''")
                view = f"""CREATE VIEW "{dataset}"."{table}" AS FROM read_parquet('{source}')"""
                warehouse.connection.execute(view)
            except duckdb.Error as error:
                raise WarehouseError(f"cannot read {file}: {_first_line(error)}") from error
        return warehouse

    def describe(self, tables: Iterable[str]) -> Description:
        wanted = set(tables)
        found: dict[str, dict[str, str]] = {}
        listing = self.connection.execute(
            "SELECT schema_name || '.' || table_name, column_name, data_type FROM duckdb_columns() "
            "WHERE NOT internal ORDER BY schema_name, table_name, column_index"
        ).fetchall()
        for table, column, kind in listing:
            if table in wanted:
                found.setdefault(table, {})[column] = str(DuckDBType.from_string(kind))
        return Description(found)

    def estimate(self, sql: str) -> int | None:
        return None

    def query(self, sql: str, *, subjects: tuple[str, ...] = ()) -> Answer:
        started = time.perf_counter()
        try:
            rows: pa.Table = self.connection.execute(sql).to_arrow_table()
        except duckdb.Error as error:
            raise WarehouseError(f"DuckDB refused the query: {_first_line(error)}") from error
        return Answer(rows, (time.perf_counter() - started) * 1000)

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> DuckDBWarehouse:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
