"""Without --service-url the smoke tests are run against a reference platform of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from harness.reference.platform import Platform
from harness.season import build_season
from harness.smoke.prediction import PREFIX, BatchAsked
from harness.smoke.services import Kind, Secrets, Service

PLAYERS = 3
LONG_S = 60.0
_DATASET = "nba_predictions"
_COPIED = ("ml_feature_store_v2", "player_prop_predictions")


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    """With few players, and the dataset of smoke tests as a deployment has to have it."""
    with Platform(build_season(), players=PLAYERS) as running:
        _make_dataset(running)
        yield running


def _make_dataset(platform: Platform) -> None:
    client = platform.bigquery_client()
    try:
        client.query(f"CREATE SCHEMA `{platform.project}.{PREFIX}{_DATASET}`").result(timeout=LONG_S)
        for table in _COPIED:
            copied = f"CREATE TABLE `{platform.project}.{PREFIX}{_DATASET}.{table}`"
            source = f"SELECT * FROM `{platform.project}.{_DATASET}.{table}`"
            client.query(f"{copied} AS {source}").result(timeout=LONG_S)
    finally:
        client.close()


@pytest.fixture(scope="session")
def own_services(platform: Platform) -> Mapping[Kind, Service]:
    """Those of the platform of these tests."""
    secrets = Secrets(platform.api_key)
    return {kind: Service(kind, platform.urls.of(kind), secrets) for kind in Kind}


@pytest.fixture(scope="session")
def own_batch(platform: Platform) -> BatchAsked:
    return BatchAsked(platform.game_date.isoformat(), PREFIX, LONG_S)


@pytest.fixture(scope="session")
def smoke_services(request: pytest.FixtureRequest) -> object:
    """What --service-url names, which is the plugin's fixture of this name, and otherwise this platform."""
    return request.getfixturevalue("smoke_services" if request.config.getoption("--service-url") else "own_services")


@pytest.fixture(scope="session")
def smoke_batch(request: pytest.FixtureRequest) -> object:
    """The batch for it."""
    return request.getfixturevalue("smoke_batch" if request.config.getoption("--service-url") else "own_batch")
