-- a completion in BigQuery is in its document
-- a completion in its document is in BigQuery
-- both stores give a completion the same status and records
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t7`.`in_documents`
  )) AS `bad_0`,
  LOGICAL_OR(`t7`.`in_documents` IS NOT NULL) AS `answered_0`,
  COUNTIF(NOT (
    `t7`.`in_rows`
  )) AS `bad_1`,
  LOGICAL_OR(`t7`.`in_rows` IS NOT NULL) AS `answered_1`,
  COUNTIF(
    `t7`.`in_documents`
    AND `t7`.`in_rows`
    AND NOT (
      (
        `t7`.`document_status` = `t7`.`row_status`
      )
      AND (
        `t7`.`document_records` = `t7`.`row_records`
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    `t7`.`in_documents`
    AND `t7`.`in_rows`
    AND (
      (
        (
          `t7`.`document_status` = `t7`.`row_status`
        )
        AND (
          `t7`.`document_records` = `t7`.`row_records`
        )
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(`t7`.`in_documents` AND `t7`.`in_rows`) AS `applies_2`
FROM (
  SELECT
    COALESCE(`t4`.`phase`, `t6`.`phase`) AS `phase`,
    COALESCE(`t4`.`game_date`, `t6`.`game_date`) AS `game_date`,
    COALESCE(`t4`.`processor_name`, `t6`.`processor_name`) AS `processor_name`,
    `t4`.`document_status`,
    `t4`.`document_records`,
    `t6`.`row_status`,
    `t6`.`row_records`,
    COALESCE(`t4`.`in_documents`, FALSE) AS `in_documents`,
    COALESCE(`t6`.`in_rows`, FALSE) AS `in_rows`
  FROM (
    SELECT
      `t0`.`phase`,
      `t0`.`game_date`,
      `t0`.`processor_name`,
      `t0`.`status` AS `document_status`,
      `t0`.`record_count` AS `document_records`,
      TRUE AS `in_documents`
    FROM `nba-project`.`firestore`.`phase_completions` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t4`
  FULL OUTER JOIN (
    SELECT
      `t3`.`phase`,
      `t3`.`game_date`,
      `t3`.`processor_name`,
      MAX_BY(`t3`.`status`, `t3`.`completed_at`) AS `row_status`,
      MAX_BY(`t3`.`record_count`, `t3`.`completed_at`) AS `row_records`,
      COUNT(*) > 0 AS `in_rows`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`phase_completions` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND `t1`.`phase` <> 'phase5'
    ) AS `t3`
    GROUP BY
      1,
      2,
      3
  ) AS `t6`
    ON `t4`.`phase` = `t6`.`phase`
    AND `t4`.`game_date` = `t6`.`game_date`
    AND `t4`.`processor_name` = `t6`.`processor_name`
) AS `t7`;

