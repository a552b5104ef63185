"""One request and its answer, as far as they have come."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from chaos.proxy.effects import Effect
from chaos.proxy.framing import Request, Response


class Route(Enum):
    """What is done with the bytes of a message: sent on, kept until it is whole, or dropped."""

    PASS = auto()
    KEEP = auto()
    DROP = auto()


@dataclass(slots=True)
class Kept:
    """Parts of a message that wait for the rest."""

    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, part: bytes) -> None:
        self.parts.append(part)
        self.size += len(part)

    def all(self) -> bytes:
        """All of it, which is not kept any more."""
        whole = b"".join(self.parts)
        self.parts, self.size = [], 0
        return whole


@dataclass(slots=True)
class Underway:
    """`left`: bytes of the answer's body until it is cut, None where it is not."""

    request: Request
    route: Route = Route.PASS
    body: Kept = field(default_factory=Kept)
    sent: bool = False
    hit: Effect | None = None
    response: Response | None = None
    answer_route: Route = Route.PASS
    answer: Kept = field(default_factory=Kept)
    left: int | None = None
    answered: bool = False
