"""Errors of BigQuery by shape, switched on from another process: what its client makes of them, and their end."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from control_stage import LONG_S, Door
from google.api_core.exceptions import BadRequest, Conflict, Forbidden, ServiceUnavailable
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery
from google.cloud.bigquery import DEFAULT_RETRY

from harness.reference.platform.processes import Child

SOON = DEFAULT_RETRY.with_delay(initial=0.01, maximum=0.02).with_timeout(LONG_S)


@dataclass
class Table:
    """A table of its own with one row, 1 → 0."""

    client: bigquery.Client
    name: str

    @property
    def update(self) -> str:
        return f"UPDATE `{self.name}` SET n = n + 1 WHERE id = 1"

    @property
    def merge(self) -> str:
        return (
            f"MERGE `{self.name}` T USING (SELECT 1 AS id) S ON T.id = S.id "
            "WHEN MATCHED THEN UPDATE SET n = T.n + 1 WHEN NOT MATCHED THEN INSERT (id, n) VALUES (S.id, 0)"
        )

    def run(self, sql: str, **options: Any) -> bigquery.QueryJob:
        """The job, which has ended."""
        job = self.client.query(sql, timeout=LONG_S, **options)
        job.result(timeout=LONG_S)
        return job

    def n(self) -> int:
        [row] = self.client.query(f"SELECT n FROM `{self.name}` WHERE id = 1", retry=None, timeout=LONG_S).result()
        return int(row["n"])


@pytest.fixture
def table(processes: Mapping[str, Child]) -> Iterator[Table]:
    client = bigquery.Client("emu", AnonymousCredentials(), client_options={"api_endpoint": processes["bigquery"].url})
    client.create_dataset("ds", exists_ok=True)
    made = Table(client, f"emu.ds.t_{uuid.uuid4().hex[:8]}")
    fields = [bigquery.SchemaField("id", "INT64"), bigquery.SchemaField("n", "INT64")]
    client.create_table(bigquery.Table(made.name, schema=fields))
    made.run(f"INSERT INTO `{made.name}` (id, n) VALUES (1, 0)")
    yield made
    client.close()


@pytest.fixture
def at_bigquery(doors: Mapping[str, Door]) -> Door:
    return doors["bigquery"]


def test_of_two_merges_at_once_the_second_cannot_be_serialized(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("serialization_conflict", takes_s=60)
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(table.run, table.merge) for _ in range(2)]
        at_bigquery.hits(fault, 1)
        at_bigquery.off(fault)
        errors = [one.exception(LONG_S) for one in running]
    [refused] = [error for error in errors if error is not None]
    assert isinstance(refused, BadRequest)
    assert refused.errors[0]["reason"] == "invalidQuery"
    place = table.name.replace(".", ":", 1)
    assert f"Could not serialize access to table {place} due to concurrent update" in str(refused)
    assert table.n() == 1


def test_statements_that_do_not_meet_do_not_conflict(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("serialization_conflict", takes_s=0)
    for _ in range(2):
        table.run(table.merge)
    assert table.n() == 2
    assert at_bigquery.state(fault)["hits"] == 0


def test_the_next_statements_that_change_rows_conflict_when_forced(table: Table, at_bigquery: Door) -> None:
    at_bigquery.on("serialization_conflict", forced=True, first=2, takes_s=0, table="ds.t_")
    assert table.n() == 0
    table.run(f"INSERT INTO `{table.name}` (id, n) VALUES (2, 0)")
    job = table.client.query(table.update)
    with pytest.raises(BadRequest, match="Could not serialize access"):
        job.result()
    again = table.client.get_job(job.job_id)
    assert (again.state, again.error_result["reason"]) == ("DONE", "invalidQuery")
    with pytest.raises(BadRequest, match=r"Transaction is aborted due to concurrent update against table emu:ds\.t_"):
        table.run(f"BEGIN TRANSACTION; {table.update}; COMMIT TRANSACTION;")
    table.run(table.update)
    assert table.n() == 1


def test_a_query_without_a_job_conflicts_as_well(table: Table, at_bigquery: Door) -> None:
    at_bigquery.on("serialization_conflict", forced=True, first=1, takes_s=0)
    with pytest.raises(BadRequest, match="due to concurrent update"):
        table.client.query_and_wait(table.update)
    assert table.n() == 0


@pytest.mark.parametrize(
    ("kind", "parameters", "error", "reason"),
    [
        ("quota", {}, Forbidden, "quotaExceeded"),
        ("quota", {"reason": "rateLimitExceeded"}, Forbidden, "rateLimitExceeded"),
        ("unavailable", {}, ServiceUnavailable, "backendError"),
    ],
)
def test_a_refused_request_is_the_exception_that_it_is_of_bigquery(
    table: Table, at_bigquery: Door, kind: str, parameters: dict[str, str], error: type[Exception], reason: str
) -> None:
    fault = at_bigquery.on(kind, methods=["jobs.insert"], **parameters)
    with pytest.raises(error) as raised:
        table.client.query(table.update, retry=None, job_retry=None)
    assert raised.value.errors[0]["reason"] == reason  # type: ignore[attr-defined]
    at_bigquery.off(fault)
    assert table.n() == 0
    table.run(table.update, retry=None)
    at_bigquery.ends_by_itself(at_bigquery.on(kind, seconds=0.05, **parameters))
    assert table.n() == 1


@pytest.mark.parametrize(("kind", "parameters"), [("unavailable", {}), ("quota", {"reason": "rateLimitExceeded"})])
def test_the_client_tries_again_until_it_succeeds(
    table: Table, at_bigquery: Door, kind: str, parameters: dict[str, str]
) -> None:
    fault = at_bigquery.on(kind, first=2, methods=["jobs.insert"], **parameters)
    table.run(table.update, retry=SOON)
    assert at_bigquery.state(fault)["hits"] == 2
    assert table.n() == 1


def test_a_quota_is_not_tried_again(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("quota", methods=["jobs.insert"])
    with pytest.raises(Forbidden):
        table.client.query(table.update, retry=SOON, job_retry=None)
    assert at_bigquery.state(fault)["hits"] == 1


def test_loads_into_one_table_are_unavailable(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("unavailable", methods=["jobs.insert"], table=table.name.removeprefix("emu."))

    def load(name: str) -> None:
        table.client.load_table_from_json([{"id": 5, "n": 5}], name, num_retries=0).result(timeout=LONG_S)

    with pytest.raises(ServiceUnavailable):
        load(table.name)
    load("emu.ds.other")
    at_bigquery.off(fault)
    load(table.name)
    assert table.n() == 0


def test_a_job_whose_answer_is_withheld_runs_and_ends(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("answer_withheld", first=1)
    id_ = uuid.uuid4().hex

    def begin(seconds: float) -> None:
        table.client.query(table.update, job_id=id_, retry=None, job_retry=None, timeout=seconds)

    with pytest.raises(requests.exceptions.ReadTimeout):
        begin(1)
    at_bigquery.hits(fault, 1)
    assert table.n() == 1
    assert table.client.get_job(id_).state == "RUNNING"
    with pytest.raises(Conflict):
        begin(LONG_S)
    at_bigquery.off(fault)
    job = table.client.get_job(id_)
    assert (job.state, job.error_result) == ("DONE", None)
    assert table.n() == 1


def test_the_client_finds_the_job_again_that_it_gave_up(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("answer_withheld", first=1, methods=["jobs.insert"])
    job = table.client.query(table.update, retry=SOON, timeout=2)
    assert job.state == "RUNNING"
    at_bigquery.off(fault)
    job.result(timeout=LONG_S)
    assert table.n() == 1


def test_a_load_whose_answer_is_withheld_is_found_by_its_id(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("answer_withheld", first=1, methods=["jobs.insert"])
    id_ = uuid.uuid4().hex
    with pytest.raises(Conflict):  # its client has sent it again by itself
        table.client.load_table_from_json([{"id": 1, "n": 5}], table.name, job_id=id_, timeout=1)
    job = table.client.get_job(id_)
    assert (job.job_id, job.state) == (id_, "RUNNING")
    at_bigquery.off(fault)
    job.result(timeout=LONG_S)
    assert (job.job_id, job.error_result) == (id_, None)
    assert [row["n"] for row in table.client.list_rows(table.client.get_table(table.name))] == [0, 5]


def test_a_query_that_is_sent_again_runs_once(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("answer_withheld", first=1, methods=["jobs.query"])
    table.client.query_and_wait(table.update, retry=SOON, api_timeout=2)
    assert at_bigquery.state(fault)["hits"] == 1
    assert table.n() == 1


def test_an_answer_is_withheld_no_longer_than_the_fault_is_on(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("answer_withheld", seconds=0.5, methods=["jobs.insert", "jobs.getQueryResults"])
    table.run(table.update, retry=None)
    assert table.n() == 1
    at_bigquery.ends_by_itself(fault)


def test_rows_in_the_streaming_buffer_cannot_be_changed(table: Table, at_bigquery: Door) -> None:
    assert table.client.insert_rows_json(table.name, [{"id": 7, "n": 0}]) == []
    fault = at_bigquery.on("streaming_buffer")
    text = f"statement over table {table.name} would affect rows in the streaming buffer, which is not supported"
    for sql in (table.update, table.merge, f"DELETE FROM `{table.name}` WHERE id = 1"):
        with pytest.raises(BadRequest, match=text):
            table.run(sql)
    assert table.n() == 0
    at_bigquery.off(fault)
    table.run(table.update)
    at_bigquery.on("streaming_buffer", within_s=1e-6)
    table.run(table.update)
    at_bigquery.ends_by_itself(at_bigquery.on("streaming_buffer", seconds=0.05))
    table.run(table.update)
    assert table.n() == 3


def test_a_table_without_streamed_rows_can_be_changed(table: Table, at_bigquery: Door) -> None:
    at_bigquery.on("streaming_buffer")
    table.run(table.update)
    assert table.n() == 1


def test_a_slow_request_to_bigquery_is_let_go_at_the_end(table: Table, at_bigquery: Door) -> None:
    fault = at_bigquery.on("slow", delay_s=300, jitter_s=10, methods=["jobs.insert"])
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(table.run, table.update)
        at_bigquery.hits(fault, 1)
        assert table.client.get_table(table.name).num_rows is not None  # others are not slow
        at_bigquery.off(fault)
        running.result(LONG_S)
    at_bigquery.ends_by_itself(at_bigquery.on("slow", seconds=0.05, delay_s=300))
    assert table.n() == 1


def test_a_conflict_ends_by_itself(table: Table, at_bigquery: Door) -> None:
    at_bigquery.ends_by_itself(at_bigquery.on("serialization_conflict", seconds=0.05, forced=True))
    table.run(table.update)
    assert table.n() == 1
