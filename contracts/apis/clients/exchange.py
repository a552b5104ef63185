"""One request and what came of it, without its key in any text."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests
import urllib3.exceptions

from contracts.apis.clients.answers import Answer, said
from contracts.apis.clients.errors import TRY_LATER, ProviderError, TooLargeError, UnavailableError
from contracts.apis.clients.provider import CONNECT_TIMEOUT_S, TRIED_AGAIN, Provider
from contracts.apis.clients.signing import NoKey
from contracts.apis.clients.timing import Timing
from contracts.apis.clients.waiting import Asked, retry_after
from harness.nouns import counted

Parameters = Mapping[str, str | tuple[str, ...]]
"""A query without the key. A tuple is sent as the same name several times."""

_PIECE = 64 * 1024
_MOST_OF_AN_ERROR = 64 * 1024
_NOT_ASKED = Asked(None)


class StayingSession(requests.Session):
    """A session that follows no redirect: a key goes to the host it belongs to, and to no other.

    `allow_redirects=False` would do so too, but reads the redirect's body to its end, however long it is.
    """

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Request:
    """One GET.

    Attributes:
        where: method and address, without the key.
        no_content: whether 204 is a documented answer too.
        deadline: by the clock, for the answer to be here.
    """

    base: str
    endpoint: str
    parameters: Parameters
    where: str
    no_content: bool
    deadline: float


@dataclass(frozen=True, slots=True)
class Failure:
    """A request without a usable answer; `again` says whether another may do better."""

    error: ProviderError
    again: bool
    asked: Asked = _NOT_ASKED

    @property
    def rate_limited(self) -> bool:
        return self.error.status == 429


@dataclass(frozen=True, slots=True)
class Exchange:
    """Makes requests of one provider. The bounds are those of the client."""

    provider: Provider
    session: StayingSession
    signature: NoKey
    timing: Timing
    most_bytes: int
    most_retry_after_s: float

    def once(self, request: Request) -> Answer | Failure:
        """One request. Whatever the network or the provider does comes back as a Failure."""
        # Nothing is raised inside the `except`: the errors of requests hold the address with its key, and must not
        # become the context of ours.
        left_s = max(request.deadline - self.timing.clock(), 1.0)
        timeouts = min(CONNECT_TIMEOUT_S, left_s), min(self.provider.read_timeout_s, left_s)
        try:
            with self.session.get(
                request.base + request.endpoint,
                params=request.parameters,
                auth=self.signature,
                timeout=timeouts,
                stream=True,
            ) as response:
                body = self._body(response, request)
                status, headers = response.status_code, response.headers
        except (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException) as error:
            failure = self._broken(error, request, timeouts)
        else:
            return body if isinstance(body, Failure) else self._judged(status, headers, body, request)
        return failure

    def _body(self, response: requests.Response, request: Request) -> bytes | Failure:
        if response.status_code != 200:
            # Only for the words of an error.
            return b"".join(self._pieces(response, lambda size: size >= _MOST_OF_AN_ERROR))
        body = b"".join(self._pieces(response, lambda size: size > self.most_bytes or self._late(request)))
        if len(body) > self.most_bytes:
            what = f"a body beyond {counted(self.most_bytes, 'byte')}"
            return self._failure(TooLargeError, what, "ask for less, or raise most_bytes", request, 200)
        if self._late(request):
            what = f"the body took longer than the call may ({counted(len(body), 'byte')} came)"
            return self._failure(UnavailableError, what, TRY_LATER, request, 200)
        return body

    def _late(self, request: Request) -> bool:
        return self.timing.clock() > request.deadline

    @staticmethod
    def _pieces(response: requests.Response, enough: Callable[[int], bool]) -> list[bytes]:
        pieces: list[bytes] = []
        size = 0
        # read1 returns with what is there, so that a body that trickles is seen to be late.
        while piece := response.raw.read1(_PIECE, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if enough(size):
                break
        return pieces

    def _judged(self, status: int, headers: Mapping[str, str], body: bytes, request: Request) -> Answer | Failure:
        if status == 200 or (status == 204 and request.no_content):
            return Answer(
                provider=self.provider.name,
                endpoint=request.endpoint,
                parameters={name: _joined(value) for name, value in request.parameters.items()},
                where=request.where,
                status=status,
                fetched_at=self.timing.now(),
                body=self.signature.hide_bytes(body),
                content_type=headers.get("Content-Type", ""),
            )
        meaning = self.provider.meaning(status)
        words = self.signature.hide(said(body))
        what = f"{meaning.what} (status {status}{f', {words}' if words else ''})"
        if status not in TRIED_AGAIN:
            return self._failure(meaning.error, what, meaning.fix, request, status)
        asked = retry_after(headers.get("Retry-After"), now=self.timing.now(), most_s=self.most_retry_after_s)
        return Failure(self._failure(meaning.error, what, meaning.fix, request, status).error, again=True, asked=asked)

    def _broken(self, error: Exception, request: Request, timeouts: tuple[float, float]) -> Failure:
        if isinstance(error, requests.ConnectTimeout):
            what = f"no connection within {timeouts[0]:g} s"
        elif isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
            what = f"no answer within {timeouts[1]:g} s"
        else:
            what = f"the connection failed: {type(error).__name__}: {self.signature.hide(str(error))[:300]}"
        # An address or a header that requests does not take is a ValueError, and no second try mends it.
        wrong = isinstance(error, ValueError)
        fix = "correct the base URL" if wrong else TRY_LATER
        return Failure(self._failure(UnavailableError, what, fix, request, None).error, again=not wrong)

    def _failure(self, kind: type[ProviderError], what: str, fix: str, request: Request, status: int | None) -> Failure:
        error = kind(provider=self.provider.name, what=what, where=request.where, fix=fix, status=status)
        return Failure(error, again=False)


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ",".join(value)
