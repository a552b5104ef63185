-- Ball Don't Lie has NBA.com's player lines
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      (
        `t8`.`points` = `t8`.`nbacom_points`
      )
      AND (
        `t8`.`rebounds` = `t8`.`nbacom_rebounds`
      )
      AND (
        `t8`.`assists` = `t8`.`nbacom_assists`
      )
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    (
      (
        `t8`.`points` = `t8`.`nbacom_points`
      )
      AND (
        `t8`.`rebounds` = `t8`.`nbacom_rebounds`
      )
      AND (
        `t8`.`assists` = `t8`.`nbacom_assists`
      )
    ) IS NOT NULL
  ) AS `answered_0`
FROM (
  SELECT
    `t5`.`game_id`,
    `t5`.`game_date`,
    `t5`.`season_year`,
    `t5`.`game_status`,
    `t5`.`period`,
    `t5`.`is_postseason`,
    `t5`.`home_team_abbr`,
    `t5`.`away_team_abbr`,
    `t5`.`home_team_score`,
    `t5`.`away_team_score`,
    `t5`.`team_abbr`,
    `t5`.`player_full_name`,
    `t5`.`player_lookup`,
    `t5`.`bdl_player_id`,
    `t5`.`jersey_number`,
    `t5`.`position`,
    `t5`.`minutes`,
    `t5`.`points`,
    `t5`.`assists`,
    `t5`.`rebounds`,
    `t5`.`offensive_rebounds`,
    `t5`.`defensive_rebounds`,
    `t5`.`steals`,
    `t5`.`blocks`,
    `t5`.`turnovers`,
    `t5`.`personal_fouls`,
    `t5`.`field_goals_made`,
    `t5`.`field_goals_attempted`,
    `t5`.`field_goal_pct`,
    `t5`.`three_pointers_made`,
    `t5`.`three_pointers_attempted`,
    `t5`.`three_point_pct`,
    `t5`.`free_throws_made`,
    `t5`.`free_throws_attempted`,
    `t5`.`free_throw_pct`,
    `t5`.`source_file_path`,
    `t5`.`created_at`,
    `t5`.`data_hash`,
    `t5`.`processed_at`,
    `t7`.`game_id` AS `game_id_of_nbacom`,
    `t7`.`player_lookup` AS `player_lookup_of_nbacom`,
    `t7`.`nba_player_id`,
    `t7`.`nbacom_points`,
    `t7`.`nbacom_rebounds`,
    `t7`.`nbacom_assists`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`player_lookup`,
      `t1`.`nba_player_id`,
      `t1`.`points` AS `nbacom_points`,
      `t1`.`total_rebounds` AS `nbacom_rebounds`,
      `t1`.`assists` AS `nbacom_assists`
    FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t7`
    ON `t5`.`game_id` = `t7`.`game_id` AND `t5`.`player_lookup` = `t7`.`player_lookup`
  WHERE
    EXISTS(
      SELECT
        1
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t6`
      WHERE
        `t5`.`game_id` = `t6`.`game_id`
    )
) AS `t8`;

-- the gamebook has NBA.com's player lines
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      (
        `t6`.`points` = `t6`.`points_right`
      )
      AND (
        `t6`.`rebounds` = `t6`.`rebounds_right`
      )
      AND (
        `t6`.`assists` = `t6`.`assists_right`
      )
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      (
        `t6`.`points` = `t6`.`points_right`
      )
      AND (
        `t6`.`rebounds` = `t6`.`rebounds_right`
      )
      AND (
        `t6`.`assists` = `t6`.`assists_right`
      )
    ) IS NOT NULL
  ) AS `answered_1`
