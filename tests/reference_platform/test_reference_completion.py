"""Both stores of completions agree at last, whatever fails, and failed is not completed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from google.api_core.exceptions import Forbidden, PermissionDenied, ServiceUnavailable
from google.cloud import bigquery
from platform_stage import DAY, PROJECT, Shop, Wall, aim

from harness.cloud.errors import Status
from harness.cloud.faults import Failure, lost_reply
from harness.reference.completion import CompletionTracker, NotRecordedError, Written
from harness.reference.completion_record import CompletionRecord
from harness.reference.completion_stores import DocumentCompletions, MemoryCompletions, TableCompletions
from harness.reference.safeguards import ALL_ON

FIRST = CompletionRecord(
    "phase3", DAY, "player_game_summary", "success", datetime(2026, 2, 3, 12, tzinfo=UTC), 212, "c0ffee01", "3f6d2b90"
)
SECOND = replace(FIRST, completed_at=FIRST.completed_at + timedelta(minutes=5), record_count=220)


class CrashError(BaseException):
    """The process ends here."""


class Table:
    """The second store, and how often it fails with what."""

    def __init__(self, *off: str) -> None:
        self.failures: list[BaseException] = []
        self.before: Callable[[], object] = lambda: None
        self.store = MemoryCompletions(self._step, ALL_ON.without(*off))

    def _step(self, statement: str) -> None:
        if self.failures:
            raise self.failures.pop(0)


def tracker(shop: Shop, table: Table, *off: str) -> CompletionTracker:
    safeguards = ALL_ON.without(*off)
    documents = DocumentCompletions(PROJECT, client=shop.client, safeguards=safeguards)
    return CompletionTracker(documents, table.store, safeguards=safeguards)


def in_documents(shop: Shop) -> tuple[CompletionRecord, ...]:
    return DocumentCompletions(PROJECT, client=shop.client).records("phase3", DAY)


def test_both_stores_have_a_completion(shop: Shop) -> None:
    table = Table()
    assert tracker(shop, table).record(FIRST) == Written(document=True, table=True)
    assert in_documents(shop) == tuple(table.store.rows) == (FIRST,)
    assert tracker(shop, table).completed("phase3", DAY) == {"player_game_summary"}


def test_a_transient_failure_is_tried_again_at_once(shop: Shop) -> None:
    table = Table()
    table.failures = [ServiceUnavailable("later")] * 2
    assert tracker(shop, table).record(FIRST) == Written(document=True, table=True)
    assert len(shop.wall.naps) == 2


@pytest.mark.parametrize("off", [(), ("retry_queue",)])
def test_retry_queue(shop: Shop, off: tuple[str, ...]) -> None:
    table = Table()
    table.failures = [Forbidden("quota")]
    tracked = tracker(shop, table, *off)
    assert tracked.record(FIRST) == Written(document=True, table=False)
    assert tracked.queued == (0 if off else 1)
    table.failures = [Forbidden("quota")]
    tracked.retry_pending()
    tracked.retry_pending()
    assert table.store.rows == ([] if off else [FIRST])
    assert tracked.queued == 0


def test_a_document_that_could_not_be_written_is_written_later(shop: Shop) -> None:
    table = Table()
    tracked = tracker(shop, table)
    shop.disturb(Failure(Status.PERMISSION_DENIED, aim("Commit")))
    assert tracked.record(FIRST) == Written(document=False, table=True)
    assert in_documents(shop) == ()
    assert tracked.retry_pending() == 0
    assert in_documents(shop) == (FIRST,)


@pytest.mark.parametrize("off", [(), ("reconciliation",)])
@pytest.mark.parametrize("crashed", ["document", "table"])
def test_reconciliation(shop: Shop, crashed: str, off: tuple[str, ...]) -> None:
    table = Table()
    tracked = tracker(shop, table, *off)
    if crashed == "table":
        table.failures = [CrashError()]
        with pytest.raises(CrashError):
            tracked.record(FIRST)
    else:
        table.store.put(FIRST)
    tracked.reconcile("phase3", DAY)
    assert (in_documents(shop) == tuple(table.store.rows) == (FIRST,)) is not bool(off)
    assert tracked.reconcile("phase3", DAY) == 0


@pytest.mark.parametrize("off", [(), ("newest_completion_wins",)])
@pytest.mark.parametrize("leg", ["document", "table"])
def test_newest_completion_wins(shop: Shop, leg: str, off: tuple[str, ...]) -> None:
    table = Table(*off)
    tracked = tracker(shop, table, *off)
    if leg == "table":
        table.failures = [Forbidden("quota")]
    else:
        shop.disturb(Failure(Status.PERMISSION_DENIED, aim("Commit")))
    tracked.record(FIRST)
    tracked.record(SECOND)
    tracked.retry_pending()
    expected = (FIRST if off else SECOND,)
    assert (in_documents(shop) if leg == "document" else tuple(table.store.rows)) == expected


@pytest.mark.parametrize("off", [(), ("one_row_a_completion",)])
def test_one_row_a_completion(shop: Shop, off: tuple[str, ...]) -> None:
    table = Table(*off)
    tracked = tracker(shop, table, *off)
    tracked.record(FIRST)
    tracked.record(FIRST)
    assert len(table.store.rows) == (2 if off else 1)


@pytest.mark.parametrize("off", [(), ("failed_is_not_completed",)])
def test_failed_is_not_completed(shop: Shop, off: tuple[str, ...]) -> None:
    tracked = tracker(shop, Table(), *off)
    tracked.record(replace(FIRST, status="failed"))
    assert bool(tracked.completed("phase3", DAY)) is bool(off)
    tracked.record(SECOND)
    assert tracked.completed("phase3", DAY)


def test_a_completion_that_no_store_took_is_to_be_delivered_again(shop: Shop) -> None:
    table = Table()
    table.failures = [Forbidden("quota")]
    shop.disturb(Failure(Status.PERMISSION_DENIED, aim("Commit")))
    with pytest.raises(NotRecordedError, match=f"phase3 {DAY} player_game_summary was kept nowhere"):
        tracker(shop, table).record(FIRST)


def test_the_table_is_read_when_the_documents_cannot_be(shop: Shop) -> None:
    table = Table()
    tracked = tracker(shop, table)
    tracked.record(FIRST)
    shop.disturb(Failure(Status.PERMISSION_DENIED, aim("BatchGetDocuments")))
    assert tracked.completed("phase3", DAY) == {"player_game_summary"}
    table.failures = [PermissionDenied("no")]
    shop.disturb(Failure(Status.PERMISSION_DENIED, aim("BatchGetDocuments")))
    with pytest.raises(PermissionDenied):
        tracked.completed("phase3", DAY)


def test_a_lost_reply_of_the_document_is_no_failure(shop: Shop) -> None:
    shop.disturb(lost_reply(aim("Commit")))
    assert tracker(shop, Table()).record(FIRST) == Written(document=True, table=True)


def test_reports_of_the_same_moment_have_one_winner_in_both_stores(shop: Shop) -> None:
    table = Table()
    other = replace(FIRST, execution_id="9", status="failed")
    tracker(shop, Table()).record(FIRST)
    table.store.put(other)
    tracker(shop, table).reconcile("phase3", DAY)
    assert in_documents(shop) == tuple(table.store.rows) == (other,)


def test_the_fields_of_a_trigger_are_no_completions(shop: Shop, wall: Wall) -> None:
    shop.client.document(f"phase3_completion/{DAY}").set({"_triggered": True})
    tracker(shop, Table()).record(FIRST)
    assert in_documents(shop) == (FIRST,)


@pytest.mark.parametrize("off", [(), ("newest_completion_wins",), ("one_row_a_completion",)])
def test_the_store_in_memory_does_what_the_statements_do(emulated: bigquery.Client, off: tuple[str, ...]) -> None:
    emulated.query("DELETE FROM nba_orchestration.phase_completions WHERE TRUE").result(timeout=30)
    safeguards = ALL_ON.without(*off)
    table, memory = (
        TableCompletions(PROJECT, client=emulated, safeguards=safeguards),
        MemoryCompletions(lambda _: None, safeguards),
    )
    same_moment = replace(SECOND, execution_id="9", record_count=None, correlation_id=None)
    others = (
        replace(FIRST, game_date="2026-02-02"),
        replace(FIRST, phase="phase4"),
        replace(FIRST, processor_name="x"),
    )
    for record in (FIRST, SECOND, FIRST, same_moment, SECOND, *others):
        table.put(record)
        memory.put(record)
    rows = emulated.query("SELECT COUNT(*) FROM nba_orchestration.phase_completions").result(timeout=30)
    assert [tuple(row.values()) for row in rows] == [(len(memory.rows),)]
    for phase, day in (("phase3", DAY), ("phase3", "2026-02-02"), ("phase4", DAY)):
        assert set(table.records(phase, day)) == set(memory.records(phase, day))
    if not off:
        assert same_moment in table.records("phase3", DAY)
