-- every game day was timed
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t9`.`matched` IS NULL) AS `bad_0`
FROM (
  SELECT
    `t8`.`game_date`,
    `t8`.`games`,
    `t8`.`final_games`,
    `t8`.`first_tip_off`,
    `t8`.`last_tip_off`,
    `t4`.`game_date` AS `game_date_found`,
    `t4`.`matched`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t5`.`game_date`,
        COUNT(DISTINCT `t5`.`game_id`) AS `games`,
        COUNT(DISTINCT IF(`t5`.`game_status` = 3, `t5`.`game_id`, NULL)) AS `final_games`,
        MIN(`t5`.`game_date_est`) AS `first_tip_off`,
        MAX(`t5`.`game_date_est`) AS `last_tip_off`
      FROM (
        SELECT
          `t0`.`game_date`,
          `t0`.`game_date_est`,
          `t0`.`game_status`,
          `t0`.`home_team_tricode`,
          `t0`.`away_team_tricode`,
          CONCAT(
            CONCAT(
              CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t0`.`game_date`), '_'), `t0`.`away_team_tricode`),
              '_'
            ),
            `t0`.`home_team_tricode`
          ) AS `game_id`,
          `t0`.`game_id` AS `nba_game_id`
        FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          AND NOT (
            COALESCE(
              REGEXP_CONTAINS(UPPER(`t0`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
              FALSE
            )
          )
          AND SUBSTRING(`t0`.`game_id`, IF((
            2 + 1
          ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
          AND `t0`.`home_team_tricode` IN (
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
          AND `t0`.`away_team_tricode` IN (
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
      ) AS `t5`
      GROUP BY
        1
    ) AS `t6`
    WHERE
      `t6`.`last_tip_off` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  ) AS `t8`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`game_date`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t1`.`date` AS `game_date`
      FROM `nba-project`.`nba_analytics`.`pipeline_latency_metrics` AS `t1`
      WHERE
        `t1`.`date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t2`
  ) AS `t4`
    ON `t8`.`game_date` = `t4`.`game_date`
) AS `t9`;

-- end to end within 90 min
-- the total is the time from start to end
-- no phase and no day takes longer than usual
SELECT
  COUNT(*) AS `n`,
  COUNTIF((
    `t19`.`phase_name` = 'end_to_end'
  ) AND NOT (
    `t19`.`seconds` <= 5400
  )) AS `bad_1`,
  LOGICAL_OR(
    (
      `t19`.`phase_name` = 'end_to_end'
    )
    AND (
      (
        `t19`.`seconds` <= 5400
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t19`.`phase_name` = 'end_to_end') AS `applies_1`,
  COUNTIF(NOT (
    `t19`.`seconds` = `t19`.`measured`
  )) AS `bad_2`,
  LOGICAL_OR((
    `t19`.`seconds` = `t19`.`measured`
  ) IS NOT NULL) AS `answered_2`,
  COUNTIF(NOT (
    NOT (
      `t19`.`alarm`
    )
  )) AS `bad_3`,
  LOGICAL_OR((
    NOT (
      `t19`.`alarm`
    )
  ) IS NOT NULL) AS `answered_3`
FROM (
  SELECT
    `t18`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t16`.`game_date`,
        `t16`.`phase_name`,
        `t16`.`seconds`,
        `t16`.`measured`,
        `t16`.`day_number`,
        `t16`.`baseline_days`,
        `t16`.`usual`,
        `t16`.`deviation`,
        `t16`.`alarm`,
        `t16`.`tested`,
        COUNT(IF(`t16`.`tested` IS NULL, CAST(`t16`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t16`.`tested` IS NULL, CAST(`t16`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t15`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t14`.`game_date`,
            `t14`.`phase_name`,
            `t14`.`seconds`,
            `t14`.`measured`,
            `t14`.`day_number`,
            `t14`.`baseline_days`,
            `t14`.`usual`,
            `t14`.`deviation`,
            `t14`.`alarm`,
            `t7`.`game_date` AS `game_date_right`,
            `t7`.`tested`
          FROM (
            SELECT
              `t12`.`game_date`,
              `t12`.`phase_name`,
              `t12`.`seconds`,
              `t12`.`measured`,
              `t12`.`day_number`,
              `t12`.`baseline_days`,
              `t12`.`usual`,
              `t12`.`deviation`,
              IF(
                `t12`.`baseline_days` >= 5,
                (
                  `t12`.`seconds` > (
                    `t12`.`usual` * 1.25
                  )
                )
                AND (
                  `t12`.`seconds` > (
                    `t12`.`usual` + (
                      COALESCE(`t12`.`deviation`, 0) * 6
                    )
                  )
                ),
                CAST(NULL AS BOOL)
              ) AS `alarm`
            FROM (
              SELECT
                `t11`.`game_date`,
                `t11`.`phase_name`,
                `t11`.`seconds`,
                `t11`.`measured`,
                `t11`.`day_number`,
                COUNT(*) OVER (
                  PARTITION BY `t11`.`phase_name`
                  ORDER BY `t11`.`day_number` ASC
                  RANGE BETWEEN 14 preceding AND 1 preceding
                ) AS `baseline_days`,
                AVG(`t11`.`seconds`) OVER (
                  PARTITION BY `t11`.`phase_name`
                  ORDER BY `t11`.`day_number` ASC
                  RANGE BETWEEN 14 preceding AND 1 preceding
                ) AS `usual`,
                STDDEV_SAMP(`t11`.`seconds`) OVER (
                  PARTITION BY `t11`.`phase_name`
                  ORDER BY `t11`.`day_number` ASC
                  RANGE BETWEEN 14 preceding AND 1 preceding
                ) AS `deviation`
              FROM (
                SELECT
                  `t10`.`game_date`,
                  `t10`.`phase_name`,
                  `t10`.`seconds`,
                  `t10`.`measured`,
                  DATE_DIFF(`t10`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      `t1`.`date` AS `game_date`,
                      'end_to_end' AS `phase_name`,
                      CAST(`t1`.`total_latency_seconds` AS FLOAT64) AS `seconds`,
                      CAST(TIMESTAMP_DIFF(`t1`.`phase6_complete`, `t1`.`phase1_start`, SECOND) AS FLOAT64) AS `measured`
                    FROM `nba-project`.`nba_analytics`.`pipeline_latency_metrics` AS `t1`
                    WHERE
                      `t1`.`date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                  ) AS `t5`
                  UNION ALL
                  SELECT
                    *
                  FROM (
                    SELECT
                      `t8`.`game_date`,
                      `t8`.`phase_name`,
                      `t8`.`seconds`,
                      CAST(NULL AS FLOAT64) AS `measured`
                    FROM (
                      SELECT
                        `t4`.`game_date`,
                        `t4`.`phase_name`,
                        MAX(`t4`.`duration_seconds`) AS `seconds`
                      FROM (
                        SELECT
                          *
                        FROM `nba-project`.`nba_orchestration`.`phase_execution_log` AS `t2`
                        WHERE
                          `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                          AND `t2`.`status` = 'complete'
                      ) AS `t4`
                      GROUP BY
                        1,
                        2
                    ) AS `t8`
                  ) AS `t9`
                ) AS `t10`
              ) AS `t11`
            ) AS `t12`
          ) AS `t14`
          LEFT OUTER JOIN (
            SELECT
              `t3`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t3`
          ) AS `t7`
            ON `t14`.`game_date` = `t7`.`game_date`
        ) AS `t15`
      ) AS `t16`
    ) AS `t17`
    WHERE
      `t17`.`tested` IS NOT NULL
  ) AS `t18`
) AS `t19`;
