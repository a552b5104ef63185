-- one row for each processor_name, run_id, analysis_date, entity_id
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- run_id is never NULL
-- analysis_date is never NULL
-- entity_id is never NULL
-- entity_id matches ^([a-z0-9]+|[A-Z]{3})$
-- failure_category is never NULL
-- failure_category matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- failure_reason is never NULL
-- can_retry is never NULL
-- failure_type matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- expected_game_count is at least 0
-- actual_game_count is at least 0
-- resolution_status matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- with too little data games are missing
-- who did not play cannot be corrected
-- unresolved has no time of resolution
-- resolved says when
-- resolved after it was noted
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`processor_name`, `t1`.`run_id`, `t1`.`analysis_date`, `t1`.`entity_id`)
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
    `t1`.`run_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`analysis_date` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`entity_id` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`entity_id`, '^([a-z0-9]+|[A-Z]{3})$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`failure_category` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`failure_category`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`failure_reason` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`can_retry` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`failure_type`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`expected_game_count` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`actual_game_count` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`resolution_status`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_15`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`failure_category` IN ('INCOMPLETE_DATA', 'INSUFFICIENT_DATA')
      )
      OR (
        `t1`.`actual_game_count` < `t1`.`expected_game_count`
      )
    )
  ) AS `bad_16`,
  COUNTIF(
    NOT (
      (
        `t1`.`failure_type` <> 'PLAYER_DNP'
      ) OR NOT (
        `t1`.`is_correctable`
      )
    )
  ) AS `bad_17`,
  COUNTIF(
    NOT (
      (
        `t1`.`resolution_status` <> 'UNRESOLVED'
      )
      OR (
        `t1`.`resolved_at` IS NULL
      )
    )
  ) AS `bad_18`,
  COUNTIF(
    NOT (
      (
        `t1`.`resolution_status` <> 'RESOLVED'
      )
      OR (
        `t1`.`resolved_at` IS NOT NULL
      )
    )
  ) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`resolved_at` >= `t1`.`created_at`
  )) AS `bad_20`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_processing`.`precompute_failures` AS `t0`
  WHERE
    `t0`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
