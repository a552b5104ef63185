"""How far a run is: a bar on a terminal, nothing in a pipe.

with progress(console, len(tables)) as step:
    for table in tables:
        step(table)
        ...
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from harness.report.wording import one_line


class Step(Protocol):
    """Says what is being done now; what was said before is thereby done."""

    def __call__(self, name: str) -> None: ...


@contextmanager
def progress(console: Console, total: int | None) -> Iterator[Step]:
    """Show the steps of a run on `console` while the block runs, and leave no trace of them.

    `total` is the number of steps, None where it is not known beforehand. A console that is no
    terminal (a pipe, a file, CI) is left alone.
    """
    if not console.is_terminal or console.is_dumb_terminal:
        yield lambda name: None
        return
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        begun = 0

        def step(name: str) -> None:
            nonlocal begun
            bar.update(task, completed=begun, description=one_line(name))
            begun += 1

        yield step
