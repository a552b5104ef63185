"""Each fault does what it says, to as many answers as it was asked for, and then the provider answers as before."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests
from twin_client import BOX_SCORES, ESPN, HISTORICAL_ODDS, ODDS, SECONDS, Client

from harness.clock import FrozenClock
from harness.reference.twin import Fault, Twin
from harness.season import Season

DAY, DAY_BEFORE = "2024-01-16", "2024-01-15"


def ask(client: Client, day: str = DAY) -> requests.Response:
    return client.ask("balldontlie", BOX_SCORES, date=day)


def spoilt(client: Client, fault: Fault) -> requests.Response:
    """The one answer that is spoilt; the next is as the one before."""
    before = ask(client).content
    client.twin.fail("balldontlie", fault=fault)
    response = ask(client)
    assert ask(client).content == before
    return response


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.FORBIDDEN, 403),
        (Fault.SERVER_ERROR, 500),
        (Fault.BAD_GATEWAY, 502),
        (Fault.UNAVAILABLE, 503),
        (Fault.GATEWAY_TIMEOUT, 504),
    ],
)
def test_a_status_comes_in_the_providers_own_words(own_client: Client, fault: Fault, status: int) -> None:
    response = spoilt(own_client, fault)
    assert response.status_code == status
    assert set(response.json()) == {"error"}
    assert "Retry-After" not in response.headers


def test_too_many_requests_says_how_many_seconds_to_wait(own_client: Client) -> None:
    response = spoilt(own_client, Fault.TOO_MANY_REQUESTS)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "7")


def test_too_many_requests_says_until_when_to_wait(own_client: Client, season: Season) -> None:
    response = spoilt(own_client, Fault.TOO_MANY_REQUESTS_UNTIL)
    assert response.status_code == 429
    assert parsedate_to_datetime(response.headers["Retry-After"]) == season.as_of + timedelta(seconds=7)


def test_a_page_comes_with_status_200(own_client: Client) -> None:
    response = spoilt(own_client, Fault.PAGE)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert response.text.startswith("<!DOCTYPE html>")


def test_an_empty_answer_has_no_byte(own_client: Client) -> None:
    response = spoilt(own_client, Fault.EMPTY)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Type"] == "application/json"


def test_truncated_json_ends_in_the_middle(own_client: Client) -> None:
    whole = ask(own_client).content
    response = spoilt(own_client, Fault.TRUNCATED)
    assert response.status_code == 200
    assert response.content == whole[: len(whole) // 2]
    with pytest.raises(json.JSONDecodeError):
        json.loads(response.content)


def test_a_stale_answer_is_that_of_the_day_before(own_client: Client) -> None:
    yesterday = ask(own_client, DAY_BEFORE).json()
    assert yesterday["data"] != ask(own_client).json()["data"]
    assert spoilt(own_client, Fault.STALE).json() == yesterday


def test_a_stale_answer_without_a_day_is_as_of_the_day_before(own_client: Client, season: Season) -> None:
    def played() -> int:
        answer = own_client.json("balldontlie", "/v1/standings", season=season.start_year)
        return sum(team["wins"] for team in answer["data"])

    own_client.twin.fail("balldontlie", fault=Fault.STALE)
    stale, fresh = played(), played()
    last_day = [
        game for game in season.tables["nba_raw.nbac_schedule"]["game_date"].to_pylist() if game == season.last_day
    ]
    assert fresh == 1230
    assert fresh - stale == len(last_day) > 0


def test_a_partial_answer_has_the_first_half_of_the_games(own_client: Client) -> None:
    games = ask(own_client).json()["data"]
    assert len(games) > 2
    assert spoilt(own_client, Fault.PARTIAL).json()["data"] == games[: len(games) // 2]


@pytest.mark.parametrize(
    ("provider", "operation", "path", "asked", "games"),
    [
        ("espn", "scoreboard", f"{ESPN}/scoreboard", {"dates": "20240116"}, ["events"]),
        ("nbacom", "scoreboard_3", "/stats/scoreboardv3", {"GameDate": DAY, "LeagueID": "00"}, ["scoreboard", "games"]),
        ("bettingpros", "events", "/v3/events", {"sport": "NBA", "date": DAY}, ["events"]),
        (
            "oddsapi",
            "historical_events",
            "/v4/historical/sports/basketball_nba/events",
            {"date": f"{DAY}T17:00:00Z"},
            ["data"],
        ),
    ],
)
def test_every_provider_can_leave_games_out(
    own_client: Client, provider: str, operation: str, path: str, asked: dict[str, Any], games: list[str]
) -> None:
    def listed() -> Any:
        answer = own_client.json(provider, path, **asked)
        for step in games:
            answer = answer[step]
        return answer

    whole = listed()
    own_client.twin.fail(provider, fault=Fault.PARTIAL, operation=operation)
    assert listed() == whole[: len(whole) // 2] != []


def test_a_list_at_the_top_can_be_partial(season: Season) -> None:
    with Twin(season, clock=FrozenClock(season.as_of - timedelta(days=30))) as twin, Client(twin) as client:
        whole = client.json("oddsapi", ODDS)
        twin.fail("oddsapi", fault=Fault.PARTIAL)
        assert client.json("oddsapi", ODDS) == whole[: len(whole) // 2] != []


def test_a_field_is_renamed_in_every_game(own_client: Client) -> None:
    whole = ask(own_client).json()["data"]
    games = spoilt(own_client, Fault.FIELD_RENAMED).json()["data"]
    assert [game.pop("home_team_score_v2") for game in games] == [game.pop("home_team_score") for game in whole]
    assert games == whole


def test_a_field_is_dropped_from_every_game(own_client: Client) -> None:
    whole = ask(own_client).json()["data"]
    for game in whole:
        del game["home_team_score"]
    assert spoilt(own_client, Fault.FIELD_DROPPED).json()["data"] == whole


def test_a_field_has_another_type_in_every_game(own_client: Client) -> None:
    whole = ask(own_client).json()["data"]
    games = spoilt(own_client, Fault.FIELD_RETYPED).json()["data"]
    assert [game["home_team_score"] for game in games] == [str(game["home_team_score"]) for game in whole]


def test_the_wrong_twin_sends_espns_scores_as_numbers(own_client: Client) -> None:
    def scores() -> list[Any]:
        events = own_client.json("espn", f"{ESPN}/scoreboard", dates="20240116")["events"]
        return [side["score"] for event in events for side in event["competitions"][0]["competitors"]]

    right = scores()
    own_client.twin.fail("espn", fault=Fault.WRONG, times=None)
    assert scores() == scores() == [int(score) for score in right]
    own_client.twin.clear("espn")
    assert scores() == right


def test_a_slow_answer_is_the_right_one(own_client: Client) -> None:
    before = ask(own_client).content
    own_client.twin.fail("balldontlie", fault=Fault.SLOW, delay=timedelta(milliseconds=10))
    assert ask(own_client).content == before


def test_a_slow_answer_outlasts_a_clients_patience_and_ends_with_the_twin(season: Season) -> None:
    threads = set(threading.enumerate())
    with Twin(season) as twin:
        twin.fail("balldontlie", fault=Fault.SLOW, delay=timedelta(seconds=30))
        with pytest.raises(requests.ReadTimeout):
            requests.get(twin.url("balldontlie") + "/v1/teams", timeout=(SECONDS, 0.2))
    assert set(threading.enumerate()) == threads


def test_a_fault_ends_after_as_many_answers_as_were_asked_for(own_client: Client) -> None:
    own_client.twin.fail("balldontlie", fault=Fault.UNAVAILABLE, times=3)
    assert [ask(own_client).status_code for _ in range(5)] == [503, 503, 503, 200, 200]


def test_faults_come_in_the_order_they_were_asked_for(own_client: Client) -> None:
    own_client.twin.fail("balldontlie", fault=Fault.UNAVAILABLE)
    own_client.twin.fail("balldontlie", fault=Fault.BAD_GATEWAY)
    assert [ask(own_client).status_code for _ in range(3)] == [503, 502, 200]


def test_a_fault_of_one_operation_leaves_the_others_and_the_other_providers(own_client: Client) -> None:
    own_client.twin.fail("balldontlie", fault=Fault.SERVER_ERROR, operation="teams", times=None)
    assert ask(own_client).status_code == 200
    assert own_client.ask("espn", f"{ESPN}/scoreboard").status_code == 200
    assert own_client.ask("balldontlie", "/v1/teams").status_code == 500


def test_clearing_ends_the_faults_of_all(own_client: Client) -> None:
    for provider in ("balldontlie", "espn"):
        own_client.twin.fail(provider, fault=Fault.SERVER_ERROR, times=None)
    own_client.twin.clear()
    assert ask(own_client).status_code == 200
    assert own_client.ask("espn", f"{ESPN}/scoreboard").status_code == 200


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("provider", ["oddsapi", "balldontlie", "espn", "nbacom", "bettingpros"])
def test_no_fault_breaks_the_twin_itself(own_client: Client, provider: str, fault: Fault) -> None:
    paths = {
        "oddsapi": (HISTORICAL_ODDS, {"date": f"{DAY}T17:00:00Z"}),
        "balldontlie": (BOX_SCORES, {"date": DAY}),
        "espn": (f"{ESPN}/teams/2", {"enable": "roster"}),
        "nbacom": ("/wp-json/api/v1/get-game-officials", {"date": DAY}),
        "bettingpros": ("/v3/events", {"sport": "NBA", "date": DAY}),
    }
    path, asked = paths[provider]
    own_client.twin.fail(provider, fault=fault, delay=timedelta(0))
    spoilt_status = own_client.ask(provider, path, **asked).status_code
    assert spoilt_status == (int(fault.value[:3]) if fault.value[:3].isdigit() else 200)
    assert own_client.ask(provider, path, **asked).status_code == 200


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"times": 0}, ValueError),
        ({"delay": timedelta(minutes=1)}, ValueError),
        ({"delay": timedelta(seconds=-1)}, ValueError),
        ({"operation": "scores"}, KeyError),
    ],
)
def test_a_fault_that_cannot_be_is_refused(client: Client, asked: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        client.twin.fail("balldontlie", fault=Fault.SLOW, **asked)


def test_a_fault_of_nobody_is_refused(client: Client) -> None:
    with pytest.raises(KeyError, match="no provider sportradar; there are oddsapi"):
        client.twin.fail("sportradar", fault=Fault.SLOW)
