"""The steps of a rollout as `metadata.canary_steps` has them, kept in a DuckDB file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import duckdb
import pyarrow as pa

from harness.warehouse.schema import declared

TABLE = "metadata.canary_steps"


class Decision(StrEnum):
    """What is decided at the end of a step."""

    PROMOTE = "promote"
    ROLL_BACK = "roll_back"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Step:
    """One row: the share of traffic a revision had, what was seen, what was decided. Instants in UTC.

    Attributes:
        ended_at: None while the step goes on.
        smoke_passed: of the tests before the first step.
        errors_in_5_min: the most in any five minutes of the step; None where nobody looked.
    """

    service: str
    revision: str
    traffic_percent: int
    started_at: datetime
    ended_at: datetime | None = None
    smoke_passed: bool | None = None
    errors_in_5_min: int | None = None
    decision: Decision | None = None


class StepsFileError(Exception):
    """The file cannot be used, or has a rollout of the revision already."""


def rows(steps: Sequence[Step]) -> pa.Table:
    """As the table is declared."""
    return pa.Table.from_pylist([asdict(one) for one in steps], schema=declared(TABLE).arrow)


def fill(connection: duckdb.DuckDBPyConnection, steps: Sequence[Step]) -> None:
    """Makes the table where there is none, and puts these steps in, each in the place of what it had before."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS metadata")
    connection.execute(declared(TABLE).duckdb_ddl())
    for one in steps:
        connection.execute(
            f"DELETE FROM {TABLE} WHERE service = ? AND revision = ? AND traffic_percent = ?",  # noqa: S608 - a constant
            [one.service, one.revision, one.traffic_percent],
        )
    connection.register("steps_to_fill", rows(steps))
    connection.execute(f"INSERT INTO {TABLE} BY NAME SELECT * FROM steps_to_fill")  # noqa: S608 - a constant
    connection.unregister("steps_to_fill")


class StepsFile:
    """The table in a file, opened for each write only, so that others can read it during a rollout."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def check_new(self, service: str, revision: str) -> None:
        """
        Raises:
            StepsFileError: the revision was rolled out before, which by its rows cannot be told from this time.
        """
        self.write([])
        with self._open() as connection:
            found = connection.execute(
                f"SELECT min(started_at) FROM {TABLE} WHERE service = ? AND revision = ?",  # noqa: S608 - a constant
                [service, revision],
            ).fetchone()
        if found is not None and found[0] is not None:
            raise StepsFileError(
                f"{self._path} has a rollout of {service} {revision} from {found[0]:%Y-%m-%d %H:%M}; "
                "deploy a new revision, or name it with --revision"
            )

    def write(self, steps: Sequence[Step]) -> None:
        """
        Raises:
            StepsFileError: the file cannot be written.
        """
        with self._open() as connection:
            fill(connection, steps)

    def _open(self) -> duckdb.DuckDBPyConnection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = duckdb.connect(str(self._path))
        except (duckdb.Error, OSError) as error:
            reason = str(error).splitlines()[0]
            raise StepsFileError(f"{self._path} cannot be written: {reason}; name another with --record") from error
        connection.execute("SET TimeZone = 'UTC'")
        return connection
