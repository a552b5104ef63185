"""`harness contracts`: what the tables must look like, what changed between two versions, other tools' forms of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from harness.commands.drift import contracts_check, contracts_drift, overrides_of
from harness.commands.recordings import contracts_recordings
from harness.commands.usage import errors, refuse, settings_of
from harness.nouns import counted
from harness.results import Severity

if TYPE_CHECKING:
    from contracts.compatibility import Change
    from contracts.described import TableDescription

contracts_app = typer.Typer(help="Contracts: list, compare, export.", no_args_is_help=True, rich_markup_mode=None)
contracts_app.command("check")(contracts_check)
contracts_app.command("drift")(contracts_drift)
contracts_app.command("recordings")(contracts_recordings)

REPOSITORY_TIMEOUT_S = 120
OURS = "contracts"
"""What names the contracts of this installation, as the side of a comparison."""

A_SIDE = "a .json or .sql file, a git revision, bigquery://project, or contracts: those of this installation"

Names = Annotated[
    list[str] | None, typer.Argument(metavar="[TABLE|DATASET]...", help="tables or datasets; all for none")
]


class ListFormat(StrEnum):
    """How contracts, rules and changes are told."""

    TABLE = "table"
    JSON = "json"
    GITHUB = "github"


class ExportFormat(StrEnum):
    """Whose form a contract is exported in."""

    DDL = "ddl"
    SCHEMA = "schema"
    ODCS = "odcs"
    JSON = "json"
    DOCS = "docs"


@contracts_app.command("list")
def contracts_list(names: Names = None) -> None:
    """Every table with its columns, its key, its partition, and how many checks its contract asks."""
    from contracts.catalog import contract

    chosen = chosen_tables(names)
    width = max(len(one.name) for one in chosen)
    for one in chosen:
        checks = len(contract(one.name).checks)
        layout = f"by {one.partition}" if one.partition else "not partitioned"
        typer.echo(f"{one.name:<{width}}  {len(one.columns):>3} columns  {checks:>3} checks  {layout}")
    typer.echo(f"{counted(len(chosen), 'contract')}. next: harness contracts export {chosen[0].name}")


@contracts_app.command("rules")
def contracts_rules(
    format: Annotated[ListFormat, typer.Option("--format", help="how to print them")] = ListFormat.TABLE,  # noqa: A002
) -> None:
    """The compatibility rules: what may change between two versions, and who is hurt by it."""
    from contracts.compatibility import RULES

    if format is ListFormat.JSON:
        told = [
            {"id": r.id, "title": r.title, "why": r.why, "severity": r.severity.label, "breaks": sorted(r.breaks)}
            for r in RULES.values()
        ]
        typer.echo(json.dumps(told, indent=1))
        return
    for rule in RULES.values():
        hurt = ", ".join(sorted(rule.breaks)) or "nobody"
        typer.echo(f"{rule.id}  {rule.severity.label:<7}  {rule.title:<38}  breaks {hurt}. {rule.why}")


@contracts_app.command("export")
def contracts_export(
    names: Names = None,
    format: Annotated[ExportFormat, typer.Option("--format", help="whose form")] = ExportFormat.DDL,  # noqa: A002
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="a file a table, instead of printing")
    ] = None,
) -> None:
    """Contracts as BigQuery DDL, BigQuery schema JSON, ODCS 3 YAML, JSON that `diff` reads, or pages to read."""
    from contracts.described import to_json

    chosen = chosen_tables(names)
    if format is ExportFormat.JSON:
        _put({"contracts.json": to_json(chosen)}, out)
        return
    if format is ExportFormat.DOCS:
        if out is None:
            refuse("the pages link to each other and are not printed; say where they go: --out DIR")
        _put(_docs(chosen), out)
        typer.echo(f"next: open {out / 'index.html'}")
        return
    ending = {ExportFormat.DDL: "sql", ExportFormat.SCHEMA: "schema.json", ExportFormat.ODCS: "odcs.yaml"}[format]
    _put({f"{one.name}.{ending}": _exported(one, format) for one in chosen}, out)


@contracts_app.command("diff")
def contracts_diff(
    before: Annotated[str, typer.Argument(metavar="A", help=A_SIDE)],
    after: Annotated[str, typer.Argument(metavar="B", help="the same; contracts if it is not given")] = OURS,
    mode: Annotated[str, typer.Option("--mode", metavar="MODE", help="backward, forward or full")] = "full",
    format: Annotated[ListFormat, typer.Option("--format", help="how to print the changes")] = ListFormat.TABLE,  # noqa: A002
    every: Annotated[bool, typer.Option("--every", help="print also what breaks nothing")] = False,
) -> None:
    """What changed from A to B, each change with its rule. Exit status 1 if something breaks what the mode guards."""
    from contracts.compatibility import Mode, breaking, compare, overridden
    from contracts.compatibility.overrides import run_out

    if mode not in list(Mode):
        refuse(f"--mode {mode!r} is none of {', '.join(Mode)}")
    settings = settings_of()
    overrides = overrides_of(settings)
    today = datetime.now(UTC).date()
    for old in run_out(overrides, today):
        typer.echo(f"harness: the override of {old.rule} for {old.path} ended on {old.expires}; take it out", err=True)
    versions = _side(before), _side(after)
    known = {one.name for one in versions[0]} & {one.name for one in versions[1]}
    # A live dataset or a file of some tables says nothing of the others.
    sides = [
        tuple(one for one in side if one.name in known or _is_whole(where))
        for side, where in zip(versions, (after, before), strict=True)
    ]
    changes = overridden(compare(*sides), overrides, today)
    broken = breaking(changes, Mode(mode), settings.fail_on if settings.fail_on > Severity.INFO else Severity.ERROR)
    _tell(changes if every else broken, format)
    if format is ListFormat.TABLE:
        typer.echo(
            f"{counted(len(known), 'table')} compared, {counted(len(changes), 'change')}, "
            f"{len(broken)} against {mode} compatibility"
        )
    raise typer.Exit(1 if broken else 0)


def _is_whole(where: str) -> bool:
    """Whether a side names every table there is, so that one it lacks is not there."""
    return not where.endswith((".json", ".sql")) and "://" not in where


def chosen_tables(names: list[str] | None) -> tuple[TableDescription, ...]:
    """The contracts that `names` name, tables or datasets; all for none."""
    from difflib import get_close_matches

    from contracts.catalog import models
    from contracts.described import describe

    every = {one.declaration().name: one for one in models()}
    chosen: dict[str, TableDescription] = {}
    for name in names or [""]:
        plain = name.removeprefix("contract.")
        found = [full for full in every if not plain or plain in (full, *full.split("."))]
        if not found:
            near = ", ".join(get_close_matches(plain, [*every, *(full.split(".")[1] for full in every)], n=3))
            refuse(
                f"there is no contract {name!r}; {f'did you mean: {near}' if near else 'see: harness contracts list'}"
            )
        chosen |= {full: describe(every[full]) for full in found}
    return tuple(chosen.values())


def _exported(table: TableDescription, format: ExportFormat) -> str:  # noqa: A002
    from importlib.metadata import version

    from contracts.export.ddl import create_table
    from contracts.export.odcs import odcs_yaml
    from contracts.export.schema_json import schema_json

    if format is ExportFormat.DDL:
        return create_table(table)
    return schema_json(table) if format is ExportFormat.SCHEMA else odcs_yaml(table, version=version("nba-harness"))


def _docs(chosen: tuple[TableDescription, ...]) -> dict[str, str]:
    from contracts.catalog import models
    from contracts.export.docs import example_row, pages
    from harness.report import progress

    names = {one.name for one in chosen}
    wanted = [model for model in models() if model.declaration().name in names]
    with progress(errors(), len(wanted)) as step:

        def example(name: str) -> dict[str, object]:
            step(f"an example row of {name}")
            return example_row(name)

        return dict(pages(wanted, example))


def _put(files: dict[str, str], folder: Path | None) -> None:
    if folder is None:
        typer.echo("\n".join(files.values()), nl=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    typer.echo(f"{len(files)} files written to {folder}")


def _side(where: str) -> tuple[TableDescription, ...]:
    """One side of a comparison."""
    from contracts.described import NotADescriptionError, from_json
    from contracts.export.ddl import from_ddl

    if where == OURS:
        return chosen_tables(None)
    if "://" in where:
        return _live(where)
    path = Path(where)
    if path.suffix not in (".json", ".sql"):
        return _revision(where)
    try:
        text = path.read_text(encoding="utf-8")
        return from_json(text, where) if path.suffix == ".json" else from_ddl(text, where)
    except (OSError, UnicodeDecodeError, NotADescriptionError) as error:
        refuse(str(error))


def _live(where: str) -> tuple[TableDescription, ...]:
    """The declared tables of a project, from their metadata: no byte is read."""
    from contracts.live import of_resource
    from harness.warehouse.connect import connect
    from harness.warehouse.schema import declared_tables
    from harness.warehouse.warehouse import WarehouseError

    try:
        warehouse = connect(where)
    except (WarehouseError, ValueError) as error:
        refuse(str(error))
    from harness.warehouse.bigquery import BigQueryWarehouse

    if not isinstance(warehouse, BigQueryWarehouse):
        refuse(f"{where!r} keeps no layout and no modes; say bigquery://project")
    try:
        asked = [name for name in declared_tables() if not name.startswith(("firestore.", "metadata."))]
        return tuple(of_resource(one) for one in warehouse.resources(asked))
    except WarehouseError as error:
        refuse(str(error))


def _revision(revision: str) -> tuple[TableDescription, ...]:
    """The contracts of a git revision, read by that revision's own code in a process of its own."""
    from contracts.described import from_json

    with tempfile.TemporaryDirectory() as name:
        tree = Path(name) / "tree.tar"
        archive = _run(["git", "archive", f"--output={tree}", revision, "contracts", "harness"], revision)
        if archive.returncode:
            _no_revision(revision, archive.stderr)
        _run(["tar", "-xf", str(tree), "-C", name], revision)
        said = _run([sys.executable, "-m", "harness", "contracts", "export", "--format", "json"], revision, folder=name)
        if said.returncode:
            _no_revision(revision, said.stderr or "it has no contracts that can be exported")
        return from_json(said.stdout, revision)


