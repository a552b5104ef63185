"""The contract of nba_orchestration.phase_completion_status."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import PHASES

_TRIGGER_REASON = r"^(all_complete|critical_plus_majority_\d{1,3}pct|tier[123]_timeout|max_timeout|deadline_exceeded)$"


class PhaseCompletionStatus(
    Table,
    dataset="nba_orchestration",
    key=("phase", "game_date"),
):
    """How far a phase has come for a game day: who is done, who is missing, and why the next phase was let in.

    The completion tracker updates it at every completion.
    """

    phase: str = Field(isin=PHASES[1:5])
    game_date: Date
    completed_count: int = Field(ge=0)
    expected_count: int = Field(ge=0)
    completed_processors: Strings
    missing_processors: Strings
    is_triggered: bool
    triggered_at: Timestamp = Field(nullable=True)
    trigger_reason: str = Field(str_matches=_TRIGGER_REASON, nullable=True)
    mode: str = Field(isin=["overnight", "same_day", "tomorrow", "monitoring_only"], nullable=True)
    first_completion_at: Timestamp = Field(nullable=True)
    last_completion_at: Timestamp = Field(nullable=True)
    updated_at: Timestamp

    @row_rule
    def completed_processors_are_counted(t: Any) -> Any:
        return t.completed_count == t.completed_processors.length()

    @row_rule
    def every_expected_processor_is_completed_or_missing(t: Any) -> Any:
        return t.completed_count + t.missing_processors.length() >= t.expected_count

    @row_rule
    def no_more_are_missing_than_were_expected(t: Any) -> Any:
        return t.missing_processors.length() <= t.expected_count

    @row_rule
    def all_complete_means_none_missing(t: Any) -> Any:
        return (t.trigger_reason != "all_complete") | (t.missing_processors.length() == 0)

    @row_rule
    def what_was_triggered_says_when(t: Any) -> Any:
        return t.is_triggered == t.triggered_at.notnull()

    @row_rule
    def what_was_triggered_says_why(t: Any) -> Any:
        return ~t.is_triggered | t.trigger_reason.notnull()

    @row_rule
    def triggered_after_the_first_completion(t: Any) -> Any:
        return t.triggered_at >= t.first_completion_at

    @row_rule
    def with_a_completion_there_is_a_first(t: Any) -> Any:
        return (t.completed_count > 0) == t.first_completion_at.notnull()

    @row_rule
    def first_completion_comes_before_the_last(t: Any) -> Any:
        return t.first_completion_at <= t.last_completion_at

    @row_rule
    def updated_after_the_last_completion(t: Any) -> Any:
        return t.updated_at >= t.last_completion_at
