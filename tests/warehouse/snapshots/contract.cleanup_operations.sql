-- one row for each cleanup_id
-- cleanup_id is never NULL
-- cleanup_time is never NULL
-- files_checked is never NULL
-- files_checked is at least 0
-- missing_files_found is never NULL
-- missing_files_found is at least 0
-- republished_count is never NULL
-- republished_count is at least 0
-- missing_files is never NULL
-- errors is never NULL
-- duration_seconds is at least 0
-- environment matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- missing files are among those checked
-- only missing files are republished
-- no more files are listed than were missing
-- without pubsub nothing is republished
-- written after the pass
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`cleanup_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`cleanup_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`cleanup_time` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`files_checked` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`files_checked` >= 0
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`missing_files_found` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`missing_files_found` >= 0
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`republished_count` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`republished_count` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`missing_files` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`errors` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`duration_seconds` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`environment`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`missing_files_found` <= `t1`.`files_checked`
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`republished_count` <= `t1`.`missing_files_found`
  )) AS `bad_15`,
  COUNTIF(NOT (
    ARRAY_LENGTH(`t1`.`missing_files`) <= `t1`.`missing_files_found`
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`pubsub_enabled` OR (
      `t1`.`republished_count` = 0
    )
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`cleanup_time`
  )) AS `bad_18`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`cleanup_operations` AS `t0`
  WHERE
    `t0`.`cleanup_time` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`cleanup_time` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`cleanup_time`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
