"""What is declared of one kind of message: both ends, examples, and where the ends are known to disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contracts.messages.ends import Disagreement, Known, disagreements
from contracts.messages.fields import Needed, Sent


@dataclass(frozen=True, slots=True)
class Met:
    """A disagreement of a kind's two ends. `reason` is None where nobody has declared it."""

    kind: str
    needed: type[Needed]
    disagreement: Disagreement
    reason: str | None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message, by the name of its module."""

    name: str
    sent: type[Sent]
    needed: tuple[type[Needed], ...]
    examples: tuple[Mapping[str, Any], ...]
    known: tuple[Known, ...] = ()

    @property
    def topic(self) -> str:
        return self.sent.topic

    def reader(self, name: str) -> type[Needed]:
        """The model of one reader, by its service.

        Raises:
            KeyError: nobody of that name reads it; the message lists who does.
        """
        for one in self.needed:
            if one.reader == name:
                return one
        raise KeyError(f"{name!r} does not read {self.name}; its readers: {', '.join(n.reader for n in self.needed)}")

    def met(self) -> tuple[Met, ...]:
        """Everything about which the ends disagree, what is known with its reason."""
        return tuple(
            Met(self.name, needed, found, next((k.reason for k in self.known if k.covers(needed, found)), None))
            for needed in self.needed
            for found in disagreements(self.sent, needed)
        )

    def settled(self) -> tuple[Known, ...]:
        """What is declared as known and is no longer there."""
        met = self.met()
        return tuple(k for k in self.known if not any(k.covers(one.needed, one.disagreement) for one in met))
