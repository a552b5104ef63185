"""Which kinds of messages there are, and what a payload of one may not be."""

from __future__ import annotations

from difflib import get_close_matches

from contracts.messages import (
    analytics_completion,
    export_completion,
    export_trigger,
    grading_trigger,
    phase4_trigger,
    phase5_trigger,
    precompute_completion,
    prediction_ready,
    prediction_request,
    predictions_completion,
    raw_completion,
    scraper_completion,
)
from contracts.messages.kind import Kind, Met
from contracts.messages.refusals import Violations, refusals

_KINDS = (
    scraper_completion.KIND,
    raw_completion.KIND,
    analytics_completion.KIND,
    phase4_trigger.KIND,
    precompute_completion.KIND,
    phase5_trigger.KIND,
    prediction_request.KIND,
    prediction_ready.KIND,
    predictions_completion.KIND,
    export_trigger.KIND,
    export_completion.KIND,
    grading_trigger.KIND,
)


def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which a day sees them."""
    return _KINDS


def kind(name: str) -> Kind:
    """One kind by its name (`prediction_ready`).

    Raises:
        KeyError: there is none; the message lists the closest.
    """
    known = {one.name: one for one in _KINDS}
    if name in known:
        return known[name]
    near = ", ".join(get_close_matches(name, known, n=3)) or "none is close"
    raise KeyError(f"there is no kind of message {name!r}; did you mean: {near}")


def violations(name: str, payload: object, reader: str | None = None) -> Violations:
    """What is wrong with the payload of a kind, as it is sent; or as `reader` needs it, where one is named.

    Raises:
        KeyError: there is no such kind or reader. A payload, however wrong, raises nothing.
    """
    declared = kind(name)
    return refusals(declared.sent if reader is None else declared.reader(reader), payload)


def both_ends() -> tuple[Met, ...]:
    """Every disagreement of every kind's two ends; those that are known have their reason."""
    return tuple(met for one in _KINDS for met in one.met())
