"""Exploring scenarios, keeping what was found as a trace with its picture, and making a kept run again."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.races.catalog import scenarios_of
from harness.races.scenario import Scenario, Suite
from harness.races.subjects import Subject, reference, subject_at
from harness.results import Outcome
from harness.simulation.diagram.html import write_with_picture
from harness.simulation.diagram.text import text_diagram
from harness.simulation.explore import Explorer
from harness.simulation.shrink import shrink
from harness.simulation.strategies import Exhaustive, Pct, Portfolio, Strategy, Walk
from harness.simulation.trace import Trace, read_trace
from harness.simulation.verdicts import Exploration

STRATEGIES = ("portfolio", "walk", "pct2", "pct3", "pct4", "exhaustive0", "exhaustive1", "exhaustive2")
SEEDS_APART = 1_000_003
"""Jobs that share a scenario begin with seeds so far apart that their walks differ."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a scenario.

    Attributes:
        trace: the shortest run that was found to break it, if one was; `files` is where it was written.
        too_long: runs that reached the limit of steps and say nothing.
    """

    id: str
    sentence: str
    outcome: Outcome
    runs: int
    cut: int
    too_long: int
    steps: int
    seconds: float
    exhausted: tuple[str, ...] = ()
    trace: Trace | None = None
    files: tuple[Path, ...] = ()


def strategy_named(name: str, seed: int) -> Strategy:
    """
    Raises:
        ValueError: there is no such strategy.
    """
    if name == "portfolio":
        return Portfolio(seed)
    if name == "walk":
        return Walk(seed)
    kind, depth = name[:-1], name[-1:]
    if kind == "pct" and depth in "234":
        return Pct(seed, depth=int(depth))
    if kind == "exhaustive" and depth in "012":
        return Exhaustive(preemptions=int(depth))
    raise ValueError(f"there is no strategy {name!r}; there are {', '.join(STRATEGIES)}")


def subject_of(options: Mapping[str, str]) -> Subject:
    """The subject that was named by these options.

    Raises:
        SubjectError: it cannot be made.
    """
    if options.get("subject"):
        return subject_at(options["subject"], adapter=options.get("adapter", ""), path=options.get("path", ""))
    without = options.get("without", "")
    return reference(*(without.split(",") if without else ()))


def suited(names: Sequence[str], subject: Subject) -> list[tuple[Suite, Scenario]]:
    """The named scenarios, for a class of the user's own only those that make sense for it.

    Raises:
        UnknownSuiteError: a name is none.
    """
    found = [one for name in names for one in scenarios_of(name)]
    return [(suite, one) for suite, one in found if subject.is_reference or one.own]


def run_scenario(
    suite: Suite, scenario: Scenario, subject: Subject, *, strategy: str = "portfolio", schedules: int = 2000,
    seed: int = 0, seconds: float | None = None,
) -> Verdict:  # fmt: skip
    """Explores one scenario; a failing run is shrunk."""
    name = f"{suite.name}.{scenario.name}"
    with Explorer(scenario.build(subject)) as explorer:
        explored = explorer.explore(strategy_named(strategy, seed), schedules=schedules, seed=seed, seconds=seconds)
        trace = None
        if explored.found is not None:
            small = shrink(explorer, explored.found, seed=explored.seed)
            trace = Trace.of(small, program=name, options=subject.options, seed=explored.seed)
    return _verdict(name, scenario, explored, trace)


def _verdict(name: str, scenario: Scenario, explored: Exploration, trace: Trace | None) -> Verdict:
    outcome = Outcome.FAILED if trace else Outcome.UNKNOWN if explored.too_long else Outcome.PASSED
    return Verdict(
        name, scenario.sentence, outcome, explored.runs, explored.cut, explored.too_long, explored.steps,
        explored.seconds, explored.exhausted, trace,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Share:
    """What one job does of a scenario. Subjects are named, since classes do not travel between processes."""

    name: str
    options: Mapping[str, str]
    strategy: str
    schedules: int
    seed: int
    seconds: float | None


def _do(share: _Share) -> Verdict:
    [(suite, scenario)] = scenarios_of(share.name)
    return run_scenario(
        suite, scenario, subject_of(share.options), strategy=share.strategy, schedules=share.schedules,
        seed=share.seed, seconds=share.seconds,
    )  # fmt: skip


def run_in_jobs(
    chosen: Sequence[tuple[Suite, Scenario]], subject: Subject, *, jobs: int, strategy: str, schedules: int, seed: int,
    seconds: float | None,
) -> list[Verdict]:  # fmt: skip
    """Explores the scenarios in several processes, each taking a part of the runs of each scenario."""
    shares = [
        _Share(
            f"{suite.name}.{one.name}", dict(subject.options), strategy, -(-schedules // jobs),
            seed + job * SEEDS_APART, seconds,
        )
        for suite, one in chosen
        for job in range(jobs)
    ]  # fmt: skip
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        done = pool.map(_do, shares, chunksize=1)
    return [_joined(done[at : at + jobs]) for at in range(0, len(done), jobs)]


def _joined(parts: Sequence[Verdict]) -> Verdict:
    """The verdict of one scenario from those of its jobs; the first trace counts."""
    failed = next((part for part in parts if part.trace is not None), None)
    unknown = any(part.outcome is Outcome.UNKNOWN for part in parts)
    return Verdict(
        parts[0].id,
        parts[0].sentence,
        Outcome.FAILED if failed else Outcome.UNKNOWN if unknown else Outcome.PASSED,
        sum(part.runs for part in parts),
        sum(part.cut for part in parts),
        sum(part.too_long for part in parts),
        sum(part.steps for part in parts),
        max(part.seconds for part in parts),
        tuple(dict.fromkeys(name for part in parts for name in part.exhausted)),
        failed.trace if failed else None,
    )


def keep(verdict: Verdict, folder: Path) -> tuple[Path, ...]:
    """Writes the trace and its picture; their paths."""
    if verdict.trace is None:
        return ()
    trace_file = folder / f"{verdict.id}.json"
    return trace_file, write_with_picture(verdict.trace, trace_file, replay=f"harness race replay {trace_file}")


@dataclass(frozen=True, slots=True)
class Replayed:
    """A kept run made again: its picture in text, and whether it still breaks what it broke."""

    picture: str
    before: str
    now: str | None


def replay(path: Path) -> Replayed:
    """Makes a kept run again.

    Raises:
        TraceError: the file is no trace.
        UnknownSuiteError, SubjectError: what it was made of is not there any more.
    """
    trace = read_trace(path)
    [(_, scenario)] = scenarios_of(trace.program)
    with Explorer(scenario.build(subject_of(trace.options))) as explorer:
        run = explorer.replay(trace.deviations, seed=trace.seed)
    sentence = run.broken.sentence if run.broken else ""
    why = run.broken.why if run.broken else ""
    return Replayed(text_diagram(run.taken, sentence=sentence, why=why), trace.sentence, sentence or None)
