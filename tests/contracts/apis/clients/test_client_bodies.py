"""Bodies that are no JSON, not all there, or too long, and exactly what is said of each."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
import responses
from client_time import START, OwnTime
from pydantic import TypeAdapter
from urllib3 import HTTPResponse

from contracts.apis.clients.answers import Answer, Part, said
from contracts.apis.clients.errors import (
    NotFoundError,
    NotJsonError,
    TooLargeError,
    UnavailableError,
    WrongShapeError,
)
from contracts.apis.clients.http import Conduct, ProviderClient
from contracts.apis.clients.provider import Provider

URL = "https://made.example/games"
MADE = Provider("made", "https://made.example", read_timeout_s=30.0)
WHOLE = '{"a": [true, false, null, -1.5e+3, "x\\u00e9\\n", {"b": "ж"}], "c": ""}'


class Team(Part):
    id: int


class Game(Part):
    teams: tuple[Team, ...]


GAME = TypeAdapter(Game)


def answer(body: bytes, content_type: str = "application/json") -> Answer:
    return Answer("made", "/games", {}, f"GET {URL}", 200, START, body, content_type)


@pytest.mark.parametrize(
    ("body", "content_type", "what"),
    [
        (b"", "application/json", "an empty body"),
        (b" \r\n\t", "application/json", "an empty body"),
        (b"<p>Access\n denied</p>", "", "HTML with status 200, no JSON: '<p>Access denied</p>'"),
        (b"Sorry", "text/html; charset=utf-8", "HTML with status 200, no JSON: 'Sorry'"),
        (b'{"a": [1, 2', "application/json", "JSON that is cut off after 11 bytes"),
        (b'{"a": 1}{', "application/json", "no JSON: Extra data at line 1, column 9"),
        (b'{"a":\n nope}', "application/json", "no JSON: Expecting value at line 2, column 2"),
        (b'{"a": NaN}', "application/json", "no JSON that can be read: 'NaN is no JSON number'"),
        (b'{"a": "\xff"}', "application/json", "no UTF-8 from byte 7 on"),
        ("{}".encode("utf-16"), "application/json", "no UTF-8 from byte 0 on"),
        (b"[" * 100_000, "application/json", "no JSON that can be read: "),
        (b'{"a": ' + b"9" * 5000 + b"}", "application/json", "no JSON that can be read: "),
    ],
)  # fmt: skip
def test_what_is_no_json(body: bytes, content_type: str, what: str) -> None:
    with pytest.raises(NotJsonError) as caught:
        answer(body, content_type).json()
    assert str(caught.value).startswith(f"made: {what}")
    assert str(caught.value).endswith(f"(GET {URL}); {caught.value.fix}")
    assert caught.value.status == 200
    with pytest.raises(NotJsonError, match="made: "):
        answer(body, content_type).parsed(GAME)


@pytest.mark.parametrize("length", range(1, len(WHOLE)))
def test_every_beginning_of_json_is_cut_off(length: int) -> None:
    body = WHOLE[:length].encode()
    with pytest.raises(NotJsonError, match=f"cut off after {len(body)} byte"):
        answer(body).json()


def test_json_with_a_byte_order_mark_is_json() -> None:
    assert answer(b'\xef\xbb\xbf{"teams": []}').parsed(GAME) == Game(teams=())


def test_another_shape_names_its_places() -> None:
    body = b'{"teams": [{"id": 1}, {"id": "2"}, {}, {"id": null}, 5]}'
    with pytest.raises(WrongShapeError) as caught:
        answer(body).parsed(GAME)
    text = str(caught.value)
    assert "another shape than documented: 4 places, the first: teams[1].id: Input should be a valid integer" in text
    assert "not '2'; teams[2].id: Field required" in text
    assert "teams[3].id" in text
    assert "teams[4]" not in text


def test_a_message_in_the_place_of_data_is_told() -> None:
    with pytest.raises(WrongShapeError, match="it says 'quota reached'"):
        answer(b'{"message": "quota reached"}').parsed(GAME)


def test_a_list_in_the_place_of_an_object() -> None:
    with pytest.raises(WrongShapeError, match="1 place, the first: the answer: Input should be an object"):
        answer(b"[]").parsed(GAME)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"message": "bad", "error_code": "INVALID_KEY", "details_url": "x"}', "'INVALID_KEY', 'bad'"),
        (b'{"error": "Unauthorized"}', "'Unauthorized'"),
        (b'{"message": 5}', ""),
        (b"[1]", ""),
        (b"<html>", ""),
        (b"\xff", ""),
    ],
)
def test_the_words_of_an_error(body: bytes, words: str) -> None:
    assert said(body) == words


def test_no_content_where_json_is_documented(web: responses.RequestsMock, client: ProviderClient) -> None:
    web.get(URL, status=204)
    with pytest.raises(NotJsonError, match="no content, where JSON is documented") as caught:
        client.get("/games")
    assert caught.value.status == 204


def test_no_content_where_it_is_documented(web: responses.RequestsMock, client: ProviderClient) -> None:
    web.get(URL, status=204)
    answer = client.get("/games", no_content=True)
    assert (answer.status, answer.body) == (204, b"")


def test_a_compressed_body_is_opened(web: responses.RequestsMock, client: ProviderClient) -> None:
    web.get(URL, body=gzip.compress(WHOLE.encode()), headers={"Content-Encoding": "gzip"})
    assert client.get("/games").body == WHOLE.encode()


def test_an_empty_compressed_body(web: responses.RequestsMock, client: ProviderClient) -> None:
    web.get(URL, body=gzip.compress(b""), headers={"Content-Encoding": "gzip"})
    assert client.get("/games").body == b""


def test_a_body_at_the_bound_passes_and_one_byte_more_does_not(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(URL, body=b"7" * 1000)
    web.get(URL, body=b"7" * 1001)
    with ProviderClient(MADE, conduct=replace(conduct, most_bytes=1000)) as client:
        assert len(client.get("/games").body) == 1000
        with pytest.raises(TooLargeError, match="a body beyond 1,000 bytes") as caught:
            client.get("/games")
    assert caught.value.tries == 1


def test_a_small_body_that_opens_to_a_huge_one(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(URL, body=gzip.compress(b"0" * 50_000_000), headers={"Content-Encoding": "gzip"})
    with (
        ProviderClient(MADE, conduct=replace(conduct, most_bytes=1_000_000)) as client,
        pytest.raises(TooLargeError, match="a body beyond 1,000,000 bytes"),
    ):
        client.get("/games")


class Pieces(io.BytesIO):
    """A body that comes in pieces, a byte at a time each `seconds` after the one before."""

    def __init__(self, body: bytes, own_time: OwnTime, *, seconds: float = 0.0) -> None:
        super().__init__(body)
        self._own_time = own_time
        self._seconds = seconds

    def read1(self, size: int | None = -1, /) -> bytes:
        self._own_time.passed += self._seconds
        return super().read1(1)


class Endless(io.RawIOBase):
    """A body without end; `given` bytes have been read of it."""

    given = 0

    def read1(self, size: int = -1) -> bytes:
        self.given += size
        return b"x" * size


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, io.IOBase], None]:
    """Puts a body as it is under requests; `responses` would read it first."""

    def put(status: int, body: io.IOBase) -> None:
        def urlopen(*_: object, **__: object) -> HTTPResponse:
            return HTTPResponse(body, status=status, preload_content=False)

        monkeypatch.setattr("urllib3.connectionpool.HTTPConnectionPool.urlopen", urlopen)

    return put


Wire = Callable[[int, io.IOBase], None]


def test_of_an_endless_error_page_the_status_is_what_counts(wire: Wire, client: ProviderClient) -> None:
    endless = Endless()
    wire(404, endless)
    with pytest.raises(NotFoundError, match="status 404"):
        client.get("/games")
    assert endless.given == 64 * 1024


def test_an_endless_answer_is_read_to_the_bound(wire: Wire, conduct: Conduct) -> None:
    endless = Endless()
    wire(200, endless)
    with (
        ProviderClient(MADE, conduct=replace(conduct, most_bytes=100_000)) as client,
        pytest.raises(TooLargeError, match="a body beyond 100,000 bytes"),
    ):
        client.get("/games")
    assert endless.given == 128 * 1024


def test_a_last_piece_beyond_the_bound_is_not_cut_off(wire: Wire, conduct: Conduct, own_time: OwnTime) -> None:
    wire(200, Pieces(b"[]", own_time))
    with ProviderClient(MADE, conduct=replace(conduct, most_bytes=1)) as client, pytest.raises(TooLargeError):
        client.get("/games")


def test_a_body_that_trickles_is_given_up_at_the_bound(wire: Wire, client: ProviderClient, own_time: OwnTime) -> None:
    wire(200, Pieces(b"[" + b" " * 1000 + b"]", own_time, seconds=60.0))
    with pytest.raises(UnavailableError, match=r"the body took longer than the call may \(4 bytes came\)") as caught:
        client.get("/games")
    assert caught.value.tries == 1
    assert own_time.passed == 240
