-- one row for each game_date, scraper_name, attempt_timestamp
-- attempt_timestamp is never NULL
-- scraper_name is never NULL
-- scraper_name matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- workflow matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- attempt_number is at least 1
-- game_date is never NULL
-- home_team is never NULL
-- home_team is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- away_team is never NULL
-- away_team is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- was_available is never NULL
-- record_count is at least 0
-- data_status matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- data_quality_score is at least 0
-- data_quality_score is at most 1
-- latency_minutes is at least 0
-- two teams play
-- game id names the day and the teams
-- what arrived has records
-- status agrees with the arrival
-- what arrived has no error
-- nothing arrives before the game starts
-- game starts on its eastern day
-- game starts before it ends
-- latency is the time since the end
-- written after the look
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`scraper_name`, `t1`.`attempt_timestamp`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`attempt_timestamp` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`scraper_name` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`scraper_name`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`workflow`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`attempt_number` >= 1
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`home_team` IS NOT NULL
  )) AS `bad_8`,
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
  COUNTIF(NOT (
    `t1`.`away_team` IS NOT NULL
  )) AS `bad_10`,
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
  ) AS `bad_11`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`was_available` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`record_count` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_status`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`data_quality_score` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`data_quality_score` <= 1
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`latency_minutes` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`home_team` <> `t1`.`away_team`
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        `t1`.`game_id` = CONCAT(
          CONCAT(
            CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`away_team`),
            '_'
          ),
          `t1`.`home_team`
        )
      )
    )
  ) AS `bad_20`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`was_available`
      ) OR (
        `t1`.`record_count` > 0
      )
    )
  ) AS `bad_21`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`data_status` IN ('complete', 'missing')
      )
      OR (
        (
          `t1`.`data_status` = 'complete'
        ) = `t1`.`was_available`
      )
    )
  ) AS `bad_22`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`was_available`
      ) OR (
        `t1`.`error_message` IS NULL
      )
    )
  ) AS `bad_23`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`was_available`
      )
      OR (
        `t1`.`attempt_timestamp` >= `t1`.`game_start_time`
      )
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    DATE(`t1`.`game_start_time`, 'America/New_York') = `t1`.`game_date`
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`game_start_time` < `t1`.`estimated_game_end`
  )) AS `bad_26`,
  COUNTIF(
    NOT (
      (
        ieee_divide(
          UNIX_SECONDS(`t1`.`attempt_timestamp`) - UNIX_SECONDS(`t1`.`estimated_game_end`),
          60
        ) < 0
      )
      OR (
        ABS(
          `t1`.`latency_minutes` - ieee_divide(
            UNIX_SECONDS(`t1`.`attempt_timestamp`) - UNIX_SECONDS(`t1`.`estimated_game_end`),
            60
          )
        ) <= 1
      )
    )
  ) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`attempt_timestamp`
  )) AS `bad_28`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`scraper_data_arrival` AS `t0`
  WHERE
    `t0`.`attempt_timestamp` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`attempt_timestamp` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`attempt_timestamp`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
