-- players' rows sum to the team's
-- plus-minus sums to five margins
-- a team's totals are NBA.com's
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      (
        `t10`.`points_scored` = `t10`.`players_points`
      )
      AND (
        `t10`.`fg_attempts` = `t10`.`players_fg_attempts`
      )
      AND (
        `t10`.`fg_makes` = `t10`.`players_fg_makes`
      )
      AND (
        `t10`.`three_pt_attempts` = `t10`.`players_three_pt_attempts`
      )
      AND (
        `t10`.`three_pt_makes` = `t10`.`players_three_pt_makes`
      )
      AND (
        `t10`.`ft_attempts` = `t10`.`players_ft_attempts`
      )
      AND (
        `t10`.`ft_makes` = `t10`.`players_ft_makes`
      )
      AND (
        `t10`.`assists` = `t10`.`players_assists`
      )
      AND (
        `t10`.`personal_fouls` = `t10`.`players_personal_fouls`
      )
      AND (
        `t10`.`team_paint_attempts` = `t10`.`players_paint_attempts`
      )
      AND (
        `t10`.`team_paint_makes` = `t10`.`players_paint_makes`
      )
      AND (
        `t10`.`team_mid_range_attempts` = `t10`.`players_mid_range_attempts`
      )
      AND (
        `t10`.`team_mid_range_makes` = `t10`.`players_mid_range_makes`
      )
      AND `t10`.`rebounds` - (
        `t10`.`players_offensive_rebounds` + `t10`.`players_defensive_rebounds`
      ) BETWEEN 0 AND 15
      AND `t10`.`turnovers` - `t10`.`players_turnovers` BETWEEN 0 AND 3
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    (
      (
        `t10`.`points_scored` = `t10`.`players_points`
      )
      AND (
        `t10`.`fg_attempts` = `t10`.`players_fg_attempts`
      )
      AND (
        `t10`.`fg_makes` = `t10`.`players_fg_makes`
      )
      AND (
        `t10`.`three_pt_attempts` = `t10`.`players_three_pt_attempts`
      )
      AND (
        `t10`.`three_pt_makes` = `t10`.`players_three_pt_makes`
      )
      AND (
        `t10`.`ft_attempts` = `t10`.`players_ft_attempts`
      )
      AND (
        `t10`.`ft_makes` = `t10`.`players_ft_makes`
      )
      AND (
        `t10`.`assists` = `t10`.`players_assists`
      )
      AND (
        `t10`.`personal_fouls` = `t10`.`players_personal_fouls`
      )
      AND (
        `t10`.`team_paint_attempts` = `t10`.`players_paint_attempts`
      )
      AND (
        `t10`.`team_paint_makes` = `t10`.`players_paint_makes`
      )
      AND (
        `t10`.`team_mid_range_attempts` = `t10`.`players_mid_range_attempts`
      )
      AND (
        `t10`.`team_mid_range_makes` = `t10`.`players_mid_range_makes`
      )
      AND `t10`.`rebounds` - (
        `t10`.`players_offensive_rebounds` + `t10`.`players_defensive_rebounds`
      ) BETWEEN 0 AND 15
      AND `t10`.`turnovers` - `t10`.`players_turnovers` BETWEEN 0 AND 3
    ) IS NOT NULL
  ) AS `answered_0`,
  COUNTIF(NOT (
    `t10`.`players_plus_minus` = (
      `t10`.`margin_of_victory` * 5
    )
  )) AS `bad_1`,
  LOGICAL_OR(
    (
      `t10`.`players_plus_minus` = (
        `t10`.`margin_of_victory` * 5
      )
    ) IS NOT NULL
  ) AS `answered_1`,
  COUNTIF(
    NOT (
      (
        `t10`.`points_scored` = `t10`.`nbacom_points`
      )
      AND (
        `t10`.`fg_makes` = `t10`.`nbacom_fg_made`
      )
      AND (
        `t10`.`fg_attempts` = `t10`.`nbacom_fg_attempted`
      )
      AND (
        `t10`.`three_pt_makes` = `t10`.`nbacom_three_pt_made`
      )
      AND (
        `t10`.`three_pt_attempts` = `t10`.`nbacom_three_pt_attempted`
      )
      AND (
        `t10`.`ft_makes` = `t10`.`nbacom_ft_made`
      )
      AND (
        `t10`.`ft_attempts` = `t10`.`nbacom_ft_attempted`
      )
      AND (
        `t10`.`rebounds` = `t10`.`nbacom_total_rebounds`
      )
      AND (
        `t10`.`assists` = `t10`.`nbacom_assists`
      )
      AND (
        `t10`.`turnovers` = `t10`.`nbacom_turnovers`
      )
      AND (
        `t10`.`personal_fouls` = `t10`.`nbacom_personal_fouls`
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      (
        `t10`.`points_scored` = `t10`.`nbacom_points`
      )
      AND (
        `t10`.`fg_makes` = `t10`.`nbacom_fg_made`
      )
      AND (
        `t10`.`fg_attempts` = `t10`.`nbacom_fg_attempted`
      )
      AND (
        `t10`.`three_pt_makes` = `t10`.`nbacom_three_pt_made`
      )
      AND (
        `t10`.`three_pt_attempts` = `t10`.`nbacom_three_pt_attempted`
      )
      AND (
        `t10`.`ft_makes` = `t10`.`nbacom_ft_made`
      )
      AND (
        `t10`.`ft_attempts` = `t10`.`nbacom_ft_attempted`
      )
      AND (
        `t10`.`rebounds` = `t10`.`nbacom_total_rebounds`
      )
      AND (
        `t10`.`assists` = `t10`.`nbacom_assists`
      )
      AND (
        `t10`.`turnovers` = `t10`.`nbacom_turnovers`
      )
      AND (
        `t10`.`personal_fouls` = `t10`.`nbacom_personal_fouls`
      )
    ) IS NOT NULL
  ) AS `answered_4`
FROM (
  SELECT
    `t6`.`game_id`,
    `t6`.`nba_game_id`,
    `t6`.`game_date`,
    `t6`.`team_abbr`,
    `t6`.`opponent_team_abbr`,
    `t6`.`season_year`,
    `t6`.`points_scored`,
    `t6`.`fg_attempts`,
    `t6`.`fg_makes`,
    `t6`.`three_pt_attempts`,
    `t6`.`three_pt_makes`,
    `t6`.`ft_attempts`,
    `t6`.`ft_makes`,
    `t6`.`rebounds`,
    `t6`.`assists`,
    `t6`.`turnovers`,
    `t6`.`personal_fouls`,
    `t6`.`team_paint_attempts`,
    `t6`.`team_paint_makes`,
    `t6`.`team_mid_range_attempts`,
    `t6`.`team_mid_range_makes`,
    `t6`.`points_in_paint_scored`,
    `t6`.`second_chance_points_scored`,
    `t6`.`offensive_rating`,
    `t6`.`pace`,
    `t6`.`possessions`,
    `t6`.`ts_pct`,
    `t6`.`home_game`,
    `t6`.`win_flag`,
    `t6`.`margin_of_victory`,
    `t6`.`overtime_periods`,
    `t6`.`players_inactive`,
    `t6`.`starters_inactive`,
    `t6`.`referee_crew_id`,
    `t6`.`source_nbac_boxscore_last_updated`,
    `t6`.`source_nbac_boxscore_rows_found`,
    `t6`.`source_nbac_boxscore_completeness_pct`,
    `t6`.`source_nbac_boxscore_hash`,
    `t6`.`source_play_by_play_last_updated`,
    `t6`.`source_play_by_play_rows_found`,
    `t6`.`source_play_by_play_completeness_pct`,
    `t6`.`source_play_by_play_hash`,
    `t6`.`data_quality_tier`,
    `t6`.`shot_zones_available`,
    `t6`.`shot_zones_source`,
    `t6`.`primary_source_used`,
    `t6`.`processed_with_issues`,
    `t6`.`data_hash`,
    `t6`.`created_at`,
    `t6`.`processed_at`,
    `t6`.`quality_tier`,
    `t6`.`quality_score`,
    `t6`.`quality_issues`,
    `t6`.`data_sources`,
    `t6`.`quality_sample_size`,
    `t6`.`quality_used_fallback`,
    `t6`.`quality_reconstructed`,
    `t6`.`quality_calculated_at`,
    `t6`.`quality_metadata`,
    `t9`.`game_id` AS `game_id_of_players`,
    `t9`.`team_abbr` AS `team_abbr_of_players`,
    `t9`.`game_date` AS `game_date_of_players`,
    `t9`.`players_points`,
    `t9`.`players_fg_attempts`,
    `t9`.`players_fg_makes`,
    `t9`.`players_three_pt_attempts`,
    `t9`.`players_three_pt_makes`,
    `t9`.`players_ft_attempts`,
    `t9`.`players_ft_makes`,
    `t9`.`players_assists`,
    `t9`.`players_offensive_rebounds`,
    `t9`.`players_defensive_rebounds`,
    `t9`.`players_turnovers`,
    `t9`.`players_personal_fouls`,
    `t9`.`players_paint_attempts`,
    `t9`.`players_paint_makes`,
    `t9`.`players_mid_range_attempts`,
    `t9`.`players_mid_range_makes`,
    `t9`.`players_plus_minus`,
    `t7`.`game_id` AS `game_id_of_nbacom`,
    `t7`.`team_abbr` AS `team_abbr_of_nbacom`,
    `t7`.`nbacom_points`,
    `t7`.`nbacom_fg_made`,
    `t7`.`nbacom_fg_attempted`,
    `t7`.`nbacom_three_pt_made`,
    `t7`.`nbacom_three_pt_attempted`,
    `t7`.`nbacom_ft_made`,
    `t7`.`nbacom_ft_attempted`,
    `t7`.`nbacom_total_rebounds`,
    `t7`.`nbacom_assists`,
    `t7`.`nbacom_turnovers`,
    `t7`.`nbacom_personal_fouls`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t6`
  LEFT OUTER JOIN (
    SELECT
      `t5`.`game_id`,
      `t5`.`team_abbr`,
      MIN(`t5`.`game_date`) AS `game_date`,
      SUM(`t5`.`points`) AS `players_points`,
      SUM(`t5`.`fg_attempts`) AS `players_fg_attempts`,
      SUM(`t5`.`fg_makes`) AS `players_fg_makes`,
      SUM(`t5`.`three_pt_attempts`) AS `players_three_pt_attempts`,
      SUM(`t5`.`three_pt_makes`) AS `players_three_pt_makes`,
      SUM(`t5`.`ft_attempts`) AS `players_ft_attempts`,
      SUM(`t5`.`ft_makes`) AS `players_ft_makes`,
      SUM(`t5`.`assists`) AS `players_assists`,
      SUM(`t5`.`offensive_rebounds`) AS `players_offensive_rebounds`,
      SUM(`t5`.`defensive_rebounds`) AS `players_defensive_rebounds`,
      SUM(`t5`.`turnovers`) AS `players_turnovers`,
      SUM(`t5`.`personal_fouls`) AS `players_personal_fouls`,
      SUM(`t5`.`paint_attempts`) AS `players_paint_attempts`,
      SUM(`t5`.`paint_makes`) AS `players_paint_makes`,
      SUM(`t5`.`mid_range_attempts`) AS `players_mid_range_attempts`,
      SUM(`t5`.`mid_range_makes`) AS `players_mid_range_makes`,
      SUM(`t5`.`plus_minus`) AS `players_plus_minus`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t2`
      WHERE
        `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t5`
    GROUP BY
      1,
      2
  ) AS `t9`
    ON `t6`.`game_id` = `t9`.`game_id` AND `t6`.`team_abbr` = `t9`.`team_abbr`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`team_abbr`,
      `t1`.`points` AS `nbacom_points`,
      `t1`.`fg_made` AS `nbacom_fg_made`,
      `t1`.`fg_attempted` AS `nbacom_fg_attempted`,
      `t1`.`three_pt_made` AS `nbacom_three_pt_made`,
      `t1`.`three_pt_attempted` AS `nbacom_three_pt_attempted`,
      `t1`.`ft_made` AS `nbacom_ft_made`,
      `t1`.`ft_attempted` AS `nbacom_ft_attempted`,
      `t1`.`total_rebounds` AS `nbacom_total_rebounds`,
      `t1`.`assists` AS `nbacom_assists`,
      `t1`.`turnovers` AS `nbacom_turnovers`,
      `t1`.`personal_fouls` AS `nbacom_personal_fouls`
    FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t7`
    ON `t6`.`game_id` = `t7`.`game_id` AND `t6`.`team_abbr` = `t7`.`team_abbr`
) AS `t10`;

-- a defence mirrors the opponent's offence
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      (
        `t6`.`points_allowed` = `t6`.`points_scored`
      )
      AND (
        `t6`.`opp_fg_attempts` = `t6`.`fg_attempts`
      )
      AND (
        `t6`.`opp_fg_makes` = `t6`.`fg_makes`
      )
      AND (
        `t6`.`opp_three_pt_attempts` = `t6`.`three_pt_attempts`
      )
      AND (
        `t6`.`opp_three_pt_makes` = `t6`.`three_pt_makes`
      )
      AND (
        `t6`.`opp_ft_attempts` = `t6`.`ft_attempts`
      )
      AND (
        `t6`.`opp_ft_makes` = `t6`.`ft_makes`
      )
      AND (
        `t6`.`opp_rebounds` = `t6`.`rebounds`
      )
      AND (
        `t6`.`opp_assists` = `t6`.`assists`
      )
      AND (
        `t6`.`turnovers_forced` = `t6`.`turnovers`
      )
      AND (
        `t6`.`opp_paint_attempts` = `t6`.`team_paint_attempts`
      )
      AND (
        `t6`.`opp_paint_makes` = `t6`.`team_paint_makes`
      )
      AND (
        `t6`.`opp_mid_range_attempts` = `t6`.`team_mid_range_attempts`
      )
      AND (
        `t6`.`opp_mid_range_makes` = `t6`.`team_mid_range_makes`
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      (
        `t6`.`points_allowed` = `t6`.`points_scored`
      )
      AND (
        `t6`.`opp_fg_attempts` = `t6`.`fg_attempts`
      )
      AND (
        `t6`.`opp_fg_makes` = `t6`.`fg_makes`
      )
      AND (
        `t6`.`opp_three_pt_attempts` = `t6`.`three_pt_attempts`
      )
      AND (
        `t6`.`opp_three_pt_makes` = `t6`.`three_pt_makes`
      )
      AND (
        `t6`.`opp_ft_attempts` = `t6`.`ft_attempts`
      )
      AND (
        `t6`.`opp_ft_makes` = `t6`.`ft_makes`
      )
      AND (
        `t6`.`opp_rebounds` = `t6`.`rebounds`
      )
      AND (
        `t6`.`opp_assists` = `t6`.`assists`
      )
      AND (
        `t6`.`turnovers_forced` = `t6`.`turnovers`
      )
      AND (
        `t6`.`opp_paint_attempts` = `t6`.`team_paint_attempts`
      )
      AND (
        `t6`.`opp_paint_makes` = `t6`.`team_paint_makes`
      )
      AND (
        `t6`.`opp_mid_range_attempts` = `t6`.`team_mid_range_attempts`
      )
      AND (
        `t6`.`opp_mid_range_makes` = `t6`.`team_mid_range_makes`
      )
    ) IS NOT NULL
  ) AS `answered_2`
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

-- one team won, by the margin
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_3`
  )) AS `bad_3`,
  LOGICAL_OR(`t2`.`holds_3` IS NOT NULL) AS `answered_3`
FROM (
  SELECT
    `t1`.`game_id`,
    COALESCE(
      (
        (
          MAX(`t1`.`margin_of_victory`) = (
            MAX(`t1`.`points_scored`) - MIN(`t1`.`points_scored`)
          )
        )
        AND (
          MIN(`t1`.`margin_of_victory`) = -(
            MAX(`t1`.`points_scored`) - MIN(`t1`.`points_scored`)
          )
        )
        AND (
          MAX(IF(`t1`.`win_flag`, `t1`.`points_scored`, NULL)) = MAX(`t1`.`points_scored`)
        )
        AND (
          COUNTIF(`t1`.`win_flag`) = 1
        )
        AND (
          (
            MAX(`t1`.`points_scored`) - MIN(`t1`.`points_scored`)
          ) > 0
        )
      )
      OR (
        COUNT(DISTINCT `t1`.`team_abbr`) <> 2
      ),
      FALSE
    ) AS `holds_3`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;
