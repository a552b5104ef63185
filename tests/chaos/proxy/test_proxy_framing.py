"""Where messages of HTTP/1.1 begin and end, however the bytes arrive."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaos.proxy.framing import MOST_HEAD_BYTES, End, Head, Messages, NotHttpError, dechunked

REQUESTS = {
    "no body": b"GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n",
    "a length": b"POST /a HTTP/1.1\r\nContent-Length: 5\r\nHost: x\r\n\r\nhello",
    "a length of nothing": b"POST /a HTTP/1.1\r\ncontent-length: 0\r\n\r\n",
    "the same length twice": b"POST /a HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi",
    "chunks": b"PUT /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
    "chunks and a trailer": b"PUT /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nDigest: x\r\n\r\n",
    "bare line feeds": b"GET / HTTP/1.0\nHost: x\n\n",
}


def bodies_of(data: bytes, pieces: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Head and body, as sent, of each request; checks that no byte is missing."""
    messages, found, all_bytes = Messages(requests=True), list[tuple[bytes, bytes]](), b""
    ended = 0
    for piece in pieces:
        messages.give(piece)
        while (part := messages.take()) is not None:
            if isinstance(part, Head):
                messages.request(part)
                found.append((part.raw, b""))
                all_bytes += part.raw
            elif isinstance(part, bytes):
                found[-1] = (found[-1][0], found[-1][1] + part)
                all_bytes += part
            else:
                ended += 1
    assert all_bytes + messages.kept == data
    assert ended == len(found) or messages.kept
    return found


@given(
    sent=st.lists(st.sampled_from(sorted(REQUESTS)), min_size=1, max_size=4),
    cuts=st.lists(st.integers(0, 400), max_size=12),
)
def test_messages_are_the_same_however_they_are_cut(sent: list[str], cuts: list[int]) -> None:
    whole = [REQUESTS[name] for name in sent]
    data = b"".join(whole)
    at = sorted({cut for cut in cuts if cut < len(data)} | {0, len(data)})
    found = bodies_of(data, [data[start:end] for start, end in itertools.pairwise(at)])
    assert [head + body for head, body in found] == whole


@pytest.mark.parametrize(
    ("first", "keeps_alive", "waits"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", True, False),
        (b"GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", False, False),
        (b"GET / HTTP/1.0\r\n\r\n", False, False),
        (b"GET / HTTP/1.0\r\nConnection: keep-alive, x\r\n\r\n", True, False),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-Continue\r\n\r\n", True, True),
        (b"POST / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n", True, False),
    ],
)
def test_what_a_request_says_of_its_connection(first: bytes, keeps_alive: bool, waits: bool) -> None:
    messages = Messages(requests=True)
    messages.give(first)
    head = messages.take()
    assert isinstance(head, Head)
    request = messages.request(head)
    assert (request.keeps_alive, request.waits) == (keeps_alive, waits)


def parts_of_answer(data: bytes, method: str) -> tuple[bytes, bool, bool]:
    """The body, whether the message ended, and whether it ends with the stream."""
    messages, body, ended = Messages(requests=False), b"", False
    messages.give(data)
    while (part := messages.take()) is not None:
        if isinstance(part, Head):
            messages.response(part, method=method)
        elif part is End.END:
            ended = True
        elif isinstance(part, bytes):
            body += part
    return body, ended, messages.close()


@pytest.mark.parametrize(
    ("data", "method", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", "GET", (b"hi", True, False)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", "HEAD", (b"", True, False)),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n", "GET", (b"", True, False)),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "DELETE", (b"", True, False)),
        (b"HTTP/1.1 200\r\n\r\nuntil the end", "GET", (b"until the end", False, True)),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "POST", (b"x", True, False)),
        (
            b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
            b"2\r\nhi\r\n0\r\n\r\n",
            "GET",
            (b"2\r\nhi\r\n0\r\n\r\n", True, False),
        ),
    ],
)
def test_how_an_answer_ends(data: bytes, method: str, expected: tuple[bytes, bool, bool]) -> None:
    assert parts_of_answer(data, method) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00",
        b"PRI * HTTP/2.0\r\n",
        b"EHLO client.example\r\n",
        b"\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: five\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\n",
        b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * MOST_HEAD_BYTES,
    ],
)
def test_what_is_no_message_is_said_to_be_none_at_once(data: bytes) -> None:
    messages = Messages(requests=True)
    messages.give(data)
    with pytest.raises(NotHttpError):
        read(messages)


def read(messages: Messages) -> None:
    while isinstance(part := messages.take(), (Head, bytes)):
        if isinstance(part, Head):
            messages.request(part)


@pytest.mark.parametrize("data", [b"G", b"GET", b"GET /", b"GET / HTTP/1.1\r\nHost"])
def test_a_message_may_still_come(data: bytes) -> None:
    messages = Messages(requests=True)
    messages.give(data)
    assert messages.take() is None
    assert messages.kept == data


@pytest.mark.parametrize("data", [b"H", b"HTTP", b"HTTP/1.", b"HTTP/1.1 200 OK\r", b"HTTP/1.1 200 OK\r\nServer"])
def test_an_answer_may_still_come(data: bytes) -> None:
    messages = Messages(requests=False)
    messages.give(data)
    assert messages.take() is None
    assert messages.kept == data


def test_a_head_without_some_fields() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Mixed: Kept As It Is\r\nTransfer-encoding : chunked\r\n\r\n"
    messages = Messages(requests=False)
    messages.give(raw)
    head = messages.take()
    assert isinstance(head, Head)
    assert head.without(b"content-length", b"transfer-encoding", adding=(b"Content-Length: 7",)) == (
        b"HTTP/1.1 200 OK\r\nX-Mixed: Kept As It Is\r\nContent-Length: 7\r\n\r\n"
    )


@given(st.lists(st.binary(min_size=1, max_size=40)))
def test_chunks_hold_what_was_put_into_them(contents: list[bytes]) -> None:
    raw = b"".join(b"%x;e\r\n%b\r\n" % (len(one), one) for one in contents) + b"0\r\nTrailer: x\r\n\r\n"
    assert dechunked(raw) == b"".join(contents)


def test_chunks_that_end_early_hold_nothing() -> None:
    with pytest.raises(NotHttpError):
        dechunked(b"5\r\nab")
