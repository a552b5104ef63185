-- R-006: 3 of 5 tables have rows
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t43`.`holds_0`
  )) AS `bad_0`,
  LOGICAL_OR(`t43`.`holds_0` IS NOT NULL) AS `answered_0`
FROM (
  SELECT
    `t42`.`game_date`,
    (
      COUNTIF(`t42`.`rows` > 0) >= 3
    ) OR NOT (
      LOGICAL_AND(`t42`.`predicted`)
    ) AS `holds_0`
  FROM (
    SELECT
      `t41`.`game_date`,
      `t41`.`games`,
      `t41`.`final_games`,
      `t41`.`first_tip_off`,
      `t41`.`last_tip_off`,
      `t41`.`opening`,
      `t41`.`predicted`,
      `t41`.`table`,
      `t41`.`game_date_right`,
      COALESCE(`t41`.`rows`, 0) AS `rows`,
      IF(
        `t41`.`table` IN (
          'nba_precompute.player_daily_cache',
          'nba_precompute.player_shot_zone_analysis',
          'nba_precompute.team_defense_zone_analysis'
        ),
        CAST(NULL AS INT64),
        COALESCE(`t41`.`games_found`, 0)
      ) AS `games_found`,
      `t41`.`newest`,
      `t41`.`table_right`,
      `t41`.`table` IN ('nba_precompute.player_daily_cache', 'nba_predictions.ml_feature_store_v2') AS `required`,
      `t41`.`last_tip_off` AS `oldest_allowed`
    FROM (
      SELECT
        `t40`.`game_date`,
        `t40`.`games`,
        `t40`.`final_games`,
        `t40`.`first_tip_off`,
        `t40`.`last_tip_off`,
        `t40`.`opening`,
        `t40`.`predicted`,
        `t40`.`table`,
        `t34`.`game_date` AS `game_date_right`,
        `t34`.`rows`,
        `t34`.`games_found`,
        `t34`.`newest`,
        `t34`.`table` AS `table_right`
      FROM (
        SELECT
          `t38`.`game_date`,
          `t38`.`games`,
          `t38`.`final_games`,
          `t38`.`first_tip_off`,
          `t38`.`last_tip_off`,
          `t38`.`opening`,
          `t38`.`predicted`,
          IF(pos = pos_2, `table`, NULL) AS `table`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t36`.`game_date`,
              `t36`.`games`,
              `t36`.`final_games`,
              `t36`.`first_tip_off`,
              `t36`.`last_tip_off`,
              `t36`.`opening`,
              `t36`.`game_date` >= DATE_ADD(`t36`.`opening`, INTERVAL '14' DAY) AS `predicted`
            FROM (
              SELECT
                `t32`.`game_date`,
                `t32`.`games`,
                `t32`.`final_games`,
                `t32`.`first_tip_off`,
                `t32`.`last_tip_off`,
                `t35`.`opening`
              FROM (
                SELECT
                  `t19`.`game_date`,
                  COUNT(DISTINCT `t19`.`game_id`) AS `games`,
                  COUNT(DISTINCT IF(`t19`.`game_status` = 3, `t19`.`game_id`, NULL)) AS `final_games`,
                  MIN(`t19`.`game_date_est`) AS `first_tip_off`,
                  MAX(`t19`.`game_date_est`) AS `last_tip_off`
                FROM (
                  SELECT
                    `t3`.`game_date`,
                    `t3`.`game_date_est`,
                    `t3`.`game_status`,
                    `t3`.`home_team_tricode`,
                    `t3`.`away_team_tricode`,
                    CONCAT(
                      CONCAT(
                        CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t3`.`game_date`), '_'), `t3`.`away_team_tricode`),
                        '_'
                      ),
                      `t3`.`home_team_tricode`
                    ) AS `game_id`,
                    `t3`.`game_id` AS `nba_game_id`
                  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t3`
                  WHERE
                    `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                    AND NOT (
                      COALESCE(
                        REGEXP_CONTAINS(UPPER(`t3`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
                        FALSE
                      )
                    )
                    AND SUBSTRING(`t3`.`game_id`, IF((
                      2 + 1
                    ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t3`.`game_id`)), 1) IN ('2', '4', '5', '6')
                    AND `t3`.`home_team_tricode` IN (
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
                    AND `t3`.`away_team_tricode` IN (
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
                ) AS `t19`
                GROUP BY
                  1
              ) AS `t32`
              INNER JOIN (
                SELECT
                  `t13`.`game_date`,
                  `t24`.`opening`
                FROM (
                  SELECT DISTINCT
                    `t3`.`season_year`,
                    `t3`.`game_date`
                  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t3`
                  WHERE
                    `t3`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                    AND SUBSTRING(`t3`.`game_id`, IF((
                      2 + 1
                    ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t3`.`game_id`)), 1) IN ('2', '4', '5', '6')
                ) AS `t13`
                INNER JOIN (
                  SELECT
                    `t12`.`season_year`,
                    MIN(`t12`.`game_date`) AS `opening`
                  FROM (
                    SELECT
                      *
                    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t3`
                    WHERE
                      `t3`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                      AND SUBSTRING(`t3`.`game_id`, IF((
                        2 + 1
                      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t3`.`game_id`)), 1) IN ('2', '4', '5', '6')
                  ) AS `t12`
                  GROUP BY
                    1
                ) AS `t24`
                  ON `t13`.`season_year` = `t24`.`season_year`
              ) AS `t35`
                ON `t32`.`game_date` = `t35`.`game_date`
            ) AS `t36`
          ) AS `t37`
          WHERE
            `t37`.`game_date` <= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
        ) AS `t38`
        CROSS JOIN UNNEST(GENERATE_ARRAY(
          0,
          GREATEST(
            ARRAY_LENGTH(
              [
                'nba_precompute.player_daily_cache',
                'nba_predictions.ml_feature_store_v2',
                'nba_precompute.team_defense_zone_analysis',
                'nba_precompute.player_shot_zone_analysis',
                'nba_precompute.player_composite_factors'
              ]
            )
          ) - 1
        )) AS pos
        CROSS JOIN UNNEST([
          'nba_precompute.player_daily_cache',
          'nba_predictions.ml_feature_store_v2',
          'nba_precompute.team_defense_zone_analysis',
          'nba_precompute.player_shot_zone_analysis',
          'nba_precompute.player_composite_factors'
        ]) AS `table` WITH OFFSET AS pos_2
        WHERE
          pos = pos_2
          OR (
            pos > (
              ARRAY_LENGTH(
                [
                  'nba_precompute.player_daily_cache',
                  'nba_predictions.ml_feature_store_v2',
                  'nba_precompute.team_defense_zone_analysis',
                  'nba_precompute.player_shot_zone_analysis',
                  'nba_precompute.player_composite_factors'
                ]
              ) - 1
            )
            AND pos_2 = (
              ARRAY_LENGTH(
                [
                  'nba_precompute.player_daily_cache',
                  'nba_predictions.ml_feature_store_v2',
                  'nba_precompute.team_defense_zone_analysis',
                  'nba_precompute.player_shot_zone_analysis',
                  'nba_precompute.player_composite_factors'
                ]
              ) - 1
            )
          )
      ) AS `t40`
      LEFT OUTER JOIN (
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
              'nba_precompute.team_defense_zone_analysis' AS `table`
            FROM (
              SELECT
                `t6`.`analysis_date` AS `game_date`,
                COUNT(*) AS `rows`,
                CAST(NULL AS INT64) AS `games_found`,
                MAX(`t6`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_precompute`.`team_defense_zone_analysis` AS `t0`
                WHERE
                  `t0`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t6`
              GROUP BY
                1
            ) AS `t14`
          ) AS `t21`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t15`.`game_date`,
              `t15`.`rows`,
              `t15`.`games_found`,
              `t15`.`newest`,
              'nba_precompute.player_shot_zone_analysis' AS `table`
            FROM (
              SELECT
                `t7`.`analysis_date` AS `game_date`,
                COUNT(*) AS `rows`,
                CAST(NULL AS INT64) AS `games_found`,
                MAX(`t7`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_precompute`.`player_shot_zone_analysis` AS `t1`
                WHERE
                  `t1`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t7`
              GROUP BY
                1
            ) AS `t15`
          ) AS `t22`
        ) AS `t27`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t16`.`game_date`,
              `t16`.`rows`,
              `t16`.`games_found`,
              `t16`.`newest`,
              'nba_precompute.player_composite_factors' AS `table`
            FROM (
              SELECT
                `t8`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t8`.`game_id`) AS `games_found`,
                MAX(`t8`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t2`
                WHERE
                  `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t8`
              GROUP BY
                1
            ) AS `t16`
          ) AS `t23`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t17`.`game_date`,
                `t17`.`rows`,
                `t17`.`games_found`,
                `t17`.`newest`,
                'nba_precompute.player_daily_cache' AS `table`
              FROM (
                SELECT
                  `t9`.`cache_date` AS `game_date`,
                  COUNT(*) AS `rows`,
                  CAST(NULL AS INT64) AS `games_found`,
                  MAX(`t9`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t4`
                  WHERE
                    `t4`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t9`
                GROUP BY
                  1
              ) AS `t17`
            ) AS `t25`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t18`.`game_date`,
                `t18`.`rows`,
                `t18`.`games_found`,
                `t18`.`newest`,
                'nba_predictions.ml_feature_store_v2' AS `table`
              FROM (
                SELECT
                  `t10`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t10`.`game_id`) AS `games_found`,
                  MAX(`t10`.`created_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t5`
                  WHERE
                    `t5`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t10`
                GROUP BY
                  1
              ) AS `t18`
            ) AS `t26`
          ) AS `t28`
        ) AS `t29`
      ) AS `t34`
        ON `t40`.`game_date` = `t34`.`game_date` AND `t40`.`table` = `t34`.`table`
    ) AS `t41`
  ) AS `t42`
  GROUP BY
    1
) AS `t43`;

