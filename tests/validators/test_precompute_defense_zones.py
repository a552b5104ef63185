"""precompute.defense_zones on a clean season, and at the edges of what a team can allow."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from precomputed_season import DEFENSE, SCHEDULE, WHOLE
from validator_days import Day

from validators.precompute.defense_zones import SHARES, validator

TWICE = "one row for each analysis_date, team_abbr"
MISSING = "no zone is missing"
WHOLE_LEAGUE = "30 teams a day"
FRESH = "at most 7 days old at tip-off"
ALL = {check.name for check in validator.checks}
THE_ROW = "analysis_date = '{day}' AND team_abbr = 'BOS'"


@pytest.mark.parametrize("window", ["2024-01-15", WHOLE])
def test_a_clean_season_passes(precomputed: Day, window: str) -> None:
    assert precomputed.answer(validator, window).passed == ALL


def test_without_the_table_everything_is_unknown(precomputed: Day) -> None:
    precomputed.connection.execute(f"DROP TABLE {DEFENSE}")

    assert set(precomputed.answer(validator).unknown) == ALL


def test_a_row_written_twice_is_found(precomputed: Day) -> None:
    precomputed.corrupt(f"INSERT INTO {DEFENSE} SELECT * FROM {DEFENSE} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == {TWICE}


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize(("value", "found"), [(0, False), (1, False), (-0.001, True), (1.001, True)])
def test_a_share_is_from_0_to_1(precomputed: Day, share: str, value: float, found: bool) -> None:
    precomputed.corrupt(f"UPDATE {DEFENSE} SET {share} = {value} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({f"{share} from 0 to 1"} if found else set())


@pytest.mark.parametrize("share", SHARES)
def test_a_zone_that_is_null_is_missing(precomputed: Day, share: str) -> None:
    precomputed.corrupt(f"UPDATE {DEFENSE} SET {share} = NULL WHERE {THE_ROW}")

    failed = precomputed.answer(validator).failed

    assert {name: [key[1] for key in keys] for name, keys in failed.items()} == {MISSING: ["BOS"]}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (f"DELETE FROM {DEFENSE} WHERE {THE_ROW}", True),
        (f"UPDATE {DEFENSE} SET team_abbr = 'SEA' WHERE {THE_ROW}", False),
        (f"INSERT INTO {DEFENSE} SELECT * REPLACE ('SEA' AS team_abbr) FROM {DEFENSE} WHERE {THE_ROW}", True),
    ],
)
def test_a_day_has_thirty_teams(precomputed: Day, change: str, found: bool) -> None:
    precomputed.corrupt(change)

    assert set(precomputed.answer(validator).failed) == ({WHOLE_LEAGUE} if found else set())


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (-1, True)])
def test_a_row_is_good_for_seven_days(precomputed: Day, seconds: int, found: bool) -> None:
    tip_off = precomputed.value(f"SELECT min(game_date_est) FROM {SCHEDULE} WHERE game_date = '{{day}}'")
    assert isinstance(tip_off, datetime)
    written = tip_off - timedelta(days=7) + timedelta(seconds=seconds)
    precomputed.corrupt(f"UPDATE {DEFENSE} SET processed_at = '{written.isoformat()}' WHERE analysis_date <= '{{day}}'")

    assert (FRESH in precomputed.answer(validator).failed) is found
