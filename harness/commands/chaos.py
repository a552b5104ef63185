"""`harness chaos`: experiments and game days, what they leave, and taking back what a run that died has left.

Exit status: 0 every verdict is the one that its experiment states, 1 one is not, 2 the command is wrong, 3 one is not
known: halted, not injected, or a probe without an answer.
"""

from __future__ import annotations

import importlib.util
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from harness.commands.usage import errors, refuse, settings_of

if TYPE_CHECKING:
    from chaos.experiment import Experiment
    from chaos.journal import Verdict
    from chaos.running import ExperimentResult

chaos_app = typer.Typer(help="Chaos: list, run, gameday, report, recover.", no_args_is_help=True, rich_markup_mode=None)

DEVIATED, UNKNOWN = 1, 3
MARKS = {0: "✓", DEVIATED: "✗", UNKNOWN: "?"}
ROOM = "chaos"
Answer = TypeVar("Answer")

RehearsalOption = Annotated[bool, typer.Option("--rehearsal", help="all times at a tenth of their length")]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="where journals go; <reports>/chaos for none")
]


@chaos_app.command("list")
def chaos_list() -> None:
    """The experiments: what each says, the incident it re-enacts, and the safeguard without which it deviates."""
    _needs_the_extra()
    from chaos.experiment import files, read_experiment

    for file in files():
        experiment = _or_refuse(lambda file=file: read_experiment(file))  # type: ignore[misc]
        extension = experiment.extension
        incident = f"incident {extension.incident.number}; " if extension.incident else ""
        typer.echo(f"{experiment.name}: {extension.hypothesis}")
        typer.echo(f"  {extension.area}; {incident}touches {', '.join(extension.blast_radius.things)}")
        without = extension.without
        typer.echo(f"  {extension.expected} is expected, without {without.safeguard} {without.expected}")
    typer.echo("next: harness chaos run EXPERIMENT --rehearsal")


@chaos_app.command("run")
def chaos_run(
    experiment: Annotated[
        str | None, typer.Argument(metavar="[EXPERIMENT]", help="a name that `list` shows, or a file")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="all experiments of ours, one after the other")] = False,
    without: Annotated[
        str | None,
        typer.Option("--without", metavar="SAFEGUARD", help="switch one off; with --all, `named`: each its own"),
    ] = None,
    rehearsal: RehearsalOption = False,
    times: Annotated[int, typer.Option("--times", metavar="N", min=1, help="repeat each so often")] = 1,
    out: OutOption = None,
) -> None:
    """Run experiments. Exit status 1 if a verdict is not the one stated, 3 if one is inconclusive."""
    _needs_the_extra()
    from chaos.experiment import files, find_experiment, read_experiment
    from chaos.running import recover_left

    if every == (experiment is not None):
        refuse("name one experiment, or give --all; `harness chaos list` shows them")
    reports = settings_of().reports
    found = list(files()) if experiment is None else [_or_refuse(lambda: find_experiment(experiment))]
    chosen = [_or_refuse(lambda file=file: read_experiment(file)) for file in found]  # type: ignore[misc]
    asked = [(one, _safeguard(one, without)) for one in chosen]
    for line in recover_left(reports=reports, out=out):
        typer.echo(f"harness: {line}", err=True)
    results: list[ExperimentResult] = []
    for one, safeguard in (pair for pair in asked for _ in range(times)):
        results.append(_run(one, safeguard, rehearsal=rehearsal, out=out, reports=reports))
        if results[-1].was_interrupted:
            break
    raise typer.Exit(_worst([_status(result) for result in results]))


