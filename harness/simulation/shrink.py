"""Making a failing run simpler: fewer choices that differ from the default, so fewer switches and faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.simulation.choices import Point, Replay
from harness.simulation.explore import Explorer
from harness.simulation.verdicts import Run

TRIES = 400
"""Runs that shrinking may take."""


class _Shrinking:
    """The search for fewer deviations that break the same invariant."""

    def __init__(self, explorer: Explorer, sentence: str, seed: int, tries: int) -> None:
        self._explorer = explorer
        self._sentence = sentence
        self._seed = seed
        self.left = tries

    def breaks(self, deviations: Mapping[int, str]) -> dict[int, str] | None:
        """The deviations that the run really took, if it still breaks the invariant."""
        self.left -= 1
        run = self._explorer.replay(deviations, seed=self._seed, recording=False)
        return run.deviations if run.broken is not None and run.broken.sentence == self._sentence else None

    def with_parts_left_out(self, deviations: dict[int, str]) -> dict[int, str]:
        """Delta debugging: leaves out halves, quarters and so on, as long as that works."""
        best, size = deviations, max(1, len(deviations) // 2)
        while size >= 1 and self.left > 0:
            smaller = next(filter(None, map(self.breaks, _without_parts(best, size))), None)
            if smaller is not None and len(smaller) < len(best):
                best, size = smaller, min(size, max(1, len(best) // 2))
            else:
                size //= 2
        return best

    def single(self) -> dict[int, str] | None:
        """One deviation from the default run that is enough, if there is one."""
        seen = _Points()
        self._explorer.run(seen, seed=self._seed)
        for point in seen.points:
            for option in point.options[1:]:
                if self.left <= 0:
                    return None
                found = self.breaks({point.number: option})
                if found is not None and len(found) <= 1:
                    return found
        return None


class _Points(Replay):
    """Takes the default everywhere and keeps what could have been chosen."""

    def __init__(self) -> None:
        super().__init__({})
        self.points: list[Point] = []

    def choose(self, point: Point) -> int:
        self.points.append(point)
        return 0


def _without_parts(deviations: Mapping[int, str], size: int) -> Iterator[dict[int, str]]:
    numbers = sorted(deviations)
    for at in range(0, len(numbers), size):
        yield {number: deviations[number] for number in numbers[:at] + numbers[at + size :]}


def shrink(explorer: Explorer, run: Run, *, seed: int, tries: int = TRIES) -> Run:
    """A run that breaks the same invariant with as few deviations as can be found, made with its steps recorded."""
    shrinking = _Shrinking(explorer, run.broken.sentence if run.broken else "", seed, tries)
    best = shrinking.with_parts_left_out(run.deviations)
    if len(best) > 1:
        best = shrinking.single() or best
    return explorer.replay(best, seed=seed)
