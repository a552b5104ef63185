-- points add up
-- stats are within their ranges
-- minutes are 0 to 60, as 34:12, 34 or 34.2
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      `t1`.`points` = (
        (
          `t1`.`field_goals_made` * 2
        ) + `t1`.`three_pointers_made` + `t1`.`free_throws_made`
      )
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    (
      `t1`.`points` = (
        (
          `t1`.`field_goals_made` * 2
        ) + `t1`.`three_pointers_made` + `t1`.`free_throws_made`
      )
    ) IS NOT NULL
  ) AS `answered_0`,
  COUNTIF(
    NOT (
      `t1`.`points` BETWEEN 0 AND 80
      AND `t1`.`assists` BETWEEN 0 AND 30
      AND `t1`.`total_rebounds` BETWEEN 0 AND 35
      AND `t1`.`steals` BETWEEN 0 AND 11
      AND `t1`.`blocks` BETWEEN 0 AND 12
      AND `t1`.`turnovers` BETWEEN 0 AND 14
      AND `t1`.`personal_fouls` BETWEEN 0 AND 6
      AND `t1`.`field_goals_attempted` BETWEEN 0 AND 50
      AND `t1`.`three_pointers_attempted` BETWEEN 0 AND 25
      AND `t1`.`free_throws_attempted` BETWEEN 0 AND 35
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t1`.`points` BETWEEN 0 AND 80
      AND `t1`.`assists` BETWEEN 0 AND 30
      AND `t1`.`total_rebounds` BETWEEN 0 AND 35
      AND `t1`.`steals` BETWEEN 0 AND 11
      AND `t1`.`blocks` BETWEEN 0 AND 12
      AND `t1`.`turnovers` BETWEEN 0 AND 14
      AND `t1`.`personal_fouls` BETWEEN 0 AND 6
      AND `t1`.`field_goals_attempted` BETWEEN 0 AND 50
      AND `t1`.`three_pointers_attempted` BETWEEN 0 AND 25
      AND `t1`.`free_throws_attempted` BETWEEN 0 AND 35
    ) IS NOT NULL
  ) AS `answered_1`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(
        NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ''),
        '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
      )
      AND IF(
        REGEXP_CONTAINS(
          NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ''),
          '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
        ),
        SAFE_CAST(IF(
          REGEXP_CONTAINS(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), '^([0-9]+([.][0-9]+)?)'),
          IF(
            1 = 0,
            REGEXP_REPLACE(
              TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
              CONCAT('.*?', CONCAT('(', '^([0-9]+([.][0-9]+)?)', ')'), '.*'),
              '\\1'
            ),
            REGEXP_REPLACE(
              TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
              CONCAT('.*?', '^([0-9]+([.][0-9]+)?)', '.*'),
              CONCAT('\\', CAST(1 AS STRING))
            )
          ),
          NULL
        ) AS FLOAT64) + ieee_divide(
          COALESCE(
            SAFE_CAST(IF(
              REGEXP_CONTAINS(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ':([0-9]+)$'),
              IF(
                1 = 0,
                REGEXP_REPLACE(
                  TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
                  CONCAT('.*?', CONCAT('(', ':([0-9]+)$', ')'), '.*'),
                  '\\1'
                ),
                REGEXP_REPLACE(
                  TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
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
      ) BETWEEN 0 AND 60
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      REGEXP_CONTAINS(
        NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ''),
        '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
      )
      AND IF(
        REGEXP_CONTAINS(
          NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ''),
          '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
        ),
        SAFE_CAST(IF(
          REGEXP_CONTAINS(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), '^([0-9]+([.][0-9]+)?)'),
          IF(
            1 = 0,
            REGEXP_REPLACE(
              TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
              CONCAT('.*?', CONCAT('(', '^([0-9]+([.][0-9]+)?)', ')'), '.*'),
              '\\1'
            ),
            REGEXP_REPLACE(
              TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
              CONCAT('.*?', '^([0-9]+([.][0-9]+)?)', '.*'),
              CONCAT('\\', CAST(1 AS STRING))
            )
          ),
          NULL
        ) AS FLOAT64) + ieee_divide(
          COALESCE(
            SAFE_CAST(IF(
              REGEXP_CONTAINS(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ':([0-9]+)$'),
              IF(
                1 = 0,
                REGEXP_REPLACE(
                  TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
                  CONCAT('.*?', CONCAT('(', ':([0-9]+)$', ')'), '.*'),
                  '\\1'
                ),
                REGEXP_REPLACE(
                  TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
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
      ) BETWEEN 0 AND 60
    ) IS NOT NULL
  ) AS `answered_2`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- two teams a game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_3`
  )) AS `bad_3`,
  LOGICAL_OR(`t2`.`holds_3` IS NOT NULL) AS `answered_3`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNT(DISTINCT `t1`.`team_abbr`) = 2 AS `holds_3`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- every final game has player box scores
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t7`.`matched` IS NULL) AS `bad_4`
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
      FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t2`
  ) AS `t4`
    ON `t6`.`game_id` = `t4`.`game_id`
) AS `t7`;

