"""Whole numbers split over a team's players so that they add up, exactly, for thousands of teams at once."""

from __future__ import annotations

import numpy as np

from harness.season.columns import Floats, Ints

_ROUNDS = 12


def split_at_random(totals: Ints, weights: Floats, caps: Ints, random: np.random.Generator) -> Ints:
    """Each row's total over its columns, by chance in proportion to the weights, none above its cap.

    Shapes: totals (rows,), weights and caps (rows, columns). A column with weight 0 gets nothing.

    Raises:
        ValueError: a row's caps hold less than its total.
    """
    caps = np.where(weights > 0, caps, 0)
    if np.any(caps.sum(axis=1) < totals):
        raise ValueError("the caps of a row hold less than its total")
    given = np.zeros(weights.shape, np.int64)
    for _ in range(_ROUNDS):
        left = totals - given.sum(axis=1)
        rows = np.flatnonzero(left)
        if not rows.size:
            return given
        open_weights = np.where(given[rows] < caps[rows], weights[rows], 0.0)
        shares = open_weights / open_weights.sum(axis=1, keepdims=True)
        drawn = random.multinomial(left[rows], shares)
        given[rows] = np.minimum(given[rows] + drawn, caps[rows])
    return _filled_up(totals, given, caps)


def _filled_up(totals: Ints, given: Ints, caps: Ints) -> Ints:
    """What is still left over, put where there is room, from the first column on."""
    room = caps - given
    before = np.cumsum(room, axis=1) - room
    left = (totals - given.sum(axis=1))[:, None]
    return np.asarray(given + np.clip(left - before, 0, room))


def split_in_proportion(totals: Ints, shares: Floats) -> Ints:
    """Each row's total over its columns as close to the shares as whole numbers allow (largest remainder).

    `shares` are wanted amounts that may be negative and add up to the total but for rounding.
    """
    floors = np.floor(shares)
    left = totals - floors.sum(axis=1).astype(np.int64)
    rank = np.argsort(np.argsort(-(shares - floors), axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(floors.astype(np.int64) + (rank < left[:, None]))
