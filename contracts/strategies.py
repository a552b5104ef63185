"""Hypothesis strategies for the rows of a contract: right ones, and ones with a rule broken, labelled with the rule."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from contracts.breaking import Breach, breaches, harmless
from contracts.judging import Row
from contracts.table import Table


def valid_rows(model: type[Table], good: Sequence[Row]) -> st.SearchStrategy[Row]:
    """Rows that break no rule: those of `good`, varied in the columns that stand in no relation to others."""
    free = harmless(model, good)

    @st.composite
    def row(draw: st.DrawFn) -> Row:
        place = draw(st.integers(0, len(good) - 1))
        changed = dict(good[place])
        for name, values in sorted(free[place].items()):
            changed[name] = draw(st.sampled_from([changed[name], *values]))
        return changed

    return row()


def broken_rows(model: type[Table], good: Sequence[Row]) -> st.SearchStrategy[Breach]:
    """Rows with one rule broken, and those others that cannot be kept beside it.

    Raises:
        ValueError: no rule of the contract could be broken, or a row of `good` breaks one.
    """
    found = breaches(model, good)
    if not found:
        raise ValueError(f"{model.declaration().name}: no rule could be broken; give rows of more kinds")
    return st.sampled_from(list(found.values()))
