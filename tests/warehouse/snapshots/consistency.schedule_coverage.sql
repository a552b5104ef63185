-- every final game is in every table of raw data
-- the schedule knows every game of raw data
WITH `t43` AS (
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
)
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t84`.`is_due` AND NOT (
    `t84`.`is_found`
  )) AS `bad_0`,
  LOGICAL_OR(`t84`.`is_due` AND (
    `t84`.`is_found` IS NOT NULL
  )) AS `answered_0`,
  LOGICAL_OR(`t84`.`is_due`) AS `applies_0`,
  COUNTIF(`t84`.`is_found` AND NOT (
    `t84`.`is_scheduled`
  )) AS `bad_1`,
  LOGICAL_OR(`t84`.`is_found` AND (
    `t84`.`is_scheduled` IS NOT NULL
  )) AS `answered_1`,
  LOGICAL_OR(`t84`.`is_found`) AS `applies_1`
FROM (
  SELECT
    COALESCE(`t83`.`table`, `t77`.`table`) AS `table`,
    COALESCE(`t83`.`game_id`, `t77`.`game_id`) AS `game_id`,
    COALESCE(`t83`.`game_date`, `t77`.`game_date`) AS `game_date`,
    COALESCE(`t83`.`is_final` AND (
      `t83`.`predicted` OR NOT (
        FALSE
      )
    ), FALSE) AS `is_due`,
    `t83`.`game_id` IS NOT NULL AS `is_scheduled`,
    `t77`.`game_id` IS NOT NULL AS `is_found`
  FROM (
    SELECT
      `t81`.`game_id`,
      `t81`.`game_date`,
      `t81`.`predicted`,
      `t81`.`is_final`,
      IF(pos = pos_2, `table`, NULL) AS `table`
    FROM (
      SELECT
        `t60`.`game_id`,
        `t60`.`game_date`,
        `t80`.`predicted`,
        `t60`.`game_status` = 3 AS `is_final`
      FROM `t43` AS `t60`
      INNER JOIN (
        SELECT
          `t78`.`game_date`,
          `t78`.`game_date` >= DATE_ADD(`t78`.`opening`, INTERVAL '14' DAY) AS `predicted`
        FROM (
          SELECT
            `t75`.`game_date`,
            `t75`.`games`,
            `t75`.`final_games`,
            `t75`.`first_tip_off`,
            `t75`.`last_tip_off`,
            `t76`.`opening`
          FROM (
            SELECT
              `t45`.`game_date`,
              COUNT(DISTINCT `t45`.`game_id`) AS `games`,
              COUNT(DISTINCT IF(`t45`.`game_status` = 3, `t45`.`game_id`, NULL)) AS `final_games`,
              MIN(`t45`.`game_date_est`) AS `first_tip_off`,
              MAX(`t45`.`game_date_est`) AS `last_tip_off`
            FROM `t43` AS `t45`
            GROUP BY
              1
          ) AS `t75`
          INNER JOIN (
            SELECT
              `t29`.`game_date`,
              `t46`.`opening`
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
            ) AS `t29`
            INNER JOIN (
              SELECT
                `t28`.`season_year`,
                MIN(`t28`.`game_date`) AS `opening`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                WHERE
                  `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                  AND SUBSTRING(`t0`.`game_id`, IF((
                    2 + 1
                  ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
              ) AS `t28`
              GROUP BY
                1
            ) AS `t46`
              ON `t29`.`season_year` = `t46`.`season_year`
          ) AS `t76`
            ON `t75`.`game_date` = `t76`.`game_date`
        ) AS `t78`
      ) AS `t80`
        ON `t60`.`game_date` = `t80`.`game_date`
    ) AS `t81`
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
  FULL OUTER JOIN (
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
            `t30`.`game_id`,
            `t30`.`game_date`,
            'nba_raw.odds_api_player_points_props' AS `table`
          FROM (
            SELECT
              `t14`.`game_id`,
              MIN(`t14`.`game_date`) AS `game_date`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t1`
              WHERE
                `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t14`
            GROUP BY
              1
          ) AS `t30`
        ) AS `t47`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t31`.`game_id`,
            `t31`.`game_date`,
            'nba_raw.odds_api_game_lines' AS `table`
          FROM (
            SELECT
              `t15`.`game_id`,
              MIN(`t15`.`game_date`) AS `game_date`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t2`
              WHERE
                `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t15`
            GROUP BY
              1
          ) AS `t31`
        ) AS `t48`
      ) AS `t61`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t32`.`game_id`,
            `t32`.`game_date`,
            'nba_raw.nbac_injury_report' AS `table`
          FROM (
            SELECT
              `t16`.`game_id`,
              MIN(`t16`.`game_date`) AS `game_date`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_raw`.`nbac_injury_report` AS `t3`
              WHERE
                `t3`.`report_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                AND `t3`.`game_date` = `t3`.`report_date`
            ) AS `t16`
            GROUP BY
              1
          ) AS `t32`
        ) AS `t49`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t33`.`game_id`,
              `t33`.`game_date`,
              'nba_raw.bdl_player_boxscores' AS `table`
            FROM (
              SELECT
                `t17`.`game_id`,
                MIN(`t17`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t4`
                WHERE
                  `t4`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t17`
              GROUP BY
                1
            ) AS `t33`
          ) AS `t50`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t34`.`game_id`,
              `t34`.`game_date`,
              'nba_raw.nbac_gamebook_player_stats' AS `table`
            FROM (
              SELECT
                `t18`.`game_id`,
                MIN(`t18`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t5`
                WHERE
                  `t5`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t18`
              GROUP BY
                1
            ) AS `t34`
          ) AS `t51`
        ) AS `t62`
      ) AS `t67`
    ) AS `t70`
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
              `t35`.`game_id`,
              `t35`.`game_date`,
              'nba_raw.nbac_player_boxscores' AS `table`
            FROM (
              SELECT
                `t19`.`game_id`,
                MIN(`t19`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t6`
                WHERE
                  `t6`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t19`
              GROUP BY
                1
            ) AS `t35`
          ) AS `t52`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t36`.`game_id`,
              `t36`.`game_date`,
              'nba_raw.nbac_team_boxscore' AS `table`
            FROM (
              SELECT
                `t20`.`game_id`,
                MIN(`t20`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t7`
                WHERE
                  `t7`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t20`
              GROUP BY
                1
            ) AS `t36`
          ) AS `t53`
        ) AS `t63`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t37`.`game_id`,
              `t37`.`game_date`,
              'nba_raw.nbac_scoreboard_v2' AS `table`
            FROM (
              SELECT
                `t21`.`game_id`,
                MIN(`t21`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_scoreboard_v2` AS `t8`
                WHERE
                  `t8`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t21`
              GROUP BY
                1
            ) AS `t37`
          ) AS `t54`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t38`.`game_id`,
              `t38`.`game_date`,
              'nba_raw.nbac_play_by_play' AS `table`
            FROM (
              SELECT
                `t22`.`game_id`,
                MIN(`t22`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_play_by_play` AS `t9`
                WHERE
                  `t9`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t22`
              GROUP BY
                1
            ) AS `t38`
          ) AS `t55`
        ) AS `t64`
      ) AS `t68`
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
              `t39`.`game_id`,
              `t39`.`game_date`,
              'nba_raw.bigdataball_play_by_play' AS `table`
            FROM (
              SELECT
                `t23`.`game_id`,
                MIN(`t23`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`bigdataball_play_by_play` AS `t10`
                WHERE
                  `t10`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t23`
              GROUP BY
                1
            ) AS `t39`
          ) AS `t56`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t40`.`game_id`,
              `t40`.`game_date`,
              'nba_raw.nbac_referee_game_assignments' AS `table`
            FROM (
              SELECT
                `t24`.`game_id`,
                MIN(`t24`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_referee_game_assignments` AS `t11`
                WHERE
                  `t11`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t24`
              GROUP BY
                1
            ) AS `t40`
          ) AS `t57`
        ) AS `t65`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t41`.`game_id`,
              `t41`.`game_date`,
              'nba_raw.espn_scoreboard' AS `table`
            FROM (
              SELECT
                `t25`.`game_id`,
                MIN(`t25`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t12`
                WHERE
                  `t12`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t25`
              GROUP BY
                1
            ) AS `t41`
          ) AS `t58`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t42`.`game_id`,
              `t42`.`game_date`,
              'nba_raw.espn_boxscores' AS `table`
            FROM (
              SELECT
                `t26`.`game_id`,
                MIN(`t26`.`game_date`) AS `game_date`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`espn_boxscores` AS `t13`
                WHERE
                  `t13`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t26`
              GROUP BY
                1
            ) AS `t42`
          ) AS `t59`
        ) AS `t66`
      ) AS `t69`
    ) AS `t71`
  ) AS `t77`
    ON `t83`.`table` = `t77`.`table` AND `t83`.`game_id` = `t77`.`game_id`
) AS `t84`;

