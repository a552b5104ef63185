"""Where keys come from, and that no text shows one."""

from __future__ import annotations

import copy
import http.server
import logging
import pickle
import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import date
from types import ModuleType

import pytest
import requests
import responses
from client_time import chain

from contracts.apis.clients.balldontlie import BallDontLie
from contracts.apis.clients.bettingpros import BettingPros
from contracts.apis.clients.errors import KeyRefusedError, NotJsonError, ProviderError, UnavailableError
from contracts.apis.clients.http import Conduct
from contracts.apis.clients.keys import KEYED, KeyMissing, Secret, SecretUnreadableError, find_key, variable_of
from contracts.apis.clients.oddsapi import OddsApi
from contracts.apis.clients.signing import HeaderKey, QueryKey, hidden

KEY = "k3y/with+odd=signs&more"
QUOTED = "k3y%2Fwith%2Bodd%3Dsigns%26more"
DAY = date(2026, 1, 25)
NAME = "projects/p/secrets/odds/versions/latest"
EVENTS = "https://api.the-odds-api.com/v4/sports/basketball_nba/events"


def shows_the_key(text: str) -> bool:
    return KEY in text or QUOTED in text


def all_texts(error: BaseException) -> str:
    """Everything that a log, a report or a debugger would print of an exception and of what lies behind it."""
    told = [text for one in chain(error) for text in (str(one), repr(one), repr(vars(one)))]
    return "\n".join([*told, *traceback.format_exception(error)])


@pytest.mark.parametrize("text", ["", "short", "with a space", "line\nend-of-it", "schlüssel-für", "x" * 513])
def test_what_is_no_key_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(ValueError, match="8 to 512 visible ASCII characters") as caught:
        Secret(text)
    assert not text or text not in str(caught.value)


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret(KEY)
    assert secret.reveal() == KEY
    texts = [repr(secret), str(secret), f"{secret}", f"{secret:>30}", f"{secret!r}", repr([secret]), "%s" % secret]  # noqa: UP031
    texts += [repr(QueryKey("apiKey", secret)), repr(HeaderKey("x-api-key", secret))]
    assert not any(shows_the_key(text) for text in texts)
    assert secret == Secret(KEY)
    assert secret != Secret("another-key")
    for leak in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="is not pickled"):
            leak(secret)


@pytest.mark.parametrize("provider", KEYED)
def test_a_key_from_the_environment(provider: str) -> None:
    assert find_key(provider, environment={variable_of(provider): f" {KEY}\n"}) == Secret(KEY)


@pytest.mark.parametrize("provider", KEYED)
def test_no_key_is_a_reason(provider: str) -> None:
    found = find_key(provider, environment={variable_of(provider): ""})
    variable = variable_of(provider)
    assert found == KeyMissing(f"no key for {provider}: set {variable}, or {variable}_SECRET to the name of a secret")


def test_no_variable_of_a_key_is_a_setting() -> None:
    # `harness.settings` refuses unknown HARNESS_* variables and prints their values.
    assert not any(variable_of(provider).startswith("HARNESS_") for provider in KEYED)


def test_a_provider_without_a_key() -> None:
    with pytest.raises(KeyError, match="'espn' has no key; those that have: oddsapi, balldontlie, bettingpros"):
        variable_of("espn")


def test_a_key_from_secret_manager() -> None:
    def fetch(name: str) -> bytes:
        assert name == NAME
        return KEY.encode() + b"\n"

    assert find_key("oddsapi", environment={"ODDSAPI_KEY_SECRET": NAME}, fetch=fetch) == Secret(KEY)


def test_the_key_itself_wins_and_nothing_is_fetched() -> None:
    def fetch(name: str) -> bytes:
        raise AssertionError(name)

    environment = {"ODDSAPI_KEY": KEY, "ODDSAPI_KEY_SECRET": NAME}
    assert find_key("oddsapi", environment=environment, fetch=fetch) == Secret(KEY)


