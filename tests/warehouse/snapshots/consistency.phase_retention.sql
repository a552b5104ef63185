-- 98 % of final games have box scores
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t8`.`holds_0`
  )) AS `bad_0`,
  LOGICAL_OR(`t8`.`holds_0` IS NOT NULL) AS `answered_0`
FROM (
  SELECT
    `t7`.`game_date`,
    COUNT(`t7`.`matched`) >= (
      COUNT(*) * 0.98
    ) AS `holds_0`
  FROM (
    SELECT
      `t6`.`game_date`,
      `t6`.`home_team_tricode`,
      `t6`.`away_team_tricode`,
      `t6`.`game_id`,
      `t6`.`nba_game_id`,
      `t4`.`game_id` AS `game_id_found`,
      `t4`.`matched`
    FROM (
      SELECT
        `t0`.`game_date`,
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
        AND `t0`.`game_status` = 3
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
    ) AS `t6`
    LEFT OUTER JOIN (
      SELECT
        `t2`.`game_id`,
        TRUE AS `matched`
      FROM (
        SELECT DISTINCT
          `t1`.`game_id`
        FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t2`
    ) AS `t4`
      ON `t6`.`game_id` = `t4`.`game_id`
  ) AS `t7`
  GROUP BY
    1
) AS `t8`;

-- 95 % of players with minutes are in analytics
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t8`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t8`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t7`.`game_date`,
    COUNT(`t7`.`matched`) >= (
      COUNT(*) * 0.95
    ) AS `holds_1`
  FROM (
    SELECT
      `t6`.`game_id`,
      `t6`.`game_date`,
      `t6`.`player_lookup`,
      `t4`.`game_id` AS `game_id_found`,
      `t4`.`player_lookup` AS `player_lookup_found`,
      `t4`.`matched`
    FROM (
      SELECT
        `t0`.`game_id`,
        `t0`.`game_date`,
        `t0`.`player_lookup`
      FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND IF(
          REGEXP_CONTAINS(
            NULLIF(TRIM(`t0`.`minutes`, ' \t\n\r\v\f'), ''),
            '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
          ),
          SAFE_CAST(IF(
            REGEXP_CONTAINS(TRIM(`t0`.`minutes`, ' \t\n\r\v\f'), '^([0-9]+([.][0-9]+)?)'),
            IF(
              1 = 0,
              REGEXP_REPLACE(
                TRIM(`t0`.`minutes`, ' \t\n\r\v\f'),
                CONCAT('.*?', CONCAT('(', '^([0-9]+([.][0-9]+)?)', ')'), '.*'),
                '\\1'
              ),
              REGEXP_REPLACE(
                TRIM(`t0`.`minutes`, ' \t\n\r\v\f'),
                CONCAT('.*?', '^([0-9]+([.][0-9]+)?)', '.*'),
                CONCAT('\\', CAST(1 AS STRING))
              )
            ),
            NULL
          ) AS FLOAT64) + ieee_divide(
            COALESCE(
              SAFE_CAST(IF(
                REGEXP_CONTAINS(TRIM(`t0`.`minutes`, ' \t\n\r\v\f'), ':([0-9]+)$'),
                IF(
                  1 = 0,
                  REGEXP_REPLACE(
                    TRIM(`t0`.`minutes`, ' \t\n\r\v\f'),
                    CONCAT('.*?', CONCAT('(', ':([0-9]+)$', ')'), '.*'),
                    '\\1'
                  ),
                  REGEXP_REPLACE(
                    TRIM(`t0`.`minutes`, ' \t\n\r\v\f'),
                    CONCAT('.*?', ':([0-9]+)$', '.*'),
                    CONCAT('\\', CAST(1 AS STRING))
                  )
                ),
                NULL
              ) AS FLOAT64),
              0.0
            ),
            60
          ),
          CAST(NULL AS FLOAT64)
        ) > 0
    ) AS `t6`
    LEFT OUTER JOIN (
      SELECT
        `t2`.`game_id`,
        `t2`.`player_lookup`,
        TRUE AS `matched`
      FROM (
        SELECT DISTINCT
          `t1`.`game_id`,
          `t1`.`player_lookup`
        FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t2`
    ) AS `t4`
      ON `t6`.`game_id` = `t4`.`game_id` AND `t6`.`player_lookup` = `t4`.`player_lookup`
  ) AS `t7`
  GROUP BY
    1
) AS `t8`;

