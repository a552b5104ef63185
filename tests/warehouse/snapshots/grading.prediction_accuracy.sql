-- one row for each player_lookup, game_id, system_id, line_value
-- absolute error is predicted minus actual without its sign
-- signed error is predicted minus actual
-- errors are at most 80 points
-- a bet is correct if the points are on its side of the line
-- what is no bet, a push or void has no verdict
-- 0 points in 0 minutes are void
-- who played is not void
-- void for the reason that the injury report gave
-- confidence from 0 to 1
-- confidence decile is that of the confidence
-- predicted margin is predicted minus line
-- actual margin is actual minus line
-- within 3 and within 5 points say what the error says
-- no grade by the placeholder line 20.0
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`player_lookup`, `t1`.`game_id`, `t1`.`system_id`, `t1`.`line_value`)
      )
    )
  ) AS `distinct_0`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND NOT (
      COALESCE(`t1`.`absolute_error` = ABS(`t1`.`predicted_points` - `t1`.`actual_points`), FALSE)
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND (
      COALESCE(`t1`.`absolute_error` = ABS(`t1`.`predicted_points` - `t1`.`actual_points`), FALSE) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(NOT (
    COALESCE(`t1`.`is_voided`, FALSE)
  )) AS `applies_1`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND NOT (
      COALESCE(`t1`.`signed_error` = (
        `t1`.`predicted_points` - `t1`.`actual_points`
      ), FALSE)
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND (
      COALESCE(`t1`.`signed_error` = (
        `t1`.`predicted_points` - `t1`.`actual_points`
      ), FALSE) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(NOT (
    COALESCE(`t1`.`is_voided`, FALSE)
  )) AS `applies_2`,
  COUNTIF(NOT (
    `t1`.`absolute_error` <= 80
  )) AS `bad_3`,
  LOGICAL_OR((
    `t1`.`absolute_error` <= 80
  ) IS NOT NULL) AS `answered_3`,
  COUNTIF(
    `t1`.`recommendation` IN ('OVER', 'UNDER')
    AND COALESCE(`t1`.`actual_points` <> `t1`.`line_value`, FALSE)
    AND NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND NOT (
      COALESCE(
        `t1`.`prediction_correct` = (
          (
            `t1`.`actual_points` > `t1`.`line_value`
          ) = (
            `t1`.`recommendation` = 'OVER'
          )
        ),
        FALSE
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    `t1`.`recommendation` IN ('OVER', 'UNDER')
    AND COALESCE(`t1`.`actual_points` <> `t1`.`line_value`, FALSE)
    AND NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND (
      COALESCE(
        `t1`.`prediction_correct` = (
          (
            `t1`.`actual_points` > `t1`.`line_value`
          ) = (
            `t1`.`recommendation` = 'OVER'
          )
        ),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(
    `t1`.`recommendation` IN ('OVER', 'UNDER')
    AND COALESCE(`t1`.`actual_points` <> `t1`.`line_value`, FALSE)
    AND NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
  ) AS `applies_4`,
  COUNTIF(
    NOT (
      `t1`.`recommendation` IN ('OVER', 'UNDER')
      AND COALESCE(`t1`.`actual_points` <> `t1`.`line_value`, FALSE)
      AND NOT (
        COALESCE(`t1`.`is_voided`, FALSE)
      )
    )
    AND NOT (
      `t1`.`prediction_correct` IS NULL
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    NOT (
      `t1`.`recommendation` IN ('OVER', 'UNDER')
      AND COALESCE(`t1`.`actual_points` <> `t1`.`line_value`, FALSE)
      AND NOT (
        COALESCE(`t1`.`is_voided`, FALSE)
      )
    )
    AND (
      (
        `t1`.`prediction_correct` IS NULL
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(
    NOT (
      `t1`.`recommendation` IN ('OVER', 'UNDER')
      AND COALESCE(`t1`.`actual_points` <> `t1`.`line_value`, FALSE)
      AND NOT (
        COALESCE(`t1`.`is_voided`, FALSE)
      )
    )
  ) AS `applies_5`,
  COUNTIF(
    (
      `t1`.`actual_points` = 0
    )
    AND (
      COALESCE(`t1`.`minutes_played`, 0) = 0
    )
    AND NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      `t1`.`actual_points` = 0
    )
    AND (
      COALESCE(`t1`.`minutes_played`, 0) = 0
    )
    AND (
      COALESCE(`t1`.`is_voided`, FALSE) IS NOT NULL
    )
  ) AS `answered_6`,
  LOGICAL_OR((
    `t1`.`actual_points` = 0
  ) AND (
    COALESCE(`t1`.`minutes_played`, 0) = 0
  )) AS `applies_6`,
  COUNTIF(
    COALESCE(`t1`.`is_voided`, FALSE)
    AND NOT (
      COALESCE(`t1`.`minutes_played`, 0) = 0
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    COALESCE(`t1`.`is_voided`, FALSE)
    AND (
      (
        COALESCE(`t1`.`minutes_played`, 0) = 0
      ) IS NOT NULL
    )
  ) AS `answered_7`,
  LOGICAL_OR(COALESCE(`t1`.`is_voided`, FALSE)) AS `applies_7`,
  COUNTIF(
    NOT (
      IF(
        COALESCE(`t1`.`is_voided`, FALSE),
        COALESCE(
          `t1`.`void_reason` = CASE
            WHEN COALESCE(`t1`.`pre_game_injury_status`, '') IN ('DOUBTFUL', 'OUT')
            THEN 'dnp_injury_confirmed'
            WHEN COALESCE(`t1`.`pre_game_injury_status`, '') IN ('PROBABLE', 'QUESTIONABLE')
            THEN 'dnp_late_scratch'
            ELSE 'dnp_unknown'
          END,
          FALSE
        ),
        `t1`.`void_reason` IS NULL
      )
    )
  ) AS `bad_8`,
  LOGICAL_OR(
    IF(
      COALESCE(`t1`.`is_voided`, FALSE),
      COALESCE(
        `t1`.`void_reason` = CASE
          WHEN COALESCE(`t1`.`pre_game_injury_status`, '') IN ('DOUBTFUL', 'OUT')
          THEN 'dnp_injury_confirmed'
          WHEN COALESCE(`t1`.`pre_game_injury_status`, '') IN ('PROBABLE', 'QUESTIONABLE')
          THEN 'dnp_late_scratch'
          ELSE 'dnp_unknown'
        END,
        FALSE
      ),
      `t1`.`void_reason` IS NULL
    ) IS NOT NULL
  ) AS `answered_8`,
  COUNTIF(NOT (
    COALESCE(`t1`.`confidence_score` BETWEEN 0 AND 1, FALSE)
  )) AS `bad_9`,
  LOGICAL_OR(COALESCE(`t1`.`confidence_score` BETWEEN 0 AND 1, FALSE) IS NOT NULL) AS `answered_9`,
  COUNTIF(
    `t1`.`confidence_score` BETWEEN 0 AND 1
    AND NOT (
      `t1`.`confidence_decile` = LEAST(10, CAST(FLOOR(CAST(`t1`.`confidence_score` AS FLOAT64) * 10) AS INT64) + 1)
    )
  ) AS `bad_10`,
  LOGICAL_OR(
    `t1`.`confidence_score` BETWEEN 0 AND 1
    AND (
      (
        `t1`.`confidence_decile` = LEAST(10, CAST(FLOOR(CAST(`t1`.`confidence_score` AS FLOAT64) * 10) AS INT64) + 1)
      ) IS NOT NULL
    )
  ) AS `answered_10`,
  LOGICAL_OR(`t1`.`confidence_score` BETWEEN 0 AND 1) AS `applies_10`,
  COUNTIF(
    (
      `t1`.`line_value` IS NOT NULL
    )
    AND NOT (
      ABS(`t1`.`predicted_margin` - (
        `t1`.`predicted_points` - `t1`.`line_value`
      )) <= 0.1
    )
  ) AS `bad_11`,
  LOGICAL_OR(
    (
      `t1`.`line_value` IS NOT NULL
    )
    AND (
      (
        ABS(`t1`.`predicted_margin` - (
          `t1`.`predicted_points` - `t1`.`line_value`
        )) <= 0.1
      ) IS NOT NULL
    )
  ) AS `answered_11`,
  LOGICAL_OR(`t1`.`line_value` IS NOT NULL) AS `applies_11`,
  COUNTIF(
    (
      `t1`.`line_value` IS NOT NULL
    )
    AND NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND NOT (
      ABS(`t1`.`actual_margin` - (
        `t1`.`actual_points` - `t1`.`line_value`
      )) <= 0.1
    )
  ) AS `bad_12`,
  LOGICAL_OR(
    (
      `t1`.`line_value` IS NOT NULL
    )
    AND NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND (
      (
        ABS(`t1`.`actual_margin` - (
          `t1`.`actual_points` - `t1`.`line_value`
        )) <= 0.1
      ) IS NOT NULL
    )
  ) AS `answered_12`,
  LOGICAL_OR(
    (
      `t1`.`line_value` IS NOT NULL
    )
    AND NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
  ) AS `applies_12`,
  COUNTIF(
    (
      `t1`.`absolute_error` IS NOT NULL
    )
    AND NOT (
      COALESCE(
        (
          `t1`.`within_3_points` = (
            `t1`.`absolute_error` <= 3
          )
        )
        AND (
          `t1`.`within_5_points` = (
            `t1`.`absolute_error` <= 5
          )
        ),
        FALSE
      )
    )
  ) AS `bad_13`,
  LOGICAL_OR(
    (
      `t1`.`absolute_error` IS NOT NULL
    )
    AND (
      COALESCE(
        (
          `t1`.`within_3_points` = (
            `t1`.`absolute_error` <= 3
          )
        )
        AND (
          `t1`.`within_5_points` = (
            `t1`.`absolute_error` <= 5
          )
        ),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_13`,
  LOGICAL_OR(`t1`.`absolute_error` IS NOT NULL) AS `applies_13`,
  COUNTIF(NOT (
    `t1`.`line_value` <> 20.0
  )) AS `bad_14`,
  LOGICAL_OR((
    `t1`.`line_value` <> 20.0
  ) IS NOT NULL) AS `answered_14`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- a grade repeats what was predicted
-- confidence is the prediction's, on the scale of 0 to 1
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    `t6`.`was_said`
    AND NOT (
      (
        `t6`.`predicted_points` = `t6`.`said_points`
      )
      AND (
        `t6`.`recommendation` = `t6`.`said_recommendation`
      )
    )
  ) AS `bad_15`,
  LOGICAL_OR(
    `t6`.`was_said`
    AND (
      (
        (
          `t6`.`predicted_points` = `t6`.`said_points`
        )
        AND (
          `t6`.`recommendation` = `t6`.`said_recommendation`
        )
      ) IS NOT NULL
    )
  ) AS `answered_15`,
  LOGICAL_OR(`t6`.`was_said`) AS `applies_15`,
  COUNTIF(
    `t6`.`was_said`
    AND NOT (
      ABS(`t6`.`confidence_score` - `t6`.`said_confidence`) <= 0.00051
    )
  ) AS `bad_16`,
  LOGICAL_OR(
    `t6`.`was_said`
    AND (
      (
        ABS(`t6`.`confidence_score` - `t6`.`said_confidence`) <= 0.00051
      ) IS NOT NULL
    )
  ) AS `answered_16`,
  LOGICAL_OR(`t6`.`was_said`) AS `applies_16`
FROM (
  SELECT
    `t3`.`player_lookup`,
    `t3`.`game_id`,
    `t3`.`game_date`,
    `t3`.`system_id`,
    `t3`.`team_abbr`,
    `t3`.`opponent_team_abbr`,
    `t3`.`predicted_points`,
    `t3`.`confidence_score`,
    `t3`.`confidence_decile`,
    `t3`.`recommendation`,
    `t3`.`line_value`,
    `t3`.`referee_adjustment`,
    `t3`.`pace_adjustment`,
    `t3`.`similarity_sample_size`,
    `t3`.`actual_points`,
    `t3`.`minutes_played`,
    `t3`.`absolute_error`,
    `t3`.`signed_error`,
    `t3`.`prediction_correct`,
    `t3`.`predicted_margin`,
    `t3`.`actual_margin`,
    `t3`.`within_3_points`,
    `t3`.`within_5_points`,
    `t3`.`is_voided`,
    `t3`.`void_reason`,
    `t3`.`pre_game_injury_flag`,
    `t3`.`pre_game_injury_status`,
    `t3`.`injury_confirmed_postgame`,
    `t3`.`model_version`,
    `t3`.`graded_at`,
    `t5`.`game_id` AS `game_id_said`,
    `t5`.`player_lookup` AS `player_lookup_said`,
    `t5`.`system_id` AS `system_id_said`,
    `t5`.`line_value` AS `line_value_said`,
    `t5`.`said_points`,
    `t5`.`said_recommendation`,
    `t5`.`said_confidence`,
    `t5`.`was_said`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t3`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`player_lookup`,
      `t1`.`system_id`,
      `t1`.`current_points_line` AS `line_value`,
      `t1`.`predicted_points` AS `said_points`,
      `t1`.`recommendation` AS `said_recommendation`,
      IF(
        `t1`.`system_id` IN (
          'catboost_v8',
          'ensemble_v1',
          'ensemble_v1_1',
          'similarity_balanced_v1',
          'xgboost_v1'
        ),
        ieee_divide(CAST(`t1`.`confidence_score` AS FLOAT64), 100),
        CAST(`t1`.`confidence_score` AS FLOAT64)
      ) AS `said_confidence`,
      TRUE AS `was_said`
    FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
    ON `t3`.`game_id` = `t5`.`game_id`
    AND `t3`.`player_lookup` = `t5`.`player_lookup`
    AND `t3`.`system_id` = `t5`.`system_id`
    AND `t3`.`line_value` = `t5`.`line_value`
) AS `t6`;