def _denied(name: str) -> bytes:
    raise SecretUnreadableError("PermissionDenied: 403 no access")


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"ODDSAPI_KEY": NAME}, "ODDSAPI_KEY holds the name of a secret; put it into ODDSAPI_KEY_SECRET"),
        ({"ODDSAPI_KEY_SECRET": KEY}, "ODDSAPI_KEY_SECRET is no name of a secret"),
        ({"ODDSAPI_KEY_SECRET": NAME}, f"names {NAME}, which cannot be read: PermissionDenied: 403 no access"),
        ({"ODDSAPI_KEY": f"{KEY} {KEY}"}, "ODDSAPI_KEY: a key is 8 to 512 visible ASCII characters"),
    ],
)
def test_an_unusable_key_is_a_reason_that_does_not_show_it(environment: dict[str, str], reason: str) -> None:
    found = find_key("oddsapi", environment=environment, fetch=_denied)
    assert isinstance(found, KeyMissing)
    assert reason in found.reason
    assert not shows_the_key(found.reason)


def test_a_secret_of_other_bytes_is_a_reason() -> None:
    found = find_key("oddsapi", environment={"ODDSAPI_KEY_SECRET": NAME}, fetch=lambda _: b"\xff" * 16)
    assert found == KeyMissing(f"ODDSAPI_KEY_SECRET names {NAME}, whose contents are no key: bytes outside ASCII")


def test_without_the_library_of_secret_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "google.cloud.secretmanager", None)
    monkeypatch.setattr("google.cloud.secretmanager", None, raising=False)
    monkeypatch.delattr("google.cloud.secretmanager", raising=False)
    found = find_key("oddsapi", environment={"ODDSAPI_KEY_SECRET": NAME})
    assert isinstance(found, KeyMissing)
    assert "install nba-harness[secrets]" in found.reason


def test_secret_manager_is_asked_through_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    from google.api_core.exceptions import PermissionDenied

    class Version:
        class payload:  # noqa: N801
            data = KEY.encode()

    class Client:
        def __enter__(self) -> Client:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def access_secret_version(self, *, name: str, timeout: float) -> type[Version]:
            if "denied" in name:
                raise PermissionDenied("not yours\nat all")
            assert timeout > 0
            return Version

    library = ModuleType("google.cloud.secretmanager")
    library.SecretManagerServiceClient = Client  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "google.cloud.secretmanager", library)
    monkeypatch.setattr("google.cloud.secretmanager", library, raising=False)
    assert find_key("oddsapi", environment={"ODDSAPI_KEY_SECRET": NAME}) == Secret(KEY)
    denied = find_key("oddsapi", environment={"ODDSAPI_KEY_SECRET": NAME.replace("odds", "denied")})
    assert isinstance(denied, KeyMissing)
    assert "PermissionDenied: 403 not yours" in denied.reason


