"""A batch: every player counts once, one caller completes it, none hangs."""

from __future__ import annotations

import pytest
from google.api_core.exceptions import InvalidArgument, PermissionDenied, RetryError
from platform_stage import DAY, PROJECT, Before, Shop, aim

from harness.cloud.errors import Status
from harness.cloud.faults import Failure, lost_reply
from harness.reference.batch_state import (
    BatchExistsError,
    BatchState,
    CompletionMode,
    UnknownBatchError,
)
from harness.reference.batch_state_progress import GUARDED_ELEMENTS
from harness.reference.retry_transaction import ContentionError
from harness.reference.safeguards import ALL_ON

BATCH = "batch_2026-02-03_1770130000"
PATH = f"prediction_batches/{BATCH}"
MODES = list(CompletionMode)
ARRAY, DUAL, SUBCOLLECTION = MODES


def state(shop: Shop, mode: CompletionMode = DUAL, *off: str, expect: int | None = None) -> BatchState:
    made = BatchState(PROJECT, client=shop.client, mode=mode, safeguards=ALL_ON.without(*off))
    if expect is not None:
        made.create_batch(BATCH, DAY, expect)
    return made


def names_below(shop: Shop, kind: str = "completions") -> set[str]:
    return {document.id for document in shop.client.collection(f"{PATH}/{kind}").stream()}


def names_within(shop: Shop, field: str = "completed_players") -> list[str]:
    found = shop.get(PATH)
    assert found is not None
    names = found[field]
    assert isinstance(names, list)
    return names


@pytest.mark.parametrize("mode", MODES)
def test_the_last_player_completes_the_batch(shop: Shop, mode: CompletionMode) -> None:
    batch = state(shop, mode, expect=3)
    told = [batch.record_completion(BATCH, player, 7).completes_batch for player in ("ann", "bob", "3eve")]
    assert told == [False, False, True]
    progress = batch.progress(BATCH)
    assert (progress.completed, progress.total_predictions, progress.is_complete) == (3, 21, True)
    assert names_within(shop) == ([] if mode is SUBCOLLECTION else ["ann", "bob", "3eve"])
    assert names_below(shop) == (set() if mode is ARRAY else {"ann", "bob", "3eve"})


@pytest.mark.parametrize("mode", MODES)
def test_redelivery_counts_once(shop: Shop, mode: CompletionMode) -> None:
    def deliver_twice(*off: str) -> tuple[int, int]:
        shop.client.document(f"{PATH}/completions/ann").delete()
        shop.client.document(PATH).delete()
        batch = state(shop, mode, *off, expect=2)
        assert batch.record_completion(BATCH, "ann", 7).is_new
        assert batch.record_completion(BATCH, "ann", 7).is_new is bool(off)
        progress = batch.progress(BATCH)
        return progress.completed, progress.total_predictions

    assert deliver_twice() == (1, 7)
    assert deliver_twice("redelivery_counts_once") == (2, 14)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("lost", [1, 2])
def test_batch_read_back(shop: Shop, mode: CompletionMode, lost: int) -> None:
    batch = state(shop, mode, expect=1)
    shop.disturb(lost_reply(aim("Commit", times=lost)))
    assert batch.record_completion(BATCH, "ann", 7).completes_batch
    assert batch.progress(BATCH).completed == 1
    assert not batch.record_completion(BATCH, "ann", 7).completes_batch


def test_without_batch_read_back_nobody_is_told(shop: Shop) -> None:
    batch = state(shop, DUAL, "batch_read_back", expect=1)
    shop.disturb(lost_reply(aim("Commit")))
    with pytest.raises(InvalidArgument):
        batch.record_completion(BATCH, "ann", 7)
    assert not batch.record_completion(BATCH, "ann", 7).completes_batch
    assert batch.progress(BATCH).is_complete


