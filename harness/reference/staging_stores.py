"""Where predictions are staged and merged: BigQuery, or the memory of this process with the same statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from typing import Any

from google.api_core.exceptions import BadRequest, Conflict, NotFound
from google.cloud import bigquery

from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards
from harness.reference.staging_prediction import (
    NO_LINE,
    PREFIX,
    Fence,
    MergeRule,
    Prediction,
    Verification,
)
from harness.reference.staging_statements import SCHEMA, Statements

DATASET = "nba_predictions"
LOAD_SECONDS = 60.0
CONSOLIDATION_SECONDS = 300.0


class BigQueryPredictions:
    """The dataset nba_predictions, with the table of predictions in it.

    A load bears the name of its table, by which one whose answer did not come is found again: its rows come in once.
    `answer_seconds` is how long the answer to a load is waited for.
    """

    def __init__(
        self,
        project_id: str,
        *,
        client: bigquery.Client | None = None,
        dataset: str = DATASET,
        answer_seconds: float = LOAD_SECONDS,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._client = client or bigquery.Client(project=project_id)
        self._dataset = f"{self._client.project}.{dataset}"
        self._statements = Statements(self._dataset)
        self._answer_seconds = answer_seconds
        self._named = safeguards.has(Safeguard.NAMED_LOAD)

    def prepare(self) -> None:
        """Makes the table of fences where there is none; once a dataset."""
        self._query(self._statements.create_fences())

    def stage(self, table: str, predictions: Sequence[Prediction]) -> None:
        rows = [_row(prediction) for prediction in predictions]
        job = self._named_load(table, rows) if self._named else self._load(table, rows, name=None)
        job.result(timeout=LOAD_SECONDS)

    def staging_tables(self) -> tuple[str, ...]:
        tables = self._client.list_tables(self._dataset, timeout=CONSOLIDATION_SECONDS)
        return tuple(sorted(table.table_id for table in tables if table.table_id.startswith(PREFIX)))

    def open_fence(self, key: str) -> None:
        self._query(self._statements.open_fence(Fence(key, 0).key))

    def merge(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> None:
        self._query(self._statements.merge(tables, _checked(game_date), rule, fence))

    def verify(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> Verification:
        [row] = self._query(self._statements.verify(tables, _checked(game_date), rule, fence))
        return Verification(row["missing"], row["duplicates"], row["token"])

    def drop(self, table: str) -> None:
        self._client.delete_table(f"{self._dataset}.{table}", not_found_ok=True, timeout=CONSOLIDATION_SECONDS)

    def _query(self, sql: str) -> list[Any]:
        job = self._client.query(sql, timeout=CONSOLIDATION_SECONDS)
        return list(job.result(timeout=CONSOLIDATION_SECONDS))

    def _named_load(self, table: str, rows: list[dict[str, Any]]) -> Any:
        """The load of this table, begun now or before; one that has failed wrote nothing, and another is begun.

        Google's client sends a load again by itself when no answer comes, and is told then that there is one already.
        """
        for number in count():
            name = f"{table}-{number}"
            try:
                return self._load(table, rows, name=name)
            except Conflict:
                job = self._client.get_job(name, timeout=self._answer_seconds)
                if job.error_result is None:
                    return job
        raise AssertionError("numbers never end")

    def _load(self, table: str, rows: list[dict[str, Any]], *, name: str | None) -> Any:
        config = bigquery.LoadJobConfig(
            schema=list(SCHEMA), create_disposition="CREATE_IF_NEEDED", write_disposition="WRITE_APPEND"
        )
        place = f"{self._dataset}.{table}"
        return self._client.load_table_from_json(
            rows, place, job_id=name, job_config=config, timeout=self._answer_seconds
        )


class MemoryPredictions:
    """The same in this process. `step` is told of each statement before it is carried out, and may raise or wait.

    A merge has two steps: it reads a snapshot, and it writes. With a fence it is a transaction, which fails when
    another one has changed the fence between the two. Without one, merges that only insert do not see each other, which
    is how two of them come to insert the same key.
    """

    def __init__(self, step: Callable[[str], None] = lambda statement: None) -> None:
        self._step = step
        self.target: list[Prediction] = []
        self.staging: dict[str, tuple[Prediction, ...]] = {}
        self.fences: dict[str, int] = {}
        self._fence_versions: dict[str, int] = {}

    def stage(self, table: str, predictions: Sequence[Prediction]) -> None:
        self._step(f"load {table}")
        self.staging[table] = self.staging.get(table, ()) + tuple(predictions)

    def staging_tables(self) -> tuple[str, ...]:
        self._step("list tables")
        return tuple(sorted(self.staging))

    def open_fence(self, key: str) -> None:
        self._step(f"open fence {key}")
        self.fences.setdefault(key, 0)

    def merge(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> None:
        self._step(f"merge {len(tables)} tables: read")
        staged = [row for row in self._staged(tables) if row.game_date == game_date]
        version = self._fence_versions.get(fence.key, 0) if fence else 0
        allowed = fence is None or self.fences[fence.key] <= fence.token
        inserts, updates = _merged(staged if allowed else [], list(self.target), rule)
        self._step(f"merge {len(tables)} tables: write")
        if fence is not None and allowed:
            if self._fence_versions.get(fence.key, 0) != version:
                raise _refused("Transaction is aborted due to concurrent update against table _consolidation_fences")
            self.fences[fence.key] = fence.token
            self._fence_versions[fence.key] = version + 1
        self.target = [updates.get(row, row) for row in self.target] + inserts

    def verify(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> Verification:
        self._step(f"verify {len(tables)} tables")
        safe = MergeRule(exact_line=rule.exact_line)
        of_day = [row for row in self.target if row.game_date == game_date]
        missing = [
            row
            for row in self._staged(tables)
            if not any(_same(row, there, safe) and there.rank >= row.rank for there in of_day)
        ]
        keys = [row.key for row in of_day]
        twice = {key for key in keys if keys.count(key) > 1}
        return Verification(len(missing), len(twice), self.fences[fence.key] if fence else 0)

    def drop(self, table: str) -> None:
        self._step(f"drop {table}")
        self.staging.pop(table, None)

    def _staged(self, tables: Sequence[str]) -> list[Prediction]:
        gone = [table for table in tables if table not in self.staging]
        if gone:
            raise NotFound(f"Not found: Table {gone[0]}")  # type: ignore[no-untyped-call]
        return [row for table in tables for row in self.staging[table]]


def _row(prediction: Prediction) -> dict[str, Any]:
    line, similar = prediction.line, prediction.similar_games
    return {
        "prediction_id": prediction.prediction_id,
        "system_id": prediction.system_id,
        "player_lookup": prediction.player_lookup,
        "game_date": prediction.game_date,
        "game_id": prediction.game_id,
        "prediction_version": 1,
        "predicted_points": str(prediction.predicted_points),
        "confidence_score": str(prediction.confidence_score),
        "recommendation": prediction.recommendation,
        "has_prop_line": line is not None,
        "current_points_line": None if line is None else str(line),
        "line_margin": None if line is None else str(prediction.predicted_points - line),
        "line_source": "NO_PROP_LINE" if line is None else "ACTUAL_PROP",
        "contributing_systems": prediction.contributing_systems,
        "similar_games_count": similar and similar.count,
        "avg_similarity_score": similar and str(similar.average),
        "min_similarity_score": similar and str(similar.least),
        "is_active": True,
        "created_at": prediction.created_at.astimezone(UTC).isoformat(),
    }


def _refused(message: str) -> BadRequest:
    return BadRequest(message)  # type: ignore[no-untyped-call]


def _checked(game_date: str) -> str:
    return date.fromisoformat(game_date).isoformat()


def _merged(
    staged: list[Prediction], target: list[Prediction], rule: MergeRule
) -> tuple[list[Prediction], dict[Prediction, Prediction]]:
    """The rows to insert and those to put in another's place.

    Raises:
        BadRequest: a row of the target is matched by two of the source, as BigQuery refuses it.
    """
    if rule.newest_only:
        newest: dict[Any, Prediction] = {}
        for row in sorted(staged, key=lambda row: row.rank):
            newest[(*row.key[:3], _line(row.line, rule))] = row
        staged = list(newest.values())
    inserts: list[Prediction] = []
    updates: dict[Prediction, Prediction] = {}
    for row in staged:
        matches = [there for there in target if there.game_date == row.game_date and _same(row, there, rule)]
        newer = [there for there in matches if there.rank < row.rank]
        if not matches:
            inserts.append(row)
        if any(there in updates for there in newer):
            raise _refused("UPDATE/MERGE must match at most one source row for each target row")
        updates |= dict.fromkeys(newer, row)
    return inserts, updates


def _same(left: Prediction, right: Prediction, rule: MergeRule) -> bool:
    lines = _line(left.line, rule), _line(right.line, rule)
    return left.key[:3] == right.key[:3] and lines[0] == lines[1] and (rule.null_safe or lines[0] is not None)


def _line(line: Decimal | None, rule: MergeRule) -> Decimal | None:
    if line is None and rule.null_safe:
        line = NO_LINE
    if line is None or rule.exact_line:
        return line
    return line.quantize(Decimal(1), ROUND_HALF_UP)
