-- one row for each date
-- date is never NULL
-- total_latency_seconds is at least 0
-- recorded_at is never NULL
-- the first phase starts before the last is complete
-- total latency is the time between them
-- it is recorded when all is complete
-- no pipeline runs before its day
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`date`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`total_latency_seconds` >= 0
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`recorded_at` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`phase1_start` <= `t1`.`phase6_complete`
  )) AS `bad_5`,
  COUNTIF(
    NOT (
      ABS(
        (
          UNIX_SECONDS(`t1`.`phase6_complete`) - UNIX_SECONDS(`t1`.`phase1_start`)
        ) - `t1`.`total_latency_seconds`
      ) <= 2
    )
  ) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`phase6_complete` <= `t1`.`recorded_at`
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`date` <= DATE(`t1`.`phase6_complete`)
  )) AS `bad_8`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`pipeline_latency_metrics` AS `t0`
  WHERE
    `t0`.`date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
