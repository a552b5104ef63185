"""The open model inside Locust: one process and several, the web page, users that come and go, ends of every kind.

Each test is a run of Locust in processes of its own. What was done is read from the record, or from the intended starts
that each process noted down (open_model_locustfile.py).
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from open_model_runs import LOCUSTFILE, Script, serving

from load.record import RunRecord
from load.running import Extras, run

PATIENCE_S = 40


def intended(folder: Path) -> dict[int, list[float]]:
    """The intended starts that each process noted down, in order."""
    return {int(file.name): sorted(map(float, file.read_text().split())) for file in folder.iterdir()}


def everything(folder: Path) -> list[float]:
    return sorted(moment for moments in intended(folder).values() for moment in moments)


def due(rate: int, since_s: float, until_s: float) -> list[float]:
    return [number / rate for number in range(int(since_s * rate), int(until_s * rate))]


def counted(record: RunRecord) -> dict[str, int]:
    kinds = ("intended", "started", "missed", "late")
    return {kind: sum(getattr(interval, kind) for interval in record.intervals) for kind in kinds}


def errors(record: RunRecord) -> dict[str, int]:
    return {kind: count for endpoint in record.endpoints for kind, count in endpoint.errors.items()}


def wait_until(what: Callable[[], bool]) -> None:
    """Other processes cannot be asked to tell when; bounded."""
    until = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.05)


@pytest.fixture
def server() -> Iterator[str]:
    with serving(Script(think_s=0.01)) as url:
        yield url


@pytest.mark.parametrize("processes", [1, 2])
def test_all_arrivals_are_made_and_each_once(server, tmp_path, processes):
    record = run(
        "all",
        host=server,
        locustfile=LOCUSTFILE,
        rate=150,
        users=20,
        duration_s=3,
        processes=processes,
        extras=Extras(environment={"RUN_KIND": "open", "RUN_TRACE": str(tmp_path)}),
    )
    assert len(intended(tmp_path)) == processes
    assert everything(tmp_path) == pytest.approx(due(150, 0, 3))
    assert counted(record) | {"late": 0} == {"intended": 450, "started": 450, "missed": 0, "late": 0}
    assert sum(endpoint.requests for endpoint in record.endpoints) == 450
    assert record.endpoints[0].name == "GET /"


def test_arrivals_that_find_no_user_are_late_and_then_missed():
    with serving(Script(think_s=0.5)) as url:
        record = run(
            "missed",
            host=url,
            locustfile=LOCUSTFILE,
            rate=40,
            users=4,
            duration_s=3,
            extras=Extras(environment={"RUN_KIND": "open", "LOAD_LONGEST_WAIT_S": "1"}),
        )
    counts = counted(record)
    assert counts["intended"] == 120
    assert counts["started"] + counts["missed"] == 120
    assert counts["started"] == sum(endpoint.requests for endpoint in record.endpoints)
    # Four users make eight in a second: those of the first three seconds, and hardly any on time.
    assert counts["started"] in range(12, 29)
    assert counts["late"] >= counts["started"] - 8


def test_a_service_that_is_not_there_is_an_error_of_its_own_kind():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        record = run(
            "nobody",
            host=f"http://127.0.0.1:{nobody.getsockname()[1]}",
            locustfile=LOCUSTFILE,
            rate=20,
            users=5,
            duration_s=1,
            extras=Extras(environment={"RUN_KIND": "open"}),
        )
    assert errors(record) == {"ConnectionRefusedError": 20}


@contextlib.contextmanager
def locust(url: str, folder: Path, *options: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), "--host", url, *options]
    variables = os.environ | {"RUN_KIND": "open", "RUN_TRACE": str(folder)} | environment
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=PATIENCE_S)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    folder = tmp_path / "trace"
    folder.mkdir()
    return folder


def test_the_arrivals_of_a_lost_worker_are_shared_out_among_those_left(server, trace):
    port = str(free_port())
    ports = ("--master-bind-host", "127.0.0.1", "--master-bind-port", port, "--master-port", port)
    options = ("--headless", "--users", "20", "--spawn-rate", "20", "--processes", "3", *ports)
    with locust(server, trace, *options, RUN_RATE="60", LOAD_DURATION_S="11") as process:
        wait_until(lambda: len(intended(trace)) == 3 and min(map(len, intended(trace).values())) > 10)
        lost = min(intended(trace))
        os.kill(lost, signal.SIGKILL)
        process.wait(timeout=PATIENCE_S)
    made = everything(trace)
    assert len(made) == len(set(made))
    assert max(intended(trace)[lost]) < 9, "the loss came too late to be seen"
    assert [moment for moment in made if moment >= 9] == pytest.approx(due(60, 9, 11))
    assert len(made) < 60 * 11, "nothing was lost"


class Page:
    """Locust's web page."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}"

    def answers(self) -> bool:
        try:
            return requests.get(self._url, timeout=5).ok
        except requests.ConnectionError:
            return False

    def start(self, users: int) -> None:
        answer = requests.post(f"{self._url}/swarm", data={"user_count": users, "spawn_rate": users}, timeout=5)
        assert answer.json()["success"]

    def stop(self) -> None:
        assert requests.post(f"{self._url}/stop", timeout=30).ok

    def state(self) -> str:
        return str(requests.get(f"{self._url}/stats/requests", timeout=5).json()["state"])


