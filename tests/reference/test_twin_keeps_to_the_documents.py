"""The twin against the OpenAPI documents of the providers, by schemathesis with every check it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from schemathesis.checks import CHECKS
from twin_judged import PROVIDERS, evening, judge

from harness.clock import FrozenClock
from harness.reference.twin import Fault, Twin
from harness.season import Season


@pytest.fixture
def evening_twin(season: Season) -> Iterator[Twin]:
    """A twin in the middle of the season, before the day's games."""
    with Twin(season, clock=FrozenClock(evening(season))) as running:
        yield running


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_answer_is_as_the_document_says(provider: str, evening_twin: Twin, season: Season) -> None:
    judgement = judge(provider, evening_twin.url(provider), season, examples=10)
    assert judgement.failures == ()
    assert set(judgement.checks) == set(CHECKS.get_all_names())
    # A run that only ever meets errors would say nothing about the answers.
    without_data = [label for label, answers in judgement.answers.items() if not answers[200]]
    assert without_data == []
    assert all(answers[405] for answers in judgement.answers.values())


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_wrong_twin_is_caught(provider: str, evening_twin: Twin, season: Season) -> None:
    evening_twin.fail(provider, fault=Fault.WRONG, times=None)
    judgement = judge(provider, evening_twin.url(provider), season, examples=25, covering=False)
    assert judgement.failures
    assert [failure for failure in judgement.failures if "response_schema_conformance" not in failure] == []


@pytest.mark.nightly
def test_two_thousand_requests_find_nothing(evening_twin: Twin, season: Season) -> None:
    judgements = {
        provider: judge(provider, evening_twin.url(provider), season, examples=40, sequences=True)
        for provider in PROVIDERS
    }
    assert [failure for judgement in judgements.values() for failure in judgement.failures] == []
    assert sum(sum(judgement.cases.values()) for judgement in judgements.values()) >= 2_000
