"""The scan plan on a terminal: checks, queries and bytes, before anything runs."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.report.wording import bytes_text
from harness.results import Window
from harness.warehouse.run import Prepared


def render_plan(prepared: Prepared, *, window: Window, warehouse: str, console: Console) -> None:
    """Print the queries of a plan with the checks each answers, and what cannot be asked and why."""
    answered = sum(receipt.checks for receipt in prepared.queries)
    console.print(Text(f"plan for {window} on {warehouse}", style="bold"))
    grid = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("query", "tables", "checks", "bytes"):
        grid.add_column(heading, justify="right" if heading in ("checks", "bytes") else "left", overflow="fold")
    for receipt in prepared.queries:
        grid.add_row(
            Text(receipt.kind),
            Text(", ".join(receipt.tables)),
            str(receipt.checks),
            bytes_text(receipt.estimated_bytes),
        )
    console.print(grid)
    total = [receipt.estimated_bytes for receipt in prepared.queries if receipt.estimated_bytes is not None]
    kinds = ", ".join(
        f"{sum(receipt.kind == kind for receipt in prepared.queries)} {kind}"
        for kind in dict.fromkeys(receipt.kind for receipt in prepared.queries)
    )
    described = len(prepared.plan.described)
    unaskable = len(prepared.plan.unaskable)
    console.print(
        f"{answered + described + unaskable} checks: {answered} in {len(prepared.queries)} queries ({kinds}), "
        f"{described} from metadata, {unaskable} that cannot be asked; {bytes_text(sum(total) if total else None)}",
        highlight=False,
    )
    for question, reason in prepared.plan.unaskable.items():
        console.print(Text(f"  ? {question.subject}  {question.check.name}: {reason}"))
