"""GETs of a provider. Whatever is no JSON with status 200 is an error, but for an answer without content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import requests

from harness.reference.scraping.record import SourceError
from harness.targets import is_loopback

LONGEST_ANSWER_S = 10.0

Query = Mapping[str, str]
Ask = Callable[[str, Query], object]
"""Path and query → the JSON of the answer, None for an answer without content. Raises SourceError."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a provider is, and what every request to it carries: its key, in the headers or in the query."""

    base_url: str
    headers: Query = field(default_factory=dict, repr=False)
    query: Query = field(default_factory=dict, repr=False)


class Provider:
    """One provider; use it in a `with`."""

    def __init__(self, name: str, address: Address) -> None:
        self.name = name
        self._address = address
        self._session = requests.Session()
        # A proxy of the environment cannot reach a server on this machine.
        self._session.trust_env = not is_loopback(urlsplit(address.base_url).hostname or "")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def ask(self, path: str, query: Query) -> object:
        """The JSON of an answer; None for 204, and for a body without a byte.

        Raises:
            SourceError: there is no answer, or it is none of these.
        """
        where = f"{self.name} at {path}"
        try:
            answer = self._session.get(
                self._address.base_url + path,
                params={**query, **self._address.query},
                headers=dict(self._address.headers),
                timeout=LONGEST_ANSWER_S,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            # Its text has the whole address, and with it the key.
            raise SourceError(f"{where} does not answer: {type(error).__name__}") from None
        if answer.status_code not in (200, 204):
            raise SourceError(f"{where} answers {answer.status_code}")
        if not answer.content:
            return None
        try:
            body: object = answer.json()
        except requests.JSONDecodeError:
            raise SourceError(f"{where} answers no JSON but {answer.headers.get('Content-Type', 'bytes')}") from None
        return body
