"""The worker against openapi/worker.yaml, by schemathesis with every check it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from documents_judged import judge, push_of, served
from embedded_stage import FEATURE_STORE, PREDICTIONS, Embedded, embedded, environment, features, fill
from flask import Flask
from schemathesis.checks import CHECKS

from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.reference.services.worker.model import SHIPPED
from harness.reference.services.worker.service import build

READY = "prediction-ready-prod"

# Which data sets there are, the document cannot say.
push_of("worker", of="prediction-request", message="PredictionRequest", without=["dataset_prefix"])


@pytest.fixture(scope="module")
def clients() -> Iterator[Embedded]:
    with BigQueryEmulator() as emulator, embedded(emulator) as made:
        emulator.create(made.bigquery, FEATURE_STORE)
        emulator.create(made.bigquery, PREDICTIONS)
        fill(emulator, FEATURE_STORE, [features("a"), features("0")])
        made.listen(READY)
        yield made


@pytest.fixture
def app(clients: Embedded, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setenv("MODEL_PATH", str(SHIPPED))
    return build(environment(None, bigquery_emulator_host=clients.bigquery._connection.API_BASE_URL), clients).app


def test_every_answer_is_as_the_document_says(app: Flask, clients: Embedded) -> None:
    with served(app) as url:
        judgement = judge("worker", url, examples=150)
    assert judgement.failures == [], "\n".join(judgement.failures)
    assert set(judgement.checks) == set(CHECKS.get_all_names())
    assert judgement.requests >= 200
    # A run that only ever meets errors would say nothing about the answers.
    predict = judgement.answers["POST /predict"]
    # Made-up message ids repeat themselves, and a repeated one is not worked through again.
    assert 10 < len(clients.heard(READY)) <= predict[204]
    assert predict[400] > 10
    without = [label for label, answers in judgement.answers.items() if not (answers[200] or answers[204])]
    assert without == []
    assert all(answers[405] for answers in judgement.answers.values())


def test_a_wrong_answer_is_caught(app: Flask) -> None:
    app.view_functions["about"] = lambda: {"service": "worker", "status": "running", "revision": 1}
    with served(app) as url:
        failures = judge("worker", url, examples=3, covering=False).failures
    assert failures
    assert [one for one in failures if "GET /: response_schema_conformance" not in one] == []


@pytest.mark.nightly
def test_a_thousand_requests_find_nothing(app: Flask) -> None:
    with served(app) as url:
        judgement = judge("worker", url, examples=700)
    assert judgement.failures == []
    assert judgement.requests >= 1_000
