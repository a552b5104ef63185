"""The contract of nba_monitoring.phase_boundary_validations."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, PHASES, SEVERITIES
from contracts.tables.relations import at_most_a_day_ahead


class PhaseBoundaryValidations(
    Table,
    dataset="nba_monitoring",
    partition="validation_timestamp",
    clustering=("phase_name", "validation_type", "is_valid"),
    key=("validation_timestamp", "phase_name", "validation_type"),
):
    """One check between two phases: so many games or processors, or so much quality, were expected and found.

    The phase boundary validator writes it before the next phase is let in.
    """

    validation_timestamp: Timestamp
    game_date: Date
    phase_name: str = Field(isin=PHASES)
    # game_count, processor_completions …
    validation_type: str = Field(str_matches=LOWER_KEY)
    is_valid: bool
    severity: str = Field(isin=SEVERITIES)
    message: str = Field(nullable=True)
    expected_value: float = Field(ge=0, nullable=True)
    actual_value: float = Field(ge=0, nullable=True)
    threshold: float = Field(ge=0, le=1, nullable=True)
    details: str = Field(nullable=True)

    @row_rule
    def what_is_an_error_is_not_valid(t: Any) -> Any:
        return ~t.is_valid | t.severity.isin(["info", "warning"])

    @row_rule
    def what_is_not_valid_says_why(t: Any) -> Any:
        return t.is_valid | t.message.notnull()

    @row_rule
    def too_few_games_are_more_than_information(t: Any) -> Any:
        enough = t.actual_value >= t.threshold * t.expected_value
        return (t.validation_type != "game_count") | (t.severity != "info") | enough

    @row_rule
    def validated_at_most_a_day_ahead(t: Any) -> Any:
        return at_most_a_day_ahead(t.game_date, t.validation_timestamp)
