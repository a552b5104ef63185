"""A gRPC server on the loopback interface, for other processes and for the variables that name an emulator's host."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar

import grpc

from harness.cloud.calls import code_of
from harness.cloud.errors import Status, StatusError
from harness.cloud.interception import Call
from harness.cloud.methods import Method
from harness.cloud.servicer import EmbeddedServicer

LOOPBACK = "127.0.0.1"
MOST_CONCURRENT_REQUESTS = 64
_UNLIMITED = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]

Served = TypeVar("Served", bound=EmbeddedServicer)


class LoopbackServer(Generic[Served]):
    """Serves a servicer until its owner ends it; use it as a context."""

    methods: ClassVar[Mapping[str, Method]]
    """What is served, by name."""

    def __init__(self, servicer: Served, port: int = 0, threads: int = MOST_CONCURRENT_REQUESTS) -> None:
        self.servicer = servicer
        self._server = grpc.server(
            ThreadPoolExecutor(threads, thread_name_prefix=f"{servicer.label}-server"),
            options=[*_UNLIMITED, ("grpc.so_reuseport", 0)],
        )
        methods = self.methods.values()
        for service in dict.fromkeys(method.service for method in methods):
            handlers = {method.name: _handler(servicer, method) for method in methods if method.service == service}
            self._server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, handlers),))
        self.port: int = self._server.add_insecure_port(f"{LOOPBACK}:{port}")

    @property
    def host(self) -> str:
        """What the variable with the emulator's host has to be."""
        return f"{LOOPBACK}:{self.port}"

    def start(self) -> Self:
        self._server.start()
        return self

    def stop(self) -> None:
        """Ends the server and the requests that are open."""
        self._server.stop(grace=None).wait()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


def _handler(servicer: EmbeddedServicer, method: Method) -> Any:
    """What grpc calls for a method: it answers, or ends the call with the status of the refusal."""

    def call_of(request: Any, context: Any) -> Call:
        return Call(method.name, request, context.time_remaining(), tuple(context.invocation_metadata()))

    def unary(request: Any, context: Any) -> Any:
        return _answer(servicer, call_of(request, context), context)[0]

    def streaming(request: Any, context: Any) -> Iterator[Any]:
        yield from _answer(servicer, call_of(request, context), context)

    def both(requests: Iterator[Any], context: Any) -> Iterator[Any]:
        return _exchange(servicer, method, requests, context)

    kinds = {
        (False, False): (grpc.unary_unary_rpc_method_handler, unary),
        (False, True): (grpc.unary_stream_rpc_method_handler, streaming),
        (True, True): (grpc.stream_stream_rpc_method_handler, both),
    }
    make, behaviour = kinds[method.request_streaming, method.response_streaming]
    return make(
        behaviour,
        request_deserializer=method.request.FromString,
        response_serializer=method.response.SerializeToString,
    )


def _answer(servicer: EmbeddedServicer, call: Call, context: Any) -> list[Any]:
    try:
        return servicer.answer(call)
    except StatusError as error:
        return _abort(context, error)


def _abort(context: Any, error: StatusError) -> list[Any]:
    context.abort(code_of(error.status), error.message)
    return []  # abort has raised


def _exchange(servicer: EmbeddedServicer, method: Method, requests: Iterator[Any], context: Any) -> Iterator[Any]:
    """Takes requests in a thread while this one hands out the responses."""
    responses: queue.SimpleQueue[Any] = queue.SimpleQueue()
    stream = servicer.open(method.name, responses.put)
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

    threading.Thread(target=receive_all, name=f"{servicer.label} {method.name}", daemon=True).start()
    try:
        while not isinstance(response := responses.get(), StatusError):
            yield response
    finally:
        stream.close()
    if response.status not in (Status.OK, Status.CANCELLED):
        _abort(context, response)
