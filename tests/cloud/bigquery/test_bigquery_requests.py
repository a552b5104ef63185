"""What a request to BigQuery is about: its method, its job, and the tables that it changes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.cloud.bigquery.exchanges import asked_of
from harness.cloud.bigquery.statements import changes_of

JOBS = "/bigquery/v2/projects/p/jobs"


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("MERGE INTO d.t T USING s ON T.a = s.a WHEN MATCHED THEN UPDATE SET a = 1", {"p.d.t"}),
        ("MERGE `q.d.t` T USING d.s ON FALSE WHEN NOT MATCHED BY SOURCE THEN DELETE", {"q.d.t"}),
        ("UPDATE q-1.d.t SET a = 1 WHERE b = 'DELETE FROM d.x'", {"q-1.d.t"}),
        ("update t set a = 1; delete from `q`.`d`.`u`;", {"p.own.t", "q.d.u"}),
        ("DELETE d.t WHERE TRUE -- UPDATE d.x SET", {"p.d.t"}),
        ("TRUNCATE TABLE d.t", {"p.d.t"}),
        ("INSERT INTO d.t SELECT 1", set()),
        ("SELECT * FROM d.t", set()),
        ("SELECT 'no end", set()),
    ],
)
def test_tables_that_a_text_changes(sql: str, tables: set[str]) -> None:
    changes = changes_of(sql, project="p", dataset="own")
    assert (changes.tables, changes.in_transaction) == (tables, False)


def test_a_bare_name_without_a_dataset_is_nobodys() -> None:
    assert changes_of("UPDATE t SET a = 1", project="p").tables == set()


def test_a_script_that_begins_a_transaction() -> None:
    assert changes_of("BEGIN TRANSACTION; UPDATE d.t SET a = 1; COMMIT TRANSACTION;", project="p").in_transaction


def inserted(configuration: dict[str, Any]) -> bytes:
    return json.dumps({"jobReference": {"jobId": "j"}, "configuration": configuration}).encode()


def test_a_query_job_has_its_text_and_its_tables() -> None:
    query = {"query": "UPDATE t SET a = 1", "defaultDataset": {"datasetId": "d"}}
    asked = asked_of("POST", JOBS, inserted({"query": query}), {})
    assert (asked.method, asked.project, asked.job) == ("jobs.insert", "p", "j")
    assert asked.tables == asked.changes.tables == {"p.d.t"}


def test_a_dry_run_changes_nothing() -> None:
    asked = asked_of("POST", JOBS, inserted({"query": {"query": "UPDATE d.t SET a = 1"}, "dryRun": True}), {})
    assert asked.changes.tables == set()


def test_a_load_says_where_to_in_its_first_part() -> None:
    table = {"projectId": "p", "datasetId": "d", "tableId": "t"}
    body = b"--x\r\ncontent-type: application/json\r\n\r\n" + inserted({"load": {"destinationTable": table}})
    body += b'\r\n--x\r\ncontent-type: */*\r\n\r\n{"id": 1}\r\n--x--'
    asked = asked_of("POST", f"/upload{JOBS}", body, {"uploadType": "multipart"})
    assert (asked.method, asked.job, asked.tables, asked.changes.tables) == ("jobs.insert", "j", {"p.d.t"}, set())


def test_a_load_that_sends_its_rows_later_has_not_begun() -> None:
    asked = asked_of("POST", f"/upload{JOBS}", inserted({"load": {}}), {"uploadType": "resumable"})
    assert (asked.method, asked.job) == ("jobs.insert", None)
    assert asked_of("PUT", f"/upload{JOBS}", b'{"configuration": 1}', {}).job is None


@pytest.mark.parametrize(
    ("verb", "path", "method", "tables"),
    [
        ("GET", f"{JOBS}/j", "jobs.get", set()),
        ("GET", "/bigquery/v2/projects/p/queries/j", "jobs.getQueryResults", set()),
        ("POST", "/bigquery/v2/projects/p/datasets/d/tables/t/insertAll", "tabledata.insertAll", {"p.d.t"}),
        ("GET", "/bigquery/v2/projects/p/datasets/d/tables/t", "tables.get", {"p.d.t"}),
        ("GET", "/bigquery/v2/projects/p/datasets", "other", set()),
    ],
)
def test_methods_by_path(verb: str, path: str, method: str, tables: set[str]) -> None:
    asked = asked_of(verb, path, b"", {})
    assert (asked.method, asked.tables) == (method, tables)
    assert asked.job == ("j" if path.endswith("/j") else None)
