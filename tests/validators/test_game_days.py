"""The days with games: both edges of a day, of a season's first fortnight and of a game's beginning."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import ibis
import pytest
from validator_days import Day

from harness.results import Scalar
from harness.warehouse.checks import rows
from harness.warehouse.relations import Relation
from validators.game_days import (
    days_until_today,
    game_days,
    game_days_of_season,
    played_days,
    predicted_until_today,
)
from validators.validator import Validator

SCHEDULE = "nba_raw.nbac_schedule"
FIRST_TIP_OFF, LAST_TIP_OFF = datetime(2024, 1, 15, 18, tzinfo=UTC), datetime(2024, 1, 16, 3, tzinfo=UTC)
THREE_DAYS = "2024-01-14..2024-01-16"


def shown(day: Day, relation: Relation, window: str, as_of: datetime) -> dict[Scalar, dict[str, Scalar]]:
    """The relation's days with all that they say; a check that never holds names each of them."""
    columns = ["games", "final_games", "first_tip_off", "last_tip_off"]
    columns += ["predicted"] if relation in (game_days_of_season, predicted_until_today) else []
    never = Validator("shown.rows", rows(relation, "every row", lambda _: ibis.literal(False), show=columns))
    [result] = day.answer(never, window, as_of).results
    found = result.finding.violations if result.finding else ()
    assert result.failures_by_day == tuple((one.day, 1) for one in found if one.day)
    return {dict(one.key)["game_date"]: dict(one.evidence) for one in found}


def days(day: Day, relation: Relation, window: str, as_of: datetime) -> list[Scalar]:
    return list(shown(day, relation, window, as_of))


def test_a_day_counts_its_games_and_those_that_are_over(gate_day: Day) -> None:
    """A game that was called off is none; one that two rows tell of is one."""
    the_game = "game_date = '{day}' AND game_date_est ="
    gate_day.corrupt(
        f"INSERT INTO {SCHEDULE} SELECT * FROM {SCHEDULE} WHERE game_date = '{{day}}' LIMIT 1",
        f"UPDATE {SCHEDULE} SET game_status = 2 WHERE {the_game} '{FIRST_TIP_OFF.isoformat()}'",
    )
    [(games, over)] = gate_day.rows(
        "SELECT count(DISTINCT game_id), count(DISTINCT game_id) FILTER (game_status = 3) "
        f"FROM {SCHEDULE} WHERE game_date = '{{day}}'"
    )
    expected: dict[str, object] = {
        "games": games,
        "final_games": over,
        "first_tip_off": FIRST_TIP_OFF,
        "last_tip_off": LAST_TIP_OFF,
    }
    assert (games, over) == (6, 5)
    assert shown(gate_day, game_days, "2024-01-15", LAST_TIP_OFF) == {date(2024, 1, 15): expected}

    gate_day.corrupt(f"UPDATE {SCHEDULE} SET game_status_text = 'PPD' WHERE {the_game} '{FIRST_TIP_OFF.isoformat()}'")
    [one] = shown(gate_day, game_days, "2024-01-15", LAST_TIP_OFF).values()
    assert (one["games"], one["final_games"]) == (5, 5)


@pytest.mark.parametrize(("seconds", "last"), [(-1, 14), (0, 15)])
def test_a_day_is_played_once_its_last_game_has_begun(gate_day: Day, seconds: int, last: int) -> None:
    as_of = LAST_TIP_OFF + timedelta(seconds=seconds)

    assert days(gate_day, played_days, THREE_DAYS, as_of) == [date(2024, 1, one) for one in range(14, last + 1)]


@pytest.mark.parametrize("relation", [days_until_today, predicted_until_today])
@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        (datetime(2024, 1, 15, 4, 59, 59, tzinfo=UTC), 14),
        (datetime(2024, 1, 15, 5, tzinfo=UTC), 15),
        (datetime(2024, 1, 16, 4, 59, 59, tzinfo=UTC), 15),
    ],
)
def test_a_day_begins_at_midnight_in_new_york(gate_day: Day, relation: Relation, as_of: datetime, last: int) -> None:
    assert days(gate_day, relation, THREE_DAYS, as_of) == [date(2024, 1, one) for one in range(14, last + 1)]


@pytest.mark.parametrize(("day", "predicted"), [("2023-11-06", False), ("2023-11-07", True), ("2024-04-14", True)])
def test_the_fifteenth_day_of_a_season_is_the_first_that_is_predicted(gate_day: Day, day: str, predicted: bool) -> None:
    gate_day.corrupt(
        f"UPDATE {SCHEDULE} SET game_date = '{day}' WHERE game_date = '{{day}}'",
        # A season before it, and a game that does not count: neither opens this one.
        f"INSERT INTO {SCHEDULE} SELECT * REPLACE (DATE '2023-07-01' AS game_date, 2022 AS season_year) "
        f"FROM {SCHEDULE} LIMIT 1",
        f"INSERT INTO {SCHEDULE} SELECT * REPLACE (DATE '2023-10-05' AS game_date, '0012300001' AS game_id) "
        f"FROM {SCHEDULE} WHERE season_year = 2023 LIMIT 1",
    )

    [one] = shown(gate_day, game_days_of_season, day, datetime(2024, 6, 1, tzinfo=UTC)).values()

    assert one["predicted"] is predicted
