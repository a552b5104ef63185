-- one row for each summary_key
-- one summary for each system, period and slice
-- the period's label names its days
-- a period starts before it ends
-- rolling periods have 7 or 30 days
-- rates from 0 to 1
-- hit rate is hits among hits and misses
-- over and under are no more than recommended
-- hits and misses are no more than recommended
-- archetype, confidence tier and situation are known ones
-- there are players and games in it
-- every summary has its data hash
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`summary_key`)))) AS `distinct_0`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(
          `t1`.`system_id`,
          `t1`.`period_type`,
          `t1`.`period_value`,
          `t1`.`player_lookup`,
          `t1`.`archetype`,
          `t1`.`confidence_tier`,
          `t1`.`situation`
        )
      )
    )
  ) AS `distinct_1`,
  COUNTIF(
    NOT (
      COALESCE(
        `t1`.`period_value` = CASE
          WHEN `t1`.`period_type` IN ('rolling_30d', 'rolling_7d')
          THEN FORMAT_DATE('%F', `t1`.`period_end_date`)
          WHEN `t1`.`period_type` = 'month'
          THEN FORMAT_DATE('%Y-%m', `t1`.`period_end_date`)
          WHEN `t1`.`period_type` = 'season'
          THEN CONCAT(
            CONCAT(
              CAST(EXTRACT(year FROM `t1`.`period_start_date`) - CAST(EXTRACT(month FROM `t1`.`period_start_date`) < 7 AS INT64) AS STRING),
              '-'
            ),
            SUBSTRING(
              CAST((
                EXTRACT(year FROM `t1`.`period_start_date`) - CAST(EXTRACT(month FROM `t1`.`period_start_date`) < 7 AS INT64)
              ) + 1 AS STRING),
              IF(
                (
                  2 + 1
                ) >= 1,
                2 + 1,
                2 + 1 + LENGTH(
                  CAST((
                    EXTRACT(year FROM `t1`.`period_start_date`) - CAST(EXTRACT(month FROM `t1`.`period_start_date`) < 7 AS INT64)
                  ) + 1 AS STRING)
                )
              ),
              2
            )
          )
          ELSE 'no such period'
        END,
        FALSE
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    COALESCE(
      `t1`.`period_value` = CASE
        WHEN `t1`.`period_type` IN ('rolling_30d', 'rolling_7d')
        THEN FORMAT_DATE('%F', `t1`.`period_end_date`)
        WHEN `t1`.`period_type` = 'month'
        THEN FORMAT_DATE('%Y-%m', `t1`.`period_end_date`)
        WHEN `t1`.`period_type` = 'season'
        THEN CONCAT(
          CONCAT(
            CAST(EXTRACT(year FROM `t1`.`period_start_date`) - CAST(EXTRACT(month FROM `t1`.`period_start_date`) < 7 AS INT64) AS STRING),
            '-'
          ),
          SUBSTRING(
            CAST((
              EXTRACT(year FROM `t1`.`period_start_date`) - CAST(EXTRACT(month FROM `t1`.`period_start_date`) < 7 AS INT64)
            ) + 1 AS STRING),
            IF(
              (
                2 + 1
              ) >= 1,
              2 + 1,
              2 + 1 + LENGTH(
                CAST((
                  EXTRACT(year FROM `t1`.`period_start_date`) - CAST(EXTRACT(month FROM `t1`.`period_start_date`) < 7 AS INT64)
                ) + 1 AS STRING)
              )
            ),
            2
          )
        )
        ELSE 'no such period'
      END,
      FALSE
    ) IS NOT NULL
  ) AS `answered_2`,
  COUNTIF(NOT (
    `t1`.`period_start_date` <= `t1`.`period_end_date`
  )) AS `bad_3`,
  LOGICAL_OR((
    `t1`.`period_start_date` <= `t1`.`period_end_date`
  ) IS NOT NULL) AS `answered_3`,
  COUNTIF(
    `t1`.`period_type` IN ('rolling_30d', 'rolling_7d')
    AND NOT (
      (
        DATE_DIFF(`t1`.`period_end_date`, `t1`.`period_start_date`, DAY) + 1
      ) = IF(`t1`.`period_type` = 'rolling_7d', 7, 30)
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    `t1`.`period_type` IN ('rolling_30d', 'rolling_7d')
    AND (
      (
        (
          DATE_DIFF(`t1`.`period_end_date`, `t1`.`period_start_date`, DAY) + 1
        ) = IF(`t1`.`period_type` = 'rolling_7d', 7, 30)
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(`t1`.`period_type` IN ('rolling_30d', 'rolling_7d')) AS `applies_4`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`hit_rate`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`over_hit_rate`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`under_hit_rate`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`within_3_pct`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`within_5_pct`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`avg_confidence`, 0) BETWEEN 0 AND 1
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      COALESCE(`t1`.`hit_rate`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`over_hit_rate`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`under_hit_rate`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`within_3_pct`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`within_5_pct`, 0) BETWEEN 0 AND 1
      AND COALESCE(`t1`.`avg_confidence`, 0) BETWEEN 0 AND 1
    ) IS NOT NULL
  ) AS `answered_5`,
  COUNTIF(
    (
      (
        `t1`.`hits` + `t1`.`misses`
      ) > 0
    )
    AND NOT (
      ABS(`t1`.`hit_rate` - ieee_divide(`t1`.`hits`, `t1`.`hits` + `t1`.`misses`)) <= 0.01
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      (
        `t1`.`hits` + `t1`.`misses`
      ) > 0
    )
    AND (
      (
        ABS(`t1`.`hit_rate` - ieee_divide(`t1`.`hits`, `t1`.`hits` + `t1`.`misses`)) <= 0.01
      ) IS NOT NULL
    )
  ) AS `answered_6`,
  LOGICAL_OR((
    `t1`.`hits` + `t1`.`misses`
  ) > 0) AS `applies_6`,
  COUNTIF(
    NOT (
      (
        `t1`.`over_recommendations` + `t1`.`under_recommendations`
      ) <= `t1`.`total_recommendations`
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    (
      (
        `t1`.`over_recommendations` + `t1`.`under_recommendations`
      ) <= `t1`.`total_recommendations`
    ) IS NOT NULL
  ) AS `answered_7`,
  COUNTIF(NOT (
    (
      `t1`.`hits` + `t1`.`misses`
    ) <= `t1`.`total_recommendations`
  )) AS `bad_8`,
  LOGICAL_OR(
    (
      (
        `t1`.`hits` + `t1`.`misses`
      ) <= `t1`.`total_recommendations`
    ) IS NOT NULL
  ) AS `answered_8`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`archetype`, 'veteran_star') IN ('ironman', 'prime_star', 'role_player', 'veteran_star', 'young_star')
      AND COALESCE(`t1`.`confidence_tier`, 'high') IN ('high', 'low', 'medium')
      AND COALESCE(`t1`.`situation`, 'bounce_back') IN ('away', 'b2b', 'bounce_back', 'home', 'rest_3plus')
    )
  ) AS `bad_9`,
  LOGICAL_OR(
    (
      COALESCE(`t1`.`archetype`, 'veteran_star') IN ('ironman', 'prime_star', 'role_player', 'veteran_star', 'young_star')
      AND COALESCE(`t1`.`confidence_tier`, 'high') IN ('high', 'low', 'medium')
      AND COALESCE(`t1`.`situation`, 'bounce_back') IN ('away', 'b2b', 'bounce_back', 'home', 'rest_3plus')
    ) IS NOT NULL
  ) AS `answered_9`,
  COUNTIF(
    NOT (
      COALESCE((
        `t1`.`unique_players` > 0
      ) AND (
        `t1`.`unique_games` > 0
      ), FALSE)
    )
  ) AS `bad_10`,
  LOGICAL_OR(
    COALESCE((
      `t1`.`unique_players` > 0
    ) AND (
      `t1`.`unique_games` > 0
    ), FALSE) IS NOT NULL
  ) AS `answered_10`,
  COUNTIF(NOT (
    `t1`.`data_hash` IS NOT NULL
  )) AS `bad_11`,
  LOGICAL_OR((
    `t1`.`data_hash` IS NOT NULL
  ) IS NOT NULL) AS `answered_11`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_performance_summary` AS `t0`
  WHERE
    `t0`.`computed_at` >= TIMESTAMP('2024-01-07T00:00:00+00:00')
    AND `t0`.`computed_at` < TIMESTAMP('2024-01-20T00:00:00+00:00')
    AND DATE(`t0`.`computed_at`, 'America/New_York') BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 18)
) AS `t1`;

-- newer than the grades it sums up
-- a system's totals are those of its grades
WITH `t2` AS (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_performance_summary` AS `t0`
  WHERE
    `t0`.`computed_at` >= TIMESTAMP('2024-01-07T00:00:00+00:00')
    AND `t0`.`computed_at` < TIMESTAMP('2024-01-20T00:00:00+00:00')
    AND DATE(`t0`.`computed_at`, 'America/New_York') BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 18)
)
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t13`.`computed_at` >= `t13`.`newest_grade`
  )) AS `bad_12`,
  LOGICAL_OR((
    `t13`.`computed_at` >= `t13`.`newest_grade`
  ) IS NOT NULL) AS `answered_12`,
  COUNTIF(
    (
      `t13`.`player_lookup` IS NULL
    )
    AND (
      `t13`.`archetype` IS NULL
    )
    AND (
      `t13`.`confidence_tier` IS NULL
    )
    AND (
      `t13`.`situation` IS NULL
    )
    AND NOT (
      COALESCE(
        (
          `t13`.`total_predictions` = `t13`.`graded_predictions`
        )
        AND (
          `t13`.`hits` = `t13`.`graded_right`
        )
        AND (
          `t13`.`misses` = `t13`.`graded_wrong`
        ),
        FALSE
      )
    )
  ) AS `bad_13`,
  LOGICAL_OR(
    (
      `t13`.`player_lookup` IS NULL
    )
    AND (
      `t13`.`archetype` IS NULL
    )
    AND (
      `t13`.`confidence_tier` IS NULL
    )
    AND (
      `t13`.`situation` IS NULL
    )
    AND (
      COALESCE(
        (
          `t13`.`total_predictions` = `t13`.`graded_predictions`
        )
        AND (
          `t13`.`hits` = `t13`.`graded_right`
        )
        AND (
          `t13`.`misses` = `t13`.`graded_wrong`
        ),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_13`,
  LOGICAL_OR(
    (
      `t13`.`player_lookup` IS NULL
    )
    AND (
      `t13`.`archetype` IS NULL
    )
    AND (
      `t13`.`confidence_tier` IS NULL
    )
    AND (
      `t13`.`situation` IS NULL
    )
  ) AS `applies_13`
