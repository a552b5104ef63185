-- a final game is graded within 24 h
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t12`.`holds_0`
  )) AS `bad_0`,
  LOGICAL_OR(`t12`.`holds_0` IS NOT NULL) AS `answered_0`
FROM (
  SELECT
    `t11`.`game_id`,
    COALESCE(LOGICAL_OR(`t11`.`matched`), FALSE) AS `holds_0`
  FROM (
    SELECT
      `t5`.`game_id`,
      `t5`.`game_date`,
      `t5`.`player_lookup`,
      `t5`.`system_id`,
      `t5`.`line_value`,
      `t7`.`game_id` AS `game_id_found`,
      `t7`.`player_lookup` AS `player_lookup_found`,
      `t7`.`system_id` AS `system_id_found`,
      `t7`.`line_value` AS `line_value_found`,
      `t7`.`matched`
    FROM (
      SELECT
        `t0`.`game_id`,
        `t0`.`game_date`,
        `t0`.`player_lookup`,
        `t0`.`system_id`,
        `t0`.`current_points_line` AS `line_value`
      FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
        AND `t0`.`is_active`
        AND `t0`.`invalidation_reason` IS NULL
        AND `t0`.`line_source` IN ('ACTUAL_PROP', 'BETTINGPROS', 'ODDS_API')
        AND COALESCE(`t0`.`current_points_line` <> 20.0, FALSE)
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`game_id`,
        `t3`.`player_lookup`,
        `t3`.`system_id`,
        `t3`.`line_value`,
        TRUE AS `matched`
      FROM (
        SELECT DISTINCT
          `t2`.`game_id`,
          `t2`.`player_lookup`,
          `t2`.`system_id`,
          `t2`.`line_value`
        FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t2`
        WHERE
          `t2`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
      ) AS `t3`
    ) AS `t7`
      ON `t5`.`game_id` = `t7`.`game_id`
      AND `t5`.`player_lookup` = `t7`.`player_lookup`
      AND `t5`.`system_id` = `t7`.`system_id`
      AND `t5`.`line_value` = `t7`.`line_value`
    WHERE
      EXISTS(
        SELECT
          1
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t1`.`game_date`,
              `t1`.`game_date_est`,
              `t1`.`game_status`,
              `t1`.`home_team_tricode`,
              `t1`.`away_team_tricode`,
              CONCAT(
                CONCAT(
                  CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`away_team_tricode`),
                  '_'
                ),
                `t1`.`home_team_tricode`
              ) AS `game_id`,
              `t1`.`game_id` AS `nba_game_id`
            FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t1`
            WHERE
              `t1`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              AND NOT (
                COALESCE(
                  REGEXP_CONTAINS(UPPER(`t1`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
                  FALSE
                )
              )
              AND SUBSTRING(`t1`.`game_id`, IF((
                2 + 1
              ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) IN ('2', '4', '5', '6')
              AND `t1`.`home_team_tricode` IN (
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
              AND `t1`.`away_team_tricode` IN (
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
          ) AS `t8`
          WHERE
            `t8`.`game_status` = 3
            AND `t8`.`game_date_est` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '24' HOUR)
        ) AS `t10`
        WHERE
          `t5`.`game_id` = `t10`.`game_id`
      )
  ) AS `t11`
  GROUP BY
    1
) AS `t12`;

-- 80 % of a day's predictions are graded
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t12`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t12`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t11`.`game_date`,
    COUNT(`t11`.`matched`) >= (
      COUNT(*) * 0.8
    ) AS `holds_1`
  FROM (
    SELECT
      `t5`.`game_id`,
      `t5`.`game_date`,
      `t5`.`player_lookup`,
      `t5`.`system_id`,
      `t5`.`line_value`,
      `t7`.`game_id` AS `game_id_found`,
      `t7`.`player_lookup` AS `player_lookup_found`,
      `t7`.`system_id` AS `system_id_found`,
      `t7`.`line_value` AS `line_value_found`,
      `t7`.`matched`
    FROM (
      SELECT
        `t0`.`game_id`,
        `t0`.`game_date`,
        `t0`.`player_lookup`,
        `t0`.`system_id`,
        `t0`.`current_points_line` AS `line_value`
      FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
        AND `t0`.`is_active`
        AND `t0`.`invalidation_reason` IS NULL
        AND `t0`.`line_source` IN ('ACTUAL_PROP', 'BETTINGPROS', 'ODDS_API')
        AND COALESCE(`t0`.`current_points_line` <> 20.0, FALSE)
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`game_id`,
        `t3`.`player_lookup`,
        `t3`.`system_id`,
        `t3`.`line_value`,
        TRUE AS `matched`
      FROM (
        SELECT DISTINCT
          `t2`.`game_id`,
          `t2`.`player_lookup`,
          `t2`.`system_id`,
          `t2`.`line_value`
        FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t2`
        WHERE
          `t2`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
      ) AS `t3`
    ) AS `t7`
      ON `t5`.`game_id` = `t7`.`game_id`
      AND `t5`.`player_lookup` = `t7`.`player_lookup`
      AND `t5`.`system_id` = `t7`.`system_id`
      AND `t5`.`line_value` = `t7`.`line_value`
    WHERE
      EXISTS(
        SELECT
          1
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t1`.`game_date`,
              `t1`.`game_date_est`,
              `t1`.`game_status`,
              `t1`.`home_team_tricode`,
              `t1`.`away_team_tricode`,
              CONCAT(
                CONCAT(
                  CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`away_team_tricode`),
                  '_'
                ),
                `t1`.`home_team_tricode`
              ) AS `game_id`,
              `t1`.`game_id` AS `nba_game_id`
            FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t1`
            WHERE
              `t1`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
              AND NOT (
                COALESCE(
                  REGEXP_CONTAINS(UPPER(`t1`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
                  FALSE
                )
              )
              AND SUBSTRING(`t1`.`game_id`, IF((
                2 + 1
              ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) IN ('2', '4', '5', '6')
              AND `t1`.`home_team_tricode` IN (
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
              AND `t1`.`away_team_tricode` IN (
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
          ) AS `t8`
          WHERE
            `t8`.`game_status` = 3
            AND `t8`.`game_date_est` <= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '24' HOUR)
        ) AS `t10`
        WHERE
          `t5`.`game_id` = `t10`.`game_id`
      )
  ) AS `t11`
  GROUP BY
    1
) AS `t12`;

-- graded with the actual points
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND NOT (
      `t1`.`actual_points` IS NOT NULL
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
    )
    AND (
      (
        `t1`.`actual_points` IS NOT NULL
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(NOT (
    COALESCE(`t1`.`is_voided`, FALSE)
  )) AS `applies_2`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- graded against a box score
-- actual points are the box score's
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    COALESCE(`t6`.`found`, FALSE)
  )) AS `bad_3`,
  LOGICAL_OR(COALESCE(`t6`.`found`, FALSE) IS NOT NULL) AS `answered_3`,
  COUNTIF(NOT (
    `t6`.`actual_points` = `t6`.`box_points`
  )) AS `bad_4`,
  LOGICAL_OR((
    `t6`.`actual_points` = `t6`.`box_points`
  ) IS NOT NULL) AS `answered_4`
FROM (
  SELECT
    `t4`.`player_lookup`,
    `t4`.`game_id`,
    `t4`.`game_date`,
    `t4`.`system_id`,
    `t4`.`team_abbr`,
    `t4`.`opponent_team_abbr`,
    `t4`.`predicted_points`,
    `t4`.`confidence_score`,
    `t4`.`confidence_decile`,
    `t4`.`recommendation`,
    `t4`.`line_value`,
    `t4`.`referee_adjustment`,
    `t4`.`pace_adjustment`,
    `t4`.`similarity_sample_size`,
    `t4`.`actual_points`,
    `t4`.`minutes_played`,
    `t4`.`absolute_error`,
    `t4`.`signed_error`,
    `t4`.`prediction_correct`,
    `t4`.`predicted_margin`,
    `t4`.`actual_margin`,
    `t4`.`within_3_points`,
    `t4`.`within_5_points`,
    `t4`.`is_voided`,
    `t4`.`void_reason`,
    `t4`.`pre_game_injury_flag`,
    `t4`.`pre_game_injury_status`,
    `t4`.`injury_confirmed_postgame`,
    `t4`.`model_version`,
    `t4`.`graded_at`,
    `t5`.`game_id` AS `game_id_box`,
    `t5`.`player_lookup` AS `player_lookup_box`,
    `t5`.`box_points`,
    `t5`.`found`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t4`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`player_lookup`,
      `t1`.`points` AS `box_points`,
      TRUE AS `found`
    FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
    ON `t4`.`game_id` = `t5`.`game_id` AND `t4`.`player_lookup` = `t5`.`player_lookup`
) AS `t6`;

-- a predicted game joins its box scores by its id
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t9`.`matched` IS NULL) AS `bad_5`
FROM (
  SELECT
    `t8`.`game_id`,
    `t8`.`game_date`,
    `t6`.`game_id` AS `game_id_found`,
    `t6`.`matched`
  FROM (
    SELECT DISTINCT
      `t5`.`game_id`,
      `t5`.`game_date`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t2`
      WHERE
        `t2`.`is_active`
        AND `t2`.`invalidation_reason` IS NULL
        AND `t2`.`game_date` < DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York')
    ) AS `t5`
  ) AS `t8`
  LEFT OUTER JOIN (
    SELECT
      `t3`.`game_id`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t1`.`game_id`
      FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t3`
  ) AS `t6`
    ON `t8`.`game_id` = `t6`.`game_id`
) AS `t9`;
