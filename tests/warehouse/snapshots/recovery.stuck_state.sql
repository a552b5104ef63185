-- no batch is open and silent for 10 min
-- a stalled batch is closed at 95 % or more
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      COALESCE(`t12`.`is_complete`, FALSE)
    )
    AND NOT (
      COALESCE(
        `t12`.`updated_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '10' MINUTE),
        FALSE
      )
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    NOT (
      COALESCE(`t12`.`is_complete`, FALSE)
    )
    AND (
      COALESCE(
        `t12`.`updated_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '10' MINUTE),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_0`,
  LOGICAL_OR(NOT (
    COALESCE(`t12`.`is_complete`, FALSE)
  )) AS `applies_0`,
  COUNTIF(
    `t12`.`stall_completed`
    AND NOT (
      `t12`.`completed_count` >= (
        `t12`.`expected_players` * 0.95
      )
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    `t12`.`stall_completed`
    AND (
      (
        `t12`.`completed_count` >= (
          `t12`.`expected_players` * 0.95
        )
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t12`.`stall_completed`) AS `applies_1`
FROM (
  SELECT
    `t11`.`batch_id`,
    `t11`.`game_date`,
    `t11`.`expected_players`,
    `t11`.`completed_players`,
    `t11`.`failed_players`,
    `t11`.`total_predictions`,
    `t11`.`completed_count`,
    `t11`.`total_predictions_subcoll`,
    `t11`.`is_complete`,
    `t11`.`stall_completed`,
    `t11`.`stall_reason`,
    `t11`.`start_time`,
    `t11`.`completion_time`,
    `t11`.`created_at`,
    `t11`.`updated_at`,
    `t11`.`correlation_id`,
    `t11`.`claimed_by_instance`,
    `t11`.`claim_expires_at`,
    `t11`.`batch_id_answer`,
    COALESCE(`t11`.`documents`, 0) AS `documents`,
    COALESCE(`t11`.`predictions`, 0) AS `predictions`,
    `t11`.`game_date_told`,
    COALESCE(`t11`.`told`, FALSE) AS `told`,
    ARRAY_LENGTH(`t11`.`completed_players`) AS `listed`,
    ARRAY_LENGTH(
      ARRAY(
        SELECT DISTINCT
          ibis_bq_arr_0
        FROM UNNEST(`t11`.`completed_players`) AS ibis_bq_arr_0
      )
    ) AS `different`
  FROM (
    SELECT
      `t6`.`batch_id`,
      `t6`.`game_date`,
      `t6`.`expected_players`,
      `t6`.`completed_players`,
      `t6`.`failed_players`,
      `t6`.`total_predictions`,
      `t6`.`completed_count`,
      `t6`.`total_predictions_subcoll`,
      `t6`.`is_complete`,
      `t6`.`stall_completed`,
      `t6`.`stall_reason`,
      `t6`.`start_time`,
      `t6`.`completion_time`,
      `t6`.`created_at`,
      `t6`.`updated_at`,
      `t6`.`correlation_id`,
      `t6`.`claimed_by_instance`,
      `t6`.`claim_expires_at`,
      `t8`.`batch_id` AS `batch_id_answer`,
      `t8`.`documents`,
      `t8`.`predictions`,
      `t10`.`game_date` AS `game_date_told`,
      `t10`.`told`
    FROM (
      SELECT
        *
      FROM `nba-project`.`firestore`.`prediction_batches` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t6`
    LEFT OUTER JOIN (
      SELECT
        `t4`.`batch_id`,
        COUNT(*) AS `documents`,
        SUM(`t4`.`predictions_count`) AS `predictions`
      FROM (
        SELECT
          *
        FROM `nba-project`.`firestore`.`batch_completions` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t4`
      GROUP BY
        1
    ) AS `t8`
      ON `t6`.`batch_id` = `t8`.`batch_id`
    LEFT OUTER JOIN (
      SELECT
        `t5`.`game_date`,
        LOGICAL_OR(`t5`.`status` IN ('partial', 'success')) AS `told`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_orchestration`.`phase_completions` AS `t2`
        WHERE
          `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          AND `t2`.`phase` = 'phase5'
      ) AS `t5`
      GROUP BY
        1
    ) AS `t10`
      ON `t6`.`game_date` = `t10`.`game_date`
  ) AS `t11`
) AS `t12`;

