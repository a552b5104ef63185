"""What may be made to go wrong in an embedded Firestore from another process."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Delay, Failure, lost_reply
from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.touched import touched
from harness.cloud.interception import Call, Interceptor
from harness.control.faults import Choice, Chosen, Kind, Span, chance


def _method(name: str) -> str:
    if name not in METHODS:
        raise ValueError(f"Firestore has no method {name}; it has {', '.join(METHODS)}")
    return name


_Method = Annotated[str, AfterValidator(_method)]


class Aimed(Chosen):
    """Requests of these methods (none: all) for a path that begins with `collection`, as `batches` or `batches/b1/`."""

    methods: tuple[_Method, ...] = ()
    collection: str = ""


class AimedAtCommits(Aimed):
    """The same, where a fault belongs to a commit; others may be named."""

    methods: tuple[_Method, ...] = ("Commit",)


class Slow(Aimed):
    """Each request takes `delay_s` longer, and up to `jitter_s` more or less than that."""

    delay_s: float = Field(gt=0, le=300)
    jitter_s: float = Field(default=0.0, ge=0, le=300)


def _aim(aimed: Aimed, span: Span) -> Aim:
    choice = Choice(aimed, span)

    def fits(call: Call) -> bool:
        named = aimed.collection == "" or any(f"{path}/".startswith(aimed.collection) for path in touched(call))
        return named and choice.hits()

    return Aim(frozenset(aimed.methods), times=None, where=fits)


def _slow(slow: Slow, span: Span) -> Interceptor:
    drawn = chance(slow.seed, "jitter")
    return Delay(
        slow.delay_s,
        sleep=span.over.wait,
        aim=_aim(slow, span),
        jitter=lambda: drawn.uniform(-slow.jitter_s, slow.jitter_s),
    )


KINDS: tuple[Kind[Interceptor], ...] = (
    Kind(
        "aborted",
        "a commit is refused with ABORTED, as contention does it; it was not carried out",
        AimedAtCommits,
        lambda aimed, span: Failure(Status.ABORTED, _aim(aimed, span)),
    ),
    Kind(
        "unavailable",
        "a request is refused with UNAVAILABLE; it was not carried out",
        Aimed,
        lambda aimed, span: Failure(Status.UNAVAILABLE, _aim(aimed, span)),
    ),
    Kind(
        "lost_reply",
        "a commit is carried out, but the client is told UNAVAILABLE",
        AimedAtCommits,
        lambda aimed, span: lost_reply(_aim(aimed, span)),
    ),
    Kind("slow", "a request takes longer, or meets its deadline uncarried", Slow, _slow),
    Kind(
        "permission_denied",
        "a request is refused with PERMISSION_DENIED; it was not carried out",
        Aimed,
        lambda aimed, span: Failure(Status.PERMISSION_DENIED, _aim(aimed, span)),
    ),
)
