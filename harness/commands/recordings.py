"""`harness contracts recordings`: recorded answers of the providers against their contracts and each other."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from harness.commands.reporting import AsOfOption, Format, FormatOption, OutOption, VerboseOption, tell
from harness.commands.usage import refuse, settings_of
from harness.results import CheckResult, Outcome, RunReport, Window
from harness.settings import Settings

MOST_NOTES = 10

Folder = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help="folder of recorded answers, with their MANIFEST.json")
]


def contracts_recordings(
    folder: Folder = None,
    live: Annotated[bool, typer.Option("--live", help="ask the providers themselves, where a key is given")] = False,
    provider: Annotated[
        list[str] | None, typer.Option("--provider", metavar="NAME", help="with --live: only these, also without a key")
    ] = None,
    as_of: AsOfOption = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Ask of each recording: does it keep its contract, is it as the one before it, is it young enough?"""
    settings = settings_of(as_of=as_of)
    if provider and not live:
        refuse("--provider names whom --live asks; add --live")
    if folder is None and not live:
        refuse("name the folder of the recordings, or ask the providers themselves with --live")
    report = checked(folder, settings, asked=_asked(provider) if live else ())
    tell(report, format, out, verbose=verbose)
    raise typer.Exit(report.exit_status(settings.fail_on))


def _asked(providers: list[str] | None) -> tuple[CheckResult, ...]:
    """What the providers answer now."""
    from contracts.apis.live import check_live

    try:
        return check_live(providers=providers)
    except ValueError as error:
        refuse(str(error))


def checked(folder: Path | None, settings: Settings, *, asked: tuple[CheckResult, ...] = ()) -> RunReport:
    """What the recordings of a folder say, after what was asked; the end of the command where there is no folder."""
    from contracts.apis.recordings import check_recordings
    from harness.clock import FrozenClock, RealClock, eastern_date
    from harness.ingest.recordings import find_recordings

    began, started = RealClock().now(), time.perf_counter()
    clock = FrozenClock(settings.as_of) if settings.as_of else RealClock()
    results, days = asked, []
    if folder is not None:
        try:
            results = (*check_recordings(folder, clock=clock), *asked)
        except NotADirectoryError as error:
            refuse(str(error))
        days = [one.day for one in find_recordings(folder).recordings if one.day is not None]
    as_of = clock.now()
    today = eastern_date(as_of)
    return RunReport(
        title=f"recordings in {folder.name}" if folder else "providers as they answer now",
        warehouse="no warehouse",
        window=Window(min(days, default=today), max(days, default=today)),
        as_of=as_of,
        started_at=began,
        duration_s=time.perf_counter() - started,
        results=results,
        notes=_added(results),
    )


def _added(results: tuple[CheckResult, ...]) -> tuple[str, ...]:
    """What differs and fails nothing: fields that were added."""
    from contracts.apis.recordings import BUT

    notes = [
        f"{one.subject}: {one.reason}"
        for one in results
        if one.outcome is Outcome.PASSED and one.reason and BUT in one.reason
    ]
    more = [f"{len(notes) - MOST_NOTES} recordings more have added fields"] if len(notes) > MOST_NOTES else []
    return (*notes[:MOST_NOTES], *more)
