"""Defects of grades: wrong errors and verdicts, voids that are none, confidences of another scale, rows twice."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect

GRADES = "nba_predictions.prediction_accuracy"
PREDICTIONS = "nba_predictions.player_prop_predictions"
ACCURACY, DAILY, SUMMARY = (
    f"grading.{name}" for name in ("prediction_accuracy", "system_daily_performance", "performance_summary")
)

COUNTS = f"{DAILY}/counts are those of the grades"
MEANS = f"{DAILY}/error, bias and confidence are those of the grades"
WON = f"{DAILY}/win rates of over, under and high confidence are those of the grades"
TOTALS = f"{SUMMARY}/a system's totals are those of its grades"
FIGURES = {COUNTS, MEANS, WON, TOTALS}
"""What is computed from grades differs once they change."""

NO_VERDICT = f"{ACCURACY}/what is no bet, a push or void has no verdict"
CORRECT = f"{ACCURACY}/a bet is correct if the points are on its side of the line"
ABSOLUTE = f"{ACCURACY}/absolute error is predicted minus actual without its sign"
SIGNED = f"{ACCURACY}/signed error is predicted minus actual"
WITHIN = f"{ACCURACY}/within 3 and within 5 points say what the error says"
REASON = f"{ACCURACY}/void for the reason that the injury report gave"
SCALE = f"{ACCURACY}/confidence is the prediction's, on the scale of 0 to 1"
DECILE = f"{ACCURACY}/confidence decile is that of the confidence"
ORPHAN = "consistency.phase_retention/no grade without a prediction"

COUNTED, BET = "NOT is_voided", "prediction_correct IS NOT NULL"
PUSH = f"{COUNTED} AND recommendation IN ('OVER', 'UNDER') AND actual_points = line_value"


@defect(kills={ABSOLUTE}, companions={MEANS}, sizes=(1, 20))
def grade_absolute_error_one_too_large(season: Corruptible, size: int) -> Rows:
    """The absolute error of a grade is a point larger than what was predicted and played give."""
    rows = season.pick(GRADES, f"{COUNTED} AND absolute_error BETWEEN 6 AND 40", size)
    season.update(rows, absolute_error="absolute_error + 1")
    return rows


@defect(kills={ABSOLUTE}, companions={COUNTS, MEANS, WITHIN}, sizes=(1, 20))
def grade_absolute_error_keeps_its_sign(season: Corruptible, size: int) -> Rows:
    """The absolute error of a grade is negative: nobody took the sign away."""
    rows = season.pick(GRADES, f"{COUNTED} AND signed_error < -0.5", size)
    season.update(rows, absolute_error="signed_error")
    return rows


@defect(kills={SIGNED}, companions={MEANS}, sizes=(1, 20))
def grade_signed_error_reversed(season: Corruptible, size: int) -> Rows:
    """The signed error of a grade is actual minus predicted: what is too high looks too low."""
    rows = season.pick(GRADES, f"{COUNTED} AND abs(signed_error) > 1", size)
    season.update(rows, signed_error="-signed_error")
    return rows


@defect(
    kills={f"{ACCURACY}/errors are at most 80 points"},
    companions={MEANS, "grading.coverage/actual points are the box score's"},
    sizes=(1, 5),
)
def grade_of_impossible_points(season: Corruptible, size: int) -> Rows:
    """A player was graded with 120 points: the season's total of somebody else."""
    rows = season.pick(GRADES, f"{COUNTED} AND actual_points > line_value AND absolute_error > 5", size)
    season.update(
        rows,
        actual_points="120",
        absolute_error="120 - predicted_points",
        signed_error="predicted_points - 120",
        actual_margin="120 - line_value",
    )
    return rows


@defect(kills={CORRECT}, companions={COUNTS, WON, TOTALS}, sizes=(1, 20))
def grade_verdict_reversed(season: Corruptible, size: int) -> Rows:
    """A bet that was won is graded as lost, and the reverse."""
    rows = season.pick(GRADES, BET, size)
    season.update(rows, prediction_correct="NOT prediction_correct")
    return rows


