"""The options of commands that end in a report, and the report told as they say."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from harness.commands.usage import refuse
from harness.results import RunReport
from harness.settings import SettingsError

Answer = TypeVar("Answer")


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"
    HTML = "html"
    GITHUB = "github"


WarehouseOption = Annotated[
    str | None,
    typer.Option("--warehouse", metavar="URL", help="duckdb:///file, parquet:///folder or bigquery://project"),
]
WindowOption = Annotated[
    str | None, typer.Option("--window", metavar="A..B", help="days to look at: 2024-01-15 or 2024-01-01..2024-01-31")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="INSTANT", help="judge ages at this instant, with offset")
]
FormatOption = Annotated[Format, typer.Option("--format", help="how to print the report")]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="write the report here instead of printing it")
]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="list every unknown check")]


def tell(
    report: RunReport, form: Format, out: Path | None, *, verbose: bool = False, report_path: Path | None = None
) -> None:
    """The report in one form, on the terminal or in a file; the command ends where that cannot be written.

    `report_path` is the page that was written beside it.
    """
    from harness import report as reporters

    writers = {
        Format.JSON: reporters.to_json,
        Format.JUNIT: reporters.to_junit,
        Format.HTML: reporters.to_html,
        Format.GITHUB: reporters.to_github,
    }
    try:
        if form is Format.TABLE and out is None:
            reporters.render(report, Console(), verbose=verbose, report_path=report_path)
        elif form is Format.TABLE and out is not None:
            with out.open("w", encoding="utf-8") as file:
                reporters.render(report, Console(file=file, width=120), verbose=verbose, report_path=report_path)
        elif out is None:
            typer.echo(writers[form](report))
        else:
            out.write_text(writers[form](report), encoding="utf-8")
    except OSError as error:
        refuse(f"the report cannot be written to {out}: {error.strerror}; name a file in a folder that is there")


def or_refuse(work: Callable[[], Answer]) -> Answer:
    """What `work` gives, or the end of the command where its settings, names or data cannot be used."""
    from harness.history.store import HistoryError
    from harness.nightly import UnknownNameError
    from harness.warehouse.warehouse import BudgetExceededError, WarehouseError

    try:
        return work()
    except (SettingsError, UnknownNameError, HistoryError, BudgetExceededError, WarehouseError) as error:
        refuse(str(error))
