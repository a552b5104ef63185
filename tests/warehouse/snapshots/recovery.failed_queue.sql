-- a waiting entry is tried within 30 min of its time
-- a retry ends within 15 min
-- tried at most as often as allowed
-- the next try is 15 min after the last or later
-- nothing was given up
-- what left the queue has succeeded since
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t8`.`status` = 'pending'
    )
    AND NOT (
      COALESCE(
        `t8`.`next_retry_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '30' MINUTE),
        FALSE
      )
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    (
      `t8`.`status` = 'pending'
    )
    AND (
      COALESCE(
        `t8`.`next_retry_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '30' MINUTE),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_0`,
  LOGICAL_OR(`t8`.`status` = 'pending') AS `applies_0`,
  COUNTIF(
    (
      `t8`.`status` = 'retrying'
    )
    AND NOT (
      COALESCE(
        `t8`.`updated_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '15' MINUTE),
        FALSE
      )
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t8`.`status` = 'retrying'
    )
    AND (
      COALESCE(
        `t8`.`updated_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '15' MINUTE),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t8`.`status` = 'retrying') AS `applies_1`,
  COUNTIF(NOT (
    COALESCE(`t8`.`retry_count`, 0) <= COALESCE(`t8`.`max_retries`, 3)
  )) AS `bad_2`,
  LOGICAL_OR(
    (
      COALESCE(`t8`.`retry_count`, 0) <= COALESCE(`t8`.`max_retries`, 3)
    ) IS NOT NULL
  ) AS `answered_2`,
  COUNTIF(
    (
      `t8`.`status` = 'pending'
    )
    AND NOT (
      `t8`.`next_retry_at` >= TIMESTAMP_ADD(COALESCE(`t8`.`last_retry_at`, `t8`.`first_failure_at`), INTERVAL '15' MINUTE)
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t8`.`status` = 'pending'
    )
    AND (
      (
        `t8`.`next_retry_at` >= TIMESTAMP_ADD(COALESCE(`t8`.`last_retry_at`, `t8`.`first_failure_at`), INTERVAL '15' MINUTE)
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t8`.`status` = 'pending') AS `applies_3`,
  COUNTIF(NOT (
    `t8`.`status` <> 'failed_permanent'
  )) AS `bad_4`,
  LOGICAL_OR((
    `t8`.`status` <> 'failed_permanent'
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(
    (
      `t8`.`status` = 'succeeded'
    )
    AND NOT (
      COALESCE(`t8`.`mended_at` > `t8`.`first_failure_at`, FALSE)
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      `t8`.`status` = 'succeeded'
    )
    AND (
      COALESCE(`t8`.`mended_at` > `t8`.`first_failure_at`, FALSE) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(`t8`.`status` = 'succeeded') AS `applies_5`
FROM (
  SELECT
    `t4`.`id`,
    `t4`.`game_date`,
    `t4`.`phase`,
    `t4`.`processor_name`,
    `t4`.`error_message`,
    `t4`.`error_type`,
    `t4`.`retry_count`,
    `t4`.`max_retries`,
    `t4`.`first_failure_at`,
    `t4`.`last_retry_at`,
    `t4`.`next_retry_at`,
    `t4`.`status`,
    `t4`.`correlation_id`,
    `t4`.`created_at`,
    `t4`.`updated_at`,
    `t7`.`game_date` AS `game_date_mended`,
    `t7`.`processor_name` AS `processor_name_mended`,
    `t7`.`mended_at`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_orchestration`.`failed_processor_queue` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
  ) AS `t4`
  LEFT OUTER JOIN (
    SELECT
      `t5`.`data_date` AS `game_date`,
      `t5`.`processor_name`,
      `t5`.`mended_at`
    FROM (
      SELECT
        `t3`.`data_date`,
        `t3`.`processor_name`,
        MAX(`t3`.`started_at`) AS `mended_at`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t1`
        WHERE
          `t1`.`data_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
          AND `t1`.`status` IN ('partial', 'success')
      ) AS `t3`
      GROUP BY
        1,
        2
    ) AS `t5`
  ) AS `t7`
    ON `t4`.`game_date` = `t7`.`game_date`
    AND `t4`.`processor_name` = `t7`.`processor_name`
) AS `t8`;

-- what failed is in the queue or has succeeded since
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t14`.`status` = 'failed'
    )
    AND NOT (
      COALESCE(`t14`.`mended_at` > `t14`.`started_at`, FALSE)
      OR COALESCE(`t14`.`entries` > 0, FALSE)
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      `t14`.`status` = 'failed'
    )
    AND (
      (
        COALESCE(`t14`.`mended_at` > `t14`.`started_at`, FALSE)
        OR COALESCE(`t14`.`entries` > 0, FALSE)
      ) IS NOT NULL
    )
  ) AS `answered_6`,
  LOGICAL_OR(`t14`.`status` = 'failed') AS `applies_6`
FROM (
  SELECT
    `t7`.`run_id`,
    `t7`.`data_date`,
    `t7`.`processor_name`,
    `t7`.`status`,
    `t7`.`records_processed`,
    `t7`.`started_at`,
    `t7`.`processed_at`,
    `t13`.`told_records`,
    `t12`.`mended_at`,
    `t11`.`entries`
  FROM (
    SELECT
      `t0`.`run_id`,
      `t0`.`data_date`,
      `t0`.`processor_name`,
      `t0`.`status`,
      `t0`.`records_processed`,
      `t0`.`started_at`,
      `t0`.`processed_at`
    FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
    WHERE
      `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t7`
  LEFT OUTER JOIN (
    SELECT
      `t5`.`execution_id` AS `run_id`,
      MAX(`t5`.`record_count`) AS `told_records`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`phase_completions` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t5`
    GROUP BY
      1
  ) AS `t13`
    ON `t7`.`run_id` = `t13`.`run_id`
  LEFT OUTER JOIN (
    SELECT
      `t4`.`data_date`,
      `t4`.`processor_name`,
      MAX(`t4`.`started_at`) AS `mended_at`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
      WHERE
        `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND `t0`.`status` IN ('partial', 'success')
    ) AS `t4`
    GROUP BY
      1,
      2
  ) AS `t12`
    ON `t7`.`data_date` = `t12`.`data_date`
    AND `t7`.`processor_name` = `t12`.`processor_name`
  LEFT OUTER JOIN (
    SELECT
      `t6`.`game_date` AS `data_date`,
      `t6`.`processor_name`,
      COUNT(*) AS `entries`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`failed_processor_queue` AS `t2`
      WHERE
        `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
    ) AS `t6`
    GROUP BY
      1,
      2
  ) AS `t11`
    ON `t7`.`data_date` = `t11`.`data_date`
    AND `t7`.`processor_name` = `t11`.`processor_name`
) AS `t14`;

-- no processor runs more than 8 times for a day
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_7`
  )) AS `bad_7`,
  LOGICAL_OR(`t2`.`holds_7` IS NOT NULL) AS `answered_7`
FROM (
  SELECT
    `t1`.`processor_name`,
    `t1`.`data_date`,
    COUNT(*) <= 8 AS `holds_7`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
    WHERE
      `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`;
