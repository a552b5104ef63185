"""`harness kill-matrix`: which check finds which defect, and whether it names exactly what was corrupted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harness.commands.usage import SeedOption, StartYearOption, errors, refuse, settings_of

if TYPE_CHECKING:
    from harness.report import Step
    from harness.season.defects import Defect
    from validators.kill_matrix.record import MatrixRecord


class Format(StrEnum):
    """How the matrix is written."""

    TABLE = "table"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


FILES = {Format.MARKDOWN: "kill-matrix.md", Format.HTML: "kill-matrix.html", Format.JSON: "kill-matrix.json"}


def kill_matrix(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DEFECT|ID|CATEGORY]...", help="defects, or validators that must find them; all for none"
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="write Markdown, HTML and JSON into this folder")
    ] = None,
    seeds: Annotated[
        int,
        typer.Option("--seeds", metavar="N", min=0, help="ask every check about N whole seasons without defects too"),
    ] = 0,
    all_sizes: Annotated[bool, typer.Option("--all-sizes", help="apply each defect at all its sizes")] = False,
    seed: SeedOption = None,
    start_year: StartYearOption = None,
    format: Annotated[Format, typer.Option("--format", help="how to print it")] = Format.TABLE,  # noqa: A002
) -> None:
    """Apply every defect to a clean season, one by one, and see which check finds it."""
    settings = settings_of(seed=seed, start_year=start_year)
    from harness.report import progress
    from harness.season.defects import defects_for

    try:
        defects = defects_for(names or [])
    except KeyError as error:
        refuse(str(error.args[0]))
    with progress(errors(), None) as step:
        record = _run(
            defects,
            whole=not names,
            seed=settings.seed,
            start_year=settings.start_year,
            clean=seeds,
            all_sizes=all_sizes,
            step=step,
        )
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for form, name in FILES.items():
            (out / name).write_text(_written(record, form), encoding="utf-8")
    typer.echo(_written(record, format))
    if out is not None and format is Format.TABLE:
        typer.echo(f"written: {', '.join(str(out / name) for name in FILES.values())}")
    raise typer.Exit(0 if record.good else 1)


def _run(
    defects: Sequence[Defect],
    *,
    whole: bool,
    seed: int,
    start_year: int,
    clean: int,
    all_sizes: bool,
    step: Step,
) -> MatrixRecord:
    from harness.season import build_season
    from validators.catalog import all_validators
    from validators.kill_matrix import kill_matrix as run
    from validators.kill_matrix.clean import clean_seasons
    from validators.kill_matrix.record import MatrixRecord
    from validators.kill_matrix.season import load_season, matrix_window

    validators = all_validators()
    season = build_season(seed=seed, start_year=start_year)
    window = matrix_window(season)
    matrix = run(
        load_season(season, validators, step=step),
        validators,
        defects,
        window=window,
        as_of=season.as_of,
        sizes=lambda defect: defect.sizes if all_sizes else defect.sizes[:1],
        step=step,
    )
    return MatrixRecord(
        matrix=matrix,
        seed=seed,
        start_year=start_year,
        window=window,
        as_of=season.as_of,
        clean_seasons=tuple(clean_seasons(validators, clean, step=step)),
        whole=whole,
    )


def _written(record: MatrixRecord, form: Format) -> str:
    from validators.kill_matrix.html import to_html
    from validators.kill_matrix.json import to_json
    from validators.kill_matrix.markdown import to_markdown
    from validators.kill_matrix.words import to_words

    writers = {
        Format.TABLE: to_words,
        Format.MARKDOWN: to_markdown,
        Format.HTML: to_html,
        Format.JSON: to_json,
    }
    return writers[form](record)
