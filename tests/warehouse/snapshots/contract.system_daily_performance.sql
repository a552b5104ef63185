-- one row for each game_date, system_id
-- game_date is never NULL
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- predictions_count is at least 0
-- recommendations_count is at least 0
-- correct_count is at least 0
-- incorrect_count is at least 0
-- pass_count is at least 0
-- win_rate is at least 0
-- win_rate is at most 1
-- mae is at least 0
-- mae is at most 80
-- avg_bias is at least -80
-- avg_bias is at most 80
-- over_count is at least 0
-- over_correct is at least 0
-- over_win_rate is at least 0
-- over_win_rate is at most 1
-- under_count is at least 0
-- under_correct is at least 0
-- under_win_rate is at least 0
-- under_win_rate is at most 1
-- within_3_count is at least 0
-- within_3_pct is at least 0
-- within_3_pct is at most 1
-- within_5_count is at least 0
-- within_5_pct is at least 0
-- within_5_pct is at most 1
-- avg_confidence is at least 0
-- avg_confidence is at most 1
-- high_confidence_count is at least 0
-- high_confidence_correct is at least 0
-- high_confidence_win_rate is at least 0
-- high_confidence_win_rate is at most 1
-- recommendations and passes are all predictions
-- recommendations are over or under
-- right and wrong do not exceed the recommendations
-- what is right is over or under
-- over and under are right no oftener than said
-- win rate is correct by judged
-- who is within 3 points is within 5
-- share within 3 points is of the predictions
-- share within 5 points is of the predictions
-- bias does not exceed the error
-- confident predictions are some of all
-- where nobody is confident there is no rate of it
-- it is computed once the day is over
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`system_id`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`system_id` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(
    NOT (
      `t1`.`system_id` IN (
        'catboost_v8',
        'ensemble_v1',
        'ensemble_v1_1',
        'moving_average',
        'similarity_balanced_v1',
        'xgboost_v1',
        'zone_matchup_v1'
      )
      OR (
        `t1`.`system_id` IS NULL
      )
    )
  ) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`predictions_count` >= 0
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`recommendations_count` >= 0
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`correct_count` >= 0
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`incorrect_count` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`pass_count` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`win_rate` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`win_rate` <= 1
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`mae` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`mae` <= 80
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`avg_bias` >= -80
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`avg_bias` <= 80
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`over_count` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`over_correct` >= 0
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`over_win_rate` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`over_win_rate` <= 1
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`under_count` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`under_correct` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`under_win_rate` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`under_win_rate` <= 1
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`within_3_count` >= 0
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`within_3_pct` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`within_3_pct` <= 1
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`within_5_count` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`within_5_pct` >= 0
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`within_5_pct` <= 1
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`avg_confidence` >= 0
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`avg_confidence` <= 1
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`high_confidence_count` >= 0
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`high_confidence_correct` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`high_confidence_win_rate` >= 0
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`high_confidence_win_rate` <= 1
  )) AS `bad_35`,
  COUNTIF(
    NOT (
      (
        `t1`.`recommendations_count` + `t1`.`pass_count`
      ) = `t1`.`predictions_count`
    )
  ) AS `bad_36`,
  COUNTIF(
    NOT (
      (
        `t1`.`over_count` + `t1`.`under_count`
      ) = `t1`.`recommendations_count`
    )
  ) AS `bad_37`,
  COUNTIF(
    NOT (
      (
        `t1`.`correct_count` + `t1`.`incorrect_count`
      ) <= `t1`.`recommendations_count`
    )
  ) AS `bad_38`,
  COUNTIF(
    NOT (
      (
        `t1`.`over_correct` + `t1`.`under_correct`
      ) = `t1`.`correct_count`
    )
  ) AS `bad_39`,
  COUNTIF(
    NOT (
      (
        `t1`.`over_correct` <= `t1`.`over_count`
      )
      AND (
        `t1`.`under_correct` <= `t1`.`under_count`
      )
    )
  ) AS `bad_40`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            `t1`.`win_rate` * (
              `t1`.`correct_count` + `t1`.`incorrect_count`
            )
          ) - `t1`.`correct_count`
        ) <= (
          (
            `t1`.`correct_count` + `t1`.`incorrect_count`
          ) * 0.001
        )
      )
      AND (
        (
          (
            `t1`.`correct_count` + `t1`.`incorrect_count`
          ) > 0
        )
        OR (
          `t1`.`win_rate` = 0
        )
      )
    )
  ) AS `bad_41`,
  COUNTIF(
    NOT (
      (
        `t1`.`within_3_count` <= `t1`.`within_5_count`
      )
      AND (
        `t1`.`within_5_count` <= `t1`.`predictions_count`
      )
    )
  ) AS `bad_42`,
  COUNTIF(
    NOT (
      (
        ABS((
          `t1`.`within_3_pct` * `t1`.`predictions_count`
        ) - `t1`.`within_3_count`) <= (
          `t1`.`predictions_count` * 0.001
        )
      )
      AND (
        (
          `t1`.`predictions_count` > 0
        ) OR (
          `t1`.`within_3_pct` = 0
        )
      )
    )
  ) AS `bad_43`,
  COUNTIF(
    NOT (
      (
        ABS((
          `t1`.`within_5_pct` * `t1`.`predictions_count`
        ) - `t1`.`within_5_count`) <= (
          `t1`.`predictions_count` * 0.001
        )
      )
      AND (
        (
          `t1`.`predictions_count` > 0
        ) OR (
          `t1`.`within_5_pct` = 0
        )
      )
    )
  ) AS `bad_44`,
  COUNTIF(NOT (
    ABS(`t1`.`avg_bias`) <= `t1`.`mae`
  )) AS `bad_45`,
  COUNTIF(
    NOT (
      (
        `t1`.`high_confidence_correct` <= LEAST(`t1`.`high_confidence_count`, `t1`.`correct_count`)
      )
      AND (
        `t1`.`high_confidence_count` <= `t1`.`predictions_count`
      )
    )
  ) AS `bad_46`,
  COUNTIF(
    NOT (
      (
        `t1`.`high_confidence_count` > 0
      )
      OR (
        `t1`.`high_confidence_win_rate` = 0
      )
    )
  ) AS `bad_47`,
  COUNTIF(NOT (
    DATE(`t1`.`computed_at`, 'America/New_York') >= `t1`.`game_date`
  )) AS `bad_48`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`system_daily_performance` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
