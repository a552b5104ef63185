"""The SQL of staging and consolidation, for BigQuery.

Values are written into the text, not given as parameters: a script of several statements takes none on the emulator.
Names, dates and keys are checked before they come here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from google.cloud import bigquery

from harness.reference.staging_prediction import Fence, MergeRule

TARGET = "player_prop_predictions"
FENCES = "_consolidation_fences"
SCHEMA = (
    bigquery.SchemaField("prediction_id", "STRING", "REQUIRED"),
    bigquery.SchemaField("system_id", "STRING", "REQUIRED"),
    bigquery.SchemaField("player_lookup", "STRING", "REQUIRED"),
    bigquery.SchemaField("game_date", "DATE", "REQUIRED"),
    bigquery.SchemaField("game_id", "STRING", "REQUIRED"),
    bigquery.SchemaField("prediction_version", "INT64", "REQUIRED"),
    bigquery.SchemaField("predicted_points", "NUMERIC", "REQUIRED", precision=5, scale=1),
    bigquery.SchemaField("confidence_score", "NUMERIC", "REQUIRED", precision=5, scale=2),
    bigquery.SchemaField("recommendation", "STRING", "REQUIRED"),
    bigquery.SchemaField("has_prop_line", "BOOL", "NULLABLE"),
    bigquery.SchemaField("current_points_line", "NUMERIC", "NULLABLE", precision=4, scale=1),
    bigquery.SchemaField("line_margin", "NUMERIC", "NULLABLE", precision=5, scale=2),
    bigquery.SchemaField("line_source", "STRING", "NULLABLE"),
    bigquery.SchemaField("contributing_systems", "INT64", "NULLABLE"),
    bigquery.SchemaField("similar_games_count", "INT64", "NULLABLE"),
    bigquery.SchemaField("avg_similarity_score", "NUMERIC", "NULLABLE", precision=5, scale=2),
    bigquery.SchemaField("min_similarity_score", "NUMERIC", "NULLABLE", precision=5, scale=2),
    bigquery.SchemaField("is_active", "BOOL", "REQUIRED"),
    bigquery.SchemaField("created_at", "TIMESTAMP", "REQUIRED"),
)
"""The columns of player_prop_predictions that are staged, as declared there."""
COLUMNS = tuple(field.name for field in SCHEMA)
_SAME = ("game_id", "player_lookup", "system_id")
_LINE = "current_points_line"


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements on one dataset, `project.dataset`."""

    dataset: str

    def create_fences(self) -> str:
        return f"CREATE TABLE IF NOT EXISTS `{self.dataset}.{FENCES}` (lock_key STRING NOT NULL, token INT64 NOT NULL)"

    def open_fence(self, key: str) -> str:
        return (
            f"MERGE `{self.dataset}.{FENCES}` T USING (SELECT '{key}' AS lock_key) S ON T.lock_key = S.lock_key "  # noqa: S608
            "WHEN NOT MATCHED THEN INSERT (lock_key, token) VALUES (S.lock_key, 0)"
        )

    def merge(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> str:
        """One MERGE; with a fence a transaction that raises it, and takes no rows where it is higher already."""
        allowed = f"game_date = DATE '{game_date}'"
        if fence is not None:
            allowed += f" AND {self._token(fence)} = {fence.token}"
        newest = (
            f"QUALIFY ROW_NUMBER() OVER (PARTITION BY {', '.join(_SAME)}, {_line('', rule)} "
            "ORDER BY created_at DESC, prediction_id DESC) = 1"
        )
        changes = ", ".join(f"{name} = S.{name}" for name in COLUMNS if name not in _SAME)
        statement = (
            f"MERGE `{self.dataset}.{TARGET}` T "  # noqa: S608 - own names
            f"USING (SELECT * FROM ({self._staged(tables)}) WHERE {allowed} {newest if rule.newest_only else ''}) S "
            f"ON T.game_date = DATE '{game_date}' AND {_matches(rule)} "
            f"WHEN MATCHED AND {_NEWER} THEN UPDATE SET {changes} "
            f"WHEN NOT MATCHED THEN INSERT ({', '.join(COLUMNS)}) VALUES ({', '.join(f'S.{name}' for name in COLUMNS)})"
        )
        if fence is None:
            return statement
        return (
            "BEGIN TRANSACTION; "  # noqa: S608 - own names
            f"UPDATE `{self.dataset}.{FENCES}` SET token = {fence.token} "
            f"WHERE lock_key = '{fence.key}' AND token <= {fence.token}; "
            f"{statement}; COMMIT TRANSACTION;"
        )

    def verify(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> str:
        """One row: missing, duplicates, token. A line that is missing is compared safely here whatever the rule."""
        key = ", ".join((*_SAME, f"IFNULL({_LINE}, NUMERIC '-1')"))
        safe = MergeRule(exact_line=rule.exact_line)
        target = f"(SELECT * FROM `{self.dataset}.{TARGET}` WHERE game_date = DATE '{game_date}')"  # noqa: S608
        return (
            f"SELECT (SELECT COUNT(*) FROM ({self._staged(tables)}) S LEFT JOIN {target} T "  # noqa: S608 - own names
            f"ON {_matches(safe)} AND NOT {_NEWER} WHERE T.prediction_id IS NULL) AS missing, "
            f"(SELECT COUNT(*) FROM (SELECT 1 FROM {target} GROUP BY {key} HAVING COUNT(*) > 1)) AS duplicates, "
            f"{'0' if fence is None else self._token(fence)} AS token"
        )

    def _staged(self, tables: Sequence[str]) -> str:
        names = ", ".join(COLUMNS)
        return " UNION ALL ".join(f"SELECT {names} FROM `{self.dataset}.{table}`" for table in tables)  # noqa: S608

    def _token(self, fence: Fence) -> str:
        return f"(SELECT MAX(token) FROM `{self.dataset}.{FENCES}` WHERE lock_key = '{fence.key}')"  # noqa: S608


_NEWER = "(S.created_at > T.created_at OR (S.created_at = T.created_at AND S.prediction_id > T.prediction_id))"
"""As `Prediction.rank` compares."""


def _line(side: str, rule: MergeRule) -> str:
    line = f"{side}{_LINE}"
    if rule.null_safe:
        line = f"IFNULL({line}, NUMERIC '-1')"
    return line if rule.exact_line else f"ROUND({line})"


def _matches(rule: MergeRule) -> str:
    same = [f"T.{name} = S.{name}" for name in _SAME]
    return " AND ".join([*same, f"{_line('T.', rule)} = {_line('S.', rule)}"])
