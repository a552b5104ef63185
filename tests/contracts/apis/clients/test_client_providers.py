"""Each call of each provider: what is sent, what comes back, and what its documented statuses say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import responses

from contracts.apis.clients.answers import Reply
from contracts.apis.clients.balldontlie import BallDontLie
from contracts.apis.clients.bettingpros import BettingPros
from contracts.apis.clients.errors import (
    AccessRefusedError,
    KeyRefusedError,
    NotFoundError,
    NotJsonError,
    ParameterRefusedError,
    ProviderError,
    RateLimitedError,
    UnavailableError,
    WrongShapeError,
)
from contracts.apis.clients.espn import Espn
from contracts.apis.clients.http import Conduct
from contracts.apis.clients.keys import Secret
from contracts.apis.clients.nbacom import NbaCom
from contracts.apis.clients.oddsapi import OddsApi
from contracts.apis.documents import document, operation_of

DAY = date(2026, 1, 25)
AT = datetime(2024, 1, 25, 3, 59, 40, tzinfo=UTC)
EVENT = "f137689983933840bf2f2a91278eb03b"
GAME = "0022300555"
SECRET = Secret("a-made-key")

ODDS = "https://api.the-odds-api.com/v4/sports/basketball_nba/events"
OLD_ODDS = "https://api.the-odds-api.com/v4/historical/sports/basketball_nba/events"
LIE = "https://api.balldontlie.io/v1"
PROS = "https://api.bettingpros.com/v3"
SITE = "https://site.api.espn.com/apis/site/v2/sports/basketball/nba"
STATS = "https://stats.nba.com/stats"
PLAY_BY_PLAY = f"https://cdn.nba.com/static/json/liveData/playbyplay/playbyplay_{GAME}.json"
REFEREES = "https://official.nba.com/wp-json/api/v1/get-game-officials"


@dataclass(frozen=True)
class Clients:
    odds: OddsApi
    lie: BallDontLie
    pros: BettingPros
    espn: Espn
    nba: NbaCom


@pytest.fixture
def clients(conduct: Conduct) -> Iterator[Clients]:
    with ExitStack() as stack:
        yield Clients(
            stack.enter_context(OddsApi(SECRET, conduct=conduct)),
            stack.enter_context(BallDontLie(SECRET, conduct=conduct)),
            stack.enter_context(BettingPros(SECRET, conduct=conduct)),
            stack.enter_context(Espn(conduct=conduct)),
            stack.enter_context(NbaCom(conduct=conduct)),
        )


@dataclass(frozen=True)
class Call:
    """One call: how it is made, where it goes and with which query (the key apart), and its recording."""

    make: Callable[[Clients], Reply[object]]
    url: str
    query: dict[str, str]
    recording: str | None = None


MARKETS = {"regions": "us", "bookmakers": "draftkings,fanduel", "oddsFormat": "american", "dateFormat": "iso"}
LEAGUE = {"LeagueID": "00"}

CALLS = {
    "odds events": Call(
        lambda c: c.odds.events(day=DAY),
        ODDS,
        {"commenceTimeFrom": "2026-01-25T05:00:00Z", "commenceTimeTo": "2026-01-26T04:59:59Z", "dateFormat": "iso"},
    ),
    "odds of an event": Call(
        lambda c: c.odds.event_odds(EVENT), f"{ODDS}/{EVENT}/odds", {"markets": "player_points", **MARKETS}
    ),
    "odds events as they stood": Call(
        lambda c: c.odds.historical_events(at=AT),
        OLD_ODDS,
        {"date": "2024-01-25T03:55:00Z", "dateFormat": "iso"},
        "oddsapi/historical_events/2024-01-25.json",
    ),
    "odds of an event as they stood": Call(
        lambda c: c.odds.historical_event_odds(EVENT, at=AT, markets=("h2h", "spreads", "totals")),
        f"{OLD_ODDS}/{EVENT}/odds",
        {"date": "2024-01-25T03:55:00Z", "markets": "h2h,spreads,totals", **MARKETS},
        "oddsapi/historical_event_odds/game_lines_2024-01-25.json",
    ),
    "props of an event as they stood": Call(
        lambda c: c.odds.historical_event_odds(EVENT, at=AT),
        f"{OLD_ODDS}/{EVENT}/odds",
        {"date": "2024-01-25T03:55:00Z", "markets": "player_points", **MARKETS},
        "oddsapi/historical_event_odds/player_props_2024-01-25.json",
    ),
    "games": Call(
        lambda c: next(c.lie.games(days=(DAY,))),
        f"{LIE}/games",
        {"dates[]": "2026-01-25", "per_page": "100"},
        "balldontlie/games/2025-02-20.json",
    ),
    "box scores": Call(
        lambda c: next(c.lie.box_scores(day=DAY)),
        f"{LIE}/box_scores",
        {"date": "2026-01-25", "per_page": "100"},
        "balldontlie/box_scores/2024-01-15.json",
    ),
    "active players": Call(
        lambda c: next(c.lie.active_players()),
        f"{LIE}/players/active",
        {"per_page": "100"},
        "balldontlie/active_players/page.json",
    ),
    "injuries": Call(
        lambda c: next(c.lie.injuries(team_ids=(3,))),
        f"{LIE}/player_injuries",
        {"team_ids[]": "3", "per_page": "100"},
        "balldontlie/injuries/league.json",
    ),
    "standings": Call(
        lambda c: c.lie.standings(season=2025),
        f"{LIE}/standings",
        {"season": "2025"},
        "balldontlie/standings/season.json",
    ),
    "bettingpros events": Call(
        lambda c: c.pros.events(day=DAY),
        f"{PROS}/events",
        {"sport": "NBA", "date": "2026-01-25"},
        "bettingpros/events/2021-10-21.json",
    ),
    "offers": Call(
        lambda c: next(c.pros.offers(event_ids=(7,))),
        f"{PROS}/offers",
        {"sport": "NBA", "market_id": "156", "event_id": "7", "book_id": "null", "limit": "10", "page": "1"},
    ),
    "espn scoreboard": Call(
        lambda c: c.espn.scoreboard(day=DAY),
        f"{SITE}/scoreboard",
        {"dates": "20260125"},
        "espn/scoreboard/2024-01-15.json",
    ),
    "espn roster": Call(
        lambda c: c.espn.roster(team_id=2), f"{SITE}/teams/2", {"enable": "roster"}, "espn/roster/bos.json"
    ),
    "schedule": Call(
        lambda c: c.nba.schedule(season=2024),
        f"{STATS}/scheduleleaguev2int",
        {**LEAGUE, "Season": "2024-25", "GameSubType": ""},
        "nbacom/schedule/2024-25.json.gz",
    ),
    "scoreboard v2": Call(
        lambda c: c.nba.scoreboard_v2(day=DAY),
        f"{STATS}/scoreboardV2",
        {**LEAGUE, "GameDate": "01/25/2026", "DayOffset": "0"},
        "nbacom/scoreboardv2/2024-01-15.json",
    ),
    "scoreboard v3": Call(
        lambda c: c.nba.scoreboard_v3(day=DAY), f"{STATS}/scoreboardv3", {**LEAGUE, "GameDate": "2026-01-25"}
    ),
    "game log": Call(
        lambda c: c.nba.player_game_log(season=2025, first=DAY, last=DAY + timedelta(days=1)),
        f"{STATS}/leaguegamelog",
        {
            **LEAGUE,
            "PlayerOrTeam": "P",
            "Season": "2025-26",
            "SeasonType": "Regular Season",
            "DateFrom": "2026-01-25",
            "DateTo": "2026-01-26",
            "Counter": "1000",
            "Direction": "DESC",
            "Sorter": "DATE",
        },
        "nbacom/leaguegamelog/2025-03-15.json",
    ),
    "box score v3": Call(
        lambda c: c.nba.box_score(GAME),
        f"{STATS}/boxscoretraditionalv3",
        {"GameID": GAME, "StartPeriod": "0", "EndPeriod": "10", "StartRange": "0", "EndRange": "28800"}
        | {"RangeType": "0"},
    ),
    "player index": Call(
        lambda c: c.nba.player_index(season=2025),
        f"{STATS}/playerindex",
        {**LEAGUE, "Season": "2025-26", "Historical": "0", "TeamID": "0"},
        "nbacom/playerindex/2025-26.json",
    ),
    "play by play": Call(lambda c: c.nba.play_by_play(GAME), PLAY_BY_PLAY, {}, "nbacom/play_by_play/game.json.gz"),
    "referees": Call(
        lambda c: c.nba.referees(day=DAY),
        REFEREES,
        {"date": "2026-01-25"},
        "nbacom/referee_assignments/2025-01-08.json",
    ),
}  # fmt: skip

EACH = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@EACH
def test_what_is_sent(web: responses.RequestsMock, clients: Clients, call: Call) -> None:
    web.get(call.url, body=b"{}")
    reply = call.make(clients)
    address = urlsplit(str(web.calls[0].request.url))
    query = dict(parse_qsl(address.query, keep_blank_values=True))
    assert query.pop("apiKey", "a-made-key") == "a-made-key"
    assert query == call.query
    assert reply.answer.parameters == call.query
    assert reply.answer.endpoint == address.path


@EACH
def test_every_call_is_described_by_its_document(call: Call) -> None:
    """Host, path and query are those of the provider's OpenAPI, whose authors do not read this code."""
    address = urlsplit(call.url)
    operation = operation_of(address.path)
    whole = document(operation.provider)
    path = whole["paths"][operation.path]
    declared = [
        _without_reference(one, whole) for one in (*path.get("parameters", ()), *path["get"].get("parameters", ()))
    ]
    query = {one["name"]: one.get("required", False) for one in declared if one["in"] == "query"}
    assert set(call.query) <= set(query)
    assert {name for name, required in query.items() if required} <= set(call.query)
    assert f"{address.scheme}://{address.netloc}" in {one["url"] for one in path.get("servers", whole["servers"])}


