-- one row for each analysis_date, team_abbr
-- expected_games_count is at least 0
-- actual_games_count is at least 0
-- completeness_percentage is at least 0
-- completeness_percentage is at most 100
-- missing_games_count is at least 0
-- data_quality_issues is never NULL
-- reprocess_attempt_count is at least 0
-- processing_decision_reason matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- analysis_date is never NULL
-- paint_pct_allowed_last_15 is at least 0
-- paint_pct_allowed_last_15 is at most 1
-- paint_attempts_allowed_per_game is at least 0
-- paint_attempts_allowed_per_game is at most 100
-- paint_points_allowed_per_game is at least 0
-- paint_points_allowed_per_game is at most 190
-- paint_blocks_per_game is at least 0
-- paint_blocks_per_game is at most 50
-- paint_defense_vs_league_avg is at least -100
-- paint_defense_vs_league_avg is at most 100
-- mid_range_pct_allowed_last_15 is at least 0
-- mid_range_pct_allowed_last_15 is at most 1
-- mid_range_attempts_allowed_per_game is at least 0
-- mid_range_attempts_allowed_per_game is at most 100
-- mid_range_blocks_per_game is at least 0
-- mid_range_blocks_per_game is at most 50
-- mid_range_defense_vs_league_avg is at least -100
-- mid_range_defense_vs_league_avg is at most 100
-- three_pt_pct_allowed_last_15 is at least 0
-- three_pt_pct_allowed_last_15 is at most 1
-- three_pt_attempts_allowed_per_game is at least 0
-- three_pt_attempts_allowed_per_game is at most 100
-- three_pt_blocks_per_game is at least 0
-- three_pt_blocks_per_game is at most 50
-- three_pt_defense_vs_league_avg is at least -100
-- three_pt_defense_vs_league_avg is at most 100
-- defensive_rating_last_15 is at least 60
-- defensive_rating_last_15 is at most 180
-- opponent_points_per_game is at least 60
-- opponent_points_per_game is at most 190
-- opponent_pace is at least 80
-- opponent_pace is at most 125
-- games_in_sample is at least 0
-- games_in_sample is at most 15
-- strongest_zone is one of paint, mid_range, perimeter
-- weakest_zone is one of paint, mid_range, perimeter
-- data_quality_tier is one of high, medium, low
-- source_team_defense_rows_found is at least 0
-- source_team_defense_completeness_pct is at least 0
-- source_team_defense_completeness_pct is at most 100
-- source_team_defense_hash matches ^[0-9a-f]{16}$
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- points in the paint are two a make
-- points of the zones are a part of all
-- what is blocked is missed
-- strongest zone is the least above the league
-- weakest zone is the most above the league
-- early in the season is before the tenth game
-- no tier is high early in the season
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
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`analysis_date`, `t1`.`team_abbr`)))
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
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(
    NOT (
      `t1`.`team_abbr` IN (
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
        `t1`.`team_abbr` IS NULL
      )
    )
  ) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`analysis_date` IS NOT NULL
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`paint_pct_allowed_last_15` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`paint_pct_allowed_last_15` <= 1
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`paint_attempts_allowed_per_game` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`paint_attempts_allowed_per_game` <= 100
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`paint_points_allowed_per_game` >= 0
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`paint_points_allowed_per_game` <= 190
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`paint_blocks_per_game` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`paint_blocks_per_game` <= 50
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`paint_defense_vs_league_avg` >= -100
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`paint_defense_vs_league_avg` <= 100
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`mid_range_pct_allowed_last_15` >= 0
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`mid_range_pct_allowed_last_15` <= 1
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`mid_range_attempts_allowed_per_game` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`mid_range_attempts_allowed_per_game` <= 100
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`mid_range_blocks_per_game` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`mid_range_blocks_per_game` <= 50
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`mid_range_defense_vs_league_avg` >= -100
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`mid_range_defense_vs_league_avg` <= 100
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`three_pt_pct_allowed_last_15` >= 0
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`three_pt_pct_allowed_last_15` <= 1
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts_allowed_per_game` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts_allowed_per_game` <= 100
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`three_pt_blocks_per_game` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`three_pt_blocks_per_game` <= 50
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`three_pt_defense_vs_league_avg` >= -100
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`three_pt_defense_vs_league_avg` <= 100
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`defensive_rating_last_15` >= 60
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`defensive_rating_last_15` <= 180
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`opponent_points_per_game` >= 60
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`opponent_points_per_game` <= 190
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`opponent_pace` >= 80
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`opponent_pace` <= 125
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`games_in_sample` >= 0
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`games_in_sample` <= 15
  )) AS `bad_46`,
  COUNTIF(
    NOT (
      `t1`.`strongest_zone` IN ('mid_range', 'paint', 'perimeter')
      OR (
        `t1`.`strongest_zone` IS NULL
      )
    )
  ) AS `bad_47`,
  COUNTIF(
    NOT (
      `t1`.`weakest_zone` IN ('mid_range', 'paint', 'perimeter')
      OR (
        `t1`.`weakest_zone` IS NULL
      )
    )
  ) AS `bad_48`,
  COUNTIF(
    NOT (
      `t1`.`data_quality_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`data_quality_tier` IS NULL
      )
    )
  ) AS `bad_49`,
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
    REGEXP_CONTAINS(`t1`.`source_team_defense_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_53`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_55`,
  COUNTIF(
    NOT (
      ABS(
        `t1`.`paint_points_allowed_per_game` - (
          `t1`.`paint_pct_allowed_last_15` * `t1`.`paint_attempts_allowed_per_game` * 2
        )
      ) <= 0.25
    )
  ) AS `bad_56`,
  COUNTIF(
    NOT (
      (
        `t1`.`paint_points_allowed_per_game` + (
          `t1`.`mid_range_pct_allowed_last_15` * 2 * `t1`.`mid_range_attempts_allowed_per_game`
        ) + (
          `t1`.`three_pt_pct_allowed_last_15` * 3 * `t1`.`three_pt_attempts_allowed_per_game`
        )
      ) <= (
        `t1`.`opponent_points_per_game` + 0.5
      )
    )
  ) AS `bad_57`,
  COUNTIF(
    NOT (
      (
        `t1`.`paint_blocks_per_game` <= (
          (
            `t1`.`paint_attempts_allowed_per_game` * (
              1 - `t1`.`paint_pct_allowed_last_15`
            )
          ) + 0.2
        )
      )
      AND (
        `t1`.`mid_range_blocks_per_game` <= (
          (
            `t1`.`mid_range_attempts_allowed_per_game` * (
              1 - `t1`.`mid_range_pct_allowed_last_15`
            )
          ) + 0.2
        )
      )
      AND (
        `t1`.`three_pt_blocks_per_game` <= (
          (
            `t1`.`three_pt_attempts_allowed_per_game` * (
              1 - `t1`.`three_pt_pct_allowed_last_15`
            )
          ) + 0.2
        )
      )
    )
  ) AS `bad_58`,
  COUNTIF(
    NOT (
      (
        CASE
          WHEN `t1`.`strongest_zone` = 'paint'
          THEN `t1`.`paint_defense_vs_league_avg`
          WHEN `t1`.`strongest_zone` = 'mid_range'
          THEN `t1`.`mid_range_defense_vs_league_avg`
          WHEN `t1`.`strongest_zone` = 'perimeter'
          THEN `t1`.`three_pt_defense_vs_league_avg`
          ELSE NULL
        END <= `t1`.`paint_defense_vs_league_avg`
      )
      AND (
        CASE
          WHEN `t1`.`strongest_zone` = 'paint'
          THEN `t1`.`paint_defense_vs_league_avg`
          WHEN `t1`.`strongest_zone` = 'mid_range'
          THEN `t1`.`mid_range_defense_vs_league_avg`
          WHEN `t1`.`strongest_zone` = 'perimeter'
          THEN `t1`.`three_pt_defense_vs_league_avg`
          ELSE NULL
        END <= `t1`.`mid_range_defense_vs_league_avg`
      )
      AND (
        CASE
          WHEN `t1`.`strongest_zone` = 'paint'
          THEN `t1`.`paint_defense_vs_league_avg`
          WHEN `t1`.`strongest_zone` = 'mid_range'
          THEN `t1`.`mid_range_defense_vs_league_avg`
          WHEN `t1`.`strongest_zone` = 'perimeter'
          THEN `t1`.`three_pt_defense_vs_league_avg`
          ELSE NULL
        END <= `t1`.`three_pt_defense_vs_league_avg`
      )
    )
  ) AS `bad_59`,
  COUNTIF(
    NOT (
      (
        CASE
          WHEN `t1`.`weakest_zone` = 'paint'
          THEN `t1`.`paint_defense_vs_league_avg`
          WHEN `t1`.`weakest_zone` = 'mid_range'
          THEN `t1`.`mid_range_defense_vs_league_avg`
          WHEN `t1`.`weakest_zone` = 'perimeter'
          THEN `t1`.`three_pt_defense_vs_league_avg`
          ELSE NULL
        END >= `t1`.`paint_defense_vs_league_avg`
      )
      AND (
        CASE
          WHEN `t1`.`weakest_zone` = 'paint'
          THEN `t1`.`paint_defense_vs_league_avg`
          WHEN `t1`.`weakest_zone` = 'mid_range'
          THEN `t1`.`mid_range_defense_vs_league_avg`
          WHEN `t1`.`weakest_zone` = 'perimeter'
          THEN `t1`.`three_pt_defense_vs_league_avg`
          ELSE NULL
        END >= `t1`.`mid_range_defense_vs_league_avg`
      )
      AND (
        CASE
          WHEN `t1`.`weakest_zone` = 'paint'
          THEN `t1`.`paint_defense_vs_league_avg`
          WHEN `t1`.`weakest_zone` = 'mid_range'
          THEN `t1`.`mid_range_defense_vs_league_avg`
          WHEN `t1`.`weakest_zone` = 'perimeter'
          THEN `t1`.`three_pt_defense_vs_league_avg`
          ELSE NULL
        END >= `t1`.`three_pt_defense_vs_league_avg`
      )
    )
  ) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`early_season_flag` = (
      `t1`.`games_in_sample` < 10
    )
  )) AS `bad_61`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`early_season_flag`
      ) OR (
        `t1`.`data_quality_tier` <> 'high'
      )
    )
  ) AS `bad_62`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`early_season_flag`
      )
      OR (
        `t1`.`insufficient_data_reason` IS NOT NULL
      )
    )
  ) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`source_team_defense_last_updated` <= `t1`.`processed_at`
  )) AS `bad_64`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_team_defense_rows_found` = 0
      )
      OR (
        `t1`.`source_team_defense_last_updated` IS NOT NULL
      )
    )
  ) AS `bad_65`,
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
  ) AS `bad_66`,
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
  ) AS `bad_67`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_production_ready`
      )
      OR (
        `t1`.`completeness_percentage` >= 90
      )
    )
  ) AS `bad_68`,
  COUNTIF(
    NOT (
      (
        `t1`.`reprocess_attempt_count` > 0
      ) = (
        `t1`.`last_reprocess_attempt_at` IS NOT NULL
      )
    )
  ) AS `bad_69`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`circuit_breaker_active`
      )
      OR (
        `t1`.`circuit_breaker_until` IS NOT NULL
      )
    )
  ) AS `bad_70`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`team_defense_zone_analysis` AS `t0`
  WHERE
    `t0`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
