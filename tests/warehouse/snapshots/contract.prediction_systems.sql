-- one row for each system_id
-- system_id is never NULL
-- system_id matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- system_name is never NULL
-- system_name has at least 1 characters
-- system_type is never NULL
-- system_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- version is never NULL
-- version matches ^v?\d+([._]\d+)*$
-- active is never NULL
-- is_champion is never NULL
-- config is never NULL
-- lifetime_predictions is at least 0
-- lifetime_accuracy is at least 0
-- lifetime_accuracy is at most 1
-- last_7_days_accuracy is at least 0
-- last_7_days_accuracy is at most 1
-- last_30_days_accuracy is at least 0
-- last_30_days_accuracy is at most 1
-- system_category matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- min_required_data_points is at least 0
-- expected_latency_ms is at least 0
-- created_at is never NULL
-- one system is the champion
-- the champion is active
-- a system that needs a model names it
-- nothing happens to a system before it is registered
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`system_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t0`.`system_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`system_id`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t0`.`system_name` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    LENGTH(`t0`.`system_name`) >= 1
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t0`.`system_type` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`system_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t0`.`version` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`version`, '^v?\\d+([._]\\d+)*$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t0`.`active` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t0`.`is_champion` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t0`.`config` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t0`.`lifetime_predictions` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t0`.`lifetime_accuracy` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t0`.`lifetime_accuracy` <= 1
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t0`.`last_7_days_accuracy` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t0`.`last_7_days_accuracy` <= 1
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t0`.`last_30_days_accuracy` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t0`.`last_30_days_accuracy` <= 1
  )) AS `bad_19`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`system_category`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t0`.`min_required_data_points` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t0`.`expected_latency_ms` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t0`.`created_at` IS NOT NULL
  )) AS `bad_23`,
  SUM(CAST(`t0`.`is_champion` AS INT64)) = 1 AS `holds_24`,
  COUNTIF(NOT (
    NOT (
      `t0`.`is_champion`
    ) OR `t0`.`active`
  )) AS `bad_25`,
  COUNTIF(
    NOT (
      NOT (
        `t0`.`requires_ml_model`
      ) OR (
        `t0`.`model_id` IS NOT NULL
      )
    )
  ) AS `bad_26`,
  COUNTIF(
    NOT (
      (
        `t0`.`created_at` <= COALESCE(`t0`.`last_updated`, `t0`.`created_at`)
      )
      AND (
        `t0`.`created_at` <= COALESCE(`t0`.`last_prediction_at`, COALESCE(`t0`.`last_updated`, `t0`.`created_at`))
      )
    )
  ) AS `bad_27`
FROM `nba-project`.`nba_predictions`.`prediction_systems` AS `t0`;
