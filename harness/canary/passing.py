"""Passes a request on to a revision, and its answer back as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import urllib3

from harness.canary.shares import Revision, Shares

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CONNECT_S = 5.0
ANSWER_S = 600.0
"""As long as a push may take (ACK_DEADLINE_S of harness/reference/platform/messaging.py)."""
_CHUNK = 65_536
# RFC 9110 §7.6.1: these are of one connection, and not passed on; Expect was answered by then, Host is the revision's.
_OF_THE_CONNECTION = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "expect",
        "host",
    }
)


class Passing:
    """A WSGI app before two revisions, each at an address of scheme, name and port.

    Nothing is asked twice: a revision that does not answer is an error of it, and 502 to the caller.
    """

    def __init__(self, urls: Mapping[Revision, str], shares: Shares, *, connections: int) -> None:
        self._shares = shares
        timeout = urllib3.Timeout(connect=CONNECT_S, read=ANSWER_S)
        self._pools = {
            revision: urllib3.connection_from_url(url, maxsize=connections, timeout=timeout)
            for revision, url in urls.items()
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        revision = self._shares.next()
        try:
            response = self._asked(revision, environ)
        except urllib3.exceptions.HTTPError as error:
            self._shares.failed(revision)
            start_response("502 Bad Gateway", [("Content-Type", "text/plain; charset=utf-8")])
            return [f"the {revision} revision does not answer: {type(error).__name__}\n".encode()]
        if response.status >= 500:
            self._shares.failed(revision)
        headers = [(name, value) for name, value in response.headers.items() if _is_passed_on(name)]
        start_response(f"{response.status} {response.reason or ''}", headers)
        return self._body(revision, response)

    def close(self) -> None:
        """Closes the connections that wait for a next request."""
        for pool in self._pools.values():
            pool.close()

    def _asked(self, revision: Revision, environ: WSGIEnvironment) -> urllib3.BaseHTTPResponse:
        return self._pools[revision].urlopen(
            environ["REQUEST_METHOD"],
            environ["REQUEST_URI"],
            body=environ["wsgi.input"] if environ.get("CONTENT_LENGTH") else None,
            headers=_headers(environ),
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )

    def _body(self, revision: Revision, response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
        try:
            while chunk := response.read1(_CHUNK):
                yield chunk
        except urllib3.exceptions.HTTPError:
            # Raised on, so that the caller's connection breaks off as this one did.
            self._shares.failed(revision)
            raise
        finally:
            # A connection whose answer was read to its end has gone back to its pool by now; any other is closed.
            response.close()


def _headers(environ: WSGIEnvironment) -> dict[str, str]:
    named = {
        name.removeprefix("HTTP_").replace("_", "-").title(): cast("str", value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    for variable, name in (("CONTENT_TYPE", "Content-Type"), ("CONTENT_LENGTH", "Content-Length")):
        if environ.get(variable):
            named[name] = environ[variable]
    return {name: value for name, value in named.items() if _is_passed_on(name)}


def _is_passed_on(name: str) -> bool:
    return name.lower() not in _OF_THE_CONNECTION
