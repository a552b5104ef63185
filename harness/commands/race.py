"""`harness race`: the platform's concurrent parts, or a class of one's own, under every order of their steps."""

from __future__ import annotations

import importlib
import json
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harness.clock import RealClock, eastern_date
from harness.commands.reporting import Format, FormatOption, OutOption, tell
from harness.commands.usage import errors, refuse
from harness.nouns import counted
from harness.results import CheckResult, Finding, Outcome, RunReport, Severity, Window

if TYPE_CHECKING:
    from harness.races.running import Verdict
    from harness.races.subjects import Subject

race_app = typer.Typer(help="Races: list, run, replay.", no_args_is_help=True, rich_markup_mode=None)

FAILED, UNKNOWN = 1, 3
MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.UNKNOWN: "?"}


Names = Annotated[
    list[str] | None, typer.Argument(metavar="[SUITE|SUITE.SCENARIO]...", help="what to run; every suite for none")
]


@race_app.command("list")
def race_list() -> None:
    """The suites, their scenarios, and the safeguards whose absence each has shown."""
    _needs_the_extra()
    from harness.races.catalog import SUITES

    for suite in SUITES.values():
        typer.echo(f"{suite.name}: {suite.sentence}")
        for one in suite.scenarios:
            shows = ", ".join(safeguard.name.lower() for safeguard in one.shows)
            own = "  (also for your own class)" if one.own else ""
            typer.echo(f"  {suite.name + '.' + one.name:<38} {one.sentence}{own}{f'; shows {shows}' if shows else ''}")
    typer.echo("next: harness race run lock")


@race_app.command("run")
def race_run(
    names: Names = None,
    subject: Annotated[
        str, typer.Option("--subject", metavar="PKG.MODULE:CLASS", help="a class of yours instead of the reference")
    ] = "",
    adapter: Annotated[
        str, typer.Option("--adapter", metavar="MODULE:FACTORY", help="how to make and call it; see docs/races.md")
    ] = "",
    path: Annotated[str, typer.Option("--path", metavar="DIR", help="the folder that its package lies in")] = "",
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="SAFEGUARD", help="switch a safeguard of the reference off")
    ] = None,
    schedules: Annotated[int, typer.Option("--schedules", metavar="N", min=1, help="runs a scenario")] = 2000,
    seconds: Annotated[
        float | None, typer.Option("--seconds", metavar="S", min=0.1, help="stop a scenario after so long")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="of the choices and of the code's own chance")] = 0,
    strategy: Annotated[str, typer.Option("--strategy", help="portfolio, walk, pct2-4, exhaustive0-2")] = "portfolio",
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="processes to share the runs")] = 1,
    traces: Annotated[
        Path, typer.Option("--traces", metavar="DIR", help="where traces and pictures of failing runs go")
    ] = Path("reports/races"),
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
) -> None:
    """Run scenarios under many orders of their steps. Exit status 1 if one breaks an invariant."""
    _needs_the_extra()
    from harness.races.catalog import SUITES, UnknownSuiteError
    from harness.races.running import strategy_named, suited
    from harness.races.subjects import SubjectError, reference, subject_at

    if adapter and not subject:
        refuse("--adapter adapts a --subject; name one as pkg.module:Class")
    if subject and without:
        refuse("--without switches off safeguards of the reference platform; it does not go with --subject")
    try:
        strategy_named(strategy, seed)
        tested = subject_at(subject, adapter=adapter, path=path) if subject else reference(*(without or ()))
        chosen = suited(names or list(SUITES), tested)
    except (UnknownSuiteError, SubjectError, ValueError) as error:
        refuse(str(error))
    if not chosen:
        refuse("none of these scenarios is for a class of your own; harness race list marks those that are")
    began, started = RealClock().now(), time.perf_counter()
    verdicts = _explored(chosen, tested, strategy, schedules, seed, seconds, jobs, traces)
    if format is Format.TABLE and out is None:
        _print(verdicts)
    elif format is Format.JSON and out is None:
        typer.echo(json.dumps([_as_data(one) for one in verdicts], indent=1))
    else:
        tell(_report(verdicts, began, time.perf_counter() - started), format, out)
    if any(one.outcome is Outcome.FAILED for one in verdicts):
        raise typer.Exit(FAILED)
    if any(one.outcome is Outcome.UNKNOWN for one in verdicts):
        raise typer.Exit(UNKNOWN)


