"""What every command needs at the door: its settings, and a way to refuse that says what to do."""

from __future__ import annotations

from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from harness.settings import Settings, SettingsError, load

USAGE_ERROR = 2

SeedOption = Annotated[int | None, typer.Option("--seed", metavar="N", help="seed of the synthetic season")]
StartYearOption = Annotated[int | None, typer.Option("--start-year", metavar="YEAR", help="2023, 2024 or 2025")]


def settings_of(**flags: Any) -> Settings:
    """The settings of this command, or the end of it where they cannot be used."""
    try:
        return load(flags)
    except SettingsError as error:
        refuse(str(error))


def errors() -> Console:
    """Where progress is shown: never in what is piped on."""
    return Console(stderr=True)


def refuse(message: str) -> NoReturn:
    """Say what is wrong with the command, and end it with exit status 2."""
    typer.echo(f"harness: {message}", err=True)
    raise typer.Exit(USAGE_ERROR)
