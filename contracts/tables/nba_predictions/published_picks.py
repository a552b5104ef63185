"""The contract of nba_predictions.published_picks."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_ASKED_LINE,
    LARGEST_ERROR,
    LOWEST_ASKED_LINE,
    MOST_POINTS,
    MOST_PREDICTED_POINTS,
    PLACEHOLDER_LINE,
)
from contracts.tables.formats import BETS, GAME_ID, LOWER_KEY, PLAYER_LOOKUP, PREDICTION_SYSTEMS
from contracts.tables.nba_predictions._verdicts import is_distance, on_its_side, won
from contracts.tables.relations import id_names_the_day, in_half_steps

NOT_SHOWN_ABOVE, NOT_SHOWN_BELOW = 0.88, 0.90
"""What is this confident has not earned it, and is kept to itself."""


class PublishedPicks(
    Table,
    dataset="nba_predictions",
    partition="game_date",
    clustering=(
        "publication_type",
        "system_id",
    ),
    key=("publication_id",),
):
    """A bet that was shown to users, where and how prominently.

    Phase 6 writes it when it publishes, and adds what became of it once it is graded.
    """

    publication_id: str = Field(str_length={"min_value": 1})
    prediction_id: str = Field(str_length={"min_value": 1})
    game_date: Date
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    game_id: str = Field(str_matches=GAME_ID)
    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    # For example best_bets, all_picks, notification, promoted.
    publication_type: str = Field(str_matches=LOWER_KEY)
    # For example website, email, push.
    publication_channel: str = Field(str_matches=LOWER_KEY, nullable=True)
    rank: int = Field(ge=1, nullable=True)
    published_at: Timestamp
    recommendation: str = Field(isin=BETS)
    line_value: float = Field(ge=LOWEST_ASKED_LINE, le=HIGHEST_ASKED_LINE)
    predicted_points: float = Field(ge=0, le=MOST_PREDICTED_POINTS)
    confidence_score: float = Field(ge=0, le=1)
    edge: float = Field(ge=-MOST_PREDICTED_POINTS, le=MOST_PREDICTED_POINTS, nullable=True)
    composite_score: float = Field(ge=0, nullable=True)
    actual_points: float = Field(ge=0, le=MOST_POINTS, nullable=True)
    prediction_correct: bool = Field(nullable=True)
    absolute_error: float = Field(ge=0, le=LARGEST_ERROR, nullable=True)
    graded_at: Timestamp = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

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
    def edge_is_the_distance_to_the_line(t: Any) -> Any:
        return is_distance(t.edge, t.predicted_points, t.line_value)

    @row_rule
    def a_confidence_that_is_not_earned_is_no_best_bet(t: Any) -> Any:
        kept = (t.confidence_score > NOT_SHOWN_ABOVE) & (t.confidence_score < NOT_SHOWN_BELOW)
        return (t.publication_type != "best_bets") | ~kept

    @row_rule
    def a_pick_is_correct_if_the_points_are_on_its_side(t: Any) -> Any:
        return t.prediction_correct == won(t.recommendation, t.actual_points, t.line_value)

    @row_rule
    def error_is_the_distance_to_the_points(t: Any) -> Any:
        return is_distance(t.absolute_error, t.predicted_points, t.actual_points)

    @row_rule
    def a_verdict_comes_with_the_points_and_the_time(t: Any) -> Any:
        return t.prediction_correct.isnull() | (t.actual_points.notnull() & t.graded_at.notnull())

    @row_rule
    def it_is_graded_after_it_is_published(t: Any) -> Any:
        return t.published_at < t.graded_at
