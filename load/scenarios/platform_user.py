"""What all users of scenarios share: requests to the platform's services, each answer checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import gevent
from locust import events
from locust.env import Environment

from load.locust.client import WrongAnswerError
from load.locust.open_model import open_model
from load.locust.users import ArrivalUser
from load.payloads.envelopes import Envelope, Envelopes
from load.payloads.messages import PredictionReady, PredictionRequest, start_request
from load.record import BATCH
from load.scenarios import answers
from load.scenarios.answers import Answer, Batches, Check
from load.scenarios.bodies import Status
from load.scenarios.following import Begun, Following
from load.scenarios.settings import Key, ScenarioSettings

Refusals = Mapping[int, frozenset[str]]
NO_REFUSALS: Refusals = {}


class PlatformUser(ArrivalUser):
    """A slot that knows the platform. What processes know of batches is shared by their users."""

    abstract = True
    settings: ClassVar[ScenarioSettings] = ScenarioSettings()
    batches: ClassVar[Batches] = Batches()
    following: ClassVar[Following] = Following()
    completions: ClassVar[Envelopes] = Envelopes(
        "projects/load/subscriptions/prediction-ready-prod-sub", settings.duplicates, settings.seed
    )
    requests_out: ClassVar[Envelopes] = Envelopes(
        "projects/load/subscriptions/prediction-request-prod-sub", settings.duplicates, settings.seed
    )
    key: ClassVar[Mapping[str, str]] = Key().headers()

    def ask(
        self, method: str, path: str, check: Check, *, name: str, with_key: bool = True, body: bytes | Any = None
    ) -> tuple[Answer, bool]:
        """Sends a request and judges its answer. Whether it was right is the second value."""
        sent: dict[str, Any] = {} if body is None else {"data": body} if isinstance(body, bytes) else {"json": body}
        headers = dict(self.key) if with_key else {}
        if isinstance(body, bytes):
            headers["Content-Type"] = answers.JSON
        with self.client.request(method, path, name=name, headers=headers, catch_response=True, **sent) as response:
            told = response.headers.get("content-type", "") if response.headers else ""
            answer = Answer(response.status_code or 0, told, response.content or b"")
            verdict = check(answer)
            if verdict is None:
                response.success()
            elif answer.status:
                response.failure(WrongAnswerError(verdict))
            # Without an answer Locust knows best what happened.
        return answer, verdict is None

    def start_batch(
        self, game_date: date, *, force: bool = False, refusals: Refusals = NO_REFUSALS, cause: str = "load"
    ) -> str | None:
        """POST /start. The batch that the answer names, which is followed from here on; None where it names none.

        `refusals` are right answers too: statuses, each with the words that it may say, or none for any.
        """

        def check(answer: Answer) -> answers.Verdict:
            if answer.status in refusals:
                return answers.refused(answer, words=refusals[answer.status])
            return answers.started(answer, game_date=game_date.isoformat())

        started_s = self.model.seconds()
        intended_s = self.arrival.intended_s if self.arrival is not None else started_s
        answer, right = self._ask_start(game_date, check, force=force, cause=cause)
        batch_id = answers.batch_named(answer) if right else None
        if batch_id is not None:
            self.following.begin(Begun(batch_id, intended_s, started_s))
        return batch_id

    def start_in_vain(self, game_date: date, *, refusals: Refusals, cause: str) -> None:
        """POST /start that must be refused; that it starts something is an error here."""

        def check(answer: Answer) -> answers.Verdict:
            if answer.status not in refusals:
                return answers.unexpected_status(answer)
            return answers.refused(answer, words=refusals[answer.status])

        self._ask_start(game_date, check, force=False, cause=cause)

    def _ask_start(self, game_date: date, check: Check, *, force: bool, cause: str) -> tuple[Answer, bool]:
        body = start_request(game_date, correlation_id=cause, force=force)
        return self.ask("POST", "/start", check, name="/start", body=body)

    def status(self, batch_id: str) -> Status | None:
        """GET /status of a batch; None where the answer was wrong. A batch that is in place now is recorded as one."""
        least = self.batches.before(batch_id)
        answer, right = self.ask(
            "GET",
            f"/status?batch_id={batch_id}",
            lambda answer: answers.status_of(answer, batch_id=batch_id, least=least),
            name="/status",
        )
        if not right:
            return None
        status = self.batches.note(batch_id, answer)
        begun = self.following.end(batch_id) if status.is_done else None
        if begun is not None:
            self.model.sink.request(BATCH, begun.intended_s, begun.started_s, self.model.seconds(), None)
        return status

    def end_run(self) -> None:
        """Ends the run before its time: there is nothing more to do. Comes back; the run ends behind this arrival."""
        gevent.spawn(self.model.on_done)

    def healthy(self) -> None:
        self.ask("GET", "/health", answers.alive, name="/health", with_key=False)

    def ready(self) -> None:
        self.ask("GET", "/ready", answers.ready, name="/ready", with_key=False)

    def check_stalled(self) -> None:
        self.ask("POST", "/check-stalled", answers.checked, name="/check-stalled", body={})

    def complete(self, message: PredictionReady) -> None:
        """POST /complete of a message; now and then a second time, as Pub/Sub delivers it."""
        envelope = self.completions.wrap(message, published_at=datetime.now(UTC))
        self._push("/complete", envelope, self.completions, name="/complete", with_key=True)

    def predict(self, message: PredictionRequest, worker: str) -> None:
        """POST /predict to a worker, as `complete`."""
        envelope = self.requests_out.wrap(message, published_at=datetime.now(UTC))
        self._push(f"{worker}/predict", envelope, self.requests_out, name="/predict", with_key=False)

    def _push(self, path: str, envelope: Envelope, source: Envelopes, *, name: str, with_key: bool) -> None:
        for _ in range(2 if source.twice() else 1):
            self.ask("POST", path, answers.taken, name=name, with_key=with_key, body=envelope.body)


def _on_test_stopping(environment: Environment, **_: Any) -> None:
    """What was begun and is not in place is a batch that failed."""
    model = open_model(environment)
    for begun in PlatformUser.following.open:
        model.sink.request(BATCH, begun.intended_s, begun.started_s, model.seconds(), "unfinished")


_HOOKS: Any = events
_HOOKS.test_stopping.add_listener(_on_test_stopping)
