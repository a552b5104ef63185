-- one row for each validation_run_id, check_name
-- validation_run_id is never NULL
-- validation_run_id matches ^.+_\d{8}_\d{6}$
-- validation_timestamp is never NULL
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- processor_type is never NULL
-- processor_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- season_year is at least 2021
-- check_name is never NULL
-- check_type is never NULL
-- check_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- validation_layer is never NULL
-- validation_layer matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- passed is never NULL
-- severity is never NULL
-- severity is one of info, warning, error, critical
-- affected_count is at least 0
-- execution_duration_seconds is at least 0
-- overall_status is never NULL
-- overall_status is one of pass, warn, fail
-- validator_version matches ^v?\d+(\.\d+)*$
-- a failed error fails the run
-- a failed warning does not pass the run
-- generated remediation is there
-- run is named after the processor
-- date range runs forward
-- written after the run
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`validation_run_id`, `t1`.`check_name`)))
  ) AS `distinct_1`,
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
    `t1`.`check_name` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`check_type` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`check_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`validation_layer` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`validation_layer`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`passed` IS NOT NULL
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`severity` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      `t1`.`severity` IN ('critical', 'error', 'info', 'warning')
      OR (
        `t1`.`severity` IS NULL
      )
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`affected_count` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`execution_duration_seconds` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`overall_status` IS NOT NULL
  )) AS `bad_20`,
  COUNTIF(
    NOT (
      `t1`.`overall_status` IN ('fail', 'pass', 'warn')
      OR (
        `t1`.`overall_status` IS NULL
      )
    )
  ) AS `bad_21`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`validator_version`, '^v?\\d+(\\.\\d+)*$')
  )) AS `bad_22`,
  COUNTIF(
    NOT (
      `t1`.`passed`
      OR NOT (
        `t1`.`severity` IN ('critical', 'error')
      )
      OR (
        `t1`.`overall_status` = 'fail'
      )
    )
  ) AS `bad_23`,
  COUNTIF(
    NOT (
      `t1`.`passed`
      OR (
        `t1`.`severity` <> 'warning'
      )
      OR (
        `t1`.`overall_status` <> 'pass'
      )
    )
  ) AS `bad_24`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`remediation_generated`
      )
      OR (
        `t1`.`remediation_commands` IS NOT NULL
      )
    )
  ) AS `bad_25`,
  COUNTIF(
    NOT (
      STARTS_WITH(`t1`.`validation_run_id`, CONCAT(`t1`.`processor_name`, '_'))
    )
  ) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`date_range_start` <= `t1`.`date_range_end`
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`validation_timestamp`
  )) AS `bad_28`
FROM (
  SELECT
    *
  FROM `nba-project`.`validation`.`validation_results` AS `t0`
  WHERE
    `t0`.`validation_timestamp` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`validation_timestamp` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`validation_timestamp`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
