-- same day: the players' context is complete
-- overnight: both critical processors are complete
-- overnight: 3 of 5 processors are complete
-- overnight: all 5 processors are complete
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t11`.`context`
  )) AS `bad_0`,
  LOGICAL_OR(`t11`.`context` IS NOT NULL) AS `answered_0`,
  COUNTIF(`t11`.`is_over` AND NOT (
    `t11`.`critical` = 2
  )) AS `bad_1`,
  LOGICAL_OR(`t11`.`is_over` AND (
    (
      `t11`.`critical` = 2
    ) IS NOT NULL
  )) AS `answered_1`,
  LOGICAL_OR(`t11`.`is_over`) AS `applies_1`,
  COUNTIF(`t11`.`is_over` AND NOT (
    `t11`.`completed` >= 3
  )) AS `bad_2`,
  LOGICAL_OR(`t11`.`is_over` AND (
    (
      `t11`.`completed` >= 3
    ) IS NOT NULL
  )) AS `answered_2`,
  LOGICAL_OR(`t11`.`is_over`) AS `applies_2`,
  COUNTIF(`t11`.`is_over` AND NOT (
    `t11`.`completed` >= 5
  )) AS `bad_3`,
  LOGICAL_OR(`t11`.`is_over` AND (
    (
      `t11`.`completed` >= 5
    ) IS NOT NULL
  )) AS `answered_3`,
  LOGICAL_OR(`t11`.`is_over`) AS `applies_3`
FROM (
  SELECT
    `t10`.`game_date`,
    `t10`.`games`,
    `t10`.`final_games`,
    `t10`.`first_tip_off`,
    `t10`.`last_tip_off`,
    COALESCE(`t10`.`completed`, 0) AS `completed`,
    COALESCE(`t10`.`critical`, 0) AS `critical`,
    COALESCE(`t10`.`context`, FALSE) AS `context`,
    `t10`.`game_date` < DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York') AS `is_over`
  FROM (
    SELECT
      `t9`.*
      EXCEPT (`game_date_right`)
    FROM (
      SELECT
        `t8`.`game_date`,
        `t8`.`games`,
        `t8`.`final_games`,
        `t8`.`first_tip_off`,
        `t8`.`last_tip_off`,
        `t5`.`game_date` AS `game_date_right`,
        `t5`.`completed`,
        `t5`.`critical`,
        `t5`.`context`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t3`.`game_date`,
            COUNT(DISTINCT `t3`.`game_id`) AS `games`,
            COUNT(DISTINCT IF(`t3`.`game_status` = 3, `t3`.`game_id`, NULL)) AS `final_games`,
            MIN(`t3`.`game_date_est`) AS `first_tip_off`,
            MAX(`t3`.`game_date_est`) AS `last_tip_off`
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
          ) AS `t3`
          GROUP BY
            1
        ) AS `t6`
        WHERE
          `t6`.`game_date` <= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
      ) AS `t8`
      LEFT OUTER JOIN (
        SELECT
          `t2`.`game_date`,
          COUNT(DISTINCT `t2`.`processor_name`) AS `completed`,
          COUNT(
            DISTINCT IF(
              `t2`.`processor_name` IN ('player_game_summary', 'upcoming_player_game_context'),
              `t2`.`processor_name`,
              NULL
            )
          ) AS `critical`,
          LOGICAL_OR(`t2`.`processor_name` = 'upcoming_player_game_context') AS `context`
        FROM (
          SELECT
            *
          FROM `nba-project`.`nba_orchestration`.`phase_completions` AS `t1`
          WHERE
            `t1`.`phase` = 'phase3'
            AND `t1`.`processor_name` IN (
              'player_game_summary',
              'team_defense_game_summary',
              'team_offense_game_summary',
              'upcoming_player_game_context',
              'upcoming_team_game_context'
            )
            AND `t1`.`status` IN ('partial', 'success')
        ) AS `t2`
        GROUP BY
          1
      ) AS `t5`
        ON `t8`.`game_date` = `t5`.`game_date`
    ) AS `t9`
  ) AS `t10`
) AS `t11`;

