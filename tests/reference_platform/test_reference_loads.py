"""A load whose answer does not come is found again: what is staged is staged once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from google.api_core.exceptions import Conflict, NotFound
from google.cloud import bigquery
from platform_stage import DAY, PROJECT

from harness.reference.safeguards import ALL_ON
from harness.reference.staging import StagingWriter
from harness.reference.staging_prediction import Prediction
from harness.reference.staging_stores import BigQueryPredictions

BATCH = "batch_2026-02-03_1770130002"
MADE = datetime(2026, 2, 3, 16, 40, tzinfo=UTC)


class Unheard:
    """Google's client where some answers to loads do not come: it sends them again by itself, and is told 409 then.

    `fails`: so many of these loads have failed.
    """

    def __init__(self, client: bigquery.Client, unheard: int, fails: int = 0) -> None:
        self.project = client.project
        self._client = client
        self._unheard, self._fails = unheard, fails
        self._jobs: dict[str, Any] = {}

    def load_table_from_json(
        self, rows: Sequence[dict[str, Any]], place: str, *, job_id: str | None, **options: Any
    ) -> bigquery.LoadJob:
        if job_id in self._jobs:
            raise Conflict(f"Already Exists: Job {job_id}")  # type: ignore[no-untyped-call]
        sent = [{**row, "predicted_points": "many"} for row in rows] if self._fails else rows
        job = self._client.load_table_from_json(sent, place, **options)
        self._fails = max(0, self._fails - 1)
        self._jobs[str(job_id)] = job
        if self._unheard:
            self._unheard -= 1
            raise Conflict(f"Already Exists: Job {job_id}")  # type: ignore[no-untyped-call]
        return job

    def get_job(self, name: str, **options: Any) -> bigquery.LoadJob:
        if name not in self._jobs:
            raise NotFound(f"Not found: Job {name}")  # type: ignore[no-untyped-call]
        found: bigquery.LoadJob = self._jobs[name]
        return found


@pytest.fixture
def client(emulated: bigquery.Client) -> bigquery.Client:
    """Nothing is staged there."""
    store = BigQueryPredictions(PROJECT, client=emulated)
    for table in store.staging_tables():
        store.drop(table)
    return emulated


def deliver(client: bigquery.Client, unheard: Unheard, *off: str) -> int:
    """Delivers a player's predictions until they are staged; how often they are then."""
    safeguards = ALL_ON.without(*off)
    store = BigQueryPredictions(PROJECT, client=unheard, safeguards=safeguards)  # type: ignore[arg-type]
    writer = StagingWriter(store, "worker-00042", safeguards=safeguards)
    made = Prediction("p1", "catboost_v8", "ann", DAY, "0022500700", Decimal("21.5"), Decimal("20.5"), MADE)
    for _ in range(3):
        try:
            writer.stage(BATCH, [made])
            break
        except Conflict:
            continue
    tables = BigQueryPredictions(PROJECT, client=client).staging_tables()
    return sum(client.get_table(f"nba_predictions.{table}").num_rows or 0 for table in tables)


def test_named_load(client: bigquery.Client) -> None:
    assert deliver(client, Unheard(client, 1)) == 1


def test_a_load_without_a_name_is_begun_a_second_time(client: bigquery.Client) -> None:
    assert deliver(client, Unheard(client, 1), "named_load") == 2


def test_a_load_that_was_not_heard_of_and_failed_is_begun_anew(client: bigquery.Client) -> None:
    assert deliver(client, Unheard(client, 1, fails=1)) == 1