FROM (
  SELECT
    `t5`.`summary_key`,
    `t5`.`system_id`,
    `t5`.`period_type`,
    `t5`.`period_value`,
    `t5`.`period_start_date`,
    `t5`.`period_end_date`,
    `t5`.`player_lookup`,
    `t5`.`archetype`,
    `t5`.`confidence_tier`,
    `t5`.`situation`,
    `t5`.`total_predictions`,
    `t5`.`total_recommendations`,
    `t5`.`over_recommendations`,
    `t5`.`under_recommendations`,
    `t5`.`pass_recommendations`,
    `t5`.`hits`,
    `t5`.`misses`,
    `t5`.`hit_rate`,
    `t5`.`over_hit_rate`,
    `t5`.`under_hit_rate`,
    `t5`.`mae`,
    `t5`.`avg_bias`,
    `t5`.`within_3_pct`,
    `t5`.`within_5_pct`,
    `t5`.`avg_confidence`,
    `t5`.`unique_players`,
    `t5`.`unique_games`,
    `t5`.`computed_at`,
    `t5`.`data_hash`,
    `t12`.`system_id` AS `system_id_of_grades`,
    `t12`.`period_start_date` AS `period_start_date_of_grades`,
    `t12`.`period_end_date` AS `period_end_date_of_grades`,
    `t12`.`graded_predictions`,
    `t12`.`graded_right`,
    `t12`.`graded_wrong`,
    `t12`.`newest_grade`
  FROM `t2` AS `t5`
  LEFT OUTER JOIN (
    SELECT
      `t10`.`system_id`,
      `t10`.`period_start_date`,
      `t10`.`period_end_date`,
      SUM(`t10`.`predictions`) AS `graded_predictions`,
      SUM(`t10`.`right`) AS `graded_right`,
      SUM(`t10`.`wrong`) AS `graded_wrong`,
      MAX(`t10`.`graded_at`) AS `newest_grade`
    FROM (
      SELECT
        `t7`.`system_id`,
        `t7`.`period_start_date`,
        `t7`.`period_end_date`,
        `t9`.`system_id` AS `system_id_daily`,
        `t9`.`game_date`,
        `t9`.`predictions`,
        `t9`.`right`,
        `t9`.`wrong`,
        `t9`.`graded_at`
      FROM (
        SELECT DISTINCT
          `t4`.`system_id`,
          `t4`.`period_start_date`,
          `t4`.`period_end_date`
        FROM `t2` AS `t4`
      ) AS `t7`
      INNER JOIN (
        SELECT
          `t3`.`system_id`,
          `t3`.`game_date`,
          COUNT(*) AS `predictions`,
          COUNTIF(COALESCE(`t3`.`prediction_correct`, FALSE)) AS `right`,
          COUNTIF(NOT (
            COALESCE(`t3`.`prediction_correct`, TRUE)
          )) AS `wrong`,
          MAX(`t3`.`graded_at`) AS `graded_at`
        FROM (
          SELECT
            *
          FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t1`
          WHERE
            `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
            AND NOT (
              COALESCE(`t1`.`is_voided`, FALSE)
            )
        ) AS `t3`
        GROUP BY
          1,
          2
      ) AS `t9`
        ON `t7`.`system_id` = `t9`.`system_id`
        AND `t9`.`game_date` >= `t7`.`period_start_date`
        AND `t9`.`game_date` <= `t7`.`period_end_date`
    ) AS `t10`
    GROUP BY
      1,
      2,
      3
  ) AS `t12`
    ON `t5`.`system_id` = `t12`.`system_id`
    AND `t5`.`period_start_date` = `t12`.`period_start_date`
    AND `t5`.`period_end_date` = `t12`.`period_end_date`
) AS `t13`;

