"""What an answer must be to count: status, content type, shape and meaning. What is wrong is told in few kinds.

A kind names the place and never the value, so that errors can be counted: `wrong body: progress does not add up`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from load.record import status_kind
from load.scenarios.bodies import Alive, Checked, Progress, Ready, Refused, Started, Status

JSON = "application/json"
_PERCENT_TOLERANCE = 0.1
"""Percentages may be rounded to one decimal."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, as it came. `content_type` is the header, parameters and all; empty where there is none."""

    status: int
    content_type: str
    body: bytes


Verdict = str | None
"""The kind of error, or None for a right answer."""
Check = Callable[[Answer], Verdict]


def unexpected_status(answer: Answer) -> str:
    """The kind of error of an answer with a status that the scenario did not ask for."""
    return status_kind(answer.status) if answer.status else "no answer"


def started(answer: Answer, *, game_date: str) -> Verdict:
    """202 of POST /start: a batch of the day that was asked for, and every request published."""
    if answer.status != 202:
        return unexpected_status(answer)
    return _judged(answer, Started, lambda body: _start_means(body, game_date))


def refused(answer: Answer, *, words: Collection[str] = ()) -> Verdict:
    """A refusal that the scenario asks for, with its reason in the body. Of `words` it may say one; any for none.

    Another word is another refusal, and told as its status.
    """

    def means(body: Refused) -> Verdict:
        return None if body.reason else "a refusal without a reason"

    verdict = _judged(answer, Refused, means)
    if verdict is None and words and Refused.model_validate_json(answer.body).status not in words:
        return unexpected_status(answer)
    return verdict


def status_of(answer: Answer, *, batch_id: str | None, least: Seen | None) -> Verdict:
    """200 of GET /status: of the batch that was asked for, its numbers agree, and none is lower than it was."""
    if answer.status != 200:
        return unexpected_status(answer)
    return _judged(answer, Status, lambda body: _status_means(body, batch_id, least))


def alive(answer: Answer) -> Verdict:
    """200 of GET /health."""
    if answer.status != 200:
        return unexpected_status(answer)
    return _judged(answer, Alive, lambda body: None if body.status == "healthy" else "health says not healthy")


def ready(answer: Answer) -> Verdict:
    """200 of GET /ready; with 503 the service says itself that it is not."""
    if answer.status != 200:
        return unexpected_status(answer)
    return _judged(answer, Ready, lambda body: None if body.status == "ready" else "readiness says not ready")


def checked(answer: Answer) -> Verdict:
    """200 of POST /check-stalled."""
    if answer.status != 200:
        return unexpected_status(answer)
    return _judged(answer, Checked, _check_means)


def taken(answer: Answer) -> Verdict:
    """204 of a push: taken, or skipped for good; nothing is told."""
    if answer.status != 204:
        return unexpected_status(answer)
    return "wrong body: an answer without content has one" if answer.body else None


@dataclass(slots=True)
class Seen:
    """The highest numbers that a batch was seen with; a later answer may not be below them."""

    completed: int = 0
    total_predictions: int = 0
    is_complete: bool = False

    def note(self, progress: Progress) -> None:
        self.completed = max(self.completed, progress.completed)
        self.total_predictions = max(self.total_predictions, progress.total_predictions)
        self.is_complete = self.is_complete or progress.is_complete

    def copy(self) -> Seen:
        """As it is now: what a request that is sent now may not fall behind."""
        return Seen(self.completed, self.total_predictions, self.is_complete)


@dataclass(slots=True)
class Batches:
    """What one process has seen of each batch."""

    seen: dict[str, Seen] = field(default_factory=dict)

    def before(self, batch_id: str) -> Seen:
        """What is known when a request is sent; answers overtake each other, so it is asked for then."""
        return self.seen.setdefault(batch_id, Seen()).copy()

    def note(self, batch_id: str, answer: Answer) -> Status:
        """Remembers an answer that was found right."""
        status = Status.model_validate_json(answer.body)
        self.seen.setdefault(batch_id, Seen()).note(status.progress)
        return status


def _judged(answer: Answer, model: type[Any], means: Callable[[Any], Verdict]) -> Verdict:
    if answer.content_type.partition(";")[0].strip().lower() != JSON:
        return "wrong content type"
    try:
        body = model.model_validate_json(answer.body)
    except ValidationError as error:
        return f"wrong body: {_place(error)}"
    said = means(body)
    return None if said is None else f"wrong body: {said}"


def _place(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return "no JSON"
    steps = ["[]" if isinstance(step, int) else f".{step}" for step in first["loc"]]
    place = "".join(steps).removeprefix(".") or "the whole"
    return f"{place} is missing" if first["type"] == "missing" else f"{place} is of another kind"


def _start_means(body: Started, game_date: str) -> Verdict:
    if body.game_date != game_date:
        return "started for another date"
    if not re.fullmatch(rf"batch_{re.escape(game_date)}_\d{{10}}", body.batch_id):
        return "batch_id is not of the date"
    if body.status != "started":
        return "202 that says not started"
    if body.total_requests <= 0:
        return "started without a player"
    if body.published != body.total_requests:
        return "not every request was published"
    return None if body.batch_id in body.monitor_url else "monitor_url is not of the batch"


def _status_means(body: Status, batch_id: str | None, least: Seen | None) -> Verdict:
    if batch_id is not None and body.batch_id != batch_id:
        return "status of another batch"
    progress = body.progress
    if progress.expected != progress.completed + progress.failed + progress.remaining:
        return "progress does not add up"
    done = progress.completed + progress.failed
    percentage = 100.0 * done / progress.expected if progress.expected else 100.0
    if abs(progress.progress_percentage - percentage) > _PERCENT_TOLERANCE:
        return "progress_percentage is not that of the counts"
    if progress.expected and done == progress.expected and not progress.is_complete:
        return "every player is in and the batch is not complete"
    if progress.is_complete and body.is_stalled:
        return "complete and stalled at once"
    return None if least is None else _fell(progress, least)


def _fell(progress: Progress, least: Seen) -> Verdict:
    if progress.total_predictions < least.total_predictions:
        return "total_predictions fell"
    if progress.completed < least.completed:
        return "completed fell"
    if least.is_complete and not progress.is_complete:
        return "a complete batch is no longer complete"
    return None


def _check_means(body: Checked) -> Verdict:
    if not 0 <= body.batches_completed <= body.batches_checked:
        return "more batches completed than checked"
    return None if len(body.results) == body.batches_checked else "not a result for each batch"


def batch_named(answer: Answer) -> str | None:
    """The batch that an answer names, also a refusal; None where it names none."""
    try:
        body = json.loads(answer.body)
    except ValueError:
        return None
    named = body.get("batch_id") if isinstance(body, dict) else None
    return named if isinstance(named, str) else None
