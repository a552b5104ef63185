-- one row for each scrape_timestamp, game_date, home_team, away_team
-- scrape_timestamp is never NULL
-- execution_id is never NULL
-- workflow matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- game_date is never NULL
-- home_team is never NULL
-- home_team is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team is never NULL
-- away_team is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- was_available is never NULL
-- player_count is at least 0
-- player_count is at most 40
-- bdl_game_id is at least 1
-- two teams play
-- what was there had players
-- nothing is there before the game starts
-- game starts on its eastern day
-- game starts before it ends
-- nobody looks before the game day
-- written after the look
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`scrape_timestamp`, `t1`.`game_date`, `t1`.`home_team`, `t1`.`away_team`)
      )
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`scrape_timestamp` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`execution_id` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`workflow`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`home_team` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      `t1`.`home_team` IN (
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
        `t1`.`home_team` IS NULL
      )
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`away_team` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(
    NOT (
      `t1`.`away_team` IN (
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
        `t1`.`away_team` IS NULL
      )
    )
  ) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`was_available` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`player_count` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`player_count` <= 40
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`bdl_game_id` >= 1
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`home_team` <> `t1`.`away_team`
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`was_available`
      ) OR (
        `t1`.`player_count` > 0
      )
    )
  ) AS `bad_15`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`was_available`
      )
      OR (
        `t1`.`scrape_timestamp` >= `t1`.`expected_start_time`
      )
    )
  ) AS `bad_16`,
  COUNTIF(
    NOT (
      DATE(`t1`.`expected_start_time`, 'America/New_York') = `t1`.`game_date`
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`expected_start_time` < `t1`.`estimated_end_time`
  )) AS `bad_18`,
  COUNTIF(NOT (
    DATE(`t1`.`scrape_timestamp`, 'America/New_York') >= `t1`.`game_date`
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`scrape_timestamp`
  )) AS `bad_20`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`bdl_game_scrape_attempts` AS `t0`
  WHERE
    `t0`.`scrape_timestamp` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`scrape_timestamp` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`scrape_timestamp`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
