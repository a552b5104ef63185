-- one row for each game_date, system_id
-- win rate is correct among those that were right or wrong
-- share within 3 points is its count among the predictions
-- share within 5 points is its count among the predictions
-- over and under add up to the recommendations
-- recommendations and passes add up to the predictions
-- right and wrong are no more than recommended
-- a system recommends something
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`system_id`)))
  ) AS `distinct_0`,
  COUNTIF(
    (
      (
        `t1`.`correct_count` + `t1`.`incorrect_count`
      ) > 0
    )
    AND NOT (
      ABS(
        `t1`.`win_rate` - ieee_divide(`t1`.`correct_count`, `t1`.`correct_count` + `t1`.`incorrect_count`)
      ) <= 0.00051
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      (
        `t1`.`correct_count` + `t1`.`incorrect_count`
      ) > 0
    )
    AND (
      (
        ABS(
          `t1`.`win_rate` - ieee_divide(`t1`.`correct_count`, `t1`.`correct_count` + `t1`.`incorrect_count`)
        ) <= 0.00051
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR((
    `t1`.`correct_count` + `t1`.`incorrect_count`
  ) > 0) AS `applies_2`,
  COUNTIF(
    (
      `t1`.`predictions_count` > 0
    )
    AND NOT (
      ABS(
        `t1`.`within_3_pct` - ieee_divide(`t1`.`within_3_count`, `t1`.`predictions_count`)
      ) <= 0.00051
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t1`.`predictions_count` > 0
    )
    AND (
      (
        ABS(
          `t1`.`within_3_pct` - ieee_divide(`t1`.`within_3_count`, `t1`.`predictions_count`)
        ) <= 0.00051
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t1`.`predictions_count` > 0) AS `applies_3`,
  COUNTIF(
    (
      `t1`.`predictions_count` > 0
    )
    AND NOT (
      ABS(
        `t1`.`within_5_pct` - ieee_divide(`t1`.`within_5_count`, `t1`.`predictions_count`)
      ) <= 0.00051
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      `t1`.`predictions_count` > 0
    )
    AND (
      (
        ABS(
          `t1`.`within_5_pct` - ieee_divide(`t1`.`within_5_count`, `t1`.`predictions_count`)
        ) <= 0.00051
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(`t1`.`predictions_count` > 0) AS `applies_4`,
  COUNTIF(
    NOT (
      (
        `t1`.`over_count` + `t1`.`under_count`
      ) = `t1`.`recommendations_count`
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      (
        `t1`.`over_count` + `t1`.`under_count`
      ) = `t1`.`recommendations_count`
    ) IS NOT NULL
  ) AS `answered_5`,
  COUNTIF(
    NOT (
      (
        `t1`.`recommendations_count` + `t1`.`pass_count`
      ) = `t1`.`predictions_count`
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      (
        `t1`.`recommendations_count` + `t1`.`pass_count`
      ) = `t1`.`predictions_count`
    ) IS NOT NULL
  ) AS `answered_6`,
  COUNTIF(
    NOT (
      (
        `t1`.`correct_count` + `t1`.`incorrect_count`
      ) <= `t1`.`recommendations_count`
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    (
      (
        `t1`.`correct_count` + `t1`.`incorrect_count`
      ) <= `t1`.`recommendations_count`
    ) IS NOT NULL
  ) AS `answered_7`,
  COUNTIF(
    (
      `t1`.`predictions_count` >= 30
    )
    AND NOT (
      `t1`.`recommendations_count` > 0
    )
  ) AS `bad_8`,
  LOGICAL_OR(
    (
      `t1`.`predictions_count` >= 30
    )
    AND (
      (
        `t1`.`recommendations_count` > 0
      ) IS NOT NULL
    )
  ) AS `answered_8`,
  LOGICAL_OR(`t1`.`predictions_count` >= 30) AS `applies_8`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`system_daily_performance` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- one row for each active system and graded day
-- counts are those of the grades
-- error, bias and confidence are those of the grades
-- win rates of over, under and high confidence are those of the grades
-- computed after its grades
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    COALESCE(`t22`.`found` AND `t22`.`expected`, FALSE)
  )) AS `bad_1`,
  LOGICAL_OR(COALESCE(`t22`.`found` AND `t22`.`expected`, FALSE) IS NOT NULL) AS `answered_1`,
  COUNTIF(
    `t22`.`found`
    AND NOT (
      (
        COALESCE(`t22`.`predictions_count`, 0) = COALESCE(`t22`.`graded_predictions_count`, 0)
      )
      AND (
        COALESCE(`t22`.`recommendations_count`, 0) = COALESCE(`t22`.`graded_recommendations_count`, 0)
      )
      AND (
        COALESCE(`t22`.`correct_count`, 0) = COALESCE(`t22`.`graded_correct_count`, 0)
      )
      AND (
        COALESCE(`t22`.`incorrect_count`, 0) = COALESCE(`t22`.`graded_incorrect_count`, 0)
      )
      AND (
        COALESCE(`t22`.`over_count`, 0) = COALESCE(`t22`.`graded_over_count`, 0)
      )
      AND (
        COALESCE(`t22`.`over_correct`, 0) = COALESCE(`t22`.`graded_over_correct`, 0)
      )
      AND (
        COALESCE(`t22`.`under_count`, 0) = COALESCE(`t22`.`graded_under_count`, 0)
      )
      AND (
        COALESCE(`t22`.`under_correct`, 0) = COALESCE(`t22`.`graded_under_correct`, 0)
      )
      AND (
        COALESCE(`t22`.`within_3_count`, 0) = COALESCE(`t22`.`graded_within_3_count`, 0)
      )
      AND (
        COALESCE(`t22`.`within_5_count`, 0) = COALESCE(`t22`.`graded_within_5_count`, 0)
      )
      AND (
        COALESCE(`t22`.`high_confidence_count`, 0) = COALESCE(`t22`.`graded_high_confidence_count`, 0)
      )
      AND (
        COALESCE(`t22`.`high_confidence_correct`, 0) = COALESCE(`t22`.`graded_high_confidence_correct`, 0)
      )
    )
  ) AS `bad_9`,
  LOGICAL_OR(
    `t22`.`found`
    AND (
      (
        (
          COALESCE(`t22`.`predictions_count`, 0) = COALESCE(`t22`.`graded_predictions_count`, 0)
        )
        AND (
          COALESCE(`t22`.`recommendations_count`, 0) = COALESCE(`t22`.`graded_recommendations_count`, 0)
        )
        AND (
          COALESCE(`t22`.`correct_count`, 0) = COALESCE(`t22`.`graded_correct_count`, 0)
        )
        AND (
          COALESCE(`t22`.`incorrect_count`, 0) = COALESCE(`t22`.`graded_incorrect_count`, 0)
        )
        AND (
          COALESCE(`t22`.`over_count`, 0) = COALESCE(`t22`.`graded_over_count`, 0)
        )
        AND (
          COALESCE(`t22`.`over_correct`, 0) = COALESCE(`t22`.`graded_over_correct`, 0)
        )
        AND (
          COALESCE(`t22`.`under_count`, 0) = COALESCE(`t22`.`graded_under_count`, 0)
        )
        AND (
          COALESCE(`t22`.`under_correct`, 0) = COALESCE(`t22`.`graded_under_correct`, 0)
        )
        AND (
          COALESCE(`t22`.`within_3_count`, 0) = COALESCE(`t22`.`graded_within_3_count`, 0)
        )
        AND (
          COALESCE(`t22`.`within_5_count`, 0) = COALESCE(`t22`.`graded_within_5_count`, 0)
        )
        AND (
          COALESCE(`t22`.`high_confidence_count`, 0) = COALESCE(`t22`.`graded_high_confidence_count`, 0)
        )
        AND (
          COALESCE(`t22`.`high_confidence_correct`, 0) = COALESCE(`t22`.`graded_high_confidence_correct`, 0)
        )
      ) IS NOT NULL
    )
  ) AS `answered_9`,
  LOGICAL_OR(`t22`.`found`) AS `applies_9`,
  COUNTIF(
    `t22`.`found`
    AND NOT (
      (
        ABS(`t22`.`mae` - `t22`.`graded_mae`) <= 0.0051
      )
      AND (
        ABS(`t22`.`avg_bias` - `t22`.`graded_avg_bias`) <= 0.0051
      )
      AND (
        ABS(`t22`.`avg_confidence` - `t22`.`graded_avg_confidence`) <= 0.00051
      )
    )
  ) AS `bad_10`,
  LOGICAL_OR(
    `t22`.`found`
    AND (
      (
        (
          ABS(`t22`.`mae` - `t22`.`graded_mae`) <= 0.0051
        )
        AND (
          ABS(`t22`.`avg_bias` - `t22`.`graded_avg_bias`) <= 0.0051
        )
        AND (
          ABS(`t22`.`avg_confidence` - `t22`.`graded_avg_confidence`) <= 0.00051
        )
      ) IS NOT NULL
    )
  ) AS `answered_10`,
  LOGICAL_OR(`t22`.`found`) AS `applies_10`,
  COUNTIF(
    `t22`.`found`
    AND NOT (
      IF(
        `t22`.`graded_over_win_rate` IS NULL,
        `t22`.`over_win_rate` IS NULL,
        COALESCE(ABS(`t22`.`over_win_rate` - `t22`.`graded_over_win_rate`) <= 0.00051, FALSE)
      )
      AND IF(
        `t22`.`graded_under_win_rate` IS NULL,
        `t22`.`under_win_rate` IS NULL,
        COALESCE(ABS(`t22`.`under_win_rate` - `t22`.`graded_under_win_rate`) <= 0.00051, FALSE)
      )
      AND IF(
        `t22`.`graded_high_confidence_win_rate` IS NULL,
        `t22`.`high_confidence_win_rate` IS NULL,
        COALESCE(
          ABS(`t22`.`high_confidence_win_rate` - `t22`.`graded_high_confidence_win_rate`) <= 0.00051,
          FALSE
        )
      )
    )
  ) AS `bad_11`,
  LOGICAL_OR(
    `t22`.`found`
    AND (
      (
        IF(
          `t22`.`graded_over_win_rate` IS NULL,
          `t22`.`over_win_rate` IS NULL,
          COALESCE(ABS(`t22`.`over_win_rate` - `t22`.`graded_over_win_rate`) <= 0.00051, FALSE)
        )
        AND IF(
          `t22`.`graded_under_win_rate` IS NULL,
          `t22`.`under_win_rate` IS NULL,
          COALESCE(ABS(`t22`.`under_win_rate` - `t22`.`graded_under_win_rate`) <= 0.00051, FALSE)
        )
        AND IF(
          `t22`.`graded_high_confidence_win_rate` IS NULL,
          `t22`.`high_confidence_win_rate` IS NULL,
          COALESCE(
            ABS(`t22`.`high_confidence_win_rate` - `t22`.`graded_high_confidence_win_rate`) <= 0.00051,
            FALSE
          )
        )
      ) IS NOT NULL
    )
  ) AS `answered_11`,
  LOGICAL_OR(`t22`.`found`) AS `applies_11`,
  COUNTIF(NOT (
    `t22`.`computed_at` >= `t22`.`graded_at`
  )) AS `bad_12`,
  LOGICAL_OR((
    `t22`.`computed_at` >= `t22`.`graded_at`
  ) IS NOT NULL) AS `answered_12`
FROM (
  SELECT
    `t21`.`game_date`,
    `t21`.`system_id`,
    `t21`.`predictions_count`,
    `t21`.`recommendations_count`,
    `t21`.`correct_count`,
    `t21`.`incorrect_count`,
    `t21`.`pass_count`,
    `t21`.`win_rate`,
    `t21`.`mae`,
    `t21`.`avg_bias`,
    `t21`.`over_count`,
    `t21`.`over_correct`,
    `t21`.`over_win_rate`,
    `t21`.`under_count`,
    `t21`.`under_correct`,
    `t21`.`under_win_rate`,
    `t21`.`within_3_count`,
    `t21`.`within_3_pct`,
    `t21`.`within_5_count`,
    `t21`.`within_5_pct`,
    `t21`.`avg_confidence`,
    `t21`.`high_confidence_count`,
    `t21`.`high_confidence_correct`,
    `t21`.`high_confidence_win_rate`,
    `t21`.`computed_at`,
    `t21`.`found`,
    `t21`.`expected`,
    `t17`.`game_date` AS `graded_game_date`,
    `t17`.`system_id` AS `graded_system_id`,
    `t17`.`predictions_count` AS `graded_predictions_count`,
    `t17`.`recommendations_count` AS `graded_recommendations_count`,
    `t17`.`correct_count` AS `graded_correct_count`,
    `t17`.`incorrect_count` AS `graded_incorrect_count`,
    `t17`.`over_count` AS `graded_over_count`,
    `t17`.`over_correct` AS `graded_over_correct`,
    `t17`.`under_count` AS `graded_under_count`,
    `t17`.`under_correct` AS `graded_under_correct`,
    `t17`.`within_3_count` AS `graded_within_3_count`,
    `t17`.`within_5_count` AS `graded_within_5_count`,
    `t17`.`high_confidence_count` AS `graded_high_confidence_count`,
    `t17`.`high_confidence_correct` AS `graded_high_confidence_correct`,
    `t17`.`over_win_rate` AS `graded_over_win_rate`,
    `t17`.`under_win_rate` AS `graded_under_win_rate`,
    `t17`.`high_confidence_win_rate` AS `graded_high_confidence_win_rate`,
    `t17`.`mae` AS `graded_mae`,
    `t17`.`avg_bias` AS `graded_avg_bias`,
    `t17`.`avg_confidence` AS `graded_avg_confidence`,
    `t17`.`graded_at`
  FROM (
    SELECT
      `t19`.*
      EXCEPT (`expected_game_date`, `expected_system_id`)
    FROM (
      SELECT
        COALESCE(`t18`.`game_date`, `t18`.`expected_game_date`) AS `game_date`,
        COALESCE(`t18`.`system_id`, `t18`.`expected_system_id`) AS `system_id`,
        `t18`.`predictions_count`,
        `t18`.`recommendations_count`,
        `t18`.`correct_count`,
        `t18`.`incorrect_count`,
        `t18`.`pass_count`,
        `t18`.`win_rate`,
        `t18`.`mae`,
        `t18`.`avg_bias`,
        `t18`.`over_count`,
        `t18`.`over_correct`,
        `t18`.`over_win_rate`,
        `t18`.`under_count`,
        `t18`.`under_correct`,
        `t18`.`under_win_rate`,
        `t18`.`within_3_count`,
        `t18`.`within_3_pct`,
        `t18`.`within_5_count`,
        `t18`.`within_5_pct`,
        `t18`.`avg_confidence`,
        `t18`.`high_confidence_count`,
        `t18`.`high_confidence_correct`,
        `t18`.`high_confidence_win_rate`,
        `t18`.`computed_at`,
        `t18`.`found`,
        `t18`.`expected_game_date`,
        `t18`.`expected_system_id`,
        `t18`.`expected`
      FROM (
        SELECT
          `t11`.`game_date`,
          `t11`.`system_id`,
          `t11`.`predictions_count`,
          `t11`.`recommendations_count`,
          `t11`.`correct_count`,
          `t11`.`incorrect_count`,
          `t11`.`pass_count`,
          `t11`.`win_rate`,
          `t11`.`mae`,
          `t11`.`avg_bias`,
          `t11`.`over_count`,
          `t11`.`over_correct`,
          `t11`.`over_win_rate`,
          `t11`.`under_count`,
          `t11`.`under_correct`,
          `t11`.`under_win_rate`,
          `t11`.`within_3_count`,
          `t11`.`within_3_pct`,
          `t11`.`within_5_count`,
          `t11`.`within_5_pct`,
          `t11`.`avg_confidence`,
          `t11`.`high_confidence_count`,
          `t11`.`high_confidence_correct`,
          `t11`.`high_confidence_win_rate`,
          `t11`.`computed_at`,
          `t11`.`found`,
          `t16`.`game_date` AS `expected_game_date`,
          `t16`.`system_id` AS `expected_system_id`,
          `t16`.`expected`
        FROM (
          SELECT
            `t1`.`game_date`,
            `t1`.`system_id`,
            `t1`.`predictions_count`,
            `t1`.`recommendations_count`,
            `t1`.`correct_count`,
            `t1`.`incorrect_count`,
            `t1`.`pass_count`,
            `t1`.`win_rate`,
            `t1`.`mae`,
            `t1`.`avg_bias`,
            `t1`.`over_count`,
            `t1`.`over_correct`,
            `t1`.`over_win_rate`,
            `t1`.`under_count`,
            `t1`.`under_correct`,
            `t1`.`under_win_rate`,
            `t1`.`within_3_count`,
            `t1`.`within_3_pct`,
            `t1`.`within_5_count`,
            `t1`.`within_5_pct`,
            `t1`.`avg_confidence`,
            `t1`.`high_confidence_count`,
            `t1`.`high_confidence_correct`,
            `t1`.`high_confidence_win_rate`,
            `t1`.`computed_at`,
            TRUE AS `found`
          FROM `nba-project`.`nba_predictions`.`system_daily_performance` AS `t1`
          WHERE
            `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t11`
        FULL OUTER JOIN (
          SELECT
            `t13`.`game_date`,
            `t13`.`system_id`,
            TRUE AS `expected`
          FROM (
            SELECT
              `t12`.`game_date`,
              `t8`.`system_id`
            FROM (
              SELECT DISTINCT
                `t2`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t2`
              WHERE
                `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t12`
            CROSS JOIN (
              SELECT
                `t3`.`system_id`
              FROM `nba-project`.`nba_predictions`.`prediction_systems` AS `t3`
              WHERE
                `t3`.`active`
            ) AS `t8`
            WHERE
              EXISTS(
                SELECT
                  1
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
                  WHERE
                    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t9`
                WHERE
                  `t12`.`game_date` = `t9`.`game_date`
              )
          ) AS `t13`
        ) AS `t16`
          ON `t11`.`game_date` = `t16`.`game_date` AND `t11`.`system_id` = `t16`.`system_id`
      ) AS `t18`
    ) AS `t19`
  ) AS `t21`
  LEFT OUTER JOIN (
    SELECT
      `t10`.`game_date`,
      `t10`.`system_id`,
      COUNT(*) AS `predictions_count`,
      COUNTIF(`t10`.`recommendation` IN ('OVER', 'UNDER')) AS `recommendations_count`,
      COUNTIF(COALESCE(`t10`.`prediction_correct`, FALSE)) AS `correct_count`,
      COUNTIF(
        (
          `t10`.`prediction_correct` IS NOT NULL
        )
        AND NOT (
          COALESCE(`t10`.`prediction_correct`, FALSE)
        )
      ) AS `incorrect_count`,
      COUNTIF(`t10`.`recommendation` = 'OVER') AS `over_count`,
      COUNTIF(
        (
          `t10`.`recommendation` = 'OVER'
        )
        AND COALESCE(`t10`.`prediction_correct`, FALSE)
      ) AS `over_correct`,
      COUNTIF(`t10`.`recommendation` = 'UNDER') AS `under_count`,
      COUNTIF(
        (
          `t10`.`recommendation` = 'UNDER'
        )
        AND COALESCE(`t10`.`prediction_correct`, FALSE)
      ) AS `under_correct`,
      COUNTIF(`t10`.`absolute_error` <= 3) AS `within_3_count`,
      COUNTIF(`t10`.`absolute_error` <= 5) AS `within_5_count`,
      COUNTIF(`t10`.`confidence_score` >= 0.7) AS `high_confidence_count`,
      COUNTIF(
        (
          `t10`.`confidence_score` >= 0.7
        )
        AND COALESCE(`t10`.`prediction_correct`, FALSE)
      ) AS `high_confidence_correct`,
      ieee_divide(
        COUNTIF(
          (
            `t10`.`recommendation` = 'OVER'
          )
          AND COALESCE(`t10`.`prediction_correct`, FALSE)
        ),
        NULLIF(
          COUNTIF(
            (
              `t10`.`recommendation` = 'OVER'
            )
            AND (
              `t10`.`prediction_correct` IS NOT NULL
            )
          ),
          0
        )
      ) AS `over_win_rate`,
      ieee_divide(
        COUNTIF(
          (
            `t10`.`recommendation` = 'UNDER'
          )
          AND COALESCE(`t10`.`prediction_correct`, FALSE)
        ),
        NULLIF(
          COUNTIF(
            (
              `t10`.`recommendation` = 'UNDER'
            )
            AND (
              `t10`.`prediction_correct` IS NOT NULL
            )
          ),
          0
        )
      ) AS `under_win_rate`,
      ieee_divide(
        COUNTIF(
          (
            `t10`.`confidence_score` >= 0.7
          )
          AND COALESCE(`t10`.`prediction_correct`, FALSE)
        ),
        NULLIF(
          COUNTIF(
            (
              `t10`.`confidence_score` >= 0.7
            )
            AND (
              `t10`.`prediction_correct` IS NOT NULL
            )
          ),
          0
        )
      ) AS `high_confidence_win_rate`,
      AVG(CAST(`t10`.`absolute_error` AS FLOAT64)) AS `mae`,
      AVG(CAST(`t10`.`signed_error` AS FLOAT64)) AS `avg_bias`,
      AVG(CAST(`t10`.`confidence_score` AS FLOAT64)) AS `avg_confidence`,
      MAX(`t10`.`graded_at`) AS `graded_at`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND NOT (
          COALESCE(`t0`.`is_voided`, FALSE)
        )
    ) AS `t10`
    GROUP BY
      1,
      2
  ) AS `t17`
    ON `t21`.`game_date` = `t17`.`game_date` AND `t21`.`system_id` = `t17`.`system_id`
) AS `t22`;
