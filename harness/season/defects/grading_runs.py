"""Defects of grading runs: games and days that nobody graded, grades made against nothing or against something else."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.grades import ABSOLUTE, COUNTED, COUNTS, DAILY, FIGURES, GRADES, MEANS, SIGNED, TOTALS, WON
from harness.season.defects.selection import listed, sharing

PLAYED = "nba_analytics.player_game_summary"
COVERAGE = "grading.coverage"
IN_TIME = f"{COVERAGE}/a final game is graded within 24 h"
MOST = f"{COVERAGE}/80 % of a day's predictions are graded"
RETAINED = "consistency.phase_retention/80 % of predictions that count are graded"
AGAINST = f"{COVERAGE}/graded against a box score"
ACTUAL = f"{COVERAGE}/actual points are the box score's"
IN_EVERY_TABLE = "consistency.schedule_coverage/every final game is in every table of features, predictions and grades"
VOLUME = "trends.row_volume/as many rows of features, predictions and grades a game as on this weekday before"
OF_DAYS = f"{DAILY}/one row for each active system and graded day"


def _a_day_old(season: Corruptible) -> str:
    """Games of the last day may still be graded."""
    return f"game_date < '{season.window.end}'"


@defect(kills={IN_TIME}, companions={*FIGURES, MOST, RETAINED, IN_EVERY_TABLE}, incident=39, sizes=(1, 3))
def game_never_graded(season: Corruptible, size: int) -> Rows:
    """A game is over, its box scores are there, and grading had run before they came."""
    rows = sharing(season, season.pick(GRADES, _a_day_old(season), size, one_per=("game_id",)), "game_id")
    season.delete(rows)
    return rows


@defect(
    kills={IN_TIME, MOST, RETAINED},
    companions={COUNTS, TOTALS, WON, OF_DAYS, IN_EVERY_TABLE, VOLUME},
    incident=21,
    sizes=(1, 5),
)
def nothing_graded(season: Corruptible, size: int) -> Rows:
    """The scheduler did not call the grader: a whole day has no grade."""
    rows = sharing(season, season.pick(GRADES, _a_day_old(season), size, one_per=("game_date",)), "game_date")
    season.delete(rows)
    return rows


@defect(kills={MOST, RETAINED}, companions=FIGURES, sizes=(1, 3))
def every_fourth_prediction_not_graded(season: Corruptible, size: int) -> Rows:
    """A grading run stopped at its time limit, three quarters through the day."""
    days = season.pick(GRADES, _a_day_old(season), size, one_per=("game_date",))
    ranked = f"SELECT rowid, row_number() OVER (PARTITION BY game_date ORDER BY rowid) AS place FROM {GRADES}"
    rows = season.rows(
        GRADES,
        f"game_date IN {listed(days, 'game_date')} AND rowid IN (SELECT rowid FROM ({ranked}) WHERE place % 4 = 0)",
    )
    season.delete(rows)
    return rows


@defect(
    kills={f"{COVERAGE}/graded with the actual points"}, companions={COUNTS, MEANS, ABSOLUTE, SIGNED}, sizes=(1, 20)
)
def graded_without_an_actual(season: Corruptible, size: int) -> Rows:
    """A prediction was graded before the player's points were known."""
    rows = season.pick(GRADES, f"{COUNTED} AND recommendation = 'PASS'", size)
    unknown = dict.fromkeys(
        ("actual_points", "absolute_error", "signed_error", "actual_margin", "within_3_points", "within_5_points"),
        "NULL",
    )
    season.update(rows, **unknown)
    return rows


@defect(kills={AGAINST}, sizes=(1, 5))
def graded_against_no_box_score(season: Corruptible, size: int) -> Corrupted:
    """A player who was predicted and did not play is not in the summary any more; his grades are."""
    graded = f"(game_id, player_lookup) IN (SELECT (game_id, player_lookup) FROM {GRADES})"
    rows = season.pick(PLAYED, f"NOT is_active AND {graded}", size)
    season.delete(rows)
    players = " OR ".join(
        f"(game_id = '{row['game_id']}' AND player_lookup = '{row['player_lookup']}')" for row in rows.values
    )
    grades = season.rows(GRADES, players)
    return Corrupted(rows, {AGAINST: grades.keys("player_lookup", "game_id", "system_id", "line_value")})


@defect(kills={ACTUAL}, companions={MEANS}, sizes=(1, 20))
def graded_live(season: Corruptible, size: int) -> Rows:
    """A game was graded before it was over: the player scored another point after that."""
    rows = season.pick(
        GRADES, f"{COUNTED} AND actual_points > line_value + 2 AND signed_error BETWEEN -40 AND -7", size
    )
    season.update(
        rows,
        actual_points="actual_points - 1",
        absolute_error="absolute_error - 1",
        signed_error="signed_error + 1",
        actual_margin="actual_margin - 1",
    )
    return rows
