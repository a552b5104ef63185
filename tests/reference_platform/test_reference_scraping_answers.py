"""What scrapers read of providers' answers, and which answers they refuse."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from harness.reference.safeguards import ALL_ON
from harness.reference.scraping.asking import Address, Provider
from harness.reference.scraping.feeds import feed_named
from harness.reference.scraping.reading import Reader
from harness.reference.scraping.record import DriftedError, Harvest, SourceError

DAY = date(2026, 2, 3)
GAME, OTHER = "20260203_BOS_TOR", "20260203_LAL_DEN"
KEY = "a-key-of-a-provider"

BDL = {
    "visitor_team": {"abbreviation": "BOS"},
    "home_team": {"abbreviation": "TOR"},
    "visitor_team_score": 101,
    "home_team_score": 99,
    "status": "Final",
}


def espn(score: str = "score", *, status: str = "STATUS_FINAL", away: str = "BOS") -> dict[str, Any]:
    sides = [
        {"homeAway": "home", "team": {"abbreviation": "TOR"}, score: "99"},
        {"homeAway": "away", "team": {"abbreviation": away}, score: "101"},
    ]
    return {"events": [{"competitions": [{"competitors": sides, "status": {"type": {"name": status}}}]}]}


def nbacom(*pairs: tuple[str, str], status: int = 3) -> dict[str, Any]:
    games = [
        {
            "gameId": f"002250000{number}",
            "gameTimeUTC": "2026-02-04T00:00:00Z",
            "gameStatus": status,
            "awayTeam": {"teamTricode": away, "score": 101},
            "homeTeam": {"teamTricode": home, "score": 99},
        }
        for number, (away, home) in enumerate(pairs)
    ]
    return {"scoreboard": {"games": games}}


def collected(feed: str, source: str, answers: Mapping[str, object], off: tuple[str, ...] = ()) -> Harvest:
    """What a source has where the provider answers so, by the end of the path; an error is raised."""

    def ask(path: str, query: Mapping[str, str]) -> object:
        name = query.get("GameID") or path.rstrip("/").rpartition("/")[2]
        found = answers[name if name in answers else path.split("/")[-2]]
        if isinstance(found, SourceError):
            raise found
        return found

    safeguards = ALL_ON.without(*off)
    [one] = feed_named(feed, {source: ask}, sources=[source], safeguards=safeguards).sources
    return one.collect(DAY)


def results(source: str, answer: object, off: tuple[str, ...] = ()) -> Harvest:
    name = {"balldontlie": "games", "espn": "scoreboard", "nbacom": "scoreboardv3"}[source]
    return collected("results", source, {name: answer}, off)


@pytest.mark.parametrize(
    ("source", "answer"),
    [("balldontlie", {"data": [BDL]}), ("espn", espn()), ("nbacom", nbacom(("BOS", "TOR")))],
)
def test_each_provider_tells_the_same_of_a_game(source: str, answer: object) -> None:
    [record] = results(source, answer).records
    assert (record.key, record.game_id, record.final) == (GAME, GAME, True)
    assert record.fields == {"away_team_score": 101, "home_team_score": 99}


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("balldontlie", {"data": [BDL | {"status": "2026-02-04T00:30:00Z"}]}),
        ("espn", espn(status="STATUS_IN_PROGRESS")),
        ("nbacom", nbacom(("BOS", "TOR"), status=2)),
    ],
)
def test_a_game_that_is_not_over_is_not_final(source: str, answer: object) -> None:
    assert [record.final for record in results(source, answer).records] == [False]


@pytest.mark.parametrize("source", ["balldontlie", "espn", "nbacom"])
def test_an_answer_without_content_has_no_records(source: str) -> None:
    assert results(source, None) == Harvest()


def test_a_club_outside_the_league_is_left_out() -> None:
    assert results("espn", espn(away="MAC")) == Harvest()


def test_fields_are_checked() -> None:
    off = ("fields_are_checked",)
    with pytest.raises(DriftedError, match=r"^espn has changed its answer: score is missing$"):
        results("espn", espn("score_v2"))
    [record] = results("espn", espn("score_v2"), off).records
    assert record.fields == {"away_team_score": None, "home_team_score": None}
    with pytest.raises(DriftedError, match="data is missing"):
        results("balldontlie", {"games": [BDL]})
    assert results("balldontlie", {"games": [BDL]}, off) == Harvest()
    with pytest.raises(DriftedError, match="home_team_score is str and not int"):
        results("balldontlie", {"data": [BDL | {"home_team_score": "ninety"}]})


def test_a_schedule_without_content_is_no_day_without_games() -> None:
    with pytest.raises(DriftedError, match=r"scoreboard\.games is missing"):
        collected("schedule", "nbacom", {"scoreboardv3": None})
    assert collected("schedule", "nbacom", {"scoreboardv3": nbacom()}) == Harvest()
    [record] = collected("schedule", "nbacom", {"scoreboardv3": nbacom(("BOS", "TOR"))}).records
    assert record.fields == {"nba_game_id": "0022500000", "tip_off": "2026-02-04T00:00:00Z"}


def box_score(*people: object) -> dict[str, object]:
    sides = {"awayTeam": {"players": [{"personId": one} for one in people]}, "homeTeam": {"players": []}}
    return {"boxScoreTraditional": sides}


def test_gamebooks_are_asked_game_by_game_and_a_refused_one_is_told() -> None:
    board = nbacom(("BOS", "TOR"), ("LAL", "DEN"))
    refused = SourceError("nbacom answers 403")
    found = collected(
        "gamebooks", "nbacom", {"scoreboardv3": board, "0022500000": box_score(7, 8), "0022500001": refused}
    )
    [record] = found.records
    assert (record.key, record.final) == (GAME, True)
    assert record.fields == {"nba_game_id": "0022500000", "players": [7, 8]}
    assert found.problems == (f"{OTHER}: nbacom answers 403",)
    with pytest.raises(SourceError, match=r"answers 403.*answers 403"):
        collected("gamebooks", "nbacom", {"scoreboardv3": board, "0022500000": refused, "0022500001": refused})


def test_a_gamebook_without_players_is_not_final() -> None:
    found = collected("gamebooks", "nbacom", {"scoreboardv3": nbacom(("BOS", "TOR")), "0022500000": box_score()})
    assert [record.final for record in found.records] == [False]


def test_lines_are_one_record_a_player_and_bookmaker() -> None:
    def event(number: str, starts: str) -> dict[str, str]:
        teams = {"away_team": "Boston Celtics", "home_team": "Toronto Raptors"}
        return {"id": number, "commence_time": starts, **teams}

    outcomes = [{"name": side, "description": "Nikola Jokić", "point": 21, "price": 1.9} for side in ("Over", "Under")]
    books = [{"key": key, "markets": [{"outcomes": outcomes}]} for key in ("draftkings", "fanduel")]
    answers = {
        # The second begins on the next day in New York; nobody asks for its lines.
        "events": {"data": [event("e1", "2026-02-04T00:30:00Z"), event("e2", "2026-02-04T12:00:00Z")]},
        "e1": {"data": {"bookmakers": books}},
    }
    found = collected("lines", "oddsapi", answers).records
    assert [record.key for record in found] == [f"{GAME}_nikolajokic_draftkings", f"{GAME}_nikolajokic_fanduel"]
    assert found[0].fields == {
        "player_lookup": "nikolajokic",
        "bookmaker": "draftkings",
        "points_line": 21.0,
        "over_price": 1.9,
    }
    assert collected("lines", "oddsapi", {**answers, "e1": None}) == Harvest()


def test_a_reader_says_where_an_answer_is_otherwise() -> None:
    reader = Reader("espn")
    with pytest.raises(DriftedError, match=r"a\.b is bool and not int"):
        reader.whole({"a": {"b": True}}, "a", "b")
    with pytest.raises(DriftedError, match="has str among its items"):
        reader.items({"a": ["text"]}, "a")
    assert Reader("espn", strict=False).whole({"a": True}, "a") is None
    assert list(Reader("espn", strict=False).items({"a": ["text", {"b": 1}]}, "a")) == [{"b": 1}]


@pytest.mark.parametrize(
    ("feed", "sources", "text"),
    [
        ("injuries", [], "there is no feed 'injuries'; there are schedule, results, gamebooks, lines"),
        ("results", ["oddsapi"], "results has no source 'oddsapi' that can be asked"),
        ("results", ["nbacom"], "results has no source 'nbacom' that can be asked"),
    ],
)
def test_an_unknown_feed_or_source_is_refused(feed: str, sources: list[str], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        feed_named(feed, {"oddsapi": lambda path, query: None}, sources=sources)


class Handler(BaseHTTPRequestHandler):
    """`/<status>/<body>` is answered so, and what was asked is noted."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Authorization"]))  # type: ignore[attr-defined]
        _, status, body = self.path.partition("?")[0].split("/", 2)
        content = {"json": b'{"a":1}', "page": b"<html></html>", "none": b""}[body]
        self.send_response(int(status))
        self.send_header("Content-Type", "text/html" if body == "page" else "application/json")
        if status != "204":
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base has it
        """Nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def provider(server: ThreadingHTTPServer) -> Provider:
    url = f"http://127.0.0.1:{server.server_port}"
    return Provider("nbacom", Address(url, headers={"Authorization": KEY}, query={"apiKey": KEY}))


def test_a_request_carries_its_key_and_its_parameters(server: ThreadingHTTPServer) -> None:
    with provider(server) as one:
        assert one.ask("/200/json", {"day": "x"}) == {"a": 1}
    assert server.asked == [(f"/200/json?day=x&apiKey={KEY}", KEY)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/200/none", "/204/none"])
def test_an_answer_without_content_is_none(server: ThreadingHTTPServer, path: str) -> None:
    with provider(server) as one:
        assert one.ask(path, {}) is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/403/json", "nbacom at /403/json answers 403"),
        ("/302/json", "nbacom at /302/json answers 302"),
        ("/200/page", "nbacom at /200/page answers no JSON but text/html"),
    ],
)
def test_any_other_answer_is_refused(server: ThreadingHTTPServer, path: str, text: str) -> None:
    with provider(server) as one, pytest.raises(SourceError, match=f"^{text}$"):
        one.ask(path, {})


def test_no_key_is_in_the_text_of_an_error(server: ThreadingHTTPServer) -> None:
    with provider(server) as one:
        server.shutdown()
        server.server_close()
        with pytest.raises(SourceError, match="does not answer: ConnectionError") as caught:
            one.ask("/200/json", {})
    assert KEY not in str(caught.value)
    # What it was made of has the whole address, and is not shown.
    assert caught.value.__suppress_context__
    assert KEY not in repr(Address("http://127.0.0.1", {"Authorization": KEY}, {"apiKey": KEY}))
