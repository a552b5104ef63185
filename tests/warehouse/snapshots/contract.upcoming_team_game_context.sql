-- one row for each game_date, team_abbr, game_id
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
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- game_date is never NULL
-- season_year is never NULL
-- season_year is at least 2021
-- opponent_team_abbr is never NULL
-- opponent_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- home_game is never NULL
-- is_back_to_back is never NULL
-- days_since_last_game is at least 1
-- game_number_in_season is at least 1
-- game_number_in_season is at most 113
-- team_days_rest is at least 0
-- team_back_to_back is never NULL
-- games_in_last_7_days is never NULL
-- games_in_last_7_days is at least 0
-- games_in_last_7_days is at most 5
-- games_in_last_14_days is never NULL
-- games_in_last_14_days is at least 0
-- games_in_last_14_days is at most 10
-- game_spread is at least -20
-- game_spread is at most 20
-- game_total is at least 200
-- game_total is at most 250
-- game_spread_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- game_total_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- spread_movement is at least -40
-- spread_movement is at most 40
-- total_movement is at least -50
-- total_movement is at most 50
-- starters_out_count is never NULL
-- starters_out_count is at least 0
-- starters_out_count is at most 5
-- questionable_players_count is never NULL
-- questionable_players_count is at least 0
-- questionable_players_count is at most 18
-- team_win_streak_entering is never NULL
-- team_win_streak_entering is at least 0
-- team_win_streak_entering is at most 113
-- team_loss_streak_entering is never NULL
-- team_loss_streak_entering is at least 0
-- team_loss_streak_entering is at most 113
-- last_game_margin is at least -100
-- last_game_margin is at most 100
-- last_game_result is one of W, L
-- travel_miles is never NULL
-- travel_miles is at least 0
-- travel_miles is at most 6000
-- source_nbac_schedule_rows_found is at least 0
-- source_nbac_schedule_completeness_pct is at least 0
-- source_nbac_schedule_completeness_pct is at most 100
-- source_nbac_schedule_hash matches ^[0-9a-f]{16}$
-- source_odds_lines_rows_found is at least 0
-- source_odds_lines_completeness_pct is at least 0
-- source_odds_lines_completeness_pct is at most 100
-- source_odds_lines_hash matches ^[0-9a-f]{16}$
-- source_injury_report_rows_found is at least 0
-- source_injury_report_completeness_pct is at least 0
-- source_injury_report_completeness_pct is at most 100
-- source_injury_report_hash matches ^[0-9a-f]{16}$
-- l7d_completeness_pct is at least 0
-- l7d_completeness_pct is at most 100
-- l14d_completeness_pct is at least 0
-- l14d_completeness_pct is at most 100
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- created_at is never NULL
-- game id names the day and the teams
-- no team plays itself
-- season year is the season of the day
-- back to back is the day after a game
-- days of rest lie between the games
-- only the first game has none before it
-- the last week is a part of the last two
-- last result is the sign of the margin
-- a streak goes on from the last result
-- a streak is of games played
-- lines are in half steps
-- a line names its source
-- lines were read before the row was written
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
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`team_abbr`, `t1`.`game_id`)))
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
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_16`,
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
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`opponent_team_abbr` IS NOT NULL
  )) AS `bad_23`,
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
  ) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`home_game` IS NOT NULL
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`is_back_to_back` IS NOT NULL
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`days_since_last_game` >= 1
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`game_number_in_season` >= 1
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`game_number_in_season` <= 113
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`team_days_rest` >= 0
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`team_back_to_back` IS NOT NULL
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`games_in_last_7_days` IS NOT NULL
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`games_in_last_7_days` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`games_in_last_7_days` <= 5
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`games_in_last_14_days` IS NOT NULL
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`games_in_last_14_days` >= 0
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`games_in_last_14_days` <= 10
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`game_spread` >= -20
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`game_spread` <= 20
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`game_total` >= 200
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`game_total` <= 250
  )) AS `bad_41`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_spread_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_42`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_total_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`spread_movement` >= -40
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`spread_movement` <= 40
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`total_movement` >= -50
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`total_movement` <= 50
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`starters_out_count` IS NOT NULL
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`starters_out_count` >= 0
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`starters_out_count` <= 5
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`questionable_players_count` IS NOT NULL
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`questionable_players_count` >= 0
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`questionable_players_count` <= 18
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`team_win_streak_entering` IS NOT NULL
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`team_win_streak_entering` >= 0
  )) AS `bad_55`,
  COUNTIF(NOT (
    `t1`.`team_win_streak_entering` <= 113
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`team_loss_streak_entering` IS NOT NULL
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`team_loss_streak_entering` >= 0
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`team_loss_streak_entering` <= 113
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`last_game_margin` >= -100
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`last_game_margin` <= 100
  )) AS `bad_61`,
  COUNTIF(
    NOT (
      `t1`.`last_game_result` IN ('L', 'W') OR (
        `t1`.`last_game_result` IS NULL
      )
    )
  ) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`travel_miles` IS NOT NULL
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`travel_miles` >= 0
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`travel_miles` <= 6000
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`source_nbac_schedule_rows_found` >= 0
  )) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`source_nbac_schedule_completeness_pct` >= 0
  )) AS `bad_67`,
  COUNTIF(NOT (
    `t1`.`source_nbac_schedule_completeness_pct` <= 100
  )) AS `bad_68`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_nbac_schedule_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_69`,
  COUNTIF(NOT (
    `t1`.`source_odds_lines_rows_found` >= 0
  )) AS `bad_70`,
  COUNTIF(NOT (
    `t1`.`source_odds_lines_completeness_pct` >= 0
  )) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`source_odds_lines_completeness_pct` <= 100
  )) AS `bad_72`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_odds_lines_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_73`,
  COUNTIF(NOT (
    `t1`.`source_injury_report_rows_found` >= 0
  )) AS `bad_74`,
  COUNTIF(NOT (
    `t1`.`source_injury_report_completeness_pct` >= 0
  )) AS `bad_75`,
  COUNTIF(NOT (
    `t1`.`source_injury_report_completeness_pct` <= 100
  )) AS `bad_76`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_injury_report_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_77`,
  COUNTIF(NOT (
    `t1`.`l7d_completeness_pct` >= 0
  )) AS `bad_78`,
  COUNTIF(NOT (
    `t1`.`l7d_completeness_pct` <= 100
  )) AS `bad_79`,
  COUNTIF(NOT (
    `t1`.`l14d_completeness_pct` >= 0
  )) AS `bad_80`,
  COUNTIF(NOT (
    `t1`.`l14d_completeness_pct` <= 100
  )) AS `bad_81`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_82`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_83`,
  COUNTIF(NOT (
    `t1`.`created_at` IS NOT NULL
  )) AS `bad_84`,
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
  ) AS `bad_85`,
  COUNTIF(NOT (
    `t1`.`team_abbr` <> `t1`.`opponent_team_abbr`
  )) AS `bad_86`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_87`,
  COUNTIF(
    NOT (
      (
        `t1`.`is_back_to_back` = `t1`.`team_back_to_back`
      )
      AND (
        `t1`.`is_back_to_back` = (
          `t1`.`days_since_last_game` = 1
        )
      )
    )
  ) AS `bad_88`,
  COUNTIF(NOT (
    `t1`.`team_days_rest` = (
      `t1`.`days_since_last_game` - 1
    )
  )) AS `bad_89`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`game_number_in_season` = 1
        ) = (
          `t1`.`days_since_last_game` IS NULL
        )
      )
      AND (
        (
          `t1`.`game_number_in_season` = 1
        ) = (
          `t1`.`last_game_result` IS NULL
        )
      )
    )
  ) AS `bad_90`,
  COUNTIF(NOT (
    `t1`.`games_in_last_7_days` <= `t1`.`games_in_last_14_days`
  )) AS `bad_91`,
  COUNTIF(
    NOT (
      (
        `t1`.`last_game_margin` <> 0
      )
      AND (
        (
          `t1`.`last_game_result` = 'W'
        ) = (
          `t1`.`last_game_margin` > 0
        )
      )
    )
  ) AS `bad_92`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`team_win_streak_entering` > 0
        ) = (
          `t1`.`last_game_result` = 'W'
        )
      )
      AND (
        (
          `t1`.`team_loss_streak_entering` > 0
        ) = (
          `t1`.`last_game_result` = 'L'
        )
      )
    )
  ) AS `bad_93`,
  COUNTIF(
    NOT (
      (
        `t1`.`team_win_streak_entering` + `t1`.`team_loss_streak_entering`
      ) < `t1`.`game_number_in_season`
    )
  ) AS `bad_94`,
  COUNTIF(
    NOT (
      (
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
  ) AS `bad_95`,
  COUNTIF(
    NOT (
      (
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
  ) AS `bad_96`,
  COUNTIF(NOT (
    `t1`.`betting_lines_updated_at` <= `t1`.`processed_at`
  )) AS `bad_97`,
  COUNTIF(
    NOT (
      (
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
  ) AS `bad_98`,
  COUNTIF(
    NOT (
      `t1`.`all_windows_complete` = (
        `t1`.`l7d_is_complete` AND `t1`.`l14d_is_complete`
      )
    )
  ) AS `bad_99`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_nbac_schedule_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_odds_lines_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_injury_report_last_updated` <= `t1`.`processed_at`
      )
    )
  ) AS `bad_100`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`source_nbac_schedule_rows_found` = 0
        )
        OR (
          `t1`.`source_nbac_schedule_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_odds_lines_rows_found` = 0
        )
        OR (
          `t1`.`source_odds_lines_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_injury_report_rows_found` = 0
        )
        OR (
          `t1`.`source_injury_report_last_updated` IS NOT NULL
        )
      )
    )
  ) AS `bad_101`,
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
  ) AS `bad_102`,
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
  ) AS `bad_103`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`is_production_ready`
      )
      OR (
        `t1`.`completeness_percentage` >= 90
      )
    )
  ) AS `bad_104`,
  COUNTIF(
    NOT (
      (
        `t1`.`reprocess_attempt_count` > 0
      ) = (
        `t1`.`last_reprocess_attempt_at` IS NOT NULL
      )
    )
  ) AS `bad_105`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`circuit_breaker_active`
      )
      OR (
        `t1`.`circuit_breaker_until` IS NOT NULL
      )
    )
  ) AS `bad_106`,
  COUNTIF(
    NOT (
      (
        `t1`.`quality_score` IS NULL
      )
      OR (
        `t1`.`quality_calculated_at` IS NOT NULL
      )
    )
  ) AS `bad_107`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`upcoming_team_game_context` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