-- 90 % of players in analytics have features
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t8`.`holds_2`
  )) AS `bad_2`,
  LOGICAL_OR(`t8`.`holds_2` IS NOT NULL) AS `answered_2`
FROM (
  SELECT
    `t7`.`game_date`,
    COUNT(`t7`.`matched`) >= (
      COUNT(*) * 0.9
    ) AS `holds_2`
  FROM (
    SELECT
      `t4`.`game_id`,
      `t4`.`game_date`,
      `t4`.`player_lookup`,
      `t6`.`game_date` AS `game_date_found`,
      `t6`.`player_lookup` AS `player_lookup_found`,
      `t6`.`matched`
    FROM (
      SELECT
        `t0`.`game_id`,
        `t0`.`game_date`,
        `t0`.`player_lookup`
      FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND `t0`.`minutes_played` > 0
    ) AS `t4`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`game_date`,
        `t3`.`player_lookup`,
        TRUE AS `matched`
      FROM (
        SELECT DISTINCT
          `t1`.`game_date`,
          `t1`.`player_lookup`
        FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t3`
    ) AS `t6`
      ON `t4`.`game_date` = `t6`.`game_date`
      AND `t4`.`player_lookup` = `t6`.`player_lookup`
  ) AS `t7`
  GROUP BY
    1
) AS `t8`;

-- 85 % of ready players are predicted
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t23`.`holds_3`
  )) AS `bad_3`,
  LOGICAL_OR(`t23`.`holds_3` IS NOT NULL) AS `answered_3`
FROM (
  SELECT
    `t22`.`game_date`,
    COUNT(`t22`.`matched`) >= (
      COUNT(*) * 0.85
    ) AS `holds_3`
  FROM (
    SELECT
      `t5`.`game_id`,
      `t5`.`game_date`,
      `t5`.`player_lookup`,
      `t13`.`game_date` AS `game_date_found`,
      `t13`.`player_lookup` AS `player_lookup_found`,
      `t13`.`matched`
    FROM (
      SELECT
        `t0`.`game_id`,
        `t0`.`game_date`,
        `t0`.`player_lookup`
      FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND COALESCE(`t0`.`is_production_ready`, FALSE)
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT
        `t8`.`game_date`,
        `t8`.`player_lookup`,
        TRUE AS `matched`
      FROM (
        SELECT DISTINCT
          `t4`.`game_date`,
          `t4`.`player_lookup`
        FROM (
          SELECT DISTINCT
            `t1`.`game_id`,
            `t1`.`game_date`,
            `t1`.`player_lookup`
          FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t1`
          WHERE
            `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            AND `t1`.`is_active`
        ) AS `t4`
      ) AS `t8`
    ) AS `t13`
      ON `t5`.`game_date` = `t13`.`game_date`
      AND `t5`.`player_lookup` = `t13`.`player_lookup`
    WHERE
      EXISTS(
        SELECT
          1
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
                `t11`.`game_date`,
                COUNT(DISTINCT `t11`.`game_id`) AS `games`,
                COUNT(DISTINCT IF(`t11`.`game_status` = 3, `t11`.`game_id`, NULL)) AS `final_games`,
                MIN(`t11`.`game_date_est`) AS `first_tip_off`,
                MAX(`t11`.`game_date_est`) AS `last_tip_off`
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
              ) AS `t11`
              GROUP BY
                1
            ) AS `t16`
            INNER JOIN (
              SELECT
                `t9`.`game_date`,
                `t14`.`opening`
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
              ) AS `t9`
              INNER JOIN (
                SELECT
                  `t7`.`season_year`,
                  MIN(`t7`.`game_date`) AS `opening`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t2`
                  WHERE
                    `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                    AND SUBSTRING(`t2`.`game_id`, IF((
                      2 + 1
                    ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t2`.`game_id`)), 1) IN ('2', '4', '5', '6')
                ) AS `t7`
                GROUP BY
                  1
              ) AS `t14`
                ON `t9`.`season_year` = `t14`.`season_year`
            ) AS `t18`
              ON `t16`.`game_date` = `t18`.`game_date`
          ) AS `t19`
          WHERE
            `t19`.`game_date` >= DATE_ADD(`t19`.`opening`, INTERVAL '14' DAY)
        ) AS `t21`
        WHERE
          `t5`.`game_date` = `t21`.`game_date`
      )
  ) AS `t22`
  GROUP BY
    1
) AS `t23`;

