"""What a table of phase 4 has of each day whose games have begun: how many, how new, and whether it is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import ibis
import pytest
from precomputed_season import FACTORS, SCHEDULE
from validator_days import AS_OF, Day

from harness.results import Scalar
from harness.warehouse.checks import rows
from harness.warehouse.relations import table
from validators.precompute.game_days import is_fresh, opened, table_by_day
from validators.validator import Validator

SOURCE = table_by_day(table(FACTORS), "game_date", "player_lookup")
COLUMNS = ("games", "first_tip_off", "opened", "found", "newest", "fresh", "due")
TIP_OFF = datetime(2024, 1, 15, 18, tzinfo=UTC)
WRITTEN = datetime(2024, 1, 15, 9, tzinfo=UTC)


def shown(day: Day, window: str | None = None, as_of: datetime = AS_OF) -> dict[Scalar, Scalar] | None:
    """The columns of the day; a check that never holds names each row."""
    judged = SOURCE.derive(fresh=is_fresh, due=opened)
    never = Validator("shown.rows", rows(judged, "every row", lambda _: ibis.literal(False), show=COLUMNS))
    [result] = day.answer(never, window, as_of).results
    if result.finding is None:
        return None
    [violation] = result.finding.violations
    assert violation.key == (("game_date", date.fromisoformat(window or day.date)),)
    return {name: dict(violation.evidence)[name] for name in COLUMNS}


def insert(day: Day, count: int, days_before: int, written: datetime) -> None:
    day.corrupt(
        f"INSERT INTO {FACTORS} BY NAME SELECT * EXCLUDE (n) REPLACE ('player' || n AS player_lookup, "
        f"DATE '{{day}}' - {days_before} AS game_date, TIMESTAMPTZ '{written.isoformat()}' AS processed_at) "
        f"FROM one_row, range({count}) numbers(n)"
    )


@pytest.fixture
def empty(precomputed: Day) -> Day:
    """No factors at all yet; a first tip-off at 18:00 UTC."""
    precomputed.corrupt(
        f"CREATE TEMP TABLE one_row AS SELECT * FROM {FACTORS} LIMIT 1",
        f"DELETE FROM {FACTORS}",
        f"UPDATE {SCHEDULE} SET game_date_est = greatest(game_date_est, TIMESTAMPTZ '{TIP_OFF.isoformat()}') "
        "WHERE game_date = '{day}'",
    )
    assert precomputed.value(f"SELECT min(game_date_est) FROM {SCHEDULE} WHERE game_date = '{{day}}'") == TIP_OFF
    return precomputed


def test_a_day_without_rows_has_none(empty: Day) -> None:
    found = shown(empty)

    assert found is not None
    assert found.pop("games") == empty.value(f"SELECT count(*) FROM {SCHEDULE} WHERE game_date = '{{day}}'")
    assert found == {
        "first_tip_off": TIP_OFF,
        "opened": True,
        "found": 0,
        "newest": None,
        "fresh": False,
        "due": True,
    }


@pytest.mark.parametrize("days_before", [1, 7, 8])
def test_rows_of_the_week_before_tell_how_new_the_table_is(empty: Day, days_before: int) -> None:
    insert(empty, 3, days_before, WRITTEN)

    found = shown(empty)

    assert found is not None
    assert (found["found"], found["newest"]) == (0, WRITTEN if days_before <= 7 else None)


def test_players_of_the_day_are_counted_once(empty: Day) -> None:
    insert(empty, 3, 0, WRITTEN)
    insert(empty, 2, 0, WRITTEN + timedelta(hours=1))
    insert(empty, 5, 1, WRITTEN - timedelta(days=1))

    found = shown(empty)

    assert found is not None
    assert (found["found"], found["newest"]) == (3, WRITTEN + timedelta(hours=1))


@pytest.mark.parametrize(("seconds", "fresh"), [(0, True), (-1, False)])
def test_rows_are_fresh_for_seven_days(empty: Day, seconds: int, fresh: bool) -> None:
    insert(empty, 1, 0, TIP_OFF - timedelta(days=7) + timedelta(seconds=seconds))

    found = shown(empty)

    assert found is not None
    assert found["fresh"] is fresh


@pytest.mark.parametrize(("seconds", "begun"), [(0, True), (-1, False)])
def test_a_day_is_there_once_its_first_game_begins(empty: Day, seconds: int, begun: bool) -> None:
    assert (shown(empty, as_of=TIP_OFF + timedelta(seconds=seconds)) is not None) is begun


@pytest.mark.parametrize(("day", "due"), [("2023-11-06", False), ("2023-11-08", True)])
def test_a_day_is_due_after_the_first_fourteen(empty: Day, day: str, due: bool) -> None:
    found = shown(empty, day)

    assert found is not None
    assert (found["opened"], found["due"]) == (due, due)
