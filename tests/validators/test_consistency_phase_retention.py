"""consistency.phase_retention: both sides of every share, and what comes from nowhere."""

from __future__ import annotations

import math
from datetime import date

import pytest
from predicted_season import BOXES, FEATURES, GRADES, PLAYED, PREDICTIONS
from validator_days import Day

from validators.consistency.phase_retention import validator

BOXED = "98 % of final games have box scores"
SUMMARIZED = "95 % of players with minutes are in analytics"
FEATURED = "90 % of players in analytics have features"
PREDICTED = "85 % of ready players are predicted"
GRADED = "80 % of predictions that count are graded"
NO_BOX = "no analytics without a box score"
NO_FEATURES = "no prediction without features"
NO_PREDICTION = "no grade without a prediction"
ALL = {BOXED, SUMMARIZED, FEATURED, PREDICTED, GRADED, NO_BOX, NO_FEATURES, NO_PREDICTION}
OPENING_WEEKS = "2023-10-24..2023-11-06"
TODAY = "game_date = '{day}'"


def _lose(day: Day, table: str, share: float, fewer: int, where: str = "TRUE") -> None:
    """Leave so large a share of the day's players in a table, rounded up, and `fewer` of them less."""
    players = f"SELECT DISTINCT player_lookup FROM {table} WHERE {TODAY} AND {where}"
    count = day.value(f"SELECT count(*) FROM ({players})")
    assert isinstance(count, int)
    lost = count - (math.ceil(share * count) - fewer)
    day.corrupt(f"DELETE FROM {table} WHERE {TODAY} AND player_lookup IN ({players} ORDER BY 1 LIMIT {lost})")


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(predicted: Day, window: str) -> None:
    assert predicted.answer(validator, window).passed == ALL


def test_a_game_lost_between_schedule_and_box_scores(predicted: Day) -> None:
    predicted.corrupt(f"DELETE FROM {BOXES} WHERE game_id = '{{game}}'")

    failed = predicted.answer(validator).failed

    assert failed[BOXED] == [(date(2024, 1, 15),)]
    assert {key[0] for key in failed[NO_BOX]} == {predicted.game}
    assert set(failed) == {BOXED, NO_BOX}


@pytest.mark.parametrize(("fewer", "found"), [(0, False), (1, True)])
@pytest.mark.parametrize(
    ("check", "table", "share", "where"),
    [
        (SUMMARIZED, PLAYED, 0.95, "minutes_played > 0"),
        (
            FEATURED,
            FEATURES,
            0.90,
            f"player_lookup IN (SELECT player_lookup FROM {PLAYED} WHERE {TODAY} AND minutes_played > 0)",
        ),
        (PREDICTED, PREDICTIONS, 0.85, "is_active"),
    ],
    ids=["analytics", "features", "predictions"],
)
def test_so_much_of_a_day_is_kept(
    predicted: Day, check: str, table: str, share: float, where: str, fewer: int, found: bool
) -> None:
    _lose(predicted, table, share, fewer, where)

    failed = predicted.answer(validator).failed

    assert failed.get(check, []) == ([(date(2024, 1, 15),)] if found else [])


@pytest.mark.parametrize(("more", "found"), [(0, False), (1, True)])
def test_nine_of_ten_are_nine_tenths(predicted: Day, more: int, found: bool) -> None:
    players = f"SELECT player_lookup FROM {PLAYED} WHERE {TODAY} AND minutes_played > 0 ORDER BY 1"
    count = predicted.value(f"SELECT count(*) FROM ({players})")
    assert isinstance(count, int)
    predicted.corrupt(
        f"UPDATE {PLAYED} SET minutes_played = 0 WHERE {TODAY} AND player_lookup IN ({players} LIMIT {count - 10})",
        f"DELETE FROM {FEATURES} WHERE {TODAY} AND player_lookup IN ({players} LIMIT {1 + more})",
    )

    assert (FEATURED in predicted.answer(validator).failed) is found


@pytest.mark.parametrize(("fewer", "found"), [(0, False), (1, True)])
def test_four_fifths_of_the_predictions_are_graded(predicted: Day, fewer: int, found: bool) -> None:
    count = predicted.value(f"SELECT count(*) FROM {GRADES} WHERE {TODAY}")
    assert isinstance(count, int)
    lost = count - (math.ceil(0.8 * count) - fewer)
    predicted.corrupt(
        f"DELETE FROM {GRADES} WHERE rowid IN (SELECT rowid FROM {GRADES} WHERE {TODAY} ORDER BY rowid LIMIT {lost})"
    )

    assert (GRADED in predicted.answer(validator).failed) is found


