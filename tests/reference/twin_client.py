"""Asks the twin as the platform asks the providers: with their keys, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

import requests

from harness.reference.twin import Twin
from harness.reference.twin.server import KEY

SECONDS = 20
HEADERS = {"Authorization": f"Bearer {KEY}", "x-api-key": KEY}
BOX_SCORES = "/v1/box_scores"
ESPN = "/apis/site/v2/sports/basketball/nba"
ODDS = "/v4/sports/basketball_nba/events"
HISTORICAL_ODDS = "/v4/historical/sports/basketball_nba/events"
SCHEDULE = "/stats/scheduleleaguev2int"
PLAY_BY_PLAY = "/static/json/liveData/playbyplay/playbyplay_{}.json"
WHOLE_GAME = {"StartPeriod": 0, "EndPeriod": 10, "StartRange": 0, "EndRange": 28800, "RangeType": 0}
ONE_LOG = {
    "LeagueID": "00",
    "PlayerOrTeam": "P",
    "SeasonType": "Regular Season",
    "Counter": 1000,
    "Direction": "DESC",
    "Sorter": "DATE",
}


class Client:
    """A session with one twin."""

    def __init__(self, twin: Twin) -> None:
        self.twin = twin
        self._session = requests.Session()
        self._session.headers.update(HEADERS)

    def ask(self, provider: str, path: str, **parameters: Any) -> requests.Response:
        """Whatever the answer is. The key of The Odds API goes into the query."""
        if provider == "oddsapi":
            parameters = {"apiKey": KEY} | parameters
        return self._session.get(self.twin.url(provider) + path, params=parameters, timeout=SECONDS)

    def bytes(self, provider: str, path: str, **parameters: Any) -> bytes:
        """The body of an answer that must be 200."""
        response = self.ask(provider, path, **parameters)
        assert response.status_code == 200, f"{response.status_code} {response.text[:200]}"
        return response.content

    def json(self, provider: str, path: str, **parameters: Any) -> Any:
        response = self.ask(provider, path, **parameters)
        assert response.status_code == 200, f"{response.status_code} {response.text[:200]}"
        return response.json()

    def pages(self, path: str, **parameters: Any) -> Iterator[bytes]:
        """All pages of Ball Don't Lie."""
        while True:
            response = self.ask("balldontlie", path, per_page=100, **parameters)
            assert response.status_code == 200, response.text
            yield response.content
            parameters["cursor"] = response.json()["meta"].get("next_cursor")
            if parameters["cursor"] is None:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
