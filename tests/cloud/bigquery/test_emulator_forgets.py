"""For long runs: an emulator that keeps no copies of tables and no old answers. And one at a port of its own."""

from __future__ import annotations

import asyncio
import socket

import pytest
from google.cloud import bigquery

from harness.cloud.bigquery import emulator
from harness.cloud.bigquery.emulator import BigQueryEmulator


def written(client: bigquery.Client, times: int) -> None:
    client.create_dataset("shelf", exists_ok=True)
    client.query("CREATE TABLE shelf.books (n INT64)").result()
    for number in range(times):
        client.query(f"INSERT INTO shelf.books VALUES ({number})").result()


async def copies(made: BigQueryEmulator) -> int:
    sql = "SELECT COUNT(*) FROM duckdb_tables() WHERE schema_name LIKE '%snapshots%'"
    [found] = made._server._engine.connection.execute(sql).fetchone()
    return int(found)


@pytest.mark.parametrize("forgetful", [False, True])
def test_a_forgetful_one_makes_no_copies_of_what_is_written(forgetful: bool) -> None:
    with BigQueryEmulator(forgetful=forgetful) as made:
        client = made.client()
        written(client, 3)
        assert (made._run(copies(made), 10) == 0) is forgetful
        assert [row["n"] for row in client.query("SELECT n FROM shelf.books ORDER BY n").result()] == [0, 1, 2]
        client.close()


def test_a_forgetful_one_keeps_the_latest_answers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from bqemulator.jobs.executor import JOB_RESULTS

    monkeypatch.setattr(emulator, "_RESULTS_KEPT", 2)
    monkeypatch.setattr(emulator, "_FORGET_EVERY_S", 0.001)
    with BigQueryEmulator(forgetful=True) as made:
        client = made.client()
        for number in range(6):
            assert [row["n"] for row in client.query(f"SELECT {number} AS n").result()] == [number]
        made._run(asyncio.sleep(0.05), 10)  # in its own loop, so that it has forgotten by then
        assert len(JOB_RESULTS) == 2
        client.close()


def test_it_listens_where_it_is_told_to() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with BigQueryEmulator("elsewhere", port=port) as made:
        assert made.endpoint == f"http://127.0.0.1:{port}"
        client = made.client()
        assert client.project == "elsewhere"
        assert [tuple(row.values()) for row in client.query("SELECT 1").result()] == [(1,)]
        client.close()
