"""A folder of recordings under construction, and what loading it gave."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from harness.clock import FrozenClock
from harness.ingest.load import LoadReport, load_recordings
from harness.results import CheckResult, FileReceipt, Finding, Outcome

# Starting threads takes longer than these few rows do.
ONE_THREAD = {"threads": "1"}
NOW = datetime(2025, 1, 16, 12, tzinfo=UTC)


@dataclass
class Shelf:
    """Files with a manifest that tells the truth, unless told otherwise."""

    folder: Path
    connection: duckdb.DuckDBPyConnection = field(default_factory=lambda: duckdb.connect(config=ONE_THREAD))
    entries: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection.execute("SET TimeZone = 'UTC'")

    def put(self, file: str, content: object, *, listed: bool = True, **entry: Any) -> Shelf:
        """A file from bytes, text or a JSON value; `.gz` is packed. `entry` adds to its manifest entry."""
        data = content if isinstance(content, bytes) else _encoded(content)
        if file.endswith(".gz") and not isinstance(content, bytes):
            data = gzip.compress(data, mtime=0)
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if listed:
            self.entries.append({"file": file, "sha256": hashlib.sha256(data).hexdigest()} | entry)
            self.manifest(self.entries)
        return self

    def manifest(self, content: object) -> Shelf:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        (self.folder / "MANIFEST.json").write_bytes(data)
        return self

    def load(self, now: datetime = NOW) -> Outcomes:
        return Outcomes(load_recordings(self.folder, self.connection, clock=FrozenClock(now)), self.connection)


@dataclass(frozen=True)
class Outcomes:
    report: LoadReport
    connection: duckdb.DuckDBPyConnection

    def result(self, file: str) -> CheckResult:
        (found,) = [result for result in self.report.results if result.subject == f"recording.{file}"]
        return found

    def reason(self, file: str) -> str:
        """Why it passed; fails the test if it did not."""
        result = self.result(file)
        assert result.outcome is Outcome.PASSED, result.finding
        return result.reason or ""

    def finding(self, file: str) -> Finding:
        """What is wrong with it; fails the test if nothing is."""
        result = self.result(file)
        assert result.finding is not None, result
        return result.finding

    def receipts(self, file: str) -> list[FileReceipt]:
        return [receipt for receipt in self.report.receipts if receipt.file == file]

    def failed(self) -> list[str]:
        return [result.subject for result in self.report.results if result.outcome is Outcome.FAILED]

    def rows(self, table: str, columns: str = "*", where: str = "true") -> list[dict[str, Any]]:
        """Rows of an nba_raw table in the order of their insertion; instants in UTC."""
        query = f"SELECT {columns} FROM nba_raw.{table} WHERE {where}"
        return self.connection.execute(query).to_arrow_table().to_pylist()

    def row(self, table: str, columns: str = "*", where: str = "true") -> dict[str, Any]:
        (row,) = self.rows(table, columns, where)
        return row

    def count(self, table: str) -> int:
        return self.connection.execute(f"SELECT count(*) FROM nba_raw.{table}").fetchall()[0][0]

    def everything(self) -> dict[str, list[str]]:
        """All rows of all raw tables, as text that can be compared."""
        listing = self.connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'nba_raw'")
        return {table: sorted(str(row) for row in self.rows(table)) for (table,) in listing.fetchall()}


def _encoded(content: object) -> bytes:
    return content.encode() if isinstance(content, str) else json.dumps(content).encode()
