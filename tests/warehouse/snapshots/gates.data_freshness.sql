-- written within its limit, or since the last game
-- written within its limit before the last day's games
WITH `t66` AS (
  SELECT
    `t65`.`game_date`,
    MIN(`t65`.`game_date_est`) AS `first`,
    MAX(`t65`.`game_date_est`) AS `last`
  FROM (
    SELECT
      *
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
        `t0`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
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
    ) AS `t33`
    WHERE
      `t33`.`game_date_est` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  ) AS `t65`
  GROUP BY
    1
), `t68` AS (
  SELECT
    MIN(`t67`.`first`) AS `earliest_tip_off`,
    MAX(`t67`.`first`) AS `first_tip_off`,
    MAX(`t67`.`last`) AS `last_tip_off`
  FROM `t66` AS `t67`
), `t71` AS (
  SELECT
    *
  FROM `t68` AS `t70`
  WHERE
    (
      SELECT
        MAX(`t67`.`last`) AS `Max_last`
      FROM `t66` AS `t67`
    ) IS NOT NULL
)
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    `t129`.`after_games`
    AND `t129`.`overdue`
    AND NOT (
      COALESCE(`t129`.`newest` >= `t129`.`oldest_allowed`, FALSE)
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    `t129`.`after_games`
    AND `t129`.`overdue`
    AND (
      COALESCE(`t129`.`newest` >= `t129`.`oldest_allowed`, FALSE) IS NOT NULL
    )
  ) AS `answered_0`,
  LOGICAL_OR(`t129`.`after_games` AND `t129`.`overdue`) AS `applies_0`,
  COUNTIF(
    NOT (
      `t129`.`after_games`
    )
    AND NOT (
      COALESCE(`t129`.`newest` >= `t129`.`oldest_allowed`, FALSE)
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    NOT (
      `t129`.`after_games`
    )
    AND (
      COALESCE(`t129`.`newest` >= `t129`.`oldest_allowed`, FALSE) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(NOT (
    `t129`.`after_games`
  )) AS `applies_1`
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
          *
        FROM (
          SELECT
            `t95`.`oldest_allowed`,
            `t95`.`overdue`,
            `t95`.`newest`,
            'nba_raw.nbac_schedule' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t86`.`oldest_allowed`,
              `t86`.`overdue`,
              `t49`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t86`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t16`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t16`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                WHERE
                  `t0`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t16`
            ) AS `t49`
          ) AS `t95`
        ) AS `t107`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t96`.`oldest_allowed`,
            `t96`.`overdue`,
            `t96`.`newest`,
            'nba_raw.bdl_player_boxscores' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t86`.`oldest_allowed`,
              `t86`.`overdue`,
              `t50`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t86`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t17`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t17`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t1`
                WHERE
                  `t1`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t17`
            ) AS `t50`
          ) AS `t96`
        ) AS `t108`
      ) AS `t118`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t97`.`oldest_allowed`,
            `t97`.`overdue`,
            `t97`.`newest`,
            'nba_raw.nbac_player_boxscores' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t86`.`oldest_allowed`,
              `t86`.`overdue`,
              `t51`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t86`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t18`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t18`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t2`
                WHERE
                  `t2`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t18`
            ) AS `t51`
          ) AS `t97`
        ) AS `t109`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t98`.`oldest_allowed`,
            `t98`.`overdue`,
            `t98`.`newest`,
            'nba_raw.nbac_team_boxscore' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t86`.`oldest_allowed`,
              `t86`.`overdue`,
              `t52`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t86`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t19`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t19`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t3`
                WHERE
                  `t3`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t19`
            ) AS `t52`
          ) AS `t98`
        ) AS `t110`
      ) AS `t119`
    ) AS `t124`
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
            `t103`.`oldest_allowed`,
            `t103`.`overdue`,
            `t103`.`newest`,
            'nba_raw.nbac_gamebook_player_stats' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t87`.`oldest_allowed`,
              `t87`.`overdue`,
              `t53`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '172800' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '172800' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t87`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t20`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t20`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t4`
                WHERE
                  `t4`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t20`
            ) AS `t53`
          ) AS `t103`
        ) AS `t115`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t104`.`oldest_allowed`,
            `t104`.`overdue`,
            `t104`.`newest`,
            'nba_raw.nbac_play_by_play' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t87`.`oldest_allowed`,
              `t87`.`overdue`,
              `t54`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '172800' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '172800' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t87`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t21`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t21`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_play_by_play` AS `t5`
                WHERE
                  `t5`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t21`
            ) AS `t54`
          ) AS `t104`
        ) AS `t116`
      ) AS `t122`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t105`.`oldest_allowed`,
            `t105`.`overdue`,
            `t105`.`newest`,
            'nba_raw.bigdataball_play_by_play' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t87`.`oldest_allowed`,
              `t87`.`overdue`,
              `t55`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '172800' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '172800' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t87`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t22`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t22`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`bigdataball_play_by_play` AS `t6`
                WHERE
                  `t6`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t22`
            ) AS `t55`
          ) AS `t105`
        ) AS `t117`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t99`.`oldest_allowed`,
            `t99`.`overdue`,
            `t99`.`newest`,
            'nba_raw.espn_scoreboard' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t86`.`oldest_allowed`,
              `t86`.`overdue`,
              `t56`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t86`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t23`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t23`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t7`
                WHERE
                  `t7`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t23`
            ) AS `t56`
          ) AS `t99`
        ) AS `t111`
      ) AS `t123`
    ) AS `t126`
  ) AS `t128`
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
            `t100`.`oldest_allowed`,
            `t100`.`overdue`,
            `t100`.`newest`,
            'nba_analytics.player_game_summary' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t86`.`oldest_allowed`,
              `t86`.`overdue`,
              `t57`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t86`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t24`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t24`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t8`
                WHERE
                  `t8`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t24`
            ) AS `t57`
          ) AS `t100`
        ) AS `t112`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t101`.`oldest_allowed`,
            `t101`.`overdue`,
            `t101`.`newest`,
            'nba_analytics.team_offense_game_summary' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t86`.`oldest_allowed`,
              `t86`.`overdue`,
              `t58`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t86`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t25`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t25`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t9`
                WHERE
                  `t9`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t25`
            ) AS `t58`
          ) AS `t101`
        ) AS `t113`
      ) AS `t120`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t102`.`oldest_allowed`,
            `t102`.`overdue`,
            `t102`.`newest`,
            'nba_analytics.team_defense_game_summary' AS `table`,
            TRUE AS `after_games`
          FROM (
            SELECT
              `t86`.`oldest_allowed`,
              `t86`.`overdue`,
              `t59`.`newest`
            FROM (
              SELECT
                LEAST(
                  TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND),
                  `t75`.`last_tip_off`
                ) AS `oldest_allowed`,
                `t75`.`earliest_tip_off` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '86400' SECOND) AS `overdue`
              FROM `t71` AS `t75`
            ) AS `t86`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t26`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t26`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t10`
                WHERE
                  `t10`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t26`
            ) AS `t59`
          ) AS `t102`
        ) AS `t114`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t79`.`oldest_allowed`,
            `t79`.`overdue`,
            `t79`.`newest`,
            'nba_raw.odds_api_player_points_props' AS `table`,
            FALSE AS `after_games`
          FROM (
            SELECT
              `t76`.`oldest_allowed`,
              `t76`.`overdue`,
              `t60`.`newest`
            FROM (
              SELECT
                TIMESTAMP_SUB(`t70`.`first_tip_off`, INTERVAL '43200' SECOND) AS `oldest_allowed`,
                TRUE AS `overdue`
              FROM `t68` AS `t70`
              WHERE
                (
                  SELECT
                    MAX(`t67`.`last`) AS `Max_last`
                  FROM `t66` AS `t67`
                ) IS NOT NULL
            ) AS `t76`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t27`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t27`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t11`
                WHERE
                  `t11`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t27`
            ) AS `t60`
          ) AS `t79`
        ) AS `t88`
      ) AS `t121`
    ) AS `t125`
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
            `t80`.`oldest_allowed`,
            `t80`.`overdue`,
            `t80`.`newest`,
            'nba_raw.odds_api_game_lines' AS `table`,
            FALSE AS `after_games`
          FROM (
            SELECT
              `t76`.`oldest_allowed`,
              `t76`.`overdue`,
              `t61`.`newest`
            FROM (
              SELECT
                TIMESTAMP_SUB(`t70`.`first_tip_off`, INTERVAL '43200' SECOND) AS `oldest_allowed`,
                TRUE AS `overdue`
              FROM `t68` AS `t70`
              WHERE
                (
                  SELECT
                    MAX(`t67`.`last`) AS `Max_last`
                  FROM `t66` AS `t67`
                ) IS NOT NULL
            ) AS `t76`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t28`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t28`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t12`
                WHERE
                  `t12`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t28`
            ) AS `t61`
          ) AS `t80`
        ) AS `t89`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t81`.`oldest_allowed`,
            `t81`.`overdue`,
            `t81`.`newest`,
            'nba_raw.nbac_injury_report' AS `table`,
            FALSE AS `after_games`
          FROM (
            SELECT
              `t77`.`oldest_allowed`,
              `t77`.`overdue`,
              `t62`.`newest`
            FROM (
              SELECT
                TIMESTAMP_SUB(`t70`.`first_tip_off`, INTERVAL '21600' SECOND) AS `oldest_allowed`,
                TRUE AS `overdue`
              FROM `t68` AS `t70`
              WHERE
                (
                  SELECT
                    MAX(`t67`.`last`) AS `Max_last`
                  FROM `t66` AS `t67`
                ) IS NOT NULL
            ) AS `t77`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t29`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t29`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_injury_report` AS `t13`
                WHERE
                  `t13`.`report_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t29`
            ) AS `t62`
          ) AS `t81`
        ) AS `t90`
      ) AS `t93`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t82`.`oldest_allowed`,
            `t82`.`overdue`,
            `t82`.`newest`,
            'nba_analytics.upcoming_player_game_context' AS `table`,
            FALSE AS `after_games`
          FROM (
            SELECT
              `t78`.`oldest_allowed`,
              `t78`.`overdue`,
              `t63`.`newest`
            FROM (
              SELECT
                TIMESTAMP_SUB(`t70`.`first_tip_off`, INTERVAL '86400' SECOND) AS `oldest_allowed`,
                TRUE AS `overdue`
              FROM `t68` AS `t70`
              WHERE
                (
                  SELECT
                    MAX(`t67`.`last`) AS `Max_last`
                  FROM `t66` AS `t67`
                ) IS NOT NULL
            ) AS `t78`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t30`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t30`.`processed_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_analytics`.`upcoming_player_game_context` AS `t14`
                WHERE
                  `t14`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t30`
            ) AS `t63`
          ) AS `t82`
        ) AS `t91`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t83`.`oldest_allowed`,
            `t83`.`overdue`,
            `t83`.`newest`,
            'nba_predictions.ml_feature_store_v2' AS `table`,
            FALSE AS `after_games`
          FROM (
            SELECT
              `t78`.`oldest_allowed`,
              `t78`.`overdue`,
              `t64`.`newest`
            FROM (
              SELECT
                TIMESTAMP_SUB(`t70`.`first_tip_off`, INTERVAL '86400' SECOND) AS `oldest_allowed`,
                TRUE AS `overdue`
              FROM `t68` AS `t70`
              WHERE
                (
                  SELECT
                    MAX(`t67`.`last`) AS `Max_last`
                  FROM `t66` AS `t67`
                ) IS NOT NULL
            ) AS `t78`
            CROSS JOIN (
              SELECT
                MAX(
                  IF(
                    `t31`.`created_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP),
                    `t31`.`created_at`,
                    NULL
                  )
                ) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t15`
                WHERE
                  `t15`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              ) AS `t31`
            ) AS `t64`
          ) AS `t83`
        ) AS `t92`
      ) AS `t94`
    ) AS `t106`
  ) AS `t127`
) AS `t129`;