-- R-008: every table has rows
-- R-008: 80 % of the games are in every table
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t33`.`due` AND NOT (
    `t33`.`rows` > 0
  )) AS `bad_4`,
  LOGICAL_OR(`t33`.`due` AND (
    (
      `t33`.`rows` > 0
    ) IS NOT NULL
  )) AS `answered_4`,
  LOGICAL_OR(`t33`.`due`) AS `applies_4`,
  COUNTIF(
    `t33`.`due`
    AND (
      `t33`.`rows` > 0
    )
    AND NOT (
      `t33`.`games_found` >= (
        `t33`.`games` * 0.8
      )
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    `t33`.`due`
    AND (
      `t33`.`rows` > 0
    )
    AND (
      (
        `t33`.`games_found` >= (
          `t33`.`games` * 0.8
        )
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(`t33`.`due` AND (
    `t33`.`rows` > 0
  )) AS `applies_5`
FROM (
  SELECT
    `t32`.`game_date`,
    `t32`.`games`,
    `t32`.`final_games`,
    `t32`.`first_tip_off`,
    `t32`.`last_tip_off`,
    `t32`.`table`,
    `t32`.`game_date_right`,
    `t32`.`rows`,
    `t32`.`games_found`,
    `t32`.`newest`,
    `t32`.`table_right`,
    `t32`.`required`,
    `t32`.`oldest_allowed`,
    `t32`.`required`
    OR (
      `t32`.`game_date` < DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
    ) AS `due`
  FROM (
    SELECT
      `t31`.`game_date`,
      `t31`.`games`,
      `t31`.`final_games`,
      `t31`.`first_tip_off`,
      `t31`.`last_tip_off`,
      `t31`.`table`,
      `t31`.`game_date_right`,
      COALESCE(`t31`.`rows`, 0) AS `rows`,
      IF(FALSE, CAST(NULL AS INT64), COALESCE(`t31`.`games_found`, 0)) AS `games_found`,
      `t31`.`newest`,
      `t31`.`table_right`,
      `t31`.`table` IN ('nba_analytics.upcoming_player_game_context') AS `required`,
      `t31`.`last_tip_off` AS `oldest_allowed`
    FROM (
      SELECT
        `t30`.`game_date`,
        `t30`.`games`,
        `t30`.`final_games`,
        `t30`.`first_tip_off`,
        `t30`.`last_tip_off`,
        `t30`.`table`,
        `t27`.`game_date` AS `game_date_right`,
        `t27`.`rows`,
        `t27`.`games_found`,
        `t27`.`newest`,
        `t27`.`table` AS `table_right`
      FROM (
        SELECT
          `t28`.`game_date`,
          `t28`.`games`,
          `t28`.`final_games`,
          `t28`.`first_tip_off`,
          `t28`.`last_tip_off`,
          IF(pos = pos_2, `table`, NULL) AS `table`
        FROM (
          SELECT
            *
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
            ) AS `t16`
            GROUP BY
              1
          ) AS `t25`
          WHERE
            `t25`.`game_date` <= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
        ) AS `t28`
        CROSS JOIN UNNEST(GENERATE_ARRAY(
          0,
          GREATEST(
            ARRAY_LENGTH(
              [
                'nba_analytics.player_game_summary',
                'nba_analytics.upcoming_player_game_context',
                'nba_analytics.team_offense_game_summary',
                'nba_analytics.team_defense_game_summary',
                'nba_analytics.upcoming_team_game_context'
              ]
            )
          ) - 1
        )) AS pos
        CROSS JOIN UNNEST([
          'nba_analytics.player_game_summary',
          'nba_analytics.upcoming_player_game_context',
          'nba_analytics.team_offense_game_summary',
          'nba_analytics.team_defense_game_summary',
          'nba_analytics.upcoming_team_game_context'
        ]) AS `table` WITH OFFSET AS pos_2
        WHERE
          pos = pos_2
          OR (
            pos > (
              ARRAY_LENGTH(
                [
                  'nba_analytics.player_game_summary',
                  'nba_analytics.upcoming_player_game_context',
                  'nba_analytics.team_offense_game_summary',
                  'nba_analytics.team_defense_game_summary',
                  'nba_analytics.upcoming_team_game_context'
                ]
              ) - 1
            )
            AND pos_2 = (
              ARRAY_LENGTH(
                [
                  'nba_analytics.player_game_summary',
                  'nba_analytics.upcoming_player_game_context',
                  'nba_analytics.team_offense_game_summary',
                  'nba_analytics.team_defense_game_summary',
                  'nba_analytics.upcoming_team_game_context'
                ]
              ) - 1
            )
          )
      ) AS `t30`
      LEFT OUTER JOIN (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t11`.`game_date`,
              `t11`.`rows`,
              `t11`.`games_found`,
              `t11`.`newest`,
              'nba_analytics.team_offense_game_summary' AS `table`
            FROM (
              SELECT
                `t6`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t6`.`game_id`) AS `games_found`,
                MAX(`t6`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t1`
                WHERE
                  `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t6`
              GROUP BY
                1
            ) AS `t11`
          ) AS `t17`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t12`.`game_date`,
              `t12`.`rows`,
              `t12`.`games_found`,
              `t12`.`newest`,
              'nba_analytics.team_defense_game_summary' AS `table`
            FROM (
              SELECT
                `t7`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t7`.`game_id`) AS `games_found`,
                MAX(`t7`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t2`
                WHERE
                  `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t7`
              GROUP BY
                1
            ) AS `t12`
          ) AS `t18`
        ) AS `t22`
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
              `t13`.`games_found`,
              `t13`.`newest`,
              'nba_analytics.upcoming_team_game_context' AS `table`
            FROM (
              SELECT
                `t8`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t8`.`game_id`) AS `games_found`,
                MAX(`t8`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_analytics`.`upcoming_team_game_context` AS `t3`
                WHERE
                  `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t8`
              GROUP BY
                1
            ) AS `t13`
          ) AS `t19`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t14`.`game_date`,
                `t14`.`rows`,
                `t14`.`games_found`,
                `t14`.`newest`,
                'nba_analytics.player_game_summary' AS `table`
              FROM (
                SELECT
                  `t9`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t9`.`game_id`) AS `games_found`,
                  MAX(`t9`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t4`
                  WHERE
                    `t4`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t9`
                GROUP BY
                  1
              ) AS `t14`
            ) AS `t20`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t15`.`game_date`,
                `t15`.`rows`,
                `t15`.`games_found`,
                `t15`.`newest`,
                'nba_analytics.upcoming_player_game_context' AS `table`
              FROM (
                SELECT
                  `t10`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t10`.`game_id`) AS `games_found`,
                  MAX(`t10`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_analytics`.`upcoming_player_game_context` AS `t5`
                  WHERE
                    `t5`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t10`
                GROUP BY
                  1
              ) AS `t15`
            ) AS `t21`
          ) AS `t23`
        ) AS `t24`
      ) AS `t27`
        ON `t30`.`game_date` = `t27`.`game_date` AND `t30`.`table` = `t27`.`table`
    ) AS `t31`
  ) AS `t32`
) AS `t33`;
