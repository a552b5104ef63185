-- a day's hit rate is what it was
-- a day's error is what it was
-- a day's bias is what it was
-- a week's hit rate is at least 0.50
-- a week's error is 3.5 to 6 points
-- a week's bias is at most a point
WITH `t3` AS (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t1`
  WHERE
    `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
    AND NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
), `t14` AS (
  SELECT
    *
  FROM (
    SELECT
      `t7`.`game_date`,
      `t7`.`system_id`,
      `t7`.`size`,
      `t7`.`total`,
      `t7`.`squares`,
      'bias' AS `figure`
    FROM (
      SELECT
        `t5`.`game_date`,
        `t5`.`system_id`,
        COUNT(CAST(`t5`.`signed_error` AS FLOAT64)) AS `size`,
        SUM(CAST(`t5`.`signed_error` AS FLOAT64)) AS `total`,
        SUM(CAST(`t5`.`signed_error` AS FLOAT64) * CAST(`t5`.`signed_error` AS FLOAT64)) AS `squares`
      FROM `t3` AS `t5`
      GROUP BY
        1,
        2
    ) AS `t7`
  ) AS `t10`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t9`.`game_date`,
        `t9`.`system_id`,
        `t9`.`size`,
        `t9`.`total`,
        `t9`.`squares`,
        'hit rate' AS `figure`
      FROM (
        SELECT
          `t5`.`game_date`,
          `t5`.`system_id`,
          COUNT(CAST(CAST(`t5`.`prediction_correct` AS INT64) AS FLOAT64)) AS `size`,
          SUM(CAST(CAST(`t5`.`prediction_correct` AS INT64) AS FLOAT64)) AS `total`,
          SUM(
            CAST(CAST(`t5`.`prediction_correct` AS INT64) AS FLOAT64) * CAST(CAST(`t5`.`prediction_correct` AS INT64) AS FLOAT64)
          ) AS `squares`
        FROM `t3` AS `t5`
        GROUP BY
          1,
          2
      ) AS `t9`
    ) AS `t12`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t8`.`game_date`,
        `t8`.`system_id`,
        `t8`.`size`,
        `t8`.`total`,
        `t8`.`squares`,
        'mean absolute error' AS `figure`
      FROM (
        SELECT
          `t5`.`game_date`,
          `t5`.`system_id`,
          COUNT(ABS(CAST(`t5`.`signed_error` AS FLOAT64))) AS `size`,
          SUM(ABS(CAST(`t5`.`signed_error` AS FLOAT64))) AS `total`,
          SUM(
            ABS(CAST(`t5`.`signed_error` AS FLOAT64)) * ABS(CAST(`t5`.`signed_error` AS FLOAT64))
          ) AS `squares`
        FROM `t3` AS `t5`
        GROUP BY
          1,
          2
      ) AS `t8`
    ) AS `t11`
  ) AS `t13`
)
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t30`.`figure` = 'hit rate'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND NOT (
      NOT (
        `t30`.`alarm`
      )
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'hit rate'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND (
      (
        NOT (
          `t30`.`alarm`
        )
      ) IS NOT NULL
    )
  ) AS `answered_0`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'hit rate'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
  ) AS `applies_0`,
  COUNTIF(
    (
      `t30`.`figure` = 'mean absolute error'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND NOT (
      NOT (
        `t30`.`alarm`
      )
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'mean absolute error'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND (
      (
        NOT (
          `t30`.`alarm`
        )
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'mean absolute error'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
  ) AS `applies_1`,
  COUNTIF(
    (
      `t30`.`figure` = 'bias'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND NOT (
      NOT (
        `t30`.`alarm`
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'bias'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND (
      (
        NOT (
          `t30`.`alarm`
        )
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'bias'
    )
    AND (
      `t30`.`span` = 'day'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
  ) AS `applies_2`,
  COUNTIF(
    (
      `t30`.`figure` = 'hit rate'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND NOT (
      NOT (
        `t30`.`alarm`
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'hit rate'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND (
      (
        NOT (
          `t30`.`alarm`
        )
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'hit rate'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
  ) AS `applies_3`,
  COUNTIF(
    (
      `t30`.`figure` = 'mean absolute error'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND NOT (
      NOT (
        `t30`.`alarm`
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'mean absolute error'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND (
      (
        NOT (
          `t30`.`alarm`
        )
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'mean absolute error'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
  ) AS `applies_4`,
  COUNTIF(
    (
      `t30`.`figure` = 'bias'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND NOT (
      NOT (
        `t30`.`alarm`
      )
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'bias'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
    AND (
      (
        NOT (
          `t30`.`alarm`
        )
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(
    (
      `t30`.`figure` = 'bias'
    )
    AND (
      `t30`.`span` = 'week'
    )
    AND (
      `t30`.`alarm` IS NOT NULL
    )
  ) AS `applies_5`
FROM (
  SELECT
    `t29`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t27`.`game_date`,
        `t27`.`system_id`,
        `t27`.`figure`,
        `t27`.`span`,
        `t27`.`size`,
        `t27`.`total`,
        `t27`.`squares`,
        `t27`.`day_number`,
        `t27`.`baseline_days`,
        `t27`.`before`,
        `t27`.`before_total`,
        `t27`.`before_squares`,
        `t27`.`value`,
        `t27`.`usual`,
        `t27`.`standard_error`,
        `t27`.`alarm`,
        `t27`.`tested`,
        COUNT(IF(`t27`.`tested` IS NULL, CAST(`t27`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t27`.`tested` IS NULL, CAST(`t27`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t26`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t25`.`game_date`,
            `t25`.`system_id`,
            `t25`.`figure`,
            `t25`.`span`,
            `t25`.`size`,
            `t25`.`total`,
            `t25`.`squares`,
            `t25`.`day_number`,
            `t25`.`baseline_days`,
            `t25`.`before`,
            `t25`.`before_total`,
            `t25`.`before_squares`,
            `t25`.`value`,
            `t25`.`usual`,
            `t25`.`standard_error`,
            `t25`.`alarm`,
            `t6`.`game_date` AS `game_date_right`,
            `t6`.`tested`
          FROM (
            SELECT
              `t23`.`game_date`,
              `t23`.`system_id`,
              `t23`.`figure`,
              `t23`.`span`,
              `t23`.`size`,
              `t23`.`total`,
              `t23`.`squares`,
              `t23`.`day_number`,
              `t23`.`baseline_days`,
              `t23`.`before`,
              `t23`.`before_total`,
              `t23`.`before_squares`,
              `t23`.`value`,
              `t23`.`usual`,
              `t23`.`standard_error`,
              IF(
                `t23`.`baseline_days` >= 5,
                IF(
                  `t23`.`span` = 'day',
                  ABS(`t23`.`value` - `t23`.`usual`) > (
                    `t23`.`standard_error` * 5
                  ),
                  (
                    (
                      (
                        `t23`.`value` + (
                          `t23`.`standard_error` * 3
                        )
                      ) < CASE
                        WHEN `t23`.`figure` = 'hit rate'
                        THEN 0.5
                        WHEN `t23`.`figure` = 'mean absolute error'
                        THEN 3.5
                        WHEN `t23`.`figure` = 'bias'
                        THEN -1.0
                        ELSE NULL
                      END
                    )
                    OR (
                      (
                        `t23`.`value` - (
                          `t23`.`standard_error` * 3
                        )
                      ) > CASE
                        WHEN `t23`.`figure` = 'hit rate'
                        THEN 1.0
                        WHEN `t23`.`figure` = 'mean absolute error'
                        THEN 6.0
                        WHEN `t23`.`figure` = 'bias'
                        THEN 1.0
                        ELSE NULL
                      END
                    )
                  )
                  AND (
                    `t23`.`size` >= 30
                  )
                ),
                CAST(NULL AS BOOL)
              ) AS `alarm`
            FROM (
              SELECT
                `t22`.`game_date`,
                `t22`.`system_id`,
                `t22`.`figure`,
                `t22`.`span`,
                `t22`.`size`,
                `t22`.`total`,
                `t22`.`squares`,
                `t22`.`day_number`,
                `t22`.`baseline_days`,
                `t22`.`before`,
                `t22`.`before_total`,
                `t22`.`before_squares`,
                ieee_divide(`t22`.`total`, `t22`.`size`) AS `value`,
                ieee_divide(`t22`.`before_total`, `t22`.`before`) AS `usual`,
                IF(
                  `t22`.`span` = 'day',
                  SQRT(
                    GREATEST(
                      ieee_divide(`t22`.`before_squares`, `t22`.`before`) - (
                        ieee_divide(`t22`.`before_total`, `t22`.`before`) * ieee_divide(`t22`.`before_total`, `t22`.`before`)
                      ),
                      0.0
                    )
                  ) * SQRT(ieee_divide(1, `t22`.`size`) + ieee_divide(1, `t22`.`before`)),
                  ieee_divide(
                    IF(
                      `t22`.`figure` = 'hit rate',
                      0.5,
                      SQRT(
                        GREATEST(
                          ieee_divide(`t22`.`squares`, `t22`.`size`) - (
                            ieee_divide(`t22`.`total`, `t22`.`size`) * ieee_divide(`t22`.`total`, `t22`.`size`)
                          ),
                          0.0
                        )
                      )
                    ),
                    SQRT(`t22`.`size`)
                  )
                ) AS `standard_error`
              FROM (
                SELECT
                  `t21`.`game_date`,
                  `t21`.`system_id`,
                  `t21`.`figure`,
                  `t21`.`span`,
                  `t21`.`size`,
                  `t21`.`total`,
                  `t21`.`squares`,
                  `t21`.`day_number`,
                  COUNT(*) OVER (
                    PARTITION BY `t21`.`system_id`, `t21`.`figure`, `t21`.`span`
                    ORDER BY `t21`.`day_number` ASC
                    RANGE BETWEEN 28 preceding AND 1 preceding
                  ) AS `baseline_days`,
                  SUM(`t21`.`size`) OVER (
                    PARTITION BY `t21`.`system_id`, `t21`.`figure`, `t21`.`span`
                    ORDER BY `t21`.`day_number` ASC
                    RANGE BETWEEN 28 preceding AND 1 preceding
                  ) AS `before`,
                  SUM(`t21`.`total`) OVER (
                    PARTITION BY `t21`.`system_id`, `t21`.`figure`, `t21`.`span`
                    ORDER BY `t21`.`day_number` ASC
                    RANGE BETWEEN 28 preceding AND 1 preceding
                  ) AS `before_total`,
                  SUM(`t21`.`squares`) OVER (
                    PARTITION BY `t21`.`system_id`, `t21`.`figure`, `t21`.`span`
                    ORDER BY `t21`.`day_number` ASC
                    RANGE BETWEEN 28 preceding AND 1 preceding
                  ) AS `before_squares`
                FROM (
                  SELECT
                    `t20`.`game_date`,
                    `t20`.`system_id`,
                    `t20`.`figure`,
                    `t20`.`span`,
                    `t20`.`size`,
                    `t20`.`total`,
                    `t20`.`squares`,
                    DATE_DIFF(`t20`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        `t15`.`game_date`,
                        `t15`.`system_id`,
                        `t15`.`figure`,
                        'day' AS `span`,
                        `t15`.`size`,
                        `t15`.`total`,
                        `t15`.`squares`
                      FROM `t14` AS `t15`
                      WHERE
                        `t15`.`size` > 0
                    ) AS `t16`
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        `t18`.`game_date`,
                        `t18`.`system_id`,
                        `t18`.`figure`,
                        'week' AS `span`,
                        `t18`.`size`,
                        `t18`.`total`,
                        `t18`.`squares`
                      FROM (
                        SELECT
                          `t17`.`game_date`,
                          `t17`.`system_id`,
                          SUM(`t17`.`size`) OVER (
                            PARTITION BY `t17`.`system_id`, `t17`.`figure`
                            ORDER BY `t17`.`number` ASC
                            RANGE BETWEEN 6 preceding AND CURRENT ROW
                          ) AS `size`,
                          SUM(`t17`.`total`) OVER (
                            PARTITION BY `t17`.`system_id`, `t17`.`figure`
                            ORDER BY `t17`.`number` ASC
                            RANGE BETWEEN 6 preceding AND CURRENT ROW
                          ) AS `total`,
                          SUM(`t17`.`squares`) OVER (
                            PARTITION BY `t17`.`system_id`, `t17`.`figure`
                            ORDER BY `t17`.`number` ASC
                            RANGE BETWEEN 6 preceding AND CURRENT ROW
                          ) AS `squares`,
                          `t17`.`figure`,
                          `t17`.`number`
                        FROM (
                          SELECT
                            `t15`.`game_date`,
                            `t15`.`system_id`,
                            `t15`.`size`,
                            `t15`.`total`,
                            `t15`.`squares`,
                            `t15`.`figure`,
                            DATE_DIFF(`t15`.`game_date`, DATE(2000, 1, 1), DAY) AS `number`
                          FROM `t14` AS `t15`
                          WHERE
                            `t15`.`size` > 0
                        ) AS `t17`
                      ) AS `t18`
                    ) AS `t19`
                  ) AS `t20`
                ) AS `t21`
              ) AS `t22`
            ) AS `t23`
          ) AS `t25`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t2`
          ) AS `t6`
            ON `t25`.`game_date` = `t6`.`game_date`
        ) AS `t26`
      ) AS `t27`
    ) AS `t28`
    WHERE
      `t28`.`tested` IS NOT NULL
  ) AS `t29`
) AS `t30`;
