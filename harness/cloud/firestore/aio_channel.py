"""The in-process channel for asyncio clients.

A request may wait for locks that another task of the same loop holds, so requests run in threads.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from grpc import aio

from harness.cloud.calls import CallError
from harness.cloud.channel import Metadata, bare, method_at
from harness.cloud.errors import StatusError
from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.servicer import Servicer
from harness.cloud.interception import Call, Responses
from harness.cloud.methods import Method
from harness.cloud.server import MOST_CONCURRENT_REQUESTS


class _AnsweringCall(aio.Call):  # type: ignore[misc]
    """A call whose answer is on its way."""

    def __init__(self, answer: asyncio.Future[Responses], wrap: Callable[[Any], Any]) -> None:
        self._answer = answer
        self._wrap = wrap

    async def _responses(self) -> list[Any]:
        try:
            return [self._wrap(response) for response in await self._answer]
        except StatusError as error:
            raise CallError(error) from error

    async def _error(self) -> CallError | None:
        try:
            await self._responses()
        except CallError as error:
            return error
        return None

    async def code(self) -> grpc.StatusCode:
        error = await self._error()
        return grpc.StatusCode.OK if error is None else error.code()

    async def details(self) -> str:
        error = await self._error()
        return "" if error is None else error.details()

    async def initial_metadata(self) -> tuple[()]:
        return ()

    async def trailing_metadata(self) -> tuple[()]:
        return ()

    async def wait_for_connection(self) -> None:
        await self._responses()

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        self._answer.add_done_callback(lambda _: callback(self))

    def cancel(self) -> bool:
        return self._answer.cancel()

    def cancelled(self) -> bool:
        return self._answer.cancelled()

    def done(self) -> bool:
        return self._answer.done()

    def time_remaining(self) -> float | None:
        return None


class UnaryCall(_AnsweringCall, aio.UnaryUnaryCall):  # type: ignore[misc]
    def __await__(self) -> Generator[Any, None, Any]:
        responses = yield from self._responses().__await__()
        return responses[0]


class StreamingCall(_AnsweringCall, aio.UnaryStreamCall):  # type: ignore[misc]
    def __init__(self, answer: asyncio.Future[Responses], wrap: Callable[[Any], Any]) -> None:
        super().__init__(answer, wrap)
        self._read = 0

    async def _iterate(self) -> AsyncIterator[Any]:
        for response in await self._responses():
            yield response

    def __aiter__(self) -> AsyncIterator[Any]:
        return self._iterate()

    async def read(self) -> Any:
        responses = await self._responses()
        if self._read >= len(responses):
            return aio.EOF
        self._read += 1
        return responses[self._read - 1]


class _Caller:
    """Runs requests of one method in the channel's threads."""

    def __init__(self, servicer: Servicer, method: Method, threads: ThreadPoolExecutor) -> None:
        self._servicer = servicer
        self._method = method
        self._threads = threads

    def _answer(self, request: Any, timeout: float | None, metadata: Metadata) -> asyncio.Future[Responses]:
        call = Call(self._method.name, bare(request), timeout, tuple(metadata or ()))
        return asyncio.get_running_loop().run_in_executor(self._threads, self._servicer.answer, call)


class AioUnaryUnary(_Caller, aio.UnaryUnaryMultiCallable):  # type: ignore[misc]
    def __call__(
        self, request: Any, *, timeout: float | None = None, metadata: Metadata = None, **options: Any
    ) -> UnaryCall:
        return UnaryCall(self._answer(request, timeout, metadata), self._method.wrap)


class AioUnaryStream(_Caller, aio.UnaryStreamMultiCallable):  # type: ignore[misc]
    def __call__(
        self, request: Any, *, timeout: float | None = None, metadata: Metadata = None, **options: Any
    ) -> StreamingCall:
        return StreamingCall(self._answer(request, timeout, metadata), self._method.wrap)


class AioStreamStream(aio.StreamStreamMultiCallable):  # type: ignore[misc]
    """The asynchronous client makes these stubs but has no method that calls them."""

    def __call__(self, *_: Any, **options: Any) -> Any:
        raise NotImplementedError("streams both ways are left to the synchronous channel")


class InProcessAioChannel(aio.Channel):  # type: ignore[misc]
    """A channel to a servicer in this process, for one event loop."""

    def __init__(self, servicer: Servicer) -> None:
        self._servicer = servicer
        self._threads = ThreadPoolExecutor(MOST_CONCURRENT_REQUESTS, thread_name_prefix="firestore")
        self._unary_unary_interceptors: list[Any] = []  # the client's transport adds its logging here

    def unary_unary(self, method: str, *_: Any, **options: Any) -> AioUnaryUnary:
        return AioUnaryUnary(self._servicer, method_at(method, METHODS), self._threads)

    def unary_stream(self, method: str, *_: Any, **options: Any) -> AioUnaryStream:
        return AioUnaryStream(self._servicer, method_at(method, METHODS), self._threads)

    def stream_unary(self, method: str, *_: Any, **options: Any) -> Any:
        raise NotImplementedError(f"{method}: no method of the service streams requests only")

    def stream_stream(self, method: str, *_: Any, **options: Any) -> Any:
        return AioStreamStream()

    async def __aenter__(self) -> InProcessAioChannel:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self, grace: float | None = None) -> None:
        self._threads.shutdown(wait=False)

    def get_state(self, try_to_connect: bool = False) -> grpc.ChannelConnectivity:
        return grpc.ChannelConnectivity.READY

    async def wait_for_state_change(self, last_observed_state: grpc.ChannelConnectivity) -> None:
        await asyncio.Future()

    async def channel_ready(self) -> None:
        """It always is."""
