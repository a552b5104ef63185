"""The knee of a server process whose capacity is known by construction, found with Locust as it is used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from capacity_server import Workers

from load import running
from load.knee import find_knee
from load.record import RunRecord
from load.slo import Slo, Slos

HERE = Path(__file__).parent
WORKERS, SERVICE_S, QUEUE = 20, 0.1, 80
CAPACITY = WORKERS / SERVICE_S
RUN_S = 12.0
"""A rate that is 5 % too high fills the queue in 8 s."""
TRIES = 5
USERS = 2 * (WORKERS + QUEUE)
SLOS = Slos(
    scenario="known",
    limits=(
        Slo(key="p99_ms", limit=1000 * SERVICE_S + 300, endpoint="GET /"),
        Slo(key="error_share", limit=0.01),
        Slo(key="missed_share", limit=0.01),
    ),
)


@pytest.fixture
def server() -> Iterator[str]:
    command = [sys.executable, str(HERE / "capacity_server.py"), "--workers", str(WORKERS)]
    command += ["--service-s", str(SERVICE_S), "--queue", str(QUEUE)]
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


def _late_share(server: str) -> float:
    """Of the server's answers since this was last asked, those that it gave more than 50 ms late."""
    late, _, answers = requests.get(f"{server}/late", timeout=30).text.partition(" of ")
    return int(late) / max(int(answers), 1)


@pytest.mark.nightly
@pytest.mark.parametrize("search", range(5))
def test_the_knee_is_within_a_tenth_of_the_capacity(server: str, search: int) -> None:
    def run(rate: float, repetition: int) -> RunRecord:
        for _ in range(TRIES):
            _late_share(server)
            record = running.run(
                "known_service",
                host=server,
                locustfile=HERE / "capacity_locustfile.py",
                rate=rate,
                users=USERS,
                duration_s=RUN_S,
                seed=1000 * search + repetition,
            )
            if _late_share(server) < 0.01:
                return record
        pytest.fail(f"in {TRIES} runs the server got too little CPU to have its capacity; use a quieter machine")

    knee = find_knee(run, low=0.5 * CAPACITY, high=1.5 * CAPACITY, slos=SLOS, precision=0.08)
    told = "\n".join(f"{made.rate:.1f}/s run {made.repetition}: {made.outcome} {made.sentence}" for made in knee.runs)
    print(f"{knee.sentence}\n{told}")
    assert knee.outcome == "found", f"{knee.sentence}\n{told}"
    assert knee.rate == pytest.approx(CAPACITY, rel=0.1), f"{knee.sentence}\n{told}"


def test_the_servers_capacity_is_what_its_script_says() -> None:
    """Arrivals twice as fast as it can: answers leave at its capacity, and the queue is never longer than its bound."""
    workers = Workers(WORKERS, SERVICE_S, QUEUE)
    answers = [workers.answered_at(number / (2 * CAPACITY)) for number in range(4000)]
    taken = [answer - number / (2 * CAPACITY) for number, answer in enumerate(answers) if answer is not None]
    assert len(taken) == pytest.approx(4000 / 2, abs=WORKERS + QUEUE)
    assert max(taken) == pytest.approx(SERVICE_S + QUEUE / CAPACITY, abs=SERVICE_S)
