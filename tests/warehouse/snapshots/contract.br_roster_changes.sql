-- one row for each change_date, team_abbrev, player_full_name
-- change_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- team_abbrev is never NULL
-- team_abbrev is one of ATL, BOS, BRK, CHO, CHI, CLE, … (30 values)
-- player_full_name is never NULL
-- change_type is never NULL
-- change_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- season year is the season of the day
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`change_date`, `t1`.`team_abbrev`, `t1`.`player_full_name`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`change_date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`team_abbrev` IS NOT NULL
  )) AS `bad_5`,
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
  ) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`player_full_name` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`change_type` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`change_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_9`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`change_date`) - CAST(EXTRACT(month FROM `t1`.`change_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_10`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`br_roster_changes` AS `t0`
  WHERE
    `t0`.`change_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
