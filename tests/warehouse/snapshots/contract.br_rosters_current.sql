-- one row for each season_year, team_abbrev, player_lookup
-- season_year is never NULL
-- season_year is at least 2020
-- season_year is at most 2030
-- season_display is never NULL
-- season_display matches ^20\d{2}-\d{2}$
-- team_abbrev is never NULL
-- team_abbrev is one of ATL, BOS, BRK, CHO, CHI, CLE, … (30 values)
-- player_full_name is never NULL
-- player_last_name is never NULL
-- player_normalized is never NULL
-- player_normalized matches ^[a-z0-9]+$
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- position matches ^[GFC](-[GFC])?$
-- jersey_number matches ^\d{1,2}$
-- height matches ^[4-8]-\d{1,2}$
-- weight matches ^\d{3}$
-- birth_date matches ^[A-Z][a-z]+ \d{1,2}, \d{4}$
-- experience_years is at least 0
-- experience_years is at most 25
-- first_seen_date is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- season label is of the start year
-- first seen is not after last scraped
-- last name ends the full name
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`season_year`, `t1`.`team_abbrev`, `t1`.`player_lookup`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2020
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`season_year` <= 2030
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`season_display` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season_display`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`team_abbrev` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(
    NOT (
      `t1`.`team_abbrev` IN (
        'ATL',
        'BOS',
        'BRK',
        'CHI',
        'CHO',
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
        'PHO',
        'POR',
        'SAC',
        'SAS',
        'TOR',
        'UTA',
        'WAS'
      )
      OR (
        `t1`.`team_abbrev` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`player_full_name` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`player_last_name` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`player_normalized` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_normalized`, '^[a-z0-9]+$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`position`, '^[GFC](-[GFC])?$')
  )) AS `bad_15`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`jersey_number`, '^\\d{1,2}$')
  )) AS `bad_16`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`height`, '^[4-8]-\\d{1,2}$')
  )) AS `bad_17`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`weight`, '^\\d{3}$')
  )) AS `bad_18`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`birth_date`, '^[A-Z][a-z]+ \\d{1,2}, \\d{4}$')
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`experience_years` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`experience_years` <= 25
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`first_seen_date` IS NOT NULL
  )) AS `bad_22`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_23`,
  COUNTIF(
    NOT (
      `t1`.`season_display` = CONCAT(
        CONCAT(CAST(`t1`.`season_year` AS STRING), '-'),
        SUBSTRING(
          CAST(`t1`.`season_year` + 1 AS STRING),
          IF((
            2 + 1
          ) >= 1, 2 + 1, 2 + 1 + LENGTH(CAST(`t1`.`season_year` + 1 AS STRING))),
          2
        )
      )
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`first_seen_date` <= `t1`.`last_scraped_date`
  )) AS `bad_25`,
  COUNTIF(NOT (
    INSTR(`t1`.`player_full_name`, `t1`.`player_last_name`) > 0
  )) AS `bad_26`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`br_rosters_current` AS `t0`
  WHERE
    `t0`.`season_year` BETWEEN 2023 AND 2023
) AS `t1`;