def test_a_batch_whose_creation_lost_its_reply_was_created_by_its_caller(shop: Shop) -> None:
    shop.disturb(lost_reply(aim("Commit")))
    assert state(shop).create_batch(BATCH, DAY, 0).completes_batch
    with pytest.raises(BatchExistsError, match=BATCH):
        state(shop).create_batch(BATCH, DAY, 0)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("off", [(), ("record_transaction",)])
def test_record_transaction(shop: Shop, mode: CompletionMode, off: tuple[str, ...]) -> None:
    batch = state(shop, mode, *off, expect=2)
    late: list[str] = []

    def rival() -> None:
        try:
            batch.record_completion(BATCH, "bob", 7)
        except ContentionError:
            late.append("bob")

    shop.disturb(Before("Commit", rival))
    batch.record_completion(BATCH, "ann", 7)
    for player in late:
        batch.record_completion(BATCH, player, 7)
    assert batch.progress(BATCH).completed == (1 if off else 2)
    assert batch.progress(BATCH).is_complete is not bool(off)


def test_dual_write_atomic(shop: Shop) -> None:
    def fail_at_the_last_write(*off: str) -> None:
        batch = state(shop, DUAL, *off)
        skip = 2 if off else 0
        shop.disturb(Failure(Status.PERMISSION_DENIED, aim("Commit", skip=skip)))
        with pytest.raises(PermissionDenied):
            batch.record_completion(BATCH, "ann", 7)
        shop.calm()

    batch = state(shop, expect=2)
    fail_at_the_last_write()
    assert (names_within(shop), names_below(shop), batch.progress(BATCH).completed) == ([], set(), 0)
    fail_at_the_last_write("dual_write_atomic")
    assert (names_within(shop), names_below(shop), batch.progress(BATCH).completed) == (["ann"], {"ann"}, 0)


@pytest.mark.parametrize("mode", [DUAL, SUBCOLLECTION])
def test_a_counter_written_by_itself_counts_a_lost_reply_twice(shop: Shop, mode: CompletionMode) -> None:
    skip = 1 if mode is SUBCOLLECTION else 2
    batch = state(shop, mode, "dual_write_atomic", expect=2)
    shop.disturb(lost_reply(aim("Commit", skip=skip)))
    assert batch.record_completion(BATCH, "ann", 7).completes_batch
    progress = batch.progress(BATCH)
    assert (progress.completed, progress.is_complete) == (2, True)
    assert not batch.record_completion(BATCH, "bob", 7).completes_batch


def test_single_completion(shop: Shop) -> None:
    def told(*off: str) -> list[bool]:
        batch = state(shop, DUAL, *off)
        return [batch.record_completion(BATCH, player, 7).completes_batch for player in ("ann", "ann", "bob")]

    state(shop, expect=1)
    assert told() == [True, False, False]
    assert told("single_completion") == [True, True, True]


@pytest.mark.parametrize("mode", MODES)
def test_array_guard(shop: Shop, mode: CompletionMode) -> None:
    filled = [f"player{number}" for number in range(GUARDED_ELEMENTS - 1)]
    batch = state(shop, mode, expect=GUARDED_ELEMENTS + 1)
    shop.client.document(PATH).update({"completed_players": filled, "completed_count": len(filled)})
    told = [batch.record_completion(BATCH, player, 7).completes_batch for player in ("ann", "bob", "bob", "eve")]
    assert told == [False, True, False, False]
    assert len(names_within(shop)) == GUARDED_ELEMENTS - (mode is SUBCOLLECTION)
    assert {"bob", "eve"} <= names_below(shop)
    assert batch.progress(BATCH).completed == GUARDED_ELEMENTS + 2


