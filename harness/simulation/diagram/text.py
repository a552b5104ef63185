"""A run as text: a column a process, a line a step."""

from __future__ import annotations

from collections.abc import Sequence

from harness.simulation.world import SECOND_NS, Taken

WIDTH = 44
"""Characters of a column; longer labels are cut."""


def text_diagram(taken: Sequence[Taken], *, sentence: str = "", why: str = "", width: int = WIDTH) -> str:
    """The steps in their order, each in the column of its process, with the virtual seconds since the first."""
    names = sorted({step.process for step in taken})
    lines = ["time".rjust(10) + "  " + "  ".join(name.ljust(width) for name in names).rstrip()]
    start = taken[0].time_ns if taken else 0
    for step in taken:
        seconds = f"{(step.time_ns - start) / SECOND_NS:.3f} s".rjust(10)
        column = names.index(step.process)
        room = width if column < len(names) - 1 else 2 * width
        lines.append(f"{seconds}  {' ' * (column * (width + 2))}{_told(step, room)}")
    if sentence:
        lines.append(f"  broken: {sentence}")
        lines.append(f"          {why}")
    return "\n".join(lines)


def _told(step: Taken, room: int) -> str:
    """Label and outcome; where both do not fit, an outcome that is short stays whole."""
    if not step.outcome or step.outcome == "ok":
        return _cut(step.label, room)
    outcome = _cut(step.outcome, max(room - len(step.label) - 3, room // 2))
    return f"{_cut(step.label, room - len(outcome) - 3)} → {outcome}"


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"
