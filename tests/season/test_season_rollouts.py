"""Rollouts: each step follows the one before, and is promoted or rolled back as its smoke test and errors say."""

from __future__ import annotations

from itertools import pairwise

import pytest

from harness.season.league import draw_league
from harness.season.rollouts import SERVICES, canary_steps_table
from harness.warehouse.schema import declared

MOST_ERRORS = {5: 5, 50: 10}


@pytest.mark.parametrize(("seed", "start_year"), [(0, 2023), (1, 2024), (2, 2025)])
def test_every_step_is_decided_rightly(seed: int, start_year: int) -> None:
    table = canary_steps_table(draw_league(seed=seed, start_year=start_year))
    assert table.schema.equals(declared("metadata.canary_steps").arrow)
    rollouts: dict[str, list[dict[str, object]]] = {}
    for step in table.to_pylist():
        rollouts.setdefault(step["revision"], []).append(step)

    for steps in rollouts.values():
        assert [step["traffic_percent"] for step in steps] == [0, 5, 50, 100][: len(steps)]
        assert all(before["ended_at"] <= after["started_at"] for before, after in pairwise(steps))
        assert [step["decision"] for step in steps[:-1]] == ["promote"] * (len(steps) - 1)
        assert steps[-1]["decision"] == ("complete" if len(steps) == 4 else "roll_back")
        for step in steps:
            most = MOST_ERRORS.get(step["traffic_percent"], 10 if step["traffic_percent"] else 0)
            is_good = step["smoke_passed"] and step["errors_in_5_min"] <= most
            assert is_good == (step["decision"] != "roll_back"), step


def test_there_is_a_rollout_every_few_days_and_some_are_rolled_back_at_each_step() -> None:
    steps = canary_steps_table(draw_league(seed=0, start_year=2023)).to_pylist()

    assert {step["service"] for step in steps} == set(SERVICES)
    assert {step["traffic_percent"] for step in steps if step["decision"] == "roll_back"} == {0, 5, 50}
    days = sorted({step["started_at"].date() for step in steps})
    assert max((later - earlier).days for earlier, later in pairwise(days)) <= 4