-- a running processor beat within 5 min
-- no processor is dead, 15 min without a beat
-- no lock is held past its expiry
-- a lock lasts 300 s
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t4`.`kind` = 'processor'
    )
    AND (
      `t4`.`status` = 'running'
    )
    AND NOT (
      COALESCE(
        `t4`.`seen_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '5' MINUTE),
        FALSE
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t4`.`kind` = 'processor'
    )
    AND (
      `t4`.`status` = 'running'
    )
    AND (
      COALESCE(
        `t4`.`seen_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '5' MINUTE),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR((
    `t4`.`kind` = 'processor'
  ) AND (
    `t4`.`status` = 'running'
  )) AS `applies_2`,
  COUNTIF(
    (
      `t4`.`kind` = 'processor'
    )
    AND (
      `t4`.`status` = 'running'
    )
    AND NOT (
      COALESCE(
        `t4`.`seen_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '15' MINUTE),
        FALSE
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t4`.`kind` = 'processor'
    )
    AND (
      `t4`.`status` = 'running'
    )
    AND (
      COALESCE(
        `t4`.`seen_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '15' MINUTE),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR((
    `t4`.`kind` = 'processor'
  ) AND (
    `t4`.`status` = 'running'
  )) AS `applies_3`,
  COUNTIF(
    (
      `t4`.`kind` = 'lock'
    )
    AND NOT (
      COALESCE(`t4`.`until` >= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), FALSE)
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      `t4`.`kind` = 'lock'
    )
    AND (
      COALESCE(`t4`.`until` >= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), FALSE) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(`t4`.`kind` = 'lock') AS `applies_5`,
  COUNTIF(
    (
      `t4`.`kind` = 'lock'
    )
    AND NOT (
      `t4`.`until` <= TIMESTAMP_ADD(`t4`.`since`, INTERVAL '300' SECOND)
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      `t4`.`kind` = 'lock'
    )
    AND (
      (
        `t4`.`until` <= TIMESTAMP_ADD(`t4`.`since`, INTERVAL '300' SECOND)
      ) IS NOT NULL
    )
  ) AS `answered_6`,
  LOGICAL_OR(`t4`.`kind` = 'lock') AS `applies_6`
FROM (
  SELECT
    *
  FROM (
    SELECT
      'lock' AS `kind`,
      CONCAT(CONCAT(`t0`.`collection`, '/'), `t0`.`lock_key`) AS `name`,
      CAST(NULL AS STRING) AS `status`,
      `t0`.`acquired_at` AS `since`,
      `t0`.`expires_at` AS `until`,
      CAST(NULL AS TIMESTAMP) AS `seen_at`
    FROM `nba-project`.`firestore`.`locks` AS `t0`
  ) AS `t3`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      'processor' AS `kind`,
      `t1`.`run_id` AS `name`,
      `t1`.`status`,
      `t1`.`started_at` AS `since`,
      CAST(NULL AS TIMESTAMP) AS `until`,
      `t1`.`last_heartbeat` AS `seen_at`
    FROM `nba-project`.`firestore`.`processor_heartbeats` AS `t1`
    WHERE
      `t1`.`data_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
  ) AS `t2`
) AS `t4`;

-- no run is running for more than 4 h
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t6`.`document_status` = 'running'
    )
    AND NOT (
      COALESCE(
        `t6`.`document_started_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '4' HOUR),
        FALSE
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      `t6`.`document_status` = 'running'
    )
    AND (
      COALESCE(
        `t6`.`document_started_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '4' HOUR),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(`t6`.`document_status` = 'running') AS `applies_4`
FROM (
  SELECT
    COALESCE(`t4`.`run_id`, `t5`.`run_id`) AS `run_id`,
    COALESCE(`t4`.`date`, `t5`.`data_date`) AS `date`,
    `t4`.`document_status`,
    `t4`.`document_started_at`,
    `t5`.`row_status`
  FROM (
    SELECT
      `t0`.`run_id`,
      `t0`.`date`,
      `t0`.`status` AS `document_status`,
      `t0`.`started_at` AS `document_started_at`
    FROM `nba-project`.`firestore`.`run_history` AS `t0`
    WHERE
      `t0`.`date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t4`
  FULL OUTER JOIN (
    SELECT
      `t1`.`run_id`,
      `t1`.`data_date`,
      `t1`.`status` AS `row_status`
    FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t1`
    WHERE
      `t1`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
    ON `t4`.`run_id` = `t5`.`run_id`
) AS `t6`;

-- no staging table is older than 24 h
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    STARTS_WITH(`t0`.`table_name`, '_staging_')
    AND NOT (
      COALESCE(
        `t0`.`created_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '24' HOUR),
        FALSE
      )
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    STARTS_WITH(`t0`.`table_name`, '_staging_')
    AND (
      COALESCE(
        `t0`.`created_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '24' HOUR),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_7`,
  LOGICAL_OR(STARTS_WITH(`t0`.`table_name`, '_staging_')) AS `applies_7`
FROM `nba-project`.`metadata`.`tables` AS `t0`;

-- a phase is triggered within 4 h of its first completion
-- a triggered phase is followed by the next within 2 h
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t23`.`completed_count` > 0
    )
    AND NOT (
      COALESCE(`t23`.`triggered`, FALSE)
      OR COALESCE(
        `t23`.`first_completion_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '240' MINUTE),
        FALSE
      )
    )
  ) AS `bad_8`,
  LOGICAL_OR(
    (
      `t23`.`completed_count` > 0
    )
    AND (
      (
        COALESCE(`t23`.`triggered`, FALSE)
        OR COALESCE(
          `t23`.`first_completion_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '240' MINUTE),
          FALSE
        )
      ) IS NOT NULL
    )
  ) AS `answered_8`,
  LOGICAL_OR(`t23`.`completed_count` > 0) AS `applies_8`,
  COUNTIF(
    `t23`.`triggered`
    AND (
      `t23`.`phase` <> 'phase2'
    )
    AND NOT (
      COALESCE(
        `t23`.`begun_at` <= TIMESTAMP_ADD(`t23`.`triggered_at`, INTERVAL '120' MINUTE),
        FALSE
      )
      OR (
        `t23`.`triggered_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '120' MINUTE)
      )
    )
  ) AS `bad_9`,
  LOGICAL_OR(
    `t23`.`triggered`
    AND (
      `t23`.`phase` <> 'phase2'
    )
    AND (
      (
        COALESCE(
          `t23`.`begun_at` <= TIMESTAMP_ADD(`t23`.`triggered_at`, INTERVAL '120' MINUTE),
          FALSE
        )
        OR (
          `t23`.`triggered_at` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '120' MINUTE)
        )
      ) IS NOT NULL
    )
  ) AS `answered_9`,
  LOGICAL_OR(`t23`.`triggered` AND (
    `t23`.`phase` <> 'phase2'
  )) AS `applies_9`
FROM (
  SELECT
    `t22`.*
    EXCEPT (`game_date_entry`, `game_date_next`, `phase_entry`, `phase_next`)
  FROM (
    SELECT
      `t19`.`phase`,
      `t19`.`game_date`,
      `t19`.`completed_count`,
      `t19`.`first_completion_at`,
      `t19`.`triggered`,
      `t19`.`triggered_at`,
      `t19`.`in_documents`,
      `t19`.`is_triggered`,
      `t19`.`row_count`,
      `t19`.`row_triggered_at`,
      `t19`.`in_rows`,
      `t13`.`phase` AS `phase_entry`,
      `t13`.`game_date` AS `game_date_entry`,
      `t13`.`entries`,
      `t21`.`phase` AS `phase_next`,
      `t21`.`game_date` AS `game_date_next`,
      `t21`.`begun_at`
    FROM (
      SELECT
        `t16`.*
        EXCEPT (`game_date_row`, `phase_row`)
      FROM (
        SELECT
          COALESCE(`t15`.`phase`, `t15`.`phase_row`) AS `phase`,
          COALESCE(`t15`.`game_date`, `t15`.`game_date_row`) AS `game_date`,
          `t15`.`completed_count`,
          `t15`.`first_completion_at`,
          `t15`.`triggered`,
          `t15`.`triggered_at`,
          `t15`.`in_documents`,
          `t15`.`phase_row`,
          `t15`.`game_date_row`,
          `t15`.`is_triggered`,
          `t15`.`row_count`,
          `t15`.`row_triggered_at`,
          `t15`.`in_rows`
        FROM (
          SELECT
            `t8`.`phase`,
            `t8`.`game_date`,
            `t8`.`completed_count`,
            `t8`.`first_completion_at`,
            `t8`.`triggered`,
            `t8`.`triggered_at`,
            `t8`.`in_documents`,
            `t9`.`phase` AS `phase_row`,
            `t9`.`game_date` AS `game_date_row`,
            `t9`.`is_triggered`,
            `t9`.`row_count`,
            `t9`.`row_triggered_at`,
            `t9`.`in_rows`
          FROM (
            SELECT
              `t1`.`phase`,
              `t1`.`game_date`,
              `t1`.`completed_count`,
              `t1`.`first_completion_at`,
              `t1`.`triggered`,
              `t1`.`triggered_at`,
              TRUE AS `in_documents`
            FROM `nba-project`.`firestore`.`phase_status` AS `t1`
            WHERE
              `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          ) AS `t8`
          FULL OUTER JOIN (
            SELECT
              `t2`.`phase`,
              `t2`.`game_date`,
              `t2`.`is_triggered`,
              `t2`.`completed_count` AS `row_count`,
              `t2`.`triggered_at` AS `row_triggered_at`,
              TRUE AS `in_rows`
            FROM `nba-project`.`nba_orchestration`.`phase_completion_status` AS `t2`
            WHERE
              `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          ) AS `t9`
            ON `t8`.`phase` = `t9`.`phase` AND `t8`.`game_date` = `t9`.`game_date`
        ) AS `t15`
      ) AS `t16`
    ) AS `t19`
    LEFT OUTER JOIN (
      SELECT
        `t4`.`phase`,
        `t4`.`game_date`,
        COUNTIF(`t4`.`status` IN ('partial', 'success')) AS `entries`
      FROM (
        SELECT
          *
        FROM `nba-project`.`firestore`.`phase_completions` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t4`
      GROUP BY
        1,
        2
    ) AS `t13`
      ON `t19`.`phase` = `t13`.`phase` AND `t19`.`game_date` = `t13`.`game_date`
    LEFT OUTER JOIN (
      SELECT
        `t17`.`phase`,
        `t17`.`game_date`,
        MIN(`t17`.`started_at`) AS `begun_at`
      FROM (
        SELECT
          `t14`.`phase`,
          `t14`.`game_date`,
          `t14`.`triggered_at`,
          `t14`.`next_phase`,
          `t10`.`data_date`,
          `t10`.`started_at`,
          `t10`.`next_phase` AS `next_phase_run`
        FROM (
          SELECT
            `t1`.`phase`,
            `t1`.`game_date`,
            `t1`.`triggered_at`,
            CONCAT(
              'phase_',
              CAST(CAST(SUBSTRING(`t1`.`phase`, IF((
                5 + 1
              ) >= 1, 5 + 1, 5 + 1 + LENGTH(`t1`.`phase`)), 1) AS INT64) + 1 AS STRING)
            ) AS `next_phase`
          FROM `nba-project`.`firestore`.`phase_status` AS `t1`
          WHERE
            `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            AND `t1`.`triggered`
        ) AS `t14`
        INNER JOIN (
          SELECT
            `t3`.`data_date`,
            `t3`.`started_at`,
            `t3`.`phase` AS `next_phase`
          FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t3`
          WHERE
            `t3`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t10`
          ON `t14`.`next_phase` = `t10`.`next_phase`
          AND `t14`.`game_date` = `t10`.`data_date`
          AND `t14`.`triggered_at` <= `t10`.`started_at`
      ) AS `t17`
      GROUP BY
        1,
        2
    ) AS `t21`
      ON `t19`.`phase` = `t21`.`phase` AND `t19`.`game_date` = `t21`.`game_date`
  ) AS `t22`
) AS `t23`;

-- no breaker is open past its time
-- nobody is locked out for more than 24 h
-- a postponed game is settled once its new day is over
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t11`.`kind` = 'breaker'
    )
    AND NOT (
      `t11`.`settled`
    )
    AND NOT (
      COALESCE(`t11`.`due` >= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), FALSE)
    )
  ) AS `bad_10`,
  LOGICAL_OR(
    (
      `t11`.`kind` = 'breaker'
    )
    AND NOT (
      `t11`.`settled`
    )
    AND (
      COALESCE(`t11`.`due` >= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), FALSE) IS NOT NULL
    )
  ) AS `answered_10`,
  LOGICAL_OR((
    `t11`.`kind` = 'breaker'
  ) AND NOT (
    `t11`.`settled`
  )) AS `applies_10`,
  COUNTIF(
    (
      `t11`.`kind` = 'lock-out'
    )
    AND NOT (
      `t11`.`settled`
    )
    AND NOT (
      `t11`.`due` <= TIMESTAMP_ADD(`t11`.`since`, INTERVAL '24' HOUR)
    )
  ) AS `bad_11`,
  LOGICAL_OR(
    (
      `t11`.`kind` = 'lock-out'
    )
    AND NOT (
      `t11`.`settled`
    )
    AND (
      (
        `t11`.`due` <= TIMESTAMP_ADD(`t11`.`since`, INTERVAL '24' HOUR)
      ) IS NOT NULL
    )
  ) AS `answered_11`,
  LOGICAL_OR((
    `t11`.`kind` = 'lock-out'
  ) AND NOT (
    `t11`.`settled`
  )) AS `applies_11`,
  COUNTIF(
    (
      `t11`.`kind` = 'postponement'
    )
    AND NOT (
      `t11`.`settled`
    )
    AND NOT (
      `t11`.`due_day` >= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
    )
  ) AS `bad_14`,
  LOGICAL_OR(
    (
      `t11`.`kind` = 'postponement'
    )
    AND NOT (
      `t11`.`settled`
    )
    AND (
      (
        `t11`.`due_day` >= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
      ) IS NOT NULL
    )
  ) AS `answered_14`,
  LOGICAL_OR((
    `t11`.`kind` = 'postponement'
  ) AND NOT (
    `t11`.`settled`
  )) AS `applies_14`
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'breaker' AS `kind`,
        `t0`.`processor_name` AS `name`,
        `t0`.`state` <> 'OPEN' AS `settled`,
        `t0`.`opened_at` AS `since`,
        TIMESTAMP_ADD(`t0`.`opened_at`, INTERVAL `t0`.`timeout_seconds` SECOND) AS `due`,
        CAST(NULL AS DATE) AS `due_day`
      FROM `nba-project`.`nba_orchestration`.`circuit_breaker_state` AS `t0`
    ) AS `t4`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'lock-out' AS `kind`,
        CONCAT(
          CONCAT(CONCAT(CONCAT(`t1`.`processor_name`, '/'), `t1`.`entity_id`), '/'),
          CAST(`t1`.`analysis_date` AS STRING)
        ) AS `name`,
        NOT (
          `t1`.`circuit_breaker_tripped`
        ) AS `settled`,
        `t1`.`attempted_at` AS `since`,
        `t1`.`circuit_breaker_until` AS `due`,
        CAST(NULL AS DATE) AS `due_day`
      FROM `nba-project`.`nba_orchestration`.`reprocess_attempts` AS `t1`
      WHERE
        `t1`.`analysis_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
    ) AS `t7`
  ) AS `t8`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'postponement' AS `kind`,
        CONCAT(CONCAT(`t6`.`game_id`, '/'), CAST(`t6`.`original_date` AS STRING)) AS `name`,
        COALESCE(`t6`.`status` = 'resolved', FALSE) AS `settled`,
        `t6`.`detected_at` AS `since`,
        CAST(NULL AS TIMESTAMP) AS `due`,
        `t6`.`new_date` AS `due_day`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_orchestration`.`game_postponements` AS `t3`
        WHERE
          `t3`.`detected_at` >= TIMESTAMP('2023-06-30T00:00:00+00:00')
          AND `t3`.`detected_at` < TIMESTAMP('2024-07-02T00:00:00+00:00')
          AND DATE(`t3`.`detected_at`, 'America/New_York') BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
      ) AS `t6`
    ) AS `t9`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'scrape' AS `kind`,
        CONCAT(CONCAT(`t2`.`scraper_name`, '/'), CAST(`t2`.`game_date` AS STRING)) AS `name`,
        COALESCE(`t2`.`backfilled`, FALSE) AS `settled`,
        `t2`.`first_failed_at` AS `since`,
        TIMESTAMP_ADD(`t2`.`first_failed_at`, INTERVAL '24' HOUR) AS `due`,
        CAST(NULL AS DATE) AS `due_day`
      FROM `nba-project`.`nba_orchestration`.`scraper_failures` AS `t2`
      WHERE
        `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
    ) AS `t5`
  ) AS `t10`
) AS `t11`;

-- decisions are at most 2 h apart
-- the newest decision is at most 2 h old
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      `t3`.`decision_time` <= TIMESTAMP_ADD(`t3`.`before`, INTERVAL '120' MINUTE)
    )
  ) AS `bad_12`,
  LOGICAL_OR(
    (
      `t3`.`decision_time` <= TIMESTAMP_ADD(`t3`.`before`, INTERVAL '120' MINUTE)
    ) IS NOT NULL
  ) AS `answered_12`,
  (
    MAX(`t3`.`decision_time`) >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '120' MINUTE)
  )
  OR (
    MAX(`t3`.`decision_time`) < TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '72' HOUR)
  ) AS `holds_13`,
  MAX(`t3`.`decision_time`) AS `show_13_newest`
FROM (
  SELECT
    `t2`.`decision_time`,
    `t2`.`decisions`,
    LAG(`t2`.`decision_time`) OVER (ORDER BY `t2`.`decision_time` ASC) AS `before`,
    DATE(`t2`.`decision_time`, 'America/New_York') AS `day`
  FROM (
    SELECT
      `t1`.`decision_time`,
      COUNT(*) AS `decisions`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`workflow_decisions` AS `t0`
      WHERE
        `t0`.`decision_time` >= TIMESTAMP('2024-01-13T00:00:00+00:00')
        AND `t0`.`decision_time` < TIMESTAMP('2024-01-20T00:00:00+00:00')
        AND DATE(`t0`.`decision_time`, 'America/New_York') BETWEEN DATE(2024, 1, 14) AND DATE(2024, 1, 18)
    ) AS `t1`
    GROUP BY
      1
  ) AS `t2`
) AS `t3`;
