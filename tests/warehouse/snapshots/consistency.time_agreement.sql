-- nbac_schedule: game_date is the Eastern day of the tip-off
-- nbac_schedule: scraped before it was loaded
-- a final game was read after it began
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t1`.`game_date` = DATE(`t1`.`game_date_est`, 'America/New_York')
  )) AS `bad_0`,
  LOGICAL_OR(
    (
      `t1`.`game_date` = DATE(`t1`.`game_date_est`, 'America/New_York')
    ) IS NOT NULL
  ) AS `answered_0`,
  COUNTIF(NOT (
    `t1`.`scrape_timestamp` <= `t1`.`processed_at`
  )) AS `bad_27`,
  LOGICAL_OR((
    `t1`.`scrape_timestamp` <= `t1`.`processed_at`
  ) IS NOT NULL) AS `answered_27`,
  COUNTIF(
    (
      `t1`.`game_status` = 3
    )
    AND NOT (
      `t1`.`game_date_est` <= `t1`.`processed_at`
    )
  ) AS `bad_29`,
  LOGICAL_OR(
    (
      `t1`.`game_status` = 3
    )
    AND (
      (
        `t1`.`game_date_est` <= `t1`.`processed_at`
      ) IS NOT NULL
    )
  ) AS `answered_29`,
  LOGICAL_OR(`t1`.`game_status` = 3) AS `applies_29`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- espn_scoreboard: game_date is the Eastern day of the tip-off
-- espn_scoreboard: scraped before it was loaded
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      `t1`.`game_date` = DATE(`t1`.`scheduled_start_time`, 'America/New_York')
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t1`.`game_date` = DATE(`t1`.`scheduled_start_time`, 'America/New_York')
    ) IS NOT NULL
  ) AS `answered_1`,
  COUNTIF(NOT (
    `t1`.`scrape_timestamp` <= `t1`.`processed_at`
  )) AS `bad_28`,
  LOGICAL_OR((
    `t1`.`scrape_timestamp` <= `t1`.`processed_at`
  ) IS NOT NULL) AS `answered_28`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- odds_api_game_lines: game_date is the Eastern day of the tip-off
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t1`.`game_date` = DATE(`t1`.`commence_time`, 'America/New_York')
  )) AS `bad_2`,
  LOGICAL_OR(
    (
      `t1`.`game_date` = DATE(`t1`.`commence_time`, 'America/New_York')
    ) IS NOT NULL
  ) AS `answered_2`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- odds_api_player_points_props: game_date is the Eastern day of the tip-off
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t1`.`game_date` = DATE(`t1`.`game_start_time`, 'America/New_York')
  )) AS `bad_3`,
  LOGICAL_OR(
    (
      `t1`.`game_date` = DATE(`t1`.`game_start_time`, 'America/New_York')
    ) IS NOT NULL
  ) AS `answered_3`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- bdl_player_boxscores: game_date is the day in game_id
