"""Looking at each request on its way in and its answer on the way out; the hook for schedulers and faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

Responses: TypeAlias = "list[Any]"
"""The messages of an answer: one for a unary method, any number for a streaming one."""

Proceed: TypeAlias = Callable[[], Responses]


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the method's name without its service, the protobuf message, the client's deadline."""

    method: str
    request: Any
    timeout_s: float | None = None
    metadata: Sequence[tuple[str, str | bytes]] = ()


class Interceptor(Protocol):
    """Stands around every request.

    It runs in the thread that makes the request, and holds no lock: it may block for as long as it
    likes. `proceed` carries the request out; not calling it loses the request, raising after it loses the reply.
    """

    def __call__(self, call: Call, proceed: Proceed) -> Responses: ...


def intercepted(interceptors: Sequence[Interceptor], call: Call, carry_out: Proceed) -> Responses:
    """The answer to a call through all interceptors, the first one outermost."""
    proceed = carry_out
    for interceptor in reversed(interceptors):
        proceed = _around(interceptor, call, proceed)
    return proceed()


def _around(interceptor: Interceptor, call: Call, proceed: Proceed) -> Proceed:
    return lambda: interceptor(call, proceed)
