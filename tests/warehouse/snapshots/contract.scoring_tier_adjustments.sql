-- one row for each system_id, scoring_tier, as_of_date
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- scoring_tier is never NULL
-- scoring_tier matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- as_of_date is never NULL
-- sample_size is at least 0
-- lookback_days is at least 1
-- avg_signed_error is at least -80
-- avg_signed_error is at most 80
-- avg_absolute_error is at least 0
-- avg_absolute_error is at most 80
-- std_signed_error is at least 0
-- std_signed_error is at most 80
-- recommended_adjustment is at least -80
-- recommended_adjustment is at most 80
-- adjustment_confidence is at least 0
-- adjustment_confidence is at most 1
-- current_win_rate is at least 0
-- current_win_rate is at most 1
-- projected_win_rate is at least 0
-- projected_win_rate is at most 1
-- tier_min_points is at least 0
-- tier_min_points is at most 100
-- tier_max_points is at least 0
-- computed_at is never NULL
-- model_version matches ^[a-z0-9]+([_.-][a-z0-9]+)*$
-- bias does not exceed the error
-- a tier ends above where it begins
-- it looks back from a day that has begun
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`system_id`, `t1`.`scoring_tier`, `t1`.`as_of_date`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`system_id` IS NOT NULL
  )) AS `bad_2`,
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
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`scoring_tier` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`scoring_tier`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`as_of_date` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`sample_size` >= 0
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`lookback_days` >= 1
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`avg_signed_error` >= -80
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`avg_signed_error` <= 80
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`avg_absolute_error` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`avg_absolute_error` <= 80
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`std_signed_error` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`std_signed_error` <= 80
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`recommended_adjustment` >= -80
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`recommended_adjustment` <= 80
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`adjustment_confidence` >= 0
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`adjustment_confidence` <= 1
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`current_win_rate` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`current_win_rate` <= 1
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`projected_win_rate` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`projected_win_rate` <= 1
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`tier_min_points` >= 0
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`tier_min_points` <= 100
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`tier_max_points` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`computed_at` IS NOT NULL
  )) AS `bad_26`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`model_version`, '^[a-z0-9]+([_.-][a-z0-9]+)*$')
  )) AS `bad_27`,
  COUNTIF(NOT (
    ABS(`t1`.`avg_signed_error`) <= `t1`.`avg_absolute_error`
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`tier_min_points` < `t1`.`tier_max_points`
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`as_of_date` <= DATE(`t1`.`computed_at`, 'America/New_York')
  )) AS `bad_30`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`scoring_tier_adjustments` AS `t0`
  WHERE
    `t0`.`as_of_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
