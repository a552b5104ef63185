"""`harness defects`: what can be done to a season, and who must notice."""

from __future__ import annotations

import inspect
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harness.commands.usage import refuse

if TYPE_CHECKING:
    from harness.season.defects import Defect

defects_app = typer.Typer(help="Named ways to corrupt a season.", no_args_is_help=True, rich_markup_mode=None)


class Format(StrEnum):
    """How defects are described."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="how to print it")]


@defects_app.command("list")
def defects_list(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID|CATEGORY]...", help="validators that must notice them; all for none"),
    ] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """All defects: name, the incident it re-enacts, how many checks must notice, what it does."""
    from harness.season.defects import defects_for

    try:
        chosen = defects_for(names or [])
    except KeyError as error:
        refuse(str(error.args[0]))
    if format is Format.JSON:
        typer.echo(json.dumps([_described(one) for one in chosen], ensure_ascii=False, indent=1))
        return
    width = max(len(one.name) for one in chosen)
    for one in chosen:
        incident = f"#{one.incident}" if one.incident else ""
        typer.echo(f"{one.name:<{width}}  {incident:>3}  {len(one.kills)}  {one.sentence}")
    typer.echo(f"{len(chosen)} defects. next: harness defects show {chosen[0].name}")


@defects_app.command("show")
def defects_show(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """One defect: what it does, at which sizes, who must notice, and its code."""
    from harness.season.defects import defect_named

    try:
        one = defect_named(name)
    except KeyError as error:
        refuse(str(error.args[0]))
    if format is Format.JSON:
        typer.echo(json.dumps(_described(one), ensure_ascii=False, indent=1))
        return
    typer.echo(f"{one.name}\n{one.sentence}\n")
    incident = f"{one.incident}, docs/incidents.md" if one.incident else "none"
    typer.echo(f"incident    {incident}")
    typer.echo(f"sizes       {', '.join(map(str, one.sizes))}")
    typer.echo(f"days        {one.window or 'the last three weeks of the season'}")
    _print_checks("kills", one.kills)
    _print_checks("companions", one.companions)
    _print_checks("blinds", one.blinds)
    typer.echo(f"\n{inspect.getsource(one.corrupt)}")
    typer.echo(f"next: harness season build --out corrupted.duckdb --defect {one.name}")


def _print_checks(title: str, checks: frozenset[str]) -> None:
    for number, check in enumerate(sorted(checks) or ["none"]):
        typer.echo(f"{title if number == 0 else '':<10}  {check}")


def _described(one: Defect) -> dict[str, Any]:
    return {
        "name": one.name,
        "sentence": one.sentence,
        "incident": one.incident,
        "sizes": list(one.sizes),
        "window": one.window,
        "kills": sorted(one.kills),
        "companions": sorted(one.companions),
        "blinds": sorted(one.blinds),
    }
