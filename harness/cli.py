"""The command line: one sub-command per job.

Exit status: 0 nothing failed, 1 something failed, 2 the command or its settings are wrong,
3 nothing failed but something is unknown.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from harness.commands.canary import canary
from harness.commands.chaos import chaos_app
from harness.commands.contracts import contracts_app
from harness.commands.defects import defects_app
from harness.commands.kill_matrix import kill_matrix
from harness.commands.load import load_app
from harness.commands.race import race_app
from harness.commands.reporting import (
    AsOfOption,
    Format,
    FormatOption,
    OutOption,
    VerboseOption,
    WarehouseOption,
    WindowOption,
    or_refuse,
    tell,
)
from harness.commands.season import season_app
from harness.commands.serve import serve
from harness.commands.usage import USAGE_ERROR, SeedOption, errors, settings_of
from harness.results import RunReport
from harness.settings import Settings

if TYPE_CHECKING:
    from harness.nightly import Night

NO_HISTORY = "none"
"""What `validate` keeps unless it is told to."""

app = typer.Typer(
    name="harness",
    help="Proves whether the platform's data are right, before production does.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.add_typer(season_app, name="season")
app.add_typer(defects_app, name="defects")
app.add_typer(contracts_app, name="contracts")
app.add_typer(race_app, name="race")
app.add_typer(load_app, name="load")
app.add_typer(chaos_app, name="chaos")
app.command("kill-matrix")(kill_matrix)
app.command("serve")(serve)
app.command("canary")(canary)


class Show(StrEnum):
    """What is printed beside the report."""

    SQL = "sql"


Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID|CATEGORY]...", help="validator, category, contract.<table>, or contracts; all for none"
    ),
]
RecordingsOption = Annotated[
    Path | None, typer.Option("--recordings", metavar="DIR", help="folder of recorded provider responses")
]
PlanOption = Annotated[bool, typer.Option("--plan", help="print checks, queries and bytes without running them")]
ShowOption = Annotated[Show | None, typer.Option("--show", help="print the SQL behind every failed check")]
HistoryOption = Annotated[
    str | None,
    typer.Option("--history", metavar="PLACE", help="where results are kept: a file, bigquery://project, none"),
]


@app.command()
def nightly(
    warehouse: WarehouseOption = None,
    recordings: RecordingsOption = None,
    window: WindowOption = None,
    as_of: AsOfOption = None,
    seed: SeedOption = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
    reports: Annotated[
        Path | None, typer.Option("--reports", metavar="DIR", help="folder for the HTML, JSON and JUnit reports")
    ] = None,
    history: HistoryOption = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="do not go on with a run that was interrupted")] = False,
    verbose: VerboseOption = False,
) -> None:
    """The main job: load, contracts, validators, compare with earlier nights, report."""
    settings = settings_of(
        warehouse=warehouse,
        recordings=recordings,
        window=window,
        as_of=as_of,
        seed=seed,
        reports=reports,
        history=history,
    )
    done = or_refuse(lambda: _night(settings, fresh=fresh))
    tell(done.report, format, out, verbose=verbose, report_path=done.page)
    raise typer.Exit(done.report.exit_status(settings.fail_on))


@app.command()
def validate(
    names: Names = None,
    warehouse: WarehouseOption = None,
    recordings: RecordingsOption = None,
    window: WindowOption = None,
    as_of: AsOfOption = None,
    seed: SeedOption = None,
    plan: PlanOption = False,
    show: ShowOption = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
    history: HistoryOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Ask validators and contracts of the data at hand."""
    settings = settings_of(
        warehouse=warehouse, recordings=recordings, window=window, as_of=as_of, seed=seed, history=history
    )
    if plan:
        _print_plan(names or [], settings)
        return
    report = or_refuse(lambda: _ask(names or [], settings))
    tell(report, format, out, verbose=verbose)
    if show is Show.SQL:
        _print_sql(report)
    raise typer.Exit(report.exit_status(settings.fail_on))


@app.command()
def doctor(warehouse: WarehouseOption = None, recordings: RecordingsOption = None) -> None:
    """What is installed, reachable and allowed."""
    from harness.commands.doctor import suites
    from harness.doctor import examine

    settings = settings_of(warehouse=warehouse, recordings=recordings)
    wrong = False
    for item in chain(examine(settings), suites(settings)):
        typer.echo(f"{item.mark} {item.name:<22} {item.text}")
        wrong = wrong or item.wrong
    raise typer.Exit(1 if wrong else 0)


def _ask(names: list[str], settings: Settings) -> RunReport:
    from harness import nightly as job
    from harness.report import progress

    sets = job.select(names, settings.validators)
    store = job.store_of(settings, default=NO_HISTORY)
    with progress(errors(), None) as step:
        report = job.validate(settings, sets, title="validate", step=step)
    return job.remembered(report, settings, store, _say)


def _night(settings: Settings, *, fresh: bool) -> Night:
    from harness import nightly as job
    from harness.report import progress

    sets = job.everything(settings.validators)
    with progress(errors(), None) as step:
        return job.night(settings, sets, step=step, say=_say, fresh=fresh)


def _say(text: str) -> None:
    typer.echo(f"harness: {text}", err=True)


def _print_plan(names: list[str], settings: Settings) -> None:
    from harness import nightly as job
    from harness.report.plan import render_plan

    source, prepared = or_refuse(
        lambda: job.plan_of(settings, job.select(names, settings.validators), step=lambda _: None)
    )
    warehouse = source.warehouse
    render_plan(prepared, window=source.window, warehouse=warehouse.name, console=Console(), dialect=warehouse.dialect)


def _print_sql(report: RunReport) -> None:
    for result in report.results:
        if result.finding is not None and result.finding.query:
            typer.echo(f"\n-- {result.subject}: {result.check}\n{result.finding.query};")


def main() -> None:
    """Entry point of the `harness` command."""
    try:
        app()
    except BrokenPipeError:
        # The reader of a pipe has gone; there is nobody left to tell.
        sys.stderr.close()
        raise SystemExit(USAGE_ERROR) from None
