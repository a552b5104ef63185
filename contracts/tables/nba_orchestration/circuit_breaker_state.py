"""The contract of nba_orchestration.circuit_breaker_state."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt

from contracts.table import Field, Nested, Table, Timestamp, nested, row_rule
from contracts.tables.formats import IDENTIFIER, PROCESSOR

_FAILURE_HISTORY = dt.Array(
    dt.Struct({"failed_at": dt.Timestamp("UTC"), "error_message": dt.string, "error_type": dt.string})
)


@nested(_FAILURE_HISTORY)
class FailureHistory(Nested):
    """The latest failures, each with its time and error."""

    type = _FAILURE_HISTORY


class CircuitBreakerState(
    Table,
    dataset="nba_orchestration",
    clustering=("processor_name", "state"),
    key=("processor_name",),
):
    """One circuit breaker, of a processor or a prediction system, as it stands now.

    Processors write it when they fail or recover, prediction workers when a system does.
    """

    processor_name: str = Field(str_matches=PROCESSOR)
    state: str = Field(isin=["CLOSED", "OPEN", "HALF_OPEN"])
    failure_count: int = Field(ge=0)
    success_count: int = Field(ge=0)
    last_failure: Timestamp = Field(nullable=True)
    last_success: Timestamp = Field(nullable=True)
    opened_at: Timestamp = Field(nullable=True)
    half_opened_at: Timestamp = Field(nullable=True)
    updated_at: Timestamp
    last_error_message: str = Field(nullable=True)
    last_error_type: str = Field(str_matches=IDENTIFIER, nullable=True)
    failure_history: FailureHistory
    threshold: int = Field(ge=1, nullable=True)
    timeout_seconds: int = Field(ge=1, nullable=True)
    half_open_max_calls: int = Field(ge=1, nullable=True)

    @row_rule
    def what_is_not_closed_says_since_when(t: Any) -> Any:
        return (t.state == "CLOSED") | t.opened_at.notnull()

    @row_rule
    def what_is_half_open_was_open_before(t: Any) -> Any:
        return (t.state != "HALF_OPEN") | (t.half_opened_at.notnull() & (t.opened_at <= t.half_opened_at))

    @row_rule
    def what_is_closed_failed_less_often_than_opens_it(t: Any) -> Any:
        return (t.state != "CLOSED") | (t.failure_count < t.threshold)

    @row_rule
    def what_is_open_has_failed(t: Any) -> Any:
        return (t.state != "OPEN") | (t.failure_count > 0)

    @row_rule
    def an_error_comes_from_a_failure(t: Any) -> Any:
        return (t.last_error_type.isnull() & t.last_error_message.isnull()) | t.last_failure.notnull()

    @row_rule
    def updated_after_the_last_call(t: Any) -> Any:
        return (t.last_failure <= t.updated_at) & (t.last_success <= t.updated_at)