-- bdl_player_boxscores: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_4`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_15`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_15`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- nbac_gamebook_player_stats: game_date is the day in game_id
-- nbac_gamebook_player_stats: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_5`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_16`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_16`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- nbac_player_boxscores: game_date is the day in game_id
-- nbac_player_boxscores: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_6`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_6`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_17`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_17`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- nbac_team_boxscore: game_date is the day in game_id
-- nbac_team_boxscore: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_7`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_7`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_18`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_18`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- player_game_summary: game_date is the day in game_id
-- player_game_summary: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_8`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_8`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_8`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_19`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_19`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- team_offense_game_summary: game_date is the day in game_id
-- team_offense_game_summary: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_9`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_9`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_9`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_20`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_20`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- team_defense_game_summary: game_date is the day in game_id
-- team_defense_game_summary: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_10`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_10`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_10`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_21`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_21`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- prediction_accuracy: game_date is the day in game_id
-- prediction_accuracy: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_11`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_11`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_11`,
  COUNTIF(NOT (
    `t1`.`graded_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_22`,
  LOGICAL_OR(
    (
      `t1`.`graded_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_22`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- upcoming_player_game_context: game_date is the day in game_id
-- upcoming_player_game_context: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_12`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_12`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_12`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_23`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_23`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`upcoming_player_game_context` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- ml_feature_store_v2: game_date is the day in game_id
-- ml_feature_store_v2: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_13`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_13`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_13`,
  COUNTIF(NOT (
    `t1`.`created_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_25`,
  LOGICAL_OR(
    (
      `t1`.`created_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_25`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- player_prop_predictions: game_date is the day in game_id
-- player_prop_predictions: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND NOT (
      SUBSTRING(`t1`.`game_id`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
    )
  ) AS `bad_14`,
  LOGICAL_OR(
    (
      INSTR(`t1`.`game_id`, '_') > 0
    )
    AND (
      (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      ) IS NOT NULL
    )
  ) AS `answered_14`,
  LOGICAL_OR(INSTR(`t1`.`game_id`, '_') > 0) AS `applies_14`,
  COUNTIF(NOT (
    `t1`.`created_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_26`,
  LOGICAL_OR(
    (
      `t1`.`created_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_26`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- player_composite_factors: nothing is written in the future
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  )) AS `bad_24`,
  LOGICAL_OR(
    (
      `t1`.`processed_at` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_24`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- no table has a game before it began
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t43`.`tip_off` <= `t43`.`written_at`
  )) AS `bad_30`,
  LOGICAL_OR((
    `t43`.`tip_off` <= `t43`.`written_at`
  ) IS NOT NULL) AS `answered_30`
FROM (
  SELECT
    `t26`.`game_id`,
    `t26`.`game_date`,
    `t26`.`tip_off`,
    `t42`.`written_at`,
    `t42`.`table`
  FROM (
    SELECT
      CONCAT(
        CONCAT(
          CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t0`.`game_date`), '_'), `t0`.`away_team_tricode`),
          '_'
        ),
        `t0`.`home_team_tricode`
      ) AS `game_id`,
      `t0`.`game_date`,
      `t0`.`game_date_est` AS `tip_off`
    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND NOT (
        COALESCE(
          REGEXP_CONTAINS(UPPER(`t0`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
          FALSE
        )
      )
      AND SUBSTRING(`t0`.`game_id`, IF((
        2 + 1
      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
      AND `t0`.`home_team_tricode` IN (
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
      AND `t0`.`away_team_tricode` IN (
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
  ) AS `t26`
  INNER JOIN (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t17`.`game_id`,
            `t17`.`written_at`,
            'nba_raw.bdl_player_boxscores' AS `table`
          FROM (
            SELECT
              `t9`.`game_id`,
              MIN(`t9`.`processed_at`) AS `written_at`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t1`
              WHERE
                `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t9`
            GROUP BY
              1
          ) AS `t17`
        ) AS `t27`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t18`.`game_id`,
            `t18`.`written_at`,
            'nba_raw.nbac_gamebook_player_stats' AS `table`
          FROM (
            SELECT
              `t10`.`game_id`,
              MIN(`t10`.`processed_at`) AS `written_at`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t2`
              WHERE
                `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t10`
            GROUP BY
              1
          ) AS `t18`
        ) AS `t28`
      ) AS `t35`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t19`.`game_id`,
            `t19`.`written_at`,
            'nba_raw.nbac_player_boxscores' AS `table`
          FROM (
            SELECT
              `t11`.`game_id`,
              MIN(`t11`.`processed_at`) AS `written_at`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t3`
              WHERE
                `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t11`
            GROUP BY
              1
          ) AS `t19`
        ) AS `t29`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t20`.`game_id`,
            `t20`.`written_at`,
            'nba_raw.nbac_team_boxscore' AS `table`
          FROM (
            SELECT
              `t12`.`game_id`,
              MIN(`t12`.`processed_at`) AS `written_at`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_raw`.`nbac_team_boxscore` AS `t4`
              WHERE
                `t4`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t12`
            GROUP BY
              1
          ) AS `t20`
        ) AS `t30`
      ) AS `t36`
    ) AS `t39`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t21`.`game_id`,
            `t21`.`written_at`,
            'nba_analytics.player_game_summary' AS `table`
          FROM (
            SELECT
              `t13`.`game_id`,
              MIN(`t13`.`processed_at`) AS `written_at`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t5`
              WHERE
                `t5`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t13`
            GROUP BY
              1
          ) AS `t21`
        ) AS `t31`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t22`.`game_id`,
            `t22`.`written_at`,
            'nba_analytics.team_offense_game_summary' AS `table`
          FROM (
            SELECT
              `t14`.`game_id`,
              MIN(`t14`.`processed_at`) AS `written_at`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t6`
              WHERE
                `t6`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t14`
            GROUP BY
              1
          ) AS `t22`
        ) AS `t32`
      ) AS `t37`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t23`.`game_id`,
            `t23`.`written_at`,
            'nba_analytics.team_defense_game_summary' AS `table`
          FROM (
            SELECT
              `t15`.`game_id`,
              MIN(`t15`.`processed_at`) AS `written_at`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t7`
              WHERE
                `t7`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t15`
            GROUP BY
              1
          ) AS `t23`
        ) AS `t33`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t24`.`game_id`,
            `t24`.`written_at`,
            'nba_predictions.prediction_accuracy' AS `table`
          FROM (
            SELECT
              `t16`.`game_id`,
              MIN(`t16`.`graded_at`) AS `written_at`
            FROM (
              SELECT
                *
              FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t8`
              WHERE
                `t8`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t16`
            GROUP BY
              1
          ) AS `t24`
        ) AS `t34`
      ) AS `t38`
    ) AS `t40`
  ) AS `t42`
    ON `t26`.`game_id` = `t42`.`game_id`
) AS `t43`;

-- a prediction is made before the tip-off
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t9`.`is_active` AND NOT (
    `t9`.`created_at` < `t9`.`tip_off`
  )) AS `bad_31`,
  LOGICAL_OR(
    `t9`.`is_active`
    AND (
      (
        `t9`.`created_at` < `t9`.`tip_off`
      ) IS NOT NULL
    )
  ) AS `answered_31`,
  LOGICAL_OR(`t9`.`is_active`) AS `applies_31`
FROM (
  SELECT
    `t5`.`prediction_id`,
    `t5`.`game_id`,
    `t5`.`game_date`,
    `t5`.`player_lookup`,
    `t5`.`is_active`,
    `t5`.`created_at`,
    `t6`.`features_at`,
    `t8`.`tip_off`
  FROM (
    SELECT
      `t0`.`prediction_id`,
      `t0`.`game_id`,
      `t0`.`game_date`,
      `t0`.`player_lookup`,
      `t0`.`is_active`,
      `t0`.`created_at`
    FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_date`,
      `t1`.`player_lookup`,
      COALESCE(`t1`.`updated_at`, `t1`.`created_at`) AS `features_at`
    FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t6`
    ON `t5`.`game_date` = `t6`.`game_date`
    AND `t5`.`player_lookup` = `t6`.`player_lookup`
  LEFT OUTER JOIN (
    SELECT
      CONCAT(
        CONCAT(
          CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t2`.`game_date`), '_'), `t2`.`away_team_tricode`),
          '_'
        ),
        `t2`.`home_team_tricode`
      ) AS `game_id`,
      `t2`.`game_date_est` AS `tip_off`
    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t2`
    WHERE
      `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND NOT (
        COALESCE(
          REGEXP_CONTAINS(UPPER(`t2`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
          FALSE
        )
      )
      AND SUBSTRING(`t2`.`game_id`, IF((
        2 + 1
      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t2`.`game_id`)), 1) IN ('2', '4', '5', '6')
      AND `t2`.`home_team_tricode` IN (
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
      AND `t2`.`away_team_tricode` IN (
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
    ON `t5`.`game_id` = `t8`.`game_id`
) AS `t9`;

-- the scoreboard starts a game when the schedule does
-- ESPN starts a game when the schedule does
-- The Odds API starts a game when the schedule does
-- nbac_scoreboard_v2: game_date is the Eastern day of the tip-off
-- nbac_scoreboard_v2: scraped before it was loaded
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      `t13`.`board_start` BETWEEN TIMESTAMP_SUB(`t13`.`tip_off`, INTERVAL '30' MINUTE) AND TIMESTAMP_ADD(`t13`.`tip_off`, INTERVAL '30' MINUTE)
    )
  ) AS `bad_32`,
  LOGICAL_OR(
    (
      `t13`.`board_start` BETWEEN TIMESTAMP_SUB(`t13`.`tip_off`, INTERVAL '30' MINUTE) AND TIMESTAMP_ADD(`t13`.`tip_off`, INTERVAL '30' MINUTE)
    ) IS NOT NULL
  ) AS `answered_32`,
  COUNTIF(
    NOT (
      `t13`.`espn_start` BETWEEN TIMESTAMP_SUB(`t13`.`tip_off`, INTERVAL '30' MINUTE) AND TIMESTAMP_ADD(`t13`.`tip_off`, INTERVAL '30' MINUTE)
    )
  ) AS `bad_33`,
  LOGICAL_OR(
    (
      `t13`.`espn_start` BETWEEN TIMESTAMP_SUB(`t13`.`tip_off`, INTERVAL '30' MINUTE) AND TIMESTAMP_ADD(`t13`.`tip_off`, INTERVAL '30' MINUTE)
    ) IS NOT NULL
  ) AS `answered_33`,
  COUNTIF(
    NOT (
      `t13`.`first_start` BETWEEN TIMESTAMP_SUB(`t13`.`tip_off`, INTERVAL '30' MINUTE) AND TIMESTAMP_ADD(`t13`.`tip_off`, INTERVAL '30' MINUTE)
      AND `t13`.`last_start` BETWEEN TIMESTAMP_SUB(`t13`.`tip_off`, INTERVAL '30' MINUTE) AND TIMESTAMP_ADD(`t13`.`tip_off`, INTERVAL '30' MINUTE)
    )
  ) AS `bad_34`,
  LOGICAL_OR(
    (
      `t13`.`first_start` BETWEEN TIMESTAMP_SUB(`t13`.`tip_off`, INTERVAL '30' MINUTE) AND TIMESTAMP_ADD(`t13`.`tip_off`, INTERVAL '30' MINUTE)
      AND `t13`.`last_start` BETWEEN TIMESTAMP_SUB(`t13`.`tip_off`, INTERVAL '30' MINUTE) AND TIMESTAMP_ADD(`t13`.`tip_off`, INTERVAL '30' MINUTE)
    ) IS NOT NULL
  ) AS `answered_34`,
  COUNTIF(NOT (
    `t13`.`board_date` = DATE(`t13`.`board_start`, 'America/New_York')
  )) AS `bad_35`,
  LOGICAL_OR(
    (
      `t13`.`board_date` = DATE(`t13`.`board_start`, 'America/New_York')
    ) IS NOT NULL
  ) AS `answered_35`,
  COUNTIF(NOT (
    `t13`.`board_scraped` <= `t13`.`board_loaded`
  )) AS `bad_36`,
  LOGICAL_OR((
    `t13`.`board_scraped` <= `t13`.`board_loaded`
  ) IS NOT NULL) AS `answered_36`
FROM (
  SELECT
    `t12`.`game_id`,
    `t12`.`game_date`,
    `t12`.`tip_off`,
    `t7`.`game_id` AS `game_id_board`,
    `t7`.`board_date`,
    `t7`.`board_start`,
    `t7`.`board_scraped`,
    `t7`.`board_loaded`,
    `t8`.`game_id` AS `game_id_espn`,
    `t8`.`espn_start`,
    `t11`.`game_id` AS `game_id_quoted`,
    `t11`.`first_start`,
    `t11`.`last_start`
  FROM (
    SELECT
      CONCAT(
        CONCAT(
          CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t0`.`game_date`), '_'), `t0`.`away_team_tricode`),
          '_'
        ),
        `t0`.`home_team_tricode`
      ) AS `game_id`,
      `t0`.`game_date`,
      `t0`.`game_date_est` AS `tip_off`
    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND NOT (
        COALESCE(
          REGEXP_CONTAINS(UPPER(`t0`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
          FALSE
        )
      )
      AND SUBSTRING(`t0`.`game_id`, IF((
        2 + 1
      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
      AND `t0`.`home_team_tricode` IN (
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
      AND `t0`.`away_team_tricode` IN (
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
  ) AS `t12`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`game_date` AS `board_date`,
      `t1`.`start_time` AS `board_start`,
      `t1`.`scrape_timestamp` AS `board_scraped`,
      `t1`.`processed_at` AS `board_loaded`
    FROM `nba-project`.`nba_raw`.`nbac_scoreboard_v2` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t7`
    ON `t12`.`game_id` = `t7`.`game_id`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`game_id`,
      `t2`.`scheduled_start_time` AS `espn_start`
    FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t2`
    WHERE
      `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t8`
    ON `t12`.`game_id` = `t8`.`game_id`
  LEFT OUTER JOIN (
    SELECT
      `t6`.`game_id`,
      MIN(`t6`.`commence_time`) AS `first_start`,
      MAX(`t6`.`commence_time`) AS `last_start`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_raw`.`odds_api_game_lines` AS `t3`
      WHERE
        `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t6`
    GROUP BY
      1
  ) AS `t11`
    ON `t12`.`game_id` = `t11`.`game_id`
) AS `t13`;

-- a run ends after it began
-- no run is in the future
-- no run is about a day after tomorrow
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t14`.`started_at` <= `t14`.`processed_at`
  )) AS `bad_37`,
  LOGICAL_OR((
    `t14`.`started_at` <= `t14`.`processed_at`
  ) IS NOT NULL) AS `answered_37`,
  COUNTIF(
    NOT (
      COALESCE(`t14`.`processed_at`, `t14`.`started_at`) <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
  ) AS `bad_38`,
  LOGICAL_OR(
    (
      COALESCE(`t14`.`processed_at`, `t14`.`started_at`) <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    ) IS NOT NULL
  ) AS `answered_38`,
  COUNTIF(
    NOT (
      `t14`.`data_date` <= DATE_ADD(DATE(`t14`.`started_at`, 'America/New_York'), INTERVAL '1' DAY)
    )
  ) AS `bad_39`,
  LOGICAL_OR(
    (
      `t14`.`data_date` <= DATE_ADD(DATE(`t14`.`started_at`, 'America/New_York'), INTERVAL '1' DAY)
    ) IS NOT NULL
  ) AS `answered_39`
FROM (
  SELECT
    `t7`.`run_id`,
    `t7`.`data_date`,
    `t7`.`processor_name`,
    `t7`.`status`,
    `t7`.`records_processed`,
    `t7`.`started_at`,
    `t7`.`processed_at`,
    `t13`.`told_records`,
    `t12`.`mended_at`,
    `t11`.`entries`
  FROM (
    SELECT
      `t0`.`run_id`,
      `t0`.`data_date`,
      `t0`.`processor_name`,
      `t0`.`status`,
      `t0`.`records_processed`,
      `t0`.`started_at`,
      `t0`.`processed_at`
    FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
    WHERE
      `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t7`
  LEFT OUTER JOIN (
    SELECT
      `t5`.`execution_id` AS `run_id`,
      MAX(`t5`.`record_count`) AS `told_records`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`phase_completions` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t5`
    GROUP BY
      1
  ) AS `t13`
    ON `t7`.`run_id` = `t13`.`run_id`
  LEFT OUTER JOIN (
    SELECT
      `t4`.`data_date`,
      `t4`.`processor_name`,
      MAX(`t4`.`started_at`) AS `mended_at`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_reference`.`processor_run_history` AS `t0`
      WHERE
        `t0`.`data_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND `t0`.`status` IN ('partial', 'success')
    ) AS `t4`
    GROUP BY
      1,
      2
  ) AS `t12`
    ON `t7`.`data_date` = `t12`.`data_date`
    AND `t7`.`processor_name` = `t12`.`processor_name`
  LEFT OUTER JOIN (
    SELECT
      `t6`.`game_date` AS `data_date`,
      `t6`.`processor_name`,
      COUNT(*) AS `entries`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_orchestration`.`failed_processor_queue` AS `t2`
      WHERE
        `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
    ) AS `t6`
    GROUP BY
      1,
      2
  ) AS `t11`
    ON `t7`.`data_date` = `t11`.`data_date`
    AND `t7`.`processor_name` = `t11`.`processor_name`
) AS `t14`;
