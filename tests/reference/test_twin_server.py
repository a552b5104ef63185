"""The server: loopback only, one port for all providers, and nothing of it is left when it ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from twin_client import ESPN, SECONDS, Client

from harness.reference.twin import Twin
from harness.reference.twin.server import KEY, PROVIDERS
from harness.season import Season

REPOSITORY = Path(__file__).resolve().parents[2]


def open_sockets() -> int:
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("there is no /proc here that lists open sockets")
    links = []
    for descriptor in descriptors.iterdir():
        # The listing has a descriptor of its own, which is gone by now.
        with suppress(FileNotFoundError):
            links.append(str(descriptor.readlink()))
    return sum(link.startswith(("socket:", "pipe:")) for link in links)


def test_no_thread_and_no_socket_outlives_it(season: Season) -> None:
    threads, sockets = set(threading.enumerate()), open_sockets()
    with Twin(season) as twin, Client(twin) as client:
        # An answered connection that is kept open, too.
        assert client.ask("espn", f"{ESPN}/scoreboard").status_code == 200
        assert len(threading.enumerate()) > len(threads)
        port = twin.port
    assert set(threading.enumerate()) == threads
    assert open_sockets() <= sockets  # one of an earlier test may be collected meanwhile
    with socket.socket() as connection:
        assert connection.connect_ex(("127.0.0.1", port)) != 0


def test_it_ends_when_the_block_fails(season: Season) -> None:
    threads = set(threading.enumerate())
    with pytest.raises(RuntimeError, match="inside"), Twin(season):
        raise RuntimeError("inside")
    assert set(threading.enumerate()) == threads


def test_closing_twice_is_closing_once(season: Season) -> None:
    twin = Twin(season)
    twin.close()
    twin.close()


def test_it_listens_on_loopback_only(twin: Twin) -> None:
    with socket.create_connection(("127.0.0.1", twin.port), timeout=SECONDS) as connection:
        assert connection.getpeername()[0] == "127.0.0.1"
    table = Path("/proc/net/tcp")
    if not table.is_file():
        pytest.skip("there is no /proc here that lists listening sockets")
    listening = [line.split() for line in table.read_text().splitlines()[1:]]
    own = {local for _, local, _, state, *_ in listening if state == "0A" and local.endswith(f":{twin.port:04X}")}
    assert own == {f"0100007F:{twin.port:04X}"}


def test_two_twins_do_not_meet(season: Season) -> None:
    with Twin(season) as first, Twin(season) as second:
        assert first.port != second.port


def test_many_at_once_get_the_same_answer(season: Season) -> None:
    with Twin(season) as twin, ThreadPoolExecutor(8) as pool:

        def ask(_: int) -> bytes:
            url = f"{twin.url('nbacom')}/stats/scoreboardv3?LeagueID=00&GameDate=2024-01-15"
            return requests.get(url, timeout=SECONDS).content

        answers = set(pool.map(ask, range(24)))
    assert len(answers) == 1
    assert b'"scoreboard"' in answers.pop()


@pytest.mark.parametrize("provider", list(PROVIDERS))
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"])
def test_what_is_no_get_is_refused(twin: Twin, provider: str, method: str) -> None:
    paths = {
        "oddsapi": "/v4/sports/basketball_nba/events",
        "balldontlie": "/v1/teams",
        "espn": f"{ESPN}/scoreboard",
        "nbacom": "/stats/playerindex",
        "bettingpros": "/v3/events",
    }
    response = requests.request(method, twin.url(provider) + paths[provider], timeout=SECONDS)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET")


@pytest.mark.parametrize("provider", list(PROVIDERS))
@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1//teams", "/v1/teams/", "/%00", "/../espn"])
def test_an_unknown_place_is_not_found(client: Client, provider: str, path: str) -> None:
    assert client.ask(provider, path).status_code == 404


def test_there_is_nothing_beside_the_providers(twin: Twin) -> None:
    response = requests.get(f"http://127.0.0.1:{twin.port}/sportradar/v1", timeout=SECONDS)
    assert (response.status_code, response.json()) == (404, {"error": "no provider at /sportradar/v1"})


def test_by_hand_it_prints_where_it_is_and_ends_when_interrupted() -> None:
    command = [sys.executable, "-m", "harness.reference.twin"]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in (*PROVIDERS, "key")]
            addresses = dict(line.split() for line in lines)
            assert addresses.pop("key") == KEY
            assert list(addresses) == list(PROVIDERS)
            assert all(re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/[a-z]+", address) for address in addresses.values())
            asked = requests.get(f"{addresses['espn']}{ESPN}/scoreboard", timeout=SECONDS)
            assert asked.status_code == 200
        finally:
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (0, "")
