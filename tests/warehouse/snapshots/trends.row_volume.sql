-- as many rows of raw data a game as on this weekday before
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t95`.`alarm`
    )
  )) AS `bad_0`,
  LOGICAL_OR((
    NOT (
      `t95`.`alarm`
    )
  ) IS NOT NULL) AS `answered_0`
FROM (
  SELECT
    `t94`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t92`.`game_date`,
        `t92`.`table`,
        `t92`.`games`,
        `t92`.`weekday`,
        `t92`.`rows`,
        `t92`.`rows_a_game`,
        `t92`.`day_number`,
        `t92`.`baseline_days`,
        `t92`.`usual`,
        `t92`.`deviation`,
        `t92`.`filled_days`,
        `t92`.`alarm`,
        `t92`.`tested`,
        COUNT(IF(`t92`.`tested` IS NULL, CAST(`t92`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t92`.`tested` IS NULL, CAST(`t92`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t91`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t90`.`game_date`,
            `t90`.`table`,
            `t90`.`games`,
            `t90`.`weekday`,
            `t90`.`rows`,
            `t90`.`rows_a_game`,
            `t90`.`day_number`,
            `t90`.`baseline_days`,
            `t90`.`usual`,
            `t90`.`deviation`,
            `t90`.`filled_days`,
            `t90`.`alarm`,
            `t45`.`game_date` AS `game_date_right`,
            `t45`.`tested`
          FROM (
            SELECT
              `t88`.`game_date`,
              `t88`.`table`,
              `t88`.`games`,
              `t88`.`weekday`,
              `t88`.`rows`,
              `t88`.`rows_a_game`,
              `t88`.`day_number`,
              `t88`.`baseline_days`,
              `t88`.`usual`,
              `t88`.`deviation`,
              `t88`.`filled_days`,
              IF(
                `t88`.`baseline_days` >= 5,
                IF(
                  `t88`.`filled_days` >= 5,
                  ABS(`t88`.`rows_a_game` - `t88`.`usual`) > (
                    (
                      `t88`.`usual` * 0.25
                    ) + (
                      `t88`.`deviation` * 3
                    )
                  ),
                  CAST(NULL AS BOOL)
                ),
                CAST(NULL AS BOOL)
              ) AS `alarm`
            FROM (
              SELECT
                `t87`.`game_date`,
                `t87`.`table`,
                `t87`.`games`,
                `t87`.`weekday`,
                `t87`.`rows`,
                `t87`.`rows_a_game`,
                `t87`.`day_number`,
                COUNT(*) OVER (
                  PARTITION BY `t87`.`table`, `t87`.`weekday`
                  ORDER BY `t87`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `baseline_days`,
                AVG(NULLIF(`t87`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t87`.`table`, `t87`.`weekday`
                  ORDER BY `t87`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `usual`,
                STDDEV_SAMP(NULLIF(`t87`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t87`.`table`, `t87`.`weekday`
                  ORDER BY `t87`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `deviation`,
                COUNT(NULLIF(`t87`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t87`.`table`, `t87`.`weekday`
                  ORDER BY `t87`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `filled_days`
              FROM (
                SELECT
                  `t86`.`game_date`,
                  `t86`.`table`,
                  `t86`.`games`,
                  `t86`.`weekday`,
                  `t86`.`rows`,
                  ieee_divide(`t86`.`rows`, `t86`.`games`) AS `rows_a_game`,
                  DATE_DIFF(`t86`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                FROM (
                  SELECT
                    `t85`.`game_date`,
                    `t85`.`table`,
                    `t85`.`games`,
                    MOD(EXTRACT(dayofweek FROM `t85`.`game_date`) + 5, 7) AS `weekday`,
                    COALESCE(`t77`.`rows`, 0) AS `rows`
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        `t82`.`game_date`,
                        `t82`.`games`,
                        `t82`.`predicted`,
                        IF(pos = pos_2, `table`, NULL) AS `table`
                      FROM (
                        SELECT
                          `t81`.`game_date`,
                          `t81`.`games`,
                          `t81`.`predicted`
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t79`.`game_date`,
                              `t79`.`games`,
                              `t79`.`final_games`,
                              `t79`.`first_tip_off`,
                              `t79`.`last_tip_off`,
                              `t79`.`opening`,
                              `t79`.`game_date` >= DATE_ADD(`t79`.`opening`, INTERVAL '14' DAY) AS `predicted`
                            FROM (
                              SELECT
                                `t75`.`game_date`,
                                `t75`.`games`,
                                `t75`.`final_games`,
                                `t75`.`first_tip_off`,
                                `t75`.`last_tip_off`,
                                `t78`.`opening`
                              FROM (
                                SELECT
                                  `t46`.`game_date`,
                                  COUNT(DISTINCT `t46`.`game_id`) AS `games`,
                                  COUNT(DISTINCT IF(`t46`.`game_status` = 3, `t46`.`game_id`, NULL)) AS `final_games`,
                                  MIN(`t46`.`game_date_est`) AS `first_tip_off`,
                                  MAX(`t46`.`game_date_est`) AS `last_tip_off`
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
                                ) AS `t46`
                                GROUP BY
                                  1
                              ) AS `t75`
                              INNER JOIN (
                                SELECT
                                  `t31`.`game_date`,
                                  `t61`.`opening`
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
                                ) AS `t31`
                                INNER JOIN (
                                  SELECT
                                    `t29`.`season_year`,
                                    MIN(`t29`.`game_date`) AS `opening`
                                  FROM (
                                    SELECT
                                      *
                                    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                                    WHERE
                                      `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                                      AND SUBSTRING(`t0`.`game_id`, IF((
                                        2 + 1
                                      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
                                  ) AS `t29`
                                  GROUP BY
                                    1
                                ) AS `t61`
                                  ON `t31`.`season_year` = `t61`.`season_year`
                              ) AS `t78`
                                ON `t75`.`game_date` = `t78`.`game_date`
                            ) AS `t79`
                          ) AS `t80`
                          WHERE
                            `t80`.`last_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '8' HOUR)
                        ) AS `t81`
                      ) AS `t82`
                      CROSS JOIN UNNEST(GENERATE_ARRAY(
                        0,
                        GREATEST(
                          ARRAY_LENGTH(
                            [
                              'nba_raw.bdl_player_boxscores',
                              'nba_raw.nbac_gamebook_player_stats',
                              'nba_raw.nbac_player_boxscores',
                              'nba_raw.nbac_team_boxscore',
                              'nba_raw.nbac_scoreboard_v2',
                              'nba_raw.nbac_play_by_play',
                              'nba_raw.bigdataball_play_by_play',
                              'nba_raw.nbac_referee_game_assignments',
                              'nba_raw.espn_scoreboard',
                              'nba_raw.espn_boxscores',
                              'nba_raw.odds_api_player_points_props',
                              'nba_raw.odds_api_game_lines',
                              'nba_raw.nbac_injury_report'
                            ]
                          )
                        ) - 1
                      )) AS pos
                      CROSS JOIN UNNEST([
                        'nba_raw.bdl_player_boxscores',
                        'nba_raw.nbac_gamebook_player_stats',
                        'nba_raw.nbac_player_boxscores',
                        'nba_raw.nbac_team_boxscore',
                        'nba_raw.nbac_scoreboard_v2',
                        'nba_raw.nbac_play_by_play',
                        'nba_raw.bigdataball_play_by_play',
                        'nba_raw.nbac_referee_game_assignments',
                        'nba_raw.espn_scoreboard',
                        'nba_raw.espn_boxscores',
                        'nba_raw.odds_api_player_points_props',
                        'nba_raw.odds_api_game_lines',
                        'nba_raw.nbac_injury_report'
                      ]) AS `table` WITH OFFSET AS pos_2
                      WHERE
                        pos = pos_2
                        OR (
                          pos > (
                            ARRAY_LENGTH(
                              [
                                'nba_raw.bdl_player_boxscores',
                                'nba_raw.nbac_gamebook_player_stats',
                                'nba_raw.nbac_player_boxscores',
                                'nba_raw.nbac_team_boxscore',
                                'nba_raw.nbac_scoreboard_v2',
                                'nba_raw.nbac_play_by_play',
                                'nba_raw.bigdataball_play_by_play',
                                'nba_raw.nbac_referee_game_assignments',
                                'nba_raw.espn_scoreboard',
                                'nba_raw.espn_boxscores',
                                'nba_raw.odds_api_player_points_props',
                                'nba_raw.odds_api_game_lines',
                                'nba_raw.nbac_injury_report'
                              ]
                            ) - 1
                          )
                          AND pos_2 = (
                            ARRAY_LENGTH(
                              [
                                'nba_raw.bdl_player_boxscores',
                                'nba_raw.nbac_gamebook_player_stats',
                                'nba_raw.nbac_player_boxscores',
                                'nba_raw.nbac_team_boxscore',
                                'nba_raw.nbac_scoreboard_v2',
                                'nba_raw.nbac_play_by_play',
                                'nba_raw.bigdataball_play_by_play',
                                'nba_raw.nbac_referee_game_assignments',
                                'nba_raw.espn_scoreboard',
                                'nba_raw.espn_boxscores',
                                'nba_raw.odds_api_player_points_props',
                                'nba_raw.odds_api_game_lines',
                                'nba_raw.nbac_injury_report'
                              ]
                            ) - 1
                          )
                        )
                    ) AS `t83`
                    WHERE
                      `t83`.`predicted` OR NOT (
                        FALSE
                      )
                  ) AS `t85`
                  LEFT OUTER JOIN (
                    SELECT
                      *
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            `t32`.`game_date`,
                            `t32`.`rows`,
                            'nba_raw.odds_api_player_points_props' AS `table`
                          FROM (
                            SELECT
                              `t15`.`game_date`,
                              COUNT(*) AS `rows`
                            FROM (
                              SELECT
                                *
                              FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t1`
                              WHERE
                                `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                            ) AS `t15`
                            GROUP BY
                              1
                          ) AS `t32`
                        ) AS `t48`
                        UNION ALL
                        SELECT
                          *
                        FROM (
                          SELECT
                            `t33`.`game_date`,
                            `t33`.`rows`,
                            'nba_raw.odds_api_game_lines' AS `table`
                          FROM (
                            SELECT
                              `t16`.`game_date`,
                              COUNT(*) AS `rows`
                            FROM (
                              SELECT
                                *
                              FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t2`
                              WHERE
                                `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                            ) AS `t16`
                            GROUP BY
                              1
                          ) AS `t33`
                        ) AS `t49`
                      ) AS `t62`
                      UNION ALL
                      SELECT
                        *
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            `t34`.`game_date`,
                            `t34`.`rows`,
                            'nba_raw.nbac_injury_report' AS `table`
                          FROM (
                            SELECT
                              `t17`.`game_date`,
                              COUNT(*) AS `rows`
                            FROM (
                              SELECT
                                *
                              FROM `nba-project`.`nba_raw`.`nbac_injury_report` AS `t3`
                              WHERE
                                `t3`.`report_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                                AND `t3`.`game_date` = `t3`.`report_date`
                            ) AS `t17`
                            GROUP BY
                              1
                          ) AS `t34`
                        ) AS `t50`
                        UNION ALL
                        SELECT
                          *
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t35`.`game_date`,
                              `t35`.`rows`,
                              'nba_raw.bdl_player_boxscores' AS `table`
                            FROM (
                              SELECT
                                `t18`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t4`
                                WHERE
                                  `t4`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t18`
                              GROUP BY
                                1
                            ) AS `t35`
                          ) AS `t51`
                          UNION ALL
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t36`.`game_date`,
                              `t36`.`rows`,
                              'nba_raw.nbac_gamebook_player_stats' AS `table`
                            FROM (
                              SELECT
                                `t19`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t5`
                                WHERE
                                  `t5`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t19`
                              GROUP BY
                                1
                            ) AS `t36`
                          ) AS `t52`
                        ) AS `t63`
                      ) AS `t68`
                    ) AS `t71`
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t37`.`game_date`,
                              `t37`.`rows`,
                              'nba_raw.nbac_player_boxscores' AS `table`
                            FROM (
                              SELECT
                                `t20`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t6`
                                WHERE
                                  `t6`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t20`
                              GROUP BY
                                1
                            ) AS `t37`
                          ) AS `t53`
                          UNION ALL
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t38`.`game_date`,
                              `t38`.`rows`,
                              'nba_raw.nbac_team_boxscore' AS `table`
                            FROM (
                              SELECT
                                `t21`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t7`
                                WHERE
                                  `t7`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t21`
                              GROUP BY
                                1
                            ) AS `t38`
                          ) AS `t54`
                        ) AS `t64`
                        UNION ALL
                        SELECT
                          *
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t39`.`game_date`,
                              `t39`.`rows`,
                              'nba_raw.nbac_scoreboard_v2' AS `table`
                            FROM (
                              SELECT
                                `t22`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`nbac_scoreboard_v2` AS `t8`
                                WHERE
                                  `t8`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t22`
                              GROUP BY
                                1
                            ) AS `t39`
                          ) AS `t55`
                          UNION ALL
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t40`.`game_date`,
                              `t40`.`rows`,
                              'nba_raw.nbac_play_by_play' AS `table`
                            FROM (
                              SELECT
                                `t23`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`nbac_play_by_play` AS `t9`
                                WHERE
                                  `t9`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t23`
                              GROUP BY
                                1
                            ) AS `t40`
                          ) AS `t56`
                        ) AS `t65`
                      ) AS `t69`
                      UNION ALL
                      SELECT
                        *
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t41`.`game_date`,
                              `t41`.`rows`,
                              'nba_raw.bigdataball_play_by_play' AS `table`
                            FROM (
                              SELECT
                                `t24`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`bigdataball_play_by_play` AS `t10`
                                WHERE
                                  `t10`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t24`
                              GROUP BY
                                1
                            ) AS `t41`
                          ) AS `t57`
                          UNION ALL
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t42`.`game_date`,
                              `t42`.`rows`,
                              'nba_raw.nbac_referee_game_assignments' AS `table`
                            FROM (
                              SELECT
                                `t25`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`nbac_referee_game_assignments` AS `t11`
                                WHERE
                                  `t11`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t25`
                              GROUP BY
                                1
                            ) AS `t42`
                          ) AS `t58`
                        ) AS `t66`
                        UNION ALL
                        SELECT
                          *
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t43`.`game_date`,
                              `t43`.`rows`,
                              'nba_raw.espn_scoreboard' AS `table`
                            FROM (
                              SELECT
                                `t26`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t12`
                                WHERE
                                  `t12`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t26`
                              GROUP BY
                                1
                            ) AS `t43`
                          ) AS `t59`
                          UNION ALL
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t44`.`game_date`,
                              `t44`.`rows`,
                              'nba_raw.espn_boxscores' AS `table`
                            FROM (
                              SELECT
                                `t27`.`game_date`,
                                COUNT(*) AS `rows`
                              FROM (
                                SELECT
                                  *
                                FROM `nba-project`.`nba_raw`.`espn_boxscores` AS `t13`
                                WHERE
                                  `t13`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                              ) AS `t27`
                              GROUP BY
                                1
                            ) AS `t44`
                          ) AS `t60`
                        ) AS `t67`
                      ) AS `t70`
                    ) AS `t72`
                  ) AS `t77`
                    ON `t85`.`game_date` = `t77`.`game_date` AND `t85`.`table` = `t77`.`table`
                ) AS `t86`
              ) AS `t87`
            ) AS `t88`
          ) AS `t90`
          LEFT OUTER JOIN (
            SELECT
              `t14`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t14`
          ) AS `t45`
            ON `t90`.`game_date` = `t45`.`game_date`
        ) AS `t91`
      ) AS `t92`
    ) AS `t93`
    WHERE
      `t93`.`tested` IS NOT NULL
  ) AS `t94`
) AS `t95`;

-- as many rows of analytics a game as on this weekday before
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t55`.`alarm`
    )
  )) AS `bad_1`,
  LOGICAL_OR((
    NOT (
      `t55`.`alarm`
    )
  ) IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t54`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t52`.`game_date`,
        `t52`.`table`,
        `t52`.`games`,
        `t52`.`weekday`,
        `t52`.`rows`,
        `t52`.`rows_a_game`,
        `t52`.`day_number`,
        `t52`.`baseline_days`,
        `t52`.`usual`,
        `t52`.`deviation`,
        `t52`.`filled_days`,
        `t52`.`alarm`,
        `t52`.`tested`,
        COUNT(IF(`t52`.`tested` IS NULL, CAST(`t52`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t52`.`tested` IS NULL, CAST(`t52`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t51`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t50`.`game_date`,
            `t50`.`table`,
            `t50`.`games`,
            `t50`.`weekday`,
            `t50`.`rows`,
            `t50`.`rows_a_game`,
            `t50`.`day_number`,
            `t50`.`baseline_days`,
            `t50`.`usual`,
            `t50`.`deviation`,
            `t50`.`filled_days`,
            `t50`.`alarm`,
            `t21`.`game_date` AS `game_date_right`,
            `t21`.`tested`
          FROM (
            SELECT
              `t48`.`game_date`,
              `t48`.`table`,
              `t48`.`games`,
              `t48`.`weekday`,
              `t48`.`rows`,
              `t48`.`rows_a_game`,
              `t48`.`day_number`,
              `t48`.`baseline_days`,
              `t48`.`usual`,
              `t48`.`deviation`,
              `t48`.`filled_days`,
              IF(
                `t48`.`baseline_days` >= 5,
                IF(
                  `t48`.`filled_days` >= 5,
                  ABS(`t48`.`rows_a_game` - `t48`.`usual`) > (
                    (
                      `t48`.`usual` * 0.25
                    ) + (
                      `t48`.`deviation` * 3
                    )
                  ),
                  CAST(NULL AS BOOL)
                ),
                CAST(NULL AS BOOL)
              ) AS `alarm`
            FROM (
              SELECT
                `t47`.`game_date`,
                `t47`.`table`,
                `t47`.`games`,
                `t47`.`weekday`,
                `t47`.`rows`,
                `t47`.`rows_a_game`,
                `t47`.`day_number`,
                COUNT(*) OVER (
                  PARTITION BY `t47`.`table`, `t47`.`weekday`
                  ORDER BY `t47`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `baseline_days`,
                AVG(NULLIF(`t47`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t47`.`table`, `t47`.`weekday`
                  ORDER BY `t47`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `usual`,
                STDDEV_SAMP(NULLIF(`t47`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t47`.`table`, `t47`.`weekday`
                  ORDER BY `t47`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `deviation`,
                COUNT(NULLIF(`t47`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t47`.`table`, `t47`.`weekday`
                  ORDER BY `t47`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `filled_days`
              FROM (
                SELECT
                  `t46`.`game_date`,
                  `t46`.`table`,
                  `t46`.`games`,
                  `t46`.`weekday`,
                  `t46`.`rows`,
                  ieee_divide(`t46`.`rows`, `t46`.`games`) AS `rows_a_game`,
                  DATE_DIFF(`t46`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                FROM (
                  SELECT
                    `t45`.`game_date`,
                    `t45`.`table`,
                    `t45`.`games`,
                    MOD(EXTRACT(dayofweek FROM `t45`.`game_date`) + 5, 7) AS `weekday`,
                    COALESCE(`t35`.`rows`, 0) AS `rows`
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        `t42`.`game_date`,
                        `t42`.`games`,
                        `t42`.`predicted`,
                        IF(pos = pos_2, `table`, NULL) AS `table`
                      FROM (
                        SELECT
                          `t41`.`game_date`,
                          `t41`.`games`,
                          `t41`.`predicted`
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t39`.`game_date`,
                              `t39`.`games`,
                              `t39`.`final_games`,
                              `t39`.`first_tip_off`,
                              `t39`.`last_tip_off`,
                              `t39`.`opening`,
                              `t39`.`game_date` >= DATE_ADD(`t39`.`opening`, INTERVAL '14' DAY) AS `predicted`
                            FROM (
                              SELECT
                                `t36`.`game_date`,
                                `t36`.`games`,
                                `t36`.`final_games`,
                                `t36`.`first_tip_off`,
                                `t36`.`last_tip_off`,
                                `t38`.`opening`
                              FROM (
                                SELECT
                                  `t22`.`game_date`,
                                  COUNT(DISTINCT `t22`.`game_id`) AS `games`,
                                  COUNT(DISTINCT IF(`t22`.`game_status` = 3, `t22`.`game_id`, NULL)) AS `final_games`,
                                  MIN(`t22`.`game_date_est`) AS `first_tip_off`,
                                  MAX(`t22`.`game_date_est`) AS `last_tip_off`
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
                                ) AS `t22`
                                GROUP BY
                                  1
                              ) AS `t36`
                              INNER JOIN (
                                SELECT
                                  `t15`.`game_date`,
                                  `t29`.`opening`
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
                                ) AS `t15`
                                INNER JOIN (
                                  SELECT
                                    `t13`.`season_year`,
                                    MIN(`t13`.`game_date`) AS `opening`
                                  FROM (
                                    SELECT
                                      *
                                    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                                    WHERE
                                      `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                                      AND SUBSTRING(`t0`.`game_id`, IF((
                                        2 + 1
                                      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
                                  ) AS `t13`
                                  GROUP BY
                                    1
                                ) AS `t29`
                                  ON `t15`.`season_year` = `t29`.`season_year`
                              ) AS `t38`
                                ON `t36`.`game_date` = `t38`.`game_date`
                            ) AS `t39`
                          ) AS `t40`
                          WHERE
                            `t40`.`last_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '8' HOUR)
                        ) AS `t41`
                      ) AS `t42`
                      CROSS JOIN UNNEST(GENERATE_ARRAY(
                        0,
                        GREATEST(
                          ARRAY_LENGTH(
                            [
                              'nba_analytics.player_game_summary',
                              'nba_analytics.team_offense_game_summary',
                              'nba_analytics.team_defense_game_summary',
                              'nba_analytics.upcoming_player_game_context',
                              'nba_analytics.upcoming_team_game_context'
                            ]
                          )
                        ) - 1
                      )) AS pos
                      CROSS JOIN UNNEST([
                        'nba_analytics.player_game_summary',
                        'nba_analytics.team_offense_game_summary',
                        'nba_analytics.team_defense_game_summary',
                        'nba_analytics.upcoming_player_game_context',
                        'nba_analytics.upcoming_team_game_context'
                      ]) AS `table` WITH OFFSET AS pos_2
                      WHERE
                        pos = pos_2
                        OR (
                          pos > (
                            ARRAY_LENGTH(
                              [
                                'nba_analytics.player_game_summary',
                                'nba_analytics.team_offense_game_summary',
                                'nba_analytics.team_defense_game_summary',
                                'nba_analytics.upcoming_player_game_context',
                                'nba_analytics.upcoming_team_game_context'
                              ]
                            ) - 1
                          )
                          AND pos_2 = (
                            ARRAY_LENGTH(
                              [
                                'nba_analytics.player_game_summary',
                                'nba_analytics.team_offense_game_summary',
                                'nba_analytics.team_defense_game_summary',
                                'nba_analytics.upcoming_player_game_context',
                                'nba_analytics.upcoming_team_game_context'
                              ]
                            ) - 1
                          )
                        )
                    ) AS `t43`
                    WHERE
                      `t43`.`predicted` OR NOT (
                        FALSE
                      )
                  ) AS `t45`
                  LEFT OUTER JOIN (
                    SELECT
                      *
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t16`.`game_date`,
                          `t16`.`rows`,
                          'nba_analytics.team_defense_game_summary' AS `table`
                        FROM (
                          SELECT
                            `t7`.`game_date`,
                            COUNT(*) AS `rows`
                          FROM (
                            SELECT
                              *
                            FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t1`
                            WHERE
                              `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                          ) AS `t7`
                          GROUP BY
                            1
                        ) AS `t16`
                      ) AS `t24`
                      UNION ALL
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t17`.`game_date`,
                          `t17`.`rows`,
                          'nba_analytics.upcoming_player_game_context' AS `table`
                        FROM (
                          SELECT
                            `t8`.`game_date`,
                            COUNT(*) AS `rows`
                          FROM (
                            SELECT
                              *
                            FROM `nba-project`.`nba_analytics`.`upcoming_player_game_context` AS `t2`
                            WHERE
                              `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                          ) AS `t8`
                          GROUP BY
                            1
                        ) AS `t17`
                      ) AS `t25`
                    ) AS `t30`
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t18`.`game_date`,
                          `t18`.`rows`,
                          'nba_analytics.upcoming_team_game_context' AS `table`
                        FROM (
                          SELECT
                            `t9`.`game_date`,
                            COUNT(*) AS `rows`
                          FROM (
                            SELECT
                              *
                            FROM `nba-project`.`nba_analytics`.`upcoming_team_game_context` AS `t3`
                            WHERE
                              `t3`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                          ) AS `t9`
                          GROUP BY
                            1
                        ) AS `t18`
                      ) AS `t26`
                      UNION ALL
                      SELECT
                        *
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            `t19`.`game_date`,
                            `t19`.`rows`,
                            'nba_analytics.player_game_summary' AS `table`
                          FROM (
                            SELECT
                              `t10`.`game_date`,
                              COUNT(*) AS `rows`
                            FROM (
                              SELECT
                                *
                              FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t4`
                              WHERE
                                `t4`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                            ) AS `t10`
                            GROUP BY
                              1
                          ) AS `t19`
                        ) AS `t27`
                        UNION ALL
                        SELECT
                          *
                        FROM (
                          SELECT
                            `t20`.`game_date`,
                            `t20`.`rows`,
                            'nba_analytics.team_offense_game_summary' AS `table`
                          FROM (
                            SELECT
                              `t11`.`game_date`,
                              COUNT(*) AS `rows`
                            FROM (
                              SELECT
                                *
                              FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t5`
                              WHERE
                                `t5`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                            ) AS `t11`
                            GROUP BY
                              1
                          ) AS `t20`
                        ) AS `t28`
                      ) AS `t31`
                    ) AS `t32`
                  ) AS `t35`
                    ON `t45`.`game_date` = `t35`.`game_date` AND `t45`.`table` = `t35`.`table`
                ) AS `t46`
              ) AS `t47`
            ) AS `t48`
          ) AS `t50`
          LEFT OUTER JOIN (
            SELECT
              `t6`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t6`
          ) AS `t21`
            ON `t50`.`game_date` = `t21`.`game_date`
        ) AS `t51`
      ) AS `t52`
    ) AS `t53`
    WHERE
      `t53`.`tested` IS NOT NULL
  ) AS `t54`
) AS `t55`;

