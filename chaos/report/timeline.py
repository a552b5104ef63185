"""Timelines as lanes of bars and marks, in the units of their drawing; the template draws them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from chaos.gameday_record import GameDayRecord
from chaos.journal import Event, EventKind, ExperimentRecord, Series
from chaos.report.wording import STANDING, at_text, value_text
from chaos.timings import fault_windows, last_s, ordered
from harness.report.wording import duration_text, one_line

WIDTH, LEFT, RIGHT = 1000.0, 240.0, 30.0
LANE, TOP, BOTTOM = 26.0, 10.0, 30.0
FAULTS_DRAWN = 12
_LABEL = 30
"""Characters that fit left of a lane."""
_TICKS = 7
_STEPS_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
_SHAPES = {"passed": "circle", "failed": "cross", "unknown": "ring"}
_LANES: tuple[tuple[str, tuple[EventKind, ...]], ...] = (
    ("halted", ("halt",)),
    ("detected", ("detect",)),
    ("mitigated", ("mitigate",)),
    ("undone and verified", ("undo", "verify")),
    ("recovered", ("recover",)),
)
_TOLD = ("halt", "detect", "mitigate", "recover")


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    width: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`text` stands beside it, on the side where there is room."""

    x: float
    shape: str
    kind: str
    title: str
    text: str = ""

    @property
    def on_the_left(self) -> bool:
        return self.x > WIDTH - RIGHT - 90


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    y: float
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing `WIDTH` wide."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]

    @property
    def height(self) -> float:
        return TOP + LANE * len(self.lanes) + BOTTOM


@dataclass(frozen=True, slots=True)
class Scale:
    """From seconds to the drawing."""

    end_s: float

    def x(self, seconds: float) -> float:
        share = min(max(seconds / self.end_s, 0.0), 1.0)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self) -> tuple[Tick, ...]:
        step = next((step for step in _STEPS_S if self.end_s / step <= _TICKS), _STEPS_S[-1])
        count = math.floor(self.end_s / step + 1e-9)
        return tuple(Tick(self.x(number * step), _tick_text(number * step)) for number in range(count + 1))

    def bar(self, from_s: float, until_s: float, kind: str, title: str) -> Bar:
        """At least wide enough to be seen."""
        left = self.x(from_s)
        return Bar(left, max(round(self.x(until_s) - left, 1), 2.0), kind, title)


def of_experiment(record: ExperimentRecord) -> Timeline | None:
    """Its faults, one lane each, what the steady state said, and what happened. None where nothing did."""
    if not record.events and not record.answers:
        return None
    scale = Scale(max(last_s(record), 0.01))
    windows = fault_windows(record)
    lanes: list[tuple[str, tuple[Bar, ...], tuple[Mark, ...]]] = [
        (window.text, (scale.bar(window.from_s, window.until_s, "fault",
                                 f"{window.text}: {at_text(window.from_s)} to {window.until_s:.1f}"),), ())
        for window in windows[:FAULTS_DRAWN]
    ]  # fmt: skip
    rest = windows[FAULTS_DRAWN:]
    if rest:
        bars = tuple(scale.bar(window.from_s, window.until_s, "fault", window.text) for window in rest)
        lanes.append((f"{len(rest)} more faults", bars, ()))
    answers = tuple(
        Mark(scale.x(one.at_s), _SHAPES[one.outcome], one.outcome,
             f"{one.probe} {one.phase}: {one.outcome}, {value_text(one.value)}, at {at_text(one.at_s)}")
        for one in record.answers
    )  # fmt: skip
    lanes.append(("steady state", (), answers))
    for label, kinds in _LANES:
        marks = _marks([event for event in ordered(record.events) if event.kind in kinds], scale)
        if marks or label in ("detected", "recovered"):
            lanes.append((label, (), marks))
    return _drawn(lanes, scale)


