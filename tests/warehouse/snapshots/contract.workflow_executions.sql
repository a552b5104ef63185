-- one row for each execution_id
-- execution_id is never NULL
-- execution_time is never NULL
-- workflow_name is never NULL
-- workflow_name matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- scrapers_requested is never NULL
-- scrapers_triggered is never NULL
-- scrapers_triggered is at least 0
-- scrapers_succeeded is never NULL
-- scrapers_succeeded is at least 0
-- scrapers_failed is never NULL
-- scrapers_failed is at least 0
-- scraper_execution_ids is never NULL
-- status is never NULL
-- status matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- duration_seconds is at least 0
-- only requested scrapers are triggered
-- every triggered scraper succeeds or fails
-- runs are named for triggered scrapers only
-- written after it began
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`execution_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`execution_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`execution_time` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`workflow_name` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`workflow_name`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`scrapers_requested` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`scrapers_triggered` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`scrapers_triggered` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`scrapers_succeeded` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`scrapers_succeeded` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`scrapers_failed` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`scrapers_failed` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`scraper_execution_ids` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`status` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`status`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`duration_seconds` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`scrapers_triggered` <= ARRAY_LENGTH(`t1`.`scrapers_requested`)
  )) AS `bad_17`,
  COUNTIF(
    NOT (
      (
        `t1`.`scrapers_succeeded` + `t1`.`scrapers_failed`
      ) = `t1`.`scrapers_triggered`
    )
  ) AS `bad_18`,
  COUNTIF(
    NOT (
      ARRAY_LENGTH(`t1`.`scraper_execution_ids`) <= `t1`.`scrapers_triggered`
    )
  ) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`execution_time`
  )) AS `bad_20`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`workflow_executions` AS `t0`
  WHERE
    `t0`.`execution_time` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`execution_time` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`execution_time`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
