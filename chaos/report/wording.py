"""How pages and matrix say verdicts, values and times."""

from __future__ import annotations

from chaos.journal import ExperimentRecord, Value, Verdict
from chaos.timings import FaultWindow, Timings, fault_windows, timings
from harness.report.wording import duration_text, one_line

STANDING = {Verdict.HELD: "passed", Verdict.DEVIATED: "failed", Verdict.INCONCLUSIVE: "unknown"}
"""The words for an outcome that the pages' colours go by."""
_WINDOWS_TOLD = 4


def standing(record: ExperimentRecord) -> str:
    """`passed` where the verdict is the expected one, which may be that it deviates, without a safeguard."""
    if record.verdict is Verdict.INCONCLUSIVE:
        return "unknown"
    return "passed" if record.as_expected else "failed"


def verdict_text(record: ExperimentRecord) -> str:
    """`Held, as expected`, `Deviated; held was expected`."""
    told = str(record.verdict).capitalize()
    if record.verdict is Verdict.INCONCLUSIVE:
        return told
    return f"{told}, as expected" if record.as_expected else f"{told}; {record.expected} was expected"


def value_text(value: Value) -> str:
    """A probe's value; a dash for None."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1_000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else value


def at_text(seconds: float) -> str:
    """When something happened, by the record's clock: `second 12.3`."""
    return f"second {seconds:.1f}"


def after_text(seconds: float | None) -> str:
    """How long after the first injection: `after 3.1 s`; a dash for never."""
    return "–" if seconds is None else f"after {duration_text(seconds)}"


def timeline_text(record: ExperimentRecord) -> str:
    """What the timeline shows."""
    windows, told = fault_windows(record), timings(record)
    if not windows:
        return "Nothing was injected."
    parts = [_window_text(window) for window in windows[:_WINDOWS_TOLD]]
    if len(windows) > _WINDOWS_TOLD:
        parts.append(f"{len(windows) - _WINDOWS_TOLD} more faults")
    return f"{'; '.join(parts)}. {_told_text(told)}"


def _window_text(window: FaultWindow) -> str:
    end = "undone" if window.undone else "over by itself"
    return f"{one_line(window.text)}: from {at_text(window.from_s)}, {end} at {window.until_s:.1f}"


def _told_text(told: Timings) -> str:
    seen = f"{after_text(told.detected_s)} by {told.signal}" if told.detected_s is not None else "by no signal"
    helped = f" Helped by {told.by}." if told.by is not None else ""
    over = f"Recovered {after_text(told.recovered_s)}." if told.recovered_s is not None else "Not seen to recover."
    return f"Detected {seen}.{helped} {over}"


def cell(text: str) -> str:
    """A text inside a table of Markdown."""
    return one_line(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
