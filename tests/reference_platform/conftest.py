from __future__ import annotations

from collections.abc import Iterator

import pytest
from google.cloud import bigquery
from platform_stage import PROJECT, Shop, Wall, standing_wall

from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.reference.staging_stores import BigQueryPredictions


@pytest.fixture
def wall() -> Iterator[Wall]:
    with standing_wall() as wall:
        yield wall


@pytest.fixture
def shop(wall: Wall) -> Shop:
    return Shop(wall)


@pytest.fixture(scope="session")
def emulated() -> Iterator[bigquery.Client]:
    """A BigQuery with the tables that the platform writes. It runs in a thread: no standing clock beside it."""
    with BigQueryEmulator() as emulator:
        client = emulator.client()
        emulator.create(client, "nba_predictions.player_prop_predictions")
        emulator.create(client, "nba_orchestration.phase_completions")
        BigQueryPredictions(PROJECT, client=client).prepare()
        yield client
        client.close()
