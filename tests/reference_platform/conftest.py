from __future__ import annotations

from collections.abc import Iterator

import pytest
from platform_stage import Shop, Wall, standing_wall


@pytest.fixture
def wall() -> Iterator[Wall]:
    with standing_wall() as wall:
        yield wall


@pytest.fixture
def shop(wall: Wall) -> Shop:
    return Shop(wall)
