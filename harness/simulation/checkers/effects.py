"""What must have happened in the end: each thing once, and nothing that was confirmed is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from harness.simulation.history import History
from harness.simulation.verdicts import Invariant


def exactly_once(history: History, name: str, *, sentence: str = "", wanted: int | None = 1) -> Invariant:
    """The event `name` happens once for each value of its detail `what` (once in all if it has none).

    With `wanted` None it may also not happen at all: at most once.
    """

    def broken() -> str | None:
        counts = Counter(str(event.details.get("what", "")) for event in history.events if event.name == name)
        for what, count in counts.items():
            if count > (wanted or 1):
                return f"{name} {what}".rstrip() + f" happened {count} times"
        if wanted is not None and not counts:
            return f"{name} never happened"
        return None

    return Invariant(sentence or f"{name} happens exactly once", broken)


def nothing_lost(
    confirmed: Callable[[], Iterable[str]], found: Callable[[], Iterable[str]], *, sentence: str
) -> Invariant:
    """Everything that was confirmed to a caller is found afterwards, and found once."""

    def broken() -> str | None:
        there = Counter(found())
        missing = [one for one in confirmed() if not there[one]]
        if missing:
            return f"confirmed, but not there: {', '.join(sorted(set(missing)))}"
        twice = [one for one, count in there.items() if count > 1]
        return f"there more than once: {', '.join(sorted(twice))}" if twice else None

    return Invariant(sentence, broken)