-- every final game is in every table of analytics
-- the schedule knows every game of analytics
WITH `t19` AS (
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
)
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t44`.`is_due` AND NOT (
    `t44`.`is_found`
  )) AS `bad_2`,
  LOGICAL_OR(`t44`.`is_due` AND (
    `t44`.`is_found` IS NOT NULL
  )) AS `answered_2`,
  LOGICAL_OR(`t44`.`is_due`) AS `applies_2`,
  COUNTIF(`t44`.`is_found` AND NOT (
    `t44`.`is_scheduled`
  )) AS `bad_3`,
  LOGICAL_OR(`t44`.`is_found` AND (
    `t44`.`is_scheduled` IS NOT NULL
  )) AS `answered_3`,
  LOGICAL_OR(`t44`.`is_found`) AS `applies_3`
FROM (
  SELECT
    COALESCE(`t43`.`table`, `t35`.`table`) AS `table`,
    COALESCE(`t43`.`game_id`, `t35`.`game_id`) AS `game_id`,
    COALESCE(`t43`.`game_date`, `t35`.`game_date`) AS `game_date`,
    COALESCE(`t43`.`is_final` AND (
      `t43`.`predicted` OR NOT (
        FALSE
      )
    ), FALSE) AS `is_due`,
    `t43`.`game_id` IS NOT NULL AS `is_scheduled`,
    `t35`.`game_id` IS NOT NULL AS `is_found`
  FROM (
    SELECT
      `t41`.`game_id`,
      `t41`.`game_date`,
      `t41`.`predicted`,
      `t41`.`is_final`,
      IF(pos = pos_2, `table`, NULL) AS `table`
    FROM (
      SELECT
        `t28`.`game_id`,
        `t28`.`game_date`,
        `t40`.`predicted`,
        `t28`.`game_status` = 3 AS `is_final`
      FROM `t19` AS `t28`
      INNER JOIN (
        SELECT
          `t38`.`game_date`,
          `t38`.`game_date` >= DATE_ADD(`t38`.`opening`, INTERVAL '14' DAY) AS `predicted`
        FROM (
          SELECT
            `t36`.`game_date`,
            `t36`.`games`,
            `t36`.`final_games`,
            `t36`.`first_tip_off`,
            `t36`.`last_tip_off`,
            `t37`.`opening`
          FROM (
            SELECT
              `t21`.`game_date`,
              COUNT(DISTINCT `t21`.`game_id`) AS `games`,
              COUNT(DISTINCT IF(`t21`.`game_status` = 3, `t21`.`game_id`, NULL)) AS `final_games`,
              MIN(`t21`.`game_date_est`) AS `first_tip_off`,
              MAX(`t21`.`game_date_est`) AS `last_tip_off`
            FROM `t19` AS `t21`
            GROUP BY
              1
          ) AS `t36`
          INNER JOIN (
            SELECT
              `t13`.`game_date`,
              `t22`.`opening`
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
                `t12`.`season_year`,
                MIN(`t12`.`game_date`) AS `opening`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                WHERE
                  `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                  AND SUBSTRING(`t0`.`game_id`, IF((
                    2 + 1
                  ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
              ) AS `t12`
              GROUP BY
                1
            ) AS `t22`
              ON `t13`.`season_year` = `t22`.`season_year`
          ) AS `t37`
            ON `t36`.`game_date` = `t37`.`game_date`
        ) AS `t38`
      ) AS `t40`
        ON `t28`.`game_date` = `t40`.`game_date`
    ) AS `t41`
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
  FULL OUTER JOIN (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t14`.`game_id`,
          `t14`.`game_date`,
          'nba_analytics.team_defense_game_summary' AS `table`
        FROM (
          SELECT
            `t6`.`game_id`,
            MIN(`t6`.`game_date`) AS `game_date`
          FROM (
            SELECT
              *
            FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t1`
            WHERE
              `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          ) AS `t6`
          GROUP BY
            1
        ) AS `t14`
      ) AS `t23`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          `t15`.`game_id`,
          `t15`.`game_date`,
          'nba_analytics.upcoming_player_game_context' AS `table`
        FROM (
          SELECT
            `t7`.`game_id`,
            MIN(`t7`.`game_date`) AS `game_date`
          FROM (
            SELECT
              *
            FROM `nba-project`.`nba_analytics`.`upcoming_player_game_context` AS `t2`
            WHERE
              `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          ) AS `t7`
          GROUP BY
            1
        ) AS `t15`
      ) AS `t24`
    ) AS `t29`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t16`.`game_id`,
          `t16`.`game_date`,
          'nba_analytics.upcoming_team_game_context' AS `table`
        FROM (
          SELECT
            `t8`.`game_id`,
            MIN(`t8`.`game_date`) AS `game_date`
          FROM (
            SELECT
              *
            FROM `nba-project`.`nba_analytics`.`upcoming_team_game_context` AS `t3`
            WHERE
              `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          ) AS `t8`
          GROUP BY
            1
        ) AS `t16`
      ) AS `t25`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t17`.`game_id`,
            `t17`.`game_date`,
            'nba_analytics.player_game_summary' AS `table`
          FROM (
            SELECT
              `t9`.`game_id`,
              MIN(`t9`.`game_date`) AS `game_date`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t4`
              WHERE
                `t4`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t9`
            GROUP BY
              1
          ) AS `t17`
        ) AS `t26`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t18`.`game_id`,
            `t18`.`game_date`,
            'nba_analytics.team_offense_game_summary' AS `table`
          FROM (
            SELECT
              `t10`.`game_id`,
              MIN(`t10`.`game_date`) AS `game_date`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t5`
              WHERE
                `t5`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t10`
            GROUP BY
              1
          ) AS `t18`
        ) AS `t27`
      ) AS `t30`
    ) AS `t31`
  ) AS `t35`
    ON `t43`.`table` = `t35`.`table` AND `t43`.`game_id` = `t35`.`game_id`
) AS `t44`;

