"""The report as annotations of a GitHub Actions run: one workflow command a line.

Escaping follows the toolkit's own (`@actions/core`, command.ts): in a message %, CR and LF; in a
property also `:` and `,`.
"""

from __future__ import annotations

from harness.report.order import Failure, failures, unknown_by_subject
from harness.report.wording import command_again, count_text, one_line, plural, printable, violation_text
from harness.results import RunReport, Severity

FIRST_VIOLATIONS = 5
_LEVELS = {
    Severity.INFO: "notice",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
    Severity.CRITICAL: "error",
}


def to_github(report: RunReport) -> str:
    """A command a failed check, the worst first, and a notice for each subject and reason that is unknown."""
    lines = [_annotation(failure, report) for failure in failures(report)]
    for (subject, reason), results in unknown_by_subject(report).items():
        message = f"{plural(len(results), 'check')} not answered: {one_line(reason)}"
        lines.append(_command("notice", f"unknown {subject}", message))
    return "".join(f"{line}\n" for line in lines)


def _annotation(failure: Failure, report: RunReport) -> str:
    result, finding = failure.result, failure.finding
    lines = [f"{one_line(finding.message)} ({count_text(finding)})"]
    if finding.place is not None:
        lines.append(f"at {finding.place}")
    lines += [violation_text(violation) for violation in finding.violations[:FIRST_VIOLATIONS]]
    hidden = finding.count - FIRST_VIOLATIONS
    if finding.violations and hidden > 0:
        lines.append(f"… and {hidden:,} more")
    again = command_again(result, report.window, report.options)
    lines += [again] if again else []
    title = f"{finding.severity.label} {result.subject}: {result.check}"
    return _command(_LEVELS[finding.severity], title, "\n".join(lines))


def _command(level: str, title: str, message: str) -> str:
    escaped_title = _escaped(one_line(title)).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} title={escaped_title}::{_escaped(printable(message, keep=chr(10)))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
