"""Every interleaving with at most so many preemptions and faults, each class of commuting orders once.

The search is depth first and stateless: each run follows the choices of the one before up to the last that can be
changed. A run that reaches a state which was reached before, within the same or a larger rest of the bounds, is cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from harness.simulation.choices import Kind, Point, Pruned
from harness.simulation.strategies.strategy import Seen


@dataclass(slots=True)
class _Branch:
    """A choice on the way: the options within the bounds that are still to be tried, the last one first."""

    taken: int
    left: list[int]


class Exhaustive:
    """Preemptions hold back a process that could go on; a switch at a sleep or at an end is free.

    `reduced` cuts runs that differ from others only in the order of commuting steps.
    """

    def __init__(self, *, preemptions: int = 2, faults: int = 1, reduced: bool = True) -> None:
        self.name = f"every interleaving with {preemptions} preemptions and {faults} faults"
        self.reduced = reduced
        self._preemptions = preemptions
        self._faults = faults
        self._path: list[_Branch] = []
        self._seen: dict[tuple[int, Kind], list[tuple[int, int]]] = {}
        self._begun = False

    def chooser(self, number: int, seen: Seen) -> _Follower | None:
        if self._begun:
            while self._path and not self._path[-1].left:
                self._path.pop()
            if not self._path:
                return None
            branch = self._path[-1]
            branch.taken = branch.left.pop()
        self._begun = True
        return _Follower(self)

    def has_been_seen(self, state: int, kind: Kind, used: tuple[int, int]) -> bool:
        """Whether this state was reached before with no more of the bounds used; remembers it if not."""
        known = self._seen.setdefault((state, kind), [])
        if any(before[0] <= used[0] and before[1] <= used[1] for before in known):
            return True
        known.append(used)
        return False


class _Follower:
    """One run: along the path, then the first option everywhere."""

    def __init__(self, search: Exhaustive) -> None:
        self._search = search
        self.needs_state = search.reduced
        self._place = 0
        self._preempted = 0
        self._struck = 0

    def choose(self, point: Point) -> int:
        search = self._search
        if self._place < len(search._path):
            taken = search._path[self._place].taken
        else:
            if point.state is not None and search.has_been_seen(
                point.state, point.kind, (self._preempted, self._struck)
            ):
                raise Pruned
            search._path.append(_Branch(0, self._others(point)))
            taken = 0
        self._place += 1
        self._preempted += point.preempts[taken]
        self._struck += point.kind is Kind.FAULT and taken > 0
        return taken

    def _others(self, point: Point) -> list[int]:
        """The options besides the first that stay within the bounds, in the order to pop them."""
        numbers = range(len(point.options) - 1, 0, -1)
        if point.kind is Kind.FAULT:
            return list(numbers) if self._struck < self._search._faults else []
        if self._preempted >= self._search._preemptions:
            preempts = point.preempts
            return [number for number in numbers if not preempts[number]]
        return list(numbers)
