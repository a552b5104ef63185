"""A load run told on a terminal, and as the report that the other formats are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.clock import eastern_date
from harness.nouns import counted
from harness.results import CheckResult, Finding, Outcome, RunReport, Severity, Window
from load.outcome import check_outcome, concluded
from load.record import RunRecord

if TYPE_CHECKING:
    from load.comparison import Comparison
    from load.knee import Knee

MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.UNKNOWN: "?"}
SHOWN = 12
"""Endpoints that are printed; the page and the record have all."""


def run_lines(record: RunRecord) -> list[str]:
    """Arrivals, latencies of each endpoint, verdicts, and the conclusion in the last line."""
    from load.report.figures import rows
    from load.report.wording import latency_text, share_text

    due, missed, late = (
        sum(getattr(second, name) for second in record.intervals) for name in ("intended", "missed", "late")
    )
    lines = [f"{record.scenario}: {record.arrivals}; {record.duration_s:.0f} s on {record.host}, seed {record.seed}"]
    lines.append(f"  {counted(due, 'arrival')} due, {late:,} more than 10 ms late, {missed:,} missed")
    told = rows(record)
    if told:
        lines.append(
            f"  {'response time':<28}{'requests':>10}{'failed':>9}{'p50':>10}{'p90':>10}{'p99':>10}{'longest':>10}"
        )
    for row in told[:SHOWN]:
        latencies = "".join(f"{latency_text(row.response_ms[place]):>10}" for place in (0, 1, 2, 4))
        lines.append(f"  {row.name:<28}{row.requests:>10,}{share_text(row.failures, row.requests):>9}{latencies}")
    for result in results(record):
        said = result.finding.message if result.finding else result.reason or ""
        named = said if said.startswith(result.check) else f"{result.check}: {said}" if said else result.check
        lines.append(f"  {MARKS[result.outcome]} {named}")
    for worker in record.workers:
        if worker.state == "lost":
            lines.append(
                f"  worker {worker.name} was lost; what it did after second {worker.last_flush_s:.1f} is not in here"
            )
    lines += [f"  note: {note}" for note in record.notes]
    conclusion = concluded(record)
    return [*lines, f"{MARKS[conclusion.outcome]} {conclusion.outcome}: {conclusion.reason}"]


def results(record: RunRecord) -> tuple[CheckResult, ...]:
    """SLOs, checks of the data, and whether the run and its generator got through it."""
    subject = f"load.{record.scenario}"
    told = [_result(subject, one.name, Outcome(one.outcome), one.sentence) for one in record.slos]
    for name, text in record.checks.items():
        told.append(_result(subject, name, check_outcome(text), text.partition(": ")[2]))
    if record.aborted is not None:
        told.append(_result(subject, "the run lasts as long as it should", Outcome.FAILED, record.aborted))
    if record.generator_saturated is not None:
        told.append(_result(subject, "the generator keeps up", Outcome.UNKNOWN, record.generator_saturated))
    conclusion = concluded(record)
    if conclusion.outcome is Outcome.UNKNOWN and all(one.outcome is not Outcome.UNKNOWN for one in told):
        told.append(_result(subject, "the run says something", Outcome.UNKNOWN, conclusion.reason))
    return tuple(told)


def report(record: RunRecord) -> RunReport:
    """The run as other reporters tell it."""
    day = eastern_date(record.started_at)
    return RunReport(
        title=f"load {record.scenario}",
        warehouse=record.host,
        window=Window(day, day),
        as_of=record.started_at,
        started_at=record.started_at,
        duration_s=record.duration_s,
        results=results(record),
        notes=(f"{record.arrivals}; seed {record.seed}; {record.machine.kind}", *record.notes),
    )


def knee_lines(knee: Knee) -> list[str]:
    """The runs that were made, and the answer in the last line."""
    lines = []
    for made in knee.runs:
        broken = f": {', '.join(made.broken)}" if made.broken else f": {made.sentence}" if made.sentence else ""
        lines.append(f"  {made.rate:>10,.4g} a second, run {made.repetition + 1}: {made.outcome}{broken}")
    return [*lines, f"{knee.outcome}: {knee.sentence}"]


def comparison_lines(comparison: Comparison) -> list[str]:
    """Every percentile with its interval, and the answer in the last line."""
    lines = [f"  {shift.sentence}" for shift in comparison.shifts]
    lines += [f"  note: {note}" for note in comparison.notes]
    why = f": {'; '.join(comparison.inconclusive)}" if comparison.inconclusive else ""
    return [*lines, f"{comparison.b} beside {comparison.a}: {comparison.outcome}{why}"]


def _result(subject: str, check: str, outcome: Outcome, sentence: str) -> CheckResult:
    if outcome is Outcome.FAILED:
        finding = Finding(Severity.ERROR, sentence or "failed", 1, unit="run")
        return CheckResult(subject, check, Severity.ERROR, outcome, finding=finding)
    return CheckResult(subject, check, Severity.ERROR, outcome, reason=sentence or None)
