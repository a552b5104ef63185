-- one row for each game_id, team_abbr
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- nba_game_id is never NULL
-- nba_game_id matches ^00[1-6]\d{7}$
-- game_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- team_id is never NULL
-- team_id is one of 1610612737, 1610612738, 1610612751, 1610612766, 1610612741, 1610612739, … (30 values)
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- is_home is never NULL
-- minutes matches ^(2[4-9]\d|3[0-4]\d):[0-5]\d$
-- fg_made is at least 0
-- fg_made is at most 100
-- fg_attempted is at least 0
-- fg_attempted is at most 150
-- fg_percentage is at least 0
-- fg_percentage is at most 1
-- three_pt_made is at least 0
-- three_pt_made is at most 100
-- three_pt_attempted is at least 0
-- three_pt_attempted is at most 100
-- three_pt_percentage is at least 0
-- three_pt_percentage is at most 1
-- ft_made is at least 0
-- ft_made is at most 100
-- ft_attempted is at least 0
-- ft_attempted is at most 100
-- ft_percentage is at least 0
-- ft_percentage is at most 1
-- offensive_rebounds is at least 0
-- offensive_rebounds is at most 100
-- defensive_rebounds is at least 0
-- defensive_rebounds is at most 100
-- total_rebounds is at least 0
-- total_rebounds is at most 100
-- assists is at least 0
-- assists is at most 100
-- steals is at least 0
-- steals is at most 50
-- blocks is at least 0
-- blocks is at most 50
-- turnovers is at least 0
-- turnovers is at most 50
-- personal_fouls is at least 0
-- personal_fouls is at most 60
-- points is at least 60
-- points is at most 190
-- plus_minus is at least -100
-- plus_minus is at most 100
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- season year is the season of the day
-- points come from makes
-- rebounds add up
-- field goals made do not exceed attempts
-- three pointers made do not exceed attempts
-- free throws made do not exceed attempts
-- three pointers are field goals
-- field goal share is made by attempted
-- three point share is made by attempted
-- free throw share is made by attempted
-- assists do not exceed field goals
-- no game ends in a tie
-- game id holds the day and the team
-- nba game id holds the start year
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`team_abbr`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`nba_game_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`nba_game_id`, '^00[1-6]\\d{7}$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`team_id` IS NOT NULL
  )) AS `bad_9`,
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
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_11`,
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
  ) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`is_home` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`minutes`, '^(2[4-9]\\d|3[0-4]\\d):[0-5]\\d$')
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`fg_made` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`fg_made` <= 100
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`fg_attempted` >= 0
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`fg_attempted` <= 150
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`fg_percentage` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`fg_percentage` <= 1
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`three_pt_made` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`three_pt_made` <= 100
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempted` >= 0
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempted` <= 100
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`three_pt_percentage` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`three_pt_percentage` <= 1
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`ft_made` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`ft_made` <= 100
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`ft_attempted` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`ft_attempted` <= 100
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`ft_percentage` >= 0
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`ft_percentage` <= 1
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`offensive_rebounds` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`offensive_rebounds` <= 100
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`defensive_rebounds` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`defensive_rebounds` <= 100
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`total_rebounds` >= 0
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`total_rebounds` <= 100
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`assists` >= 0
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`assists` <= 100
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`steals` >= 0
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`steals` <= 50
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`blocks` >= 0
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`blocks` <= 50
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`turnovers` >= 0
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`turnovers` <= 50
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`personal_fouls` >= 0
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`personal_fouls` <= 60
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`points` >= 60
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`points` <= 190
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`plus_minus` >= -100
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`plus_minus` <= 100
  )) AS `bad_52`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_54`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_55`,
  COUNTIF(
    NOT (
      `t1`.`points` = (
        (
          `t1`.`fg_made` * 2
        ) + `t1`.`three_pt_made` + `t1`.`ft_made`
      )
    )
  ) AS `bad_56`,
  COUNTIF(
    NOT (
      `t1`.`total_rebounds` = (
        `t1`.`offensive_rebounds` + `t1`.`defensive_rebounds`
      )
    )
  ) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`fg_made` <= `t1`.`fg_attempted`
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`three_pt_made` <= `t1`.`three_pt_attempted`
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`ft_made` <= `t1`.`ft_attempted`
  )) AS `bad_60`,
  COUNTIF(
    NOT (
      (
        `t1`.`three_pt_made` <= `t1`.`fg_made`
      )
      AND (
        `t1`.`three_pt_attempted` <= `t1`.`fg_attempted`
      )
    )
  ) AS `bad_61`,
  COUNTIF(
    NOT (
      (
        ABS((
          `t1`.`fg_percentage` * `t1`.`fg_attempted`
        ) - `t1`.`fg_made`) <= (
          `t1`.`fg_attempted` * 0.001
        )
      )
      AND (
        (
          `t1`.`fg_attempted` > 0
        ) OR (
          `t1`.`fg_percentage` = 0
        )
      )
    )
  ) AS `bad_62`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            `t1`.`three_pt_percentage` * `t1`.`three_pt_attempted`
          ) - `t1`.`three_pt_made`
        ) <= (
          `t1`.`three_pt_attempted` * 0.001
        )
      )
      AND (
        (
          `t1`.`three_pt_attempted` > 0
        ) OR (
          `t1`.`three_pt_percentage` = 0
        )
      )
    )
  ) AS `bad_63`,
  COUNTIF(
    NOT (
      (
        ABS((
          `t1`.`ft_percentage` * `t1`.`ft_attempted`
        ) - `t1`.`ft_made`) <= (
          `t1`.`ft_attempted` * 0.001
        )
      )
      AND (
        (
          `t1`.`ft_attempted` > 0
        ) OR (
          `t1`.`ft_percentage` = 0
        )
      )
    )
  ) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`assists` <= `t1`.`fg_made`
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`plus_minus` <> 0
  )) AS `bad_66`,
  COUNTIF(
    NOT (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      )
      AND (
        `t1`.`team_abbr` = IF(
          `t1`.`is_home`,
          SUBSTRING(`t1`.`game_id`, IF((
            13 + 1
          ) >= 1, 13 + 1, 13 + 1 + LENGTH(`t1`.`game_id`)), 3),
          SUBSTRING(`t1`.`game_id`, IF((
            9 + 1
          ) >= 1, 9 + 1, 9 + 1 + LENGTH(`t1`.`game_id`)), 3)
        )
      )
    )
  ) AS `bad_67`,
  COUNTIF(
    NOT (
      SUBSTRING(
        `t1`.`nba_game_id`,
        IF((
          3 + 1
        ) >= 1, 3 + 1, 3 + 1 + LENGTH(`t1`.`nba_game_id`)),
        2
      ) = SUBSTRING(
        CAST(`t1`.`season_year` AS STRING),
        IF((
          2 + 1
        ) >= 1, 2 + 1, 2 + 1 + LENGTH(CAST(`t1`.`season_year` AS STRING))),
        2
      )
    )
  ) AS `bad_68`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
