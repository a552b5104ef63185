"""What the emulator answers where BigQuery answers otherwise: each line of docs/bigquery-emulator.md, pinned.

A test that fails here is good news: the emulator has been mended, and the page can lose a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from google.api_core import exceptions
from google.cloud import bigquery

from harness.cloud.bigquery.emulator import BigQueryEmulator

PAGE = Path(__file__).resolve().parents[3] / "docs" / "bigquery-emulator.md"
PATIENCE_S = 30


@pytest.fixture(scope="module")
def client() -> Iterator[bigquery.Client]:
    with BigQueryEmulator() as emulator:
        client = emulator.client()
        client.create_dataset("shelf")
        yield client
        client.close()


def answer(client: bigquery.Client, sql: str) -> list[tuple[object, ...]]:
    job = client.query(sql, retry=None, job_retry=None, timeout=PATIENCE_S)
    return [tuple(row.values()) for row in job.result(retry=None, job_retry=None, timeout=PATIENCE_S)]


@pytest.mark.parametrize(
    ("what", "sql", "emulated", "real"),
    [
        ("CAST of a float to INT64", "SELECT CAST(2.5 AS INT64)", 2, 3),
        ("NaN equal to NaN", "SELECT CAST('nan' AS FLOAT64) = CAST('nan' AS FLOAT64)", True, False),
        ("NaN greater than a number", "SELECT CAST('nan' AS FLOAT64) > 1", True, False),
        (
            "APPROX_QUANTILES with 100 parts",
            "SELECT APPROX_QUANTILES(x, 100)[OFFSET(95)] FROM UNNEST(GENERATE_ARRAY(1, 101)) AS x",
            97,
            96,
        ),
        (
            "DATE_DIFF in ISO weeks",
            "SELECT DATE_DIFF(DATE '2024-01-15', DATE '2024-01-14', ISOWEEK)",
            0,
            1,
        ),
        ("a number compared with text", "SELECT 1 = '1'", True, "400"),
    ],
)
def test_a_value_differs(client: bigquery.Client, what: str, sql: str, emulated: object, real: object) -> None:
    assert answer(client, sql) == [(emulated,)]
    assert emulated != real
    assert what in PAGE.read_text(encoding="utf-8")


def test_a_group_by_alias_that_shadows_a_column_groups_by_the_column(client: bigquery.Client) -> None:
    sql = "SELECT x > 0 AS x FROM UNNEST([1, 2]) AS x GROUP BY x"
    assert len(answer(client, sql)) == 2  # BigQuery groups by the alias: 1 row
    assert "GROUP BY an alias that shadows a column" in PAGE.read_text(encoding="utf-8")


def test_a_dry_run_counts_no_bytes(client: bigquery.Client) -> None:
    answer(client, "CREATE OR REPLACE TABLE shelf.numbers AS SELECT x FROM UNNEST(GENERATE_ARRAY(1, 1000)) AS x")
    config = bigquery.QueryJobConfig(dry_run=True)
    job = client.query("SELECT x FROM shelf.numbers", job_config=config, retry=None, timeout=PATIENCE_S)
    assert job.total_bytes_processed == 0  # BigQuery: 8,000
    assert "A dry run counts no bytes" in PAGE.read_text(encoding="utf-8")


def test_bytes_billed_are_not_bounded(client: bigquery.Client) -> None:
    answer(client, "CREATE OR REPLACE TABLE shelf.words AS SELECT 'word' AS w FROM UNNEST(GENERATE_ARRAY(1, 9)) AS x")
    config = bigquery.QueryJobConfig(maximum_bytes_billed=1)
    job = client.query("SELECT w FROM shelf.words", job_config=config, retry=None, timeout=PATIENCE_S)
    assert len(list(job.result(retry=None, timeout=PATIENCE_S))) == 9  # BigQuery refuses: less than 10 MB
    assert "maximum_bytes_billed is not enforced" in PAGE.read_text(encoding="utf-8")


def test_a_required_partition_filter_is_not_enforced(client: bigquery.Client) -> None:
    table = bigquery.Table(
        f"{client.project}.shelf.days", schema=[bigquery.SchemaField("day", "DATE"), bigquery.SchemaField("n", "INT64")]
    )
    table.time_partitioning = bigquery.TimePartitioning(field="day")
    table.require_partition_filter = True
    client.create_table(table)
    assert answer(client, "SELECT n FROM shelf.days") == []  # BigQuery: 400
    assert "require_partition_filter is not enforced" in PAGE.read_text(encoding="utf-8")


def test_an_update_without_where_is_accepted(client: bigquery.Client) -> None:
    answer(client, "CREATE OR REPLACE TABLE shelf.counters AS SELECT 1 AS n")
    answer(client, "UPDATE shelf.counters SET n = 2")  # BigQuery: 400
    assert answer(client, "SELECT n FROM shelf.counters") == [(2,)]
    assert "UPDATE and DELETE without WHERE" in PAGE.read_text(encoding="utf-8")


def test_primary_keys_are_refused(client: bigquery.Client) -> None:
    with pytest.raises(exceptions.BadRequest):
        answer(client, "CREATE TABLE shelf.keyed (id INT64, PRIMARY KEY (id) NOT ENFORCED)")
    assert "PRIMARY KEY … NOT ENFORCED" in PAGE.read_text(encoding="utf-8")
