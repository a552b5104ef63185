"""One season, served once to all tests that only read; tests that spoil answers start a twin of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from twin_client import Client

from harness.reference.twin import Twin
from harness.season import Season, build_season

# Its comparison tells what differs only where pytest rewrites it.
pytest.register_assert_rewrite("twin_shelf")


@pytest.fixture(scope="session")
def season() -> Season:
    return build_season(seed=0, start_year=2023)


@pytest.fixture(scope="session")
def twin(season: Season) -> Iterator[Twin]:
    """The twin at the season's end, when all games are over."""
    with Twin(season) as running:
        yield running


@pytest.fixture(scope="session")
def client(twin: Twin) -> Iterator[Client]:
    with Client(twin) as own:
        yield own


@pytest.fixture
def own_client(season: Season) -> Iterator[Client]:
    """A client of a twin of the test's own."""
    with Twin(season) as running, Client(running) as own:
        yield own
