-- one row for each system_id
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- prop_type is never NULL
-- prop_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- period_type is never NULL
-- period_type matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- period_start is never NULL
-- period_end is never NULL
-- total_predictions is at least 0
-- total_recommendations is at least 0
-- pass_count is at least 0
-- wins is at least 0
-- losses is at least 0
-- pushes is at least 0
-- success_rate_pct is at least 0
-- success_rate_pct is at most 100
-- mae is at least 0
-- mae is at most 80
-- avg_bias is at least -80
-- avg_bias is at most 80
-- error_stddev is at least 0
-- error_stddev is at most 80
-- over_count is at least 0
-- over_wins is at least 0
-- over_success_rate_pct is at least 0
-- over_success_rate_pct is at most 100
-- under_count is at least 0
-- under_wins is at least 0
-- under_success_rate_pct is at least 0
-- under_success_rate_pct is at most 100
-- within_3_count is at least 0
-- within_3_pct is at least 0
-- within_3_pct is at most 100
-- within_5_count is at least 0
-- within_5_pct is at least 0
-- within_5_pct is at most 100
-- high_conf_count is at least 0
-- high_conf_wins is at least 0
-- high_conf_success_rate_pct is at least 0
-- high_conf_success_rate_pct is at most 100
-- very_high_conf_count is at least 0
-- very_high_conf_wins is at least 0
-- very_high_conf_success_rate_pct is at least 0
-- very_high_conf_success_rate_pct is at most 100
-- avg_confidence is at least 0
-- avg_confidence is at most 1
-- voided_count is at least 0
-- unique_players is at least 0
-- unique_games is at least 0
-- days_with_data is at least 0
-- the period ends no earlier than it starts
-- recommendations and passes are all predictions
-- recommendations are over or under
-- a recommendation is won lost or pushed
-- wins are over or under
-- success rate is wins by decided
-- share within 3 points is of the predictions
-- share within 5 points is of the predictions
-- who is within 3 points is within 5
-- very confident predictions are some of the confident
-- confident predictions are some of all
-- bias does not exceed the error
-- there are no more days with data than days
-- it is computed once the period has begun
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`system_id`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t0`.`system_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      `t0`.`system_id` IN (
        'catboost_v8',
        'ensemble_v1',
        'ensemble_v1_1',
        'moving_average',
        'similarity_balanced_v1',
        'xgboost_v1',
        'zone_matchup_v1'
      )
      OR (
        `t0`.`system_id` IS NULL
      )
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t0`.`prop_type` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`prop_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t0`.`period_type` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`period_type`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t0`.`period_start` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t0`.`period_end` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t0`.`total_predictions` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t0`.`total_recommendations` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t0`.`pass_count` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t0`.`wins` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t0`.`losses` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t0`.`pushes` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t0`.`success_rate_pct` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t0`.`success_rate_pct` <= 100
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t0`.`mae` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t0`.`mae` <= 80
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t0`.`avg_bias` >= -80
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t0`.`avg_bias` <= 80
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t0`.`error_stddev` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t0`.`error_stddev` <= 80
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t0`.`over_count` >= 0
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t0`.`over_wins` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t0`.`over_success_rate_pct` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t0`.`over_success_rate_pct` <= 100
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t0`.`under_count` >= 0
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t0`.`under_wins` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t0`.`under_success_rate_pct` >= 0
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t0`.`under_success_rate_pct` <= 100
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t0`.`within_3_count` >= 0
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t0`.`within_3_pct` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t0`.`within_3_pct` <= 100
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t0`.`within_5_count` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t0`.`within_5_pct` >= 0
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t0`.`within_5_pct` <= 100
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t0`.`high_conf_count` >= 0
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t0`.`high_conf_wins` >= 0
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t0`.`high_conf_success_rate_pct` >= 0
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t0`.`high_conf_success_rate_pct` <= 100
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t0`.`very_high_conf_count` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t0`.`very_high_conf_wins` >= 0
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t0`.`very_high_conf_success_rate_pct` >= 0
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t0`.`very_high_conf_success_rate_pct` <= 100
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t0`.`avg_confidence` >= 0
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t0`.`avg_confidence` <= 1
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t0`.`voided_count` >= 0
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t0`.`unique_players` >= 0
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t0`.`unique_games` >= 0
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t0`.`days_with_data` >= 0
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t0`.`period_start` <= `t0`.`period_end`
  )) AS `bad_52`,
  COUNTIF(
    NOT (
      (
        `t0`.`total_recommendations` + `t0`.`pass_count`
      ) = `t0`.`total_predictions`
    )
  ) AS `bad_53`,
  COUNTIF(
    NOT (
      (
        `t0`.`over_count` + `t0`.`under_count`
      ) = `t0`.`total_recommendations`
    )
  ) AS `bad_54`,
  COUNTIF(
    NOT (
      (
        `t0`.`wins` + `t0`.`losses` + `t0`.`pushes`
      ) = `t0`.`total_recommendations`
    )
  ) AS `bad_55`,
  COUNTIF(NOT (
    (
      `t0`.`over_wins` + `t0`.`under_wins`
    ) = `t0`.`wins`
  )) AS `bad_56`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            ieee_divide(`t0`.`success_rate_pct`, 100) * (
              `t0`.`wins` + `t0`.`losses`
            )
          ) - `t0`.`wins`
        ) <= (
          (
            `t0`.`wins` + `t0`.`losses`
          ) * 0.001
        )
      )
      AND (
        (
          (
            `t0`.`wins` + `t0`.`losses`
          ) > 0
        )
        OR (
          ieee_divide(`t0`.`success_rate_pct`, 100) = 0
        )
      )
    )
  ) AS `bad_57`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            ieee_divide(`t0`.`within_3_pct`, 100) * `t0`.`total_predictions`
          ) - `t0`.`within_3_count`
        ) <= (
          `t0`.`total_predictions` * 0.001
        )
      )
      AND (
        (
          `t0`.`total_predictions` > 0
        )
        OR (
          ieee_divide(`t0`.`within_3_pct`, 100) = 0
        )
      )
    )
  ) AS `bad_58`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            ieee_divide(`t0`.`within_5_pct`, 100) * `t0`.`total_predictions`
          ) - `t0`.`within_5_count`
        ) <= (
          `t0`.`total_predictions` * 0.001
        )
      )
      AND (
        (
          `t0`.`total_predictions` > 0
        )
        OR (
          ieee_divide(`t0`.`within_5_pct`, 100) = 0
        )
      )
    )
  ) AS `bad_59`,
  COUNTIF(
    NOT (
      (
        `t0`.`within_3_count` <= `t0`.`within_5_count`
      )
      AND (
        `t0`.`within_5_count` <= `t0`.`total_predictions`
      )
    )
  ) AS `bad_60`,
  COUNTIF(
    NOT (
      (
        `t0`.`very_high_conf_count` <= `t0`.`high_conf_count`
      )
      AND (
        `t0`.`very_high_conf_wins` <= `t0`.`high_conf_wins`
      )
    )
  ) AS `bad_61`,
  COUNTIF(
    NOT (
      (
        `t0`.`high_conf_count` <= `t0`.`total_predictions`
      )
      AND (
        `t0`.`high_conf_wins` <= `t0`.`wins`
      )
    )
  ) AS `bad_62`,
  COUNTIF(NOT (
    ABS(`t0`.`avg_bias`) <= `t0`.`mae`
  )) AS `bad_63`,
  COUNTIF(
    NOT (
      `t0`.`days_with_data` <= (
        DATE_DIFF(`t0`.`period_end`, `t0`.`period_start`, DAY) + 1
      )
    )
  ) AS `bad_64`,
  COUNTIF(NOT (
    DATE(`t0`.`computed_at`, 'America/New_York') >= `t0`.`period_start`
  )) AS `bad_65`
FROM `nba-project`.`nba_grading`.`system_performance_summary` AS `t0`;
