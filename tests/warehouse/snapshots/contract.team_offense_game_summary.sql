-- one row for each game_id, team_abbr
-- quality_tier matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- quality_score is at least 0
-- quality_score is at most 100
-- quality_issues is never NULL
-- data_sources is never NULL
-- quality_sample_size is at least 0
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- nba_game_id matches ^00[1-6]\d{7}$
-- game_date is never NULL
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- opponent_team_abbr is never NULL
-- opponent_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- season_year is never NULL
-- season_year is at least 2021
-- points_scored is at least 60
-- points_scored is at most 190
-- fg_attempts is at least 0
-- fg_attempts is at most 150
-- fg_makes is at least 0
-- fg_makes is at most 100
-- three_pt_attempts is at least 0
-- three_pt_attempts is at most 100
-- three_pt_makes is at least 0
-- three_pt_makes is at most 100
-- ft_attempts is at least 0
-- ft_attempts is at most 100
-- ft_makes is at least 0
-- ft_makes is at most 100
-- rebounds is at least 0
-- rebounds is at most 100
-- assists is at least 0
-- assists is at most 100
-- turnovers is at least 0
-- turnovers is at most 50
-- personal_fouls is at least 0
-- personal_fouls is at most 60
-- team_paint_attempts is at least 0
-- team_paint_attempts is at most 100
-- team_paint_makes is at least 0
-- team_paint_makes is at most 100
-- team_mid_range_attempts is at least 0
-- team_mid_range_attempts is at most 100
-- team_mid_range_makes is at least 0
-- team_mid_range_makes is at most 100
-- points_in_paint_scored is at least 0
-- points_in_paint_scored is at most 190
-- second_chance_points_scored is at least 0
-- second_chance_points_scored is at most 190
-- offensive_rating is at least 60
-- offensive_rating is at most 180
-- pace is at least 80
-- pace is at most 125
-- possessions is at least 60
-- possessions is at most 180
-- ts_pct is at least 0
-- ts_pct is at most 1
-- home_game is never NULL
-- win_flag is never NULL
-- margin_of_victory is at least -100
-- margin_of_victory is at most 100
-- overtime_periods is at least 0
-- overtime_periods is at most 10
-- players_inactive is at least 0
-- players_inactive is at most 18
-- starters_inactive is at least 0
-- starters_inactive is at most 5
-- source_nbac_boxscore_rows_found is at least 0
-- source_nbac_boxscore_completeness_pct is at least 0
-- source_nbac_boxscore_completeness_pct is at most 100
-- source_nbac_boxscore_hash matches ^[0-9a-f]{16}$
-- source_play_by_play_rows_found is at least 0
-- source_play_by_play_completeness_pct is at least 0
-- source_play_by_play_completeness_pct is at most 100
-- source_play_by_play_hash matches ^[0-9a-f]{16}$
-- data_quality_tier is one of high, medium, low
-- shot_zones_source matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- primary_source_used matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- data_hash matches ^[0-9a-f]{16}$
-- game id names the day and the teams
-- no team plays itself
-- season year is the season of the day
-- no game is summarized before its day
-- who won was ahead
-- inactive starters are inactive players
-- points come from makes
-- makes do not exceed attempts
-- attempts of the zones add up
-- makes of the zones add up
-- points in the paint are two a make
-- no make has two assists
-- zones are there where it says so
-- zones name their source
-- possessions end with shots turnovers or free throws
-- rating is points for a hundred possessions
-- pace is possessions in 48 minutes
-- true shooting is points by scoring attempts
-- sources were written before the row
-- a source with rows has a date
-- a score says when it was given
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`team_abbr`)))
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
    REGEXP_CONTAINS(`t1`.`nba_game_id`, '^00[1-6]\\d{7}$')
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`team_abbr` IS NOT NULL
  )) AS `bad_12`,
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
  ) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`opponent_team_abbr` IS NOT NULL
  )) AS `bad_14`,
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
  ) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`season_year` IS NOT NULL
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`season_year` >= 2021
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`points_scored` >= 60
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`points_scored` <= 190
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`fg_attempts` >= 0
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`fg_attempts` <= 150
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`fg_makes` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`fg_makes` <= 100
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts` >= 0
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts` <= 100
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`three_pt_makes` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`three_pt_makes` <= 100
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`ft_attempts` >= 0
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`ft_attempts` <= 100
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`ft_makes` >= 0
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`ft_makes` <= 100
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`rebounds` >= 0
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`rebounds` <= 100
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`assists` >= 0
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`assists` <= 100
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`turnovers` >= 0
  )) AS `bad_36`,
  COUNTIF(NOT (
    `t1`.`turnovers` <= 50
  )) AS `bad_37`,
  COUNTIF(NOT (
    `t1`.`personal_fouls` >= 0
  )) AS `bad_38`,
  COUNTIF(NOT (
    `t1`.`personal_fouls` <= 60
  )) AS `bad_39`,
  COUNTIF(NOT (
    `t1`.`team_paint_attempts` >= 0
  )) AS `bad_40`,
  COUNTIF(NOT (
    `t1`.`team_paint_attempts` <= 100
  )) AS `bad_41`,
  COUNTIF(NOT (
    `t1`.`team_paint_makes` >= 0
  )) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`team_paint_makes` <= 100
  )) AS `bad_43`,
  COUNTIF(NOT (
    `t1`.`team_mid_range_attempts` >= 0
  )) AS `bad_44`,
  COUNTIF(NOT (
    `t1`.`team_mid_range_attempts` <= 100
  )) AS `bad_45`,
  COUNTIF(NOT (
    `t1`.`team_mid_range_makes` >= 0
  )) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`team_mid_range_makes` <= 100
  )) AS `bad_47`,
  COUNTIF(NOT (
    `t1`.`points_in_paint_scored` >= 0
  )) AS `bad_48`,
  COUNTIF(NOT (
    `t1`.`points_in_paint_scored` <= 190
  )) AS `bad_49`,
  COUNTIF(NOT (
    `t1`.`second_chance_points_scored` >= 0
  )) AS `bad_50`,
  COUNTIF(NOT (
    `t1`.`second_chance_points_scored` <= 190
  )) AS `bad_51`,
  COUNTIF(NOT (
    `t1`.`offensive_rating` >= 60
  )) AS `bad_52`,
  COUNTIF(NOT (
    `t1`.`offensive_rating` <= 180
  )) AS `bad_53`,
  COUNTIF(NOT (
    `t1`.`pace` >= 80
  )) AS `bad_54`,
  COUNTIF(NOT (
    `t1`.`pace` <= 125
  )) AS `bad_55`,
  COUNTIF(NOT (
    `t1`.`possessions` >= 60
  )) AS `bad_56`,
  COUNTIF(NOT (
    `t1`.`possessions` <= 180
  )) AS `bad_57`,
  COUNTIF(NOT (
    `t1`.`ts_pct` >= 0
  )) AS `bad_58`,
  COUNTIF(NOT (
    `t1`.`ts_pct` <= 1
  )) AS `bad_59`,
  COUNTIF(NOT (
    `t1`.`home_game` IS NOT NULL
  )) AS `bad_60`,
  COUNTIF(NOT (
    `t1`.`win_flag` IS NOT NULL
  )) AS `bad_61`,
  COUNTIF(NOT (
    `t1`.`margin_of_victory` >= -100
  )) AS `bad_62`,
  COUNTIF(NOT (
    `t1`.`margin_of_victory` <= 100
  )) AS `bad_63`,
  COUNTIF(NOT (
    `t1`.`overtime_periods` >= 0
  )) AS `bad_64`,
  COUNTIF(NOT (
    `t1`.`overtime_periods` <= 10
  )) AS `bad_65`,
  COUNTIF(NOT (
    `t1`.`players_inactive` >= 0
  )) AS `bad_66`,
  COUNTIF(NOT (
    `t1`.`players_inactive` <= 18
  )) AS `bad_67`,
  COUNTIF(NOT (
    `t1`.`starters_inactive` >= 0
  )) AS `bad_68`,
  COUNTIF(NOT (
    `t1`.`starters_inactive` <= 5
  )) AS `bad_69`,
  COUNTIF(NOT (
    `t1`.`source_nbac_boxscore_rows_found` >= 0
  )) AS `bad_70`,
  COUNTIF(NOT (
    `t1`.`source_nbac_boxscore_completeness_pct` >= 0
  )) AS `bad_71`,
  COUNTIF(NOT (
    `t1`.`source_nbac_boxscore_completeness_pct` <= 100
  )) AS `bad_72`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_nbac_boxscore_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_73`,
  COUNTIF(NOT (
    `t1`.`source_play_by_play_rows_found` >= 0
  )) AS `bad_74`,
  COUNTIF(NOT (
    `t1`.`source_play_by_play_completeness_pct` >= 0
  )) AS `bad_75`,
  COUNTIF(NOT (
    `t1`.`source_play_by_play_completeness_pct` <= 100
  )) AS `bad_76`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`source_play_by_play_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_77`,
  COUNTIF(
    NOT (
      `t1`.`data_quality_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`data_quality_tier` IS NULL
      )
    )
  ) AS `bad_78`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`shot_zones_source`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_79`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`primary_source_used`, '^[a-z0-9]+(_[a-z0-9]+)*$')
    )
  ) AS `bad_80`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`data_hash`, '^[0-9a-f]{16}$')
  )) AS `bad_81`,
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
  ) AS `bad_82`,
  COUNTIF(NOT (
    `t1`.`team_abbr` <> `t1`.`opponent_team_abbr`
  )) AS `bad_83`,
  COUNTIF(
    NOT (
      `t1`.`season_year` = (
        EXTRACT(year FROM `t1`.`game_date`) - CAST(EXTRACT(month FROM `t1`.`game_date`) < 7 AS INT64)
      )
    )
  ) AS `bad_84`,
  COUNTIF(NOT (
    `t1`.`game_date` <= DATE(`t1`.`processed_at`)
  )) AS `bad_85`,
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
  ) AS `bad_86`,
  COUNTIF(NOT (
    `t1`.`starters_inactive` <= `t1`.`players_inactive`
  )) AS `bad_87`,
  COUNTIF(
    NOT (
      `t1`.`points_scored` = (
        (
          `t1`.`fg_makes` * 2
        ) + `t1`.`three_pt_makes` + `t1`.`ft_makes`
      )
    )
  ) AS `bad_88`,
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
        `t1`.`team_paint_makes` <= `t1`.`team_paint_attempts`
      )
      AND (
        `t1`.`team_mid_range_makes` <= `t1`.`team_mid_range_attempts`
      )
    )
  ) AS `bad_89`,
  COUNTIF(
    NOT (
      `t1`.`fg_attempts` = (
        `t1`.`team_paint_attempts` + `t1`.`team_mid_range_attempts` + `t1`.`three_pt_attempts`
      )
    )
  ) AS `bad_90`,
  COUNTIF(
    NOT (
      `t1`.`fg_makes` = (
        `t1`.`team_paint_makes` + `t1`.`team_mid_range_makes` + `t1`.`three_pt_makes`
      )
    )
  ) AS `bad_91`,
  COUNTIF(NOT (
    `t1`.`points_in_paint_scored` = (
      `t1`.`team_paint_makes` * 2
    )
  )) AS `bad_92`,
  COUNTIF(NOT (
    `t1`.`assists` <= `t1`.`fg_makes`
  )) AS `bad_93`,
  COUNTIF(
    NOT (
      `t1`.`shot_zones_available` = (
        `t1`.`team_paint_attempts` IS NOT NULL
      )
    )
  ) AS `bad_94`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`shot_zones_available`
      )
      OR (
        `t1`.`shot_zones_source` IS NOT NULL
      )
    )
  ) AS `bad_95`,
  COUNTIF(
    NOT (
      `t1`.`possessions` BETWEEN (
        (
          `t1`.`fg_attempts` + `t1`.`turnovers` + (
            `t1`.`ft_attempts` * 0.44
          )
        ) - `t1`.`rebounds`
      ) - 1 AND `t1`.`fg_attempts` + `t1`.`turnovers` + (
        `t1`.`ft_attempts` * 0.44
      ) + 1
    )
  ) AS `bad_96`,
  COUNTIF(
    NOT (
      ABS(
        ieee_divide(`t1`.`offensive_rating` * `t1`.`possessions`, 100) - `t1`.`points_scored`
      ) <= 1
    )
  ) AS `bad_97`,
  COUNTIF(
    NOT (
      ABS(
        ieee_divide(`t1`.`pace` * (
          (
            `t1`.`overtime_periods` * 5
          ) + 48
        ), 48) - `t1`.`possessions`
      ) <= 1
    )
  ) AS `bad_98`,
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
          ) - `t1`.`points_scored`
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
  ) AS `bad_99`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_nbac_boxscore_last_updated` <= `t1`.`processed_at`
      )
      AND (
        `t1`.`source_play_by_play_last_updated` <= `t1`.`processed_at`
      )
    )
  ) AS `bad_100`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`source_nbac_boxscore_rows_found` = 0
        )
        OR (
          `t1`.`source_nbac_boxscore_last_updated` IS NOT NULL
        )
      )
      AND (
        (
          `t1`.`source_play_by_play_rows_found` = 0
        )
        OR (
          `t1`.`source_play_by_play_last_updated` IS NOT NULL
        )
      )
    )
  ) AS `bad_101`,
  COUNTIF(
    NOT (
      (
        `t1`.`quality_score` IS NULL
      )
      OR (
        `t1`.`quality_calculated_at` IS NOT NULL
      )
    )
  ) AS `bad_102`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
