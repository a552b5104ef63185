"""The Flask app: one prefix a provider, one rule an operation, and everything about HTTP that they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Event, Lock

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from harness.clock import Clock
from harness.reference.twin.exchange import Question, RefusedError, Reply, json_bytes
from harness.reference.twin.faults import (
    Fault,
    Spoilt,
    Switchboard,
    drifted,
    halved,
    instead,
    retyped_everywhere,
    truncated,
)
from harness.reference.twin.parameters import BadParameterError, parsed
from harness.reference.twin.providers import Json, KeyPlace, Operation, Provider
from harness.reference.twin.records import Records

_ALLOWED = "GET"


class Quota:
    """What may still be asked of a provider that counts."""

    def __init__(self, whole: int) -> None:
        self._whole, self._used, self._lock = whole, 0, Lock()

    def covers(self, cost: int) -> bool:
        with self._lock:
            return self._used + cost <= self._whole

    def spend(self, cost: int) -> dict[str, str]:
        """Take it, and tell in The Odds API's headers what is left."""
        with self._lock:
            self._used += cost
            left, used = self._whole - self._used, self._used
        return {"x-requests-remaining": str(left), "x-requests-used": str(used), "x-requests-last": str(cost)}


class Desk:
    """Answers the requests to one provider."""

    def __init__(
        self,
        provider: Provider,
        *,
        records: Records,
        clock: Clock,
        key: str,
        quota: int | None,
        faults: Switchboard,
        closing: Event,
    ) -> None:
        self._provider, self._records, self._clock, self._key = provider, records, clock, key
        self._faults, self._closing = faults, closing
        self._quota = None if quota is None else Quota(quota)

    def respond(self, operation: Operation, path: Mapping[str, str]) -> Reply:
        """The answer to the present request, with the fault that is on."""
        spoilt = self._faults.take(self._provider.name, operation.name)
        if spoilt and spoilt.fault.stands_instead:
            return instead(spoilt.fault, now=self._clock.now(), told=self._provider.told)
        if spoilt and spoilt.fault is Fault.SLOW:
            (spoilt.over or self._closing).wait(spoilt.delay.total_seconds())
        try:
            return self._answered(operation, path, spoilt)
        except RefusedError as refused:
            return self.refused(refused)

    def refused(self, refused: RefusedError) -> Reply:
        """An error in the provider's own shape; 405 says what is allowed."""
        headers = self._quota.spend(0) if self._quota else {}
        if refused.status == 405:
            headers |= {"Allow": _ALLOWED}
        return replace(self._provider.told(refused), headers=headers)

    def _answered(self, operation: Operation, path: Mapping[str, str], spoilt: Spoilt | None) -> Reply:
        if request.method != _ALLOWED:
            raise RefusedError(405, f"{request.method} is not allowed here")
        if self._provider.key is not None:
            self._check_key(self._provider.key)
        try:
            values = parsed(operation.parameters, _query(), path)
        except BadParameterError as bad:
            raise RefusedError(self._provider.bad_parameter, str(bad), f"INVALID_{bad.name.upper()}") from None
        question = Question(values, self._clock.now())
        if spoilt and spoilt.fault is Fault.STALE:
            question = question.a_day_earlier()
        cost = operation.cost(question)
        if self._quota and not self._quota.covers(cost):
            raise RefusedError(401, "Usage quota has been reached", "OUT_OF_USAGE_CREDITS")
        body = operation.answer(self._records, question)
        headers = self._quota.spend(0 if body is None else cost) if self._quota else {}
        if body is None:
            return Reply(204, b"", headers=headers)
        content = json_bytes(self._spoilt(operation, body, spoilt))
        if spoilt and spoilt.fault is Fault.TRUNCATED:
            content = truncated(content)
        return Reply(200, content, headers=headers)

    def _check_key(self, place: KeyPlace) -> None:
        carried = request.args.get(place.name) if place.in_query else request.headers.get(place.name)
        if not carried:
            raise self._provider.no_key
        if carried.removeprefix(place.prefix) != self._key:
            raise self._provider.bad_key

    def _spoilt(self, operation: Operation, body: Json, spoilt: Spoilt | None) -> Json:
        if spoilt is None:
            return body
        if spoilt.fault is Fault.PARTIAL:
            return halved(body, operation.listed)
        if spoilt.fault is Fault.WRONG:
            return retyped_everywhere(body, self._provider.wrong)
        if spoilt.fault.changes_a_field:
            return drifted(body, operation.drifts, spoilt.fault)
        return body


def twin_app(desks: Mapping[str, Desk], providers: Mapping[str, Provider]) -> Flask:
    """The app. Every method comes to a rule, so that the provider itself refuses what is not GET."""
    app = Flask("harness.reference.twin", static_folder=None)
    app.url_map.merge_slashes = False
    for name, provider in providers.items():
        for operation in provider.operations:
            endpoint = f"{name}.{operation.name}"
            app.url_map.add(Rule(f"/{name}{operation.path}", endpoint=endpoint, methods=None))
            app.view_functions[endpoint] = _view(desks[name], operation)
    app.register_error_handler(HTTPException, _unknown_place(desks))
    return app


def _view(desk: Desk, operation: Operation) -> Callable[..., Response]:
    return lambda **path: _response(desk.respond(operation, path))


def _unknown_place(desks: Mapping[str, Desk]) -> Callable[[HTTPException], Response]:
    def tell(error: HTTPException) -> Response:
        desk = desks.get(request.path.split("/")[1])
        refused = RefusedError(error.code or 500, error.name)
        if desk is None:
            return _response(Reply(refused.status, json_bytes({"error": f"no provider at {request.path[:80]}"})))
        return _response(desk.refused(refused))

    return tell


def _query() -> dict[str, list[str]]:
    return {name: request.args.getlist(name) for name in request.args}


def _response(reply: Reply) -> Response:
    response = Response(reply.content, status=reply.status, headers=dict(reply.headers))
    if reply.status == 204:
        response.headers.pop("Content-Type", None)
    else:
        response.headers["Content-Type"] = reply.media_type
    return response
