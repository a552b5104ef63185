"""Interleavings a second, and what finds a naive lock's bug: the scheduler, free-running threads, and frontrun.

    python tests/benchmarks/interleavings.py [--frontrun]

frontrun takes part where it can be imported: `make bench-peers` puts it into a folder of its own.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from google.cloud import firestore

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.servicer import Servicer
from harness.simulation.checkers import one_owner
from harness.simulation.explore import PROJECT, Explorer, Program
from harness.simulation.history import History
from harness.simulation.strategies import Exhaustive, Pct, Portfolio, Strategy, Walk
from harness.simulation.verdicts import Exploration

RUNS = 3000
SEEDS = 20
THREAD_RUNS = 150
FRONTRUN_S = 120


def ten_steps() -> Program:
    """Two processes that each make a client, read, write and sleep; one of them reads again: ten steps in all."""

    def writes() -> None:
        document = firestore.Client(project=PROJECT).document("x/1")
        document.get()
        document.set({"n": 1})
        time.sleep(1)

    def looks_again() -> None:
        writes()
        firestore.Client(project=PROJECT).document("x/1").get()

    return Program({"a": writes, "b": looks_again})


def naive_lock() -> Program:
    """Looks whether the lock is there, and takes it: two can find it free."""
    history = History()

    def body(name: str) -> Callable[[], None]:
        def run() -> None:
            document = firestore.Client(project=PROJECT).document("locks/one")
            while document.get().exists:
                time.sleep(5)
            document.set({"holder": name})
            with history.inside(name):
                time.sleep(1)
            document.delete()

        return run

    return Program({name: body(name) for name in "ab"}, [one_owner(history)], history=history)


def rate(runs: int = RUNS, seed: int = 1) -> Exploration:
    with Explorer(ten_steps()) as explorer:
        explorer.explore(Walk(0), schedules=200)
        return explorer.explore(Walk(seed), schedules=runs, seed=seed)


def _rate_of_job(seed: int) -> float:
    explored = rate(seed=seed)
    return explored.runs / explored.seconds


def rate_of_jobs(jobs: int) -> float:
    """Runs a second of so many processes together."""
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        return sum(pool.map(_rate_of_job, range(1, jobs + 1), chunksize=1))


def to_find(strategy: Callable[[int], Strategy]) -> tuple[list[int], list[float]]:
    """Runs and seconds until the naive lock's bug is found, for each seed."""
    runs, seconds = [], []
    with Explorer(naive_lock()) as explorer:
        for seed in range(SEEDS):
            explored = explorer.explore(strategy(seed), schedules=2000, seed=seed)
            runs.append(explored.number + 1 if explored.found else 2000)
            seconds.append(explored.seconds)
    return runs, seconds


def by_threads() -> tuple[int, float]:
    """How many of the runs with free threads on the same engine show the bug, and how long they take."""
    broken, began = 0, time.perf_counter()
    for _ in range(THREAD_RUNS):
        connected, inside, worst = client(Servicer()), [0], [0]
        start = threading.Barrier(2)

        def body(connected: Any = connected, inside: Any = inside, worst: Any = worst, start: Any = start) -> None:
            document = connected.document("locks/one")
            start.wait()
            while document.get().exists:
                time.sleep(0.001)
            document.set({"holder": "somebody"})
            inside[0] += 1
            worst[0] = max(worst[0], inside[0])
            time.sleep(0.001)
            inside[0] -= 1
            document.delete()

        threads = [threading.Thread(target=body) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        broken += worst[0] > 1
    return broken, time.perf_counter() - began


def by_frontrun() -> str:
    """What frontrun says of the same lock on the same engine, in a process of its own."""
    if importlib.util.find_spec("frontrun") is None:
        return "is not installed here; make bench-peers does it"
    command = [sys.executable, "-m", "frontrun.cli"]
    script = Path(__file__).parent / "peers" / "frontrun_lock.py"
    began = time.perf_counter()
    try:
        done = subprocess.run(
            [*command, sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=FRONTRUN_S
        )
    except subprocess.TimeoutExpired:
        return f"says nothing within {FRONTRUN_S} s"
    told = (done.stdout + done.stderr).strip().splitlines()
    return f"{' / '.join(line for line in told if line.startswith('frontrun '))} ({time.perf_counter() - began:.0f} s)"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--frontrun", action="store_true", help="run frontrun too, up to two minutes")
    arguments = parser.parse_args()
    explored = rate()
    print(
        f"{explored.runs / explored.seconds:8,.0f} interleavings a second on one core, "
        f"{explored.steps / explored.runs:.1f} steps each"
    )
    one, two = rate_of_jobs(1), rate_of_jobs(2)
    print(f"{two / one:8.2f} × as many with two processes")
    print("naive lock, two processes: runs and seconds until its bug is found, medians of 20 seeds")
    strategies: dict[str, Callable[[int], Strategy]] = {
        "walk": Walk,
        "pct2": lambda seed: Pct(seed, depth=2),
        "pct3": lambda seed: Pct(seed, depth=3),
        "exhaustive1": lambda seed: Exhaustive(preemptions=1),
        "portfolio": Portfolio,
    }
    for name, strategy in strategies.items():
        runs, seconds = to_find(strategy)
        print(
            f"  {name:<12} {statistics.median(runs):6.1f} runs (most {max(runs)})  {statistics.median(seconds):.3f} s"
        )
    broken, seconds_taken = by_threads()
    print(f"  {'free threads':<12} broken in {broken} of {THREAD_RUNS} runs  {seconds_taken:.1f} s")
    if arguments.frontrun:
        print(f"  {'frontrun':<12} {by_frontrun()}")


if __name__ == "__main__":
    main()
