"""The synthetic season's state documents, put together again from its frames: what Firestore would hold of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

MOST = 50
"""Documents of each kind: the last ones."""


@dataclass(frozen=True, slots=True)
class SeasonDocument:
    """A document and where it would be kept."""

    path: str
    document: Mapping[str, object]


# Each gives the path, then the document's fields; `entries` are those of processors, by name.
_QUERIES = {
    "firestore.processor_heartbeats": """
        SELECT concat('processor_heartbeats/', processor_name, '_', data_date, '_', run_id) AS path, *
        FROM firestore.processor_heartbeats ORDER BY started_at DESC, path""",
    "firestore.run_history": """
        SELECT concat('run_history/', run_id) AS path, * EXCLUDE (run_id)
        FROM firestore.run_history ORDER BY started_at DESC, path""",
    "firestore.locks": """
        SELECT concat(collection, '/', lock_type, '_', lock_key) AS path, * EXCLUDE (collection)
        FROM firestore.locks ORDER BY acquired_at DESC, path""",
    "firestore.batch_completions": """
        SELECT concat('prediction_batches/', batch_id, '/completions/', player_lookup) AS path,
            player_lookup, predictions_count, completed_at
        FROM firestore.batch_completions ORDER BY completed_at DESC, path""",
    "firestore.prediction_batches": """
        SELECT concat('prediction_batches/', b.batch_id) AS path, b.*, a.predictions_by_player
        FROM firestore.prediction_batches AS b JOIN (
            SELECT batch_id, map(list(player_lookup), list(predictions_count)) AS predictions_by_player
            FROM firestore.batch_completions GROUP BY batch_id
        ) AS a ON a.batch_id = b.batch_id
        ORDER BY b.start_time DESC, path""",
    "firestore.phase_completions": """
        SELECT concat(s.phase, '_completion/', s.game_date) AS path, a.entries,
            s.completed_count AS _completed_count, s.first_completion_at AS _first_completion_at,
            s.triggered AS _triggered, s.triggered_at AS _triggered_at, s.trigger_reason AS _trigger_reason,
            s.mode AS _mode, s.last_update AS _last_update, s.tier_name AS _tier_name
        FROM firestore.phase_status AS s JOIN (
            SELECT phase, game_date, map(list(processor_name), list({
                completed_at: completed_at, status: status, record_count: record_count,
                correlation_id: correlation_id, execution_id: execution_id, is_incremental: is_incremental
            })) AS entries
            FROM firestore.phase_completions GROUP BY ALL
        ) AS a ON a.phase = s.phase AND a.game_date = s.game_date
        ORDER BY s.game_date DESC, path""",
}
_BESIDE = {
    "firestore.prediction_batches": "firestore.batch_completions",
    "firestore.phase_completions": "firestore.phase_status",
}


def season_documents(connection: duckdb.DuckDBPyConnection) -> Iterator[SeasonDocument]:
    """The last documents of each kind that the loaded tables hold; a table that is not loaded gives none."""
    found = connection.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
    there = {name for (name,) in found}
    for table, sql in _QUERIES.items():
        if {table, _BESIDE.get(table, table)} <= there:
            for row in connection.execute(f"{sql} LIMIT {MOST}").to_arrow_table().to_pylist():
                yield _document(row)


def _document(row: dict[str, Any]) -> SeasonDocument:
    """A row as a document: absent instead of NULL, days as texts, the entries of processors beside the other fields."""
    path = row.pop("path")
    entries = dict(row.pop("entries", ()))
    fields = {name: _plain(value) for name, value in row.items() if value is not None}
    if path.startswith("phase4_completion/"):
        # The one orchestrator that writes it as a text.
        fields["_first_completion_at"] = fields["_first_completion_at"].isoformat()
    return SeasonDocument(path, fields | {name: dict(entry) for name, entry in entries.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        return dict(value)
    return str(value) if type(value) is date else value
