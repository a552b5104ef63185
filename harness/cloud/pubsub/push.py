"""Push: the pusher takes what is deliverable, posts it, and acks or nacks by the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TypeAlias

import requests
from requests.adapters import HTTPAdapter

from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.envelopes import PushRequest, push_request
from harness.cloud.pubsub.messages import Received
from harness.cloud.timestamps import SECOND_US

MOST_PER_STEP = 1_000
MOST_AT_ONCE = 16
"""Requests of one subscription that are open at the same time, where pushes are not one after the other."""

Send: TypeAlias = Callable[[PushRequest], "int | None"]
"""Posts a request; the status code of the answer, None if there was none."""


class HttpSender:
    """Posts over HTTP, without following redirects; several threads may post. Use it as a context.

    `connections` is how many are kept open to one endpoint.
    """

    def __init__(self, connections: int = MOST_AT_ONCE) -> None:
        self._session = requests.Session()
        # What the environment says of proxies is not for the loopback interface.
        self._session.trust_env = False
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=connections))

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


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery that is leased to the pusher, and the request for it."""

    subscription: str
    received: Received
    request: PushRequest


class Pusher:
    """Pushes for all push subscriptions of an engine.

    `step` does so one message at a time; `take` and `push` are for those who push several at once.
    """

    def __init__(self, engine: Engine, send: Send) -> None:
        self._engine = engine
        self._send = send

    def step(self, most: int = MOST_PER_STEP) -> list[Pushed]:
        """Pushes what can be delivered now, at most `most` messages of each subscription."""
        return [pushed for name in self.subscriptions() for pushed in self._of(name, most)]

    def subscriptions(self) -> list[str]:
        """The names of those that deliver by push."""
        with self._engine.lock:
            return [
                name
                for name, subscription in self._engine.state.subscriptions.items()
                if subscription.backlog.settings.push is not None and not subscription.detached
            ]

    def _of(self, subscription: str, most: int) -> list[Pushed]:
        done: list[Pushed] = []
        while len(done) < most:
            taken = self.take(subscription)
            if not taken:
                break
            done.append(self.push(taken[0]))
        return done

    def take(self, subscription: str, most: int = 1) -> list[Taken]:
        """The next messages and the requests for them; of an ordering key one at a time, however many are asked for."""
        with self._engine.lock:
            known = self._engine.state.subscriptions.get(subscription)
            settings = known.backlog.settings if known is not None and not known.detached else None
            if settings is None or settings.push is None:
                return []
            push, counted = settings.push, settings.dead_letters is not None
            timeout_s = settings.ack_deadline / SECOND_US
            return [
                Taken(subscription, one, push_request(one, subscription, push, timeout_s, counted=counted))
                for one in self._pulled(subscription, most, ordered=settings.ordered)
            ]

    def _pulled(self, subscription: str, most: int, *, ordered: bool) -> list[Received]:
        if not ordered:
            return self._engine.pull(subscription, most)
        received: list[Received] = []
        # Each pull is a receiver of its own, and a key is with one receiver at a time.
        while len(received) < most and (one := self._engine.pull(subscription, 1)):
            received += one
        return received

    def push(self, taken: Taken) -> Pushed:
        """Sends a request and settles its delivery by the answer; the lock is not held while it is sent."""
        received = taken.received
        pushed = Pushed(taken.subscription, received.message.id, received.attempt, self._send(taken.request))
        self._settle(pushed, received.ack_id)
        return pushed

    def _settle(self, pushed: Pushed, ack_id: str) -> None:
        with self._engine.lock:
            if pushed.subscription not in self._engine.state.subscriptions:
                return  # it was deleted meanwhile
            if pushed.acked:
                self._engine.acknowledge(pushed.subscription, [ack_id])
            else:
                self._engine.modify_ack_deadline(pushed.subscription, [ack_id], [0])
