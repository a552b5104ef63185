-- one row for each prediction_date, player_lookup
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- prediction_date is never NULL
-- game_date is never NULL
-- ml_points_prediction is at least 0
-- ml_points_prediction is at most 60
-- ml_over_probability is at least 0
-- ml_over_probability is at most 1
-- ml_prediction_confidence is at least 0
-- ml_prediction_confidence is at most 100
-- recommendation is one of OVER, UNDER, PASS, NO_LINE, HOLD
-- confidence_tier is one of high, medium, low
-- referee_adjustment_applied is at least -10
-- referee_adjustment_applied is at most 10
-- pace_adjustment_applied is at least -10
-- pace_adjustment_applied is at most 10
-- similarity_sample_size is at least 0
-- model_version is never NULL
-- model_version matches ^[a-z0-9]+([_.-][a-z0-9]+)*$
-- data_quality_tier matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- game id names the day
-- it is predicted no later than it is played
-- the side recommended is the likelier one
-- tier is that of the confidence
-- it is copied after it is made
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`prediction_date`, `t1`.`player_lookup`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`prediction_date` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`ml_points_prediction` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`ml_points_prediction` <= 60
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`ml_over_probability` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`ml_over_probability` <= 1
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`ml_prediction_confidence` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`ml_prediction_confidence` <= 100
  )) AS `bad_13`,
  COUNTIF(
    NOT (
      `t1`.`recommendation` IN ('HOLD', 'NO_LINE', 'OVER', 'PASS', 'UNDER')
      OR (
        `t1`.`recommendation` IS NULL
      )
    )
  ) AS `bad_14`,
  COUNTIF(
    NOT (
      `t1`.`confidence_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`confidence_tier` IS NULL
      )
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`referee_adjustment_applied` >= -10
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`referee_adjustment_applied` <= 10
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`pace_adjustment_applied` >= -10
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`pace_adjustment_applied` <= 10
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`similarity_sample_size` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`model_version` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`model_version`, '^[a-z0-9]+([_.-][a-z0-9]+)*$')
  )) AS `bad_22`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_quality_tier`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_23`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      )
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`prediction_date` <= `t1`.`game_date`
  )) AS `bad_25`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`recommendation` <> 'OVER'
        ) OR (
          `t1`.`ml_over_probability` >= 0.5
        )
      )
      AND (
        (
          `t1`.`recommendation` <> 'UNDER'
        ) OR (
          `t1`.`ml_over_probability` <= 0.5
        )
      )
    )
  ) AS `bad_26`,
  COUNTIF(
    NOT (
      (
        `t1`.`ml_prediction_confidence` IS NULL
      )
      OR (
        `t1`.`confidence_tier` = CASE
          WHEN `t1`.`ml_prediction_confidence` >= 70
          THEN 'high'
          WHEN `t1`.`ml_prediction_confidence` >= 55
          THEN 'medium'
          ELSE 'low'
        END
      )
    )
  ) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`created_at` <= `t1`.`processed_at`
  )) AS `bad_28`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`current_ml_predictions` AS `t0`
  WHERE
    `t0`.`prediction_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