@defect(kills={CORRECT}, companions={COUNTS, WON, TOTALS}, sizes=(1, 20))
def grade_of_a_bet_without_verdict(season: Corruptible, size: int) -> Rows:
    """A bet whose game is over has no verdict."""
    rows = season.pick(GRADES, BET, size)
    season.update(rows, prediction_correct="NULL")
    return rows


@defect(kills={NO_VERDICT}, companions={COUNTS, WON, TOTALS}, sizes=(1, 3))
def push_graded_as_lost(season: Corruptible, size: int) -> Rows:
    """The player scored exactly the line, and the bet counts as lost."""
    rows = season.pick(GRADES, PUSH, size)
    season.update(rows, prediction_correct="FALSE")
    return rows


@defect(kills={NO_VERDICT}, companions={COUNTS, WON, TOTALS}, sizes=(1, 20))
def pass_graded_as_won(season: Corruptible, size: int) -> Rows:
    """A system passed, and is credited with a bet that it never made."""
    rows = season.pick(GRADES, f"{COUNTED} AND recommendation = 'PASS'", size)
    season.update(rows, prediction_correct="TRUE")
    return rows


@defect(kills={NO_VERDICT}, companions={*FIGURES, ORPHAN}, sizes=(1, 10))
def grade_without_a_line_judged(season: Corruptible, size: int) -> Corrupted:
    """A prediction without a line is graded, and judged against no line at all."""
    rows = season.pick(GRADES, BET, size)
    season.insert_copies(
        rows, line_value="NULL", recommendation="'NO_LINE'", predicted_margin="NULL", actual_margin="NULL"
    )
    keys = frozenset((*key, None) for key in rows.keys("player_lookup", "game_id", "system_id"))
    return Corrupted(rows, {NO_VERDICT: keys})


@defect(kills={f"{ACCURACY}/0 points in 0 minutes are void"}, companions=FIGURES, sizes=(1, 20))
def absent_player_graded(season: Corruptible, size: int) -> Rows:
    """A player who did not play is graded as if he had scored nothing: every OVER on him is lost."""
    rows = season.pick(GRADES, "is_voided", size)
    season.update(
        rows,
        is_voided="FALSE",
        void_reason="NULL",
        absolute_error="predicted_points",
        signed_error="predicted_points",
        within_3_points="predicted_points <= 3",
        within_5_points="predicted_points <= 5",
        actual_margin="-line_value",
        prediction_correct="CASE WHEN recommendation IN ('OVER', 'UNDER') THEN recommendation = 'UNDER' END",
    )
    return rows


@defect(kills={f"{ACCURACY}/who played is not void"}, companions=FIGURES, sizes=(1, 20))
def lost_bet_voided(season: Corruptible, size: int) -> Rows:
    """A lost bet on a player who played is void: the figures look better than the system is."""
    rows = season.pick(GRADES, "NOT prediction_correct AND pre_game_injury_status IS NULL", size)
    season.update(
        rows,
        is_voided="TRUE",
        void_reason="'dnp_unknown'",
        absolute_error="NULL",
        signed_error="NULL",
        within_3_points="NULL",
        within_5_points="NULL",
        actual_margin="NULL",
        prediction_correct="NULL",
    )
    return rows


@defect(kills={REASON}, sizes=(1, 20))
def void_without_reason(season: Corruptible, size: int) -> Rows:
    """A void grade does not say why it is void."""
    rows = season.pick(GRADES, "is_voided", size)
    season.update(rows, void_reason="NULL")
    return rows


@defect(kills={REASON}, sizes=(1, 20))
def late_scratch_called_an_injury(season: Corruptible, size: int) -> Rows:
    """A player who was questionable until the game is void for an injury that was known before."""
    rows = season.pick(GRADES, "void_reason = 'dnp_late_scratch'", size)
    season.update(rows, void_reason="'dnp_injury_confirmed'")
    return rows


@defect(kills={f"{ACCURACY}/confidence from 0 to 1"}, companions={SCALE, COUNTS, MEANS, WON}, sizes=(1, 20))
def grade_confidence_in_tenths(season: Corruptible, size: int) -> Rows:
    """A confidence of 75 percent is kept as 7.5."""
    rows = season.pick(GRADES, f"{COUNTED} AND confidence_score BETWEEN 0.2 AND 0.95", size)
    season.update(rows, confidence_score="confidence_score * 10")
    return rows