-- player sums are the team's totals
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      `t7`.`points` - `t7`.`players_points` BETWEEN 0 AND 0
      AND `t7`.`fg_made` - `t7`.`players_field_goals_made` BETWEEN 0 AND 0
      AND `t7`.`fg_attempted` - `t7`.`players_field_goals_attempted` BETWEEN 0 AND 0
      AND `t7`.`three_pt_made` - `t7`.`players_three_pointers_made` BETWEEN 0 AND 0
      AND `t7`.`three_pt_attempted` - `t7`.`players_three_pointers_attempted` BETWEEN 0 AND 0
      AND `t7`.`ft_made` - `t7`.`players_free_throws_made` BETWEEN 0 AND 0
      AND `t7`.`ft_attempted` - `t7`.`players_free_throws_attempted` BETWEEN 0 AND 0
      AND `t7`.`assists` - `t7`.`players_assists` BETWEEN 0 AND 0
      AND `t7`.`steals` - `t7`.`players_steals` BETWEEN 0 AND 0
      AND `t7`.`blocks` - `t7`.`players_blocks` BETWEEN 0 AND 0
      AND `t7`.`personal_fouls` - `t7`.`players_personal_fouls` BETWEEN 0 AND 0
      AND `t7`.`total_rebounds` - `t7`.`players_total_rebounds` BETWEEN 0 AND 15
      AND `t7`.`turnovers` - `t7`.`players_turnovers` BETWEEN 0 AND 3
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      `t7`.`points` - `t7`.`players_points` BETWEEN 0 AND 0
      AND `t7`.`fg_made` - `t7`.`players_field_goals_made` BETWEEN 0 AND 0
      AND `t7`.`fg_attempted` - `t7`.`players_field_goals_attempted` BETWEEN 0 AND 0
      AND `t7`.`three_pt_made` - `t7`.`players_three_pointers_made` BETWEEN 0 AND 0
      AND `t7`.`three_pt_attempted` - `t7`.`players_three_pointers_attempted` BETWEEN 0 AND 0
      AND `t7`.`ft_made` - `t7`.`players_free_throws_made` BETWEEN 0 AND 0
      AND `t7`.`ft_attempted` - `t7`.`players_free_throws_attempted` BETWEEN 0 AND 0
      AND `t7`.`assists` - `t7`.`players_assists` BETWEEN 0 AND 0
      AND `t7`.`steals` - `t7`.`players_steals` BETWEEN 0 AND 0
      AND `t7`.`blocks` - `t7`.`players_blocks` BETWEEN 0 AND 0
      AND `t7`.`personal_fouls` - `t7`.`players_personal_fouls` BETWEEN 0 AND 0
      AND `t7`.`total_rebounds` - `t7`.`players_total_rebounds` BETWEEN 0 AND 15
      AND `t7`.`turnovers` - `t7`.`players_turnovers` BETWEEN 0 AND 3
    ) IS NOT NULL
  ) AS `answered_5`
