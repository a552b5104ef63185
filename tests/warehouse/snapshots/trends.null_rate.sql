-- no column of bdl_player_boxscores is NULL a tenth more often
-- no column of bdl_player_boxscores is lost
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t20`.`alarm`
    )
  )) AS `bad_0`,
  LOGICAL_OR((
    NOT (
      `t20`.`alarm`
    )
  ) IS NOT NULL) AS `answered_0`,
  COUNTIF(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND NOT (
      `t20`.`share` <= (
        `t20`.`highest` + 0.30000000000000004
      )
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND (
      (
        `t20`.`share` <= (
          `t20`.`highest` + 0.30000000000000004
        )
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t20`.`alarm` IS NOT NULL) AS `applies_1`
FROM (
  SELECT
    `t19`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t17`.`game_date`,
        `t17`.`rows`,
        `t17`.`column`,
        `t17`.`share`,
        `t17`.`day_number`,
        `t17`.`baseline_days`,
        `t17`.`usual`,
        `t17`.`highest`,
        `t17`.`alarm`,
        `t17`.`tested`,
        COUNT(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t16`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t15`.`game_date`,
            `t15`.`rows`,
            `t15`.`column`,
            `t15`.`share`,
            `t15`.`day_number`,
            `t15`.`baseline_days`,
            `t15`.`usual`,
            `t15`.`highest`,
            `t15`.`alarm`,
            `t7`.`game_date` AS `game_date_right`,
            `t7`.`tested`
          FROM (
            SELECT
              `t13`.`game_date`,
              `t13`.`rows`,
              `t13`.`column`,
              `t13`.`share`,
              `t13`.`day_number`,
              `t13`.`baseline_days`,
              `t13`.`usual`,
              `t13`.`highest`,
              IF(`t13`.`baseline_days` >= 5, `t13`.`share` > `t13`.`highest`, CAST(NULL AS BOOL)) AS `alarm`
            FROM (
              SELECT
                `t12`.`game_date`,
                `t12`.`rows`,
                `t12`.`column`,
                `t12`.`share`,
                `t12`.`day_number`,
                `t12`.`baseline_days`,
                `t12`.`usual`,
                `t12`.`usual` + 0.1 + (
                  SQRT(ieee_divide(`t12`.`usual` * (
                    1 - `t12`.`usual`
                  ), `t12`.`rows`)) * 4
                ) AS `highest`
              FROM (
                SELECT
                  `t11`.`game_date`,
                  `t11`.`rows`,
                  `t11`.`column`,
                  `t11`.`share`,
                  `t11`.`day_number`,
                  COUNT(*) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `baseline_days`,
                  AVG(`t11`.`share`) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `usual`
                FROM (
                  SELECT
                    `t10`.`game_date`,
                    `t10`.`rows`,
                    `t10`.`column`,
                    `t10`.`share`,
                    DATE_DIFF(`t10`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                  FROM (
                    SELECT
                      `t9`.`game_date`,
                      `t9`.`rows`,
                      [
                        'game_status',
                        'period',
                        'home_team_score',
                        'away_team_score',
                        'bdl_player_id',
                        'jersey_number',
                        'position',
                        'minutes',
                        'points',
                        'assists',
                        'rebounds',
                        'offensive_rebounds',
                        'defensive_rebounds',
                        'steals',
                        'blocks',
                        'turnovers',
                        'personal_fouls',
                        'field_goals_made',
                        'field_goals_attempted',
                        'field_goal_pct',
                        'three_pointers_made',
                        'three_pointers_attempted',
                        'three_point_pct',
                        'free_throws_made',
                        'free_throws_attempted',
                        'free_throw_pct',
                        'data_hash'
                      ][safe_offset(`t5`.`number`)] AS `column`,
                      [
                        `t9`.`game_status`,
                        `t9`.`period`,
                        `t9`.`home_team_score`,
                        `t9`.`away_team_score`,
                        `t9`.`bdl_player_id`,
                        `t9`.`jersey_number`,
                        `t9`.`position`,
                        `t9`.`minutes`,
                        `t9`.`points`,
                        `t9`.`assists`,
                        `t9`.`rebounds`,
                        `t9`.`offensive_rebounds`,
                        `t9`.`defensive_rebounds`,
                        `t9`.`steals`,
                        `t9`.`blocks`,
                        `t9`.`turnovers`,
                        `t9`.`personal_fouls`,
                        `t9`.`field_goals_made`,
                        `t9`.`field_goals_attempted`,
                        `t9`.`field_goal_pct`,
                        `t9`.`three_pointers_made`,
                        `t9`.`three_pointers_attempted`,
                        `t9`.`three_point_pct`,
                        `t9`.`free_throws_made`,
                        `t9`.`free_throws_attempted`,
                        `t9`.`free_throw_pct`,
                        `t9`.`data_hash`
                      ][safe_offset(`t5`.`number`)] AS `share`
                    FROM (
                      SELECT
                        `t3`.`game_date`,
                        COUNT(*) AS `rows`,
                        AVG(CAST(`t3`.`game_status` IS NULL AS FLOAT64)) AS `game_status`,
                        AVG(CAST(`t3`.`period` IS NULL AS FLOAT64)) AS `period`,
                        AVG(CAST(`t3`.`home_team_score` IS NULL AS FLOAT64)) AS `home_team_score`,
                        AVG(CAST(`t3`.`away_team_score` IS NULL AS FLOAT64)) AS `away_team_score`,
                        AVG(CAST(`t3`.`bdl_player_id` IS NULL AS FLOAT64)) AS `bdl_player_id`,
                        AVG(CAST(`t3`.`jersey_number` IS NULL AS FLOAT64)) AS `jersey_number`,
                        AVG(CAST(`t3`.`position` IS NULL AS FLOAT64)) AS `position`,
                        AVG(CAST(`t3`.`minutes` IS NULL AS FLOAT64)) AS `minutes`,
                        AVG(CAST(`t3`.`points` IS NULL AS FLOAT64)) AS `points`,
                        AVG(CAST(`t3`.`assists` IS NULL AS FLOAT64)) AS `assists`,
                        AVG(CAST(`t3`.`rebounds` IS NULL AS FLOAT64)) AS `rebounds`,
                        AVG(CAST(`t3`.`offensive_rebounds` IS NULL AS FLOAT64)) AS `offensive_rebounds`,
                        AVG(CAST(`t3`.`defensive_rebounds` IS NULL AS FLOAT64)) AS `defensive_rebounds`,
                        AVG(CAST(`t3`.`steals` IS NULL AS FLOAT64)) AS `steals`,
                        AVG(CAST(`t3`.`blocks` IS NULL AS FLOAT64)) AS `blocks`,
                        AVG(CAST(`t3`.`turnovers` IS NULL AS FLOAT64)) AS `turnovers`,
                        AVG(CAST(`t3`.`personal_fouls` IS NULL AS FLOAT64)) AS `personal_fouls`,
                        AVG(CAST(`t3`.`field_goals_made` IS NULL AS FLOAT64)) AS `field_goals_made`,
                        AVG(CAST(`t3`.`field_goals_attempted` IS NULL AS FLOAT64)) AS `field_goals_attempted`,
                        AVG(CAST(`t3`.`field_goal_pct` IS NULL AS FLOAT64)) AS `field_goal_pct`,
                        AVG(CAST(`t3`.`three_pointers_made` IS NULL AS FLOAT64)) AS `three_pointers_made`,
                        AVG(CAST(`t3`.`three_pointers_attempted` IS NULL AS FLOAT64)) AS `three_pointers_attempted`,
                        AVG(CAST(`t3`.`three_point_pct` IS NULL AS FLOAT64)) AS `three_point_pct`,
                        AVG(CAST(`t3`.`free_throws_made` IS NULL AS FLOAT64)) AS `free_throws_made`,
                        AVG(CAST(`t3`.`free_throws_attempted` IS NULL AS FLOAT64)) AS `free_throws_attempted`,
                        AVG(CAST(`t3`.`free_throw_pct` IS NULL AS FLOAT64)) AS `free_throw_pct`,
                        AVG(CAST(`t3`.`data_hash` IS NULL AS FLOAT64)) AS `data_hash`
                      FROM (
                        SELECT
                          *
                        FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t1`
                        WHERE
                          `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                      ) AS `t3`
                      GROUP BY
                        1
                    ) AS `t9`
                    CROSS JOIN (
                      SELECT
                        IF(pos = pos_2, `number`, NULL) AS `number`
                      FROM UNNEST(GENERATE_ARRAY(
                        0,
                        GREATEST(
                          ARRAY_LENGTH(
                            [
                              0,
                              1,
                              2,
                              3,
                              4,
                              5,
                              6,
                              7,
                              8,
                              9,
                              10,
                              11,
                              12,
                              13,
                              14,
                              15,
                              16,
                              17,
                              18,
                              19,
                              20,
                              21,
                              22,
                              23,
                              24,
                              25,
                              26
                            ]
                          )
                        ) - 1
                      )) AS pos
                      CROSS JOIN UNNEST([
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        14,
                        15,
                        16,
                        17,
                        18,
                        19,
                        20,
                        21,
                        22,
                        23,
                        24,
                        25,
                        26
                      ]) AS `number` WITH OFFSET AS pos_2
                      WHERE
                        pos = pos_2
                        OR (
                          pos > (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26
                              ]
                            ) - 1
                          )
                          AND pos_2 = (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26
                              ]
                            ) - 1
                          )
                        )
                    ) AS `t5`
                  ) AS `t10`
                ) AS `t11`
              ) AS `t12`
            ) AS `t13`
          ) AS `t15`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t2`
          ) AS `t7`
            ON `t15`.`game_date` = `t7`.`game_date`
        ) AS `t16`
      ) AS `t17`
    ) AS `t18`
    WHERE
      `t18`.`tested` IS NOT NULL
  ) AS `t19`
) AS `t20`;

