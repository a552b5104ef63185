"""The figures of the page. matplotlib is imported when one is drawn, not before."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy

from harness.report.wording import one_line
from load.report.figures import Curve, HeatMap, Series
from load.report.svg import INK, LINE, SERIES, SOFT, inlined
from load.report.wording import latency_text, percent_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 15.2
"""Inches of 72 points; at the page's full width a point is then near a pixel."""
LEFT, RIGHT, BOTTOM, TOP = 0.85, 0.2, 0.55, 0.4
"""Inches around the axes, the same for all, so that one second is at one place in all figures."""
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "load",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": SOFT,
    "ytick.labelcolor": SOFT,
    "legend.frameon": False,
    "legend.labelcolor": INK,
    "text.parse_math": False,  # names are data
}
_DASHED, _DOTTED = (0, (6, 2)), (0, (2, 1.5))
"""Lines differ by more than their colour."""
_LIGHTEST, _DARKEST = 0.16, 0.95
_HEAT = (0.145, 0.42, 0.78)
"""One hue that grows denser; it stands on a light page as on a dark one."""


def rates(told: Series, *, text: str) -> str:
    """Arrivals that were due and started, requests completed, and arrivals missed, a second."""
    lines: list[tuple[str, Any, str, Any]] = [
        ("due", told.intended, SOFT, _DOTTED),
        ("started", told.started, SERIES[0], "-"),
        ("completed", told.completed, SERIES[2], _DASHED),
    ]
    if told.missed.any():
        lines.append(("missed", told.missed, SERIES[1], "-"))
    with _over_time(told, 2.7, "a second") as (figure, axes):
        for name, values, colour, dashes in lines:
            axes.stairs(values, _edges(told), baseline=None, linewidth=1.6, label=name, color=colour, linestyle=dashes)
        _legend(figure, axes)
        axes.set_ylim(bottom=0)
        return inlined(figure, prefix="rates", text=text)


def in_flight(told: Series, *, text: str) -> str:
    """Most requests at once."""
    with _over_time(told, 1.8, "at once", has_legend=False) as (figure, axes):
        axes.stairs(told.in_flight, _edges(told), fill=True, color=SERIES[0], alpha=0.15)
        axes.stairs(told.in_flight, _edges(told), baseline=None, linewidth=1.6, color=SERIES[0])
        axes.set_ylim(bottom=0)
        return inlined(figure, prefix="flight", text=text)


def errors(told: Series, *, text: str) -> str:
    """Failed requests a second, kind upon kind."""
    with _over_time(told, 2.5, "a second") as (figure, axes):
        below = numpy.zeros(len(told.start_s))
        for (kind, values), colour in zip(told.errors, SERIES, strict=False):
            axes.stairs(
                below + values, _edges(told), baseline=below, fill=True, color=colour, label=f" {one_line(kind)}"
            )
            below = below + values
        _legend(figure, axes)
        axes.set_ylim(bottom=0)
        return inlined(figure, prefix="errors", text=text)


def heat(told: HeatMap, *, text: str) -> str:
    """Response times over the run: the denser, the more requests."""
    shade = numpy.zeros((*told.counts.shape, 4))
    shade[..., :3] = _HEAT
    # By logarithm, so that one slow request is still seen beside a thousand fast ones.
    density = numpy.log1p(told.counts) / math.log1p(max(float(told.counts.max()), 1.0))
    shade[..., 3] = numpy.where(told.counts > 0, _LIGHTEST + (_DARKEST - _LIGHTEST) * density, 0)
    low, high = math.log10(told.lowest_ms), math.log10(told.highest_ms)
    with _figure(3.2, has_legend=False) as figure:
        axes = figure.subplots()
        axes.imshow(shade, origin="lower", aspect="auto", interpolation="none", extent=(0, told.end_s, low, high))
        ticks = _latency_ticks(told.lowest_ms, told.highest_ms)
        axes.set_yticks([math.log10(tick) for tick in ticks], [latency_text(tick) for tick in ticks])
        axes.set_xlabel("second of the intended start")
        return inlined(figure, prefix="heat", text=text)


