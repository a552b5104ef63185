"""The prediction batches: one a game day with predictions, and the completion of each player in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Days, Instants, Ints, Text, build_table, joined, number_text
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.orchestration.processors import SYSTEMS, processor_numbers
from harness.season.orchestration.runs import RunStatus, runs_of
from harness.season.orchestration.timetable import correlation_ids, seconds
from harness.season.predictions.requests import draw_requests
from harness.season.predictions.timetable import batch_ids, batch_started, predicted_at
from harness.season.randomness import Part

_INSTANCES = 3
_CLAIM_LASTS = np.timedelta64(300, "s")


@dataclass(frozen=True, slots=True, eq=False)
class Completions:
    """One entry a player and batch, batch by batch in the order of time. `batch` is the position in `days`."""

    days: Days
    batch: Ints
    player: Ints
    predictions: Ints
    at: Instants


@once_a_league
def batch_completions(league: League) -> Completions:
    """The workers' answers of the season, one a player and day, whatever the number of his lines."""
    random = league.stream(Part.DOCUMENTS)
    requests = draw_requests(league)
    first, lines = np.unique(requests.player_day, return_index=True, return_counts=True)[1:]
    days, batch = np.unique(league.schedule.day[requests.game[first]], return_inverse=True)
    # Told to the coordinator moments after the rows are written.
    at = predicted_at(days[batch], requests.player_day[first]) + seconds(random.integers(2, 9, len(first)))
    player = requests.player[first]
    order = np.lexsort((player, at, batch))
    return Completions(days, batch[order], player[order], SYSTEMS * lines[order], at[order])


def completions_table(league: League) -> Any:
    """firestore.batch_completions: the documents below each batch."""
    done = batch_completions(league)
    columns: dict[str, Column] = {
        "batch_id": Text(batch_ids(done.days), done.batch),
        "game_date": done.days[done.batch],
        "player_lookup": league.rosters.lookup(done.player),
        "predictions_count": done.predictions,
        "completed_at": done.at,
    }
    return build_table("firestore.batch_completions", len(done.at), columns)


def batches_table(league: League) -> Any:
    """firestore.prediction_batches: one document a batch, both ways of counting in it."""
    done = batch_completions(league)
    count = len(done.days)
    sizes = np.bincount(done.batch, minlength=count)
    total = np.bincount(done.batch, weights=done.predictions, minlength=count).astype(np.int64)
    started = batch_started(done.days)
    ended = _ended(league)
    offsets = pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int32())
    lookups = league.rosters.lookup(done.player).column()
    columns: dict[str, Column] = {
        "batch_id": batch_ids(done.days),
        "game_date": done.days,
        "expected_players": sizes,
        "completed_players": pa.ListArray.from_arrays(offsets, lookups),
        "failed_players": pa.array([[]] * count, pa.list_(pa.string())),
        "total_predictions": total,
        "completed_count": sizes,
        "total_predictions_subcoll": total,
        "is_complete": True,
        "stall_completed": False,
        "start_time": started,
        "completion_time": ended,
        "created_at": started,
        "updated_at": ended,
        "correlation_id": correlation_ids(done.days),
        "claimed_by_instance": joined("coordinator-", number_text(np.arange(count) % _INSTANCES, 2)),
        "claim_expires_at": ended + _CLAIM_LASTS,
    }
    return build_table("firestore.prediction_batches", count, columns)


def _ended(league: League) -> Instants:
    """When the coordinator's run of each day with predictions ended."""
    runs = runs_of(league)
    [number] = processor_numbers("prediction_coordinator")
    return np.asarray(runs.ended[(runs.processor == number) & (runs.status == RunStatus.SUCCESS)])
