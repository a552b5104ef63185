-- one row for each player_lookup
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- player_id is above 0
-- team_id is one of 1610612737, 1610612738, 1610612751, 1610612766, 1610612741, 1610612739, … (30 values)
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- jersey_number matches ^\d{1,2}$
-- position matches ^[GFC](-[GFC])?$
-- height matches ^[4-8]-\d{1,2}$
-- weight matches ^\d{3}$
-- age is at least 18
-- age is at most 50
-- draft_year is at least 1990
-- draft_year is at most 2100
-- draft_round is at least 0
-- draft_round is at most 2
-- draft_pick is at least 1
-- draft_pick is at most 60
-- years_pro is at least 0
-- years_pro is at most 25
-- roster_status matches ^[a-z]+(-[a-z]+)*$
-- season_year is at least 2020
-- season_year is at most 2030
-- data_hash matches ^[0-9a-f]{16}$
-- an active player is so in both columns
-- first seen is not after last seen
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`player_lookup`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`player_id` > 0
  )) AS `bad_4`,
  COUNTIF(
    NOT (
      `t1`.`team_id` IN (
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
        `t1`.`team_id` IS NULL
      )
    )
  ) AS `bad_5`,
  COUNTIF(
    NOT (
      `t1`.`team_abbr` IN (
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
        `t1`.`team_abbr` IS NULL
      )
    )
  ) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`jersey_number`, '^\\d{1,2}$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`position`, '^[GFC](-[GFC])?$')
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`height`, '^[4-8]-\\d{1,2}$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`weight`, '^\\d{3}$')
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`age` >= 18
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`age` <= 50
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`draft_year` >= 1990
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`draft_year` <= 2100
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`draft_round` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`draft_round` <= 2
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`draft_pick` >= 1
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`draft_pick` <= 60
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`years_pro` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`years_pro` <= 25
  )) AS `bad_20`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`roster_status`, '^[a-z]+(-[a-z]+)*$')
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2020
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`season_year` <= 2030
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`is_active` OR (
      `t1`.`roster_status` <> 'active'
    )
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`first_seen_date` <= `t1`.`last_seen_date`
  )) AS `bad_26`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_player_list_current` AS `t0`
  WHERE
    `t0`.`season_year` BETWEEN 2023 AND 2023
) AS `t1`;
