-- one row for each game_id, team_abbr
-- team is one of the 30
-- points add up
-- offensive_rating from 80 to 160
-- rating is points per 100 possessions
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`team_abbr`)))
  ) AS `distinct_0`,
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
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
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
    ) IS NOT NULL
  ) AS `answered_2`,
  COUNTIF(
    NOT (
      `t1`.`points_scored` = (
        (
          `t1`.`fg_makes` * 2
        ) + `t1`.`three_pt_makes` + `t1`.`ft_makes`
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t1`.`points_scored` = (
        (
          `t1`.`fg_makes` * 2
        ) + `t1`.`three_pt_makes` + `t1`.`ft_makes`
      )
    ) IS NOT NULL
  ) AS `answered_3`,
  COUNTIF(NOT (
    `t1`.`offensive_rating` BETWEEN 80 AND 160
  )) AS `bad_4`,
  LOGICAL_OR((
    `t1`.`offensive_rating` BETWEEN 80 AND 160
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(
    (
      `t1`.`possessions` > 0
    )
    AND NOT (
      ABS(
        `t1`.`offensive_rating` - ieee_divide(`t1`.`points_scored` * 100, `t1`.`possessions`)
      ) <= 1
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      `t1`.`possessions` > 0
    )
    AND (
      (
        ABS(
          `t1`.`offensive_rating` - ieee_divide(`t1`.`points_scored` * 100, `t1`.`possessions`)
        ) <= 1
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(`t1`.`possessions` > 0) AS `applies_5`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- two teams a game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t2`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNT(DISTINCT `t1`.`team_abbr`) = 2 AS `holds_1`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- points are the sum of the players'
-- possessions follow from shots, rebounds and turnovers
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t10`.`points_scored` = `t10`.`players_points`
  )) AS `bad_6`,
  LOGICAL_OR((
    `t10`.`points_scored` = `t10`.`players_points`
  ) IS NOT NULL) AS `answered_6`,
  COUNTIF(
    NOT (
      ABS(
        `t10`.`possessions` - (
          (
            `t10`.`fg_attempts` - `t10`.`players_offensive_rebounds`
          ) + `t10`.`turnovers` + (
            `t10`.`ft_attempts` * 0.44
          )
        )
      ) <= 5
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    (
      ABS(
        `t10`.`possessions` - (
          (
            `t10`.`fg_attempts` - `t10`.`players_offensive_rebounds`
          ) + `t10`.`turnovers` + (
            `t10`.`ft_attempts` * 0.44
          )
        )
      ) <= 5
    ) IS NOT NULL
  ) AS `answered_7`
FROM (
  SELECT
    `t6`.`game_id`,
    `t6`.`nba_game_id`,
    `t6`.`game_date`,
    `t6`.`team_abbr`,
    `t6`.`opponent_team_abbr`,
    `t6`.`season_year`,
    `t6`.`points_scored`,
    `t6`.`fg_attempts`,
    `t6`.`fg_makes`,
    `t6`.`three_pt_attempts`,
    `t6`.`three_pt_makes`,
    `t6`.`ft_attempts`,
    `t6`.`ft_makes`,
    `t6`.`rebounds`,
    `t6`.`assists`,
    `t6`.`turnovers`,
    `t6`.`personal_fouls`,
    `t6`.`team_paint_attempts`,
    `t6`.`team_paint_makes`,
    `t6`.`team_mid_range_attempts`,
    `t6`.`team_mid_range_makes`,
    `t6`.`points_in_paint_scored`,
    `t6`.`second_chance_points_scored`,
    `t6`.`offensive_rating`,
    `t6`.`pace`,
    `t6`.`possessions`,
    `t6`.`ts_pct`,
    `t6`.`home_game`,
    `t6`.`win_flag`,
    `t6`.`margin_of_victory`,
    `t6`.`overtime_periods`,
    `t6`.`players_inactive`,
    `t6`.`starters_inactive`,
    `t6`.`referee_crew_id`,
    `t6`.`source_nbac_boxscore_last_updated`,
    `t6`.`source_nbac_boxscore_rows_found`,
    `t6`.`source_nbac_boxscore_completeness_pct`,
    `t6`.`source_nbac_boxscore_hash`,
    `t6`.`source_play_by_play_last_updated`,
    `t6`.`source_play_by_play_rows_found`,
    `t6`.`source_play_by_play_completeness_pct`,
    `t6`.`source_play_by_play_hash`,
    `t6`.`data_quality_tier`,
    `t6`.`shot_zones_available`,
    `t6`.`shot_zones_source`,
    `t6`.`primary_source_used`,
    `t6`.`processed_with_issues`,
    `t6`.`data_hash`,
    `t6`.`created_at`,
    `t6`.`processed_at`,
    `t6`.`quality_tier`,
    `t6`.`quality_score`,
    `t6`.`quality_issues`,
    `t6`.`data_sources`,
    `t6`.`quality_sample_size`,
    `t6`.`quality_used_fallback`,
    `t6`.`quality_reconstructed`,
    `t6`.`quality_calculated_at`,
    `t6`.`quality_metadata`,
    `t9`.`game_id` AS `game_id_of_players`,
    `t9`.`team_abbr` AS `team_abbr_of_players`,
    `t9`.`game_date` AS `game_date_of_players`,
    `t9`.`players_points`,
    `t9`.`players_fg_attempts`,
    `t9`.`players_fg_makes`,
    `t9`.`players_three_pt_attempts`,
    `t9`.`players_three_pt_makes`,
    `t9`.`players_ft_attempts`,
    `t9`.`players_ft_makes`,
    `t9`.`players_assists`,
    `t9`.`players_offensive_rebounds`,
    `t9`.`players_defensive_rebounds`,
    `t9`.`players_turnovers`,
    `t9`.`players_personal_fouls`,
    `t9`.`players_paint_attempts`,
    `t9`.`players_paint_makes`,
    `t9`.`players_mid_range_attempts`,
    `t9`.`players_mid_range_makes`,
    `t9`.`players_plus_minus`,
    `t7`.`game_id` AS `game_id_of_nbacom`,
    `t7`.`team_abbr` AS `team_abbr_of_nbacom`,
    `t7`.`nbacom_points`,
    `t7`.`nbacom_fg_made`,
    `t7`.`nbacom_fg_attempted`,
    `t7`.`nbacom_three_pt_made`,
    `t7`.`nbacom_three_pt_attempted`,
    `t7`.`nbacom_ft_made`,
    `t7`.`nbacom_ft_attempted`,
    `t7`.`nbacom_total_rebounds`,
    `t7`.`nbacom_assists`,
    `t7`.`nbacom_turnovers`,
    `t7`.`nbacom_personal_fouls`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t6`
  LEFT OUTER JOIN (
    SELECT
      `t5`.`game_id`,
      `t5`.`team_abbr`,
      MIN(`t5`.`game_date`) AS `game_date`,
      SUM(`t5`.`points`) AS `players_points`,
      SUM(`t5`.`fg_attempts`) AS `players_fg_attempts`,
      SUM(`t5`.`fg_makes`) AS `players_fg_makes`,
      SUM(`t5`.`three_pt_attempts`) AS `players_three_pt_attempts`,
      SUM(`t5`.`three_pt_makes`) AS `players_three_pt_makes`,
      SUM(`t5`.`ft_attempts`) AS `players_ft_attempts`,
      SUM(`t5`.`ft_makes`) AS `players_ft_makes`,
      SUM(`t5`.`assists`) AS `players_assists`,
      SUM(`t5`.`offensive_rebounds`) AS `players_offensive_rebounds`,
      SUM(`t5`.`defensive_rebounds`) AS `players_defensive_rebounds`,
      SUM(`t5`.`turnovers`) AS `players_turnovers`,
      SUM(`t5`.`personal_fouls`) AS `players_personal_fouls`,
      SUM(`t5`.`paint_attempts`) AS `players_paint_attempts`,
      SUM(`t5`.`paint_makes`) AS `players_paint_makes`,
      SUM(`t5`.`mid_range_attempts`) AS `players_mid_range_attempts`,
      SUM(`t5`.`mid_range_makes`) AS `players_mid_range_makes`,
      SUM(`t5`.`plus_minus`) AS `players_plus_minus`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t2`
      WHERE
        `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t5`
    GROUP BY
      1,
      2
  ) AS `t9`
    ON `t6`.`game_id` = `t9`.`game_id` AND `t6`.`team_abbr` = `t9`.`team_abbr`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`team_abbr`,
      `t1`.`points` AS `nbacom_points`,
      `t1`.`fg_made` AS `nbacom_fg_made`,
      `t1`.`fg_attempted` AS `nbacom_fg_attempted`,
      `t1`.`three_pt_made` AS `nbacom_three_pt_made`,
      `t1`.`three_pt_attempted` AS `nbacom_three_pt_attempted`,
      `t1`.`ft_made` AS `nbacom_ft_made`,
      `t1`.`ft_attempted` AS `nbacom_ft_attempted`,
      `t1`.`total_rebounds` AS `nbacom_total_rebounds`,
      `t1`.`assists` AS `nbacom_assists`,
      `t1`.`turnovers` AS `nbacom_turnovers`,
      `t1`.`personal_fouls` AS `nbacom_personal_fouls`
    FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t7`
    ON `t6`.`game_id` = `t7`.`game_id` AND `t6`.`team_abbr` = `t7`.`team_abbr`
) AS `t10`;
