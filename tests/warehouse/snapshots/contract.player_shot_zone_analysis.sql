-- one row for each analysis_date, player_lookup
-- expected_games_count is at least 0
-- actual_games_count is at least 0
-- completeness_percentage is at least 0
-- completeness_percentage is at most 100
-- missing_games_count is at least 0
-- data_quality_issues is never NULL
-- reprocess_attempt_count is at least 0
-- processing_decision_reason matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- universal_player_id matches ^[a-z0-9]+_\d{3}$
-- analysis_date is never NULL
-- paint_rate_last_10 is at least 0
-- paint_rate_last_10 is at most 100
-- mid_range_rate_last_10 is at least 0
-- mid_range_rate_last_10 is at most 100
-- three_pt_rate_last_10 is at least 0
-- three_pt_rate_last_10 is at most 100
-- total_shots_last_10 is at least 0
-- total_shots_last_10 is at most 500
-- games_in_sample_10 is at least 0
-- games_in_sample_10 is at most 10
-- sample_quality_10 is one of insufficient, limited, good, excellent
-- paint_pct_last_10 is at least 0
-- paint_pct_last_10 is at most 1
-- mid_range_pct_last_10 is at least 0
-- mid_range_pct_last_10 is at most 1
-- three_pt_pct_last_10 is at least 0
-- three_pt_pct_last_10 is at most 1
-- paint_attempts_per_game is at least 0
-- paint_attempts_per_game is at most 50
-- mid_range_attempts_per_game is at least 0
-- mid_range_attempts_per_game is at most 50
-- three_pt_attempts_per_game is at least 0
-- three_pt_attempts_per_game is at most 25
-- paint_rate_last_20 is at least 0
-- paint_rate_last_20 is at most 100
-- paint_pct_last_20 is at least 0
-- paint_pct_last_20 is at most 1
-- games_in_sample_20 is at least 0
-- games_in_sample_20 is at most 20
-- sample_quality_20 is one of insufficient, limited, good, excellent
-- assisted_rate_last_10 is at least 0
-- assisted_rate_last_10 is at most 100
-- unassisted_rate_last_10 is at least 0
-- unassisted_rate_last_10 is at most 100
-- player_position matches ^[GFC](-[GFC])?$
-- primary_scoring_zone is one of paint, mid_range, perimeter, balanced
-- data_quality_tier is one of high, medium, low
-- source_player_game_rows_found is at least 0
-- source_player_game_completeness_pct is at least 0
-- source_player_game_completeness_pct is at most 100
-- source_player_game_hash matches ^[0-9a-f]{16}$
-- data_hash matches ^[0-9a-f]{16}$
-- rates add up to 100
-- makes are assisted or not
-- attempts a game make the shots
-- who did not shoot has no rates
-- ten games are a part of twenty
-- sample of ten is as good as its games
-- sample of twenty is as good as its games
-- tier is that of the sample
-- primary zone has at least a third of the shots
-- early in the season is before the tenth game
-- early in the season it says what is missing
-- sources were written before the row
-- a source with rows has a date
-- missing games are those expected and not found
-- completeness is found by expected
-- what is ready is nearly complete
-- reprocessing is counted and dated
-- an active breaker says until when
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`analysis_date`, `t1`.`player_lookup`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`expected_games_count` >= 0
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`actual_games_count` >= 0
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`completeness_percentage` >= 0
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`completeness_percentage` <= 100
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`missing_games_count` >= 0
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`data_quality_issues` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`reprocess_attempt_count` >= 0
  )) AS `bad_8`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processing_decision_reason`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`analysis_date` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`paint_rate_last_10` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`paint_rate_last_10` <= 100
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`mid_range_rate_last_10` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`mid_range_rate_last_10` <= 100
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`three_pt_rate_last_10` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`three_pt_rate_last_10` <= 100
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`total_shots_last_10` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`total_shots_last_10` <= 500
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`games_in_sample_10` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`games_in_sample_10` <= 10
  )) AS `bad_23`,
  COUNTIF(
    NOT (
      `t1`.`sample_quality_10` IN ('excellent', 'good', 'insufficient', 'limited')
      OR (
        `t1`.`sample_quality_10` IS NULL
      )
    )
  ) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`paint_pct_last_10` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`paint_pct_last_10` <= 1
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`mid_range_pct_last_10` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`mid_range_pct_last_10` <= 1
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`three_pt_pct_last_10` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`three_pt_pct_last_10` <= 1
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`paint_attempts_per_game` >= 0
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`paint_attempts_per_game` <= 50
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`mid_range_attempts_per_game` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`mid_range_attempts_per_game` <= 50
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts_per_game` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts_per_game` <= 25
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`paint_rate_last_20` >= 0
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`paint_rate_last_20` <= 100
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`paint_pct_last_20` >= 0
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`paint_pct_last_20` <= 1
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`games_in_sample_20` >= 0
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`games_in_sample_20` <= 20
  )) AS `bad_42`,
  COUNTIF(
    NOT (
      `t1`.`sample_quality_20` IN ('excellent', 'good', 'insufficient', 'limited')
      OR (
        `t1`.`sample_quality_20` IS NULL
      )
    )
  ) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`assisted_rate_last_10` >= 0
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`assisted_rate_last_10` <= 100
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`unassisted_rate_last_10` >= 0
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`unassisted_rate_last_10` <= 100
  )) AS `bad_47`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_position`, '^[GFC](-[GFC])?$')
  )) AS `bad_48`,
  COUNTIF(
    NOT (
      `t1`.`primary_scoring_zone` IN ('balanced', 'mid_range', 'paint', 'perimeter')
      OR (
        `t1`.`primary_scoring_zone` IS NULL
      )
    )
  ) AS `bad_49`,
  COUNTIF(
    NOT (
      `t1`.`data_quality_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`data_quality_tier` IS NULL
      )
    )
  ) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`source_player_game_rows_found` >= 0
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`source_player_game_completeness_pct` >= 0
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`source_player_game_completeness_pct` <= 100
  )) AS `bad_53`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_player_game_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_54`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_55`,
  COUNTIF(
    NOT (
      ABS(
        (
          `t1`.`paint_rate_last_10` + `t1`.`mid_range_rate_last_10` + `t1`.`three_pt_rate_last_10`
        ) - 100
      ) <= 0.1
    )
  ) AS `bad_56`,
  COUNTIF(
    NOT (
      ABS((
        `t1`.`assisted_rate_last_10` + `t1`.`unassisted_rate_last_10`
      ) - 100) <= 0.1
    )
  ) AS `bad_57`,
  COUNTIF(
    NOT (
      ABS(
        (
          (
            `t1`.`paint_attempts_per_game` + `t1`.`mid_range_attempts_per_game` + `t1`.`three_pt_attempts_per_game`
          ) * `t1`.`games_in_sample_10`
        ) - `t1`.`total_shots_last_10`
      ) <= (
        `t1`.`games_in_sample_10` * 0.2
      )
    )
  ) AS `bad_58`,
  COUNTIF(
    NOT (
      (
        `t1`.`total_shots_last_10` = 0
      ) = (
        `t1`.`paint_rate_last_10` IS NULL
      )
    )
  ) AS `bad_59`,
  COUNTIF(
    NOT (
      (
        `t1`.`games_in_sample_10` <= `t1`.`games_in_sample_20`
      )
      AND (
        (
          `t1`.`games_in_sample_10` = 10
        )
        OR (
          `t1`.`games_in_sample_20` = `t1`.`games_in_sample_10`
        )
      )
    )
  ) AS `bad_60`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`sample_quality_10` = 'excellent'
        ) = (
          `t1`.`games_in_sample_10` = 10
        )
      )
      AND (
        (
          `t1`.`sample_quality_10` = 'good'
        ) = (
          `t1`.`games_in_sample_10` BETWEEN 7 AND 9
        )
      )
    )
  ) AS `bad_61`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`sample_quality_20` = 'excellent'
        ) = (
          `t1`.`games_in_sample_20` = 20
        )
      )
      AND (
        (
          `t1`.`sample_quality_20` = 'good'
        ) = (
          `t1`.`games_in_sample_20` BETWEEN 15 AND 19
        )
      )
    )
  ) AS `bad_62`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`data_quality_tier` = 'high'
        ) = (
          `t1`.`games_in_sample_10` = 10
        )
      )
      AND (
        (
          `t1`.`data_quality_tier` = 'medium'
        ) = (
          `t1`.`games_in_sample_10` BETWEEN 5 AND 9
        )
      )
    )
  ) AS `bad_63`,
  COUNTIF(
    NOT (
      CASE
        WHEN `t1`.`primary_scoring_zone` = 'paint'
        THEN `t1`.`paint_rate_last_10`
        WHEN `t1`.`primary_scoring_zone` = 'mid_range'
        THEN `t1`.`mid_range_rate_last_10`
        WHEN `t1`.`primary_scoring_zone` = 'perimeter'
        THEN `t1`.`three_pt_rate_last_10`
        ELSE NULL
      END >= 33.333333333333336
    )
  ) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`early_season_flag` = (
      `t1`.`games_in_sample_10` < 10
    )
  )) AS `bad_65`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`early_season_flag`
      )
      OR (
        `t1`.`insufficient_data_reason` IS NOT NULL
      )
    )
  ) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`source_player_game_last_updated` <= `t1`.`processed_at`
  )) AS `bad_67`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_player_game_rows_found` = 0
      )
      OR (
        `t1`.`source_player_game_last_updated` IS NOT NULL
      )
    )
  ) AS `bad_68`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`actual_games_count` >= `t1`.`expected_games_count`
        )
        AND (
          `t1`.`missing_games_count` = 0
        )
      )
      OR (
        `t1`.`missing_games_count` = (
          `t1`.`expected_games_count` - `t1`.`actual_games_count`
        )
      )
    )
  ) AS `bad_69`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`actual_games_count` >= `t1`.`expected_games_count`
        )
        AND (
          `t1`.`completeness_percentage` = 100
        )
      )
      OR (
        ABS(
          (
            `t1`.`completeness_percentage` * `t1`.`expected_games_count`
          ) - (
            `t1`.`actual_games_count` * 100
          )
        ) <= (
          `t1`.`expected_games_count` * 0.1
        )
      )
    )
  ) AS `bad_70`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_production_ready`
      )
      OR (
        `t1`.`completeness_percentage` >= 90
      )
    )
  ) AS `bad_71`,
  COUNTIF(
    NOT (
      (
        `t1`.`reprocess_attempt_count` > 0
      ) = (
        `t1`.`last_reprocess_attempt_at` IS NOT NULL
      )
    )
  ) AS `bad_72`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`circuit_breaker_active`
      )
      OR (
        `t1`.`circuit_breaker_until` IS NOT NULL
      )
    )
  ) AS `bad_73`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`player_shot_zone_analysis` AS `t0`
  WHERE
    `t0`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
