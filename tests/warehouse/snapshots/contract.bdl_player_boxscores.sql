-- one row for each game_id, player_lookup
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- game_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- period is at least 0
-- period is at most 14
-- is_postseason is never NULL
-- home_team_abbr is never NULL
-- home_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team_abbr is never NULL
-- away_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- home_team_score is at least 0
-- home_team_score is at most 190
-- away_team_score is at least 0
-- away_team_score is at most 190
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- player_full_name is never NULL
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- bdl_player_id is above 0
-- jersey_number matches ^\d{1,2}$
-- position matches ^[GFC](-[GFC])?$
-- minutes matches ^\d{1,2}(:[0-5]\d|\.\d+)?$
-- points is at least 0
-- points is at most 100
-- assists is at least 0
-- assists is at most 30
-- rebounds is at least 0
-- rebounds is at most 35
-- offensive_rebounds is at least 0
-- offensive_rebounds is at most 35
-- defensive_rebounds is at least 0
-- defensive_rebounds is at most 35
-- steals is at least 0
-- steals is at most 11
-- blocks is at least 0
-- blocks is at most 12
-- turnovers is at least 0
-- turnovers is at most 14
-- personal_fouls is at least 0
-- personal_fouls is at most 6
-- field_goals_made is at least 0
-- field_goals_made is at most 50
-- field_goals_attempted is at least 0
-- field_goals_attempted is at most 50
-- field_goal_pct is at least 0
-- field_goal_pct is at most 1
-- three_pointers_made is at least 0
-- three_pointers_made is at most 25
-- three_pointers_attempted is at least 0
-- three_pointers_attempted is at most 25
-- three_point_pct is at least 0
-- three_point_pct is at most 1
-- free_throws_made is at least 0
-- free_throws_made is at most 35
-- free_throws_attempted is at least 0
-- free_throws_attempted is at most 35
-- free_throw_pct is at least 0
-- free_throw_pct is at most 1
-- source_file_path is never NULL
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- game id names the day and the teams
-- season year is the season of the day
-- player is on one of the two teams
-- points come from makes
-- rebounds add up
-- field goals made do not exceed attempts
-- three pointers made do not exceed attempts
-- free throws made do not exceed attempts
-- three pointers are field goals
-- field goal share is made by attempted
-- three point share is made by attempted
-- free throw share is made by attempted
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`player_lookup`)))
  ) AS `distinct_1`,
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
    `t1`.`period` >= 0
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`period` <= 14
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`is_postseason` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`home_team_abbr` IS NOT NULL
  )) AS `bad_10`,
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
  ) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`away_team_abbr` IS NOT NULL
  )) AS `bad_12`,
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
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`home_team_score` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`home_team_score` <= 190
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`away_team_score` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`away_team_score` <= 190
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_18`,
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
  ) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`player_full_name` IS NOT NULL
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`bdl_player_id` > 0
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`jersey_number`, '^\\d{1,2}$')
  )) AS `bad_24`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`position`, '^[GFC](-[GFC])?$')
  )) AS `bad_25`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`minutes`, '^\\d{1,2}(:[0-5]\\d|\\.\\d+)?$')
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`points` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`points` <= 100
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`assists` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`assists` <= 30
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`rebounds` >= 0
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`rebounds` <= 35
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`offensive_rebounds` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`offensive_rebounds` <= 35
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`defensive_rebounds` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`defensive_rebounds` <= 35
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`steals` >= 0
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`steals` <= 11
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`blocks` >= 0
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`blocks` <= 12
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`turnovers` >= 0
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`turnovers` <= 14
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`personal_fouls` >= 0
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`personal_fouls` <= 6
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`field_goals_made` >= 0
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`field_goals_made` <= 50
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`field_goals_attempted` >= 0
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`field_goals_attempted` <= 50
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`field_goal_pct` >= 0
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`field_goal_pct` <= 1
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`three_pointers_made` >= 0
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`three_pointers_made` <= 25
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`three_pointers_attempted` >= 0
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`three_pointers_attempted` <= 25
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`three_point_pct` >= 0
  )) AS `bad_55`,
  COUNTIF(NOT (
    `t1`.`three_point_pct` <= 1
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`free_throws_made` >= 0
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`free_throws_made` <= 35
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`free_throws_attempted` >= 0
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`free_throws_attempted` <= 35
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`free_throw_pct` >= 0
  )) AS `bad_61`,
  COUNTIF(NOT (
    `t1`.`free_throw_pct` <= 1
  )) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_64`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_66`,
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
  ) AS `bad_67`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_68`,
  COUNTIF(
    NOT (
      (
        `t1`.`team_abbr` = `t1`.`home_team_abbr`
      )
      OR (
        `t1`.`team_abbr` = `t1`.`away_team_abbr`
      )
    )
  ) AS `bad_69`,
  COUNTIF(
    NOT (
      `t1`.`points` = (
        (
          `t1`.`field_goals_made` * 2
        ) + `t1`.`three_pointers_made` + `t1`.`free_throws_made`
      )
    )
  ) AS `bad_70`,
  COUNTIF(
    NOT (
      `t1`.`rebounds` = (
        `t1`.`offensive_rebounds` + `t1`.`defensive_rebounds`
      )
    )
  ) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`field_goals_made` <= `t1`.`field_goals_attempted`
  )) AS `bad_72`,
  COUNTIF(NOT (
    `t1`.`three_pointers_made` <= `t1`.`three_pointers_attempted`
  )) AS `bad_73`,
  COUNTIF(NOT (
    `t1`.`free_throws_made` <= `t1`.`free_throws_attempted`
  )) AS `bad_74`,
  COUNTIF(
    NOT (
      (
        `t1`.`three_pointers_made` <= `t1`.`field_goals_made`
      )
      AND (
        `t1`.`three_pointers_attempted` <= `t1`.`field_goals_attempted`
      )
    )
  ) AS `bad_75`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            `t1`.`field_goal_pct` * `t1`.`field_goals_attempted`
          ) - `t1`.`field_goals_made`
        ) <= (
          `t1`.`field_goals_attempted` * 0.001
        )
      )
      AND (
        (
          `t1`.`field_goals_attempted` > 0
        ) OR (
          `t1`.`field_goal_pct` = 0
        )
      )
    )
  ) AS `bad_76`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            `t1`.`three_point_pct` * `t1`.`three_pointers_attempted`
          ) - `t1`.`three_pointers_made`
        ) <= (
          `t1`.`three_pointers_attempted` * 0.001
        )
      )
      AND (
        (
          `t1`.`three_pointers_attempted` > 0
        ) OR (
          `t1`.`three_point_pct` = 0
        )
      )
    )
  ) AS `bad_77`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            `t1`.`free_throw_pct` * `t1`.`free_throws_attempted`
          ) - `t1`.`free_throws_made`
        ) <= (
          `t1`.`free_throws_attempted` * 0.001
        )
      )
      AND (
        (
          `t1`.`free_throws_attempted` > 0
        ) OR (
          `t1`.`free_throw_pct` = 0
        )
      )
    )
  ) AS `bad_78`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
