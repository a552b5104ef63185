-- one row for each phase, game_date, processor_name
-- phase is never NULL
-- phase is one of phase2, phase3, phase4, phase5
-- game_date is never NULL
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- status is never NULL
-- status is one of success, partial, failed
-- record_count is at least 0
-- completed_at is never NULL
-- entities_changed is never NULL
-- inserted_at is never NULL
-- stored after it was completed
-- completed at most a day ahead
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`phase`, `t0`.`game_date`, `t0`.`processor_name`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t0`.`phase` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      `t0`.`phase` IN ('phase2', 'phase3', 'phase4', 'phase5')
      OR (
        `t0`.`phase` IS NULL
      )
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t0`.`game_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t0`.`processor_name` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t0`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_6`,
  COUNTIF(NOT (
    `t0`.`status` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(
    NOT (
      `t0`.`status` IN ('failed', 'partial', 'success') OR (
        `t0`.`status` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(NOT (
    `t0`.`record_count` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t0`.`completed_at` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t0`.`entities_changed` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t0`.`inserted_at` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t0`.`inserted_at` >= `t0`.`completed_at`
  )) AS `bad_13`,
  COUNTIF(
    NOT (
      `t0`.`game_date` <= DATE_ADD(DATE(`t0`.`completed_at`, 'America/New_York'), INTERVAL '1' DAY)
    )
  ) AS `bad_14`
FROM `nba-project`.`nba_orchestration`.`phase_completions` AS `t0`;
