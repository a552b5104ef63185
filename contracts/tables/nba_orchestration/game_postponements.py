"""The contract of nba_orchestration.game_postponements."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import GAME_ID


class GamePostponements(
    Table,
    dataset="nba_orchestration",
    partition="detected_at",
    key=("game_id", "original_date"),
):
    """One game that was put off or cancelled: how that was noticed, its new day, and whether it is settled."""

    postponement_id: str = Field(nullable=True)
    game_id: str = Field(str_matches=GAME_ID)
    original_date: Date
    new_date: Date = Field(nullable=True)
    reason: str = Field(nullable=True)
    detected_at: Timestamp = Field(nullable=True)
    detection_source: str = Field(isin=["news", "schedule_anomaly", "manual"], nullable=True)
    detection_details: Json = Field(nullable=True)
    news_article_ids: Strings
    predictions_invalidated: int = Field(ge=0, nullable=True)
    status: str = Field(isin=["detected", "confirmed", "resolved"], nullable=True)
    resolved_at: Timestamp = Field(nullable=True)

    @row_rule
    def moved_to_a_later_day(t: Any) -> Any:
        return t.new_date > t.original_date

    @row_rule
    def what_is_resolved_says_when(t: Any) -> Any:
        return (t.status == "resolved") == t.resolved_at.notnull()

    @row_rule
    def resolved_after_it_was_detected(t: Any) -> Any:
        return t.resolved_at >= t.detected_at

    @row_rule
    def news_names_its_articles(t: Any) -> Any:
        return (t.detection_source != "news") | (t.news_article_ids.length() > 0)