def _without_reference(node: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    return whole["components"]["parameters"][node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node


@EACH
def test_another_shape_is_told_of_every_call(web: responses.RequestsMock, clients: Clients, call: Call) -> None:
    web.get(call.url, body=b"null")
    with pytest.raises(WrongShapeError, match="another shape than documented: 1 place"):
        call.make(clients).read()


@EACH
def test_a_page_for_people_is_told_of_every_call(web: responses.RequestsMock, clients: Clients, call: Call) -> None:
    web.get(call.url, body="<html>Access Denied</html>", content_type="text/html")
    with pytest.raises(NotJsonError, match="HTML with status 200"):
        call.make(clients).read()


@pytest.mark.parametrize(
    "call", [call for call in CALLS.values() if call.recording], ids=[name for name in CALLS if CALLS[name].recording]
)
def test_what_was_recorded_reads(
    web: responses.RequestsMock, clients: Clients, recorded: Callable[[str], bytes], call: Call
) -> None:
    web.get(call.url, body=recorded(call.recording or ""), content_type="application/json")
    assert call.make(clients).read()


def test_what_a_recorded_evening_says(
    web: responses.RequestsMock, clients: Clients, recorded: Callable[[str], bytes]
) -> None:
    """2024-01-15 in three feeds: eleven games, the same points."""
    web.get(f"{LIE}/box_scores", body=recorded("balldontlie/box_scores/2024-01-15.json"))
    web.get(f"{SITE}/scoreboard", body=recorded("espn/scoreboard/2024-01-15.json"))
    web.get(f"{STATS}/scoreboardV2", body=recorded("nbacom/scoreboardv2/2024-01-15.json"))
    games = [game for page in clients.lie.box_scores(day=DAY) for game in page.read().data]
    points = sorted((game.home_team_score, game.visitor_team_score) for game in games)
    assert len(games) == 11
    for game in games:
        assert sum(stat.pts or 0 for stat in game.home_team.players) == game.home_team_score
    competitions = [event.competitions[0] for event in clients.espn.scoreboard(day=DAY).read().events]
    by_side = [{side.home_away: int(side.score) for side in one.competitors} for one in competitions]
    assert sorted((side["home"], side["away"]) for side in by_side) == points
    lines = clients.nba.scoreboard_v2(day=DAY).read().named("LineScore").records()
    assert sorted(line["PTS"] for line in lines) == sorted(one for game in points for one in game)


DOCUMENTED_STATUSES = [
    ("odds events", 401, KeyRefusedError, "refuses the key, or its quota is spent"),
    ("odds events", 422, ParameterRefusedError, "calls a parameter wrong"),
    ("odds events", 429, RateLimitedError, "asked too often"),
    ("odds of an event", 404, NotFoundError, "no such event"),
    ("odds of an event as they stood", 404, NotFoundError, "old ones are taken out"),
    ("games", 400, ParameterRefusedError, "calls a parameter wrong"),
    ("games", 401, KeyRefusedError, "refuses the key"),
    ("box scores", 429, RateLimitedError, "asked too often"),
    ("standings", 500, UnavailableError, "it fails"),
    ("espn scoreboard", 403, AccessRefusedError, "refuses this address"),
    ("espn roster", 404, NotFoundError, "no such thing"),
    ("espn roster", 503, UnavailableError, "it fails"),
    ("schedule", 403, AccessRefusedError, "refuses this address or these headers"),
    ("box score v3", 500, UnavailableError, "it fails"),
    ("play by play", 403, NotFoundError, "no such game, or refuses this address"),
    ("referees", 403, AccessRefusedError, "refuses this address or these headers"),
    ("bettingpros events", 403, AccessRefusedError, r"ask through a proxy \(HTTPS_PROXY\)"),
    ("offers", 407, AccessRefusedError, "the proxy refuses its credentials"),
    ("offers", 401, KeyRefusedError, "refuses the key"),
]


@pytest.mark.parametrize(("name", "status", "kind", "said"), DOCUMENTED_STATUSES)
def test_documented_statuses(
    web: responses.RequestsMock, clients: Clients, name: str, status: int, kind: type[ProviderError], said: str
) -> None:
    web.get(CALLS[name].url, status=status, json={"message": "see the documents"})
    with pytest.raises(kind, match=said) as caught:
        CALLS[name].make(clients)
    assert type(caught.value) is kind
    assert caught.value.status == status
    assert "'see the documents'" in str(caught.value)


def test_an_event_without_odds(web: responses.RequestsMock, clients: Clients) -> None:
    web.get(f"{ODDS}/{EVENT}/odds", status=204)
    reply = clients.odds.event_odds(EVENT)
    assert reply.read() is None
    assert (reply.answer.status, reply.answer.body) == (204, b"")


def test_only_the_odds_of_an_event_may_be_no_content(web: responses.RequestsMock, clients: Clients) -> None:
    for name in set(CALLS) - {"odds of an event"}:
        web.get(CALLS[name].url, status=204)
        with pytest.raises(NotJsonError, match="no content"):
            CALLS[name].make(clients)


def test_the_odds_of_an_event(web: responses.RequestsMock, clients: Clients) -> None:
    outcome = {"name": "Over", "description": "Jayson Tatum", "price": -115, "point": 26.5}
    market = {"key": "player_points", "last_update": "2026-01-25T20:00:00Z", "outcomes": [outcome]}
    event = {
        "id": EVENT,
        "sport_key": "basketball_nba",
        "commence_time": "2026-01-26T00:00:00Z",
        "home_team": "Boston Celtics",
        "away_team": "LA Clippers",
    }
    web.get(f"{ODDS}/{EVENT}/odds", json={**event, "bookmakers": [{"key": "fanduel", "markets": [market]}]})
    odds = clients.odds.event_odds(EVENT).read()
    assert odds is not None
    price = odds.bookmakers[0].markets[0].outcomes[0]
    assert (odds.away_team, price.name, price.description, price.price, price.point) == (
        "LA Clippers",
        "Over",
        "Jayson Tatum",
        -115,
        26.5,
    )


def test_a_snapshot_is_floored_to_five_minutes_in_utc(web: responses.RequestsMock, clients: Clients) -> None:
    web.get(OLD_ODDS, json={})
    india = timezone(timedelta(hours=5, minutes=33))
    for at in (AT.astimezone(india), AT.replace(minute=55, second=0), AT.replace(minute=59, second=59, microsecond=9)):
        clients.odds.historical_events(at=at)
    assert {dict(parse_qsl(urlsplit(str(call.request.url)).query))["date"] for call in web.calls} == {
        "2024-01-25T03:55:00Z"
    }
    with pytest.raises(ValueError, match="names no instant; give it a time zone"):
        clients.odds.historical_events(at=AT.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 3, 8), "2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z"),
        (date(2025, 11, 2), "2025-11-02T04:00:00Z", "2025-11-03T04:59:59Z"),
    ],
)
def test_an_eastern_day_of_23_or_25_hours(
    web: responses.RequestsMock, clients: Clients, day: date, first: str, last: str
) -> None:
    web.get(ODDS, json=[])
    parameters = clients.odds.events(day=day).answer.parameters
    assert (parameters["commenceTimeFrom"], parameters["commenceTimeTo"]) == (first, last)


