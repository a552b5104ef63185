"""Ball Don't Lie, version 1: games, box scores, active players, injuries, standings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from contracts.apis.clients.answers import Part, Reply
from contracts.apis.clients.exchange import Parameters
from contracts.apis.clients.http import Conduct, ProviderCalls, ProviderClient
from contracts.apis.clients.keys import Secret
from contracts.apis.clients.pages import pages
from contracts.apis.clients.provider import Provider
from contracts.apis.clients.signing import HeaderKey

PROVIDER = Provider("balldontlie", "https://api.balldontlie.io", read_timeout_s=30.0)

PER_PAGE = 100
"""The most that the provider gives."""
MOST_PAGES = 50
"""A season's games are 14 pages of 100, the active players six."""

Record = TypeVar("Record")


class Team(Part):
    """`id` is 1 to 30, the provider's own."""

    id: int
    abbreviation: str
    full_name: str
    city: str
    name: str
    conference: str
    division: str


class Player(Part):
    """`position` may be empty; `team` is left out inside box scores, and injuries have `team_id` instead."""

    id: int
    first_name: str
    last_name: str
    position: str | None = None
    height: str | None = None
    weight: str | None = None
    jersey_number: str | None = None
    college: str | None = None
    country: str | None = None
    draft_year: int | None = None
    draft_round: int | None = None
    draft_number: int | None = None
    team: Team | None = None
    team_id: int | None = None


class Stat(Part):
    """One player's line. `min` is text: `34`, `34:12`, `00` or empty."""

    player: Player
    min: str | None = None
    fgm: int | None = None
    fga: int | None = None
    fg_pct: float | None = None
    fg3m: int | None = None
    fg3a: int | None = None
    fg3_pct: float | None = None
    ftm: int | None = None
    fta: int | None = None
    ft_pct: float | None = None
    oreb: int | None = None
    dreb: int | None = None
    reb: int | None = None
    ast: int | None = None
    stl: int | None = None
    blk: int | None = None
    turnover: int | None = None
    pf: int | None = None
    pts: int | None = None
    plus_minus: int | None = None


class _AnyGame(Part):
    date: str
    season: int
    status: str
    period: int
    postseason: bool
    home_team_score: int
    visitor_team_score: int
    time: str | None = None
    datetime: str | None = None


class Game(_AnyGame):
    """A game; `status` is `Final`, a quarter, or when it starts."""

    id: int
    home_team: Team
    visitor_team: Team


class TeamWithPlayers(Team):
    players: tuple[Stat, ...] = ()


class BoxScore(_AnyGame):
    """A game with the lines of those who played; it has no id of its own."""

    home_team: TeamWithPlayers
    visitor_team: TeamWithPlayers


class Injury(Part):
    player: Player
    status: str
    return_date: str | None = None
    description: str | None = None


class Standing(Part):
    """Records are text, `41-11`."""

    team: Team
    season: int
    wins: int
    losses: int
    conference_rank: int
    division_rank: int
    conference_record: str
    division_record: str
    home_record: str
    road_record: str


class Cursor(Part):
    next_cursor: int | None = None
    per_page: int | None = None


class Listing(Part, Generic[Record]):
    """Records, and the cursor of those after them; a listing without one is the last."""

    data: tuple[Record, ...]
    meta: Cursor | None = None


_GAMES = TypeAdapter(Listing[Game])
_BOX_SCORES = TypeAdapter(Listing[BoxScore])
_PLAYERS = TypeAdapter(Listing[Player])
_INJURIES = TypeAdapter(Listing[Injury])
_STANDINGS = TypeAdapter(Listing[Standing])


class BallDontLie(ProviderCalls):
    """Ball Don't Lie. Close it, or use it in a `with`. Lists come page by page, asked for as they are wanted.

    Args:
        key: goes as it is into `Authorization`, the form that the provider documents.
        base_url: a server on loopback, in the place of the provider.
    """

    def __init__(self, key: Secret, *, base_url: str | None = None, conduct: Conduct | None = None) -> None:
        self._client = ProviderClient(
            PROVIDER, signature=HeaderKey("Authorization", key), base_url=base_url, conduct=conduct
        )
        super().__init__(self._client)

    def games(
        self, *, days: tuple[date, ...] = (), seasons: tuple[int, ...] = (), team_ids: tuple[int, ...] = ()
    ) -> Iterator[Reply[Listing[Game]]]:
        """Games by day, by start year of the season, by team; all of them for none given."""
        parameters = {
            "dates[]": tuple(day.isoformat() for day in days),
            "seasons[]": tuple(str(year) for year in seasons),
            "team_ids[]": tuple(str(team) for team in team_ids),
        }
        return self._pages("/v1/games", parameters, _GAMES)

    def box_scores(self, *, day: date) -> Iterator[Reply[Listing[BoxScore]]]:
        """The games of an Eastern day, with players where they have begun."""
        return self._pages("/v1/box_scores", {"date": day.isoformat()}, _BOX_SCORES)

    def active_players(self, *, team_ids: tuple[int, ...] = ()) -> Iterator[Reply[Listing[Player]]]:
        """The players of this season."""
        parameters = {"team_ids[]": tuple(str(team) for team in team_ids)}
        return self._pages("/v1/players/active", parameters, _PLAYERS)

    def injuries(self, *, team_ids: tuple[int, ...] = ()) -> Iterator[Reply[Listing[Injury]]]:
        """Who is hurt now."""
        parameters = {"team_ids[]": tuple(str(team) for team in team_ids)}
        return self._pages("/v1/player_injuries", parameters, _INJURIES)

    def standings(self, *, season: int) -> Reply[Listing[Standing]]:
        """The thirty teams, by start year of the season."""
        answer = self._client.get("/v1/standings", {"season": str(season)})
        return Reply(answer, lambda answer: answer.parsed(_STANDINGS))

    def _pages(
        self, endpoint: str, parameters: Parameters, shape: TypeAdapter[Listing[Record]]
    ) -> Iterator[Reply[Listing[Record]]]:
        given = {name: value for name, value in parameters.items() if value}

        def fetch(cursor: int | None) -> Reply[Listing[Record]]:
            # Every parameter again: without `date`, page two is of another day.
            at = {} if cursor is None else {"cursor": str(cursor)}
            answer = self._client.get(endpoint, {**given, "per_page": str(PER_PAGE), **at})
            return Reply(answer, lambda answer: answer.parsed(shape))

        return pages(fetch, records_of=lambda page: page.data, next_of=_next_cursor, most=MOST_PAGES)


def _next_cursor(page: Listing[Record]) -> int | None:
    return page.meta.next_cursor if page.meta else None
