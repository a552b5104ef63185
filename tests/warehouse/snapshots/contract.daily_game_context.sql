-- one row for each game_date, game_id
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- game_date is never NULL
-- home_team_abbr is never NULL
-- home_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_abbr is never NULL
-- away_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- referee_avg_points_per_game is at least 120
-- referee_avg_points_per_game is at most 380
-- referee_avg_pace is at least 80
-- referee_avg_pace is at most 125
-- projected_pace is at least 80
-- projected_pace is at most 125
-- pace_differential is at least -40
-- pace_differential is at most 40
-- home_rest_advantage is at least -14
-- home_rest_advantage is at most 14
-- game_total is at least 200
-- game_total is at most 250
-- over_under_movement is at least -50
-- over_under_movement is at most 50
-- data_quality_tier is one of high, medium, low
-- game id names the day and the teams
-- no team plays itself
-- without an advantage there is no asymmetry
-- total is in half steps
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`game_id`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr` IS NOT NULL
  )) AS `bad_5`,
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
  ) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`away_team_abbr` IS NOT NULL
  )) AS `bad_7`,
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
  ) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`referee_avg_points_per_game` >= 120
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`referee_avg_points_per_game` <= 380
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`referee_avg_pace` >= 80
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`referee_avg_pace` <= 125
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`projected_pace` >= 80
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`projected_pace` <= 125
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`pace_differential` >= -40
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`pace_differential` <= 40
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`home_rest_advantage` >= -14
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`home_rest_advantage` <= 14
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`game_total` >= 200
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`game_total` <= 250
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`over_under_movement` >= -50
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`over_under_movement` <= 50
  )) AS `bad_22`,
  COUNTIF(
    NOT (
      `t1`.`data_quality_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`data_quality_tier` IS NULL
      )
    )
  ) AS `bad_23`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        `t1`.`game_id` = CONCAT(
          CONCAT(
            CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`away_team_abbr`),
            '_'
          ),
          `t1`.`home_team_abbr`
        )
      )
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr` <> `t1`.`away_team_abbr`
  )) AS `bad_25`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`rest_asymmetry_significant`
      )
      OR (
        `t1`.`home_rest_advantage` <> 0
      )
    )
  ) AS `bad_26`,
  COUNTIF(
    NOT (
      (
        `t1`.`game_total` * 2
      ) = CAST(FLOOR(`t1`.`game_total` * 2) AS NUMERIC)
    )
  ) AS `bad_27`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`daily_game_context` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
