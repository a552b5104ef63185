"""How the storm of waiters is measured."""

from __future__ import annotations

import pytest

from chaos.workloads.lock_waiters import most_within


@pytest.mark.parametrize(
    ("moments", "most"),
    [
        ([], 0),
        ([5.0], 1),
        ([0.0, 0.05, 0.125], 2),
        ([0.0, 0.1, 0.2], 2),
        ([0.0, 0.06, 0.07, 0.08, 0.15, 3.0], 4),
    ],
)
def test_experiments_peak_is_the_most_in_any_window_wherever_it_begins(moments: list[float], most: int) -> None:
    assert most_within(moments, 0.1) == most
