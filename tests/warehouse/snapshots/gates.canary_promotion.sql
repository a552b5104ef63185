-- promoted only with its smoke tests passed
-- promoted from 5 % with at most 5 errors in 5 min
-- promoted from 50 % with at most 10 errors in 5 min
-- watched for 5 min before it is promoted
-- every ended step is decided
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t1`.`decision` = 'promote'
    )
    AND NOT (
      COALESCE(`t1`.`smoke_passed`, FALSE)
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    (
      `t1`.`decision` = 'promote'
    )
    AND (
      COALESCE(`t1`.`smoke_passed`, FALSE) IS NOT NULL
    )
  ) AS `answered_0`,
  LOGICAL_OR(`t1`.`decision` = 'promote') AS `applies_0`,
  COUNTIF(
    (
      `t1`.`decision` = 'promote'
    )
    AND (
      `t1`.`traffic_percent` = 5
    )
    AND NOT (
      COALESCE(`t1`.`errors_in_5_min` <= 5, FALSE)
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t1`.`decision` = 'promote'
    )
    AND (
      `t1`.`traffic_percent` = 5
    )
    AND (
      COALESCE(`t1`.`errors_in_5_min` <= 5, FALSE) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR((
    `t1`.`decision` = 'promote'
  ) AND (
    `t1`.`traffic_percent` = 5
  )) AS `applies_1`,
  COUNTIF(
    (
      `t1`.`decision` = 'promote'
    )
    AND (
      `t1`.`traffic_percent` = 50
    )
    AND NOT (
      COALESCE(`t1`.`errors_in_5_min` <= 10, FALSE)
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t1`.`decision` = 'promote'
    )
    AND (
      `t1`.`traffic_percent` = 50
    )
    AND (
      COALESCE(`t1`.`errors_in_5_min` <= 10, FALSE) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR((
    `t1`.`decision` = 'promote'
  ) AND (
    `t1`.`traffic_percent` = 50
  )) AS `applies_2`,
  COUNTIF(
    (
      `t1`.`decision` = 'promote'
    )
    AND NOT (
      COALESCE(`t1`.`ended_at` >= TIMESTAMP_ADD(`t1`.`started_at`, INTERVAL '5' MINUTE), FALSE)
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t1`.`decision` = 'promote'
    )
    AND (
      COALESCE(`t1`.`ended_at` >= TIMESTAMP_ADD(`t1`.`started_at`, INTERVAL '5' MINUTE), FALSE) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t1`.`decision` = 'promote') AS `applies_3`,
  COUNTIF(
    (
      `t1`.`ended_at` IS NOT NULL
    )
    AND NOT (
      COALESCE(`t1`.`decision` IN ('complete', 'promote', 'roll_back'), FALSE)
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      `t1`.`ended_at` IS NOT NULL
    )
    AND (
      COALESCE(`t1`.`decision` IN ('complete', 'promote', 'roll_back'), FALSE) IS NOT NULL
    )
  ) AS `answered_6`,
  LOGICAL_OR(`t1`.`ended_at` IS NOT NULL) AS `applies_6`
FROM (
  SELECT
    *
  FROM `nba-project`.`metadata`.`canary_steps` AS `t0`
  WHERE
    `t0`.`started_at` >= TIMESTAMP('2023-12-31T00:00:00+00:00')
    AND `t0`.`started_at` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`started_at`, 'America/New_York') BETWEEN DATE(2024, 1, 1) AND DATE(2024, 1, 17)
) AS `t1`;

-- traffic goes 0, 5, 50, 100 %, one step after the other
-- no more traffic after a roll back
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_4`
  )) AS `bad_4`,
  LOGICAL_OR(`t2`.`holds_4` IS NOT NULL) AS `answered_4`,
  COUNTIF(NOT (
    `t2`.`holds_5`
  )) AS `bad_5`,
  LOGICAL_OR(`t2`.`holds_5` IS NOT NULL) AS `answered_5`
FROM (
  SELECT
    `t1`.`service`,
    `t1`.`revision`,
    LOGICAL_AND(`t1`.`traffic_percent` IN (0, 100, 5, 50))
    AND (
      (
        MIN(IF(`t1`.`traffic_percent` = 5, `t1`.`started_at`, NULL)) IS NULL
      )
      OR COALESCE(
        MAX(IF(`t1`.`traffic_percent` = 0, `t1`.`ended_at`, NULL)) <= MIN(IF(`t1`.`traffic_percent` = 5, `t1`.`started_at`, NULL)),
        FALSE
      )
    )
    AND (
      (
        MIN(IF(`t1`.`traffic_percent` = 50, `t1`.`started_at`, NULL)) IS NULL
      )
      OR COALESCE(
        MAX(IF(`t1`.`traffic_percent` = 5, `t1`.`ended_at`, NULL)) <= MIN(IF(`t1`.`traffic_percent` = 50, `t1`.`started_at`, NULL)),
        FALSE
      )
    )
    AND (
      (
        MIN(IF(`t1`.`traffic_percent` = 100, `t1`.`started_at`, NULL)) IS NULL
      )
      OR COALESCE(
        MAX(IF(`t1`.`traffic_percent` = 50, `t1`.`ended_at`, NULL)) <= MIN(IF(`t1`.`traffic_percent` = 100, `t1`.`started_at`, NULL)),
        FALSE
      )
    ) AS `holds_4`,
    (
      MIN(IF(`t1`.`decision` = 'roll_back', `t1`.`traffic_percent`, NULL)) IS NULL
    )
    OR (
      MAX(`t1`.`traffic_percent`) <= MIN(IF(`t1`.`decision` = 'roll_back', `t1`.`traffic_percent`, NULL))
    ) AS `holds_5`
  FROM (
    SELECT
      *
    FROM `nba-project`.`metadata`.`canary_steps` AS `t0`
    WHERE
      `t0`.`started_at` >= TIMESTAMP('2023-12-31T00:00:00+00:00')
      AND `t0`.`started_at` < TIMESTAMP('2024-01-19T00:00:00+00:00')
      AND DATE(`t0`.`started_at`, 'America/New_York') BETWEEN DATE(2024, 1, 1) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`;