def test_without_the_array_guard_a_batch_meets_the_size_of_a_document_and_hangs(shop: Shop) -> None:
    filled = {f"{number:03}".ljust(1400, "x"): 7 for number in range(372)}
    batch = state(shop, ARRAY, expect=373)
    counted = {"completed_players": list(filled), "predictions_by_player": filled, "completed_count": 372}
    shop.client.document(PATH).update(counted)
    last = "last".ljust(1400, "x")
    with pytest.raises(InvalidArgument, match="exceeds the maximum allowed size"):
        state(shop, ARRAY, "array_guard").record_completion(BATCH, last, 7)
    assert batch.record_completion(BATCH, last, 7).completes_batch


@pytest.mark.parametrize("mode", MODES)
def test_failed_players_count(shop: Shop, mode: CompletionMode) -> None:
    batch = state(shop, mode, expect=2)
    assert not batch.record_completion(BATCH, "ann", 7).completes_batch
    assert batch.record_failure(BATCH, "bob").completes_batch
    assert not batch.record_failure(BATCH, "bob").is_new
    assert not batch.record_failure(BATCH, "ann").is_new
    progress = batch.progress(BATCH)
    assert (progress.completed, progress.failed, progress.percentage, progress.remaining) == (1, 1, 100, 0)
    assert names_within(shop, "failed_players") == ([] if mode is SUBCOLLECTION else ["bob"])
    assert names_below(shop, "failures") == ({"bob"} if mode is SUBCOLLECTION else set())


def test_without_failed_players_the_batch_waits(shop: Shop) -> None:
    batch = state(shop, DUAL, "failed_players_count", expect=2)
    batch.record_completion(BATCH, "ann", 7)
    assert not batch.record_failure(BATCH, "bob").completes_batch
    shop.wall.advance(3600)
    assert not batch.check_stalled(BATCH).completes_batch


@pytest.mark.parametrize("mode", MODES)
def test_a_player_who_failed_can_be_done_later(shop: Shop, mode: CompletionMode) -> None:
    batch = state(shop, mode, expect=2)
    batch.record_failure(BATCH, "ann")
    assert batch.record_completion(BATCH, "ann", 7).is_new
    progress = batch.progress(BATCH)
    assert (progress.completed, progress.failed, progress.is_complete) == (1, 0, False)
    assert names_within(shop, "failed_players") == []
    assert names_below(shop, "failures") == set()


@pytest.mark.parametrize(
    ("done", "minutes", "off", "closed"),
    [
        (19, 10, (), True),
        (19, 9.9, (), False),
        (18, 60, (), False),
        (18, 60, ("stall_floor",), True),
        (19, 60, ("stall_completion",), False),
    ],
)
def test_stall_rule(shop: Shop, done: int, minutes: float, off: tuple[str, ...], closed: bool) -> None:
    batch = state(shop, DUAL, *off, expect=20)
    for number in range(done):
        batch.record_completion(BATCH, f"player{number}", 7)
    shop.wall.advance(minutes * 60)
    assert batch.check_stalled(BATCH).completes_batch is closed
    assert not batch.check_stalled(BATCH).completes_batch
    progress = batch.progress(BATCH)
    assert progress.is_complete is progress.stall_completed is closed
    if closed:
        found = shop.get(PATH)
        assert found is not None
        assert found["stall_reason"] == f"no news for 10 min at {5 * done}.0 percent"
        assert not batch.record_completion(BATCH, "late", 7).completes_batch


def test_a_stall_check_that_lost_its_reply_knows_that_it_closed_the_batch(shop: Shop) -> None:
    batch = state(shop, expect=20)
    for number in range(19):
        batch.record_completion(BATCH, f"player{number}", 7)
    shop.wall.advance(600)
    shop.disturb(lost_reply(aim("Commit")))
    assert batch.check_stalled(BATCH).completes_batch


def test_empty_batch_completes(shop: Shop) -> None:
    created = state(shop).create_batch(BATCH, DAY, 0)
    assert created.completes_batch
    assert created.progress.percentage == 100
    other = f"{BATCH}1"
    unsafe = state(shop, DUAL, "empty_batch_completes")
    assert not unsafe.create_batch(other, DAY, 0).completes_batch
    assert not unsafe.progress(other).is_complete