def web_page(port: int) -> tuple[str, ...]:
    """Options of a run with a page. Users that are to go finish what they are at: what is cut off is not traced."""
    return ("--web-host", "127.0.0.1", "--web-port", str(port), "--stop-timeout", "20")


def test_a_test_is_started_stopped_and_started_again_from_the_web_page(server, trace):
    port = free_port()
    page = Page(port)
    with locust(server, trace, *web_page(port), RUN_RATE="50") as process:
        wait_until(page.answers)
        for _ in range(2):
            page.start(10)
            wait_until(lambda: process.pid in intended(trace) and len(intended(trace)[process.pid]) > 60)
            page.stop()
            wait_until(lambda: page.state() == "stopped")
            made = everything(trace)
            assert made == pytest.approx(due(50, 0, len(made) / 50))
            (trace / str(process.pid)).unlink()


def test_arrivals_go_on_while_the_number_of_users_changes(server, trace):
    port = free_port()
    page = Page(port)
    with locust(server, trace, *web_page(port), RUN_RATE="50") as process:
        wait_until(page.answers)
        for users in (5, 20, 3):
            page.start(users)
            before = len(intended(trace).get(process.pid, ()))
            wait_until(lambda: len(intended(trace).get(process.pid, ())) > before + 40)  # noqa: B023
        page.stop()
        wait_until(lambda: page.state() == "stopped")
    made = everything(trace)
    assert made == pytest.approx(due(50, 0, len(made) / 50))


def test_requests_that_the_end_of_the_run_cuts_off_have_failed_and_are_not_forgotten(trace):
    kept = trace.parent / "record.json"
    options = ("--headless", "--users", "50", "--spawn-rate", "50", "--stop-timeout", "1", "--exit-code-on-error", "0")
    stalls = Script(think_s=0.01, stall_at_s=1, stall_s=1000)
    with (
        serving(stalls) as url,
        locust(url, trace, *options, RUN_RATE="20", LOAD_DURATION_S="2", LOAD_RECORD=str(kept)) as process,
    ):
        assert process.wait(timeout=PATIENCE_S) == 0
    record = RunRecord.read(kept)
    assert counted(record)["started"] == 40
    assert sum(endpoint.requests for endpoint in record.endpoints) == 40
    assert errors(record) == {"unfinished": pytest.approx(20, abs=2)}


def test_run_time_is_how_long_arrivals_are_due(server, trace):
    with locust(server, trace, "--headless", "-u", "5", "-r", "5", "--run-time", "2s", RUN_RATE="50") as process:
        assert process.wait(timeout=PATIENCE_S) == 0
    assert everything(trace) == pytest.approx(due(50, 0, 2))


def test_nothing_of_the_pure_half_imports_locust_or_gevent():
    code = "import sys, load.arrivals, load.shares, load.timetable, load.locust.pool; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"locust", "gevent"} & set(done.stdout.split())
