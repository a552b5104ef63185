-- one row for each execution_id
-- execution_id is never NULL
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- phase is never NULL
-- phase is at least 1
-- phase is at most 6
-- season matches ^20\d{2}-\d{2}$
-- scope matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- started_at is never NULL
-- duration_seconds is at least 0
-- status is never NULL
-- status matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- record_count is at least 0
-- rows_inserted is at least 0
-- rows_failed is at least 0
-- error_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- triggered_by matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- created_at is never NULL
-- completed after it started
-- duration is the time between
-- what runs is not completed
-- a failure says why
-- a success has no error
-- season is that of the day
-- started at most a day ahead
-- no run is its own parent
-- updated after it was written
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`execution_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`execution_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`processor_name` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`phase` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`phase` >= 1
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`phase` <= 6
  )) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`scope`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`started_at` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`duration_seconds` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`status` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`status`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`record_count` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`rows_inserted` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`rows_failed` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`error_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_17`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`triggered_by`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`completed_at` >= `t1`.`started_at`
  )) AS `bad_20`,
  COUNTIF(
    NOT (
      ABS(
        (
          UNIX_SECONDS(`t1`.`completed_at`) - UNIX_SECONDS(`t1`.`started_at`)
        ) - `t1`.`duration_seconds`
      ) <= 2
    )
  ) AS `bad_21`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` = 'running'
      ) = (
        `t1`.`completed_at` IS NULL
      )
    )
  ) AS `bad_22`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'failure'
      ) OR (
        `t1`.`error_message` IS NOT NULL
      )
    )
  ) AS `bad_23`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'success'
      )
      OR (
        (
          `t1`.`error_type` IS NULL
        )
        AND (
          `t1`.`error_message` IS NULL
        )
        AND (
          `t1`.`stack_trace` IS NULL
        )
      )
    )
  ) AS `bad_24`,
  COUNTIF(
    NOT (
      `t1`.`season` = CONCAT(
        CONCAT(
          CAST(EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64) AS STRING),
          '-'
        ),
        SUBSTRING(
          CAST((
            EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
          ) + 1 AS STRING),
          IF(
            (
              2 + 1
            ) >= 1,
            2 + 1,
            2 + 1 + LENGTH(
              CAST((
                EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
              ) + 1 AS STRING)
            )
          ),
          2
        )
      )
    )
  ) AS `bad_25`,
  COUNTIF(
    NOT (
      `t1`.`game_date` <= DATE_ADD(DATE(`t1`.`started_at`, 'America/New_York'), INTERVAL '1' DAY)
    )
  ) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`parent_execution_id` <> `t1`.`execution_id`
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`updated_at` >= `t1`.`created_at`
  )) AS `bad_28`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_monitoring`.`processor_execution_log` AS `t0`
  WHERE
    `t0`.`started_at` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`started_at` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`started_at`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