def test_unknown_batch_refused(shop: Shop) -> None:
    batch = state(shop)
    for call in (
        lambda: batch.record_completion(BATCH, "ann", 7),
        lambda: batch.record_failure(BATCH, "ann"),
        lambda: batch.progress(BATCH),
        lambda: batch.check_stalled(BATCH),
    ):
        with pytest.raises(UnknownBatchError, match=BATCH):
            call()
    assert shop.get(PATH) is None
    state(shop, DUAL, "unknown_batch_refused").record_completion(BATCH, "ann", 7)
    assert shop.get(PATH) is not None


def test_a_negative_number_of_players_is_refused(shop: Shop) -> None:
    with pytest.raises(ValueError, match="-1"):
        state(shop).create_batch(BATCH, DAY, -1)


def test_a_batch_whose_completer_died_is_taken_over_once_and_not_after_it_was_confirmed(shop: Shop) -> None:
    batch = state(shop, expect=1)
    assert not batch.take_over(BATCH)
    batch.record_completion(BATCH, "ann", 7)
    shop.wall.advance(299)
    assert not batch.take_over(BATCH)
    shop.wall.advance(1)
    shop.disturb(lost_reply(aim("Commit")))
    assert batch.take_over(BATCH)
    assert not batch.take_over(BATCH)
    batch.confirm(BATCH)
    shop.wall.advance(3600)
    assert not batch.take_over(BATCH)


def test_consolidation_taken_over(shop: Shop) -> None:
    state(shop, expect=1).record_completion(BATCH, "ann", 7)
    shop.wall.advance(3600)
    assert not state(shop, DUAL, "consolidation_taken_over").take_over(BATCH)
    assert state(shop).take_over(BATCH)


def test_a_claim_lasts_as_long_as_its_coordinator_says(shop: Shop) -> None:
    batch = BatchState(PROJECT, client=shop.client, claim_seconds=2)
    batch.create_batch(BATCH, DAY, 1)
    batch.record_completion(BATCH, "ann", 7)
    for _ in range(2):
        shop.wall.advance(1.9)
        assert not batch.take_over(BATCH)
        shop.wall.advance(0.1)
        assert batch.take_over(BATCH)


def test_coordinators_in_different_modes_share_a_batch(shop: Shop) -> None:
    state(shop, expect=4)
    told = [
        state(shop, mode).record_completion(BATCH, player, 7).completes_batch
        for mode, player in ((ARRAY, "ann"), (SUBCOLLECTION, "ann"), (SUBCOLLECTION, "bob"), (DUAL, "bob"))
    ]
    told += [state(shop, ARRAY).record_completion(BATCH, player, 7).completes_batch for player in ("bob", "eve", "joe")]
    assert told == [False] * 6 + [True]
    assert state(shop).progress(BATCH).completed == 4


def test_contention_is_waited_out_and_other_errors_are_not(shop: Shop) -> None:
    batch = state(shop, expect=2)
    shop.disturb(Failure(Status.ABORTED, aim("Commit", times=23)))
    assert batch.record_completion(BATCH, "ann", 7).is_new
    assert shop.wall.naps
    shop.wall.naps.clear()
    shop.disturb(Failure(Status.PERMISSION_DENIED, aim("BeginTransaction")))
    with pytest.raises(PermissionDenied):
        batch.record_completion(BATCH, "bob", 7)
    assert shop.wall.naps == []


def test_an_outage_ends_in_an_error_and_the_message_can_be_delivered_again(shop: Shop) -> None:
    batch = state(shop, expect=1)
    shop.disturb(Failure(Status.UNAVAILABLE, aim("BeginTransaction", "BatchGetDocuments", "Commit", times=None)))
    with pytest.raises(RetryError, match="Timeout of 60"):
        batch.record_completion(BATCH, "ann", 7)
    shop.calm()
    assert batch.record_completion(BATCH, "ann", 7).completes_batch
