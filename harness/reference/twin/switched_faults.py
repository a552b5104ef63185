"""What may be made to go wrong with the providers from another process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Literal, TypeVar

from pydantic import Field

from harness.control.board import UnusableError
from harness.control.faults import Choice, Chosen, Kind, Span, chance
from harness.reference.twin.faults import LONGEST_DELAY, Fault, Spoils, Spoilt
from harness.reference.twin.providers import Provider

_MOST_S = LONGEST_DELAY.total_seconds()


class OfAnswers(Chosen):
    """Answers of a provider (none: all), and of one of its operations."""

    provider: str | None = None
    operation: str | None = None


class Drifted(OfAnswers):
    """What happens to one field of each answer."""

    change: Literal["renamed", "dropped", "retyped"] = "renamed"


class Late(OfAnswers):
    """An answer takes `delay_s` longer, and up to `jitter_s` more or less than that."""

    delay_s: float = Field(gt=0, le=_MOST_S)
    jitter_s: float = Field(default=0.0, ge=0, le=_MOST_S)


class Refused(OfAnswers):
    """The status that stands instead of an answer."""

    status: Literal[403, 500, 502, 503, 504] = 503


class TooMany(OfAnswers):
    """The form of Retry-After."""

    retry_after: Literal["seconds", "date"] = "seconds"


_DRIFTS = {"renamed": Fault.FIELD_RENAMED, "dropped": Fault.FIELD_DROPPED, "retyped": Fault.FIELD_RETYPED}
_STATUSES = {
    403: Fault.FORBIDDEN,
    500: Fault.SERVER_ERROR,
    502: Fault.BAD_GATEWAY,
    503: Fault.UNAVAILABLE,
    504: Fault.GATEWAY_TIMEOUT,
}
_TOO_MANY = {"seconds": Fault.TOO_MANY_REQUESTS, "date": Fault.TOO_MANY_REQUESTS_UNTIL}
Wanted = TypeVar("Wanted", bound=OfAnswers)


def kinds(providers: Mapping[str, Provider]) -> tuple[Kind[Spoils], ...]:
    """The kinds of faults of these providers."""

    def spoils(fault_of: Callable[[Wanted], Fault]) -> Callable[[Wanted, Span], Spoils]:
        return lambda wanted, span: _spoils(wanted, fault_of(wanted), span, providers)

    def always(fault: Fault) -> Callable[[OfAnswers, Span], Spoils]:
        return spoils(lambda _: fault)

    return (
        Kind("schema_drift", "a field of an answer is renamed, dropped or of another type", Drifted, spoils(_drift)),
        Kind("html_for_json", "an answer is a page of HTML with status 200", OfAnswers, always(Fault.PAGE)),
        Kind("empty", "an answer has status 200 and no byte", OfAnswers, always(Fault.EMPTY)),
        Kind("stale", "an answer is that of the day before", OfAnswers, always(Fault.STALE)),
        Kind("partial", "an answer has the first half of its list", OfAnswers, always(Fault.PARTIAL)),
        Kind("truncated", "an answer is JSON that ends in the middle", OfAnswers, always(Fault.TRUNCATED)),
        Kind("slow", "an answer is right, and late", Late, always(Fault.SLOW)),
        Kind("refused", "a status stands instead of an answer", Refused, spoils(_status)),
        Kind("too_many_requests", "429 with Retry-After stands instead of an answer", TooMany, spoils(_too_many)),
    )


def _drift(wanted: Drifted) -> Fault:
    return _DRIFTS[wanted.change]


def _status(wanted: Refused) -> Fault:
    return _STATUSES[wanted.status]


def _too_many(wanted: TooMany) -> Fault:
    return _TOO_MANY[wanted.retry_after]


def _spoils(wanted: OfAnswers, fault: Fault, span: Span, providers: Mapping[str, Provider]) -> Spoils:
    _check(wanted, providers)
    choice, drawn = Choice(wanted, span), chance(wanted.seed, "jitter")

    def spoil(provider: str, operation: str) -> Spoilt | None:
        if wanted.provider not in (None, provider) or wanted.operation not in (None, operation) or not choice.hits():
            return None
        delay = 0.0
        if isinstance(wanted, Late):
            delay = wanted.delay_s + drawn.uniform(-wanted.jitter_s, wanted.jitter_s)
        return Spoilt(fault, timedelta(seconds=max(0.0, delay)), span.over)

    return spoil


def _check(wanted: OfAnswers, providers: Mapping[str, Provider]) -> None:
    if wanted.provider is None:
        if wanted.operation is not None:
            raise UnusableError(f"operation {wanted.operation} needs its provider; there are {', '.join(providers)}")
        return
    if wanted.provider not in providers:
        raise UnusableError(f"there is no provider {wanted.provider}; there are {', '.join(providers)}")
    if wanted.operation is not None:
        try:
            providers[wanted.provider].operation(wanted.operation)
        except KeyError as error:
            raise UnusableError(str(error.args[0])) from error
