-- one row for each game_date, scraper_name
-- scraper_name matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- error_type matches ^[A-Za-z][A-Za-z0-9_]*$
-- error_message has at most 500 characters
-- retry_count is at least 0
-- first failure comes before the last
-- failed on the game day or later
-- what was backfilled says when
-- backfilled after the failure
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`game_date`, `t0`.`scraper_name`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`scraper_name`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`error_type`, '^[A-Za-z][A-Za-z0-9_]*$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    LENGTH(`t0`.`error_message`) <= 500
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t0`.`retry_count` >= 0
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t0`.`first_failed_at` <= `t0`.`last_failed_at`
  )) AS `bad_6`,
  COUNTIF(NOT (
    DATE(`t0`.`first_failed_at`, 'America/New_York') >= `t0`.`game_date`
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t0`.`backfilled` = (
      `t0`.`backfilled_at` IS NOT NULL
    )
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t0`.`backfilled_at` >= `t0`.`first_failed_at`
  )) AS `bad_9`
FROM `nba-project`.`nba_orchestration`.`scraper_failures` AS `t0`;
