"""The report on a terminal: what failed first, with the command that shows it again.

A wide terminal shows a failed check with its first key and evidence on one line; a narrow one puts
them below. Everything that comes from data is printed as text, never as rich markup, and characters
that would drive the terminal are shown as escapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from harness.gate_decisions import Decision, gate_decisions
from harness.report.nights import case_text, standings, summary_text, unseen_cases
from harness.report.order import Failure, billed_bytes, failures, subject_counts, unknown_by_subject
from harness.report.wording import (
    bytes_text,
    command_again,
    count_text,
    duration_text,
    heading,
    one_line,
    plural,
    printable,
    violation_text,
)
from harness.results import Case, Outcome, QueryReceipt, RunReport, Severity, Standing, Violation

FIRST_VIOLATIONS = 3
"""Violations shown of one failed check; the report carries more, and `verbose` shows them."""
FIRST_UNKNOWN = 12
"""Lines of unknown checks, one a subject and reason."""

FIRST_CASES = 6
"""Lines of findings of earlier nights, of each kind."""

_STYLES = {
    Severity.INFO: "blue",
    Severity.WARNING: "yellow",
    Severity.ERROR: "red",
    Severity.CRITICAL: "bold red",
}
_SEVERITY_WIDTH = max(len(severity.label) for severity in Severity)
_INDENT = " " * 6


@dataclass(frozen=True, slots=True)
class _Marks:
    """The signs of the outcomes; the second set is for terminals that know ASCII only."""

    failed: str = "✗"
    passed: str = "✓"
    unknown: str = "?"
    warned: str = "!"
    more: str = "…"
    dot: str = " · "


_ASCII = _Marks(failed="x", passed="+", more="...", dot=" | ")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths that line the failed checks up; `wide` when the first violation fits beside them."""

    subject: int
    check: int
    count: int
    wide: bool


def render(report: RunReport, console: Console, *, verbose: bool = False, report_path: Path | None = None) -> None:
    """Print `report`; `verbose` shows every violation it carries, every unknown check, repairs and queries.

    `report_path` is where the written report lies; the last line names it.
    """
    _Printer(report, console, verbose).print_report(report_path)


