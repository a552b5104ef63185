-- one row for each roster_date, team_abbr, espn_player_id
-- roster_date is never NULL
-- scrape_hour is never NULL
-- scrape_hour is at least 0
-- scrape_hour is at most 23
-- season_year is never NULL
-- season_year is at least 2021
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- espn_player_id is never NULL
-- espn_player_id is above 0
-- player_full_name is never NULL
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- universal_player_id matches ^[a-z0-9]+_\d{3}$
-- jersey_number matches ^\d{1,2}$
-- position_abbr matches ^[A-Z]{1,2}$
-- height matches ^[4-8]' \d{1,2}\"$
-- weight matches ^\d{3} lbs$
-- age is at least 18
-- age is at most 50
-- experience_years is at least 0
-- experience_years is at most 25
-- salary matches ^\d+$
-- espn_roster_url matches ^https://
-- source_file_path is never NULL
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- universal id begins with the lookup
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`roster_date`, `t1`.`team_abbr`, `t1`.`espn_player_id`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`roster_date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`scrape_hour` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`scrape_hour` >= 0
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`scrape_hour` <= 23
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_8`,
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
  ) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`espn_player_id` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`espn_player_id` > 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`player_full_name` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_15`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`jersey_number`, '^\\d{1,2}$')
  )) AS `bad_16`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`position_abbr`, '^[A-Z]{1,2}$')
  )) AS `bad_17`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`height`, '^[4-8]\' \\d{1,2}\\"$')
  )) AS `bad_18`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`weight`, '^\\d{3} lbs$')
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`age` >= 18
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`age` <= 50
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`experience_years` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`experience_years` <= 25
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`salary`, '^\\d+$')
  )) AS `bad_24`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`espn_roster_url`, '^https://')
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_26`,
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
      STARTS_WITH(`t1`.`universal_player_id`, CONCAT(`t1`.`player_lookup`, '_'))
    )
  ) AS `bad_30`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`espn_team_rosters` AS `t0`
  WHERE
    `t0`.`roster_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
