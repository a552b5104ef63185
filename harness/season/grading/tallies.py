"""Counts and sums of grades, by any numbering of groups: what every figure of phase 5B is made of."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from harness.season.columns import Flags, Floats, Ints
from harness.season.grading.grades import HIGH_CONFIDENCE, RIGHT, WRONG, Grades
from harness.season.predictions.forecasts import OVER, UNDER


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """One number a group: how many predictions, bets and hits, and the sums that means come from.

    Confidences are sums of thousandths, errors of points.
    """

    predictions: Floats
    over: Floats
    under: Floats
    right: Floats
    wrong: Floats
    over_right: Floats
    under_right: Floats
    over_judged: Floats
    under_judged: Floats
    absolute: Floats
    signed: Floats
    squared: Floats
    within_3: Floats
    within_5: Floats
    confidence: Floats
    high: Floats
    high_right: Floats
    high_judged: Floats

    def cumulated(self) -> Tallies:
        """Running sums along the first axis, starting with zero."""
        return Tallies(
            **{
                field.name: np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
                for field in fields(self)
                for values in [getattr(self, field.name)]
            }
        )

    def between(self, first: Ints, after: Ints) -> Tallies:
        """Of running sums: what was added from position `first` up to and without `after`."""
        return Tallies(
            **{
                field.name: getattr(self, field.name)[after] - getattr(self, field.name)[first]
                for field in fields(self)
            }
        )

    def at(self, *index: Ints) -> Tallies:
        """The tallies of some groups."""
        return Tallies(**{field.name: getattr(self, field.name)[index] for field in fields(self)})


def tally(grades: Grades, group: Ints, shape: tuple[int, ...], chosen: Flags | None = None) -> Tallies:
    """The counted grades (of those `chosen`) by group; `group` numbers the cells of `shape`, a negative one is none."""
    here = grades.counted & (group >= 0)
    if chosen is not None:
        here &= chosen
    cells = int(np.prod(shape))
    group = group[here]
    error = grades.error[here]
    judged, right = grades.verdict[here] >= WRONG, grades.verdict[here] == RIGHT
    over, under = grades.recommendation[here] == OVER, grades.recommendation[here] == UNDER
    high = grades.confidence[here] >= HIGH_CONFIDENCE

    def added(weights: Flags | Floats | Ints) -> Floats:
        return np.asarray(np.bincount(group, weights.astype(np.float64), minlength=cells), np.float64).reshape(shape)

    return Tallies(
        predictions=added(np.ones(len(group))),
        over=added(over),
        under=added(under),
        right=added(right),
        wrong=added(judged & ~right),
        over_right=added(right & over),
        under_right=added(right & under),
        over_judged=added(judged & over),
        under_judged=added(judged & under),
        absolute=added(np.abs(error)),
        signed=added(error),
        squared=added(error**2),
        within_3=added(np.abs(error) <= 3),
        within_5=added(np.abs(error) <= 5),
        confidence=added(grades.confidence[here]),
        high=added(high),
        high_right=added(high & right),
        high_judged=added(high & judged),
    )
