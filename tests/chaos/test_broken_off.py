"""A request that broke off does not say that its server has ended, so a fault there is not taken for over."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from chaos.proxy.client import Control
from harness.control.client import Caller, DoorError, GoneError
from harness.control.listening import somebody_listens


@pytest.fixture
def hangs_up() -> Iterator[str]:
    """The address of a server that takes every connection and ends it at once."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture
def nobody() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("client", [Caller, Control])
def test_a_server_that_hangs_up_is_there(hangs_up: str, client: type[Caller]) -> None:
    assert somebody_listens(hangs_up)
    with client(hangs_up) as door, pytest.raises(DoorError, match="does not answer") as refused:
        door.end("any")
    assert not isinstance(refused.value, GoneError)


@pytest.mark.parametrize("client", [Caller, Control])
def test_a_server_that_has_ended_took_its_faults_with_it(nobody: str, client: type[Caller]) -> None:
    assert not somebody_listens(nobody)
    with client(nobody) as door, pytest.raises(GoneError):
        door.end("any")


def test_an_address_without_a_port_is_refused() -> None:
    with pytest.raises(ValueError, match="has no port"):
        somebody_listens("http://127.0.0.1")
