-- R-009: a game has active players
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_0`
  )) AS `bad_0`,
  LOGICAL_OR(`t2`.`holds_0` IS NOT NULL) AS `answered_0`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNTIF(`t1`.`player_status` = 'active') > 0 AS `holds_0`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- 10 starters a game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t7`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t7`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t6`.`game_id`,
    COUNT(DISTINCT IF(`t6`.`starter`, `t6`.`player_lookup`, NULL)) = 10 AS `holds_1`
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
      `t5`.`processed_at` AS `processed_at_right`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND `t0`.`player_status` = 'active'
    ) AS `t4`
    INNER JOIN (
      SELECT
        *
      FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t5`
      ON `t4`.`game_id` = `t5`.`game_id` AND `t4`.`player_lookup` = `t5`.`player_lookup`
  ) AS `t6`
  GROUP BY
    1
) AS `t7`;

-- who was active has minutes and points
-- who did not play has a reason
-- every name is resolved
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t1`.`player_status` = 'active'
    )
    AND NOT (
      (
        NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), '') IS NOT NULL
      )
      AND (
        `t1`.`points` IS NOT NULL
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t1`.`player_status` = 'active'
    )
    AND (
      (
        (
          NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), '') IS NOT NULL
        )
        AND (
          `t1`.`points` IS NOT NULL
        )
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(`t1`.`player_status` = 'active') AS `applies_2`,
  COUNTIF(
    (
      `t1`.`player_status` = 'dnp'
    )
    AND NOT (
      NULLIF(TRIM(`t1`.`dnp_reason`, ' \t\n\r\v\f'), '') IS NOT NULL
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t1`.`player_status` = 'dnp'
    )
    AND (
      (
        NULLIF(TRIM(`t1`.`dnp_reason`, ' \t\n\r\v\f'), '') IS NOT NULL
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t1`.`player_status` = 'dnp') AS `applies_3`,
  COUNTIF(NOT (
    `t1`.`name_resolution_status` IN ('original', 'resolved')
  )) AS `bad_4`,
  LOGICAL_OR((
    `t1`.`name_resolution_status` IN ('original', 'resolved')
  ) IS NOT NULL) AS `answered_4`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
