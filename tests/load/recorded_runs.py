"""Locust as a process that records known latencies, without a service: each arrival says what it took."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

BOUND_S = 60.0

LOCUSTFILE = """
import os

import locust.runners
import locust.stats
from locust import events, task
from locust.runners import MasterRunner, WorkerRunner

import load.locust.keeping
from load.arrivals import Constant
from load.locust.session import session
from load.locust.users import ArrivalUser

locust.runners.WORKER_REPORT_INTERVAL = 0.4
locust.stats.HISTORY_STATS_INTERVAL_SEC = 1

QUICK_MS, USUAL_MS, SLOW_MS = 12.34, 1234.4, 5678.9  # Locust rounds them to 12, 1200 and 5700
recorded = 0


class Known(ArrivalUser):
    host = "http://127.0.0.1:9"  # where nothing listens, and nothing is asked
    arrivals = Constant(200)

    @task
    def known(self):
        global recorded
        recorded += 1
        at = self.arrival.intended_s
        took_ms = {0: SLOW_MS, 1: QUICK_MS}.get(self.arrival.number % 10, USUAL_MS)
        self.model.sink.request("POST /start", at, at, at + took_ms / 1000, None)
        self.environment.events.request.fire(
            request_type="POST", name="/start", response_time=took_ms, response_length=2, exception=None, context={}
        )


def say(*words):
    os.write(2, (" ".join(map(str, words)) + "\\n").encode())
"""


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextlib.contextmanager
def locust(folder: Path, more: str, *options: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Locust with `more` at the end of its locustfile, and its record in `run.json`; nothing of it is left after."""
    (folder / "known.py").write_text(LOCUSTFILE + more, encoding="utf-8")
    port = str(free_port())
    command = [sys.executable, "-m", "locust", "-f", str(folder / "known.py"), "--users", "4", "--spawn-rate", "4"]
    command += ["--master-host", "127.0.0.1", "--master-bind-host", "127.0.0.1"]
    command += ["--master-port", port, "--master-bind-port", port, *options]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LOAD_", "LOCUST_"))}
    own |= {"LOAD_RECORD": str(folder / "run.json"), "LOAD_SCENARIO": "known", "LOAD_RUN_ID": "r1"}
    with subprocess.Popen(
        command,
        env=own | variables,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def ended(process: subprocess.Popen[str]) -> str:
    """What it wrote, once it has ended."""
    return process.communicate(timeout=BOUND_S)[0]


def lines(process: subprocess.Popen[str], said: list[str]) -> Iterator[list[str]]:
    """The words of each line, as it comes; kept in `said`. Whatever the test waits for must be told by a line."""
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        yield line.split()
