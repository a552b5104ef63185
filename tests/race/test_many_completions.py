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
    told, document = reported(firestore, mode, players)
    assert told == [*[False] * (len(players) - 1), True], "the last report completes the batch, and no other"
    assert document["is_complete"]
    assert document["completed_count"] == len(players)
    assert document["total_predictions"] == len(players) * PREDICTIONS
    assert len(document.get("completed_players", ())) <= GUARDED_ELEMENTS
    assert all_names(firestore, document) == set(players)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("count", [999, 1000, 1001])
def test_the_guard_acts_and_nothing_is_lost(firestore: Any, mode: CompletionMode, count: int) -> None:
    holds(firestore, mode, [f"player{number:05}" for number in range(count)])


@pytest.mark.nightly
@pytest.mark.parametrize("mode", MODES)
def test_fifty_thousand_completions(firestore: Any, mode: CompletionMode) -> None:
    holds(firestore, mode, [f"player{number:05}" for number in range(50_000)])


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
