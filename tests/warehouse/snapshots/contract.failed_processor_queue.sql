-- one row for each id
-- id is never NULL
-- game_date is never NULL
-- phase is never NULL
-- phase is one of phase_1, phase_2, phase_3, phase_4, phase_5
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- error_type is one of transient, permanent
-- retry_count is at least 0
-- max_retries is at least 0
-- first_failure_at is never NULL
-- status is one of pending, retrying, succeeded, failed_permanent
-- retried no more often than allowed
-- what was retried says when
-- what waits has a next time
-- retried after the first failure
-- next retry comes after the last
-- what succeeded was retried
-- given up only for good or after all retries
-- updated after it was entered
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`phase` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(
    NOT (
      `t1`.`phase` IN ('phase_1', 'phase_2', 'phase_3', 'phase_4', 'phase_5')
      OR (
        `t1`.`phase` IS NULL
      )
    )
  ) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`processor_name` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_7`,
  COUNTIF(
    NOT (
      `t1`.`error_type` IN ('permanent', 'transient')
      OR (
        `t1`.`error_type` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`retry_count` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`max_retries` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`first_failure_at` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(
    NOT (
      `t1`.`status` IN ('failed_permanent', 'pending', 'retrying', 'succeeded')
      OR (
        `t1`.`status` IS NULL
      )
    )
  ) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`retry_count` <= `t1`.`max_retries`
  )) AS `bad_13`,
  COUNTIF(
    NOT (
      (
        `t1`.`retry_count` = 0
      ) OR (
        `t1`.`last_retry_at` IS NOT NULL
      )
    )
  ) AS `bad_14`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'pending'
      ) OR (
        `t1`.`next_retry_at` IS NOT NULL
      )
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`last_retry_at` >= `t1`.`first_failure_at`
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'pending'
      )
      OR (
        `t1`.`next_retry_at` > COALESCE(`t1`.`last_retry_at`, `t1`.`first_failure_at`)
      )
    )
  ) AS `bad_17`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'succeeded'
      ) OR (
        `t1`.`retry_count` > 0
      )
    )
  ) AS `bad_18`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'failed_permanent'
      )
      OR (
        `t1`.`error_type` = 'permanent'
      )
      OR (
        `t1`.`retry_count` >= `t1`.`max_retries`
      )
    )
  ) AS `bad_19`,
  COUNTIF(
    NOT (
      (
        `t1`.`updated_at` >= `t1`.`created_at`
      )
      AND (
        `t1`.`updated_at` >= `t1`.`first_failure_at`
      )
    )
  ) AS `bad_20`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`failed_processor_queue` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
