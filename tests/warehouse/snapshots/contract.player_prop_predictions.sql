-- one row for each game_id, player_lookup, system_id, current_points_line
-- prediction_id is never NULL
-- prediction_id has at least 1 characters
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- universal_player_id matches ^[a-z0-9]+_\d{3}$
-- game_date is never NULL
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- prediction_version is never NULL
-- prediction_version is at least 1
-- predicted_points is never NULL
-- predicted_points is at least 0
-- predicted_points is at most 60
-- confidence_score is never NULL
-- confidence_score is at least 0
-- confidence_score is at most 100
-- recommendation is never NULL
-- recommendation is one of OVER, UNDER, PASS, NO_LINE, HOLD
-- similarity_baseline is at least 0
-- similarity_baseline is at most 60
-- fatigue_adjustment is at least -10
-- fatigue_adjustment is at most 10
-- shot_zone_adjustment is at least -10
-- shot_zone_adjustment is at most 10
-- referee_adjustment is at least -10
-- referee_adjustment is at most 10
-- look_ahead_adjustment is at least -10
-- look_ahead_adjustment is at most 10
-- pace_adjustment is at least -10
-- pace_adjustment is at most 10
-- usage_spike_adjustment is at least -10
-- usage_spike_adjustment is at most 10
-- home_away_adjustment is at least -10
-- home_away_adjustment is at most 10
-- other_adjustments is at least -10
-- other_adjustments is at most 10
-- similar_games_count is at least 0
-- avg_similarity_score is at least 70
-- avg_similarity_score is at most 100
-- min_similarity_score is at least 70
-- min_similarity_score is at most 100
-- current_points_line is at least 1.5
-- current_points_line is at most 57.5
-- line_margin is at least -60
-- line_margin is at most 60
-- ml_model_id matches ^[a-z0-9]+([_.-][a-z0-9]+)*$
-- line_source is one of ACTUAL_PROP, ODDS_API, BETTINGPROS, ESTIMATED_AVG, NO_PROP_LINE, NEEDS_BOOTSTRAP
-- estimated_line_value is at least 0
-- estimated_line_value is at most 60
-- estimation_method matches ^[a-z0-9]+([_.][a-z0-9]+)*$
-- line_source_api is one of ODDS_API, BETTINGPROS, ESTIMATED
-- sportsbook matches ^[A-Z0-9]+(_[A-Z0-9]+)*$
-- prediction_variance is at least 0
-- system_agreement_score is at least 0
-- system_agreement_score is at most 100
-- contributing_systems is at least 1
-- contributing_systems is at most 5
-- expected_games_count is at least 0
-- actual_games_count is at least 0
-- completeness_percentage is at least 0
-- completeness_percentage is at most 100
-- missing_games_count is at least 0
-- data_quality_issues is never NULL
-- reprocess_attempt_count is at least 0
-- processing_decision_reason matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- is_active is never NULL
-- injury_status_at_prediction is one of OUT, DOUBTFUL, QUESTIONABLE, PROBABLE
-- invalidation_reason is one of game_postponed, game_cancelled, player_inactive
-- created_at is never NULL
-- game id names the day
-- it is said whether there is a line
-- who has a line has it here and nobody else
-- line source says the same
-- provider of the line says the same
-- book is named only where there is a line
-- line is in half steps
-- line is not the placeholder
-- estimate stands only where no line does
-- estimate comes with its method
-- there is a margin where there is a line
-- margin is predicted minus line
-- a bet has a line
-- no line is said only without one
-- over is above the line and under below
-- a bet has the edge that its system asks for
-- a bet has the confidence that its system asks for
-- the champion without its model bets on nothing
-- averages and zones are confident from 0 to 1
-- other systems are confident in percent
-- ensembles are confident from 20 to 95
-- ensembles and only they have contributing systems
-- the first ensemble has four parts at most
-- only the similarity system has similar games
-- similar games are counted and measured
-- least similarity is not above the average
-- production ready is nine tenths complete
-- completeness is actual by expected
-- missing games are expected and not there
-- an open circuit says until when
-- what was superseded is not active
-- what is invalid says why and since when
-- who is flagged as injured has a status
-- a status says when it was looked up
-- it is updated and invalidated after it is created
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`game_id`, `t1`.`player_lookup`, `t1`.`system_id`, `t1`.`current_points_line`)
      )
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`prediction_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    LENGTH(`t1`.`prediction_id`) >= 1
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
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_7`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`prediction_version` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`prediction_version` >= 1
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`predicted_points` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`predicted_points` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`predicted_points` <= 60
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`confidence_score` IS NOT NULL
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`confidence_score` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`confidence_score` <= 100
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`recommendation` IS NOT NULL
  )) AS `bad_20`,
  COUNTIF(
    NOT (
      `t1`.`recommendation` IN ('HOLD', 'NO_LINE', 'OVER', 'PASS', 'UNDER')
      OR (
        `t1`.`recommendation` IS NULL
      )
    )
  ) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`similarity_baseline` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`similarity_baseline` <= 60
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`fatigue_adjustment` >= -10
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`fatigue_adjustment` <= 10
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`shot_zone_adjustment` >= -10
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`shot_zone_adjustment` <= 10
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`referee_adjustment` >= -10
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`referee_adjustment` <= 10
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`look_ahead_adjustment` >= -10
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`look_ahead_adjustment` <= 10
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`pace_adjustment` >= -10
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`pace_adjustment` <= 10
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`usage_spike_adjustment` >= -10
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`usage_spike_adjustment` <= 10
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`home_away_adjustment` >= -10
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`home_away_adjustment` <= 10
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`other_adjustments` >= -10
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`other_adjustments` <= 10
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`similar_games_count` >= 0
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`avg_similarity_score` >= 70
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`avg_similarity_score` <= 100
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`min_similarity_score` >= 70
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`min_similarity_score` <= 100
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`current_points_line` >= 1.5
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`current_points_line` <= 57.5
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`line_margin` >= -60
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`line_margin` <= 60
  )) AS `bad_48`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`ml_model_id`, '^[a-z0-9]+([_.-][a-z0-9]+)*$')
  )) AS `bad_49`,
  COUNTIF(
    NOT (
      `t1`.`line_source` IN (
        'ACTUAL_PROP',
        'BETTINGPROS',
        'ESTIMATED_AVG',
        'NEEDS_BOOTSTRAP',
        'NO_PROP_LINE',
        'ODDS_API'
      )
      OR (
        `t1`.`line_source` IS NULL
      )
    )
  ) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`estimated_line_value` >= 0
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`estimated_line_value` <= 60
  )) AS `bad_52`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`estimation_method`, '^[a-z0-9]+([_.][a-z0-9]+)*$')
    )
  ) AS `bad_53`,
  COUNTIF(
    NOT (
      `t1`.`line_source_api` IN ('BETTINGPROS', 'ESTIMATED', 'ODDS_API')
      OR (
        `t1`.`line_source_api` IS NULL
      )
    )
  ) AS `bad_54`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`sportsbook`, '^[A-Z0-9]+(_[A-Z0-9]+)*$')
  )) AS `bad_55`,
  COUNTIF(NOT (
    `t1`.`prediction_variance` >= 0
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`system_agreement_score` >= 0
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`system_agreement_score` <= 100
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`contributing_systems` >= 1
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`contributing_systems` <= 5
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`expected_games_count` >= 0
  )) AS `bad_61`,
  COUNTIF(NOT (
    `t1`.`actual_games_count` >= 0
  )) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`completeness_percentage` >= 0
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`completeness_percentage` <= 100
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`missing_games_count` >= 0
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`data_quality_issues` IS NOT NULL
  )) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`reprocess_attempt_count` >= 0
  )) AS `bad_67`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processing_decision_reason`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_68`,
  COUNTIF(NOT (
    `t1`.`is_active` IS NOT NULL
  )) AS `bad_69`,
  COUNTIF(
    NOT (
      `t1`.`injury_status_at_prediction` IN ('DOUBTFUL', 'OUT', 'PROBABLE', 'QUESTIONABLE')
      OR (
        `t1`.`injury_status_at_prediction` IS NULL
      )
    )
  ) AS `bad_70`,
  COUNTIF(
    NOT (
      `t1`.`invalidation_reason` IN ('game_cancelled', 'game_postponed', 'player_inactive')
      OR (
        `t1`.`invalidation_reason` IS NULL
      )
    )
  ) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_72`,
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
  ) AS `bad_73`,
  COUNTIF(
    NOT (
      (
        `t1`.`has_prop_line` IS NOT NULL
      ) AND (
        `t1`.`line_source` IS NOT NULL
      )
    )
  ) AS `bad_74`,
  COUNTIF(
    NOT (
      `t1`.`has_prop_line` = (
        `t1`.`current_points_line` IS NOT NULL
      )
    )
  ) AS `bad_75`,
  COUNTIF(
    NOT (
      `t1`.`has_prop_line` = (
        `t1`.`line_source` IN ('ACTUAL_PROP', 'BETTINGPROS', 'ODDS_API')
      )
    )
  ) AS `bad_76`,
  COUNTIF(NOT (
    `t1`.`has_prop_line` = (
      `t1`.`line_source_api` <> 'ESTIMATED'
    )
  )) AS `bad_77`,
  COUNTIF(
    NOT (
      `t1`.`has_prop_line`
      OR (
        (
          `t1`.`sportsbook` IS NULL
        )
        AND NOT (
          COALESCE(`t1`.`was_line_fallback`, FALSE)
        )
      )
    )
  ) AS `bad_78`,
  COUNTIF(
    NOT (
      (
        `t1`.`current_points_line` * 2
      ) = CAST(FLOOR(`t1`.`current_points_line` * 2) AS NUMERIC)
    )
  ) AS `bad_79`,
  COUNTIF(NOT (
    `t1`.`current_points_line` <> 20.0
  )) AS `bad_80`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`has_prop_line`
      ) OR (
        `t1`.`estimated_line_value` IS NULL
      )
    )
  ) AS `bad_81`,
  COUNTIF(
    NOT (
      (
        `t1`.`estimated_line_value` IS NULL
      ) = (
        `t1`.`estimation_method` IS NULL
      )
    )
  ) AS `bad_82`,
  COUNTIF(
    NOT (
      (
        `t1`.`line_margin` IS NULL
      ) = (
        `t1`.`current_points_line` IS NULL
      )
    )
  ) AS `bad_83`,
  COUNTIF(
    NOT (
      ABS(`t1`.`line_margin` - (
        `t1`.`predicted_points` - `t1`.`current_points_line`
      )) <= 0.1
    )
  ) AS `bad_84`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`recommendation` IN ('OVER', 'UNDER')
      )
      OR (
        `t1`.`current_points_line` IS NOT NULL
      )
    )
  ) AS `bad_85`,
  COUNTIF(
    NOT (
      (
        `t1`.`recommendation` <> 'NO_LINE'
      )
      OR (
        `t1`.`current_points_line` IS NULL
      )
    )
  ) AS `bad_86`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`recommendation` <> 'OVER'
        )
        OR (
          `t1`.`predicted_points` > `t1`.`current_points_line`
        )
      )
      AND (
        (
          `t1`.`recommendation` <> 'UNDER'
        )
        OR (
          `t1`.`predicted_points` < `t1`.`current_points_line`
        )
      )
    )
  ) AS `bad_87`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`recommendation` IN ('OVER', 'UNDER')
      )
      OR (
        ABS(`t1`.`line_margin`) >= CASE `t1`.`system_id`
          WHEN 'moving_average'
          THEN 2.0
          WHEN 'zone_matchup_v1'
          THEN 2.0
          WHEN 'similarity_balanced_v1'
          THEN 2.0
          WHEN 'xgboost_v1'
          THEN 1.5
          WHEN 'catboost_v8'
          THEN 1.0
          WHEN 'ensemble_v1'
          THEN 1.5
          WHEN 'ensemble_v1_1'
          THEN 1.5
          ELSE NULL
        END
      )
    )
  ) AS `bad_88`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`recommendation` IN ('OVER', 'UNDER')
      )
      OR (
        `t1`.`confidence_score` >= CASE `t1`.`system_id`
          WHEN 'moving_average'
          THEN 0.45
          WHEN 'zone_matchup_v1'
          THEN 0.45
          WHEN 'similarity_balanced_v1'
          THEN 65.0
          WHEN 'catboost_v8'
          THEN 60.0
          WHEN 'ensemble_v1'
          THEN 65.0
          WHEN 'ensemble_v1_1'
          THEN 65.0
          ELSE NULL
        END
      )
    )
  ) AS `bad_89`,
  COUNTIF(
    NOT (
      NOT (
        (
          `t1`.`system_id` = 'catboost_v8'
        ) AND (
          `t1`.`confidence_score` = 50
        )
      )
      OR NOT (
        `t1`.`recommendation` IN ('OVER', 'UNDER')
      )
    )
  ) AS `bad_90`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`system_id` IN ('moving_average', 'zone_matchup_v1')
      )
      OR `t1`.`confidence_score` BETWEEN 0 AND 1
    )
  ) AS `bad_91`,
  COUNTIF(
    NOT (
      `t1`.`system_id` IN ('moving_average', 'zone_matchup_v1')
      OR (
        `t1`.`confidence_score` = 0
      )
      OR (
        `t1`.`confidence_score` > 1
      )
    )
  ) AS `bad_92`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`system_id` IN ('ensemble_v1', 'ensemble_v1_1')
      )
      OR `t1`.`confidence_score` BETWEEN 20 AND 95
    )
  ) AS `bad_93`,
  COUNTIF(
    NOT (
      (
        `t1`.`system_id` IN ('ensemble_v1', 'ensemble_v1_1')
      ) = (
        `t1`.`contributing_systems` IS NOT NULL
      )
    )
  ) AS `bad_94`,
  COUNTIF(
    NOT (
      (
        `t1`.`system_id` <> 'ensemble_v1'
      ) OR (
        `t1`.`contributing_systems` <= 4
      )
    )
  ) AS `bad_95`,
  COUNTIF(
    NOT (
      (
        `t1`.`system_id` = 'similarity_balanced_v1'
      )
      OR (
        `t1`.`min_similarity_score` IS NULL
      )
    )
  ) AS `bad_96`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`similar_games_count` IS NOT NULL
        ) = (
          `t1`.`min_similarity_score` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`similar_games_count` IS NOT NULL
        ) = (
          `t1`.`avg_similarity_score` IS NOT NULL
        )
      )
    )
  ) AS `bad_97`,
  COUNTIF(NOT (
    `t1`.`min_similarity_score` <= `t1`.`avg_similarity_score`
  )) AS `bad_98`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_production_ready`
      )
      OR (
        `t1`.`completeness_percentage` >= 90
      )
    )
  ) AS `bad_99`,
  COUNTIF(
    NOT (
      ABS(
        (
          `t1`.`completeness_percentage` * `t1`.`expected_games_count`
        ) - (
          LEAST(`t1`.`actual_games_count`, `t1`.`expected_games_count`) * 100
        )
      ) <= `t1`.`expected_games_count`
    )
  ) AS `bad_100`,
  COUNTIF(
    NOT (
      `t1`.`missing_games_count` = GREATEST(`t1`.`expected_games_count` - `t1`.`actual_games_count`, 0)
    )
  ) AS `bad_101`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`circuit_breaker_active`
      )
      OR (
        `t1`.`circuit_breaker_until` IS NOT NULL
      )
    )
  ) AS `bad_102`,
  COUNTIF(
    NOT (
      (
        `t1`.`superseded_by` IS NULL
      )
      OR (
        NOT (
          `t1`.`is_active`
        ) AND (
          `t1`.`superseded_by` <> `t1`.`prediction_id`
        )
      )
    )
  ) AS `bad_103`,
  COUNTIF(
    NOT (
      (
        `t1`.`invalidation_reason` IS NULL
      ) = (
        `t1`.`invalidated_at` IS NULL
      )
    )
  ) AS `bad_104`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`injury_flag_at_prediction`
      )
      OR (
        `t1`.`injury_status_at_prediction` IS NOT NULL
      )
    )
  ) AS `bad_105`,
  COUNTIF(
    NOT (
      (
        `t1`.`injury_status_at_prediction` IS NULL
      )
      OR (
        `t1`.`injury_checked_at` IS NOT NULL
      )
    )
  ) AS `bad_106`,
  COUNTIF(
    NOT (
      (
        `t1`.`created_at` <= `t1`.`updated_at`
      )
      AND (
        `t1`.`created_at` <= COALESCE(`t1`.`invalidated_at`, `t1`.`created_at`)
      )
    )
  ) AS `bad_107`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
