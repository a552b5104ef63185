"""Faults of the network and of HTTP, told to the proxy that stands before a service.

The proxy ends each at its bound by itself, also when whoever asked for it is gone. Each takes `proxy`, the name of what
the proxy stands before, and beside it what the proxy takes (chaos/proxy/parameters.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from chaos.faults.doors import Told, seconds_left
from chaos.faults.fault import FaultError, Injection, Parameters, Undone, asked_for, injection_of
from chaos.faults.target import Target
from chaos.proxy.client import Control
from chaos.proxy.parameters import (
    Aim,
    Bandwidth,
    BlackHole,
    CorruptedJson,
    CutOff,
    HalfOpen,
    LateAnswer,
    Latency,
    Reset,
    Status,
    TlsRefused,
    Truncated,
)
from harness.control.client import DoorError, GoneError


class OfProxy(BaseModel):
    """Which proxy."""

    model_config = ConfigDict(extra="forbid")

    proxy: str


@dataclass(frozen=True, slots=True)
class Proxied:
    """A fault that a proxy has under the name behind the point."""

    kind: str
    effect: str
    takes: type[Aim]

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        if "proxy" not in parameters:
            raise FaultError(f"{self.kind}: name its proxy; {target.name} has {', '.join(target.proxies) or 'none'}")
        which = asked_for(self, OfProxy, {"proxy": parameters["proxy"]})
        rest = {name: value for name, value in parameters.items() if name != "proxy"}
        told = asked_for(self, self.takes, rest).model_dump(mode="json")
        saved = Told(control=target.proxy(which.proxy), parameters=told)
        touches = [f"proxy {which.proxy}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        told = Told.model_validate(injection.saved)
        left_s = seconds_left(injection)
        with Control(told.control) as proxy:
            try:
                proxy.begin(
                    self.kind.rpartition(".")[2],
                    identity=injection.identity,
                    seconds=left_s,
                    parameters=told.parameters,
                )
            except DoorError as error:
                raise FaultError(f"{self.kind}: {error}") from error
        return injection

    def undo(self, injection: Injection) -> None:
        with Control(Told.model_validate(injection.saved).control) as proxy:
            try:
                proxy.end(injection.identity)
            except GoneError:
                return  # the fault has ended with it; `undone` says so
            except DoorError as error:
                raise FaultError(f"{self.kind}: {error}") from error

    def undone(self, injection: Injection) -> Undone:
        with Control(Told.model_validate(injection.saved).control) as proxy:
            try:
                return _seen(proxy, injection.identity)
            except GoneError as gone:
                return Undone(True, f"{gone}; its faults have ended with it")
            except DoorError as error:
                return Undone(False, str(error))


def _seen(proxy: Control, identity: str) -> Undone:
    """Its own state; and where no other fault is on, that the proxy holds nothing back."""
    state = proxy.state(identity)
    if state is not None and state.ended is None:
        return Undone(False, f"{state.kind} is on at {proxy.url} until {state.ends_at.isoformat()}")
    now = proxy.statistics()
    if not now.on and not now.is_clean:
        return Undone(
            False, f"{proxy.url} holds {now.held_bytes} bytes and has {now.maimed} connections that lost some"
        )
    others = f"; {now.on} others are on" if now.on else ", and nothing is held back"
    return Undone(True, f"it is off at {proxy.url}{others}")


LATENCY = Proxied("proxy.latency", "every piece on a connection comes later, by a time with jitter", Latency)
BANDWIDTH = Proxied("proxy.bandwidth", "no more than so many bytes go a second", Bandwidth)
RESET = Proxied("proxy.reset", "connections are reset, at once or after so many bytes", Reset)
HALF_OPEN = Proxied("proxy.half_open", "connections stand and no server answers", HalfOpen)
BLACK_HOLE = Proxied("proxy.black_hole", "bytes vanish and connections stay", BlackHole)
TLS_REFUSED = Proxied("proxy.tls_refused", "a client that speaks TLS finds no TLS", TlsRefused)
STATUS = Proxied("proxy.status", "requests are answered with an error status, 429 with Retry-After", Status)
TRUNCATED = Proxied("proxy.truncated", "answers end early and the connection closes", Truncated)
CORRUPTED_JSON = Proxied("proxy.corrupted_json", "answers are no JSON, or a field has another type", CorruptedJson)
LATE_ANSWER = Proxied("proxy.late_answer", "answers come later", LateAnswer)
CUT_OFF = Proxied("proxy.cut_off", "connections are reset in place of an answer", CutOff)
