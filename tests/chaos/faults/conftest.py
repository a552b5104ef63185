"""Tiny processes for the tests of a module; each test finds them running, and leaves the bystander untouched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny_platform import Stage, TinyPlatform, started


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TinyPlatform, str]]:
    with started(tmp_path_factory.mktemp("tiny"), "one", "bystander", clocks=True) as both:
        yield both


@pytest.fixture
def stage(running: tuple[TinyPlatform, str]) -> Iterator[Stage]:
    platform, owner = running
    if platform.children["one"].pid is None:
        platform.restart("one")
    before = platform.identity("bystander")
    yield Stage(platform, owner, platform.target(owner, "one"))
    assert platform.identity("bystander") == before, "the bystander is another process"
    assert not before.stopped
    assert abs(platform.clock_off("bystander")) < 1
