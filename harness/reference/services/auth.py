"""The key that callers of a guarded route show: X-API-Key, the parameter `key`, or Authorization: Bearer."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, request
from pydantic import SecretStr

from harness.reference.services.answers import RefusedError

Arguments = ParamSpec("Arguments")
View = Callable[Arguments, Response]
_BEARER = "Bearer "


def key_required(key: SecretStr | None) -> Callable[[View[Arguments]], View[Arguments]]:
    """Guards a view. 401 without the right key; 503 from a service that was given none, since nobody can show it."""

    def guarded(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def checked(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Response:
            _check(key)
            return view(*args, **kwargs)

        return checked

    return guarded


def _check(key: SecretStr | None) -> None:
    if key is None:
        raise RefusedError(503, "not_ready", "COORDINATOR_API_KEY is not set; nobody can be let in")
    shown = _shown()
    if shown is None:
        raise RefusedError(401, "unauthorized", "no key; send it as X-API-Key, as Authorization: Bearer, or as key")
    # As bytes, since a comparison in constant time takes only ASCII as text.
    if not hmac.compare_digest(shown.encode(), key.get_secret_value().encode()):
        raise RefusedError(401, "unauthorized", "the key is not the right one")


def _shown() -> str | None:
    bearer = request.headers.get("Authorization", "")
    told = bearer.removeprefix(_BEARER) if bearer.startswith(_BEARER) else None
    return request.headers.get("X-API-Key") or told or request.args.get("key")
