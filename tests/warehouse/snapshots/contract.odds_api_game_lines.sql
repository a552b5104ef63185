-- one row for each game_id, snapshot_timestamp, bookmaker_key, market_key, outcome_name
-- snapshot_timestamp is never NULL
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- sport_key is never NULL
-- sport_key is one of basketball_nba
-- sport_title is never NULL
-- sport_title is one of NBA
-- commence_time is never NULL
-- game_date is never NULL
-- home_team is never NULL
-- away_team is never NULL
-- home_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- bookmaker_key is never NULL
-- bookmaker_key matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- bookmaker_title is never NULL
-- bookmaker_last_update is never NULL
-- market_key is never NULL
-- market_key is one of h2h, spreads, totals
-- market_last_update is never NULL
-- outcome_name is never NULL
-- outcome_price is never NULL
-- outcome_price is above 1
-- source_file_path is never NULL
-- data_source is one of current, historical, backfill, manual
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- game id names the day and the teams
-- game date is the eastern day of the tip off
-- only a moneyline has no point
-- a total is over or under
-- other outcomes are the two teams
-- point is in half steps
-- spread is at most 40
-- total is between 150 and 300
-- the book changed the line before the snapshot
-- snapshots are in order
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(
          `t1`.`game_id`,
          `t1`.`snapshot_timestamp`,
          `t1`.`bookmaker_key`,
          `t1`.`market_key`,
          `t1`.`outcome_name`
        )
      )
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`snapshot_timestamp` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`sport_key` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(
    NOT (
      `t1`.`sport_key` IN ('basketball_nba') OR (
        `t1`.`sport_key` IS NULL
      )
    )
  ) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`sport_title` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`sport_title` IN ('NBA') OR (
      `t1`.`sport_title` IS NULL
    )
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`commence_time` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`home_team` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`away_team` IS NOT NULL
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
  ) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`bookmaker_key` IS NOT NULL
  )) AS `bad_15`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`bookmaker_key`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`bookmaker_title` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`bookmaker_last_update` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`market_key` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      `t1`.`market_key` IN ('h2h', 'spreads', 'totals')
      OR (
        `t1`.`market_key` IS NULL
      )
    )
  ) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`market_last_update` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`outcome_name` IS NOT NULL
  )) AS `bad_22`,
  COUNTIF(
    NOT (
      (
        `t1`.`outcome_price` IS NOT NULL
      ) AND NOT (
        IS_NAN(`t1`.`outcome_price`)
      )
    )
  ) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`outcome_price` > 1
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_25`,
  COUNTIF(
    NOT (
      `t1`.`data_source` IN ('backfill', 'current', 'historical', 'manual')
      OR (
        `t1`.`data_source` IS NULL
      )
    )
  ) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_27`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_29`,
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
  ) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`game_date` = DATE(`t1`.`commence_time`, 'America/New_York')
  )) AS `bad_31`,
  COUNTIF(
    NOT (
      (
        `t1`.`outcome_point` IS NULL
      ) = (
        `t1`.`market_key` = 'h2h'
      )
    )
  ) AS `bad_32`,
  COUNTIF(
    NOT (
      (
        `t1`.`market_key` = 'totals'
      ) = (
        `t1`.`outcome_name` IN ('Over', 'Under')
      )
    )
  ) AS `bad_33`,
  COUNTIF(
    NOT (
      (
        `t1`.`market_key` = 'totals'
      )
      OR (
        (
          `t1`.`outcome_name` = `t1`.`home_team`
        )
        OR (
          `t1`.`outcome_name` = `t1`.`away_team`
        )
      )
    )
  ) AS `bad_34`,
  COUNTIF(
    NOT (
      (
        `t1`.`outcome_point` * 2
      ) = CAST(FLOOR(`t1`.`outcome_point` * 2) AS INT64)
    )
  ) AS `bad_35`,
  COUNTIF(
    NOT (
      (
        `t1`.`market_key` <> 'spreads'
      ) OR (
        ABS(`t1`.`outcome_point`) <= 40
      )
    )
  ) AS `bad_36`,
  COUNTIF(
    NOT (
      (
        `t1`.`market_key` <> 'totals'
      ) OR `t1`.`outcome_point` BETWEEN 150 AND 300
    )
  ) AS `bad_37`,
  COUNTIF(
    NOT (
      (
        `t1`.`bookmaker_last_update` <= `t1`.`snapshot_timestamp`
      )
      AND (
        `t1`.`market_last_update` <= `t1`.`snapshot_timestamp`
      )
    )
  ) AS `bad_38`,
  COUNTIF(
    NOT (
      (
        `t1`.`previous_snapshot_timestamp` < `t1`.`snapshot_timestamp`
      )
      AND (
        `t1`.`snapshot_timestamp` < `t1`.`next_snapshot_timestamp`
      )
    )
  ) AS `bad_39`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
