"""Which source makes which table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.season.league import League
from harness.season.sources import (
    balldontlie,
    basketball_reference,
    bettingpros,
    bigdataball,
    espn,
    gamebook,
    injury_reports,
    nbacom_box_scores,
    nbacom_games,
    nbacom_play_by_play,
    oddsapi,
    people,
)

TABLES: Mapping[str, Callable[[League], Any]] = {
    "nba_raw.nbac_schedule": nbacom_games.schedule_table,
    "nba_raw.nbac_schedule_source_history": nbacom_games.schedule_source_history_table,
    "nba_raw.bdl_player_boxscores": balldontlie.player_table,
    "nba_raw.nbac_gamebook_player_stats": gamebook.gamebook_table,
    "nba_raw.nbac_player_boxscores": nbacom_box_scores.player_table,
    "nba_raw.nbac_team_boxscore": nbacom_box_scores.team_table,
    "nba_raw.nbac_scoreboard_v2": nbacom_games.scoreboard_table,
    "nba_raw.nbac_play_by_play": nbacom_play_by_play.play_by_play_table,
    "nba_raw.bigdataball_play_by_play": bigdataball.play_by_play_table,
    "nba_raw.nbac_injury_report": injury_reports.injury_report_table,
    "nba_raw.nbac_player_list_current": people.nba_player_list_table,
    "nba_raw.nbac_player_movement": people.player_movement_table,
    "nba_raw.nbac_referee_game_assignments": nbacom_games.referee_table,
    "nba_raw.bdl_injuries": injury_reports.daily_list_table,
    "nba_raw.bdl_active_players_current": people.bdl_active_players_table,
    "nba_raw.bdl_standings": balldontlie.standings_table,
    "nba_raw.espn_scoreboard": espn.scoreboard_table,
    "nba_raw.espn_boxscores": espn.player_table,
    "nba_raw.espn_team_rosters": espn.rosters_table,
    "nba_raw.br_rosters_current": basketball_reference.rosters_table,
    "nba_raw.br_roster_changes": basketball_reference.roster_changes_table,
    "nba_raw.odds_api_player_points_props": oddsapi.player_props_table,
    "nba_raw.odds_api_game_lines": oddsapi.game_lines_table,
    "nba_raw.bettingpros_player_points_props": bettingpros.player_props_table,
}
