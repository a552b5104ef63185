"""How the reports say things: counts, bytes, durations, outcomes in a sentence, characters that nobody can see."""

from __future__ import annotations

import shlex
from datetime import date, datetime

from harness.nouns import plural_of
from harness.results import CheckResult, Finding, Outcome, RunReport, Scalar, Violation, Window

WITHOUT_QUERIES = ("recording", "live", "message", "document", "drift", "freshness", "race", "load")
"""What the subjects begin with that no query of the plan is about: files, answers, metadata, races, load runs."""
_BINARY_UNITS = ("B", "KiB", "MiB", "GiB", "TiB", "PiB")


def printable(text: str, keep: str = "") -> str:
    """`text` with every character that moves a cursor, hides, or cannot be encoded written as its escape.

    Data may hold anything: an ESC would drive the terminal, a lone surrogate cannot be written to a
    file, a right-to-left override would show a name backwards. Characters in `keep` stay as they are.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep else c.encode("unicode_escape").decode("ascii") for c in text)


def one_line(text: str) -> str:
    """A sentence on one line: white space folded, the rest printable."""
    return printable(" ".join(text.split()))


def scalar_text(value: Scalar) -> str:
    """One value of a key or of the evidence, as it is read by a person."""
    if value is None:
        return "NULL"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def plural(count: int, noun: str) -> str:
    """`1 row`, `1,230 rows`, `2 queries`."""
    return f"{count:,} {noun if count == 1 else plural_of(noun)}"


def bytes_text(count: int | None, absent: str = "not billed") -> str:
    """Bytes in binary units, the ones BigQuery bills in; `absent` where there are none to tell."""
    if count is None:
        return absent
    amount, unit = float(count), 0
    while amount >= 1024 and unit < len(_BINARY_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    number = f"{amount:.3g}" if amount < 999.5 else f"{amount:,.0f}"
    return f"{number} {_BINARY_UNITS[unit]}"


def duration_text(seconds: float | None) -> str:
    """`12 ms`, `3.1 s`, `2 min 5 s`, `1 h 3 min`."""
    if seconds is None:
        return "–"
    if seconds < 0.9995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def count_text(finding: Finding) -> str:
    return plural(finding.count, finding.unit)


def violation_text(violation: Violation) -> str:
    """Key, then evidence, on one line."""
    return "   ".join(part for part in (printable(violation.key_text()), printable(violation.evidence_text())) if part)


def command_again(result: CheckResult, window: Window, options: tuple[str, ...] = ()) -> str | None:
    """The command that shows a failed check again with its SQL; None for what no query reads: files and samples.

    `options` name the data (`RunReport.options`).
    """
    if result.subject.partition(".")[0] in WITHOUT_QUERIES:
        return None
    words = [result.subject, *options, "--window", f"{window.start}..{window.end}", "--show", "sql"]
    return " ".join(["harness validate", *(shlex.quote(printable(word)) for word in words)])


def heading(report: RunReport) -> str:
    """The title with its window, which a title may already name."""
    title, window = one_line(report.title), str(report.window)
    return title if window in title else f"{title} {window}"


def verdict(report: RunReport) -> str:
    """The whole run in one sentence."""
    total = len(report.results)
    failed = [result.finding.severity for result in report.results if result.finding is not None]
    unknown = report.count(Outcome.UNKNOWN)
    if not total:
        return "No check was run, so nothing is known."
    if failed:
        worst = max(failed)
        part = _part_text(failed.count(worst), len(failed))
        tail = f"; {unknown:,} could not be answered" if unknown else ""
        return f"{len(failed):,} of {plural(total, 'check')} failed, {part} {worst.label}{tail}."
    if unknown == total:
        return (
            f"None of {plural(total, 'check')} could be answered."
            if total > 1
            else "The one check could not be answered."
        )
    if unknown:
        return f"Nothing failed, but {unknown:,} of {plural(total, 'check')} could not be answered."
    return f"All {plural(total, 'check')} passed." if total > 1 else "The one check passed."


def _part_text(part: int, whole: int) -> str:
    """`2 of them`, `all of them`; nothing to say of a single one."""
    return f"{part:,} of them" if part < whole else "all of them" if whole > 1 else "severity"
