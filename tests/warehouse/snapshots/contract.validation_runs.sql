-- one row for each validation_run_id
-- validation_run_id is never NULL
-- validation_run_id matches ^.+_\d{8}_\d{6}$
-- validation_timestamp is never NULL
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- processor_type is never NULL
-- processor_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- season_year is at least 2021
-- total_checks is never NULL
-- total_checks is at least 0
-- passed_checks is never NULL
-- passed_checks is at least 0
-- failed_checks is never NULL
-- failed_checks is at least 0
-- overall_status is never NULL
-- overall_status is one of pass, warn, fail
-- execution_duration_seconds is at least 0
-- triggered_by matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- remediation_commands_count is at least 0
-- validator_version matches ^v?\d+(\.\d+)*$
-- checks pass or fail
-- a run without failures passes
-- a run that passes tells nobody
-- what was sent names its channels
-- remediation is there when commands are
-- run is named after the processor
-- date range runs forward
-- written after the run
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`validation_run_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`validation_run_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`validation_run_id`, '^.+_\\d{8}_\\d{6}$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`validation_timestamp` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`processor_name` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`processor_type` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`processor_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`total_checks` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`total_checks` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`passed_checks` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`passed_checks` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`failed_checks` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`failed_checks` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`overall_status` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      `t1`.`overall_status` IN ('fail', 'pass', 'warn')
      OR (
        `t1`.`overall_status` IS NULL
      )
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`execution_duration_seconds` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`triggered_by`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`remediation_commands_count` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`validator_version`, '^v?\\d+(\\.\\d+)*$')
  )) AS `bad_21`,
  COUNTIF(
    NOT (
      (
        `t1`.`passed_checks` + `t1`.`failed_checks`
      ) = `t1`.`total_checks`
    )
  ) AS `bad_22`,
  COUNTIF(
    NOT (
      (
        `t1`.`failed_checks` > 0
      ) OR (
        `t1`.`overall_status` = 'pass'
      )
    )
  ) AS `bad_23`,
  COUNTIF(
    NOT (
      (
        `t1`.`overall_status` <> 'pass'
      ) OR NOT (
        `t1`.`notification_sent`
      )
    )
  ) AS `bad_24`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`notification_sent`
      )
      OR (
        `t1`.`notification_channels` IS NOT NULL
      )
    )
  ) AS `bad_25`,
  COUNTIF(
    NOT (
      `t1`.`remediation_available` = (
        `t1`.`remediation_commands_count` > 0
      )
    )
  ) AS `bad_26`,
  COUNTIF(
    NOT (
      STARTS_WITH(`t1`.`validation_run_id`, CONCAT(`t1`.`processor_name`, '_'))
    )
  ) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`date_range_start` <= `t1`.`date_range_end`
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`validation_timestamp`
  )) AS `bad_29`
FROM (
  SELECT
    *
  FROM `nba-project`.`validation`.`validation_runs` AS `t0`
  WHERE
    `t0`.`validation_timestamp` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`validation_timestamp` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`validation_timestamp`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
