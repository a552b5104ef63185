-- one row for each game_date, player_lookup
-- quality_tier matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- quality_score is at least 0
-- quality_score is at most 100
-- quality_issues is never NULL
-- data_sources is never NULL
-- quality_sample_size is at least 0
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
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- game_date is never NULL
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- opponent_team_abbr is never NULL
-- opponent_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- current_points_line is at least 3.5
-- current_points_line is at most 55.5
-- opening_points_line is at least 3.5
-- opening_points_line is at most 55.5
-- line_movement is at least -55.5
-- line_movement is at most 55.5
-- current_points_line_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- opening_points_line_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- game_spread is at least -20
-- game_spread is at most 20
-- opening_spread is at least -20
-- opening_spread is at most 20
-- spread_movement is at least -40
-- spread_movement is at most 40
-- game_spread_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- spread_public_betting_pct is at least 0
-- spread_public_betting_pct is at most 100
-- game_total is at least 200
-- game_total is at most 250
-- opening_total is at least 200
-- opening_total is at most 250
-- total_movement is at least -50
-- total_movement is at most 50
-- game_total_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- total_public_betting_pct is at least 0
-- total_public_betting_pct is at most 100
-- pace_differential is at least -40
-- pace_differential is at most 40
-- opponent_pace_last_10 is at least 80
-- opponent_pace_last_10 is at most 125
-- game_start_time_local matches ^\d{1,2}:[0-5]\d [AP]M$
-- opponent_ft_rate_allowed is at least 0
-- opponent_ft_rate_allowed is at most 1
-- season_phase is one of early, mid, late, playoffs
-- projected_usage_rate is at least 0
-- projected_usage_rate is at most 100
-- days_rest is at least 0
-- days_rest_before_last_game is at least 0
-- days_since_2_plus_days_rest is at least 0
-- games_in_last_7_days is at least 0
-- games_in_last_7_days is at most 5
-- games_in_last_14_days is at least 0
-- games_in_last_14_days is at most 10
-- minutes_in_last_7_days is at least 0
-- minutes_in_last_7_days is at most 325
-- minutes_in_last_14_days is at least 0
-- minutes_in_last_14_days is at most 650
-- avg_minutes_per_game_last_7 is at least 0
-- avg_minutes_per_game_last_7 is at most 65
-- back_to_backs_last_14_days is at least 0
-- back_to_backs_last_14_days is at most 10
-- avg_usage_rate_last_7_games is at least 0
-- avg_usage_rate_last_7_games is at most 100
-- fourth_quarter_minutes_last_7 is at least 0
-- fourth_quarter_minutes_last_7 is at most 325
-- clutch_minutes_last_7_games is at least 0
-- clutch_minutes_last_7_games is at most 455
-- travel_miles is at least 0
-- travel_miles is at most 6000
-- time_zone_changes is at least 0
-- time_zone_changes is at most 12
-- consecutive_road_games is at least 0
-- consecutive_road_games is at most 41
-- miles_traveled_last_14_days is at least 0
-- time_zones_crossed_last_14_days is at least 0
-- player_age is at least 18
-- player_age is at most 50
-- points_avg_last_5 is at least 0
-- points_avg_last_5 is at most 100
-- points_avg_last_10 is at least 0
-- points_avg_last_10 is at most 100
-- prop_over_streak is at least 0
-- prop_under_streak is at least 0
-- star_teammates_out is at least 0
-- star_teammates_out is at most 18
-- opponent_def_rating_last_10 is at least 60
-- opponent_def_rating_last_10 is at most 180
-- shooting_pct_decline_last_5 is at least -1
-- shooting_pct_decline_last_5 is at most 1
-- fourth_quarter_production_last_7 is at least 0
-- fourth_quarter_production_last_7 is at most 100
-- next_game_days_rest is at least 0
-- games_in_next_7_days is at least 0
-- games_in_next_7_days is at most 5
-- next_opponent_win_pct is at least 0
-- next_opponent_win_pct is at most 1
-- opponent_days_rest is at least 0
-- opponent_games_in_next_7_days is at least 0
-- opponent_games_in_next_7_days is at most 5
-- opponent_next_game_days_rest is at least 0
-- player_status is one of out, doubtful, questionable, probable, available
-- questionable_teammates is at least 0
-- questionable_teammates is at most 18
-- probable_teammates is at least 0
-- probable_teammates is at most 18
-- source_boxscore_rows_found is at least 0
-- source_boxscore_completeness_pct is at least 0
-- source_boxscore_completeness_pct is at most 100
-- source_boxscore_hash matches ^[0-9a-f]{16}$
-- source_schedule_rows_found is at least 0
-- source_schedule_completeness_pct is at least 0
-- source_schedule_completeness_pct is at most 100
-- source_schedule_hash matches ^[0-9a-f]{16}$
-- source_props_rows_found is at least 0
-- source_props_completeness_pct is at least 0
-- source_props_completeness_pct is at most 100
-- source_props_hash matches ^[0-9a-f]{16}$
-- source_game_lines_rows_found is at least 0
-- source_game_lines_completeness_pct is at least 0
-- source_game_lines_completeness_pct is at most 100
-- source_game_lines_hash matches ^[0-9a-f]{16}$
-- data_quality_tier is one of high, medium, low
-- primary_source_used matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- l5_completeness_pct is at least 0
-- l5_completeness_pct is at most 100
-- l10_completeness_pct is at least 0
-- l10_completeness_pct is at most 100
-- l7d_completeness_pct is at least 0
-- l7d_completeness_pct is at most 100
-- l14d_completeness_pct is at least 0
-- l14d_completeness_pct is at most 100
-- l30d_completeness_pct is at least 0
-- l30d_completeness_pct is at most 100
-- data_hash matches ^[0-9a-f]{16}$
-- context_version is at least 1
-- game id names the day and the teams
-- no team plays itself
-- a line is there where it says so
-- a line names its source
-- lines are in half steps
-- line movement is from the opening line
-- spread and total move from their openings
-- the last week is a part of the last two
-- average minutes are minutes by games
-- without games there are no minutes
-- a streak is over or under
-- who is not on the injury report is available
-- complete windows are nearly full
-- all windows are complete where each is
-- sources were written before the row
-- a source with rows has a date
-- missing games are those expected and not found
-- completeness is found by expected
-- what is ready is nearly complete
-- reprocessing is counted and dated
-- an active breaker says until when
-- a score says when it was given
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`player_lookup`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`quality_tier`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`quality_score` >= 0
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`quality_score` <= 100
  )) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`quality_issues` IS NOT NULL
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`data_sources` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`quality_sample_size` >= 0
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`expected_games_count` >= 0
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`actual_games_count` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`completeness_percentage` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`completeness_percentage` <= 100
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`missing_games_count` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`data_quality_issues` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`reprocess_attempt_count` >= 0
  )) AS `bad_14`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`processing_decision_reason`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_17`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_19`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_22`,
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
  ) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`opponent_team_abbr` IS NOT NULL
  )) AS `bad_24`,
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
  ) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`current_points_line` >= 3.5
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`current_points_line` <= 55.5
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`opening_points_line` >= 3.5
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`opening_points_line` <= 55.5
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`line_movement` >= -55.5
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`line_movement` <= 55.5
  )) AS `bad_31`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`current_points_line_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_32`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`opening_points_line_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`game_spread` >= -20
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`game_spread` <= 20
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`opening_spread` >= -20
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`opening_spread` <= 20
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`spread_movement` >= -40
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`spread_movement` <= 40
  )) AS `bad_39`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_spread_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`spread_public_betting_pct` >= 0
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`spread_public_betting_pct` <= 100
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`game_total` >= 200
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`game_total` <= 250
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`opening_total` >= 200
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`opening_total` <= 250
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`total_movement` >= -50
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`total_movement` <= 50
  )) AS `bad_48`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_total_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`total_public_betting_pct` >= 0
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`total_public_betting_pct` <= 100
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`pace_differential` >= -40
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`pace_differential` <= 40
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`opponent_pace_last_10` >= 80
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`opponent_pace_last_10` <= 125
  )) AS `bad_55`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_start_time_local`, '^\\d{1,2}:[0-5]\\d [AP]M$')
    )
  ) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`opponent_ft_rate_allowed` >= 0
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`opponent_ft_rate_allowed` <= 1
  )) AS `bad_58`,
  COUNTIF(
    NOT (
      `t1`.`season_phase` IN ('early', 'late', 'mid', 'playoffs')
      OR (
        `t1`.`season_phase` IS NULL
      )
    )
  ) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`projected_usage_rate` >= 0
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`projected_usage_rate` <= 100
  )) AS `bad_61`,
  COUNTIF(NOT (
    `t1`.`days_rest` >= 0
  )) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`days_rest_before_last_game` >= 0
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`days_since_2_plus_days_rest` >= 0
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`games_in_last_7_days` >= 0
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`games_in_last_7_days` <= 5
  )) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`games_in_last_14_days` >= 0
  )) AS `bad_67`,
  COUNTIF(NOT (
    `t1`.`games_in_last_14_days` <= 10
  )) AS `bad_68`,
  COUNTIF(NOT (
    `t1`.`minutes_in_last_7_days` >= 0
  )) AS `bad_69`,
  COUNTIF(NOT (
    `t1`.`minutes_in_last_7_days` <= 325
  )) AS `bad_70`,
  COUNTIF(NOT (
    `t1`.`minutes_in_last_14_days` >= 0
  )) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`minutes_in_last_14_days` <= 650
  )) AS `bad_72`,
  COUNTIF(NOT (
    `t1`.`avg_minutes_per_game_last_7` >= 0
  )) AS `bad_73`,
  COUNTIF(NOT (
    `t1`.`avg_minutes_per_game_last_7` <= 65
  )) AS `bad_74`,
  COUNTIF(NOT (
    `t1`.`back_to_backs_last_14_days` >= 0
  )) AS `bad_75`,
  COUNTIF(NOT (
    `t1`.`back_to_backs_last_14_days` <= 10
  )) AS `bad_76`,
  COUNTIF(NOT (
    `t1`.`avg_usage_rate_last_7_games` >= 0
  )) AS `bad_77`,
  COUNTIF(NOT (
    `t1`.`avg_usage_rate_last_7_games` <= 100
  )) AS `bad_78`,
  COUNTIF(NOT (
    `t1`.`fourth_quarter_minutes_last_7` >= 0
  )) AS `bad_79`,
  COUNTIF(NOT (
    `t1`.`fourth_quarter_minutes_last_7` <= 325
  )) AS `bad_80`,
  COUNTIF(NOT (
    `t1`.`clutch_minutes_last_7_games` >= 0
  )) AS `bad_81`,
  COUNTIF(NOT (
    `t1`.`clutch_minutes_last_7_games` <= 455
  )) AS `bad_82`,
  COUNTIF(NOT (
    `t1`.`travel_miles` >= 0
  )) AS `bad_83`,
  COUNTIF(NOT (
    `t1`.`travel_miles` <= 6000
  )) AS `bad_84`,
  COUNTIF(NOT (
    `t1`.`time_zone_changes` >= 0
  )) AS `bad_85`,
  COUNTIF(NOT (
    `t1`.`time_zone_changes` <= 12
  )) AS `bad_86`,
  COUNTIF(NOT (
    `t1`.`consecutive_road_games` >= 0
  )) AS `bad_87`,
  COUNTIF(NOT (
    `t1`.`consecutive_road_games` <= 41
  )) AS `bad_88`,
  COUNTIF(NOT (
    `t1`.`miles_traveled_last_14_days` >= 0
  )) AS `bad_89`,
  COUNTIF(NOT (
    `t1`.`time_zones_crossed_last_14_days` >= 0
  )) AS `bad_90`,
  COUNTIF(NOT (
    `t1`.`player_age` >= 18
  )) AS `bad_91`,
  COUNTIF(NOT (
    `t1`.`player_age` <= 50
  )) AS `bad_92`,
  COUNTIF(NOT (
    `t1`.`points_avg_last_5` >= 0
  )) AS `bad_93`,
  COUNTIF(NOT (
    `t1`.`points_avg_last_5` <= 100
  )) AS `bad_94`,
  COUNTIF(NOT (
    `t1`.`points_avg_last_10` >= 0
  )) AS `bad_95`,
  COUNTIF(NOT (
    `t1`.`points_avg_last_10` <= 100
  )) AS `bad_96`,
  COUNTIF(NOT (
    `t1`.`prop_over_streak` >= 0
  )) AS `bad_97`,
  COUNTIF(NOT (
    `t1`.`prop_under_streak` >= 0
  )) AS `bad_98`,
  COUNTIF(NOT (
    `t1`.`star_teammates_out` >= 0
  )) AS `bad_99`,
  COUNTIF(NOT (
    `t1`.`star_teammates_out` <= 18
  )) AS `bad_100`,
  COUNTIF(NOT (
    `t1`.`opponent_def_rating_last_10` >= 60
  )) AS `bad_101`,
  COUNTIF(NOT (
    `t1`.`opponent_def_rating_last_10` <= 180
  )) AS `bad_102`,
  COUNTIF(NOT (
    `t1`.`shooting_pct_decline_last_5` >= -1
  )) AS `bad_103`,
  COUNTIF(NOT (
    `t1`.`shooting_pct_decline_last_5` <= 1
  )) AS `bad_104`,
  COUNTIF(NOT (
    `t1`.`fourth_quarter_production_last_7` >= 0
  )) AS `bad_105`,
  COUNTIF(NOT (
    `t1`.`fourth_quarter_production_last_7` <= 100
  )) AS `bad_106`,
  COUNTIF(NOT (
    `t1`.`next_game_days_rest` >= 0
  )) AS `bad_107`,
  COUNTIF(NOT (
    `t1`.`games_in_next_7_days` >= 0
  )) AS `bad_108`,
  COUNTIF(NOT (
    `t1`.`games_in_next_7_days` <= 5
  )) AS `bad_109`,
  COUNTIF(NOT (
    `t1`.`next_opponent_win_pct` >= 0
  )) AS `bad_110`,
  COUNTIF(NOT (
    `t1`.`next_opponent_win_pct` <= 1
  )) AS `bad_111`,
  COUNTIF(NOT (
    `t1`.`opponent_days_rest` >= 0
  )) AS `bad_112`,
  COUNTIF(NOT (
    `t1`.`opponent_games_in_next_7_days` >= 0
  )) AS `bad_113`,
  COUNTIF(NOT (
    `t1`.`opponent_games_in_next_7_days` <= 5
  )) AS `bad_114`,
  COUNTIF(NOT (
    `t1`.`opponent_next_game_days_rest` >= 0
  )) AS `bad_115`,
  COUNTIF(
    NOT (
      `t1`.`player_status` IN ('available', 'doubtful', 'out', 'probable', 'questionable')
      OR (
        `t1`.`player_status` IS NULL
      )
    )
  ) AS `bad_116`,
  COUNTIF(NOT (
    `t1`.`questionable_teammates` >= 0
  )) AS `bad_117`,
  COUNTIF(NOT (
    `t1`.`questionable_teammates` <= 18
  )) AS `bad_118`,
  COUNTIF(NOT (
    `t1`.`probable_teammates` >= 0
  )) AS `bad_119`,
  COUNTIF(NOT (
    `t1`.`probable_teammates` <= 18
  )) AS `bad_120`,
  COUNTIF(NOT (
    `t1`.`source_boxscore_rows_found` >= 0
  )) AS `bad_121`,
  COUNTIF(NOT (
    `t1`.`source_boxscore_completeness_pct` >= 0
  )) AS `bad_122`,
  COUNTIF(NOT (
    `t1`.`source_boxscore_completeness_pct` <= 100
  )) AS `bad_123`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_boxscore_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_124`,
  COUNTIF(NOT (
    `t1`.`source_schedule_rows_found` >= 0
  )) AS `bad_125`,
  COUNTIF(NOT (
    `t1`.`source_schedule_completeness_pct` >= 0
  )) AS `bad_126`,
  COUNTIF(NOT (
    `t1`.`source_schedule_completeness_pct` <= 100
  )) AS `bad_127`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_schedule_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_128`,
  COUNTIF(NOT (
    `t1`.`source_props_rows_found` >= 0
  )) AS `bad_129`,
  COUNTIF(NOT (
    `t1`.`source_props_completeness_pct` >= 0
  )) AS `bad_130`,
  COUNTIF(NOT (
    `t1`.`source_props_completeness_pct` <= 100
  )) AS `bad_131`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_props_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_132`,
  COUNTIF(NOT (
    `t1`.`source_game_lines_rows_found` >= 0
  )) AS `bad_133`,
  COUNTIF(NOT (
    `t1`.`source_game_lines_completeness_pct` >= 0
  )) AS `bad_134`,
  COUNTIF(NOT (
    `t1`.`source_game_lines_completeness_pct` <= 100
  )) AS `bad_135`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_game_lines_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_136`,
  COUNTIF(
    NOT (
      `t1`.`data_quality_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`data_quality_tier` IS NULL
      )
    )
  ) AS `bad_137`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`primary_source_used`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_138`,
  COUNTIF(NOT (
    `t1`.`l5_completeness_pct` >= 0
  )) AS `bad_139`,
  COUNTIF(NOT (
    `t1`.`l5_completeness_pct` <= 100
  )) AS `bad_140`,
  COUNTIF(NOT (
    `t1`.`l10_completeness_pct` >= 0
  )) AS `bad_141`,
  COUNTIF(NOT (
    `t1`.`l10_completeness_pct` <= 100
  )) AS `bad_142`,
  COUNTIF(NOT (
    `t1`.`l7d_completeness_pct` >= 0
  )) AS `bad_143`,
  COUNTIF(NOT (
    `t1`.`l7d_completeness_pct` <= 100
  )) AS `bad_144`,
  COUNTIF(NOT (
    `t1`.`l14d_completeness_pct` >= 0
  )) AS `bad_145`,
  COUNTIF(NOT (
    `t1`.`l14d_completeness_pct` <= 100
  )) AS `bad_146`,
  COUNTIF(NOT (
    `t1`.`l30d_completeness_pct` >= 0
  )) AS `bad_147`,
  COUNTIF(NOT (
    `t1`.`l30d_completeness_pct` <= 100
  )) AS `bad_148`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_149`,
  COUNTIF(NOT (
    `t1`.`context_version` >= 1
  )) AS `bad_150`,
  COUNTIF(
    NOT (
      (
        `t1`.`home_game`
        AND (
          NOT (
            INSTR(`t1`.`game_id`, '_') > 0
          )
          OR (
            `t1`.`game_id` = CONCAT(
              CONCAT(
                CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`opponent_team_abbr`),
                '_'
              ),
              `t1`.`team_abbr`
            )
          )
        )
      )
      OR (
        NOT (
          `t1`.`home_game`
        )
        AND (
          NOT (
            INSTR(`t1`.`game_id`, '_') > 0
          )
          OR (
            `t1`.`game_id` = CONCAT(
              CONCAT(
                CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`team_abbr`),
                '_'
              ),
              `t1`.`opponent_team_abbr`
            )
          )
        )
      )
    )
  ) AS `bad_151`,
  COUNTIF(NOT (
    `t1`.`team_abbr` <> `t1`.`opponent_team_abbr`
  )) AS `bad_152`,
  COUNTIF(
    NOT (
      `t1`.`has_prop_line` = (
        `t1`.`current_points_line` IS NOT NULL
      )
    )
  ) AS `bad_153`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`current_points_line` IS NULL
        )
        OR (
          `t1`.`current_points_line_source` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`opening_points_line` IS NULL
        )
        OR (
          `t1`.`opening_points_line_source` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`game_spread` IS NULL
        ) OR (
          `t1`.`game_spread_source` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`game_total` IS NULL
        ) OR (
          `t1`.`game_total_source` IS NOT NULL
        )
      )
    )
  ) AS `bad_154`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`current_points_line` * 2
        ) = CAST(FLOOR(`t1`.`current_points_line` * 2) AS NUMERIC)
      )
      AND (
        (
          `t1`.`game_spread` * 2
        ) = CAST(FLOOR(`t1`.`game_spread` * 2) AS NUMERIC)
      )
      AND (
        (
          `t1`.`game_total` * 2
        ) = CAST(FLOOR(`t1`.`game_total` * 2) AS NUMERIC)
      )
    )
  ) AS `bad_155`,
  COUNTIF(
    NOT (
      `t1`.`line_movement` = (
        `t1`.`current_points_line` - `t1`.`opening_points_line`
      )
    )
  ) AS `bad_156`,
  COUNTIF(
    NOT (
      (
        `t1`.`spread_movement` = (
          `t1`.`game_spread` - `t1`.`opening_spread`
        )
      )
      AND (
        `t1`.`total_movement` = (
          `t1`.`game_total` - `t1`.`opening_total`
        )
      )
    )
  ) AS `bad_157`,
  COUNTIF(
    NOT (
      (
        `t1`.`games_in_last_7_days` <= `t1`.`games_in_last_14_days`
      )
      AND (
        `t1`.`minutes_in_last_7_days` <= `t1`.`minutes_in_last_14_days`
      )
    )
  ) AS `bad_158`,
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
  ) AS `bad_159`,
  COUNTIF(
    NOT (
      (
        `t1`.`games_in_last_7_days` > 0
      ) OR (
        `t1`.`minutes_in_last_7_days` = 0
      )
    )
  ) AS `bad_160`,
  COUNTIF(
    NOT (
      (
        `t1`.`prop_over_streak` = 0
      ) OR (
        `t1`.`prop_under_streak` = 0
      )
    )
  ) AS `bad_161`,
  COUNTIF(
    NOT (
      (
        `t1`.`injury_report` IS NOT NULL
      )
      OR (
        `t1`.`player_status` = 'available'
      )
    )
  ) AS `bad_162`,
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
      AND (
        NOT (
          `t1`.`l30d_is_complete`
        ) OR (
          `t1`.`l30d_completeness_pct` >= 90
        )
      )
    )
  ) AS `bad_163`,
  COUNTIF(
    NOT (
      `t1`.`all_windows_complete` = (
        `t1`.`l5_is_complete`
        AND `t1`.`l10_is_complete`
        AND `t1`.`l7d_is_complete`
        AND `t1`.`l14d_is_complete`
        AND `t1`.`l30d_is_complete`
      )
    )
  ) AS `bad_164`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_boxscore_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_schedule_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_props_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_game_lines_last_updated` <= `t1`.`processed_at`
      )
    )
  ) AS `bad_165`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`source_boxscore_rows_found` = 0
        )
        OR (
          `t1`.`source_boxscore_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_schedule_rows_found` = 0
        )
        OR (
          `t1`.`source_schedule_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_props_rows_found` = 0
        )
        OR (
          `t1`.`source_props_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_game_lines_rows_found` = 0
        )
        OR (
          `t1`.`source_game_lines_last_updated` IS NOT NULL
        )
      )
    )
  ) AS `bad_166`,
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
  ) AS `bad_167`,
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
  ) AS `bad_168`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_production_ready`
      )
      OR (
        `t1`.`completeness_percentage` >= 90
      )
    )
  ) AS `bad_169`,
  COUNTIF(
    NOT (
      (
        `t1`.`reprocess_attempt_count` > 0
      ) = (
        `t1`.`last_reprocess_attempt_at` IS NOT NULL
      )
    )
  ) AS `bad_170`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`circuit_breaker_active`
      )
      OR (
        `t1`.`circuit_breaker_until` IS NOT NULL
      )
    )
  ) AS `bad_171`,
  COUNTIF(
    NOT (
      (
        `t1`.`quality_score` IS NULL
      )
      OR (
        `t1`.`quality_calculated_at` IS NOT NULL
      )
    )
  ) AS `bad_172`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`upcoming_player_game_context` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
