-- one row for each summary_key
-- summary_key is never NULL
-- summary_key has at least 1 characters
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- period_type is never NULL
-- period_type is one of rolling_7d, rolling_30d, month, season
-- period_value is never NULL
-- period_value matches ^20\d{2}-\d{2}(-\d{2})?$
-- player_lookup matches ^[a-z0-9]+$
-- archetype is one of veteran_star, prime_star, young_star, ironman, role_player
-- confidence_tier is one of high, medium, low
-- situation is one of bounce_back, home, away, rest_3plus, b2b
-- total_predictions is at least 0
-- total_recommendations is at least 0
-- over_recommendations is at least 0
-- under_recommendations is at least 0
-- pass_recommendations is at least 0
-- hits is at least 0
-- misses is at least 0
-- hit_rate is at least 0
-- hit_rate is at most 1
-- over_hit_rate is at least 0
-- over_hit_rate is at most 1
-- under_hit_rate is at least 0
-- under_hit_rate is at most 1
-- mae is at least 0
-- mae is at most 80
-- avg_bias is at least -80
-- avg_bias is at most 80
-- within_3_pct is at least 0
-- within_3_pct is at most 1
-- within_5_pct is at least 0
-- within_5_pct is at most 1
-- avg_confidence is at least 0
-- avg_confidence is at most 1
-- unique_players is at least 1
-- unique_games is at least 1
-- computed_at is never NULL
-- data_hash matches ^[0-9a-f]{16}$
-- period value names its days
-- a period ends no earlier than it starts
-- rolling periods have 7 or 30 days
-- it is cut one way at most
-- recommendations and passes are all predictions
-- recommendations are over or under
-- hits and misses do not exceed the recommendations
-- hit rate is hits by judged
-- who is within 3 points is within 5
-- bias does not exceed the error
-- there is a prediction for each player and game
-- a players summary is of one player
-- it is computed once the period has begun
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`summary_key`)))) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`summary_key` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    LENGTH(`t1`.`summary_key`) >= 1
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`system_id` IS NOT NULL
  )) AS `bad_4`,
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
  ) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`period_type` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      `t1`.`period_type` IN ('month', 'rolling_30d', 'rolling_7d', 'season')
      OR (
        `t1`.`period_type` IS NULL
      )
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`period_value` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`period_value`, '^20\\d{2}-\\d{2}(-\\d{2})?$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_10`,
  COUNTIF(
    NOT (
      `t1`.`archetype` IN ('ironman', 'prime_star', 'role_player', 'veteran_star', 'young_star')
      OR (
        `t1`.`archetype` IS NULL
      )
    )
  ) AS `bad_11`,
  COUNTIF(
    NOT (
      `t1`.`confidence_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`confidence_tier` IS NULL
      )
    )
  ) AS `bad_12`,
  COUNTIF(
    NOT (
      `t1`.`situation` IN ('away', 'b2b', 'bounce_back', 'home', 'rest_3plus')
      OR (
        `t1`.`situation` IS NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`total_predictions` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`total_recommendations` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`over_recommendations` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`under_recommendations` >= 0
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`pass_recommendations` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`hits` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`misses` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`hit_rate` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`hit_rate` <= 1
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`over_hit_rate` >= 0
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`over_hit_rate` <= 1
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`under_hit_rate` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`under_hit_rate` <= 1
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`mae` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`mae` <= 80
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`avg_bias` >= -80
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`avg_bias` <= 80
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`within_3_pct` >= 0
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`within_3_pct` <= 1
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`within_5_pct` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`within_5_pct` <= 1
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`avg_confidence` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`avg_confidence` <= 1
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`unique_players` >= 1
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`unique_games` >= 1
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`computed_at` IS NOT NULL
  )) AS `bad_39`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_40`,
  COUNTIF(
    NOT (
      `t1`.`period_value` = CASE `t1`.`period_type`
        WHEN 'month'
        THEN FORMAT_DATE('%Y-%m', `t1`.`period_end_date`)
        WHEN 'season'
        THEN CONCAT(
          CONCAT(
            CAST(EXTRACT(year FROM `t1`.`period_end_date`) - CAST(EXTRACT(month FROM `t1`.`period_end_date`) < 7 AS INT64) AS STRING),
            '-'
          ),
          SUBSTRING(
            CAST((
              EXTRACT(year FROM `t1`.`period_end_date`) - CAST(EXTRACT(month FROM `t1`.`period_end_date`) < 7 AS INT64)
            ) + 1 AS STRING),
            IF(
              (
                2 + 1
              ) >= 1,
              2 + 1,
              2 + 1 + LENGTH(
                CAST((
                  EXTRACT(year FROM `t1`.`period_end_date`) - CAST(EXTRACT(month FROM `t1`.`period_end_date`) < 7 AS INT64)
                ) + 1 AS STRING)
              )
            ),
            2
          )
        )
        ELSE FORMAT_DATE('%F', `t1`.`period_end_date`)
      END
    )
  ) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`period_start_date` <= `t1`.`period_end_date`
  )) AS `bad_42`,
  COUNTIF(
    NOT (
      (
        DATE_DIFF(`t1`.`period_end_date`, `t1`.`period_start_date`, DAY) + 1
      ) = CASE `t1`.`period_type`
        WHEN 'rolling_7d'
        THEN 7
        WHEN 'rolling_30d'
        THEN 30
        ELSE NULL
      END
    )
  ) AS `bad_43`,
  COUNTIF(
    NOT (
      (
        CAST(`t1`.`player_lookup` IS NOT NULL AS INT64) + 0 + CAST(`t1`.`archetype` IS NOT NULL AS INT64) + CAST(`t1`.`confidence_tier` IS NOT NULL AS INT64) + CAST(`t1`.`situation` IS NOT NULL AS INT64)
      ) <= 1
    )
  ) AS `bad_44`,
  COUNTIF(
    NOT (
      (
        `t1`.`total_recommendations` + `t1`.`pass_recommendations`
      ) = `t1`.`total_predictions`
    )
  ) AS `bad_45`,
  COUNTIF(
    NOT (
      (
        `t1`.`over_recommendations` + `t1`.`under_recommendations`
      ) = `t1`.`total_recommendations`
    )
  ) AS `bad_46`,
  COUNTIF(NOT (
    (
      `t1`.`hits` + `t1`.`misses`
    ) <= `t1`.`total_recommendations`
  )) AS `bad_47`,
  COUNTIF(
    NOT (
      ABS((
        `t1`.`hit_rate` * (
          `t1`.`hits` + `t1`.`misses`
        )
      ) - `t1`.`hits`) <= (
        (
          `t1`.`hits` + `t1`.`misses`
        ) * 0.01
      )
    )
  ) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`within_3_pct` <= `t1`.`within_5_pct`
  )) AS `bad_49`,
  COUNTIF(NOT (
    ABS(`t1`.`avg_bias`) <= (
      `t1`.`mae` + 0.01
    )
  )) AS `bad_50`,
  COUNTIF(
    NOT (
      (
        `t1`.`unique_players` <= `t1`.`total_predictions`
      )
      AND (
        `t1`.`unique_games` <= `t1`.`total_predictions`
      )
    )
  ) AS `bad_51`,
  COUNTIF(
    NOT (
      (
        `t1`.`player_lookup` IS NULL
      ) OR (
        `t1`.`unique_players` = 1
      )
    )
  ) AS `bad_52`,
  COUNTIF(
    NOT (
      DATE(`t1`.`computed_at`, 'America/New_York') >= `t1`.`period_start_date`
    )
  ) AS `bad_53`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_performance_summary` AS `t0`
  WHERE
    `t0`.`computed_at` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`computed_at` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`computed_at`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
