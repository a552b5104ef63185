"""The embedded warehouse: DuckDB in memory, in a file, or over a folder of parquet files."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa
from ibis.backends.sql.datatypes import DuckDBType

from harness.warehouse.sql import Dialect
from harness.warehouse.statistics import NOTHING_KNOWN, ColumnStatistics, TableStatistics
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
        self._files: dict[str, Path] = {}
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
        warehouse.connection.execute("SET parquet_metadata_cache = true")
        for file in files:
            dataset, table = file.name.removesuffix(".parquet").split(".")
            try:
                warehouse.connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{dataset}"')
                columns = _guarded_columns(warehouse.connection, file)
                source = str(file).replace("'", "''")
                rows = f"SELECT {columns} FROM read_parquet('{source}')"  # noqa: S608 - the file's own names, quoted
                view = f'CREATE VIEW "{dataset}"."{table}" AS {rows}'
                warehouse.connection.execute(view)
                warehouse._files[f"{dataset}.{table}"] = file
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
        return Description(found, statistics=self._statistics(found))

    def _statistics(self, found: Mapping[str, Mapping[str, str]]) -> dict[str, TableStatistics]:
        """Rows of tables by the catalogue; of views over parquet files what their footers say."""
        sizes = self.connection.execute(
            "SELECT schema_name || '.' || table_name, estimated_size FROM duckdb_tables() WHERE NOT internal"
        ).fetchall()
        known = {table: TableStatistics(rows) for table, rows in sizes if table in found}
        for table in found.keys() & self._files.keys():
            known[table] = _of_file(self.connection, self._files[table], found[table])
        return known

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


def _guarded_columns(connection: duckdb.DuckDBPyConnection, file: Path) -> str:
    """All columns of a file, those of floats less zero, which is themselves.

    By a parquet file's statistics no float is not-a-number: those who write them pass over it, and DuckDB, which holds
    it to be the greatest number, then drops comparisons that it breaks. It does not look through a subtraction.
    """
    relation = connection.read_parquet(str(file))
    kinds = {"DOUBLE", "FLOAT"}
    floats = {
        name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True) if str(kind) in kinds
    }
    quoted = {'"' + name.replace('"', '""') + '"': kind for name, kind in floats.items()}
    replaced = ", ".join(f"{name} - 0::{kind} AS {name}" for name, kind in quoted.items())
    return f"* REPLACE ({replaced})" if replaced else "*"


# A group of nothing but NULL has no least and greatest, and needs none.
_FOOTER = """
SELECT path_in_schema, sum(row_group_num_rows),
    CASE WHEN bool_and(stats_null_count IS NOT NULL) THEN sum(stats_null_count) END,
    bool_and(least IS NOT NULL AND greatest IS NOT NULL OR coalesce(stats_null_count = num_values, false)),
    min(try_cast(least AS BIGINT)), max(try_cast(greatest AS BIGINT)),
    min(try_cast(least AS DATE)), max(try_cast(greatest AS DATE))
FROM (
    SELECT *, coalesce(stats_min_value, stats_min) AS least, coalesce(stats_max_value, stats_max) AS greatest
    FROM parquet_metadata(?)
)
GROUP BY path_in_schema
HAVING count(DISTINCT column_id) = 1
"""
_INTEGERS = ("int8", "int16", "int32", "int64")


def _of_file(connection: duckdb.DuckDBPyConnection, file: Path, columns: Mapping[str, str]) -> TableStatistics:
    """What the footer of a parquet file says; nothing where it cannot be read."""
    try:
        footer = connection.execute(_FOOTER, [str(file)]).fetchall()
    except duckdb.Error:
        # The queries themselves will say what is wrong with the file.
        return NOTHING_KNOWN
    rows: int | None = None
    found: dict[str, ColumnStatistics] = {}
    for name, in_groups, nulls, bounded, *bounds in footer:
        rows = int(in_groups)
        kind = columns.get(name, "<unknown>")
        if "<" in kind:
            # A part of a nested column has the path of no column.
            continue
        known = bounds[:2] if kind in _INTEGERS else bounds[2:] if kind == "date" else (None, None)
        found[name] = ColumnStatistics(None if nulls is None else int(nulls), *(known if bounded else (None, None)))
    return TableStatistics(rows, found)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
