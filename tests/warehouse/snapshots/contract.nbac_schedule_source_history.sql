-- one row for each processing_id
-- processing_id is never NULL
-- season is never NULL
-- season matches ^20\d{2}$
-- season_nba_format is never NULL
-- season_nba_format matches ^20\d{2}-\d{2}$
-- processing_date is never NULL
-- data_source is never NULL
-- data_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- games_processed is at least 0
-- games_inserted is at least 0
-- games_updated is at least 0
-- games_skipped is at least 0
-- processing_duration_seconds is at least 0
-- started_at is never NULL
-- completed_at is never NULL
-- file_size_bytes is at least 0
-- season label starts with the season
-- a run ends after it starts
-- each game is inserted updated or skipped
-- a fallback follows a failure
-- an error message comes with an error
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`processing_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`processing_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`season` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season`, '^20\\d{2}$')
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`season_nba_format` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season_nba_format`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`processing_date` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`data_source` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`games_processed` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`games_inserted` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`games_updated` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`games_skipped` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`processing_duration_seconds` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`started_at` IS NOT NULL
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`completed_at` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`file_size_bytes` >= 0
  )) AS `bad_17`,
  COUNTIF(
    NOT (
      SUBSTRING(
        `t1`.`season_nba_format`,
        IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`season_nba_format`)),
        4
      ) = `t1`.`season`
    )
  ) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`completed_at` >= `t1`.`started_at`
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      `t1`.`games_processed` = (
        `t1`.`games_inserted` + `t1`.`games_updated` + `t1`.`games_skipped`
      )
    )
  ) AS `bad_20`,
  COUNTIF(NOT (
    NOT (
      `t1`.`is_fallback`
    ) OR `t1`.`primary_source_failed`
  )) AS `bad_21`,
  COUNTIF(NOT (
    (
      `t1`.`error_message` IS NULL
    ) OR `t1`.`had_errors`
  )) AS `bad_22`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_schedule_source_history` AS `t0`
  WHERE
    `t0`.`processing_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
