"""Findings followed from night to night: what is new, what is still open and since when, what is fixed.

A finding is known by its check (subject and name) and, where its violations lie on days of the window, by the day.
Not by the keys of its rows: a finding keeps a bounded number of rows, so that one of the others would seem fixed
whenever the bound cut elsewhere, while the counts by day are exact. Not by the check alone: a nightly window moves on,
and an error of last Monday that nobody repaired would make the same error of tonight look old.

Unknown is not fixed. A finding is fixed by a run that asked the check, got an answer, looked at the day, and did not
see it again; in every other case it stays open, and says why it was not seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from harness.clock import eastern_date
from harness.history.facts import (
    Past,
    PastAnswer,
    PastTable,
    Run,
    Sighting,
    answers_of,
    run_of,
    sightings_of,
    tables_of,
)
from harness.results import Case, Outcome, RunHistory, RunReport, Standing, TableNight, TableTrend, Window

TREND_NIGHTS = 30
"""Runs that a trend shows."""

Identity = tuple[str, str, str]
"""Subject, check, and the day or nothing."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A case, the window of the run that last saw it, and whether another window says nothing of it."""

    case: Case
    window: Window
    of_window: bool


def compared(report: RunReport, past: Past, *, series: str, place: str) -> RunHistory:
    """`report` beside the runs of `past` that started before it; where `past` has the same run, that is passed over."""
    tonight = run_of(report, series)
    before = sorted(
        (run for run in past.runs if run.run != tonight.run and run.started_at <= tonight.started_at),
        key=lambda run: (run.started_at, run.run),
    )
    sightings = _by_run((*(s for s in past.sightings if s.run != tonight.run), *sightings_of(report, tonight.run)))
    answers = _answers((*(a for a in past.answers if a.run != tonight.run), *answers_of(report, tonight.run)))
    still: dict[Identity, _Open] = {}
    for run in (*before, tonight):
        still = {identity: one for identity, one in still.items() if one.case.standing is not Standing.FIXED}
        still = _next(still, run, sightings.get(run.run, []), answers.get(run.run, {}))
    cases = sorted((one.case for one in still.values()), key=_order)
    trends = _trends((*past.tables, *tables_of(report, tonight.run)), (*before, tonight))
    return RunHistory(place, len(before), tuple(cases), trends)


def _identity(one: Sighting | Case) -> Identity:
    return one.subject, one.check, str(one.day or "")


def _order(case: Case) -> tuple[object, ...]:
    return list(Standing).index(case.standing), -case.severity, case.subject, case.check, str(case.day or "")


def _by_run(sightings: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    by_run: dict[str, list[Sighting]] = {}
    for one in sightings:
        by_run.setdefault(one.run, []).append(one)
    return by_run


def _answers(answers: Iterable[PastAnswer]) -> dict[str, dict[tuple[str, str], PastAnswer]]:
    by_run: dict[str, dict[tuple[str, str], PastAnswer]] = {}
    for one in answers:
        of_run = by_run.setdefault(one.run, {})
        # Two answers of one name (a file that is read twice) are known only if both are.
        other = of_run.get((one.subject, one.check))
        if other is None or other.outcome is not Outcome.UNKNOWN:
            of_run[one.subject, one.check] = one
    return by_run


def _next(
    still: dict[Identity, _Open], run: Run, seen: Iterable[Sighting], answers: dict[tuple[str, str], PastAnswer]
) -> dict[Identity, _Open]:
    """The cases after one more run: those it saw, those it could not see, those it found fixed."""
    after: dict[Identity, _Open] = {}
    for one in seen:
        identity = _identity(one)
        case = _seen(one, still.get(identity), run)
        if (twice := after.get(identity)) is not None:
            worse = max(case.severity, twice.case.severity)
            case = replace(case, severity=worse, violations=case.violations + twice.case.violations)
        after[identity] = _Open(case, run.window, one.of_window)
    for identity, held in still.items():
        if identity in after:
            continue
        case = held.case
        unseen = _unseen(held, run, answers.get((case.subject, case.check)))
        standing = Standing.FIXED if unseen is None else Standing.OPEN
        after[identity] = replace(held, case=replace(case, standing=standing, nights=case.nights + 1, unseen=unseen))
    return after


def _seen(one: Sighting, known: _Open | None, run: Run) -> Case:
    return Case(
        subject=one.subject,
        check=one.check,
        table=one.table,
        day=one.day,
        severity=one.severity,
        standing=Standing.NEW if known is None else Standing.OPEN,
        since=eastern_date(run.started_at) if known is None else known.case.since,
        nights=1 if known is None else known.case.nights + 1,
        violations=one.violations,
    )


def _unseen(held: _Open, run: Run, answer: PastAnswer | None) -> str | None:
    """Why a run that did not see a case says nothing of it; None where it found it fixed."""
    day = held.case.day
    if answer is None:
        return "the check was not asked"
    if answer.outcome is Outcome.UNKNOWN:
        return f"the check is unknown: {answer.reason}"
    if day is not None and not run.window.start <= day <= run.window.end:
        return f"{day} was not looked at"
    covered = run.window.start <= held.window.start and held.window.end <= run.window.end
    if day is None and held.of_window and not covered:
        return f"{held.window} was not looked at"
    return None


def _trends(tables: Iterable[PastTable], runs: tuple[Run, ...]) -> tuple[TableTrend, ...]:
    """Each table of the latest run over the last runs that knew it."""
    shown = {run.run: run for run in runs[-TREND_NIGHTS:]}
    found: dict[str, dict[str, TableNight]] = {}
    for one in tables:
        if (run := shown.get(one.run)) is not None:
            night = TableNight(eastern_date(run.started_at), run.window, one.rows, one.failed, one.unknown)
            found.setdefault(one.table, {})[one.run] = night
    return tuple(
        TableTrend(table, tuple(nights[run] for run in shown if run in nights))
        for table, nights in sorted(found.items())
        if runs[-1].run in nights
    )
