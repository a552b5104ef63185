-- one row for each analysis_date, player_lookup
-- zone rates sum to 100
-- paint_pct_last_10 from 0 to 1
-- mid_range_pct_last_10 from 0 to 1
-- three_pt_pct_last_10 from 0 to 1
-- paint_pct_last_20 from 0 to 1
-- the sample's label fits its games
-- the primary zone is where most shots are
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`analysis_date`, `t1`.`player_lookup`)))
  ) AS `distinct_0`,
  COUNTIF(
    (
      `t1`.`total_shots_last_10` > 0
    )
    AND NOT (
      ABS(
        (
          `t1`.`paint_rate_last_10` + 0 + `t1`.`mid_range_rate_last_10` + `t1`.`three_pt_rate_last_10`
        ) - 100
      ) <= 2
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t1`.`total_shots_last_10` > 0
    )
    AND (
      (
        ABS(
          (
            `t1`.`paint_rate_last_10` + 0 + `t1`.`mid_range_rate_last_10` + `t1`.`three_pt_rate_last_10`
          ) - 100
        ) <= 2
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t1`.`total_shots_last_10` > 0) AS `applies_1`,
  COUNTIF(NOT (
    `t1`.`paint_pct_last_10` BETWEEN 0 AND 1
  )) AS `bad_2`,
  LOGICAL_OR((
    `t1`.`paint_pct_last_10` BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_2`,
  COUNTIF(NOT (
    `t1`.`mid_range_pct_last_10` BETWEEN 0 AND 1
  )) AS `bad_3`,
  LOGICAL_OR((
    `t1`.`mid_range_pct_last_10` BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_3`,
  COUNTIF(NOT (
    `t1`.`three_pt_pct_last_10` BETWEEN 0 AND 1
  )) AS `bad_4`,
  LOGICAL_OR((
    `t1`.`three_pt_pct_last_10` BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(NOT (
    `t1`.`paint_pct_last_20` BETWEEN 0 AND 1
  )) AS `bad_5`,
  LOGICAL_OR((
    `t1`.`paint_pct_last_20` BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_5`,
  COUNTIF(
    NOT (
      COALESCE(
        CASE
          WHEN `t1`.`games_in_sample_10` >= 10
          THEN `t1`.`sample_quality_10` = 'excellent'
          WHEN `t1`.`games_in_sample_10` >= 7
          THEN `t1`.`sample_quality_10` = 'good'
          WHEN `t1`.`games_in_sample_10` > 2
          THEN `t1`.`sample_quality_10` IN ('insufficient', 'limited')
          ELSE `t1`.`sample_quality_10` = 'insufficient'
        END,
        FALSE
      )
      AND COALESCE(
        CASE
          WHEN `t1`.`games_in_sample_20` >= 20
          THEN `t1`.`sample_quality_20` = 'excellent'
          WHEN `t1`.`games_in_sample_20` >= 15
          THEN `t1`.`sample_quality_20` = 'good'
          WHEN `t1`.`games_in_sample_20` > 2
          THEN `t1`.`sample_quality_20` IN ('insufficient', 'limited')
          ELSE `t1`.`sample_quality_20` = 'insufficient'
        END,
        FALSE
      )
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      COALESCE(
        CASE
          WHEN `t1`.`games_in_sample_10` >= 10
          THEN `t1`.`sample_quality_10` = 'excellent'
          WHEN `t1`.`games_in_sample_10` >= 7
          THEN `t1`.`sample_quality_10` = 'good'
          WHEN `t1`.`games_in_sample_10` > 2
          THEN `t1`.`sample_quality_10` IN ('insufficient', 'limited')
          ELSE `t1`.`sample_quality_10` = 'insufficient'
        END,
        FALSE
      )
      AND COALESCE(
        CASE
          WHEN `t1`.`games_in_sample_20` >= 20
          THEN `t1`.`sample_quality_20` = 'excellent'
          WHEN `t1`.`games_in_sample_20` >= 15
          THEN `t1`.`sample_quality_20` = 'good'
          WHEN `t1`.`games_in_sample_20` > 2
          THEN `t1`.`sample_quality_20` IN ('insufficient', 'limited')
          ELSE `t1`.`sample_quality_20` = 'insufficient'
        END,
        FALSE
      )
    ) IS NOT NULL
  ) AS `answered_6`,
  COUNTIF(
    (
      `t1`.`total_shots_last_10` > 0
    )
    AND NOT (
      CASE
        WHEN `t1`.`primary_scoring_zone` = 'paint'
        THEN `t1`.`paint_rate_last_10` >= GREATEST(
          `t1`.`paint_rate_last_10`,
          `t1`.`mid_range_rate_last_10`,
          `t1`.`three_pt_rate_last_10`
        )
        WHEN `t1`.`primary_scoring_zone` = 'mid_range'
        THEN `t1`.`mid_range_rate_last_10` >= GREATEST(
          `t1`.`paint_rate_last_10`,
          `t1`.`mid_range_rate_last_10`,
          `t1`.`three_pt_rate_last_10`
        )
        WHEN `t1`.`primary_scoring_zone` = 'perimeter'
        THEN `t1`.`three_pt_rate_last_10` >= GREATEST(
          `t1`.`paint_rate_last_10`,
          `t1`.`mid_range_rate_last_10`,
          `t1`.`three_pt_rate_last_10`
        )
        WHEN `t1`.`primary_scoring_zone` = 'balanced'
        THEN GREATEST(
          `t1`.`paint_rate_last_10`,
          `t1`.`mid_range_rate_last_10`,
          `t1`.`three_pt_rate_last_10`
        ) <= 50
        ELSE FALSE
      END
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    (
      `t1`.`total_shots_last_10` > 0
    )
    AND (
      CASE
        WHEN `t1`.`primary_scoring_zone` = 'paint'
        THEN `t1`.`paint_rate_last_10` >= GREATEST(
          `t1`.`paint_rate_last_10`,
          `t1`.`mid_range_rate_last_10`,
          `t1`.`three_pt_rate_last_10`
        )
        WHEN `t1`.`primary_scoring_zone` = 'mid_range'
        THEN `t1`.`mid_range_rate_last_10` >= GREATEST(
          `t1`.`paint_rate_last_10`,
          `t1`.`mid_range_rate_last_10`,
          `t1`.`three_pt_rate_last_10`
        )
        WHEN `t1`.`primary_scoring_zone` = 'perimeter'
        THEN `t1`.`three_pt_rate_last_10` >= GREATEST(
          `t1`.`paint_rate_last_10`,
          `t1`.`mid_range_rate_last_10`,
          `t1`.`three_pt_rate_last_10`
        )
        WHEN `t1`.`primary_scoring_zone` = 'balanced'
        THEN GREATEST(
          `t1`.`paint_rate_last_10`,
          `t1`.`mid_range_rate_last_10`,
          `t1`.`three_pt_rate_last_10`
        ) <= 50
        ELSE FALSE
      END IS NOT NULL
    )
  ) AS `answered_7`,
  LOGICAL_OR(`t1`.`total_shots_last_10` > 0) AS `applies_7`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`player_shot_zone_analysis` AS `t0`
  WHERE
    `t0`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