-- 80 % of predictions that count are graded
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t12`.`holds_4`
  )) AS `bad_4`,
  LOGICAL_OR(`t12`.`holds_4` IS NOT NULL) AS `answered_4`
FROM (
  SELECT
    `t11`.`game_date`,
    COUNT(`t11`.`matched`) >= (
      COUNT(*) * 0.8
    ) AS `holds_4`
  FROM (
    SELECT
      `t5`.`game_id`,
      `t5`.`game_date`,
      `t5`.`player_lookup`,
      `t5`.`system_id`,
      `t5`.`line_value`,
      `t7`.`game_id` AS `game_id_found`,
      `t7`.`player_lookup` AS `player_lookup_found`,
      `t7`.`system_id` AS `system_id_found`,
      `t7`.`line_value` AS `line_value_found`,
      `t7`.`matched`
    FROM (
      SELECT
        `t0`.`game_id`,
        `t0`.`game_date`,
        `t0`.`player_lookup`,
        `t0`.`system_id`,
        `t0`.`current_points_line` AS `line_value`
      FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
        AND `t0`.`is_active`
        AND `t0`.`invalidation_reason` IS NULL
        AND `t0`.`line_source` IN ('ACTUAL_PROP', 'BETTINGPROS', 'ODDS_API')
        AND COALESCE(`t0`.`current_points_line` <> 20.0, FALSE)
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`game_id`,
        `t3`.`player_lookup`,
        `t3`.`system_id`,
        `t3`.`line_value`,
        TRUE AS `matched`
      FROM (
        SELECT DISTINCT
          `t2`.`game_id`,
          `t2`.`player_lookup`,
          `t2`.`system_id`,
          `t2`.`line_value`
        FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t2`
        WHERE
          `t2`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
      ) AS `t3`
    ) AS `t7`
      ON `t5`.`game_id` = `t7`.`game_id`
      AND `t5`.`player_lookup` = `t7`.`player_lookup`
      AND `t5`.`system_id` = `t7`.`system_id`
      AND `t5`.`line_value` = `t7`.`line_value`
    WHERE
      EXISTS(
        SELECT
          1
        FROM (
          SELECT
            *
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
              `t1`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
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
          ) AS `t8`
          WHERE
            `t8`.`game_status` = 3
            AND `t8`.`game_date_est` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '24' HOUR)
        ) AS `t10`
        WHERE
          `t5`.`game_id` = `t10`.`game_id`
      )
  ) AS `t11`
  GROUP BY
    1
) AS `t12`;

