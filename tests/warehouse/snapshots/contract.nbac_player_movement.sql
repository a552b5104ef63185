-- one row for each player_id, team_id, transaction_date, transaction_type, group_sort
-- transaction_type is never NULL
-- transaction_type is one of Signing, Waive, Trade, ContractConverted, AwardOnWaivers
-- transaction_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- season_year is at most 2030
-- player_id is never NULL
-- player_id is at least 0
-- player_lookup matches ^[a-z0-9]+$
-- is_player_transaction is never NULL
-- team_id is never NULL
-- team_id is one of 1610612737, 1610612738, 1610612751, 1610612766, 1610612741, 1610612739, … (30 values)
-- team_slug is never NULL
-- team_slug matches ^[a-z0-9-]+$
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- transaction_description is never NULL
-- group_sort is never NULL
-- source_file_path is never NULL
-- scrape_timestamp is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- created_at is never NULL
-- a transaction of a player names the player
-- group sort begins with the type
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(
          `t1`.`player_id`,
          `t1`.`team_id`,
          `t1`.`transaction_date`,
          `t1`.`transaction_type`,
          `t1`.`group_sort`
        )
      )
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`transaction_type` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      `t1`.`transaction_type` IN ('AwardOnWaivers', 'ContractConverted', 'Signing', 'Trade', 'Waive')
      OR (
        `t1`.`transaction_type` IS NULL
      )
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`transaction_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`season_year` <= 2030
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`player_id` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`player_id` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`is_player_transaction` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`team_id` IS NOT NULL
  )) AS `bad_12`,
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
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`team_slug` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`team_slug`, '^[a-z0-9-]+$')
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_16`,
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
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`transaction_description` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`group_sort` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`scrape_timestamp` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_23`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_player_transaction`
      )
      OR (
        (
          `t1`.`player_id` > 0
        ) AND (
          `t1`.`player_lookup` IS NOT NULL
        )
      )
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    STARTS_WITH(`t1`.`group_sort`, `t1`.`transaction_type`)
  )) AS `bad_25`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_player_movement` AS `t0`
  WHERE
    `t0`.`season_year` BETWEEN 2023 AND 2023
) AS `t1`;
