-- one row for each processor_name, entity_id, analysis_date, attempt_number
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- entity_id is never NULL
-- entity_id matches ^([a-z0-9]+|[A-Z]{3})$
-- analysis_date is never NULL
-- attempt_number is never NULL
-- attempt_number is at least 1
-- attempted_at is never NULL
-- completeness_pct is at least 0
-- completeness_pct is at most 100
-- skip_reason matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- circuit_breaker_tripped is never NULL
-- who is locked out says until when
-- locked out from the attempt on
-- attempted at most a day ahead
-- written after the attempt
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`processor_name`, `t1`.`entity_id`, `t1`.`analysis_date`, `t1`.`attempt_number`)
      )
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`processor_name` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`entity_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`entity_id`, '^([a-z0-9]+|[A-Z]{3})$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`analysis_date` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`attempt_number` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`attempt_number` >= 1
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`attempted_at` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`completeness_pct` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`completeness_pct` <= 100
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`skip_reason`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`circuit_breaker_tripped` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(
    NOT (
      `t1`.`circuit_breaker_tripped` = (
        `t1`.`circuit_breaker_until` IS NOT NULL
      )
    )
  ) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`circuit_breaker_until` > `t1`.`attempted_at`
  )) AS `bad_15`,
  COUNTIF(
    NOT (
      `t1`.`analysis_date` <= DATE_ADD(DATE(`t1`.`attempted_at`, 'America/New_York'), INTERVAL '1' DAY)
    )
  ) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`attempted_at`
  )) AS `bad_17`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`reprocess_attempts` AS `t0`
  WHERE
    `t0`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
