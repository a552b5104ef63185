"""BigQuery as a warehouse: read-only, priced before it runs, bounded in bytes and in time."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any

import google.auth.exceptions
import pyarrow as pa
import requests.exceptions
import sqlglot
import sqlglot.errors
import sqlglot.expressions as sge
from google.api_core import exceptions
from google.cloud import bigquery

from harness.warehouse.schema import declared_tables
from harness.warehouse.sql import Dialect, unpruned_tables
from harness.warehouse.warehouse import Answer, Description, WarehouseError

LONGEST_LABEL = 63
"""BigQuery's bound on label keys and values, which hold lower-case letters, digits, `_` and `-` only."""

LONGEST_RETRY_S = 60.0
"""The client's own deadline is ten minutes a call; a validation run would rather say that it does not know."""

_WRITES = (sge.DML, sge.Create, sge.Drop, sge.Alter, sge.Merge, sge.TruncateTable, sge.Command)

_IBIS = {
    "STRING": "string",
    "BYTES": "binary",
    "INTEGER": "int64",
    "INT64": "int64",
    "FLOAT": "float64",
    "FLOAT64": "float64",
    "BOOLEAN": "boolean",
    "BOOL": "boolean",
    "DATE": "date",
    "TIME": "time",
    "DATETIME": "timestamp",
    "TIMESTAMP": "timestamp('UTC')",
    "NUMERIC": "decimal(38, 9)",
    "BIGNUMERIC": "decimal(76, 38)",
    "GEOGRAPHY": "geography",
    "INTERVAL": "interval('us')",
    "JSON": "json",
}
"""Names of BigQuery types as tables.get gives them (legacy) and as DDL does (standard)."""

_NOT_ANSWERED = (
    exceptions.GoogleAPIError,
    google.auth.exceptions.GoogleAuthError,
    requests.exceptions.RequestException,
    ConnectionError,
    FutureTimeoutError,
)


class UnprunedScanError(WarehouseError):
    """A scan is not limited on its table's partition column, so BigQuery would read the whole table."""


