"""precompute.shot_zones on a clean season, and at the edges of what its words may say of its numbers."""

from __future__ import annotations

import pytest
from precomputed_season import SHOTS, WHOLE
from validator_days import Day

from validators.precompute.shot_zones import MAKES, validator

TWICE = "one row for each analysis_date, player_lookup"
SUM = "zone rates sum to 100"
LABEL = "the sample's label fits its games"
PRIMARY = "the primary zone is where most shots are"
ALL = {check.name for check in validator.checks}
THE_ROW = "analysis_date = '{day}' AND player_lookup = '{player}'"


def _rates(paint: float, mid_range: float, three: float, primary: str | None) -> str:
    zone = f"'{primary}'" if primary else "NULL"
    return (
        f"paint_rate_last_10 = {paint}, mid_range_rate_last_10 = {mid_range}, three_pt_rate_last_10 = {three}, "
        f"primary_scoring_zone = {zone}"
    )


def _sample(ten: tuple[int, str], twenty: tuple[int, str]) -> str:
    return (
        f"games_in_sample_10 = {ten[0]}, sample_quality_10 = '{ten[1]}', "
        f"games_in_sample_20 = {twenty[0]}, sample_quality_20 = '{twenty[1]}'"
    )


@pytest.mark.parametrize("window", ["2024-01-15", WHOLE])
def test_a_clean_season_passes(precomputed: Day, window: str) -> None:
    assert precomputed.answer(validator, window).passed == ALL


def test_without_rows_or_the_table_everything_is_unknown(precomputed: Day) -> None:
    precomputed.corrupt(f"DELETE FROM {SHOTS}")
    assert set(precomputed.answer(validator).unknown) == ALL

    precomputed.connection.execute(f"DROP TABLE {SHOTS}")
    assert set(precomputed.answer(validator).unknown) == ALL


def test_a_row_written_twice_is_found(precomputed: Day) -> None:
    precomputed.corrupt(f"INSERT INTO {SHOTS} SELECT * FROM {SHOTS} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == {TWICE}


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (_rates(50, 20, 28, "paint"), None),
        (_rates(50, 20, 32, "paint"), None),
        (_rates(50, 20, 27.99, "paint"), SUM),
        (_rates(50, 20, 32.01, "paint"), SUM),
        (_rates(45, 10, 45, "perimeter"), None),
        (_rates(45, 10, 45, "paint"), None),
        (_rates(45.01, 9.99, 45, "perimeter"), PRIMARY),
        (_rates(20, 40, 40, "mid_range"), None),
        (_rates(50, 10, 40, "balanced"), None),
        (_rates(50.01, 10, 40, "balanced"), PRIMARY),
        (_rates(50, 10, 40, "rim"), PRIMARY),
        (_rates(50, 10, 40, None), PRIMARY),
    ],
)
def test_rates_sum_to_100_and_the_largest_names_the_zone(precomputed: Day, change: str, broken: str | None) -> None:
    precomputed.corrupt(f"UPDATE {SHOTS} SET {change} WHERE {THE_ROW}")

    failed = precomputed.answer(validator).failed

    assert set(failed) == ({broken} if broken else set())
    assert all(len(keys) == 1 and precomputed.player in keys[0] for keys in failed.values())


@pytest.mark.parametrize(("shots", "broken"), [(0, set()), (1, {SUM, PRIMARY})])
def test_who_took_no_shot_has_no_zones(precomputed: Day, shots: int, broken: set[str]) -> None:
    precomputed.corrupt(f"UPDATE {SHOTS} SET {_rates(0, 0, 0, None)}, total_shots_last_10 = {shots} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == broken


@pytest.mark.parametrize("made", MAKES)
@pytest.mark.parametrize(("value", "found"), [(0, False), (1, False), (-0.001, True), (1.001, True)])
def test_a_share_of_makes_is_from_0_to_1(precomputed: Day, made: str, value: float, found: bool) -> None:
    precomputed.corrupt(f"UPDATE {SHOTS} SET {made} = {value} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({f"{made} from 0 to 1"} if found else set())


@pytest.mark.parametrize(
    ("ten", "twenty", "found"),
    [
        ((10, "excellent"), (20, "excellent"), False),
        ((9, "excellent"), (20, "excellent"), True),
        ((10, "good"), (20, "excellent"), True),
        ((9, "good"), (19, "good"), False),
        ((7, "good"), (15, "good"), False),
        ((6, "good"), (15, "good"), True),
        ((7, "good"), (14, "good"), True),
        ((6, "limited"), (14, "limited"), False),
        ((7, "limited"), (14, "limited"), True),
        ((3, "insufficient"), (3, "limited"), False),
        ((2, "insufficient"), (2, "insufficient"), False),
        ((2, "limited"), (2, "insufficient"), True),
        ((2, "excellent"), (2, "insufficient"), True),
    ],
)
def test_the_label_says_how_many_games_there_are(
    precomputed: Day, ten: tuple[int, str], twenty: tuple[int, str], found: bool
) -> None:
    precomputed.corrupt(f"UPDATE {SHOTS} SET {_sample(ten, twenty)} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({LABEL} if found else set())


def test_a_sample_without_a_label_is_found(precomputed: Day) -> None:
    precomputed.corrupt(f"UPDATE {SHOTS} SET sample_quality_10 = NULL WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == {LABEL}
