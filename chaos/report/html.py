"""The pages. Their style is inside them and named by hash in a content security policy; they have no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from chaos.gameday_record import GameDayRecord
from chaos.journal import Answer, ExperimentRecord, Integrity, Phase, Radius, Series
from chaos.report import timeline
from chaos.report.wording import STANDING, after_text, at_text, standing, timeline_text, value_text, verdict_text
from chaos.scorecard import signal_times
from chaos.timings import Timings, ordered, timings
from harness.report.pages import page_environment, page_file, page_policy
from harness.report.wording import duration_text, one_line, plural

_MARKS = {"passed": "✓", "failed": "✗", "unknown": "?"}
_WORST = ("failed", "unknown", "passed")
EVENTS_SHOWN = 300
EMPTY_FINDINGS = 3
"""Lines left for people where the run began no finding."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one probe said in one phase: the worst of its answers, and how many there were."""

    outcome: str
    value: str
    times: int
    worst: int
    text: str


@dataclass(frozen=True, slots=True)
class ProbeRow:
    """`cells` are in the order of the phases; None where it was not asked."""

    probe: str
    expected: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    declared: bool
    observed: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series with its drawing."""

    series: Series
    curve: timeline.Curve


@dataclass(frozen=True, slots=True)
class View:
    """One experiment as its page shows it."""

    record: ExperimentRecord
    standing: str
    verdict: str
    timings: Timings
    timeline: timeline.Timeline | None
    timeline_text: str
    probes: tuple[ProbeRow, ...]
    things: tuple[Thing, ...]
    beyond: tuple[str, ...]
    series: tuple[Drawn, ...]
    counts: tuple[tuple[str, int], ...]


def experiment_page(record: ExperimentRecord) -> str:
    """One experiment as one HTML document."""
    return _page("experiment.html", view=view(record), record=record)


def game_day_page(day: GameDayRecord) -> str:
    """A game day as one HTML document, each of its experiments folded inside."""
    signals = signal_times((one.signal, one.detected_after_s) for one in day.observations)
    return _page(
        "game_day.html",
        day=day,
        standing=STANDING[day.verdict],
        views=tuple(view(one.record) for one in day.experiments),
        observed={one.experiment: one for one in day.observations},
        signals=signals,
        timeline=timeline.of_game_day(day),
        timeline_text=_day_text(day),
    )


def view(record: ExperimentRecord) -> View:
    """What the page of an experiment is made of."""
    drawn = ((one, timeline.curve(one)) for one in record.series)
    return View(
        record=record,
        standing=standing(record),
        verdict=verdict_text(record),
        timings=timings(record),
        timeline=timeline.of_experiment(record),
        timeline_text=timeline_text(record),
        probes=probe_rows(record.answers),
        things=_things(record.declared, record.observed),
        beyond=record.observed.beyond(record.declared) if record.observed is not None else (),
        series=tuple(Drawn(one, curve) for one, curve in drawn if curve is not None),
        counts=_counts(record.integrity),
    )


def probe_rows(answers: Sequence[Answer]) -> tuple[ProbeRow, ...]:
    """A row for each probe, in the order they were first asked."""
    rows = []
    for probe in dict.fromkeys(answer.probe for answer in answers):
        own = [answer for answer in answers if answer.probe == probe]
        cells = tuple(_cell([answer for answer in own if answer.phase is phase]) for phase in Phase)
        rows.append(ProbeRow(probe, next((one.expected for one in own if one.expected), ""), cells))
    return tuple(rows)


def _cell(answers: Sequence[Answer]) -> Cell | None:
    if not answers:
        return None
    outcome = min((answer.outcome for answer in answers), key=_WORST.index)
    worst = [answer for answer in answers if answer.outcome == outcome]
    return Cell(outcome, value_text(worst[-1].value), len(answers), len(worst), worst[-1].text)


def _things(declared: Radius, observed: Radius | None) -> tuple[Thing, ...]:
    seen = observed.things if observed is not None else ()
    return tuple(
        Thing(name, name in declared.things, name in seen) for name in dict.fromkeys((*declared.things, *seen))
    )


def _counts(integrity: Sequence[Integrity]) -> tuple[tuple[str, int], ...]:
    """Rows lost, duplicated and late over all that was asked; none where nothing was."""
    if not integrity:
        return ()
    return (
        ("lost", sum(one.lost.count for one in integrity)),
        ("duplicated", sum(one.duplicated.count for one in integrity)),
        ("late", sum(one.late.count for one in integrity)),
    )


def _day_text(day: GameDayRecord) -> str:
    told = "; ".join(
        f"{one.record.experiment} from {at_text(one.at_s)}, {one.record.verdict}" for one in day.experiments
    )
    loads = ", ".join(load.scenario for load in day.loads)
    return f"Over {duration_text(day.duration_s)}: {told or 'no experiment'}. Load meanwhile: {loads or 'none'}."


def _page(template: str, **values: object) -> str:
    # The look of a load run's page, and what is only here.
    style = page_file("load.report", "style.css") + page_file("chaos.report", "style.css")
    return (
        _environment()
        .get_template(template)
        .render(
            **values,
            phases=tuple(Phase),
            events_shown=EVENTS_SHOWN,
            empty_findings=EMPTY_FINDINGS,
            style=Markup(style),  # noqa: S704 - files of these packages, no data in them
            policy=page_policy(style=style),
        )
    )


@cache
def _environment() -> Environment:
    environment = page_environment(
        "chaos.report",
        line=one_line,
        plural=plural,
        duration=duration_text,
        after=after_text,
        at=at_text,
        value=value_text,
        ordered=ordered,
        instant=_instant,
        mark=_MARKS.__getitem__,
        standing=STANDING.__getitem__,
    )
    environment.globals.update(LEFT=timeline.LEFT, WIDTH=timeline.WIDTH, RIGHT=timeline.RIGHT, BOTTOM=timeline.BOTTOM)
    return environment


def _instant(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} {instant.tzname() or ''}".strip()
