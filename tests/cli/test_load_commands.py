"""`harness load`: refusals before anything starts, a run against a service, its exit status, and what it leaves."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner, Result

from harness.cli import app
from load.record import RunRecord

LOCUSTFILE = """
import load.locust.session  # records the run
from load.arrivals import Constant
from load.locust.users import ArrivalUser
from locust import task


class Caller(ArrivalUser):
    arrivals = Constant(20)

    @task
    def begin(self):
        self.client.post("/start")
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command runs there, with no settings of this shell."""
    for name in list(os.environ):
        if name.startswith(("HARNESS_", "LOAD_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def harness(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["load", *arguments])


@contextmanager
def service(status: int) -> Iterator[str]:
    """A service on loopback that answers everything with one status."""

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


@pytest.fixture
def own(tmp_path: Path) -> list[str]:
    """The options of a run with a locustfile of one's own; its limits are those of retry_storm."""
    (tmp_path / "own.py").write_text(LOCUSTFILE, encoding="utf-8")
    return ["retry_storm", "--locustfile", "own.py", "--duration", "2s", "--record", "run.json"]


def test_the_scenarios_are_listed_with_what_they_are_held_to_and_nothing_is_patched() -> None:
    script = (
        "import sys; from typer.testing import CliRunner; from harness.cli import app\n"
        "done = CliRunner().invoke(app, ['load', 'list']); print(done.output)\n"
        "print('patched by', sorted({'locust', 'gevent'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=100)
    assert "patched by []" in done.stdout
    assert "morning_batch: " in done.stdout
    assert "retry_storm: " in done.stdout
    assert "arrivals  Poisson, 20 a second; for 60 s, at most 40 under way" in done.stdout
    assert "error_share ≤ 0.01" in done.stdout
    assert "next: harness load run" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "retrystorm"], "there is no scenario 'retrystorm'; did you mean retry_storm?"),
        (["knee", "soka"], "did you mean soak?"),
        (["run", "soak", "--host", "https://staging.example.com"], 'load_targets = ["staging.example.com"]'),
        (["knee", "soak", "--host", "http://staging.example.com"], "into harness.toml"),
        (
            ["run", "soak", "--host", "http://127.0.0.1:9", "--worker-url", "https://worker.example.com"],
            'load_targets = ["worker.example.com"]',
        ),
        (["run", "soak", "--host", "127.0.0.1"], "write it as http://127.0.0.1:8080"),
        (["run", "soak", "--duration", "soon"], "--duration soon is no time; write it as 90s, 10m or 1h30m"),
        (["run", "soak", "--game-date", "tomorrow"], "--game-date tomorrow is no day"),
        (["run", "mine", "--locustfile", "own.py"], "needs the service that it is for: --host URL"),
        (["run", "game_night", "--rate", "5"], "game_night follows a timetable and has no rate"),
        (["knee", "whole_day", "--low", "5", "--high", "9"], "whole_day follows a timetable and has no rate"),
        (["compare", "a.json", "b.json"], "a.json cannot be read"),
        (["report", "a.json"], "give a file that `harness load run` wrote"),
    ],
)
def test_what_cannot_or_may_not_be_is_refused_with_what_to_write(arguments: list[str], said: str) -> None:
    done = harness(*arguments)
    assert done.exit_code == 2, done.stderr
    assert said in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_a_host_that_is_listed_by_name_may_be_asked(tmp_path: Path) -> None:
    """The name cannot be resolved, which is found out only after it was let through."""
    (tmp_path / "harness.toml").write_text('load_targets = ["staging.invalid"]\n', encoding="utf-8")
    done = harness("run", "soak", "--host", "https://staging.invalid")
    assert done.exit_code == 3
    assert "unknown: nothing answers at https://staging.invalid" in done.stderr


def test_where_nothing_listens_nothing_is_known() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        host = f"http://127.0.0.1:{taken.getsockname()[1]}"
        done = harness("run", "soak", "--host", host)
    assert done.exit_code == 3
    assert f"unknown: nothing answers at {host}" in done.stderr
    assert "start the service, or leave --host out" in done.stderr


def test_a_run_leaves_a_record_that_can_be_shown(tmp_path: Path, own: list[str]) -> None:
    with service(202) as host:
        done = harness("run", *own, "--host", host, "--html", "locust.html", "--rate", "30")
    # Nothing of GET /health was measured, which is not a pass.
    assert done.exit_code == 3, done.stdout + done.stderr
    assert "60 arrivals due" in done.stdout
    assert " POST /start p95_ms" in done.stdout
    assert "? GET /health p99_ms: nothing was measured" in done.stdout
    kept = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert kept["locust_report"] == "locust.html"
    assert kept["command"] == (
        f"harness load run retry_storm --host {host} --locustfile own.py --rate 30 --duration 2s --seed 0"
    )
    page = harness("report", "run.json", "--out", "pages/../run.html")
    assert page.exit_code == 2, "there is no folder pages"
    assert harness("report", "run.json").exit_code == 0
    assert '<a href="locust.html">' in (tmp_path / "run.html").read_text(encoding="utf-8")


def test_a_run_that_breaks_an_slo_ends_with_1_and_the_reason_in_one_line(tmp_path: Path, own: list[str]) -> None:
    """Its record is among the reports, since no file was named for it."""
    with service(503) as host:
        done = harness("run", *own[:-2], "--host", host, "--processes", "2", "--format", "junit", "--out", "told.xml")
    assert done.exit_code == 1, done.stderr
    [reason] = [line for line in done.stderr.splitlines() if line.startswith("harness: failed: ")]
    assert reason.endswith("error_share is 100 %, at most 1 % is right")
    told = ElementTree.parse(tmp_path / "told.xml").getroot()
    failed = [case.get("name") for case in told.iter("testcase") if case.find("failure") is not None]
    assert failed == ["error_share"]
    [kept] = (tmp_path / "reports" / "load").glob("retry_storm-*.json.gz")
    assert len(RunRecord.read(kept).workers) == 2


def test_a_run_that_locust_cannot_make_is_unknown_with_what_locust_said(tmp_path: Path, own: list[str]) -> None:
    (tmp_path / "own.py").write_text("import no_such_module\n", encoding="utf-8")
    with service(202) as host:
        done = harness("run", *own, "--host", host)
    assert done.exit_code == 3
    assert "harness: unknown: Locust ended with status 1 and left no record; it said:" in done.stderr
    assert "No module named 'no_such_module'" in done.stderr
    assert not (tmp_path / "run.json").exists()
