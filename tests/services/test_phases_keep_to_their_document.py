"""The phase handlers against openapi/phases.yaml, by schemathesis with every check it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from documents_judged import judge, push_of, served
from embedded_stage import Embedded, embedded, environment
from flask import Flask
from schemathesis.checks import CHECKS

from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.reference.services.phases.service import build
from harness.reference.services.phases.triggers import TOPICS

# The phase has to be the one before the edge, which is the path's.
push_of("phases", of="completion", message="Completion", without=["phase"])


@pytest.fixture(scope="module")
def clients() -> Iterator[Embedded]:
    with BigQueryEmulator() as emulator, embedded(emulator) as made:
        emulator.create(made.bigquery, "nba_orchestration.phase_completions")
        for topic in TOPICS.values():
            made.listen(topic)
        yield made


@pytest.fixture
def app(clients: Embedded) -> Flask:
    return build(environment(None, bigquery_emulator_host=clients.bigquery._connection.API_BASE_URL), clients).app


def test_every_answer_is_as_the_document_says(app: Flask) -> None:
    with served(app) as url:
        judgement = judge("phases", url, examples=8)
    assert judgement.failures == [], "\n".join(judgement.failures)
    assert set(judgement.checks) == set(CHECKS.get_all_names())
    assert judgement.requests >= 200
    # A run that only ever meets errors would say nothing about the answers.
    without = [label for label, answers in judgement.answers.items() if not answers[200]]
    assert without == []
    assert all(answers[405] for answers in judgement.answers.values())


def test_a_wrong_answer_is_caught(app: Flask) -> None:
    app.view_functions["health"] = lambda: {"service": "phases", "status": "healthy"}
    with served(app) as url:
        failures = judge("phases", url, examples=1, covering=False).failures
    assert failures
    assert [one for one in failures if "GET /health: response_schema_conformance" not in one] == []


@pytest.mark.nightly
def test_a_thousand_requests_find_nothing(app: Flask) -> None:
    with served(app) as url:
        judgement = judge("phases", url, examples=100)
    assert judgement.failures == []
    assert judgement.requests >= 1_000
