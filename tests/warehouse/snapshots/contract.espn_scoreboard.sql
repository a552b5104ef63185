-- one row for each game_id
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- espn_game_id is never NULL
-- espn_game_id matches ^\d+$
-- game_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- home_team_abbr is never NULL
-- home_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_abbr is never NULL
-- away_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- home_team_name is never NULL
-- away_team_name is never NULL
-- home_team_espn_id is never NULL
-- home_team_espn_id is one of 1, 2, 17, 30, 4, 5, … (30 values)
-- away_team_espn_id is never NULL
-- away_team_espn_id is one of 1, 2, 17, 30, 4, 5, … (30 values)
-- home_team_espn_abbr is never NULL
-- home_team_espn_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_espn_abbr is never NULL
-- away_team_espn_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- game_status is never NULL
-- game_status matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- game_status_detail is never NULL
-- espn_status_id is never NULL
-- espn_status_id matches ^\d+$
-- espn_state is never NULL
-- espn_state is one of pre, in, post
-- is_completed is never NULL
-- home_team_score is never NULL
-- home_team_score is at least 0
-- home_team_score is at most 190
-- away_team_score is never NULL
-- away_team_score is at least 0
-- away_team_score is at most 190
-- home_team_winner is never NULL
-- away_team_winner is never NULL
-- scrape_timestamp is never NULL
-- source_file_path is never NULL
-- processing_confidence is never NULL
-- processing_confidence is at least 0
-- processing_confidence is at most 1
-- data_quality_flags is never NULL
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- game id names the day and the teams
-- season year is the season of the day
-- game date is the eastern day of the tip off
-- a final game has a winner
-- winner scored more
-- a final game is completed
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`espn_game_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`espn_game_id`, '^\\d+$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr` IS NOT NULL
  )) AS `bad_9`,
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
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`away_team_abbr` IS NOT NULL
  )) AS `bad_11`,
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
  ) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`home_team_name` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`away_team_name` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`home_team_espn_id` IS NOT NULL
  )) AS `bad_15`,
  COUNTIF(
    NOT (
      `t1`.`home_team_espn_id` IN (
        '1',
        '10',
        '11',
        '12',
        '13',
        '14',
        '15',
        '16',
        '17',
        '18',
        '19',
        '2',
        '20',
        '21',
        '22',
        '23',
        '24',
        '25',
        '26',
        '27',
        '28',
        '29',
        '3',
        '30',
        '4',
        '5',
        '6',
        '7',
        '8',
        '9'
      )
      OR (
        `t1`.`home_team_espn_id` IS NULL
      )
    )
  ) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`away_team_espn_id` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(
    NOT (
      `t1`.`away_team_espn_id` IN (
        '1',
        '10',
        '11',
        '12',
        '13',
        '14',
        '15',
        '16',
        '17',
        '18',
        '19',
        '2',
        '20',
        '21',
        '22',
        '23',
        '24',
        '25',
        '26',
        '27',
        '28',
        '29',
        '3',
        '30',
        '4',
        '5',
        '6',
        '7',
        '8',
        '9'
      )
      OR (
        `t1`.`away_team_espn_id` IS NULL
      )
    )
  ) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`home_team_espn_abbr` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      `t1`.`home_team_espn_abbr` IN (
        'ATL',
        'BKN',
        'BOS',
        'CHA',
        'CHI',
        'CLE',
        'DAL',
        'DEN',
        'DET',
        'GS',
        'HOU',
        'IND',
        'LAC',
        'LAL',
        'MEM',
        'MIA',
        'MIL',
        'MIN',
        'NO',
        'NY',
        'OKC',
        'ORL',
        'PHI',
        'PHX',
        'POR',
        'SA',
        'SAC',
        'TOR',
        'UTAH',
        'WSH'
      )
      OR (
        `t1`.`home_team_espn_abbr` IS NULL
      )
    )
  ) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`away_team_espn_abbr` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(
    NOT (
      `t1`.`away_team_espn_abbr` IN (
        'ATL',
        'BKN',
        'BOS',
        'CHA',
        'CHI',
        'CLE',
        'DAL',
        'DEN',
        'DET',
        'GS',
        'HOU',
        'IND',
        'LAC',
        'LAL',
        'MEM',
        'MIA',
        'MIL',
        'MIN',
        'NO',
        'NY',
        'OKC',
        'ORL',
        'PHI',
        'PHX',
        'POR',
        'SA',
        'SAC',
        'TOR',
        'UTAH',
        'WSH'
      )
      OR (
        `t1`.`away_team_espn_abbr` IS NULL
      )
    )
  ) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`game_status` IS NOT NULL
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_status`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`game_status_detail` IS NOT NULL
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`espn_status_id` IS NOT NULL
  )) AS `bad_26`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`espn_status_id`, '^\\d+$')
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`espn_state` IS NOT NULL
  )) AS `bad_28`,
  COUNTIF(
    NOT (
      `t1`.`espn_state` IN ('in', 'post', 'pre') OR (
        `t1`.`espn_state` IS NULL
      )
    )
  ) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`is_completed` IS NOT NULL
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`home_team_score` IS NOT NULL
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`home_team_score` >= 0
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`home_team_score` <= 190
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`away_team_score` IS NOT NULL
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`away_team_score` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`away_team_score` <= 190
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`home_team_winner` IS NOT NULL
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`away_team_winner` IS NOT NULL
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`scrape_timestamp` IS NOT NULL
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_40`,
  COUNTIF(
    NOT (
      (
        `t1`.`processing_confidence` IS NOT NULL
      )
      AND NOT (
        IS_NAN(`t1`.`processing_confidence`)
      )
    )
  ) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`processing_confidence` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`processing_confidence` <= 1
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`data_quality_flags` IS NOT NULL
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_45`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_47`,
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
  ) AS `bad_48`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_49`,
  COUNTIF(
    NOT (
      `t1`.`game_date` = DATE(`t1`.`scheduled_start_time`, 'America/New_York')
    )
  ) AS `bad_50`,
  COUNTIF(
    NOT (
      (
        `t1`.`game_status` <> 'final'
      )
      OR `t1`.`home_team_winner`
      OR `t1`.`away_team_winner`
    )
  ) AS `bad_51`,
  COUNTIF(
    NOT (
      (
        NOT (
          `t1`.`home_team_winner`
        )
        OR (
          `t1`.`home_team_score` > `t1`.`away_team_score`
        )
      )
      AND (
        NOT (
          `t1`.`away_team_winner`
        )
        OR (
          `t1`.`away_team_score` > `t1`.`home_team_score`
        )
      )
    )
  ) AS `bad_52`,
  COUNTIF(NOT (
    (
      `t1`.`game_status` <> 'final'
    ) OR `t1`.`is_completed`
  )) AS `bad_53`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
