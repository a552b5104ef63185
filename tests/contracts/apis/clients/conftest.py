"""Time that a test owns, a client of a made provider, and the folder of recordings where there is one."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import responses
from client_time import OwnTime, unhurried

from contracts.apis.clients.http import Conduct, ProviderClient
from contracts.apis.clients.provider import Provider

REPOSITORY = Path(__file__).resolve().parents[4]


@pytest.fixture
def own_time() -> OwnTime:
    return OwnTime()


@pytest.fixture
def conduct(own_time: OwnTime) -> Conduct:
    """The usual bounds, without a rate."""
    return Conduct(timing=own_time.timing, limiter=unhurried())


@pytest.fixture
def web() -> Iterator[responses.RequestsMock]:
    """Answers in the place of the network; every one that is named must be asked for."""
    with responses.RequestsMock() as mock:
        yield mock


@pytest.fixture
def client(conduct: Conduct) -> Iterator[ProviderClient]:
    """Of a provider that says nothing special of its statuses."""
    with ProviderClient(Provider("made", "https://made.example", read_timeout_s=30.0), conduct=conduct) as one:
        yield one


@pytest.fixture(scope="session")
def recorded() -> Callable[[str], bytes]:
    """The body of a recording by its path in the folder."""
    folder = Path(os.environ.get("HARNESS_RECORDINGS", REPOSITORY.parent / "shared" / "recordings"))
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip(f"no recordings at {folder}; set HARNESS_RECORDINGS to the folder that holds MANIFEST.json")

    def body(file: str) -> bytes:
        path = folder / file
        if not path.is_file():
            pytest.skip(f"no recording {file} in {folder}")
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()

    return body
