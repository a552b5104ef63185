-- one row for each run_id
-- processor_name is never NULL
-- processor_name matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- run_id is never NULL
-- season_year is at least 2021
-- status is never NULL
-- status is one of running, success, partial, failed, skipped
-- duration_seconds is at least 0
-- records_processed is at least 0
-- records_created is at least 0
-- records_updated is at least 0
-- records_skipped is at least 0
-- data_source_primary matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- data_source_enhancement matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- data_records_queried is at least 0
-- validation_mode matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- validation_skipped_reason matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- source_data_freshness_days is at least 0
-- execution_host matches ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
-- triggered_by matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- data_date is never NULL
-- started_at is never NULL
-- phase is one of phase_1, phase_2, phase_3, phase_4, phase_5, phase_6
-- output_table matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- output_dataset matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- trigger_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- parent_processor matches ^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
-- alert_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- cloud_run_service matches ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
-- cloud_run_revision matches ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
-- retry_attempt is at least 0
-- skip_reason matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- failure_category matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- season year is the season of the day
-- started at most a day ahead
-- written after it started
-- lasted no longer than until it was written
-- what was skipped says so
-- what was skipped says why
-- what was skipped processed nothing
-- a failure has a category
-- a success has no failure
-- created and updated records were processed
-- a source that matched has a date
-- date range runs forward
-- full validation skips nothing
-- a retry is not the first attempt
-- an alert has a type
-- revision is one of the service
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`run_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`processor_name` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processor_name`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`run_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`status` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      `t1`.`status` IN ('failed', 'partial', 'running', 'skipped', 'success')
      OR (
        `t1`.`status` IS NULL
      )
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`duration_seconds` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`records_processed` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`records_created` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`records_updated` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`records_skipped` >= 0
  )) AS `bad_12`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`data_source_primary`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_13`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`data_source_enhancement`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`data_records_queried` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`validation_mode`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`validation_skipped_reason`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`source_data_freshness_days` >= 0
  )) AS `bad_18`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`execution_host`, '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
    )
  ) AS `bad_19`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`triggered_by`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`data_date` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`started_at` IS NOT NULL
  )) AS `bad_22`,
  COUNTIF(
    NOT (
      `t1`.`phase` IN ('phase_1', 'phase_2', 'phase_3', 'phase_4', 'phase_5', 'phase_6')
      OR (
        `t1`.`phase` IS NULL
      )
    )
  ) AS `bad_23`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`output_table`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`output_dataset`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_25`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`trigger_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_26`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`parent_processor`, '^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$')
    )
  ) AS `bad_27`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`alert_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_28`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`cloud_run_service`, '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
    )
  ) AS `bad_29`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`cloud_run_revision`, '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
    )
  ) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`retry_attempt` >= 0
  )) AS `bad_31`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`skip_reason`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_32`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`failure_category`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_33`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`data_date`) - CAST(EXTRACT(month FROM `t1`.`data_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_34`,
  COUNTIF(
    NOT (
      `t1`.`data_date` <= DATE_ADD(DATE(`t1`.`started_at`, 'America/New_York'), INTERVAL '1' DAY)
    )
  ) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`processed_at` >= `t1`.`started_at`
  )) AS `bad_36`,
  COUNTIF(
    NOT (
      `t1`.`duration_seconds` <= (
        (
          UNIX_SECONDS(`t1`.`processed_at`) - UNIX_SECONDS(`t1`.`started_at`)
        ) + 2
      )
    )
  ) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`skipped` = (
      `t1`.`status` = 'skipped'
    )
  )) AS `bad_38`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`skipped`
      ) OR (
        `t1`.`skip_reason` IS NOT NULL
      )
    )
  ) AS `bad_39`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'skipped'
      ) OR (
        `t1`.`records_processed` = 0
      )
    )
  ) AS `bad_40`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'failed'
      ) OR (
        `t1`.`failure_category` IS NOT NULL
      )
    )
  ) AS `bad_41`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` <> 'success'
      ) OR (
        `t1`.`failure_category` IS NULL
      )
    )
  ) AS `bad_42`,
  COUNTIF(
    NOT (
      (
        `t1`.`records_created` + `t1`.`records_updated`
      ) <= `t1`.`records_processed`
    )
  ) AS `bad_43`,
  COUNTIF(
    NOT (
      (
        NOT (
          `t1`.`espn_matched_requested_date`
        )
        OR (
          `t1`.`espn_roster_date` IS NOT NULL
        )
      )
      AND (
        NOT (
          `t1`.`nbacom_matched_requested_date`
        )
        OR (
          `t1`.`nbacom_source_date` IS NOT NULL
        )
      )
      AND (
        NOT (
          `t1`.`br_matched_requested_date`
        )
        OR (
          `t1`.`br_scrape_date` IS NOT NULL
        )
      )
      AND (
        NOT (
          `t1`.`gamebook_matched_requested_date`
        )
        OR (
          `t1`.`gamebook_pdf_date` IS NOT NULL
        )
      )
    )
  ) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`date_range_filter_start` <= `t1`.`date_range_filter_end`
  )) AS `bad_45`,
  COUNTIF(
    NOT (
      (
        `t1`.`validation_mode` <> 'full'
      )
      OR (
        `t1`.`validation_skipped_reason` IS NULL
      )
    )
  ) AS `bad_46`,
  COUNTIF(
    NOT (
      (
        `t1`.`triggered_by` <> 'retry'
      ) OR (
        `t1`.`retry_attempt` > 0
      )
    )
  ) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`alert_sent` = (
      `t1`.`alert_type` IS NOT NULL
    )
  )) AS `bad_48`,
  COUNTIF(
    NOT (
      STARTS_WITH(`t1`.`cloud_run_revision`, CONCAT(`t1`.`cloud_run_service`, '-'))
    )
  ) AS `bad_49`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
  WHERE
    `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
