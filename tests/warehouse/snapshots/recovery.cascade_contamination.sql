-- a summary is not older than its gamebook line
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t6`.`gamebook_at` <= `t6`.`processed_at`
  )) AS `bad_0`,
  LOGICAL_OR((
    `t6`.`gamebook_at` <= `t6`.`processed_at`
  ) IS NOT NULL) AS `answered_0`
FROM (
  SELECT
    `t4`.`game_id`,
    `t4`.`game_date`,
    `t4`.`player_lookup`,
    `t4`.`processed_at`,
    `t4`.`source_nbac_hash`,
    `t5`.`gamebook_at`,
    `t5`.`gamebook_hash`
  FROM (
    SELECT
      `t0`.`game_id`,
      `t0`.`game_date`,
      `t0`.`player_lookup`,
      `t0`.`processed_at`,
      `t0`.`source_nbac_hash`
    FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t4`
  INNER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`player_lookup`,
      `t1`.`processed_at` AS `gamebook_at`,
      `t1`.`data_hash` AS `gamebook_hash`
    FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
    ON `t4`.`game_id` = `t5`.`game_id` AND `t4`.`player_lookup` = `t5`.`player_lookup`
) AS `t6`;

-- a cache row is not older than the summaries in it
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t7`.`summarized_at` <= `t7`.`processed_at`
  )) AS `bad_1`,
  LOGICAL_OR((
    `t7`.`summarized_at` <= `t7`.`processed_at`
  ) IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t6`.`cache_date`,
    `t6`.`player_lookup`,
    MIN(`t6`.`processed_at`) AS `processed_at`,
    MAX(`t6`.`summarized_at`) AS `summarized_at`
  FROM (
    SELECT
      `t4`.`cache_date`,
      `t4`.`player_lookup`,
      `t4`.`processed_at`,
      `t5`.`player_lookup` AS `player_lookup_upstream`,
      `t5`.`played_on`,
      `t5`.`summarized_at`
    FROM (
      SELECT
        `t0`.`cache_date`,
        `t0`.`player_lookup`,
        `t0`.`processed_at`
      FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t0`
      WHERE
        `t0`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t4`
    INNER JOIN (
      SELECT
        `t1`.`player_lookup`,
        `t1`.`game_date` AS `played_on`,
        `t1`.`processed_at` AS `summarized_at`
      FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2023, 12, 16) AND DATE(2024, 1, 17)
    ) AS `t5`
      ON `t4`.`player_lookup` = `t5`.`player_lookup`
      AND `t4`.`cache_date` > `t5`.`played_on`
      AND `t4`.`cache_date` <= DATE_ADD(`t5`.`played_on`, INTERVAL '30' DAY)
  ) AS `t6`
  GROUP BY
    1,
    2
) AS `t7`;

-- features are not older than their daily cache
-- features are not older than their factors
-- features are not older than their shot zones
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t13`.`cache_at` <= `t13`.`made_at`
  )) AS `bad_2`,
  LOGICAL_OR((
    `t13`.`cache_at` <= `t13`.`made_at`
  ) IS NOT NULL) AS `answered_2`,
  COUNTIF(NOT (
    `t13`.`factors_at` <= `t13`.`made_at`
  )) AS `bad_3`,
  LOGICAL_OR((
    `t13`.`factors_at` <= `t13`.`made_at`
  ) IS NOT NULL) AS `answered_3`,
  COUNTIF(NOT (
    `t13`.`zones_at` <= `t13`.`made_at`
  )) AS `bad_4`,
  LOGICAL_OR((
    `t13`.`zones_at` <= `t13`.`made_at`
  ) IS NOT NULL) AS `answered_4`
FROM (
  SELECT
    `t12`.`game_date`,
    `t12`.`player_lookup`,
    `t12`.`source_daily_cache_hash`,
    `t12`.`source_composite_hash`,
    `t12`.`source_shot_zones_hash`,
    `t12`.`made_at`,
    `t12`.`cache_at`,
    `t12`.`cache_hash`,
    `t12`.`factors_at`,
    `t12`.`factors_hash`,
    `t12`.`zones_at`,
    `t12`.`zones_hash`
  FROM (
    SELECT
      `t8`.`game_date`,
      `t8`.`player_lookup`,
      `t8`.`source_daily_cache_hash`,
      `t8`.`source_composite_hash`,
      `t8`.`source_shot_zones_hash`,
      `t8`.`made_at`,
      `t9`.`game_date` AS `game_date_cache`,
      `t9`.`player_lookup` AS `player_lookup_cache`,
      `t9`.`cache_at`,
      `t9`.`cache_hash`,
      `t10`.`game_date` AS `game_date_factors`,
      `t10`.`player_lookup` AS `player_lookup_factors`,
      `t10`.`factors_at`,
      `t10`.`factors_hash`,
      `t11`.`game_date` AS `game_date_zones`,
      `t11`.`player_lookup` AS `player_lookup_zones`,
      `t11`.`zones_at`,
      `t11`.`zones_hash`
    FROM (
      SELECT
        `t0`.`game_date`,
        `t0`.`player_lookup`,
        `t0`.`source_daily_cache_hash`,
        `t0`.`source_composite_hash`,
        `t0`.`source_shot_zones_hash`,
        COALESCE(`t0`.`updated_at`, `t0`.`created_at`) AS `made_at`
      FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t8`
    LEFT OUTER JOIN (
      SELECT
        `t1`.`cache_date` AS `game_date`,
        `t1`.`player_lookup`,
        `t1`.`processed_at` AS `cache_at`,
        `t1`.`data_hash` AS `cache_hash`
      FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t1`
      WHERE
        `t1`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t9`
      ON `t8`.`game_date` = `t9`.`game_date`
      AND `t8`.`player_lookup` = `t9`.`player_lookup`
    LEFT OUTER JOIN (
      SELECT
        `t2`.`game_date`,
        `t2`.`player_lookup`,
        `t2`.`processed_at` AS `factors_at`,
        `t2`.`data_hash` AS `factors_hash`
      FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t2`
      WHERE
        `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t10`
      ON `t8`.`game_date` = `t10`.`game_date`
      AND `t8`.`player_lookup` = `t10`.`player_lookup`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`analysis_date` AS `game_date`,
        `t3`.`player_lookup`,
        `t3`.`processed_at` AS `zones_at`,
        `t3`.`data_hash` AS `zones_hash`
      FROM `nba-project`.`nba_precompute`.`player_shot_zone_analysis` AS `t3`
      WHERE
        `t3`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t11`
      ON `t8`.`game_date` = `t11`.`game_date`
      AND `t8`.`player_lookup` = `t11`.`player_lookup`
  ) AS `t12`
) AS `t13`;

