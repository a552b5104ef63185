"""An answer counts only if its status, content type, shape and meaning are right; each way to be wrong has its kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from load.scenarios.answers import (
    Answer,
    Batches,
    Seen,
    alive,
    batch_named,
    checked,
    ready,
    refused,
    started,
    status_of,
    taken,
)

DAY = "2024-04-12"
BATCH = f"batch_{DAY}_1712935800"
STARTED = {
    "status": "started",
    "batch_id": BATCH,
    "game_date": DAY,
    "total_requests": 272,
    "published": 272,
    "summary": {"players": 272},
    "monitor_url": f"http://127.0.0.1:8080/status?batch_id={BATCH}",
}
PROGRESS = {
    "expected": 40,
    "completed": 28,
    "failed": 2,
    "remaining": 10,
    "is_complete": False,
    "total_predictions": 980,
    "elapsed_seconds": 12.5,
    "completion_rate": 2.24,
    "eta_seconds": 4.5,
    "progress_percentage": 75.0,
}
STATUS = {"status": "in_progress", "batch_id": BATCH, "progress": PROGRESS, "is_stalled": False, "summary": {}}
CHECKED = {"batches_checked": 1, "batches_completed": 0, "results": [{"batch_id": BATCH}]}
REFUSED = {"status": "not_found", "reason": "nobody plays on 2025-04-12"}


def answer(body: Any, status: int = 200, content_type: str = "application/json") -> Answer:
    return Answer(status, content_type, json.dumps(body).encode())


def start(**changes: Any) -> str | None:
    return started(answer(STARTED | changes, 202), game_date=DAY)


def progress(least: Seen | None = None, **changes: Any) -> str | None:
    return status_of(answer(STATUS | {"progress": PROGRESS | changes}), batch_id=BATCH, least=least)


def test_right_answers_count() -> None:
    whole = {"completed": 38, "remaining": 0, "is_complete": True, "progress_percentage": 100.0}

    assert start() is None
    assert progress() is None
    assert progress(Seen(28, 980), completed=30, remaining=8, progress_percentage=80.0) is None
    assert progress(Seen(38, 980, is_complete=True), **whole) is None
    assert progress(expected=0, completed=0, failed=0, remaining=0, progress_percentage=100.0) is None
    assert progress(eta_seconds=None) is None
    assert alive(answer({"status": "healthy", "service": "coordinator"})) is None
    assert ready(answer({"status": "ready", "checks": []}, content_type="application/json; charset=utf-8")) is None
    assert checked(answer(CHECKED)) is None
    assert taken(Answer(204, "", b"")) is None
    assert refused(answer(REFUSED, 404)) is None
    assert refused(answer(REFUSED, 404), words={"not_found", "no_players"}) is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (lambda: start(batch_id="batch_2024-04-13_1712935800"), "wrong body: batch_id is not of the date"),
        (lambda: start(batch_id=f"batch_{DAY}"), "wrong body: batch_id is not of the date"),
        (lambda: start(game_date="2024-04-13"), "wrong body: started for another date"),
        (lambda: start(total_requests=0, published=0), "wrong body: started without a player"),
        (lambda: start(published=271), "wrong body: not every request was published"),
        (lambda: start(status="already_running"), "wrong body: 202 that says not started"),
        (lambda: start(monitor_url="http://127.0.0.1:8080/status"), "wrong body: monitor_url is not of the batch"),
        (lambda: start(total_requests="272"), "wrong body: total_requests is of another kind"),
        (lambda: start(published=-1), "wrong body: published is of another kind"),
        (lambda: started(answer({}, 202), game_date=DAY), "wrong body: status is missing"),
        (lambda: started(answer([STARTED], 202), game_date=DAY), "wrong body: the whole is of another kind"),
        (lambda: started(Answer(202, "application/json", b"<html>"), game_date=DAY), "wrong body: no JSON"),
        (lambda: started(answer(STARTED, 202, "text/html"), game_date=DAY), "wrong content type"),
        (lambda: started(answer(STARTED, 200), game_date=DAY), "HTTP 200"),
        (lambda: started(answer(REFUSED, 409), game_date=DAY), "HTTP 409"),
        (lambda: started(Answer(0, "", b""), game_date=DAY), "no answer"),
    ],
)
def test_what_is_wrong_with_a_start(said: Callable[[], str | None], kind: str) -> None:
    assert said() == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (lambda: progress(completed=29), "wrong body: progress does not add up"),
        (lambda: progress(remaining=11), "wrong body: progress does not add up"),
        (lambda: progress(progress_percentage=70.0), "wrong body: progress_percentage is not that of the counts"),
        (lambda: progress(progress_percentage=175.0), "wrong body: progress.progress_percentage is of another kind"),
        (
            lambda: progress(completed=38, remaining=0, progress_percentage=100.0),
            "wrong body: every player is in and the batch is not complete",
        ),
        (lambda: progress(Seen(total_predictions=981)), "wrong body: total_predictions fell"),
        (lambda: progress(Seen(completed=29)), "wrong body: completed fell"),
        (lambda: progress(Seen(is_complete=True)), "wrong body: a complete batch is no longer complete"),
        (lambda: progress(is_complete=None), "wrong body: progress.is_complete is of another kind"),
        (lambda: progress(elapsed_seconds=-1), "wrong body: progress.elapsed_seconds is of another kind"),
        (
            lambda: status_of(answer(STATUS | {"batch_id": f"{BATCH}1"}), batch_id=BATCH, least=None),
            "wrong body: status of another batch",
        ),
        (
            lambda: status_of(
                answer(STATUS | {"is_stalled": True, "progress": PROGRESS | {"is_complete": True}}),
                batch_id=BATCH,
                least=None,
            ),
            "wrong body: complete and stalled at once",
        ),
        (lambda: status_of(answer(REFUSED, 404), batch_id=BATCH, least=None), "HTTP 404"),
        (
            lambda: status_of(answer(STATUS | {"progress": {}}), batch_id=BATCH, least=None),
            "wrong body: progress.expected is missing",
        ),
    ],
)
def test_what_is_wrong_with_a_status(said: Callable[[], str | None], kind: str) -> None:
    assert said() == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (lambda: alive(answer({"status": "starting"})), "wrong body: health says not healthy"),
        (lambda: alive(answer({}, 500)), "HTTP 500"),
        (lambda: ready(answer({"status": "not_ready"})), "wrong body: readiness says not ready"),
        (lambda: ready(answer({"status": "not_ready"}, 503)), "HTTP 503"),
        (
            lambda: checked(answer(CHECKED | {"batches_completed": 2})),
            "wrong body: more batches completed than checked",
        ),
        (lambda: checked(answer(CHECKED | {"results": []})), "wrong body: not a result for each batch"),
        (lambda: taken(Answer(204, "", b"{}")), "wrong body: an answer without content has one"),
        (lambda: taken(answer({})), "HTTP 200"),
        (lambda: refused(answer(REFUSED, 409), words={"already_running"}), "HTTP 409"),
        (lambda: refused(answer({"status": "gone"}, 404)), "wrong body: reason is missing"),
        (lambda: refused(answer(REFUSED | {"reason": ""}, 404)), "wrong body: a refusal without a reason"),
    ],
)
def test_what_is_wrong_with_the_others(said: Callable[[], str | None], kind: str) -> None:
    assert said() == kind


def test_an_answer_that_was_overtaken_is_not_held_to_what_came_after_it_was_asked_for() -> None:
    batches = Batches()
    asked_first = batches.before(BATCH)
    later = PROGRESS | {"completed": 30, "remaining": 8, "progress_percentage": 80.0, "total_predictions": 1050}
    batches.note(BATCH, answer(STATUS | {"progress": later}))

    assert progress(asked_first) is None
    assert progress(batches.before(BATCH)) == "wrong body: total_predictions fell"


def test_the_highest_is_remembered_whatever_comes_last() -> None:
    batches = Batches()
    for completed, predictions in ((30, 1050), (28, 980)):
        told = PROGRESS | {"completed": completed, "remaining": 38 - completed, "total_predictions": predictions}
        batches.note(BATCH, answer(STATUS | {"progress": told}))

    assert batches.before(BATCH) == Seen(30, 1050)
    assert batches.before("batch_2024-04-13_1712935800") == Seen()


def test_a_batch_is_read_from_any_answer_that_names_one() -> None:
    assert batch_named(answer(REFUSED | {"batch_id": BATCH}, 409)) == BATCH
    assert batch_named(answer(REFUSED, 409)) is None
    assert batch_named(answer([BATCH])) is None
    assert batch_named(Answer(502, "text/html", b"<html>")) is None
