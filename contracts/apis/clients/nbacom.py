"""NBA.com: three hosts without a key, which answer only what looks like a browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pydantic import TypeAdapter

from contracts.apis.clients.answers import Reply
from contracts.apis.clients.errors import AccessRefusedError, NotFoundError
from contracts.apis.clients.http import Conduct, ProviderCalls, ProviderClient
from contracts.apis.clients.nbacom_shapes import (
    GAME_ID,
    BoxScore,
    PlayByPlay,
    Referees,
    ResultSets,
    Schedule,
    Scoreboard,
)
from contracts.apis.clients.provider import Meaning, Provider
from harness.ingest.identities import season_label

STATS = Provider(
    "nbacom",
    "https://stats.nba.com",
    read_timeout_s=60.0,
    headers=MappingProxyType(
        {
            "Accept": "application/json, text/plain, */*",
            "Accept-Language": "en-US,en;q=0.9",
            "Origin": "https://www.nba.com",
            "Referer": "https://www.nba.com/",
            "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/131.0.0.0 Safari/537.36",
            "x-nba-stats-origin": "stats",
            "x-nba-stats-token": "true",
        }
    ),
    meanings={
        403: Meaning(
            AccessRefusedError,
            "it refuses this address or these headers",
            "ask from no data centre, with other headers",
        )
    },
)
CDN = replace(
    STATS,
    base_url="https://cdn.nba.com",
    meanings={403: Meaning(NotFoundError, "it has no such game, or refuses this address", "see that the id is right")},
)
OFFICIAL = replace(STATS, base_url="https://official.nba.com")

LEAGUE = "00"

_SCHEDULE = TypeAdapter(Schedule)
_RESULT_SETS = TypeAdapter(ResultSets)
_SCOREBOARD = TypeAdapter(Scoreboard)
_BOX_SCORE = TypeAdapter(BoxScore)
_PLAY_BY_PLAY = TypeAdapter(PlayByPlay)
_REFEREES = TypeAdapter(Referees)


class NbaCom(ProviderCalls):
    """NBA.com. Close it, or use it in a `with`. Seasons are their start years, days are Eastern.

    Args:
        base_url: a server on loopback, in the place of all three hosts.
    """

    def __init__(self, *, base_url: str | None = None, conduct: Conduct | None = None) -> None:
        conduct = conduct or Conduct()
        self._stats = ProviderClient(STATS, base_url=base_url, conduct=conduct)
        self._cdn = ProviderClient(CDN, base_url=base_url, conduct=conduct)
        self._official = ProviderClient(OFFICIAL, base_url=base_url, conduct=conduct)
        super().__init__(self._stats, self._cdn, self._official)

    def schedule(self, *, season: int) -> Reply[Schedule]:
        """All games of a season, preseason and All-Star among them."""
        parameters = {"LeagueID": LEAGUE, "Season": season_label(season), "GameSubType": ""}
        answer = self._stats.get("/stats/scheduleleaguev2int", parameters)
        return Reply(answer, lambda answer: answer.parsed(_SCHEDULE))

    def scoreboard_v2(self, *, day: date) -> Reply[ResultSets]:
        """Tables GameHeader and LineScore; points are null before a game starts."""
        parameters = {"GameDate": day.strftime("%m/%d/%Y"), "LeagueID": LEAGUE, "DayOffset": "0"}
        return self._tables("/stats/scoreboardV2", parameters)

    def scoreboard_v3(self, *, day: date) -> Reply[Scoreboard]:
        """The games of a day with score and clock."""
        answer = self._stats.get("/stats/scoreboardv3", {"GameDate": day.isoformat(), "LeagueID": LEAGUE})
        return Reply(answer, lambda answer: answer.parsed(_SCOREBOARD))

    def player_game_log(
        self, *, season: int, first: date, last: date, season_type: str = "Regular Season"
    ) -> Reply[ResultSets]:
        """Table LeagueGameLog, a row a player and game. `season_type` as NBA.com spells it (`Playoffs`)."""
        parameters = {
            "PlayerOrTeam": "P",
            "Season": season_label(season),
            "SeasonType": season_type,
            "DateFrom": first.isoformat(),
            "DateTo": last.isoformat(),
            "LeagueID": LEAGUE,
            "Counter": "1000",
            "Direction": "DESC",
            "Sorter": "DATE",
        }
        return self._tables("/stats/leaguegamelog", parameters)

    def box_score(self, game_id: str) -> Reply[BoxScore]:
        """Both teams of a game, with their players.

        Raises:
            ValueError: the id is not ten digits.
        """
        parameters = {
            "GameID": _checked(game_id),
            "StartPeriod": "0",
            "EndPeriod": "10",
            "StartRange": "0",
            "EndRange": "28800",
            "RangeType": "0",
        }
        answer = self._stats.get("/stats/boxscoretraditionalv3", parameters)
        return Reply(answer, lambda answer: answer.parsed(_BOX_SCORE))

    def player_index(self, *, season: int) -> Reply[ResultSets]:
        """Table PlayerIndex, a row a player."""
        parameters = {"Season": season_label(season), "LeagueID": LEAGUE, "Historical": "0", "TeamID": "0"}
        return self._tables("/stats/playerindex", parameters)

    def play_by_play(self, game_id: str) -> Reply[PlayByPlay]:
        """What happened in a game. An unknown game is refused with 403, said here as not found.

        Raises:
            ValueError: the id is not ten digits.
        """
        answer = self._cdn.get(f"/static/json/liveData/playbyplay/playbyplay_{_checked(game_id)}.json")
        return Reply(answer, lambda answer: answer.parsed(_PLAY_BY_PLAY))

    def referees(self, *, day: date) -> Reply[Referees]:
        """Who referees which game; published at about 09:00 Eastern."""
        answer = self._official.get("/wp-json/api/v1/get-game-officials", {"date": day.isoformat()})
        return Reply(answer, lambda answer: answer.parsed(_REFEREES))

    def _tables(self, endpoint: str, parameters: dict[str, str]) -> Reply[ResultSets]:
        return Reply(self._stats.get(endpoint, parameters), lambda answer: answer.parsed(_RESULT_SETS))


def _checked(game_id: str) -> str:
    if not GAME_ID.fullmatch(game_id):
        raise ValueError(f"{game_id[:40]!r} is no game of NBA.com: ten digits, as text")
    return game_id
