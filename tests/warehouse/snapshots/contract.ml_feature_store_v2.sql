-- one row for each game_date, player_lookup
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- universal_player_id matches ^[a-z0-9]+_\d{3}$
-- game_date is never NULL
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- features is never NULL
-- feature_names is never NULL
-- feature_count is never NULL
-- feature_count is 33
-- feature_version is never NULL
-- feature_version is one of v2_33features, v1_baseline_25
-- feature_generation_time_ms is at least 0
-- feature_quality_score is at least 0
-- feature_quality_score is at most 100
-- opponent_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- days_rest is at least 0
-- data_source is never NULL
-- data_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- source_daily_cache_rows_found is at least 0
-- source_daily_cache_completeness_pct is at least 0
-- source_daily_cache_completeness_pct is at most 100
-- source_daily_cache_hash matches ^[0-9a-f]{16}$
-- source_composite_rows_found is at least 0
-- source_composite_completeness_pct is at least 0
-- source_composite_completeness_pct is at most 100
-- source_composite_hash matches ^[0-9a-f]{16}$
-- source_shot_zones_rows_found is at least 0
-- source_shot_zones_completeness_pct is at least 0
-- source_shot_zones_completeness_pct is at most 100
-- source_shot_zones_hash matches ^[0-9a-f]{16}$
-- source_team_defense_rows_found is at least 0
-- source_team_defense_completeness_pct is at least 0
-- source_team_defense_completeness_pct is at most 100
-- source_team_defense_hash matches ^[0-9a-f]{16}$
-- expected_games_count is at least 0
-- actual_games_count is at least 0
-- completeness_percentage is at least 0
-- completeness_percentage is at most 100
-- missing_games_count is at least 0
-- data_quality_issues is never NULL
-- reprocess_attempt_count is at least 0
-- processing_decision_reason matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- data_hash matches ^[0-9a-f]{16}$
-- created_at is never NULL
-- points avg last 5 from 0 to 60
-- points avg last 10 from 0 to 60
-- points avg season from 0 to 60
-- points std last 10 from 0 to 20
-- games in last 7 days from 0 to 5
-- fatigue score from 0 to 100
-- shot zone mismatch score from -10 to 10
-- pace score from -5 to 5
-- usage spike score from -5 to 5
-- rest advantage from -2 to 2
-- injury risk from 0 to 3
-- recent trend from -2 to 2
-- minutes change from -2 to 2
-- opponent def rating from 95 to 125
-- opponent pace from 90 to 110
-- home away is 0 or 1
-- back to back is 0 or 1
-- playoff game is 0 or 1
-- pct paint from 0 to 1
-- pct mid range from 0 to 1
-- pct three from 0 to 1
-- pct free throw from 0 to 1
-- team pace from 90 to 110
-- team off rating from 95 to 130
-- team win pct from 0 to 1
-- vegas points line from 0 to 45
-- vegas line move from -4 to 4
-- has vegas line is 0 or 1
-- avg points vs opponent from 0 to 60
-- games vs opponent from 0
-- minutes avg last 10 from 0 to 45
-- ppm avg last 10 from 0 to 1.5
-- features has 33 entries
-- feature names are those of the vector
-- zone shares add up to one
-- home feature is the rows
-- back to back is no day of rest
-- has vegas line tells whether there is one
-- line moved from where it opened
-- game id names the day
-- game id names the opponent
-- a source without rows is not complete
-- it is written after its sources
-- production ready is nine tenths complete
-- completeness is actual by expected
-- missing games are expected and not there
-- early in the season there are fewer than ten games
-- an open circuit says until when
-- the window says truly whether it is complete
-- the window is of the games it names
-- a window that is still filling is called so
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`player_lookup`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`features` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`feature_names` IS NOT NULL
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`feature_count` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`feature_count` = 33
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`feature_version` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(
    NOT (
      `t1`.`feature_version` IN ('v1_baseline_25', 'v2_33features')
      OR (
        `t1`.`feature_version` IS NULL
      )
    )
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`feature_generation_time_ms` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`feature_quality_score` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`feature_quality_score` <= 100
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      `t1`.`opponent_team_abbr` IN (
        'ATL',
        'BKN',
        'BOS',
        'CHA',
        'CHI',
        'CLE',
        'DAL',
        'DEN',
        'DET',
        'GSW',
        'HOU',
        'IND',
        'LAC',
        'LAL',
        'MEM',
        'MIA',
        'MIL',
        'MIN',
        'NOP',
        'NYK',
        'OKC',
        'ORL',
        'PHI',
        'PHX',
        'POR',
        'SAC',
        'SAS',
        'TOR',
        'UTA',
        'WAS'
      )
      OR (
        `t1`.`opponent_team_abbr` IS NULL
      )
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`days_rest` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`data_source` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`source_daily_cache_rows_found` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`source_daily_cache_completeness_pct` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`source_daily_cache_completeness_pct` <= 100
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_daily_cache_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`source_composite_rows_found` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`source_composite_completeness_pct` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`source_composite_completeness_pct` <= 100
  )) AS `bad_27`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_composite_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`source_shot_zones_rows_found` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`source_shot_zones_completeness_pct` >= 0
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`source_shot_zones_completeness_pct` <= 100
  )) AS `bad_31`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_shot_zones_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`source_team_defense_rows_found` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`source_team_defense_completeness_pct` >= 0
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`source_team_defense_completeness_pct` <= 100
  )) AS `bad_35`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_team_defense_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`expected_games_count` >= 0
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`actual_games_count` >= 0
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`completeness_percentage` >= 0
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`completeness_percentage` <= 100
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`missing_games_count` >= 0
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`data_quality_issues` IS NOT NULL
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`reprocess_attempt_count` >= 0
  )) AS `bad_43`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processing_decision_reason`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_44`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(0)] BETWEEN 0 AND 60
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(1)] BETWEEN 0 AND 60
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(2)] BETWEEN 0 AND 60
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(3)] BETWEEN 0 AND 20
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(4)] BETWEEN 0 AND 5
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(5)] BETWEEN 0 AND 100
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(6)] BETWEEN -10 AND 10
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(7)] BETWEEN -5 AND 5
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(8)] BETWEEN -5 AND 5
  )) AS `bad_55`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(9)] BETWEEN -2 AND 2
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(10)] BETWEEN 0 AND 3
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(11)] BETWEEN -2 AND 2
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(12)] BETWEEN -2 AND 2
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(13)] BETWEEN 95 AND 125
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(14)] BETWEEN 90 AND 110
  )) AS `bad_61`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(15)] IN (0.0, 1.0)
  )) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(16)] IN (0.0, 1.0)
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(17)] IN (0.0, 1.0)
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(18)] BETWEEN 0 AND 1
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(19)] BETWEEN 0 AND 1
  )) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(20)] BETWEEN 0 AND 1
  )) AS `bad_67`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(21)] BETWEEN 0 AND 1
  )) AS `bad_68`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(22)] BETWEEN 90 AND 110
  )) AS `bad_69`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(23)] BETWEEN 95 AND 130
  )) AS `bad_70`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(24)] BETWEEN 0 AND 1
  )) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(25)] BETWEEN 0 AND 45
  )) AS `bad_72`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(27)] BETWEEN -4 AND 4
  )) AS `bad_73`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(28)] IN (0.0, 1.0)
  )) AS `bad_74`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(29)] BETWEEN 0 AND 60
  )) AS `bad_75`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(30)] >= 0
  )) AS `bad_76`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(31)] BETWEEN 0 AND 45
  )) AS `bad_77`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(32)] BETWEEN 0 AND 1.5
  )) AS `bad_78`,
  COUNTIF(NOT (
    ARRAY_LENGTH(`t1`.`features`) = 33
  )) AS `bad_79`,
  COUNTIF(
    NOT (
      (
        ARRAY_LENGTH(`t1`.`feature_names`) = 33
      )
      AND (
        IF(
          ARRAY_LENGTH(`t1`.`feature_names`) > 0,
          ARRAY_TO_STRING(`t1`.`feature_names`, ','),
          NULL
        ) = 'points_avg_last_5,points_avg_last_10,points_avg_season,points_std_last_10,games_in_last_7_days,fatigue_score,shot_zone_mismatch_score,pace_score,usage_spike_score,rest_advantage,injury_risk,recent_trend,minutes_change,opponent_def_rating,opponent_pace,home_away,back_to_back,playoff_game,pct_paint,pct_mid_range,pct_three,pct_free_throw,team_pace,team_off_rating,team_win_pct,vegas_points_line,vegas_opening_line,vegas_line_move,has_vegas_line,avg_points_vs_opponent,games_vs_opponent,minutes_avg_last_10,ppm_avg_last_10'
      )
    )
  ) AS `bad_80`,
  COUNTIF(
    NOT (
      ABS(
        (
          `t1`.`features`[safe_offset(18)] + `t1`.`features`[safe_offset(19)] + `t1`.`features`[safe_offset(20)]
        ) - 1
      ) <= 0.05
    )
  ) AS `bad_81`,
  COUNTIF(NOT (
    (
      `t1`.`features`[safe_offset(15)] = 1
    ) = `t1`.`is_home`
  )) AS `bad_82`,
  COUNTIF(
    NOT (
      (
        `t1`.`features`[safe_offset(16)] = 1
      ) = (
        `t1`.`days_rest` = 0
      )
    )
  ) AS `bad_83`,
  COUNTIF(
    NOT (
      (
        `t1`.`features`[safe_offset(28)] = 1
      ) = (
        `t1`.`features`[safe_offset(25)] > 0
      )
    )
  ) AS `bad_84`,
  COUNTIF(
    NOT (
      ABS(
        `t1`.`features`[safe_offset(27)] - (
          `t1`.`features`[safe_offset(25)] - `t1`.`features`[safe_offset(26)]
        )
      ) <= 0.01
    )
  ) AS `bad_85`,
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
  ) AS `bad_86`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        IF(
          `t1`.`is_home`,
          SUBSTRING(`t1`.`game_id`, IF((
            9 + 1
          ) >= 1, 9 + 1, 9 + 1 + LENGTH(`t1`.`game_id`)), 3),
          SUBSTRING(`t1`.`game_id`, IF((
            13 + 1
          ) >= 1, 13 + 1, 13 + 1 + LENGTH(`t1`.`game_id`)), 3)
        ) = `t1`.`opponent_team_abbr`
      )
    )
  ) AS `bad_87`,
  COUNTIF(
    NOT (
      (
        NOT (
          `t1`.`source_daily_cache_rows_found` = 0
        )
        OR (
          `t1`.`source_daily_cache_completeness_pct` = 0
        )
      )
      AND (
        NOT (
          `t1`.`source_composite_rows_found` = 0
        )
        OR (
          `t1`.`source_composite_completeness_pct` = 0
        )
      )
      AND (
        NOT (
          `t1`.`source_shot_zones_rows_found` = 0
        )
        OR (
          `t1`.`source_shot_zones_completeness_pct` = 0
        )
      )
      AND (
        NOT (
          `t1`.`source_team_defense_rows_found` = 0
        )
        OR (
          `t1`.`source_team_defense_completeness_pct` = 0
        )
      )
    )
  ) AS `bad_88`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_daily_cache_last_updated` <= COALESCE(`t1`.`updated_at`, `t1`.`created_at`)
      )
      AND (
        `t1`.`source_composite_last_updated` <= COALESCE(`t1`.`updated_at`, `t1`.`created_at`)
      )
      AND (
        `t1`.`source_shot_zones_last_updated` <= COALESCE(`t1`.`updated_at`, `t1`.`created_at`)
      )
      AND (
        `t1`.`source_team_defense_last_updated` <= COALESCE(`t1`.`updated_at`, `t1`.`created_at`)
      )
    )
  ) AS `bad_89`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_production_ready`
      )
      OR (
        `t1`.`completeness_percentage` >= 90
      )
    )
  ) AS `bad_90`,
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
  ) AS `bad_91`,
  COUNTIF(
    NOT (
      `t1`.`missing_games_count` = GREATEST(`t1`.`expected_games_count` - `t1`.`actual_games_count`, 0)
    )
  ) AS `bad_92`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`early_season_flag`
      ) OR (
        `t1`.`actual_games_count` < 10
      )
    )
  ) AS `bad_93`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`circuit_breaker_active`
      )
      OR (
        `t1`.`circuit_breaker_until` IS NOT NULL
      )
    )
  ) AS `bad_94`,
  COUNTIF(
    NOT (
      `t1`.`historical_completeness`.`is_complete` = (
        `t1`.`historical_completeness`.`games_found` >= `t1`.`historical_completeness`.`games_expected`
      )
    )
  ) AS `bad_95`,
  COUNTIF(
    NOT (
      (
        ARRAY_LENGTH(`t1`.`historical_completeness`.`contributing_game_dates`) = `t1`.`historical_completeness`.`games_found`
      )
      AND `t1`.`historical_completeness`.`games_found` BETWEEN 0 AND `t1`.`historical_completeness`.`games_expected`
    )
  ) AS `bad_96`,
  COUNTIF(
    NOT (
      `t1`.`historical_completeness`.`is_bootstrap` = (
        `t1`.`historical_completeness`.`games_expected` < 10
      )
    )
  ) AS `bad_97`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
