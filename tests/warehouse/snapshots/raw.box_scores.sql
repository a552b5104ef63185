-- one row for each game_id, player_lookup
-- points add up
-- made never exceeds attempted
-- rebounds add up
-- minutes are 0 to 65, as 34:12, 34 or 34.2
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`player_lookup`)))
  ) AS `distinct_0`,
  COUNTIF(
    NOT (
      `t1`.`points` = (
        (
          `t1`.`field_goals_made` * 2
        ) + `t1`.`three_pointers_made` + `t1`.`free_throws_made`
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t1`.`points` = (
        (
          `t1`.`field_goals_made` * 2
        ) + `t1`.`three_pointers_made` + `t1`.`free_throws_made`
      )
    ) IS NOT NULL
  ) AS `answered_2`,
  COUNTIF(
    NOT (
      (
        `t1`.`field_goals_made` <= `t1`.`field_goals_attempted`
      )
      AND (
        `t1`.`three_pointers_made` <= `t1`.`three_pointers_attempted`
      )
      AND (
        `t1`.`free_throws_made` <= `t1`.`free_throws_attempted`
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      (
        `t1`.`field_goals_made` <= `t1`.`field_goals_attempted`
      )
      AND (
        `t1`.`three_pointers_made` <= `t1`.`three_pointers_attempted`
      )
      AND (
        `t1`.`free_throws_made` <= `t1`.`free_throws_attempted`
      )
    ) IS NOT NULL
  ) AS `answered_3`,
  COUNTIF(
    NOT (
      `t1`.`rebounds` = (
        `t1`.`offensive_rebounds` + `t1`.`defensive_rebounds`
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      `t1`.`rebounds` = (
        `t1`.`offensive_rebounds` + `t1`.`defensive_rebounds`
      )
    ) IS NOT NULL
  ) AS `answered_4`,
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
      ) BETWEEN 0 AND 65
    )
  ) AS `bad_5`,
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
      ) BETWEEN 0 AND 65
    ) IS NOT NULL
  ) AS `answered_5`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- 20 to 40 players a game
-- both teams are in a game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t2`.`holds_1` IS NOT NULL) AS `answered_1`,
  COUNTIF(NOT (
    `t2`.`holds_7`
  )) AS `bad_7`,
  LOGICAL_OR(`t2`.`holds_7` IS NOT NULL) AS `answered_7`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNT(DISTINCT `t1`.`player_lookup`) BETWEEN 20 AND 40 AS `holds_1`,
    COUNT(DISTINCT `t1`.`team_abbr`) = 2 AS `holds_7`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- every final game has box scores
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t7`.`matched` IS NULL) AS `bad_6`
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
) AS `t7`;
