"""What a client knows of a provider before it asks: its address, how long it may take, what its statuses mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from contracts.apis.clients.errors import (
    TRY_LATER,
    AccessRefusedError,
    KeyRefusedError,
    NotFoundError,
    NotJsonError,
    ParameterRefusedError,
    ProviderError,
    RateLimitedError,
    UnavailableError,
    UnexpectedStatusError,
)

TRIED_AGAIN = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same request may do. Never 400, 401, 403, 404, 422."""

CONNECT_TIMEOUT_S = 10.0
MOST_BYTES = 32 * 1024 * 1024
"""Of a decoded body. The largest is a season's schedule, 9.2 MB in the recordings."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a status says, and what to do."""

    error: type[ProviderError]
    what: str
    fix: str


_MEANINGS: Mapping[int, Meaning] = MappingProxyType(
    {
        204: Meaning(NotJsonError, "no content, where JSON is documented", TRY_LATER),
        400: Meaning(ParameterRefusedError, "it calls a parameter wrong", "compare the parameters with its OpenAPI"),
        401: Meaning(KeyRefusedError, "it refuses the key", "renew the key or correct it"),
        403: Meaning(AccessRefusedError, "it refuses access", "ask from another address, or see what the plan allows"),
        404: Meaning(NotFoundError, "it knows no such thing", "see that the id and the day are right"),
        407: Meaning(AccessRefusedError, "the proxy refuses its credentials", "correct those in HTTPS_PROXY"),
        422: Meaning(ParameterRefusedError, "it calls a parameter wrong", "compare the parameters with its OpenAPI"),
        429: Meaning(RateLimitedError, "it was asked too often", f"{TRY_LATER}, or ask less often"),
    }
)


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider, at one host.

    Attributes:
        name: as the folders of recordings name it.
        base_url: the documented one, without a slash at its end.
        read_timeout_s: between two pieces of an answer; what the platform allows.
        headers: sent with each request.
        meanings: of statuses, where they say something else than usual.
    """

    name: str
    base_url: str
    read_timeout_s: float
    headers: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[int, Meaning] = field(default_factory=dict)

    def meaning(self, status: int) -> Meaning:
        """Of any status but 200."""
        known = self.meanings.get(status) or _MEANINGS.get(status)
        if known is not None:
            return known
        if status >= 500:
            return Meaning(UnavailableError, "it fails", TRY_LATER)
        if 300 <= status < 400:
            return Meaning(
                UnexpectedStatusError, "it sends us elsewhere, which is not followed", "correct the endpoint"
            )
        return Meaning(UnexpectedStatusError, "a status that is not documented", "compare it with its OpenAPI")