-- no analytics without a box score
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t7`.`matched` IS NULL) AS `bad_5`
FROM (
  SELECT
    `t4`.`game_id`,
    `t4`.`game_date`,
    `t4`.`player_lookup`,
    `t6`.`game_id` AS `game_id_found`,
    `t6`.`player_lookup` AS `player_lookup_found`,
    `t6`.`matched`
  FROM (
    SELECT
      `t0`.`game_id`,
      `t0`.`game_date`,
      `t0`.`player_lookup`
    FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND `t0`.`minutes_played` > 0
  ) AS `t4`
  LEFT OUTER JOIN (
    SELECT
      `t3`.`game_id`,
      `t3`.`player_lookup`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t1`.`game_id`,
        `t1`.`player_lookup`
      FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t3`
  ) AS `t6`
    ON `t4`.`game_id` = `t6`.`game_id` AND `t4`.`player_lookup` = `t6`.`player_lookup`
) AS `t7`;

-- no prediction without features
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t7`.`matched` IS NULL) AS `bad_6`
FROM (
  SELECT
    `t4`.`game_id`,
    `t4`.`game_date`,
    `t4`.`player_lookup`,
    `t6`.`game_date` AS `game_date_found`,
    `t6`.`player_lookup` AS `player_lookup_found`,
    `t6`.`matched`
  FROM (
    SELECT DISTINCT
      `t0`.`game_id`,
      `t0`.`game_date`,
      `t0`.`player_lookup`
    FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND `t0`.`is_active`
  ) AS `t4`
  LEFT OUTER JOIN (
    SELECT
      `t3`.`game_date`,
      `t3`.`player_lookup`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t1`.`game_date`,
        `t1`.`player_lookup`
      FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t3`
  ) AS `t6`
    ON `t4`.`game_date` = `t6`.`game_date`
    AND `t4`.`player_lookup` = `t6`.`player_lookup`
) AS `t7`;

-- no grade without a prediction
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    COALESCE(`t6`.`was_said`, FALSE)
  )) AS `bad_7`,
  LOGICAL_OR(COALESCE(`t6`.`was_said`, FALSE) IS NOT NULL) AS `answered_7`
FROM (
  SELECT
    `t3`.`player_lookup`,
    `t3`.`game_id`,
    `t3`.`game_date`,
    `t3`.`system_id`,
    `t3`.`team_abbr`,
    `t3`.`opponent_team_abbr`,
    `t3`.`predicted_points`,
    `t3`.`confidence_score`,
    `t3`.`confidence_decile`,
    `t3`.`recommendation`,
    `t3`.`line_value`,
    `t3`.`referee_adjustment`,
    `t3`.`pace_adjustment`,
    `t3`.`similarity_sample_size`,
    `t3`.`actual_points`,
    `t3`.`minutes_played`,
    `t3`.`absolute_error`,
    `t3`.`signed_error`,
    `t3`.`prediction_correct`,
    `t3`.`predicted_margin`,
    `t3`.`actual_margin`,
    `t3`.`within_3_points`,
    `t3`.`within_5_points`,
    `t3`.`is_voided`,
    `t3`.`void_reason`,
    `t3`.`pre_game_injury_flag`,
    `t3`.`pre_game_injury_status`,
    `t3`.`injury_confirmed_postgame`,
    `t3`.`model_version`,
    `t3`.`graded_at`,
    `t5`.`game_id` AS `game_id_said`,
    `t5`.`player_lookup` AS `player_lookup_said`,
    `t5`.`system_id` AS `system_id_said`,
    `t5`.`line_value` AS `line_value_said`,
    `t5`.`said_points`,
    `t5`.`said_recommendation`,
    `t5`.`said_confidence`,
    `t5`.`was_said`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t3`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`player_lookup`,
      `t1`.`system_id`,
      `t1`.`current_points_line` AS `line_value`,
      `t1`.`predicted_points` AS `said_points`,
      `t1`.`recommendation` AS `said_recommendation`,
      IF(
        `t1`.`system_id` IN (
          'catboost_v8',
          'ensemble_v1',
          'ensemble_v1_1',
          'similarity_balanced_v1',
          'xgboost_v1'
        ),
        ieee_divide(CAST(`t1`.`confidence_score` AS FLOAT64), 100),
        CAST(`t1`.`confidence_score` AS FLOAT64)
      ) AS `said_confidence`,
      TRUE AS `was_said`
    FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
    ON `t3`.`game_id` = `t5`.`game_id`
    AND `t3`.`player_lookup` = `t5`.`player_lookup`
    AND `t3`.`system_id` = `t5`.`system_id`
    AND `t3`.`line_value` = `t5`.`line_value`
) AS `t6`;
