"""The contract of nba_orchestration.env_var_audit."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt

from contracts.table import Field, Nested, Table, Timestamp, nested, row_rule
from contracts.tables.formats import DATA_HASH, LOWER_KEY, SERVICE
from contracts.tables.relations import revision_of

_CHANGED_VARS = dt.Array(dt.Struct({"var_name": dt.string, "old_value": dt.string, "new_value": dt.string}))


@nested(_CHANGED_VARS)
class ChangedVars(Nested):
    """Variables, each with its old and its new value."""

    type = _CHANGED_VARS


class EnvVarAudit(
    Table,
    dataset="nba_orchestration",
    partition="timestamp",
    clustering=("change_type", "service_name", "timestamp"),
    key=("timestamp",),
):
    """One change of a service's environment variables: which, who made it, and whether a deployment explains it.

    The service writes it when a check of its own environment finds a change.
    """

    change_id: str
    timestamp: Timestamp
    change_type: str = Field(str_matches=LOWER_KEY)
    changed_vars: ChangedVars
    deployer: str = Field(nullable=True)
    # deployment, manual update, emergency fix …
    reason: str = Field(nullable=True)
    deployment_started_at: Timestamp = Field(nullable=True)
    in_deployment_window: bool = Field(nullable=True)
    service_name: str = Field(str_matches=SERVICE, nullable=True)
    service_revision: str = Field(str_matches=SERVICE, nullable=True)
    environment: str = Field(str_matches=LOWER_KEY, nullable=True)
    env_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    alert_triggered: bool = Field(nullable=True)
    alert_reason: str = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def a_change_names_a_variable(t: Any) -> Any:
        return t.changed_vars.length() > 0

    @row_rule
    def deployment_began_before_the_change(t: Any) -> Any:
        return t.deployment_started_at <= t.timestamp

    @row_rule
    def in_a_deployment_there_is_one(t: Any) -> Any:
        return ~t.in_deployment_window | t.deployment_started_at.notnull()

    @row_rule
    def an_alert_has_a_reason(t: Any) -> Any:
        return t.alert_triggered == t.alert_reason.notnull()

    @row_rule
    def revision_is_one_of_the_service(t: Any) -> Any:
        return revision_of(t.service_revision, t.service_name)

    @row_rule
    def written_after_the_change(t: Any) -> Any:
        return t.created_at >= t.timestamp
