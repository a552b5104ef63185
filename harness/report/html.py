"""The report for a browser: one page that needs no network, no server and no script to be read.

Its style and script are inside it and named by hash in a content security policy, so that nothing
in the data can load or run anything, even if it were to slip through the escaping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypeVar

from jinja2 import Environment
from markupsafe import Markup

from harness.gate_decisions import gate_decisions
from harness.report.heatmap import heat_map
from harness.report.nights import case_text, standings, summary_text, trend_rows, unseen_cases
from harness.report.order import (
    Failure,
    billed_bytes,
    failures,
    grouped,
    passed_by_subject,
    subject_counts,
    unknown_by_reason,
)
from harness.report.pages import page_environment, page_file, page_policy
from harness.report.sparkline import HEIGHT, WIDTH
from harness.report.wording import (
    bytes_text,
    command_again,
    count_text,
    duration_text,
    one_line,
    plural,
    printable,
    scalar_text,
    verdict,
)
from harness.results import SCHEMA_VERSION, CheckResult, Outcome, RunReport, Scalar, Severity, Standing, Violation

Number = TypeVar("Number", int, float)

MAX_FINDINGS = 500
MAX_VIOLATIONS = 50
MAX_CASES = 200
"""Findings of earlier nights that are listed, of each kind."""
OPEN_FINDINGS = 25
"""Findings whose rows are open at first; the rest are folded, so that a bad season stays a page to look at."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of violations: of the key and the day, or of the evidence."""

    name: str
    is_evidence: bool
    is_number: bool

    @property
    def classes(self) -> str:
        return " ".join(["evidence"] * self.is_evidence + ["num"] * self.is_number)


@dataclass(frozen=True, slots=True)
class Card:
    """One finding as the page shows it; `columns` head the values of each of `rows`."""

    number: int
    failure: Failure
    count: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    shown: str
    command: str | None
    days: str
    is_open: bool
    standing: str | None


def to_html(report: RunReport) -> str:
    """`report` as one HTML document.

    At most `MAX_FINDINGS` findings and `MAX_VIOLATIONS` rows of each are in it, and it says so where
    there are more; the JSON report holds all of them.
    """
    found, history = failures(report), report.history
    style, script = (page_file("harness.report", name) for name in ("style.css", "page.js"))
    return (
        _environment()
        .get_template("page.html")
        .render(
            report=report,
            verdict=verdict(report),
            standing=_standing(report),
            counts={str(outcome): report.count(outcome) for outcome in Outcome},
            subjects=subject_counts(report),
            gates=gate_decisions(report.results),
            heat=heat_map(report),
            cards=_cards(report, found[:MAX_FINDINGS]),
            findings=len(found),
            severities=[(s, sum(f.finding.severity is s for f in found)) for s in sorted(Severity, reverse=True)],
            unknown=unknown_by_reason(report),
            passed=passed_by_subject(report),
            billed=billed_bytes(report),
            estimated=_total([query.estimated_bytes for query in report.queries]),
            spent_ms=_total([query.duration_ms for query in report.queries]),
            schema_version=SCHEMA_VERSION,
            history=history,
            history_summary=summary_text(history) if history else "",
            fixed=history.of(Standing.FIXED) if history else (),
            unseen=unseen_cases(history) if history else (),
            trends=trend_rows(history.trends) if history else (),
            most_cases=MAX_CASES,
            style=Markup(style),  # noqa: S704 - a file of this package, no data in it
            script=Markup(script),  # noqa: S704 - likewise
            policy=page_policy(style=style, script=script),
        )
    )


@cache
def _environment() -> Environment:
    environment = page_environment(
        "harness.report",
        plural=plural,
        bytes=bytes_text,
        duration=duration_text,
        line=one_line,
        milliseconds=lambda ms: duration_text(None if ms is None else ms / 1000),
        instant=_instant,
        case=case_text,
        by_subject=lambda results: grouped(results, lambda result: result.subject),
        checks=lambda results: ", ".join(one_line(result.check) for result in results),
        reasons=_reasons,
        share=lambda part, whole: f"{100 * part / whole if whole else 0:.2f}%",
    )
    environment.globals.update(spark_width=WIDTH, spark_height=HEIGHT)
    return environment


def _standing(report: RunReport) -> str:
    """The word for the whole run that colours its head."""
    return {0: "passed", 1: "failed"}.get(report.exit_status(), "unknown")


def _total(numbers: list[Number | None]) -> Number | None:
    """The sum of what is known; None where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _instant(instant: datetime) -> str:
    zone = instant.tzname()
    return f"{instant:%Y-%m-%d %H:%M} {zone}" if zone else f"{instant:%Y-%m-%d %H:%M}"


def _reasons(results: tuple[CheckResult, ...]) -> tuple[str, ...]:
    """Why some of these passes needed no data, each reason once."""
    return tuple(dict.fromkeys(one_line(result.reason) for result in results if result.reason))


def _cards(report: RunReport, found: Sequence[Failure]) -> list[Card]:
    standing = standings(report.history)
    return [
        _card(number, one, report, standing.get((one.result.subject, one.result.check)))
        for number, one in enumerate(found, start=1)
    ]


def _card(number: int, failure: Failure, report: RunReport, standing: str | None) -> Card:
    finding = failure.finding
    violations = finding.violations[:MAX_VIOLATIONS]
    columns, rows = _table(violations)
    unit = finding.unit
    shown = f"The {unit}" if finding.count == 1 else f"All {plural(finding.count, unit)}"
    if len(violations) < finding.count:
        shown = f"The first {len(violations):,} of {plural(finding.count, unit)}"
    return Card(
        number=number,
        failure=failure,
        count=count_text(finding),
        columns=columns,
        rows=rows,
        shown=shown,
        command=command_again(failure.result, report.window, report.options),
        days=" ".join(str(day) for day, count in failure.result.failures_by_day if count),
        is_open=number <= OPEN_FINDINGS,
        standing=standing,
    )


def _table(violations: tuple[Violation, ...]) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]:
    """Violations as columns and rows: the key, the day unless the key has it, the evidence."""
    keys = dict.fromkeys(name for violation in violations for name, _ in violation.key)
    evidence = dict.fromkeys(name for violation in violations for name, _ in violation.evidence)
    columns = [_column(name, False, [dict(v.key) for v in violations]) for name in keys]
    if any(v.day is not None and v.day not in dict(v.key).values() for v in violations):
        columns.append(_column("day", False, [{"day": v.day} for v in violations]))
    columns += [_column(name, True, [dict(v.evidence) for v in violations]) for name in evidence]
    rows = tuple(zip(*(values for _, values in columns), strict=True))
    return tuple(column for column, _ in columns), rows


def _column(name: str, is_evidence: bool, named: Sequence[Mapping[str, Scalar]]) -> tuple[Column, list[str]]:
    """A column and its values, blank where a violation has none."""
    values = [values[name] for values in named if name in values]
    is_number = all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
    texts = [printable(scalar_text(values[name])) if name in values else "" for values in named]
    return Column(name, is_evidence, is_number), texts
