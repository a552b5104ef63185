"""Batches that one process has started: when, and whether their predictions are in place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Begun:
    """A batch and when its start was due and sent, in seconds of the run."""

    batch_id: str
    intended_s: float
    started_s: float


@dataclass(slots=True)
class Following:
    """The batches of a process, each from its start to its end; the end is told once."""

    _open: dict[str, Begun] = field(default_factory=dict)
    _done: list[str] = field(default_factory=list)

    def begin(self, begun: Begun) -> None:
        """Follows a batch. One that was begun before keeps its start."""
        if begun.batch_id not in self._done:
            self._open.setdefault(begun.batch_id, begun)

    def end(self, batch_id: str) -> Begun | None:
        """The predictions are in place; None where that is known already."""
        begun = self._open.pop(batch_id, None)
        if begun is not None:
            self._done.append(batch_id)
        return begun

    def next(self) -> str | None:
        """An open batch, each in its turn; None where none is open."""
        if not self._open:
            return None
        batch_id = next(iter(self._open))
        self._open[batch_id] = self._open.pop(batch_id)
        return batch_id

    @property
    def open(self) -> tuple[Begun, ...]:
        return tuple(self._open.values())

    @property
    def done(self) -> tuple[str, ...]:
        """Those that are in place, in the order in which that was seen."""
        return tuple(self._done)
