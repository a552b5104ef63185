-- one row for each prediction_id
-- log_id is never NULL
-- log_id has at least 1 characters
-- prediction_id is never NULL
-- prediction_id has at least 1 characters
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- game_date is never NULL
-- missing_features is never NULL
-- data_age_hours is at least 0
-- fallback_system is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- created_at is never NULL
-- missing features are listed where there are any
-- a system steps in only as fallback
-- no system is its own fallback
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`prediction_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`log_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    LENGTH(`t1`.`log_id`) >= 1
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`prediction_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    LENGTH(`t1`.`prediction_id`) >= 1
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`system_id` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      `t1`.`system_id` IN (
        'catboost_v8',
        'ensemble_v1',
        'ensemble_v1_1',
        'moving_average',
        'similarity_balanced_v1',
        'xgboost_v1',
        'zone_matchup_v1'
      )
      OR (
        `t1`.`system_id` IS NULL
      )
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`missing_features` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`data_age_hours` >= 0
  )) AS `bad_12`,
  COUNTIF(
    NOT (
      `t1`.`fallback_system` IN (
        'catboost_v8',
        'ensemble_v1',
        'ensemble_v1_1',
        'moving_average',
        'similarity_balanced_v1',
        'xgboost_v1',
        'zone_matchup_v1'
      )
      OR (
        `t1`.`fallback_system` IS NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      `t1`.`has_missing_features` = (
        ARRAY_LENGTH(`t1`.`missing_features`) > 0
      )
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`fallback_used` OR (
      `t1`.`fallback_system` IS NULL
    )
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`fallback_system` <> `t1`.`system_id`
  )) AS `bad_17`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_quality_log` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
