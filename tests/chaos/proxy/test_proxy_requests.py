"""Faults of single requests, through requests and urllib3."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
import requests
import urllib3
from http_stage import GAME, HttpStage
from proxy_stage import until
from pydantic import JsonValue
from requests.adapters import HTTPAdapter

TIMEOUT_S = 20.0


def get(session: requests.Session, stage: HttpStage, path: str = "/games") -> requests.Response:
    return session.get(stage.url + path, timeout=TIMEOUT_S)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_instead_of_an_answer(http: HttpStage, session: requests.Session, status: int) -> None:
    fault = http.begin("status", status=status)
    answer = get(session, http)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == status
    assert http.asked.requests == []
    http.control.end(fault)
    assert get(session, http).json() == GAME
    assert http.control.statistics().hits["status"] >= 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_too_many_requests(http: HttpStage, session: requests.Session, form: str) -> None:
    http.begin("status", status=429, retry_after_s=90, retry_after_form=form)
    before = datetime.now(UTC)
    answer = get(session, http)
    assert answer.status_code == 429
    told = answer.headers["Retry-After"]
    if form == "seconds":
        assert told == "90"
    else:
        wait = timedelta(seconds=90)
        assert before + wait <= parsedate_to_datetime(told) <= datetime.now(UTC) + wait + timedelta(seconds=1)


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_client_that_obeys_retry_after_gets_its_answer(http: HttpStage, session: requests.Session, form: str) -> None:
    http.begin("status", status=429, retry_after_s=0, retry_after_form=form, first=2)
    retries = urllib3.Retry(total=2, status_forcelist=[429], respect_retry_after_header=True)
    session.mount("http://", HTTPAdapter(max_retries=retries))
    assert get(session, http).json() == GAME
    assert len(http.asked.requests) == 1


def test_a_connection_goes_on_after_an_error_that_the_server_never_saw(
    http: HttpStage, session: requests.Session
) -> None:
    get(session, http)
    accepted = http.control.statistics().accepted
    http.begin("status", status=503, first=1)
    assert session.post(http.url + "/games", data=b"x" * 300_000, timeout=TIMEOUT_S).status_code == 503
    assert session.post(http.url + "/games", data=b"y", timeout=TIMEOUT_S).json() == GAME
    assert http.control.statistics().accepted == accepted
    assert [body for *_, body in http.asked.requests] == [b"", b"y"]


def test_an_error_after_the_request_was_carried_out(http: HttpStage, session: requests.Session) -> None:
    fault = http.begin("status", status=503, carried_out=True)
    for path in ("/games", "/chunked"):
        answer = session.post(http.url + path, data=b"paid", timeout=TIMEOUT_S)
        assert answer.status_code == 503
        assert http.asked.of(path) == [("POST", path, b"paid")]
    http.control.end(fault)
    assert get(session, http).json() == GAME


def test_head_is_answered_without_a_body(http: HttpStage, session: requests.Session) -> None:
    http.begin("status", status=503, first=1)
    assert session.head(http.url + "/games", timeout=TIMEOUT_S).status_code == 503
    assert get(session, http).json() == GAME


@pytest.mark.parametrize("carried_out", [True, False])
def test_a_reset_in_place_of_an_answer(http: HttpStage, session: requests.Session, carried_out: bool) -> None:
    http.begin("cut_off", carried_out=carried_out, first=1)
    with pytest.raises(requests.ConnectionError, match="Connection reset"):
        session.post(http.url + "/games", data=b"paid", timeout=TIMEOUT_S)
    assert http.asked.requests == ([("POST", "/games", b"paid")] if carried_out else [])
    assert get(session, http).json() == GAME


@pytest.mark.parametrize("path", ["/games", "/chunked"])
def test_a_truncated_answer(http: HttpStage, session: requests.Session, path: str) -> None:
    http.begin("truncated", after_bytes=20, first=1)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        get(session, http, path)
    assert get(session, http, path).json() == GAME


def test_an_answer_is_cut_after_exactly_so_many_bytes(http: HttpStage) -> None:
    http.begin("truncated", after_bytes=20)
    with urllib3.HTTPConnectionPool("127.0.0.1", http.proxy.port) as pool:
        answer = pool.request("GET", "/games", preload_content=False, retries=False)
        with pytest.raises(urllib3.exceptions.ProtocolError, match=r"IncompleteRead\(20 bytes read"):
            answer.read()


def test_an_answer_that_is_short_enough_is_not_cut(http: HttpStage, session: requests.Session) -> None:
    unhurt = http.control.statistics().unhurt
    http.begin("truncated", after_bytes=len(json.dumps(GAME)))
    assert get(session, http).json() == GAME
    assert http.control.statistics().unhurt == unhurt + 1


@pytest.mark.parametrize("path", ["/games", "/chunked", "/packed"])
def test_an_answer_that_is_no_json(http: HttpStage, session: requests.Session, path: str) -> None:
    fault = http.begin("corrupted_json")
    answer = get(session, http, path)
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    http.control.end(fault)
    assert get(session, http, path).json() == GAME


@pytest.mark.parametrize("path", ["/games", "/chunked", "/packed"])
def test_an_answer_with_a_field_of_another_type(http: HttpStage, session: requests.Session, path: str) -> None:
    http.begin("corrupted_json", mode="retyped", field="points")
    found = get(session, http, path).json()
    assert found == {"game_id": "0022300561", "players": [{"player": "lebronjames", "points": "27"}]}


def test_a_page_is_not_corrupted(http: HttpStage, session: requests.Session) -> None:
    unhurt = http.control.statistics().unhurt
    http.begin("corrupted_json")
    assert get(session, http, "/page").json() == GAME
    assert http.control.statistics().unhurt == unhurt + 1


def test_a_late_answer_comes_when_the_fault_ends(http: HttpStage, session: requests.Session) -> None:
    get(session, http)
    http.begin("late_answer", delay_ms=100_000, seconds=0.3, path="^/games")
    assert get(session, http, "/chunked").json() == GAME
    assert get(session, http).json() == GAME
    assert http.control.states() == ()
    assert len(http.asked.of("/games")) == 2


def test_a_client_gives_up_on_a_late_answer(http: HttpStage, session: requests.Session) -> None:
    http.begin("late_answer", delay_ms=100_000)
    with pytest.raises(requests.ReadTimeout):
        session.get(http.url + "/games", timeout=0.1)
    until(lambda: len(http.asked.requests) == 1, "the service was asked all the same")


@pytest.mark.parametrize(
    ("aim", "hit"),
    [
        ({"methods": ["POST", "PUT"]}, {("POST", "/a/1"), ("PUT", "/b/2?x=1")}),
        ({"path": r"^/b/\d+"}, {("GET", "/b/2?x=1"), ("PUT", "/b/2?x=1")}),
        ({"path": r"x=1$", "methods": ["GET"]}, {("GET", "/b/2?x=1")}),
        ({"body": r'"player": "[a-z]+"'}, {("POST", "/a/1"), ("PUT", "/b/2?x=1")}),
        ({"body": "nobody sends this"}, set()),
        ({"body": "lebron", "methods": ["PUT"]}, {("PUT", "/b/2?x=1")}),
    ],
)
def test_which_requests_are_hit(
    http: HttpStage, session: requests.Session, aim: dict[str, JsonValue], hit: set[tuple[str, str]]
) -> None:
    http.begin("status", status=503, **aim)
    asked = [("GET", "/a/1", b""), ("GET", "/b/2?x=1", b"")]
    asked += [("POST", "/a/1", b'{"player": "lebronjames"}'), ("PUT", "/b/2?x=1", b'{"player": "lebronjames"}')]
    found = set()
    for method, path, body in asked:
        answer = session.request(method, http.url + path, data=body, timeout=TIMEOUT_S)
        if answer.status_code == 503:
            found.add((method, path))
    assert found == hit
    assert http.asked.requests == [one for one in asked if one[:2] not in hit]


def test_a_body_in_chunks_is_searched_too(http: HttpStage, session: requests.Session) -> None:
    http.begin("status", status=503, body="lebronjames")
    parts = iter([b"lebron", b"james"])
    assert session.post(http.url + "/games", data=parts, timeout=TIMEOUT_S).status_code == 503


def test_a_body_that_is_too_long_is_not_searched(http: HttpStage, session: requests.Session) -> None:
    http.begin("status", status=503, body="x")
    body = b"x" * (2 << 20)
    assert session.post(http.url + "/games", data=body, timeout=TIMEOUT_S).json() == GAME
    assert http.asked.requests == [("POST", "/games", body)]


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        ({"first": 2}, [503, 503, 200, 200]),
        ({"after": 3}, [200, 200, 200, 503]),
        ({"after": 1, "first": 2}, [200, 503, 503, 200]),
    ],
)
def test_the_first_requests_or_those_after_them(
    http: HttpStage, session: requests.Session, aim: dict[str, JsonValue], expected: list[int]
) -> None:
    fault = http.begin("status", status=503, path="^/games", **aim)
    found = []
    for _ in range(4):
        assert get(session, http, "/page").status_code == 200
        found.append(get(session, http).status_code)
    assert found == expected
    state = http.control.state(fault)
    assert state is not None
    assert state.hits == expected.count(503)


def test_a_share_of_requests_is_the_same_for_the_same_seed(http: HttpStage, session: requests.Session) -> None:
    found = []
    for seed in (7, 7, 8):
        fault = http.begin("status", status=503, share=0.5, seed=seed)
        found.append([get(session, http).status_code for _ in range(40)])
        http.control.end(fault)
    assert found[0] == found[1] != found[2]
    assert 8 < found[0].count(503) < 32


def test_the_oldest_fault_that_fits_counts(http: HttpStage, session: requests.Session) -> None:
    first = http.begin("status", status=502, path="^/games")
    http.begin("status", status=503)
    assert get(session, http).status_code == 502
    assert get(session, http, "/page").status_code == 503
    http.control.end(first)
    assert get(session, http).status_code == 503
