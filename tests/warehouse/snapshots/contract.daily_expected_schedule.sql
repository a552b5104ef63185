-- one row for each date, workflow_name, expected_run_time
-- date is never NULL
-- locked_at is never NULL
-- workflow_name is never NULL
-- workflow_name matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- expected_run_time is never NULL
-- scrapers is never NULL
-- games_today is at least 0
-- games_today is at most 15
-- priority matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- schedule_version matches ^v?\d+(\.\d+)*$
-- generated_by matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- environment matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- locked on its day
-- runs on its day or in the night after
-- every run has scrapers
-- written after it was locked
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`date`, `t1`.`workflow_name`, `t1`.`expected_run_time`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`locked_at` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`workflow_name` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`workflow_name`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`expected_run_time` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`scrapers` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`games_today` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`games_today` <= 15
  )) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`priority`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_10`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`schedule_version`, '^v?\\d+(\\.\\d+)*$')
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`generated_by`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`environment`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    DATE(`t1`.`locked_at`, 'America/New_York') = `t1`.`date`
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      (
        DATE(`t1`.`expected_run_time`, 'America/New_York') = `t1`.`date`
      )
      OR (
        DATE(`t1`.`expected_run_time`, 'America/New_York') = DATE_ADD(`t1`.`date`, INTERVAL '1' DAY)
      )
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    ARRAY_LENGTH(`t1`.`scrapers`) > 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`locked_at`
  )) AS `bad_17`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`daily_expected_schedule` AS `t0`
  WHERE
    `t0`.`date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
