"""The in-process channel: the clients' stubs call the service in the same thread, without sockets or serialization."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import grpc

from harness.cloud.firestore.calls import OpenStream
from harness.cloud.firestore.channel import InProcessChannel as FirestoreChannel
from harness.cloud.firestore.channel import Metadata, UnaryUnary, bare
from harness.cloud.firestore.errors import Status, StatusError
from harness.cloud.firestore.interception import Call
from harness.cloud.pubsub.proto_messages import METHODS, Method
from harness.cloud.pubsub.servicer import Servicer


class StreamStream(grpc.StreamStreamMultiCallable):  # type: ignore[misc]
    """Requests are taken from the client's iterator in a thread of their own, as gRPC does."""

    def __init__(self, servicer: Servicer, method: Method) -> None:
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

        stream = self._servicer.open(emit)
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

        threading.Thread(target=receive_all, name=f"pubsub {self._method.name}", daemon=True).start()
        return call


class InProcessChannel(FirestoreChannel):
    """A channel to a servicer in this process."""

    def __init__(self, servicer: Servicer) -> None:
        service: Any = servicer  # the base names the servicer of Firestore and asks of it what both have
        super().__init__(service)

    def _callable(self, path: str, kind: type[Any]) -> Any:
        known = self._callables.get(path)
        if known is None:
            made = StreamStream if method_at(path).streaming else UnaryUnary
            service: Any = self._servicer
            method: Any = method_at(path)
            known = self._callables[path] = made(service, method)
        return known


def method_at(path: str) -> Method:
    """The method at `/google.pubsub.v1.Publisher/Name`; the servicer refuses others."""
    service, _, name = path.strip("/").partition("/")
    return METHODS.get(name) or Method(service, name, None, None, None)