-- no column of player_game_summary is NULL a tenth more often
-- no column of player_game_summary is lost
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t20`.`alarm`
    )
  )) AS `bad_2`,
  LOGICAL_OR((
    NOT (
      `t20`.`alarm`
    )
  ) IS NOT NULL) AS `answered_2`,
  COUNTIF(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND NOT (
      `t20`.`share` <= (
        `t20`.`highest` + 0.30000000000000004
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND (
      (
        `t20`.`share` <= (
          `t20`.`highest` + 0.30000000000000004
        )
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t20`.`alarm` IS NOT NULL) AS `applies_3`
FROM (
  SELECT
    `t19`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t17`.`game_date`,
        `t17`.`rows`,
        `t17`.`column`,
        `t17`.`share`,
        `t17`.`day_number`,
        `t17`.`baseline_days`,
        `t17`.`usual`,
        `t17`.`highest`,
        `t17`.`alarm`,
        `t17`.`tested`,
        COUNT(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t16`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t15`.`game_date`,
            `t15`.`rows`,
            `t15`.`column`,
            `t15`.`share`,
            `t15`.`day_number`,
            `t15`.`baseline_days`,
            `t15`.`usual`,
            `t15`.`highest`,
            `t15`.`alarm`,
            `t7`.`game_date` AS `game_date_right`,
            `t7`.`tested`
          FROM (
            SELECT
              `t13`.`game_date`,
              `t13`.`rows`,
              `t13`.`column`,
              `t13`.`share`,
              `t13`.`day_number`,
              `t13`.`baseline_days`,
              `t13`.`usual`,
              `t13`.`highest`,
              IF(`t13`.`baseline_days` >= 5, `t13`.`share` > `t13`.`highest`, CAST(NULL AS BOOL)) AS `alarm`
            FROM (
              SELECT
                `t12`.`game_date`,
                `t12`.`rows`,
                `t12`.`column`,
                `t12`.`share`,
                `t12`.`day_number`,
                `t12`.`baseline_days`,
                `t12`.`usual`,
                `t12`.`usual` + 0.1 + (
                  SQRT(ieee_divide(`t12`.`usual` * (
                    1 - `t12`.`usual`
                  ), `t12`.`rows`)) * 4
                ) AS `highest`
              FROM (
                SELECT
                  `t11`.`game_date`,
                  `t11`.`rows`,
                  `t11`.`column`,
                  `t11`.`share`,
                  `t11`.`day_number`,
                  COUNT(*) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `baseline_days`,
                  AVG(`t11`.`share`) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `usual`
                FROM (
                  SELECT
                    `t10`.`game_date`,
                    `t10`.`rows`,
                    `t10`.`column`,
                    `t10`.`share`,
                    DATE_DIFF(`t10`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                  FROM (
                    SELECT
                      `t9`.`game_date`,
                      `t9`.`rows`,
                      [
                        'universal_player_id',
                        'player_full_name',
                        'points',
                        'minutes_played',
                        'assists',
                        'offensive_rebounds',
                        'defensive_rebounds',
                        'steals',
                        'blocks',
                        'turnovers',
                        'fg_attempts',
                        'fg_makes',
                        'three_pt_attempts',
                        'three_pt_makes',
                        'ft_attempts',
                        'ft_makes',
                        'plus_minus',
                        'personal_fouls',
                        'paint_attempts',
                        'paint_makes',
                        'mid_range_attempts',
                        'mid_range_makes',
                        'paint_blocks',
                        'mid_range_blocks',
                        'three_pt_blocks',
                        'and1_count',
                        'assisted_fg_makes',
                        'unassisted_fg_makes',
                        'usage_rate',
                        'ts_pct',
                        'efg_pct',
                        'points_line',
                        'over_under_result',
                        'margin',
                        'opening_line',
                        'line_movement',
                        'points_line_source',
                        'opening_line_source',
                        'player_status',
                        'source_nbac_last_updated',
                        'source_nbac_rows_found',
                        'source_nbac_completeness_pct',
                        'source_nbac_hash',
                        'source_bdl_last_updated',
                        'source_bdl_rows_found',
                        'source_bdl_completeness_pct',
                        'source_bdl_hash',
                        'source_bbd_last_updated',
                        'source_bbd_rows_found',
                        'source_bbd_completeness_pct',
                        'source_bbd_hash',
                        'source_nbac_pbp_last_updated',
                        'source_nbac_pbp_rows_found',
                        'source_nbac_pbp_completeness_pct',
                        'source_nbac_pbp_hash',
                        'source_odds_last_updated',
                        'source_odds_rows_found',
                        'source_odds_completeness_pct',
                        'source_odds_hash',
                        'source_bp_last_updated',
                        'source_bp_rows_found',
                        'source_bp_completeness_pct',
                        'source_bp_hash',
                        'source_team_last_updated',
                        'source_team_rows_found',
                        'source_team_completeness_pct',
                        'source_team_hash',
                        'data_quality_tier',
                        'primary_source_used',
                        'processed_with_issues',
                        'shot_zones_estimated',
                        'data_hash',
                        'created_at',
                        'processed_at',
                        'quality_tier',
                        'quality_score',
                        'quality_sample_size',
                        'quality_used_fallback',
                        'quality_reconstructed',
                        'quality_calculated_at',
                        'quality_metadata'
                      ][safe_offset(`t5`.`number`)] AS `column`,
                      [
                        `t9`.`universal_player_id`,
                        `t9`.`player_full_name`,
                        `t9`.`points`,
                        `t9`.`minutes_played`,
                        `t9`.`assists`,
                        `t9`.`offensive_rebounds`,
                        `t9`.`defensive_rebounds`,
                        `t9`.`steals`,
                        `t9`.`blocks`,
                        `t9`.`turnovers`,
                        `t9`.`fg_attempts`,
                        `t9`.`fg_makes`,
                        `t9`.`three_pt_attempts`,
                        `t9`.`three_pt_makes`,
                        `t9`.`ft_attempts`,
                        `t9`.`ft_makes`,
                        `t9`.`plus_minus`,
                        `t9`.`personal_fouls`,
                        `t9`.`paint_attempts`,
                        `t9`.`paint_makes`,
                        `t9`.`mid_range_attempts`,
                        `t9`.`mid_range_makes`,
                        `t9`.`paint_blocks`,
                        `t9`.`mid_range_blocks`,
                        `t9`.`three_pt_blocks`,
                        `t9`.`and1_count`,
                        `t9`.`assisted_fg_makes`,
                        `t9`.`unassisted_fg_makes`,
                        `t9`.`usage_rate`,
                        `t9`.`ts_pct`,
                        `t9`.`efg_pct`,
                        `t9`.`points_line`,
                        `t9`.`over_under_result`,
                        `t9`.`margin`,
                        `t9`.`opening_line`,
                        `t9`.`line_movement`,
                        `t9`.`points_line_source`,
                        `t9`.`opening_line_source`,
                        `t9`.`player_status`,
                        `t9`.`source_nbac_last_updated`,
                        `t9`.`source_nbac_rows_found`,
                        `t9`.`source_nbac_completeness_pct`,
                        `t9`.`source_nbac_hash`,
                        `t9`.`source_bdl_last_updated`,
                        `t9`.`source_bdl_rows_found`,
                        `t9`.`source_bdl_completeness_pct`,
                        `t9`.`source_bdl_hash`,
                        `t9`.`source_bbd_last_updated`,
                        `t9`.`source_bbd_rows_found`,
                        `t9`.`source_bbd_completeness_pct`,
                        `t9`.`source_bbd_hash`,
                        `t9`.`source_nbac_pbp_last_updated`,
                        `t9`.`source_nbac_pbp_rows_found`,
                        `t9`.`source_nbac_pbp_completeness_pct`,
                        `t9`.`source_nbac_pbp_hash`,
                        `t9`.`source_odds_last_updated`,
                        `t9`.`source_odds_rows_found`,
                        `t9`.`source_odds_completeness_pct`,
                        `t9`.`source_odds_hash`,
                        `t9`.`source_bp_last_updated`,
                        `t9`.`source_bp_rows_found`,
                        `t9`.`source_bp_completeness_pct`,
                        `t9`.`source_bp_hash`,
                        `t9`.`source_team_last_updated`,
                        `t9`.`source_team_rows_found`,
                        `t9`.`source_team_completeness_pct`,
                        `t9`.`source_team_hash`,
                        `t9`.`data_quality_tier`,
                        `t9`.`primary_source_used`,
                        `t9`.`processed_with_issues`,
                        `t9`.`shot_zones_estimated`,
                        `t9`.`data_hash`,
                        `t9`.`created_at`,
                        `t9`.`processed_at`,
                        `t9`.`quality_tier`,
                        `t9`.`quality_score`,
                        `t9`.`quality_sample_size`,
                        `t9`.`quality_used_fallback`,
                        `t9`.`quality_reconstructed`,
                        `t9`.`quality_calculated_at`,
                        `t9`.`quality_metadata`
                      ][safe_offset(`t5`.`number`)] AS `share`
                    FROM (
                      SELECT
                        `t3`.`game_date`,
                        COUNT(*) AS `rows`,
                        AVG(CAST(`t3`.`universal_player_id` IS NULL AS FLOAT64)) AS `universal_player_id`,
                        AVG(CAST(`t3`.`player_full_name` IS NULL AS FLOAT64)) AS `player_full_name`,
                        AVG(CAST(`t3`.`points` IS NULL AS FLOAT64)) AS `points`,
                        AVG(CAST(`t3`.`minutes_played` IS NULL AS FLOAT64)) AS `minutes_played`,
                        AVG(CAST(`t3`.`assists` IS NULL AS FLOAT64)) AS `assists`,
                        AVG(CAST(`t3`.`offensive_rebounds` IS NULL AS FLOAT64)) AS `offensive_rebounds`,
                        AVG(CAST(`t3`.`defensive_rebounds` IS NULL AS FLOAT64)) AS `defensive_rebounds`,
                        AVG(CAST(`t3`.`steals` IS NULL AS FLOAT64)) AS `steals`,
                        AVG(CAST(`t3`.`blocks` IS NULL AS FLOAT64)) AS `blocks`,
                        AVG(CAST(`t3`.`turnovers` IS NULL AS FLOAT64)) AS `turnovers`,
                        AVG(CAST(`t3`.`fg_attempts` IS NULL AS FLOAT64)) AS `fg_attempts`,
                        AVG(CAST(`t3`.`fg_makes` IS NULL AS FLOAT64)) AS `fg_makes`,
                        AVG(CAST(`t3`.`three_pt_attempts` IS NULL AS FLOAT64)) AS `three_pt_attempts`,
                        AVG(CAST(`t3`.`three_pt_makes` IS NULL AS FLOAT64)) AS `three_pt_makes`,
                        AVG(CAST(`t3`.`ft_attempts` IS NULL AS FLOAT64)) AS `ft_attempts`,
                        AVG(CAST(`t3`.`ft_makes` IS NULL AS FLOAT64)) AS `ft_makes`,
                        AVG(CAST(`t3`.`plus_minus` IS NULL AS FLOAT64)) AS `plus_minus`,
                        AVG(CAST(`t3`.`personal_fouls` IS NULL AS FLOAT64)) AS `personal_fouls`,
                        AVG(CAST(`t3`.`paint_attempts` IS NULL AS FLOAT64)) AS `paint_attempts`,
                        AVG(CAST(`t3`.`paint_makes` IS NULL AS FLOAT64)) AS `paint_makes`,
                        AVG(CAST(`t3`.`mid_range_attempts` IS NULL AS FLOAT64)) AS `mid_range_attempts`,
                        AVG(CAST(`t3`.`mid_range_makes` IS NULL AS FLOAT64)) AS `mid_range_makes`,
                        AVG(CAST(`t3`.`paint_blocks` IS NULL AS FLOAT64)) AS `paint_blocks`,
                        AVG(CAST(`t3`.`mid_range_blocks` IS NULL AS FLOAT64)) AS `mid_range_blocks`,
                        AVG(CAST(`t3`.`three_pt_blocks` IS NULL AS FLOAT64)) AS `three_pt_blocks`,
                        AVG(CAST(`t3`.`and1_count` IS NULL AS FLOAT64)) AS `and1_count`,
                        AVG(CAST(`t3`.`assisted_fg_makes` IS NULL AS FLOAT64)) AS `assisted_fg_makes`,
                        AVG(CAST(`t3`.`unassisted_fg_makes` IS NULL AS FLOAT64)) AS `unassisted_fg_makes`,
                        AVG(CAST(`t3`.`usage_rate` IS NULL AS FLOAT64)) AS `usage_rate`,
                        AVG(CAST(`t3`.`ts_pct` IS NULL AS FLOAT64)) AS `ts_pct`,
                        AVG(CAST(`t3`.`efg_pct` IS NULL AS FLOAT64)) AS `efg_pct`,
                        AVG(CAST(`t3`.`points_line` IS NULL AS FLOAT64)) AS `points_line`,
                        AVG(CAST(`t3`.`over_under_result` IS NULL AS FLOAT64)) AS `over_under_result`,
                        AVG(CAST(`t3`.`margin` IS NULL AS FLOAT64)) AS `margin`,
                        AVG(CAST(`t3`.`opening_line` IS NULL AS FLOAT64)) AS `opening_line`,
                        AVG(CAST(`t3`.`line_movement` IS NULL AS FLOAT64)) AS `line_movement`,
                        AVG(CAST(`t3`.`points_line_source` IS NULL AS FLOAT64)) AS `points_line_source`,
                        AVG(CAST(`t3`.`opening_line_source` IS NULL AS FLOAT64)) AS `opening_line_source`,
                        AVG(CAST(`t3`.`player_status` IS NULL AS FLOAT64)) AS `player_status`,
                        AVG(CAST(`t3`.`source_nbac_last_updated` IS NULL AS FLOAT64)) AS `source_nbac_last_updated`,
                        AVG(CAST(`t3`.`source_nbac_rows_found` IS NULL AS FLOAT64)) AS `source_nbac_rows_found`,
                        AVG(CAST(`t3`.`source_nbac_completeness_pct` IS NULL AS FLOAT64)) AS `source_nbac_completeness_pct`,
                        AVG(CAST(`t3`.`source_nbac_hash` IS NULL AS FLOAT64)) AS `source_nbac_hash`,
                        AVG(CAST(`t3`.`source_bdl_last_updated` IS NULL AS FLOAT64)) AS `source_bdl_last_updated`,
                        AVG(CAST(`t3`.`source_bdl_rows_found` IS NULL AS FLOAT64)) AS `source_bdl_rows_found`,
                        AVG(CAST(`t3`.`source_bdl_completeness_pct` IS NULL AS FLOAT64)) AS `source_bdl_completeness_pct`,
                        AVG(CAST(`t3`.`source_bdl_hash` IS NULL AS FLOAT64)) AS `source_bdl_hash`,
                        AVG(CAST(`t3`.`source_bbd_last_updated` IS NULL AS FLOAT64)) AS `source_bbd_last_updated`,
                        AVG(CAST(`t3`.`source_bbd_rows_found` IS NULL AS FLOAT64)) AS `source_bbd_rows_found`,
                        AVG(CAST(`t3`.`source_bbd_completeness_pct` IS NULL AS FLOAT64)) AS `source_bbd_completeness_pct`,
                        AVG(CAST(`t3`.`source_bbd_hash` IS NULL AS FLOAT64)) AS `source_bbd_hash`,
                        AVG(CAST(`t3`.`source_nbac_pbp_last_updated` IS NULL AS FLOAT64)) AS `source_nbac_pbp_last_updated`,
                        AVG(CAST(`t3`.`source_nbac_pbp_rows_found` IS NULL AS FLOAT64)) AS `source_nbac_pbp_rows_found`,
                        AVG(CAST(`t3`.`source_nbac_pbp_completeness_pct` IS NULL AS FLOAT64)) AS `source_nbac_pbp_completeness_pct`,
                        AVG(CAST(`t3`.`source_nbac_pbp_hash` IS NULL AS FLOAT64)) AS `source_nbac_pbp_hash`,
                        AVG(CAST(`t3`.`source_odds_last_updated` IS NULL AS FLOAT64)) AS `source_odds_last_updated`,
                        AVG(CAST(`t3`.`source_odds_rows_found` IS NULL AS FLOAT64)) AS `source_odds_rows_found`,
                        AVG(CAST(`t3`.`source_odds_completeness_pct` IS NULL AS FLOAT64)) AS `source_odds_completeness_pct`,
                        AVG(CAST(`t3`.`source_odds_hash` IS NULL AS FLOAT64)) AS `source_odds_hash`,
                        AVG(CAST(`t3`.`source_bp_last_updated` IS NULL AS FLOAT64)) AS `source_bp_last_updated`,
                        AVG(CAST(`t3`.`source_bp_rows_found` IS NULL AS FLOAT64)) AS `source_bp_rows_found`,
                        AVG(CAST(`t3`.`source_bp_completeness_pct` IS NULL AS FLOAT64)) AS `source_bp_completeness_pct`,
                        AVG(CAST(`t3`.`source_bp_hash` IS NULL AS FLOAT64)) AS `source_bp_hash`,
                        AVG(CAST(`t3`.`source_team_last_updated` IS NULL AS FLOAT64)) AS `source_team_last_updated`,
                        AVG(CAST(`t3`.`source_team_rows_found` IS NULL AS FLOAT64)) AS `source_team_rows_found`,
                        AVG(CAST(`t3`.`source_team_completeness_pct` IS NULL AS FLOAT64)) AS `source_team_completeness_pct`,
                        AVG(CAST(`t3`.`source_team_hash` IS NULL AS FLOAT64)) AS `source_team_hash`,
                        AVG(CAST(`t3`.`data_quality_tier` IS NULL AS FLOAT64)) AS `data_quality_tier`,
                        AVG(CAST(`t3`.`primary_source_used` IS NULL AS FLOAT64)) AS `primary_source_used`,
                        AVG(CAST(`t3`.`processed_with_issues` IS NULL AS FLOAT64)) AS `processed_with_issues`,
                        AVG(CAST(`t3`.`shot_zones_estimated` IS NULL AS FLOAT64)) AS `shot_zones_estimated`,
                        AVG(CAST(`t3`.`data_hash` IS NULL AS FLOAT64)) AS `data_hash`,
                        AVG(CAST(`t3`.`created_at` IS NULL AS FLOAT64)) AS `created_at`,
                        AVG(CAST(`t3`.`processed_at` IS NULL AS FLOAT64)) AS `processed_at`,
                        AVG(CAST(`t3`.`quality_tier` IS NULL AS FLOAT64)) AS `quality_tier`,
                        AVG(CAST(`t3`.`quality_score` IS NULL AS FLOAT64)) AS `quality_score`,
                        AVG(CAST(`t3`.`quality_sample_size` IS NULL AS FLOAT64)) AS `quality_sample_size`,
                        AVG(CAST(`t3`.`quality_used_fallback` IS NULL AS FLOAT64)) AS `quality_used_fallback`,
                        AVG(CAST(`t3`.`quality_reconstructed` IS NULL AS FLOAT64)) AS `quality_reconstructed`,
                        AVG(CAST(`t3`.`quality_calculated_at` IS NULL AS FLOAT64)) AS `quality_calculated_at`,
                        AVG(CAST(`t3`.`quality_metadata` IS NULL AS FLOAT64)) AS `quality_metadata`
                      FROM (
                        SELECT
                          *
                        FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t1`
                        WHERE
                          `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                      ) AS `t3`
                      GROUP BY
                        1
                    ) AS `t9`
                    CROSS JOIN (
                      SELECT
                        IF(pos = pos_2, `number`, NULL) AS `number`
                      FROM UNNEST(GENERATE_ARRAY(
                        0,
                        GREATEST(
                          ARRAY_LENGTH(
                            [
                              0,
                              1,
                              2,
                              3,
                              4,
                              5,
                              6,
                              7,
                              8,
                              9,
                              10,
                              11,
                              12,
                              13,
                              14,
                              15,
                              16,
                              17,
                              18,
                              19,
                              20,
                              21,
                              22,
                              23,
                              24,
                              25,
                              26,
                              27,
                              28,
                              29,
                              30,
                              31,
                              32,
                              33,
                              34,
                              35,
                              36,
                              37,
                              38,
                              39,
                              40,
                              41,
                              42,
                              43,
                              44,
                              45,
                              46,
                              47,
                              48,
                              49,
                              50,
                              51,
                              52,
                              53,
                              54,
                              55,
                              56,
                              57,
                              58,
                              59,
                              60,
                              61,
                              62,
                              63,
                              64,
                              65,
                              66,
                              67,
                              68,
                              69,
                              70,
                              71,
                              72,
                              73,
                              74,
                              75,
                              76,
                              77,
                              78,
                              79,
                              80
                            ]
                          )
                        ) - 1
                      )) AS pos
                      CROSS JOIN UNNEST([
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        14,
                        15,
                        16,
                        17,
                        18,
                        19,
                        20,
                        21,
                        22,
                        23,
                        24,
                        25,
                        26,
                        27,
                        28,
                        29,
                        30,
                        31,
                        32,
                        33,
                        34,
                        35,
                        36,
                        37,
                        38,
                        39,
                        40,
                        41,
                        42,
                        43,
                        44,
                        45,
                        46,
                        47,
                        48,
                        49,
                        50,
                        51,
                        52,
                        53,
                        54,
                        55,
                        56,
                        57,
                        58,
                        59,
                        60,
                        61,
                        62,
                        63,
                        64,
                        65,
                        66,
                        67,
                        68,
                        69,
                        70,
                        71,
                        72,
                        73,
                        74,
                        75,
                        76,
                        77,
                        78,
                        79,
                        80
                      ]) AS `number` WITH OFFSET AS pos_2
                      WHERE
                        pos = pos_2
                        OR (
                          pos > (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35,
                                36,
                                37,
                                38,
                                39,
                                40,
                                41,
                                42,
                                43,
                                44,
                                45,
                                46,
                                47,
                                48,
                                49,
                                50,
                                51,
                                52,
                                53,
                                54,
                                55,
                                56,
                                57,
                                58,
                                59,
                                60,
                                61,
                                62,
                                63,
                                64,
                                65,
                                66,
                                67,
                                68,
                                69,
                                70,
                                71,
                                72,
                                73,
                                74,
                                75,
                                76,
                                77,
                                78,
                                79,
                                80
                              ]
                            ) - 1
                          )
                          AND pos_2 = (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35,
                                36,
                                37,
                                38,
                                39,
                                40,
                                41,
                                42,
                                43,
                                44,
                                45,
                                46,
                                47,
                                48,
                                49,
                                50,
                                51,
                                52,
                                53,
                                54,
                                55,
                                56,
                                57,
                                58,
                                59,
                                60,
                                61,
                                62,
                                63,
                                64,
                                65,
                                66,
                                67,
                                68,
                                69,
                                70,
                                71,
                                72,
                                73,
                                74,
                                75,
                                76,
                                77,
                                78,
                                79,
                                80
                              ]
                            ) - 1
                          )
                        )
                    ) AS `t5`
                  ) AS `t10`
                ) AS `t11`
              ) AS `t12`
            ) AS `t13`
          ) AS `t15`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t2`
          ) AS `t7`
            ON `t15`.`game_date` = `t7`.`game_date`
        ) AS `t16`
      ) AS `t17`
    ) AS `t18`
    WHERE
      `t18`.`tested` IS NOT NULL
  ) AS `t19`
) AS `t20`;

