"""A run as a page: lanes and arrows, the documents' values where the pointer rests, the broken invariant marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2

from harness.simulation.trace import Trace
from harness.simulation.world import SECOND_NS, Taken

DATABASE = "Firestore"
LANE = 240
ROW = 34
LEFT = 90
TOP = 56


@dataclass(frozen=True, slots=True)
class _Row:
    """One step as it is drawn. Lengths in pixels."""

    y: int
    x: int
    database_x: int
    seconds: str
    label: str
    outcome: str
    remote: bool
    fault: bool
    values: str


def html_diagram(trace: Trace, *, replay: str = "") -> str:
    """A page that needs nothing but itself. `replay` is the command that makes the run again."""
    lanes = [*sorted({step.process for step in trace.taken}), DATABASE]
    rows = [_row(number, step, lanes, trace.taken[0].time_ns) for number, step in enumerate(trace.taken)]
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((Path(__file__).parent / "diagram.html.j2").read_text(encoding="utf-8"))
    return template.render(
        trace=trace,
        replay=replay,
        lanes=[(name, LEFT + LANE * number + LANE // 2) for number, name in enumerate(lanes)],
        rows=rows,
        width=LEFT + LANE * len(lanes),
        height=TOP + ROW * (len(rows) + 2),
        bottom=TOP + ROW * len(rows),
        top=TOP,
    )


def _row(number: int, step: Taken, lanes: list[str], start_ns: int) -> _Row:
    values = "\n".join(f"{name}: {value}" for name, value in step.documents)
    return _Row(
        y=TOP + ROW * number + ROW // 2,
        x=LEFT + LANE * lanes.index(step.process) + LANE // 2,
        database_x=LEFT + LANE * (len(lanes) - 1) + LANE // 2,
        seconds=f"{(step.time_ns - start_ns) / SECOND_NS:.3f} s",
        label=step.label,
        outcome=step.outcome,
        remote=step.remote,
        fault=step.outcome == "fault" or "(" in step.outcome,
        values=values or "no documents",
    )


def write_with_picture(trace: Trace, file: Path, *, replay: str) -> Path:
    """Writes the trace, and beside it its page; the page's path."""
    trace.write(file)
    picture = file.with_suffix(".html")
    picture.write_text(html_diagram(trace, replay=replay), encoding="utf-8")
    return picture
