"""A loopback server that speaks BigQuery's REST shapes and answers from DuckDB.

It lets the tests use Google's real client. It knows what the harness uses: tables.get, jobs.insert with and
without dryRun, jobs.get, jobs.getQueryResults and jobs.cancel, and errors in BigQuery's own JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa
import sqlglot
import sqlglot.expressions as sge

from harness.warehouse.schema import TableSchema, declared_tables

MEBIBYTE = 1024**2
LEAST_BILLED = 10 * MEBIBYTE
"""BigQuery bills at least 10 MB a query, and whole megabytes above."""


class RefusedError(Exception):
    """An answer in BigQuery's error shape."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.status, self.reason, self.message = status, reason, message

    @property
    def result(self) -> dict[str, str]:
        return {"reason": self.reason, "message": self.message}

    @property
    def body(self) -> dict[str, Any]:
        detail = {"message": self.message, "domain": "global", "reason": self.reason}
        return {"error": {"code": self.status, "message": self.message, "errors": [detail]}}


@dataclass(frozen=True)
class Request:
    """One request that arrived. `what` is the method's name in BigQuery's reference."""

    what: str
    body: dict[str, Any]

    @property
    def configuration(self) -> dict[str, Any]:
        return self.body["configuration"]

    @property
    def dry_run(self) -> bool:
        return bool(self.body.get("configuration", {}).get("dryRun"))

    @property
    def sql(self) -> str:
        return self.configuration["query"]["query"]


