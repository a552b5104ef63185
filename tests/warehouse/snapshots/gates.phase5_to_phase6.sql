-- 80 % of the expected players are complete
-- at least 50 active predictions
-- no game, player, system and line is predicted twice
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    `t29`.`predicted`
    AND NOT (
      COALESCE(`t29`.`completed` >= (
        `t29`.`expected` * 0.8
      ), FALSE)
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    `t29`.`predicted`
    AND (
      COALESCE(`t29`.`completed` >= (
        `t29`.`expected` * 0.8
      ), FALSE) IS NOT NULL
    )
  ) AS `answered_0`,
  LOGICAL_OR(`t29`.`predicted`) AS `applies_0`,
  COUNTIF(`t29`.`predicted` AND NOT (
    `t29`.`active_predictions` >= 50
  )) AS `bad_1`,
  LOGICAL_OR(
    `t29`.`predicted`
    AND (
      (
        `t29`.`active_predictions` >= 50
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t29`.`predicted`) AS `applies_1`,
  COUNTIF(`t29`.`predicted` AND NOT (
    `t29`.`repeated` = 0
  )) AS `bad_2`,
  LOGICAL_OR(`t29`.`predicted` AND (
    (
      `t29`.`repeated` = 0
    ) IS NOT NULL
  )) AS `answered_2`,
  LOGICAL_OR(`t29`.`predicted`) AS `applies_2`
FROM (
  SELECT
    `t28`.`game_date`,
    `t28`.`predicted`,
    COALESCE(`t28`.`active_predictions`, 0) AS `active_predictions`,
    COALESCE(`t28`.`repeated`, 0) AS `repeated`,
    `t28`.`expected`,
    COALESCE(`t28`.`completed`, 0) AS `completed`
  FROM (
    SELECT
      `t27`.*
      EXCEPT (`game_date_right`)
    FROM (
      SELECT
        `t26`.`game_date`,
        `t26`.`predicted`,
        `t26`.`active_predictions`,
        `t26`.`repeated`,
        `t9`.`game_date` AS `game_date_right`,
        `t9`.`expected`,
        `t9`.`completed`
      FROM (
        SELECT
          `t24`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t23`.`game_date`,
            `t23`.`predicted`,
            `t14`.`game_date` AS `game_date_right`,
            `t14`.`active_predictions`,
            `t14`.`repeated`
          FROM (
            SELECT
              `t21`.`game_date`,
              `t21`.`predicted`
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  `t19`.`game_date`,
                  `t19`.`games`,
                  `t19`.`final_games`,
                  `t19`.`first_tip_off`,
                  `t19`.`last_tip_off`,
                  `t19`.`opening`,
                  `t19`.`game_date` >= DATE_ADD(`t19`.`opening`, INTERVAL '14' DAY) AS `predicted`
                FROM (
                  SELECT
                    `t16`.`game_date`,
                    `t16`.`games`,
                    `t16`.`final_games`,
                    `t16`.`first_tip_off`,
                    `t16`.`last_tip_off`,
                    `t18`.`opening`
                  FROM (
                    SELECT
                      `t10`.`game_date`,
                      COUNT(DISTINCT `t10`.`game_id`) AS `games`,
                      COUNT(DISTINCT IF(`t10`.`game_status` = 3, `t10`.`game_id`, NULL)) AS `final_games`,
                      MIN(`t10`.`game_date_est`) AS `first_tip_off`,
                      MAX(`t10`.`game_date_est`) AS `last_tip_off`
                    FROM (
                      SELECT
                        `t2`.`game_date`,
                        `t2`.`game_date_est`,
                        `t2`.`game_status`,
                        `t2`.`home_team_tricode`,
                        `t2`.`away_team_tricode`,
                        CONCAT(
                          CONCAT(
                            CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t2`.`game_date`), '_'), `t2`.`away_team_tricode`),
                            '_'
                          ),
                          `t2`.`home_team_tricode`
                        ) AS `game_id`,
                        `t2`.`game_id` AS `nba_game_id`
                      FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t2`
                      WHERE
                        `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                        AND NOT (
                          COALESCE(
                            REGEXP_CONTAINS(UPPER(`t2`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
                            FALSE
                          )
                        )
                        AND SUBSTRING(`t2`.`game_id`, IF((
                          2 + 1
                        ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t2`.`game_id`)), 1) IN ('2', '4', '5', '6')
                        AND `t2`.`home_team_tricode` IN (
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
                        AND `t2`.`away_team_tricode` IN (
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
                    ) AS `t10`
                    GROUP BY
                      1
                  ) AS `t16`
                  INNER JOIN (
                    SELECT
                      `t7`.`game_date`,
                      `t13`.`opening`
                    FROM (
                      SELECT DISTINCT
                        `t2`.`season_year`,
                        `t2`.`game_date`
                      FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t2`
                      WHERE
                        `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                        AND SUBSTRING(`t2`.`game_id`, IF((
                          2 + 1
                        ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t2`.`game_id`)), 1) IN ('2', '4', '5', '6')
                    ) AS `t7`
                    INNER JOIN (
                      SELECT
                        `t6`.`season_year`,
                        MIN(`t6`.`game_date`) AS `opening`
                      FROM (
                        SELECT
                          *
                        FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t2`
                        WHERE
                          `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                          AND SUBSTRING(`t2`.`game_id`, IF((
                            2 + 1
                          ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t2`.`game_id`)), 1) IN ('2', '4', '5', '6')
                      ) AS `t6`
                      GROUP BY
                        1
                    ) AS `t13`
                      ON `t7`.`season_year` = `t13`.`season_year`
                  ) AS `t18`
                    ON `t16`.`game_date` = `t18`.`game_date`
                ) AS `t19`
              ) AS `t20`
              WHERE
                `t20`.`game_date` <= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
            ) AS `t21`
          ) AS `t23`
          LEFT OUTER JOIN (
            SELECT
              `t4`.`game_date`,
              COUNTIF(`t4`.`is_active`) AS `active_predictions`,
              COUNT(*) - COUNT(
                DISTINCT FARM_FINGERPRINT(
                  TO_JSON_STRING(
                    STRUCT(`t4`.`game_id`, `t4`.`player_lookup`, `t4`.`system_id`, `t4`.`current_points_line`)
                  )
                )
              ) AS `repeated`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t1`
              WHERE
                `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t4`
            GROUP BY
              1
          ) AS `t14`
            ON `t23`.`game_date` = `t14`.`game_date`
        ) AS `t24`
      ) AS `t26`
      LEFT OUTER JOIN (
        SELECT
          `t3`.`game_date`,
          MAX_BY(`t3`.`expected_players`, `t3`.`created_at`) AS `expected`,
          MAX_BY(`t3`.`completed_count`, `t3`.`created_at`) AS `completed`
        FROM (
          SELECT
            *
          FROM `nba-project`.`firestore`.`prediction_batches` AS `t0`
          WHERE
            `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t3`
        GROUP BY
          1
      ) AS `t9`
        ON `t26`.`game_date` = `t9`.`game_date`
    ) AS `t27`
  ) AS `t28`
) AS `t29`;
