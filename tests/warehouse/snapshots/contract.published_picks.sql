-- one row for each publication_id
-- publication_id is never NULL
-- publication_id has at least 1 characters
-- prediction_id is never NULL
-- prediction_id has at least 1 characters
-- game_date is never NULL
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- publication_type is never NULL
-- publication_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- publication_channel matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- rank is at least 1
-- published_at is never NULL
-- recommendation is never NULL
-- recommendation is one of OVER, UNDER
-- line_value is never NULL
-- line_value is at least 1.5
-- line_value is at most 57.5
-- predicted_points is never NULL
-- predicted_points is at least 0
-- predicted_points is at most 60
-- confidence_score is never NULL
-- confidence_score is at least 0
-- confidence_score is at most 1
-- edge is at least -60
-- edge is at most 60
-- composite_score is at least 0
-- actual_points is at least 0
-- actual_points is at most 100
-- absolute_error is at least 0
-- absolute_error is at most 80
-- game id names the day
-- line is in half steps
-- line is not the placeholder
-- over is above the line and under below
-- edge is the distance to the line
-- a confidence that is not earned is no best bet
-- a pick is correct if the points are on its side
-- error is the distance to the points
-- a verdict comes with the points and the time
-- it is graded after it is published
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`publication_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`publication_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    LENGTH(`t1`.`publication_id`) >= 1
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`prediction_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    LENGTH(`t1`.`prediction_id`) >= 1
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`system_id` IS NOT NULL
  )) AS `bad_11`,
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
  ) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`publication_type` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`publication_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`publication_channel`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`rank` >= 1
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`published_at` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`recommendation` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(
    NOT (
      `t1`.`recommendation` IN ('OVER', 'UNDER') OR (
        `t1`.`recommendation` IS NULL
      )
    )
  ) AS `bad_19`,
  COUNTIF(
    NOT (
      (
        `t1`.`line_value` IS NOT NULL
      ) AND NOT (
        IS_NAN(`t1`.`line_value`)
      )
    )
  ) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`line_value` >= 1.5
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`line_value` <= 57.5
  )) AS `bad_22`,
  COUNTIF(
    NOT (
      (
        `t1`.`predicted_points` IS NOT NULL
      )
      AND NOT (
        IS_NAN(`t1`.`predicted_points`)
      )
    )
  ) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`predicted_points` >= 0
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`predicted_points` <= 60
  )) AS `bad_25`,
  COUNTIF(
    NOT (
      (
        `t1`.`confidence_score` IS NOT NULL
      )
      AND NOT (
        IS_NAN(`t1`.`confidence_score`)
      )
    )
  ) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`confidence_score` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`confidence_score` <= 1
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`edge` >= -60
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`edge` <= 60
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`composite_score` >= 0
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`actual_points` >= 0
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`actual_points` <= 100
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`absolute_error` >= 0
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`absolute_error` <= 80
  )) AS `bad_35`,
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
  ) AS `bad_36`,
  COUNTIF(
    NOT (
      (
        `t1`.`line_value` * 2
      ) = CAST(FLOOR(`t1`.`line_value` * 2) AS INT64)
    )
  ) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`line_value` <> 20.0
  )) AS `bad_38`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`recommendation` <> 'OVER'
        )
        OR (
          `t1`.`predicted_points` > `t1`.`line_value`
        )
      )
      AND (
        (
          `t1`.`recommendation` <> 'UNDER'
        )
        OR (
          `t1`.`predicted_points` < `t1`.`line_value`
        )
      )
    )
  ) AS `bad_39`,
  COUNTIF(
    NOT (
      ABS(ABS(`t1`.`edge`) - ABS(`t1`.`predicted_points` - `t1`.`line_value`)) <= 0.1
    )
  ) AS `bad_40`,
  COUNTIF(
    NOT (
      (
        `t1`.`publication_type` <> 'best_bets'
      )
      OR NOT (
        (
          `t1`.`confidence_score` > 0.88
        ) AND (
          `t1`.`confidence_score` < 0.9
        )
      )
    )
  ) AS `bad_41`,
  COUNTIF(
    NOT (
      `t1`.`prediction_correct` = (
        (
          `t1`.`actual_points` > `t1`.`line_value`
        ) = (
          `t1`.`recommendation` = 'OVER'
        )
      )
    )
  ) AS `bad_42`,
  COUNTIF(
    NOT (
      ABS(ABS(`t1`.`absolute_error`) - ABS(`t1`.`predicted_points` - `t1`.`actual_points`)) <= 0.1
    )
  ) AS `bad_43`,
  COUNTIF(
    NOT (
      (
        `t1`.`prediction_correct` IS NULL
      )
      OR (
        (
          `t1`.`actual_points` IS NOT NULL
        ) AND (
          `t1`.`graded_at` IS NOT NULL
        )
      )
    )
  ) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`published_at` < `t1`.`graded_at`
  )) AS `bad_45`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`published_picks` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
