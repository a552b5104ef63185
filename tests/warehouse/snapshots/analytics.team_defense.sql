-- one row for each game_id, defending_team_abbr
-- team is one of the 30
-- a team's opponent is another team
-- defensive_rating from 80 to 150
-- points_allowed from 60 to 190
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`defending_team_abbr`)))
  ) AS `distinct_0`,
  COUNTIF(
    NOT (
      `t1`.`defending_team_abbr` IN (
        'ATL',
        'BKN',
        'BOS',
        'CHA',
        'CHI',
        'CLE',
        'DAL',
        'DEN',
        'DET',
        'GSW',
        'HOU',
        'IND',
        'LAC',
        'LAL',
        'MEM',
        'MIA',
        'MIL',
        'MIN',
        'NOP',
        'NYK',
        'OKC',
        'ORL',
        'PHI',
        'PHX',
        'POR',
        'SAC',
        'SAS',
        'TOR',
        'UTA',
        'WAS'
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t1`.`defending_team_abbr` IN (
        'ATL',
        'BKN',
        'BOS',
        'CHA',
        'CHI',
        'CLE',
        'DAL',
        'DEN',
        'DET',
        'GSW',
        'HOU',
        'IND',
        'LAC',
        'LAL',
        'MEM',
        'MIA',
        'MIL',
        'MIN',
        'NOP',
        'NYK',
        'OKC',
        'ORL',
        'PHI',
        'PHX',
        'POR',
        'SAC',
        'SAS',
        'TOR',
        'UTA',
        'WAS'
      )
    ) IS NOT NULL
  ) AS `answered_2`,
  COUNTIF(NOT (
    `t1`.`defending_team_abbr` <> `t1`.`opponent_team_abbr`
  )) AS `bad_3`,
  LOGICAL_OR((
    `t1`.`defending_team_abbr` <> `t1`.`opponent_team_abbr`
  ) IS NOT NULL) AS `answered_3`,
  COUNTIF(NOT (
    `t1`.`defensive_rating` BETWEEN 80 AND 150
  )) AS `bad_4`,
  LOGICAL_OR((
    `t1`.`defensive_rating` BETWEEN 80 AND 150
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(NOT (
    `t1`.`points_allowed` BETWEEN 60 AND 190
  )) AS `bad_5`,
  LOGICAL_OR((
    `t1`.`points_allowed` BETWEEN 60 AND 190
  ) IS NOT NULL) AS `answered_5`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- two teams a game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t2`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNT(DISTINCT `t1`.`defending_team_abbr`) = 2 AS `holds_1`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- points allowed are the opponent's
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t6`.`points_allowed` = `t6`.`points_scored`
  )) AS `bad_6`,
  LOGICAL_OR((
    `t6`.`points_allowed` = `t6`.`points_scored`
  ) IS NOT NULL) AS `answered_6`
FROM (
  SELECT
    `t4`.`game_id`,
    `t4`.`game_date`,
    `t4`.`defending_team_abbr`,
    `t4`.`opponent_team_abbr`,
    `t4`.`season_year`,
    `t4`.`points_allowed`,
    `t4`.`opp_fg_attempts`,
    `t4`.`opp_fg_makes`,
    `t4`.`opp_three_pt_attempts`,
    `t4`.`opp_three_pt_makes`,
    `t4`.`opp_ft_attempts`,
    `t4`.`opp_ft_makes`,
    `t4`.`opp_rebounds`,
    `t4`.`opp_assists`,
    `t4`.`turnovers_forced`,
    `t4`.`fouls_committed`,
    `t4`.`opp_paint_attempts`,
    `t4`.`opp_paint_makes`,
    `t4`.`opp_mid_range_attempts`,
    `t4`.`opp_mid_range_makes`,
    `t4`.`points_in_paint_allowed`,
    `t4`.`mid_range_points_allowed`,
    `t4`.`three_pt_points_allowed`,
    `t4`.`second_chance_points_allowed`,
    `t4`.`fast_break_points_allowed`,
    `t4`.`blocks_paint`,
    `t4`.`blocks_mid_range`,
    `t4`.`blocks_three_pt`,
    `t4`.`steals`,
    `t4`.`defensive_rebounds`,
    `t4`.`defensive_rating`,
    `t4`.`opponent_pace`,
    `t4`.`opponent_ts_pct`,
    `t4`.`home_game`,
    `t4`.`win_flag`,
    `t4`.`margin_of_victory`,
    `t4`.`overtime_periods`,
    `t4`.`players_inactive`,
    `t4`.`starters_inactive`,
    `t4`.`referee_crew_id`,
    `t4`.`data_quality_tier`,
    `t4`.`primary_source_used`,
    `t4`.`processed_with_issues`,
    `t4`.`source_team_boxscore_last_updated`,
    `t4`.`source_team_boxscore_rows_found`,
    `t4`.`source_team_boxscore_completeness_pct`,
    `t4`.`source_team_boxscore_hash`,
    `t4`.`source_gamebook_players_last_updated`,
    `t4`.`source_gamebook_players_rows_found`,
    `t4`.`source_gamebook_players_completeness_pct`,
    `t4`.`source_gamebook_players_hash`,
    `t4`.`source_bdl_players_last_updated`,
    `t4`.`source_bdl_players_rows_found`,
    `t4`.`source_bdl_players_completeness_pct`,
    `t4`.`source_bdl_players_hash`,
    `t4`.`data_hash`,
    `t4`.`processed_at`,
    `t4`.`created_at`,
    `t4`.`quality_tier`,
    `t4`.`quality_score`,
    `t4`.`quality_issues`,
    `t4`.`data_sources`,
    `t4`.`quality_sample_size`,
    `t4`.`quality_used_fallback`,
    `t4`.`quality_reconstructed`,
    `t4`.`quality_calculated_at`,
    `t4`.`quality_metadata`,
    `t5`.`nba_game_id`,
    `t5`.`game_date` AS `game_date_right`,
    `t5`.`team_abbr`,
    `t5`.`season_year` AS `season_year_right`,
    `t5`.`points_scored`,
    `t5`.`fg_attempts`,
    `t5`.`fg_makes`,
    `t5`.`three_pt_attempts`,
    `t5`.`three_pt_makes`,
    `t5`.`ft_attempts`,
    `t5`.`ft_makes`,
    `t5`.`rebounds`,
    `t5`.`assists`,
    `t5`.`turnovers`,
    `t5`.`personal_fouls`,
    `t5`.`team_paint_attempts`,
    `t5`.`team_paint_makes`,
    `t5`.`team_mid_range_attempts`,
    `t5`.`team_mid_range_makes`,
    `t5`.`points_in_paint_scored`,
    `t5`.`second_chance_points_scored`,
    `t5`.`offensive_rating`,
    `t5`.`pace`,
    `t5`.`possessions`,
    `t5`.`ts_pct`,
    `t5`.`home_game` AS `home_game_right`,
    `t5`.`win_flag` AS `win_flag_right`,
    `t5`.`margin_of_victory` AS `margin_of_victory_right`,
    `t5`.`overtime_periods` AS `overtime_periods_right`,
    `t5`.`players_inactive` AS `players_inactive_right`,
    `t5`.`starters_inactive` AS `starters_inactive_right`,
    `t5`.`referee_crew_id` AS `referee_crew_id_right`,
    `t5`.`source_nbac_boxscore_last_updated`,
    `t5`.`source_nbac_boxscore_rows_found`,
    `t5`.`source_nbac_boxscore_completeness_pct`,
    `t5`.`source_nbac_boxscore_hash`,
    `t5`.`source_play_by_play_last_updated`,
    `t5`.`source_play_by_play_rows_found`,
    `t5`.`source_play_by_play_completeness_pct`,
    `t5`.`source_play_by_play_hash`,
    `t5`.`data_quality_tier` AS `data_quality_tier_right`,
    `t5`.`shot_zones_available`,
    `t5`.`shot_zones_source`,
    `t5`.`primary_source_used` AS `primary_source_used_right`,
    `t5`.`processed_with_issues` AS `processed_with_issues_right`,
    `t5`.`data_hash` AS `data_hash_right`,
    `t5`.`created_at` AS `created_at_right`,
    `t5`.`processed_at` AS `processed_at_right`,
    `t5`.`quality_tier` AS `quality_tier_right`,
    `t5`.`quality_score` AS `quality_score_right`,
    `t5`.`quality_issues` AS `quality_issues_right`,
    `t5`.`data_sources` AS `data_sources_right`,
    `t5`.`quality_sample_size` AS `quality_sample_size_right`,
    `t5`.`quality_used_fallback` AS `quality_used_fallback_right`,
    `t5`.`quality_reconstructed` AS `quality_reconstructed_right`,
    `t5`.`quality_calculated_at` AS `quality_calculated_at_right`,
    `t5`.`quality_metadata` AS `quality_metadata_right`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t4`
  INNER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`nba_game_id`,
      `t1`.`game_date`,
      `t1`.`team_abbr`,
      `t1`.`team_abbr` AS `opponent_team_abbr`,
      `t1`.`season_year`,
      `t1`.`points_scored`,
      `t1`.`fg_attempts`,
      `t1`.`fg_makes`,
      `t1`.`three_pt_attempts`,
      `t1`.`three_pt_makes`,
      `t1`.`ft_attempts`,
      `t1`.`ft_makes`,
      `t1`.`rebounds`,
      `t1`.`assists`,
      `t1`.`turnovers`,
      `t1`.`personal_fouls`,
      `t1`.`team_paint_attempts`,
      `t1`.`team_paint_makes`,
      `t1`.`team_mid_range_attempts`,
      `t1`.`team_mid_range_makes`,
      `t1`.`points_in_paint_scored`,
      `t1`.`second_chance_points_scored`,
      `t1`.`offensive_rating`,
      `t1`.`pace`,
      `t1`.`possessions`,
      `t1`.`ts_pct`,
      `t1`.`home_game`,
      `t1`.`win_flag`,
      `t1`.`margin_of_victory`,
      `t1`.`overtime_periods`,
      `t1`.`players_inactive`,
      `t1`.`starters_inactive`,
      `t1`.`referee_crew_id`,
      `t1`.`source_nbac_boxscore_last_updated`,
      `t1`.`source_nbac_boxscore_rows_found`,
      `t1`.`source_nbac_boxscore_completeness_pct`,
      `t1`.`source_nbac_boxscore_hash`,
      `t1`.`source_play_by_play_last_updated`,
      `t1`.`source_play_by_play_rows_found`,
      `t1`.`source_play_by_play_completeness_pct`,
      `t1`.`source_play_by_play_hash`,
      `t1`.`data_quality_tier`,
      `t1`.`shot_zones_available`,
      `t1`.`shot_zones_source`,
      `t1`.`primary_source_used`,
      `t1`.`processed_with_issues`,
      `t1`.`data_hash`,
      `t1`.`created_at`,
      `t1`.`processed_at`,
      `t1`.`quality_tier`,
      `t1`.`quality_score`,
      `t1`.`quality_issues`,
      `t1`.`data_sources`,
      `t1`.`quality_sample_size`,
      `t1`.`quality_used_fallback`,
      `t1`.`quality_reconstructed`,
      `t1`.`quality_calculated_at`,
      `t1`.`quality_metadata`
    FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
    ON `t4`.`game_id` = `t5`.`game_id`
    AND `t4`.`opponent_team_abbr` = `t5`.`opponent_team_abbr`
) AS `t6`;
