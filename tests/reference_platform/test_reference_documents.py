"""What the platform writes to Firestore keeps to the contracts of its documents, but for fields they do not have."""

from __future__ import annotations

from collections.abc import Mapping

from google.cloud import firestore
from platform_stage import DAY, PROJECT, Shop

from contracts.documents.catalog import kind_at, violations
from harness.reference.batch_state import BatchState, CompletionMode
from harness.reference.completion_record import CompletionRecord
from harness.reference.deduplication import Deduplicator
from harness.reference.lock import DistributedLock
from harness.reference.phases import PhaseTrigger
from harness.reference.phases_rules import Edge, Evidence

BEYOND: Mapping[str, frozenset[str]] = {
    "consolidation_locks": frozenset({"fencing_token", "released"}),
    "prediction_batches": frozenset({"failed_count"}),
    "pubsub_deduplication": frozenset({"claimed_by", "claim_expires_at"}),
    "phase4_completion": frozenset({"_triggered_by", "_published_trigger"}),
}
"""Fields that make the reference safe, and that the platform the contracts describe does not have."""


def written(shop: Shop) -> list[firestore.DocumentSnapshot]:
    """Every kind of document that the platform writes, in several states."""
    batch = "batch_2026-02-03_1770130000"
    state = BatchState(PROJECT, client=shop.client, mode=CompletionMode.DUAL)
    state.create_batch(batch, DAY, 20, correlation_id="c0ffee01")
    for number in range(18):
        state.record_completion(batch, f"player{number}", 7)
    state.record_failure(batch, "late")
    shop.wall.advance(600)
    assert state.check_stalled(batch).completes_batch
    state.create_batch(f"{batch[:-1]}1", DAY, 3)
    lock = DistributedLock(PROJECT, client=shop.client)
    lock.take(DAY, "ann")
    lock.take("2026-02-02", "bob").release()
    messages = Deduplicator(PROJECT, client=shop.client)
    messages.once("1", lambda: messages.once("2", lambda: None))
    evidence = Evidence({"player_daily_cache": 1, "ml_feature_store": 1, "player_composite_factors": 1})
    trigger = PhaseTrigger(
        PROJECT, edge=Edge.PHASE_4_TO_5, probe=lambda day: evidence, publish=lambda sent: None, client=shop.client
    )
    for name in evidence.table_rows:
        trigger.handle(CompletionRecord("phase4", DAY, name, "success", shop.wall.now(), 5))
    shop.wall.advance(2 * 3600)
    assert trigger.sweep(DAY).fired
    batches = shop.client.collection("prediction_batches")
    return [
        *batches.stream(),
        *batches.document(batch).collection("completions").stream(),
        *shop.client.collection("consolidation_locks").stream(),
        *shop.client.collection("pubsub_deduplication").stream(),
        *shop.client.collection("phase4_completion").stream(),
    ]


def test_documents_keep_to_their_contracts(shop: Shop) -> None:
    beyond: dict[str, set[str]] = {}
    kinds = set()
    for snapshot in written(shop):
        path, fields = snapshot.reference.path, snapshot.to_dict()
        place = kind_at(path)
        assert place is not None, path
        kinds.add(place.name)
        more = BEYOND.get(place.name, frozenset())
        beyond.setdefault(place.name, set()).update(more & fields.keys())
        known = {name: value for name, value in fields.items() if name not in more}
        assert violations(place.name, known, path) == ()
    assert kinds == {*BEYOND, "prediction_batch_completions"}
    assert {name: found for name, found in beyond.items() if found} == BEYOND
