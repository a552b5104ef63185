"""A proxy without a fault: what a client and a server see through it is what they would see without it."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from proxy_stage import PATIENCE_S, RawServer, Stage, exactly, reset, rest, staged, until

from chaos.proxy.address import Address
from chaos.proxy.client import Control
from chaos.proxy.effects import Carried
from chaos.proxy.process import ProxyProcess
from chaos.proxy.proxy import LOOPBACK

FIRST_WORDS = [
    b"",
    b"GET / HTTP/1.1\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n",
    b"\x16\x03\x01",
    b"HTTP/1.1 200",
]
PAYLOADS = st.lists(st.binary(min_size=1, max_size=2_000) | st.integers(1, 300_000).map(bytes), max_size=6)


@pytest.fixture(scope="module", params=list(Carried))
def carrying_stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staged(request.param) as stage:
        yield stage


def sends(connection: socket.socket, parts: list[bytes]) -> threading.Thread:
    def run() -> None:
        for part in parts:
            connection.sendall(part)
        connection.shutdown(socket.SHUT_WR)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.sampled_from(FIRST_WORDS), to_server=PAYLOADS, to_client=PAYLOADS)
def test_bytes_are_the_same_both_ways(
    carrying_stage: Stage, first: bytes, to_server: list[bytes], to_client: list[bytes]
) -> None:
    with ExitStack() as stack:
        client, server = carrying_stage.pair(stack)
        threads = [sends(client, [first, *to_server]), sends(server, to_client)]
        with ThreadPoolExecutor(2) as readers:
            at_server, at_client = readers.map(rest, (server, client))
        for thread in threads:
            thread.join(PATIENCE_S)
    assert at_server == first + b"".join(to_server)
    assert at_client == b"".join(to_client)


def test_a_side_that_has_ended_can_still_be_answered(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        client.sendall(b"question")
        client.shutdown(socket.SHUT_WR)
        assert rest(server) == b"question"
        server.sendall(b"answer")
        server.shutdown(socket.SHUT_WR)
        assert rest(client) == b"answer"
        until(lambda: tcp.control.statistics().open == 0, "both ends have closed")


@pytest.mark.parametrize("by_client", [True, False])
def test_a_reset_is_a_reset_on_the_other_side(tcp: Stage, by_client: bool) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        client.sendall(b"x")
        assert server.recv(1) == b"x"
        one, other = (client, server) if by_client else (server, client)
        reset(one)
        with pytest.raises(ConnectionResetError):
            other.recv(1)
    until(lambda: tcp.control.statistics().open == 0, "both ends have closed")


def test_a_server_that_is_not_there_resets_the_client(unused: Address) -> None:
    with staged(Carried.TCP, to=unused) as stage:
        with pytest.raises(ConnectionResetError), stage.connected() as client:
            client.recv(1)
        assert stage.control.statistics().unreachable == 1


@pytest.fixture
def unused() -> Address:
    """A port at which nothing listens."""
    with socket.create_server((LOOPBACK, 0)) as server:
        return Address(LOOPBACK, server.getsockname()[1])


def test_three_hundred_connections_at_once_keep_apart(echo: Stage) -> None:
    before = echo.control.statistics().accepted
    with ExitStack() as stack:
        clients = [stack.enter_context(echo.connected()) for _ in range(300)]
        sent = [str(number).encode() * 500 for number in range(300)]
        for client, data in zip(clients, sent, strict=True):
            client.sendall(data)
        for client, data in zip(clients, sent, strict=True):
            assert exactly(client, len(data)) == data
        assert echo.control.statistics().open == 300
    until(lambda: echo.control.statistics().open == 0, "all have closed")
    assert echo.control.statistics().accepted == before + 300


def test_a_slow_reader_stops_the_writer_and_the_proxy_stays_small(tmp_path: Path) -> None:
    part = hashlib.sha256(b"a part").digest() * (1 << 13)
    parts = (192 << 20) // len(part)
    with RawServer() as server, ProxyProcess(server.address, folder=tmp_path) as proxy, ExitStack() as stack:
        control = stack.enter_context(Control(proxy.control))
        client = stack.enter_context(socket.create_connection((LOOPBACK, proxy.port), PATIENCE_S))
        sending = stack.enter_context(server.accepted())
        with ThreadPoolExecutor(1) as writers:
            done = writers.submit(lambda: [sending.sendall(part) for _ in range(parts)])
            assert exactly(client, len(part)) == part
            # While nobody reads, the kernels' buffers and the proxy's fill, and then nothing moves.
            same, moved = 0, -1
            while same < 50:
                now = control.statistics().bytes_to_client
                same, moved = (same + 1, moved) if now == moved else (0, now)
            assert not done.done()
            assert moved < 32 << 20
            digest, left = hashlib.sha256(part), (parts - 1) * len(part)
            while left:
                got = client.recv(1 << 18)
                digest.update(got)
                left -= len(got)
            done.result(PATIENCE_S)
        assert digest.hexdigest() == hashlib.sha256(part * parts).hexdigest()
        assert most_memory(proxy.pid) < 128 << 20


def most_memory(pid: int) -> int:
    """Bytes that the process ever had at once."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM:"))
