"""How a key goes along with a request, and how it is kept out of every text."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from requests import PreparedRequest
from requests.auth import AuthBase

from contracts.apis.clients.keys import Secret

HIDDEN = "***"
_QUERY_KEY = re.compile(r"(?i)(api_?key=)[^&\s'\"<>)]*")
_USER_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s'\"]+@")


class NoKey(AuthBase):
    """Nothing is added. It stands here so that requests does not look into ~/.netrc."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        return request

    def hide(self, text: str) -> str:
        """The text without what may be a key."""
        return hidden(text)

    def hide_bytes(self, body: bytes) -> bytes:
        """A body without the key, should the provider send it back."""
        return body


@dataclass(frozen=True)
class _Keyed(NoKey):
    name: str
    secret: Secret

    def hide(self, text: str) -> str:
        for spelling in _spellings(self.secret):
            text = text.replace(spelling, HIDDEN)
        return hidden(text)

    def hide_bytes(self, body: bytes) -> bytes:
        for spelling in _spellings(self.secret):
            body = body.replace(spelling.encode(), HIDDEN.encode())
        return body


class HeaderKey(_Keyed):
    """The key as the value of a header."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers[self.name] = self.secret.reveal()
        return request


class QueryKey(_Keyed):
    """The key as a query parameter, added last of all."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.prepare_url(request.url, {self.name: self.secret.reveal()})
        return request


def hidden(text: str) -> str:
    """A text without the values of `apiKey=` and without user and password of addresses."""
    return _USER_IN_ADDRESS.sub(f"{HIDDEN}@", _QUERY_KEY.sub(rf"\g<1>{HIDDEN}", text))


def _spellings(secret: Secret) -> tuple[str, ...]:
    plain = secret.reveal()
    return tuple(dict.fromkeys((plain, quote(plain, safe=""), quote(plain), quote_plus(plain))))


class _HidesQueryKeys(logging.Filter):
    """urllib3 writes the address of every request at DEBUG, with its query."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hidden(record.getMessage()), None
        return True


_FILTER = _HidesQueryKeys()


def hide_in_logs() -> None:
    """Keeps query keys out of urllib3's log; asking again changes nothing."""
    for name in ("urllib3.connectionpool", "urllib3.util.retry"):
        logging.getLogger(name).addFilter(_FILTER)
