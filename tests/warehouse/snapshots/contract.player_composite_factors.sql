-- one row for each game_date, player_lookup
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
-- game_date is never NULL
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- fatigue_score is at least 0
-- fatigue_score is at most 100
-- shot_zone_mismatch_score is at least -10
-- shot_zone_mismatch_score is at most 10
-- pace_score is at least -3
-- pace_score is at most 3
-- usage_spike_score is at least -3
-- usage_spike_score is at most 3
-- referee_favorability_score is at least -5
-- referee_favorability_score is at most 5
-- look_ahead_pressure_score is at least -5
-- look_ahead_pressure_score is at most 5
-- travel_impact_score is at least -3
-- travel_impact_score is at most 3
-- opponent_strength_score is at least -3
-- opponent_strength_score is at most 3
-- total_composite_adjustment is at least -40
-- total_composite_adjustment is at most 40
-- fatigue_context_json matches ^\{.*\}$
-- shot_zone_context_json matches ^\{.*\}$
-- pace_context_json matches ^\{.*\}$
-- usage_context_json matches ^\{.*\}$
-- calculation_version matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- data_completeness_pct is at least 0
-- data_completeness_pct is at most 100
-- source_player_context_rows_found is at least 0
-- source_player_context_completeness_pct is at least 0
-- source_player_context_completeness_pct is at most 100
-- source_team_context_rows_found is at least 0
-- source_team_context_completeness_pct is at least 0
-- source_team_context_completeness_pct is at most 100
-- source_player_shot_rows_found is at least 0
-- source_player_shot_completeness_pct is at least 0
-- source_player_shot_completeness_pct is at most 100
-- source_team_defense_rows_found is at least 0
-- source_team_defense_completeness_pct is at least 0
-- source_team_defense_completeness_pct is at most 100
-- source_player_context_hash matches ^[0-9a-f]{16}$
-- source_team_context_hash matches ^[0-9a-f]{16}$
-- source_player_shot_hash matches ^[0-9a-f]{16}$
-- source_team_defense_hash matches ^[0-9a-f]{16}$
-- data_hash matches ^[0-9a-f]{16}$
-- the game is not before the day
-- analysis is not after the day
-- warnings are told
-- missing fields are named
-- all upstreams are ready where each is
-- what is ready has its upstreams
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
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`player_lookup`)))
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
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`fatigue_score` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`fatigue_score` <= 100
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`shot_zone_mismatch_score` >= -10
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`shot_zone_mismatch_score` <= 10
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`pace_score` >= -3
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`pace_score` <= 3
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`usage_spike_score` >= -3
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`usage_spike_score` <= 3
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`referee_favorability_score` >= -5
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`referee_favorability_score` <= 5
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`look_ahead_pressure_score` >= -5
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`look_ahead_pressure_score` <= 5
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`travel_impact_score` >= -3
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`travel_impact_score` <= 3
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`opponent_strength_score` >= -3
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`opponent_strength_score` <= 3
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`total_composite_adjustment` >= -40
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`total_composite_adjustment` <= 40
  )) AS `bad_33`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`fatigue_context_json`, '^\\{.*\\}$')
  )) AS `bad_34`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`shot_zone_context_json`, '^\\{.*\\}$')
  )) AS `bad_35`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`pace_context_json`, '^\\{.*\\}$')
  )) AS `bad_36`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`usage_context_json`, '^\\{.*\\}$')
  )) AS `bad_37`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`calculation_version`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`data_completeness_pct` >= 0
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`data_completeness_pct` <= 100
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`source_player_context_rows_found` >= 0
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`source_player_context_completeness_pct` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`source_player_context_completeness_pct` <= 100
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`source_team_context_rows_found` >= 0
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`source_team_context_completeness_pct` >= 0
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`source_team_context_completeness_pct` <= 100
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`source_player_shot_rows_found` >= 0
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`source_player_shot_completeness_pct` >= 0
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`source_player_shot_completeness_pct` <= 100
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`source_team_defense_rows_found` >= 0
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`source_team_defense_completeness_pct` >= 0
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`source_team_defense_completeness_pct` <= 100
  )) AS `bad_52`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_player_context_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_53`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_team_context_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_54`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_player_shot_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_55`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_team_defense_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_56`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_57`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) >= FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      )
    )
  ) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`analysis_date` <= `t1`.`game_date`
  )) AS `bad_59`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`has_warnings`
      ) OR (
        `t1`.`warning_details` IS NOT NULL
      )
    )
  ) AS `bad_60`,
  COUNTIF(
    NOT (
      (
        `t1`.`data_completeness_pct` = 100
      )
      OR (
        `t1`.`missing_data_fields` IS NOT NULL
      )
    )
  ) AS `bad_61`,
  COUNTIF(
    NOT (
      `t1`.`all_upstreams_ready` = (
        `t1`.`upstream_player_shot_ready`
        AND `t1`.`upstream_team_defense_ready`
        AND `t1`.`upstream_player_context_ready`
        AND `t1`.`upstream_team_context_ready`
      )
    )
  ) AS `bad_62`,
  COUNTIF(NOT (
    NOT (
      `t1`.`is_production_ready`
    ) OR `t1`.`all_upstreams_ready`
  )) AS `bad_63`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`early_season_flag`
      )
      OR (
        `t1`.`insufficient_data_reason` IS NOT NULL
      )
    )
  ) AS `bad_64`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_player_context_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_team_context_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_player_shot_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_team_defense_last_updated` <= `t1`.`processed_at`
      )
    )
  ) AS `bad_65`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`source_player_context_rows_found` = 0
        )
        OR (
          `t1`.`source_player_context_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_team_context_rows_found` = 0
        )
        OR (
          `t1`.`source_team_context_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_player_shot_rows_found` = 0
        )
        OR (
          `t1`.`source_player_shot_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_team_defense_rows_found` = 0
        )
        OR (
          `t1`.`source_team_defense_last_updated` IS NOT NULL
        )
      )
    )
  ) AS `bad_66`,
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
  ) AS `bad_67`,
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
  ) AS `bad_68`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_production_ready`
      )
      OR (
        `t1`.`completeness_percentage` >= 90
      )
    )
  ) AS `bad_69`,
  COUNTIF(
    NOT (
      (
        `t1`.`reprocess_attempt_count` > 0
      ) = (
        `t1`.`last_reprocess_attempt_at` IS NOT NULL
      )
    )
  ) AS `bad_70`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`circuit_breaker_active`
      )
      OR (
        `t1`.`circuit_breaker_until` IS NOT NULL
      )
    )
  ) AS `bad_71`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
