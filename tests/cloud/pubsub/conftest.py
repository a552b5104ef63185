"""Nothing that a test starts outlives it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pubsub_stage import LONG_S


@pytest.fixture(autouse=True)
def threads_end() -> Iterator[None]:
    """The threads of streams and of ticking end with what they belong to."""
    before = set(threading.enumerate())
    yield
    left = [one for one in threading.enumerate() if one not in before and one.name.startswith("pubsub")]
    for thread in left:
        thread.join(LONG_S)
    assert not [one.name for one in left if one.is_alive()]
