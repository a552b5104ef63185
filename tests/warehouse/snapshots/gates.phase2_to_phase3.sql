-- R-007: every required table has rows
-- the other tables have rows
-- R-007: required tables are written after the games
-- the other tables are fresh
-- required tables have half of the games
-- 80 % of the games are in every table
WITH `t29` AS (
  SELECT
    *
  FROM (
    SELECT
      `t18`.`game_date`,
      COUNT(DISTINCT `t18`.`game_id`) AS `games`,
      COUNT(DISTINCT IF(`t18`.`game_status` = 3, `t18`.`game_id`, NULL)) AS `final_games`,
      MIN(`t18`.`game_date_est`) AS `first_tip_off`,
      MAX(`t18`.`game_date_est`) AS `last_tip_off`
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
    ) AS `t18`
    GROUP BY
      1
  ) AS `t28`
  WHERE
    `t28`.`last_tip_off` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
)
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t41`.`required` AND NOT (
    `t41`.`rows` > 0
  )) AS `bad_0`,
  LOGICAL_OR(`t41`.`required` AND (
    (
      `t41`.`rows` > 0
    ) IS NOT NULL
  )) AS `answered_0`,
  LOGICAL_OR(`t41`.`required`) AS `applies_0`,
  COUNTIF(NOT (
    `t41`.`required`
  ) AND NOT (
    `t41`.`rows` > 0
  )) AS `bad_1`,
  LOGICAL_OR(NOT (
    `t41`.`required`
  ) AND (
    (
      `t41`.`rows` > 0
    ) IS NOT NULL
  )) AS `answered_1`,
  LOGICAL_OR(NOT (
    `t41`.`required`
  )) AS `applies_1`,
  COUNTIF(
    `t41`.`required`
    AND (
      `t41`.`rows` > 0
    )
    AND NOT (
      COALESCE(`t41`.`newest` >= `t41`.`oldest_allowed`, FALSE)
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    `t41`.`required`
    AND (
      `t41`.`rows` > 0
    )
    AND (
      COALESCE(`t41`.`newest` >= `t41`.`oldest_allowed`, FALSE) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(`t41`.`required` AND (
    `t41`.`rows` > 0
  )) AS `applies_2`,
  COUNTIF(
    NOT (
      `t41`.`required`
    )
    AND (
      `t41`.`rows` > 0
    )
    AND NOT (
      COALESCE(`t41`.`newest` >= `t41`.`oldest_allowed`, FALSE)
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    NOT (
      `t41`.`required`
    )
    AND (
      `t41`.`rows` > 0
    )
    AND (
      COALESCE(`t41`.`newest` >= `t41`.`oldest_allowed`, FALSE) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(NOT (
    `t41`.`required`
  ) AND (
    `t41`.`rows` > 0
  )) AS `applies_3`,
  COUNTIF(
    `t41`.`required`
    AND (
      `t41`.`rows` > 0
    )
    AND NOT (
      `t41`.`games_found` >= (
        `t41`.`games` * 0.5
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    `t41`.`required`
    AND (
      `t41`.`rows` > 0
    )
    AND (
      (
        `t41`.`games_found` >= (
          `t41`.`games` * 0.5
        )
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(`t41`.`required` AND (
    `t41`.`rows` > 0
  )) AS `applies_4`,
  COUNTIF(
    (
      `t41`.`rows` > 0
    )
    AND NOT (
      `t41`.`games_found` >= (
        `t41`.`games` * 0.8
      )
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      `t41`.`rows` > 0
    )
    AND (
      (
        `t41`.`games_found` >= (
          `t41`.`games` * 0.8
        )
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(`t41`.`rows` > 0) AS `applies_5`
FROM (
  SELECT
    `t40`.`game_date`,
    `t40`.`games`,
    `t40`.`final_games`,
    `t40`.`first_tip_off`,
    `t40`.`last_tip_off`,
    `t40`.`table`,
    `t40`.`game_date_right`,
    COALESCE(`t40`.`rows`, 0) AS `rows`,
    IF(
      `t40`.`table` IN ('nba_raw.br_rosters_current'),
      CAST(NULL AS INT64),
      COALESCE(`t40`.`games_found`, 0)
    ) AS `games_found`,
    `t40`.`newest`,
    `t40`.`table_right`,
    `t40`.`table` IN (
      'nba_raw.bdl_player_boxscores',
      'nba_raw.nbac_schedule',
      'nba_raw.odds_api_game_lines'
    ) AS `required`,
    CASE
      WHEN `t40`.`table` = 'nba_raw.odds_api_game_lines'
      THEN TIMESTAMP_SUB(`t40`.`last_tip_off`, INTERVAL '43200' SECOND)
      WHEN `t40`.`table` = 'nba_raw.br_rosters_current'
      THEN TIMESTAMP_SUB(`t40`.`last_tip_off`, INTERVAL '604800' SECOND)
      ELSE `t40`.`last_tip_off`
    END AS `oldest_allowed`
  FROM (
    SELECT
      `t34`.`game_date`,
      `t34`.`games`,
      `t34`.`final_games`,
      `t34`.`first_tip_off`,
      `t34`.`last_tip_off`,
      `t34`.`table`,
      `t39`.`game_date` AS `game_date_right`,
      `t39`.`rows`,
      `t39`.`games_found`,
      `t39`.`newest`,
      `t39`.`table` AS `table_right`
    FROM (
      SELECT
        `t30`.`game_date`,
        `t30`.`games`,
        `t30`.`final_games`,
        `t30`.`first_tip_off`,
        `t30`.`last_tip_off`,
        IF(pos = pos_2, `table`, NULL) AS `table`
      FROM `t29` AS `t30`
      CROSS JOIN UNNEST(GENERATE_ARRAY(
        0,
        GREATEST(
          ARRAY_LENGTH(
            [
              'nba_raw.bdl_player_boxscores',
              'nba_raw.odds_api_game_lines',
              'nba_raw.nbac_schedule',
              'nba_raw.nbac_gamebook_player_stats',
              'nba_raw.bigdataball_play_by_play',
              'nba_raw.br_rosters_current'
            ]
          )
        ) - 1
      )) AS pos
      CROSS JOIN UNNEST([
        'nba_raw.bdl_player_boxscores',
        'nba_raw.odds_api_game_lines',
        'nba_raw.nbac_schedule',
        'nba_raw.nbac_gamebook_player_stats',
        'nba_raw.bigdataball_play_by_play',
        'nba_raw.br_rosters_current'
      ]) AS `table` WITH OFFSET AS pos_2
      WHERE
        pos = pos_2
        OR (
          pos > (
            ARRAY_LENGTH(
              [
                'nba_raw.bdl_player_boxscores',
                'nba_raw.odds_api_game_lines',
                'nba_raw.nbac_schedule',
                'nba_raw.nbac_gamebook_player_stats',
                'nba_raw.bigdataball_play_by_play',
                'nba_raw.br_rosters_current'
              ]
            ) - 1
          )
          AND pos_2 = (
            ARRAY_LENGTH(
              [
                'nba_raw.bdl_player_boxscores',
                'nba_raw.odds_api_game_lines',
                'nba_raw.nbac_schedule',
                'nba_raw.nbac_gamebook_player_stats',
                'nba_raw.bigdataball_play_by_play',
                'nba_raw.br_rosters_current'
              ]
            ) - 1
          )
        )
    ) AS `t34`
    LEFT OUTER JOIN (
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
            'nba_raw.bigdataball_play_by_play' AS `table`
          FROM (
            SELECT
              `t7`.`game_date`,
              COUNT(*) AS `rows`,
              COUNT(DISTINCT `t7`.`game_id`) AS `games_found`,
              MAX(`t7`.`processed_at`) AS `newest`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_raw`.`bigdataball_play_by_play` AS `t1`
              WHERE
                `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t7`
            GROUP BY
              1
          ) AS `t13`
        ) AS `t21`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t35`.`game_date`,
            `t35`.`rows`,
            `t35`.`games_found`,
            `t35`.`newest`,
            'nba_raw.br_rosters_current' AS `table`
          FROM (
            SELECT
              `t33`.`game_date`,
              `t19`.`rows`,
              `t19`.`games_found`,
              `t19`.`newest`
            FROM (
              SELECT
                `t30`.`game_date`
              FROM `t29` AS `t30`
            ) AS `t33`
            CROSS JOIN (
              SELECT
                COUNT(*) AS `rows`,
                CAST(NULL AS INT64) AS `games_found`,
                MAX(`t11`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`br_rosters_current` AS `t5`
                WHERE
                  `t5`.`season_year` BETWEEN 2023 AND 2023
              ) AS `t11`
            ) AS `t19`
          ) AS `t35`
        ) AS `t36`
      ) AS `t37`
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
              `t14`.`game_date`,
              `t14`.`rows`,
              `t14`.`games_found`,
              `t14`.`newest`,
              'nba_raw.bdl_player_boxscores' AS `table`
            FROM (
              SELECT
                `t8`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t8`.`game_id`) AS `games_found`,
                MAX(`t8`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t2`
                WHERE
                  `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t8`
              GROUP BY
                1
            ) AS `t14`
          ) AS `t22`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t15`.`game_date`,
              `t15`.`rows`,
              `t15`.`games_found`,
              `t15`.`newest`,
              'nba_raw.odds_api_game_lines' AS `table`
            FROM (
              SELECT
                `t9`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t9`.`game_id`) AS `games_found`,
                MAX(`t9`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t3`
                WHERE
                  `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t9`
              GROUP BY
                1
            ) AS `t15`
          ) AS `t23`
        ) AS `t25`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t12`.`game_date`,
              `t12`.`rows`,
              `t12`.`games_found`,
              `t12`.`newest`,
              'nba_raw.nbac_schedule' AS `table`
            FROM (
              SELECT
                `t6`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t6`.`game_id`) AS `games_found`,
                MAX(`t6`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
                WHERE
                  `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                  AND `t0`.`game_status` = 3
              ) AS `t6`
              GROUP BY
                1
            ) AS `t12`
          ) AS `t20`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t16`.`game_date`,
              `t16`.`rows`,
              `t16`.`games_found`,
              `t16`.`newest`,
              'nba_raw.nbac_gamebook_player_stats' AS `table`
            FROM (
              SELECT
                `t10`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t10`.`game_id`) AS `games_found`,
                MAX(`t10`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t4`
                WHERE
                  `t4`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t10`
              GROUP BY
                1
            ) AS `t16`
          ) AS `t24`
        ) AS `t26`
      ) AS `t27`
    ) AS `t39`
      ON `t34`.`game_date` = `t39`.`game_date` AND `t34`.`table` = `t39`.`table`
  ) AS `t40`
) AS `t41`;

-- R-009: a gamebook has active players
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_6`
  )) AS `bad_6`,
  LOGICAL_OR(`t2`.`holds_6` IS NOT NULL) AS `answered_6`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNTIF(`t1`.`player_status` = 'active') > 0 AS `holds_6`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;
