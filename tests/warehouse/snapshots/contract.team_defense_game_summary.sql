-- one row for each game_id, defending_team_abbr
-- quality_tier matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- quality_score is at least 0
-- quality_score is at most 100
-- quality_issues is never NULL
-- data_sources is never NULL
-- quality_sample_size is at least 0
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- game_date is never NULL
-- defending_team_abbr is never NULL
-- defending_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- opponent_team_abbr is never NULL
-- opponent_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- season_year is never NULL
-- season_year is at least 2021
-- points_allowed is at least 60
-- points_allowed is at most 190
-- opp_fg_attempts is at least 0
-- opp_fg_attempts is at most 150
-- opp_fg_makes is at least 0
-- opp_fg_makes is at most 100
-- opp_three_pt_attempts is at least 0
-- opp_three_pt_attempts is at most 100
-- opp_three_pt_makes is at least 0
-- opp_three_pt_makes is at most 100
-- opp_ft_attempts is at least 0
-- opp_ft_attempts is at most 100
-- opp_ft_makes is at least 0
-- opp_ft_makes is at most 100
-- opp_rebounds is at least 0
-- opp_rebounds is at most 100
-- opp_assists is at least 0
-- opp_assists is at most 100
-- turnovers_forced is at least 0
-- turnovers_forced is at most 50
-- fouls_committed is at least 0
-- fouls_committed is at most 60
-- opp_paint_attempts is at least 0
-- opp_paint_attempts is at most 100
-- opp_paint_makes is at least 0
-- opp_paint_makes is at most 100
-- opp_mid_range_attempts is at least 0
-- opp_mid_range_attempts is at most 100
-- opp_mid_range_makes is at least 0
-- opp_mid_range_makes is at most 100
-- points_in_paint_allowed is at least 0
-- points_in_paint_allowed is at most 190
-- mid_range_points_allowed is at least 0
-- mid_range_points_allowed is at most 190
-- three_pt_points_allowed is at least 0
-- three_pt_points_allowed is at most 190
-- second_chance_points_allowed is at least 0
-- second_chance_points_allowed is at most 190
-- fast_break_points_allowed is at least 0
-- fast_break_points_allowed is at most 190
-- blocks_paint is at least 0
-- blocks_paint is at most 50
-- blocks_mid_range is at least 0
-- blocks_mid_range is at most 50
-- blocks_three_pt is at least 0
-- blocks_three_pt is at most 50
-- steals is at least 0
-- steals is at most 50
-- defensive_rebounds is at least 0
-- defensive_rebounds is at most 100
-- defensive_rating is at least 60
-- defensive_rating is at most 180
-- opponent_pace is at least 80
-- opponent_pace is at most 125
-- opponent_ts_pct is at least 0
-- opponent_ts_pct is at most 1
-- home_game is never NULL
-- margin_of_victory is at least -100
-- margin_of_victory is at most 100
-- overtime_periods is at least 0
-- overtime_periods is at most 10
-- players_inactive is at least 0
-- players_inactive is at most 18
-- starters_inactive is at least 0
-- starters_inactive is at most 5
-- data_quality_tier is one of high, medium, low
-- primary_source_used matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- source_team_boxscore_rows_found is at least 0
-- source_team_boxscore_completeness_pct is at least 0
-- source_team_boxscore_completeness_pct is at most 100
-- source_team_boxscore_hash matches ^[0-9a-f]{16}$
-- source_gamebook_players_rows_found is at least 0
-- source_gamebook_players_completeness_pct is at least 0
-- source_gamebook_players_completeness_pct is at most 100
-- source_gamebook_players_hash matches ^[0-9a-f]{16}$
-- source_bdl_players_rows_found is at least 0
-- source_bdl_players_completeness_pct is at least 0
-- source_bdl_players_completeness_pct is at most 100
-- source_bdl_players_hash matches ^[0-9a-f]{16}$
-- data_hash matches ^[0-9a-f]{16}$
-- processed_at is never NULL
-- game id names the day and the teams
-- no team plays itself
-- season year is the season of the day
-- no game is summarized before its day
-- who won was ahead
-- inactive starters are inactive players
-- points allowed come from makes
-- makes do not exceed attempts
-- attempts of the zones add up
-- makes of the zones add up
-- points of the zones come from makes
-- no make has two assists
-- what is blocked is missed
-- a steal is a turnover of the opponent
-- rating and pace make the points allowed
-- true shooting is points by scoring attempts
-- sources were written before the row
-- a source with rows has a date
-- a score says when it was given
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`defending_team_abbr`)))
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
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`defending_team_abbr` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(
    NOT (
      `t1`.`defending_team_abbr` IN (
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
        `t1`.`defending_team_abbr` IS NULL
      )
    )
  ) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`opponent_team_abbr` IS NOT NULL
  )) AS `bad_13`,
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
  ) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`points_allowed` >= 60
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`points_allowed` <= 190
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`opp_fg_attempts` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`opp_fg_attempts` <= 150
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`opp_fg_makes` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`opp_fg_makes` <= 100
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`opp_three_pt_attempts` >= 0
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`opp_three_pt_attempts` <= 100
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`opp_three_pt_makes` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`opp_three_pt_makes` <= 100
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`opp_ft_attempts` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`opp_ft_attempts` <= 100
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`opp_ft_makes` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`opp_ft_makes` <= 100
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`opp_rebounds` >= 0
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`opp_rebounds` <= 100
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`opp_assists` >= 0
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`opp_assists` <= 100
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`turnovers_forced` >= 0
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`turnovers_forced` <= 50
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`fouls_committed` >= 0
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`fouls_committed` <= 60
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`opp_paint_attempts` >= 0
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`opp_paint_attempts` <= 100
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`opp_paint_makes` >= 0
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`opp_paint_makes` <= 100
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`opp_mid_range_attempts` >= 0
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`opp_mid_range_attempts` <= 100
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`opp_mid_range_makes` >= 0
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`opp_mid_range_makes` <= 100
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`points_in_paint_allowed` >= 0
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`points_in_paint_allowed` <= 190
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`mid_range_points_allowed` >= 0
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`mid_range_points_allowed` <= 190
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`three_pt_points_allowed` >= 0
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`three_pt_points_allowed` <= 190
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`second_chance_points_allowed` >= 0
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`second_chance_points_allowed` <= 190
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`fast_break_points_allowed` >= 0
  )) AS `bad_55`,
  COUNTIF(NOT (
    `t1`.`fast_break_points_allowed` <= 190
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`blocks_paint` >= 0
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`blocks_paint` <= 50
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`blocks_mid_range` >= 0
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`blocks_mid_range` <= 50
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`blocks_three_pt` >= 0
  )) AS `bad_61`,
  COUNTIF(NOT (
    `t1`.`blocks_three_pt` <= 50
  )) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`steals` >= 0
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`steals` <= 50
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`defensive_rebounds` >= 0
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`defensive_rebounds` <= 100
  )) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`defensive_rating` >= 60
  )) AS `bad_67`,
  COUNTIF(NOT (
    `t1`.`defensive_rating` <= 180
  )) AS `bad_68`,
  COUNTIF(NOT (
    `t1`.`opponent_pace` >= 80
  )) AS `bad_69`,
  COUNTIF(NOT (
    `t1`.`opponent_pace` <= 125
  )) AS `bad_70`,
  COUNTIF(NOT (
    `t1`.`opponent_ts_pct` >= 0
  )) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`opponent_ts_pct` <= 1
  )) AS `bad_72`,
  COUNTIF(NOT (
    `t1`.`home_game` IS NOT NULL
  )) AS `bad_73`,
  COUNTIF(NOT (
    `t1`.`margin_of_victory` >= -100
  )) AS `bad_74`,
  COUNTIF(NOT (
    `t1`.`margin_of_victory` <= 100
  )) AS `bad_75`,
  COUNTIF(NOT (
    `t1`.`overtime_periods` >= 0
  )) AS `bad_76`,
  COUNTIF(NOT (
    `t1`.`overtime_periods` <= 10
  )) AS `bad_77`,
  COUNTIF(NOT (
    `t1`.`players_inactive` >= 0
  )) AS `bad_78`,
  COUNTIF(NOT (
    `t1`.`players_inactive` <= 18
  )) AS `bad_79`,
  COUNTIF(NOT (
    `t1`.`starters_inactive` >= 0
  )) AS `bad_80`,
  COUNTIF(NOT (
    `t1`.`starters_inactive` <= 5
  )) AS `bad_81`,
  COUNTIF(
    NOT (
      `t1`.`data_quality_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`data_quality_tier` IS NULL
      )
    )
  ) AS `bad_82`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`primary_source_used`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_83`,
  COUNTIF(NOT (
    `t1`.`source_team_boxscore_rows_found` >= 0
  )) AS `bad_84`,
  COUNTIF(NOT (
    `t1`.`source_team_boxscore_completeness_pct` >= 0
  )) AS `bad_85`,
  COUNTIF(NOT (
    `t1`.`source_team_boxscore_completeness_pct` <= 100
  )) AS `bad_86`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_team_boxscore_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_87`,
  COUNTIF(NOT (
    `t1`.`source_gamebook_players_rows_found` >= 0
  )) AS `bad_88`,
  COUNTIF(NOT (
    `t1`.`source_gamebook_players_completeness_pct` >= 0
  )) AS `bad_89`,
  COUNTIF(NOT (
    `t1`.`source_gamebook_players_completeness_pct` <= 100
  )) AS `bad_90`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_gamebook_players_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_91`,
  COUNTIF(NOT (
    `t1`.`source_bdl_players_rows_found` >= 0
  )) AS `bad_92`,
  COUNTIF(NOT (
    `t1`.`source_bdl_players_completeness_pct` >= 0
  )) AS `bad_93`,
  COUNTIF(NOT (
    `t1`.`source_bdl_players_completeness_pct` <= 100
  )) AS `bad_94`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_bdl_players_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_95`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_96`,
  COUNTIF(NOT (
    `t1`.`processed_at` IS NOT NULL
  )) AS `bad_97`,
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
              `t1`.`defending_team_abbr`
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
                CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`defending_team_abbr`),
                '_'
              ),
              `t1`.`opponent_team_abbr`
            )
          )
        )
      )
    )
  ) AS `bad_98`,
  COUNTIF(NOT (
    `t1`.`defending_team_abbr` <> `t1`.`opponent_team_abbr`
  )) AS `bad_99`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_100`,
  COUNTIF(NOT (
    `t1`.`game_date` <= DATE(`t1`.`processed_at`)
  )) AS `bad_101`,
  COUNTIF(
    NOT (
      (
        `t1`.`margin_of_victory` <> 0
      )
      AND (
        `t1`.`win_flag` = (
          `t1`.`margin_of_victory` > 0
        )
      )
    )
  ) AS `bad_102`,
  COUNTIF(NOT (
    `t1`.`starters_inactive` <= `t1`.`players_inactive`
  )) AS `bad_103`,
  COUNTIF(
    NOT (
      `t1`.`points_allowed` = (
        (
          `t1`.`opp_fg_makes` * 2
        ) + `t1`.`opp_three_pt_makes` + `t1`.`opp_ft_makes`
      )
    )
  ) AS `bad_104`,
  COUNTIF(
    NOT (
      (
        `t1`.`opp_fg_makes` <= `t1`.`opp_fg_attempts`
      )
      AND (
        `t1`.`opp_three_pt_makes` <= `t1`.`opp_three_pt_attempts`
      )
      AND (
        `t1`.`opp_ft_makes` <= `t1`.`opp_ft_attempts`
      )
      AND (
        `t1`.`opp_paint_makes` <= `t1`.`opp_paint_attempts`
      )
      AND (
        `t1`.`opp_mid_range_makes` <= `t1`.`opp_mid_range_attempts`
      )
    )
  ) AS `bad_105`,
  COUNTIF(
    NOT (
      `t1`.`opp_fg_attempts` = (
        `t1`.`opp_paint_attempts` + `t1`.`opp_mid_range_attempts` + `t1`.`opp_three_pt_attempts`
      )
    )
  ) AS `bad_106`,
  COUNTIF(
    NOT (
      `t1`.`opp_fg_makes` = (
        `t1`.`opp_paint_makes` + `t1`.`opp_mid_range_makes` + `t1`.`opp_three_pt_makes`
      )
    )
  ) AS `bad_107`,
  COUNTIF(
    NOT (
      (
        `t1`.`points_in_paint_allowed` = (
          `t1`.`opp_paint_makes` * 2
        )
      )
      AND (
        `t1`.`mid_range_points_allowed` = (
          `t1`.`opp_mid_range_makes` * 2
        )
      )
      AND (
        `t1`.`three_pt_points_allowed` = (
          `t1`.`opp_three_pt_makes` * 3
        )
      )
    )
  ) AS `bad_108`,
  COUNTIF(NOT (
    `t1`.`opp_assists` <= `t1`.`opp_fg_makes`
  )) AS `bad_109`,
  COUNTIF(
    NOT (
      (
        `t1`.`blocks_paint` <= (
          `t1`.`opp_paint_attempts` - `t1`.`opp_paint_makes`
        )
      )
      AND (
        `t1`.`blocks_mid_range` <= (
          `t1`.`opp_mid_range_attempts` - `t1`.`opp_mid_range_makes`
        )
      )
      AND (
        `t1`.`blocks_three_pt` <= (
          `t1`.`opp_three_pt_attempts` - `t1`.`opp_three_pt_makes`
        )
      )
    )
  ) AS `bad_110`,
  COUNTIF(NOT (
    `t1`.`steals` <= `t1`.`turnovers_forced`
  )) AS `bad_111`,
  COUNTIF(
    NOT (
      ABS(
        ieee_divide(
          `t1`.`defensive_rating` * ieee_divide(`t1`.`opponent_pace` * (
            (
              `t1`.`overtime_periods` * 5
            ) + 48
          ), 48),
          100
        ) - `t1`.`points_allowed`
      ) <= 1
    )
  ) AS `bad_112`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            `t1`.`opponent_ts_pct` * (
              (
                `t1`.`opp_fg_attempts` + (
                  `t1`.`opp_ft_attempts` * 0.44
                )
              ) * 2
            )
          ) - `t1`.`points_allowed`
        ) <= (
          (
            `t1`.`opp_fg_attempts` + (
              `t1`.`opp_ft_attempts` * 0.44
            )
          ) * 2 * 0.001
        )
      )
      AND (
        (
          (
            (
              `t1`.`opp_fg_attempts` + (
                `t1`.`opp_ft_attempts` * 0.44
              )
            ) * 2
          ) > 0
        )
        OR (
          `t1`.`opponent_ts_pct` = 0
        )
      )
    )
  ) AS `bad_113`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_team_boxscore_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_gamebook_players_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_bdl_players_last_updated` <= `t1`.`processed_at`
      )
    )
  ) AS `bad_114`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`source_team_boxscore_rows_found` = 0
        )
        OR (
          `t1`.`source_team_boxscore_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_gamebook_players_rows_found` = 0
        )
        OR (
          `t1`.`source_gamebook_players_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_bdl_players_rows_found` = 0
        )
        OR (
          `t1`.`source_bdl_players_last_updated` IS NOT NULL
        )
      )
    )
  ) AS `bad_115`,
  COUNTIF(
    NOT (
      (
        `t1`.`quality_score` IS NULL
      )
      OR (
        `t1`.`quality_calculated_at` IS NOT NULL
      )
    )
  ) AS `bad_116`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
