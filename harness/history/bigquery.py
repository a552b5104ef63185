"""The history in the dataset `validation` of a BigQuery project: load jobs in, bounded queries out.

BigQuery has no transaction over load jobs, so the table of runs is loaded last and a run counts once it is in there.
A load job is whole or nothing, so a run that was killed between two of them is written to its end by the next attempt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from datetime import date

import google.auth.exceptions
import pyarrow as pa
import requests
from google.api_core import exceptions
from google.cloud import bigquery

from harness.history.facts import SCHEMA_VERSION, SCHEMAS, Past, rows_of, run_of
from harness.history.store import HistoryError, past_of
from harness.results import RunReport

DATASET = "validation"
_VERSION_LABEL = "harness_history"
_TYPES = {
    pa.string(): "STRING",
    pa.int64(): "INT64",
    pa.float64(): "FLOAT64",
    pa.bool_(): "BOOL",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP",
}
_NOT_ANSWERED = (
    exceptions.GoogleAPIError,
    google.auth.exceptions.GoogleAuthError,
    requests.RequestException,
    ConnectionError,
    FutureTimeoutError,
)

Connect = Callable[[], bigquery.Client]


def client_of(project: str) -> Connect:
    """Google's own client, made when it is needed."""
    return lambda: bigquery.Client(project=project)


class BigQueryHistory:
    """Facts of runs in four tables of one dataset, which must be there; the tables are made with the first run.

    `bytes_per_query` bounds what one look at the past may bill, `timeout_s` one request or job.
    """

    def __init__(self, project: str, connect: Connect, *, bytes_per_query: int, timeout_s: float) -> None:
        self.place = f"bigquery://{project}/{DATASET}"
        self._dataset = f"{project}.{DATASET}"
        self._connect = connect
        self._bytes_per_query = bytes_per_query
        self._timeout_s = timeout_s

    def check(self) -> None:
        with self._client() as client:
            self._tables(client)

    def read(self, series: str) -> Past:
        with self._client() as client:
            if len(self._tables(client)) < len(SCHEMAS):
                return Past()
            places = {name: f"`{self._dataset}.{name}`" for name in SCHEMAS}
            return past_of(lambda sql: self._ask(client, sql, "series", series), places, "@series")

    def write(self, report: RunReport, *, series: str) -> None:
        run = run_of(report, series).run
        with self._client() as client:
            there = self._tables(client)
            for name in SCHEMAS:
                if name not in there:
                    client.create_table(self._declared(name), exists_ok=True, timeout=self._timeout_s)
            for name, rows in rows_of(report, series).items():
                if rows.num_rows and not self._has(client, name, run):
                    self._load(client, name, rows)

    def _declared(self, name: str) -> bigquery.Table:
        table = bigquery.Table(f"{self._dataset}.{name}", schema=_fields(SCHEMAS[name]))
        table.labels = {_VERSION_LABEL: str(SCHEMA_VERSION)}
        table.clustering_fields = ["run"]
        return table

    def _tables(self, client: bigquery.Client) -> set[str]:
        """Those of our tables that are there, seen to be of this version.

        Raises:
            HistoryError: there is no dataset, or a table is of something else.
        """
        try:
            client.get_dataset(self._dataset, timeout=self._timeout_s)
        except exceptions.NotFound:
            make = f"bq mk --dataset {self._dataset.replace('.', ':')}"
            raise HistoryError(f"history {self.place}: there is no such dataset; make it with: {make}") from None
        there = set()
        for name, schema in SCHEMAS.items():
            try:
                table = client.get_table(f"{self._dataset}.{name}", timeout=self._timeout_s)
            except exceptions.NotFound:
                continue
            self._fitting(table, schema)
            there.add(name)
        return there

    def _fitting(self, table: bigquery.Table, schema: pa.Schema) -> None:
        version = table.labels.get(_VERSION_LABEL)
        if version is not None and version != str(SCHEMA_VERSION):
            raise HistoryError(
                f"history {self.place}: {table.table_id} has schema {version}, this harness knows {SCHEMA_VERSION}; "
                "nothing was changed: install the harness that wrote it"
            )
        if version is None or not set(schema.names) <= {field.name for field in table.schema}:
            raise HistoryError(
                f"history {self.place}: {table.table_id} is not as this harness makes it; nothing was changed: "
                "rename it, and the next run makes its own"
            )

    def _has(self, client: bigquery.Client, name: str, run: str) -> bool:
        sql = f"SELECT run FROM `{self._dataset}.{name}` WHERE run = @run LIMIT 1"  # noqa: S608 - own names
        return bool(self._ask(client, sql, "run", run).num_rows)

    def _ask(self, client: bigquery.Client, sql: str, name: str, value: str) -> pa.Table:
        config = bigquery.QueryJobConfig(
            query_parameters=[bigquery.ScalarQueryParameter(name, "STRING", value)],
            maximum_bytes_billed=self._bytes_per_query,
        )
        result = client.query(sql, job_config=config, timeout=self._timeout_s).result(timeout=self._timeout_s)
        return result.to_arrow(create_bqstorage_client=False)

    def _load(self, client: bigquery.Client, name: str, rows: pa.Table) -> None:
        config = bigquery.LoadJobConfig(schema=_fields(SCHEMAS[name]), write_disposition="WRITE_APPEND")
        records = [{key: _json(value) for key, value in row.items()} for row in rows.to_pylist()]
        job = client.load_table_from_json(
            records, f"{self._dataset}.{name}", job_config=config, timeout=self._timeout_s
        )
        job.result(timeout=self._timeout_s)

    @contextmanager
    def _client(self) -> Iterator[bigquery.Client]:
        """A client, closed at the end; what the service does not answer is said with place and advice."""
        try:
            client = self._connect()
        except google.auth.exceptions.GoogleAuthError as error:
            raise HistoryError(self._said(error)) from error
        try:
            yield client
        except _NOT_ANSWERED as error:
            raise HistoryError(self._said(error)) from error
        finally:
            client.close()  # type: ignore[no-untyped-call]  # the client's close carries no annotation

    def _said(self, error: BaseException) -> str:
        if isinstance(error, google.auth.exceptions.GoogleAuthError):
            return f"history {self.place}: no valid Google credentials; run: gcloud auth application-default login"
        if isinstance(error, exceptions.Forbidden):
            return (
                f"history {self.place}: no permission; the account needs roles/bigquery.dataEditor on the dataset and "
                "roles/bigquery.jobUser"
            )
        if isinstance(error, exceptions.GoogleAPICallError):
            first = next(iter(str(error.message).splitlines()), "")
            return f"history {self.place}: BigQuery answered {error.code}: {first}; try again later"
        return f"history {self.place}: BigQuery cannot be reached ({type(error).__name__}); check the network"


def _fields(schema: pa.Schema) -> list[bigquery.SchemaField]:
    return [bigquery.SchemaField(field.name, _TYPES[field.type]) for field in schema]


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