def test_each_key_goes_where_its_provider_looks(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(EVENTS, json=[])
    web.get("https://api.balldontlie.io/v1/standings", json={"data": []})
    web.get("https://api.bettingpros.com/v3/events", json={"events": []})
    secret = Secret(KEY)
    with OddsApi(secret, conduct=conduct) as odds:
        odds.events(day=DAY)
    with BallDontLie(secret, conduct=conduct) as lie:
        lie.standings(season=2025)
    with BettingPros(secret, conduct=conduct) as pros:
        pros.events(day=DAY)
    sent = [call.request for call in web.calls]
    assert str(sent[0].url).endswith(f"&apiKey={QUOTED}")
    assert sent[1].headers["Authorization"] == KEY
    assert sent[2].headers["x-api-key"] == KEY
    assert not any(shows_the_key(str(request.url)) for request in sent[1:])


def test_a_netrc_does_not_replace_a_key(
    web: responses.RequestsMock,
    conduct: Conduct,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine api.balldontlie.io login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    web.get("https://api.balldontlie.io/v1/standings", json={"data": []})
    with BallDontLie(Secret(KEY), conduct=conduct) as lie:
        lie.standings(season=2025)
    assert web.calls[0].request.headers["Authorization"] == KEY


@pytest.mark.parametrize(
    "error",
    [
        requests.ConnectionError(f"Max retries exceeded with url: /v4/events?apiKey={QUOTED} (Caused by x)"),
        requests.ReadTimeout(f"HTTPSConnectionPool: /v4/events?apiKey={QUOTED}"),
        requests.exceptions.InvalidURL(f"{EVENTS}?apiKey={KEY}"),
        requests.exceptions.InvalidHeader(f"Header value {KEY!r}"),
        requests.exceptions.ChunkedEncodingError(f"cut: {KEY}"),
        requests.exceptions.ChunkedEncodingError(f"cut: {QUOTED}"),
    ],
)
def test_no_key_in_an_error_of_requests_nor_behind_it(
    web: responses.RequestsMock, conduct: Conduct, error: Exception
) -> None:
    web.get(EVENTS, body=error)
    with OddsApi(Secret(KEY), conduct=conduct) as odds, pytest.raises(UnavailableError) as caught:
        odds.events(day=DAY)
    assert shows_the_key(str(error))
    assert not shows_the_key(all_texts(caught.value))
    assert "GET https://api.the-odds-api.com/v4/sports/basketball_nba/events?commenceTimeFrom=" in str(caught.value)


def test_no_key_where_the_provider_repeats_it(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(EVENTS, status=401, json={"message": f"Unknown key {KEY}, see /?apiKey={QUOTED}"})
    web.get(EVENTS, body=f"<p>You sent {KEY}</p>")
    with OddsApi(Secret(KEY), conduct=conduct) as odds:
        with pytest.raises(KeyRefusedError, match=r"Unknown key \*\*\*, see") as caught:
            odds.events(day=DAY)
        assert not shows_the_key(all_texts(caught.value))
        reply = odds.events(day=DAY)
        assert reply.answer.body == b"<p>You sent ***</p>"
        with pytest.raises(NotJsonError) as unread:
            reply.read()
    assert not shows_the_key(all_texts(unread.value) + repr(reply))


def test_no_key_in_a_refused_connection(conduct: Conduct) -> None:
    with socket.socket() as taken:
        # Bound and not listening: whoever connects is refused.
        taken.bind(("127.0.0.1", 0))
        base_url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with OddsApi(Secret(KEY), base_url=base_url, conduct=conduct) as odds, pytest.raises(ProviderError) as caught:
            odds.events(day=DAY)
    # The text of requests, which holds the address with its query, is there, without the key.
    assert "apiKey=***" in str(caught.value)
    assert not shows_the_key(all_texts(caught.value))


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        cut = "/nowhere" in self.path
        self.send_response(200)
        self.send_header("Content-Length", "20" if cut else "2")
        self.end_headers()
        self.wfile.write(b"[]")
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def loopback() -> Iterator[str]:
    with http.server.HTTPServer(("127.0.0.1", 0), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_no_key_in_the_log_of_urllib3(loopback: str, conduct: Conduct, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with OddsApi(Secret(KEY), base_url=loopback, conduct=conduct) as odds:
        assert odds.events(day=DAY).read() == ()
    assert "apiKey=***" in caplog.text
    assert not shows_the_key(caplog.text)
    assert not any(shows_the_key(repr(vars(record))) for record in caplog.records)


def test_a_body_shorter_than_announced_is_a_failed_connection(loopback: str, conduct: Conduct) -> None:
    with (
        OddsApi(Secret(KEY), base_url=f"{loopback}/nowhere", conduct=conduct) as odds,
        pytest.raises(UnavailableError, match="IncompleteRead") as caught,
    ):
        odds.events(day=DAY)
    assert caught.value.tries == 4
    assert not shows_the_key(all_texts(caught.value))


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("GET /?a=1&apiKey=abc&b=2", "GET /?a=1&apiKey=***&b=2"),
        ("'/?APIKEY=abc' (x)", "'/?APIKEY=***' (x)"),
        ("/?api_key=abc", "/?api_key=***"),
        ("proxy http://user:word@host:80/ failed", "proxy http://***@host:80/ failed"),
        ("nothing here: a@b", "nothing here: a@b"),
    ],
)
def test_what_looks_like_a_key_is_hidden_too(text: str, without: str) -> None:
    assert hidden(text) == without