-- every graded day is summarized
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t9`.`matched` IS NULL) AS `bad_14`
FROM (
  SELECT
    `t5`.`game_date`,
    `t5`.`system_id`,
    `t5`.`predictions`,
    `t8`.`game_date` AS `game_date_found`,
    `t8`.`system_id` AS `system_id_found`,
    `t8`.`matched`
  FROM (
    SELECT
      `t2`.`game_date`,
      `t2`.`system_id`,
      COUNT(*) AS `predictions`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND NOT (
          COALESCE(`t0`.`is_voided`, FALSE)
        )
    ) AS `t2`
    GROUP BY
      1,
      2
  ) AS `t5`
  LEFT OUTER JOIN (
    SELECT
      `t6`.`game_date`,
      `t6`.`system_id`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t3`.`period_end_date` AS `game_date`,
        `t3`.`system_id`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_predictions`.`prediction_performance_summary` AS `t1`
        WHERE
          `t1`.`computed_at` >= TIMESTAMP('2024-01-07T00:00:00+00:00')
          AND `t1`.`computed_at` < TIMESTAMP('2024-01-20T00:00:00+00:00')
          AND DATE(`t1`.`computed_at`, 'America/New_York') BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 18)
      ) AS `t3`
      WHERE
        `t3`.`period_type` = 'rolling_7d'
        AND `t3`.`player_lookup` IS NULL
        AND `t3`.`archetype` IS NULL
        AND `t3`.`confidence_tier` IS NULL
        AND `t3`.`situation` IS NULL
    ) AS `t6`
  ) AS `t8`
    ON `t5`.`game_date` = `t8`.`game_date` AND `t5`.`system_id` = `t8`.`system_id`
) AS `t9`;
