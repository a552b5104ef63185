-- one row for each execution_timestamp, phase_name, game_date
-- execution_timestamp is never NULL
-- phase_name is never NULL
-- phase_name is one of phase1_to_phase2, phase2_to_phase3, phase3_to_phase4, phase4_to_phase5, phase5_to_phase6
-- game_date is never NULL
-- start_time is never NULL
-- duration_seconds is never NULL
-- duration_seconds is at least 0
-- games_processed is at least 0
-- games_processed is at most 15
-- status is never NULL
-- status matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- started before it was logged
-- lasted no longer than since its start
-- run at most a day ahead
-- written after it ended
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`execution_timestamp`, `t1`.`phase_name`, `t1`.`game_date`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`execution_timestamp` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`phase_name` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(
    NOT (
      `t1`.`phase_name` IN (
        'phase1_to_phase2',
        'phase2_to_phase3',
        'phase3_to_phase4',
        'phase4_to_phase5',
        'phase5_to_phase6'
      )
      OR (
        `t1`.`phase_name` IS NULL
      )
    )
  ) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`start_time` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      (
        `t1`.`duration_seconds` IS NOT NULL
      )
      AND NOT (
        IS_NAN(`t1`.`duration_seconds`)
      )
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`duration_seconds` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`games_processed` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`games_processed` <= 15
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`status` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`status`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`start_time` <= `t1`.`execution_timestamp`
  )) AS `bad_13`,
  COUNTIF(
    NOT (
      `t1`.`duration_seconds` <= (
        (
          UNIX_SECONDS(`t1`.`execution_timestamp`) - UNIX_SECONDS(`t1`.`start_time`)
        ) + 2
      )
    )
  ) AS `bad_14`,
  COUNTIF(
    NOT (
      `t1`.`game_date` <= DATE_ADD(DATE(`t1`.`execution_timestamp`, 'America/New_York'), INTERVAL '1' DAY)
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`execution_timestamp`
  )) AS `bad_16`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`phase_execution_log` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