@defect(kills={SCALE}, companions={COUNTS, MEANS, WON}, sizes=(1, 20))
def grade_confidence_normalised_twice(season: Corruptible, size: int) -> Rows:
    """A system that is confident on the scale of 0 to 1 was taken for one of 0 to 100, and divided by 100 again."""
    rows = season.pick(GRADES, f"{COUNTED} AND system_id IN ('moving_average', 'zone_matchup_v1')", size)
    season.update(rows, confidence_score="confidence_score / 100", confidence_decile="1")
    return rows


@defect(kills={DECILE}, sizes=(1, 20))
def confidence_decile_counted_from_zero(season: Corruptible, size: int) -> Rows:
    """The decile of a confidence is counted from 0."""
    rows = season.pick(GRADES, size=size)
    season.update(rows, confidence_decile="confidence_decile - 1")
    return rows


@defect(kills={f"{ACCURACY}/predicted margin is predicted minus line"}, sizes=(1, 20))
def predicted_margin_reversed(season: Corruptible, size: int) -> Rows:
    """The margin of a prediction is line minus predicted."""
    rows = season.pick(GRADES, "abs(predicted_margin) > 0.5", size)
    season.update(rows, predicted_margin="-predicted_margin")
    return rows


@defect(kills={f"{ACCURACY}/actual margin is actual minus line"}, sizes=(1, 20))
def actual_margin_reversed(season: Corruptible, size: int) -> Rows:
    """The margin of the game is line minus actual."""
    rows = season.pick(GRADES, f"{COUNTED} AND abs(actual_margin) > 0.5", size)
    season.update(rows, actual_margin="-actual_margin")
    return rows


@defect(kills={WITHIN}, sizes=(1, 20))
def within_three_points_but_not_five(season: Corruptible, size: int) -> Rows:
    """A grade within 3 points of the truth is not within 5."""
    rows = season.pick(GRADES, "within_3_points", size)
    season.update(rows, within_5_points="FALSE")
    return rows


@defect(kills={f"{ACCURACY}/no grade by the placeholder line 20.0"}, incident=47, sizes=(1, 10))
def grade_by_the_placeholder_line(season: Corruptible, size: int) -> Corrupted:
    """A player without a line was predicted and graded at 20.0, the line that stands for not knowing."""
    rows = season.pick(GRADES, "recommendation = 'PASS' AND line_value BETWEEN 18 AND 22", size, one_per=("game_id",))
    for row in rows.values:
        season.execute(
            f"""
            UPDATE {PREDICTIONS} SET current_points_line = 20, line_margin = predicted_points - 20
            WHERE game_id = '{row["game_id"]}' AND player_lookup = '{row["player_lookup"]}'
              AND system_id = '{row["system_id"]}' AND current_points_line = {row["line_value"]}
            """,
            touches=[PREDICTIONS],
        )
    season.update(rows, line_value="20", predicted_margin="predicted_points - 20", actual_margin="actual_points - 20")
    keys = frozenset((*key, 20.0) for key in rows.keys("player_lookup", "game_id", "system_id"))
    return Corrupted(rows, {f"{ACCURACY}/no grade by the placeholder line 20.0": keys})


@defect(
    kills={f"{ACCURACY}/one row for each player_lookup, game_id, system_id, line_value"},
    companions=FIGURES,
    incident=20,
    sizes=(1, 2_000),
)
def grade_written_twice(season: Corruptible, size: int) -> Rows:
    """A prediction was graded by two runs, and both wrote."""
    rows = season.pick(GRADES, size=size)
    season.insert_copies(rows, graded_at="graded_at + INTERVAL 40 SECOND")
    return rows


@defect(kills={f"{ACCURACY}/a grade repeats what was predicted"}, companions={MEANS}, sizes=(1, 20))
def grade_of_an_older_prediction(season: Corruptible, size: int) -> Rows:
    """A prediction was renewed, and what it said before was graded."""
    rows = season.pick(GRADES, f"{COUNTED} AND signed_error BETWEEN 6 AND 40", size)
    season.update(
        rows,
        predicted_points="predicted_points + 0.7",
        absolute_error="absolute_error + 0.7",
        signed_error="signed_error + 0.7",
        predicted_margin="predicted_margin + 0.7",
    )
    return rows
