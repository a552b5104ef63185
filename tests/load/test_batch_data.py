"""What the data says after a run: what is lost, twice, or was never asked for, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from harness.commands.load_data import Asked, BatchDocuments, judge
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.schema import declared
from load.judging import Key, compare, expected_keys
from load.payloads.players import players_of

DAY = date(2024, 4, 12)
PREDICTIONS = "nba_predictions.player_prop_predictions"
IDS = {"data.lost", "data.duplicated", "data.unexpected", *(
    "consistency.prediction_uniqueness", "consistency.state_agreement", "trends.prediction_coverage"
)}  # fmt: skip
PLAYERS = players_of(DAY)[:30]
ASKED = Asked(DAY, expected_keys(PLAYERS, several_lines=True))
FIRST = f"game_id = '{PLAYERS[0].game_id}' AND player_lookup = '{PLAYERS[0].lookup}'"


@pytest.fixture
def warehouse() -> Iterator[DuckDBWarehouse]:
    """Exactly what was asked for."""
    with DuckDBWarehouse.in_memory() as made:
        made.connection.execute("CREATE SCHEMA nba_predictions")
        made.connection.execute(declared(PREDICTIONS).duckdb_ddl())
        columns = (
            "prediction_id, game_id, player_lookup, system_id, current_points_line, game_date, is_active, created_at"
        )
        rows = [(str(number), *key, DAY, True, datetime.now(UTC)) for number, key in enumerate(sorted_keys())]
        made.connection.executemany(f"INSERT INTO {PREDICTIONS} ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        yield made


def sorted_keys() -> list[Key]:
    return sorted(ASKED.keys, key=str)


def documents(**batch: Any) -> BatchDocuments:
    """Of a batch that is complete, with what `batch` says instead."""
    names = [player.lookup for player in PLAYERS]
    counts = {name: sum(key.player_lookup == name for key in ASKED.keys) for name in names}
    told = {
        "batch_id": "batch_2024-04-12_1712935800",
        "game_date": DAY,
        "expected_players": len(names),
        "completed_players": names,
        "failed_players": [],
        "completed_count": len(names),
        "total_predictions": sum(counts.values()),
        "is_complete": True,
        "stall_completed": False,
        **batch,
    }
    completions = tuple(
        {"batch_id": told["batch_id"], "game_date": DAY, "player_lookup": name, "predictions_count": count}
        for name, count in counts.items()
    )
    return BatchDocuments((told,), completions)


def failed(told: dict[str, str]) -> set[str]:
    return {name for name, words in told.items() if words.startswith("failed: ")}


def test_a_whole_batch_passes_every_check(warehouse: DuckDBWarehouse) -> None:
    told = judge(ASKED, warehouse, documents=documents())

    assert told == dict.fromkeys(IDS, "passed")


def test_a_lost_prediction_is_named(warehouse: DuckDBWarehouse) -> None:
    gone = f"DELETE FROM {PREDICTIONS} WHERE {FIRST} AND system_id = 'catboost_v8'"
    warehouse.connection.execute(f"{gone} AND current_points_line = {PLAYERS[0].line}")

    told = judge(ASKED, warehouse, documents=documents())

    assert failed(told) == {"data.lost", "consistency.state_agreement"}
    assert told["data.lost"] == (
        f"failed: 1 prediction is not there: {PLAYERS[0].lookup} by catboost_v8 at {PLAYERS[0].line} in "
        f"{PLAYERS[0].game_id}"
    )


def test_a_duplicate_row_is_named(warehouse: DuckDBWarehouse) -> None:
    one = f"SELECT * REPLACE ('again' AS prediction_id) FROM {PREDICTIONS} WHERE {FIRST} AND system_id = 'xgboost_v1'"
    warehouse.connection.execute(f"INSERT INTO {PREDICTIONS} {one} LIMIT 1")

    told = judge(ASKED, warehouse, documents=documents())

    assert failed(told) == {"data.duplicated", "consistency.prediction_uniqueness"}
    assert told["data.duplicated"].startswith(f"failed: 1 prediction is there twice: {PLAYERS[0].lookup} by xgboost_v1")


def test_a_prediction_that_nobody_asked_for_is_named(warehouse: DuckDBWarehouse) -> None:
    other = f"SELECT * REPLACE ('x' AS prediction_id, 'somebodyelse' AS player_lookup) FROM {PREDICTIONS} WHERE {FIRST}"
    warehouse.connection.execute(f"INSERT INTO {PREDICTIONS} {other} LIMIT 1")

    assert failed(judge(ASKED, warehouse, documents=documents())) == {"data.unexpected"}


def test_whole_players_that_are_missing_break_the_coverage(warehouse: DuckDBWarehouse) -> None:
    names = ", ".join(f"'{player.lookup}'" for player in PLAYERS[:3])
    warehouse.connection.execute(f"DELETE FROM {PREDICTIONS} WHERE player_lookup IN ({names})")

    assert "trends.prediction_coverage" in failed(judge(ASKED, warehouse, documents=documents()))


@pytest.mark.parametrize(
    "wrong",
    [{"completed_count": 31}, {"completed_players": [PLAYERS[0].lookup] * 30}, {"is_complete": False}],
    ids=["counter", "twice", "not complete"],
)
def test_a_batch_s_document_that_tells_another_story_fails(warehouse: DuckDBWarehouse, wrong: dict[str, Any]) -> None:
    assert failed(judge(ASKED, warehouse, documents=documents(**wrong))) == {"consistency.state_agreement"}


def test_what_cannot_be_read_is_unknown(warehouse: DuckDBWarehouse) -> None:
    without_documents = judge(ASKED, warehouse)
    warehouse.connection.execute(f"DROP TABLE {PREDICTIONS}")
    without_table = judge(ASKED, warehouse, documents=documents())

    assert without_documents["consistency.state_agreement"].startswith("unknown: ")
    assert failed(without_documents) == set()
    assert without_table == dict.fromkeys(IDS, f"unknown: duckdb (in memory) has no table {PREDICTIONS}")


def test_no_row_at_all_is_everything_lost_and_not_a_pass(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"DELETE FROM {PREDICTIONS}")

    told = judge(ASKED, warehouse, documents=documents())

    assert told["data.lost"].startswith(f"failed: {len(ASKED.keys):,} predictions are not there: ")
    assert "passed" not in {told["consistency.prediction_uniqueness"], told["trends.prediction_coverage"]}


def _moved(key: Key, line: str | None) -> Key:
    return key._replace(line=None if line is None else Decimal(line))


@pytest.mark.parametrize(
    ("found", "lost", "duplicated", "unexpected"),
    [
        (lambda keys: keys, 0, 0, 0),
        (lambda keys: keys[1:], 1, 0, 0),
        (lambda keys: [*keys, keys[0]], 0, 1, 0),
        (lambda keys: [*keys, keys[0], keys[0]], 0, 1, 0),
        (lambda keys: [_moved(keys[0], "20.5"), *keys[1:]], 1, 0, 1),
        (lambda keys: [_moved(keys[0], None), *keys[1:]], 1, 0, 1),
        (lambda keys: [*keys[:2], keys[0]], 1, 1, 0),
    ],
    ids=["all", "one less", "one twice", "thrice is one", "half a point off", "line gone", "one lost one twice"],
)
def test_keys_are_compared_exactly(
    found: Callable[[list[Key]], list[Key]], lost: int, duplicated: int, unexpected: int
) -> None:
    keys = [Key("20240412_BOS_BKN", name, "catboost_v8", Decimal("21.0")) for name in ("one", "two", "three")]

    compared = compare(keys, found(keys))

    assert (len(compared.lost), len(compared.duplicated), len(compared.unexpected)) == (lost, duplicated, unexpected)


def test_a_line_of_none_is_a_line() -> None:
    [player] = [replace(PLAYERS[0], line=None)]

    keys = expected_keys([player], several_lines=True)

    assert len(keys) == 7
    assert compare(keys, [*keys, next(iter(keys))]).duplicated
    assert len(expected_keys([replace(player, line=20.5, opening_line=21.5)], several_lines=True)) == 14


def test_duckdb_gives_lines_back_as_decimals() -> None:
    """So that keys that were read equal those that were made."""
    with duckdb.connect() as connection:
        [(line,)] = connection.execute("SELECT 20.5::DECIMAL(4, 1)").fetchall()

    assert line == Decimal("20.5")
