"""The Odds API, version 4: events, and the odds of one event, live and as they stood at a past instant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field, TypeAdapter

from contracts.apis.clients.answers import Answer, Part, Reply
from contracts.apis.clients.errors import KeyRefusedError, NotFoundError
from contracts.apis.clients.exchange import Parameters
from contracts.apis.clients.http import Conduct, ProviderCalls, ProviderClient
from contracts.apis.clients.keys import Secret
from contracts.apis.clients.provider import Meaning, Provider
from contracts.apis.clients.signing import QueryKey
from harness.clock import EASTERN

SPORT = "basketball_nba"
BOOKMAKERS = ("draftkings", "fanduel")

PROVIDER = Provider(
    "oddsapi",
    "https://api.the-odds-api.com",
    read_timeout_s=30.0,
    meanings={
        401: Meaning(
            KeyRefusedError, "it refuses the key, or its quota is spent", "look at the plan, or renew the key"
        ),
        404: Meaning(NotFoundError, "it knows no such event", "list the events again; old ones are taken out"),
    },
)
_EVENT_ID = re.compile(r"[0-9a-f]{32}")

EventId = Annotated[str, Field(pattern=f"^{_EVENT_ID.pattern}$")]


class Event(Part):
    """A game; names of teams are whole, `commence_time` is ISO in UTC."""

    id: EventId
    sport_key: str
    commence_time: str
    home_team: str
    away_team: str
    sport_title: str | None = None


class Outcome(Part):
    """A price. `description` is the player of a prop; `point` is the line, None for h2h."""

    name: str
    price: float
    point: float | None = None
    description: str | None = None


class Market(Part):
    key: str
    outcomes: tuple[Outcome, ...]
    last_update: str | None = None


class Bookmaker(Part):
    key: str
    markets: tuple[Market, ...]
    title: str | None = None
    last_update: str | None = None


class EventOdds(Event):
    bookmakers: tuple[Bookmaker, ...]


class _Snapshot(Part):
    timestamp: str
    previous_timestamp: str | None = None
    next_timestamp: str | None = None


class EventsSnapshot(_Snapshot):
    """The events as they were listed at `timestamp`."""

    data: tuple[Event, ...]


class OddsSnapshot(_Snapshot):
    """The odds of an event as they stood at `timestamp`."""

    data: EventOdds


_EVENTS = TypeAdapter(tuple[Event, ...])
_ODDS = TypeAdapter(EventOdds)
_EVENTS_SNAPSHOT = TypeAdapter(EventsSnapshot)
_ODDS_SNAPSHOT = TypeAdapter(OddsSnapshot)

_SNAPSHOT_EVERY = timedelta(minutes=5)


class OddsApi(ProviderCalls):
    """The Odds API. Close it, or use it in a `with`.

    Args:
        key: goes into the query as `apiKey`, after everything that may be shown.
        base_url: a server on loopback, in the place of the provider.
    """

    def __init__(self, key: Secret, *, base_url: str | None = None, conduct: Conduct | None = None) -> None:
        self._client = ProviderClient(PROVIDER, signature=QueryKey("apiKey", key), base_url=base_url, conduct=conduct)
        super().__init__(self._client)

    def events(self, *, day: date) -> Reply[tuple[Event, ...]]:
        """The coming games of an Eastern day. Costs nothing of the quota."""
        parameters = {
            "commenceTimeFrom": _instant(datetime.combine(day, time.min, EASTERN)),
            "commenceTimeTo": _instant(datetime.combine(day, time(23, 59, 59), EASTERN)),
            "dateFormat": "iso",
        }
        answer = self._client.get(f"/v4/sports/{SPORT}/events", parameters)
        return Reply(answer, lambda answer: answer.parsed(_EVENTS))

    def event_odds(
        self,
        event_id: str,
        *,
        markets: tuple[str, ...] = ("player_points",),
        bookmakers: tuple[str, ...] = BOOKMAKERS,
        odds_format: str = "american",
    ) -> Reply[EventOdds | None]:
        """The odds of one event; None where there are none, which the provider says with status 204.

        Raises:
            ValueError: the id is not 32 hexadecimal digits.
        """
        answer = self._client.get(
            f"/v4/sports/{SPORT}/events/{_checked(event_id)}/odds",
            _odds_parameters(markets, bookmakers, odds_format),
            no_content=True,
        )
        return Reply(answer, _odds_or_none)

    def historical_events(self, *, at: datetime) -> Reply[EventsSnapshot]:
        """The events as they were listed at an instant, floored to five minutes as snapshots are taken."""
        answer = self._client.get(f"/v4/historical/sports/{SPORT}/events", {"date": _snapshot(at), "dateFormat": "iso"})
        return Reply(answer, lambda answer: answer.parsed(_EVENTS_SNAPSHOT))

    def historical_event_odds(
        self,
        event_id: str,
        *,
        at: datetime,
        markets: tuple[str, ...] = ("player_points",),
        bookmakers: tuple[str, ...] = BOOKMAKERS,
        odds_format: str = "american",
    ) -> Reply[OddsSnapshot]:
        """The odds of one event as they stood at an instant. Each market costs ten times what it does live.

        Raises:
            ValueError: the id is not 32 hexadecimal digits.
        """
        parameters = {"date": _snapshot(at), **_odds_parameters(markets, bookmakers, odds_format)}
        answer = self._client.get(f"/v4/historical/sports/{SPORT}/events/{_checked(event_id)}/odds", parameters)
        return Reply(answer, lambda answer: answer.parsed(_ODDS_SNAPSHOT))


def _odds_parameters(markets: tuple[str, ...], bookmakers: tuple[str, ...], odds_format: str) -> Parameters:
    return {
        "regions": "us",
        "markets": ",".join(markets),
        "bookmakers": ",".join(bookmakers),
        "oddsFormat": odds_format,
        "dateFormat": "iso",
    }


def _odds_or_none(answer: Answer) -> EventOdds | None:
    return None if answer.status == 204 else answer.parsed(_ODDS)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _snapshot(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} names no instant; give it a time zone")
    return _instant(moment - (moment - datetime.min.replace(tzinfo=UTC)) % _SNAPSHOT_EVERY)


def _checked(event_id: str) -> str:
    if not _EVENT_ID.fullmatch(event_id):
        raise ValueError(f"{event_id[:40]!r} is no event of {PROVIDER.name}: 32 hexadecimal digits")
    return event_id
