"""The in-process channel: the client's stubs call the service in the same thread, without sockets or serialization."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import grpc

from harness.cloud.calls import AnsweredStream, CallError, FinishedCall, OpenStream
from harness.cloud.errors import Status, StatusError
from harness.cloud.interception import Call
from harness.cloud.methods import Method
from harness.cloud.servicer import EmbeddedServicer

Metadata: TypeAlias = "Sequence[tuple[str, str | bytes]] | None"


def bare(message: Any) -> Any:
    """The protobuf message inside the client's wrapper."""
    return getattr(message, "_pb", message)


class UnaryUnary(grpc.UnaryUnaryMultiCallable):  # type: ignore[misc]
    """One request, one response."""

    def __init__(self, servicer: EmbeddedServicer, method: Method) -> None:
        self._servicer = servicer
        self._method = method

    def _answer(self, request: Any, timeout: float | None, metadata: Metadata) -> Any:
        call = Call(self._method.name, bare(request), timeout, metadata or ())
        try:
            [response] = self._servicer.answer(call)
        except StatusError as error:
            raise CallError(error) from error
        return self._method.wrap(response)

    def __call__(
        self, request: Any, timeout: float | None = None, metadata: Metadata = None, *_: Any, **options: Any
    ) -> Any:
        return self._answer(request, timeout, metadata)

    def with_call(
        self, request: Any, timeout: float | None = None, metadata: Metadata = None, *_: Any, **options: Any
    ) -> tuple[Any, FinishedCall]:
        response = self._answer(request, timeout, metadata)
        return response, FinishedCall(response)

    def future(
        self, request: Any, timeout: float | None = None, metadata: Metadata = None, *_: Any, **options: Any
    ) -> FinishedCall:
        try:
            return FinishedCall(self._answer(request, timeout, metadata))
        except CallError as error:
            return error


class UnaryStream(grpc.UnaryStreamMultiCallable):  # type: ignore[misc]
    """One request, any number of responses, all of them computed when the call is made."""

    def __init__(self, servicer: EmbeddedServicer, method: Method) -> None:
        self._servicer = servicer
        self._method = method

    def __call__(
        self, request: Any, timeout: float | None = None, metadata: Metadata = None, *_: Any, **options: Any
    ) -> AnsweredStream:
        try:
            responses = self._servicer.answer(Call(self._method.name, bare(request), timeout, metadata or ()))
        except StatusError as error:
            raise CallError(error) from error
        return AnsweredStream(map(self._method.wrap, responses))


class StreamStream(grpc.StreamStreamMultiCallable):  # type: ignore[misc]
    """Requests are taken from the client's iterator in a thread of their own, as gRPC does."""

    def __init__(self, servicer: EmbeddedServicer, method: Method) -> None:
        self._servicer = servicer
        self._method = method

    def __call__(
        self,
        request_iterator: Iterable[Any],
        timeout: float | None = None,
        metadata: Metadata = None,
        *_: Any,
        **options: Any,
    ) -> OpenStream:
        call = OpenStream(self._method.wrap)

        def emit(response: Any) -> None:
            if isinstance(response, StatusError):
                call.end(response)
            else:
                call.emit(response)

        stream = self._servicer.open(self._method.name, emit)
        call.add_callback(stream.close)

        def receive_all() -> None:
            outcome = StatusError(Status.INTERNAL, "The stream broke.")
            try:
                for request in request_iterator:
                    self._servicer.receive(stream, Call(self._method.name, bare(request), timeout, metadata or ()))
                outcome = StatusError(Status.OK, "")
            except StatusError as error:
                outcome = error
            finally:
                call.end(outcome)

        threading.Thread(target=receive_all, name=f"{self._servicer.label} {self._method.name}", daemon=True).start()
        return call


class InProcessChannel(grpc.Channel):  # type: ignore[misc]
    """A channel to a servicer in this process; `methods` has those that it knows, by name."""

    def __init__(self, servicer: EmbeddedServicer, methods: Mapping[str, Method]) -> None:
        self._servicer = servicer
        self._methods = methods
        self._callables: dict[str, Any] = {}

    def _callable(self, path: str, kind: type[Any]) -> Any:
        known = self._callables.get(path)
        if known is None:
            known = self._callables[path] = kind(self._servicer, method_at(path, self._methods))
        return known

    def unary_unary(self, method: str, *_: Any, **options: Any) -> Any:
        return self._callable(method, UnaryUnary)

    def unary_stream(self, method: str, *_: Any, **options: Any) -> Any:
        return self._callable(method, UnaryStream)

    def stream_stream(self, method: str, *_: Any, **options: Any) -> Any:
        return self._callable(method, StreamStream)

    def stream_unary(self, method: str, *_: Any, **options: Any) -> Any:
        raise NotImplementedError(f"{method}: no method of the service streams requests only")

    def subscribe(self, callback: Callable[[Any], None], try_to_connect: bool | None = False) -> None:
        callback(grpc.ChannelConnectivity.READY)

    def unsubscribe(self, callback: Callable[[Any], None]) -> None:
        """Nobody is ever told of another state."""

    def close(self) -> None:
        """There is no connection to close."""

    def __enter__(self) -> InProcessChannel:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def method_at(path: str, methods: Mapping[str, Method]) -> Method:
    """The method at `/google.firestore.v1.Firestore/Name`; the servicer refuses others."""
    service, _, name = path.strip("/").partition("/")
    return methods.get(name) or Method(service, name, None, None, None)
