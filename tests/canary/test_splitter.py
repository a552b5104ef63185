"""The splitter passes everything on as it is, counts what fails, and lets nothing fall."""

from __future__ import annotations

import http.client
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from revision import LONG_S, RevisionServer

from harness.canary.shares import Tally
from harness.canary.splitter import Splitter, SplitterElsewhere, SplitterError
from harness.reference.platform.processes import Child, Command, Spawner

MODULE = "harness.canary.splitter"


def connection(url: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(url.removeprefix("http://"), timeout=LONG_S)


def echoed(url: str, count: int) -> Counter[str]:
    with requests.Session() as session:
        return Counter(session.get(f"{url}/echo", timeout=LONG_S).text for _ in range(count))


def test_requests_are_shared_out_exactly(splitter: Splitter) -> None:
    assert echoed(splitter.url, 20) == {"old": 20}
    splitter.change(5)
    assert echoed(splitter.url, 200) == {"old": 190, "new": 10}
    splitter.change(50)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(echoed, [splitter.url] * 8, [25] * 8), Counter()) == {"old": 100, "new": 100}
    splitter.change(100)
    assert echoed(splitter.url, 10) == {"new": 10}
    counts = splitter.splits().counts
    assert (counts.stable, counts.canary) == (Tally(requests=310), Tally(requests=120))


def test_what_is_sent_comes_whole_and_so_does_the_answer(splitter: Splitter, stable: RevisionServer) -> None:
    sent = os.urandom(300_000)
    response = requests.post(f"{splitter.url}/echo?a=%2Fb&c=%C3%A9", data=sent, timeout=LONG_S)
    assert response.content == b"old" + sent
    assert stable.asked == ["POST /echo?a=%2Fb&c=%C3%A9"]
    assert response.raw.headers.getlist("Set-Cookie") == ["a=1", "b=2"]
    chunked = requests.post(f"{splitter.url}/echo", data=iter([b"in ", b"parts"]), timeout=LONG_S)
    assert chunked.content == b"oldin parts"
    head = requests.head(f"{splitter.url}/echo", timeout=LONG_S)
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, "3", b"")


def test_an_answer_is_passed_back_as_it_comes(splitter: Splitter, stable: RevisionServer) -> None:
    asking = connection(splitter.url)
    asking.request("GET", "/held")
    response = asking.getresponse()
    assert response.read(5) == b"first"  # the second part is not sent yet
    assert not stable.let_go.is_set()
    stable.let_go.set()
    assert response.read() == b"second"
    asking.close()


def test_errors_are_counted_for_the_revision_that_made_them(
    splitter: Splitter, stable: RevisionServer, canary: RevisionServer
) -> None:
    splitter.change(50)
    canary.fails, stable.fails = 3, 1
    statuses = Counter(requests.get(f"{splitter.url}/echo", timeout=LONG_S).status_code for _ in range(10))
    assert statuses == {500: 4, 200: 6}
    assert requests.get(f"{splitter.url}/nowhere", timeout=LONG_S).status_code == 404
    counts = splitter.splits().counts
    assert (counts.stable, counts.canary) == (Tally(requests=6, errors=1), Tally(requests=5, errors=3))


def test_who_is_gone_is_an_error_and_not_asked_again_elsewhere(splitter: Splitter, canary: RevisionServer) -> None:
    splitter.change(50)
    canary.close()
    answers = [requests.get(f"{splitter.url}/echo", timeout=LONG_S) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 502, 200, 502]
    assert "the canary revision does not answer" in answers[1].text
    assert splitter.splits().counts.canary == Tally(requests=2, errors=2)


def test_an_answer_that_breaks_off_is_an_error_and_breaks_off_for_the_caller_too(splitter: Splitter) -> None:
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        requests.get(f"{splitter.url}/broken", timeout=LONG_S)
    assert splitter.splits().counts.stable == Tally(requests=1, errors=1)
    assert echoed(splitter.url, 1) == {"old": 1}


def test_a_request_under_way_stays_with_its_revision(
    splitter: Splitter, stable: RevisionServer, canary: RevisionServer
) -> None:
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(requests.get, f"{splitter.url}/held", timeout=LONG_S)
        assert stable.holds.wait(LONG_S)
        splitter.change(100)
        assert echoed(splitter.url, 3) == {"new": 3}
        stable.let_go.set()
        assert under_way.result(LONG_S).text == "firstsecond"
    assert splitter.splits().counts.stable == Tally(requests=1)


def test_its_share_is_changed_from_elsewhere(splitter: Splitter, stable: RevisionServer) -> None:
    elsewhere = SplitterElsewhere(splitter.control_url)
    elsewhere.change(50)
    assert elsewhere.splits() == splitter.splits()
    assert elsewhere.splits().counts.share == 50
    refused = requests.put(f"{splitter.control_url}/share", json={"share": 101}, timeout=LONG_S)
    assert refused.status_code == 400
    with pytest.raises(SplitterError, match="is no splitter's control API"):
        SplitterElsewhere(stable.url).splits()
    stable.close()
    with pytest.raises(SplitterError, match="no splitter answers at"):
        SplitterElsewhere(stable.url).splits()


@pytest.fixture
def process(stable: RevisionServer, canary: RevisionServer, tmp_path: Path) -> Iterator[Child]:
    spawner = Spawner()
    arguments = ("--stable", stable.url, "--canary", canary.url, "--share", "50")
    child = Child(Command("splitter", MODULE, arguments, dict(os.environ), True), spawner=spawner, folder=tmp_path)
    child.launch()
    child.await_ready(LONG_S)
    yield child
    child.kill()
    spawner.close()


def test_as_a_process_it_drains_when_it_is_told_to_end(
    process: Child, stable: RevisionServer, canary: RevisionServer
) -> None:
    assert process.control is not None
    SplitterElsewhere(process.control).change(0)
    asking = connection(process.url)
    asking.request("GET", "/held")
    response = asking.getresponse()
    assert response.read(5) == b"first"
    with ThreadPoolExecutor(1) as pool:
        ending = pool.submit(process.stop, LONG_S)
        while can_connect(process.url):
            pass
        assert not ending.done()
        stable.let_go.set()
        assert response.read() == b"second"
        asking.close()
        assert ending.result(LONG_S) == 0


def can_connect(url: str) -> bool:
    asking = connection(url)
    try:
        asking.connect()
    except (ConnectionRefusedError, ConnectionResetError):
        return False
    finally:
        asking.close()
    return True


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--canary", "https://canary.example.com"], "not listed as a target of smoke tests"),
        (["--canary", "http://127.0.0.1:1", "--share", "101"], "from 0 to 100"),
    ],
)
def test_what_it_may_not_do_is_refused(
    arguments: list[str], why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from harness.canary import splitter

    monkeypatch.setattr(sys, "argv", ["splitter", "--stable", "http://127.0.0.1:1", *arguments])
    with pytest.raises(SystemExit, match="2"):
        splitter.main()
    assert why in capsys.readouterr().err
