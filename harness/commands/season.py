"""`harness season`: build a synthetic season, corrupted on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harness.commands.usage import SeedOption, StartYearOption, errors, refuse, settings_of

if TYPE_CHECKING:
    import duckdb

    from harness.season import Season
    from harness.season.defects import Applied, Defect

season_app = typer.Typer(help="The synthetic season.", no_args_is_help=True, rich_markup_mode=None)

KEYS_SHOWN = 50


@season_app.callback()
def season() -> None:
    """The synthetic season."""


@season_app.command("build")
def season_build(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="a .duckdb file, or a folder for parquet files")],
    seed: SeedOption = None,
    start_year: StartYearOption = None,
    defect: Annotated[
        list[str] | None,
        typer.Option(
            "--defect", metavar="NAME[:SIZE]", help="corrupt it so; may be repeated (harness defects list shows all)"
        ),
    ] = None,
) -> None:
    """Build a season and write it to a DuckDB file or a folder of parquet files."""
    settings = settings_of(seed=seed, start_year=start_year)
    from harness.report import progress
    from harness.season import build_season

    if out.exists() and not out.is_dir():
        refuse(f"{out} exists already; a season is not written over it: remove it or name another file")
    if out.suffix == ".duckdb" and not out.parent.is_dir():
        refuse(f"the folder {out.parent} does not exist; create it or name another file")
    defects = [_chosen(text) for text in defect or ()]
    season = build_season(seed=settings.seed, start_year=settings.start_year)
    with progress(errors(), len(season.tables)) as step:
        write = _write_duckdb if out.suffix == ".duckdb" else _write_parquet
        applied = write(season, out, defects, step)
    rows = sum(table.num_rows for table in season.tables.values())
    address = f"duckdb:///{out}" if out.suffix == ".duckdb" else f"parquet:///{out}"
    typer.echo(
        f"season {season.start_year}, seed {season.seed}: {rows:,} rows in {len(season.tables)} tables, in {out}"
    )
    for one in applied:
        _tell(one)
    days = f"{season.first_day}..{season.last_day}"
    typer.echo(f"next: harness validate --warehouse {address} --window {days} --as-of {season.as_of.isoformat()}")


def _chosen(text: str) -> tuple[Defect, int | None]:
    from harness.season.defects import defect_named

    name, _, size = text.partition(":")
    try:
        found = defect_named(name)
    except KeyError as error:
        refuse(str(error.args[0]))
    if size and not (size.isdigit() and int(size) > 0):
        refuse(f"--defect {text}: the size is a number of 1 or more, as in {name}:{found.sizes[-1]}")
    return found, int(size) if size else None


def _write_duckdb(
    season: Season, out: Path, defects: Sequence[tuple[Defect, int | None]], step: Callable[[str], None]
) -> tuple[Applied, ...]:
    import duckdb

    try:
        with duckdb.connect(str(out)) as connection:
            _load(season, connection, step)
            return _apply(connection, season, defects)
    except typer.Exit:
        out.unlink()
        raise


def _write_parquet(
    season: Season, out: Path, defects: Sequence[tuple[Defect, int | None]], step: Callable[[str], None]
) -> tuple[Applied, ...]:
    """Tables that a defect changed are written from DuckDB, where it worked; the others as they are."""
    import duckdb

    applied: tuple[Applied, ...] = ()
    changed: set[str] = set()
    with duckdb.connect(":memory:") as connection:
        if defects:
            _load(season, connection, step)
            applied = _apply(connection, season, defects)
            changed = {name for one in applied for name in one.touched}
        for name in season.tables:
            step(name)
            if name in changed:
                _write_changed(connection, name, out)
            else:
                season.write_parquet(out, tables=[name])
    return applied


def _write_changed(connection: duckdb.DuckDBPyConnection, name: str, out: Path) -> None:
    import pyarrow.parquet as pq

    from harness.warehouse.schema import declared

    rows = connection.execute(f"SELECT * FROM {name}").to_arrow_table()  # noqa: S608 - a name of the season's own
    out.mkdir(parents=True, exist_ok=True)
    pq.write_table(rows.cast(declared(name).arrow), out / f"{name}.parquet", compression="zstd")


def _load(season: Season, connection: duckdb.DuckDBPyConnection, step: Callable[[str], None]) -> None:
    connection.execute("SET TimeZone = 'UTC'")
    for name in season.tables:
        step(name)
        season.load(connection, tables=[name])


def _apply(
    connection: duckdb.DuckDBPyConnection, season: Season, defects: Sequence[tuple[Defect, int | None]]
) -> tuple[Applied, ...]:
    from harness.season.defects import NothingToCorruptError, apply_defects

    try:
        return apply_defects(connection, season, defects)
    except NothingToCorruptError as error:
        refuse(f"a defect cannot be applied: {error}; choose a smaller size, or another seed")


def _tell(applied: Applied) -> None:
    """Print a defect and the keys that it corrupted, as the checks that must find it name them."""
    from harness.commands.check_keys import check_keys

    columns = check_keys()
    typer.echo(f"\n{applied.defect.name}, size {applied.size}: {applied.defect.sentence}")
    for check in sorted(applied.defect.kills):
        keys = sorted(
            " ".join("NULL" if cell is None else str(cell) for cell in key)
            for key in applied.corrupted.expected(check, columns[check])
        )
        typer.echo(f"  {check}: {len(keys)} × {', '.join(columns[check]) or 'the table as a whole'}")
        for key in keys[:KEYS_SHOWN]:
            typer.echo(f"    {key}".rstrip())
        if len(keys) > KEYS_SHOWN:
            typer.echo(f"    and {len(keys) - KEYS_SHOWN} more")
    for name in applied.overlaps:
        typer.echo(f"  it meets rows or games of {name}; build two seasons to tell them apart")
