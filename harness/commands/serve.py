"""`harness serve`: the reference platform on this machine, for trying it by hand."""

from __future__ import annotations

import importlib
import signal
import threading
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from harness.commands.usage import SeedOption, StartYearOption, errors, refuse, settings_of

if TYPE_CHECKING:
    from harness.reference.platform import Platform

FAILED = 1
_LOOK_EVERY_S = 1.0
_NEEDED = {
    "emulators": ("bqemulator", "google.cloud.firestore", "google.cloud.pubsub_v1"),
    "reference": ("flask", "waitress"),
}


def serve(
    game_date: Annotated[
        str | None, typer.Option("--game-date", metavar="DAY", help="the day to predict; the season's busiest for none")
    ] = None,
    seed: SeedOption = None,
    start_year: StartYearOption = None,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="prediction workers")] = 1,
    players: Annotated[
        int | None, typer.Option("--players", metavar="N", min=1, help="so many are predicted; all of the day for none")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="SAFEGUARD", help="switch a safeguard off; may be repeated")
    ] = None,
    logs: Annotated[
        Path | None, typer.Option("--logs", metavar="DIR", help="keep the logs here; they go with the run for none")
    ] = None,
) -> None:
    """Start the services of the platform on loopback, print how to reach them, and serve until Ctrl-C."""
    _needs_the_extras()
    settings = settings_of(seed=seed, start_year=start_year)
    day = _day(game_date)
    from harness.reference.platform import DayError, Platform, StartError
    from harness.reference.safeguards import Safeguards
    from harness.season import build_season

    try:
        Safeguards().without(*(without or ()))
    except ValueError as error:
        refuse(str(error))
    before = signal.signal(signal.SIGTERM, _interrupted)
    try:
        errors().print("harness: starting; this takes some ten seconds")
        season = build_season(seed=settings.seed, start_year=settings.start_year)
        with Platform(
            season, game_date=day, players=players, workers=workers, safeguards_off=without or (), folder=logs
        ) as platform:
            _tell(platform)
            _serve(platform)
    except KeyboardInterrupt:
        errors().print("harness: everything has ended")
    except DayError as error:
        refuse(str(error))
    except StartError as error:
        typer.echo(f"harness: {error}", err=True)
        raise typer.Exit(FAILED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupted(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends it as Ctrl-C does."""
    raise KeyboardInterrupt


def _serve(platform: Platform) -> None:
    """Until somebody interrupts; a process that ends of itself is told once."""
    names, never = set(platform.processes), threading.Event()
    while not never.wait(_LOOK_EVERY_S):
        running = set(platform.processes)
        for name in sorted(names - running):
            typer.echo(f"harness: {name} has ended; its log is {platform.logs[name]}", err=True)
        names &= running


def _tell(platform: Platform) -> None:
    urls = platform.urls
    for name, url in (("coordinator", urls.coordinator), ("worker", urls.worker), ("phases", urls.phases)):
        typer.echo(f"{name:12} {url}")
    if len(urls.workers) > 1:
        typer.echo(f"{'':12} worker stands for {', '.join(urls.workers)}")
    typer.echo(f"{'logs':12} {next(iter(platform.logs.values())).parent}")
    typer.echo("\nfor other processes (the key was made for this run and is worth nothing after it):")
    for name, value in platform.environment.items():
        if value:
            typer.echo(f"  export {name}={value}")
    typer.echo("\nstart a batch, then look at it:")
    typer.echo(f'  curl -X POST {urls.coordinator}/start -H "X-API-Key: $COORDINATOR_API_KEY" \\')
    typer.echo(f"""    -H 'Content-Type: application/json' -d '{{"game_date": "{platform.game_date}"}}'""")
    typer.echo(f'  curl -H "X-API-Key: $COORDINATOR_API_KEY" {urls.coordinator}/status')
    typer.echo("\nCtrl-C ends it")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"--game-date {text} is no day; write it as 2023-12-23")


def _needs_the_extras() -> None:
    for extra, names in _NEEDED.items():
        for name in names:
            try:
                importlib.import_module(name)
            except ImportError:
                refuse(f"serve needs the extra {extra} ({name} is missing): pip install 'nba-harness[{extra}]'")
