"""BettingPros, version 3: the events of a day, and the offers of a market, ten a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from pydantic import Field, TypeAdapter

from contracts.apis.clients.answers import Part, Reply
from contracts.apis.clients.errors import AccessRefusedError
from contracts.apis.clients.http import Conduct, ProviderCalls, ProviderClient
from contracts.apis.clients.keys import Secret
from contracts.apis.clients.pages import pages
from contracts.apis.clients.provider import Meaning, Provider
from contracts.apis.clients.signing import HeaderKey

PROVIDER = Provider(
    "bettingpros",
    "https://api.bettingpros.com",
    read_timeout_s=30.0,
    headers={
        "Accept": "application/json",
        "Origin": "https://www.bettingpros.com",
        "Referer": "https://www.bettingpros.com/",
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/131.0.0.0 Safari/537.36",
    },
    meanings={403: Meaning(AccessRefusedError, "it refuses this address", "ask through a proxy (HTTPS_PROXY)")},
)
MARKETS = MappingProxyType(
    {"points": 156, "rebounds": 157, "assists": 151, "threes": 162, "steals": 160, "blocks": 152}
)
LIMIT = 10
"""Offers on a page; the provider gives no more."""
MOST_PAGES = 100
EVENTS_GAP_S = 2.0
OFFERS_GAP_S = 2.5

_PAGE_IN_LINK = re.compile(r"(?:^|[?&])page=([0-9]{1,9})(?:&|$)", re.ASCII)


class Event(Part):
    """A game; `scheduled` is `YYYY-MM-DD HH:MM:SS` in UTC."""

    id: int
    home: str
    visitor: str
    scheduled: str
    status: str | None = None


class Events(Part):
    events: tuple[Event, ...]


class Line(Part):
    """`cost` is American odds."""

    line: float
    cost: int
    best: bool | None = None
    active: bool | None = None
    updated: str | None = None


class Book(Part):
    """`id` 0 is the consensus, no book of its own."""

    id: int
    lines: tuple[Line, ...]


class Selection(Part):
    selection: str
    books: tuple[Book, ...]
    label: str | None = None


class ParticipantPlayer(Part):
    """`team` may be missing or old for those who were traded."""

    first_name: str | None = None
    last_name: str | None = None
    team: str | None = None
    position: str | None = None


class Participant(Part):
    name: str
    player: ParticipantPlayer | None = None


class Offer(Part):
    id: int
    event_id: int
    market_id: int
    participants: tuple[Participant, ...]
    selections: tuple[Selection, ...]
    player_id: int | None = None
    active: bool | None = None


class Pagination(Part):
    """`next` is a number or a link; null or left out on the last page."""

    page: int
    next: int | str | None = None
    total_pages: int | None = None
    total_items: int | None = None


class Offers(Part):
    offers: tuple[Offer, ...]
    pagination: Pagination = Field(alias="_pagination")


_EVENTS = TypeAdapter(Events)
_OFFERS = TypeAdapter(Offers)


class BettingPros(ProviderCalls):
    """BettingPros. Close it, or use it in a `with`.

    Args:
        key: goes into `x-api-key`.
        base_url: a server on loopback, in the place of the provider.
    """

    def __init__(self, key: Secret, *, base_url: str | None = None, conduct: Conduct | None = None) -> None:
        self._client = ProviderClient(
            PROVIDER, signature=HeaderKey("x-api-key", key), base_url=base_url, conduct=conduct
        )
        super().__init__(self._client)

    def events(self, *, day: date) -> Reply[Events]:
        """The games of an Eastern day."""
        parameters = {"sport": "NBA", "date": day.isoformat()}
        answer = self._client.get("/v3/events", parameters, gap_s=EVENTS_GAP_S)
        return Reply(answer, lambda answer: answer.parsed(_EVENTS))

    def offers(self, *, event_ids: tuple[int, ...], market_id: int = MARKETS["points"]) -> Iterator[Reply[Offers]]:
        """The offers of a market in some games, page by page, asked for as they are wanted.

        Raises:
            ValueError: no game is named; the provider would answer with every one it has.
        """
        if not event_ids:
            raise ValueError("name at least one event; the provider gives those of every game for none")
        parameters = {
            "sport": "NBA",
            "market_id": str(market_id),
            "event_id": ":".join(str(event) for event in event_ids),
            "book_id": "null",
            "limit": str(LIMIT),
        }

        def fetch(page: int | None) -> Reply[Offers]:
            answer = self._client.get("/v3/offers", {**parameters, "page": str(page)}, gap_s=OFFERS_GAP_S)
            return Reply(answer, lambda answer: answer.parsed(_OFFERS))

        return pages(fetch, records_of=lambda page: page.offers, next_of=_next_page, most=MOST_PAGES, first=1)


def _next_page(page: Offers) -> int | None:
    named = page.pagination.next
    if named is None or isinstance(named, int):
        return named
    match = _PAGE_IN_LINK.search(named)
    return int(match[1]) if match else page.pagination.page + 1
