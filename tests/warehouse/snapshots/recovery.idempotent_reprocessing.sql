-- a success has brought records
-- a run and its completion count the same records
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    `t14`.`status` IN ('partial', 'success')
    AND NOT (
      COALESCE(`t14`.`records_processed`, 0) > 0
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    `t14`.`status` IN ('partial', 'success')
    AND (
      (
        COALESCE(`t14`.`records_processed`, 0) > 0
      ) IS NOT NULL
    )
  ) AS `answered_0`,
  LOGICAL_OR(`t14`.`status` IN ('partial', 'success')) AS `applies_0`,
  COUNTIF(NOT (
    `t14`.`records_processed` = `t14`.`told_records`
  )) AS `bad_2`,
  LOGICAL_OR((
    `t14`.`records_processed` = `t14`.`told_records`
  ) IS NOT NULL) AS `answered_2`
FROM (
  SELECT
    `t7`.`run_id`,
    `t7`.`data_date`,
    `t7`.`processor_name`,
    `t7`.`status`,
    `t7`.`records_processed`,
    `t7`.`started_at`,
    `t7`.`processed_at`,
    `t13`.`told_records`,
    `t12`.`mended_at`,
    `t11`.`entries`
  FROM (
    SELECT
      `t0`.`run_id`,
      `t0`.`data_date`,
      `t0`.`processor_name`,
      `t0`.`status`,
      `t0`.`records_processed`,
      `t0`.`started_at`,
      `t0`.`processed_at`
    FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
    WHERE
      `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t7`
  LEFT OUTER JOIN (
    SELECT
      `t5`.`execution_id` AS `run_id`,
      MAX(`t5`.`record_count`) AS `told_records`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`phase_completions` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t5`
    GROUP BY
      1
  ) AS `t13`
    ON `t7`.`run_id` = `t13`.`run_id`
  LEFT OUTER JOIN (
    SELECT
      `t4`.`data_date`,
      `t4`.`processor_name`,
      MAX(`t4`.`started_at`) AS `mended_at`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
      WHERE
        `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND `t0`.`status` IN ('partial', 'success')
    ) AS `t4`
    GROUP BY
      1,
      2
  ) AS `t12`
    ON `t7`.`data_date` = `t12`.`data_date`
    AND `t7`.`processor_name` = `t12`.`processor_name`
  LEFT OUTER JOIN (
    SELECT
      `t6`.`game_date` AS `data_date`,
      `t6`.`processor_name`,
      COUNT(*) AS `entries`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`failed_processor_queue` AS `t2`
      WHERE
        `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
    ) AS `t6`
    GROUP BY
      1,
      2
  ) AS `t11`
    ON `t7`.`data_date` = `t11`.`data_date`
    AND `t7`.`processor_name` = `t11`.`processor_name`
) AS `t14`;

-- nothing is skipped because of an empty run
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t2`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t1`.`processor_name`,
    `t1`.`data_date`,
    NOT (
      LOGICAL_OR(COALESCE(`t1`.`skip_reason` = 'already_processed', FALSE))
    )
    OR COALESCE(
      MAX(IF(`t1`.`status` IN ('partial', 'success'), `t1`.`records_processed`, NULL)) > 0,
      FALSE
    ) AS `holds_1`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
    WHERE
      `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`;

-- no gamebook line twice, word for word
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`player_lookup`, `t1`.`data_hash`)))
  ) AS `distinct_3`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- no summary twice, word for word
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`player_lookup`, `t1`.`data_hash`)))
  ) AS `distinct_4`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- no cache row twice, word for word
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`cache_date`, `t1`.`player_lookup`, `t1`.`data_hash`))
    )
  ) AS `distinct_5`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t0`
  WHERE
    `t0`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- no features twice, word for word
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`player_lookup`, `t1`.`data_hash`)))
  ) AS `distinct_6`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- the gamebook is still the one that was summarized
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t6`.`source_nbac_hash` = `t6`.`gamebook_hash`
  )) AS `bad_7`,
  LOGICAL_OR((
    `t6`.`source_nbac_hash` = `t6`.`gamebook_hash`
  ) IS NOT NULL) AS `answered_7`
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

-- the daily cache is still the one the features were made of
-- the factors are still those the features were made of
-- the shot zones are still those the features were made of
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t13`.`source_daily_cache_hash` = `t13`.`cache_hash`
  )) AS `bad_8`,
  LOGICAL_OR((
    `t13`.`source_daily_cache_hash` = `t13`.`cache_hash`
  ) IS NOT NULL) AS `answered_8`,
  COUNTIF(NOT (
    `t13`.`source_composite_hash` = `t13`.`factors_hash`
  )) AS `bad_9`,
  LOGICAL_OR((
    `t13`.`source_composite_hash` = `t13`.`factors_hash`
  ) IS NOT NULL) AS `answered_9`,
  COUNTIF(NOT (
    `t13`.`source_shot_zones_hash` = `t13`.`zones_hash`
  )) AS `bad_10`,
  LOGICAL_OR((
    `t13`.`source_shot_zones_hash` = `t13`.`zones_hash`
  ) IS NOT NULL) AS `answered_10`
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