class BigQueryWarehouse:
    """Tables of one Google Cloud project.

    `bytes_per_query` bounds what one query may bill; BigQuery bills at least 10 MB a query, so less than that
    refuses everything. `timeout_s` bounds one query, from its insertion to its last row. `labels` go on every job.
    """

    dialect: Dialect = "bigquery"

    def __init__(
        self, client: bigquery.Client, *, bytes_per_query: int, timeout_s: float, labels: Mapping[str, str]
    ) -> None:
        self._client = client
        self._bytes_per_query = bytes_per_query
        self._timeout_s = timeout_s
        self._labels = {_label_key(key): label_value(text) for key, text in labels.items()}
        self._retry = bigquery.DEFAULT_RETRY.with_timeout(min(timeout_s, LONGEST_RETRY_S))
        self._partitions = {
            name: declared.partition for name, declared in declared_tables().items() if declared.partition
        }

    @classmethod
    def connect(
        cls,
        project: str,
        *,
        bytes_per_query: int,
        timeout_s: float,
        labels: Mapping[str, str],
        location: str | None = None,
    ) -> BigQueryWarehouse:
        """A project, with the application default credentials. Sends nothing to BigQuery.

        Raises:
            WarehouseError: there are no such credentials.
        """
        try:
            client = bigquery.Client(project=project, location=location)
        except google.auth.exceptions.GoogleAuthError as error:
            raise WarehouseError(_reason(error)) from error
        return cls(client, bytes_per_query=bytes_per_query, timeout_s=timeout_s, labels=labels)

    @property
    def name(self) -> str:
        return f"bigquery {self._client.project}"

    @property
    def catalog(self) -> str | None:
        return str(self._client.project)

    def describe(self, tables: Iterable[str]) -> Description:
        """Columns by tables.get, which reads no bytes."""
        found, unreachable = self._metadata(tables)
        columns = {name: {column.name: ibis_type(column) for column in table.schema} for name, table in found.items()}
        return Description(columns, unreachable)

    def resources(self, tables: Iterable[str]) -> tuple[dict[str, Any], ...]:
        """Those of the tables that are there, as tables.get answers; reads no bytes.

        Raises:
            WarehouseError: one could not be asked for.
        """
        found, unreachable = self._metadata(tables)
        for reason in unreachable.values():
            raise WarehouseError(reason)
        return tuple(table.to_api_repr() for table in found.values())

    def _metadata(self, tables: Iterable[str]) -> tuple[dict[str, bigquery.Table], dict[str, str]]:
        """Tables that are there, and for those that could not be asked for the reason."""
        found: dict[str, bigquery.Table] = {}
        unreachable: dict[str, str] = {}
        gone: str | None = None
        for name in tables:
            if gone is not None:
                unreachable[name] = gone
                continue
            try:
                found[name] = self._client.get_table(
                    f"{self.catalog}.{name}", retry=self._retry, timeout=self._timeout_s
                )
            except exceptions.NotFound:
                continue
            except WarehouseError as error:
                unreachable[name] = f"{name}: {error}"
            except exceptions.GoogleAPICallError as error:
                unreachable[name] = f"{name}: {_reason(error)}"
            except _NOT_ANSWERED as error:
                # Nobody answers: the other tables would each wait as long for the same silence.
                gone = unreachable[name] = _reason(error)
        return found, unreachable

    def estimate(self, sql: str) -> int | None:
        self._guard(sql)
        config = bigquery.QueryJobConfig(
            dry_run=True, use_query_cache=False, labels=self._labels, maximum_bytes_billed=self._bytes_per_query
        )
        try:
            job = self._client.query(sql, job_config=config, retry=self._retry, timeout=self._timeout_s, job_retry=None)
        except _NOT_ANSWERED as error:
            raise WarehouseError(_reason(error)) from error
        return int(job.total_bytes_processed or 0)

    def query(self, sql: str, *, subjects: tuple[str, ...] = ()) -> Answer:
        self._guard(sql)
        config = bigquery.QueryJobConfig(
            labels=self._labels | subject_labels(subjects),
            maximum_bytes_billed=self._bytes_per_query,
            job_timeout_ms=int(self._timeout_s * 1000),
        )
        started = time.perf_counter()
        try:
            job = self._client.query(sql, job_config=config, retry=self._retry, timeout=self._timeout_s, job_retry=None)
            rows = self._rows(job)
        except _NOT_ANSWERED as error:
            raise WarehouseError(_reason(error)) from error
        billed = job.total_bytes_billed
        return Answer(rows, (time.perf_counter() - started) * 1000, None if billed is None else int(billed))

    def _rows(self, job: bigquery.QueryJob) -> pa.Table:
        try:
            result = job.result(retry=self._retry, timeout=self._timeout_s, job_retry=None)
            return result.to_arrow(create_bqstorage_client=False)
        except FutureTimeoutError as error:
            raise WarehouseError(
                f"BigQuery did not finish within {self._timeout_s:g} s; {self._cancel(job)}; "
                "narrow the window or allow more time"
            ) from error

    def _cancel(self, job: bigquery.QueryJob) -> str:
        try:
            job.cancel(retry=None, timeout=self._timeout_s)
        except _NOT_ANSWERED:
            return f"job {job.job_id} could not be cancelled and may still run"
        return f"job {job.job_id} was cancelled"

    def _guard(self, sql: str) -> None:
        """Refuse, before anything is sent, what writes or what would read a whole partitioned table."""
        try:
            statements = sqlglot.parse(sql, read="bigquery")
        except sqlglot.errors.SqlglotError as error:
            raise WarehouseError(f"the warehouse is read-only and this is no SELECT: {_first_line(error)}") from error
        statement = statements[0] if len(statements) == 1 else None
        if not isinstance(statement, sge.Query) or statement.find(*_WRITES):
            raise WarehouseError("the warehouse is read-only: it takes one SELECT at a time and nothing else")
        for name in unpruned_tables(statement, self._partitions):
            raise UnprunedScanError(
                f"{name} would be read whole: limit the scan on its partition column {self._partitions[name]}"
            )

    def close(self) -> None:
        self._client.close()  # type: ignore[no-untyped-call]  # the client's close carries no annotation


