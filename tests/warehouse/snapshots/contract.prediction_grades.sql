-- one row for each prediction_id
-- prediction_id is never NULL
-- prediction_id has at least 1 characters
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- game_date is never NULL
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- predicted_points is never NULL
-- predicted_points is at least 0
-- predicted_points is at most 60
-- confidence_score is never NULL
-- confidence_score is at least 0
-- confidence_score is at most 1
-- recommendation is never NULL
-- recommendation is one of OVER, UNDER, PASS, NO_LINE, HOLD
-- points_line is at least 1.5
-- points_line is at most 57.5
-- actual_points is at least 0
-- actual_points is at most 100
-- actual_vs_line is one of OVER, UNDER, PUSH
-- margin_of_error is at least -80
-- margin_of_error is at most 80
-- line_margin is at least -100
-- line_margin is at most 100
-- graded_at is never NULL
-- grading_version is never NULL
-- grading_version has at least 1 characters
-- data_quality_tier matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- has_issues is never NULL
-- issues is never NULL
-- minutes_played is at least 0
-- minutes_played is at most 65
-- game id names the day
-- line is in half steps
-- over is above the line and under below
-- actual vs line is what the points say
-- a bet is correct if the points are on its side
-- what is no bet or a push has no verdict
-- error is the distance to the points
-- who did not play has no minutes
-- issues are listed where there are any
-- it is graded once the game is played
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
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`system_id` IS NOT NULL
  )) AS `bad_9`,
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
  ) AS `bad_10`,
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
    `t1`.`confidence_score` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`confidence_score` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`confidence_score` <= 1
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`recommendation` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(
    NOT (
      `t1`.`recommendation` IN ('HOLD', 'NO_LINE', 'OVER', 'PASS', 'UNDER')
      OR (
        `t1`.`recommendation` IS NULL
      )
    )
  ) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`points_line` >= 1.5
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`points_line` <= 57.5
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`actual_points` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`actual_points` <= 100
  )) AS `bad_22`,
  COUNTIF(
    NOT (
      `t1`.`actual_vs_line` IN ('OVER', 'PUSH', 'UNDER')
      OR (
        `t1`.`actual_vs_line` IS NULL
      )
    )
  ) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`margin_of_error` >= -80
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`margin_of_error` <= 80
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`line_margin` >= -100
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`line_margin` <= 100
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`graded_at` IS NOT NULL
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`grading_version` IS NOT NULL
  )) AS `bad_29`,
  COUNTIF(NOT (
    LENGTH(`t1`.`grading_version`) >= 1
  )) AS `bad_30`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_quality_tier`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`has_issues` IS NOT NULL
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`issues` IS NOT NULL
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`minutes_played` >= 0
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`minutes_played` <= 65
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
        `t1`.`points_line` * 2
      ) = CAST(FLOOR(`t1`.`points_line` * 2) AS NUMERIC)
    )
  ) AS `bad_37`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`recommendation` <> 'OVER'
        )
        OR (
          `t1`.`predicted_points` > `t1`.`points_line`
        )
      )
      AND (
        (
          `t1`.`recommendation` <> 'UNDER'
        )
        OR (
          `t1`.`predicted_points` < `t1`.`points_line`
        )
      )
    )
  ) AS `bad_38`,
  COUNTIF(
    NOT (
      SIGN(`t1`.`actual_points` - `t1`.`points_line`) = CASE `t1`.`actual_vs_line` WHEN 'OVER' THEN 1 WHEN 'UNDER' THEN -1 ELSE 0 END
    )
  ) AS `bad_39`,
  COUNTIF(
    NOT (
      `t1`.`prediction_correct` = (
        (
          `t1`.`actual_points` > `t1`.`points_line`
        ) = (
          `t1`.`recommendation` = 'OVER'
        )
      )
    )
  ) AS `bad_40`,
  COUNTIF(
    NOT (
      (
        COALESCE(`t1`.`recommendation` IN ('OVER', 'UNDER'), FALSE)
        AND COALESCE(`t1`.`actual_points` <> `t1`.`points_line`, FALSE)
      )
      OR (
        `t1`.`prediction_correct` IS NULL
      )
    )
  ) AS `bad_41`,
  COUNTIF(
    NOT (
      ABS(
        ABS(`t1`.`margin_of_error`) - ABS(`t1`.`predicted_points` - `t1`.`actual_points`)
      ) <= 0.1
    )
  ) AS `bad_42`,
  COUNTIF(NOT (
    NOT (
      `t1`.`player_dnp`
    ) OR (
      `t1`.`minutes_played` = 0
    )
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`has_issues` = (
      ARRAY_LENGTH(`t1`.`issues`) > 0
    )
  )) AS `bad_44`,
  COUNTIF(NOT (
    DATE(`t1`.`graded_at`, 'America/New_York') >= `t1`.`game_date`
  )) AS `bad_45`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_grades` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
