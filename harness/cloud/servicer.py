"""An embedded service: every method by name, through the interceptors, to what answers it. Transports stand on this."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Protocol, TypeAlias

from harness.cloud.errors import Status, StatusError
from harness.cloud.interception import Call, Interceptor, Responses, intercepted

Emit: TypeAlias = Callable[[Any], None]
"""Takes a response, or the StatusError that ends the stream; called under the engine's lock: it only puts away."""

Answers: TypeAlias = Mapping[str, Callable[[Any], Responses]]
"""By the method's name, what takes the request and gives the messages of the answer."""


class Stream(Protocol):
    """One open stream."""

    def receive(self, request: Any) -> None:
        """Takes one request of the client.

        Raises:
            StatusError: the stream ends with this status.
        """
        ...

    def close(self) -> None:
        """The client has gone."""
        ...


class EmbeddedServicer(ABC):
    """Answers calls; `interceptors` may be changed at any time, the first one is outermost."""

    product: ClassVar[str]
    """Its name in texts."""
    label: ClassVar[str]
    """Its name in the names of threads."""

    def __init__(self, answers: Answers, interceptors: Iterable[Interceptor]) -> None:
        self.interceptors = list(interceptors)
        self._answers = answers

    def answer(self, call: Call) -> Responses:
        """The messages of the answer.

        Raises:
            StatusError: the call is refused.
        """
        answer = self._answers.get(call.method)
        if answer is None:
            raise StatusError(Status.UNIMPLEMENTED, f"{call.method} is not part of the embedded {self.product}")
        return intercepted(tuple(self.interceptors), call, lambda: answer(call.request))

    @abstractmethod
    def open(self, method: str, emit: Emit) -> Stream:
        """A stream of the method, whose responses go to `emit`."""

    def receive(self, stream: Stream, call: Call) -> None:
        """Hands one request of a stream on, through the interceptors.

        Raises:
            StatusError: the stream ends with this status.
        """

        def carry_out() -> Responses:
            stream.receive(call.request)
            return []

        intercepted(tuple(self.interceptors), call, carry_out)
