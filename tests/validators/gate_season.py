"""Three days of every table that a gate reads, and the sentences that all gates' tests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import duckdb
from validator_days import AS_OF, Answers, Day

from harness.gate_decisions import Decision, GateDecision, decide
from harness.season import Season
from harness.warehouse.schema import declared
from validators.consistency import schedule_coverage
from validators.gates import (
    canary_promotion,
    data_freshness,
    phase1_to_phase2,
    phase2_to_phase3,
    phase3_to_phase4,
    phase4_to_phase5,
    phase5_to_phase6,
)
from validators.kill_matrix.season import read_tables
from validators.validator import Validator

FIRST, DAY, LAST = "2024-01-14", "2024-01-15", "2024-01-16"
"""The middle one has six games; its first begins at 18:00 UTC, its last at 03:00 UTC of the next day."""
PLAY_BY_PLAY = ("nba_raw.nbac_play_by_play", "nba_raw.bigdataball_play_by_play")
UNCUT = ("nba_raw.nbac_schedule", "metadata.canary_steps", "nba_raw.br_rosters_current")
GATES = tuple(
    module.validator
    for module in (
        canary_promotion,
        data_freshness,
        phase1_to_phase2,
        phase2_to_phase3,
        phase3_to_phase4,
        phase4_to_phase5,
        phase5_to_phase6,
    )
)


@contextmanager
def load_gate_days(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of all gates and of the coverage; a play-by-play has one event a game, since all take long to make."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name in sorted(read_tables((*GATES, schedule_coverage.validator))):
            schema = declared(name)
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.split('.')[0]}")
            connection.execute(schema.duckdb_ddl())
            if name in PLAY_BY_PLAY:
                continue
            dates = [column.name for column in schema.columns if column.name in ("game_date", "date")]
            dates = [schema.partition] if schema.partition_type == "DAY" else dates
            where = f"WHERE {dates[0]} BETWEEN '{FIRST}' AND '{LAST}'" if dates and name not in UNCUT else ""
            connection.register("season_rows", season.tables[name])
            connection.execute(f"INSERT INTO {name} SELECT * FROM season_rows {where}")
            connection.unregister("season_rows")
        for name in PLAY_BY_PLAY:
            connection.execute(
                f"INSERT INTO {name} (game_id, game_date, processed_at) SELECT game_id, game_date, max(processed_at) "
                "FROM nba_raw.nbac_team_boxscore GROUP BY ALL"
            )
        yield connection


def decision(day: Day, validator: Validator, window: str | None = None, as_of: datetime = AS_OF) -> GateDecision:
    """What the gate says of the day."""
    return decide(validator.id, day.answer(validator, window, as_of).results)


def shut_until_repaired(
    day: Day, validator: Validator, expected: dict[str, list[tuple[object, ...]]], *broken: str, says: Decision
) -> None:
    """The statements break exactly the expected checks and keys, the gate says so, and opens once they are undone.

    Each statement names the one table that it changes as its second or third word.
    """
    tables = {_changed(statement) for statement in broken}
    for number, table in enumerate(tables):
        day.connection.execute(f"CREATE TEMP TABLE kept_{number} AS SELECT * FROM {table}")
    day.corrupt(*broken)
    answer = day.answer(validator)
    _is_shut(answer, validator, expected, says)
    for number, table in enumerate(tables):
        day.connection.execute(f"DELETE FROM {table}")
        day.connection.execute(f"INSERT INTO {table} SELECT * FROM kept_{number}")
    assert decision(day, validator) == GateDecision(validator.id, Decision.PROCEED)


def _changed(statement: str) -> str:
    words = statement.split()
    return words[1] if words[0].upper() == "UPDATE" else words[2]


def _is_shut(
    answer: Answers, validator: Validator, expected: dict[str, list[tuple[object, ...]]], says: Decision
) -> None:
    found = {check: sorted(map(_text, keys)) for check, keys in answer.failed.items()}
    assert found == {check: sorted(map(_text, keys)) for check, keys in expected.items()}
    assert not answer.unknown
    given = decide(validator.id, answer.results)
    assert given.decision is says
    assert {reason.partition(": ")[0] for reason in (*given.reasons, *given.warnings)} <= {
        check.partition(": ")[0] for check in expected
    }
    assert given.reasons


def _text(key: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(cell) for cell in key)
