"""A gRPC server on the loopback interface, for other processes and for PUBSUB_EMULATOR_HOST."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any

import grpc

from harness.cloud.firestore.calls import code_of
from harness.cloud.firestore.errors import Status, StatusError
from harness.cloud.firestore.interception import Call
from harness.cloud.firestore.server import LOOPBACK, MOST_CONCURRENT_REQUESTS
from harness.cloud.pubsub.proto_messages import METHODS, PUBLISHER, SUBSCRIBER, Method
from harness.cloud.pubsub.servicer import Servicer
from harness.cloud.pubsub.ticking import DEFAULT_TICK_S, Ticking

_UNLIMITED = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]


class PubSubServer:
    """Serves a servicer until its owner ends it; use it as a context.

    Every streaming pull keeps one of the server's threads. `tick_s` is how often, in real seconds, open streams
    get what the clock has made deliverable.
    """

    def __init__(
        self,
        servicer: Servicer,
        port: int = 0,
        threads: int = MOST_CONCURRENT_REQUESTS,
        tick_s: float = DEFAULT_TICK_S,
    ) -> None:
        self.servicer = servicer
        self._ticking = Ticking(servicer.engine.tick, tick_s)
        self._server = grpc.server(
            ThreadPoolExecutor(threads, thread_name_prefix="pubsub-server"),
            options=[*_UNLIMITED, ("grpc.so_reuseport", 0)],
        )
        for service in (PUBLISHER, SUBSCRIBER):
            handlers = {one.name: _handler(servicer, one) for one in METHODS.values() if one.service == service}
            self._server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, handlers),))
        self.port: int = self._server.add_insecure_port(f"{LOOPBACK}:{port}")

    @property
    def host(self) -> str:
        """What PUBSUB_EMULATOR_HOST has to be."""
        return f"{LOOPBACK}:{self.port}"

    def start(self) -> PubSubServer:
        self._server.start()
        self._ticking.start()
        return self

    def stop(self) -> None:
        """Ends the server and the requests that are open."""
        self._ticking.stop()
        self._server.stop(grace=None).wait()

    def __enter__(self) -> PubSubServer:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


def _handler(servicer: Servicer, method: Method) -> Any:
    """What grpc calls for a method: it answers, or ends the call with the status of the refusal."""

    def unary(request: Any, context: Any) -> Any:
        call = Call(method.name, request, context.time_remaining(), tuple(context.invocation_metadata()))
        try:
            return servicer.answer(call)[0]
        except StatusError as error:
            return _abort(context, error)

    def both(requests: Iterator[Any], context: Any) -> Iterator[Any]:
        return _exchange(servicer, method, requests, context)

    make, behaviour = (
        (grpc.stream_stream_rpc_method_handler, both)
        if method.streaming
        else (grpc.unary_unary_rpc_method_handler, unary)
    )
    return make(
        behaviour,
        request_deserializer=method.request.FromString,
        response_serializer=method.response.SerializeToString,
    )


def _abort(context: Any, error: StatusError) -> None:
    context.abort(code_of(error.status), error.message)


def _exchange(servicer: Servicer, method: Method, requests: Iterator[Any], context: Any) -> Iterator[Any]:
    """Takes requests in a thread while this one hands out the responses."""
    responses: queue.SimpleQueue[Any] = queue.SimpleQueue()
    stream = servicer.open(responses.put)
    cancelled = StatusError(Status.CANCELLED, "")
    if not context.add_callback(lambda: responses.put(cancelled)):
        responses.put(cancelled)
    metadata = tuple(context.invocation_metadata())

    def receive_all() -> None:
        outcome = StatusError(Status.INTERNAL, "The stream broke.")
        try:
            for request in requests:
                servicer.receive(stream, Call(method.name, request, None, metadata))
            outcome = StatusError(Status.OK, "")
        except StatusError as error:
            outcome = error
        except grpc.RpcError:
            outcome = cancelled
        finally:
            responses.put(outcome)

    threading.Thread(target=receive_all, name=f"pubsub {method.name}", daemon=True).start()
    try:
        while not isinstance(response := responses.get(), StatusError):
            yield response
    finally:
        stream.close()
    if response.status not in (Status.OK, Status.CANCELLED):
        _abort(context, response)
