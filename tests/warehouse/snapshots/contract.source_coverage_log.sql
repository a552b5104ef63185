-- one row for each event_id
-- event_id is never NULL
-- event_timestamp is never NULL
-- event_type is never NULL
-- event_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- severity is never NULL
-- severity is one of info, warning, error, critical
-- phase is one of phase_1, phase_2, phase_3, phase_4, phase_5, phase_6
-- table_name matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- season matches ^20\d{2}-\d{2}$
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- primary_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- primary_source_status matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- fallback_sources_tried is never NULL
-- quality_tier_before matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- quality_tier_after matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- quality_score_before is at least 0
-- quality_score_before is at most 100
-- quality_score_after is at least 0
-- quality_score_after is at most 100
-- alert_channel matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- environment matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- season is that of the day
-- game id names the day
-- an alert that was sent says when
-- only a required alert is sent
-- what has a time of resolution is resolved
-- resolved after the event
-- written after the event
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`event_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`event_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`event_timestamp` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`event_type` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`event_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`severity` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      `t1`.`severity` IN ('critical', 'error', 'info', 'warning')
      OR (
        `t1`.`severity` IS NULL
      )
    )
  ) AS `bad_7`,
  COUNTIF(
    NOT (
      `t1`.`phase` IN ('phase_1', 'phase_2', 'phase_3', 'phase_4', 'phase_5', 'phase_6')
      OR (
        `t1`.`phase` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`table_name`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_9`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_10`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`season`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_12`,
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
  ) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`primary_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`primary_source_status`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`fallback_sources_tried` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`quality_tier_before`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`quality_tier_after`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`quality_score_before` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`quality_score_before` <= 100
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`quality_score_after` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`quality_score_after` <= 100
  )) AS `bad_22`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`alert_channel`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`environment`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_24`,
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
  ) AS `bad_25`,
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
  ) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`alert_sent` = (
      `t1`.`alert_sent_at` IS NOT NULL
    )
  )) AS `bad_27`,
  COUNTIF(NOT (
    NOT (
      `t1`.`alert_sent`
    ) OR `t1`.`requires_alert`
  )) AS `bad_28`,
  COUNTIF(NOT (
    (
      `t1`.`resolved_at` IS NULL
    ) OR `t1`.`is_resolved`
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`resolved_at` >= `t1`.`event_timestamp`
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`created_at` >= `t1`.`event_timestamp`
  )) AS `bad_31`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_reference`.`source_coverage_log` AS `t0`
  WHERE
    `t0`.`event_timestamp` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`event_timestamp` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`event_timestamp`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
