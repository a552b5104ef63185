"""The scan plan on a terminal: checks, queries, columns and bytes, before anything runs."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.report.wording import bytes_text, plural
from harness.results import QueryReceipt, Window
from harness.warehouse.columns_read import columns_read
from harness.warehouse.run import Prepared
from harness.warehouse.sql import Dialect

_NUMBERS = ("checks", "proved", "columns", "bytes")


def render_plan(
    prepared: Prepared, *, window: Window, warehouse: str, console: Console, dialect: Dialect = "duckdb"
) -> None:
    """Print the queries of a plan with the checks each answers, and what cannot be asked and why.

    `proved` are checks that the statistics of the file prove, so that no row is read for them; `columns` those that
    the query reads, each column of a table once.
    """
    console.print(Text(f"plan for {window} on {warehouse}", style="bold"))
    grid = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("query", "tables", *_NUMBERS):
        grid.add_column(heading, justify="right" if heading in _NUMBERS else "left", overflow="fold")
    read: dict[str, set[str]] = {}
    for receipt in prepared.queries:
        columns = columns_read(receipt.sql, prepared.frame.columns, dialect)
        for table, names in columns.items():
            read.setdefault(table, set()).update(names)
        grid.add_row(
            Text(receipt.kind),
            Text(", ".join(receipt.tables)),
            str(receipt.checks),
            str(receipt.proved),
            str(sum(map(len, columns.values()))),
            bytes_text(receipt.estimated_bytes),
        )
    console.print(grid)
    for line in _summary(prepared, sum(map(len, read.values())), len(read)):
        console.print(line, highlight=False)
    for question, reason in prepared.plan.unaskable.items():
        console.print(Text(f"  ? {question.subject}  {question.check.name}: {reason}"))


def _summary(prepared: Prepared, columns: int, tables: int) -> tuple[str, str]:
    queries = prepared.queries
    asked, proved = sum(one.checks for one in queries), sum(one.proved for one in queries)
    described, unaskable = len(prepared.plan.described), len(prepared.plan.unaskable)
    total = [one.estimated_bytes for one in queries if one.estimated_bytes is not None]
    return (
        f"{asked + described + unaskable} checks: {asked} in {plural(len(queries), 'query')} ({_kinds(queries)}), "
        f"{described} from metadata, {unaskable} that cannot be asked; {bytes_text(sum(total) if total else None)}",
        f"{proved} of them proved by the statistics of files, no row read; "
        f"{plural(columns, 'column')} of {plural(tables, 'table')} read",
    )


def _kinds(queries: tuple[QueryReceipt, ...]) -> str:
    kinds = [one.kind for one in queries]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
