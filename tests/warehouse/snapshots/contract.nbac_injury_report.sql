-- one row for each report_date, report_hour, player_lookup, game_id
-- report_hour is at least 0
-- report_hour is at most 23
-- season matches ^20\d{2}-\d{2}$
-- game_time matches ^\d{2}:\d{2} \(ET\)$
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- matchup matches ^[A-Z]{3}@[A-Z]{3}$
-- away_team is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- home_team is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- team is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- player_lookup matches ^[a-z0-9]+$
-- injury_status is one of available, probable, questionable, doubtful, out
-- reason_category matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- confidence_score is at least 0
-- confidence_score is at most 1
-- overall_report_confidence is at least 0
-- overall_report_confidence is at most 1
-- scrape_time matches ^\d{2}-\d{2}$
-- data_hash matches ^[0-9a-f]{16}$
-- matchup is away at home
-- game id names the day and the teams
-- player is on one of the two teams
-- report comes before the game is over
-- season is the season of the game
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`report_date`, `t1`.`report_hour`, `t1`.`player_lookup`, `t1`.`game_id`)
      )
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`report_hour` >= 0
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`report_hour` <= 23
  )) AS `bad_3`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_time`, '^\\d{2}:\\d{2} \\(ET\\)$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`matchup`, '^[A-Z]{3}@[A-Z]{3}$')
  )) AS `bad_7`,
  COUNTIF(
    NOT (
      `t1`.`away_team` IN (
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
        `t1`.`away_team` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(
    NOT (
      `t1`.`home_team` IN (
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
        `t1`.`home_team` IS NULL
      )
    )
  ) AS `bad_9`,
  COUNTIF(
    NOT (
      `t1`.`team` IN (
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
        `t1`.`team` IS NULL
      )
    )
  ) AS `bad_10`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_11`,
  COUNTIF(
    NOT (
      `t1`.`injury_status` IN ('available', 'doubtful', 'out', 'probable', 'questionable')
      OR (
        `t1`.`injury_status` IS NULL
      )
    )
  ) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`reason_category`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`confidence_score` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`confidence_score` <= 1
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`overall_report_confidence` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`overall_report_confidence` <= 1
  )) AS `bad_17`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`scrape_time`, '^\\d{2}-\\d{2}$')
  )) AS `bad_18`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      `t1`.`matchup` = CONCAT(CONCAT(`t1`.`away_team`, '@'), `t1`.`home_team`)
    )
  ) AS `bad_20`,
  COUNTIF(
    NOT (
      `t1`.`game_id` = CONCAT(
        CONCAT(
          CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`away_team`),
          '_'
        ),
        `t1`.`home_team`
      )
    )
  ) AS `bad_21`,
  COUNTIF(
    NOT (
      (
        `t1`.`team` = `t1`.`away_team`
      ) OR (
        `t1`.`team` = `t1`.`home_team`
      )
    )
  ) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`report_date` <= `t1`.`game_date`
  )) AS `bad_23`,
  COUNTIF(
    NOT (
      `t1`.`season` = CONCAT(
        CONCAT(
          CAST(EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64) AS STRING),
          '-'
        ),
        SUBSTRING(
          CAST((
            EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
          ) + 1 AS STRING),
          IF(
            (
              2 + 1
            ) >= 1,
            2 + 1,
            2 + 1 + LENGTH(
              CAST((
                EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
              ) + 1 AS STRING)
            )
          ),
          2
        )
      )
    )
  ) AS `bad_24`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_injury_report` AS `t0`
  WHERE
    `t0`.`report_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
