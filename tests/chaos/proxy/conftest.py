"""Proxies that tests share. Each test leaves its proxy without a fault, and without anything of one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from http_stage import HttpStage, http_staged
from proxy_stage import Stage, staged, until

from chaos.proxy.effects import Carried


@pytest.fixture(scope="module")
def tcp_stage() -> Iterator[Stage]:
    with staged(Carried.TCP) as stage:
        yield stage


@pytest.fixture(scope="module")
def echo_stage() -> Iterator[Stage]:
    with staged(Carried.TCP, echo=True) as stage:
        yield stage


@pytest.fixture(scope="module")
def http_raw_stage() -> Iterator[Stage]:
    with staged(Carried.HTTP) as stage:
        yield stage


def _cleaned(stage: Stage) -> Iterator[Stage]:
    yield stage
    stage.control.end_all()
    until(stage.is_clean, "the proxy is clean when its faults are over")


@pytest.fixture
def tcp(tcp_stage: Stage) -> Iterator[Stage]:
    """Carries bytes to a server whose end the test holds."""
    yield from _cleaned(tcp_stage)


@pytest.fixture
def echo(echo_stage: Stage) -> Iterator[Stage]:
    """Carries bytes to a server that sends them back."""
    yield from _cleaned(echo_stage)


@pytest.fixture
def http_raw(http_raw_stage: Stage) -> Iterator[Stage]:
    """Carries HTTP to a server whose end the test holds."""
    yield from _cleaned(http_raw_stage)


@pytest.fixture(scope="module")
def http_stage() -> Iterator[HttpStage]:
    with http_staged() as stage:
        yield stage


@pytest.fixture
def http(http_stage: HttpStage) -> Iterator[HttpStage]:
    """Carries HTTP to a service."""
    yield http_stage
    http_stage.control.end_all()
    until(http_stage.is_clean, "the proxy is clean when its faults are over")
    http_stage.asked.requests.clear()


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session
