"""Lists that come in pages: they end, or the error says how they would not have ended."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
import responses
from requests import PreparedRequest

from contracts.apis.clients import balldontlie, bettingpros
from contracts.apis.clients.balldontlie import BallDontLie
from contracts.apis.clients.bettingpros import BettingPros
from contracts.apis.clients.errors import EndlessPagesError, UnavailableError, WrongShapeError
from contracts.apis.clients.http import Conduct
from contracts.apis.clients.keys import Secret

DAY = date(2026, 1, 25)
SECRET = Secret("a-made-key")
PLAYERS = "https://api.balldontlie.io/v1/players/active"
OFFERS = "https://api.bettingpros.com/v3/offers"


def players(ids: tuple[int, ...], next_cursor: int | None) -> dict[str, object]:
    people = [{"id": one, "first_name": "A", "last_name": str(one)} for one in ids]
    return {"data": people, "meta": {"next_cursor": next_cursor, "per_page": 100}}


def offers(ids: tuple[int, ...], page: int, following: object) -> dict[str, object]:
    made = [{"id": one, "event_id": 7, "market_id": 156, "participants": [], "selections": []} for one in ids]
    return {"offers": made, "_pagination": {"page": page, "next": following}}


def queries(web: responses.RequestsMock) -> list[dict[str, str]]:
    return [dict(parse_qsl(urlsplit(str(call.request.url)).query, keep_blank_values=True)) for call in web.calls]


def by_query(
    name: str, answer: Callable[[str | None], object]
) -> Callable[[PreparedRequest], tuple[int, dict[str, str], str]]:
    """Answers by one parameter of the query."""

    def answered(request: PreparedRequest) -> tuple[int, dict[str, str], str]:
        asked = dict(parse_qsl(urlsplit(str(request.url)).query))
        return 200, {}, json.dumps(answer(asked.get(name)))

    return answered


def test_pages_end_where_no_cursor_follows(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(PLAYERS, json=players((1, 2), 2))
    web.get(PLAYERS, json=players((3,), 3))
    web.get(PLAYERS, json=players((), None))
    with BallDontLie(SECRET, conduct=conduct) as lie:
        found = [one.id for page in lie.active_players(team_ids=(4, 5)) for one in page.read().data]
    assert found == [1, 2, 3]
    assert [query.get("cursor") for query in queries(web)] == [None, "2", "3"]


@pytest.mark.parametrize("last", [{"data": []}, {"data": [], "meta": {}}, {"data": [], "meta": None}])
def test_no_meta_is_the_last_page(web: responses.RequestsMock, conduct: Conduct, last: object) -> None:
    web.get(PLAYERS, json=last)
    with BallDontLie(SECRET, conduct=conduct) as lie:
        assert len(list(lie.active_players())) == 1


def test_every_parameter_is_asked_again_on_page_two(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get("https://api.balldontlie.io/v1/box_scores", json={"data": [], "meta": {"next_cursor": 9}})
    web.get("https://api.balldontlie.io/v1/box_scores", json={"data": []})
    web.get("https://api.balldontlie.io/v1/games", json={"data": [], "meta": {"next_cursor": 9}})
    web.get("https://api.balldontlie.io/v1/games", json={"data": []})
    with BallDontLie(SECRET, conduct=conduct) as lie:
        list(lie.box_scores(day=DAY))
        list(lie.games(days=(DAY, date(2026, 1, 26)), seasons=(2025,), team_ids=(1, 2)))
    asked = [parse_qsl(urlsplit(str(call.request.url)).query) for call in web.calls]
    assert asked[0] == [("date", "2026-01-25"), ("per_page", "100")]
    assert asked[1] == [*asked[0], ("cursor", "9")]
    assert asked[2] == [
        ("dates[]", "2026-01-25"),
        ("dates[]", "2026-01-26"),
        ("seasons[]", "2025"),
        ("team_ids[]", "1"),
        ("team_ids[]", "2"),
        ("per_page", "100"),
    ]
    assert asked[3] == [*asked[2], ("cursor", "9")]


def test_a_page_is_asked_for_when_it_is_wanted(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(PLAYERS, json=players((1,), 1))
    with BallDontLie(SECRET, conduct=conduct) as lie:
        first = next(lie.active_players())
    assert first.read().data[0].id == 1
    assert len(web.calls) == 1


def test_a_cursor_that_comes_again(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(PLAYERS, json=players((1,), 5))
    web.get(PLAYERS, json=players((2,), 6))
    web.get(PLAYERS, json=players((3,), 5))
    with BallDontLie(SECRET, conduct=conduct) as lie, pytest.raises(EndlessPagesError) as caught:
        list(lie.active_players())
    assert "page 3 names 5 as the next, which has been asked for" in str(caught.value)
    assert "cursor=6" in caught.value.where
    assert len(web.calls) == 3


def test_the_same_records_under_another_cursor(web: responses.RequestsMock, conduct: Conduct) -> None:
    pages = iter(range(1, 100))
    web.add_callback("GET", PLAYERS, by_query("cursor", lambda _: players((1, 2), next(pages))))
    with BallDontLie(SECRET, conduct=conduct) as lie, pytest.raises(EndlessPagesError) as caught:
        list(lie.active_players())
    assert "page 2 holds the records of page 1 again" in str(caught.value)
    assert len(web.calls) == 2


def test_more_pages_than_the_bound(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.add_callback("GET", PLAYERS, by_query("cursor", lambda at: players((int(at or 0),), int(at or 0) + 1)))
    with (
        BallDontLie(SECRET, conduct=conduct) as lie,
        pytest.raises(EndlessPagesError, match="50 pages, and still more"),
    ):
        list(lie.active_players())
    assert len(web.calls) == balldontlie.MOST_PAGES == 50


def test_empty_pages_with_new_cursors_end_at_the_bound_too(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.add_callback("GET", PLAYERS, by_query("cursor", lambda at: players((), int(at or 0) + 1)))
    with BallDontLie(SECRET, conduct=conduct) as lie, pytest.raises(EndlessPagesError, match="50 pages"):
        list(lie.active_players())
    assert len(web.calls) == 50


def test_a_cursor_of_another_type(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(PLAYERS, json={"data": [], "meta": {"next_cursor": "7"}})
    with BallDontLie(SECRET, conduct=conduct) as lie:
        pages = lie.active_players()
        assert next(pages).answer.status == 200, "the first page is given out as it came"
        with pytest.raises(WrongShapeError, match=r"meta\.next_cursor: Input should be a valid integer, not '7'"):
            next(pages)


def test_a_page_that_fails_ends_it_with_its_error(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(PLAYERS, json=players((1,), 1))
    web.get(PLAYERS, status=500)
    with BallDontLie(SECRET, conduct=conduct) as lie:
        pages = lie.active_players()
        next(pages)
        with pytest.raises(UnavailableError, match="cursor=1"):
            next(pages)


@pytest.mark.parametrize("following", [2, "2", "/v3/offers?sport=NBA&page=2&limit=10", "https://x/?page=2", "more"])
def test_offers_go_on_until_next_is_null(web: responses.RequestsMock, conduct: Conduct, following: object) -> None:
    web.get(OFFERS, json=offers((1,), 1, following))
    web.get(OFFERS, json=offers((2,), 2, None))
    with BettingPros(SECRET, conduct=conduct) as pros:
        found = [offer.id for page in pros.offers(event_ids=(7, 8), market_id=157) for offer in page.read().offers]
    assert found == [1, 2]
    first, second = queries(web)
    assert first == {
        "sport": "NBA",
        "market_id": "157",
        "event_id": "7:8",
        "book_id": "null",
        "limit": "10",
        "page": "1",
    }
    assert second == {**first, "page": "2"}


def test_offers_whose_next_is_left_out_are_the_last(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(OFFERS, json={"offers": [], "_pagination": {"page": 1}})
    with BettingPros(SECRET, conduct=conduct) as pros:
        assert len(list(pros.offers(event_ids=(7,)))) == 1


def test_offers_without_pagination_are_of_another_shape(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(OFFERS, json={"offers": []})
    with (
        BettingPros(SECRET, conduct=conduct) as pros,
        pytest.raises(WrongShapeError, match="_pagination: Field required"),
    ):
        list(pros.offers(event_ids=(7,)))


def test_a_provider_that_ignores_the_page(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(OFFERS, json=offers((1, 2), 1, "/v3/offers?page=2"))
    with BettingPros(SECRET, conduct=conduct) as pros, pytest.raises(EndlessPagesError) as caught:
        list(pros.offers(event_ids=(7,)))
    assert "page 2 holds the records of page 1 again" in str(caught.value)


def test_a_next_page_that_goes_back(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(OFFERS, json=offers((1,), 1, 2))
    web.get(OFFERS, json=offers((2,), 2, 1))
    with BettingPros(SECRET, conduct=conduct) as pros, pytest.raises(EndlessPagesError, match="names 1 as the next"):
        list(pros.offers(event_ids=(7,)))


def test_offers_without_end(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.add_callback("GET", OFFERS, by_query("page", lambda at: offers((int(at or 0),), int(at or 0), "more")))
    with (
        BettingPros(SECRET, conduct=conduct) as pros,
        pytest.raises(EndlessPagesError, match="100 pages, and still more"),
    ):
        list(pros.offers(event_ids=(7,)))
    assert len(web.calls) == bettingpros.MOST_PAGES == 100


def test_offers_of_no_event(conduct: Conduct) -> None:
    with BettingPros(SECRET, conduct=conduct) as pros, pytest.raises(ValueError, match="at least one event"):
        pros.offers(event_ids=())
