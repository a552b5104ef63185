"""What is tried again, how often, after which pauses; and what is said when it was in vain."""

from __future__ import annotations

from dataclasses import replace

import pytest
import requests
import responses
from client_time import START, OwnTime

from contracts.apis.clients.errors import (
    AccessRefusedError,
    KeyRefusedError,
    NotFoundError,
    ParameterRefusedError,
    ProviderError,
    RateLimitedError,
    UnavailableError,
    UnexpectedStatusError,
)
from contracts.apis.clients.http import Conduct, ProviderClient
from contracts.apis.clients.provider import Provider
from contracts.apis.clients.waiting import RetryPolicy, retry_after

URL = "https://made.example/games"
MADE = Provider("made", "https://made.example", read_timeout_s=30.0)
MIDDLE = 1.05
"""Of the tenth by which Retry-After grows."""


def test_an_answer_comes_as_it_was_sent(web: responses.RequestsMock, client: ProviderClient) -> None:
    web.get(URL, body=b'{"a": 1}', content_type="application/json")
    answer = client.get("/games", {"day": "2026-01-25", "team": ("1", "2")})
    assert answer.body == b'{"a": 1}'
    assert answer.json() == {"a": 1}
    assert (answer.status, answer.endpoint, answer.fetched_at) == (200, "/games", START)
    assert answer.parameters == {"day": "2026-01-25", "team": "1,2"}
    assert answer.where == "GET https://made.example/games?day=2026-01-25&team=1&team=2"
    assert web.calls[0].request.url == "https://made.example/games?day=2026-01-25&team=1&team=2"
    assert answer.notes == ()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (206, UnexpectedStatusError),
        (301, UnexpectedStatusError),
        (400, ParameterRefusedError),
        (401, KeyRefusedError),
        (403, AccessRefusedError),
        (404, NotFoundError),
        (407, AccessRefusedError),
        (418, UnexpectedStatusError),
        (422, ParameterRefusedError),
        (501, UnavailableError),
    ],
)
def test_no_second_try(
    web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime, status: int, kind: type[ProviderError]
) -> None:
    web.get(URL, status=status, json={"message": "no, not that"}, headers={"Location": "https://elsewhere.example/"})
    with pytest.raises(kind) as caught:
        client.get("/games")
    assert type(caught.value) is kind
    assert caught.value.status == status
    assert len(web.calls) == 1
    assert own_time.slept == []
    assert "made: " in str(caught.value)
    assert f"status {status}, 'no, not that'" in str(caught.value)
    assert f"({caught.value.where}); {caught.value.fix}" in str(caught.value)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failing_provider_gets_four_tries(
    web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime, status: int
) -> None:
    web.get(URL, status=status, body="<html>Bad gateway</html>")
    with pytest.raises(UnavailableError, match="after 4 tries") as caught:
        client.get("/games")
    assert len(web.calls) == 4
    assert own_time.slept == [3.0, 6.0, 12.0]
    assert (caught.value.tries, caught.value.status) == (4, status)


def test_a_provider_that_recovers(web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime) -> None:
    web.get(URL, status=503)
    web.get(URL, body=requests.exceptions.ChunkedEncodingError("cut"))
    web.get(URL, json=[])
    assert client.get("/games").json() == []
    assert own_time.slept == [3.0, 6.0]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (requests.ConnectTimeout("slow"), "no connection within 10 s"),
        (requests.ReadTimeout("slow"), "no answer within 30 s"),
        (requests.ConnectionError("reset by peer"), "the connection failed: ConnectionError: reset by peer"),
    ],
)
def test_a_connection_that_fails(
    web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime, error: Exception, said: str
) -> None:
    web.get(URL, body=error)
    with pytest.raises(UnavailableError) as caught:
        client.get("/games")
    assert str(caught.value).startswith(f"made: {said} after 4 tries (GET {URL})")
    assert caught.value.status is None
    assert own_time.slept == [3.0, 6.0, 12.0]


