-- one row for each cache_date, player_lookup
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
-- cache_date is never NULL
-- points_avg_last_5 is at least 0
-- points_avg_last_5 is at most 100
-- points_avg_last_10 is at least 0
-- points_avg_last_10 is at most 100
-- points_avg_season is at least 0
-- points_avg_season is at most 100
-- points_std_last_10 is at least 0
-- points_std_last_10 is at most 50.0
-- minutes_avg_last_10 is at least 0
-- minutes_avg_last_10 is at most 65
-- usage_rate_last_10 is at least 0
-- usage_rate_last_10 is at most 100
-- ts_pct_last_10 is at least 0
-- ts_pct_last_10 is at most 1.5
-- games_played_season is at least 0
-- games_played_season is at most 113
-- team_pace_last_10 is at least 80
-- team_pace_last_10 is at most 125
-- team_off_rating_last_10 is at least 60
-- team_off_rating_last_10 is at most 180
-- player_usage_rate_season is at least 0
-- player_usage_rate_season is at most 100
-- games_in_last_7_days is at least 0
-- games_in_last_7_days is at most 5
-- games_in_last_14_days is at least 0
-- games_in_last_14_days is at most 10
-- minutes_in_last_7_days is at least 0
-- minutes_in_last_7_days is at most 325
-- minutes_in_last_14_days is at least 0
-- minutes_in_last_14_days is at most 650
-- back_to_backs_last_14_days is at least 0
-- back_to_backs_last_14_days is at most 10
-- avg_minutes_per_game_last_7 is at least 0
-- avg_minutes_per_game_last_7 is at most 65
-- fourth_quarter_minutes_last_7 is at least 0
-- fourth_quarter_minutes_last_7 is at most 325
-- primary_scoring_zone is one of paint, mid_range, 3pt, balanced
-- paint_rate_last_10 is at least 0
-- paint_rate_last_10 is at most 100
-- three_pt_rate_last_10 is at least 0
-- three_pt_rate_last_10 is at most 100
-- assisted_rate_last_10 is at least 0
-- assisted_rate_last_10 is at most 100
-- player_age is at least 18
-- player_age is at most 50
-- source_player_game_rows_found is at least 0
-- source_player_game_completeness_pct is at least 0
-- source_player_game_completeness_pct is at most 100
-- source_player_game_hash matches ^[0-9a-f]{16}$
-- source_team_offense_rows_found is at least 0
-- source_team_offense_completeness_pct is at least 0
-- source_team_offense_completeness_pct is at most 100
-- source_team_offense_hash matches ^[0-9a-f]{16}$
-- source_upcoming_context_rows_found is at least 0
-- source_upcoming_context_completeness_pct is at least 0
-- source_upcoming_context_completeness_pct is at most 100
-- source_upcoming_context_hash matches ^[0-9a-f]{16}$
-- source_shot_zone_rows_found is at least 0
-- source_shot_zone_completeness_pct is at least 0
-- source_shot_zone_completeness_pct is at most 100
-- source_shot_zone_hash matches ^[0-9a-f]{16}$
-- data_hash matches ^[0-9a-f]{16}$
-- l5_completeness_pct is at least 0
-- l5_completeness_pct is at most 100
-- l10_completeness_pct is at least 0
-- l10_completeness_pct is at most 100
-- l7d_completeness_pct is at least 0
-- l7d_completeness_pct is at most 100
-- l14d_completeness_pct is at least 0
-- l14d_completeness_pct is at most 100
-- cache_version matches ^v?\d+(\.\d+)*$
-- early in the season is before the tenth game
-- early in the season it says what is missing
-- shorter windows are parts of longer ones
-- five games do not outscore the ten they are of
-- ten games do not outscore the season they are of
-- average minutes are minutes by games
-- without games there are no minutes
-- rates leave room for mid range
-- zones are only there where it says so
-- complete windows are nearly full
-- all windows are complete where each is
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
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`cache_date`, `t1`.`player_lookup`)))
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
    `t1`.`cache_date` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`points_avg_last_5` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`points_avg_last_5` <= 100
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`points_avg_last_10` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`points_avg_last_10` <= 100
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`points_avg_season` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`points_avg_season` <= 100
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`points_std_last_10` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`points_std_last_10` <= 50.0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`minutes_avg_last_10` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`minutes_avg_last_10` <= 65
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`usage_rate_last_10` >= 0
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`usage_rate_last_10` <= 100
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`ts_pct_last_10` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`ts_pct_last_10` <= 1.5
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`games_played_season` >= 0
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`games_played_season` <= 113
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`team_pace_last_10` >= 80
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`team_pace_last_10` <= 125
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`team_off_rating_last_10` >= 60
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`team_off_rating_last_10` <= 180
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`player_usage_rate_season` >= 0
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`player_usage_rate_season` <= 100
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`games_in_last_7_days` >= 0
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`games_in_last_7_days` <= 5
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`games_in_last_14_days` >= 0
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`games_in_last_14_days` <= 10
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`minutes_in_last_7_days` >= 0
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`minutes_in_last_7_days` <= 325
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`minutes_in_last_14_days` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`minutes_in_last_14_days` <= 650
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`back_to_backs_last_14_days` >= 0
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`back_to_backs_last_14_days` <= 10
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`avg_minutes_per_game_last_7` >= 0
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`avg_minutes_per_game_last_7` <= 65
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`fourth_quarter_minutes_last_7` >= 0
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`fourth_quarter_minutes_last_7` <= 325
  )) AS `bad_49`,
  COUNTIF(
    NOT (
      `t1`.`primary_scoring_zone` IN ('3pt', 'balanced', 'mid_range', 'paint')
      OR (
        `t1`.`primary_scoring_zone` IS NULL
      )
    )
  ) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`paint_rate_last_10` >= 0
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`paint_rate_last_10` <= 100
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`three_pt_rate_last_10` >= 0
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`three_pt_rate_last_10` <= 100
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`assisted_rate_last_10` >= 0
  )) AS `bad_55`,
  COUNTIF(NOT (
    `t1`.`assisted_rate_last_10` <= 100
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`player_age` >= 18
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`player_age` <= 50
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`source_player_game_rows_found` >= 0
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`source_player_game_completeness_pct` >= 0
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`source_player_game_completeness_pct` <= 100
  )) AS `bad_61`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_player_game_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`source_team_offense_rows_found` >= 0
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`source_team_offense_completeness_pct` >= 0
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`source_team_offense_completeness_pct` <= 100
  )) AS `bad_65`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_team_offense_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`source_upcoming_context_rows_found` >= 0
  )) AS `bad_67`,
  COUNTIF(NOT (
    `t1`.`source_upcoming_context_completeness_pct` >= 0
  )) AS `bad_68`,
  COUNTIF(NOT (
    `t1`.`source_upcoming_context_completeness_pct` <= 100
  )) AS `bad_69`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_upcoming_context_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_70`,
  COUNTIF(NOT (
    `t1`.`source_shot_zone_rows_found` >= 0
  )) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`source_shot_zone_completeness_pct` >= 0
  )) AS `bad_72`,
  COUNTIF(NOT (
    `t1`.`source_shot_zone_completeness_pct` <= 100
  )) AS `bad_73`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_shot_zone_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_74`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_75`,
  COUNTIF(NOT (
    `t1`.`l5_completeness_pct` >= 0
  )) AS `bad_76`,
  COUNTIF(NOT (
    `t1`.`l5_completeness_pct` <= 100
  )) AS `bad_77`,
  COUNTIF(NOT (
    `t1`.`l10_completeness_pct` >= 0
  )) AS `bad_78`,
  COUNTIF(NOT (
    `t1`.`l10_completeness_pct` <= 100
  )) AS `bad_79`,
  COUNTIF(NOT (
    `t1`.`l7d_completeness_pct` >= 0
  )) AS `bad_80`,
  COUNTIF(NOT (
    `t1`.`l7d_completeness_pct` <= 100
  )) AS `bad_81`,
  COUNTIF(NOT (
    `t1`.`l14d_completeness_pct` >= 0
  )) AS `bad_82`,
  COUNTIF(NOT (
    `t1`.`l14d_completeness_pct` <= 100
  )) AS `bad_83`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`cache_version`, '^v?\\d+(\\.\\d+)*$')
  )) AS `bad_84`,
  COUNTIF(NOT (
    `t1`.`early_season_flag` = (
      `t1`.`games_played_season` < 10
    )
  )) AS `bad_85`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`early_season_flag`
      )
      OR (
        `t1`.`insufficient_data_reason` IS NOT NULL
      )
    )
  ) AS `bad_86`,
  COUNTIF(
    NOT (
      (
        `t1`.`games_in_last_7_days` <= `t1`.`games_in_last_14_days`
      )
      AND (
        `t1`.`games_in_last_14_days` <= `t1`.`games_played_season`
      )
      AND (
        `t1`.`minutes_in_last_7_days` <= `t1`.`minutes_in_last_14_days`
      )
      AND (
        `t1`.`back_to_backs_last_14_days` <= `t1`.`games_in_last_14_days`
      )
      AND (
        `t1`.`fourth_quarter_minutes_last_7` <= `t1`.`minutes_in_last_7_days`
      )
    )
  ) AS `bad_87`,
  COUNTIF(
    NOT (
      (
        `t1`.`games_played_season` < 10
      )
      OR (
        (
          `t1`.`points_avg_last_5` * 5
        ) <= (
          (
            `t1`.`points_avg_last_10` * 10
          ) + 0.75
        )
      )
    )
  ) AS `bad_88`,
  COUNTIF(
    NOT (
      (
        `t1`.`games_played_season` < 10
      )
      OR (
        (
          `t1`.`points_avg_last_10` * 10
        ) <= (
          (
            `t1`.`points_avg_season` * `t1`.`games_played_season`
          ) + 0.5 + (
            `t1`.`games_played_season` * 0.05
          )
        )
      )
    )
  ) AS `bad_89`,
  COUNTIF(
    NOT (
      ABS(
        (
          `t1`.`avg_minutes_per_game_last_7` * `t1`.`games_in_last_7_days`
        ) - `t1`.`minutes_in_last_7_days`
      ) <= (
        (
          `t1`.`games_in_last_7_days` * 0.1
        ) + 0.5
      )
    )
  ) AS `bad_90`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`games_in_last_7_days` > 0
        ) OR (
          `t1`.`minutes_in_last_7_days` = 0
        )
      )
      AND (
        (
          `t1`.`games_in_last_14_days` > 0
        )
        OR (
          `t1`.`minutes_in_last_14_days` = 0
        )
      )
    )
  ) AS `bad_91`,
  COUNTIF(
    NOT (
      (
        `t1`.`paint_rate_last_10` + `t1`.`three_pt_rate_last_10`
      ) <= 100.1
    )
  ) AS `bad_92`,
  COUNTIF(
    NOT (
      `t1`.`shot_zone_data_available`
      OR (
        (
          `t1`.`primary_scoring_zone` IS NULL
        )
        AND (
          `t1`.`paint_rate_last_10` IS NULL
        )
      )
    )
  ) AS `bad_93`,
  COUNTIF(
    NOT (
      (
        NOT (
          `t1`.`l5_is_complete`
        ) OR (
          `t1`.`l5_completeness_pct` >= 90
        )
      )
      AND (
        NOT (
          `t1`.`l10_is_complete`
        ) OR (
          `t1`.`l10_completeness_pct` >= 90
        )
      )
      AND (
        NOT (
          `t1`.`l7d_is_complete`
        ) OR (
          `t1`.`l7d_completeness_pct` >= 90
        )
      )
      AND (
        NOT (
          `t1`.`l14d_is_complete`
        ) OR (
          `t1`.`l14d_completeness_pct` >= 90
        )
      )
    )
  ) AS `bad_94`,
  COUNTIF(
    NOT (
      `t1`.`all_windows_complete` = (
        `t1`.`l5_is_complete`
        AND `t1`.`l10_is_complete`
        AND `t1`.`l7d_is_complete`
        AND `t1`.`l14d_is_complete`
      )
    )
  ) AS `bad_95`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_player_game_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_team_offense_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_upcoming_context_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_shot_zone_last_updated` <= `t1`.`processed_at`
      )
    )
  ) AS `bad_96`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`source_player_game_rows_found` = 0
        )
        OR (
          `t1`.`source_player_game_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_team_offense_rows_found` = 0
        )
        OR (
          `t1`.`source_team_offense_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_upcoming_context_rows_found` = 0
        )
        OR (
          `t1`.`source_upcoming_context_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_shot_zone_rows_found` = 0
        )
        OR (
          `t1`.`source_shot_zone_last_updated` IS NOT NULL
        )
      )
    )
  ) AS `bad_97`,
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
  ) AS `bad_98`,
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
  ) AS `bad_99`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_production_ready`
      )
      OR (
        `t1`.`completeness_percentage` >= 90
      )
    )
  ) AS `bad_100`,
  COUNTIF(
    NOT (
      (
        `t1`.`reprocess_attempt_count` > 0
      ) = (
        `t1`.`last_reprocess_attempt_at` IS NOT NULL
      )
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
  ) AS `bad_102`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t0`
  WHERE
    `t0`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