FROM (
  SELECT
    `t6`.`game_id`,
    `t6`.`team_abbr`,
    `t6`.`game_date`,
    `t6`.`players_points`,
    `t6`.`players_field_goals_made`,
    `t6`.`players_field_goals_attempted`,
    `t6`.`players_three_pointers_made`,
    `t6`.`players_three_pointers_attempted`,
    `t6`.`players_free_throws_made`,
    `t6`.`players_free_throws_attempted`,
    `t6`.`players_assists`,
    `t6`.`players_steals`,
    `t6`.`players_blocks`,
    `t6`.`players_personal_fouls`,
    `t6`.`players_total_rebounds`,
    `t6`.`players_turnovers`,
    `t4`.`nba_game_id`,
    `t4`.`game_date` AS `game_date_right`,
    `t4`.`season_year`,
    `t4`.`team_id`,
    `t4`.`team_name`,
    `t4`.`team_city`,
    `t4`.`is_home`,
    `t4`.`minutes`,
    `t4`.`fg_made`,
    `t4`.`fg_attempted`,
    `t4`.`fg_percentage`,
    `t4`.`three_pt_made`,
    `t4`.`three_pt_attempted`,
    `t4`.`three_pt_percentage`,
    `t4`.`ft_made`,
    `t4`.`ft_attempted`,
    `t4`.`ft_percentage`,
    `t4`.`offensive_rebounds`,
    `t4`.`defensive_rebounds`,
    `t4`.`total_rebounds`,
    `t4`.`assists`,
    `t4`.`steals`,
    `t4`.`blocks`,
    `t4`.`turnovers`,
    `t4`.`personal_fouls`,
    `t4`.`points`,
    `t4`.`plus_minus`,
    `t4`.`source_file_path`,
    `t4`.`created_at`,
    `t4`.`data_hash`,
    `t4`.`processed_at`
  FROM (
    SELECT
      `t2`.`game_id`,
      `t2`.`team_abbr`,
      MIN(`t2`.`game_date`) AS `game_date`,
      SUM(`t2`.`points`) AS `players_points`,
      SUM(`t2`.`field_goals_made`) AS `players_field_goals_made`,
      SUM(`t2`.`field_goals_attempted`) AS `players_field_goals_attempted`,
      SUM(`t2`.`three_pointers_made`) AS `players_three_pointers_made`,
      SUM(`t2`.`three_pointers_attempted`) AS `players_three_pointers_attempted`,
      SUM(`t2`.`free_throws_made`) AS `players_free_throws_made`,
      SUM(`t2`.`free_throws_attempted`) AS `players_free_throws_attempted`,
      SUM(`t2`.`assists`) AS `players_assists`,
      SUM(`t2`.`steals`) AS `players_steals`,
      SUM(`t2`.`blocks`) AS `players_blocks`,
      SUM(`t2`.`personal_fouls`) AS `players_personal_fouls`,
      SUM(`t2`.`total_rebounds`) AS `players_total_rebounds`,
      SUM(`t2`.`turnovers`) AS `players_turnovers`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t2`
    GROUP BY
      1,
      2
  ) AS `t6`
  INNER JOIN (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t4`
    ON `t6`.`game_id` = `t4`.`game_id` AND `t6`.`team_abbr` = `t4`.`team_abbr`
) AS `t7`;

-- a team's minutes are 240, and 25 per overtime
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_6`
  )) AS `bad_6`,
  LOGICAL_OR(`t2`.`holds_6` IS NOT NULL) AS `answered_6`
FROM (
  SELECT
    `t1`.`game_id`,
    `t1`.`team_abbr`,
    (
      ABS(
        (
          SUM(
            IF(
              REGEXP_CONTAINS(
                NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ''),
                '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
              ),
              SAFE_CAST(IF(
                REGEXP_CONTAINS(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), '^([0-9]+([.][0-9]+)?)'),
                IF(
                  1 = 0,
                  REGEXP_REPLACE(
                    TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
                    CONCAT('.*?', CONCAT('(', '^([0-9]+([.][0-9]+)?)', ')'), '.*'),
                    '\\1'
                  ),
                  REGEXP_REPLACE(
                    TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
                    CONCAT('.*?', '^([0-9]+([.][0-9]+)?)', '.*'),
                    CONCAT('\\', CAST(1 AS STRING))
                  )
                ),
                NULL
              ) AS FLOAT64) + ieee_divide(
                COALESCE(
                  SAFE_CAST(IF(
                    REGEXP_CONTAINS(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ':([0-9]+)$'),
                    IF(
                      1 = 0,
                      REGEXP_REPLACE(
                        TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
                        CONCAT('.*?', CONCAT('(', ':([0-9]+)$', ')'), '.*'),
                        '\\1'
                      ),
                      REGEXP_REPLACE(
                        TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
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
            )
          ) - 240
        ) - (
          (
            MAX(`t1`.`period`) - 4
          ) * 25
        )
      ) <= COUNTIF(
        IF(
          REGEXP_CONTAINS(
            NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ''),
            '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
          ),
          SAFE_CAST(IF(
            REGEXP_CONTAINS(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), '^([0-9]+([.][0-9]+)?)'),
            IF(
              1 = 0,
              REGEXP_REPLACE(
                TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
                CONCAT('.*?', CONCAT('(', '^([0-9]+([.][0-9]+)?)', ')'), '.*'),
                '\\1'
              ),
              REGEXP_REPLACE(
                TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
                CONCAT('.*?', '^([0-9]+([.][0-9]+)?)', '.*'),
                CONCAT('\\', CAST(1 AS STRING))
              )
            ),
            NULL
          ) AS FLOAT64) + ieee_divide(
            COALESCE(
              SAFE_CAST(IF(
                REGEXP_CONTAINS(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ':([0-9]+)$'),
                IF(
                  1 = 0,
                  REGEXP_REPLACE(
                    TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
                    CONCAT('.*?', CONCAT('(', ':([0-9]+)$', ')'), '.*'),
                    '\\1'
                  ),
                  REGEXP_REPLACE(
                    TRIM(`t1`.`minutes`, ' \t\n\r\v\f'),
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
      )
    )
    OR LOGICAL_OR(
      NOT (
        REGEXP_CONTAINS(
          NULLIF(TRIM(`t1`.`minutes`, ' \t\n\r\v\f'), ''),
          '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
        )
      )
    ) AS `holds_6`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND (
        (
          `t0`.`game_status` IS NULL
        ) OR (
          `t0`.`game_status` = 'Final'
        )
      )
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`;
