"""The smoke tests as pytest runs them, from any repository that has the harness installed:

pytest -m smoke --pyargs harness.smoke.suite --service-url coordinator=URL --service-url worker=URL

The options are the plugin's (harness/pytest_plugin.py). A service that is not named is skipped, and so is what cannot
be known now (no key, no games today), with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from harness.results import Outcome
from harness.smoke.checks import READING, SmokeCheck
from harness.smoke.prediction import BatchAsked, prediction_check
from harness.smoke.services import Kind, Service

_ASKED = [(kind, check) for kind in Kind for check in READING if kind in check.kinds]


@pytest.mark.smoke
@pytest.mark.parametrize(("kind", "check"), _ASKED, ids=[f"{kind}-{check.name}" for kind, check in _ASKED])
def test_service(kind: Kind, check: SmokeCheck, smoke_services: Mapping[Kind, Service]) -> None:
    """Each service that is named, asked each question that fits it."""
    _answered(kind, check, smoke_services)


@pytest.mark.smoke
def test_one_prediction_end_to_end(smoke_services: Mapping[Kind, Service], smoke_batch: BatchAsked) -> None:
    """It writes a batch under the dataset prefix."""
    _answered(Kind.COORDINATOR, prediction_check(smoke_batch), smoke_services)


def _answered(kind: Kind, check: SmokeCheck, services: Mapping[Kind, Service]) -> None:
    if kind not in services:
        pytest.skip(f"no {kind} is named; add --service-url {kind}=URL")
    verdict = check.verdict(services[kind])
    if verdict.outcome is Outcome.FAILED:
        pytest.fail(f"{kind} {check.name}: {check.sentence}: {verdict.reason}", pytrace=False)
    if verdict.outcome is Outcome.UNKNOWN:
        pytest.skip(f"{kind} {check.name} is not known: {verdict.reason}")
