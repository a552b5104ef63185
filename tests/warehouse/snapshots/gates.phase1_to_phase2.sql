-- every game day has a plan
-- every planned scraper has ended with success
-- every planned scraper has brought records
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t20`.`scraper_name` IS NOT NULL
  )) AS `bad_0`,
  LOGICAL_OR((
    `t20`.`scraper_name` IS NOT NULL
  ) IS NOT NULL) AS `answered_0`,
  COUNTIF(
    (
      `t20`.`last_run` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND NOT (
      `t20`.`successes` > 0
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t20`.`last_run` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND (
      (
        `t20`.`successes` > 0
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t20`.`last_run` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)) AS `applies_1`,
  COUNTIF(
    (
      `t20`.`last_run` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND (
      `t20`.`successes` > 0
    )
    AND NOT (
      `t20`.`record_count` > 0
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t20`.`last_run` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND (
      `t20`.`successes` > 0
    )
    AND (
      (
        `t20`.`record_count` > 0
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(
    (
      `t20`.`last_run` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND (
      `t20`.`successes` > 0
    )
  ) AS `applies_2`
FROM (
  SELECT
    `t19`.`game_date`,
    `t19`.`scraper_name`,
    `t19`.`last_run`,
    `t19`.`game_date_right`,
    `t19`.`scraper_name_right`,
    COALESCE(`t19`.`successes`, 0) AS `successes`,
    COALESCE(`t19`.`record_count`, 0) AS `record_count`
  FROM (
    SELECT
      `t18`.`game_date`,
      `t18`.`scraper_name`,
      `t18`.`last_run`,
      `t12`.`game_date` AS `game_date_right`,
      `t12`.`scraper_name` AS `scraper_name_right`,
      `t12`.`successes`,
      `t12`.`record_count`
    FROM (
      SELECT
        `t16`.`game_date`,
        `t16`.`scraper_name`,
        `t16`.`last_run`
      FROM (
        SELECT
          `t15`.`game_date`,
          `t9`.`game_date` AS `game_date_right`,
          `t9`.`scraper_name`,
          `t9`.`last_run`
        FROM (
          SELECT
            `t13`.`game_date`
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t6`.`game_date`,
                COUNT(DISTINCT `t6`.`game_id`) AS `games`,
                COUNT(DISTINCT IF(`t6`.`game_status` = 3, `t6`.`game_id`, NULL)) AS `final_games`,
                MIN(`t6`.`game_date_est`) AS `first_tip_off`,
                MAX(`t6`.`game_date_est`) AS `last_tip_off`
              FROM (
                SELECT
                  `t1`.`game_date`,
                  `t1`.`game_date_est`,
                  `t1`.`game_status`,
                  `t1`.`home_team_tricode`,
                  `t1`.`away_team_tricode`,
                  CONCAT(
                    CONCAT(
                      CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`away_team_tricode`),
                      '_'
                    ),
                    `t1`.`home_team_tricode`
                  ) AS `game_id`,
                  `t1`.`game_id` AS `nba_game_id`
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t1`
                WHERE
                  `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                  AND NOT (
                    COALESCE(
                      REGEXP_CONTAINS(UPPER(`t1`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
                      FALSE
                    )
                  )
                  AND SUBSTRING(`t1`.`game_id`, IF((
                    2 + 1
                  ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) IN ('2', '4', '5', '6')
                  AND `t1`.`home_team_tricode` IN (
                    'ATL',
                    'BKN',
                    'BOS',
                    'CHA',
                    'CHI',
                    'CLE',
                    'DAL',
                    'DEN',
                    'DET',
                    'GSW',
                    'HOU',
                    'IND',
                    'LAC',
                    'LAL',
                    'MEM',
                    'MIA',
                    'MIL',
                    'MIN',
                    'NOP',
                    'NYK',
                    'OKC',
                    'ORL',
                    'PHI',
                    'PHX',
                    'POR',
                    'SAC',
                    'SAS',
                    'TOR',
                    'UTA',
                    'WAS'
                  )
                  AND `t1`.`away_team_tricode` IN (
                    'ATL',
                    'BKN',
                    'BOS',
                    'CHA',
                    'CHI',
                    'CLE',
                    'DAL',
                    'DEN',
                    'DET',
                    'GSW',
                    'HOU',
                    'IND',
                    'LAC',
                    'LAL',
                    'MEM',
                    'MIA',
                    'MIL',
                    'MIN',
                    'NOP',
                    'NYK',
                    'OKC',
                    'ORL',
                    'PHI',
                    'PHX',
                    'POR',
                    'SAC',
                    'SAS',
                    'TOR',
                    'UTA',
                    'WAS'
                  )
              ) AS `t6`
              GROUP BY
                1
            ) AS `t11`
            WHERE
              `t11`.`game_date` <= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
          ) AS `t13`
        ) AS `t15`
        LEFT OUTER JOIN (
          SELECT
            `t5`.`game_date`,
            `t5`.`scraper_name`,
            MAX(`t5`.`expected_run_time`) AS `last_run`
          FROM (
            SELECT
              `t3`.`expected_run_time`,
              `t3`.`date` AS `game_date`,
              IF(pos = pos_2, `scraper_name`, NULL) AS `scraper_name`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_orchestration`.`daily_expected_schedule` AS `t2`
              WHERE
                `t2`.`date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t3`
            CROSS JOIN UNNEST(GENERATE_ARRAY(0, GREATEST(ARRAY_LENGTH(`t3`.`scrapers`)) - 1)) AS pos
            CROSS JOIN UNNEST(`t3`.`scrapers`) AS `scraper_name` WITH OFFSET AS pos_2
            WHERE
              pos = pos_2
              OR (
                pos > (
                  ARRAY_LENGTH(`t3`.`scrapers`) - 1
                )
                AND pos_2 = (
                  ARRAY_LENGTH(`t3`.`scrapers`) - 1
                )
              )
          ) AS `t5`
          GROUP BY
            1,
            2
        ) AS `t9`
          ON `t15`.`game_date` = `t9`.`game_date`
      ) AS `t16`
    ) AS `t18`
    LEFT OUTER JOIN (
      SELECT
        `t7`.`game_date`,
        `t7`.`scraper_name`,
        COUNT(*) AS `successes`,
        MAX(`t7`.`record_count`) AS `record_count`
      FROM (
        SELECT
          `t4`.`execution_id`,
          `t4`.`scraper_name`,
          `t4`.`workflow`,
          `t4`.`game_date`,
          `t4`.`status`,
          `t4`.`triggered_at`,
          `t4`.`completed_at`,
          `t4`.`duration_seconds`,
          `t4`.`source`,
          `t4`.`environment`,
          `t4`.`triggered_by`,
          `t4`.`gcs_path`,
          `t4`.`data_summary`,
          `t4`.`error_type`,
          `t4`.`error_message`,
          `t4`.`retry_count`,
          `t4`.`recovery`,
          `t4`.`run_id`,
          `t4`.`opts`,
          `t4`.`created_at`,
          safe.int64(`t4`.`data_summary`['record_count']) AS `record_count`
        FROM (
          SELECT
            *
          FROM `nba-project`.`nba_orchestration`.`scraper_execution_log` AS `t0`
          WHERE
            `t0`.`triggered_at` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
            AND `t0`.`triggered_at` < TIMESTAMP('2024-01-20T00:00:00+00:00')
            AND DATE(`t0`.`triggered_at`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 18)
        ) AS `t4`
        WHERE
          `t4`.`status` = 'success'
      ) AS `t7`
      GROUP BY
        1,
        2
    ) AS `t12`
      ON `t18`.`game_date` = `t12`.`game_date`
      AND `t18`.`scraper_name` = `t12`.`scraper_name`
  ) AS `t19`
) AS `t20`;

-- no success without records on a game day
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t8`.`status` = 'success'
    )
    AND NOT (
      COALESCE(`t8`.`record_count` > 0, FALSE)
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t8`.`status` = 'success'
    )
    AND (
      COALESCE(`t8`.`record_count` > 0, FALSE) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t8`.`status` = 'success') AS `applies_3`
FROM (
  SELECT
    `t5`.`execution_id`,
    `t5`.`scraper_name`,
    `t5`.`workflow`,
    `t5`.`game_date`,
    `t5`.`status`,
    `t5`.`triggered_at`,
    `t5`.`completed_at`,
    `t5`.`duration_seconds`,
    `t5`.`source`,
    `t5`.`environment`,
    `t5`.`triggered_by`,
    `t5`.`gcs_path`,
    `t5`.`data_summary`,
    `t5`.`error_type`,
    `t5`.`error_message`,
    `t5`.`retry_count`,
    `t5`.`recovery`,
    `t5`.`run_id`,
    `t5`.`opts`,
    `t5`.`created_at`,
    `t5`.`record_count`
  FROM (
    SELECT
      `t2`.`execution_id`,
      `t2`.`scraper_name`,
      `t2`.`workflow`,
      `t2`.`game_date`,
      `t2`.`status`,
      `t2`.`triggered_at`,
      `t2`.`completed_at`,
      `t2`.`duration_seconds`,
      `t2`.`source`,
      `t2`.`environment`,
      `t2`.`triggered_by`,
      `t2`.`gcs_path`,
      `t2`.`data_summary`,
      `t2`.`error_type`,
      `t2`.`error_message`,
      `t2`.`retry_count`,
      `t2`.`recovery`,
      `t2`.`run_id`,
      `t2`.`opts`,
      `t2`.`created_at`,
      safe.int64(`t2`.`data_summary`['record_count']) AS `record_count`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`scraper_execution_log` AS `t0`
      WHERE
        `t0`.`triggered_at` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
        AND `t0`.`triggered_at` < TIMESTAMP('2024-01-20T00:00:00+00:00')
        AND DATE(`t0`.`triggered_at`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 18)
    ) AS `t2`
  ) AS `t5`
  WHERE
    EXISTS(
      SELECT
        1
      FROM (
        SELECT
          `t3`.`game_date`,
          COUNT(DISTINCT `t3`.`game_id`) AS `games`,
          COUNT(DISTINCT IF(`t3`.`game_status` = 3, `t3`.`game_id`, NULL)) AS `final_games`,
          MIN(`t3`.`game_date_est`) AS `first_tip_off`,
          MAX(`t3`.`game_date_est`) AS `last_tip_off`
        FROM (
          SELECT
            `t1`.`game_date`,
            `t1`.`game_date_est`,
            `t1`.`game_status`,
            `t1`.`home_team_tricode`,
            `t1`.`away_team_tricode`,
            CONCAT(
              CONCAT(
                CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`away_team_tricode`),
                '_'
              ),
              `t1`.`home_team_tricode`
            ) AS `game_id`,
            `t1`.`game_id` AS `nba_game_id`
          FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t1`
          WHERE
            `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            AND NOT (
              COALESCE(
                REGEXP_CONTAINS(UPPER(`t1`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
                FALSE
              )
            )
            AND SUBSTRING(`t1`.`game_id`, IF((
              2 + 1
            ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) IN ('2', '4', '5', '6')
            AND `t1`.`home_team_tricode` IN (
              'ATL',
              'BKN',
              'BOS',
              'CHA',
              'CHI',
              'CLE',
              'DAL',
              'DEN',
              'DET',
              'GSW',
              'HOU',
              'IND',
              'LAC',
              'LAL',
              'MEM',
              'MIA',
              'MIL',
              'MIN',
              'NOP',
              'NYK',
              'OKC',
              'ORL',
              'PHI',
              'PHX',
              'POR',
              'SAC',
              'SAS',
              'TOR',
              'UTA',
              'WAS'
            )
            AND `t1`.`away_team_tricode` IN (
              'ATL',
              'BKN',
              'BOS',
              'CHA',
              'CHI',
              'CLE',
              'DAL',
              'DEN',
              'DET',
              'GSW',
              'HOU',
              'IND',
              'LAC',
              'LAL',
              'MEM',
              'MIA',
              'MIL',
              'MIN',
              'NOP',
              'NYK',
              'OKC',
              'ORL',
              'PHI',
              'PHX',
              'POR',
              'SAC',
              'SAS',
              'TOR',
              'UTA',
              'WAS'
            )
        ) AS `t3`
        GROUP BY
          1
      ) AS `t7`
      WHERE
        `t5`.`game_date` = `t7`.`game_date`
    )
) AS `t8`;
