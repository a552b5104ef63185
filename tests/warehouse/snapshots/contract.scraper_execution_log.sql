-- one row for each execution_id
-- execution_id is never NULL
-- scraper_name is never NULL
-- scraper_name matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- workflow matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- status is never NULL
-- status is one of success, partial, no_data, failed
-- triggered_at is never NULL
-- duration_seconds is at least 0
-- source is never NULL
-- source matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- environment matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- error_type matches ^[A-Za-z][A-Za-z0-9_]*$
-- retry_count is at least 0
-- completed after it was triggered
-- duration is the time between
-- a success leaves a file
-- a success has no error
-- a failure says why
-- written after it completed
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`execution_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`execution_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`scraper_name` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`scraper_name`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`workflow`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`status` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      `t1`.`status` IN ('failed', 'no_data', 'partial', 'success')
      OR (
        `t1`.`status` IS NULL
      )
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`triggered_at` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`duration_seconds` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`source` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`environment`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`error_type`, '^[A-Za-z][A-Za-z0-9_]*$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`retry_count` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`completed_at` >= `t1`.`triggered_at`
  )) AS `bad_15`,
  COUNTIF(
    NOT (
      ABS(
        (
          UNIX_SECONDS(`t1`.`completed_at`) - UNIX_SECONDS(`t1`.`triggered_at`)
        ) - `t1`.`duration_seconds`
      ) <= 2
    )
  ) AS `bad_16`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'success'
      ) OR (
        `t1`.`gcs_path` IS NOT NULL
      )
    )
  ) AS `bad_17`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'success'
      )
      OR (
        (
          `t1`.`error_type` IS NULL
        ) AND (
          `t1`.`error_message` IS NULL
        )
      )
    )
  ) AS `bad_18`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'failed'
      ) OR (
        `t1`.`error_message` IS NOT NULL
      )
    )
  ) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`completed_at`
  )) AS `bad_20`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`scraper_execution_log` AS `t0`
  WHERE
    `t0`.`triggered_at` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`triggered_at` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`triggered_at`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
