"""The faults that a proxy can be told, and each of them while it is on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from chaos.proxy.parameters import (
    Aim,
    Bandwidth,
    BlackHole,
    CorruptedJson,
    CutOff,
    HalfOpen,
    LateAnswer,
    Latency,
    RequestAim,
    Reset,
    Status,
    TlsRefused,
    Truncated,
)
from harness.control.faults import Choice, Kind, Span, chance


class Carried(StrEnum):
    """What a proxy carries. HTTP/2 is gRPC's, and has no faults of single requests here."""

    TCP = "tcp"
    HTTP = "http"
    GRPC = "grpc"


@dataclass(eq=False)
class Effect:
    """A fault that is on. Lives in the thread of the proxy's loop."""

    kind: str
    parameters: Aim
    span: Span
    on: bool = True
    _met: int = field(default=0, init=False)
    _choice: Choice = field(init=False)

    def __post_init__(self) -> None:
        self._choice = Choice(self.parameters, self.span)

    def meets(self) -> bool:
        """This occasion, which fits, is hit."""
        self._met += 1
        return self._met > self.parameters.after and self._choice.hits()

    def jittered_s(self, middle_ms: float, jitter_ms: float, *, name: str) -> Callable[[], float]:
        """Delays one after the other, the same for the same seed and name."""
        draw = chance(self.parameters.seed, name)
        return lambda: max(0.0, draw.uniform(middle_ms - jitter_ms, middle_ms + jitter_ms)) / 1000


Begin = Callable[[str, Aim, Span], Effect]

_OF_CONNECTIONS: tuple[tuple[str, str, type[Aim]], ...] = (
    ("latency", "every piece comes later, by a time with jitter", Latency),
    ("bandwidth", "no more than so many bytes go a second", Bandwidth),
    ("reset", "the connection is reset at once, or after so many bytes", Reset),
    ("half_open", "the connection stands and no server answers", HalfOpen),
    ("black_hole", "bytes vanish and the connection stays", BlackHole),
    ("tls_refused", "a client that speaks TLS is closed on, or answered in plain text", TlsRefused),
)
_OF_REQUESTS: tuple[tuple[str, str, type[RequestAim]], ...] = (
    ("status", "an error status instead of the answer, with Retry-After where it is asked for", Status),
    ("truncated", "the answer's body ends early and the connection closes", Truncated),
    ("corrupted_json", "the answer is no JSON any more, or a field has another type", CorruptedJson),
    ("late_answer", "the answer comes later", LateAnswer),
    ("cut_off", "the connection is reset in place of an answer, the request carried out or not", CutOff),
)


def kinds(carried: Carried, begin: Begin) -> list[Kind[Any]]:
    """What a proxy of this sort can be told; `begin` switches it on.

    A fault of requests needs messages that can be told apart: with gRPC, status codes for chosen methods come from the
    engines' own doors, and here are the faults that a client of gRPC sees as UNAVAILABLE (reset) or DEADLINE_EXCEEDED
    (black hole, half-open, latency).
    """
    known = [*_OF_CONNECTIONS, *(_OF_REQUESTS if carried is Carried.HTTP else ())]
    return [Kind(name, effect, parameters, partial(begin, name)) for name, effect, parameters in known]
