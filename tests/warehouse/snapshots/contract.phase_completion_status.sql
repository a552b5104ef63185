-- one row for each phase, game_date
-- phase is never NULL
-- phase is one of phase2, phase3, phase4, phase5
-- game_date is never NULL
-- completed_count is never NULL
-- completed_count is at least 0
-- expected_count is never NULL
-- expected_count is at least 0
-- completed_processors is never NULL
-- missing_processors is never NULL
-- is_triggered is never NULL
-- trigger_reason matches ^(all_complete|critical_plus_majority_\d{1,3}pct|tier[123]_timeout|max_timeout|deadline_exceeded)$
-- mode is one of overnight, same_day, tomorrow, monitoring_only
-- updated_at is never NULL
-- completed processors are counted
-- every expected processor is completed or missing
-- no more are missing than were expected
-- all complete means none missing
-- what was triggered says when
-- what was triggered says why
-- triggered after the first completion
-- with a completion there is a first
-- first completion comes before the last
-- updated after the last completion
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`phase`, `t0`.`game_date`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t0`.`phase` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      `t0`.`phase` IN ('phase2', 'phase3', 'phase4', 'phase5')
      OR (
        `t0`.`phase` IS NULL
      )
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t0`.`game_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t0`.`completed_count` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t0`.`completed_count` >= 0
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t0`.`expected_count` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t0`.`expected_count` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t0`.`completed_processors` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t0`.`missing_processors` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t0`.`is_triggered` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(
        `t0`.`trigger_reason`,
        '^(all_complete|critical_plus_majority_\\d{1,3}pct|tier[123]_timeout|max_timeout|deadline_exceeded)$'
      )
    )
  ) AS `bad_12`,
  COUNTIF(
    NOT (
      `t0`.`mode` IN ('monitoring_only', 'overnight', 'same_day', 'tomorrow')
      OR (
        `t0`.`mode` IS NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t0`.`updated_at` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t0`.`completed_count` = ARRAY_LENGTH(`t0`.`completed_processors`)
  )) AS `bad_15`,
  COUNTIF(
    NOT (
      (
        `t0`.`completed_count` + ARRAY_LENGTH(`t0`.`missing_processors`)
      ) >= `t0`.`expected_count`
    )
  ) AS `bad_16`,
  COUNTIF(NOT (
    ARRAY_LENGTH(`t0`.`missing_processors`) <= `t0`.`expected_count`
  )) AS `bad_17`,
  COUNTIF(
    NOT (
      (
        `t0`.`trigger_reason` <> 'all_complete'
      )
      OR (
        ARRAY_LENGTH(`t0`.`missing_processors`) = 0
      )
    )
  ) AS `bad_18`,
  COUNTIF(NOT (
    `t0`.`is_triggered` = (
      `t0`.`triggered_at` IS NOT NULL
    )
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      NOT (
        `t0`.`is_triggered`
      ) OR (
        `t0`.`trigger_reason` IS NOT NULL
      )
    )
  ) AS `bad_20`,
  COUNTIF(NOT (
    `t0`.`triggered_at` >= `t0`.`first_completion_at`
  )) AS `bad_21`,
  COUNTIF(
    NOT (
      (
        `t0`.`completed_count` > 0
      ) = (
        `t0`.`first_completion_at` IS NOT NULL
      )
    )
  ) AS `bad_22`,
  COUNTIF(NOT (
    `t0`.`first_completion_at` <= `t0`.`last_completion_at`
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t0`.`updated_at` >= `t0`.`last_completion_at`
  )) AS `bad_24`
FROM `nba-project`.`nba_orchestration`.`phase_completion_status` AS `t0`;
