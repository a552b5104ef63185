"""The contract of nba_precompute.player_composite_factors."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric31, Numeric41, Numeric52, Timestamp, row_rule
from contracts.tables.formats import DATA_HASH, GAME_ID, LOWER_KEY, PLAYER_LOOKUP, UNIVERSAL_PLAYER_ID
from contracts.tables.nba_analytics._completeness import Completeness
from contracts.tables.relations import dated_where_found, read_before_written

SOURCES = ("player_context", "team_context", "player_shot", "team_defense")


class PlayerCompositeFactors(
    Completeness,
    dataset="nba_precompute",
    partition="game_date",
    clustering=("player_lookup", "universal_player_id", "game_date"),
    key=("game_date", "player_lookup"),
):
    """How tiredness, zones, pace and usage should move a player's points in his next game, one row a player and day.

    Phase 4 works it out after the two zone tables. Fatigue is 100 for the freshest; the others are points.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    game_date: Date
    game_id: str = Field(str_matches=GAME_ID)
    analysis_date: Date = Field(nullable=True)
    fatigue_score: int = Field(ge=0, le=100, nullable=True)
    shot_zone_mismatch_score: Numeric41 = Field(ge=-10, le=10, nullable=True)
    pace_score: Numeric31 = Field(ge=-3, le=3, nullable=True)
    usage_spike_score: Numeric31 = Field(ge=-3, le=3, nullable=True)
    referee_favorability_score: Numeric31 = Field(ge=-5, le=5, nullable=True)
    look_ahead_pressure_score: Numeric31 = Field(ge=-5, le=5, nullable=True)
    travel_impact_score: Numeric31 = Field(ge=-3, le=3, nullable=True)
    opponent_strength_score: Numeric31 = Field(ge=-3, le=3, nullable=True)
    total_composite_adjustment: Numeric52 = Field(ge=-40, le=40, nullable=True)
    fatigue_context_json: str = Field(str_matches=r"^\{.*\}$", nullable=True)
    shot_zone_context_json: str = Field(str_matches=r"^\{.*\}$", nullable=True)
    pace_context_json: str = Field(str_matches=r"^\{.*\}$", nullable=True)
    usage_context_json: str = Field(str_matches=r"^\{.*\}$", nullable=True)
    calculation_version: str = Field(str_matches=LOWER_KEY, nullable=True)
    data_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    missing_data_fields: str = Field(nullable=True)
    has_warnings: bool = Field(nullable=True)
    warning_details: str = Field(nullable=True)
    source_player_context_last_updated: Timestamp = Field(nullable=True)
    source_player_context_rows_found: int = Field(ge=0, nullable=True)
    source_player_context_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_team_context_last_updated: Timestamp = Field(nullable=True)
    source_team_context_rows_found: int = Field(ge=0, nullable=True)
    source_team_context_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_player_shot_last_updated: Timestamp = Field(nullable=True)
    source_player_shot_rows_found: int = Field(ge=0, nullable=True)
    source_player_shot_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_team_defense_last_updated: Timestamp = Field(nullable=True)
    source_team_defense_rows_found: int = Field(ge=0, nullable=True)
    source_team_defense_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_player_context_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_team_context_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_player_shot_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_team_defense_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    early_season_flag: bool = Field(nullable=True)
    insufficient_data_reason: str = Field(nullable=True)
    upstream_player_shot_ready: bool = Field(nullable=True)
    upstream_team_defense_ready: bool = Field(nullable=True)
    upstream_player_context_ready: bool = Field(nullable=True)
    upstream_team_context_ready: bool = Field(nullable=True)
    all_upstreams_ready: bool = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def the_game_is_not_before_the_day(t: Any) -> Any:
        # Where his team does not play on the day, it is the team's next game.
        return ~t.game_id.contains("_") | (t.game_id.substr(0, 8) >= t.game_date.strftime("%Y%m%d"))

    @row_rule
    def analysis_is_not_after_the_day(t: Any) -> Any:
        return t.analysis_date <= t.game_date

    @row_rule
    def warnings_are_told(t: Any) -> Any:
        return ~t.has_warnings | t.warning_details.notnull()

    @row_rule
    def missing_fields_are_named(t: Any) -> Any:
        return (t.data_completeness_pct == 100) | t.missing_data_fields.notnull()

    @row_rule
    def all_upstreams_are_ready_where_each_is(t: Any) -> Any:
        return t.all_upstreams_ready == (
            t.upstream_player_shot_ready
            & t.upstream_team_defense_ready
            & t.upstream_player_context_ready
            & t.upstream_team_context_ready
        )

    @row_rule
    def what_is_ready_has_its_upstreams(t: Any) -> Any:
        return ~t.is_production_ready | t.all_upstreams_ready

    @row_rule
    def early_in_the_season_it_says_what_is_missing(t: Any) -> Any:
        return ~t.early_season_flag | t.insufficient_data_reason.notnull()

    @row_rule
    def sources_were_written_before_the_row(t: Any) -> Any:
        return read_before_written(t, *SOURCES)

    @row_rule
    def a_source_with_rows_has_a_date(t: Any) -> Any:
        return dated_where_found(t, *SOURCES)
