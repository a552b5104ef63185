"""Requests go to the documented host or to this machine, and nowhere else."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from datetime import date

import pytest
import responses
from client_time import OwnTime

from contracts.apis.clients.addresses import AddressError, accepted, is_loopback
from contracts.apis.clients.balldontlie import PROVIDER as BALLDONTLIE
from contracts.apis.clients.balldontlie import BallDontLie
from contracts.apis.clients.bettingpros import PROVIDER as BETTINGPROS
from contracts.apis.clients.bettingpros import BettingPros
from contracts.apis.clients.errors import UnexpectedStatusError
from contracts.apis.clients.espn import PROVIDER as ESPN
from contracts.apis.clients.espn import Espn
from contracts.apis.clients.http import Conduct
from contracts.apis.clients.keys import Secret
from contracts.apis.clients.nbacom import CDN, OFFICIAL, STATS, NbaCom
from contracts.apis.clients.oddsapi import PROVIDER as ODDSAPI
from contracts.apis.clients.oddsapi import OddsApi

DOCUMENTED = "https://api.balldontlie.io"
SECRET = Secret("a-made-key")


@pytest.mark.parametrize(
    "base_url",
    [
        DOCUMENTED,
        f"{DOCUMENTED}/",
        "http://127.0.0.1",
        "http://127.0.0.1:8080",
        "https://127.1.2.3:1/balldontlie/",
        "http://localhost:8080",
        "http://[::1]:8080/x",
    ],
)
def test_what_is_accepted(base_url: str) -> None:
    assert accepted(base_url, documented=DOCUMENTED) == base_url.rstrip("/")


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "api.balldontlie.io",
        "http://api.balldontlie.io",
        "https://api.balldontlie.io:8443",
        "https://api.balldontlie.io/v2",
        "https://api.balldontlie.io.elsewhere.example",
        "https://api.balldontlie.io@elsewhere.example",
        "https://elsewhere.example",
        "http://127.0.0.1@elsewhere.example",
        "http://127.0.0.1:80@elsewhere.example",
        "http://127.0.0.1.elsewhere.example",
        "http://127.0.0.1\\@elsewhere.example",
        "http://127.0.0.1#@elsewhere.example",
        "http://127.0.0.1?x=@elsewhere.example",
        "http://127.0.0.999",
        "http://127.1",
        "http://2130706433",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "http://169.254.169.254",
        "http://[::ffff:10.0.0.1]",
        "http://[::1",
        "http://localhost.elsewhere.example",
        "http://LOCALHOST.",
        "http://127.0.0.1:1/\n",
        "http://127.0.0.1:١",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "http://user:secret-word@127.0.0.1",
    ],
)
def test_what_is_not(base_url: str) -> None:
    with pytest.raises(AddressError, match="or to a server on loopback") as caught:
        accepted(base_url, documented=DOCUMENTED)
    assert DOCUMENTED in str(caught.value)
    assert "secret-word" not in str(caught.value)


def test_no_client_takes_another_host(conduct: Conduct) -> None:
    elsewhere = "https://elsewhere.example"
    for make in (
        lambda: OddsApi(SECRET, base_url=elsewhere, conduct=conduct),
        lambda: BallDontLie(SECRET, base_url=elsewhere, conduct=conduct),
        lambda: BettingPros(SECRET, base_url=elsewhere, conduct=conduct),
        lambda: Espn(base_url=elsewhere, conduct=conduct),
        lambda: NbaCom(base_url=elsewhere, conduct=conduct),
    ):
        with pytest.raises(AddressError, match=r"elsewhere\.example"):
            make()


def test_the_documented_hosts_are_not_loopback_and_are_asked_through_tls() -> None:
    for provider in (ODDSAPI, BALLDONTLIE, BETTINGPROS, ESPN, STATS, CDN, OFFICIAL):
        assert provider.base_url.startswith("https://")
        assert not is_loopback(provider.base_url)


def test_a_redirect_takes_no_key_elsewhere(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(
        "https://api.bettingpros.com/v3/events", status=302, headers={"Location": "https://elsewhere.example/v3/events"}
    )
    with (
        BettingPros(SECRET, conduct=conduct) as pros,
        pytest.raises(UnexpectedStatusError, match="elsewhere, which is not followed"),
    ):
        pros.events(day=date(2026, 1, 25))
    assert len(web.calls) == 1


class _Standings(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"data": []}'
        self.send_response(200 if self.path == "/balldontlie/v1/standings?season=2025" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def loopback() -> Iterator[str]:
    with http.server.HTTPServer(("127.0.0.1", 0), _Standings) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_a_server_on_loopback_is_asked_without_a_proxy_and_without_waiting(
    loopback: str, own_time: OwnTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with BallDontLie(SECRET, base_url=f"{loopback}/balldontlie/", conduct=Conduct(timing=own_time.timing)) as lie:
        for _ in range(15):
            assert lie.standings(season=2025).read().data == ()
    assert own_time.slept == []
