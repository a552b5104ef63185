-- one row for each date_recorded, team_abbr
-- season_year is never NULL
-- season_year is at least 2021
-- season_display is never NULL
-- season_display matches ^20\d{2}-\d{2}$
-- date_recorded is never NULL
-- team_id is never NULL
-- team_id is at least 1
-- team_id is at most 30
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- conference is never NULL
-- conference is one of East, West
-- division is never NULL
-- division is one of Atlantic, Central, Northwest, Pacific, Southeast, Southwest
-- conference_rank is never NULL
-- conference_rank is at least 1
-- conference_rank is at most 15
-- division_rank is never NULL
-- division_rank is at least 1
-- division_rank is at most 5
-- wins is never NULL
-- wins is at least 0
-- wins is at most 82
-- losses is never NULL
-- losses is at least 0
-- losses is at most 82
-- win_percentage is never NULL
-- win_percentage is at least 0
-- win_percentage is at most 1
-- games_played is never NULL
-- games_played is at least 0
-- games_played is at most 82
-- conference_record matches ^\d{1,2}-\d{1,2}$
-- conference_wins is at least 0
-- conference_wins is at most 82
-- conference_losses is at least 0
-- conference_losses is at most 82
-- division_record matches ^\d{1,2}-\d{1,2}$
-- division_wins is at least 0
-- division_wins is at most 82
-- division_losses is at least 0
-- division_losses is at most 82
-- home_record matches ^\d{1,2}-\d{1,2}$
-- home_wins is at least 0
-- home_wins is at most 82
-- home_losses is at least 0
-- home_losses is at most 82
-- road_record matches ^\d{1,2}-\d{1,2}$
-- road_wins is at least 0
-- road_wins is at most 82
-- road_losses is at least 0
-- road_losses is at most 82
-- source_file_path is never NULL
-- created_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- wins and losses make the games played
-- win percentage is wins by games
-- conference record is its wins and losses
-- division record is its wins and losses
-- home record is its wins and losses
-- road record is its wins and losses
-- home and road wins do not exceed the wins
-- division wins are conference wins
-- conference wins are wins
-- season label is of the start year
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`date_recorded`, `t1`.`team_abbr`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`season_display` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season_display`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`date_recorded` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`team_id` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`team_id` >= 1
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`team_id` <= 30
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_10`,
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
  ) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`conference` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(
    NOT (
      `t1`.`conference` IN ('East', 'West') OR (
        `t1`.`conference` IS NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`division` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      `t1`.`division` IN ('Atlantic', 'Central', 'Northwest', 'Pacific', 'Southeast', 'Southwest')
      OR (
        `t1`.`division` IS NULL
      )
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`conference_rank` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`conference_rank` >= 1
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`conference_rank` <= 15
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`division_rank` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`division_rank` >= 1
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`division_rank` <= 5
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`wins` IS NOT NULL
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`wins` >= 0
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`wins` <= 82
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`losses` IS NOT NULL
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`losses` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`losses` <= 82
  )) AS `bad_27`,
  COUNTIF(
    NOT (
      (
        `t1`.`win_percentage` IS NOT NULL
      )
      AND NOT (
        IS_NAN(`t1`.`win_percentage`)
      )
    )
  ) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`win_percentage` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`win_percentage` <= 1
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`games_played` IS NOT NULL
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`games_played` >= 0
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`games_played` <= 82
  )) AS `bad_33`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`conference_record`, '^\\d{1,2}-\\d{1,2}$')
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`conference_wins` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`conference_wins` <= 82
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`conference_losses` >= 0
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`conference_losses` <= 82
  )) AS `bad_38`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`division_record`, '^\\d{1,2}-\\d{1,2}$')
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`division_wins` >= 0
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`division_wins` <= 82
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`division_losses` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`division_losses` <= 82
  )) AS `bad_43`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`home_record`, '^\\d{1,2}-\\d{1,2}$')
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`home_wins` >= 0
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`home_wins` <= 82
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`home_losses` >= 0
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`home_losses` <= 82
  )) AS `bad_48`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`road_record`, '^\\d{1,2}-\\d{1,2}$')
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`road_wins` >= 0
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`road_wins` <= 82
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`road_losses` >= 0
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`road_losses` <= 82
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`source_file_path` IS NOT NULL
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_55`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`games_played` = (
      `t1`.`wins` + `t1`.`losses`
    )
  )) AS `bad_58`,
  COUNTIF(
    NOT (
      (
        ABS((
          `t1`.`win_percentage` * `t1`.`games_played`
        ) - `t1`.`wins`) <= (
          `t1`.`games_played` * 0.001
        )
      )
      AND (
        (
          `t1`.`games_played` > 0
        ) OR (
          `t1`.`win_percentage` = 0
        )
      )
    )
  ) AS `bad_59`,
  COUNTIF(
    NOT (
      `t1`.`conference_record` = CONCAT(
        CONCAT(CAST(`t1`.`conference_wins` AS STRING), '-'),
        CAST(`t1`.`conference_losses` AS STRING)
      )
    )
  ) AS `bad_60`,
  COUNTIF(
    NOT (
      `t1`.`division_record` = CONCAT(
        CONCAT(CAST(`t1`.`division_wins` AS STRING), '-'),
        CAST(`t1`.`division_losses` AS STRING)
      )
    )
  ) AS `bad_61`,
  COUNTIF(
    NOT (
      `t1`.`home_record` = CONCAT(CONCAT(CAST(`t1`.`home_wins` AS STRING), '-'), CAST(`t1`.`home_losses` AS STRING))
    )
  ) AS `bad_62`,
  COUNTIF(
    NOT (
      `t1`.`road_record` = CONCAT(CONCAT(CAST(`t1`.`road_wins` AS STRING), '-'), CAST(`t1`.`road_losses` AS STRING))
    )
  ) AS `bad_63`,
  COUNTIF(NOT (
    (
      `t1`.`home_wins` + `t1`.`road_wins`
    ) <= `t1`.`wins`
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`division_wins` <= `t1`.`conference_wins`
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`conference_wins` <= `t1`.`wins`
  )) AS `bad_66`,
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
  ) AS `bad_67`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`bdl_standings` AS `t0`
  WHERE
    `t0`.`date_recorded` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
