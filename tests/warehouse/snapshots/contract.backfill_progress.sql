-- one row for each game_date
-- game_date is never NULL
-- phase3_error_count is at least 0
-- phase4_error_count is at least 0
-- phase 3 is complete when all its tables are
-- phase 4 is complete when all its tables are
-- what is complete says when
-- completed after it was started
-- updated after the last completion
-- counted errors leave the last one
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`phase3_error_count` >= 0
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`phase4_error_count` >= 0
  )) AS `bad_4`,
  COUNTIF(
    NOT (
      `t1`.`phase3_complete` = (
        `t1`.`phase3_pgs_complete`
        AND `t1`.`phase3_togs_complete`
        AND `t1`.`phase3_tdgs_complete`
        AND `t1`.`phase3_upgc_complete`
        AND `t1`.`phase3_utgc_complete`
      )
    )
  ) AS `bad_5`,
  COUNTIF(
    NOT (
      `t1`.`phase4_complete` = (
        `t1`.`phase4_tdza_complete`
        AND `t1`.`phase4_psza_complete`
        AND `t1`.`phase4_pdc_complete`
        AND `t1`.`phase4_pcf_complete`
        AND `t1`.`phase4_mlfs_complete`
      )
    )
  ) AS `bad_6`,
  COUNTIF(
    NOT (
      (
        NOT (
          `t1`.`phase3_complete`
        ) OR (
          `t1`.`phase3_completed_at` IS NOT NULL
        )
      )
      AND (
        NOT (
          `t1`.`phase4_complete`
        ) OR (
          `t1`.`phase4_completed_at` IS NOT NULL
        )
      )
    )
  ) AS `bad_7`,
  COUNTIF(
    NOT (
      (
        `t1`.`phase3_started_at` <= `t1`.`phase3_completed_at`
      )
      AND (
        `t1`.`phase4_started_at` <= `t1`.`phase4_completed_at`
      )
    )
  ) AS `bad_8`,
  COUNTIF(
    NOT (
      (
        `t1`.`phase3_completed_at` <= `t1`.`last_updated`
      )
      AND (
        `t1`.`phase4_completed_at` <= `t1`.`last_updated`
      )
    )
  ) AS `bad_9`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`phase3_error_count` = 0
        ) AND (
          `t1`.`phase4_error_count` = 0
        )
      )
      OR (
        `t1`.`last_error` IS NOT NULL
      )
    )
  ) AS `bad_10`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_backfill`.`backfill_progress` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
