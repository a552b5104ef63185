"""The shapes that checks share, at their edges: tolerances, ages, orders, floors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import ibis
import pytest
from validator_days import Answers, Day

from harness.warehouse.checks import AnyCheck, rows
from harness.warehouse.relations import table
from validators.shapes import at_least, in_order, matched, newest, ranges, rate
from validators.validator import Validator

OFFENSE, BOX = "nba_analytics.team_offense_game_summary", "nba_raw.nbac_team_boxscore"
NOW = datetime(2024, 1, 17, 12, tzinfo=UTC)
offense = table(OFFENSE)


def answer(day: Day, *checks: AnyCheck) -> Answers:
    return day.answer(Validator("shapes.test", *checks), as_of=NOW)


@pytest.mark.parametrize(("value", "found"), [(0.99, True), (1, False), (2, False), (2.01, True)])
def test_both_ends_of_a_range_are_in_it(day: Day, value: float, found: bool) -> None:
    source = offense.derive(value=lambda _: ibis.literal(value))

    assert (set(answer(day, *ranges(source, {"value": (1, 2)})).failed) == {"value from 1 to 2"}) is found


@pytest.mark.parametrize(
    ("told", "part", "whole", "found"),
    [
        (1.5, 1.0, 2.0, False),
        (-0.5, 1.0, 2.0, False),
        (1.625, 1.0, 2.0, True),
        (-0.625, 1.0, 2.0, True),
        (9.0, 1.0, 0.5, True),
        (9.0, 1.0, 0.0, False),
        (9.0, 0.0, -0.5, False),
    ],
)
def test_a_rate_is_off_by_its_tolerance_at_most(day: Day, told: float, part: float, whole: float, found: bool) -> None:
    source = offense.derive(
        told=lambda _: ibis.literal(told), part=lambda _: ibis.literal(part), whole=lambda _: ibis.literal(whole)
    )
    check = rate(source, "rate", of="told", part=lambda t: t.part, whole=lambda t: t.whole, tolerance=1)

    assert ("rate" in answer(day, check).failed) is found


@pytest.mark.parametrize(("seconds", "found"), [(5400, False), (5401, True)])
def test_the_newest_is_so_many_hours_old_at_most(day: Day, seconds: int, found: bool) -> None:
    day.corrupt(
        f"UPDATE {OFFENSE} SET processed_at = '{(NOW - timedelta(seconds=seconds)).isoformat()}' "
        "WHERE game_id = '{game}'",
        f"UPDATE {OFFENSE} SET processed_at = '2024-01-01' WHERE game_id <> '{{game}}'",
    )

    assert ("age" in answer(day, newest(offense, "age", "processed_at", hours=1.5)).failed) is found


@pytest.mark.parametrize(("seconds", "found"), [(-1, True), (0, False), (1, False)])
def test_what_is_later_is_not_earlier(day: Day, seconds: int, found: bool) -> None:
    source = offense.derive(
        first=lambda _: ibis.literal(NOW), then=lambda _: ibis.literal(NOW + timedelta(seconds=seconds))
    )

    assert ("order" in answer(day, in_order(source, "order", "first", "then")).failed) is found


@pytest.mark.parametrize(
    ("of", "count", "found"), [(None, 2, False), (None, 3, True), ("game_id", 1, False), ("game_id", 2, True)]
)
def test_a_group_has_so_many_rows_or_values(day: Day, of: str | None, count: int, found: bool) -> None:
    assert ("floor" in answer(day, at_least(offense, "floor", by="game_id", count=count, of=of)).failed) is found


def test_what_has_no_match_is_null(day: Day) -> None:
    day.corrupt(f"DELETE FROM {BOX} WHERE game_id = '{{game}}'")

    both = matched(offense, by=table(BOX), on=("game_id", "team_abbr"))
    [found] = answer(day, rows(both, "there", lambda t: t.matched.fill_null(False))).failed.values()

    assert {key[0] for key in found} == {day.game}
