"""Making a failing run simpler: fewer choices that differ from the default, so fewer switches and faults."""

from __future__ import annotations

from collections.abc import Mapping

from harness.simulation.explore import Explorer
from harness.simulation.verdicts import Run

TRIES = 400
"""Runs that shrinking may take."""


def shrink(explorer: Explorer, run: Run, *, seed: int, tries: int = TRIES) -> Run:
    """A run that breaks the same invariant with as few deviations as can be found, by leaving out parts (ddmin).

    It is made again with its steps recorded.
    """
    sentence = run.broken.sentence if run.broken else ""
    best, left = dict(run.deviations), tries
    size = max(1, len(best) // 2)
    while size >= 1 and left > 0:
        smaller = None
        numbers = sorted(best)
        for at in range(0, len(numbers), size):
            left -= 1
            without = {number: best[number] for number in numbers[:at] + numbers[at + size :]}
            smaller = _still_broken(explorer, without, seed=seed, sentence=sentence)
            if smaller is not None or left <= 0:
                break
        if smaller is not None and len(smaller) < len(best):
            best = smaller
            size = min(size, max(1, len(best) // 2))
        else:
            size //= 2
    return explorer.replay(best, seed=seed)


def _still_broken(
    explorer: Explorer, deviations: Mapping[int, str], *, seed: int, sentence: str
) -> dict[int, str] | None:
    """The deviations that the run really took, if it still breaks the invariant."""
    run = explorer.replay(deviations, seed=seed, recording=False)
    return run.deviations if run.broken is not None and run.broken.sentence == sentence else None