@pytest.mark.parametrize(("minutes", "found"), [("00", False), ("00:30", True)])
def test_players_who_did_not_play_need_not_be_in_analytics(predicted: Day, minutes: str, found: bool) -> None:
    predicted.corrupt(
        f"UPDATE {BOXES} SET minutes = '{minutes}' WHERE {TODAY}",
        f"DELETE FROM {PLAYED} WHERE {TODAY} AND minutes_played > 0",
    )

    assert (SUMMARIZED in predicted.answer(validator).failed) is found


@pytest.mark.parametrize(("minutes", "found"), [("0", False), ("0.5", True)])
def test_players_who_did_not_play_need_no_features(predicted: Day, minutes: str, found: bool) -> None:
    predicted.corrupt(
        f"UPDATE {PLAYED} SET minutes_played = {minutes} WHERE {TODAY}", f"DELETE FROM {FEATURES} WHERE {TODAY}"
    )

    assert (FEATURED in predicted.answer(validator).failed) is found


def test_players_who_are_not_ready_need_not_be_predicted(predicted: Day) -> None:
    predicted.corrupt(
        f"DELETE FROM {PREDICTIONS} WHERE {TODAY}",
        f"UPDATE {FEATURES} SET is_production_ready = FALSE WHERE {TODAY} AND hash(player_lookup) % 2 = 0",
        f"UPDATE {FEATURES} SET is_production_ready = NULL WHERE {TODAY} AND hash(player_lookup) % 2 = 1",
    )

    assert PREDICTED not in predicted.answer(validator).failed


def test_nobody_is_predicted_in_the_first_two_weeks(predicted: Day) -> None:
    answer = predicted.answer(validator, OPENING_WEEKS)

    assert not answer.failed
    assert PREDICTED not in answer.passed
    assert predicted.value(f"SELECT count(*) FROM {FEATURES} WHERE game_date < '2023-11-07' AND is_production_ready")


def test_the_fifteenth_day_is_the_first_that_is_asked(predicted: Day) -> None:
    first = predicted.value(f"SELECT min(game_date) FROM {FEATURES} WHERE game_date >= '2023-11-07'")
    predicted.corrupt(f"DELETE FROM {PREDICTIONS} WHERE game_date = '{first}'")

    assert predicted.answer(validator, f"2023-10-24..{first}").unknown.keys() <= {GRADED, NO_FEATURES, NO_PREDICTION}
    assert predicted.answer(validator, f"2023-10-24..{first}").failed[PREDICTED] == [(first,)]


@pytest.mark.parametrize(
    ("table", "check", "key"),
    [
        (BOXES, NO_BOX, ("game", "player")),
        (FEATURES, NO_FEATURES, ("day", "player")),
    ],
)
def test_what_comes_from_nowhere_is_named(predicted: Day, table: str, check: str, key: tuple[str, str]) -> None:
    predicted.corrupt(f"DELETE FROM {table} WHERE {TODAY} AND player_lookup = '{{player}}'")

    named = {"game": predicted.game, "player": predicted.player, "day": date(2024, 1, 15)}
    answer = predicted.answer(validator)

    assert answer.failed == {check: [tuple(named[one] for one in key)]}
    assert [one.failures_by_day for one in answer.results if one.finding] == [((date(2024, 1, 15), 1),)]


def test_a_grade_of_a_prediction_that_is_gone_is_named(predicted: Day) -> None:
    the_player = "game_id = '{game}' AND player_lookup = '{player}' AND system_id = 'catboost_v8'"
    predicted.corrupt(f"DELETE FROM {PREDICTIONS} WHERE {the_player}")

    [(check, keys)] = predicted.answer(validator).failed.items()

    assert check == NO_PREDICTION
    assert {key[:3] for key in keys} == {(predicted.player, predicted.game, "catboost_v8")}


@pytest.mark.parametrize(
    ("table", "unknown"),
    [
        (BOXES, {BOXED, SUMMARIZED, NO_BOX}),
        (PLAYED, {SUMMARIZED, FEATURED, NO_BOX}),
        (FEATURES, {FEATURED, PREDICTED, NO_FEATURES}),
        (PREDICTIONS, {PREDICTED, GRADED, NO_FEATURES, NO_PREDICTION}),
        (GRADES, {GRADED, NO_PREDICTION}),
    ],
)
def test_a_missing_phase_leaves_the_others_answered(predicted: Day, table: str, unknown: set[str]) -> None:
    predicted.connection.execute(f"DROP TABLE {table}")

    answer = predicted.answer(validator)

    assert set(answer.unknown) == unknown
    assert answer.passed == ALL - unknown