@pytest.mark.parametrize("event", ["", "..", EVENT.upper(), f"{EVENT}/", f"{EVENT}\n", "a" * 33])
def test_what_is_no_event_is_not_asked_for(clients: Clients, event: str) -> None:
    with pytest.raises(ValueError, match="32 hexadecimal digits"):
        clients.odds.event_odds(event)
    with pytest.raises(ValueError, match="32 hexadecimal digits"):
        clients.odds.historical_event_odds(event, at=AT)


@pytest.mark.parametrize("game", ["", "22300555", "../0022300", "00223005550", "٠٠٢٢٣٠٠٥٥٥", f"{GAME}\n"])
def test_what_is_no_game_is_not_asked_for(clients: Clients, game: str) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        clients.nba.box_score(game)
    with pytest.raises(ValueError, match="ten digits"):
        clients.nba.play_by_play(game)


@pytest.mark.parametrize("team", [0, 31, -1])
def test_what_is_no_team_is_not_asked_for(clients: Clients, team: int) -> None:
    with pytest.raises(ValueError, match="1 to 30"):
        clients.espn.roster(team_id=team)


@pytest.mark.parametrize("name", ["schedule", "play by play", "referees", "bettingpros events"])
def test_headers_of_a_browser(web: responses.RequestsMock, clients: Clients, name: str) -> None:
    web.get(CALLS[name].url, body=b"{}")
    CALLS[name].make(clients)
    headers = web.calls[0].request.headers
    site = "https://www.bettingpros.com" if name.startswith("betting") else "https://www.nba.com"
    assert (headers["Origin"], headers["Referer"]) == (site, f"{site}/")
    assert headers["User-Agent"].startswith("Mozilla/5.0")
    assert ("x-nba-stats-token" in headers) is ("nba.com" in site)


