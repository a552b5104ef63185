-- one row for each prediction_id
-- prediction_id is never NULL
-- prediction_id has at least 1 characters
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- universal_player_id matches ^[a-z0-9]+_\d{3}$
-- prediction_date is never NULL
-- game_date is never NULL
-- predicted_points is never NULL
-- predicted_points is at least 0
-- predicted_points is at most 60
-- actual_points is never NULL
-- actual_points is at least 0
-- actual_points is at most 100
-- predicted_recommendation is never NULL
-- predicted_recommendation is one of OVER, UNDER, PASS, NO_LINE, HOLD
-- actual_result is never NULL
-- actual_result is one of OVER, UNDER, PUSH
-- prediction_line is never NULL
-- prediction_line is at least 1.5
-- prediction_line is at most 57.5
-- actual_line is at least 1.5
-- actual_line is at most 57.5
-- prediction_error is never NULL
-- prediction_error is at least -80
-- prediction_error is at most 80
-- prediction_correct is never NULL
-- within_3_points is never NULL
-- within_5_points is never NULL
-- line_margin is never NULL
-- line_margin is at least -60
-- line_margin is at most 60
-- actual_margin is never NULL
-- actual_margin is at least -100
-- actual_margin is at most 100
-- confidence_score is never NULL
-- confidence_score is at least 0
-- confidence_score is at most 100
-- confidence_tier matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- fatigue_score is at least 0
-- fatigue_score is at most 100
-- shot_zone_mismatch_score is at least -10
-- shot_zone_mismatch_score is at most 10
-- similar_games_count is at least 0
-- processed_at is never NULL
-- it is predicted no later than it is played
-- line is in half steps
-- over is above the line and under below
-- error is the distance to the points
-- within 3 and within 5 say what the error says
-- margin is predicted minus line
-- result is the side that the points came out on
-- a bet is correct if it is the result
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`prediction_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`prediction_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    LENGTH(`t1`.`prediction_id`) >= 1
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`system_id` IS NOT NULL
  )) AS `bad_4`,
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
  ) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`prediction_date` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`predicted_points` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`predicted_points` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`predicted_points` <= 60
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`actual_points` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`actual_points` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`actual_points` <= 100
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`predicted_recommendation` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(
    NOT (
      `t1`.`predicted_recommendation` IN ('HOLD', 'NO_LINE', 'OVER', 'PASS', 'UNDER')
      OR (
        `t1`.`predicted_recommendation` IS NULL
      )
    )
  ) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`actual_result` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      `t1`.`actual_result` IN ('OVER', 'PUSH', 'UNDER')
      OR (
        `t1`.`actual_result` IS NULL
      )
    )
  ) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`prediction_line` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`prediction_line` >= 1.5
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`prediction_line` <= 57.5
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`actual_line` >= 1.5
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`actual_line` <= 57.5
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`prediction_error` IS NOT NULL
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`prediction_error` >= -80
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`prediction_error` <= 80
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`prediction_correct` IS NOT NULL
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`within_3_points` IS NOT NULL
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`within_5_points` IS NOT NULL
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`line_margin` IS NOT NULL
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`line_margin` >= -60
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`line_margin` <= 60
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`actual_margin` IS NOT NULL
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`actual_margin` >= -100
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`actual_margin` <= 100
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`confidence_score` IS NOT NULL
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`confidence_score` >= 0
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`confidence_score` <= 100
  )) AS `bad_40`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`confidence_tier`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`fatigue_score` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`fatigue_score` <= 100
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`shot_zone_mismatch_score` >= -10
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`shot_zone_mismatch_score` <= 10
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`similar_games_count` >= 0
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`prediction_date` <= `t1`.`game_date`
  )) AS `bad_48`,
  COUNTIF(
    NOT (
      (
        `t1`.`prediction_line` * 2
      ) = CAST(FLOOR(`t1`.`prediction_line` * 2) AS NUMERIC)
    )
  ) AS `bad_49`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`predicted_recommendation` <> 'OVER'
        )
        OR (
          `t1`.`predicted_points` > `t1`.`prediction_line`
        )
      )
      AND (
        (
          `t1`.`predicted_recommendation` <> 'UNDER'
        )
        OR (
          `t1`.`predicted_points` < `t1`.`prediction_line`
        )
      )
    )
  ) AS `bad_50`,
  COUNTIF(
    NOT (
      ABS(
        ABS(`t1`.`prediction_error`) - ABS(`t1`.`predicted_points` - `t1`.`actual_points`)
      ) <= 0.1
    )
  ) AS `bad_51`,
  COUNTIF(
    NOT (
      (
        `t1`.`within_3_points` = (
          ABS(`t1`.`prediction_error`) <= 3
        )
      )
      AND (
        `t1`.`within_5_points` = (
          ABS(`t1`.`prediction_error`) <= 5
        )
      )
    )
  ) AS `bad_52`,
  COUNTIF(
    NOT (
      ABS(`t1`.`line_margin` - (
        `t1`.`predicted_points` - `t1`.`prediction_line`
      )) <= 0.1
    )
  ) AS `bad_53`,
  COUNTIF(
    NOT (
      SIGN(`t1`.`actual_margin`) = CASE `t1`.`actual_result` WHEN 'OVER' THEN 1 WHEN 'UNDER' THEN -1 ELSE 0 END
    )
  ) AS `bad_54`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`predicted_recommendation` IN ('OVER', 'UNDER')
      )
      OR (
        `t1`.`prediction_correct` = (
          `t1`.`predicted_recommendation` = `t1`.`actual_result`
        )
      )
    )
  ) AS `bad_55`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_results` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
