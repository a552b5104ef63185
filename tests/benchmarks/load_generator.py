"""The open-model generator beside plain Locust: what it reports of a stall, how late it is itself, what it costs.

    python tests/benchmarks/load_generator.py [truth] [steady] [cost] [processes]

Runs are interleaved: plain, open, plain, open. Where there are two cores the server is kept to one, the generator to
the other. Figures are medians of the rounds; --rounds and --duration-s change how many and how long. Cost is told
twice: as requests a second, and as CPU time a request, which a busy machine disturbs less. Nothing here is asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "load"))

from open_model_runs import (
    LOCUSTFILE,
    PERCENTS,
    Plain,
    Script,
    percentile,
    plain_run,
    response_ms,
    serving,
)

from load.record import RunRecord

RATE = 500
STALL = Script(think_s=0.04, stall_at_s=5.0, stall_s=1.0)
PLAIN_USERS = 24
"""A fifth more than 500 a second need at 40 ms each."""
STEADY_USERS = 50
BUSY_USERS = 20
"""Enough to keep one core busy, for both kinds."""
OFFERED = 1.1
"""Times what plain users reach: more than can be made. What is not started within 50 ms is missed, so that Locust's
own statistics have as short times to round as in the plain run."""
PIN = len(getattr(os, "sched_getaffinity", lambda _: ())(0)) > 1
GENERATOR, SERVER = (0, 1) if PIN else (None, None)


@dataclass(frozen=True)
class Cost:
    """What generators did in the seconds that were measured; of several processes, all together."""

    requests: int
    wall_s: float
    cpu_s: float

    @property
    def per_second(self) -> float:
        return self.requests / self.wall_s

    @property
    def cpu_us(self) -> float:
        """CPU time a request."""
        return self.cpu_s / self.requests * 1e6


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="load-generator-") as name:
        yield Path(name)


def locust(url: str, *options: str, core: int | None, **environment: object) -> None:
    command = [sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), "--host", url, "--headless", "--only-summary"]
    if core is not None:
        command = ["taskset", "--cpu-list", str(core), *command]
    variables = os.environ | {name: str(value) for name, value in environment.items()}
    subprocess.run([*command, *options], env=variables, check=True, capture_output=True)


def open_run(url: str, *, rate: float, users: int, duration_s: float) -> RunRecord:
    with folder() as kept:
        record = kept / "record.json"
        options = ("-u", str(users), "-r", str(users), "--stop-timeout", "10")
        locust(
            url,
            *options,
            core=GENERATOR,
            RUN_KIND="open",
            RUN_RATE=rate,
            LOAD_DURATION_S=duration_s,
            LOAD_RECORD=record,
        )
        return RunRecord.read(record)


def closed_run(url: str, *, users: int, duration_s: float, per_user: float) -> Plain:
    with folder() as kept:
        return plain_run(url, users=users, duration_s=duration_s, folder=kept, per_user=per_user, core=GENERATOR)


def truth(rounds: int, duration_s: float) -> None:
    """What is reported of a stall of one second."""
    computed = STALL.responses_ms(RATE, duration_s)
    expected = {percent: percentile(computed, percent) for percent in PERCENTS}
    opened: list[dict[float, float]] = []
    closed: list[dict[float, float]] = []
    for _ in range(rounds):
        with serving(STALL, core=SERVER) as url:
            plain = closed_run(url, users=PLAIN_USERS, duration_s=duration_s, per_user=RATE / PLAIN_USERS)
        closed.append(plain.percentiles_ms)
        with serving(STALL, core=SERVER) as url:
            record = open_run(url, rate=RATE, users=RATE + 100, duration_s=duration_s)
        opened.append({percent: response_ms(record, percent) for percent in PERCENTS})
    print(f"truth: {RATE}/s, 40 ms an answer, a stall of 1 s; {rounds} rounds of {duration_s:g} s; ms")
    print("         computed    reported     off    plain Locust     off")
    for percent in PERCENTS:
        ours = statistics.median(run[percent] for run in opened)
        theirs = statistics.median(run[percent] for run in closed)
        true = expected[percent]
        off = f"{ours / true - 1:+7.1%} {theirs:15.1f} {_factor(true / theirs):>7}"
        print(f"  p{percent:<5g} {true:10.1f}  {ours:10.1f} {off}")


def _factor(too_low: float) -> str:
    return f"÷ {too_low:.0f}" if too_low >= 2 else f"{1 / too_low - 1:+.1%}"


def steady(rounds: int, duration_s: float) -> None:
    """How late the generators are themselves, against a server that answers at once."""
    opened, closed = [], []
    for _ in range(rounds):
        with serving(Script(), core=SERVER) as url:
            closed.append(closed_run(url, users=STEADY_USERS, duration_s=duration_s, per_user=RATE / STEADY_USERS))
            opened.append(open_run(url, rate=RATE, users=STEADY_USERS, duration_s=duration_s))
    print(f"steady: {RATE}/s, a server that answers at once; {rounds} rounds of {duration_s:g} s; ms")
    for percent in PERCENTS:
        ours = statistics.median(response_ms(record, percent) for record in opened)
        theirs = statistics.median(plain.percentiles_ms[percent] for plain in closed)
        print(f"  p{percent:<5g} open {ours:8.2f}   plain {theirs:6.0f} (as Locust rounds it)")


def measured(url: str, kind: str, duration_s: float, *, rate: float = 0, processes: int = 1) -> Cost:
    """The cost of one run; times of several processes are added, and their wall time is the mean."""
    users = BUSY_USERS * processes
    options = ["-u", str(users), "-r", str(users), "-t", f"{duration_s + 3:g}s"]
    if processes > 1:
        options += ["--processes", str(processes)]
    with folder() as told:
        locust(
            url,
            *options,
            core=GENERATOR if processes == 1 else None,
            RUN_KIND=kind,
            RUN_RATE=rate or 1,
            RUN_COST=told,
            RUN_COST_S=duration_s,
            LOAD_LONGEST_WAIT_S=0.05,
        )
        costs = [Cost(**json.loads(file.read_text())) for file in told.iterdir()]
    if len(costs) != processes:
        raise RuntimeError(f"{len(costs)} of {processes} processes told what they did")
    return Cost(
        requests=sum(cost.requests for cost in costs),
        wall_s=statistics.mean(cost.wall_s for cost in costs),
        cpu_s=sum(cost.cpu_s for cost in costs),
    )


def cost(rounds: int, duration_s: float) -> None:
    """Requests on one core, with more arrivals than it can make."""
    pairs = []
    for _ in range(rounds):
        with serving(Script(), core=SERVER) as url:
            plain = measured(url, "plain", duration_s)
            pairs.append((plain, measured(url, "open", duration_s, rate=plain.per_second * OFFERED)))
    for kind, costs in zip(("plain", "open"), zip(*pairs, strict=True), strict=True):
        rate = statistics.median(each.per_second for each in costs)
        print(
            f"cost: {kind:5} {rate:8.0f} requests/s, {statistics.median(each.cpu_us for each in costs):5.1f} µs of CPU"
        )
    by_rate = statistics.median(ours.per_second / plain.per_second for plain, ours in pairs)
    by_cpu = statistics.median(plain.cpu_us / ours.cpu_us for plain, ours in pairs)
    print(f"  open / plain on one core: {by_rate:.2f} by requests/s, {by_cpu:.2f} by CPU; {rounds} pairs")


def processes(rounds: int, duration_s: float) -> None:
    """Two processes beside one. The server needs a core too, so on two cores the rate itself cannot double.

    What the generators add up to is therefore told by CPU: twice the requests that one second of CPU makes, beside what
    it makes alone; that is what two would reach with a core each.
    """
    pairs = []
    for _ in range(rounds):
        with serving(Script(), core=SERVER) as url:
            plain = measured(url, "plain", duration_s)
            offered = plain.per_second * OFFERED
            one = measured(url, "open", duration_s, rate=offered)
            pairs.append((one, measured(url, "open", duration_s, rate=2 * offered, processes=2)))
    by_rate = statistics.median(two.per_second / one.per_second for one, two in pairs)
    by_cpu = statistics.median(2 * one.cpu_us / two.cpu_us for one, two in pairs)
    cores = os.cpu_count()
    print(f"processes: two / one: {by_rate:.2f} by requests/s on {cores} cores with the server, {by_cpu:.2f} by CPU")


PARTS = {part.__name__: part for part in (truth, steady, cost, processes)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--duration-s", type=float, default=20.0)
    given = options.parse_args()
    pinned = f"generator on core {GENERATOR}, server on core {SERVER}" if PIN else "processes are not pinned"
    print(f"{os.cpu_count()} cores, {pinned}, load average {os.getloadavg()[0]:.1f}")
    for name in given.parts or PARTS:
        PARTS[name](given.rounds, given.duration_s)


if __name__ == "__main__":
    main()
