"""The coordinator against openapi/coordinator.yaml, by schemathesis with every check it has."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from coordinator_stage import Desk, open_batch
from documents_judged import judge, served
from hypothesis import strategies as st
from loopback_stage import KEY, Clouds
from schemathesis.checks import CHECKS


@pytest.fixture
def batch(clouds: Clouds, days: Iterator[date]) -> str:
    """A batch that stays open. What the document cannot say is made known: which batches and which days there are."""
    opened = open_batch(clouds, next(days), 100_000)
    known = [str(next(days)) for _ in range(4)]
    schemathesis.openapi.format("batch-id", st.sampled_from([opened, opened, "batch_2024-01-15_1234567890"]))
    schemathesis.openapi.format("prediction-ready", _ready(opened))
    schemathesis.openapi.format(
        "phase5-trigger", _carried(st.fixed_dictionaries({"game_date": st.sampled_from(known)}))
    )
    return opened


def _ready(batch: str) -> st.SearchStrategy[str]:
    fields = {
        "player_lookup": st.from_regex(r"\A[a-z0-9]{1,20}\Z"),
        "game_date": st.just(batch.split("_")[1]),
        "predictions_generated": st.integers(0, 50),
        "batch_id": st.just(batch),
    }
    return _carried(st.fixed_dictionaries(fields, optional={"correlation_id": st.text(), "worker_instance": st.text()}))


def _carried(payloads: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[str]:
    return payloads.map(lambda one: base64.b64encode(json.dumps(one).encode()).decode())


@pytest.mark.usefixtures("batch")
def test_every_answer_is_as_the_document_says(own_desk: Desk) -> None:
    with served(own_desk.coordinator.app()) as url:
        judgement = judge("coordinator", url, examples=30, key=KEY)
    assert judgement.failures == [], "\n\n".join(judgement.failures)
    assert set(judgement.checks) == set(CHECKS.get_all_names())
    assert judgement.requests >= 200
    # A run that only ever meets errors would say nothing about the answers.
    start, complete = judgement.answers["POST /start"], judgement.answers["POST /complete"]
    assert min(start[code] for code in (200, 202, 400, 401, 404, 409)) > 0, start
    assert min(complete[code] for code in (204, 400, 401)) > 3, complete
    without = [label for label, answers in judgement.answers.items() if not (answers[200] or answers[204])]
    assert without == []
    assert all(answers[405] for answers in judgement.answers.values())


@pytest.mark.usefixtures("batch")
def test_a_wrong_answer_is_caught(own_desk: Desk) -> None:
    app = own_desk.coordinator.app()
    app.view_functions["about"] = lambda: {"service": "coordinator", "status": "running", "revision": 1}
    with served(app) as url:
        failures = judge("coordinator", url, examples=3, covering=False, key=KEY).failures
    assert failures
    assert [one for one in failures if "GET /: response_schema_conformance" not in one] == []


@pytest.mark.nightly
@pytest.mark.usefixtures("batch")
def test_two_thousand_requests_find_nothing(own_desk: Desk) -> None:
    with served(own_desk.coordinator.app()) as url:
        judgement = judge("coordinator", url, examples=300, key=KEY)
    assert judgement.failures == [], "\n\n".join(judgement.failures)
    assert judgement.requests >= 2_000
