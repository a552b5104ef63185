"""Locust's HTTP client, with the times of an open model.

Response times count from the intended start. Locust's `request` event gets them, and so does all that listens to it;
the recorder gets them and the service times.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

from locust.contrib.fasthttp import FastHttpSession
from locust.exception import CatchResponseError

from load.locust.open_model import OpenModel
from load.record import status_kind


class WrongAnswerError(CatchResponseError):
    """An answer that a check refused. Its text is a kind of error: one of few, which names places and never values."""


class Times:
    """Stands between the client of one user and Locust's request event.

    Attributes:
        at_work: whether there is an arrival; requests without one are left as they are.
        intended_s: of the arrival, until its first request is made.
        pending: requests that were not reported yet, by when they were started: intended start, method and name.
    """

    def __init__(self, model: OpenModel, event: Any) -> None:
        self.at_work = False
        self.intended_s: float | None = None
        self._model = model
        self._event = event
        self.pending: dict[float, tuple[float, str, str]] = {}

    def begin(self, method: str, name: str) -> dict[str, float]:
        """The marks of a request that starts now; they travel in its context."""
        started_s = perf_counter() - self._model.zero
        intended_s, self.intended_s = self.intended_s, None
        if intended_s is None:
            intended_s = started_s
        self.pending[started_s] = (intended_s, method, name)
        return {"intended_s": intended_s, "started_s": started_s}

    def fire(self, *, reverse: bool = False, **meta: Any) -> None:
        """What the client calls at the end of a request: tells the recorder, corrects what Locust is told."""
        context = meta["context"]
        started_s = context.get("started_s")
        if started_s is not None and (known := self.pending.pop(started_s, None)) is not None:
            intended_s, method, name = known
            service_ms = meta["response_time"]
            ended_s = started_s + service_ms / 1000
            context["service_ms"] = service_ms
            meta["response_time"] = (ended_s - intended_s) * 1000
            exception = meta["exception"]
            error = None if exception is None else error_kind(exception)
            self._model.sink.request(named(method, name), intended_s, started_s, ended_s, error)
        self._event.fire(reverse=reverse, **meta)

    def close(self, kind: str) -> None:
        """The arrival is over: requests that were not reported have failed, and `kind` is how."""
        now_s = self._model.seconds()
        for started_s, (intended_s, method, name) in self.pending.items():
            self._model.sink.request(named(method, name), intended_s, started_s, now_s, kind)
        self.pending.clear()


class ArrivalSession(FastHttpSession):
    """Locust's client; each request of an arrival carries its marks in the context."""

    times: Times

    def request(self, method: str, url: str, name: str | None = None, **kwargs: Any) -> Any:  # type: ignore[override] # by name
        if self.times.at_work:
            marks = self.times.begin(method, name or self.request_name or url)
            context = kwargs.get("context")
            kwargs["context"] = {**context, **marks} if context else marks
        return super().request(method, url, name, **kwargs)


def named(method: str, name: str) -> str:
    """What the record calls an endpoint, as `POST /start`."""
    return name if name.startswith(method) else f"{method} {name}"


def error_kind(error: BaseException) -> str:
    """Why a request failed, in few words: what a check says, a status, the name of an error.

    Of what a task of one's own says it is the part before the first colon: what follows is often a value.
    """
    if isinstance(error, WrongAnswerError):
        return str(error)
    if isinstance(error, CatchResponseError):
        return str(error).partition(":")[0].strip() or "check"
    code = getattr(error, "code", None)
    if isinstance(code, int) and code:
        return status_kind(code)
    if isinstance(error, TimeoutError) or type(error).__name__ == "Timeout":  # gevent's is no TimeoutError
        return "timeout"
    return type(error).__name__
