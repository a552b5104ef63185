"""The faults that a proxy is told, as the runner injects and undoes them: from the record alone."""

from __future__ import annotations

import pytest
import requests
from http_stage import GAME, HttpStage, http_staged
from proxy_stage import Stage, until
from pydantic import JsonValue

from chaos.faults import proxied
from chaos.faults.fault import FaultError, Injection
from chaos.faults.proxied import Proxied
from chaos.faults.target import Target
from chaos.proxy.effects import Carried, kinds

ALL = [one for one in vars(proxied).values() if isinstance(one, Proxied)]
NEEDED: dict[str, dict[str, JsonValue]] = {
    "proxy.latency": {"latency_ms": 1},
    "proxy.bandwidth": {"bytes_per_second": 1},
    "proxy.status": {"status": 503},
    "proxy.truncated": {"after_bytes": 1},
    "proxy.late_answer": {"delay_ms": 1},
}


def target(stage: Stage) -> Target:
    return Target(name="stage", proxies={"games": stage.control.url})


def ask(stage: HttpStage) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(stage.url + "/games", timeout=20)


def prepared(fault: Proxied, stage: Stage, *, seconds: float = 60.0) -> Injection:
    parameters: dict[str, JsonValue] = {"proxy": "games", **NEEDED.get(fault.kind, {})}
    return fault.prepare(target(stage), seconds=seconds, parameters=parameters)


def written(injection: Injection) -> Injection:
    """As another process reads it."""
    return Injection.model_validate_json(injection.model_dump_json())


def test_every_fault_of_a_proxy_is_one_here_and_takes_the_same() -> None:
    known = {f"proxy.{kind.name}": kind.parameters for kind in kinds(Carried.HTTP, lambda *_: pytest.fail("begun"))}
    assert {fault.kind: fault.takes for fault in ALL} == known


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: str(fault.kind))
def test_injected_seen_undone_and_seen_to_be_undone(http: HttpStage, fault: Proxied) -> None:
    injection = prepared(fault, http)
    assert injection.touches == ("proxy games",)
    assert http.control.states() == ()
    fault.inject(written(injection))
    (state,) = http.control.states()
    assert state.kind == fault.kind.removeprefix("proxy.")
    assert abs((state.ends_at - injection.ends_at).total_seconds()) < 5
    assert not fault.undone(written(injection)).ok
    for _ in range(2):
        fault.undo(written(injection))
        seen = fault.undone(written(injection))
        assert seen.ok, seen.why
    assert http.control.states() == ()
    assert ask(http).json() == GAME


def test_what_was_never_injected_is_undone_and_will_not_come_any_more(http: HttpStage) -> None:
    injection = prepared(proxied.STATUS, http)
    proxied.STATUS.undo(injection)
    assert proxied.STATUS.undone(injection).ok
    with pytest.raises(FaultError, match="taken back"):
        proxied.STATUS.inject(injection)
    assert ask(http).json() == GAME


def test_it_ends_by_itself_when_nobody_undoes_it(http: HttpStage) -> None:
    injection = prepared(proxied.STATUS, http, seconds=0.5)
    proxied.STATUS.inject(injection)
    assert ask(http).status_code == 503
    until(lambda: proxied.STATUS.undone(injection).ok, "its bound has passed")
    assert ask(http).json() == GAME


def test_a_fault_whose_time_has_passed_is_not_injected(http: HttpStage) -> None:
    injection = prepared(proxied.STATUS, http)
    late = injection.model_copy(update={"ends_at": injection.injected_at})
    with pytest.raises(FaultError, match="its time has passed"):
        proxied.STATUS.inject(late)
    assert http.control.states() == ()


def test_another_fault_that_is_on_is_said(http: HttpStage) -> None:
    injections = [prepared(fault, http) for fault in (proxied.STATUS, proxied.LATENCY)]
    for fault, injection in zip((proxied.STATUS, proxied.LATENCY), injections, strict=True):
        fault.inject(injection)
    proxied.STATUS.undo(injections[0])
    seen = proxied.STATUS.undone(injections[0])
    assert seen.ok
    assert "1 others are on" in seen.why
    assert not proxied.LATENCY.undone(injections[1]).ok


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"status": 503}, "name its proxy; stage has games"),
        ({"proxy": "bigquery", "status": 503}, "has no proxy 'bigquery'"),
        ({"proxy": "games"}, "status: Field required"),
        ({"proxy": "games", "status": 503, "paths": "/"}, "paths: Extra inputs"),
    ],
)
def test_what_cannot_be_prepared(http: HttpStage, parameters: dict[str, JsonValue], said: str) -> None:
    with pytest.raises(FaultError, match=said):
        proxied.STATUS.prepare(target(http), seconds=60, parameters=parameters)


def test_a_proxy_that_carries_something_else_refuses(tcp: Stage) -> None:
    injection = prepared(proxied.STATUS, tcp)
    with pytest.raises(FaultError, match="there is no fault 'status' here"):
        proxied.STATUS.inject(injection)


@pytest.fixture
def ended() -> Target:
    """A target whose proxy has ended."""
    with http_staged() as stage:
        return target(stage)


def test_a_proxy_that_has_ended_has_no_fault_left(ended: Target) -> None:
    injection = proxied.RESET.prepare(ended, seconds=60, parameters={"proxy": "games"})
    with pytest.raises(FaultError, match="nobody listens"):
        proxied.RESET.inject(injection)
    proxied.RESET.undo(injection)
    seen = proxied.RESET.undone(injection)
    assert seen.ok
    assert "nobody listens" in seen.why


def test_a_server_that_is_no_proxy_does_not_pass_for_a_clean_one(http: HttpStage) -> None:
    injection = prepared(proxied.RESET, http)
    elsewhere = injection.model_copy(update={"saved": {**injection.saved, "control": http.url}})
    assert not proxied.RESET.undone(elsewhere).ok