@pytest.mark.parametrize(("name", "seconds"), [("games", 30.0), ("odds events", 30.0), ("schedule", 60.0)])
def test_timeouts_of_the_platform(web: responses.RequestsMock, clients: Clients, name: str, seconds: float) -> None:
    web.get(CALLS[name].url, body=b"{}")
    CALLS[name].make(clients)
    assert web.calls[0].request.req_kwargs["timeout"] == (10.0, seconds)


STATISTICS = {
    "minutes": "34:12",
    "fieldGoalsMade": 8,
    "fieldGoalsAttempted": 15,
    "threePointersMade": 2,
    "threePointersAttempted": 6,
    "freeThrowsMade": 4,
    "freeThrowsAttempted": 4,
    "reboundsOffensive": 1,
    "reboundsDefensive": 6,
    "reboundsTotal": 7,
    "assists": 5,
    "steals": 1,
    "blocks": 0,
    "turnovers": 2,
    "foulsPersonal": 3,
    "points": 22,
    "plusMinusPoints": -4.0,
}


def test_a_box_score_of_version_three(web: responses.RequestsMock, clients: Clients) -> None:
    player = {"personId": 1, "firstName": "A", "familyName": "B", "statistics": STATISTICS, "comment": ""}
    team = {"teamId": 1610612738, "teamTricode": "BOS", "players": [player], "statistics": STATISTICS}
    game = {"gameId": GAME, "homeTeamId": 1610612738, "awayTeamId": 2, "homeTeam": team, "awayTeam": team}
    web.get(f"{STATS}/boxscoretraditionalv3", json={"meta": {}, "boxScoreTraditional": game})
    box = clients.nba.box_score(GAME).read().box_score_traditional
    assert box.home_team.players[0].statistics.points == 22
    assert box.game_id == GAME