-- a prediction is not older than its features
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t9`.`features_at` <= `t9`.`created_at`
  )) AS `bad_5`,
  LOGICAL_OR((
    `t9`.`features_at` <= `t9`.`created_at`
  ) IS NOT NULL) AS `answered_5`
FROM (
  SELECT
    `t5`.`prediction_id`,
    `t5`.`game_id`,
    `t5`.`game_date`,
    `t5`.`player_lookup`,
    `t5`.`is_active`,
    `t5`.`created_at`,
    `t6`.`features_at`,
    `t8`.`tip_off`
  FROM (
    SELECT
      `t0`.`prediction_id`,
      `t0`.`game_id`,
      `t0`.`game_date`,
      `t0`.`player_lookup`,
      `t0`.`is_active`,
      `t0`.`created_at`
    FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_date`,
      `t1`.`player_lookup`,
      COALESCE(`t1`.`updated_at`, `t1`.`created_at`) AS `features_at`
    FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t6`
    ON `t5`.`game_date` = `t6`.`game_date`
    AND `t5`.`player_lookup` = `t6`.`player_lookup`
  LEFT OUTER JOIN (
    SELECT
      CONCAT(
        CONCAT(
          CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t2`.`game_date`), '_'), `t2`.`away_team_tricode`),
          '_'
        ),
        `t2`.`home_team_tricode`
      ) AS `game_id`,
      `t2`.`game_date_est` AS `tip_off`
    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t2`
    WHERE
      `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND NOT (
        COALESCE(
          REGEXP_CONTAINS(UPPER(`t2`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
          FALSE
        )
      )
      AND SUBSTRING(`t2`.`game_id`, IF((
        2 + 1
      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t2`.`game_id`)), 1) IN ('2', '4', '5', '6')
      AND `t2`.`home_team_tricode` IN (
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
      AND `t2`.`away_team_tricode` IN (
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
  ) AS `t8`
    ON `t5`.`game_id` = `t8`.`game_id`
) AS `t9`;

-- a grade is not older than its prediction
-- a grade is not older than the summary it judges by
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t9`.`predicted_at` <= `t9`.`graded_at`
  )) AS `bad_6`,
  LOGICAL_OR((
    `t9`.`predicted_at` <= `t9`.`graded_at`
  ) IS NOT NULL) AS `answered_6`,
  COUNTIF(NOT (
    `t9`.`summarized_at` <= `t9`.`graded_at`
  )) AS `bad_7`,
  LOGICAL_OR((
    `t9`.`summarized_at` <= `t9`.`graded_at`
  ) IS NOT NULL) AS `answered_7`
FROM (
  SELECT
    `t6`.`game_id`,
    `t6`.`game_date`,
    `t6`.`player_lookup`,
    `t6`.`system_id`,
    `t6`.`line_value`,
    `t6`.`graded_at`,
    `t7`.`predicted_at`,
    `t8`.`summarized_at`
  FROM (
    SELECT
      `t0`.`game_id`,
      `t0`.`game_date`,
      `t0`.`player_lookup`,
      `t0`.`system_id`,
      `t0`.`line_value`,
      `t0`.`graded_at`
    FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t6`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`player_lookup`,
      `t1`.`system_id`,
      `t1`.`current_points_line` AS `line_value`,
      `t1`.`created_at` AS `predicted_at`
    FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND `t1`.`is_active`
  ) AS `t7`
    ON `t6`.`game_id` = `t7`.`game_id`
    AND `t6`.`player_lookup` = `t7`.`player_lookup`
    AND `t6`.`system_id` = `t7`.`system_id`
    AND `t6`.`line_value` = `t7`.`line_value`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`game_id`,
      `t2`.`player_lookup`,
      `t2`.`processed_at` AS `summarized_at`
    FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t2`
    WHERE
      `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t8`
    ON `t6`.`game_id` = `t8`.`game_id` AND `t6`.`player_lookup` = `t8`.`player_lookup`
) AS `t9`;
