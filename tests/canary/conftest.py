"""Two revisions, and the splitter before them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from revision import RevisionServer, revision

from harness.canary.splitter import Splitter


@pytest.fixture
def stable() -> Iterator[RevisionServer]:
    with revision("old") as server:
        yield server


@pytest.fixture
def canary() -> Iterator[RevisionServer]:
    with revision("new") as server:
        yield server


@pytest.fixture
def splitter(stable: RevisionServer, canary: RevisionServer) -> Iterator[Splitter]:
    with Splitter(stable=stable.url, canary=canary.url) as running:
        yield running
        stable.let_go.set()
        canary.let_go.set()
