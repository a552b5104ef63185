"""Defects of what systems foresee: a system that loses, errs or leans, for a day beyond doubt or for a week unseen."""

from __future__ import annotations

from datetime import date, timedelta

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.daily_performance import TABLE as DAILY_ROWS
from harness.season.defects.defect import defect
from harness.season.defects.grades import COUNTS, GRADES, MEANS, PREDICTIONS, TOTALS, WON

ACCURACY = "trends.accuracy"
DAY_HITS, DAY_ERROR, DAY_BIAS = (
    f"{ACCURACY}/a day's {figure} is what it was" for figure in ("hit rate", "error", "bias")
)
WEEK_HITS, WEEK_ERROR, WEEK_BIAS = (
    f"{ACCURACY}/a week's {figure}"
    for figure in ("hit rate is at least 0.50", "error is 3.5 to 6 points", "bias is at most a point")
)
FIGURES = {
    "hit rate": (DAY_HITS, WEEK_HITS),
    "mean absolute error": (DAY_ERROR, WEEK_ERROR),
    "bias": (DAY_BIAS, WEEK_BIAS),
}
LAST_OF_WEEK = "2024-04-08..2024-04-08"
"""A week's figure belongs to its last day, so one day is looked at."""


@defect(kills={DAY_HITS}, companions={COUNTS, WON, TOTALS, WEEK_HITS}, incident=25, sizes=(1, 3))
def system_loses_every_bet_of_a_day(season: Corruptible, size: int) -> Corrupted:
    """A system bets on the wrong side of every line, all day: two columns of its features were exchanged."""
    days = _days(season, size)
    for row in days.values:
        _lose(season, f"game_date = '{row['game_date']}' AND system_id = '{row['system_id']}'")
    return _of_days(days, "hit rate")


@defect(kills={DAY_ERROR}, companions={COUNTS, MEANS, WEEK_ERROR}, sizes=(1, 3))
def system_errs_by_five_points_more(season: Corruptible, size: int) -> Corrupted:
    """A system is five points further from the truth than usual, on both sides of it."""
    days = _days(season, size)
    for row in days.values:
        _miss(
            season, f"game_date = '{row['game_date']}' AND system_id = '{row['system_id']}'", "sign(signed_error) * 5"
        )
    return _of_days(days, "mean absolute error")


@defect(kills={DAY_BIAS}, companions={COUNTS, MEANS, DAY_ERROR}, sizes=(1, 3))
def system_leans_by_six_points(season: Corruptible, size: int) -> Corrupted:
    """A system predicts six points too many for everybody: it took last season's averages."""
    days = _days(season, size)
    for row in days.values:
        _miss(season, f"game_date = '{row['game_date']}' AND system_id = '{row['system_id']}'", "6")
    return _of_days(days, "bias")


@defect(kills={WEEK_HITS}, companions={COUNTS, WON, TOTALS, DAY_HITS}, sizes=(1, 3), window=LAST_OF_WEEK)
def system_loses_for_a_week(season: Corruptible, size: int) -> Corrupted:
    """A system wins two bets of five for a week: no day is beyond chance, the week is."""
    systems = _days(season, size)
    for row in systems.values:
        _lose(season, f"{_week(season)} AND system_id = '{row['system_id']}' AND hash(player_lookup) % 10 < 4")
    return _of_days(systems, "hit rate", weekly=True)


@defect(kills={WEEK_ERROR}, companions={COUNTS, MEANS, DAY_ERROR}, sizes=(1, 3), window=LAST_OF_WEEK)
def system_errs_for_a_week(season: Corruptible, size: int) -> Corrupted:
    """A system is two points further from the truth than usual, for a week."""
    systems = _days(season, size)
    for row in systems.values:
        _miss(season, f"{_week(season)} AND system_id = '{row['system_id']}'", "sign(signed_error) * 2")
    return _of_days(systems, "mean absolute error", weekly=True)


@defect(kills={WEEK_BIAS}, companions={COUNTS, MEANS, DAY_BIAS, WEEK_ERROR}, sizes=(1, 3), window=LAST_OF_WEEK)
def system_leans_for_a_week(season: Corruptible, size: int) -> Corrupted:
    """A system predicts three points too many for a week."""
    systems = _days(season, size)
    for row in systems.values:
        _miss(season, f"{_week(season)} AND system_id = '{row['system_id']}'", "3")
    return _of_days(systems, "bias", weekly=True)


def _days(season: Corruptible, size: int) -> Rows:
    """Days on which a system made many predictions."""
    return season.pick(DAILY_ROWS, "predictions_count >= 90 AND recommendations_count >= 40", size)


def _week(season: Corruptible) -> str:
    last: date = season.window.end
    return f"game_date BETWEEN '{last - timedelta(days=6)}' AND '{last}'"


def _of_days(days: Rows, figure: str, *, weekly: bool = False) -> Corrupted:
    """The figure of each picked day and system is wrong."""
    keys = frozenset((*key, figure) for key in days.keys("game_date", "system_id"))
    return Corrupted(days, {FIGURES[figure][weekly]: keys})


def _lose(season: Corruptible, these: str) -> None:
    """Turn the bets that were won to the other side, in the predictions and in the grades."""
    other = "CASE recommendation WHEN 'OVER' THEN 'UNDER' ELSE 'OVER' END"
    won = f"SELECT (game_id, player_lookup, system_id, line_value) FROM {GRADES} WHERE {these} AND prediction_correct"
    season.execute(
        f"UPDATE {PREDICTIONS} SET recommendation = {other} "
        f"WHERE (game_id, player_lookup, system_id, current_points_line) IN ({won})",
        touches=[PREDICTIONS],
    )
    season.execute(
        f"UPDATE {GRADES} SET recommendation = {other}, prediction_correct = FALSE "
        f"WHERE {these} AND prediction_correct",
        touches=[GRADES],
    )


def _miss(season: Corruptible, these: str, by: str) -> None:
    """Move predictions by so many points, with all that follows but the bets."""
    moved = f"""
        SELECT game_id, player_lookup, system_id, line_value, {by} AS moved FROM {GRADES}
        WHERE {these} AND NOT is_voided
    """
    season.execute(
        f"""
        UPDATE {PREDICTIONS} p
        SET predicted_points = p.predicted_points + m.moved, line_margin = p.line_margin + m.moved
        FROM ({moved}) m
        WHERE p.game_id = m.game_id AND p.player_lookup = m.player_lookup AND p.system_id = m.system_id
          AND p.current_points_line = m.line_value
        """,
        touches=[PREDICTIONS],
    )
    error = f"signed_error + {by}"
    season.execute(
        f"""
        UPDATE {GRADES} SET predicted_points = predicted_points + {by}, signed_error = {error},
          absolute_error = abs({error}), predicted_margin = predicted_margin + {by},
          within_3_points = abs({error}) <= 3, within_5_points = abs({error}) <= 5
        WHERE {these} AND NOT is_voided
        """,
        touches=[GRADES],
    )
