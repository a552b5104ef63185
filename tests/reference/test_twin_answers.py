"""What the twin answers: whole shapes, keys, pages, quotas, and what a moment in the season can know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from twin_client import (
    BOX_SCORES,
    ESPN,
    HISTORICAL_ODDS,
    ODDS,
    ONE_LOG,
    PLAY_BY_PLAY,
    SCHEDULE,
    SECONDS,
    WHOLE_GAME,
    Client,
)
from twin_judged import evening
from twin_shelf import kept_rows

from contracts.apis.documents import operations
from contracts.apis.drift import of_answer
from harness.clock import FrozenClock, eastern_date
from harness.ingest.identities import season_label
from harness.reference.twin import Twin
from harness.reference.twin.server import KEY
from harness.season import Season


@pytest.fixture(scope="module")
def evening_client(season: Season) -> Iterator[Client]:
    """A client in the middle of the season, half an hour before a game."""
    with Twin(season, clock=FrozenClock(evening(season))) as twin, Client(twin) as client:
        yield client


@dataclass(frozen=True)
class Tonight:
    """A game of the evening, and one that was over the day before."""

    game: dict[str, Any]
    over: dict[str, Any]
    event: str

    @property
    def day(self) -> str:
        return str(self.game["game_date"])


@pytest.fixture(scope="module")
def tonight(season: Season) -> Tonight:
    now = evening(season)
    games = kept_rows(season, "nbac_schedule")
    coming = next(game for game in games if game["game_date_est"] == now + timedelta(minutes=30))
    over = next(game for game in games if game["game_date"] == eastern_date(now) - timedelta(days=1))
    code = f"{coming['game_date']:%Y%m%d}_{coming['away_team_tricode']}_{coming['home_team_tricode']}"
    event = kept_rows(season, "odds_api_player_points_props", [code], column="game_id")[0]["odds_api_event_id"]
    return Tonight(coming, over, event)


ANSWERS = (
    ("balldontlie", "/v1/box_scores"),
    ("balldontlie", "/v1/box_scores/live"),
    ("balldontlie", "/v1/games"),
    ("balldontlie", "/v1/players/active"),
    ("balldontlie", "/v1/player_injuries"),
    ("balldontlie", "/v1/standings"),
    ("balldontlie", "/v1/teams"),
    ("espn", f"{ESPN}/scoreboard"),
    ("espn", f"{ESPN}/teams/{{teamId}}"),
    ("oddsapi", "/v4/sports/{sport}/events"),
    ("oddsapi", "/v4/sports/{sport}/events/{eventId}/odds"),
    ("oddsapi", "/v4/historical/sports/{sport}/events"),
    ("oddsapi", "/v4/historical/sports/{sport}/events/{eventId}/odds"),
    ("bettingpros", "/v3/events"),
    ("bettingpros", "/v3/offers"),
    ("nbacom", SCHEDULE),
    ("nbacom", "/static/json/staticData/scheduleLeagueV2.json"),
    ("nbacom", "/stats/scoreboardV2"),
    ("nbacom", "/stats/scoreboardv3"),
    ("nbacom", "/stats/leaguegamelog"),
    ("nbacom", "/stats/boxscoretraditionalv2"),
    ("nbacom", "/stats/boxscoretraditionalv3"),
    ("nbacom", "/stats/playerindex"),
    ("nbacom", "/static/json/liveData/playbyplay/playbyplay_{gameId}.json"),
    ("nbacom", "/wp-json/api/v1/get-game-officials"),
)


def asked_of(path: str, client: Client, season: Season, tonight: Tonight) -> dict[str, Any]:
    """Parameters for which the operation has data."""
    label, day = season_label(season.start_year), tonight.day
    moment = f"{evening(season):%Y-%m-%dT%H:%M:%SZ}"
    odds = {"regions": "us", "markets": "player_points,spreads,totals"}
    offered = client.json("bettingpros", "/v3/events", sport="NBA", date=day)["events"][0]["id"]
    return {
        "/v1/box_scores": {"date": day},
        "/v1/games": {"dates[]": [day, tonight.over["game_date"]]},
        "/v1/standings": {"season": season.start_year},
        f"{ESPN}/scoreboard": {"dates": day.replace("-", "")},
        f"{ESPN}/teams/{{teamId}}": {"enable": "roster"},
        "/v4/sports/{sport}/events/{eventId}/odds": odds,
        "/v4/historical/sports/{sport}/events": {"date": moment},
        "/v4/historical/sports/{sport}/events/{eventId}/odds": odds | {"date": moment},
        "/v3/events": {"sport": "NBA", "date": day},
        "/v3/offers": {"sport": "NBA", "market_id": 156, "event_id": offered},
        SCHEDULE: {"LeagueID": "00", "Season": label},
        "/stats/scoreboardV2": {"LeagueID": "00", "GameDate": f"{tonight.game['game_date']:%m/%d/%Y}", "DayOffset": 0},
        "/stats/scoreboardv3": {"LeagueID": "00", "GameDate": day},
        "/stats/leaguegamelog": ONE_LOG | {"Season": label, "DateFrom": tonight.over["game_date"], "DateTo": day},
        "/stats/boxscoretraditionalv2": WHOLE_GAME | {"GameID": tonight.over["game_id"]},
        "/stats/boxscoretraditionalv3": WHOLE_GAME | {"GameID": tonight.over["game_id"]},
        "/stats/playerindex": {"LeagueID": "00", "Season": label},
        "/wp-json/api/v1/get-game-officials": {"date": day},
    }.get(path, {})


@pytest.mark.parametrize(("provider", "path"), ANSWERS)
def test_an_answer_has_every_field_of_its_contract_and_none_beside(
    evening_client: Client, season: Season, tonight: Tonight, provider: str, path: str
) -> None:
    (operation,) = [one for one in operations() if one.path == path]
    game = tonight.over["game_id"]
    filled = path.format(sport="basketball_nba", eventId=tonight.event, teamId=2, gameId=game)
    content = evening_client.bytes(provider, filled, **asked_of(path, evening_client, season, tonight))
    assert of_answer(content, operation) == ()


def test_every_operation_of_the_documents_is_served() -> None:
    assert {operation.path for operation in operations()} == {path for _, path in ANSWERS}


@pytest.mark.parametrize("written", [f"Bearer {KEY}", KEY])
def test_ball_dont_lie_takes_its_key_in_both_ways(twin: Twin, written: str) -> None:
    response = requests.get(f"{twin.url('balldontlie')}/v1/teams", headers={"Authorization": written}, timeout=SECONDS)
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("provider", "path", "headers", "query"),
    [
        ("balldontlie", "/v1/teams", {"Authorization": "Bearer another"}, {}),
        ("balldontlie", "/v1/teams", {}, {}),
        ("bettingpros", "/v3/events", {"x-api-key": "another"}, {}),
        ("bettingpros", "/v3/events", {}, {}),
        ("oddsapi", ODDS, {}, {"apiKey": "another"}),
        ("oddsapi", ODDS, {"Authorization": KEY}, {}),
    ],
)
def test_without_the_right_key_there_is_no_answer(
    twin: Twin, provider: str, path: str, headers: dict[str, str], query: dict[str, str]
) -> None:
    response = requests.get(twin.url(provider) + path, headers=headers, params=query, timeout=SECONDS)
    assert response.status_code == 401
    assert KEY not in response.text


@pytest.mark.parametrize(
    ("provider", "path", "asked", "status", "told"),
    [
        ("balldontlie", BOX_SCORES, {}, 400, "date is required"),
        ("balldontlie", BOX_SCORES, {"date": "15.01.2024"}, 400, "date is no day such as 2024-01-15"),
        ("balldontlie", BOX_SCORES, {"date": ["2024-01-15", "2024-01-16"]}, 400, "date is given more than once"),
        ("balldontlie", "/v1/games", {"per_page": 101}, 400, "per_page is no whole number from 1 to 100"),
        ("balldontlie", "/v1/games", {"team_ids[]": [1, "x"]}, 400, "team_ids[] is no whole number of 1 or more"),
        ("oddsapi", HISTORICAL_ODDS, {"date": "2024-01-15"}, 422, "date is no instant such as 2024-01-15T00:00:00Z"),
        ("oddsapi", f"{ODDS}/{'0' * 32}/odds", {"regions": "us", "markets": "goals"}, 422, "Invalid markets: goals"),
        ("oddsapi", f"{ODDS}/{'0' * 32}/odds", {"regions": "us"}, 404, "Event not found"),
        ("oddsapi", "/v4/sports/cricket/events", {}, 404, "Unknown sport"),
        ("espn", f"{ESPN}/scoreboard", {"dates": "2024-01-15"}, 400, "dates is no day such as 20240115"),
        ("espn", f"{ESPN}/teams/31", {"enable": "roster"}, 404, "No team found with this id"),
        ("nbacom", SCHEDULE, {"Season": "2023-24"}, 400, "LeagueID is required"),
        ("nbacom", PLAY_BY_PLAY.format("0022399999"), {}, 403, "Access Denied"),
        ("bettingpros", "/v3/offers", {"sport": "NBA", "market_id": 1, "event_id": 1}, 400, "market_id is none of 156"),
    ],
)
def test_a_bad_question_is_refused_in_words(
    client: Client, provider: str, path: str, asked: dict[str, Any], status: int, told: str
) -> None:
    response = client.ask(provider, path, **asked)
    assert response.status_code == status
    assert told in response.text


@pytest.mark.parametrize("size", [30, 41, 82, 83])
def test_pages_follow_one_another_by_the_last_id(client: Client, size: int) -> None:
    whole = client.json("balldontlie", "/v1/games", per_page=100, **{"team_ids[]": 2})["data"]
    found: list[Any] = []
    cursor, pages = 0, 0
    while cursor is not None:
        page = client.json("balldontlie", "/v1/games", per_page=size, cursor=cursor, **{"team_ids[]": 2})
        assert 0 < len(page["data"]) <= page["meta"]["per_page"] == size
        found += page["data"]
        cursor, pages = page["meta"].get("next_cursor"), pages + 1
    assert found == whole
    assert pages == -(-82 // size)
    assert len(whole) == 82
    assert all(2 in (game["home_team"]["id"], game["visitor_team"]["id"]) for game in whole)


def test_offers_come_in_pages_that_add_up(client: Client) -> None:
    events = client.json("bettingpros", "/v3/events", sport="NBA", date="2024-01-15")["events"]
    asked = {"sport": "NBA", "market_id": 156, "event_id": events[0]["id"]}
    first = client.json("bettingpros", "/v3/offers", **asked)["_pagination"]
    pages = [client.json("bettingpros", "/v3/offers", page=n + 1, **asked) for n in range(first["total_pages"])]
    ids = [offer["id"] for page in pages for offer in page["offers"]]
    assert len(set(ids)) == len(ids) == first["total_items"] > 10
    assert [page["_pagination"]["next"] is None for page in pages] == [False] * (len(pages) - 1) + [True]


def test_the_quota_counts_markets_and_historical_answers_tenfold(season: Season, tonight: Tonight) -> None:
    moment = f"{evening(season):%Y-%m-%dT%H:%M:%SZ}"
    with Twin(season, clock=FrozenClock(evening(season))) as twin, Client(twin) as client:

        def cost(path: str, **asked: Any) -> tuple[str, str]:
            headers = client.ask("oddsapi", path, **asked).headers
            assert int(headers["x-requests-remaining"]) + int(headers["x-requests-used"]) == 5_000_000
            return headers["x-requests-last"], headers["x-requests-used"]

        odds = {"regions": "us", "markets": "player_points,spreads"}
        assert cost(ODDS) == ("0", "0")
        assert cost(HISTORICAL_ODDS, date=moment) == ("1", "1")
        assert cost(f"{ODDS}/{tonight.event}/odds", **odds) == ("2", "3")
        assert cost(f"{HISTORICAL_ODDS}/{tonight.event}/odds", date=moment, **odds) == ("20", "23")
        # No odds and errors cost nothing.
        assert cost(f"{ODDS}/{tonight.event}/odds", regions="us", markets="h2h") == ("0", "23")
        assert cost(f"{ODDS}/{tonight.event}/odds") == ("0", "23")


def test_a_used_up_quota_is_told_as_a_bad_key_would_be(season: Season, tonight: Tonight) -> None:
    odds = {"regions": "us", "markets": "player_points,spreads"}
    path = f"{ODDS}/{tonight.event}/odds"
    with Twin(season, clock=FrozenClock(evening(season)), quota=3) as twin, Client(twin) as client:
        assert client.ask("oddsapi", path, **odds).status_code == 200
        refused = client.ask("oddsapi", path, **odds)
        assert (refused.status_code, refused.json()["error_code"]) == (401, "OUT_OF_USAGE_CREDITS")
        assert (refused.headers["x-requests-remaining"], refused.headers["x-requests-last"]) == ("1", "0")
        assert client.ask("oddsapi", path, **odds | {"markets": "spreads"}).status_code == 200


def test_no_odds_is_an_answer_without_a_body(evening_client: Client, tonight: Tonight) -> None:
    for asked in ({"regions": "eu", "markets": "spreads"}, {"regions": "us", "markets": "h2h"}):
        response = evening_client.ask("oddsapi", f"{ODDS}/{tonight.event}/odds", **asked)
        assert (response.status_code, response.content) == (204, b"")
        assert "Content-Type" not in response.headers


def test_lines_are_those_of_the_last_look_before_the_snapshot(client: Client, season: Season, tonight: Tonight) -> None:
    rows = kept_rows(season, "odds_api_player_points_props", [tonight.event], column="odds_api_event_id")
    looks = sorted({row["snapshot_timestamp"] for row in rows})
    asked = {"regions": "us", "markets": "player_points"}
    for taken, following in zip(looks, [*looks[1:], None], strict=True):
        asked_at = taken + timedelta(minutes=12) if following is None else following - timedelta(seconds=1)
        path = f"{HISTORICAL_ODDS}/{tonight.event}/odds"
        answer = client.json("oddsapi", path, date=f"{asked_at:%Y-%m-%dT%H:%M:%SZ}", **asked)
        shown = datetime.fromisoformat(answer["timestamp"])
        assert asked_at - timedelta(minutes=5) < shown <= asked_at
        assert (shown.minute % 5, shown.second) == (0, 38)
        kept = [row for row in rows if row["snapshot_timestamp"] == taken]
        outcomes = [
            (book["key"], outcome["description"], outcome["point"])
            for book in answer["data"]["bookmakers"]
            for outcome in book["markets"][0]["outcomes"]
            if outcome["name"] == "Over"
        ]
        assert sorted(outcomes) == sorted((row["bookmaker"], row["player_name"], row["points_line"]) for row in kept)


def test_a_bookmaker_can_be_asked_for_by_name(evening_client: Client, tonight: Tonight) -> None:
    asked = {"regions": "eu", "markets": "spreads", "bookmakers": "fanduel,betmgm"}
    books = evening_client.json("oddsapi", f"{ODDS}/{tonight.event}/odds", **asked)["bookmakers"]
    assert [book["key"] for book in books] == ["fanduel"]


def test_instants_can_be_seconds_since_1970(evening_client: Client, tonight: Tonight) -> None:
    asked = {"regions": "us", "markets": "spreads"}
    path = f"{ODDS}/{tonight.event}/odds"
    iso, unix = (evening_client.json("oddsapi", path, dateFormat=name, **asked) for name in ("iso", "unix"))
    assert datetime.fromtimestamp(unix["commence_time"], UTC) == datetime.fromisoformat(iso["commence_time"])
    assert isinstance(unix["bookmakers"][0]["last_update"], int)


def test_events_of_a_window_are_listed_until_they_are_over(evening_client: Client, tonight: Tonight) -> None:
    starts = tonight.game["game_date_est"]
    window = {f"commenceTime{which}": f"{starts:%Y-%m-%dT%H:%M:%SZ}" for which in ("From", "To")}
    assert tonight.event in [event["id"] for event in evening_client.json("oddsapi", ODDS, **window)]
    after = f"{starts + timedelta(hours=3):%Y-%m-%dT%H:%M:%SZ}"
    listed = evening_client.json("oddsapi", HISTORICAL_ODDS, date=after, **window)["data"]
    assert tonight.event in [event["id"] for event in listed]
    gone = f"{starts + timedelta(hours=3, minutes=6):%Y-%m-%dT%H:%M:%SZ}"
    assert evening_client.json("oddsapi", HISTORICAL_ODDS, date=gone, **window)["data"] == []
    path = f"{HISTORICAL_ODDS}/{tonight.event}/odds"
    assert evening_client.ask("oddsapi", path, date=gone, regions="us").status_code == 404


def test_before_the_start_nobody_knows_a_score(evening_client: Client, season: Season, tonight: Tonight) -> None:
    day, code = tonight.game["game_date"], tonight.game["home_team_tricode"]
    (box,) = [
        game
        for game in evening_client.json("balldontlie", "/v1/box_scores/live")["data"]
        if game["home_team"]["abbreviation"] == code
    ]
    assert (box["home_team_score"], box["period"], box["home_team"]["players"]) == (0, 0, [])
    assert datetime.fromisoformat(box["status"]) == tonight.game["game_date_est"]
    events = evening_client.json("espn", f"{ESPN}/scoreboard")["events"]
    states = {event["competitions"][0]["status"]["type"]["state"] for event in events}
    assert states == {"pre"}
    assert {side["score"] for event in events for side in event["competitions"][0]["competitors"]} == {"0"}
    scores = evening_client.json("nbacom", "/stats/scoreboardv3", LeagueID="00", GameDate=day)["scoreboard"]["games"]
    assert {(game["gameStatus"], game["homeTeam"]["score"], game["period"]) for game in scores} == {(1, 0, 0)}
    assert evening_client.ask("nbacom", PLAY_BY_PLAY.format(tonight.game["game_id"])).status_code == 403
    log = ONE_LOG | {"Season": season_label(season.start_year), "DateFrom": day, "DateTo": day}
    assert evening_client.json("nbacom", "/stats/leaguegamelog", **log)["resultSets"][0]["rowSet"] == []


def test_the_day_before_is_over(evening_client: Client, tonight: Tonight) -> None:
    day = tonight.over["game_date"]
    games = evening_client.json("balldontlie", BOX_SCORES, date=day)["data"]
    assert {game["status"] for game in games} == {"Final"}
    assert all(game["home_team"]["players"] for game in games)


def test_quarters_add_up_to_the_score(client: Client) -> None:
    asked = {"LeagueID": "00", "GameDate": "01/15/2024", "DayOffset": 0}
    _, lines, *_ = client.json("nbacom", "/stats/scoreboardV2", **asked)["resultSets"]
    rows = [dict(zip(lines["headers"], row, strict=True)) for row in lines["rowSet"]]
    assert rows
    for row in rows:
        parts = [value for name, value in row.items() if name.startswith(("PTS_QTR", "PTS_OT"))]
        assert sum(parts) == row["PTS"]


def test_a_day_offset_moves_the_day(client: Client) -> None:
    def ids(day: str, offset: int) -> list[str]:
        asked = {"LeagueID": "00", "GameDate": day, "DayOffset": offset}
        header = client.json("nbacom", "/stats/scoreboardV2", **asked)["resultSets"][0]
        return [row[header["headers"].index("GAME_ID")] for row in header["rowSet"]]

    assert ids("01/15/2024", 1) == ids("01/16/2024", 0) != ids("01/15/2024", 0)


@pytest.mark.parametrize("day", ["20240230", "99999999", "20240718"])
def test_a_day_that_no_calendar_has_is_a_day_without_games(client: Client, day: str) -> None:
    assert client.json("espn", f"{ESPN}/scoreboard", dates=day)["events"] == []
