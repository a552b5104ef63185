"""The contract of nba_orchestration.workflow_decisions."""

from __future__ import annotations

from typing import Any

from contracts.table import Field, Json, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, UPPER_KEY, VERSION


class WorkflowDecisions(
    Table,
    dataset="nba_orchestration",
    partition="decision_time",
    clustering=("workflow_name", "action", "alert_level"),
    key=("decision_id",),
):
    """What the master controller decided about one workflow in one hour: run it or not, and why."""

    decision_id: str
    decision_time: Timestamp
    workflow_name: str = Field(str_matches=LOWER_KEY)
    # RUN, SKIP …
    action: str = Field(str_matches=UPPER_KEY)
    reason: str
    context: Json = Field(nullable=True)
    scrapers_triggered: Strings
    target_games: Strings
    next_check_time: Timestamp = Field(nullable=True)
    # CRITICAL, HIGH, MEDIUM …
    priority: str = Field(str_matches=UPPER_KEY, nullable=True)
    # NONE …
    alert_level: str = Field(str_matches=UPPER_KEY, nullable=True)
    controller_version: str = Field(str_matches=VERSION, nullable=True)
    environment: str = Field(str_matches=LOWER_KEY, nullable=True)
    triggered_by: str = Field(str_matches=LOWER_KEY, nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def a_run_triggers_scrapers(t: Any) -> Any:
        return (t.action != "RUN") | (t.scrapers_triggered.length() > 0)

    @row_rule
    def only_a_run_triggers_scrapers(t: Any) -> Any:
        return (t.action == "RUN") | (t.scrapers_triggered.length() == 0)

    @row_rule
    def looked_at_again_later(t: Any) -> Any:
        return t.next_check_time > t.decision_time

    @row_rule
    def written_after_the_decision(t: Any) -> Any:
        return t.created_at >= t.decision_time