def ibis_type(column: bigquery.SchemaField) -> str:
    """The Ibis type of a column as tables.get describes it.

    Raises:
        WarehouseError: a type that Ibis has no counterpart for.
    """
    if column.field_type in ("RECORD", "STRUCT"):
        kind = f"struct<{', '.join(f'{field.name}: {ibis_type(field)}' for field in column.fields)}>"
    elif column.field_type in _IBIS:
        kind = _IBIS[column.field_type]
    else:
        raise WarehouseError(f"column {column.name} is of type {column.field_type}, which no check can read")
    return f"array<{kind}>" if column.mode == "REPEATED" else kind


def label_value(text: str) -> str:
    """Text as a label value. What is too long keeps its beginning and a digest, so that two stay two."""
    clean = re.sub(r"[^a-z0-9_-]", "-", text.lower())
    if len(clean) <= LONGEST_LABEL:
        return clean
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{clean[: LONGEST_LABEL - len(digest) - 1]}-{digest}"


def _label_key(text: str) -> str:
    key = label_value(text)
    return key if key[:1].isalpha() else label_value(f"label_{key}")


def subject_labels(subjects: tuple[str, ...]) -> dict[str, str]:
    """Labels that say on whose behalf a query runs."""
    return {"subjects": label_value("__".join(subjects))} if subjects else {}


def _reason(error: BaseException) -> str:
    """Why BigQuery did not answer and what to do, in one line. Never holds a credential."""
    if isinstance(error, exceptions.RetryError) and error.cause is not None:
        return _reason(error.cause)
    if isinstance(error, google.auth.exceptions.TransportError):
        return "Google's sign-in service cannot be reached; check the network"
    if isinstance(error, (google.auth.exceptions.GoogleAuthError, exceptions.Unauthorized)):
        return "no valid Google credentials; run: gcloud auth application-default login"
    if isinstance(error, (FutureTimeoutError, requests.exceptions.Timeout)):
        return "BigQuery did not answer in time; try again, narrow the window or allow more time"
    if isinstance(error, exceptions.GoogleAPICallError):
        return f"{_advice(error)}: {_said(error)}"
    return f"BigQuery cannot be reached ({type(error).__name__}); check the network and the endpoint"


def _advice(error: exceptions.GoogleAPICallError) -> str:
    code = error.errors[0].get("reason") if error.errors and isinstance(error.errors[0], dict) else None
    if code == "bytesBilledLimitExceeded":
        return "the query would bill more than bytes_per_query allows; narrow the window or raise it"
    if code in ("quotaExceeded", "rateLimitExceeded") or isinstance(error, exceptions.TooManyRequests):
        return "a BigQuery quota is used up; wait, or ask for more of it"
    if isinstance(error, exceptions.Forbidden):
        return "no permission; the account needs roles/bigquery.dataViewer and roles/bigquery.jobUser"
    if isinstance(error, exceptions.NotFound):
        return "not found; check the project, the dataset, the table and the location"
    if isinstance(error, exceptions.ServerError):
        return "BigQuery itself failed; try again later"
    return "BigQuery refused the query"


def _said(error: exceptions.GoogleAPICallError) -> str:
    # The client puts the request's URL before the server's own words, and the job's id on lines after them.
    line = _first_line(error.message) if error.message else type(error).__name__
    return re.sub(r"^[A-Z]+ https?://\S+ ", "", line)


def _first_line(error: object) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