-- no column of player_daily_cache is NULL a tenth more often
-- no column of player_daily_cache is lost
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t20`.`alarm`
    )
  )) AS `bad_4`,
  LOGICAL_OR((
    NOT (
      `t20`.`alarm`
    )
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND NOT (
      `t20`.`share` <= (
        `t20`.`highest` + 0.30000000000000004
      )
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND (
      (
        `t20`.`share` <= (
          `t20`.`highest` + 0.30000000000000004
        )
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(`t20`.`alarm` IS NOT NULL) AS `applies_5`
FROM (
  SELECT
    `t19`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t17`.`game_date`,
        `t17`.`rows`,
        `t17`.`column`,
        `t17`.`share`,
        `t17`.`day_number`,
        `t17`.`baseline_days`,
        `t17`.`usual`,
        `t17`.`highest`,
        `t17`.`alarm`,
        `t17`.`tested`,
        COUNT(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t16`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t15`.`game_date`,
            `t15`.`rows`,
            `t15`.`column`,
            `t15`.`share`,
            `t15`.`day_number`,
            `t15`.`baseline_days`,
            `t15`.`usual`,
            `t15`.`highest`,
            `t15`.`alarm`,
            `t7`.`game_date` AS `game_date_right`,
            `t7`.`tested`
          FROM (
            SELECT
              `t13`.`game_date`,
              `t13`.`rows`,
              `t13`.`column`,
              `t13`.`share`,
              `t13`.`day_number`,
              `t13`.`baseline_days`,
              `t13`.`usual`,
              `t13`.`highest`,
              IF(`t13`.`baseline_days` >= 5, `t13`.`share` > `t13`.`highest`, CAST(NULL AS BOOL)) AS `alarm`
            FROM (
              SELECT
                `t12`.`game_date`,
                `t12`.`rows`,
                `t12`.`column`,
                `t12`.`share`,
                `t12`.`day_number`,
                `t12`.`baseline_days`,
                `t12`.`usual`,
                `t12`.`usual` + 0.1 + (
                  SQRT(ieee_divide(`t12`.`usual` * (
                    1 - `t12`.`usual`
                  ), `t12`.`rows`)) * 4
                ) AS `highest`
              FROM (
                SELECT
                  `t11`.`game_date`,
                  `t11`.`rows`,
                  `t11`.`column`,
                  `t11`.`share`,
                  `t11`.`day_number`,
                  COUNT(*) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `baseline_days`,
                  AVG(`t11`.`share`) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `usual`
                FROM (
                  SELECT
                    `t10`.`game_date`,
                    `t10`.`rows`,
                    `t10`.`column`,
                    `t10`.`share`,
                    DATE_DIFF(`t10`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                  FROM (
                    SELECT
                      `t9`.`game_date`,
                      `t9`.`rows`,
                      [
                        'universal_player_id',
                        'points_avg_last_5',
                        'points_avg_last_10',
                        'points_avg_season',
                        'points_std_last_10',
                        'minutes_avg_last_10',
                        'usage_rate_last_10',
                        'ts_pct_last_10',
                        'games_played_season',
                        'team_pace_last_10',
                        'team_off_rating_last_10',
                        'player_usage_rate_season',
                        'games_in_last_7_days',
                        'games_in_last_14_days',
                        'minutes_in_last_7_days',
                        'minutes_in_last_14_days',
                        'back_to_backs_last_14_days',
                        'fourth_quarter_minutes_last_7',
                        'primary_scoring_zone',
                        'paint_rate_last_10',
                        'three_pt_rate_last_10',
                        'assisted_rate_last_10',
                        'player_age',
                        'source_player_game_last_updated',
                        'source_player_game_rows_found',
                        'source_player_game_completeness_pct',
                        'source_player_game_hash',
                        'source_team_offense_last_updated',
                        'source_team_offense_rows_found',
                        'source_team_offense_completeness_pct',
                        'source_team_offense_hash',
                        'source_upcoming_context_last_updated',
                        'source_upcoming_context_rows_found',
                        'source_upcoming_context_completeness_pct',
                        'source_upcoming_context_hash',
                        'source_shot_zone_last_updated',
                        'source_shot_zone_rows_found',
                        'source_shot_zone_completeness_pct',
                        'source_shot_zone_hash',
                        'data_hash',
                        'early_season_flag',
                        'shot_zone_data_available',
                        'expected_games_count',
                        'actual_games_count',
                        'completeness_percentage',
                        'missing_games_count',
                        'is_production_ready',
                        'reprocess_attempt_count',
                        'circuit_breaker_active',
                        'manual_override_required',
                        'season_boundary_detected',
                        'backfill_bootstrap_mode',
                        'processing_decision_reason',
                        'l5_completeness_pct',
                        'l5_is_complete',
                        'l10_completeness_pct',
                        'l10_is_complete',
                        'l7d_completeness_pct',
                        'l7d_is_complete',
                        'l14d_completeness_pct',
                        'l14d_is_complete',
                        'all_windows_complete',
                        'cache_version',
                        'created_at',
                        'processed_at'
                      ][safe_offset(`t5`.`number`)] AS `column`,
                      [
                        `t9`.`universal_player_id`,
                        `t9`.`points_avg_last_5`,
                        `t9`.`points_avg_last_10`,
                        `t9`.`points_avg_season`,
                        `t9`.`points_std_last_10`,
                        `t9`.`minutes_avg_last_10`,
                        `t9`.`usage_rate_last_10`,
                        `t9`.`ts_pct_last_10`,
                        `t9`.`games_played_season`,
                        `t9`.`team_pace_last_10`,
                        `t9`.`team_off_rating_last_10`,
                        `t9`.`player_usage_rate_season`,
                        `t9`.`games_in_last_7_days`,
                        `t9`.`games_in_last_14_days`,
                        `t9`.`minutes_in_last_7_days`,
                        `t9`.`minutes_in_last_14_days`,
                        `t9`.`back_to_backs_last_14_days`,
                        `t9`.`fourth_quarter_minutes_last_7`,
                        `t9`.`primary_scoring_zone`,
                        `t9`.`paint_rate_last_10`,
                        `t9`.`three_pt_rate_last_10`,
                        `t9`.`assisted_rate_last_10`,
                        `t9`.`player_age`,
                        `t9`.`source_player_game_last_updated`,
                        `t9`.`source_player_game_rows_found`,
                        `t9`.`source_player_game_completeness_pct`,
                        `t9`.`source_player_game_hash`,
                        `t9`.`source_team_offense_last_updated`,
                        `t9`.`source_team_offense_rows_found`,
                        `t9`.`source_team_offense_completeness_pct`,
                        `t9`.`source_team_offense_hash`,
                        `t9`.`source_upcoming_context_last_updated`,
                        `t9`.`source_upcoming_context_rows_found`,
                        `t9`.`source_upcoming_context_completeness_pct`,
                        `t9`.`source_upcoming_context_hash`,
                        `t9`.`source_shot_zone_last_updated`,
                        `t9`.`source_shot_zone_rows_found`,
                        `t9`.`source_shot_zone_completeness_pct`,
                        `t9`.`source_shot_zone_hash`,
                        `t9`.`data_hash`,
                        `t9`.`early_season_flag`,
                        `t9`.`shot_zone_data_available`,
                        `t9`.`expected_games_count`,
                        `t9`.`actual_games_count`,
                        `t9`.`completeness_percentage`,
                        `t9`.`missing_games_count`,
                        `t9`.`is_production_ready`,
                        `t9`.`reprocess_attempt_count`,
                        `t9`.`circuit_breaker_active`,
                        `t9`.`manual_override_required`,
                        `t9`.`season_boundary_detected`,
                        `t9`.`backfill_bootstrap_mode`,
                        `t9`.`processing_decision_reason`,
                        `t9`.`l5_completeness_pct`,
                        `t9`.`l5_is_complete`,
                        `t9`.`l10_completeness_pct`,
                        `t9`.`l10_is_complete`,
                        `t9`.`l7d_completeness_pct`,
                        `t9`.`l7d_is_complete`,
                        `t9`.`l14d_completeness_pct`,
                        `t9`.`l14d_is_complete`,
                        `t9`.`all_windows_complete`,
                        `t9`.`cache_version`,
                        `t9`.`created_at`,
                        `t9`.`processed_at`
                      ][safe_offset(`t5`.`number`)] AS `share`
                    FROM (
                      SELECT
                        `t3`.`cache_date` AS `game_date`,
                        COUNT(*) AS `rows`,
                        AVG(CAST(`t3`.`universal_player_id` IS NULL AS FLOAT64)) AS `universal_player_id`,
                        AVG(CAST(`t3`.`points_avg_last_5` IS NULL AS FLOAT64)) AS `points_avg_last_5`,
                        AVG(CAST(`t3`.`points_avg_last_10` IS NULL AS FLOAT64)) AS `points_avg_last_10`,
                        AVG(CAST(`t3`.`points_avg_season` IS NULL AS FLOAT64)) AS `points_avg_season`,
                        AVG(CAST(`t3`.`points_std_last_10` IS NULL AS FLOAT64)) AS `points_std_last_10`,
                        AVG(CAST(`t3`.`minutes_avg_last_10` IS NULL AS FLOAT64)) AS `minutes_avg_last_10`,
                        AVG(CAST(`t3`.`usage_rate_last_10` IS NULL AS FLOAT64)) AS `usage_rate_last_10`,
                        AVG(CAST(`t3`.`ts_pct_last_10` IS NULL AS FLOAT64)) AS `ts_pct_last_10`,
                        AVG(CAST(`t3`.`games_played_season` IS NULL AS FLOAT64)) AS `games_played_season`,
                        AVG(CAST(`t3`.`team_pace_last_10` IS NULL AS FLOAT64)) AS `team_pace_last_10`,
                        AVG(CAST(`t3`.`team_off_rating_last_10` IS NULL AS FLOAT64)) AS `team_off_rating_last_10`,
                        AVG(CAST(`t3`.`player_usage_rate_season` IS NULL AS FLOAT64)) AS `player_usage_rate_season`,
                        AVG(CAST(`t3`.`games_in_last_7_days` IS NULL AS FLOAT64)) AS `games_in_last_7_days`,
                        AVG(CAST(`t3`.`games_in_last_14_days` IS NULL AS FLOAT64)) AS `games_in_last_14_days`,
                        AVG(CAST(`t3`.`minutes_in_last_7_days` IS NULL AS FLOAT64)) AS `minutes_in_last_7_days`,
                        AVG(CAST(`t3`.`minutes_in_last_14_days` IS NULL AS FLOAT64)) AS `minutes_in_last_14_days`,
                        AVG(CAST(`t3`.`back_to_backs_last_14_days` IS NULL AS FLOAT64)) AS `back_to_backs_last_14_days`,
                        AVG(CAST(`t3`.`fourth_quarter_minutes_last_7` IS NULL AS FLOAT64)) AS `fourth_quarter_minutes_last_7`,
                        AVG(CAST(`t3`.`primary_scoring_zone` IS NULL AS FLOAT64)) AS `primary_scoring_zone`,
                        AVG(CAST(`t3`.`paint_rate_last_10` IS NULL AS FLOAT64)) AS `paint_rate_last_10`,
                        AVG(CAST(`t3`.`three_pt_rate_last_10` IS NULL AS FLOAT64)) AS `three_pt_rate_last_10`,
                        AVG(CAST(`t3`.`assisted_rate_last_10` IS NULL AS FLOAT64)) AS `assisted_rate_last_10`,
                        AVG(CAST(`t3`.`player_age` IS NULL AS FLOAT64)) AS `player_age`,
                        AVG(CAST(`t3`.`source_player_game_last_updated` IS NULL AS FLOAT64)) AS `source_player_game_last_updated`,
                        AVG(CAST(`t3`.`source_player_game_rows_found` IS NULL AS FLOAT64)) AS `source_player_game_rows_found`,
                        AVG(CAST(`t3`.`source_player_game_completeness_pct` IS NULL AS FLOAT64)) AS `source_player_game_completeness_pct`,
                        AVG(CAST(`t3`.`source_player_game_hash` IS NULL AS FLOAT64)) AS `source_player_game_hash`,
                        AVG(CAST(`t3`.`source_team_offense_last_updated` IS NULL AS FLOAT64)) AS `source_team_offense_last_updated`,
                        AVG(CAST(`t3`.`source_team_offense_rows_found` IS NULL AS FLOAT64)) AS `source_team_offense_rows_found`,
                        AVG(CAST(`t3`.`source_team_offense_completeness_pct` IS NULL AS FLOAT64)) AS `source_team_offense_completeness_pct`,
                        AVG(CAST(`t3`.`source_team_offense_hash` IS NULL AS FLOAT64)) AS `source_team_offense_hash`,
                        AVG(CAST(`t3`.`source_upcoming_context_last_updated` IS NULL AS FLOAT64)) AS `source_upcoming_context_last_updated`,
                        AVG(CAST(`t3`.`source_upcoming_context_rows_found` IS NULL AS FLOAT64)) AS `source_upcoming_context_rows_found`,
                        AVG(CAST(`t3`.`source_upcoming_context_completeness_pct` IS NULL AS FLOAT64)) AS `source_upcoming_context_completeness_pct`,
                        AVG(CAST(`t3`.`source_upcoming_context_hash` IS NULL AS FLOAT64)) AS `source_upcoming_context_hash`,
                        AVG(CAST(`t3`.`source_shot_zone_last_updated` IS NULL AS FLOAT64)) AS `source_shot_zone_last_updated`,
                        AVG(CAST(`t3`.`source_shot_zone_rows_found` IS NULL AS FLOAT64)) AS `source_shot_zone_rows_found`,
                        AVG(CAST(`t3`.`source_shot_zone_completeness_pct` IS NULL AS FLOAT64)) AS `source_shot_zone_completeness_pct`,
                        AVG(CAST(`t3`.`source_shot_zone_hash` IS NULL AS FLOAT64)) AS `source_shot_zone_hash`,
                        AVG(CAST(`t3`.`data_hash` IS NULL AS FLOAT64)) AS `data_hash`,
                        AVG(CAST(`t3`.`early_season_flag` IS NULL AS FLOAT64)) AS `early_season_flag`,
                        AVG(CAST(`t3`.`shot_zone_data_available` IS NULL AS FLOAT64)) AS `shot_zone_data_available`,
                        AVG(CAST(`t3`.`expected_games_count` IS NULL AS FLOAT64)) AS `expected_games_count`,
                        AVG(CAST(`t3`.`actual_games_count` IS NULL AS FLOAT64)) AS `actual_games_count`,
                        AVG(CAST(`t3`.`completeness_percentage` IS NULL AS FLOAT64)) AS `completeness_percentage`,
                        AVG(CAST(`t3`.`missing_games_count` IS NULL AS FLOAT64)) AS `missing_games_count`,
                        AVG(CAST(`t3`.`is_production_ready` IS NULL AS FLOAT64)) AS `is_production_ready`,
                        AVG(CAST(`t3`.`reprocess_attempt_count` IS NULL AS FLOAT64)) AS `reprocess_attempt_count`,
                        AVG(CAST(`t3`.`circuit_breaker_active` IS NULL AS FLOAT64)) AS `circuit_breaker_active`,
                        AVG(CAST(`t3`.`manual_override_required` IS NULL AS FLOAT64)) AS `manual_override_required`,
                        AVG(CAST(`t3`.`season_boundary_detected` IS NULL AS FLOAT64)) AS `season_boundary_detected`,
                        AVG(CAST(`t3`.`backfill_bootstrap_mode` IS NULL AS FLOAT64)) AS `backfill_bootstrap_mode`,
                        AVG(CAST(`t3`.`processing_decision_reason` IS NULL AS FLOAT64)) AS `processing_decision_reason`,
                        AVG(CAST(`t3`.`l5_completeness_pct` IS NULL AS FLOAT64)) AS `l5_completeness_pct`,
                        AVG(CAST(`t3`.`l5_is_complete` IS NULL AS FLOAT64)) AS `l5_is_complete`,
                        AVG(CAST(`t3`.`l10_completeness_pct` IS NULL AS FLOAT64)) AS `l10_completeness_pct`,
                        AVG(CAST(`t3`.`l10_is_complete` IS NULL AS FLOAT64)) AS `l10_is_complete`,
                        AVG(CAST(`t3`.`l7d_completeness_pct` IS NULL AS FLOAT64)) AS `l7d_completeness_pct`,
                        AVG(CAST(`t3`.`l7d_is_complete` IS NULL AS FLOAT64)) AS `l7d_is_complete`,
                        AVG(CAST(`t3`.`l14d_completeness_pct` IS NULL AS FLOAT64)) AS `l14d_completeness_pct`,
                        AVG(CAST(`t3`.`l14d_is_complete` IS NULL AS FLOAT64)) AS `l14d_is_complete`,
                        AVG(CAST(`t3`.`all_windows_complete` IS NULL AS FLOAT64)) AS `all_windows_complete`,
                        AVG(CAST(`t3`.`cache_version` IS NULL AS FLOAT64)) AS `cache_version`,
                        AVG(CAST(`t3`.`created_at` IS NULL AS FLOAT64)) AS `created_at`,
                        AVG(CAST(`t3`.`processed_at` IS NULL AS FLOAT64)) AS `processed_at`
                      FROM (
                        SELECT
                          *
                        FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t1`
                        WHERE
                          `t1`.`cache_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                      ) AS `t3`
                      GROUP BY
                        1
                    ) AS `t9`
                    CROSS JOIN (
                      SELECT
                        IF(pos = pos_2, `number`, NULL) AS `number`
                      FROM UNNEST(GENERATE_ARRAY(
                        0,
                        GREATEST(
                          ARRAY_LENGTH(
                            [
                              0,
                              1,
                              2,
                              3,
                              4,
                              5,
                              6,
                              7,
                              8,
                              9,
                              10,
                              11,
                              12,
                              13,
                              14,
                              15,
                              16,
                              17,
                              18,
                              19,
                              20,
                              21,
                              22,
                              23,
                              24,
                              25,
                              26,
                              27,
                              28,
                              29,
                              30,
                              31,
                              32,
                              33,
                              34,
                              35,
                              36,
                              37,
                              38,
                              39,
                              40,
                              41,
                              42,
                              43,
                              44,
                              45,
                              46,
                              47,
                              48,
                              49,
                              50,
                              51,
                              52,
                              53,
                              54,
                              55,
                              56,
                              57,
                              58,
                              59,
                              60,
                              61,
                              62,
                              63,
                              64
                            ]
                          )
                        ) - 1
                      )) AS pos
                      CROSS JOIN UNNEST([
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        14,
                        15,
                        16,
                        17,
                        18,
                        19,
                        20,
                        21,
                        22,
                        23,
                        24,
                        25,
                        26,
                        27,
                        28,
                        29,
                        30,
                        31,
                        32,
                        33,
                        34,
                        35,
                        36,
                        37,
                        38,
                        39,
                        40,
                        41,
                        42,
                        43,
                        44,
                        45,
                        46,
                        47,
                        48,
                        49,
                        50,
                        51,
                        52,
                        53,
                        54,
                        55,
                        56,
                        57,
                        58,
                        59,
                        60,
                        61,
                        62,
                        63,
                        64
                      ]) AS `number` WITH OFFSET AS pos_2
                      WHERE
                        pos = pos_2
                        OR (
                          pos > (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35,
                                36,
                                37,
                                38,
                                39,
                                40,
                                41,
                                42,
                                43,
                                44,
                                45,
                                46,
                                47,
                                48,
                                49,
                                50,
                                51,
                                52,
                                53,
                                54,
                                55,
                                56,
                                57,
                                58,
                                59,
                                60,
                                61,
                                62,
                                63,
                                64
                              ]
                            ) - 1
                          )
                          AND pos_2 = (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35,
                                36,
                                37,
                                38,
                                39,
                                40,
                                41,
                                42,
                                43,
                                44,
                                45,
                                46,
                                47,
                                48,
                                49,
                                50,
                                51,
                                52,
                                53,
                                54,
                                55,
                                56,
                                57,
                                58,
                                59,
                                60,
                                61,
                                62,
                                63,
                                64
                              ]
                            ) - 1
                          )
                        )
                    ) AS `t5`
                  ) AS `t10`
                ) AS `t11`
              ) AS `t12`
            ) AS `t13`
          ) AS `t15`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t2`
          ) AS `t7`
            ON `t15`.`game_date` = `t7`.`game_date`
        ) AS `t16`
      ) AS `t17`
    ) AS `t18`
    WHERE
      `t18`.`tested` IS NOT NULL
  ) AS `t19`
) AS `t20`;

-- no column of player_composite_factors is NULL a tenth more often
-- no column of player_composite_factors is lost
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t20`.`alarm`
    )
  )) AS `bad_6`,
  LOGICAL_OR((
    NOT (
      `t20`.`alarm`
    )
  ) IS NOT NULL) AS `answered_6`,
  COUNTIF(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND NOT (
      `t20`.`share` <= (
        `t20`.`highest` + 0.30000000000000004
      )
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND (
      (
        `t20`.`share` <= (
          `t20`.`highest` + 0.30000000000000004
        )
      ) IS NOT NULL
    )
  ) AS `answered_7`,
  LOGICAL_OR(`t20`.`alarm` IS NOT NULL) AS `applies_7`
FROM (
  SELECT
    `t19`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t17`.`game_date`,
        `t17`.`rows`,
        `t17`.`column`,
        `t17`.`share`,
        `t17`.`day_number`,
        `t17`.`baseline_days`,
        `t17`.`usual`,
        `t17`.`highest`,
        `t17`.`alarm`,
        `t17`.`tested`,
        COUNT(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t16`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t15`.`game_date`,
            `t15`.`rows`,
            `t15`.`column`,
            `t15`.`share`,
            `t15`.`day_number`,
            `t15`.`baseline_days`,
            `t15`.`usual`,
            `t15`.`highest`,
            `t15`.`alarm`,
            `t7`.`game_date` AS `game_date_right`,
            `t7`.`tested`
          FROM (
            SELECT
              `t13`.`game_date`,
              `t13`.`rows`,
              `t13`.`column`,
              `t13`.`share`,
              `t13`.`day_number`,
              `t13`.`baseline_days`,
              `t13`.`usual`,
              `t13`.`highest`,
              IF(`t13`.`baseline_days` >= 5, `t13`.`share` > `t13`.`highest`, CAST(NULL AS BOOL)) AS `alarm`
            FROM (
              SELECT
                `t12`.`game_date`,
                `t12`.`rows`,
                `t12`.`column`,
                `t12`.`share`,
                `t12`.`day_number`,
                `t12`.`baseline_days`,
                `t12`.`usual`,
                `t12`.`usual` + 0.1 + (
                  SQRT(ieee_divide(`t12`.`usual` * (
                    1 - `t12`.`usual`
                  ), `t12`.`rows`)) * 4
                ) AS `highest`
              FROM (
                SELECT
                  `t11`.`game_date`,
                  `t11`.`rows`,
                  `t11`.`column`,
                  `t11`.`share`,
                  `t11`.`day_number`,
                  COUNT(*) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `baseline_days`,
                  AVG(`t11`.`share`) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `usual`
                FROM (
                  SELECT
                    `t10`.`game_date`,
                    `t10`.`rows`,
                    `t10`.`column`,
                    `t10`.`share`,
                    DATE_DIFF(`t10`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                  FROM (
                    SELECT
                      `t9`.`game_date`,
                      `t9`.`rows`,
                      [
                        'universal_player_id',
                        'analysis_date',
                        'fatigue_score',
                        'shot_zone_mismatch_score',
                        'pace_score',
                        'usage_spike_score',
                        'referee_favorability_score',
                        'look_ahead_pressure_score',
                        'travel_impact_score',
                        'opponent_strength_score',
                        'total_composite_adjustment',
                        'fatigue_context_json',
                        'shot_zone_context_json',
                        'pace_context_json',
                        'usage_context_json',
                        'calculation_version',
                        'data_completeness_pct',
                        'has_warnings',
                        'source_player_context_last_updated',
                        'source_player_context_rows_found',
                        'source_player_context_completeness_pct',
                        'source_team_context_last_updated',
                        'source_team_context_rows_found',
                        'source_team_context_completeness_pct',
                        'source_player_shot_last_updated',
                        'source_player_shot_rows_found',
                        'source_player_shot_completeness_pct',
                        'source_team_defense_last_updated',
                        'source_team_defense_rows_found',
                        'source_team_defense_completeness_pct',
                        'source_player_context_hash',
                        'source_team_context_hash',
                        'source_player_shot_hash',
                        'source_team_defense_hash',
                        'data_hash',
                        'early_season_flag',
                        'expected_games_count',
                        'actual_games_count',
                        'completeness_percentage',
                        'missing_games_count',
                        'is_production_ready',
                        'upstream_player_shot_ready',
                        'upstream_team_defense_ready',
                        'upstream_player_context_ready',
                        'upstream_team_context_ready',
                        'all_upstreams_ready',
                        'reprocess_attempt_count',
                        'circuit_breaker_active',
                        'manual_override_required',
                        'season_boundary_detected',
                        'backfill_bootstrap_mode',
                        'processing_decision_reason',
                        'created_at',
                        'processed_at'
                      ][safe_offset(`t5`.`number`)] AS `column`,
                      [
                        `t9`.`universal_player_id`,
                        `t9`.`analysis_date`,
                        `t9`.`fatigue_score`,
                        `t9`.`shot_zone_mismatch_score`,
                        `t9`.`pace_score`,
                        `t9`.`usage_spike_score`,
                        `t9`.`referee_favorability_score`,
                        `t9`.`look_ahead_pressure_score`,
                        `t9`.`travel_impact_score`,
                        `t9`.`opponent_strength_score`,
                        `t9`.`total_composite_adjustment`,
                        `t9`.`fatigue_context_json`,
                        `t9`.`shot_zone_context_json`,
                        `t9`.`pace_context_json`,
                        `t9`.`usage_context_json`,
                        `t9`.`calculation_version`,
                        `t9`.`data_completeness_pct`,
                        `t9`.`has_warnings`,
                        `t9`.`source_player_context_last_updated`,
                        `t9`.`source_player_context_rows_found`,
                        `t9`.`source_player_context_completeness_pct`,
                        `t9`.`source_team_context_last_updated`,
                        `t9`.`source_team_context_rows_found`,
                        `t9`.`source_team_context_completeness_pct`,
                        `t9`.`source_player_shot_last_updated`,
                        `t9`.`source_player_shot_rows_found`,
                        `t9`.`source_player_shot_completeness_pct`,
                        `t9`.`source_team_defense_last_updated`,
                        `t9`.`source_team_defense_rows_found`,
                        `t9`.`source_team_defense_completeness_pct`,
                        `t9`.`source_player_context_hash`,
                        `t9`.`source_team_context_hash`,
                        `t9`.`source_player_shot_hash`,
                        `t9`.`source_team_defense_hash`,
                        `t9`.`data_hash`,
                        `t9`.`early_season_flag`,
                        `t9`.`expected_games_count`,
                        `t9`.`actual_games_count`,
                        `t9`.`completeness_percentage`,
                        `t9`.`missing_games_count`,
                        `t9`.`is_production_ready`,
                        `t9`.`upstream_player_shot_ready`,
                        `t9`.`upstream_team_defense_ready`,
                        `t9`.`upstream_player_context_ready`,
                        `t9`.`upstream_team_context_ready`,
                        `t9`.`all_upstreams_ready`,
                        `t9`.`reprocess_attempt_count`,
                        `t9`.`circuit_breaker_active`,
                        `t9`.`manual_override_required`,
                        `t9`.`season_boundary_detected`,
                        `t9`.`backfill_bootstrap_mode`,
                        `t9`.`processing_decision_reason`,
                        `t9`.`created_at`,
                        `t9`.`processed_at`
                      ][safe_offset(`t5`.`number`)] AS `share`
                    FROM (
                      SELECT
                        `t3`.`game_date`,
                        COUNT(*) AS `rows`,
                        AVG(CAST(`t3`.`universal_player_id` IS NULL AS FLOAT64)) AS `universal_player_id`,
                        AVG(CAST(`t3`.`analysis_date` IS NULL AS FLOAT64)) AS `analysis_date`,
                        AVG(CAST(`t3`.`fatigue_score` IS NULL AS FLOAT64)) AS `fatigue_score`,
                        AVG(CAST(`t3`.`shot_zone_mismatch_score` IS NULL AS FLOAT64)) AS `shot_zone_mismatch_score`,
                        AVG(CAST(`t3`.`pace_score` IS NULL AS FLOAT64)) AS `pace_score`,
                        AVG(CAST(`t3`.`usage_spike_score` IS NULL AS FLOAT64)) AS `usage_spike_score`,
                        AVG(CAST(`t3`.`referee_favorability_score` IS NULL AS FLOAT64)) AS `referee_favorability_score`,
                        AVG(CAST(`t3`.`look_ahead_pressure_score` IS NULL AS FLOAT64)) AS `look_ahead_pressure_score`,
                        AVG(CAST(`t3`.`travel_impact_score` IS NULL AS FLOAT64)) AS `travel_impact_score`,
                        AVG(CAST(`t3`.`opponent_strength_score` IS NULL AS FLOAT64)) AS `opponent_strength_score`,
                        AVG(CAST(`t3`.`total_composite_adjustment` IS NULL AS FLOAT64)) AS `total_composite_adjustment`,
                        AVG(CAST(`t3`.`fatigue_context_json` IS NULL AS FLOAT64)) AS `fatigue_context_json`,
                        AVG(CAST(`t3`.`shot_zone_context_json` IS NULL AS FLOAT64)) AS `shot_zone_context_json`,
                        AVG(CAST(`t3`.`pace_context_json` IS NULL AS FLOAT64)) AS `pace_context_json`,
                        AVG(CAST(`t3`.`usage_context_json` IS NULL AS FLOAT64)) AS `usage_context_json`,
                        AVG(CAST(`t3`.`calculation_version` IS NULL AS FLOAT64)) AS `calculation_version`,
                        AVG(CAST(`t3`.`data_completeness_pct` IS NULL AS FLOAT64)) AS `data_completeness_pct`,
                        AVG(CAST(`t3`.`has_warnings` IS NULL AS FLOAT64)) AS `has_warnings`,
                        AVG(CAST(`t3`.`source_player_context_last_updated` IS NULL AS FLOAT64)) AS `source_player_context_last_updated`,
                        AVG(CAST(`t3`.`source_player_context_rows_found` IS NULL AS FLOAT64)) AS `source_player_context_rows_found`,
                        AVG(CAST(`t3`.`source_player_context_completeness_pct` IS NULL AS FLOAT64)) AS `source_player_context_completeness_pct`,
                        AVG(CAST(`t3`.`source_team_context_last_updated` IS NULL AS FLOAT64)) AS `source_team_context_last_updated`,
                        AVG(CAST(`t3`.`source_team_context_rows_found` IS NULL AS FLOAT64)) AS `source_team_context_rows_found`,
                        AVG(CAST(`t3`.`source_team_context_completeness_pct` IS NULL AS FLOAT64)) AS `source_team_context_completeness_pct`,
                        AVG(CAST(`t3`.`source_player_shot_last_updated` IS NULL AS FLOAT64)) AS `source_player_shot_last_updated`,
                        AVG(CAST(`t3`.`source_player_shot_rows_found` IS NULL AS FLOAT64)) AS `source_player_shot_rows_found`,
                        AVG(CAST(`t3`.`source_player_shot_completeness_pct` IS NULL AS FLOAT64)) AS `source_player_shot_completeness_pct`,
                        AVG(CAST(`t3`.`source_team_defense_last_updated` IS NULL AS FLOAT64)) AS `source_team_defense_last_updated`,
                        AVG(CAST(`t3`.`source_team_defense_rows_found` IS NULL AS FLOAT64)) AS `source_team_defense_rows_found`,
                        AVG(CAST(`t3`.`source_team_defense_completeness_pct` IS NULL AS FLOAT64)) AS `source_team_defense_completeness_pct`,
                        AVG(CAST(`t3`.`source_player_context_hash` IS NULL AS FLOAT64)) AS `source_player_context_hash`,
                        AVG(CAST(`t3`.`source_team_context_hash` IS NULL AS FLOAT64)) AS `source_team_context_hash`,
                        AVG(CAST(`t3`.`source_player_shot_hash` IS NULL AS FLOAT64)) AS `source_player_shot_hash`,
                        AVG(CAST(`t3`.`source_team_defense_hash` IS NULL AS FLOAT64)) AS `source_team_defense_hash`,
                        AVG(CAST(`t3`.`data_hash` IS NULL AS FLOAT64)) AS `data_hash`,
                        AVG(CAST(`t3`.`early_season_flag` IS NULL AS FLOAT64)) AS `early_season_flag`,
                        AVG(CAST(`t3`.`expected_games_count` IS NULL AS FLOAT64)) AS `expected_games_count`,
                        AVG(CAST(`t3`.`actual_games_count` IS NULL AS FLOAT64)) AS `actual_games_count`,
                        AVG(CAST(`t3`.`completeness_percentage` IS NULL AS FLOAT64)) AS `completeness_percentage`,
                        AVG(CAST(`t3`.`missing_games_count` IS NULL AS FLOAT64)) AS `missing_games_count`,
                        AVG(CAST(`t3`.`is_production_ready` IS NULL AS FLOAT64)) AS `is_production_ready`,
                        AVG(CAST(`t3`.`upstream_player_shot_ready` IS NULL AS FLOAT64)) AS `upstream_player_shot_ready`,
                        AVG(CAST(`t3`.`upstream_team_defense_ready` IS NULL AS FLOAT64)) AS `upstream_team_defense_ready`,
                        AVG(CAST(`t3`.`upstream_player_context_ready` IS NULL AS FLOAT64)) AS `upstream_player_context_ready`,
                        AVG(CAST(`t3`.`upstream_team_context_ready` IS NULL AS FLOAT64)) AS `upstream_team_context_ready`,
                        AVG(CAST(`t3`.`all_upstreams_ready` IS NULL AS FLOAT64)) AS `all_upstreams_ready`,
                        AVG(CAST(`t3`.`reprocess_attempt_count` IS NULL AS FLOAT64)) AS `reprocess_attempt_count`,
                        AVG(CAST(`t3`.`circuit_breaker_active` IS NULL AS FLOAT64)) AS `circuit_breaker_active`,
                        AVG(CAST(`t3`.`manual_override_required` IS NULL AS FLOAT64)) AS `manual_override_required`,
                        AVG(CAST(`t3`.`season_boundary_detected` IS NULL AS FLOAT64)) AS `season_boundary_detected`,
                        AVG(CAST(`t3`.`backfill_bootstrap_mode` IS NULL AS FLOAT64)) AS `backfill_bootstrap_mode`,
                        AVG(CAST(`t3`.`processing_decision_reason` IS NULL AS FLOAT64)) AS `processing_decision_reason`,
                        AVG(CAST(`t3`.`created_at` IS NULL AS FLOAT64)) AS `created_at`,
                        AVG(CAST(`t3`.`processed_at` IS NULL AS FLOAT64)) AS `processed_at`
                      FROM (
                        SELECT
                          *
                        FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t1`
                        WHERE
                          `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                      ) AS `t3`
                      GROUP BY
                        1
                    ) AS `t9`
                    CROSS JOIN (
                      SELECT
                        IF(pos = pos_2, `number`, NULL) AS `number`
                      FROM UNNEST(GENERATE_ARRAY(
                        0,
                        GREATEST(
                          ARRAY_LENGTH(
                            [
                              0,
                              1,
                              2,
                              3,
                              4,
                              5,
                              6,
                              7,
                              8,
                              9,
                              10,
                              11,
                              12,
                              13,
                              14,
                              15,
                              16,
                              17,
                              18,
                              19,
                              20,
                              21,
                              22,
                              23,
                              24,
                              25,
                              26,
                              27,
                              28,
                              29,
                              30,
                              31,
                              32,
                              33,
                              34,
                              35,
                              36,
                              37,
                              38,
                              39,
                              40,
                              41,
                              42,
                              43,
                              44,
                              45,
                              46,
                              47,
                              48,
                              49,
                              50,
                              51,
                              52,
                              53
                            ]
                          )
                        ) - 1
                      )) AS pos
                      CROSS JOIN UNNEST([
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        14,
                        15,
                        16,
                        17,
                        18,
                        19,
                        20,
                        21,
                        22,
                        23,
                        24,
                        25,
                        26,
                        27,
                        28,
                        29,
                        30,
                        31,
                        32,
                        33,
                        34,
                        35,
                        36,
                        37,
                        38,
                        39,
                        40,
                        41,
                        42,
                        43,
                        44,
                        45,
                        46,
                        47,
                        48,
                        49,
                        50,
                        51,
                        52,
                        53
                      ]) AS `number` WITH OFFSET AS pos_2
                      WHERE
                        pos = pos_2
                        OR (
                          pos > (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35,
                                36,
                                37,
                                38,
                                39,
                                40,
                                41,
                                42,
                                43,
                                44,
                                45,
                                46,
                                47,
                                48,
                                49,
                                50,
                                51,
                                52,
                                53
                              ]
                            ) - 1
                          )
                          AND pos_2 = (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35,
                                36,
                                37,
                                38,
                                39,
                                40,
                                41,
                                42,
                                43,
                                44,
                                45,
                                46,
                                47,
                                48,
                                49,
                                50,
                                51,
                                52,
                                53
                              ]
                            ) - 1
                          )
                        )
                    ) AS `t5`
                  ) AS `t10`
                ) AS `t11`
              ) AS `t12`
            ) AS `t13`
          ) AS `t15`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t2`
          ) AS `t7`
            ON `t15`.`game_date` = `t7`.`game_date`
        ) AS `t16`
      ) AS `t17`
    ) AS `t18`
    WHERE
      `t18`.`tested` IS NOT NULL
  ) AS `t19`
) AS `t20`;

