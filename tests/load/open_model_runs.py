"""Runs against the scripted server, and what its script says that they should report."""

from __future__ import annotations

import contextlib
import csv
import math
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from load.histograms import merged, percentile_ms
from load.record import RunRecord

HERE = Path(__file__).parent
LOCUSTFILE = HERE / "open_model_locustfile.py"
SERVER = HERE / "scripted_server.py"
PERCENTS = (50.0, 99.0, 99.9)


@dataclass(frozen=True)
class Script:
    """What the server does, in seconds; see scripted_server.py."""

    think_s: float = 0.0
    stall_at_s: float = 0.0
    stall_s: float = 0.0

    def responses_ms(self, rate: float, duration_s: float) -> list[float]:
        """Of constant arrivals, those that are never in each other's way."""
        return [self._response_s(number / rate) * 1000 for number in range(math.ceil(rate * duration_s))]

    def _response_s(self, arrived_s: float) -> float:
        answer_s = arrived_s + self.think_s
        until_s = self.stall_at_s + self.stall_s
        return (until_s if self.stall_at_s <= answer_s < until_s else answer_s) - arrived_s


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` of them do not pass."""
    return sorted(values)[max(math.ceil(len(values) * percent / 100), 1) - 1]


def response_ms(record: RunRecord, percent: float) -> float:
    parts = (endpoint.response for interval in record.intervals for endpoint in interval.endpoints)
    found = percentile_ms(merged(parts), percent)
    assert found is not None
    return found


@dataclass(frozen=True)
class Plain:
    """What Locust itself reports of a run of plain FastHttpUsers.

    Attributes:
        percentiles_ms: by percent, as it rounds them.
    """

    requests: int
    per_second: float
    percentiles_ms: dict[float, float]


def plain_run(
    url: str, *, users: int, duration_s: float, folder: Path, per_user: float | None = None, core: int | None = None
) -> Plain:
    """Runs Locust as it comes.

    Args:
        per_user: requests a second of each user, by constant_throughput; as many as they can for None.
        core: to which it is kept.
    """
    command = [sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), "--host", url, "--headless", "--only-summary"]
    command += ["--users", str(users), "--spawn-rate", str(users), "--run-time", f"{duration_s:g}s"]
    command += ["--stop-timeout", "5", "--csv", str(folder / "plain")]
    if core is not None:
        command = ["taskset", "--cpu-list", str(core), *command]
    environment = os.environ | {"RUN_KIND": "plain", "RUN_PER_USER": str(per_user or 0)}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=duration_s + 60, check=False
    )
    assert done.returncode == 0, done.stderr
    with (folder / "plain_stats.csv").open(encoding="utf-8", newline="") as file:
        (total,) = (row for row in csv.DictReader(file) if row["Name"] == "Aggregated")
    return Plain(
        requests=int(total["Request Count"]),
        per_second=float(total["Requests/s"]),
        percentiles_ms={percent: float(total[f"{percent:g}%"]) for percent in PERCENTS},
    )


@contextlib.contextmanager
def serving(script: Script, *, core: int | None = None) -> Iterator[str]:
    """The server, as a process of its own; gives its URL.

    Args:
        core: to which it is kept.
    """
    command = [sys.executable, str(SERVER), "--think-s", str(script.think_s)]
    command += ["--stall-at-s", str(script.stall_at_s), "--stall-s", str(script.stall_s)]
    if core is not None:
        command = ["taskset", "--cpu-list", str(core), *command]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.stdin.close()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