def test_both_timeouts_go_along_and_shrink_with_what_is_left(web: responses.RequestsMock, conduct: Conduct) -> None:
    policy = RetryPolicy(total_s=8.0)
    web.get(URL, status=500)
    web.get(URL, status=500)
    with (
        ProviderClient(MADE, conduct=replace(conduct, policy=policy)) as hasty,
        pytest.raises(UnavailableError),
    ):
        hasty.get("/games")
    assert [call.request.req_kwargs["timeout"] for call in web.calls] == [(8.0, 8.0), (5.0, 5.0)]


def test_the_usual_timeouts(web: responses.RequestsMock, client: ProviderClient) -> None:
    web.get(URL, json=[])
    client.get("/games")
    assert web.calls[0].request.req_kwargs["timeout"] == (10.0, 30.0)


def test_too_many_requests_get_six_tries(
    web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime
) -> None:
    web.get(URL, status=429)
    with pytest.raises(RateLimitedError, match="after 6 tries"):
        client.get("/games")
    assert own_time.slept == [2.0, 4.0, 8.0, 16.0, 32.0]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("header", ["20", "Sun, 25 Jan 2026 12:00:20 GMT", "Sunday, 25-Jan-26 12:00:20 GMT"])
def test_retry_after_in_both_forms(
    web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime, header: str, status: int
) -> None:
    web.get(URL, status=status, headers={"Retry-After": header})
    web.get(URL, json=[])
    answer = client.get("/games")
    assert own_time.slept == [pytest.approx(20 * MIDDLE)]
    assert answer.notes == ()


@pytest.mark.parametrize(
    "header", ["soon", "", "-5", "1.5", "٣", "Sun, 99 Foo 2026", "Sun, 25 Jan 2026 11:59:00 GMT", "0x10"]
)
def test_a_retry_after_that_says_nothing_is_said(
    web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime, header: str
) -> None:
    web.get(URL, status=429, headers={"Retry-After": header})
    web.get(URL, json=[])
    [note] = client.get("/games").notes
    assert own_time.slept == [2.0]
    assert note.startswith(f"its Retry-After {header!r} ")
    assert "waited as usual" in note


@pytest.mark.parametrize("header", ["121", "86400", "9" * 5000, "Mon, 25 Jan 2027 12:00:00 GMT"])
def test_a_huge_retry_after_is_cut_and_said(
    web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime, header: str
) -> None:
    web.get(URL, status=429, headers={"Retry-After": header})
    web.get(URL, json=[])
    [note] = client.get("/games").notes
    assert own_time.slept == [pytest.approx(120 * MIDDLE)]
    assert "longer than 120 s" in note
    assert len(note) < 200


def test_retry_after_at_its_edges() -> None:
    assert retry_after("0", now=START, most_s=120.0).seconds == 0
    assert retry_after("120", now=START, most_s=120.0).note == ""
    assert retry_after(None, now=START, most_s=120.0).note == ""
    assert retry_after("Sun, 25 Jan 2026 12:00:30 -0000", now=START, most_s=120.0).seconds == 30


def test_all_tries_together_are_bounded(web: responses.RequestsMock, client: ProviderClient, own_time: OwnTime) -> None:
    web.get(URL, status=429, headers={"Retry-After": "100"})
    with pytest.raises(RateLimitedError, match="another pause of 105 s would pass the bound of 180 s") as caught:
        client.get("/games")
    assert own_time.slept == [pytest.approx(105.0)]
    assert caught.value.tries == 2


def test_a_wrong_retry_after_is_said_once_in_the_error(web: responses.RequestsMock, client: ProviderClient) -> None:
    web.get(URL, status=429, headers={"Retry-After": "soon"})
    with pytest.raises(RateLimitedError) as caught:
        client.get("/games")
    assert str(caught.value).count("'soon'") == 1
    assert len(caught.value.notes) == 1


def test_an_address_that_cannot_be_asked_is_not_asked_twice(conduct: Conduct, own_time: OwnTime) -> None:
    with ProviderClient(MADE, base_url="http://127.0.0.1:99999", conduct=conduct) as lost:
        with pytest.raises(UnavailableError, match="correct the base URL") as caught:
            lost.get("/games")
        assert caught.value.tries == 1
    assert own_time.slept == []
