-- one row for each validation_timestamp, phase_name, validation_type
-- validation_timestamp is never NULL
-- game_date is never NULL
-- phase_name is never NULL
-- phase_name is one of phase1, phase2, phase3, phase4, phase5, phase6
-- validation_type is never NULL
-- validation_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- is_valid is never NULL
-- severity is never NULL
-- severity is one of info, warning, error, critical
-- expected_value is at least 0
-- actual_value is at least 0
-- threshold is at least 0
-- threshold is at most 1
-- what is an error is not valid
-- what is not valid says why
-- too few games are more than information
-- validated at most a day ahead
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`validation_timestamp`, `t1`.`phase_name`, `t1`.`validation_type`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`validation_timestamp` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`phase_name` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(
    NOT (
      `t1`.`phase_name` IN ('phase1', 'phase2', 'phase3', 'phase4', 'phase5', 'phase6')
      OR (
        `t1`.`phase_name` IS NULL
      )
    )
  ) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`validation_type` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`validation_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`is_valid` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`severity` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(
    NOT (
      `t1`.`severity` IN ('critical', 'error', 'info', 'warning')
      OR (
        `t1`.`severity` IS NULL
      )
    )
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`expected_value` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`actual_value` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`threshold` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`threshold` <= 1
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_valid`
      ) OR `t1`.`severity` IN ('info', 'warning')
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`is_valid` OR (
      `t1`.`message` IS NOT NULL
    )
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      (
        `t1`.`validation_type` <> 'game_count'
      )
      OR (
        `t1`.`severity` <> 'info'
      )
      OR (
        `t1`.`actual_value` >= (
          `t1`.`threshold` * `t1`.`expected_value`
        )
      )
    )
  ) AS `bad_17`,
  COUNTIF(
    NOT (
      `t1`.`game_date` <= DATE_ADD(DATE(`t1`.`validation_timestamp`, 'America/New_York'), INTERVAL '1' DAY)
    )
  ) AS `bad_18`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_monitoring`.`phase_boundary_validations` AS `t0`
  WHERE
    `t0`.`validation_timestamp` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`validation_timestamp` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`validation_timestamp`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
