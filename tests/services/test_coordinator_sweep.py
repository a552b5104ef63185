"""What happens without a message: stalled batches, and the coordinators' heartbeats."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from coordinator_stage import Desk, at_once, desk, document, open_batch, predicted, stage, told
from loopback_stage import LONG_S, Clouds, failing

from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Failure
from harness.reference.services.coordinator.sweeping import Ticker

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def counted(at: Desk, clouds: Clouds, day: date, *, expected: int, done: int) -> str:
    """A batch of which some players are done."""
    batch = open_batch(clouds, day, expected)
    names = [f"player{number}" for number in range(done)]
    stage(clouds, batch, names)
    assert {one.status_code for one in at_once(*(lambda one=one: at.done(batch, one) for one in names))} == {204}
    return batch


def test_a_batch_that_lacks_one_in_twenty_is_closed_when_it_is_silent(
    own_desk: Desk, clouds: Clouds, day: date
) -> None:
    batch = counted(own_desk, clouds, day, expected=20, done=19)
    [running] = own_desk.post("/check-stalled", {"batch_id": batch}).json["results"]
    assert running == {"batch_id": batch, "result": "running", "reason": "1 players to come"}
    document(clouds, batch).update({"updated_at": LONG_AGO})
    assert own_desk.status(batch)["is_stalled"] is True
    swept = own_desk.post("/check-stalled", {"batch_id": batch}).json
    assert (swept["batches_checked"], swept["batches_completed"]) == (1, 1)
    status = own_desk.status(batch)
    assert (status["status"], status["is_stalled"], status["summary"]["stall_completed"]) == (
        "consolidated",
        False,
        True,
    )
    assert len(predicted(clouds, day)) == 19
    [message] = told(clouds, batch)
    assert (message["status"], message["metadata"]["completion_pct"]) == ("partial", 95.0)


def test_a_batch_that_lacks_more_stays_open(own_desk: Desk, clouds: Clouds, day: date) -> None:
    batch = counted(own_desk, clouds, day, expected=10, done=9)
    document(clouds, batch).update({"updated_at": LONG_AGO})
    own_desk.coordinator.sweep()
    assert own_desk.word(batch) == "in_progress"
    swept = own_desk.post("/check-stalled", {"batch_id": batch, "min_completion_pct": 90}).json
    assert [one["result"] for one in swept["results"]] == ["stall_completed"]


def test_two_sweeps_at_once_close_it_once(own_desk: Desk, clouds: Clouds, day: date) -> None:
    batch = counted(own_desk, clouds, day, expected=20, done=19)
    document(clouds, batch).update({"updated_at": LONG_AGO})
    with desk(clouds) as other:
        swept = at_once(*(lambda one=one: one.post("/check-stalled", {"batch_id": batch}) for one in (own_desk, other)))
    assert sorted(answer.json["batches_completed"] for answer in swept) == [0, 1]
    assert len(told(clouds, batch)) == 1


def test_one_batch_that_fails_does_not_keep_the_others_waiting(
    own_desk: Desk, clouds: Clouds, days: Iterator[date]
) -> None:
    bad, good = (open_batch(clouds, next(days), 1) for _ in range(2))
    for batch in (bad, good):
        document(clouds, batch).update({"updated_at": LONG_AGO})
    refusing = Failure(
        Status.PERMISSION_DENIED,
        Aim(methods=frozenset({"BatchGetDocuments"}), times=None, where=lambda call: bad in str(call.request)),
    )
    with failing(clouds.documents, refusing):
        swept = own_desk.post("/check-stalled", {"min_completion_pct": 0})
    assert swept.status_code == 500
    results = {one["batch_id"]: one for one in swept.json["results"]}
    assert (results[bad]["result"], results[good]["result"]) == ("failed", "stall_completed")
    assert "Missing or insufficient permissions" in results[bad]["reason"]


@pytest.mark.parametrize(("path", "method"), [("/status", "get"), ("/check-stalled", "post")])
def test_a_batch_that_nobody_created_is_not_found(own_desk: Desk, path: str, method: str) -> None:
    unknown = "batch_2024-01-15_1234567890"
    found = own_desk.get(path, batch_id=unknown) if method == "get" else own_desk.post(path, {"batch_id": unknown})
    assert (found.status_code, found.json["status"]) == (404, "unknown_batch")


def test_status_without_a_batch_tells_of_the_newest(own_desk: Desk, clouds: Clouds, days: Iterator[date]) -> None:
    open_batch(clouds, next(days), 3)
    newest = open_batch(clouds, next(days), 4)
    found = own_desk.get("/status").json
    assert (found["batch_id"], found["progress"]["expected"]) == (newest, 4)


def test_progress_tells_how_long_it_will_take(own_desk: Desk, clouds: Clouds, day: date) -> None:
    batch = counted(own_desk, clouds, day, expected=10, done=4)
    began = datetime(2024, 1, 15, 16, 0, tzinfo=UTC)
    document(clouds, batch).update({"start_time": began})
    own_desk.clock.instant = began + timedelta(seconds=20)
    progress = own_desk.status(batch)["progress"]
    assert progress == {
        "expected": 10, "completed": 4, "failed": 0, "remaining": 6, "is_complete": False, "total_predictions": 4,
        "elapsed_seconds": 20.0, "completion_rate": 0.2, "eta_seconds": 30.0, "progress_percentage": 40.0,
    }  # fmt: skip


def test_an_instance_is_dead_after_ninety_seconds_without_a_heartbeat(own_desk: Desk, clouds: Clouds) -> None:
    with desk(clouds, SERVICE_REVISION="r2") as other:
        for one in (own_desk, other):
            one.coordinator.beat()
        own_desk.clock.instant += timedelta(seconds=90)
        assert alive(own_desk) >= {own_desk.coordinator.instance_id, other.coordinator.instance_id}
        own_desk.clock.instant += timedelta(seconds=1)
        own_desk.coordinator.beat()
        assert other.coordinator.instance_id not in alive(own_desk)
        removed = own_desk.post("/instances/cleanup").json["removed"]
        assert other.coordinator.instance_id in removed
        assert own_desk.coordinator.instance_id not in removed
        # It was alive after all, and says so.
        other.clock.instant = own_desk.clock.instant
        other.coordinator.beat()
        assert other.coordinator.instance_id in alive(own_desk)
        other.coordinator.leave()
        assert other.coordinator.instance_id not in {one["instance_id"] for one in instances(own_desk)}


def instances(at: Desk) -> list[dict[str, object]]:
    found = at.get("/instances").json
    assert found["alive"] + found["dead"] == len(found["instances"])
    return list(found["instances"])


def alive(at: Desk) -> set[object]:
    return {one["instance_id"] for one in instances(at) if one["alive"]}


def test_ticks_go_on_after_one_that_failed() -> None:
    ticks, third = [], threading.Event()

    def work() -> None:
        ticks.append(len(ticks))
        if len(ticks) == 3:
            third.set()
        raise ZeroDivisionError

    ticker = Ticker(work, seconds=0.001, name="t")
    ticker.start()
    assert third.wait(LONG_S)
    ticker.close(seconds=LONG_S)
    at_the_end = len(ticks)
    assert not ticker._thread.is_alive()
    assert len(ticks) == at_the_end


def test_closing_waits_for_the_tick_that_is_under_way() -> None:
    begun, release, ended = threading.Event(), threading.Event(), []

    def work() -> None:
        begun.set()
        release.wait(LONG_S)
        ended.append(1)

    ticker = Ticker(work, seconds=LONG_S, name="t")
    ticker.start()
    assert begun.wait(LONG_S)
    threading.Thread(target=release.set).start()
    ticker.close(seconds=LONG_S)
    assert ended == [1]
