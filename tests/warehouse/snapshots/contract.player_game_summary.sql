-- one row for each game_id, player_lookup
-- quality_tier matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- quality_score is at least 0
-- quality_score is at most 100
-- quality_issues is never NULL
-- data_sources is never NULL
-- quality_sample_size is at least 0
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- universal_player_id matches ^[a-z0-9]+_\d{3}$
-- game_id is never NULL
-- game_id matches ^\d{8}_[A-Z]{3}_[A-Z]{3}$
-- game_date is never NULL
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- opponent_team_abbr is never NULL
-- opponent_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- season_year is never NULL
-- season_year is at least 2021
-- points is at least 0
-- points is at most 100
-- minutes_played is at least 0
-- minutes_played is at most 65
-- assists is at least 0
-- assists is at most 30
-- offensive_rebounds is at least 0
-- offensive_rebounds is at most 35
-- defensive_rebounds is at least 0
-- defensive_rebounds is at most 35
-- steals is at least 0
-- steals is at most 11
-- blocks is at least 0
-- blocks is at most 12
-- turnovers is at least 0
-- turnovers is at most 14
-- fg_attempts is at least 0
-- fg_attempts is at most 50
-- fg_makes is at least 0
-- fg_makes is at most 50
-- three_pt_attempts is at least 0
-- three_pt_attempts is at most 25
-- three_pt_makes is at least 0
-- three_pt_makes is at most 25
-- ft_attempts is at least 0
-- ft_attempts is at most 35
-- ft_makes is at least 0
-- ft_makes is at most 35
-- plus_minus is at least -60
-- plus_minus is at most 60
-- personal_fouls is at least 0
-- personal_fouls is at most 6
-- paint_attempts is at least 0
-- paint_attempts is at most 50
-- paint_makes is at least 0
-- paint_makes is at most 50
-- mid_range_attempts is at least 0
-- mid_range_attempts is at most 50
-- mid_range_makes is at least 0
-- mid_range_makes is at most 50
-- paint_blocks is at least 0
-- paint_blocks is at most 12
-- mid_range_blocks is at least 0
-- mid_range_blocks is at most 12
-- three_pt_blocks is at least 0
-- three_pt_blocks is at most 12
-- and1_count is at least 0
-- and1_count is at most 35
-- assisted_fg_makes is at least 0
-- assisted_fg_makes is at most 50
-- unassisted_fg_makes is at least 0
-- unassisted_fg_makes is at most 50
-- usage_rate is at least 0
-- usage_rate is at most 100
-- ts_pct is at least 0
-- ts_pct is at most 1.5
-- efg_pct is at least 0
-- efg_pct is at most 1.5
-- starter_flag is never NULL
-- win_flag is never NULL
-- points_line is at least 3.5
-- points_line is at most 55.5
-- over_under_result is one of OVER, UNDER, PUSH
-- margin is at least -55.5
-- margin is at most 100
-- opening_line is at least 3.5
-- opening_line is at most 55.5
-- line_movement is at least -55.5
-- line_movement is at most 55.5
-- points_line_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- opening_line_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- is_active is never NULL
-- player_status is one of active, inactive, dnp
-- source_nbac_rows_found is at least 0
-- source_nbac_completeness_pct is at least 0
-- source_nbac_completeness_pct is at most 100
-- source_nbac_hash matches ^[0-9a-f]{16}$
-- source_bdl_rows_found is at least 0
-- source_bdl_completeness_pct is at least 0
-- source_bdl_completeness_pct is at most 100
-- source_bdl_hash matches ^[0-9a-f]{16}$
-- source_bbd_rows_found is at least 0
-- source_bbd_completeness_pct is at least 0
-- source_bbd_completeness_pct is at most 100
-- source_bbd_hash matches ^[0-9a-f]{16}$
-- source_nbac_pbp_rows_found is at least 0
-- source_nbac_pbp_completeness_pct is at least 0
-- source_nbac_pbp_completeness_pct is at most 100
-- source_nbac_pbp_hash matches ^[0-9a-f]{16}$
-- source_odds_rows_found is at least 0
-- source_odds_completeness_pct is at least 0
-- source_odds_completeness_pct is at most 100
-- source_odds_hash matches ^[0-9a-f]{16}$
-- source_bp_rows_found is at least 0
-- source_bp_completeness_pct is at least 0
-- source_bp_completeness_pct is at most 100
-- source_bp_hash matches ^[0-9a-f]{16}$
-- source_team_rows_found is at least 0
-- source_team_completeness_pct is at least 0
-- source_team_completeness_pct is at most 100
-- source_team_hash matches ^[0-9a-f]{16}$
-- data_quality_tier is one of high, medium, low
-- primary_source_used matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- data_hash matches ^[0-9a-f]{16}$
-- game id names the day and the teams
-- season year is the season of the day
-- no game is summarized before its day
-- points come from makes
-- makes do not exceed attempts
-- attempts of the zones add up
-- makes of the zones add up
-- blocks of the zones add up
-- makes are assisted or not
-- an and one is a make with a free throw
-- true shooting is points by scoring attempts
-- effective share counts threes half again
-- who is active has that status
-- who did not play has no numbers
-- a starter played
-- lines are in half steps
-- line movement is from the opening line
-- a line names its source
-- margin is points above the line
-- result is the side of the margin
-- without a line there is no result
-- sources were written before the row
-- a source with rows has a date
-- a score says when it was given
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`player_lookup`)))
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
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`game_id`, '^\\d{8}_[A-Z]{3}_[A-Z]{3}$')
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_14`,
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
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`opponent_team_abbr` IS NOT NULL
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
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`points` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`points` <= 100
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`minutes_played` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`minutes_played` <= 65
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`assists` >= 0
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`assists` <= 30
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`offensive_rebounds` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`offensive_rebounds` <= 35
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`defensive_rebounds` >= 0
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`defensive_rebounds` <= 35
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`steals` >= 0
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`steals` <= 11
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`blocks` >= 0
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`blocks` <= 12
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`turnovers` >= 0
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`turnovers` <= 14
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`fg_attempts` >= 0
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`fg_attempts` <= 50
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`fg_makes` >= 0
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`fg_makes` <= 50
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts` >= 0
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts` <= 25
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`three_pt_makes` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`three_pt_makes` <= 25
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`ft_attempts` >= 0
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`ft_attempts` <= 35
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`ft_makes` >= 0
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`ft_makes` <= 35
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`plus_minus` >= -60
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`plus_minus` <= 60
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`personal_fouls` >= 0
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`personal_fouls` <= 6
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`paint_attempts` >= 0
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`paint_attempts` <= 50
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`paint_makes` >= 0
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`paint_makes` <= 50
  )) AS `bad_55`,
  COUNTIF(NOT (
    `t1`.`mid_range_attempts` >= 0
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`mid_range_attempts` <= 50
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`mid_range_makes` >= 0
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`mid_range_makes` <= 50
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`paint_blocks` >= 0
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`paint_blocks` <= 12
  )) AS `bad_61`,
  COUNTIF(NOT (
    `t1`.`mid_range_blocks` >= 0
  )) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`mid_range_blocks` <= 12
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`three_pt_blocks` >= 0
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`three_pt_blocks` <= 12
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`and1_count` >= 0
  )) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`and1_count` <= 35
  )) AS `bad_67`,
  COUNTIF(NOT (
    `t1`.`assisted_fg_makes` >= 0
  )) AS `bad_68`,
  COUNTIF(NOT (
    `t1`.`assisted_fg_makes` <= 50
  )) AS `bad_69`,
  COUNTIF(NOT (
    `t1`.`unassisted_fg_makes` >= 0
  )) AS `bad_70`,
  COUNTIF(NOT (
    `t1`.`unassisted_fg_makes` <= 50
  )) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`usage_rate` >= 0
  )) AS `bad_72`,
  COUNTIF(NOT (
    `t1`.`usage_rate` <= 100
  )) AS `bad_73`,
  COUNTIF(NOT (
    `t1`.`ts_pct` >= 0
  )) AS `bad_74`,
  COUNTIF(NOT (
    `t1`.`ts_pct` <= 1.5
  )) AS `bad_75`,
  COUNTIF(NOT (
    `t1`.`efg_pct` >= 0
  )) AS `bad_76`,
  COUNTIF(NOT (
    `t1`.`efg_pct` <= 1.5
  )) AS `bad_77`,
  COUNTIF(NOT (
    `t1`.`starter_flag` IS NOT NULL
  )) AS `bad_78`,
  COUNTIF(NOT (
    `t1`.`win_flag` IS NOT NULL
  )) AS `bad_79`,
  COUNTIF(NOT (
    `t1`.`points_line` >= 3.5
  )) AS `bad_80`,
  COUNTIF(NOT (
    `t1`.`points_line` <= 55.5
  )) AS `bad_81`,
  COUNTIF(
    NOT (
      `t1`.`over_under_result` IN ('OVER', 'PUSH', 'UNDER')
      OR (
        `t1`.`over_under_result` IS NULL
      )
    )
  ) AS `bad_82`,
  COUNTIF(NOT (
    `t1`.`margin` >= -55.5
  )) AS `bad_83`,
  COUNTIF(NOT (
    `t1`.`margin` <= 100
  )) AS `bad_84`,
  COUNTIF(NOT (
    `t1`.`opening_line` >= 3.5
  )) AS `bad_85`,
  COUNTIF(NOT (
    `t1`.`opening_line` <= 55.5
  )) AS `bad_86`,
  COUNTIF(NOT (
    `t1`.`line_movement` >= -55.5
  )) AS `bad_87`,
  COUNTIF(NOT (
    `t1`.`line_movement` <= 55.5
  )) AS `bad_88`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`points_line_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_89`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`opening_line_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_90`,
  COUNTIF(NOT (
    `t1`.`is_active` IS NOT NULL
  )) AS `bad_91`,
  COUNTIF(
    NOT (
      `t1`.`player_status` IN ('active', 'dnp', 'inactive')
      OR (
        `t1`.`player_status` IS NULL
      )
    )
  ) AS `bad_92`,
  COUNTIF(NOT (
    `t1`.`source_nbac_rows_found` >= 0
  )) AS `bad_93`,
  COUNTIF(NOT (
    `t1`.`source_nbac_completeness_pct` >= 0
  )) AS `bad_94`,
  COUNTIF(NOT (
    `t1`.`source_nbac_completeness_pct` <= 100
  )) AS `bad_95`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_nbac_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_96`,
  COUNTIF(NOT (
    `t1`.`source_bdl_rows_found` >= 0
  )) AS `bad_97`,
  COUNTIF(NOT (
    `t1`.`source_bdl_completeness_pct` >= 0
  )) AS `bad_98`,
  COUNTIF(NOT (
    `t1`.`source_bdl_completeness_pct` <= 100
  )) AS `bad_99`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_bdl_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_100`,
  COUNTIF(NOT (
    `t1`.`source_bbd_rows_found` >= 0
  )) AS `bad_101`,
  COUNTIF(NOT (
    `t1`.`source_bbd_completeness_pct` >= 0
  )) AS `bad_102`,
  COUNTIF(NOT (
    `t1`.`source_bbd_completeness_pct` <= 100
  )) AS `bad_103`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_bbd_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_104`,
  COUNTIF(NOT (
    `t1`.`source_nbac_pbp_rows_found` >= 0
  )) AS `bad_105`,
  COUNTIF(NOT (
    `t1`.`source_nbac_pbp_completeness_pct` >= 0
  )) AS `bad_106`,
  COUNTIF(NOT (
    `t1`.`source_nbac_pbp_completeness_pct` <= 100
  )) AS `bad_107`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_nbac_pbp_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_108`,
  COUNTIF(NOT (
    `t1`.`source_odds_rows_found` >= 0
  )) AS `bad_109`,
  COUNTIF(NOT (
    `t1`.`source_odds_completeness_pct` >= 0
  )) AS `bad_110`,
  COUNTIF(NOT (
    `t1`.`source_odds_completeness_pct` <= 100
  )) AS `bad_111`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_odds_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_112`,
  COUNTIF(NOT (
    `t1`.`source_bp_rows_found` >= 0
  )) AS `bad_113`,
  COUNTIF(NOT (
    `t1`.`source_bp_completeness_pct` >= 0
  )) AS `bad_114`,
  COUNTIF(NOT (
    `t1`.`source_bp_completeness_pct` <= 100
  )) AS `bad_115`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_bp_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_116`,
  COUNTIF(NOT (
    `t1`.`source_team_rows_found` >= 0
  )) AS `bad_117`,
  COUNTIF(NOT (
    `t1`.`source_team_completeness_pct` >= 0
  )) AS `bad_118`,
  COUNTIF(NOT (
    `t1`.`source_team_completeness_pct` <= 100
  )) AS `bad_119`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_team_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_120`,
  COUNTIF(
    NOT (
      `t1`.`data_quality_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`data_quality_tier` IS NULL
      )
    )
  ) AS `bad_121`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`primary_source_used`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_122`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_123`,
  COUNTIF(
    NOT (
      (
        `t1`.`game_id` = CONCAT(
          CONCAT(
            CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`opponent_team_abbr`),
            '_'
          ),
          `t1`.`team_abbr`
        )
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
  ) AS `bad_124`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_125`,
  COUNTIF(NOT (
    `t1`.`game_date` <= DATE(`t1`.`processed_at`)
  )) AS `bad_126`,
  COUNTIF(
    NOT (
      `t1`.`points` = (
        (
          `t1`.`fg_makes` * 2
        ) + `t1`.`three_pt_makes` + `t1`.`ft_makes`
      )
    )
  ) AS `bad_127`,
  COUNTIF(
    NOT (
      (
        `t1`.`fg_makes` <= `t1`.`fg_attempts`
      )
      AND (
        `t1`.`three_pt_makes` <= `t1`.`three_pt_attempts`
      )
      AND (
        `t1`.`ft_makes` <= `t1`.`ft_attempts`
      )
      AND (
        `t1`.`paint_makes` <= `t1`.`paint_attempts`
      )
      AND (
        `t1`.`mid_range_makes` <= `t1`.`mid_range_attempts`
      )
    )
  ) AS `bad_128`,
  COUNTIF(
    NOT (
      `t1`.`fg_attempts` = (
        `t1`.`paint_attempts` + `t1`.`mid_range_attempts` + `t1`.`three_pt_attempts`
      )
    )
  ) AS `bad_129`,
  COUNTIF(
    NOT (
      `t1`.`fg_makes` = (
        `t1`.`paint_makes` + `t1`.`mid_range_makes` + `t1`.`three_pt_makes`
      )
    )
  ) AS `bad_130`,
  COUNTIF(
    NOT (
      `t1`.`blocks` = (
        `t1`.`paint_blocks` + `t1`.`mid_range_blocks` + `t1`.`three_pt_blocks`
      )
    )
  ) AS `bad_131`,
  COUNTIF(
    NOT (
      `t1`.`fg_makes` = (
        `t1`.`assisted_fg_makes` + `t1`.`unassisted_fg_makes`
      )
    )
  ) AS `bad_132`,
  COUNTIF(
    NOT (
      (
        `t1`.`and1_count` <= `t1`.`fg_makes`
      )
      AND (
        `t1`.`and1_count` <= `t1`.`ft_attempts`
      )
    )
  ) AS `bad_133`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            `t1`.`ts_pct` * (
              (
                `t1`.`fg_attempts` + (
                  `t1`.`ft_attempts` * 0.44
                )
              ) * 2
            )
          ) - `t1`.`points`
        ) <= (
          (
            `t1`.`fg_attempts` + (
              `t1`.`ft_attempts` * 0.44
            )
          ) * 2 * 0.001
        )
      )
      AND (
        (
          (
            (
              `t1`.`fg_attempts` + (
                `t1`.`ft_attempts` * 0.44
              )
            ) * 2
          ) > 0
        )
        OR (
          `t1`.`ts_pct` = 0
        )
      )
    )
  ) AS `bad_134`,
  COUNTIF(
    NOT (
      (
        ABS(
          (
            `t1`.`efg_pct` * `t1`.`fg_attempts`
          ) - (
            `t1`.`fg_makes` + (
              `t1`.`three_pt_makes` * 0.5
            )
          )
        ) <= (
          `t1`.`fg_attempts` * 0.001
        )
      )
      AND (
        (
          `t1`.`fg_attempts` > 0
        ) OR (
          `t1`.`efg_pct` = 0
        )
      )
    )
  ) AS `bad_135`,
  COUNTIF(NOT (
    `t1`.`is_active` = (
      `t1`.`player_status` = 'active'
    )
  )) AS `bad_136`,
  COUNTIF(
    NOT (
      `t1`.`is_active`
      OR (
        (
          `t1`.`minutes_played` = 0
        ) AND (
          `t1`.`points` = 0
        )
      )
    )
  ) AS `bad_137`,
  COUNTIF(NOT (
    NOT (
      `t1`.`starter_flag`
    ) OR `t1`.`is_active`
  )) AS `bad_138`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`points_line` * 2
        ) = CAST(FLOOR(`t1`.`points_line` * 2) AS NUMERIC)
      )
      AND (
        (
          `t1`.`opening_line` * 2
        ) = CAST(FLOOR(`t1`.`opening_line` * 2) AS NUMERIC)
      )
    )
  ) AS `bad_139`,
  COUNTIF(
    NOT (
      `t1`.`line_movement` = (
        `t1`.`points_line` - `t1`.`opening_line`
      )
    )
  ) AS `bad_140`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`points_line` IS NULL
        ) = (
          `t1`.`points_line_source` IS NULL
        )
      )
      AND (
        (
          `t1`.`opening_line` IS NULL
        ) = (
          `t1`.`opening_line_source` IS NULL
        )
      )
    )
  ) AS `bad_141`,
  COUNTIF(NOT (
    `t1`.`margin` = (
      `t1`.`points` - `t1`.`points_line`
    )
  )) AS `bad_142`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`over_under_result` = 'OVER'
        ) = (
          `t1`.`margin` > 0
        )
      )
      AND (
        (
          `t1`.`over_under_result` = 'UNDER'
        ) = (
          `t1`.`margin` < 0
        )
      )
    )
  ) AS `bad_143`,
  COUNTIF(
    NOT (
      (
        `t1`.`points_line` IS NOT NULL
      )
      OR (
        (
          `t1`.`over_under_result` IS NULL
        ) AND (
          `t1`.`margin` IS NULL
        )
      )
    )
  ) AS `bad_144`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_nbac_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_bdl_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_bbd_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_nbac_pbp_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_odds_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_bp_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_team_last_updated` <= `t1`.`processed_at`
      )
    )
  ) AS `bad_145`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`source_nbac_rows_found` = 0
        )
        OR (
          `t1`.`source_nbac_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_bdl_rows_found` = 0
        )
        OR (
          `t1`.`source_bdl_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_bbd_rows_found` = 0
        )
        OR (
          `t1`.`source_bbd_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_nbac_pbp_rows_found` = 0
        )
        OR (
          `t1`.`source_nbac_pbp_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_odds_rows_found` = 0
        )
        OR (
          `t1`.`source_odds_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_bp_rows_found` = 0
        )
        OR (
          `t1`.`source_bp_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_team_rows_found` = 0
        )
        OR (
          `t1`.`source_team_last_updated` IS NOT NULL
        )
      )
    )
  ) AS `bad_146`,
  COUNTIF(
    NOT (
      (
        `t1`.`quality_score` IS NULL
      )
      OR (
        `t1`.`quality_calculated_at` IS NOT NULL
      )
    )
  ) AS `bad_147`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
