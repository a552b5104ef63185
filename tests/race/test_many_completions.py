"""The guard of the batch state: 999, 1,000, 1,001 and 50,000 completions, and names that would fill a document."""

from __future__ import annotations

from typing import Any

import pytest
from google.api_core.exceptions import InvalidArgument

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.options import EngineOptions
from harness.cloud.firestore.servicer import Servicer
from harness.reference.batch_state import BatchState, CompletionMode
from harness.reference.safeguards import ALL_ON, Safeguard

BATCH, DAY = "batch_2026-01-18_1768748400", "2026-01-18"
PREDICTIONS = 7
GUARDED_ELEMENTS = 1000
MEBIBYTE = 1024 * 1024
MODES = list(CompletionMode)


@pytest.fixture
def firestore() -> Any:
    # Reads in the past are not asked for, and versions of a growing document would fill the memory.
    return client(Servicer(Engine(EngineOptions(history_s=0.0))))


def reported(
    firestore: Any, mode: CompletionMode, players: list[str], **options: Any
) -> tuple[list[bool], dict[str, Any]]:
    """Reports every player; whether each call was told that it completed the batch, and the document afterwards."""
    batches = BatchState("any-project", client=firestore, mode=mode, **options)
    batches.create_batch(BATCH, DAY, len(players))
    told = [batches.record_completion(BATCH, player, PREDICTIONS).completes_batch for player in players]
    return told, firestore.document(f"prediction_batches/{BATCH}").get().to_dict()


def all_names(firestore: Any, document: dict[str, Any]) -> set[str]:
    below = firestore.collection(f"prediction_batches/{BATCH}/completions")
    return {*document.get("completed_players", ()), *(one.id for one in below.list_documents(page_size=1000))}


def holds(firestore: Any, mode: CompletionMode, players: list[str]) -> None:
    told, _ = reported(firestore, mode, players)
    judged(firestore, told, players)


def judged(firestore: Any, told: list[bool], players: list[str]) -> None:
    document = firestore.document(f"prediction_batches/{BATCH}").get().to_dict()
    assert told == [*[False] * (len(told) - 1), True], "the last report completes the batch, and no other"
    assert document["is_complete"]
    assert document["completed_count"] == len(players)
    assert document["total_predictions"] == len(players) * PREDICTIONS
    assert len(document.get("completed_players", ())) <= GUARDED_ELEMENTS
    assert all_names(firestore, document) == set(players)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("count", [999, 1000, 1001])
def test_the_guard_acts_and_nothing_is_lost(firestore: Any, mode: CompletionMode, count: int) -> None:
    holds(firestore, mode, [f"player{number:05}" for number in range(count)])


def filled(firestore: Any, mode: CompletionMode, players: list[str], expected: int) -> None:
    """The batch as it stands after these reports: what fits in the array, the others below, and the counters."""
    BatchState("any-project", client=firestore, mode=mode).create_batch(BATCH, DAY, expected)
    document = firestore.document(f"prediction_batches/{BATCH}")
    in_array = players[:GUARDED_ELEMENTS] if mode is not CompletionMode.SUBCOLLECTION else []
    below = players if mode is not CompletionMode.ARRAY else players[GUARDED_ELEMENTS:]
    for at in range(0, len(below), 500):
        batch = firestore.batch()
        for player in below[at : at + 500]:
            fields = {"player_lookup": player, "predictions_count": PREDICTIONS}
            batch.set(document.collection("completions").document(player), fields)
        batch.commit()
    document.update(
        {
            "completed_players": in_array,
            "predictions_by_player": dict.fromkeys(in_array, PREDICTIONS),
            "completed_count": len(players),
            "total_predictions": len(players) * PREDICTIONS,
        }
    )


@pytest.mark.nightly
@pytest.mark.parametrize("mode", MODES)
def test_fifty_thousand_completions(firestore: Any, mode: CompletionMode) -> None:
    """The first 49,500 are put in place, since each report of a full array costs its reading; the last 500 are made."""
    players = [f"player{number:05}" for number in range(50_000)]
    filled(firestore, mode, players[:49_500], len(players))
    batches = BatchState("any-project", client=firestore, mode=mode)
    told = [batches.record_completion(BATCH, player, PREDICTIONS).completes_batch for player in players[49_500:]]
    judged(firestore, told, players)


@pytest.mark.parametrize("mode", MODES)
def test_names_that_would_fill_a_document_before_there_are_a_thousand_of_them(
    firestore: Any, mode: CompletionMode
) -> None:
    players = [f"{number:04}{'x' * 1200}" for number in range(MEBIBYTE // 1200 // 2)]
    assert sum(2 * len(name) for name in players) > MEBIBYTE - 2 * 1204
    holds(firestore, mode, players)


def test_without_the_guard_the_document_gets_too_large_and_players_are_lost(firestore: Any) -> None:
    players = [f"{number:04}{'x' * 1400}" for number in range(400)]
    with pytest.raises(InvalidArgument, match="size"):
        reported(firestore, CompletionMode.ARRAY, players, safeguards=ALL_ON.without(Safeguard.ARRAY_GUARD))
