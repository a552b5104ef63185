"""The providers as they answer now, against their contracts: what `check_recordings` asks, of answers just fetched."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from contracts.apis.clients.http import Conduct
from contracts.apis.clients.live import LiveAnswer, Unanswered, live_answers
from contracts.apis.documents import UnknownOperationError, operation_of
from contracts.apis.drift import of_answer
from contracts.apis.recordings import KEEPS_CONTRACT, judged
from harness.results import CheckResult, Outcome, Severity

NO_CONTENT = 204


def check_live(
    *,
    providers: Collection[str] | None = None,
    today: date | None = None,
    environment: Mapping[str, str] | None = None,
    base_urls: Mapping[str, str] | None = None,
    conduct: Conduct | None = None,
) -> tuple[CheckResult, ...]:
    """A few requests to each provider that a key is given for, or that is named; one result an answer.

    What was not answered is unknown, with the reason. The arguments are those of `live_answers`.

    Raises:
        ValueError: there is no such provider.
        AddressError: a base URL is not on loopback.
    """
    answers = live_answers(
        providers=providers, today=today, environment=environment, base_urls=base_urls, conduct=conduct
    )
    return tuple(_unanswered(one) if isinstance(one, Unanswered) else _answered(one) for one in answers)


def _unanswered(one: Unanswered) -> CheckResult:
    return CheckResult(f"live.{one.kind}", KEEPS_CONTRACT, Severity.ERROR, Outcome.UNKNOWN, reason=one.reason)


def _answered(one: LiveAnswer) -> CheckResult:
    subject = f"live.{one.kind}"
    if one.status == NO_CONTENT:
        reason = f"{one.endpoint} had nothing to answer (204)"
        return CheckResult(subject, KEEPS_CONTRACT, Severity.ERROR, Outcome.PASSED, reason=reason)
    try:
        operation = operation_of(one.endpoint)
    except UnknownOperationError as error:
        return CheckResult(subject, KEEPS_CONTRACT, Severity.ERROR, Outcome.UNKNOWN, reason=str(error))
    return judged(
        of_answer(one.body, operation),
        subject=subject,
        check=KEEPS_CONTRACT,
        file=one.endpoint,
        repair=(f"if the provider changed: contracts/apis/openapi/{operation.provider}.yaml, and what reads it",),
        reason=f"as {operation.name} declares it",
    )
