"""Faults of connections, through sockets: what a client meets, and that nothing of it is left afterwards."""

from __future__ import annotations

import select
import socket
import ssl
import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from proxy_stage import PATIENCE_S, Stage, exactly, rest, until
from pydantic import JsonValue

from chaos.proxy.proxy import LOOPBACK

LONG_MS = 100_000.0


def nothing_to_read(client: socket.socket) -> bool:
    return not select.select([client], [], [], 0)[0]


def held_by(stage: Stage) -> int:
    return stage.control.statistics().held_bytes


@pytest.mark.parametrize("how", ["undone", "bound"])
def test_latency_holds_bytes_until_it_ends(tcp: Stage, how: str) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        fault = tcp.begin("latency", latency_ms=LONG_MS, seconds=0.3 if how == "bound" else 60.0)
        server.sendall(b"answer")
        until(lambda: held_by(tcp) == 6, "six bytes are held")
        assert nothing_to_read(client)
        client.sendall(b"the other way is free")
        assert exactly(server, 21) == b"the other way is free"
        if how == "undone":
            tcp.control.end(fault)
        state = tcp.control.state(fault, wait_s=PATIENCE_S)
        assert state is not None
        assert state.ended == how
        assert exactly(client, 6) == b"answer"
        assert held_by(tcp) == 0


