-- one row for each timestamp
-- change_id is never NULL
-- timestamp is never NULL
-- change_type is never NULL
-- change_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- changed_vars is never NULL
-- service_name matches ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
-- service_revision matches ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
-- environment matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- env_hash matches ^[0-9a-f]{16}$
-- a change names a variable
-- deployment began before the change
-- in a deployment there is one
-- an alert has a reason
-- revision is one of the service
-- written after the change
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`timestamp`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`change_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`timestamp` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`change_type` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`change_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`changed_vars` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`service_name`, '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
  )) AS `bad_7`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`service_revision`, '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
    )
  ) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`environment`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`env_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_10`,
  COUNTIF(NOT (
    ARRAY_LENGTH(`t1`.`changed_vars`) > 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`deployment_started_at` <= `t1`.`timestamp`
  )) AS `bad_12`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`in_deployment_window`
      )
      OR (
        `t1`.`deployment_started_at` IS NOT NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`alert_triggered` = (
      `t1`.`alert_reason` IS NOT NULL
    )
  )) AS `bad_14`,
  COUNTIF(NOT (
    STARTS_WITH(`t1`.`service_revision`, CONCAT(`t1`.`service_name`, '-'))
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`timestamp`
  )) AS `bad_16`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`env_var_audit` AS `t0`
  WHERE
    `t0`.`timestamp` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`timestamp` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`timestamp`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
