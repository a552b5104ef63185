-- one row for each game_id
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- game_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- game_status_id is never NULL
-- game_status_id is one of 1, 2, 3
-- game_state is never NULL
-- game_state is one of scheduled, in_progress, final
-- game_status_text is never NULL
-- home_team_id is never NULL
-- home_team_id is one of 1610612737, 1610612738, 1610612751, 1610612766, 1610612741, 1610612739, … (30 values)
-- home_team_abbr is never NULL
-- home_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- home_team_abbr_raw is never NULL
-- home_team_abbr_raw matches ^[A-Z]{3}$
-- home_score is at least 0
-- home_score is at most 190
-- away_team_id is never NULL
-- away_team_id is one of 1610612737, 1610612738, 1610612751, 1610612766, 1610612741, 1610612739, … (30 values)
-- away_team_abbr is never NULL
-- away_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_abbr_raw is never NULL
-- away_team_abbr_raw matches ^[A-Z]{3}$
-- away_score is at least 0
-- away_score is at most 190
-- winning_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- winning_team_side is one of home, away
-- source_file_path is never NULL
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- game id names the day and the teams
-- season year is the season of the day
-- game date is the eastern day of the tip off
-- state says what the status id says
-- a final game has two scores and a winner
-- winner scored more
-- winning team is on the winning side
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`game_status_id` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(
    NOT (
      `t1`.`game_status_id` IN ('1', '2', '3') OR (
        `t1`.`game_status_id` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`game_state` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(
    NOT (
      `t1`.`game_state` IN ('final', 'in_progress', 'scheduled')
      OR (
        `t1`.`game_state` IS NULL
      )
    )
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`game_status_text` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`home_team_id` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(
    NOT (
      `t1`.`home_team_id` IN (
        '1610612737',
        '1610612738',
        '1610612739',
        '1610612740',
        '1610612741',
        '1610612742',
        '1610612743',
        '1610612744',
        '1610612745',
        '1610612746',
        '1610612747',
        '1610612748',
        '1610612749',
        '1610612750',
        '1610612751',
        '1610612752',
        '1610612753',
        '1610612754',
        '1610612755',
        '1610612756',
        '1610612757',
        '1610612758',
        '1610612759',
        '1610612760',
        '1610612761',
        '1610612762',
        '1610612763',
        '1610612764',
        '1610612765',
        '1610612766'
      )
      OR (
        `t1`.`home_team_id` IS NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr` IS NOT NULL
  )) AS `bad_14`,
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
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr_raw` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`home_team_abbr_raw`, '^[A-Z]{3}$')
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`home_score` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`home_score` <= 190
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`away_team_id` IS NOT NULL
  )) AS `bad_20`,
  COUNTIF(
    NOT (
      `t1`.`away_team_id` IN (
        '1610612737',
        '1610612738',
        '1610612739',
        '1610612740',
        '1610612741',
        '1610612742',
        '1610612743',
        '1610612744',
        '1610612745',
        '1610612746',
        '1610612747',
        '1610612748',
        '1610612749',
        '1610612750',
        '1610612751',
        '1610612752',
        '1610612753',
        '1610612754',
        '1610612755',
        '1610612756',
        '1610612757',
        '1610612758',
        '1610612759',
        '1610612760',
        '1610612761',
        '1610612762',
        '1610612763',
        '1610612764',
        '1610612765',
        '1610612766'
      )
      OR (
        `t1`.`away_team_id` IS NULL
      )
    )
  ) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`away_team_abbr` IS NOT NULL
  )) AS `bad_22`,
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
  ) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`away_team_abbr_raw` IS NOT NULL
  )) AS `bad_24`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`away_team_abbr_raw`, '^[A-Z]{3}$')
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`away_score` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`away_score` <= 190
  )) AS `bad_27`,
  COUNTIF(
    NOT (
      `t1`.`winning_team_abbr` IN (
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
        `t1`.`winning_team_abbr` IS NULL
      )
    )
  ) AS `bad_28`,
  COUNTIF(
    NOT (
      `t1`.`winning_team_side` IN ('away', 'home')
      OR (
        `t1`.`winning_team_side` IS NULL
      )
    )
  ) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_31`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_33`,
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
  ) AS `bad_34`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`game_date` = DATE(`t1`.`start_time`, 'America/New_York')
  )) AS `bad_36`,
  COUNTIF(
    NOT (
      `t1`.`game_state` = CASE `t1`.`game_status_id`
        WHEN '1'
        THEN 'scheduled'
        WHEN '2'
        THEN 'in_progress'
        WHEN '3'
        THEN 'final'
        ELSE NULL
      END
    )
  ) AS `bad_37`,
  COUNTIF(
    NOT (
      (
        `t1`.`game_state` <> 'final'
      )
      OR (
        (
          `t1`.`home_score` IS NOT NULL
        )
        AND (
          `t1`.`away_score` IS NOT NULL
        )
        AND (
          `t1`.`winning_team_abbr` IS NOT NULL
        )
      )
    )
  ) AS `bad_38`,
  COUNTIF(
    NOT (
      `t1`.`winning_team_side` = CASE
        WHEN `t1`.`home_score` > `t1`.`away_score`
        THEN 'home'
        WHEN `t1`.`home_score` < `t1`.`away_score`
        THEN 'away'
        ELSE NULL
      END
    )
  ) AS `bad_39`,
  COUNTIF(
    NOT (
      `t1`.`winning_team_abbr` = CASE `t1`.`winning_team_side`
        WHEN 'home'
        THEN `t1`.`home_team_abbr`
        WHEN 'away'
        THEN `t1`.`away_team_abbr`
        ELSE NULL
      END
    )
  ) AS `bad_40`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_scoreboard_v2` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