-- R-006: daily cache and feature store have rows
-- the other tables have rows
-- at most 48 h old, or were when the first game began
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t42`.`predicted` AND `t42`.`required` AND NOT (
    `t42`.`rows` > 0
  )) AS `bad_1`,
  LOGICAL_OR(
    `t42`.`predicted`
    AND `t42`.`required`
    AND (
      (
        `t42`.`rows` > 0
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t42`.`predicted` AND `t42`.`required`) AS `applies_1`,
  COUNTIF(`t42`.`predicted` AND NOT (
    `t42`.`required`
  ) AND NOT (
    `t42`.`rows` > 0
  )) AS `bad_2`,
  LOGICAL_OR(
    `t42`.`predicted`
    AND NOT (
      `t42`.`required`
    )
    AND (
      (
        `t42`.`rows` > 0
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(`t42`.`predicted` AND NOT (
    `t42`.`required`
  )) AS `applies_2`,
  COUNTIF(
    `t42`.`predicted`
    AND (
      `t42`.`rows` > 0
    )
    AND NOT (
      COALESCE(
        `t42`.`newest` >= TIMESTAMP_SUB(
          LEAST(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), `t42`.`first_tip_off`),
          INTERVAL '48' HOUR
        ),
        FALSE
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    `t42`.`predicted`
    AND (
      `t42`.`rows` > 0
    )
    AND (
      COALESCE(
        `t42`.`newest` >= TIMESTAMP_SUB(
          LEAST(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), `t42`.`first_tip_off`),
          INTERVAL '48' HOUR
        ),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t42`.`predicted` AND (
    `t42`.`rows` > 0
  )) AS `applies_3`
FROM (
  SELECT
    `t41`.`game_date`,
    `t41`.`games`,
    `t41`.`final_games`,
    `t41`.`first_tip_off`,
    `t41`.`last_tip_off`,
    `t41`.`opening`,
    `t41`.`predicted`,
    `t41`.`table`,
    `t41`.`game_date_right`,
    COALESCE(`t41`.`rows`, 0) AS `rows`,
    IF(
      `t41`.`table` IN (
        'nba_precompute.player_daily_cache',
        'nba_precompute.player_shot_zone_analysis',
        'nba_precompute.team_defense_zone_analysis'
      ),
      CAST(NULL AS INT64),
      COALESCE(`t41`.`games_found`, 0)
    ) AS `games_found`,
    `t41`.`newest`,
    `t41`.`table_right`,
    `t41`.`table` IN ('nba_precompute.player_daily_cache', 'nba_predictions.ml_feature_store_v2') AS `required`,
    `t41`.`last_tip_off` AS `oldest_allowed`
  FROM (
    SELECT
      `t40`.`game_date`,
      `t40`.`games`,
      `t40`.`final_games`,
      `t40`.`first_tip_off`,
      `t40`.`last_tip_off`,
      `t40`.`opening`,
      `t40`.`predicted`,
      `t40`.`table`,
      `t34`.`game_date` AS `game_date_right`,
      `t34`.`rows`,
      `t34`.`games_found`,
      `t34`.`newest`,
      `t34`.`table` AS `table_right`
    FROM (
      SELECT
        `t38`.`game_date`,
        `t38`.`games`,
        `t38`.`final_games`,
        `t38`.`first_tip_off`,
        `t38`.`last_tip_off`,
        `t38`.`opening`,
        `t38`.`predicted`,
        IF(pos = pos_2, `table`, NULL) AS `table`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t36`.`game_date`,
            `t36`.`games`,
            `t36`.`final_games`,
            `t36`.`first_tip_off`,
            `t36`.`last_tip_off`,
            `t36`.`opening`,
            `t36`.`game_date` >= DATE_ADD(`t36`.`opening`, INTERVAL '14' DAY) AS `predicted`
          FROM (
            SELECT
              `t32`.`game_date`,
              `t32`.`games`,
              `t32`.`final_games`,
              `t32`.`first_tip_off`,
              `t32`.`last_tip_off`,
              `t35`.`opening`
            FROM (
              SELECT
                `t19`.`game_date`,
                COUNT(DISTINCT `t19`.`game_id`) AS `games`,
                COUNT(DISTINCT IF(`t19`.`game_status` = 3, `t19`.`game_id`, NULL)) AS `final_games`,
                MIN(`t19`.`game_date_est`) AS `first_tip_off`,
                MAX(`t19`.`game_date_est`) AS `last_tip_off`
              FROM (
                SELECT
                  `t3`.`game_date`,
                  `t3`.`game_date_est`,
                  `t3`.`game_status`,
                  `t3`.`home_team_tricode`,
                  `t3`.`away_team_tricode`,
                  CONCAT(
                    CONCAT(
                      CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t3`.`game_date`), '_'), `t3`.`away_team_tricode`),
                      '_'
                    ),
                    `t3`.`home_team_tricode`
                  ) AS `game_id`,
                  `t3`.`game_id` AS `nba_game_id`
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t3`
                WHERE
                  `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                  AND NOT (
                    COALESCE(
                      REGEXP_CONTAINS(UPPER(`t3`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
                      FALSE
                    )
                  )
                  AND SUBSTRING(`t3`.`game_id`, IF((
                    2 + 1
                  ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t3`.`game_id`)), 1) IN ('2', '4', '5', '6')
                  AND `t3`.`home_team_tricode` IN (
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
                  AND `t3`.`away_team_tricode` IN (
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
              ) AS `t19`
              GROUP BY
                1
            ) AS `t32`
            INNER JOIN (
              SELECT
                `t13`.`game_date`,
                `t24`.`opening`
              FROM (
                SELECT DISTINCT
                  `t3`.`season_year`,
                  `t3`.`game_date`
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t3`
                WHERE
                  `t3`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                  AND SUBSTRING(`t3`.`game_id`, IF((
                    2 + 1
                  ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t3`.`game_id`)), 1) IN ('2', '4', '5', '6')
              ) AS `t13`
              INNER JOIN (
                SELECT
                  `t12`.`season_year`,
                  MIN(`t12`.`game_date`) AS `opening`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t3`
                  WHERE
                    `t3`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                    AND SUBSTRING(`t3`.`game_id`, IF((
                      2 + 1
                    ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t3`.`game_id`)), 1) IN ('2', '4', '5', '6')
                ) AS `t12`
                GROUP BY
                  1
              ) AS `t24`
                ON `t13`.`season_year` = `t24`.`season_year`
            ) AS `t35`
              ON `t32`.`game_date` = `t35`.`game_date`
          ) AS `t36`
        ) AS `t37`
        WHERE
          `t37`.`game_date` <= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
      ) AS `t38`
      CROSS JOIN UNNEST(GENERATE_ARRAY(
        0,
        GREATEST(
          ARRAY_LENGTH(
            [
              'nba_precompute.player_daily_cache',
              'nba_predictions.ml_feature_store_v2',
              'nba_precompute.team_defense_zone_analysis',
              'nba_precompute.player_shot_zone_analysis',
              'nba_precompute.player_composite_factors'
            ]
          )
        ) - 1
      )) AS pos
      CROSS JOIN UNNEST([
        'nba_precompute.player_daily_cache',
        'nba_predictions.ml_feature_store_v2',
        'nba_precompute.team_defense_zone_analysis',
        'nba_precompute.player_shot_zone_analysis',
        'nba_precompute.player_composite_factors'
      ]) AS `table` WITH OFFSET AS pos_2
      WHERE
        pos = pos_2
        OR (
          pos > (
            ARRAY_LENGTH(
              [
                'nba_precompute.player_daily_cache',
                'nba_predictions.ml_feature_store_v2',
                'nba_precompute.team_defense_zone_analysis',
                'nba_precompute.player_shot_zone_analysis',
                'nba_precompute.player_composite_factors'
              ]
            ) - 1
          )
          AND pos_2 = (
            ARRAY_LENGTH(
              [
                'nba_precompute.player_daily_cache',
                'nba_predictions.ml_feature_store_v2',
                'nba_precompute.team_defense_zone_analysis',
                'nba_precompute.player_shot_zone_analysis',
                'nba_precompute.player_composite_factors'
              ]
            ) - 1
          )
        )
    ) AS `t40`
    LEFT OUTER JOIN (
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
            'nba_precompute.team_defense_zone_analysis' AS `table`
          FROM (
            SELECT
              `t6`.`analysis_date` AS `game_date`,
              COUNT(*) AS `rows`,
              CAST(NULL AS INT64) AS `games_found`,
              MAX(`t6`.`processed_at`) AS `newest`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_precompute`.`team_defense_zone_analysis` AS `t0`
              WHERE
                `t0`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t6`
            GROUP BY
              1
          ) AS `t14`
        ) AS `t21`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t15`.`game_date`,
            `t15`.`rows`,
            `t15`.`games_found`,
            `t15`.`newest`,
            'nba_precompute.player_shot_zone_analysis' AS `table`
          FROM (
            SELECT
              `t7`.`analysis_date` AS `game_date`,
              COUNT(*) AS `rows`,
              CAST(NULL AS INT64) AS `games_found`,
              MAX(`t7`.`processed_at`) AS `newest`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_precompute`.`player_shot_zone_analysis` AS `t1`
              WHERE
                `t1`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t7`
            GROUP BY
              1
          ) AS `t15`
        ) AS `t22`
      ) AS `t27`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t16`.`game_date`,
            `t16`.`rows`,
            `t16`.`games_found`,
            `t16`.`newest`,
            'nba_precompute.player_composite_factors' AS `table`
          FROM (
            SELECT
              `t8`.`game_date`,
              COUNT(*) AS `rows`,
              COUNT(DISTINCT `t8`.`game_id`) AS `games_found`,
              MAX(`t8`.`processed_at`) AS `newest`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t2`
              WHERE
                `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t8`
            GROUP BY
              1
          ) AS `t16`
        ) AS `t23`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t17`.`game_date`,
              `t17`.`rows`,
              `t17`.`games_found`,
              `t17`.`newest`,
              'nba_precompute.player_daily_cache' AS `table`
            FROM (
              SELECT
                `t9`.`cache_date` AS `game_date`,
                COUNT(*) AS `rows`,
                CAST(NULL AS INT64) AS `games_found`,
                MAX(`t9`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t4`
                WHERE
                  `t4`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t9`
              GROUP BY
                1
            ) AS `t17`
          ) AS `t25`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t18`.`game_date`,
              `t18`.`rows`,
              `t18`.`games_found`,
              `t18`.`newest`,
              'nba_predictions.ml_feature_store_v2' AS `table`
            FROM (
              SELECT
                `t10`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t10`.`game_id`) AS `games_found`,
                MAX(`t10`.`created_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t5`
                WHERE
                  `t5`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t10`
              GROUP BY
                1
            ) AS `t18`
          ) AS `t26`
        ) AS `t28`
      ) AS `t29`
    ) AS `t34`
      ON `t40`.`game_date` = `t34`.`game_date` AND `t40`.`table` = `t34`.`table`
  ) AS `t41`
) AS `t42`;

-- 80 % of the players have features
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    `t24`.`predicted`
    AND NOT (
      `t24`.`players` >= (
        `t24`.`expected` * 0.8
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    `t24`.`predicted`
    AND (
      (
        `t24`.`players` >= (
          `t24`.`expected` * 0.8
        )
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(`t24`.`predicted`) AS `applies_4`
FROM (
  SELECT
    `t23`.`game_date`,
    `t23`.`games`,
    `t23`.`final_games`,
    `t23`.`first_tip_off`,
    `t23`.`last_tip_off`,
    `t23`.`opening`,
    `t23`.`predicted`,
    `t23`.`expected`,
    `t23`.`game_date_right`,
    COALESCE(`t23`.`players`, 0) AS `players`
  FROM (
    SELECT
      `t22`.`game_date`,
      `t22`.`games`,
      `t22`.`final_games`,
      `t22`.`first_tip_off`,
      `t22`.`last_tip_off`,
      `t22`.`opening`,
      `t22`.`predicted`,
      `t14`.`expected`,
      `t9`.`game_date` AS `game_date_right`,
      `t9`.`players`
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
              `t6`.`game_date`,
              `t12`.`opening`
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
            ) AS `t6`
            INNER JOIN (
              SELECT
                `t5`.`season_year`,
                MIN(`t5`.`game_date`) AS `opening`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t2`
                WHERE
                  `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                  AND SUBSTRING(`t2`.`game_id`, IF((
                    2 + 1
                  ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t2`.`game_id`)), 1) IN ('2', '4', '5', '6')
              ) AS `t5`
              GROUP BY
                1
            ) AS `t12`
              ON `t6`.`season_year` = `t12`.`season_year`
          ) AS `t18`
            ON `t16`.`game_date` = `t18`.`game_date`
        ) AS `t19`
      ) AS `t20`
      WHERE
        `t20`.`game_date` <= DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
    ) AS `t22`
    INNER JOIN (
      SELECT
        `t7`.`game_date`,
        COUNT(DISTINCT `t7`.`player_lookup`) AS `expected`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_analytics`.`upcoming_player_game_context` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          AND NOT (
            COALESCE(LOWER(`t0`.`player_status`) IN ('doubtful', 'out'), FALSE)
          )
      ) AS `t7`
      GROUP BY
        1
    ) AS `t14`
      ON `t22`.`game_date` = `t14`.`game_date`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`game_date`,
        COUNT(DISTINCT `t3`.`player_lookup`) AS `players`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t3`
      GROUP BY
        1
    ) AS `t9`
      ON `t22`.`game_date` = `t9`.`game_date`
  ) AS `t23`
) AS `t24`;

