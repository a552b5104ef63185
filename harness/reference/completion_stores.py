"""Where completions are kept: documents of Firestore, rows of BigQuery, or the memory of this process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from google.cloud import bigquery, firestore

from harness.reference.completion_record import CompletionRecord
from harness.reference.retry_transaction import settled
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

QUERY_SECONDS = 60.0
TABLE = "nba_orchestration.phase_completions"


class DocumentCompletions:
    """<phase>_completion/<game date>: one entry a processor, beside the fields of the trigger."""

    def __init__(
        self, project_id: str, *, client: firestore.Client | None = None, safeguards: Safeguards = ALL_ON
    ) -> None:
        self._client = client or firestore.Client(project=project_id)
        self._newest_wins = safeguards.has(Safeguard.NEWEST_COMPLETION_WINS)

    def put(self, record: CompletionRecord) -> None:
        document = self._document(record.phase, record.game_date)

        def body(transaction: firestore.Transaction) -> None:
            fields = document.get(transaction=transaction).to_dict() or {}
            known = fields.get(record.processor_name)
            if known is not None and self._newest_wins:
                there = _of_entry(record.phase, record.game_date, record.processor_name, known)
                if there.rank >= record.rank:
                    return
            transaction.set(document, {record.processor_name: _entry(record)}, merge=True)

        settled(self._client, body)

    def records(self, phase: str, game_date: str) -> tuple[CompletionRecord, ...]:
        fields = self._document(phase, game_date).get().to_dict() or {}
        return tuple(
            _of_entry(phase, game_date, name, entry) for name, entry in fields.items() if not name.startswith("_")
        )

    def _document(self, phase: str, game_date: str) -> Any:
        return self._client.document(f"{phase}_completion/{game_date}")


class TableCompletions:
    """Rows of nba_orchestration.phase_completions: one a phase, day and processor."""

    def __init__(
        self, project_id: str, *, client: bigquery.Client | None = None, safeguards: Safeguards = ALL_ON
    ) -> None:
        self._client = client or bigquery.Client(project=project_id)
        self._table = f"`{self._client.project}.{TABLE}`"
        self._safeguards = safeguards

    def put(self, record: CompletionRecord) -> None:
        self._query(self._put_statement(), _parameters(record))

    def records(self, phase: str, game_date: str) -> tuple[CompletionRecord, ...]:
        rows = self._query(
            f"SELECT * FROM {self._table} WHERE phase = @phase AND game_date = @game_date",  # noqa: S608 - own name
            [
                bigquery.ScalarQueryParameter("phase", "STRING", phase),
                bigquery.ScalarQueryParameter("game_date", "DATE", date.fromisoformat(game_date)),
            ],
        )
        newest: dict[tuple[str, str, str], CompletionRecord] = {}
        for row in rows:
            record = _of_row(row)
            if record.key not in newest or newest[record.key].rank < record.rank:
                newest[record.key] = record
        return tuple(newest.values())

    def _put_statement(self) -> str:
        names = [name for name, _ in _COLUMNS]
        values = ", ".join(f"@{name} AS {name}" for name in names)
        insert = f"({', '.join(names)}, inserted_at)"
        if not self._safeguards.has(Safeguard.ONE_ROW_A_COMPLETION):
            given = ", ".join(f"@{name}" for name in names)
            return f"INSERT INTO {self._table} {insert} VALUES ({given}, CURRENT_TIMESTAMP())"  # noqa: S608 - own names
        changes = ", ".join(f"{name} = S.{name}" for name in names if name not in _KEY)
        on = " AND ".join(f"T.{name} = S.{name}" for name in _KEY)
        newer = f"AND {_NEWER}" if self._safeguards.has(Safeguard.NEWEST_COMPLETION_WINS) else ""
        return (
            f"MERGE {self._table} T USING (SELECT {values}) S ON {on} "  # noqa: S608 - own names
            f"WHEN MATCHED {newer} THEN UPDATE SET {changes}, inserted_at = CURRENT_TIMESTAMP() "
            f"WHEN NOT MATCHED THEN INSERT {insert} VALUES "
            f"({', '.join(f'S.{name}' for name in names)}, CURRENT_TIMESTAMP())"
        )

    def _query(self, sql: str, parameters: list[Any]) -> list[Any]:
        job = self._client.query(
            sql, job_config=bigquery.QueryJobConfig(query_parameters=parameters), timeout=QUERY_SECONDS
        )
        return list(job.result(timeout=QUERY_SECONDS))


class MemoryCompletions:
    """A store in this process; `step` is told of each statement before it is carried out, and may raise."""

    def __init__(self, step: Callable[[str], None] = lambda statement: None, safeguards: Safeguards = ALL_ON) -> None:
        self._step = step
        self._safeguards = safeguards
        self.rows: list[CompletionRecord] = []

    def put(self, record: CompletionRecord) -> None:
        self._step(f"put {' '.join(record.key)}")
        known = [row for row in self.rows if row.key == record.key]
        if not self._safeguards.has(Safeguard.ONE_ROW_A_COMPLETION) or not known:
            self.rows.append(record)
        elif known[0].rank < record.rank or not self._safeguards.has(Safeguard.NEWEST_COMPLETION_WINS):
            self.rows = [record if row.key == record.key else row for row in self.rows]

    def records(self, phase: str, game_date: str) -> tuple[CompletionRecord, ...]:
        self._step(f"read {phase} {game_date}")
        of_day = [row for row in self.rows if row.key[:2] == (phase, game_date)]
        return tuple({row.key: row for row in sorted(of_day, key=lambda row: row.rank)}.values())


_KEY = ("phase", "game_date", "processor_name")
_NEWER = (
    "(S.completed_at > T.completed_at OR (S.completed_at = T.completed_at AND "
    "CONCAT(IFNULL(S.execution_id, ''), '|', S.status) > CONCAT(IFNULL(T.execution_id, ''), '|', T.status)))"
)
"""As `CompletionRecord.rank` compares."""
_COLUMNS = (
    ("phase", "STRING"),
    ("game_date", "DATE"),
    ("processor_name", "STRING"),
    ("status", "STRING"),
    ("record_count", "INT64"),
    ("correlation_id", "STRING"),
    ("execution_id", "STRING"),
    ("completed_at", "TIMESTAMP"),
)


def _parameters(record: CompletionRecord) -> list[Any]:
    values = {name: getattr(record, name) for name, _ in _COLUMNS} | {"game_date": date.fromisoformat(record.game_date)}
    return [bigquery.ScalarQueryParameter(name, kind, values[name]) for name, kind in _COLUMNS]


def _entry(record: CompletionRecord) -> dict[str, Any]:
    return {
        "completed_at": record.completed_at,
        "status": record.status,
        "record_count": record.record_count,
        "correlation_id": record.correlation_id,
        "execution_id": record.execution_id,
    }


def _of_entry(phase: str, game_date: str, name: str, entry: dict[str, Any]) -> CompletionRecord:
    return CompletionRecord(
        phase=phase,
        game_date=game_date,
        processor_name=name,
        status=entry["status"],
        completed_at=entry["completed_at"],
        record_count=entry.get("record_count"),
        correlation_id=entry.get("correlation_id"),
        execution_id=entry.get("execution_id"),
    )


def _of_row(row: Any) -> CompletionRecord:
    return CompletionRecord(
        phase=row["phase"],
        game_date=row["game_date"].isoformat(),
        processor_name=row["processor_name"],
        status=row["status"],
        completed_at=row["completed_at"],
        record_count=row["record_count"],
        correlation_id=row["correlation_id"],
        execution_id=row["execution_id"],
    )
