"""The contract of nba_orchestration.cleanup_operations."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt

from contracts.table import Field, Nested, Strings, Table, Timestamp, nested, row_rule
from contracts.tables.formats import LOWER_KEY

_MISSING_FILES = dt.Array(
    dt.Struct(
        {
            "scraper_name": dt.string,
            "gcs_path": dt.string,
            "triggered_at": dt.Timestamp("UTC"),
            "age_minutes": dt.int64,
            "republished": dt.boolean,
        }
    )
)


@nested(_MISSING_FILES)
class MissingFiles(Nested):
    """Files that no table had, and whether each was published again."""

    type = _MISSING_FILES


class CleanupOperations(
    Table,
    dataset="nba_orchestration",
    partition="cleanup_time",
    clustering=("missing_files_found", "republished_count"),
    key=("cleanup_id",),
):
    """One pass of the cleanup, which looks for scraped files that were never loaded and publishes them again."""

    cleanup_id: str
    cleanup_time: Timestamp
    files_checked: int = Field(ge=0)
    missing_files_found: int = Field(ge=0)
    republished_count: int = Field(ge=0)
    missing_files: MissingFiles
    errors: Strings
    duration_seconds: float = Field(ge=0, nullable=True)
    pubsub_enabled: bool = Field(nullable=True)
    environment: str = Field(str_matches=LOWER_KEY, nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def missing_files_are_among_those_checked(t: Any) -> Any:
        return t.missing_files_found <= t.files_checked

    @row_rule
    def only_missing_files_are_republished(t: Any) -> Any:
        return t.republished_count <= t.missing_files_found

    @row_rule
    def no_more_files_are_listed_than_were_missing(t: Any) -> Any:
        return t.missing_files.length() <= t.missing_files_found

    @row_rule
    def without_pubsub_nothing_is_republished(t: Any) -> Any:
        return t.pubsub_enabled | (t.republished_count == 0)

    @row_rule
    def written_after_the_pass(t: Any) -> Any:
        return t.created_at >= t.cleanup_time