-- quality is 70 or better on average
-- no critical feature is absent in more than 5 %
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_5`
  )) AS `bad_5`,
  LOGICAL_OR(`t2`.`holds_5` IS NOT NULL) AS `answered_5`,
  COUNTIF(NOT (
    `t2`.`holds_6`
  )) AS `bad_6`,
  LOGICAL_OR(`t2`.`holds_6` IS NOT NULL) AS `answered_6`
FROM (
  SELECT
    `t1`.`game_date`,
    AVG(`t1`.`feature_quality_score`) >= 70 AS `holds_5`,
    ieee_divide(
      GREATEST(
        COUNTIF(
          (
            `t1`.`features`[safe_offset(0)] IS NULL
          )
          OR IS_NAN(`t1`.`features`[safe_offset(0)])
        ),
        COUNTIF(
          (
            `t1`.`features`[safe_offset(1)] IS NULL
          )
          OR IS_NAN(`t1`.`features`[safe_offset(1)])
        ),
        COUNTIF(
          (
            `t1`.`features`[safe_offset(2)] IS NULL
          )
          OR IS_NAN(`t1`.`features`[safe_offset(2)])
        ),
        COUNTIF(
          (
            `t1`.`features`[safe_offset(13)] IS NULL
          )
          OR IS_NAN(`t1`.`features`[safe_offset(13)])
        ),
        COUNTIF(
          (
            `t1`.`features`[safe_offset(31)] IS NULL
          )
          OR IS_NAN(`t1`.`features`[safe_offset(31)])
        )
      ),
      COUNT(*)
    ) <= 0.05 AS `holds_6`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;
