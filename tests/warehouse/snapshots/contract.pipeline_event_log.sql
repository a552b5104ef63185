-- one row for each event_id
-- event_id is never NULL
-- event_type is never NULL
-- event_type is one of phase_start, phase_complete, processor_start, processor_complete, error, retry
-- phase is one of phase_1, phase_2, phase_3, phase_4, phase_5, phase_6
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- trigger_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- duration_seconds is at least 0
-- records_processed is at least 0
-- error_type matches ^[A-Za-z][A-Za-z0-9_]*$
-- an event of a processor names it
-- an event of a phase names it
-- what starts has no duration and no records
-- an error says what went wrong
-- only errors and retries have an error
-- written at most a day ahead
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`event_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`event_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`event_type` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(
    NOT (
      `t1`.`event_type` IN (
        'error',
        'phase_complete',
        'phase_start',
        'processor_complete',
        'processor_start',
        'retry'
      )
      OR (
        `t1`.`event_type` IS NULL
      )
    )
  ) AS `bad_4`,
  COUNTIF(
    NOT (
      `t1`.`phase` IN ('phase_1', 'phase_2', 'phase_3', 'phase_4', 'phase_5', 'phase_6')
      OR (
        `t1`.`phase` IS NULL
      )
    )
  ) AS `bad_5`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`trigger_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`duration_seconds` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`records_processed` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`error_type`, '^[A-Za-z][A-Za-z0-9_]*$')
  )) AS `bad_10`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`event_type` IN ('processor_complete', 'processor_start')
      )
      OR (
        `t1`.`processor_name` IS NOT NULL
      )
    )
  ) AS `bad_11`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`event_type` IN ('phase_complete', 'phase_start')
      )
      OR (
        `t1`.`phase` IS NOT NULL
      )
    )
  ) AS `bad_12`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`event_type` IN ('phase_start', 'processor_start')
      )
      OR (
        (
          `t1`.`duration_seconds` IS NULL
        ) AND (
          `t1`.`records_processed` IS NULL
        )
      )
    )
  ) AS `bad_13`,
  COUNTIF(
    NOT (
      (
        `t1`.`event_type` <> 'error'
      ) OR (
        `t1`.`error_message` IS NOT NULL
      )
    )
  ) AS `bad_14`,
  COUNTIF(
    NOT (
      NOT (
        (
          `t1`.`error_type` IS NOT NULL
        )
        OR (
          `t1`.`error_message` IS NOT NULL
        )
        OR (
          `t1`.`stack_trace` IS NOT NULL
        )
      )
      OR `t1`.`event_type` IN ('error', 'retry')
    )
  ) AS `bad_15`,
  COUNTIF(
    NOT (
      `t1`.`game_date` <= DATE_ADD(DATE(`t1`.`timestamp`, 'America/New_York'), INTERVAL '1' DAY)
    )
  ) AS `bad_16`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`pipeline_event_log` AS `t0`
  WHERE
    `t0`.`timestamp` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`timestamp` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`timestamp`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
