-- one row for each processor_name
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- state is never NULL
-- state is one of CLOSED, OPEN, HALF_OPEN
-- failure_count is never NULL
-- failure_count is at least 0
-- success_count is never NULL
-- success_count is at least 0
-- updated_at is never NULL
-- last_error_type matches ^[A-Za-z][A-Za-z0-9_]*$
-- failure_history is never NULL
-- threshold is at least 1
-- timeout_seconds is at least 1
-- half_open_max_calls is at least 1
-- what is not closed says since when
-- what is half open was open before
-- what is closed failed less often than opens it
-- what is open has failed
-- an error comes from a failure
-- updated after the last call
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`processor_name`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t0`.`processor_name` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t0`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t0`.`state` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(
    NOT (
      `t0`.`state` IN ('CLOSED', 'HALF_OPEN', 'OPEN') OR (
        `t0`.`state` IS NULL
      )
    )
  ) AS `bad_5`,
  COUNTIF(NOT (
    `t0`.`failure_count` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t0`.`failure_count` >= 0
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t0`.`success_count` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t0`.`success_count` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t0`.`updated_at` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`last_error_type`, '^[A-Za-z][A-Za-z0-9_]*$')
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t0`.`failure_history` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t0`.`threshold` >= 1
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t0`.`timeout_seconds` >= 1
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t0`.`half_open_max_calls` >= 1
  )) AS `bad_15`,
  COUNTIF(
    NOT (
      (
        `t0`.`state` = 'CLOSED'
      ) OR (
        `t0`.`opened_at` IS NOT NULL
      )
    )
  ) AS `bad_16`,
  COUNTIF(
    NOT (
      (
        `t0`.`state` <> 'HALF_OPEN'
      )
      OR (
        (
          `t0`.`half_opened_at` IS NOT NULL
        )
        AND (
          `t0`.`opened_at` <= `t0`.`half_opened_at`
        )
      )
    )
  ) AS `bad_17`,
  COUNTIF(
    NOT (
      (
        `t0`.`state` <> 'CLOSED'
      ) OR (
        `t0`.`failure_count` < `t0`.`threshold`
      )
    )
  ) AS `bad_18`,
  COUNTIF(NOT (
    (
      `t0`.`state` <> 'OPEN'
    ) OR (
      `t0`.`failure_count` > 0
    )
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      (
        (
          `t0`.`last_error_type` IS NULL
        ) AND (
          `t0`.`last_error_message` IS NULL
        )
      )
      OR (
        `t0`.`last_failure` IS NOT NULL
      )
    )
  ) AS `bad_20`,
  COUNTIF(
    NOT (
      (
        `t0`.`last_failure` <= `t0`.`updated_at`
      )
      AND (
        `t0`.`last_success` <= `t0`.`updated_at`
      )
    )
  ) AS `bad_21`
FROM `nba-project`.`nba_orchestration`.`circuit_breaker_state` AS `t0`;