def _run(command: list[str], revision: str, folder: str | None = None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - git, tar and this interpreter, without a shell
            command, cwd=folder, capture_output=True, text=True, timeout=REPOSITORY_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _no_revision(revision, str(error))


def _no_revision(revision: str, why: str) -> NoReturn:
    last = next(reversed(why.strip().splitlines()), "it is none")
    refuse(f"{revision!r} is neither a .json or .sql file, bigquery://project, 'contracts', nor a git revision: {last}")


def _tell(changes: Iterable[Change], format: ListFormat) -> None:  # noqa: A002
    if format is ListFormat.JSON:
        told = [
            {
                "rule": one.rule.id,
                "severity": one.severity.label,
                "path": one.path,
                "title": one.rule.title,
                "before": one.before,
                "after": one.after,
                "breaks": sorted(one.rule.breaks),
                "why": one.rule.why,
            }
            for one in changes
        ]
        typer.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    for one in changes:
        if format is ListFormat.GITHUB:
            level = {Severity.INFO: "notice", Severity.WARNING: "warning"}.get(one.severity, "error")
            words = f"{one.rule.title}: {one.before} → {one.after}. {one.rule.why}"
            typer.echo(f"::{level} title={one.rule.id} {one.path}::{words}")
        else:
            typer.echo(f"{one}\n     {one.rule.why} Breaks: {', '.join(sorted(one.rule.breaks)) or 'nobody'}.")
