-- one row for each scrape_date, bdl_player_id
-- scrape_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- bdl_player_id is never NULL
-- bdl_player_id is above 0
-- player_full_name is never NULL
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- bdl_team_id is at least 1
-- bdl_team_id is at most 30
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- injury_status is never NULL
-- injury_status is one of Out, Doubtful, Questionable, Probable, Day-To-Day
-- injury_status_normalized is never NULL
-- injury_status_normalized is one of out, doubtful, questionable, probable, available, unknown
-- reason_category is never NULL
-- reason_category matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- parsing_confidence is never NULL
-- parsing_confidence is at least 0
-- parsing_confidence is at most 1
-- return_date_parsed is never NULL
-- source_file_path is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- a parsed return date is there
-- normalized status is the status
-- season year is the season of the day
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`scrape_date`, `t1`.`bdl_player_id`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`scrape_date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`bdl_player_id` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`bdl_player_id` > 0
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`player_full_name` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`bdl_team_id` >= 1
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`bdl_team_id` <= 30
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_12`,
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
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`injury_status` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      `t1`.`injury_status` IN ('Day-To-Day', 'Doubtful', 'Out', 'Probable', 'Questionable')
      OR (
        `t1`.`injury_status` IS NULL
      )
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`injury_status_normalized` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      `t1`.`injury_status_normalized` IN ('available', 'doubtful', 'out', 'probable', 'questionable', 'unknown')
      OR (
        `t1`.`injury_status_normalized` IS NULL
      )
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`reason_category` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`reason_category`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      (
        `t1`.`parsing_confidence` IS NOT NULL
      )
      AND NOT (
        IS_NAN(`t1`.`parsing_confidence`)
      )
    )
  ) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`parsing_confidence` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`parsing_confidence` <= 1
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`return_date_parsed` IS NOT NULL
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_24`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`return_date_parsed` = (
      `t1`.`return_date` IS NOT NULL
    )
  )) AS `bad_27`,
  COUNTIF(
    NOT (
      `t1`.`injury_status_normalized` = IF(`t1`.`injury_status` = 'Day-To-Day', 'questionable', LOWER(`t1`.`injury_status`))
    )
  ) AS `bad_28`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`scrape_date`) - CAST(EXTRACT(month FROM `t1`.`scrape_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_29`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`bdl_injuries` AS `t0`
  WHERE
    `t0`.`scrape_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
