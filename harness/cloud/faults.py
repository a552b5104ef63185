"""Ready-made interceptors that make requests fail as the service and the network can."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from harness.cloud.errors import Status, StatusError
from harness.cloud.interception import Call, Proceed, Responses

_MESSAGES = {
    # Only Firestore aborts.
    Status.ABORTED: "Too much contention on these documents. Please try again.",
    Status.UNAVAILABLE: "The service is temporarily unavailable. Please retry with exponential backoff.",
    Status.PERMISSION_DENIED: "Missing or insufficient permissions.",
    Status.RESOURCE_EXHAUSTED: "Quota exceeded.",
    Status.DEADLINE_EXCEEDED: "Deadline Exceeded",
    Status.INTERNAL: "Internal error.",
}


def message_of(status: Status) -> str:
    """What the service says with this status, where it is known."""
    return _MESSAGES.get(status, status.name)


class Loss(Enum):
    """Whether a failing request was carried out: the request got lost, or only its reply."""

    REQUEST = "request"
    REPLY = "reply"


class Counted(Protocol):
    """Happens after `skip` occasions, `times` times (None: for ever); `hits` is how often it has."""

    skip: int
    times: int | None
    hits: int


def is_due(fault: Counted) -> bool:
    """It happens on this occasion, which is counted."""
    if fault.skip > 0:
        fault.skip -= 1
        return False
    if fault.times is not None and fault.hits >= fault.times:
        return False
    fault.hits += 1
    return True


@dataclass
class Aim:
    """Which requests a fault hits: those of the methods that satisfy `where`, after `skip` of them, `times` times.

    `methods` empty means every method; `times` None means for ever.
    """

    methods: frozenset[str] = frozenset()
    times: int | None = 1
    skip: int = 0
    where: Callable[[Call], bool] = lambda call: True
    hits: int = field(default=0, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def hit(self, call: Call) -> bool:
        """This request is hit, and counted."""
        if (self.methods and call.method not in self.methods) or not self.where(call):
            return False
        with self._lock:
            return is_due(self)


@dataclass
class Failure:
    """Answers with a status instead; with `Loss.REPLY` after the request was carried out."""

    status: Status
    aim: Aim = field(default_factory=Aim)
    loss: Loss = Loss.REQUEST
    message: str = ""

    def __call__(self, call: Call, proceed: Proceed) -> Responses:
        if not self.aim.hit(call):
            return proceed()
        if self.loss is Loss.REPLY:
            proceed()
        raise StatusError(self.status, self.message or message_of(self.status))


def lost_reply(aim: Aim) -> Failure:
    """The request is carried out, but the client only learns that the service is unavailable."""
    return Failure(Status.UNAVAILABLE, aim, Loss.REPLY)


@dataclass
class Delay:
    """Takes `seconds` and what `jitter` adds longer before carrying the request out; `sleep` passes the time.

    A client that does not wait that long gets DEADLINE_EXCEEDED at its deadline, and the request is not carried out;
    unless `sleep` says by True that the delay is over for everybody.
    """

    seconds: float
    sleep: Callable[[float], bool | None]
    aim: Aim = field(default_factory=lambda: Aim(times=None))
    jitter: Callable[[], float] = lambda: 0.0

    def __call__(self, call: Call, proceed: Proceed) -> Responses:
        if not self.aim.hit(call):
            return proceed()
        seconds = max(0.0, self.seconds + self.jitter())
        deadline = call.timeout_s if call.timeout_s is not None and call.timeout_s < seconds else None
        over = self.sleep(seconds if deadline is None else deadline)
        if deadline is not None and not over:
            raise StatusError(Status.DEADLINE_EXCEEDED, message_of(Status.DEADLINE_EXCEEDED))
        return proceed()
