-- a system predicts 95 % of the eligible players
-- a system predicts 85 % of the eligible players
-- a game has as many predicted players as usual
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t37`.`alarm`
    )
  )) AS `bad_0`,
  LOGICAL_OR((
    NOT (
      `t37`.`alarm`
    )
  ) IS NOT NULL) AS `answered_0`,
  COUNTIF(NOT (
    `t37`.`share` >= 0.85
  )) AS `bad_1`,
  LOGICAL_OR((
    `t37`.`share` >= 0.85
  ) IS NOT NULL) AS `answered_1`,
  COUNTIF(NOT (
    `t37`.`a_game` >= (
      `t37`.`usual_a_game` * 0.75
    )
  )) AS `bad_2`,
  LOGICAL_OR((
    `t37`.`a_game` >= (
      `t37`.`usual_a_game` * 0.75
    )
  ) IS NOT NULL) AS `answered_2`
FROM (
  SELECT
    `t36`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t34`.`game_date`,
        `t34`.`system_id`,
        `t34`.`eligible`,
        `t34`.`predicted`,
        `t34`.`games`,
        `t34`.`share`,
        `t34`.`a_game`,
        `t34`.`day_number`,
        `t34`.`baseline_days`,
        `t34`.`usual_a_game`,
        `t34`.`alarm`,
        `t34`.`tested`,
        COUNT(IF(`t34`.`tested` IS NULL, CAST(`t34`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t34`.`tested` IS NULL, CAST(`t34`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t33`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t32`.`game_date`,
            `t32`.`system_id`,
            `t32`.`eligible`,
            `t32`.`predicted`,
            `t32`.`games`,
            `t32`.`share`,
            `t32`.`a_game`,
            `t32`.`day_number`,
            `t32`.`baseline_days`,
            `t32`.`usual_a_game`,
            `t32`.`alarm`,
            `t15`.`game_date` AS `game_date_right`,
            `t15`.`tested`
          FROM (
            SELECT
              `t30`.`game_date`,
              `t30`.`system_id`,
              `t30`.`eligible`,
              `t30`.`predicted`,
              `t30`.`games`,
              `t30`.`share`,
              `t30`.`a_game`,
              `t30`.`day_number`,
              `t30`.`baseline_days`,
              `t30`.`usual_a_game`,
              IF(`t30`.`baseline_days` >= 0, `t30`.`share` < 0.95, CAST(NULL AS BOOL)) AS `alarm`
            FROM (
              SELECT
                `t29`.`game_date`,
                `t29`.`system_id`,
                `t29`.`eligible`,
                `t29`.`predicted`,
                `t29`.`games`,
                `t29`.`share`,
                `t29`.`a_game`,
                `t29`.`day_number`,
                COUNT(*) OVER (
                  PARTITION BY `t29`.`system_id`
                  ORDER BY `t29`.`day_number` ASC
                  RANGE BETWEEN 14 preceding AND 1 preceding
                ) AS `baseline_days`,
                AVG(`t29`.`a_game`) OVER (
                  PARTITION BY `t29`.`system_id`
                  ORDER BY `t29`.`day_number` ASC
                  RANGE BETWEEN 14 preceding AND 1 preceding
                ) AS `usual_a_game`
              FROM (
                SELECT
                  `t28`.`game_date`,
                  `t28`.`system_id`,
                  `t28`.`eligible`,
                  `t28`.`predicted`,
                  `t28`.`games`,
                  ieee_divide(`t28`.`predicted`, `t28`.`eligible`) AS `share`,
                  ieee_divide(`t28`.`predicted`, `t28`.`games`) AS `a_game`,
                  DATE_DIFF(`t28`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                FROM (
                  SELECT
                    `t27`.`game_date`,
                    `t27`.`system_id`,
                    COUNT(*) AS `eligible`,
                    COUNT(`t27`.`made`) AS `predicted`,
                    COUNT(DISTINCT `t27`.`game_id`) AS `games`
                  FROM (
                    SELECT
                      `t11`.`game_date`,
                      `t11`.`player_lookup`,
                      `t11`.`game_id`,
                      `t7`.`system_id`,
                      `t16`.`game_date` AS `game_date_made`,
                      `t16`.`player_lookup` AS `player_lookup_made`,
                      `t16`.`system_id` AS `system_id_made`,
                      `t16`.`made`
                    FROM (
                      SELECT DISTINCT
                        `t1`.`game_date`,
                        `t1`.`player_lookup`,
                        `t1`.`game_id`
                      FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t1`
                      WHERE
                        `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                        AND COALESCE(`t1`.`is_production_ready`, FALSE)
                    ) AS `t11`
                    CROSS JOIN (
                      SELECT
                        `t2`.`system_id`
                      FROM `nba-project`.`nba_predictions`.`prediction_systems` AS `t2`
                      WHERE
                        `t2`.`active`
                    ) AS `t7`
                    LEFT OUTER JOIN (
                      SELECT
                        `t8`.`game_date`,
                        `t8`.`player_lookup`,
                        `t8`.`system_id`,
                        1 AS `made`
                      FROM (
                        SELECT DISTINCT
                          `t3`.`game_date`,
                          `t3`.`player_lookup`,
                          `t3`.`system_id`
                        FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t3`
                        WHERE
                          `t3`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                          AND `t3`.`is_active`
                      ) AS `t8`
                    ) AS `t16`
                      ON `t11`.`game_date` = `t16`.`game_date`
                      AND `t11`.`player_lookup` = `t16`.`player_lookup`
                      AND `t7`.`system_id` = `t16`.`system_id`
                    WHERE
                      EXISTS(
                        SELECT
                          1
                        FROM (
                          SELECT
                            `t24`.`game_date`,
                            `t24`.`games`,
                            `t24`.`final_games`,
                            `t24`.`first_tip_off`,
                            `t24`.`last_tip_off`,
                            `t24`.`opening`,
                            `t24`.`game_date` >= DATE_ADD(`t24`.`opening`, INTERVAL '14' DAY) AS `predicted`
                          FROM (
                            SELECT
                              `t21`.`game_date`,
                              `t21`.`games`,
                              `t21`.`final_games`,
                              `t21`.`first_tip_off`,
                              `t21`.`last_tip_off`,
                              `t23`.`opening`
                            FROM (
                              SELECT
                                `t17`.`game_date`,
                                COUNT(DISTINCT `t17`.`game_id`) AS `games`,
                                COUNT(DISTINCT IF(`t17`.`game_status` = 3, `t17`.`game_id`, NULL)) AS `final_games`,
                                MIN(`t17`.`game_date_est`) AS `first_tip_off`,
                                MAX(`t17`.`game_date_est`) AS `last_tip_off`
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
                                  `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
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
                              ) AS `t17`
                              GROUP BY
                                1
                            ) AS `t21`
                            INNER JOIN (
                              SELECT
                                `t13`.`game_date`,
                                `t19`.`opening`
                              FROM (
                                SELECT DISTINCT
                                  `t0`.`season_year`,
                                  `t0`.`game_date`
                                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                                WHERE
                                  `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                                  AND SUBSTRING(`t0`.`game_id`, IF((
                                    2 + 1
                                  ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
                              ) AS `t13`
                              INNER JOIN (
                                SELECT
                                  `t10`.`season_year`,
                                  MIN(`t10`.`game_date`) AS `opening`
                                FROM (
                                  SELECT
                                    *
                                  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                                  WHERE
                                    `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                                    AND SUBSTRING(`t0`.`game_id`, IF((
                                      2 + 1
                                    ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
                                ) AS `t10`
                                GROUP BY
                                  1
                              ) AS `t19`
                                ON `t13`.`season_year` = `t19`.`season_year`
                            ) AS `t23`
                              ON `t21`.`game_date` = `t23`.`game_date`
                          ) AS `t24`
                          WHERE
                            `t24`.`game_date` >= DATE_ADD(`t24`.`opening`, INTERVAL '14' DAY)
                        ) AS `t26`
                        WHERE
                          `t11`.`game_date` = `t26`.`game_date`
                      )
                  ) AS `t27`
                  GROUP BY
                    1,
                    2
                ) AS `t28`
              ) AS `t29`
            ) AS `t30`
          ) AS `t32`
          LEFT OUTER JOIN (
            SELECT
              `t5`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t5`
          ) AS `t15`
            ON `t32`.`game_date` = `t15`.`game_date`
        ) AS `t33`
      ) AS `t34`
    ) AS `t35`
    WHERE
      `t35`.`tested` IS NOT NULL
  ) AS `t36`
) AS `t37`;
