"""A run as text: a column a process, a line a step."""

from __future__ import annotations

from collections.abc import Sequence

from harness.simulation.world import SECOND_NS, Taken

WIDTH = 34
"""Characters of a column; longer labels are cut."""


def text_diagram(taken: Sequence[Taken], *, sentence: str = "", why: str = "", width: int = WIDTH) -> str:
    """The steps in their order, each in the column of its process, with the virtual seconds since the first."""
    names = sorted({step.process for step in taken})
    lines = ["time".rjust(10) + "  " + "  ".join(name.ljust(width) for name in names).rstrip()]
    start = taken[0].time_ns if taken else 0
    for step in taken:
        seconds = f"{(step.time_ns - start) / SECOND_NS:.3f} s".rjust(10)
        column = names.index(step.process)
        told = f"{step.label} → {step.outcome}" if step.outcome and step.outcome != "ok" else step.label
        room = width if column < len(names) - 1 else 2 * width
        told = told if len(told) <= room else told[: room - 1] + "…"
        lines.append(f"{seconds}  {' ' * (column * (width + 2))}{told}")
    if sentence:
        lines.append(f"  broken: {sentence}")
        lines.append(f"          {why}")
    return "\n".join(lines)
