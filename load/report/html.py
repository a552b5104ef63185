"""The page of a run. Its style is inside it and named by hash in a content security policy; it has no script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from harness.report.pages import page_environment, page_file, page_policy
from harness.report.wording import duration_text, one_line, plural
from harness.results import Outcome
from load.histograms import decode, percentile_ms
from load.outcome import check_outcome, concluded
from load.record import RunRecord, Worker
from load.report import figures, plots, wording

MOST_CURVES = 6
MOST_ERRORS = 100
MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line of the first table: an SLO, or a check of the data after the run."""

    name: str
    outcome: Outcome
    observed: str
    limit: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure with what it shows in words."""

    svg: Markup
    text: str


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A process that made load. `told` says what its loss means; empty where it finished."""

    worker: Worker
    lag: str
    told: str


def to_html(record: RunRecord, *, locust_report: str | None = None) -> str:
    """The run as one HTML document.

    Args:
        locust_report: the way from the page's folder to Locust's own page, where it is not that from the record's.
    """
    style = page_file("load.report", "style.css")
    verdicts = _verdicts(record)
    report = locust_report or record.locust_report
    return (
        _environment()
        .get_template("page.html")
        .render(
            record=record,
            concluded=concluded(record),
            verdicts=verdicts,
            counts={str(outcome): sum(one.outcome is outcome for one in verdicts) for outcome in Outcome},
            rows=figures.rows(record),
            arrivals=_arrivals(record),
            drawings=_drawings(record),
            errors=figures.errors(record)[:MOST_ERRORS],
            requests=sum(endpoint.requests for endpoint in record.endpoints),
            failures=sum(endpoint.failures for endpoint in record.endpoints),
            workers=tuple(_worker(worker) for worker in record.workers),
            lost=sum(worker.state == "lost" for worker in record.workers),
            percents=figures.PERCENTS,
            locust_report=_link(report),
            style=Markup(style),  # noqa: S704 - a file of this package, no data in it
            policy=page_policy(style=style),
        )
    )


def _verdicts(record: RunRecord) -> tuple[Verdict, ...]:
    """Failed ones first, then those nobody knows."""
    told = [
        Verdict(one.name, Outcome(one.outcome), _quantity(one.observed, one.unit), _quantity(one.limit, one.unit),
                one.sentence)
        for one in record.slos
    ]  # fmt: skip
    for name, text in record.checks.items():
        outcome = check_outcome(text)
        told.append(Verdict(name, outcome, "", "", text.partition(": ")[2]))
    order = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.PASSED)
    return tuple(sorted(told, key=lambda one: order.index(one.outcome)))


def _quantity(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit == "ms":
        return wording.latency_text(value)
    if unit == "share":
        return f"{100 * value:.3g} %"
    return f"{value:,.4g} {unit}"


def _link(report: str | None) -> str | None:
    """A file's path as a link: without a colon it names no scheme, with one slash in front no other host."""
    return quote(re.sub("^/+", "/", report)) if report else None


@dataclass(frozen=True, slots=True)
class _Arrivals:
    due: int
    started: int
    late: int
    missed: int


def _arrivals(record: RunRecord) -> _Arrivals:
    seconds = record.intervals
    return _Arrivals(
        due=sum(second.intended for second in seconds),
        started=sum(second.started for second in seconds),
        late=sum(second.late for second in seconds),
        missed=sum(second.missed for second in seconds),
    )


def _drawings(record: RunRecord) -> dict[str, Drawing]:
    """What there is to draw, by name; a run without requests has no latencies."""
    drawings: dict[str, Drawing] = {}
    told = figures.series(record)
    if told.intended.any() or told.started.any():
        text = wording.rates_text(told)
        drawings["rates"] = Drawing(Markup(plots.rates(told, text=text)), text)  # noqa: S704 - drawn, texts escaped
        text = wording.in_flight_text(told)
        drawings["in_flight"] = Drawing(Markup(plots.in_flight(told, text=text)), text)  # noqa: S704 - likewise
    heat = figures.heat_map(record)
    if heat is not None:
        text = wording.heat_text(heat)
        drawings["heat"] = Drawing(Markup(plots.heat(heat, text=text)), text)  # noqa: S704 - likewise
    rows = figures.rows(record)[:MOST_CURVES]
    curves = [
        (one_line(endpoint.name), response, service)
        for row in rows
        for endpoint in record.endpoints
        if endpoint.name == row.name
        for response, service in [(figures.curve(decode(endpoint.response)), figures.curve(decode(endpoint.service)))]
        if response is not None and service is not None
    ]
    if curves:
        text = wording.percentiles_text(rows)
        drawings["percentiles"] = Drawing(Markup(plots.percentiles(curves, text=text)), text)  # noqa: S704 - likewise
    if told.errors:
        told = figures.series(record, most_columns=figures.COARSE_COLUMNS)
        failed = sum(endpoint.failures for endpoint in record.endpoints)
        text = wording.errors_text(told, sum(endpoint.requests for endpoint in record.endpoints), failed)
        drawings["errors"] = Drawing(Markup(plots.errors(told, text=text)), text)  # noqa: S704 - likewise
    return drawings


def _worker(worker: Worker) -> WorkerRow:
    told = ""
    if worker.state == "lost":
        told = (
            f"not heard of again after second {worker.last_flush_s:.1f}: what it had recorded until then is in here, "
            "what it did later is not, and arrivals that were its own are missing until others took them over"
        )
    return WorkerRow(worker, wording.latency_text(percentile_ms(decode(worker.start_lag), 99)), told)


@cache
def _environment() -> Environment:
    return page_environment(
        "load.report",
        line=one_line,
        plural=plural,
        duration=duration_text,
        latency=wording.latency_text,
        percent=wording.percent_text,
        rate=wording.rate_text,
        share=wording.share_text,
        instant=lambda instant: f"{instant:%Y-%m-%d %H:%M:%S} {instant.tzname() or ''}".strip(),
        mark=MARKS.__getitem__,
    )