def test_a_short_latency_passes_by_itself(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        tcp.begin("latency", latency_ms=5, jitter_ms=5, direction="both")
        for _ in range(20):
            client.sendall(b"question")
            assert exactly(server, 8) == b"question"
            server.sendall(b"answer")
            assert exactly(client, 6) == b"answer"


def test_bandwidth_lets_a_little_through_and_all_when_it_ends(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        fault = tcp.begin("bandwidth", bytes_per_second=200, direction="to_client")
        server.sendall(b"x" * 20_000)
        assert exactly(client, 10) == b"x" * 10
        assert held_by(tcp) > 0
        tcp.control.end(fault)
        assert exactly(client, 19_990) == b"x" * 19_990


def test_a_sender_feels_a_limit_of_bandwidth(tcp: Stage) -> None:
    with ExitStack() as stack:
        _, server = tcp.pair(stack)
        tcp.begin("bandwidth", bytes_per_second=1_000, direction="to_client")
        server.setblocking(False)
        sent = 0
        while select.select([], [server], [], 0.2)[1]:
            sent += server.send(bytes(1 << 16))
            assert sent < 64 << 20
        assert 0 < held_by(tcp) < 1 << 20


def test_open_connections_are_reset_at_once_and_new_ones_too(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        fault = tcp.begin("reset")
        for side in (client, server):
            with pytest.raises(ConnectionResetError):
                side.recv(1)
        with pytest.raises(ConnectionResetError), tcp.connected() as other:
            other.recv(1)
        tcp.control.end(fault)
        assert_it_works(tcp)


def test_a_reset_after_so_many_bytes(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        server.sendall(b"before")
        assert exactly(client, 6) == b"before"
        tcp.begin("reset", after_bytes=100_000)
        server.sendall(bytes(99_999))
        assert exactly(client, 99_999) == bytes(99_999)
        server.sendall(b"12345")
        assert client.recv(5) == b"1"
        with pytest.raises(ConnectionResetError):
            client.recv(1)


def test_what_comes_before_a_reset_reaches_a_client_with_little_room(tcp: Stage) -> None:
    size = 4 << 20
    with ExitStack() as stack:
        client = stack.enter_context(socket.socket())
        client.settimeout(PATIENCE_S)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 14)
        client.connect((LOOPBACK, tcp.proxy.port))
        server = stack.enter_context(tcp.server.accepted())
        tcp.begin("reset", after_bytes=size)
        sending = threading.Thread(target=sends_until_reset, args=(server, size + 1))
        sending.start()
        assert len(exactly(client, size)) == size
        with pytest.raises(ConnectionResetError):
            client.recv(1)
        sending.join(PATIENCE_S)


def sends_until_reset(server: socket.socket, size: int) -> None:
    try:
        server.sendall(bytes(size))
    except ConnectionError:
        return


def test_a_reset_that_counts_what_the_client_sends(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        tcp.begin("reset", after_bytes=4, direction="to_server")
        client.sendall(b"123456")
        assert exactly(server, 4) == b"1234"
        with pytest.raises(ConnectionResetError):
            server.recv(1)
        with pytest.raises(ConnectionResetError):
            client.recv(1)


def test_a_connection_without_a_server_takes_all_and_answers_nothing(tcp: Stage) -> None:
    with ExitStack() as stack:
        old, old_server = tcp.pair(stack)
        fault = tcp.begin("half_open")
        new = stack.enter_context(tcp.connected())
        new.sendall(b"anyone?")
        until(lambda: tcp.control.statistics().lost_bytes >= 7, "the bytes are taken")
        assert nothing_to_read(new)
        assert tcp.control.statistics().maimed == 1
        old.sendall(b"still here")
        assert exactly(old_server, 10) == b"still here"
        tcp.control.end(fault)
        with pytest.raises(ConnectionResetError):
            new.recv(1)
        old_server.sendall(b"here too")
        assert exactly(old, 8) == b"here too"
    assert_it_works(tcp)


def test_a_server_that_has_closed_without_the_client_hearing_of_it(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        fault = tcp.begin("half_open", mode="server_closed")
        assert server.recv(1) == b""
        lost = tcp.control.statistics().lost_bytes
        client.sendall(b"anyone?")
        until(lambda: tcp.control.statistics().lost_bytes == lost + 7, "the bytes are taken")
        assert nothing_to_read(client)
        tcp.control.end(fault)
        with pytest.raises(ConnectionResetError):
            client.recv(1)
    assert_it_works(tcp)


def test_bytes_vanish_in_a_black_hole_and_who_lost_some_is_reset_afterwards(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        quiet, quiet_server = tcp.pair(stack)
        fault = tcp.begin("black_hole")
        lost = tcp.control.statistics().lost_bytes
        client.sendall(b"gone")
        server.sendall(b"gone too")
        until(lambda: tcp.control.statistics().lost_bytes == lost + 12, "the bytes are lost")
        assert nothing_to_read(client)
        assert nothing_to_read(server)
        tcp.control.end(fault)
        for side in (client, server):
            with pytest.raises(ConnectionResetError):
                side.recv(1)
        quiet.sendall(b"nothing was lost here")
        assert exactly(quiet_server, 21) == b"nothing was lost here"


def test_nobody_hears_through_a_black_hole_that_the_other_is_gone(tcp: Stage) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        fault = tcp.begin("black_hole")
        server.close()
        until(lambda: tcp.control.statistics().maimed == 1, "the news are lost")
        assert nothing_to_read(client)
        tcp.control.end(fault)
        with pytest.raises(ConnectionResetError):
            client.recv(1)


@pytest.mark.parametrize("direction", ["to_server", "to_client"])
def test_a_black_hole_in_one_direction(tcp: Stage, direction: str) -> None:
    with ExitStack() as stack:
        client, server = tcp.pair(stack)
        tcp.begin("black_hole", direction=direction)
        one, other = (server, client) if direction == "to_server" else (client, server)
        one.sendall(b"comes")
        assert exactly(other, 5) == b"comes"
        other.sendall(b"vanishes")
        until(lambda: tcp.control.statistics().maimed == 1, "the bytes are lost")
        assert nothing_to_read(one)


def answers(stage: Stage, number: int) -> list[bool]:
    """Of new connections one after the other: whether the server can be reached through them."""
    found = []
    for _ in range(number):
        try:
            with stage.connected() as client:
                client.sendall(b"x")
                found.append(client.recv(1) == b"x")
        except ConnectionError:
            found.append(False)
    return found


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        ({"first": 2}, [False, False, True, True]),
        ({"after": 2}, [True, True, False, False]),
        ({"after": 1, "first": 1}, [True, False, True, True]),
    ],
)
def test_the_first_connections_or_those_after_them(
    echo: Stage, aim: dict[str, JsonValue], expected: list[bool]
) -> None:
    fault = echo.begin("reset", **aim)
    assert answers(echo, 4) == expected
    state = echo.control.state(fault)
    assert state is not None
    assert state.hits == expected.count(False)


def test_a_share_of_connections_is_the_same_for_the_same_seed(echo: Stage) -> None:
    found = []
    for seed in (7, 7, 8):
        fault = echo.begin("reset", share=0.5, seed=seed)
        found.append(answers(echo, 30))
        echo.control.end(fault)
    assert found[0] == found[1] != found[2]
    assert 5 < found[0].count(False) < 25


def which_are_reset(stage: Stage, seed: int) -> list[bool]:
    """Of connections that are open when the fault begins, in the order in which they were opened."""
    with ExitStack() as stack:
        clients = [stack.enter_context(stage.connected()) for _ in range(30)]
        for client in clients:
            client.sendall(b"x")
            assert client.recv(1) == b"x"
        fault = stage.begin("reset", share=0.5, seed=seed)
        stage.control.end(fault)
        return [is_reset(client) for client in clients]


def is_reset(client: socket.socket) -> bool:
    try:
        client.sendall(b"y")
        return client.recv(1) != b"y"
    except ConnectionError:
        return True


def test_a_share_of_open_connections_is_the_same_for_the_same_seed(echo: Stage) -> None:
    found = [which_are_reset(echo, seed) for seed in (7, 7, 8)]
    assert found[0] == found[1] != found[2]
    assert 5 < found[0].count(True) < 25


def assert_it_works(stage: Stage) -> None:
    with ExitStack() as stack:
        client, server = stage.pair(stack)
        client.sendall(b"works")
        assert exactly(server, 5) == b"works"


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's, which trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file: Path = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(private + pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=pem.decode())


def over_tls(stage: Stage, client: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection((LOOPBACK, stage.proxy.port), PATIENCE_S)
    return client.wrap_socket(plain, server_hostname="localhost")


@pytest.mark.parametrize(("mode", "reason"), [("closed", "EOF"), ("plain", "WRONG_VERSION_NUMBER")])
def test_a_client_that_speaks_tls_finds_none(
    tcp: Stage, contexts: tuple[ssl.SSLContext, ssl.SSLContext], mode: str, reason: str
) -> None:
    fault = tcp.begin("tls_refused", mode=mode)
    with pytest.raises(ssl.SSLError, match=reason), over_tls(tcp, contexts[1]):
        raise AssertionError("there was a handshake")
    with tcp.server.accepted() as server:
        assert rest(server) == b""
    tcp.control.end(fault)
    assert_a_handshake_works(tcp, contexts)


def test_a_client_that_speaks_no_tls_is_let_be(tcp: Stage) -> None:
    fault = tcp.begin("tls_refused")
    assert_it_works(tcp)
    state = tcp.control.state(fault)
    assert state is not None
    assert state.hits == 0


def assert_a_handshake_works(stage: Stage, contexts: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    def serve() -> None:
        with stage.server.accepted() as accepted, contexts[0].wrap_socket(accepted, server_side=True) as server:
            server.sendall(b"over TLS")

    thread = threading.Thread(target=serve)
    thread.start()
    with over_tls(stage, contexts[1]) as client:
        assert exactly(client, 8) == b"over TLS"
    thread.join(PATIENCE_S)
