"""Recorded answers → rows in the warehouse, and a verdict on every file.

Each file is one transaction. A file that cannot be read or loaded takes nothing with it: what is in the
warehouse stays, and the other files are loaded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from harness.clock import Clock
from harness.ingest import verdicts
from harness.ingest.answers import Answer
from harness.ingest.known_games import KnownGames
from harness.ingest.ledger import Ledger, Loaded
from harness.ingest.loaders import Loader, loader_for
from harness.ingest.problems import BadRecord, BadRecordError, UnreadableFileError, WrongShapeError
from harness.ingest.reading import csv_table, json_content, read_file, unpacked
from harness.ingest.recordings import Recording, find_recordings
from harness.ingest.rows import Delivery, Gathering, TableRows
from harness.ingest.verdicts import Verdict
from harness.results import CheckResult, FileReceipt
from harness.warehouse.loading import create_table
from harness.warehouse.schema import TableSchema, declared

_INCOMING = "harness_incoming_rows"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """One result a file (and one for a manifest that is not usable), and what was made of each file."""

    results: tuple[CheckResult, ...]
    receipts: tuple[FileReceipt, ...]


def load_recordings(folder: Path, connection: duckdb.DuckDBPyConnection, *, clock: Clock) -> LoadReport:
    """Load a folder of recorded answers into the raw tables, which are created where they are missing.

    Files are taken in manifest order and then path order, schedules and event lists before the answers that need
    them. Rows of a later file replace rows of earlier files with the same business key. Content that is in the
    warehouse already is not loaded again.

    Raises:
        NotADirectoryError: there is no such folder.
        duckdb.Error: the warehouse cannot be written at all.
    """
    found = find_recordings(folder)
    run = _Run(connection, KnownGames(connection), Ledger(connection), clock.now())
    loaders = [(recording, loader_for(recording)) for recording in found.recordings]
    order = sorted(range(len(loaders)), key=lambda index: not _tells_games(loaders[index][1]))
    judged: dict[int, Verdict] = {index: run.load(*loaders[index]) for index in order}
    in_order = [judged[index] for index in range(len(loaders))]
    about_folder = verdicts.of_folder(folder.name, found)
    return LoadReport(
        results=(*about_folder, *(verdict.result for verdict in in_order)),
        receipts=tuple(receipt for verdict in in_order for receipt in verdict.receipts),
    )


def _tells_games(loader: Loader | None) -> bool:
    return loader is not None and loader.tells_games


@dataclass(frozen=True, slots=True)
class _Run:
    connection: duckdb.DuckDBPyConnection
    known_games: KnownGames
    ledger: Ledger
    now: datetime

    def load(self, recording: Recording, loader: Loader | None) -> Verdict:
        """Read, check and load one file."""
        if loader is None:
            return verdicts.no_loader(recording)
        checksum: str | None = None
        try:
            data = read_file(recording.path)
            checksum = hashlib.sha256(data).hexdigest()
            return self._load_bytes(recording, loader, data, checksum)
        except UnreadableFileError as error:
            return verdicts.unreadable(recording, loader, checksum, error)
        except WrongShapeError as error:
            return verdicts.wrong_shape(recording, loader, checksum, error.place, error.message)
        except BadRecordError as error:
            # Outside of any record, so it is the envelope that is wrong.
            return verdicts.wrong_shape(recording, loader, checksum, error.place, error.problem)
        except duckdb.Error as error:
            return verdicts.refused(recording, loader, checksum, error)

    def _load_bytes(self, recording: Recording, loader: Loader, data: bytes, checksum: str) -> Verdict:
        before = self.ledger.entries(checksum, loader.tables)
        if before and not any(bad for _, _, bad in before):
            return verdicts.already_loaded(recording, loader, checksum, before[0][0])
        gathering = self._read(recording, loader, data)
        rows = {table: len(gathering.tables[table].rows) for table in loader.tables if table in gathering.tables}
        unchanged = bool(before) and sum(rows.values()) == sum(count for _, count, _ in before)
        if loader.tables and not unchanged and (any(rows.values()) or not gathering.bad):
            self._write(recording, loader, gathering, checksum)
        return verdicts.read(recording, loader, checksum, gathering, already=unchanged)

    def _read(self, recording: Recording, loader: Loader, data: bytes) -> Gathering:
        contents = unpacked(data)
        gathering = Gathering()
        if ".csv" in loader.suffixes:
            table = csv_table(contents)
            loader.read(Answer(recording, None, table.columns, table.lines, self.known_games, self.now), gathering)
            return gathering
        content = json_content(contents)
        loader.read(Answer(recording, content.value, (), (), self.known_games, self.now), gathering)
        if content.not_json is not None and not gathering.bad:
            gathering.bad.append(BadRecord(content.not_json, "NaN and Infinity are no JSON"))
        return gathering

    def _write(self, recording: Recording, loader: Loader, gathering: Gathering, checksum: str) -> None:
        delivery = Delivery(recording.file, recording.recorded_at, self.now)
        self.connection.begin()
        try:
            for name in loader.tables:
                schema = declared(name)
                rows = gathering.tables.get(name, TableRows(schema))
                create_table(self.connection, schema)
                replaced = _replace(self.connection, schema, rows.arrow(delivery))
                if replaced:
                    gathering.notes.append(f"took the place of {replaced} rows of earlier files in {name}")
                bad = len(gathering.bad)
                self.ledger.enter(Loaded(checksum, recording.file, name, len(rows.rows), bad, self.now))
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()


def _replace(connection: duckdb.DuckDBPyConnection, schema: TableSchema, rows: pa.Table) -> int:
    """Insert rows; rows that are there with the same business key (NULL equals NULL) give way. Returns how many did."""
    if not rows.num_rows:
        return 0
    dataset, table = schema.name.split(".")
    target = f'"{dataset}"."{table}"'
    columns = ", ".join(f'"{column.name}"' for column in schema.columns)
    same_key = " AND ".join(f'{target}."{name}" IS NOT DISTINCT FROM incoming."{name}"' for name in schema.key)
    connection.register(_INCOMING, rows)
    try:
        # Names come from the declarations that ship with the harness, never from a recording.
        deleted = connection.execute(
            f"DELETE FROM {target} WHERE EXISTS (SELECT 1 FROM {_INCOMING} AS incoming WHERE {same_key})"  # noqa: S608
        ).fetchone()
        connection.execute(f"INSERT INTO {target} ({columns}) SELECT {columns} FROM {_INCOMING}")  # noqa: S608
    finally:
        connection.unregister(_INCOMING)
    return int(deleted[0]) if deleted else 0
