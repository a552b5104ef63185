-- one row for each game_id, player_lookup, bookmaker, snapshot_timestamp
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- odds_api_event_id is never NULL
-- odds_api_event_id matches ^[0-9a-f]{32}$
-- game_date is never NULL
-- home_team_abbr is never NULL
-- home_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_abbr is never NULL
-- away_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- snapshot_timestamp is never NULL
-- bookmaker is never NULL
-- bookmaker matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- player_name is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- points_line is never NULL
-- points_line is at least 3.5
-- points_line is at most 55.5
-- over_price is above 1
-- over_price_american is at least -500
-- over_price_american is at most 500
-- under_price is above 1
-- under_price_american is at least -500
-- under_price_american is at most 500
-- data_source is one of current, historical, backfill, manual
-- data_hash matches ^[0-9a-f]{16}$
-- game id names the day and the teams
-- game date is the eastern day of the tip off
-- line is in half steps
-- over price is an american price
-- under price is an american price
-- over prices agree
-- under prices agree
-- the book keeps a margin
-- the book changed the line before the snapshot
-- minutes before tip off are since the snapshot
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`game_id`, `t1`.`player_lookup`, `t1`.`bookmaker`, `t1`.`snapshot_timestamp`)
      )
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`odds_api_event_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`odds_api_event_id`, '^[0-9a-f]{32}$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr` IS NOT NULL
  )) AS `bad_7`,
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
  ) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`away_team_abbr` IS NOT NULL
  )) AS `bad_9`,
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
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`snapshot_timestamp` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`bookmaker` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`bookmaker`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`player_name` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_15`,
  COUNTIF(
    NOT (
      (
        `t1`.`points_line` IS NOT NULL
      ) AND NOT (
        IS_NAN(`t1`.`points_line`)
      )
    )
  ) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`points_line` >= 3.5
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`points_line` <= 55.5
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`over_price` > 1
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`over_price_american` >= -500
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`over_price_american` <= 500
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`under_price` > 1
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`under_price_american` >= -500
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`under_price_american` <= 500
  )) AS `bad_24`,
  COUNTIF(
    NOT (
      `t1`.`data_source` IN ('backfill', 'current', 'historical', 'manual')
      OR (
        `t1`.`data_source` IS NULL
      )
    )
  ) AS `bad_25`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_26`,
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
  ) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`game_date` = DATE(`t1`.`game_start_time`, 'America/New_York')
  )) AS `bad_28`,
  COUNTIF(
    NOT (
      (
        `t1`.`points_line` * 2
      ) = CAST(FLOOR(`t1`.`points_line` * 2) AS INT64)
    )
  ) AS `bad_29`,
  COUNTIF(NOT (
    ABS(`t1`.`over_price_american`) >= 100
  )) AS `bad_30`,
  COUNTIF(NOT (
    ABS(`t1`.`under_price_american`) >= 100
  )) AS `bad_31`,
  COUNTIF(
    NOT (
      ABS(
        `t1`.`over_price` - IF(
          `t1`.`over_price_american` > 0,
          ieee_divide(`t1`.`over_price_american`, 100) + 1,
          1 - ieee_divide(100, NULLIF(`t1`.`over_price_american`, 0))
        )
      ) <= 0.0051
    )
  ) AS `bad_32`,
  COUNTIF(
    NOT (
      ABS(
        `t1`.`under_price` - IF(
          `t1`.`under_price_american` > 0,
          ieee_divide(`t1`.`under_price_american`, 100) + 1,
          1 - ieee_divide(100, NULLIF(`t1`.`under_price_american`, 0))
        )
      ) <= 0.0051
    )
  ) AS `bad_33`,
  COUNTIF(
    NOT (
      (
        `t1`.`over_price` + `t1`.`under_price`
      ) > (
        `t1`.`over_price` * `t1`.`under_price`
      )
    )
  ) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`bookmaker_last_update` <= `t1`.`snapshot_timestamp`
  )) AS `bad_35`,
  COUNTIF(
    NOT (
      ABS(
        ieee_divide(UNIX_SECONDS(`t1`.`game_start_time`) - UNIX_SECONDS(`t1`.`snapshot_timestamp`), 60) - `t1`.`minutes_before_tipoff`
      ) <= 1
    )
  ) AS `bad_36`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
