"""The contract of nba_predictions.prediction_accuracy."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Numeric43, Numeric51, Table, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_ASKED_LINE,
    LARGEST_ERROR,
    LOWEST_ASKED_LINE,
    MOST_MINUTES,
    MOST_POINTS,
    MOST_PREDICTED_POINTS,
    PLACEHOLDER_LINE,
)
from contracts.tables.formats import (
    GAME_ID,
    INJURY_STATUSES,
    PLAYER_LOOKUP,
    PREDICTION_SYSTEMS,
    RECOMMENDATIONS,
    TEAM_CODES,
)
from contracts.tables.nba_predictions._systems import LARGEST_ADJUSTMENT, MODEL
from contracts.tables.nba_predictions._verdicts import decided, differs_by, on_its_side, won
from contracts.tables.relations import id_names, id_names_the_day, in_half_steps
from harness.warehouse.functions import eastern_date


def is_void(t: Any) -> Any:
    """A row that does not say so counts."""
    return t.is_voided.fill_null(False)


class PredictionAccuracy(
    Table,
    dataset="nba_predictions",
    partition="game_date",
    clustering=(
        "system_id",
        "player_lookup",
    ),
    key=(
        "player_lookup",
        "game_id",
        "system_id",
        "line_value",
    ),
):
    """A prediction beside what the player then did: how far off it was, and whether its bet was won.

    The grader writes the rows of a day the morning after. Who did not play makes a row void.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    game_id: str = Field(str_matches=GAME_ID)
    game_date: Date
    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    opponent_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    predicted_points: Numeric51 = Field(ge=0, le=MOST_PREDICTED_POINTS, nullable=True)
    # On this scale for every system.
    confidence_score: Numeric43 = Field(ge=0, le=1, nullable=True)
    confidence_decile: int = Field(ge=1, le=10, nullable=True)
    recommendation: str = Field(isin=RECOMMENDATIONS, nullable=True)
    line_value: Numeric51 = Field(ge=LOWEST_ASKED_LINE, le=HIGHEST_ASKED_LINE, nullable=True)
    referee_adjustment: Numeric51 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    pace_adjustment: Numeric51 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    similarity_sample_size: int = Field(ge=0, nullable=True)
    actual_points: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    minutes_played: Numeric51 = Field(ge=0, le=MOST_MINUTES, nullable=True)
    absolute_error: Numeric51 = Field(ge=0, le=LARGEST_ERROR, nullable=True)
    signed_error: Numeric51 = Field(ge=-LARGEST_ERROR, le=LARGEST_ERROR, nullable=True)
    prediction_correct: bool = Field(nullable=True)
    predicted_margin: Numeric51 = Field(ge=-MOST_PREDICTED_POINTS, le=MOST_PREDICTED_POINTS, nullable=True)
    actual_margin: Numeric51 = Field(ge=-MOST_POINTS, le=MOST_POINTS, nullable=True)
    within_3_points: bool = Field(nullable=True)
    within_5_points: bool = Field(nullable=True)
    is_voided: bool = Field(nullable=True)
    void_reason: str = Field(isin=["dnp_injury_confirmed", "dnp_late_scratch", "dnp_unknown"], nullable=True)
    pre_game_injury_flag: bool = Field(nullable=True)
    pre_game_injury_status: str = Field(isin=INJURY_STATUSES, nullable=True)
    injury_confirmed_postgame: bool = Field(nullable=True)
    model_version: str = Field(str_matches=MODEL, nullable=True)
    graded_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

    @row_rule
    def game_id_names_the_teams(t: Any) -> Any:
        own, other = t.team_abbr, t.opponent_team_abbr
        return id_names(t.game_id, t.game_date, own, other) | id_names(t.game_id, t.game_date, other, own)

    @row_rule
    def line_is_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.line_value)

    @row_rule
    def line_is_not_the_placeholder(t: Any) -> Any:
        return t.line_value != PLACEHOLDER_LINE

    @row_rule
    def over_is_above_the_line_and_under_below(t: Any) -> Any:
        return on_its_side(t.recommendation, t.predicted_points, t.line_value)

    @row_rule
    def decile_is_that_of_the_confidence(t: Any) -> Any:
        tenths = (t.confidence_score.cast("float64") * 10).floor().cast("int64")
        return t.confidence_decile == ibis.least(10, tenths + 1)

    @row_rule
    def signed_error_is_predicted_minus_actual(t: Any) -> Any:
        return differs_by(t.signed_error, t.predicted_points, t.actual_points)

    @row_rule
    def absolute_error_is_the_signed_one_without_sign(t: Any) -> Any:
        return t.absolute_error == t.signed_error.abs()

    @row_rule
    def what_counts_and_was_played_has_errors(t: Any) -> Any:
        known = t.absolute_error.notnull() & t.signed_error.notnull()
        return is_void(t) | t.actual_points.isnull() | known

    @row_rule
    def predicted_margin_is_predicted_minus_line(t: Any) -> Any:
        return differs_by(t.predicted_margin, t.predicted_points, t.line_value)

    @row_rule
    def actual_margin_is_actual_minus_line(t: Any) -> Any:
        return differs_by(t.actual_margin, t.actual_points, t.line_value)

    @row_rule
    def within_3_and_within_5_say_what_the_error_says(t: Any) -> Any:
        three, five = t.absolute_error <= 3, t.absolute_error <= 5
        return (t.within_3_points == three) & (t.within_5_points == five)

    @row_rule
    def a_bet_is_correct_if_the_points_are_on_its_side(t: Any) -> Any:
        return t.prediction_correct == won(t.recommendation, t.actual_points, t.line_value)

    @row_rule
    def what_is_no_bet_a_push_or_void_has_no_verdict(t: Any) -> Any:
        judged = decided(t.recommendation, t.actual_points, t.line_value) & ~is_void(t)
        return judged | t.prediction_correct.isnull()

    @row_rule
    def a_decided_bet_has_a_verdict(t: Any) -> Any:
        judged = decided(t.recommendation, t.actual_points, t.line_value) & ~is_void(t)
        return ~judged | t.prediction_correct.notnull()

    @row_rule
    def who_did_not_play_is_void(t: Any) -> Any:
        return (t.actual_points > 0) | (t.minutes_played.fill_null(0) > 0) | is_void(t)

    @row_rule
    def who_played_is_not_void(t: Any) -> Any:
        return ~is_void(t) | ((t.actual_points.fill_null(0) == 0) & (t.minutes_played.fill_null(0) == 0))

    @row_rule
    def what_is_void_says_why_and_nothing_else_does(t: Any) -> Any:
        return is_void(t) == t.void_reason.notnull()

    @row_rule
    def the_reason_follows_from_the_status_before_the_game(t: Any) -> Any:
        status = t.pre_game_injury_status.fill_null("none")
        reason = status.cases(
            ("OUT", "dnp_injury_confirmed"),
            ("DOUBTFUL", "dnp_injury_confirmed"),
            ("QUESTIONABLE", "dnp_late_scratch"),
            ("PROBABLE", "dnp_late_scratch"),
            else_="dnp_unknown",
        )
        return t.void_reason == reason

    @row_rule
    def who_is_flagged_as_injured_has_a_status(t: Any) -> Any:
        return ~t.pre_game_injury_flag | t.pre_game_injury_status.notnull()

    @row_rule
    def an_injury_is_confirmed_only_where_it_voids(t: Any) -> Any:
        return ~t.injury_confirmed_postgame | is_void(t)

    @row_rule
    def it_is_graded_once_the_game_is_played(t: Any) -> Any:
        return eastern_date(t.graded_at) >= t.game_date