def of_game_day(day: GameDayRecord) -> Timeline | None:
    """Load, experiments by verdict, pauses, and when the platform's signals told. None where nothing happened."""
    if not day.experiments and not day.events:
        return None
    ends = [one.at_s + last_s(one.record) for one in day.experiments] + [event.at_s for event in day.events]
    scale = Scale(max([day.duration_s, *ends, 0.01]))
    lanes: list[tuple[str, tuple[Bar, ...], tuple[Mark, ...]]] = [
        (f"load: {load.scenario}", (scale.bar(load.at_s, load.at_s + load.duration_s, "load", load.reason),), ())
        for load in day.loads
    ]
    for one in day.experiments:
        title = f"{one.record.experiment}: {one.record.verdict}"
        bar = scale.bar(one.at_s, one.at_s + last_s(one.record), STANDING[one.record.verdict], title)
        faults = [
            scale.bar(one.at_s + window.from_s, one.at_s + window.until_s, "fault", window.text)
            for window in fault_windows(one.record)
        ]
        lanes.append((one.record.experiment, (bar, *faults), ()))
    lanes.append(("detected", (), _observed(day, scale, "detect")))
    lanes.append(("recovered", (), _observed(day, scale, "recover")))
    if day.pauses:
        pauses = tuple(Mark(scale.x(one.at_s), "circle", "note", one.text) for one in day.pauses)
        lanes.append(("pauses", (), pauses))
    return _drawn(lanes, scale)


def _observed(day: GameDayRecord, scale: Scale, kind: Literal["detect", "recover"]) -> tuple[Mark, ...]:
    """When the platform's own signals told of each experiment, and when they were as before."""
    marks = []
    for one in day.observations:
        after_s = one.detected_after_s if kind == "detect" else one.recovered_after_s
        if one.injected_at_s is not None and after_s is not None:
            told = one.signal or "signals" if kind == "detect" else "all signals as before"
            title = f"{one.experiment}: {told}, after {duration_text(after_s)}"
            marks.append(Mark(scale.x(one.injected_at_s + after_s), "diamond", kind, title))
    return tuple(marks)


def _marks(events: Sequence[Event], scale: Scale) -> tuple[Mark, ...]:
    """The first says when it was; where something came back several times, the last does."""
    if not events:
        return ()
    speaking = events[-1] if events[0].kind == "recover" else events[0]
    return tuple(
        Mark(
            scale.x(event.at_s),
            "diamond",
            event.kind,
            f"{event.text}, at {at_text(event.at_s)}",
            f"{event.at_s:.1f} s" if event is speaking and event.kind in _TOLD else "",
        )
        for event in events
    )


def _drawn(lanes: Iterable[tuple[str, tuple[Bar, ...], tuple[Mark, ...]]], scale: Scale) -> Timeline:
    placed = tuple(
        Lane(_label(label), TOP + LANE * (number + 0.5), bars, marks)
        for number, (label, bars, marks) in enumerate(lanes)
    )
    return Timeline(placed, scale.ticks())


def _label(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LABEL else f"{line[: _LABEL - 1].rstrip()}…"


def _tick_text(seconds: float) -> str:
    return "0 s" if seconds == 0 else f"{seconds:g} s" if seconds < 60 else duration_text(seconds)


@dataclass(frozen=True, slots=True)
class Curve:
    """Two lines over the same seconds: `experiment` and `control` are the points of a polyline."""

    experiment: str
    control: str
    ticks: tuple[Tick, ...]
    heights: tuple[Tick, ...]
    height: float = 170.0


def curve(series: Series) -> Curve | None:
    """None where there is no point."""
    points = (*series.experiment, *series.control)
    if not points:
        return None
    scale = Scale(max([point.at_s for point in points] + [0.01]))
    most = max([point.value for point in points] + [0.0]) or 1.0
    base, room = 170.0 - BOTTOM, 170.0 - BOTTOM - 2 * TOP

    def y(value: float) -> float:
        return round(base - max(value, 0.0) / most * room, 1)

    lines = [
        " ".join(f"{scale.x(point.at_s)},{y(point.value)}" for point in one)
        for one in (series.experiment, series.control)
    ]
    heights = tuple(Tick(y(value), f"{value_text(value)} {series.unit}".strip()) for value in (0.0, most))
    return Curve(lines[0], lines[1], scale.ticks(), heights)
