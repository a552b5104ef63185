"""What a gRPC client gets back: errors that are calls, finished calls, and streams that stay open."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import grpc

from harness.cloud.errors import Status, StatusError

CODES = {code.value[0]: code for code in grpc.StatusCode}


def code_of(status: Status) -> grpc.StatusCode:
    """The gRPC code with the same number."""
    return CODES[int(status)]


class FinishedCall(grpc.Call, grpc.Future):  # type: ignore[misc]
    """A call whose answer is there; as a future it has ended already."""

    def __init__(self, response: Any = None) -> None:
        self._response = response

    def result(self, timeout: float | None = None) -> Any:
        return self._response

    def exception(self, timeout: float | None = None) -> Any:
        return None

    def traceback(self, timeout: float | None = None) -> Any:
        return None

    def code(self) -> grpc.StatusCode:
        return grpc.StatusCode.OK

    def details(self) -> str:
        return ""

    def initial_metadata(self) -> tuple[()]:
        return ()

    def trailing_metadata(self) -> tuple[()]:
        return ()

    def add_done_callback(self, fn: Callable[[Any], None]) -> None:
        fn(self)

    def add_callback(self, callback: Callable[[], None]) -> bool:
        return False

    def is_active(self) -> bool:
        return False

    def time_remaining(self) -> float | None:
        return None

    def cancel(self) -> bool:
        return False

    def cancelled(self) -> bool:
        return False

    def running(self) -> bool:
        return False

    def done(self) -> bool:
        return True


class CallError(FinishedCall, grpc.RpcError):  # type: ignore[misc]
    """A refused call. Interceptors of the client return it as the call, so `result` raises it."""

    def __init__(self, error: StatusError) -> None:
        super().__init__()
        self._error = error

    def result(self, timeout: float | None = None) -> Any:
        raise self

    def exception(self, timeout: float | None = None) -> Any:
        return self

    def code(self) -> grpc.StatusCode:
        return code_of(self._error.status)

    def details(self) -> str:
        return self._error.message

    def __str__(self) -> str:
        return str(self._error)


class AnsweredStream(FinishedCall):
    """A server stream whose responses are all there."""

    def __init__(self, responses: Iterator[Any]) -> None:
        super().__init__()
        self._responses = responses

    def __iter__(self) -> AnsweredStream:
        return self

    def __next__(self) -> Any:
        return next(self._responses)


class OpenStream(grpc.RpcError, grpc.Call, grpc.Future):  # type: ignore[misc]
    """A stream both ways. Like gRPC's own it is call, iterator, future and, once it has failed, error in one."""

    def __init__(self, wrap: Callable[[Any], Any]) -> None:
        super().__init__()
        self._wrap = wrap
        self._responses: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._ended: StatusError | None = None
        self._callbacks: list[Callable[[Any], None]] = []

    def emit(self, response: Any) -> None:
        """Puts a response away for the client."""
        self._responses.put(self._wrap(response))

    def end(self, outcome: StatusError) -> bool:
        """Ends the stream after the responses so far; False if it had ended before."""
        with self._lock:
            if self._ended is not None:
                return False
            self._ended = outcome
            callbacks, self._callbacks = self._callbacks, []
        self._responses.put(outcome)
        for callback in callbacks:
            callback(self)
        return True

    def __iter__(self) -> OpenStream:
        return self

    def __next__(self) -> Any:
        response = self._responses.get()
        if not isinstance(response, StatusError):
            return response
        self._responses.put(response)  # whoever asks again gets the same end
        if response.status is Status.OK:
            raise StopIteration
        raise self

    def code(self) -> grpc.StatusCode | None:
        return None if self._ended is None else code_of(self._ended.status)

    def details(self) -> str:
        return "" if self._ended is None else self._ended.message

    def __str__(self) -> str:
        return "open stream" if self._ended is None else str(self._ended)

    def initial_metadata(self) -> tuple[()]:
        return ()

    def trailing_metadata(self) -> tuple[()]:
        return ()

    def add_done_callback(self, fn: Callable[[Any], None]) -> None:
        with self._lock:
            if self._ended is None:
                self._callbacks.append(fn)
                return
        fn(self)

    def add_callback(self, callback: Callable[[], None]) -> bool:
        with self._lock:
            if self._ended is not None:
                return False
            self._callbacks.append(lambda _: callback())
            return True

    def is_active(self) -> bool:
        return self._ended is None

    def time_remaining(self) -> float | None:
        return None

    def cancel(self) -> bool:
        return self.end(StatusError(Status.CANCELLED, "Locally cancelled by application!"))

    def cancelled(self) -> bool:
        return self._ended is not None and self._ended.status is Status.CANCELLED

    def running(self) -> bool:
        return self._ended is None

    def done(self) -> bool:
        return self._ended is not None

    def result(self, timeout: float | None = None) -> Any:
        raise self

    def exception(self, timeout: float | None = None) -> Any:
        return self if self._ended is not None else None

    def traceback(self, timeout: float | None = None) -> Any:
        return None
