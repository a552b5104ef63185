-- one row for each game_date, offer_id, bet_side, book_id
-- game_date is never NULL
-- market_type is never NULL
-- market_type is one of points
-- market_id is never NULL
-- market_id is one of 156
-- bp_event_id is never NULL
-- bp_event_id is above 0
-- offer_id is never NULL
-- offer_id matches ^\d+$
-- bet_side is never NULL
-- bet_side is one of over, under
-- bp_player_id is never NULL
-- bp_player_id is above 0
-- player_name is never NULL
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- player_team is never NULL
-- player_team matches ^[A-Z]{2,4}$
-- team_source is never NULL
-- team_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- has_team_issues is never NULL
-- validated_team is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- validation_confidence is never NULL
-- validation_confidence is at least 0
-- validation_confidence is at most 1
-- validation_method is never NULL
-- validation_method matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- book_id is never NULL
-- book_id is at least 0
-- bookmaker is never NULL
-- line_id matches ^\d+$
-- points_line is never NULL
-- points_line is at least 3.5
-- points_line is at most 55.5
-- odds_american is never NULL
-- odds_american is at least -500
-- odds_american is at most 500
-- is_active is never NULL
-- is_best_line is never NULL
-- bookmaker_last_update is never NULL
-- opening_line is at least 3.5
-- opening_line is at most 55.5
-- opening_odds is at least -500
-- opening_odds is at most 500
-- opening_book_id is at least 0
-- source_file_path is never NULL
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- line is in half steps
-- odds are an american price
-- opening odds are an american price
-- a player without team issues is on the validated team
-- a line opens before it is updated
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`offer_id`, `t1`.`bet_side`, `t1`.`book_id`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`market_type` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(
    NOT (
      `t1`.`market_type` IN ('points') OR (
        `t1`.`market_type` IS NULL
      )
    )
  ) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`market_id` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`market_id` IN (156) OR (
      `t1`.`market_id` IS NULL
    )
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`bp_event_id` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`bp_event_id` > 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`offer_id` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`offer_id`, '^\\d+$')
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`bet_side` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(
    NOT (
      `t1`.`bet_side` IN ('over', 'under') OR (
        `t1`.`bet_side` IS NULL
      )
    )
  ) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`bp_player_id` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`bp_player_id` > 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`player_name` IS NOT NULL
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`player_team` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_team`, '^[A-Z]{2,4}$')
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`team_source` IS NOT NULL
  )) AS `bad_20`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`team_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`has_team_issues` IS NOT NULL
  )) AS `bad_22`,
  COUNTIF(
    NOT (
      `t1`.`validated_team` IN (
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
        `t1`.`validated_team` IS NULL
      )
    )
  ) AS `bad_23`,
  COUNTIF(
    NOT (
      (
        `t1`.`validation_confidence` IS NOT NULL
      )
      AND NOT (
        IS_NAN(`t1`.`validation_confidence`)
      )
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`validation_confidence` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`validation_confidence` <= 1
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`validation_method` IS NOT NULL
  )) AS `bad_27`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`validation_method`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`book_id` IS NOT NULL
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`book_id` >= 0
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`bookmaker` IS NOT NULL
  )) AS `bad_31`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`line_id`, '^\\d+$')
  )) AS `bad_32`,
  COUNTIF(
    NOT (
      (
        `t1`.`points_line` IS NOT NULL
      ) AND NOT (
        IS_NAN(`t1`.`points_line`)
      )
    )
  ) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`points_line` >= 3.5
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`points_line` <= 55.5
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`odds_american` IS NOT NULL
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`odds_american` >= -500
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`odds_american` <= 500
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`is_active` IS NOT NULL
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`is_best_line` IS NOT NULL
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`bookmaker_last_update` IS NOT NULL
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`opening_line` >= 3.5
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`opening_line` <= 55.5
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`opening_odds` >= -500
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`opening_odds` <= 500
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`opening_book_id` >= 0
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_48`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_50`,
  COUNTIF(
    NOT (
      (
        `t1`.`points_line` * 2
      ) = CAST(FLOOR(`t1`.`points_line` * 2) AS INT64)
    )
  ) AS `bad_51`,
  COUNTIF(NOT (
    ABS(`t1`.`odds_american`) >= 100
  )) AS `bad_52`,
  COUNTIF(NOT (
    ABS(`t1`.`opening_odds`) >= 100
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`has_team_issues` OR (
      `t1`.`validated_team` IS NOT NULL
    )
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`opening_timestamp` <= `t1`.`bookmaker_last_update`
  )) AS `bad_55`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`bettingpros_player_points_props` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
