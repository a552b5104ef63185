-- one row for each game_date, opponent_team_abbr
-- game_date is never NULL
-- opponent_team_abbr is never NULL
-- opponent_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- paint_fg_pct_allowed is at least 0
-- paint_fg_pct_allowed is at most 1
-- paint_attempts_allowed is at least 0
-- paint_attempts_allowed is at most 100
-- paint_blocks is at least 0
-- paint_blocks is at most 50
-- mid_range_fg_pct_allowed is at least 0
-- mid_range_fg_pct_allowed is at most 1
-- mid_range_attempts_allowed is at least 0
-- mid_range_attempts_allowed is at most 100
-- mid_range_blocks is at least 0
-- mid_range_blocks is at most 50
-- three_pt_fg_pct_allowed is at least 0
-- three_pt_fg_pct_allowed is at most 1
-- three_pt_attempts_allowed is at least 0
-- three_pt_attempts_allowed is at most 100
-- three_pt_blocks is at least 0
-- three_pt_blocks is at most 50
-- defensive_rating is at least 60
-- defensive_rating is at most 180
-- opponent_points_avg is at least 60
-- opponent_points_avg is at most 190
-- games_in_sample is at least 0
-- games_in_sample is at most 15
-- data_quality_tier is one of high, medium, low
-- what is blocked is missed
-- points include those of the zones
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`opponent_team_abbr`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t1`.`opponent_team_abbr` IS NOT NULL
  )) AS `bad_3`,
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
  ) AS `bad_4`,
  COUNTIF(NOT (
    `t1`.`paint_fg_pct_allowed` >= 0
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`paint_fg_pct_allowed` <= 1
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`paint_attempts_allowed` >= 0
  )) AS `bad_7`,
  COUNTIF(NOT (
    `t1`.`paint_attempts_allowed` <= 100
  )) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`paint_blocks` >= 0
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t1`.`paint_blocks` <= 50
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`mid_range_fg_pct_allowed` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`mid_range_fg_pct_allowed` <= 1
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`mid_range_attempts_allowed` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`mid_range_attempts_allowed` <= 100
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`mid_range_blocks` >= 0
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`mid_range_blocks` <= 50
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t1`.`three_pt_fg_pct_allowed` >= 0
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`three_pt_fg_pct_allowed` <= 1
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts_allowed` >= 0
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`three_pt_attempts_allowed` <= 100
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`three_pt_blocks` >= 0
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`three_pt_blocks` <= 50
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`defensive_rating` >= 60
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`defensive_rating` <= 180
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`opponent_points_avg` >= 60
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`opponent_points_avg` <= 190
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`games_in_sample` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`games_in_sample` <= 15
  )) AS `bad_28`,
  COUNTIF(
    NOT (
      `t1`.`data_quality_tier` IN ('high', 'low', 'medium')
      OR (
        `t1`.`data_quality_tier` IS NULL
      )
    )
  ) AS `bad_29`,
  COUNTIF(
    NOT (
      (
        `t1`.`paint_blocks` <= (
          (
            `t1`.`paint_attempts_allowed` * (
              1 - `t1`.`paint_fg_pct_allowed`
            )
          ) + 1
        )
      )
      AND (
        `t1`.`mid_range_blocks` <= (
          (
            `t1`.`mid_range_attempts_allowed` * (
              1 - `t1`.`mid_range_fg_pct_allowed`
            )
          ) + 1
        )
      )
      AND (
        `t1`.`three_pt_blocks` <= (
          (
            `t1`.`three_pt_attempts_allowed` * (
              1 - `t1`.`three_pt_fg_pct_allowed`
            )
          ) + 1
        )
      )
    )
  ) AS `bad_30`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`paint_fg_pct_allowed` * 2 * `t1`.`paint_attempts_allowed`
        ) + (
          `t1`.`mid_range_fg_pct_allowed` * 2 * `t1`.`mid_range_attempts_allowed`
        ) + (
          `t1`.`three_pt_fg_pct_allowed` * 3 * `t1`.`three_pt_attempts_allowed`
        )
      ) <= (
        `t1`.`opponent_points_avg` + 4
      )
    )
  ) AS `bad_31`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`daily_opponent_defense_zones` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
