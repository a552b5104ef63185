"""A proxy as a process: how it starts and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from proxy_stage import PATIENCE_S, RawServer, exactly, until

from chaos.proxy.address import Address, AddressError
from chaos.proxy.client import Control
from chaos.proxy.effects import Carried
from chaos.proxy.process import ProxyProcess
from chaos.proxy.proxy import LOOPBACK
from harness.control.client import GoneError
from harness.reference.platform import StartError

PARENT = """
import sys
from pathlib import Path
from chaos.proxy.address import Address
from chaos.proxy.client import Control
from chaos.proxy.process import ProxyProcess
to, folder = sys.argv[1:]
with ProxyProcess(Address.parsed(to), folder=Path(folder)) as proxy, Control(proxy.control) as control:
    control.begin("black_hole", identity="left", seconds=600, parameters={})
    print(proxy.pid, proxy.host, proxy.control, flush=True)
    sys.stdin.read()
"""

ASKS = """
import os, sys
from chaos.proxy.client import Control
Control(sys.argv[1]).begin("reset", identity="orphan", seconds=0.5, parameters={"after_bytes": 1})
os._exit(0)
"""


def works(host: str, port: int) -> bool:
    with socket.create_connection((host, port), PATIENCE_S) as client:
        client.sendall(b"works")
        return exactly(client, 5) == b"works"


def test_the_command_line() -> None:
    with RawServer(echo=True) as server:
        command = [sys.executable, "-m", "chaos.proxy", "--to", str(server.address)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            ready, name, host, word, control_url = process.stdout.readline().split()
            assert (ready, name, word) == ("ready", "proxy", "control")
            assert control_url.startswith("http://127.0.0.1:")
            assert works(LOOPBACK, int(host.removeprefix("127.0.0.1:")))
            with Control(control_url) as control:
                control.begin("reset", identity="last", seconds=600, parameters={})
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_S) == 0


def test_the_command_ends_when_whoever_began_it_lets_go_of_its_standard_input() -> None:
    with RawServer() as server:
        command = [sys.executable, "-m", "chaos.proxy", "--to", str(server.address)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline().startswith("ready proxy ")
            process.stdin.close()
            assert process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "nothing"], "write it as 127.0.0.1:8080"),
        (["--to", "db.example.com:5432"], "--allow db.example.com"),
        (["--to", "127.0.0.1:80", "--kind", "udp"], "invalid choice"),
    ],
)
def test_a_command_line_that_cannot_be_used(arguments: list[str], said: str) -> None:
    command = [sys.executable, "-m", "chaos.proxy", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert said in process.stderr.read()
    assert process.returncode == 2


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with RawServer() as server:
        proxy = ProxyProcess(server.address, folder=tmp_path, port=server.address.port)
        with pytest.raises(StartError, match="address already in use"), proxy:
            raise AssertionError("it listens")


def test_addresses() -> None:
    assert Address.parsed("localhost:80") == Address("localhost", 80)
    assert str(Address.parsed("[::1]:80")) == "[::1]:80"
    assert Address.parsed("db.example.com:5432", allowed=("db.example.com",)).port == 5432
    for wrong in ("", "80", ":80", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "db.example.com:80"):
        with pytest.raises(AddressError):
            Address.parsed(wrong)


def test_a_proxy_ends_with_its_parent_and_its_faults_with_it(tmp_path: Path) -> None:
    with RawServer(echo=True) as server:
        command = [sys.executable, "-c", PARENT, str(server.address), str(tmp_path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout is not None
            pid, _, control_url = parent.stdout.readline().split()
            proxy = psutil.Process(int(pid))
            parent.kill()
        proxy.wait(PATIENCE_S)
        with Control(control_url) as control, pytest.raises(GoneError):
            control.statistics()


def test_a_fault_ends_at_its_bound_when_whoever_asked_for_it_is_gone(tmp_path: Path) -> None:
    with (
        RawServer(echo=True) as server,
        ProxyProcess(server.address, folder=tmp_path) as proxy,
        Control(proxy.control) as control,
    ):
        subprocess.run([sys.executable, "-c", ASKS, proxy.control], check=True)
        state = control.state("orphan", wait_s=PATIENCE_S)
        assert state is not None
        assert state.ended == "bound"
        assert state.hits == 0
        assert control.statistics().is_clean
        assert works(LOOPBACK, proxy.port)


def test_a_proxy_that_is_stopped_still_ends_with_its_context(tmp_path: Path) -> None:
    with RawServer() as server:
        with ProxyProcess(server.address, folder=tmp_path, carried=Carried.GRPC) as proxy:
            process = psutil.Process(proxy.pid)
            os.kill(proxy.pid, signal.SIGSTOP)
        until(lambda: not process.is_running(), "it has ended")
