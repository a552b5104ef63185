-- one row for each game_id
-- game_id is never NULL
-- game_id matches ^00[1-6]\d{7}$
-- game_code is never NULL
-- game_code matches ^\d{8}/[A-Z]{6}$
-- season is never NULL
-- season matches ^20\d{2}$
-- season_nba_format is never NULL
-- season_nba_format matches ^20\d{2}-\d{2}$
-- season_year is never NULL
-- season_year is at least 2021
-- game_date is never NULL
-- game_status is one of 1, 2, 3
-- home_team_id is never NULL
-- home_team_id is above 0
-- home_team_tricode is never NULL
-- home_team_tricode matches ^[A-Z]{3}$
-- home_team_name is never NULL
-- away_team_id is never NULL
-- away_team_id is above 0
-- away_team_tricode is never NULL
-- away_team_tricode matches ^[A-Z]{3}$
-- away_team_name is never NULL
-- playoff_round matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- day_of_week is one of Mon, Tue, Wed, Thu, Fri, Sat, … (7 values)
-- time_slot matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- arena_timezone matches ^[A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+)+$
-- home_team_score is at least 0
-- home_team_score is at most 250
-- away_team_score is at least 0
-- away_team_score is at most 250
-- winning_team_tricode matches ^[A-Z]{3}$
-- data_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- source_file_path is never NULL
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- game code names the day and the teams
-- game date is the eastern day of the tip off
-- season year is the season of the day
-- season is the start year
-- season label is of the start year
-- game id holds the start year
-- regular season is game type 2
-- playoffs are game type 4
-- all star is game type 3
-- christmas is december 25
-- weekend is saturday and sunday
-- day of week is of the game date
-- a team does not play itself
-- a final game has two scores
-- a final game has no tie
-- winner scored more
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^00[1-6]\\d{7}$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`game_code` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_code`, '^\\d{8}/[A-Z]{6}$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`season` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season`, '^20\\d{2}$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`season_nba_format` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season_nba_format`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(
    NOT (
      `t1`.`game_status` IN (1, 2, 3) OR (
        `t1`.`game_status` IS NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`home_team_id` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`home_team_id` > 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`home_team_tricode` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`home_team_tricode`, '^[A-Z]{3}$')
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`home_team_name` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`away_team_id` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`away_team_id` > 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`away_team_tricode` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`away_team_tricode`, '^[A-Z]{3}$')
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`away_team_name` IS NOT NULL
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`playoff_round`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_24`,
  COUNTIF(
    NOT (
      `t1`.`day_of_week` IN ('Fri', 'Mon', 'Sat', 'Sun', 'Thu', 'Tue', 'Wed')
      OR (
        `t1`.`day_of_week` IS NULL
      )
    )
  ) AS `bad_25`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`time_slot`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_26`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`arena_timezone`, '^[A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+)+$')
    )
  ) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`home_team_score` >= 0
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`home_team_score` <= 250
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`away_team_score` >= 0
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`away_team_score` <= 250
  )) AS `bad_31`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`winning_team_tricode`, '^[A-Z]{3}$')
  )) AS `bad_32`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_35`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_37`,
  COUNTIF(
    NOT (
      `t1`.`game_code` = CONCAT(
        CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '/'), `t1`.`away_team_tricode`),
        `t1`.`home_team_tricode`
      )
    )
  ) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`game_date` = DATE(`t1`.`game_date_est`, 'America/New_York')
  )) AS `bad_39`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`season` = CAST(`t1`.`season_year` AS STRING)
  )) AS `bad_41`,
  COUNTIF(
    NOT (
      `t1`.`season_nba_format` = CONCAT(
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
  ) AS `bad_42`,
  COUNTIF(
    NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        3 + 1
      ) >= 1, 3 + 1, 3 + 1 + LENGTH(`t1`.`game_id`)), 2) = SUBSTRING(`t1`.`season`, IF((
        2 + 1
      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`season`)), 2)
    )
  ) AS `bad_43`,
  COUNTIF(
    NOT (
      `t1`.`is_regular_season` = (
        SUBSTRING(`t1`.`game_id`, IF((
          2 + 1
        ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) = '2'
      )
    )
  ) AS `bad_44`,
  COUNTIF(
    NOT (
      `t1`.`is_playoffs` = (
        SUBSTRING(`t1`.`game_id`, IF((
          2 + 1
        ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) = '4'
      )
    )
  ) AS `bad_45`,
  COUNTIF(
    NOT (
      `t1`.`is_all_star` = (
        SUBSTRING(`t1`.`game_id`, IF((
          2 + 1
        ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) = '3'
      )
    )
  ) AS `bad_46`,
  COUNTIF(
    NOT (
      `t1`.`is_christmas` = (
        (
          EXTRACT(month FROM `t1`.`game_date`) = 12
        )
        AND (
          EXTRACT(day FROM `t1`.`game_date`) = 25
        )
      )
    )
  ) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`is_weekend` = (
      `t1`.`day_of_week` IN ('Sat', 'Sun')
    )
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`day_of_week` = FORMAT_DATE('%a', `t1`.`game_date`)
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`home_team_tricode` <> `t1`.`away_team_tricode`
  )) AS `bad_50`,
  COUNTIF(
    NOT (
      (
        `t1`.`game_status` <> 3
      )
      OR (
        (
          `t1`.`home_team_score` IS NOT NULL
        )
        AND (
          `t1`.`away_team_score` IS NOT NULL
        )
      )
    )
  ) AS `bad_51`,
  COUNTIF(
    NOT (
      (
        `t1`.`game_status` <> 3
      )
      OR (
        `t1`.`home_team_score` <> `t1`.`away_team_score`
      )
    )
  ) AS `bad_52`,
  COUNTIF(
    NOT (
      `t1`.`winning_team_tricode` = CASE
        WHEN `t1`.`home_team_score` > `t1`.`away_team_score`
        THEN `t1`.`home_team_tricode`
        WHEN `t1`.`home_team_score` < `t1`.`away_team_score`
        THEN `t1`.`away_team_tricode`
        ELSE NULL
      END
    )
  ) AS `bad_53`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
