"""A few answers of the live providers, each like a recording, for a check of their shapes.

What is asked is `PLANNED`, no more: at most so many requests a provider, each made at most `TRIES` times. Of the Odds
API's quota an evening takes three: one for each market and region.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Generic, TypeVar

from contracts.apis.clients.answers import Reply
from contracts.apis.clients.balldontlie import BallDontLie
from contracts.apis.clients.bettingpros import BettingPros
from contracts.apis.clients.errors import ProviderError
from contracts.apis.clients.espn import Espn
from contracts.apis.clients.http import Conduct
from contracts.apis.clients.keys import KEYED, KeyMissing, Secret, find_key
from contracts.apis.clients.nbacom import NbaCom
from contracts.apis.clients.oddsapi import OddsApi
from contracts.apis.clients.waiting import RetryPolicy
from harness.clock import eastern_date
from harness.ingest.identities import season_year_of

PLANNED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "oddsapi": (
            "oddsapi/historical_events",
            "oddsapi/historical_event_odds",
            "oddsapi/historical_event_odds",
        ),
        "balldontlie": (
            "balldontlie/games",
            "balldontlie/box_scores",
            "balldontlie/active_players",
            "balldontlie/injuries",
            "balldontlie/standings",
        ),
        "bettingpros": ("bettingpros/events", "bettingpros/offers"),
        "espn": ("espn/scoreboard", "espn/roster"),
        "nbacom": (
            "nbacom/schedule",
            "nbacom/scoreboardv2",
            "nbacom/scoreboardv2",
            "nbacom/leaguegamelog",
            "nbacom/playerindex",
            "nbacom/referee_assignments",
            "nbacom/boxscoretraditional",
            "nbacom/play_by_play",
        ),
    }
)
"""The kinds that are asked of each provider, in order; one request each."""

TRIES = 2
POLICY = RetryPolicy(tries=TRIES, rate_limited_tries=TRIES, total_s=90.0)

_ROSTER_OF = 2
_FINISHED = 3

Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """An answer as it came over the wire, with what a recording knows of one.

    Attributes:
        kind: as the folders of recordings name it, `balldontlie/games`.
        endpoint: the path that was asked.
        parameters: the query without the key.
        body: decoded from gzip; empty with status 204.
    """

    kind: str
    endpoint: str
    parameters: Mapping[str, str]
    status: int
    fetched_at: datetime
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A call that gave nothing to check: its outcome is unknown, for this reason.

    Attributes:
        error: what the provider or the network did, where it was asked at all.
    """

    kind: str
    reason: str
    error: ProviderError | None = None


Outcome = LiveAnswer | Unanswered


def live_answers(
    *,
    providers: Collection[str] | None = None,
    today: date | None = None,
    environment: Mapping[str, str] | None = None,
    base_urls: Mapping[str, str] | None = None,
    conduct: Conduct | None = None,
) -> Iterator[Outcome]:
    """Answers of the providers, asked for one by one as they are wanted.

    Args:
        providers: whom to ask; None for those with a key. ESPN and NBA.com take part only when they are named.
        today: the Eastern day that odds are asked of; scores and logs are asked of the day before. Now for None.
        environment: where keys are looked for; the process's for None.
        base_urls: servers on loopback, in the place of providers.
        conduct: clock, limiter and bounds. Its policy gives way to `POLICY`.

    Raises:
        ValueError: there is no such provider.
        AddressError: a base URL is not on loopback; said when that provider's turn comes.
    """
    chosen = KEYED if providers is None else tuple(dict.fromkeys(providers))
    unknown = [name for name in (*chosen, *(base_urls or ())) if name not in PLANNED]
    if unknown:
        raise ValueError(f"no provider {unknown[0]!r}; there are {', '.join(PLANNED)}")
    conduct = replace(conduct or Conduct(), policy=POLICY)
    day = today or eastern_date(conduct.timing.now())
    return _all(chosen, day, environment, base_urls or {}, conduct)


def _all(
    chosen: Collection[str],
    today: date,
    environment: Mapping[str, str] | None,
    base_urls: Mapping[str, str],
    conduct: Conduct,
) -> Iterator[Outcome]:
    for name in chosen:
        base_url = base_urls.get(name)
        if name == "espn":
            yield from _espn(Espn(base_url=base_url, conduct=conduct), today)
        elif name == "nbacom":
            yield from _nbacom(NbaCom(base_url=base_url, conduct=conduct), today)
        else:
            key = find_key(name, environment=environment)
            if isinstance(key, KeyMissing):
                yield from (Unanswered(kind, key.reason) for kind in PLANNED[name])
            else:
                yield from _keyed(name, key, base_url, conduct, today)


