-- each team scored 60 to 190 in a final game
-- no final game is a tie
-- the winner has more points
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    `t1`.`is_completed`
    AND NOT (
      COALESCE(
        `t1`.`home_team_score` BETWEEN 60 AND 190
        AND `t1`.`away_team_score` BETWEEN 60 AND 190,
        FALSE
      )
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    `t1`.`is_completed`
    AND (
      COALESCE(
        `t1`.`home_team_score` BETWEEN 60 AND 190
        AND `t1`.`away_team_score` BETWEEN 60 AND 190,
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_0`,
  LOGICAL_OR(`t1`.`is_completed`) AS `applies_0`,
  COUNTIF(
    `t1`.`is_completed`
    AND NOT (
      `t1`.`home_team_score` <> `t1`.`away_team_score`
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    `t1`.`is_completed`
    AND (
      (
        `t1`.`home_team_score` <> `t1`.`away_team_score`
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t1`.`is_completed`) AS `applies_3`,
  COUNTIF(
    `t1`.`is_completed`
    AND (
      `t1`.`home_team_score` <> `t1`.`away_team_score`
    )
    AND NOT (
      (
        `t1`.`home_team_winner` = (
          `t1`.`home_team_score` > `t1`.`away_team_score`
        )
      )
      AND (
        `t1`.`away_team_winner` = (
          `t1`.`away_team_score` > `t1`.`home_team_score`
        )
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    `t1`.`is_completed`
    AND (
      `t1`.`home_team_score` <> `t1`.`away_team_score`
    )
    AND (
      (
        (
          `t1`.`home_team_winner` = (
            `t1`.`home_team_score` > `t1`.`away_team_score`
          )
        )
        AND (
          `t1`.`away_team_winner` = (
            `t1`.`away_team_score` > `t1`.`home_team_score`
          )
        )
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(`t1`.`is_completed` AND (
    `t1`.`home_team_score` <> `t1`.`away_team_score`
  )) AS `applies_4`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- every final game is on the scoreboard
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t7`.`matched` IS NULL) AS `bad_1`
FROM (
  SELECT
    `t6`.`game_date`,
    `t6`.`home_team_tricode`,
    `t6`.`away_team_tricode`,
    `t6`.`game_id`,
    `t6`.`nba_game_id`,
    `t4`.`game_id` AS `game_id_found`,
    `t4`.`matched`
  FROM (
    SELECT
      `t0`.`game_date`,
      `t0`.`home_team_tricode`,
      `t0`.`away_team_tricode`,
      CONCAT(
        CONCAT(
          CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t0`.`game_date`), '_'), `t0`.`away_team_tricode`),
          '_'
        ),
        `t0`.`home_team_tricode`
      ) AS `game_id`,
      `t0`.`game_id` AS `nba_game_id`
    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND `t0`.`game_status` = 3
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
  ) AS `t6`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`game_id`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t1`.`game_id`
      FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t2`
  ) AS `t4`
    ON `t6`.`game_id` = `t4`.`game_id`
) AS `t7`;

-- fewer than 5 % of games were read with confidence under 0.8
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      (
        `t2`.`processing_confidence` >= 0.8
      ) OR (
        `t2`.`share_doubted` < 0.05
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      (
        `t2`.`processing_confidence` >= 0.8
      ) OR (
        `t2`.`share_doubted` < 0.05
      )
    ) IS NOT NULL
  ) AS `answered_2`
FROM (
  SELECT
    `t1`.`game_id`,
    `t1`.`espn_game_id`,
    `t1`.`game_date`,
    `t1`.`season_year`,
    `t1`.`home_team_abbr`,
    `t1`.`away_team_abbr`,
    `t1`.`home_team_name`,
    `t1`.`away_team_name`,
    `t1`.`home_team_espn_id`,
    `t1`.`away_team_espn_id`,
    `t1`.`home_team_espn_abbr`,
    `t1`.`away_team_espn_abbr`,
    `t1`.`game_status`,
    `t1`.`game_status_detail`,
    `t1`.`espn_status_id`,
    `t1`.`espn_state`,
    `t1`.`is_completed`,
    `t1`.`scheduled_start_time`,
    `t1`.`home_team_score`,
    `t1`.`away_team_score`,
    `t1`.`home_team_winner`,
    `t1`.`away_team_winner`,
    `t1`.`scrape_timestamp`,
    `t1`.`source_file_path`,
    `t1`.`processing_confidence`,
    `t1`.`data_quality_flags`,
    `t1`.`created_at`,
    `t1`.`data_hash`,
    `t1`.`processed_at`,
    AVG(CAST(`t1`.`processing_confidence` < 0.8 AS INT64)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `share_doubted`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`espn_scoreboard` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
) AS `t2`;
