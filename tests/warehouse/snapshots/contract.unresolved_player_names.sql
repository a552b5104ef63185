-- one row for each source, normalized_lookup, first_seen_date
-- source is never NULL
-- source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- original_name is never NULL
-- normalized_lookup is never NULL
-- normalized_lookup matches ^[a-z0-9]+$
-- first_seen_date is never NULL
-- last_seen_date is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- season matches ^20\d{2}-\d{2}$
-- occurrences is never NULL
-- occurrences is at least 1
-- example_games is never NULL
-- status is never NULL
-- status matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- resolution_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- created_at is never NULL
-- processed_at is never NULL
-- first seen before last seen
-- what is resolved says how
-- what is pending is not resolved
-- who reviewed it says when
-- reviewed after it was first seen
-- no more games are named than it came in
-- processed after it was created
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(STRUCT(`t1`.`source`, `t1`.`normalized_lookup`, `t1`.`first_seen_date`))
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`source` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`original_name` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`normalized_lookup` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`normalized_lookup`, '^[a-z0-9]+$')
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`first_seen_date` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`last_seen_date` IS NOT NULL
  )) AS `bad_8`,
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
  ) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`occurrences` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`occurrences` >= 1
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`example_games` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`status` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`status`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_15`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`resolution_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`first_seen_date` <= `t1`.`last_seen_date`
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'resolved'
      ) OR (
        `t1`.`resolution_type` IS NOT NULL
      )
    )
  ) AS `bad_20`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'pending'
      )
      OR (
        (
          `t1`.`resolution_type` IS NULL
        ) AND (
          `t1`.`resolved_to_name` IS NULL
        )
      )
    )
  ) AS `bad_21`,
  COUNTIF(
    NOT (
      (
        `t1`.`reviewed_by` IS NOT NULL
      ) = (
        `t1`.`reviewed_at` IS NOT NULL
      )
    )
  ) AS `bad_22`,
  COUNTIF(NOT (
    DATE(`t1`.`reviewed_at`, 'America/New_York') >= `t1`.`first_seen_date`
  )) AS `bad_23`,
  COUNTIF(NOT (
    ARRAY_LENGTH(`t1`.`example_games`) <= `t1`.`occurrences`
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`processed_at` >= `t1`.`created_at`
  )) AS `bad_25`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_reference`.`unresolved_player_names` AS `t0`
  WHERE
    `t0`.`first_seen_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