def _keyed(name: str, key: Secret, base_url: str | None, conduct: Conduct, today: date) -> Iterator[Outcome]:
    if name == "oddsapi":
        return _oddsapi(OddsApi(key, base_url=base_url, conduct=conduct), today)
    if name == "balldontlie":
        return _balldontlie(BallDontLie(key, base_url=base_url, conduct=conduct), today)
    return _bettingpros(BettingPros(key, base_url=base_url, conduct=conduct), today)


@dataclass(frozen=True, slots=True)
class _Asked(Generic[Parsed]):
    """What came of a call, and its reply for the calls that build on it."""

    outcome: Outcome
    reply: Reply[Parsed] | None

    def found(self, pick: Callable[[Parsed], str | None], *, otherwise: str) -> tuple[str | None, str]:
        """Something that a later call needs, or why there is none."""
        if self.reply is None:
            return None, f"it builds on {self.outcome.kind}, which was not answered"
        try:
            return pick(self.reply.read()), otherwise
        except ProviderError as error:
            return None, f"it builds on {self.outcome.kind}: {error}"


def _ask(kind: str, call: Callable[[], Reply[Parsed]]) -> _Asked[Parsed]:
    try:
        reply = call()
    except ProviderError as error:
        return _Asked(Unanswered(kind, str(error), error), None)
    answer = reply.answer
    live = LiveAnswer(kind, answer.endpoint, answer.parameters, answer.status, answer.fetched_at, answer.body)
    return _Asked(live, reply)


def _oddsapi(client: OddsApi, today: date) -> Iterator[Outcome]:
    odds = "oddsapi/historical_event_odds"
    with client:
        events = _ask("oddsapi/historical_events", lambda: client.events(day=today))
        yield events.outcome
        event, why = events.found(lambda listed: listed[0].id if listed else None, otherwise=f"no game on {today}")
        for markets in (("player_points",), ("spreads", "totals")):
            if event is None:
                yield Unanswered(odds, why)
            else:
                yield _ask(odds, partial(client.event_odds, event, markets=markets)).outcome


def _balldontlie(client: BallDontLie, today: date) -> Iterator[Outcome]:
    played = today - timedelta(days=1)
    with client:
        yield _ask("balldontlie/games", lambda: next(client.games(days=(played,)))).outcome
        yield _ask("balldontlie/box_scores", lambda: next(client.box_scores(day=played))).outcome
        yield _ask("balldontlie/active_players", lambda: next(client.active_players())).outcome
        yield _ask("balldontlie/injuries", lambda: next(client.injuries())).outcome
        yield _ask("balldontlie/standings", lambda: client.standings(season=season_year_of(played))).outcome


def _bettingpros(client: BettingPros, today: date) -> Iterator[Outcome]:
    with client:
        events = _ask("bettingpros/events", lambda: client.events(day=today))
        yield events.outcome
        event, why = events.found(
            lambda listed: str(listed.events[0].id) if listed.events else None, otherwise=f"no game on {today}"
        )
        if event is None:
            yield Unanswered("bettingpros/offers", why)
        else:
            yield _ask("bettingpros/offers", lambda: next(client.offers(event_ids=(int(event),)))).outcome


def _espn(client: Espn, today: date) -> Iterator[Outcome]:
    with client:
        yield _ask("espn/scoreboard", lambda: client.scoreboard(day=today - timedelta(days=1))).outcome
        yield _ask("espn/roster", lambda: client.roster(team_id=_ROSTER_OF)).outcome


def _nbacom(client: NbaCom, today: date) -> Iterator[Outcome]:
    played = today - timedelta(days=1)
    season = season_year_of(played)
    with client:
        yield _ask("nbacom/schedule", lambda: client.schedule(season=season)).outcome
        yield _ask("nbacom/scoreboardv2", lambda: client.scoreboard_v2(day=played)).outcome
        scores = _ask("nbacom/scoreboardv2", lambda: client.scoreboard_v3(day=played))
        yield scores.outcome
        log = _ask("nbacom/leaguegamelog", lambda: client.player_game_log(season=season, first=played, last=played))
        yield log.outcome
        yield _ask("nbacom/playerindex", lambda: client.player_index(season=season)).outcome
        yield _ask("nbacom/referee_assignments", lambda: client.referees(day=today)).outcome
        game, why = scores.found(
            lambda day: next((one.game_id for one in day.scoreboard.games if one.game_status == _FINISHED), None),
            otherwise=f"no finished game on {played}",
        )
        if game is None:
            yield Unanswered("nbacom/boxscoretraditional", why)
            yield Unanswered("nbacom/play_by_play", why)
        else:
            yield _ask("nbacom/boxscoretraditional", lambda: client.box_score(game)).outcome
            yield _ask("nbacom/play_by_play", lambda: client.play_by_play(game)).outcome