@chaos_app.command("gameday")
def chaos_gameday(
    day: Annotated[str, typer.Argument(metavar="DAY", help="a name of chaos/gamedays, or a file of yours")],
    auto: Annotated[bool, typer.Option("--auto", help="ask nobody: pauses are passed over")] = False,
    rehearsal: RehearsalOption = False,
    out: OutOption = None,
) -> None:
    """Hold a game day, and leave its journal and its page. Exit status as for `run`."""
    _needs_the_extra()
    from chaos.gameday import JOURNAL, PAGE, run_gameday
    from chaos.gameday_file import GameDayError, find_game_day
    from harness.reference.platform import StartError

    try:
        file = find_game_day(day)
    except GameDayError as error:
        refuse(str(error))
    # Two that begin in one second have a folder each.
    own = f"{file.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    folder = out or settings_of().reports / ROOM / own
    try:
        record = run_gameday(file, auto=auto, rehearsal=rehearsal, out=folder)
    except GameDayError as error:
        refuse(str(error))
    except StartError as error:
        typer.echo(f"harness: unknown: {error}", err=True)
        raise typer.Exit(UNKNOWN) from None
    status = _of_verdict(record.verdict)
    typer.echo(f"{MARKS[status]} {record.game_day}: {record.verdict}: {record.reason}")
    typer.echo(f"journal: {folder / JOURNAL}   page: {folder / PAGE}")
    raise typer.Exit(status)


@chaos_app.command("report")
def chaos_report(
    journal: Annotated[Path, typer.Argument(metavar="JOURNAL", help="what `run` or `gameday` has written")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="the page; beside the journal for none")
    ] = None,
) -> None:
    """Write the page of an experiment or a game day."""
    _needs_the_extra()
    from chaos.gameday_record import GameDayRecord
    from chaos.journal import ExperimentRecord, JournalError
    from chaos.report import experiment_page, game_day_page

    page = out or journal.with_suffix(".html")
    try:
        text = experiment_page(ExperimentRecord.read(journal))
    except JournalError as not_one:
        try:
            text = game_day_page(GameDayRecord.read(journal))
        except JournalError:
            refuse(str(not_one))
    try:
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        refuse(f"{page} cannot be written: {error.strerror}; name a file in a folder that is there")
    typer.echo(f"harness: {page}")


@chaos_app.command("recover")
def chaos_recover(out: OutOption = None) -> None:
    """Take back what runs that died have left, and close their journals. Exit status 1 if a fault is still there."""
    _needs_the_extra()
    from chaos.running import left_over, recover_left

    reports = settings_of().reports
    told = recover_left(reports=reports, out=out)
    for line in told or ("nothing was left",):
        typer.echo(line)
    left = left_over(reports=reports)
    for line in left:
        typer.echo(f"harness: still there: {line}", err=True)
    raise typer.Exit(DEVIATED if left else 0)


def _safeguard(experiment: Experiment, without: str | None) -> str | None:
    """The one to switch off for this experiment."""
    if without is None:
        return None
    if without == "named":
        return experiment.extension.without.safeguard
    from harness.reference.safeguards import Safeguards

    _or_refuse(lambda: Safeguards().without(without))
    return without.lower()


def _run(
    experiment: Experiment, without: str | None, *, rehearsal: bool, out: Path | None, reports: Path
) -> ExperimentResult:
    from chaos.running import run_experiment

    told = f"{experiment.name}{f' without {without}' if without else ''}"
    errors().print(f"harness: {told}", highlight=False)
    result = _or_refuse(
        lambda: run_experiment(experiment.file, without=without, rehearsal=rehearsal, out=out, reports=reports)
    )
    typer.echo(f"{MARKS[_status(result)]} {told}: {result.verdict}: {result.record.reason}")
    if result.unmet and result.record.verdict is result.record.expected:
        typer.echo(f"  {result.unmet}")
    typer.echo(f"  journal: {result.journal}")
    return result


def _status(result: ExperimentResult) -> int:
    """Of one run, by what its experiment states."""
    if result.as_expected:
        return 0
    return _of_verdict(result.verdict) or DEVIATED


def _of_verdict(verdict: Verdict) -> int:
    return {"held": 0, "deviated": DEVIATED}.get(str(verdict), UNKNOWN)


def _worst(statuses: list[int]) -> int:
    return DEVIATED if DEVIATED in statuses else max(statuses, default=0)


def _or_refuse(work: Callable[[], Answer]) -> Answer:
    """What `work` gives, or the end of the command where it was asked for what cannot be."""
    from chaos.experiment import ExperimentError

    try:
        return work()
    except (ExperimentError, ValueError) as error:
        refuse(str(error))


def _needs_the_extra() -> None:
    for name in ("chaoslib", "psutil"):
        if importlib.util.find_spec(name) is None:
            refuse(f"chaos needs the extra chaos ({name} is missing): pip install 'nba-harness[chaos]'")