@pytest.mark.parametrize("game_id", [22300555, "22300555"])
def test_a_game_without_its_leading_zeros(web: responses.RequestsMock, clients: Clients, game_id: object) -> None:
    team = {"teamId": 1, "teamTricode": "BOS", "score": 0}
    game = {"gameId": game_id, "gameStatus": 1, "homeTeam": team, "awayTeam": team}
    web.get(f"{STATS}/scoreboardv3", json={"scoreboard": {"gameDate": "2026-01-25", "games": [game]}})
    with pytest.raises(WrongShapeError, match=r"scoreboard\.games\[0\]\.gameId: "):
        clients.nba.scoreboard_v3(day=DAY).read()


def test_a_row_that_does_not_fit_its_headers(web: responses.RequestsMock, clients: Clients) -> None:
    table = {"name": "PlayerIndex", "headers": ["PERSON_ID", "TEAM_ID"], "rowSet": [[1, 2], [3]]}
    web.get(f"{STATS}/playerindex", json={"resource": "playerindex", "resultSets": [table]})
    with pytest.raises(WrongShapeError, match="row 1 of PlayerIndex has 1 cells for 2 headers"):
        clients.nba.player_index(season=2025).read()


def test_tables_by_name(web: responses.RequestsMock, clients: Clients) -> None:
    table = {"name": "PlayerIndex", "headers": ["PERSON_ID", "TEAM_ID"], "rowSet": [[1, None]]}
    web.get(f"{STATS}/playerindex", json={"resource": "playerindex", "resultSets": [table]})
    tables = clients.nba.player_index(season=2025).read()
    assert tables.named("PlayerIndex").records() == ({"PERSON_ID": 1, "TEAM_ID": None},)
    with pytest.raises(KeyError, match="playerindex has no table 'LineScore'; it has PlayerIndex"):
        tables.named("LineScore")