@race_app.command("replay")
def race_replay(
    trace: Annotated[Path, typer.Argument(metavar="TRACE", help="a trace that `harness race run` has written")],
) -> None:
    """Make a kept run again, step by step. Exit status 1 if it still breaks something."""
    _needs_the_extra()
    from harness.races.catalog import UnknownSuiteError
    from harness.races.running import replay
    from harness.races.subjects import SubjectError
    from harness.simulation.trace import TraceError

    try:
        replayed = replay(trace)
    except (TraceError, UnknownSuiteError, SubjectError) as error:
        refuse(str(error))
    typer.echo(replayed.picture)
    if replayed.now is None:
        typer.echo(f"nothing is broken any more; it was: {replayed.before}")
        return
    if replayed.now != replayed.before:
        typer.echo(f"it broke something else before: {replayed.before}")
    raise typer.Exit(FAILED)


def _explored(
    chosen: Any,
    subject: Subject,
    strategy: str,
    schedules: int,
    seed: int,
    seconds: float | None,
    jobs: int,
    traces: Path,
) -> list[Verdict]:
    from dataclasses import replace

    from harness.races.running import keep, run_in_jobs, run_scenario
    from harness.report import progress

    if jobs > 1:
        verdicts = run_in_jobs(
            chosen, subject, jobs=jobs, strategy=strategy, schedules=schedules, seed=seed, seconds=seconds
        )
    else:
        verdicts = []
        with progress(errors(), len(chosen)) as step:
            for suite, scenario in chosen:
                step(f"{suite.name}.{scenario.name}")
                verdicts.append(
                    run_scenario(
                        suite, scenario, subject, strategy=strategy, schedules=schedules, seed=seed, seconds=seconds
                    )
                )
    return [replace(one, files=keep(one, traces)) for one in verdicts]


def _print(verdicts: list[Verdict]) -> None:
    from harness.simulation.diagram.text import text_diagram

    for one in verdicts:
        rate = one.runs / one.seconds if one.seconds else 0
        told = f"{counted(one.runs, 'run')}, {rate:,.0f} a second"
        if one.too_long:
            told += f"; {one.too_long} reached the limit of steps and say nothing"
        if one.exhausted:
            told += f"; complete: {', '.join(one.exhausted)}"
        typer.echo(f"  {MARKS[one.outcome]} {one.id:<38} {told}")
        if one.trace is not None:
            typer.echo(text_diagram(one.trace.taken, sentence=one.trace.sentence, why=one.trace.why))
            typer.echo(f"    harness race replay {one.files[0]}    picture: {one.files[1]}")
    count = {outcome: sum(one.outcome is outcome for one in verdicts) for outcome in Outcome}
    typer.echo(
        f"  ✓ {count[Outcome.PASSED]} passed   ✗ {count[Outcome.FAILED]} failed   ? {count[Outcome.UNKNOWN]} unknown"
    )


def _report(verdicts: list[Verdict], began: datetime, duration_s: float) -> RunReport:
    """The verdicts as other reporters tell them."""
    today = eastern_date(began)
    return RunReport(
        title="races",
        warehouse="no warehouse",
        window=Window(today, today),
        as_of=began,
        started_at=began,
        duration_s=duration_s,
        results=tuple(_result(one) for one in verdicts),
    )


def _result(one: Verdict) -> CheckResult:
    told = f"{counted(one.runs, 'run')}"
    if one.outcome is Outcome.UNKNOWN:
        told = f"{one.too_long} of {told} reached the limit of steps"
    finding = None
    if one.trace is not None:
        finding = Finding(
            Severity.ERROR,
            f"{one.trace.sentence}: {one.trace.why}",
            1,
            repair=(f"see how: harness race replay {one.files[0]}",),
            place=str(one.files[1]),
            unit="run",
        )
    reason = None if finding else told
    return CheckResult(f"race.{one.id}", one.sentence, Severity.ERROR, one.outcome, reason=reason, finding=finding)


def _as_data(one: Verdict) -> dict[str, Any]:
    return {
        "id": one.id,
        "sentence": one.sentence,
        "outcome": one.outcome.value,
        "runs": one.runs,
        "cut": one.cut,
        "too_long": one.too_long,
        "steps": one.steps,
        "seconds": round(one.seconds, 3),
        "exhausted": list(one.exhausted),
        "broken": {"sentence": one.trace.sentence, "why": one.trace.why} if one.trace else None,
        "files": [str(file) for file in one.files],
    }


def _needs_the_extra() -> None:
    for name in ("google.cloud.firestore", "time_machine"):
        try:
            importlib.import_module(name)
        except ImportError:
            refuse(f"races need the extra emulators ({name} is missing): pip install 'nba-harness[emulators]'")