-- no column of ml_feature_store_v2 is NULL a tenth more often
-- no column of ml_feature_store_v2 is lost
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t20`.`alarm`
    )
  )) AS `bad_8`,
  LOGICAL_OR((
    NOT (
      `t20`.`alarm`
    )
  ) IS NOT NULL) AS `answered_8`,
  COUNTIF(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND NOT (
      `t20`.`share` <= (
        `t20`.`highest` + 0.30000000000000004
      )
    )
  ) AS `bad_9`,
  LOGICAL_OR(
    (
      `t20`.`alarm` IS NOT NULL
    )
    AND (
      (
        `t20`.`share` <= (
          `t20`.`highest` + 0.30000000000000004
        )
      ) IS NOT NULL
    )
  ) AS `answered_9`,
  LOGICAL_OR(`t20`.`alarm` IS NOT NULL) AS `applies_9`
FROM (
  SELECT
    `t19`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t17`.`game_date`,
        `t17`.`rows`,
        `t17`.`column`,
        `t17`.`share`,
        `t17`.`day_number`,
        `t17`.`baseline_days`,
        `t17`.`usual`,
        `t17`.`highest`,
        `t17`.`alarm`,
        `t17`.`tested`,
        COUNT(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t17`.`tested` IS NULL, CAST(`t17`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t16`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t15`.`game_date`,
            `t15`.`rows`,
            `t15`.`column`,
            `t15`.`share`,
            `t15`.`day_number`,
            `t15`.`baseline_days`,
            `t15`.`usual`,
            `t15`.`highest`,
            `t15`.`alarm`,
            `t7`.`game_date` AS `game_date_right`,
            `t7`.`tested`
          FROM (
            SELECT
              `t13`.`game_date`,
              `t13`.`rows`,
              `t13`.`column`,
              `t13`.`share`,
              `t13`.`day_number`,
              `t13`.`baseline_days`,
              `t13`.`usual`,
              `t13`.`highest`,
              IF(`t13`.`baseline_days` >= 5, `t13`.`share` > `t13`.`highest`, CAST(NULL AS BOOL)) AS `alarm`
            FROM (
              SELECT
                `t12`.`game_date`,
                `t12`.`rows`,
                `t12`.`column`,
                `t12`.`share`,
                `t12`.`day_number`,
                `t12`.`baseline_days`,
                `t12`.`usual`,
                `t12`.`usual` + 0.1 + (
                  SQRT(ieee_divide(`t12`.`usual` * (
                    1 - `t12`.`usual`
                  ), `t12`.`rows`)) * 4
                ) AS `highest`
              FROM (
                SELECT
                  `t11`.`game_date`,
                  `t11`.`rows`,
                  `t11`.`column`,
                  `t11`.`share`,
                  `t11`.`day_number`,
                  COUNT(*) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `baseline_days`,
                  AVG(`t11`.`share`) OVER (
                    PARTITION BY `t11`.`column`
                    ORDER BY `t11`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `usual`
                FROM (
                  SELECT
                    `t10`.`game_date`,
                    `t10`.`rows`,
                    `t10`.`column`,
                    `t10`.`share`,
                    DATE_DIFF(`t10`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                  FROM (
                    SELECT
                      `t9`.`game_date`,
                      `t9`.`rows`,
                      [
                        'universal_player_id',
                        'feature_generation_time_ms',
                        'feature_quality_score',
                        'opponent_team_abbr',
                        'is_home',
                        'days_rest',
                        'source_daily_cache_last_updated',
                        'source_daily_cache_rows_found',
                        'source_daily_cache_completeness_pct',
                        'source_daily_cache_hash',
                        'source_composite_last_updated',
                        'source_composite_rows_found',
                        'source_composite_completeness_pct',
                        'source_composite_hash',
                        'source_shot_zones_last_updated',
                        'source_shot_zones_rows_found',
                        'source_shot_zones_completeness_pct',
                        'source_shot_zones_hash',
                        'source_team_defense_last_updated',
                        'source_team_defense_rows_found',
                        'source_team_defense_completeness_pct',
                        'source_team_defense_hash',
                        'early_season_flag',
                        'expected_games_count',
                        'actual_games_count',
                        'completeness_percentage',
                        'missing_games_count',
                        'is_production_ready',
                        'reprocess_attempt_count',
                        'circuit_breaker_active',
                        'manual_override_required',
                        'season_boundary_detected',
                        'backfill_bootstrap_mode',
                        'processing_decision_reason',
                        'data_hash',
                        'updated_at'
                      ][safe_offset(`t5`.`number`)] AS `column`,
                      [
                        `t9`.`universal_player_id`,
                        `t9`.`feature_generation_time_ms`,
                        `t9`.`feature_quality_score`,
                        `t9`.`opponent_team_abbr`,
                        `t9`.`is_home`,
                        `t9`.`days_rest`,
                        `t9`.`source_daily_cache_last_updated`,
                        `t9`.`source_daily_cache_rows_found`,
                        `t9`.`source_daily_cache_completeness_pct`,
                        `t9`.`source_daily_cache_hash`,
                        `t9`.`source_composite_last_updated`,
                        `t9`.`source_composite_rows_found`,
                        `t9`.`source_composite_completeness_pct`,
                        `t9`.`source_composite_hash`,
                        `t9`.`source_shot_zones_last_updated`,
                        `t9`.`source_shot_zones_rows_found`,
                        `t9`.`source_shot_zones_completeness_pct`,
                        `t9`.`source_shot_zones_hash`,
                        `t9`.`source_team_defense_last_updated`,
                        `t9`.`source_team_defense_rows_found`,
                        `t9`.`source_team_defense_completeness_pct`,
                        `t9`.`source_team_defense_hash`,
                        `t9`.`early_season_flag`,
                        `t9`.`expected_games_count`,
                        `t9`.`actual_games_count`,
                        `t9`.`completeness_percentage`,
                        `t9`.`missing_games_count`,
                        `t9`.`is_production_ready`,
                        `t9`.`reprocess_attempt_count`,
                        `t9`.`circuit_breaker_active`,
                        `t9`.`manual_override_required`,
                        `t9`.`season_boundary_detected`,
                        `t9`.`backfill_bootstrap_mode`,
                        `t9`.`processing_decision_reason`,
                        `t9`.`data_hash`,
                        `t9`.`updated_at`
                      ][safe_offset(`t5`.`number`)] AS `share`
                    FROM (
                      SELECT
                        `t3`.`game_date`,
                        COUNT(*) AS `rows`,
                        AVG(CAST(`t3`.`universal_player_id` IS NULL AS FLOAT64)) AS `universal_player_id`,
                        AVG(CAST(`t3`.`feature_generation_time_ms` IS NULL AS FLOAT64)) AS `feature_generation_time_ms`,
                        AVG(CAST(`t3`.`feature_quality_score` IS NULL AS FLOAT64)) AS `feature_quality_score`,
                        AVG(CAST(`t3`.`opponent_team_abbr` IS NULL AS FLOAT64)) AS `opponent_team_abbr`,
                        AVG(CAST(`t3`.`is_home` IS NULL AS FLOAT64)) AS `is_home`,
                        AVG(CAST(`t3`.`days_rest` IS NULL AS FLOAT64)) AS `days_rest`,
                        AVG(CAST(`t3`.`source_daily_cache_last_updated` IS NULL AS FLOAT64)) AS `source_daily_cache_last_updated`,
                        AVG(CAST(`t3`.`source_daily_cache_rows_found` IS NULL AS FLOAT64)) AS `source_daily_cache_rows_found`,
                        AVG(CAST(`t3`.`source_daily_cache_completeness_pct` IS NULL AS FLOAT64)) AS `source_daily_cache_completeness_pct`,
                        AVG(CAST(`t3`.`source_daily_cache_hash` IS NULL AS FLOAT64)) AS `source_daily_cache_hash`,
                        AVG(CAST(`t3`.`source_composite_last_updated` IS NULL AS FLOAT64)) AS `source_composite_last_updated`,
                        AVG(CAST(`t3`.`source_composite_rows_found` IS NULL AS FLOAT64)) AS `source_composite_rows_found`,
                        AVG(CAST(`t3`.`source_composite_completeness_pct` IS NULL AS FLOAT64)) AS `source_composite_completeness_pct`,
                        AVG(CAST(`t3`.`source_composite_hash` IS NULL AS FLOAT64)) AS `source_composite_hash`,
                        AVG(CAST(`t3`.`source_shot_zones_last_updated` IS NULL AS FLOAT64)) AS `source_shot_zones_last_updated`,
                        AVG(CAST(`t3`.`source_shot_zones_rows_found` IS NULL AS FLOAT64)) AS `source_shot_zones_rows_found`,
                        AVG(CAST(`t3`.`source_shot_zones_completeness_pct` IS NULL AS FLOAT64)) AS `source_shot_zones_completeness_pct`,
                        AVG(CAST(`t3`.`source_shot_zones_hash` IS NULL AS FLOAT64)) AS `source_shot_zones_hash`,
                        AVG(CAST(`t3`.`source_team_defense_last_updated` IS NULL AS FLOAT64)) AS `source_team_defense_last_updated`,
                        AVG(CAST(`t3`.`source_team_defense_rows_found` IS NULL AS FLOAT64)) AS `source_team_defense_rows_found`,
                        AVG(CAST(`t3`.`source_team_defense_completeness_pct` IS NULL AS FLOAT64)) AS `source_team_defense_completeness_pct`,
                        AVG(CAST(`t3`.`source_team_defense_hash` IS NULL AS FLOAT64)) AS `source_team_defense_hash`,
                        AVG(CAST(`t3`.`early_season_flag` IS NULL AS FLOAT64)) AS `early_season_flag`,
                        AVG(CAST(`t3`.`expected_games_count` IS NULL AS FLOAT64)) AS `expected_games_count`,
                        AVG(CAST(`t3`.`actual_games_count` IS NULL AS FLOAT64)) AS `actual_games_count`,
                        AVG(CAST(`t3`.`completeness_percentage` IS NULL AS FLOAT64)) AS `completeness_percentage`,
                        AVG(CAST(`t3`.`missing_games_count` IS NULL AS FLOAT64)) AS `missing_games_count`,
                        AVG(CAST(`t3`.`is_production_ready` IS NULL AS FLOAT64)) AS `is_production_ready`,
                        AVG(CAST(`t3`.`reprocess_attempt_count` IS NULL AS FLOAT64)) AS `reprocess_attempt_count`,
                        AVG(CAST(`t3`.`circuit_breaker_active` IS NULL AS FLOAT64)) AS `circuit_breaker_active`,
                        AVG(CAST(`t3`.`manual_override_required` IS NULL AS FLOAT64)) AS `manual_override_required`,
                        AVG(CAST(`t3`.`season_boundary_detected` IS NULL AS FLOAT64)) AS `season_boundary_detected`,
                        AVG(CAST(`t3`.`backfill_bootstrap_mode` IS NULL AS FLOAT64)) AS `backfill_bootstrap_mode`,
                        AVG(CAST(`t3`.`processing_decision_reason` IS NULL AS FLOAT64)) AS `processing_decision_reason`,
                        AVG(CAST(`t3`.`data_hash` IS NULL AS FLOAT64)) AS `data_hash`,
                        AVG(CAST(`t3`.`updated_at` IS NULL AS FLOAT64)) AS `updated_at`
                      FROM (
                        SELECT
                          *
                        FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t1`
                        WHERE
                          `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                      ) AS `t3`
                      GROUP BY
                        1
                    ) AS `t9`
                    CROSS JOIN (
                      SELECT
                        IF(pos = pos_2, `number`, NULL) AS `number`
                      FROM UNNEST(GENERATE_ARRAY(
                        0,
                        GREATEST(
                          ARRAY_LENGTH(
                            [
                              0,
                              1,
                              2,
                              3,
                              4,
                              5,
                              6,
                              7,
                              8,
                              9,
                              10,
                              11,
                              12,
                              13,
                              14,
                              15,
                              16,
                              17,
                              18,
                              19,
                              20,
                              21,
                              22,
                              23,
                              24,
                              25,
                              26,
                              27,
                              28,
                              29,
                              30,
                              31,
                              32,
                              33,
                              34,
                              35
                            ]
                          )
                        ) - 1
                      )) AS pos
                      CROSS JOIN UNNEST([
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        14,
                        15,
                        16,
                        17,
                        18,
                        19,
                        20,
                        21,
                        22,
                        23,
                        24,
                        25,
                        26,
                        27,
                        28,
                        29,
                        30,
                        31,
                        32,
                        33,
                        34,
                        35
                      ]) AS `number` WITH OFFSET AS pos_2
                      WHERE
                        pos = pos_2
                        OR (
                          pos > (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35
                              ]
                            ) - 1
                          )
                          AND pos_2 = (
                            ARRAY_LENGTH(
                              [
                                0,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35
                              ]
                            ) - 1
                          )
                        )
                    ) AS `t5`
                  ) AS `t10`
                ) AS `t11`
              ) AS `t12`
            ) AS `t13`
          ) AS `t15`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t2`
          ) AS `t7`
            ON `t15`.`game_date` = `t7`.`game_date`
        ) AS `t16`
      ) AS `t17`
    ) AS `t18`
    WHERE
      `t18`.`tested` IS NOT NULL
  ) AS `t19`
) AS `t20`;
