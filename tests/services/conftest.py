"""Stores for the services' tests: embedded ones on loopback, one set a module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from coordinator_stage import Desk, days_with_games, desk, seed
from loopback_stage import Clouds, standing_clouds

from harness.season import Season, build_season


@pytest.fixture(scope="session")
def season() -> Season:
    return build_season(seed=0, start_year=2023)


@pytest.fixture(scope="module")
def clouds() -> Iterator[Clouds]:
    """Empty stores. Google's clients made in this process while they stand find them too."""
    with standing_clouds() as standing:
        yield standing


@pytest.fixture(scope="module")
def days(clouds: Clouds, season: Season) -> Iterator[date]:
    """Days that the stores hold; each is given out once, so that tests do not meet."""
    found = days_with_games(season)
    seed(clouds, season, found)
    return iter(found)


@pytest.fixture
def day(days: Iterator[date]) -> date:
    return next(days)


@pytest.fixture
def own_desk(clouds: Clouds, days: Iterator[date]) -> Iterator[Desk]:
    """A coordinator of the test's own."""
    with desk(clouds) as made:
        yield made
