"""The history in a DuckDB file: one file, one writer at a time, one transaction a run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from harness.history.facts import SCHEMA_VERSION, SCHEMAS, Past, rows_of, run_of
from harness.history.store import HistoryError, past_of
from harness.results import RunReport

_VERSION_TABLE = "harness_history"
_TYPES = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
}


class DuckDBHistory:
    """Facts of runs in a file, which is made when it is first written to.

    It is open only while something is read or written, so that a long run keeps nobody out.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def place(self) -> str:
        return str(self.path)

    def check(self) -> None:
        if self.path.exists():
            with self._open():
                pass
        elif self.path.parent.exists() and not self.path.parent.is_dir():
            raise HistoryError(f"history {self.path}: {self.path.parent} is no folder; name another place")

    def read(self, series: str) -> Past:
        if not self.path.exists():
            return Past()
        with self._open() as connection, self._said():
            return past_of(
                lambda sql: connection.execute(sql, {"series": series}).to_arrow_table(),
                {name: name for name in SCHEMAS},
                "$series",
            )

    def write(self, report: RunReport, *, series: str) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HistoryError(f"history {self.path}: its folder cannot be made ({error}); name another") from error
        with self._open() as connection, self._said():
            connection.begin()
            run = run_of(report, series).run
            kept = connection.execute("SELECT count(*) FROM harness_runs WHERE run = $run", {"run": run}).fetchone()
            if kept == (0,):
                for name, rows in rows_of(report, series).items():
                    connection.register("rows_of_run", rows)
                    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM rows_of_run")  # noqa: S608 - own names
                    connection.unregister("rows_of_run")
            connection.commit()

    @contextmanager
    def _open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The file, with its tables; made where there is none. Closed at the end."""
        try:
            connection = duckdb.connect(str(self.path))
        except duckdb.Error as error:
            raise HistoryError(self._refused(error)) from error
        try:
            with self._said():
                connection.execute("SET TimeZone = 'UTC'")
                self._tables(connection)
            yield connection
        finally:
            connection.close()

    def _refused(self, error: duckdb.Error) -> str:
        text = str(error)
        if "lock" in text.lower():
            return (
                f"history {self.path} is in use by another process, so nothing was read or written; "
                "wait for the other run, or name another file with --history"
            )
        return (
            f"history {self.path} cannot be opened and was left as it is ({text.strip().splitlines()[0]}); "
            "put a copy of it back, or move it away and the next run starts a new one"
        )

    @contextmanager
    def _said(self) -> Iterator[None]:
        """An engine's error as one that says which file and what to do; what was begun is undone by closing."""
        try:
            yield
        except duckdb.Error as error:
            raise HistoryError(
                f"history {self.path} is damaged or was changed by something else, and was left as it is "
                f"({str(error).strip().splitlines()[0]}); put a copy of it back, or move it away"
            ) from error

    def _tables(self, connection: duckdb.DuckDBPyConnection) -> None:
        found = connection.execute(
            "SELECT schema_name || '.' || table_name, column_name FROM duckdb_columns() "
            "WHERE NOT internal AND database_name = current_database()"
        ).fetchall()
        there: dict[str, set[str]] = {}
        for name, column in found:
            there.setdefault(name.removeprefix("main."), set()).add(column)
        if not there:
            _create(connection)
            return
        if _VERSION_TABLE not in there:
            raise HistoryError(
                f"history {self.path} is a DuckDB file of something else ({', '.join(sorted(there)[:3])}, …); "
                "nothing is written to it, name another file"
            )
        (version,) = connection.execute(f"SELECT max(schema_version) FROM {_VERSION_TABLE}").fetchone() or (None,)  # noqa: S608
        if version != SCHEMA_VERSION:
            raise HistoryError(
                f"history {self.path} has schema {version}, this harness knows {SCHEMA_VERSION}; it was left as it is: "
                "install the harness that wrote it, or name another file"
            )
        missing = [n for n, s in SCHEMAS.items() if not set(s.names) <= there.get(n, set())]
        if missing:
            raise HistoryError(
                f"history {self.path} lacks {', '.join(missing)} or columns of it; it was left as it is: "
                "put a copy of it back, or move it away and the next run starts a new one"
            )


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.begin()
    for name, schema in SCHEMAS.items():
        columns = ", ".join(f"{field.name} {_TYPES[field.type]}" for field in schema)
        connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.execute(f"CREATE TABLE {_VERSION_TABLE} (schema_version INTEGER)")
    connection.execute(f"INSERT INTO {_VERSION_TABLE} VALUES ({SCHEMA_VERSION})")  # noqa: S608
    connection.commit()
