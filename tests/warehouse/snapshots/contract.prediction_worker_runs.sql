-- one row for each request_id
-- request_id is never NULL
-- request_id has at least 1 characters
-- run_date is never NULL
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- universal_player_id matches ^[a-z0-9]+_\d{3}$
-- game_date is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- line_values_requested is never NULL
-- success is never NULL
-- duration_seconds is at least 0
-- predictions_generated is at least 0
-- skip_reason matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- systems_attempted is never NULL
-- systems_succeeded is never NULL
-- systems_failed is never NULL
-- feature_quality_score is at least 0
-- feature_quality_score is at most 100
-- missing_features is never NULL
-- feature_load_time_seconds is at least 0
-- historical_games_count is at least 0
-- historical_load_time_seconds is at least 0
-- error_system matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- error_type matches ^[A-Za-z][A-Za-z0-9_]*$
-- data_load_seconds is at least 0
-- prediction_compute_seconds is at least 0
-- write_bigquery_seconds is at least 0
-- pubsub_publish_seconds is at least 0
-- circuits_opened is never NULL
-- trigger_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- cloud_run_service matches ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
-- cloud_run_revision matches ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
-- retry_attempt is at least 0
-- batch_id matches ^batch_\d{4}-\d{2}-\d{2}_\d{10}$
-- game id names the day
-- batch is of the game day
-- each attempted system succeeded or failed
-- there is at most one prediction a system and line
-- who is skipped has no prediction
-- poor features are not predicted from
-- a failure says why
-- an opened circuit was triggered
-- features and history are loaded within the loading time
-- the steps take no longer than the whole
-- revision is of the service
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`request_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`request_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    LENGTH(`t1`.`request_id`) >= 1
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`run_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`line_values_requested` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`success` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`duration_seconds` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`predictions_generated` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`skip_reason`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`systems_attempted` IS NOT NULL
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`systems_succeeded` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`systems_failed` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`feature_quality_score` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`feature_quality_score` <= 100
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`missing_features` IS NOT NULL
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`feature_load_time_seconds` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`historical_games_count` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`historical_load_time_seconds` >= 0
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`error_system`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_24`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`error_type`, '^[A-Za-z][A-Za-z0-9_]*$')
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`data_load_seconds` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`prediction_compute_seconds` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`write_bigquery_seconds` >= 0
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`pubsub_publish_seconds` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`circuits_opened` IS NOT NULL
  )) AS `bad_30`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`trigger_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_31`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`cloud_run_service`, '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
    )
  ) AS `bad_32`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`cloud_run_revision`, '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
    )
  ) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`retry_attempt` >= 0
  )) AS `bad_34`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`batch_id`, '^batch_\\d{4}-\\d{2}-\\d{2}_\\d{10}$')
    )
  ) AS `bad_35`,
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
  ) AS `bad_36`,
  COUNTIF(
    NOT (
      STARTS_WITH(`t1`.`batch_id`, CONCAT('batch_', FORMAT_DATE('%F', `t1`.`game_date`)))
    )
  ) AS `bad_37`,
  COUNTIF(
    NOT (
      ARRAY_LENGTH(`t1`.`systems_attempted`) = (
        ARRAY_LENGTH(`t1`.`systems_succeeded`) + ARRAY_LENGTH(`t1`.`systems_failed`)
      )
    )
  ) AS `bad_38`,
  COUNTIF(
    NOT (
      `t1`.`predictions_generated` <= (
        ARRAY_LENGTH(`t1`.`systems_succeeded`) * GREATEST(ARRAY_LENGTH(`t1`.`line_values_requested`), 1)
      )
    )
  ) AS `bad_39`,
  COUNTIF(
    NOT (
      (
        `t1`.`skip_reason` IS NULL
      ) OR (
        `t1`.`predictions_generated` = 0
      )
    )
  ) AS `bad_40`,
  COUNTIF(
    NOT (
      (
        `t1`.`feature_quality_score` >= 50
      )
      OR (
        `t1`.`predictions_generated` = 0
      )
    )
  ) AS `bad_41`,
  COUNTIF(
    NOT (
      `t1`.`success`
      OR (
        `t1`.`error_message` IS NOT NULL
      )
      OR (
        `t1`.`skip_reason` IS NOT NULL
      )
    )
  ) AS `bad_42`,
  COUNTIF(
    NOT (
      `t1`.`circuit_breaker_triggered`
      OR (
        ARRAY_LENGTH(`t1`.`circuits_opened`) = 0
      )
    )
  ) AS `bad_43`,
  COUNTIF(
    NOT (
      (
        `t1`.`feature_load_time_seconds` + `t1`.`historical_load_time_seconds`
      ) <= (
        `t1`.`data_load_seconds` + 0.01
      )
    )
  ) AS `bad_44`,
  COUNTIF(
    NOT (
      (
        `t1`.`data_load_seconds` + `t1`.`prediction_compute_seconds` + `t1`.`write_bigquery_seconds` + `t1`.`pubsub_publish_seconds`
      ) <= (
        `t1`.`duration_seconds` + 0.01
      )
    )
  ) AS `bad_45`,
  COUNTIF(
    NOT (
      STARTS_WITH(`t1`.`cloud_run_revision`, CONCAT(`t1`.`cloud_run_service`, '-'))
    )
  ) AS `bad_46`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_worker_runs` AS `t0`
  WHERE
    `t0`.`run_date` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`run_date` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`run_date`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
