"""The contract of nba_reference.nba_players_registry."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, PLAYER_LOOKUP, POSITION, SEASON_LABEL, TEAM_CODES, UNIVERSAL_PLAYER_ID
from contracts.tables.relations import season_of
from harness.warehouse.functions import eastern_date, season_label

# 82 in the regular season, two play-in games, four rounds of seven.
_MOST_GAMES = 82 + 2 + 4 * 7


class NbaPlayersRegistry(
    Table,
    dataset="nba_reference",
    clustering=("universal_player_id", "player_lookup", "season", "team_abbr"),
    key=("player_lookup", "team_abbr", "season"),
):
    """One player with one team in one season: how often he was listed, and which source said so last.

    Gamebooks and rosters both write it; a traded player has a row with each team.
    """

    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    player_name: str
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    team_abbr: str = Field(isin=TEAM_CODES)
    season: str = Field(str_matches=SEASON_LABEL)
    first_game_date: Date = Field(nullable=True)
    last_game_date: Date = Field(nullable=True)
    games_played: int = Field(ge=0, le=_MOST_GAMES, nullable=True)
    total_appearances: int = Field(ge=0, le=_MOST_GAMES, nullable=True)
    inactive_appearances: int = Field(ge=0, le=_MOST_GAMES, nullable=True)
    dnp_appearances: int = Field(ge=0, le=_MOST_GAMES, nullable=True)
    jersey_number: int = Field(ge=0, le=99, nullable=True)
    position: str = Field(str_matches=POSITION, nullable=True)
    # nba_gamebook, roster_nba_com, roster_espn, roster_br …
    source_priority: str = Field(str_matches=LOWER_KEY, nullable=True)
    confidence_score: float = Field(ge=0, le=1, nullable=True)
    # gamebook, roster …
    last_processor: str = Field(str_matches=LOWER_KEY, nullable=True)
    last_gamebook_update: Timestamp = Field(nullable=True)
    last_roster_update: Timestamp = Field(nullable=True)
    gamebook_update_count: int = Field(ge=0, nullable=True)
    roster_update_count: int = Field(ge=0, nullable=True)
    update_sequence_number: int = Field(ge=1, nullable=True)
    last_gamebook_activity_date: Date = Field(nullable=True)
    last_roster_activity_date: Date = Field(nullable=True)
    created_by: str = Field(str_matches=LOWER_KEY)
    created_at: Timestamp
    processed_at: Timestamp

    @row_rule
    def registry_id_is_made_from_the_lookup(t: Any) -> Any:
        return t.universal_player_id.re_extract(r"^(.+)_\d{3}$", 1) == t.player_lookup

    @row_rule
    def appearances_add_up(t: Any) -> Any:
        return t.total_appearances == t.games_played + t.inactive_appearances + t.dnp_appearances

    @row_rule
    def first_game_comes_before_the_last(t: Any) -> Any:
        return t.first_game_date <= t.last_game_date

    @row_rule
    def games_are_of_the_season(t: Any) -> Any:
        return (t.season == season_label(season_of(t.first_game_date))) & (
            t.season == season_label(season_of(t.last_game_date))
        )

    @row_rule
    def gamebook_tells_of_what_has_been(t: Any) -> Any:
        return t.last_gamebook_activity_date <= eastern_date(t.last_gamebook_update)

    @row_rule
    def roster_tells_of_what_has_been(t: Any) -> Any:
        return t.last_roster_activity_date <= eastern_date(t.last_roster_update)

    @row_rule
    def processed_after_it_was_created(t: Any) -> Any:
        return t.processed_at >= t.created_at