-- a phase is as complete in BigQuery as in its document
-- a phase is triggered in both stores, once
-- a document counts its own entries
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    COALESCE(`t23`.`completed_count` = `t23`.`row_count`, FALSE)
  )) AS `bad_3`,
  LOGICAL_OR(COALESCE(`t23`.`completed_count` = `t23`.`row_count`, FALSE) IS NOT NULL) AS `answered_3`,
  COUNTIF(
    `t23`.`in_documents`
    AND `t23`.`in_rows`
    AND NOT (
      (
        `t23`.`triggered` = `t23`.`is_triggered`
      )
      AND (
        `t23`.`triggered_at` = `t23`.`row_triggered_at`
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    `t23`.`in_documents`
    AND `t23`.`in_rows`
    AND (
      (
        (
          `t23`.`triggered` = `t23`.`is_triggered`
        )
        AND (
          `t23`.`triggered_at` = `t23`.`row_triggered_at`
        )
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(`t23`.`in_documents` AND `t23`.`in_rows`) AS `applies_4`,
  COUNTIF(
    `t23`.`in_documents`
    AND NOT (
      `t23`.`completed_count` = COALESCE(`t23`.`entries`, 0)
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    `t23`.`in_documents`
    AND (
      (
        `t23`.`completed_count` = COALESCE(`t23`.`entries`, 0)
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(`t23`.`in_documents`) AS `applies_5`
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

-- array, counter and completion documents have the same players
-- no player is twice in a batch
-- a batch sums its players' predictions
-- a batch is complete when all its players are
-- a complete batch is a completion of phase 5
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      (
        `t12`.`listed` = `t12`.`completed_count`
      )
      AND (
        `t12`.`documents` = `t12`.`completed_count`
      )
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      (
        `t12`.`listed` = `t12`.`completed_count`
      )
      AND (
        `t12`.`documents` = `t12`.`completed_count`
      )
    ) IS NOT NULL
  ) AS `answered_6`,
  COUNTIF(NOT (
    `t12`.`different` = `t12`.`listed`
  )) AS `bad_7`,
  LOGICAL_OR((
    `t12`.`different` = `t12`.`listed`
  ) IS NOT NULL) AS `answered_7`,
  COUNTIF(
    NOT (
      (
        `t12`.`total_predictions` = `t12`.`predictions`
      )
      AND (
        `t12`.`total_predictions_subcoll` = `t12`.`predictions`
      )
    )
  ) AS `bad_8`,
  LOGICAL_OR(
    (
      (
        `t12`.`total_predictions` = `t12`.`predictions`
      )
      AND (
        `t12`.`total_predictions_subcoll` = `t12`.`predictions`
      )
    ) IS NOT NULL
  ) AS `answered_8`,
  COUNTIF(
    NOT (
      `t12`.`is_complete` = (
        (
          `t12`.`completed_count` >= `t12`.`expected_players`
        )
        OR `t12`.`stall_completed`
      )
    )
  ) AS `bad_9`,
  LOGICAL_OR(
    (
      `t12`.`is_complete` = (
        (
          `t12`.`completed_count` >= `t12`.`expected_players`
        )
        OR `t12`.`stall_completed`
      )
    ) IS NOT NULL
  ) AS `answered_9`,
  COUNTIF(NOT (
    `t12`.`told` = `t12`.`is_complete`
  )) AS `bad_10`,
  LOGICAL_OR((
    `t12`.`told` = `t12`.`is_complete`
  ) IS NOT NULL) AS `answered_10`
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

-- a player told complete has his predictions
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t8`.`rows` >= `t8`.`predictions_count`
  )) AS `bad_11`,
  LOGICAL_OR((
    `t8`.`rows` >= `t8`.`predictions_count`
  ) IS NOT NULL) AS `answered_11`
FROM (
  SELECT
    `t7`.`batch_id`,
    `t7`.`game_date`,
    `t7`.`player_lookup`,
    `t7`.`predictions_count`,
    `t7`.`completed_at`,
    `t7`.`game_date_found`,
    `t7`.`player_lookup_found`,
    COALESCE(`t7`.`rows`, 0) AS `rows`
  FROM (
    SELECT
      `t4`.`batch_id`,
      `t4`.`game_date`,
      `t4`.`player_lookup`,
      `t4`.`predictions_count`,
      `t4`.`completed_at`,
      `t6`.`game_date` AS `game_date_found`,
      `t6`.`player_lookup` AS `player_lookup_found`,
      `t6`.`rows`
    FROM (
      SELECT
        *
      FROM `nba-project`.`firestore`.`batch_completions` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t4`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`game_date`,
        `t3`.`player_lookup`,
        COUNT(*) AS `rows`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t3`
      GROUP BY
        1,
        2
    ) AS `t6`
      ON `t4`.`game_date` = `t6`.`game_date`
      AND `t4`.`player_lookup` = `t6`.`player_lookup`
  ) AS `t7`
) AS `t8`;

-- both stores say how a run ended
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    COALESCE(`t6`.`document_status` <> 'running', TRUE)
    AND NOT (
      COALESCE(`t6`.`document_status` = `t6`.`row_status`, FALSE)
    )
  ) AS `bad_12`,
  LOGICAL_OR(
    COALESCE(`t6`.`document_status` <> 'running', TRUE)
    AND (
      COALESCE(`t6`.`document_status` = `t6`.`row_status`, FALSE) IS NOT NULL
    )
  ) AS `answered_12`,
  LOGICAL_OR(COALESCE(`t6`.`document_status` <> 'running', TRUE)) AS `applies_12`
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
