"""What the rows of phases 3 and 4 say of the games behind them, and of attempts to get those that were missing."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any

from contracts.table import Field, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY

READY_FROM_PERCENT = 90


class Completeness(Table):
    """The columns that say how complete a row's past is."""

    expected_games_count: int = Field(ge=0, nullable=True)
    actual_games_count: int = Field(ge=0, nullable=True)
    completeness_percentage: float = Field(ge=0, le=100, nullable=True)
    missing_games_count: int = Field(ge=0, nullable=True)
    is_production_ready: bool = Field(nullable=True)
    data_quality_issues: Strings
    last_reprocess_attempt_at: Timestamp = Field(nullable=True)
    reprocess_attempt_count: int = Field(ge=0, nullable=True)
    circuit_breaker_active: bool = Field(nullable=True)
    circuit_breaker_until: Timestamp = Field(nullable=True)
    manual_override_required: bool = Field(nullable=True)
    season_boundary_detected: bool = Field(nullable=True)
    backfill_bootstrap_mode: bool = Field(nullable=True)
    processing_decision_reason: str = Field(str_matches=LOWER_KEY, nullable=True)

    @row_rule
    def missing_games_are_those_expected_and_not_found(t: Any) -> Any:
        more_than_expected = (t.actual_games_count >= t.expected_games_count) & (t.missing_games_count == 0)
        return more_than_expected | (t.missing_games_count == t.expected_games_count - t.actual_games_count)

    @row_rule
    def completeness_is_found_by_expected(t: Any) -> Any:
        more_than_expected = (t.actual_games_count >= t.expected_games_count) & (t.completeness_percentage == 100)
        difference = t.completeness_percentage * t.expected_games_count - 100 * t.actual_games_count
        return more_than_expected | (difference.abs() <= 0.1 * t.expected_games_count)

    @row_rule
    def what_is_ready_is_nearly_complete(t: Any) -> Any:
        return ~t.is_production_ready | (t.completeness_percentage >= READY_FROM_PERCENT)

    @row_rule
    def reprocessing_is_counted_and_dated(t: Any) -> Any:
        return (t.reprocess_attempt_count > 0) == t.last_reprocess_attempt_at.notnull()

    @row_rule
    def an_active_breaker_says_until_when(t: Any) -> Any:
        return ~t.circuit_breaker_active | t.circuit_breaker_until.notnull()


def nearly_full(t: Any, *windows: str) -> Any:
    return reduce(
        and_, (~t[f"{one}_is_complete"] | (t[f"{one}_completeness_pct"] >= READY_FROM_PERCENT) for one in windows)
    )


def all_where_each_is(t: Any, *windows: str) -> Any:
    return t.all_windows_complete == reduce(and_, (t[f"{one}_is_complete"] for one in windows))
