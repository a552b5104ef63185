"""The options of commands that end in a report, and the report told as they say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from harness.results import RunReport


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


def tell(report: RunReport, form: Format, out: Path | None, *, verbose: bool = False) -> None:
    """The report in one form, on the terminal or in a file.

    Raises:
        OSError: the file cannot be written.
    """
    from harness import report as reporters

    if form is Format.TABLE:
        if out is None:
            reporters.render(report, Console(), verbose=verbose)
            return
        with out.open("w", encoding="utf-8") as file:
            reporters.render(report, Console(file=file, width=120), verbose=verbose)
        return
    writers = {
        Format.JSON: reporters.to_json,
        Format.JUNIT: reporters.to_junit,
        Format.HTML: reporters.to_html,
        Format.GITHUB: reporters.to_github,
    }
    text = writers[form](report)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text, encoding="utf-8")
