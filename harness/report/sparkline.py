"""Numbers of some nights as a drawing the size of a word; the template draws it, this says where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

WIDTH, HEIGHT = 120, 22
_EDGE = 2
_LEAST_BAR = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One night's bar, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sparkline:
    """`lines` are the points of polylines, one a run of nights that have a number.

    `dots` are nights alone between two gaps, and the last.
    `label` says in words what is drawn.
    """

    label: str
    lines: tuple[str, ...] = ()
    dots: tuple[tuple[float, float], ...] = ()
    bars: tuple[Bar, ...] = ()


def line(values: Sequence[int | None]) -> Sparkline:
    """A line from zero to the largest number; a night without one leaves a gap."""
    known = [value for value in values if value is not None]
    top = max(known, default=0) or 1
    points = [None if value is None else (_x(n, len(values)), _y(value, top)) for n, value in enumerate(values)]
    runs = [list(run) for there, run in groupby(points, key=lambda point: point is not None) if there]
    pieces = [[point for point in run if point is not None] for run in runs]
    drawn = tuple(" ".join(f"{x:g},{y:g}" for x, y in piece) for piece in pieces if len(piece) > 1)
    alone = [piece[0] for piece in pieces if len(piece) == 1]
    last = [points[-1]] if points and points[-1] is not None else []
    return Sparkline(_label(values), drawn, tuple(dict.fromkeys([*alone, *last])))


def bars(values: Sequence[int]) -> Sparkline:
    """A bar a night, none for 0; the smallest is still seen."""
    top = max(values, default=0) or 1
    step = (WIDTH - 2 * _EDGE) / max(len(values), 1)
    drawn = []
    for number, value in enumerate(values):
        if value:
            height = max(_LEAST_BAR, round(value / top * (HEIGHT - 2 * _EDGE), 1))
            x = round(_EDGE + number * step, 1)
            drawn.append(Bar(x, round(HEIGHT - _EDGE - height, 1), round(max(step - 1, 1), 1), height))
    return Sparkline(_label(values), bars=tuple(drawn))


def _x(number: int, count: int) -> float:
    return round(_EDGE + number * (WIDTH - 2 * _EDGE) / max(count - 1, 1), 1)


def _y(value: int, top: int) -> float:
    return round(HEIGHT - _EDGE - value / top * (HEIGHT - 2 * _EDGE), 1)


def _label(values: Sequence[int | None]) -> str:
    return ", ".join("none" if value is None else f"{value:,}" for value in values)
