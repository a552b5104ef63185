"""Which kinds of documents there are, and what one of them may not be."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from contracts.documents import (
    consolidation_locks,
    coordinator_batch_locks,
    coordinator_instances,
    daily_performance_locks,
    grading_locks,
    performance_summary_locks,
    phase2_completion,
    phase3_completion,
    phase4_completion,
    prediction_batch_completions,
    prediction_batches,
    processor_heartbeats,
    pubsub_deduplication,
    run_history,
    workflow_controller_locks,
)
from contracts.documents.document import Place
from contracts.messages.refusals import Violations, refusals

_KINDS = (
    phase2_completion.PLACE,
    phase3_completion.PLACE,
    phase4_completion.PLACE,
    prediction_batches.PLACE,
    prediction_batch_completions.PLACE,
    consolidation_locks.PLACE,
    grading_locks.PLACE,
    daily_performance_locks.PLACE,
    performance_summary_locks.PLACE,
    workflow_controller_locks.PLACE,
    coordinator_instances.PLACE,
    coordinator_batch_locks.PLACE,
    pubsub_deduplication.PLACE,
    processor_heartbeats.PLACE,
    run_history.PLACE,
)

WITHOUT_A_MODEL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "self_heal_history": "a log of what the self-heal did",
        "scraper_availability_checks": "a log of which sources had answered",
        "backfill_requests": "days that somebody asked to load again",
        "processing_locks": "locks; who takes them is not known",
        "batch_processing_locks": "locks; who takes them is not known",
        "_health_check": "one document, ping, that is written to see whether the store answers",
    }
)
"""Collections of which nobody has said what is in a document."""


def kinds() -> tuple[Place, ...]:
    """All kinds, in the order in which a day sees them."""
    return _KINDS


def kind(name: str) -> Place:
    """One kind by its name (`prediction_batches`).

    Raises:
        KeyError: there is none; the message lists the closest.
    """
    known = {one.name: one for one in _KINDS}
    if name in known:
        return known[name]
    near = ", ".join(get_close_matches(name, known, n=3)) or "none is close"
    raise KeyError(f"there is no kind of document {name!r}; did you mean: {near}")


def kind_at(path: str) -> Place | None:
    """The kind of the document at a path; None where no kind is kept there."""
    return next((one for one in _KINDS if one.taken_apart(path) is not None), None)


def violations(name: str, document: object, path: str | None = None) -> Violations:
    """What is wrong with a document of a kind; where `path` is given, also with its place and its id.

    Raises:
        KeyError: there is no such kind. A document, however wrong, raises nothing.
    """
    declared = kind(name)
    found = refusals(declared.document, document)
    return found if path is None else (*found, *_misplaced(declared, document, path))


def _misplaced(declared: Place, document: object, path: str) -> Violations:
    said = declared.taken_apart(path)
    if said is None:
        return (("(path)", f"{path} is none of {', '.join(declared.patterns)}, or an id has another form"),)
    if not isinstance(document, Mapping):
        return ()
    return tuple(
        (name, f"the path says {text} (is {document[name]!r})")
        for name, text in said.items()
        if name in document and document[name] != text
    )
