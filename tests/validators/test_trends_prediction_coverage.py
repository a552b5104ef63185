"""trends.prediction_coverage: both sides of the service level, and a slate that is smaller than its games."""

from __future__ import annotations

import math
from datetime import date

import pytest
from predicted_season import FEATURES, PREDICTIONS, SYSTEMS
from validator_days import AS_OF, Day

from harness.results import Window
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, run
from validators.trends.prediction_coverage import validator

LEVEL = "a system predicts 95 % of the eligible players"
CRITICAL = "a system predicts 85 % of the eligible players"
AS_USUAL = "a game has as many predicted players as usual"
ALL = {LEVEL, CRITICAL, AS_USUAL}
TODAY = "game_date = '{day}'"
KEY = (date(2024, 1, 15), "catboost_v8")


@pytest.mark.parametrize("window", ["2024-01-15", "2023-11-07..2024-04-14"])
def test_a_clean_season_passes(predicted: Day, window: str) -> None:
    assert predicted.answer(validator, window).passed == ALL


@pytest.mark.parametrize(
    ("share", "fewer", "found"),
    [(0.95, 0, set()), (0.95, 1, {LEVEL}), (0.85, 0, {LEVEL}), (0.85, 1, {LEVEL, CRITICAL})],
)
def test_a_system_predicts_who_is_eligible(predicted: Day, share: float, fewer: int, found: set[str]) -> None:
    players = f"SELECT DISTINCT player_lookup FROM {PREDICTIONS} WHERE {TODAY} AND is_active"
    count = predicted.value(f"SELECT count(*) FROM ({players})")
    assert isinstance(count, int)
    lost = count - (math.ceil(share * count) - fewer)
    predicted.corrupt(
        f"DELETE FROM {PREDICTIONS} WHERE {TODAY} AND system_id = 'catboost_v8' "
        f"AND player_lookup IN ({players} ORDER BY 1 LIMIT {lost})"
    )

    assert predicted.answer(validator).failed == {check: [KEY] for check in found}


def test_a_system_that_wrote_nothing_is_found_if_it_is_active(predicted: Day) -> None:
    predicted.corrupt(f"DELETE FROM {PREDICTIONS} WHERE {TODAY} AND system_id = 'catboost_v8'")
    assert predicted.answer(validator).failed == {check: [KEY] for check in ALL}

    predicted.corrupt(f"UPDATE {SYSTEMS} SET active = FALSE WHERE system_id = 'catboost_v8'")
    assert predicted.answer(validator).failed == {}


def test_a_prediction_that_is_not_active_does_not_count(predicted: Day) -> None:
    predicted.corrupt(f"UPDATE {PREDICTIONS} SET is_active = FALSE WHERE {TODAY} AND system_id = 'catboost_v8'")

    assert CRITICAL in predicted.answer(validator).failed


def test_players_lost_before_they_were_eligible_are_missed_by_the_games(predicted: Day) -> None:
    lost = f"{TODAY} AND hash(player_lookup) % 2 = 0"
    predicted.corrupt(f"DELETE FROM {FEATURES} WHERE {lost}", f"DELETE FROM {PREDICTIONS} WHERE {lost}")

    failed = predicted.answer(validator).failed

    assert set(failed) == {AS_USUAL}
    assert len(failed[AS_USUAL]) == 7


@pytest.mark.parametrize(("ready", "asked"), [("TRUE", True), ("FALSE", False), ("NULL", False)])
def test_only_players_whose_features_are_ready_are_eligible(predicted: Day, ready: str, asked: bool) -> None:
    lost = f"{TODAY} AND hash(player_lookup) % 5 = 0"
    predicted.corrupt(
        f"DELETE FROM {PREDICTIONS} WHERE {lost}",
        f"UPDATE {FEATURES} SET is_production_ready = {ready} WHERE {lost}",
    )

    assert (LEVEL in predicted.answer(validator).failed) is asked


@pytest.mark.parametrize(("share", "found"), [(0.76, False), (0.74, True)])
def test_three_quarters_of_the_usual_players_are_enough(predicted: Day, share: float, found: bool) -> None:
    usual = predicted.value(
        f"""
        SELECT avg(a_game) FROM (
          SELECT game_date, count(DISTINCT player_lookup) / count(DISTINCT game_id) AS a_game FROM {PREDICTIONS}
          WHERE is_active AND game_date BETWEEN '2024-01-01' AND '2024-01-14' GROUP BY ALL)
        """
    )
    games = predicted.value(f"SELECT count(DISTINCT game_id) FROM {PREDICTIONS} WHERE {TODAY}")
    assert isinstance(usual, float)
    assert isinstance(games, int)
    kept = round(share * usual * games)
    ranked = "SELECT player_lookup, row_number() OVER (PARTITION BY game_id ORDER BY player_lookup) AS place FROM "
    players = f"SELECT DISTINCT game_id, player_lookup FROM {PREDICTIONS} WHERE {TODAY} AND is_active"
    predicted.connection.execute(
        predicted.sql(f"CREATE TABLE kept AS {ranked} ({players}) ORDER BY place, player_lookup LIMIT {kept}")
    )
    for table in (FEATURES, PREDICTIONS):
        predicted.corrupt(
            f"DELETE FROM {table} WHERE {TODAY} AND player_lookup NOT IN (SELECT player_lookup FROM kept)"
        )

    assert (AS_USUAL in predicted.answer(validator).failed) is found


def test_a_finding_tells_how_often_the_level_would_have_been_missed(predicted: Day) -> None:
    """Two days with losses: each is told of the other one."""
    predicted.corrupt(
        f"DELETE FROM {PREDICTIONS} WHERE game_date IN ('{{day}}', '2024-02-05') AND hash(player_lookup) % 4 = 0"
    )

    warehouse = DuckDBWarehouse(predicted.connection)
    results = run([validator], warehouse, window=Window.parse("2024-01-15"), as_of=AS_OF, limits=Limits(rows=None))

    [finding] = [one.finding for one in results.results if one.check == LEVEL]
    assert finding is not None
    for violation in finding.violations:
        evidence = dict(violation.evidence)
        days = evidence["days_replayed"]
        assert isinstance(days, int)
        assert days > 900
        assert evidence["false_alarm_rate"] == pytest.approx(7 / days)


@pytest.mark.parametrize("table", [FEATURES, PREDICTIONS, SYSTEMS])
def test_a_missing_table_is_unknown(predicted: Day, table: str) -> None:
    predicted.connection.execute(f"DROP TABLE {table}")

    assert set(predicted.answer(validator).unknown) == ALL


def test_a_day_without_features_is_unknown(predicted: Day) -> None:
    predicted.corrupt(f"DELETE FROM {FEATURES} WHERE {TODAY}")

    assert set(predicted.answer(validator).unknown) == ALL