def percentiles(curves: Sequence[tuple[str, Curve, Curve]], *, text: str) -> str:
    """Response and service time of each endpoint, over 1/(1-p): every decade is another nine."""
    columns = min(len(curves), 3)
    lines = math.ceil(len(curves) / columns)
    longest = max(float(one.latency_ms[-1]) for _, *both in curves for one in both)
    shortest = min(float(one.latency_ms[0]) for _, *both in curves for one in both)
    with _figure(0.8 + 2.6 * lines, title=0.25) as figure:
        panels = list(figure.subplots(lines, columns, squeeze=False, sharey=True).flat)
        for panel, (name, response, service) in zip(panels, curves, strict=False):
            _percentiles_of_one(panel, name, response, service)
            ticks = _latency_ticks(shortest, longest)
            panel.set_yticks(ticks, [latency_text(tick) for tick in ticks])
            panel.set_ylim(min(shortest, ticks[0]) / 1.1, max(longest, ticks[-1]) * 1.1)
            panel.minorticks_off()
        for panel in panels[: len(curves)][-columns:]:
            panel.set_xlabel("of the requests took no longer")
        for panel in panels[len(curves) :]:
            panel.set_visible(False)
        _legend(figure, panels[0])
        return inlined(figure, prefix="percentiles", text=text)


def _percentiles_of_one(axes: Axes, name: str, response: Curve, service: Curve) -> None:
    look: dict[str, Any] = {"linewidth": 1.7, "drawstyle": "steps-pre"}
    axes.plot(
        response.slowest, response.latency_ms, color=SERIES[0], label="response time, from the intended start", **look
    )
    axes.plot(
        service.slowest, service.latency_ms, color=SERIES[1], linestyle=_DASHED,
        label="service time, from the real start", **look,
    )  # fmt: skip
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_title(name, loc="left", fontsize=11, color=INK)
    most = float(response.slowest[-1])
    ticks = [2.0, *(10.0**nines for nines in range(1, 9) if 10**nines <= most)]
    axes.set_xticks(ticks, [percent_text(100 * (1 - 1 / tick)) for tick in ticks])
    axes.set_xlim(1, most)


def _latency_ticks(lowest_ms: float, highest_ms: float) -> list[float]:
    """Powers of ten, with 2 and 5 between them where there are few."""
    decades = range(math.floor(math.log10(lowest_ms)), math.ceil(math.log10(highest_ms)) + 1)
    for digits in ((1.0,), (1.0, 2.0, 5.0)):
        ticks = [digit * 10.0**decade for decade in decades for digit in digits]
        inside = [tick for tick in ticks if lowest_ms * 0.999 <= tick <= highest_ms * 1.001]
        if len(inside) > 2:
            return inside
    return inside or [lowest_ms, highest_ms]


@contextmanager
def _over_time(told: Series, height: float, label: str, *, has_legend: bool = True) -> Iterator[tuple[Figure, Axes]]:
    from matplotlib.ticker import MaxNLocator

    with _figure(height, has_legend=has_legend) as figure:
        axes = figure.subplots()
        axes.set_xlabel("second of the run")
        axes.set_ylabel(label)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
        axes.set_xlim(0, told.end_s)
        yield figure, axes


def _edges(told: Series) -> Any:
    return numpy.append(told.start_s, told.end_s)


def _legend(figure: Figure, axes: Axes) -> None:
    """On one line above the axes."""
    handles, labels = axes.get_legend_handles_labels()
    place = (LEFT / WIDTH - 0.004, 1.0)
    figure.legend(handles, labels, loc="upper left", bbox_to_anchor=place, ncols=len(labels), handlelength=2.6)


@contextmanager
def _figure(height: float, *, has_legend: bool = True, title: float = 0.0) -> Iterator[Figure]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    top = TOP if has_legend else 0.12
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, height))
        figure.subplots_adjust(
            left=LEFT / WIDTH, right=1 - RIGHT / WIDTH, bottom=BOTTOM / height, top=1 - (top + title) / height,
            hspace=0.34, wspace=0.09,
        )  # fmt: skip
        yield figure
