"""What the data says after a load run: the batch's predictions, compared by key and asked by the validators."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from harness.results import CheckResult, Outcome, Window
from harness.season.tables import TABLES
from harness.warehouse.checks import AnyCheck
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.loading import as_declared, load_rows
from harness.warehouse.run import Limits, run
from harness.warehouse.schema import declared
from harness.warehouse.warehouse import Warehouse, WarehouseError
from load.judging import DUPLICATED, LOST, PASSED, UNEXPECTED, Key, compare
from load.payloads.players import league_of
from validators.consistency import prediction_uniqueness, state_agreement
from validators.trends import prediction_coverage
from validators.validator import Validator

PREDICTIONS = "nba_predictions.player_prop_predictions"
SCHEDULE, SYSTEMS = "nba_raw.nbac_schedule", "nba_predictions.prediction_systems"
FEATURES = "nba_predictions.ml_feature_store_v2"
BATCHES, COMPLETIONS = "firestore.prediction_batches", "firestore.batch_completions"
PHASE_COPIES = "nba_orchestration.phase_completions"
FROM_SEASON = (SCHEDULE, SYSTEMS)

_OF_BATCHES = frozenset(
    {
        "array, counter and completion documents have the same players",
        "no player is twice in a batch",
        "a batch is complete when all its players are",
        "a player told complete has his predictions",
    }
)
"""The checks of state_agreement that are about batches; the others ask about phases that a load run does not have."""
_OF_COVERAGE = frozenset({"a system predicts 95 % of the eligible players"})
"""The other checks of coverage compare with days before, which a load run does not have."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A validator, or those of its checks that fit."""

    id: str
    checks: tuple[AnyCheck, ...]


@dataclass(frozen=True, slots=True)
class BatchDocuments:
    """What Firestore has of the day's batches: rows as `firestore.prediction_batches` and `firestore.batch_completions`
    declare them."""

    batches: tuple[dict[str, Any], ...]
    completions: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run asked of the platform on a day, of the season by these numbers."""

    game_date: date
    keys: frozenset[Key]
    season_seed: int = 0
    season_start: int = 2023


def judge(asked: Asked, warehouse: Warehouse, *, documents: BatchDocuments | None = None) -> dict[str, str]:
    """`RunRecord.checks` of a run, by id: `passed`, `failed: …`, or `unknown: …` where something could not be read.

    `warehouse` holds the predictions: the emulator or BigQuery itself. It is only read.
    """
    ids = [one.id for one in _validators()]
    try:
        rows = _predictions(warehouse, asked.game_date)
    except WarehouseError as error:
        return dict.fromkeys((LOST, DUPLICATED, UNEXPECTED, *ids), f"unknown: {error}")
    told = compare(asked.keys, _keys(rows)).checks()
    with DuckDBWarehouse.in_memory() as copy:
        load_rows(copy.connection, PREDICTIONS, rows)
        _load_surroundings(copy.connection, asked)
        if documents is not None:
            load_rows(copy.connection, BATCHES, as_declared(BATCHES, documents.batches))
            load_rows(copy.connection, COMPLETIONS, as_declared(COMPLETIONS, documents.completions))
            load_rows(copy.connection, PHASE_COPIES, declared(PHASE_COPIES).arrow.empty_table())
        window = Window(asked.game_date, asked.game_date)
        answered = run(_validators(), copy, window=window, as_of=datetime.now(UTC), limits=Limits(rows=3))
    return told | {one: _told(one, answered.results) for one in ids}


def _validators() -> tuple[_Chosen, ...]:
    return (
        _chosen(prediction_uniqueness.validator),
        _chosen(state_agreement.validator, _OF_BATCHES),
        _chosen(prediction_coverage.validator, _OF_COVERAGE),
    )


def _chosen(validator: Validator, names: Collection[str] | None = None) -> _Chosen:
    checks = tuple(check for check in validator.checks if names is None or check.name in names)
    missing = set(names or ()) - {check.name for check in checks}
    if missing:
        raise LookupError(f"{validator.id} has no check {', '.join(sorted(missing))}; name those that it has")
    return _Chosen(validator.id, checks)


def _predictions(warehouse: Warehouse, day: date) -> pa.Table:
    place = f"{warehouse.catalog}.{PREDICTIONS}" if warehouse.catalog else PREDICTIONS
    quoted = f"`{place}`" if warehouse.dialect == "bigquery" else place
    described = warehouse.describe([PREDICTIONS])
    columns = ", ".join(described.columns.get(PREDICTIONS, ()))
    if not columns:
        raise WarehouseError(described.unreachable.get(PREDICTIONS, f"{warehouse.name} has no table {PREDICTIONS}"))
    return warehouse.query(f"SELECT {columns} FROM {quoted} WHERE game_date = DATE '{day}'").rows  # noqa: S608


def _keys(rows: pa.Table) -> list[Key]:
    names = ("game_id", "player_lookup", "system_id", "current_points_line")
    return [Key(*values) for values in zip(*(rows[name].to_pylist() for name in names), strict=True)]


def _load_surroundings(connection: duckdb.DuckDBPyConnection, asked: Asked) -> None:
    """The season's schedule and systems; and as ready features the players who were asked about, nobody else."""
    league = league_of(asked.season_seed, asked.season_start)
    for name in FROM_SEASON:
        load_rows(connection, name, TABLES[name](league))
    players = sorted({(key.player_lookup, key.game_id) for key in asked.keys})
    features = [
        {"player_lookup": player, "game_id": game, "game_date": asked.game_date, "is_production_ready": True}
        for player, game in players
    ]
    load_rows(connection, FEATURES, as_declared(FEATURES, features))


def _told(validator: str, results: Iterable[CheckResult]) -> str:
    """One line for a validator: its failures, else what it does not know, else that it passed."""
    own = [one for one in results if one.subject == validator]
    failed = [f"{one.check}: {one.finding.message}" for one in own if one.finding is not None]
    if failed:
        return f"failed: {'; '.join(failed)}"
    unknown = [f"{one.check}: {one.reason}" for one in own if one.outcome is Outcome.UNKNOWN]
    return f"unknown: {'; '.join(unknown)}" if unknown else PASSED
