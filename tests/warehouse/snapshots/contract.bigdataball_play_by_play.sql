-- one row for each game_id, event_sequence
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- bdb_game_id is above 0
-- game_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- home_team_abbr is never NULL
-- home_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_abbr is never NULL
-- away_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- event_id is never NULL
-- event_id matches ^\d+$
-- event_sequence is never NULL
-- event_sequence is at least 1
-- period is at least 1
-- period is at most 14
-- game_clock matches ^0:\d{2}:[0-5]\d$
-- game_clock_seconds is at least 0
-- game_clock_seconds is at most 720
-- elapsed_time matches ^0:\d{2}:[0-5]\d$
-- elapsed_seconds is at least 0
-- elapsed_seconds is at most 720
-- play_length matches ^0:\d{2}:[0-5]\d$
-- play_length_seconds is at least 0
-- play_length_seconds is at most 720
-- score_home is at least 0
-- score_home is at most 190
-- score_away is at least 0
-- score_away is at most 190
-- player_1_lookup matches ^[a-z0-9]+$
-- player_1_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- player_2_lookup matches ^[a-z0-9]+$
-- player_2_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- player_2_role matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- player_3_lookup matches ^[a-z0-9]+$
-- player_3_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- player_3_role matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- shot_type is one of 2PT, 3PT, FT
-- shot_distance is at least 0
-- shot_distance is at most 100
-- points_scored is at least 0
-- points_scored is at most 3
-- away_player_1_lookup matches ^[a-z0-9]+$
-- away_player_2_lookup matches ^[a-z0-9]+$
-- away_player_3_lookup matches ^[a-z0-9]+$
-- away_player_4_lookup matches ^[a-z0-9]+$
-- away_player_5_lookup matches ^[a-z0-9]+$
-- home_player_1_lookup matches ^[a-z0-9]+$
-- home_player_2_lookup matches ^[a-z0-9]+$
-- home_player_3_lookup matches ^[a-z0-9]+$
-- home_player_4_lookup matches ^[a-z0-9]+$
-- home_player_5_lookup matches ^[a-z0-9]+$
-- possession_player_lookup matches ^[a-z0-9]+$
-- num matches ^\d+$
-- outof matches ^\d+$
-- source_file_path is never NULL
-- csv_row_number is at least 1
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- created_at is never NULL
-- game id names the day and the teams
-- season year is the season of the day
-- an overtime lasts five minutes
-- players are of the two teams
-- only a shot is made or missed
-- clock and elapsed make the period
-- a shot scores what its type is worth
-- a player has a name and a lookup
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`event_sequence`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`bdb_game_id` > 0
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr` IS NOT NULL
  )) AS `bad_8`,
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
  ) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`away_team_abbr` IS NOT NULL
  )) AS `bad_10`,
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
  ) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`event_id` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`event_id`, '^\\d+$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`event_sequence` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`event_sequence` >= 1
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`period` >= 1
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`period` <= 14
  )) AS `bad_17`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_clock`, '^0:\\d{2}:[0-5]\\d$')
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`game_clock_seconds` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`game_clock_seconds` <= 720
  )) AS `bad_20`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`elapsed_time`, '^0:\\d{2}:[0-5]\\d$')
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`elapsed_seconds` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`elapsed_seconds` <= 720
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`play_length`, '^0:\\d{2}:[0-5]\\d$')
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`play_length_seconds` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`play_length_seconds` <= 720
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`score_home` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`score_home` <= 190
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`score_away` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`score_away` <= 190
  )) AS `bad_30`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_1_lookup`, '^[a-z0-9]+$')
  )) AS `bad_31`,
  COUNTIF(
    NOT (
      `t1`.`player_1_team_abbr` IN (
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
        `t1`.`player_1_team_abbr` IS NULL
      )
    )
  ) AS `bad_32`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_2_lookup`, '^[a-z0-9]+$')
  )) AS `bad_33`,
  COUNTIF(
    NOT (
      `t1`.`player_2_team_abbr` IN (
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
        `t1`.`player_2_team_abbr` IS NULL
      )
    )
  ) AS `bad_34`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_2_role`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_35`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_3_lookup`, '^[a-z0-9]+$')
  )) AS `bad_36`,
  COUNTIF(
    NOT (
      `t1`.`player_3_team_abbr` IN (
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
        `t1`.`player_3_team_abbr` IS NULL
      )
    )
  ) AS `bad_37`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_3_role`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_38`,
  COUNTIF(
    NOT (
      `t1`.`shot_type` IN ('2PT', '3PT', 'FT') OR (
        `t1`.`shot_type` IS NULL
      )
    )
  ) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`shot_distance` >= 0
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`shot_distance` <= 100
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`points_scored` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`points_scored` <= 3
  )) AS `bad_43`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`away_player_1_lookup`, '^[a-z0-9]+$')
  )) AS `bad_44`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`away_player_2_lookup`, '^[a-z0-9]+$')
  )) AS `bad_45`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`away_player_3_lookup`, '^[a-z0-9]+$')
  )) AS `bad_46`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`away_player_4_lookup`, '^[a-z0-9]+$')
  )) AS `bad_47`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`away_player_5_lookup`, '^[a-z0-9]+$')
  )) AS `bad_48`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`home_player_1_lookup`, '^[a-z0-9]+$')
  )) AS `bad_49`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`home_player_2_lookup`, '^[a-z0-9]+$')
  )) AS `bad_50`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`home_player_3_lookup`, '^[a-z0-9]+$')
  )) AS `bad_51`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`home_player_4_lookup`, '^[a-z0-9]+$')
  )) AS `bad_52`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`home_player_5_lookup`, '^[a-z0-9]+$')
  )) AS `bad_53`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`possession_player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_54`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`num`, '^\\d+$')
  )) AS `bad_55`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`outof`, '^\\d+$')
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`csv_row_number` >= 1
  )) AS `bad_58`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_61`,
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
  ) AS `bad_62`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_63`,
  COUNTIF(
    NOT (
      (
        `t1`.`period` <= 4
      ) OR (
        `t1`.`game_clock_seconds` <= 300
      )
    )
  ) AS `bad_64`,
  COUNTIF(
    NOT (
      (
        `t1`.`player_1_team_abbr` = `t1`.`home_team_abbr`
      )
      OR (
        `t1`.`player_1_team_abbr` = `t1`.`away_team_abbr`
      )
    )
  ) AS `bad_65`,
  COUNTIF(
    NOT (
      (
        `t1`.`shot_made` IS NULL
      ) = (
        `t1`.`shot_type` IS NULL
      )
    )
  ) AS `bad_66`,
  COUNTIF(
    NOT (
      (
        `t1`.`game_clock_seconds` + `t1`.`elapsed_seconds`
      ) = CASE WHEN `t1`.`period` <= 4 THEN 720 WHEN `t1`.`period` > 4 THEN 300 ELSE NULL END
    )
  ) AS `bad_67`,
  COUNTIF(
    NOT (
      `t1`.`points_scored` = (
        CAST(`t1`.`shot_made` AS INT64) * CASE `t1`.`shot_type` WHEN 'FT' THEN 1 WHEN '2PT' THEN 2 WHEN '3PT' THEN 3 ELSE NULL END
      )
    )
  ) AS `bad_68`,
  COUNTIF(
    NOT (
      (
        `t1`.`player_1_name` IS NULL
      ) = (
        `t1`.`player_1_lookup` IS NULL
      )
    )
  ) AS `bad_69`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`bigdataball_play_by_play` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