@dataclass
class StandIn:
    """The server's state.

    `refuse` maps a method (`tables.get`, `jobs.insert`, `dry run`) to the error it answers with; `stuck` leaves
    queries running for ever; `rows_a_page` cuts answers into pages.
    """

    connection: duckdb.DuckDBPyConnection
    address: str = ""
    requests: list[Request] = field(default_factory=list)
    refuse: dict[str, RefusedError] = field(default_factory=dict)
    stuck: bool = False
    rows_a_page: int = 1000
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, pa.Table] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def sent(self, what: str) -> list[Request]:
        return [request for request in self.requests if request.what == what]

    @property
    def dry_runs(self) -> list[Request]:
        return [request for request in self.sent("jobs.insert") if request.dry_run]

    @property
    def real_jobs(self) -> list[Request]:
        return [request for request in self.sent("jobs.insert") if not request.dry_run]

    def answer(self, verb: str, path: str, query: str, body: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            match verb, path.removeprefix("/bigquery/v2/").split("/"):
                case "GET", ["projects", project, "datasets", dataset, "tables", table]:
                    self._arrived("tables.get", body)
                    return self._table(project, dataset, table)
                case "POST", ["projects", _, "jobs"]:
                    self._arrived("jobs.insert", body)
                    return self._insert(body)
                case "GET", ["projects", _, "jobs", job]:
                    self._arrived("jobs.get", body)
                    return self.jobs[job]
                case "GET", ["projects", _, "queries", job]:
                    self._arrived("jobs.getQueryResults", body)
                    return self._results(job, dict(part.split("=") for part in query.split("&") if part))
                case "POST", ["projects", _, "jobs", job, "cancel"]:
                    self._arrived("jobs.cancel", body)
                    stopped = {"reason": "stopped", "message": "Job execution was cancelled: User requested"}
                    self.jobs[job]["status"] = {"state": "DONE", "errorResult": stopped}
                    return {"kind": "bigquery#jobCancelResponse", "job": self.jobs[job]}
        raise RefusedError(404, "notFound", f"the stand-in knows no {verb} {path}")

    def _arrived(self, what: str, body: dict[str, Any]) -> None:
        request = Request(what, body)
        self.requests.append(request)
        error = self.refuse.get("dry run" if request.dry_run else what)
        if error is not None:
            raise error

    def _table(self, project: str, dataset: str, name: str) -> dict[str, Any]:
        full = f"{dataset}.{name}"
        there = self.connection.execute(
            "SELECT 1 FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?", [dataset, name]
        ).fetchone()
        if there is None:
            raise RefusedError(404, "notFound", f"Not found: Table {project}:{full}")
        fields = [
            {"name": column.name, "type": _legacy(column.type), "mode": column.mode}
            for column in declared_tables()[full].columns
        ]
        reference = {"projectId": project, "datasetId": dataset, "tableId": name}
        return {"kind": "bigquery#table", "tableReference": reference, "schema": {"fields": fields}}

    # One job

    def _insert(self, body: dict[str, Any]) -> dict[str, Any]:
        configuration = body["configuration"]
        tree = sqlglot.parse_one(configuration["query"]["query"], read="bigquery")
        try:
            processed = self._bytes(tree)
            rows = self._run(tree)
        except duckdb.Error as error:
            raise RefusedError(400, "invalidQuery", f"{str(error).splitlines()[0]} at [1:1]") from error
        billed = max(LEAST_BILLED, -(-processed // MEBIBYTE) * MEBIBYTE)
        dry_run = bool(configuration.get("dryRun"))
        statistics = {"totalBytesProcessed": str(processed), "statementType": "SELECT"}
        if not dry_run:
            statistics["totalBytesBilled"] = str(billed)
        job = {
            "kind": "bigquery#job",
            "jobReference": body["jobReference"],
            "configuration": configuration,
            "statistics": {"query": statistics, "totalBytesProcessed": str(processed)},
            "status": {"state": "RUNNING" if self.stuck and not dry_run else "DONE"},
        }
        if not dry_run and billed > int(configuration["query"].get("maximumBytesBilled", billed)):
            limit = configuration["query"]["maximumBytesBilled"]
            error = RefusedError(
                400,
                "bytesBilledLimitExceeded",
                f"Query exceeded limit for bytes billed: {limit}. {billed} or higher required.",
            )
            job["status"]["errorResult"] = error.result
        if not dry_run:
            self.jobs[body["jobReference"]["jobId"]] = job
            self.answers[body["jobReference"]["jobId"]] = rows
        return job

    def _run(self, tree: sge.Expression) -> pa.Table:
        return self.connection.execute(in_duckdb(tree)).to_arrow_table()

    def _bytes(self, tree: sge.Expression) -> int:
        """Every scan: its rows within the partition filter, times the columns that the query names anywhere."""
        named = {column.name for column in tree.find_all(sge.Column)}
        total = 0
        for scan in tree.find_all(sge.Table):
            schema = declared_tables().get(f"{scan.db}.{scan.name}")
            if schema is not None:
                total += self._bytes_of(scan, schema, named)
        return total

    def _bytes_of(self, scan: sge.Table, schema: TableSchema, named: set[str]) -> int:
        sizes = [_size(column.name, column.type) for column in schema.columns if column.name in named] or ["0"]
        where = scan.find_ancestor(sge.Select).args.get("where")
        conditions = (
            where.this.flatten() if where and isinstance(where.this, sge.And) else [where.this] if where else []
        )
        limits = [
            one for one in conditions if {column.name for column in one.find_all(sge.Column)} == {schema.partition}
        ]
        rows = sge.select(f"SUM({' + '.join(sizes)})").from_(sge.table_(scan.name, scan.db, alias=scan.alias or None))
        cell = self._run(rows.where(*limits) if limits else rows).column(0)[0].as_py()
        return int(cell or 0)

    def _results(self, job: str, parameters: dict[str, str]) -> dict[str, Any]:
        reference = {"projectId": "stand-in", "jobId": job}
        if self.jobs[job]["status"]["state"] != "DONE":
            return {"kind": "bigquery#getQueryResultsResponse", "jobReference": reference, "jobComplete": False}
        rows = self.answers[job]
        start = int(parameters.get("pageToken", 0))
        size = min(int(parameters.get("maxResults", self.rows_a_page)), self.rows_a_page)
        page = rows.slice(start, size)
        answer: dict[str, Any] = {
            "kind": "bigquery#getQueryResultsResponse",
            "jobReference": reference,
            "jobComplete": True,
            "totalRows": str(rows.num_rows),
            "schema": {"fields": [{"name": f.name, "type": _kind(f.type), "mode": "NULLABLE"} for f in rows.schema]},
        }
        # With maxResults=0 BigQuery leaves "rows" out; an empty list would tell the client that it has them all.
        if page.num_rows:
            answer["rows"] = [{"f": [{"v": _cell(cell)} for cell in row.values()]} for row in page.to_pylist()]
        if size and start + page.num_rows < rows.num_rows:
            answer["pageToken"] = str(start + page.num_rows)
        return answer


def in_duckdb(tree: sge.Expression) -> str:
    """BigQuery's SQL in DuckDB's words, without the project before a table."""

    def rewrite(node: sge.Expression) -> sge.Expression:
        if isinstance(node, sge.Table):
            node.set("catalog", None)
        if isinstance(node, sge.FarmFingerprint):
            return sge.Anonymous(this="HASH", expressions=node.find(sge.Struct).expressions)
        if isinstance(node, sge.Anonymous) and node.name.upper() == "IEEE_DIVIDE":
            return sge.Div(this=sge.paren(node.expressions[0]), expression=sge.paren(node.expressions[1]))
        return node

    return tree.transform(rewrite).sql(dialect="duckdb")


def _size(name: str, kind: str) -> str:
    """BigQuery's price list: 8 bytes a number or date, 1 a BOOL, 2 more than its length a string; NULL is free."""
    if kind in ("STRING", "JSON"):
        return f"COALESCE(2 + STRLEN(CAST({name} AS TEXT)), 0)"
    return f"CASE WHEN {name} IS NULL THEN 0 ELSE {1 if kind == 'BOOL' else 8} END"


def _legacy(kind: str) -> str:
    return {"INT64": "INTEGER", "FLOAT64": "FLOAT", "BOOL": "BOOLEAN"}.get(kind, kind)


def _kind(kind: pa.DataType) -> str:
    tests: list[tuple[Callable[[pa.DataType], bool], str]] = [
        (pa.types.is_boolean, "BOOLEAN"),
        (pa.types.is_integer, "INTEGER"),
        (pa.types.is_decimal, "INTEGER"),
        (pa.types.is_floating, "FLOAT"),
        (pa.types.is_date, "DATE"),
        (pa.types.is_timestamp, "TIMESTAMP"),
    ]
    return next((name for holds, name in tests if holds(kind)), "STRING")


def _cell(cell: Any) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime):
        return str(round(cell.timestamp() * 1_000_000))
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, Decimal) else str(cell)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stand_in: StandIn

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer(json.loads(text or b"{}"))

    def _answer(self, body: dict[str, Any]) -> None:
        url = urlsplit(self.path)
        try:
            status, answer = 200, self.stand_in.answer(self.command, url.path, url.query, body)
        except RefusedError as error:
            status, answer = error.status, error.body
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's word
        """Quiet: the tests read `StandIn.requests`."""


@contextmanager
def serving(connection: duckdb.DuckDBPyConnection) -> Iterator[StandIn]:
    """The stand-in on a free loopback port, for as long as the block lasts."""
    stand_in = StandIn(connection)
    handler = type("Handler", (_Handler,), {"stand_in": stand_in})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    stand_in.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
