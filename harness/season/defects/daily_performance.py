"""Defects of the daily figures of the systems: days twice or not at all, rates of the wrong whole, stale aggregates."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.grades import COUNTS, GRADES, MEANS, PREDICTIONS, TOTALS, WON

TABLE = "nba_predictions.system_daily_performance"
DAILY = "grading.system_daily_performance"
WIN_RATE = f"{DAILY}/win rate is correct among those that were right or wrong"
BETS = f"{DAILY}/a system recommends something"
CHAMPION = "catboost_v8"


@defect(kills={f"{DAILY}/one row for each game_date, system_id"}, sizes=(1, 10))
def daily_performance_written_twice(season: Corruptible, size: int) -> Rows:
    """A day was aggregated twice, and the second run appended."""
    rows = season.pick(TABLE, size=size)
    season.insert_copies(rows, computed_at="computed_at + INTERVAL 1 HOUR")
    return rows


@defect(kills={f"{DAILY}/one row for each active system and graded day"}, sizes=(1, 10))
def daily_performance_of_a_system_missing(season: Corruptible, size: int) -> Rows:
    """A day has no row of an active system: the aggregation knew only five of them."""
    rows = season.pick(TABLE, size=size)
    season.delete(rows)
    return rows


@defect(kills={f"{DAILY}/one row for each active system and graded day"}, companions={COUNTS, WON}, sizes=(1, 10))
def daily_performance_of_a_retired_system(season: Corruptible, size: int) -> Corrupted:
    """A day has a row of a system that is not registered any more."""
    rows = season.pick(TABLE, size=size, one_per=("game_date",))
    season.insert_copies(rows, system_id="'meta_ensemble_v1'")
    keys = frozenset((day, "meta_ensemble_v1") for (day,) in rows.keys("game_date"))
    return Corrupted(rows, {f"{DAILY}/one row for each active system and graded day": keys})


@defect(kills={WIN_RATE}, sizes=(1, 10))
def win_rate_of_all_predictions(season: Corruptible, size: int) -> Rows:
    """The win rate is correct among all predictions, those that were passed on included."""
    rows = season.pick(TABLE, "pass_count > 0 AND correct_count > 0", size)
    season.update(rows, win_rate="correct_count / predictions_count")
    return rows


@defect(kills={f"{DAILY}/share within 3 points is its count among the predictions"}, sizes=(1, 10))
def share_within_three_of_the_bets(season: Corruptible, size: int) -> Rows:
    """The share within 3 points is one of the bets, not of the predictions."""
    rows = season.pick(TABLE, "recommendations_count BETWEEN within_3_count AND predictions_count - 1", size)
    season.update(rows, within_3_pct="within_3_count / recommendations_count")
    return rows


@defect(kills={f"{DAILY}/share within 5 points is its count among the predictions"}, sizes=(1, 10))
def share_within_five_copied_from_three(season: Corruptible, size: int) -> Rows:
    """The share within 5 points is that within 3."""
    rows = season.pick(TABLE, "within_5_pct > within_3_pct", size)
    season.update(rows, within_5_pct="within_3_pct")
    return rows


@defect(kills={f"{DAILY}/over and under add up to the recommendations"}, companions={COUNTS}, sizes=(1, 10))
def over_count_one_too_many(season: Corruptible, size: int) -> Rows:
    """One OVER more than there are recommendations."""
    rows = season.pick(TABLE, size=size)
    season.update(rows, over_count="over_count + 1")
    return rows


@defect(kills={f"{DAILY}/recommendations and passes add up to the predictions"}, sizes=(1, 10))
def voids_counted_as_passes(season: Corruptible, size: int) -> Rows:
    """What is void was counted among the passes."""
    rows = season.pick(TABLE, size=size)
    season.update(rows, pass_count="pass_count + 2")  # noqa: S106 - a count of passes
    return rows


@defect(kills={f"{DAILY}/right and wrong are no more than recommended"}, companions={COUNTS, WIN_RATE}, sizes=(1, 10))
def passes_counted_as_wrong(season: Corruptible, size: int) -> Rows:
    """What was passed on counts as wrong."""
    rows = season.pick(TABLE, "pass_count > 10", size)
    season.update(rows, incorrect_count="incorrect_count + pass_count")
    return rows


@defect(kills={COUNTS}, sizes=(1, 10))
def daily_counts_with_the_voids(season: Corruptible, size: int) -> Rows:
    """The predictions of a day were counted with those that are void."""
    rows = season.pick(TABLE, "predictions_count > 100", size)
    season.update(
        rows,
        predictions_count="predictions_count + 3",
        pass_count="pass_count + 3",  # noqa: S106 - a count of passes
        within_3_pct="within_3_count / (predictions_count + 3)",
        within_5_pct="within_5_count / (predictions_count + 3)",
    )
    return rows


@defect(kills={MEANS}, sizes=(1, 10))
def daily_error_of_another_day(season: Corruptible, size: int) -> Rows:
    """The mean error of a day is half a point off: it is that of the day before."""
    rows = season.pick(TABLE, size=size)
    season.update(rows, mae="mae + 0.5")
    return rows


@defect(kills={MEANS}, sizes=(1, 10))
def daily_bias_without_its_sign(season: Corruptible, size: int) -> Rows:
    """A system that predicts too low is said to predict too high."""
    rows = season.pick(TABLE, "avg_bias < -0.1", size)
    season.update(rows, avg_bias="-avg_bias")
    return rows


@defect(kills={WON}, sizes=(1, 10))
def win_rates_of_over_and_under_exchanged(season: Corruptible, size: int) -> Rows:
    """The win rate of OVER stands under UNDER, and the reverse."""
    rows = season.pick(TABLE, "abs(over_win_rate - under_win_rate) > 0.01", size)
    season.update(rows, over_win_rate="under_win_rate", under_win_rate="over_win_rate")
    return rows


@defect(kills={f"{DAILY}/computed after its grades"}, sizes=(1, 10))
def daily_performance_older_than_its_grades(season: Corruptible, size: int) -> Rows:
    """A day was graded again after it had been aggregated."""
    rows = season.pick(TABLE, size=size)
    season.update(rows, computed_at="computed_at - INTERVAL 2 HOUR")
    return rows


@defect(kills={BETS}, companions={TOTALS}, incident=16, sizes=(1, 4))
def champion_falls_back_to_50(season: Corruptible, size: int) -> Rows:
    """The champion's model could not be loaded after a deployment: confidence 50 and PASS for everybody, all day."""
    rows = season.pick(TABLE, f"system_id = '{CHAMPION}' AND predictions_count >= 60", size)
    for row in rows.values:
        these = f"game_date = '{row['game_date']}' AND system_id = '{CHAMPION}'"
        season.execute(
            f"UPDATE {PREDICTIONS} SET confidence_score = 50, recommendation = 'PASS' "
            f"WHERE {these} AND recommendation <> 'NO_LINE'",
            touches=[PREDICTIONS],
        )
        season.execute(
            f"UPDATE {GRADES} SET confidence_score = 0.5, confidence_decile = 6, recommendation = 'PASS', "
            f"prediction_correct = NULL WHERE {these}",
            touches=[GRADES],
        )
    all_passes = {"pass_count": "predictions_count", "avg_confidence": "0.5"}
    none = dict.fromkeys(
        (
            "recommendations_count",
            "correct_count",
            "incorrect_count",
            "over_count",
            "over_correct",
            "under_count",
            "under_correct",
            "high_confidence_count",
            "high_confidence_correct",
        ),
        "0",
    )
    rates = dict.fromkeys(("win_rate", "over_win_rate", "under_win_rate", "high_confidence_win_rate"), "NULL")
    season.update(rows, **all_passes, **none, **rates)
    return rows
