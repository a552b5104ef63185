-- one row for each decision_id
-- decision_id is never NULL
-- decision_time is never NULL
-- workflow_name is never NULL
-- workflow_name matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- action is never NULL
-- action matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- reason is never NULL
-- scrapers_triggered is never NULL
-- target_games is never NULL
-- priority matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- alert_level matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- controller_version matches ^v?\d+(\.\d+)*$
-- environment matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- triggered_by matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- a run triggers scrapers
-- only a run triggers scrapers
-- looked at again later
-- written after the decision
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`decision_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`decision_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`decision_time` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`workflow_name` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`workflow_name`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`action` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`action`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`reason` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`scrapers_triggered` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`target_games` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`priority`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`alert_level`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`controller_version`, '^v?\\d+(\\.\\d+)*$')
  )) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`environment`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_14`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`triggered_by`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_15`,
  COUNTIF(
    NOT (
      (
        `t1`.`action` <> 'RUN'
      ) OR (
        ARRAY_LENGTH(`t1`.`scrapers_triggered`) > 0
      )
    )
  ) AS `bad_16`,
  COUNTIF(
    NOT (
      (
        `t1`.`action` = 'RUN'
      ) OR (
        ARRAY_LENGTH(`t1`.`scrapers_triggered`) = 0
      )
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`next_check_time` > `t1`.`decision_time`
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`decision_time`
  )) AS `bad_19`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`workflow_decisions` AS `t0`
  WHERE
    `t0`.`decision_time` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`decision_time` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`decision_time`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
