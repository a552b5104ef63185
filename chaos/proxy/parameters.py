"""What each fault of the proxy may be told."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from harness.control.faults import Chosen

LONGEST_DELAY_MS = 120_000.0
MOST_BYTES = 1 << 40


class Direction(StrEnum):
    """Which way bytes go."""

    TO_SERVER = "to_server"
    TO_CLIENT = "to_client"


class Way(StrEnum):
    """Which ways a fault is about."""

    TO_SERVER = "to_server"
    TO_CLIENT = "to_client"
    BOTH = "both"

    def covers(self, direction: Direction) -> bool:
        return self is Way.BOTH or self.value == direction.value


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from error
    return text


Pattern = Annotated[str, AfterValidator(_pattern), Field(max_length=500)]


class Aim(Chosen):
    """Which connections are hit: of those after the first `after`, a share, drawn by the seed, and of these the first.

    A connection that is already open when the fault begins is an occasion too, in the order of opening.
    """

    after: int = Field(default=0, ge=0)


class RequestAim(Aim):
    """Which requests are hit, as `Aim` has it for connections, among those that fit.

    Attributes:
        methods: any of these; none given for every method.
        path: found anywhere in the path with its query.
        body: found anywhere in the body of the request, as UTF-8. Bodies of more than 1 MiB do not fit.
    """

    methods: tuple[str, ...] = ()
    path: Pattern | None = None
    body: Pattern | None = None

    def may_fit(self, method: str, target: str) -> bool:
        """It fits, if the body does."""
        if self.methods and method not in self.methods:
            return False
        return self.path is None or re.search(self.path, target) is not None

    def fits(self, method: str, target: str, body: bytes | None) -> bool:
        """`body` None: it was too large to keep."""
        if not self.may_fit(method, target):
            return False
        if self.body is None:
            return True
        return body is not None and re.search(self.body, body.decode("utf-8", "replace")) is not None


class Latency(Aim):
    """Every piece comes later, by this ± the jitter; the order stays."""

    latency_ms: float = Field(ge=0, le=LONGEST_DELAY_MS)
    jitter_ms: float = Field(default=0.0, ge=0, le=LONGEST_DELAY_MS)
    direction: Way = Way.TO_CLIENT


class Bandwidth(Aim):
    """So many bytes a second for each connection and direction."""

    bytes_per_second: int = Field(ge=1, le=MOST_BYTES)
    direction: Way = Way.BOTH


class Reset(Aim):
    """RST to both sides once so many bytes went this way since the fault met the connection; 0 for at once."""

    after_bytes: int = Field(default=0, ge=0, le=MOST_BYTES)
    direction: Direction = Direction.TO_CLIENT


class HalfOpenMode(StrEnum):
    """Which connections have no server: those that are opened from now on, or those that are open as well."""

    SILENT = "silent"
    SERVER_CLOSED = "server_closed"


class HalfOpen(Aim):
    """The client is connected and there is no server: what it sends is taken, and nothing is answered."""

    mode: HalfOpenMode = HalfOpenMode.SILENT


class BlackHole(Aim):
    """Bytes vanish, and so does the news that a side has closed."""

    direction: Way = Way.BOTH


class TlsRefusal(StrEnum):
    """How a server without TLS takes a ClientHello."""

    CLOSED = "closed"
    PLAIN = "plain"


class TlsRefused(Aim):
    """A connection that begins with a ClientHello is closed, or answered in plain text."""

    mode: TlsRefusal = TlsRefusal.CLOSED


class RetryAfterForm(StrEnum):
    """RFC 9110, 10.2.3: both are allowed."""

    SECONDS = "seconds"
    DATE = "date"


class Status(RequestAim):
    """This status instead of the answer; where `carried_out`, after the server has carried the request out."""

    status: int = Field(ge=400, le=599)
    retry_after_s: int | None = Field(default=None, ge=0, le=86_400)
    retry_after_form: RetryAfterForm = RetryAfterForm.SECONDS
    carried_out: bool = False


class CutOff(RequestAim):
    """RST instead of the answer; where `carried_out`, after the server has begun to answer."""

    carried_out: bool = True


class Truncated(RequestAim):
    """So many bytes of the answer's body as it is sent, then the connection closes."""

    after_bytes: int = Field(ge=0, le=MOST_BYTES)


class LateAnswer(RequestAim):
    """The answer comes later, by this ± the jitter."""

    delay_ms: float = Field(ge=0, le=LONGEST_DELAY_MS)
    jitter_ms: float = Field(default=0.0, ge=0, le=LONGEST_DELAY_MS)


class Corruption(StrEnum):
    """No JSON any more; or JSON in which a field has another type."""

    BROKEN = "broken"
    RETYPED = "retyped"


class CorruptedJson(RequestAim):
    """A body of JSON is altered, with the right Content-Length. `field`: a key at any depth; or the first value."""

    mode: Corruption = Corruption.BROKEN
    field: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _field_has_a_use(self) -> Self:
        if self.field is not None and self.mode is not Corruption.RETYPED:
            raise ValueError("field is for mode retyped; leave it out, or set the mode")
        return self
