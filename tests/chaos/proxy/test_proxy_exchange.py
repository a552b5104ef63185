"""HTTP/1.1 as it goes over the wire, with a fault at each turn of it."""

from __future__ import annotations

import select
import socket
from contextlib import ExitStack

import pytest
from proxy_stage import Stage, exactly, rest, until

GET = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
WAITING = b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"


def head(client: socket.socket) -> bytes:
    """Up to the empty line."""
    got = b""
    while not got.endswith(b"\r\n\r\n"):
        part = client.recv(1)
        assert part, got
        got += part
    return got


def status(client: socket.socket) -> int:
    """Of the next answer; its body is read too."""
    fields = head(client)
    length = next(line for line in fields.split(b"\r\n") if line.lower().startswith(b"content-length"))
    exactly(client, int(length.split(b":")[1]))
    return int(fields.split()[1])


def ask(client: socket.socket, server: socket.socket, request: bytes = GET) -> None:
    """One request that goes through."""
    client.sendall(request)
    assert exactly(server, len(request)) == request
    server.sendall(OK)
    assert exactly(client, len(OK)) == OK


def test_a_connection_that_was_open_before_is_hit_at_its_next_request(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        ask(client, server)
        client.sendall(GET)
        assert exactly(server, len(GET)) == GET
        fault = http_raw.begin("status", status=503)
        server.sendall(OK)  # of a request that was sent before the fault
        assert exactly(client, len(OK)) == OK
        client.sendall(POST)
        assert status(client) == 503
        http_raw.control.end(fault)
        ask(client, server, POST)


def test_a_request_that_comes_in_pieces_is_answered_once_it_is_whole(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        http_raw.begin("status", status=503, first=1)
        for piece in (POST[:10], POST[10:-2], POST[-2:]):
            client.sendall(piece)
        assert status(client) == 503
        ask(client, server)


@pytest.mark.parametrize("two", [GET + GET, POST + GET])
def test_a_second_request_waits_until_the_first_is_answered(http_raw: Stage, two: bytes) -> None:
    first = two.removesuffix(GET)
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        client.sendall(two)
        assert exactly(server, len(first)) == first
        fault = http_raw.begin("status", status=503)
        server.sendall(OK)
        assert exactly(client, len(OK)) == OK
        assert status(client) == 503
        http_raw.control.end(fault)
        ask(client, server)


def test_whoever_sends_on_without_an_answer_is_stopped(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        client.sendall(GET + b"POST /a HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n")
        assert exactly(server, len(GET)) == GET
        client.setblocking(False)
        sent = 0
        while select.select([], [client], [], 0.2)[1]:
            sent += client.send(bytes(1 << 16))
            assert sent < 16 << 20


def test_two_requests_at_once_are_both_hit(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, _ = http_raw.pair(stack)
        http_raw.begin("status", status=503, first=1)
        http_raw.begin("status", status=500)
        client.sendall(GET + POST)
        assert [status(client), status(client)] == [503, 500]


def test_whoever_waits_to_be_told_to_send_is_told_by_the_server(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        client.sendall(WAITING)
        assert exactly(server, len(WAITING)) == WAITING
        server.sendall(CONTINUE)
        assert exactly(client, len(CONTINUE)) == CONTINUE
        client.sendall(b"hello")
        assert exactly(server, 5) == b"hello"
        server.sendall(OK)
        assert exactly(client, len(OK)) == OK
        ask(client, server)


def test_whoever_waits_to_be_told_to_send_gets_the_error_and_need_not_send(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        fault = http_raw.begin("status", status=503)
        client.sendall(WAITING)
        answer = rest(client)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"Connection: close" in answer
        assert rest(server) == b""
        http_raw.control.end(fault)


def test_whoever_waits_is_told_by_the_proxy_where_the_body_decides(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        http_raw.begin("status", status=503, body="goodbye")
        client.sendall(WAITING)
        assert exactly(client, len(CONTINUE)) == CONTINUE
        client.sendall(b"hello")
        expected = WAITING.replace(b"Expect: 100-continue\r\n", b"") + b"hello"
        assert exactly(server, len(expected)) == expected
        server.sendall(OK)
        assert exactly(client, len(OK)) == OK
        client.sendall(WAITING.replace(b": 5", b": 7"))
        assert exactly(client, len(CONTINUE)) == CONTINUE
        client.sendall(b"goodbye")
        assert status(client) == 503


def test_an_error_after_the_request_was_carried_out_comes_after_what_the_server_said_before(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        http_raw.begin("status", status=503, carried_out=True, first=1)
        client.sendall(WAITING)
        assert exactly(server, len(WAITING)) == WAITING
        server.sendall(CONTINUE)
        assert exactly(client, len(CONTINUE)) == CONTINUE
        client.sendall(b"hello")
        assert exactly(server, 5) == b"hello"
        server.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK)
        assert head(client).startswith(b"HTTP/1.1 103 ")
        assert status(client) == 503
        ask(client, server)


def test_a_server_that_closes_after_its_answer_does_not_take_the_error_with_it(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        http_raw.begin("status", status=503, carried_out=True)
        client.sendall(GET)
        assert exactly(server, len(GET)) == GET
        server.sendall(b"HTTP/1.1 200 OK\r\n\r\nuntil the end")
        server.close()
        answer = rest(client)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"Connection: close" in answer
        assert b"until the end" not in answer


def test_a_server_that_closes_while_a_request_is_swallowed_does_not_take_the_error_with_it(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        http_raw.begin("status", status=503)
        client.sendall(POST[:-2])
        until(lambda: http_raw.control.statistics().maimed == 1, "the request is being swallowed")
        server.close()
        client.sendall(POST[-2:])
        assert rest(client).startswith(b"HTTP/1.1 503 ")


def test_an_answer_to_the_end_of_the_stream_can_be_corrupted(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        http_raw.begin("corrupted_json")
        client.sendall(GET)
        assert exactly(server, len(GET)) == GET
        server.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"a": 1}')
        server.close()
        assert rest(client) == b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{"a": 1,'


def test_an_answer_that_the_server_does_not_finish_stays_unfinished(http_raw: Stage) -> None:
    unfinished = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 80\r\n\r\n{"a": 1'
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        http_raw.begin("corrupted_json")
        client.sendall(GET)
        assert exactly(server, len(GET)) == GET
        server.sendall(unfinished)
        server.close()
        assert rest(client) == unfinished


def test_a_request_that_is_hit_when_its_fault_ends_is_reset(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, _ = http_raw.pair(stack)
        fault = http_raw.begin("status", status=503)
        client.sendall(POST[:-2])
        until(lambda: http_raw.control.statistics().maimed == 1, "the request is being swallowed")
        http_raw.control.end(fault)
        with pytest.raises(ConnectionResetError):
            client.recv(1)


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (b"GET /a HTTP/1.1\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", b"HTTP/1.1 101 Switching Protocols\r\n\r\n"),
        (b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", b"HTTP/1.1 200 Connected\r\n\r\n"),
    ],
)
def test_a_connection_that_changes_its_protocol_is_carried_as_it_is(
    http_raw: Stage, request_: bytes, answer: bytes
) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        client.sendall(request_)
        assert exactly(server, len(request_)) == request_
        server.sendall(answer + b"\0more")
        assert exactly(client, len(answer) + 5) == answer + b"\0more"
        http_raw.begin("status", status=503)
        client.sendall(GET)
        assert exactly(server, len(GET)) == GET


def test_an_answer_that_nobody_asked_for_is_carried(http_raw: Stage) -> None:
    timeout = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n"
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        ask(client, server)
        server.sendall(timeout)
        server.close()
        assert rest(client) == timeout


def test_a_client_that_has_ended_gets_its_answer(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        client.sendall(POST)
        client.shutdown(socket.SHUT_WR)
        assert rest(server) == POST
        server.sendall(OK)
        server.close()
        assert rest(client) == OK


def test_an_answer_that_comes_before_the_request_has_ended(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        client.sendall(POST[:-2])
        assert exactly(server, len(POST) - 2) == POST[:-2]
        server.sendall(OK)
        assert exactly(client, len(OK)) == OK
        client.sendall(POST[-2:])
        assert exactly(server, 2) == POST[-2:]
        ask(client, server)


def test_a_request_does_not_wait_for_a_server_that_has_ended(http_raw: Stage) -> None:
    with ExitStack() as stack:
        client, server = http_raw.pair(stack)
        client.sendall(GET + POST)
        assert exactly(server, len(GET)) == GET
        server.shutdown(socket.SHUT_WR)
        assert exactly(server, len(POST)) == POST
