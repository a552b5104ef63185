"""Push: the pusher takes what is deliverable, posts it, and acks or nacks by the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TypeAlias

import requests

from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.envelopes import PushRequest, push_request
from harness.cloud.pubsub.messages import Received
from harness.cloud.timestamps import SECOND_US

MOST_PER_STEP = 1_000

Send: TypeAlias = Callable[[PushRequest], "int | None"]
"""Posts a request; the status code of the answer, None if there was none."""


class HttpSender:
    """Posts over HTTP, without following redirects; use it as a context."""

    def __init__(self) -> None:
        self._session = requests.Session()

    def __call__(self, request: PushRequest) -> int | None:
        try:
            response = self._session.post(
                request.endpoint,
                data=request.body,
                headers=dict(request.headers),
                timeout=request.timeout_s,
                allow_redirects=False,
            )
        except requests.RequestException:  # the service does not tell why it got no answer; the message comes again
            return None
        return response.status_code

    def __enter__(self) -> HttpSender:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._session.close()


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of one push: any status from 200 to 299 acks."""

    subscription: str
    message_id: str
    attempt: int
    status: int | None

    @property
    def acked(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Pusher:
    """Pushes for all push subscriptions of an engine; one message at a time, so also one of each ordering key."""

    def __init__(self, engine: Engine, send: Send) -> None:
        self._engine = engine
        self._send = send

    def step(self, most: int = MOST_PER_STEP) -> list[Pushed]:
        """Pushes what can be delivered now, at most `most` messages of each subscription."""
        with self._engine.lock:
            names = [
                name
                for name, subscription in self._engine.state.subscriptions.items()
                if subscription.backlog.settings.push is not None and not subscription.detached
            ]
        return [pushed for name in names for pushed in self._of(name, most)]

    def _of(self, subscription: str, most: int) -> list[Pushed]:
        done: list[Pushed] = []
        while len(done) < most:
            taken = self._take(subscription)
            if taken is None:
                break
            received, request = taken
            pushed = Pushed(subscription, received.message.id, received.attempt, self._send(request))
            self._settle(pushed, received.ack_id)
            done.append(pushed)
        return done

    def _take(self, subscription: str) -> tuple[Received, PushRequest] | None:
        """The next message and the request for it; the lock is not held while that is sent."""
        with self._engine.lock:
            known = self._engine.state.subscriptions.get(subscription)
            settings = known.backlog.settings if known is not None and not known.detached else None
            if settings is None or settings.push is None:
                return None
            received = self._engine.pull(subscription, 1)
            if not received:
                return None
            counted = settings.dead_letters is not None
            timeout_s = settings.ack_deadline / SECOND_US
            return received[0], push_request(received[0], subscription, settings.push, timeout_s, counted=counted)

    def _settle(self, pushed: Pushed, ack_id: str) -> None:
        with self._engine.lock:
            if pushed.subscription not in self._engine.state.subscriptions:
                return  # it was deleted meanwhile
            if pushed.acked:
                self._engine.acknowledge(pushed.subscription, [ack_id])
            else:
                self._engine.modify_ack_deadline(pushed.subscription, [ack_id], [0])