class _Printer:
    def __init__(self, report: RunReport, console: Console, verbose: bool) -> None:
        self._report = report
        self._console = console
        self._verbose = verbose
        self._standings = standings(report.history)
        self._ascii = console.options.ascii_only
        self._marks = _ASCII if self._ascii else _Marks()

    def print_report(self, report_path: Path | None) -> None:
        self._print_head()
        for note in self._report.notes:
            self._print(Text("  "), self._text(one_line(note), "dim"))
        self._print_failures()
        self._print_unknown()
        self._print_gates()
        self._print_cases()
        if self._verbose:
            for query in self._report.queries:
                self._print_query(query)
        self._print_summary(report_path)

    def _text(self, text: str, style: str = "") -> Text:
        """Data as text, in what the terminal can encode."""
        return Text(text.encode("ascii", "backslashreplace").decode() if self._ascii else text, style)

    def _print(self, lead: Text, body: Text) -> None:
        """`body` after `lead`; the lines it wraps to stand under its first, or where that leaves too little, below."""
        width, indent = self._console.width, cell_len(lead.plain)
        if indent > width // 3:
            lead, body, indent = Text(""), lead + body, len(_INDENT)
        for number, line in enumerate(body.wrap(self._console, max(width - indent, 20))):
            line.rstrip()
            self._print_whole((lead if number == 0 else Text(" " * indent)) + line)

    def _print_whole(self, line: Text) -> None:
        """A line that is never cut or wrapped, so that a command can be copied whole."""
        self._console.print(line, no_wrap=True, overflow="ignore", crop=False)

    def _print_head(self) -> None:
        report, counts = self._report, subject_counts(self._report)
        parts = [plural(counts.validators, "validator")] if counts.validators else []
        parts += [plural(counts.contracts, "contract")] if counts.contracts else []
        parts += [plural(counts.recordings, "recording")] if counts.recordings else []
        parts += [f"{plural(counts.samples, 'kind')} of samples"] if counts.samples else []
        parts += [plural(len(report.results), "check"), plural(len(report.queries), "query")]
        parts.append(f"{bytes_text(billed_bytes(report) or 0)} billed ({one_line(report.warehouse)})")
        title = self._text(heading(report), "bold")
        facts = self._text(self._marks.dot.join(parts))
        seconds = self._text(duration_text(report.duration_s))
        free = self._console.width - sum(cell_len(part.plain) for part in (title, facts, seconds)) - 3
        if free >= 2:
            self._print_whole(Text("").join([title, Text("   "), facts, Text(" " * free), seconds]))
            return
        self._print(Text(""), title)
        self._print(Text("  "), Text("").join([facts, Text(self._marks.dot), seconds]))

    def _print_failures(self) -> None:
        found = failures(self._report)
        if not found:
            return
        columns = self._columns(found)
        for failure in found:
            self._print_failure(failure, columns)

    def _columns(self, found: Sequence[Failure]) -> _Columns:
        """The widest of each column, as far as the terminal holds them beside each other."""
        subject = max(cell_len(printable(failure.result.subject)) for failure in found)
        check = max(cell_len(one_line(failure.result.check)) for failure in found)
        count = max(cell_len(self._count(failure)) for failure in found)
        taken = 4 + _SEVERITY_WIDTH + 2 + subject + 2 + check + 2 + count
        if taken > self._console.width:
            return _Columns(0, 0, 0, wide=False)
        lines = (violation_text(violation) for failure in found for violation in self._shown(failure))
        room = self._console.width - taken - 3
        wide = not self._verbose and max(map(cell_len, lines), default=0) <= room
        return _Columns(subject, check, count, wide)

    def _print_failure(self, failure: Failure, columns: _Columns) -> None:
        result, finding = failure.result, failure.finding
        style = _STYLES[finding.severity]
        lead = Text(f"  {self._marks.failed} {finding.severity.label:<{_SEVERITY_WIDTH}}  ", style)
        cells = [
            self._text(_pad(printable(result.subject), columns.subject)),
            self._text(_pad(one_line(result.check), columns.check), "bold"),
            self._text(_pad(self._count(failure), columns.count)),
        ]
        below = [violation_text(violation) for violation in self._shown(failure)]
        indent = _INDENT
        if columns.wide and below:
            indent = " " * (cell_len(lead.plain) + columns.subject + columns.check + columns.count + 7)
            cells.append(Text(" ") + self._text(below.pop(0)))
        self._print(lead, Text("  ").join(cells))
        self._print_message(failure)
        hidden = finding.count - len(self._shown(failure))
        if finding.violations and hidden > 0:
            below.append(f"{self._marks.more} and {hidden:,} more")
        for line in below:
            if columns.wide:
                self._print_whole(Text(indent) + self._text(line))
            else:
                self._print(Text(indent), self._text(line))
        self._print_commands(failure)

    def _count(self, failure: Failure) -> str:
        """How much of it there is, and since when where that is known."""
        standing = self._standings.get((failure.result.subject, failure.result.check))
        return count_text(failure.finding) + (f" ({standing})" if standing else "")

    def _print_message(self, failure: Failure) -> None:
        """The message where it says more than the check and the keys, and the place."""
        finding = failure.finding
        message = one_line(finding.message)
        if message != one_line(failure.result.check) and (self._verbose or not finding.violations):
            self._print(Text(_INDENT), self._text(message))
        if finding.place is not None:
            self._print(Text(_INDENT), self._text(f"at {printable(finding.place)}"))

    def _print_commands(self, failure: Failure) -> None:
        """The command that shows it again; the repairs too where asked for, or where there is no such command."""
        again = command_again(failure.result, self._report.window, self._report.options)
        commands = [] if again is None else [again]
        if self._verbose or again is None:
            commands += [printable(repair) for repair in failure.finding.repair]
        for command in commands:
            self._print_whole(Text(_INDENT) + self._text(command, "dim"))

    def _shown(self, failure: Failure) -> tuple[Violation, ...]:
        violations = failure.finding.violations
        return violations if self._verbose else violations[:FIRST_VIOLATIONS]

    def _print_unknown(self) -> None:
        groups = list(unknown_by_subject(self._report).items())
        shown = groups if self._verbose else groups[:FIRST_UNKNOWN]
        width = max((cell_len(printable(subject)) for (subject, _), _ in shown), default=0)
        for (subject, reason), results in shown:
            what = one_line(results[0].check) if len(results) == 1 else plural(len(results), "check")
            lead = Text.assemble(f"  {self._marks.unknown} ", self._text(_pad(printable(subject), width)), "  ")
            self._print(lead, Text("").join([self._text(f"{what}: "), self._text(one_line(reason), "dim")]))
            if self._verbose and len(results) > 1:
                self._print(Text(_INDENT), self._text(", ".join(one_line(result.check) for result in results)))
        if len(groups) > len(shown):
            self._print(Text("  "), self._text(f"{self._marks.more} and {len(groups) - len(shown):,} more (--verbose)"))

    def _print_gates(self) -> None:
        """One line a gate: its decision, and what decided it."""
        decided = gate_decisions(self._report.results)
        width = max((cell_len(printable(one.gate)) for one in decided), default=0)
        longest = max((len(one.decision) for one in decided), default=0)
        for one in decided:
            mark, style = self._decisions()[one.decision]
            lead = Text.assemble(
                (f"  {mark} ", style),
                self._text(_pad(printable(one.gate), width)),
                "  ",
                (f"{one.decision:<{longest}}", style),
            )
            reasons = one.reasons if self._verbose else one.reasons[:1]
            hidden = len(one.reasons) - len(reasons)
            tail = f" (and {hidden} more)" if hidden else ""
            self._print(lead + "  ", self._text("; ".join(map(one_line, reasons)) + tail))

    def _print_cases(self) -> None:
        """What earlier nights found and this one did not: fixed, or not known to be."""
        history = self._report.history
        if history is None:
            return
        self._print_some(history.of(Standing.FIXED), f"  {self._marks.passed} fixed  ", "green")
        self._print_some(unseen_cases(history), f"  {self._marks.unknown} open   ", "yellow")

    def _print_some(self, cases: Sequence[Case], lead: str, style: str) -> None:
        shown = cases if self._verbose else cases[:FIRST_CASES]
        for case in shown:
            why = f": {one_line(case.unseen)}" if case.unseen else ""
            self._print(Text(lead, style), self._text(f"{printable(case.subject)}  {case_text(case)}{why}"))
        if len(cases) > len(shown):
            self._print(Text(lead, style), self._text(f"and {len(cases) - len(shown):,} more (--verbose)"))

    def _decisions(self) -> dict[Decision, tuple[str, str]]:
        """The sign and the colour of each decision."""
        return {
            Decision.PROCEED: (self._marks.passed, "green"),
            Decision.WARN: (self._marks.warned, "yellow"),
            Decision.BLOCK: (self._marks.failed, "bold red"),
        }

    def _print_query(self, query: QueryReceipt) -> None:
        took = duration_text(None if query.duration_ms is None else query.duration_ms / 1000)
        parts = (", ".join(query.tables), plural(query.checks, "check"), bytes_text(query.billed_bytes), took)
        self._print(Text("  "), self._text(printable(f"{query.kind:<6}  {self._marks.dot.join(parts)}"), "dim"))

    def _print_summary(self, report_path: Path | None) -> None:
        marks, report = self._marks, self._report
        counts = ((marks.passed, Outcome.PASSED), (marks.failed, Outcome.FAILED), (marks.unknown, Outcome.UNKNOWN))
        styles = {Outcome.PASSED: "green", Outcome.FAILED: "red", Outcome.UNKNOWN: "yellow"}
        cells = [
            Text(f"{mark} {report.count(outcome):,} {outcome}", styles[outcome] if report.count(outcome) else "dim")
            for mark, outcome in counts
        ]
        if report.history is not None:
            cells.append(self._text(summary_text(report.history, marks.dot)))
        if report_path is not None:
            cells.append(self._text(f"report: {printable(str(report_path))}"))
        self._print_whole(Text("  ") + Text("   ").join(cells))


def _pad(text: str, width: int) -> str:
    """`text` filled up to `width` terminal cells; wide characters take two."""
    return text + " " * (width - cell_len(text))
