-- one row for each player_lookup
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- bdl_player_id is never NULL
-- bdl_player_id is above 0
-- bdl_team_id is at least 1
-- bdl_team_id is at most 30
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- team_conference is one of East, West
-- team_division is one of Atlantic, Central, Northwest, Pacific, Southeast, Southwest
-- position matches ^[GFC](-[GFC])?$
-- height matches ^[4-8]-\d{1,2}$
-- weight matches ^\d{3}$
-- jersey_number matches ^\d{1,2}$
-- draft_year is at least 1990
-- draft_year is at most 2100
-- draft_round is at least 1
-- draft_round is at most 2
-- draft_number is at least 1
-- draft_number is at most 60
-- has_validation_issues is never NULL
-- validation_status is never NULL
-- validation_status matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- nba_com_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- full name is first and last
-- team full name is city and name
-- a validated player has no issue
-- a validated player is on the same team at nba com
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`player_lookup`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t0`.`player_lookup` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t0`.`bdl_player_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t0`.`bdl_player_id` > 0
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t0`.`bdl_team_id` >= 1
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t0`.`bdl_team_id` <= 30
  )) AS `bad_7`,
  COUNTIF(
    NOT (
      `t0`.`team_abbr` IN (
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
        `t0`.`team_abbr` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(
    NOT (
      `t0`.`team_conference` IN ('East', 'West')
      OR (
        `t0`.`team_conference` IS NULL
      )
    )
  ) AS `bad_9`,
  COUNTIF(
    NOT (
      `t0`.`team_division` IN ('Atlantic', 'Central', 'Northwest', 'Pacific', 'Southeast', 'Southwest')
      OR (
        `t0`.`team_division` IS NULL
      )
    )
  ) AS `bad_10`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`position`, '^[GFC](-[GFC])?$')
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`height`, '^[4-8]-\\d{1,2}$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`weight`, '^\\d{3}$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`jersey_number`, '^\\d{1,2}$')
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t0`.`draft_year` >= 1990
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t0`.`draft_year` <= 2100
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t0`.`draft_round` >= 1
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t0`.`draft_round` <= 2
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t0`.`draft_number` >= 1
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t0`.`draft_number` <= 60
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t0`.`has_validation_issues` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t0`.`validation_status` IS NOT NULL
  )) AS `bad_22`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`validation_status`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_23`,
  COUNTIF(
    NOT (
      `t0`.`nba_com_team_abbr` IN (
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
        `t0`.`nba_com_team_abbr` IS NULL
      )
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t0`.`processed_at` IS NOT NULL
  )) AS `bad_26`,
  COUNTIF(
    NOT (
      `t0`.`player_full_name` = TRIM(CONCAT(CONCAT(`t0`.`first_name`, ' '), `t0`.`last_name`), ' \t\n\r\v\f')
    )
  ) AS `bad_27`,
  COUNTIF(
    NOT (
      `t0`.`team_full_name` = CONCAT(CONCAT(`t0`.`team_city`, ' '), `t0`.`team_name`)
    )
  ) AS `bad_28`,
  COUNTIF(
    NOT (
      (
        `t0`.`validation_status` <> 'validated'
      )
      OR NOT (
        `t0`.`has_validation_issues`
      )
    )
  ) AS `bad_29`,
  COUNTIF(
    NOT (
      (
        `t0`.`validation_status` <> 'validated'
      )
      OR (
        `t0`.`team_abbr` = `t0`.`nba_com_team_abbr`
      )
    )
  ) AS `bad_30`
FROM `nba-project`.`nba_raw`.`bdl_active_players_current` AS `t0`;
