"""What one run has to say to people: what is new, what is fixed, how much is unknown, and where to read on.

What is already open is counted and not told again, unless a reminder is due. There is a message every night, however
little it says: silence would look the same as a job that never ran.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.report.nights import summary_text
from harness.report.order import Failure, failures, unknown_by_reason
from harness.report.wording import command_again, count_text, heading, one_line, plural, verdict
from harness.results import Case, Outcome, RunReport, Severity, Standing

MOST_SECTIONS = 24
"""Groups that a message holds; the report has all. Slack takes 50 blocks."""
MOST_LINES = 5
"""Findings told of one group."""
LONGEST_LINE = 240
_FIRST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Section:
    """One group of findings: of one standing, severity and subject."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message, free of any service's format; every text is one printable line."""

    title: str
    verdict: str
    sections: tuple[Section, ...]
    unknown: Section | None
    report: str
    command: str

    @property
    def text(self) -> str:
        """The whole message as plain text."""
        parts = [self.verdict]
        for section in (*self.sections, *([self.unknown] if self.unknown else [])):
            parts.append("\n".join([section.title, *(f"  {line}" for line in section.lines)]))
        parts.append(f"{self.report}\n{self.command}")
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class _Item:
    """What a line is made of."""

    standing: str
    severity: Severity
    subject: str
    line: str


def message_of(report: RunReport, *, page: Path, remind_nights: int = 0) -> Message:
    """The message of a run. `page` is its report, `remind_nights` how often open findings are told anew (0: never)."""
    history = report.history
    if history is None:
        items = [_failed(failure) for failure in failures(report)]
        summary = f"{report.count(Outcome.FAILED):,} failed"
    else:
        items = [item for standing, cases in _told(history.cases, remind_nights) for item in _items(standing, cases)]
        summary = summary_text(history)
    return Message(
        title=f"{heading(report)}: {summary}, {report.count(Outcome.UNKNOWN):,} unknown",
        verdict=verdict(report),
        sections=_sections(items),
        unknown=_unknown(report),
        report=f"report: {one_line(str(page))}",
        command=f"more: {_command(report)}",
    )


def _told(cases: tuple[Case, ...], remind_nights: int) -> Iterator[tuple[str, list[Case]]]:
    """What is told, by the words it is told under: the new, the fixed, and the open whose reminder is due."""
    yield "new", [case for case in cases if case.standing is Standing.NEW]
    yield "fixed", [case for case in cases if case.standing is Standing.FIXED]
    if remind_nights:
        still = (case for case in cases if case.standing is Standing.OPEN)
        yield "still open", [case for case in still if (case.nights - 1) % remind_nights == 0]


def _items(standing: str, cases: Iterable[Case]) -> Iterator[_Item]:
    """One line a check, whatever the number of its days."""
    by_check: dict[tuple[Severity, str, str], list[Case]] = {}
    for case in cases:
        by_check.setdefault((case.severity, case.subject, case.check), []).append(case)
    for (severity, subject, check), members in by_check.items():
        days = sorted(case.day for case in members if case.day is not None)
        when = "" if not days else f" on {days[0]}" if len(days) == 1 else f" on {len(days)} days to {days[-1]}"
        what = plural(sum(case.violations for case in members), "violation")
        since = "" if standing == "new" else f", since {min(case.since for case in members)}"
        why = f" ({members[0].unseen})" if members[0].unseen else ""
        yield _Item(standing, severity, subject, f"{check}{when}: {what}{since}{why}")


def _failed(failure: Failure) -> _Item:
    result, finding = failure.result, failure.finding
    return _Item("failed", finding.severity, result.subject, f"{result.check}: {count_text(finding)}")


def _sections(items: Iterable[_Item]) -> tuple[Section, ...]:
    """Lines by standing, severity and subject, the worst first; what is left out is counted."""
    groups: dict[tuple[str, Severity, str], list[str]] = {}
    for item in items:
        groups.setdefault((item.standing, item.severity, item.subject), []).append(_bounded(item.line))
    standings = list(dict.fromkeys(standing for standing, _, _ in groups))
    ordered = sorted(groups.items(), key=lambda group: (standings.index(group[0][0]), -group[0][1], group[0][2]))
    sections = [_section(*name, lines) for name, lines in ordered[:MOST_SECTIONS]]
    if left := ordered[MOST_SECTIONS:]:
        more = sum(len(lines) for _, lines in left)
        sections.append(Section(f"and {plural(more, 'finding')} of {plural(len(left), 'group')} more", ()))
    return tuple(sections)


def _section(standing: str, severity: Severity, subject: str, lines: list[str]) -> Section:
    shown = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        shown.append(f"and {len(lines) - MOST_LINES:,} more")
    return Section(_bounded(f"{standing} · {severity.label} · {subject}"), tuple(shown))


def _unknown(report: RunReport) -> Section | None:
    reasons = unknown_by_reason(report)
    if not reasons:
        return None
    lines = [_bounded(f"{plural(len(r), 'check')}: {reason}") for reason, r in list(reasons.items())[:_FIRST_REASONS]]
    if len(reasons) > _FIRST_REASONS:
        lines.append(f"and {plural(len(reasons) - _FIRST_REASONS, 'other reason')}")
    return Section(f"unknown · {plural(report.count(Outcome.UNKNOWN), 'check')}", tuple(lines))


def _command(report: RunReport) -> str:
    """The command that shows the worst finding again."""
    commands = (command_again(one.result, report.window, report.options) for one in failures(report))
    again = next((command for command in commands if command is not None), None)
    return again or f"harness validate --window {report.window.start}..{report.window.end}"


def _bounded(text: str, longest: int = LONGEST_LINE) -> str:
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
