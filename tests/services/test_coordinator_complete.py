"""Counting players, and what is done once all are there: once, and also if whoever should do it dies."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from coordinator_stage import (
    Desk,
    at_once,
    desk,
    document,
    open_batch,
    predicted,
    ready,
    stage,
    told,
)
from loopback_stage import Clouds, failing

from contracts.messages.catalog import violations
from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Failure
from harness.reference.batch_state import BatchState

PLAYERS = ("alpha", "beta", "gamma")
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def batch(clouds: Clouds, day: date) -> str:
    """A batch of three players, whose predictions are staged."""
    opened = open_batch(clouds, day, len(PLAYERS))
    stage(clouds, opened, PLAYERS)
    return opened


def test_the_last_player_finishes_the_batch(own_desk: Desk, clouds: Clouds, batch: str, day: date) -> None:
    for player in PLAYERS[:-1]:
        assert own_desk.done(batch, player).status_code == 204
        assert (own_desk.word(batch), predicted(clouds, day), told(clouds, batch)) == ("in_progress", [], [])
    last = own_desk.done(batch, PLAYERS[-1])
    assert (last.status_code, last.data) == (204, b"")
    assert predicted(clouds, day) == sorted(PLAYERS)
    status = own_desk.status(batch)
    assert (status["status"], status["summary"]["consolidated"]) == ("consolidated", True)
    assert own_desk.asked.get("/").json["batch_active"] is False


def test_phase_6_is_told_once_in_words_that_it_reads(own_desk: Desk, clouds: Clouds, batch: str, day: date) -> None:
    for player in PLAYERS:
        own_desk.done(batch, player)
    [message] = told(clouds, batch)
    assert violations("predictions_completion", message, "phase5-to-phase6") == ()
    metadata = message["metadata"]
    assert (metadata.pop("completion_pct"), metadata.pop("completed_predictions")) == (100.0, 3)
    # Without the two repetitions it is the message that the coordinator has always sent.
    assert violations("predictions_completion", message) == ()
    assert (message["status"], message["record_count"], message["game_date"]) == ("success", 3, str(day))
    assert metadata["completed_players"] == metadata["expected_players"] == 3


def test_a_message_that_is_delivered_twice_counts_once(own_desk: Desk, batch: str) -> None:
    for _ in range(2):
        assert own_desk.done(batch, "alpha", predictions=7, message_id="m-1").status_code == 204
    assert own_desk.done(batch, "alpha", predictions=7, message_id="m-2").status_code == 204
    progress = own_desk.status(batch)["progress"]
    assert (progress["completed"], progress["total_predictions"], progress["remaining"]) == (1, 7, 2)


def test_duplicates_at_the_same_moment_count_once_and_finish_once(
    own_desk: Desk, clouds: Clouds, batch: str, day: date
) -> None:
    with desk(clouds) as other:
        calls = [
            lambda one=one, player=player, copy=copy: one.done(batch, player, message_id=f"{batch}-{player}-{copy}")
            for one in (own_desk, other)
            for player in PLAYERS
            for copy in range(2)
        ]
        responses = at_once(*calls)
        # What met another delivery of itself comes again, as after any answer but a 204.
        again = [call() for call, answer in zip(calls, responses, strict=True) if answer.status_code != 204]
    assert {one.status_code for one in responses} <= {204, 500}
    assert {one.status_code for one in again} <= {204}
    assert own_desk.completed(batch) == 3
    assert predicted(clouds, day) == sorted(PLAYERS)
    assert len(told(clouds, batch)) == 1


def test_a_delivery_that_another_works_at_is_to_come_again(own_desk: Desk, clouds: Clouds, batch: str) -> None:
    claim = clouds.firestore.document("pubsub_deduplication/prediction-ready:m-9")
    claim.set({"claimed_by": "other", "claim_expires_at": datetime.now(UTC) + timedelta(hours=1)})
    assert own_desk.done(batch, "alpha", message_id="m-9").status_code == 500
    claim.update({"claim_expires_at": LONG_AGO})
    assert own_desk.done(batch, "alpha", message_id="m-9").status_code == 204
    assert own_desk.completed(batch) == 1


def test_a_player_without_predictions_does_not_keep_the_batch_open(
    own_desk: Desk, clouds: Clouds, batch: str, day: date
) -> None:
    assert own_desk.done(batch, "alpha").status_code == 204
    assert own_desk.done(batch, "beta", predictions=0).status_code == 204
    assert own_desk.done(batch, "gamma").status_code == 204
    progress = own_desk.status(batch)["progress"]
    assert (progress["completed"], progress["failed"], progress["is_complete"]) == (2, 1, True)
    [message] = told(clouds, batch)
    assert (message["status"], message["records_failed"]) == ("partial", 1)
    assert message["metadata"]["completion_pct"] == 66.7


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"batch_id": None}, "message.data: batch_id: Input should be a valid string"),
        ({"batch_id": "batch_2024-01-15_1"}, "batch_id: String should match pattern"),
        ({"batch_id": "batch_2024-01-15_1234567890"}, "nobody created batch_2024-01-15_1234567890"),
        ({"player_lookup": "Al Pha"}, "player_lookup"),
        ({"predictions_generated": -1}, "predictions_generated"),
        ({"game_date": "2024-02-30"}, "is no day of the calendar"),
    ],
)
def test_a_message_that_can_never_count_is_refused(
    own_desk: Desk, batch: str, changed: dict[str, object], words: str
) -> None:
    posted = ready(batch, "alpha")
    payload = {
        "player_lookup": "alpha", "game_date": batch.split("_")[1], "predictions_generated": 1, "batch_id": batch,
    } | changed  # fmt: skip
    posted["message"]["data"] = base64.b64encode(json.dumps(payload).encode()).decode()
    response = own_desk.post("/complete", posted)
    assert response.status_code == 400
    assert words in (response.json or {})["reason"]
    assert own_desk.completed(batch) == 0


def test_a_body_without_a_message_is_refused(own_desk: Desk, days: Iterator[date]) -> None:
    response = own_desk.post("/complete", {"subscription": "s"})
    assert response.json == {"status": "bad_request", "reason": "envelope: message: Field required"}
    assert response.status_code == 400


def test_what_a_failing_store_did_not_count_counts_when_it_comes_again(
    own_desk: Desk, clouds: Clouds, batch: str
) -> None:
    # The first commit claims the message, the second would count the player.
    lost = Failure(Status.PERMISSION_DENIED, Aim(methods=frozenset({"Commit"}), skip=1))
    with failing(clouds.documents, lost):
        refused = own_desk.done(batch, "alpha", message_id=f"{batch}-m-3")
    assert refused.status_code == 500
    assert "Missing or insufficient permissions" in refused.text
    assert own_desk.completed(batch) == 0
    assert own_desk.done(batch, "alpha", message_id=f"{batch}-m-3").status_code == 204
    assert own_desk.completed(batch) == 1


def finished_by_nobody(at: Desk, batch: str) -> None:
    """All players are counted, and whoever counted the last could not tell phase 6."""
    for player in PLAYERS[:-1]:
        assert at.done(batch, player).status_code == 204
    refused = at.done(batch, PLAYERS[-1], message_id=f"{batch}-last")
    assert refused.status_code == 500
    assert "were not confirmed" in refused.text
    assert at.word(batch) == "complete"


def test_what_could_not_be_finished_is_finished_by_the_next_sweep(
    own_desk: Desk, clouds: Clouds, batch: str, day: date
) -> None:
    with failing(clouds.messages, Failure(Status.UNAVAILABLE, Aim(methods=frozenset({"Publish"}), times=None))):
        finished_by_nobody(own_desk, batch)
    # Its message comes again, and counts nobody twice.
    assert own_desk.done(batch, PLAYERS[-1], message_id=f"{batch}-last").status_code == 204
    own_desk.coordinator.sweep()
    own_desk.coordinator.sweep()
    assert own_desk.word(batch) == "consolidated"
    assert predicted(clouds, day) == sorted(PLAYERS)
    assert len(told(clouds, batch)) == 1


def test_the_batch_of_a_coordinator_that_died_is_taken_over_when_its_time_is_out(
    own_desk: Desk, clouds: Clouds, batch: str, day: date
) -> None:
    with failing(clouds.messages, Failure(Status.UNAVAILABLE, Aim(methods=frozenset({"Publish"}), times=None))):
        finished_by_nobody(own_desk, batch)
    # This one dies here: nothing more is asked of it.
    with desk(clouds) as first, desk(clouds) as second:
        now = datetime.now(UTC)
        first.clock.instant = second.clock.instant = now
        first.coordinator.sweep()
        assert (first.word(batch), told(clouds, batch)) == ("complete", [])
        document(clouds, batch).update({"claim_expires_at": now - timedelta(seconds=1)})
        swept = at_once(*(lambda one=one: one.post("/check-stalled") for one in (first, second)))
        results = [one["result"] for answer in swept for one in answer.json["results"] if one["batch_id"] == batch]
        assert results.count("taken_over") == 1
        assert first.word(batch) == "consolidated"
    assert predicted(clouds, day) == sorted(PLAYERS)
    assert len(told(clouds, batch)) == 1


def test_a_crash_after_the_merge_merges_nothing_twice(own_desk: Desk, clouds: Clouds, batch: str, day: date) -> None:
    with failing(clouds.messages, Failure(Status.UNAVAILABLE, Aim(methods=frozenset({"Publish"}), times=None))):
        finished_by_nobody(own_desk, batch)
    assert predicted(clouds, day) == sorted(PLAYERS)
    document(clouds, batch).update({"claim_expires_at": LONG_AGO})
    with desk(clouds) as other:
        assert other.post("/check-stalled", {"batch_id": batch}).json["batches_completed"] == 1
    assert predicted(clouds, day) == sorted(PLAYERS)


def test_who_comes_after_the_batch_was_closed_is_not_lost(own_desk: Desk, clouds: Clouds, day: date) -> None:
    batch = open_batch(clouds, day, 20)
    early = [f"player{number}" for number in range(19)]
    stage(clouds, batch, early)
    at_once(*(lambda one=one: own_desk.done(batch, one) for one in early))
    closed = own_desk.post("/check-stalled", {"batch_id": batch, "stall_threshold_minutes": 0})
    assert [one["result"] for one in closed.json["results"]] == ["stall_completed"]
    assert len(predicted(clouds, day)) == 19
    stage(clouds, batch, ["late"])
    assert own_desk.done(batch, "late").status_code == 204
    assert predicted(clouds, day) == sorted([*early, "late"])
    assert len(told(clouds, batch)) == 1


@pytest.mark.parametrize("mode", ["array", "dual", "subcollection"])
def test_every_mode_finishes(clouds: Clouds, batch: str, day: date, mode: str) -> None:
    with desk(clouds, BATCH_MODE=mode) as one:
        for player in PLAYERS:
            assert one.done(batch, player).status_code == 204
        assert (one.word(batch), one.completed(batch)) == ("consolidated", 3)
    assert predicted(clouds, day) == sorted(PLAYERS)
    kept = document(clouds, batch).get().to_dict()["completed_players"]
    assert (kept == []) == (mode == "subcollection")


def test_a_safeguard_that_is_off_is_off(clouds: Clouds, batch: str) -> None:
    with desk(clouds, SAFEGUARDS_OFF="redelivery_counts_once") as unsafe:
        for copy in range(2):
            assert unsafe.done(batch, "alpha", message_id=f"{batch}-{copy}").status_code == 204
        assert unsafe.completed(batch) == 2


def test_a_prefix_merges_into_its_own_dataset(own_desk: Desk, clouds: Clouds, day: date) -> None:
    clouds.bigquery.create_dataset("test_nba_predictions", exists_ok=True)
    sql = "CREATE TABLE IF NOT EXISTS test_nba_predictions.player_prop_predictions AS SELECT * FROM {} WHERE FALSE"
    clouds.bigquery.query(sql.format("nba_predictions.player_prop_predictions")).result()
    batch = f"batch_{day}_1700000001"
    BatchState(clouds.firestore.project, client=clouds.firestore).create_batch(
        batch, str(day), 1, dataset_prefix="test_"
    )
    assert own_desk.done(batch, "alpha").status_code == 204
    [message] = told(clouds, batch)
    assert message["output_dataset"] == "test_nba_predictions"
    assert predicted(clouds, day) == []
