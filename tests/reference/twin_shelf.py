"""The twin's answers as recordings, loaded by the harness, beside the season's own rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from harness.clock import FrozenClock
from harness.ingest.load import load_recordings
from harness.ingest.rows import PROVENANCE_COLUMNS
from harness.results import Outcome
from harness.season import Season
from harness.warehouse.schema import declared

Row = dict[str, Any]
LOADED = datetime(2024, 5, 1, tzinfo=UTC)


@dataclass
class Shelf:
    """Answers in a folder, and the warehouse they are loaded into."""

    folder: Path
    entries: list[dict[str, Any]] = field(default_factory=list)

    def put(
        self, file: str, content: bytes, *, endpoint: str, recorded_at: datetime | None = None, **asked: str
    ) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        entry: dict[str, Any] = {"file": file, "endpoint": endpoint, "parameters": asked}
        if recorded_at is not None:
            entry["recorded_at"] = recorded_at.isoformat()
        self.entries.append(entry)

    def rows(self, table: str) -> list[Row]:
        """Load everything; every file must pass with no record left out. The rows of one table."""
        (self.folder / "MANIFEST.json").write_text(json.dumps(self.entries))
        with duckdb.connect(config={"threads": "1"}) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            report = load_recordings(self.folder, connection, clock=FrozenClock(LOADED))
            failed = [
                (result.subject, result.finding) for result in report.results if result.outcome is not Outcome.PASSED
            ]
            assert failed == []
            return connection.execute(f"SELECT * FROM nba_raw.{table}").to_arrow_table().to_pylist()


def kept_rows(
    season: Season, table: str, values: Iterable[Any] | None = None, *, column: str = "game_date"
) -> list[Row]:
    """Rows of the season's own table: all, or those with one of the values in a column."""
    whole = season.tables[f"nba_raw.{table}"]
    if values is not None:
        whole = whole.filter(pc.is_in(whole[column], pa.array(list(values), whole[column].type)))
    rows: list[Row] = whole.to_pylist()
    return rows


def assert_same(table: str, told: list[Row], kept: list[Row], *, untold: Iterable[str] = ()) -> None:
    """Row by row and column by column the same, but for provenance; of `untold` columns the answer says nothing."""
    columns = [column.name for column in declared(f"nba_raw.{table}").columns if column.name not in PROVENANCE_COLUMNS]
    key = declared(f"nba_raw.{table}").key
    in_order = [sorted(rows, key=lambda row: [str(row[name]) for name in key]) for rows in (told, kept)]
    assert len(told) == len(kept) > 0
    silent = {name for name in untold if all(row[name] is None for row in told)}
    assert silent == set(untold)
    different = {
        name: next((pair for pair in _pairs(name, *in_order) if pair[0] != pair[1]), None)
        for name in columns
        if name not in silent
    }
    assert {name: pair for name, pair in different.items() if pair is not None} == {}


def _pairs(name: str, told: list[Row], kept: list[Row]) -> Iterable[tuple[Any, Any]]:
    return ((row[name], other[name]) for row, other in zip(told, kept, strict=True))