-- every final game is in every table of features, predictions and grades
-- the schedule knows every game of features, predictions and grades
WITH `t13` AS (
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
)
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t34`.`is_due` AND NOT (
    `t34`.`is_found`
  )) AS `bad_4`,
  LOGICAL_OR(`t34`.`is_due` AND (
    `t34`.`is_found` IS NOT NULL
  )) AS `answered_4`,
  LOGICAL_OR(`t34`.`is_due`) AS `applies_4`,
  COUNTIF(`t34`.`is_found` AND NOT (
    `t34`.`is_scheduled`
  )) AS `bad_5`,
  LOGICAL_OR(`t34`.`is_found` AND (
    `t34`.`is_scheduled` IS NOT NULL
  )) AS `answered_5`,
  LOGICAL_OR(`t34`.`is_found`) AS `applies_5`
FROM (
  SELECT
    COALESCE(`t33`.`table`, `t23`.`table`) AS `table`,
    COALESCE(`t33`.`game_id`, `t23`.`game_id`) AS `game_id`,
    COALESCE(`t33`.`game_date`, `t23`.`game_date`) AS `game_date`,
    COALESCE(
      `t33`.`is_final`
      AND (
        `t33`.`predicted`
        OR NOT (
          `t33`.`table` IN ('nba_predictions.player_prop_predictions', 'nba_predictions.prediction_accuracy')
        )
      ),
      FALSE
    ) AS `is_due`,
    `t33`.`game_id` IS NOT NULL AS `is_scheduled`,
    `t23`.`game_id` IS NOT NULL AS `is_found`
  FROM (
    SELECT
      `t31`.`game_id`,
      `t31`.`game_date`,
      `t31`.`predicted`,
      `t31`.`is_final`,
      IF(pos = pos_2, `table`, NULL) AS `table`
    FROM (
      SELECT
        `t20`.`game_id`,
        `t20`.`game_date`,
        `t30`.`predicted`,
        `t20`.`game_status` = 3 AS `is_final`
      FROM `t13` AS `t20`
      INNER JOIN (
        SELECT
          `t28`.`game_date`,
          `t28`.`game_date` >= DATE_ADD(`t28`.`opening`, INTERVAL '14' DAY) AS `predicted`
        FROM (
          SELECT
            `t26`.`game_date`,
            `t26`.`games`,
            `t26`.`final_games`,
            `t26`.`first_tip_off`,
            `t26`.`last_tip_off`,
            `t27`.`opening`
          FROM (
            SELECT
              `t15`.`game_date`,
              COUNT(DISTINCT `t15`.`game_id`) AS `games`,
              COUNT(DISTINCT IF(`t15`.`game_status` = 3, `t15`.`game_id`, NULL)) AS `final_games`,
              MIN(`t15`.`game_date_est`) AS `first_tip_off`,
              MAX(`t15`.`game_date_est`) AS `last_tip_off`
            FROM `t13` AS `t15`
            GROUP BY
              1
          ) AS `t26`
          INNER JOIN (
            SELECT
              `t9`.`game_date`,
              `t16`.`opening`
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
            ) AS `t9`
            INNER JOIN (
              SELECT
                `t8`.`season_year`,
                MIN(`t8`.`game_date`) AS `opening`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                WHERE
                  `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                  AND SUBSTRING(`t0`.`game_id`, IF((
                    2 + 1
                  ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
              ) AS `t8`
              GROUP BY
                1
            ) AS `t16`
              ON `t9`.`season_year` = `t16`.`season_year`
          ) AS `t27`
            ON `t26`.`game_date` = `t27`.`game_date`
        ) AS `t28`
      ) AS `t30`
        ON `t20`.`game_date` = `t30`.`game_date`
    ) AS `t31`
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
  FULL OUTER JOIN (
    SELECT
      *
    FROM (
      SELECT
        `t10`.`game_id`,
        `t10`.`game_date`,
        'nba_predictions.prediction_accuracy' AS `table`
      FROM (
        SELECT
          `t4`.`game_id`,
          MIN(`t4`.`game_date`) AS `game_date`
        FROM (
          SELECT
            *
          FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t1`
          WHERE
            `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t4`
        GROUP BY
          1
      ) AS `t10`
    ) AS `t17`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t11`.`game_id`,
          `t11`.`game_date`,
          'nba_predictions.ml_feature_store_v2' AS `table`
        FROM (
          SELECT
            `t5`.`game_id`,
            MIN(`t5`.`game_date`) AS `game_date`
          FROM (
            SELECT
              *
            FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t2`
            WHERE
              `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          ) AS `t5`
          GROUP BY
            1
        ) AS `t11`
      ) AS `t18`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          `t12`.`game_id`,
          `t12`.`game_date`,
          'nba_predictions.player_prop_predictions' AS `table`
        FROM (
          SELECT
            `t6`.`game_id`,
            MIN(`t6`.`game_date`) AS `game_date`
          FROM (
            SELECT
              *
            FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t3`
            WHERE
              `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          ) AS `t6`
          GROUP BY
            1
        ) AS `t12`
      ) AS `t19`
    ) AS `t21`
  ) AS `t23`
    ON `t33`.`table` = `t23`.`table` AND `t33`.`game_id` = `t23`.`game_id`
) AS `t34`;
