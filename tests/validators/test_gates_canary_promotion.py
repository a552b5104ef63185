"""gates.canary_promotion proceeds on clean rollouts, blocks or warns for each rule, and opens again after a repair."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from gate_season import decision, shut_until_repaired
from validator_days import Day

from harness.gate_decisions import Decision
from validators.gates.canary_promotion import validator

SMOKE = "promoted only with its smoke tests passed"
AT_5 = "promoted from 5 % with at most 5 errors in 5 min"
AT_50 = "promoted from 50 % with at most 10 errors in 5 min"
WATCHED = "watched for 5 min before it is promoted"
LADDER = "traffic goes 0, 5, 50, 100 %, one step after the other"
STOPPED = "no more traffic after a roll back"
DECIDED = "every ended step is decided"
ALL = {SMOKE, AT_5, AT_50, WATCHED, LADDER, STOPPED, DECIDED}

STEPS = "metadata.canary_steps"
SERVICE, REVISION = "phase3-analytics", "rev-20240108-022"
ROLLOUT = f"revision = '{REVISION}'"
"""A complete rollout, a week before the day."""


def step(traffic: int, change: str) -> str:
    return f"UPDATE {STEPS} SET {change} WHERE {ROLLOUT} AND traffic_percent = {traffic}"


def key(traffic: int | None = None) -> list[tuple[object, ...]]:
    return [(SERVICE, REVISION)] if traffic is None else [(SERVICE, REVISION, traffic)]


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_clean_rollouts_are_let_through(gate_day: Day, window: str) -> None:
    assert gate_day.answer(validator, window).passed == ALL
    assert decision(gate_day, validator, window).decision is Decision.PROCEED


def test_a_day_after_a_fortnight_without_rollouts_is_not_known_so_it_blocks(gate_day: Day) -> None:
    gate_day.corrupt(f"DELETE FROM {STEPS} WHERE started_at BETWEEN '2024-01-01' AND '2024-01-31'")

    assert gate_day.answer(validator).unknown.keys() == ALL
    assert decision(gate_day, validator).decision is Decision.BLOCK


@pytest.mark.parametrize(
    ("broken", "expected", "says"),
    [
        (step(0, "smoke_passed = false"), {SMOKE: key(0)}, Decision.BLOCK),
        (step(0, "smoke_passed = NULL"), {SMOKE: key(0)}, Decision.BLOCK),
        (step(5, "errors_in_5_min = 6"), {AT_5: key(5)}, Decision.BLOCK),
        (step(5, "errors_in_5_min = NULL"), {AT_5: key(5)}, Decision.BLOCK),
        (step(50, "errors_in_5_min = 11"), {AT_50: key(50)}, Decision.BLOCK),
        (step(50, "errors_in_5_min = NULL"), {AT_50: key(50)}, Decision.BLOCK),
        (step(50, "ended_at = NULL"), {WATCHED: key(50), LADDER: key()}, Decision.BLOCK),
        (step(50, "ended_at = started_at + INTERVAL 299 SECOND"), {WATCHED: key(50)}, Decision.BLOCK),
        (f"DELETE FROM {STEPS} WHERE {ROLLOUT} AND traffic_percent = 5", {LADDER: key()}, Decision.BLOCK),
        (f"DELETE FROM {STEPS} WHERE {ROLLOUT} AND traffic_percent = 0", {LADDER: key()}, Decision.BLOCK),
        (step(100, "traffic_percent = 75"), {LADDER: key()}, Decision.BLOCK),
        (step(100, "started_at = started_at - INTERVAL 1 SECOND"), {LADDER: key()}, Decision.BLOCK),
        (step(50, "decision = 'roll_back'"), {STOPPED: key()}, Decision.BLOCK),
        (step(100, "decision = NULL"), {DECIDED: key(100)}, Decision.WARN),
        (step(100, "decision = 'wait'"), {DECIDED: key(100)}, Decision.WARN),
    ],
)
def test_each_rule(gate_day: Day, broken: str, expected: dict[str, list[tuple[object, ...]]], says: Decision) -> None:
    shut_until_repaired(gate_day, validator, expected, broken, says=says)


@pytest.mark.parametrize(
    "allowed",
    [
        step(5, "errors_in_5_min = 5"),
        step(50, "errors_in_5_min = 10"),
        step(100, "errors_in_5_min = 99"),
        step(50, "ended_at = started_at + INTERVAL 300 SECOND"),
        step(100, "ended_at = NULL, decision = NULL"),
        step(100, "decision = 'roll_back'"),
        f"DELETE FROM {STEPS} WHERE {ROLLOUT} AND traffic_percent = 100",
    ],
)
def test_what_a_rollout_may_do(gate_day: Day, allowed: str) -> None:
    gate_day.corrupt(allowed)

    assert decision(gate_day, validator).decision is Decision.PROCEED


@pytest.mark.parametrize(("day", "seen"), [("2024-01-22", True), ("2024-01-23", False)])
def test_a_rollout_is_judged_for_a_fortnight(gate_day: Day, day: str, seen: bool) -> None:
    gate_day.corrupt(step(0, "smoke_passed = false"))

    as_of = datetime(2024, 2, 1, tzinfo=UTC)
    assert (SMOKE in gate_day.answer(validator, day, as_of).failed) is seen


def test_a_missing_table_blocks(gate_day: Day) -> None:
    gate_day.corrupt(f"DROP TABLE {STEPS}")

    assert gate_day.answer(validator).unknown.keys() == ALL
    assert decision(gate_day, validator).decision is Decision.BLOCK
