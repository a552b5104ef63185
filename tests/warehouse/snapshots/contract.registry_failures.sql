-- one row for each game_date, processor_name, player_lookup
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- game_date is never NULL
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- season matches ^20\d{2}-\d{2}$
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- occurrence_count is at least 1
-- season is that of the day
-- game id names the day
-- team plays in the game
-- only what is resolved is reprocessed
-- created then resolved then reprocessed
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`processor_name`, `t1`.`player_lookup`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`processor_name` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_6`,
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
  ) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_8`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`occurrence_count` >= 1
  )) AS `bad_10`,
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
  ) AS `bad_11`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      )
    )
  ) AS `bad_12`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        INSTR(`t1`.`game_id`, CONCAT('_', `t1`.`team_abbr`)) > 0
      )
    )
  ) AS `bad_13`,
  COUNTIF(
    NOT (
      (
        `t1`.`reprocessed_at` IS NULL
      ) OR (
        `t1`.`resolved_at` IS NOT NULL
      )
    )
  ) AS `bad_14`,
  COUNTIF(
    NOT (
      (
        `t1`.`created_at` <= `t1`.`resolved_at`
      )
      AND (
        `t1`.`resolved_at` <= `t1`.`reprocessed_at`
      )
    )
  ) AS `bad_15`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_processing`.`registry_failures` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