FROM (
  SELECT
    `t4`.`game_id`,
    `t4`.`game_code`,
    `t4`.`game_date`,
    `t4`.`season_year`,
    `t4`.`home_team_abbr`,
    `t4`.`away_team_abbr`,
    `t4`.`player_name`,
    `t4`.`player_name_original`,
    `t4`.`player_lookup`,
    `t4`.`team_abbr`,
    `t4`.`player_status`,
    `t4`.`dnp_reason`,
    `t4`.`name_resolution_status`,
    `t4`.`name_resolution_confidence`,
    `t4`.`name_resolution_method`,
    `t4`.`br_team_abbr_used`,
    `t4`.`minutes`,
    `t4`.`minutes_decimal`,
    `t4`.`points`,
    `t4`.`field_goals_made`,
    `t4`.`field_goals_attempted`,
    `t4`.`field_goal_percentage`,
    `t4`.`three_pointers_made`,
    `t4`.`three_pointers_attempted`,
    `t4`.`three_point_percentage`,
    `t4`.`free_throws_made`,
    `t4`.`free_throws_attempted`,
    `t4`.`free_throw_percentage`,
    `t4`.`offensive_rebounds`,
    `t4`.`defensive_rebounds`,
    `t4`.`total_rebounds`,
    `t4`.`assists`,
    `t4`.`steals`,
    `t4`.`blocks`,
    `t4`.`turnovers`,
    `t4`.`personal_fouls`,
    `t4`.`plus_minus`,
    `t4`.`processed_by_run_id`,
    `t4`.`source_file_path`,
    `t4`.`data_hash`,
    `t4`.`processed_at`,
    `t4`.`data_quality_flags`,
    `t4`.`requires_manual_review`,
    `t4`.`rebounds`,
    `t5`.`game_date` AS `game_date_right`,
    `t5`.`season_year` AS `season_year_right`,
    `t5`.`season_type`,
    `t5`.`nba_game_id`,
    `t5`.`game_code` AS `game_code_right`,
    `t5`.`game_status`,
    `t5`.`period`,
    `t5`.`is_playoff_game`,
    `t5`.`home_team_id`,
    `t5`.`home_team_abbr` AS `home_team_abbr_right`,
    `t5`.`home_team_score`,
    `t5`.`away_team_id`,
    `t5`.`away_team_abbr` AS `away_team_abbr_right`,
    `t5`.`away_team_score`,
    `t5`.`nba_player_id`,
    `t5`.`player_full_name`,
    `t5`.`team_id`,
    `t5`.`team_abbr` AS `team_abbr_right`,
    `t5`.`jersey_number`,
    `t5`.`position`,
    `t5`.`starter`,
    `t5`.`minutes` AS `minutes_right`,
    `t5`.`points` AS `points_right`,
    `t5`.`field_goals_made` AS `field_goals_made_right`,
    `t5`.`field_goals_attempted` AS `field_goals_attempted_right`,
    `t5`.`field_goal_percentage` AS `field_goal_percentage_right`,
    `t5`.`three_pointers_made` AS `three_pointers_made_right`,
    `t5`.`three_pointers_attempted` AS `three_pointers_attempted_right`,
    `t5`.`three_point_percentage` AS `three_point_percentage_right`,
    `t5`.`free_throws_made` AS `free_throws_made_right`,
    `t5`.`free_throws_attempted` AS `free_throws_attempted_right`,
    `t5`.`free_throw_percentage` AS `free_throw_percentage_right`,
    `t5`.`offensive_rebounds` AS `offensive_rebounds_right`,
    `t5`.`defensive_rebounds` AS `defensive_rebounds_right`,
    `t5`.`total_rebounds` AS `total_rebounds_right`,
    `t5`.`assists` AS `assists_right`,
    `t5`.`steals` AS `steals_right`,
    `t5`.`blocks` AS `blocks_right`,
    `t5`.`turnovers` AS `turnovers_right`,
    `t5`.`personal_fouls` AS `personal_fouls_right`,
    `t5`.`flagrant_fouls`,
    `t5`.`technical_fouls`,
    `t5`.`plus_minus` AS `plus_minus_right`,
    `t5`.`true_shooting_pct`,
    `t5`.`effective_fg_pct`,
    `t5`.`usage_rate`,
    `t5`.`offensive_rating`,
    `t5`.`defensive_rating`,
    `t5`.`pace`,
    `t5`.`pie`,
    `t5`.`points_q1`,
    `t5`.`points_q2`,
    `t5`.`points_q3`,
    `t5`.`points_q4`,
    `t5`.`points_ot`,
    `t5`.`source_file_path` AS `source_file_path_right`,
    `t5`.`scrape_timestamp`,
    `t5`.`created_at`,
    `t5`.`data_hash` AS `data_hash_right`,
    `t5`.`processed_at` AS `processed_at_right`,
    `t5`.`rebounds` AS `rebounds_right`
  FROM (
    SELECT
      `t0`.`game_id`,
      `t0`.`game_code`,
      `t0`.`game_date`,
      `t0`.`season_year`,
      `t0`.`home_team_abbr`,
      `t0`.`away_team_abbr`,
      `t0`.`player_name`,
      `t0`.`player_name_original`,
      `t0`.`player_lookup`,
      `t0`.`team_abbr`,
      `t0`.`player_status`,
      `t0`.`dnp_reason`,
      `t0`.`name_resolution_status`,
      `t0`.`name_resolution_confidence`,
      `t0`.`name_resolution_method`,
      `t0`.`br_team_abbr_used`,
      `t0`.`minutes`,
      `t0`.`minutes_decimal`,
      `t0`.`points`,
      `t0`.`field_goals_made`,
      `t0`.`field_goals_attempted`,
      `t0`.`field_goal_percentage`,
      `t0`.`three_pointers_made`,
      `t0`.`three_pointers_attempted`,
      `t0`.`three_point_percentage`,
      `t0`.`free_throws_made`,
      `t0`.`free_throws_attempted`,
      `t0`.`free_throw_percentage`,
      `t0`.`offensive_rebounds`,
      `t0`.`defensive_rebounds`,
      `t0`.`total_rebounds`,
      `t0`.`assists`,
      `t0`.`steals`,
      `t0`.`blocks`,
      `t0`.`turnovers`,
      `t0`.`personal_fouls`,
      `t0`.`plus_minus`,
      `t0`.`processed_by_run_id`,
      `t0`.`source_file_path`,
      `t0`.`data_hash`,
      `t0`.`processed_at`,
      `t0`.`data_quality_flags`,
      `t0`.`requires_manual_review`,
      `t0`.`total_rebounds` AS `rebounds`
    FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t4`
  INNER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`game_date`,
      `t1`.`season_year`,
      `t1`.`season_type`,
      `t1`.`nba_game_id`,
      `t1`.`game_code`,
      `t1`.`game_status`,
      `t1`.`period`,
      `t1`.`is_playoff_game`,
      `t1`.`home_team_id`,
      `t1`.`home_team_abbr`,
      `t1`.`home_team_score`,
      `t1`.`away_team_id`,
      `t1`.`away_team_abbr`,
      `t1`.`away_team_score`,
      `t1`.`nba_player_id`,
      `t1`.`player_full_name`,
      `t1`.`player_lookup`,
      `t1`.`team_id`,
      `t1`.`team_abbr`,
      `t1`.`jersey_number`,
      `t1`.`position`,
      `t1`.`starter`,
      `t1`.`minutes`,
      `t1`.`points`,
      `t1`.`field_goals_made`,
      `t1`.`field_goals_attempted`,
      `t1`.`field_goal_percentage`,
      `t1`.`three_pointers_made`,
      `t1`.`three_pointers_attempted`,
      `t1`.`three_point_percentage`,
      `t1`.`free_throws_made`,
      `t1`.`free_throws_attempted`,
      `t1`.`free_throw_percentage`,
      `t1`.`offensive_rebounds`,
      `t1`.`defensive_rebounds`,
      `t1`.`total_rebounds`,
      `t1`.`assists`,
      `t1`.`steals`,
      `t1`.`blocks`,
      `t1`.`turnovers`,
      `t1`.`personal_fouls`,
      `t1`.`flagrant_fouls`,
      `t1`.`technical_fouls`,
      `t1`.`plus_minus`,
      `t1`.`true_shooting_pct`,
      `t1`.`effective_fg_pct`,
      `t1`.`usage_rate`,
      `t1`.`offensive_rating`,
      `t1`.`defensive_rating`,
      `t1`.`pace`,
      `t1`.`pie`,
      `t1`.`points_q1`,
      `t1`.`points_q2`,
      `t1`.`points_q3`,
      `t1`.`points_q4`,
      `t1`.`points_ot`,
      `t1`.`source_file_path`,
      `t1`.`scrape_timestamp`,
      `t1`.`created_at`,
      `t1`.`data_hash`,
      `t1`.`processed_at`,
      `t1`.`total_rebounds` AS `rebounds`
    FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
    ON `t4`.`game_id` = `t5`.`game_id` AND `t4`.`player_lookup` = `t5`.`player_lookup`
) AS `t6`;

-- ESPN has NBA.com's player lines
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      (
        `t6`.`points` = `t6`.`points_right`
      )
      AND (
        `t6`.`rebounds` = `t6`.`rebounds_right`
      )
      AND (
        `t6`.`assists` = `t6`.`assists_right`
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      (
        `t6`.`points` = `t6`.`points_right`
      )
      AND (
        `t6`.`rebounds` = `t6`.`rebounds_right`
      )
      AND (
        `t6`.`assists` = `t6`.`assists_right`
      )
    ) IS NOT NULL
  ) AS `answered_2`
FROM (
  SELECT
    `t4`.`game_id`,
    `t4`.`espn_game_id`,
    `t4`.`game_date`,
    `t4`.`season_year`,
    `t4`.`game_status`,
    `t4`.`period`,
    `t4`.`is_postseason`,
    `t4`.`home_team_abbr`,
    `t4`.`away_team_abbr`,
    `t4`.`home_team_score`,
    `t4`.`away_team_score`,
    `t4`.`home_team_espn_id`,
    `t4`.`away_team_espn_id`,
    `t4`.`team_abbr`,
    `t4`.`player_full_name`,
    `t4`.`player_lookup`,
    `t4`.`espn_player_id`,
    `t4`.`jersey_number`,
    `t4`.`position`,
    `t4`.`starter`,
    `t4`.`minutes`,
    `t4`.`points`,
    `t4`.`field_goals_made`,
    `t4`.`field_goals_attempted`,
    `t4`.`field_goal_percentage`,
    `t4`.`three_pointers_made`,
    `t4`.`three_pointers_attempted`,
    `t4`.`three_point_percentage`,
    `t4`.`free_throws_made`,
    `t4`.`free_throws_attempted`,
    `t4`.`free_throw_percentage`,
    `t4`.`rebounds`,
    `t4`.`offensive_rebounds`,
    `t4`.`defensive_rebounds`,
    `t4`.`assists`,
    `t4`.`steals`,
    `t4`.`blocks`,
    `t4`.`turnovers`,
    `t4`.`fouls`,
    `t4`.`plus_minus`,
    `t4`.`source_file_path`,
    `t4`.`created_at`,
    `t4`.`data_hash`,
    `t4`.`processed_at`,
    `t5`.`game_date` AS `game_date_right`,
    `t5`.`season_year` AS `season_year_right`,
    `t5`.`season_type`,
    `t5`.`nba_game_id`,
    `t5`.`game_code`,
    `t5`.`game_status` AS `game_status_right`,
    `t5`.`period` AS `period_right`,
    `t5`.`is_playoff_game`,
    `t5`.`home_team_id`,
    `t5`.`home_team_abbr` AS `home_team_abbr_right`,
    `t5`.`home_team_score` AS `home_team_score_right`,
    `t5`.`away_team_id`,
    `t5`.`away_team_abbr` AS `away_team_abbr_right`,
    `t5`.`away_team_score` AS `away_team_score_right`,
    `t5`.`nba_player_id`,
    `t5`.`player_full_name` AS `player_full_name_right`,
    `t5`.`team_id`,
    `t5`.`team_abbr` AS `team_abbr_right`,
    `t5`.`jersey_number` AS `jersey_number_right`,
    `t5`.`position` AS `position_right`,
    `t5`.`starter` AS `starter_right`,
    `t5`.`minutes` AS `minutes_right`,
    `t5`.`points` AS `points_right`,
    `t5`.`field_goals_made` AS `field_goals_made_right`,
    `t5`.`field_goals_attempted` AS `field_goals_attempted_right`,
    `t5`.`field_goal_percentage` AS `field_goal_percentage_right`,
    `t5`.`three_pointers_made` AS `three_pointers_made_right`,
    `t5`.`three_pointers_attempted` AS `three_pointers_attempted_right`,
    `t5`.`three_point_percentage` AS `three_point_percentage_right`,
    `t5`.`free_throws_made` AS `free_throws_made_right`,
    `t5`.`free_throws_attempted` AS `free_throws_attempted_right`,
    `t5`.`free_throw_percentage` AS `free_throw_percentage_right`,
    `t5`.`offensive_rebounds` AS `offensive_rebounds_right`,
    `t5`.`defensive_rebounds` AS `defensive_rebounds_right`,
    `t5`.`total_rebounds`,
    `t5`.`assists` AS `assists_right`,
    `t5`.`steals` AS `steals_right`,
    `t5`.`blocks` AS `blocks_right`,
    `t5`.`turnovers` AS `turnovers_right`,
    `t5`.`personal_fouls`,
    `t5`.`flagrant_fouls`,
    `t5`.`technical_fouls`,
    `t5`.`plus_minus` AS `plus_minus_right`,
    `t5`.`true_shooting_pct`,
    `t5`.`effective_fg_pct`,
    `t5`.`usage_rate`,
    `t5`.`offensive_rating`,
    `t5`.`defensive_rating`,
    `t5`.`pace`,
    `t5`.`pie`,
    `t5`.`points_q1`,
    `t5`.`points_q2`,
    `t5`.`points_q3`,
    `t5`.`points_q4`,
    `t5`.`points_ot`,
    `t5`.`source_file_path` AS `source_file_path_right`,
    `t5`.`scrape_timestamp`,
    `t5`.`created_at` AS `created_at_right`,
    `t5`.`data_hash` AS `data_hash_right`,
    `t5`.`processed_at` AS `processed_at_right`,
    `t5`.`rebounds` AS `rebounds_right`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`espn_boxscores` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t4`
  INNER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`game_date`,
      `t1`.`season_year`,
      `t1`.`season_type`,
      `t1`.`nba_game_id`,
      `t1`.`game_code`,
      `t1`.`game_status`,
      `t1`.`period`,
      `t1`.`is_playoff_game`,
      `t1`.`home_team_id`,
      `t1`.`home_team_abbr`,
      `t1`.`home_team_score`,
      `t1`.`away_team_id`,
      `t1`.`away_team_abbr`,
      `t1`.`away_team_score`,
      `t1`.`nba_player_id`,
      `t1`.`player_full_name`,
      `t1`.`player_lookup`,
      `t1`.`team_id`,
      `t1`.`team_abbr`,
      `t1`.`jersey_number`,
      `t1`.`position`,
      `t1`.`starter`,
      `t1`.`minutes`,
      `t1`.`points`,
      `t1`.`field_goals_made`,
      `t1`.`field_goals_attempted`,
      `t1`.`field_goal_percentage`,
      `t1`.`three_pointers_made`,
      `t1`.`three_pointers_attempted`,
      `t1`.`three_point_percentage`,
      `t1`.`free_throws_made`,
      `t1`.`free_throws_attempted`,
      `t1`.`free_throw_percentage`,
      `t1`.`offensive_rebounds`,
      `t1`.`defensive_rebounds`,
      `t1`.`total_rebounds`,
      `t1`.`assists`,
      `t1`.`steals`,
      `t1`.`blocks`,
      `t1`.`turnovers`,
      `t1`.`personal_fouls`,
      `t1`.`flagrant_fouls`,
      `t1`.`technical_fouls`,
      `t1`.`plus_minus`,
      `t1`.`true_shooting_pct`,
      `t1`.`effective_fg_pct`,
      `t1`.`usage_rate`,
      `t1`.`offensive_rating`,
      `t1`.`defensive_rating`,
      `t1`.`pace`,
      `t1`.`pie`,
      `t1`.`points_q1`,
      `t1`.`points_q2`,
      `t1`.`points_q3`,
      `t1`.`points_q4`,
      `t1`.`points_ot`,
      `t1`.`source_file_path`,
      `t1`.`scrape_timestamp`,
      `t1`.`created_at`,
      `t1`.`data_hash`,
      `t1`.`processed_at`,
      `t1`.`total_rebounds` AS `rebounds`
    FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
    ON `t4`.`game_id` = `t5`.`game_id` AND `t4`.`player_lookup` = `t5`.`player_lookup`
) AS `t6`;

-- Ball Don't Lie's points sum to ESPN's scores
-- ESPN and NBA.com have one score
-- ESPN and NBA.com have one winner
-- ESPN and the schedule have one score
-- ESPN and the schedule have one winner
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      (
        `t22`.`home_team_score` = `t22`.`home_sum`
      )
      AND (
        `t22`.`away_team_score` = `t22`.`away_sum`
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      (
        `t22`.`home_team_score` = `t22`.`home_sum`
      )
      AND (
        `t22`.`away_team_score` = `t22`.`away_sum`
      )
    ) IS NOT NULL
  ) AS `answered_3`,
  COUNTIF(
    NOT (
      (
        `t22`.`home_team_score` = `t22`.`nbacom_home`
      )
      AND (
        `t22`.`away_team_score` = `t22`.`nbacom_away`
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      (
        `t22`.`home_team_score` = `t22`.`nbacom_home`
      )
      AND (
        `t22`.`away_team_score` = `t22`.`nbacom_away`
      )
    ) IS NOT NULL
  ) AS `answered_4`,
  COUNTIF(NOT (
    `t22`.`winner` = `t22`.`nbacom_winner`
  )) AS `bad_5`,
  LOGICAL_OR((
    `t22`.`winner` = `t22`.`nbacom_winner`
  ) IS NOT NULL) AS `answered_5`,
  COUNTIF(
    NOT (
      (
        `t22`.`home_team_score` = `t22`.`schedule_home`
      )
      AND (
        `t22`.`away_team_score` = `t22`.`schedule_away`
      )
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      (
        `t22`.`home_team_score` = `t22`.`schedule_home`
      )
      AND (
        `t22`.`away_team_score` = `t22`.`schedule_away`
      )
    ) IS NOT NULL
  ) AS `answered_6`,
  COUNTIF(NOT (
    `t22`.`winner` = `t22`.`schedule_winner`
  )) AS `bad_7`,
  LOGICAL_OR((
    `t22`.`winner` = `t22`.`schedule_winner`
  ) IS NOT NULL) AS `answered_7`
FROM (
  SELECT
    `t21`.`game_id`,
    `t21`.`espn_game_id`,
    `t21`.`game_date`,
    `t21`.`season_year`,
    `t21`.`home_team_abbr`,
    `t21`.`away_team_abbr`,
    `t21`.`home_team_name`,
    `t21`.`away_team_name`,
    `t21`.`home_team_espn_id`,
    `t21`.`away_team_espn_id`,
    `t21`.`home_team_espn_abbr`,
    `t21`.`away_team_espn_abbr`,
    `t21`.`game_status`,
    `t21`.`game_status_detail`,
    `t21`.`espn_status_id`,
    `t21`.`espn_state`,
    `t21`.`is_completed`,
    `t21`.`scheduled_start_time`,
    `t21`.`home_team_score`,
    `t21`.`away_team_score`,
    `t21`.`home_team_winner`,
    `t21`.`away_team_winner`,
    `t21`.`scrape_timestamp`,
    `t21`.`source_file_path`,
    `t21`.`processing_confidence`,
    `t21`.`data_quality_flags`,
    `t21`.`created_at`,
    `t21`.`data_hash`,
    `t21`.`processed_at`,
    `t21`.`home_sum`,
    `t21`.`away_sum`,
    `t21`.`nbacom_home`,
    `t21`.`nbacom_away`,
    `t21`.`nbacom_winner`,
    `t21`.`schedule_home`,
    `t21`.`schedule_away`,
    `t21`.`schedule_winner`,
    IF(`t21`.`home_team_winner`, `t21`.`home_team_abbr`, `t21`.`away_team_abbr`) AS `winner`
  FROM (
    SELECT
      `t20`.*
      EXCEPT (`game_id_of_others`)
    FROM (
      SELECT
        `t19`.`game_id`,
        `t19`.`espn_game_id`,
        `t19`.`game_date`,
        `t19`.`season_year`,
        `t19`.`home_team_abbr`,
        `t19`.`away_team_abbr`,
        `t19`.`home_team_name`,
        `t19`.`away_team_name`,
        `t19`.`home_team_espn_id`,
        `t19`.`away_team_espn_id`,
        `t19`.`home_team_espn_abbr`,
        `t19`.`away_team_espn_abbr`,
        `t19`.`game_status`,
        `t19`.`game_status_detail`,
        `t19`.`espn_status_id`,
        `t19`.`espn_state`,
        `t19`.`is_completed`,
        `t19`.`scheduled_start_time`,
        `t19`.`home_team_score`,
        `t19`.`away_team_score`,
        `t19`.`home_team_winner`,
        `t19`.`away_team_winner`,
        `t19`.`scrape_timestamp`,
        `t19`.`source_file_path`,
        `t19`.`processing_confidence`,
        `t19`.`data_quality_flags`,
        `t19`.`created_at`,
        `t19`.`data_hash`,
        `t19`.`processed_at`,
        `t19`.`home_sum`,
        `t19`.`away_sum`,
        `t19`.`nbacom_home`,
        `t19`.`nbacom_away`,
        `t19`.`nbacom_winner`,
        `t11`.`game_id` AS `game_id_of_others`,
        `t11`.`schedule_home`,
        `t11`.`schedule_away`,
        `t11`.`schedule_winner`
      FROM (
        SELECT
          `t17`.*
          EXCEPT (`game_id_of_others`)
        FROM (
          SELECT
            `t16`.`game_id`,
            `t16`.`espn_game_id`,
            `t16`.`game_date`,
            `t16`.`season_year`,
            `t16`.`home_team_abbr`,
            `t16`.`away_team_abbr`,
            `t16`.`home_team_name`,
            `t16`.`away_team_name`,
            `t16`.`home_team_espn_id`,
            `t16`.`away_team_espn_id`,
            `t16`.`home_team_espn_abbr`,
            `t16`.`away_team_espn_abbr`,
            `t16`.`game_status`,
            `t16`.`game_status_detail`,
            `t16`.`espn_status_id`,
            `t16`.`espn_state`,
            `t16`.`is_completed`,
            `t16`.`scheduled_start_time`,
            `t16`.`home_team_score`,
            `t16`.`away_team_score`,
            `t16`.`home_team_winner`,
            `t16`.`away_team_winner`,
            `t16`.`scrape_timestamp`,
            `t16`.`source_file_path`,
            `t16`.`processing_confidence`,
            `t16`.`data_quality_flags`,
            `t16`.`created_at`,
            `t16`.`data_hash`,
            `t16`.`processed_at`,
            `t16`.`home_sum`,
            `t16`.`away_sum`,
            `t7`.`game_id` AS `game_id_of_others`,
            `t7`.`nbacom_home`,
            `t7`.`nbacom_away`,
            `t7`.`nbacom_winner`
          FROM (
            SELECT
              `t14`.*
              EXCEPT (`game_id_of_others`)
            FROM (
              SELECT
                `t8`.`game_id`,
                `t8`.`espn_game_id`,
                `t8`.`game_date`,
                `t8`.`season_year`,
                `t8`.`home_team_abbr`,
                `t8`.`away_team_abbr`,
                `t8`.`home_team_name`,
                `t8`.`away_team_name`,
                `t8`.`home_team_espn_id`,
                `t8`.`away_team_espn_id`,
                `t8`.`home_team_espn_abbr`,
                `t8`.`away_team_espn_abbr`,
                `t8`.`game_status`,
                `t8`.`game_status_detail`,
                `t8`.`espn_status_id`,
                `t8`.`espn_state`,
                `t8`.`is_completed`,
                `t8`.`scheduled_start_time`,
                `t8`.`home_team_score`,
                `t8`.`away_team_score`,
                `t8`.`home_team_winner`,
                `t8`.`away_team_winner`,
                `t8`.`scrape_timestamp`,
                `t8`.`source_file_path`,
                `t8`.`processing_confidence`,
                `t8`.`data_quality_flags`,
                `t8`.`created_at`,
                `t8`.`data_hash`,
                `t8`.`processed_at`,
                `t13`.`game_id` AS `game_id_of_others`,
                `t13`.`home_sum`,
                `t13`.`away_sum`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t2`
                WHERE
                  `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                  AND `t2`.`is_completed`
              ) AS `t8`
              LEFT OUTER JOIN (
                SELECT
                  `t10`.`game_id`,
                  `t10`.`home_sum`,
                  `t10`.`away_sum`
                FROM (
                  SELECT
                    `t6`.`game_id`,
                    MIN(`t6`.`game_date`) AS `game_date`,
                    SUM(IF(`t6`.`team_abbr` = `t6`.`home_team_abbr`, `t6`.`points`, NULL)) AS `home_sum`,
                    SUM(IF(`t6`.`team_abbr` = `t6`.`away_team_abbr`, `t6`.`points`, NULL)) AS `away_sum`
                  FROM (
                    SELECT
                      *
                    FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t3`
                    WHERE
                      `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                  ) AS `t6`
                  GROUP BY
                    1
                ) AS `t10`
              ) AS `t13`
                ON `t8`.`game_id` = `t13`.`game_id`
            ) AS `t14`
          ) AS `t16`
          LEFT OUTER JOIN (
            SELECT
              `t1`.`game_id`,
              `t1`.`home_score` AS `nbacom_home`,
              `t1`.`away_score` AS `nbacom_away`,
              `t1`.`winning_team_abbr` AS `nbacom_winner`
            FROM `nba-project`.`nba_raw`.`nbac_scoreboard_v2` AS `t1`
            WHERE
              `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              AND `t1`.`game_state` = 'final'
          ) AS `t7`
            ON `t16`.`game_id` = `t7`.`game_id`
        ) AS `t17`
      ) AS `t19`
      LEFT OUTER JOIN (
        SELECT
          CONCAT(
            CONCAT(
              CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t0`.`game_date`), '_'), `t0`.`away_team_tricode`),
              '_'
            ),
            `t0`.`home_team_tricode`
          ) AS `game_id`,
          `t0`.`home_team_score` AS `schedule_home`,
          `t0`.`away_team_score` AS `schedule_away`,
          `t0`.`winning_team_tricode` AS `schedule_winner`
        FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          AND `t0`.`game_status` = 3
          AND SUBSTRING(`t0`.`game_id`, IF((
            2 + 1
          ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
          AND NOT (
            COALESCE(
              REGEXP_CONTAINS(UPPER(`t0`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
              FALSE
            )
          )
      ) AS `t11`
        ON `t19`.`game_id` = `t11`.`game_id`
    ) AS `t20`
  ) AS `t21`
) AS `t22`;