-- as many rows of features, predictions and grades a game as on this weekday before
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t45`.`alarm`
    )
  )) AS `bad_2`,
  LOGICAL_OR((
    NOT (
      `t45`.`alarm`
    )
  ) IS NOT NULL) AS `answered_2`
FROM (
  SELECT
    `t44`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t42`.`game_date`,
        `t42`.`table`,
        `t42`.`games`,
        `t42`.`weekday`,
        `t42`.`rows`,
        `t42`.`rows_a_game`,
        `t42`.`day_number`,
        `t42`.`baseline_days`,
        `t42`.`usual`,
        `t42`.`deviation`,
        `t42`.`filled_days`,
        `t42`.`alarm`,
        `t42`.`tested`,
        COUNT(IF(`t42`.`tested` IS NULL, CAST(`t42`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t42`.`tested` IS NULL, CAST(`t42`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t41`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t40`.`game_date`,
            `t40`.`table`,
            `t40`.`games`,
            `t40`.`weekday`,
            `t40`.`rows`,
            `t40`.`rows_a_game`,
            `t40`.`day_number`,
            `t40`.`baseline_days`,
            `t40`.`usual`,
            `t40`.`deviation`,
            `t40`.`filled_days`,
            `t40`.`alarm`,
            `t15`.`game_date` AS `game_date_right`,
            `t15`.`tested`
          FROM (
            SELECT
              `t38`.`game_date`,
              `t38`.`table`,
              `t38`.`games`,
              `t38`.`weekday`,
              `t38`.`rows`,
              `t38`.`rows_a_game`,
              `t38`.`day_number`,
              `t38`.`baseline_days`,
              `t38`.`usual`,
              `t38`.`deviation`,
              `t38`.`filled_days`,
              IF(
                `t38`.`baseline_days` >= 5,
                IF(
                  `t38`.`filled_days` >= 5,
                  ABS(`t38`.`rows_a_game` - `t38`.`usual`) > (
                    (
                      `t38`.`usual` * 0.25
                    ) + (
                      `t38`.`deviation` * 3
                    )
                  ),
                  CAST(NULL AS BOOL)
                ),
                CAST(NULL AS BOOL)
              ) AS `alarm`
            FROM (
              SELECT
                `t37`.`game_date`,
                `t37`.`table`,
                `t37`.`games`,
                `t37`.`weekday`,
                `t37`.`rows`,
                `t37`.`rows_a_game`,
                `t37`.`day_number`,
                COUNT(*) OVER (
                  PARTITION BY `t37`.`table`, `t37`.`weekday`
                  ORDER BY `t37`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `baseline_days`,
                AVG(NULLIF(`t37`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t37`.`table`, `t37`.`weekday`
                  ORDER BY `t37`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `usual`,
                STDDEV_SAMP(NULLIF(`t37`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t37`.`table`, `t37`.`weekday`
                  ORDER BY `t37`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `deviation`,
                COUNT(NULLIF(`t37`.`rows_a_game`, 0)) OVER (
                  PARTITION BY `t37`.`table`, `t37`.`weekday`
                  ORDER BY `t37`.`day_number` ASC
                  RANGE BETWEEN 70 preceding AND 1 preceding
                ) AS `filled_days`
              FROM (
                SELECT
                  `t36`.`game_date`,
                  `t36`.`table`,
                  `t36`.`games`,
                  `t36`.`weekday`,
                  `t36`.`rows`,
                  ieee_divide(`t36`.`rows`, `t36`.`games`) AS `rows_a_game`,
                  DATE_DIFF(`t36`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                FROM (
                  SELECT
                    `t35`.`game_date`,
                    `t35`.`table`,
                    `t35`.`games`,
                    MOD(EXTRACT(dayofweek FROM `t35`.`game_date`) + 5, 7) AS `weekday`,
                    COALESCE(`t24`.`rows`, 0) AS `rows`
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        `t32`.`game_date`,
                        `t32`.`games`,
                        `t32`.`predicted`,
                        IF(pos = pos_2, `table`, NULL) AS `table`
                      FROM (
                        SELECT
                          `t31`.`game_date`,
                          `t31`.`games`,
                          `t31`.`predicted`
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              `t29`.`game_date`,
                              `t29`.`games`,
                              `t29`.`final_games`,
                              `t29`.`first_tip_off`,
                              `t29`.`last_tip_off`,
                              `t29`.`opening`,
                              `t29`.`game_date` >= DATE_ADD(`t29`.`opening`, INTERVAL '14' DAY) AS `predicted`
                            FROM (
                              SELECT
                                `t26`.`game_date`,
                                `t26`.`games`,
                                `t26`.`final_games`,
                                `t26`.`first_tip_off`,
                                `t26`.`last_tip_off`,
                                `t28`.`opening`
                              FROM (
                                SELECT
                                  `t16`.`game_date`,
                                  COUNT(DISTINCT `t16`.`game_id`) AS `games`,
                                  COUNT(DISTINCT IF(`t16`.`game_status` = 3, `t16`.`game_id`, NULL)) AS `final_games`,
                                  MIN(`t16`.`game_date_est`) AS `first_tip_off`,
                                  MAX(`t16`.`game_date_est`) AS `last_tip_off`
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
                                ) AS `t16`
                                GROUP BY
                                  1
                              ) AS `t26`
                              INNER JOIN (
                                SELECT
                                  `t11`.`game_date`,
                                  `t21`.`opening`
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
                                ) AS `t11`
                                INNER JOIN (
                                  SELECT
                                    `t9`.`season_year`,
                                    MIN(`t9`.`game_date`) AS `opening`
                                  FROM (
                                    SELECT
                                      *
                                    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                                    WHERE
                                      `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                                      AND SUBSTRING(`t0`.`game_id`, IF((
                                        2 + 1
                                      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
                                  ) AS `t9`
                                  GROUP BY
                                    1
                                ) AS `t21`
                                  ON `t11`.`season_year` = `t21`.`season_year`
                              ) AS `t28`
                                ON `t26`.`game_date` = `t28`.`game_date`
                            ) AS `t29`
                          ) AS `t30`
                          WHERE
                            `t30`.`last_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '8' HOUR)
                        ) AS `t31`
                      ) AS `t32`
                      CROSS JOIN UNNEST(GENERATE_ARRAY(
                        0,
                        GREATEST(
                          ARRAY_LENGTH(
                            [
                              'nba_predictions.ml_feature_store_v2',
                              'nba_predictions.player_prop_predictions',
                              'nba_predictions.prediction_accuracy'
                            ]
                          )
                        ) - 1
                      )) AS pos
                      CROSS JOIN UNNEST([
                        'nba_predictions.ml_feature_store_v2',
                        'nba_predictions.player_prop_predictions',
                        'nba_predictions.prediction_accuracy'
                      ]) AS `table` WITH OFFSET AS pos_2
                      WHERE
                        pos = pos_2
                        OR (
                          pos > (
                            ARRAY_LENGTH(
                              [
                                'nba_predictions.ml_feature_store_v2',
                                'nba_predictions.player_prop_predictions',
                                'nba_predictions.prediction_accuracy'
                              ]
                            ) - 1
                          )
                          AND pos_2 = (
                            ARRAY_LENGTH(
                              [
                                'nba_predictions.ml_feature_store_v2',
                                'nba_predictions.player_prop_predictions',
                                'nba_predictions.prediction_accuracy'
                              ]
                            ) - 1
                          )
                        )
                    ) AS `t33`
                    WHERE
                      `t33`.`predicted`
                      OR NOT (
                        `t33`.`table` IN ('nba_predictions.player_prop_predictions', 'nba_predictions.prediction_accuracy')
                      )
                  ) AS `t35`
                  LEFT OUTER JOIN (
                    SELECT
                      *
                    FROM (
                      SELECT
                        `t12`.`game_date`,
                        `t12`.`rows`,
                        'nba_predictions.prediction_accuracy' AS `table`
                      FROM (
                        SELECT
                          `t5`.`game_date`,
                          COUNT(*) AS `rows`
                        FROM (
                          SELECT
                            *
                          FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t1`
                          WHERE
                            `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                        ) AS `t5`
                        GROUP BY
                          1
                      ) AS `t12`
                    ) AS `t18`
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t13`.`game_date`,
                          `t13`.`rows`,
                          'nba_predictions.ml_feature_store_v2' AS `table`
                        FROM (
                          SELECT
                            `t6`.`game_date`,
                            COUNT(*) AS `rows`
                          FROM (
                            SELECT
                              *
                            FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t2`
                            WHERE
                              `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                          ) AS `t6`
                          GROUP BY
                            1
                        ) AS `t13`
                      ) AS `t19`
                      UNION ALL
                      SELECT
                        *
                      FROM (
                        SELECT
                          `t14`.`game_date`,
                          `t14`.`rows`,
                          'nba_predictions.player_prop_predictions' AS `table`
                        FROM (
                          SELECT
                            `t7`.`game_date`,
                            COUNT(*) AS `rows`
                          FROM (
                            SELECT
                              *
                            FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t3`
                            WHERE
                              `t3`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                          ) AS `t7`
                          GROUP BY
                            1
                        ) AS `t14`
                      ) AS `t20`
                    ) AS `t22`
                  ) AS `t24`
                    ON `t35`.`game_date` = `t24`.`game_date` AND `t35`.`table` = `t24`.`table`
                ) AS `t36`
              ) AS `t37`
            ) AS `t38`
          ) AS `t40`
          LEFT OUTER JOIN (
            SELECT
              `t4`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t4`
          ) AS `t15`
            ON `t40`.`game_date` = `t15`.`game_date`
        ) AS `t41`
      ) AS `t42`
    ) AS `t43`
    WHERE
      `t43`.`tested` IS NOT NULL
  ) AS `t44`
) AS `t45`;
