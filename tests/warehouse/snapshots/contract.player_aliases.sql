-- one row for each alias_lookup
-- alias_lookup is never NULL
-- alias_lookup matches ^[a-z0-9]+$
-- nba_canonical_lookup is never NULL
-- nba_canonical_lookup matches ^[a-z0-9]+$
-- alias_display is never NULL
-- nba_canonical_display is never NULL
-- alias_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- alias_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- is_active is never NULL
-- created_by is never NULL
-- created_by matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- created_at is never NULL
-- processed_at is never NULL
-- an alias differs from the name
-- processed after it was created
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`alias_lookup`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t0`.`alias_lookup` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`alias_lookup`, '^[a-z0-9]+$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t0`.`nba_canonical_lookup` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`nba_canonical_lookup`, '^[a-z0-9]+$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t0`.`alias_display` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t0`.`nba_canonical_display` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`alias_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`alias_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t0`.`is_active` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t0`.`created_by` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`created_by`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t0`.`created_at` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t0`.`processed_at` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t0`.`alias_lookup` <> `t0`.`nba_canonical_lookup`
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t0`.`processed_at` >= `t0`.`created_at`
  )) AS `bad_16`
FROM `nba-project`.`nba_reference`.`player_aliases` AS `t0`;
