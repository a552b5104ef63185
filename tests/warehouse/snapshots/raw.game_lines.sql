-- 8 rows a game and snapshot
-- DraftKings and FanDuel are both there
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_0`
  )) AS `bad_0`,
  LOGICAL_OR(`t2`.`holds_0` IS NOT NULL) AS `answered_0`,
  COUNTIF(NOT (
    `t2`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t2`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t1`.`game_id`,
    `t1`.`snapshot_timestamp`,
    COUNTIF(`t1`.`market_key` IN ('spreads', 'totals')) = 8 AS `holds_0`,
    COUNT(
      DISTINCT IF(
        `t1`.`market_key` IN ('spreads', 'totals')
        AND `t1`.`bookmaker_key` IN ('draftkings', 'fanduel'),
        `t1`.`bookmaker_key`,
        NULL
      )
    ) = 2 AS `holds_1`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`;

-- each book has spreads and totals
-- the two spreads of a book are opposite
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_2`
  )) AS `bad_2`,
  LOGICAL_OR(`t2`.`holds_2` IS NOT NULL) AS `answered_2`,
  COUNTIF(NOT (
    `t2`.`holds_5`
  )) AS `bad_5`,
  LOGICAL_OR(`t2`.`holds_5` IS NOT NULL) AS `answered_5`
FROM (
  SELECT
    `t1`.`game_id`,
    `t1`.`snapshot_timestamp`,
    `t1`.`bookmaker_key`,
    COUNT(DISTINCT IF(`t1`.`market_key` IN ('spreads', 'totals'), `t1`.`market_key`, NULL)) = 2 AS `holds_2`,
    MAX(IF(`t1`.`market_key` = 'spreads', `t1`.`outcome_point`, NULL)) = -(
      MIN(IF(`t1`.`market_key` = 'spreads', `t1`.`outcome_point`, NULL))
    ) AS `holds_5`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1,
    2,
    3
) AS `t2`;

-- spread from -20 to +20
-- total from 200 to 245
-- snapshot is taken before tip-off
-- both team names are mapped
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t1`.`market_key` = 'spreads'
    )
    AND (
      `t1`.`snapshot_timestamp` <= `t1`.`commence_time`
    )
    AND NOT (
      `t1`.`outcome_point` BETWEEN -20 AND 20
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t1`.`market_key` = 'spreads'
    )
    AND (
      `t1`.`snapshot_timestamp` <= `t1`.`commence_time`
    )
    AND (
      (
        `t1`.`outcome_point` BETWEEN -20 AND 20
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(
    (
      `t1`.`market_key` = 'spreads'
    )
    AND (
      `t1`.`snapshot_timestamp` <= `t1`.`commence_time`
    )
  ) AS `applies_3`,
  COUNTIF(
    (
      `t1`.`market_key` = 'totals'
    )
    AND (
      `t1`.`snapshot_timestamp` <= `t1`.`commence_time`
    )
    AND NOT (
      `t1`.`outcome_point` BETWEEN 200 AND 245
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      `t1`.`market_key` = 'totals'
    )
    AND (
      `t1`.`snapshot_timestamp` <= `t1`.`commence_time`
    )
    AND (
      (
        `t1`.`outcome_point` BETWEEN 200 AND 245
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(
    (
      `t1`.`market_key` = 'totals'
    )
    AND (
      `t1`.`snapshot_timestamp` <= `t1`.`commence_time`
    )
  ) AS `applies_4`,
  COUNTIF(NOT (
    `t1`.`snapshot_timestamp` <= `t1`.`commence_time`
  )) AS `bad_6`,
  LOGICAL_OR((
    `t1`.`snapshot_timestamp` <= `t1`.`commence_time`
  ) IS NOT NULL) AS `answered_6`,
  COUNTIF(
    NOT (
      COALESCE(
        `t1`.`home_team_abbr` IN (
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
        AND `t1`.`away_team_abbr` IN (
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
        ),
        FALSE
      )
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    COALESCE(
      `t1`.`home_team_abbr` IN (
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
      AND `t1`.`away_team_abbr` IN (
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
      ),
      FALSE
    ) IS NOT NULL
  ) AS `answered_7`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- every game has lines
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t8`.`matched` IS NULL) AS `bad_8`
FROM (
  SELECT
    `t7`.`game_date`,
    `t7`.`game_date_est`,
    `t7`.`game_status`,
    `t7`.`home_team_tricode`,
    `t7`.`away_team_tricode`,
    `t7`.`game_id`,
    `t7`.`nba_game_id`,
    `t4`.`game_id` AS `game_id_found`,
    `t4`.`matched`
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
    ) AS `t5`
    WHERE
      (
        `t5`.`game_status` = 3
      )
      OR (
        `t5`.`game_date_est` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
      )
  ) AS `t7`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`game_id`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t1`.`game_id`
      FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t2`
  ) AS `t4`
    ON `t7`.`game_id` = `t4`.`game_id`
) AS `t8`;
