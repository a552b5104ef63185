-- one row for each game_id, official_position
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- game_date is never NULL
-- season is never NULL
-- season matches ^20\d{2}$
-- game_code is never NULL
-- game_code matches ^\d{8}/[A-Z]{6}$
-- home_team_id is never NULL
-- home_team_id is one of 1610612737, 1610612738, 1610612751, 1610612766, 1610612741, 1610612739, … (30 values)
-- home_team is never NULL
-- home_team_abbr is never NULL
-- home_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_id is never NULL
-- away_team_id is one of 1610612737, 1610612738, 1610612751, 1610612766, 1610612741, 1610612739, … (30 values)
-- away_team is never NULL
-- away_team_abbr is never NULL
-- away_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- official_position is never NULL
-- official_position is at least 1
-- official_position is at most 4
-- official_name is never NULL
-- official_code is never NULL
-- official_code is above 0
-- source_file_path is never NULL
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- game id names the day and the teams
-- game code names the day and the teams
-- season is the season of the day
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`official_position`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`season` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season`, '^20\\d{2}$')
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`game_code` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_code`, '^\\d{8}/[A-Z]{6}$')
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`home_team_id` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(
    NOT (
      `t1`.`home_team_id` IN (
        1610612737,
        1610612738,
        1610612739,
        1610612740,
        1610612741,
        1610612742,
        1610612743,
        1610612744,
        1610612745,
        1610612746,
        1610612747,
        1610612748,
        1610612749,
        1610612750,
        1610612751,
        1610612752,
        1610612753,
        1610612754,
        1610612755,
        1610612756,
        1610612757,
        1610612758,
        1610612759,
        1610612760,
        1610612761,
        1610612762,
        1610612763,
        1610612764,
        1610612765,
        1610612766
      )
      OR (
        `t1`.`home_team_id` IS NULL
      )
    )
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`home_team` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(
    NOT (
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
      OR (
        `t1`.`home_team_abbr` IS NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`away_team_id` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      `t1`.`away_team_id` IN (
        1610612737,
        1610612738,
        1610612739,
        1610612740,
        1610612741,
        1610612742,
        1610612743,
        1610612744,
        1610612745,
        1610612746,
        1610612747,
        1610612748,
        1610612749,
        1610612750,
        1610612751,
        1610612752,
        1610612753,
        1610612754,
        1610612755,
        1610612756,
        1610612757,
        1610612758,
        1610612759,
        1610612760,
        1610612761,
        1610612762,
        1610612763,
        1610612764,
        1610612765,
        1610612766
      )
      OR (
        `t1`.`away_team_id` IS NULL
      )
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`away_team` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`away_team_abbr` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(
    NOT (
      `t1`.`away_team_abbr` IN (
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
      OR (
        `t1`.`away_team_abbr` IS NULL
      )
    )
  ) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`official_position` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`official_position` >= 1
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`official_position` <= 4
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`official_name` IS NOT NULL
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`official_code` IS NOT NULL
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`official_code` > 0
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_26`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_28`,
  COUNTIF(
    NOT (
      `t1`.`game_id` = CONCAT(
        CONCAT(
          CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`away_team_abbr`),
          '_'
        ),
        `t1`.`home_team_abbr`
      )
    )
  ) AS `bad_29`,
  COUNTIF(
    NOT (
      `t1`.`game_code` = CONCAT(
        CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '/'), `t1`.`away_team_abbr`),
        `t1`.`home_team_abbr`
      )
    )
  ) AS `bad_30`,
  COUNTIF(
    NOT (
      `t1`.`season` = CAST(EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64) AS STRING)
    )
  ) AS `bad_31`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_referee_game_assignments` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
