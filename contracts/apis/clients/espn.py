"""ESPN: the scoreboard of a day and the roster of a team. It asks for no key."""

from __future__ import annotations

from datetime import date

from pydantic import ConfigDict, TypeAdapter
from pydantic.alias_generators import to_camel

from contracts.apis.clients.answers import Part, Reply
from contracts.apis.clients.errors import AccessRefusedError
from contracts.apis.clients.http import Conduct, ProviderCalls, ProviderClient
from contracts.apis.clients.provider import Meaning, Provider

PROVIDER = Provider(
    "espn",
    "https://site.api.espn.com",
    read_timeout_s=30.0,
    meanings={403: Meaning(AccessRefusedError, "it refuses this address", "ask from another address, or less often")},
)
TEAM_IDS = range(1, 31)
_ROOT = "/apis/site/v2/sports/basketball/nba"


class _Part(Part):
    model_config = ConfigDict(alias_generator=to_camel)


class StatusType(_Part):
    """`id` is 1, 2 or 3 as text, `state` pre, in or post."""

    id: str
    state: str
    completed: bool
    description: str | None = None


class Status(_Part):
    type: StatusType
    period: int | None = None
    clock: float | None = None
    display_clock: str | None = None


class Team(_Part):
    id: str
    abbreviation: str
    display_name: str
    location: str | None = None


class Competitor(_Part):
    """`score` is text."""

    id: str
    home_away: str
    score: str
    team: Team
    winner: bool | None = None


class Competition(_Part):
    id: str
    competitors: tuple[Competitor, ...]
    status: Status
    date: str | None = None


class Event(_Part):
    """A game; `date` is ISO in UTC, without seconds."""

    id: str
    date: str
    competitions: tuple[Competition, ...]
    name: str | None = None
    short_name: str | None = None


class Scoreboard(_Part):
    events: tuple[Event, ...]


class Position(_Part):
    display_name: str | None = None


class Length(_Part):
    feet: float | None = None
    inches: float | None = None


class Athlete(_Part):
    """`height` is inches, or feet and inches."""

    id: str
    full_name: str
    jersey: str | None = None
    position: Position | None = None
    height: float | Length | None = None
    weight: float | None = None
    age: int | None = None


class TeamWithAthletes(Team):
    athletes: tuple[Athlete, ...]


class Roster(_Part):
    team: TeamWithAthletes


_SCOREBOARD = TypeAdapter(Scoreboard)
_ROSTER = TypeAdapter(Roster)


class Espn(ProviderCalls):
    """ESPN. Close it, or use it in a `with`."""

    def __init__(self, *, base_url: str | None = None, conduct: Conduct | None = None) -> None:
        self._client = ProviderClient(PROVIDER, base_url=base_url, conduct=conduct)
        super().__init__(self._client)

    def scoreboard(self, *, day: date) -> Reply[Scoreboard]:
        """The games of an Eastern day; no events on a day without games."""
        answer = self._client.get(f"{_ROOT}/scoreboard", {"dates": day.strftime("%Y%m%d")})
        return Reply(answer, lambda answer: answer.parsed(_SCOREBOARD))

    def roster(self, *, team_id: int) -> Reply[Roster]:
        """The players of a team.

        Raises:
            ValueError: the id is not among 1 to 30.
        """
        if team_id not in TEAM_IDS:
            raise ValueError(f"ESPN's teams are 1 to 30, not {team_id}")
        answer = self._client.get(f"{_ROOT}/teams/{team_id}", {"enable": "roster"})
        return Reply(answer, lambda answer: answer.parsed(_ROSTER))
