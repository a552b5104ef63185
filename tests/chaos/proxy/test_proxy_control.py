"""The control API: what it takes, and what it says to what it does not."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from proxy_stage import Stage, exactly, staged

from chaos.proxy.effects import Carried


def posted(stage: Stage, session: requests.Session, kind: str, **parameters: Any) -> requests.Response:
    asked = {"kind": kind, "id": "asked", "seconds": 5, "parameters": parameters}
    return session.post(f"{stage.control.url}/faults", json=asked, timeout=20)


@pytest.mark.parametrize(
    ("kind", "parameters", "said"),
    [
        ("latenzy", {}, "there are latency, bandwidth"),
        ("latency", {}, "latency_ms: Field required"),
        ("latency", {"latency_ms": -1}, "greater than or equal to 0"),
        ("latency", {"latency_ms": 1e9}, "less than or equal to 120000"),
        ("latency", {"latency_ms": 1, "direction": "up"}, "'to_server', 'to_client' or 'both'"),
        ("latency", {"latency_ms": 1, "share": 0}, "greater than 0"),
        ("latency", {"latency_ms": 1, "delay": 1}, "delay: Extra inputs are not permitted"),
        ("bandwidth", {"bytes_per_second": 0}, "greater than or equal to 1"),
        ("reset", {"first": 0}, "greater than or equal to 1"),
        ("status", {"status": 200}, "greater than or equal to 400"),
        ("status", {"status": 503, "path": "("}, "'(' is no regular expression"),
        ("corrupted_json", {"field": "points"}, "set the mode"),
        ("corrupted_json", {"mode": "upside down"}, "'broken' or 'retyped'"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(
    http_raw: Stage, session: requests.Session, kind: str, parameters: dict[str, Any], said: str
) -> None:
    answer = posted(http_raw, session, kind, **parameters)
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert http_raw.control.states() == ()


@pytest.mark.parametrize("kind", ["status", "truncated", "corrupted_json", "late_answer", "cut_off"])
def test_only_a_proxy_that_carries_http_has_faults_of_requests(
    tcp: Stage, session: requests.Session, kind: str
) -> None:
    answer = posted(tcp, session, kind)
    assert answer.status_code == 400
    assert "there are latency, bandwidth, reset, half_open, black_hole, tls_refused" in answer.json()["error"]


def test_every_fault_has_a_bound(tcp: Stage, session: requests.Session) -> None:
    for seconds in (0, 1e6, None):
        asked = {"kind": "reset", "id": "asked", "seconds": seconds, "parameters": {}}
        answer = session.post(f"{tcp.control.url}/faults", json=asked, timeout=20)
        assert answer.status_code == 400
        assert "seconds" in answer.json()["error"]


def test_the_same_fault_twice_is_on_once(echo: Stage) -> None:
    for _ in range(2):
        echo.control.begin("latency", identity="once", seconds=60, parameters={"latency_ms": 1})
    assert [state.id for state in echo.control.states()] == ["once"]
    assert echo.control.statistics().on == 1
    echo.control.end("once")
    echo.control.end("once")
    state = echo.control.state("once")
    assert state is not None
    assert state.ended == "undone"


def test_statistics_count_what_went_through() -> None:
    with staged(Carried.TCP, echo=True) as stage:
        with stage.connected() as client:
            client.sendall(b"hello")
            assert exactly(client, 5) == b"hello"
            now = stage.control.statistics()
            assert (now.open, now.accepted) == (1, 1)
            assert (now.bytes_to_server, now.bytes_to_client) == (5, 5)
            assert now.is_clean
            stage.begin("latency", latency_ms=1)
            now = stage.control.statistics()
            assert now.hits == {"latency": 1}
            assert not now.is_clean
        stage.control.end_all()
        assert stage.control.statistics().hits == {"latency": 1}


def test_an_unknown_path_is_told_what_there_is(tcp: Stage, session: requests.Session) -> None:
    answer = session.get(f"{tcp.control.url}/fault", timeout=20)
    assert answer.status_code == 404
    assert "/faults" in answer.json()["error"]
