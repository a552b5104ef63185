-- status is one of the five
-- one row for each player, date and hour
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      COALESCE(
        LOWER(`t1`.`injury_status`) IN ('available', 'doubtful', 'out', 'probable', 'questionable'),
        FALSE
      )
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    COALESCE(
      LOWER(`t1`.`injury_status`) IN ('available', 'doubtful', 'out', 'probable', 'questionable'),
      FALSE
    ) IS NOT NULL
  ) AS `answered_0`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`report_date`, `t1`.`report_hour`, `t1`.`player_lookup`, `t1`.`game_date`)
      )
    )
  ) AS `distinct_1`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_injury_report` AS `t0`
  WHERE
    `t0`.`report_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- newest report at most 6 h old
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t9`.`tip_off` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '24' HOUR)
    )
    AND NOT (
      COALESCE(
        `t9`.`newest_report` >= TIMESTAMP_SUB(
          LEAST(`t9`.`tip_off`, CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)),
          INTERVAL '6' HOUR
        ),
        FALSE
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t9`.`tip_off` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '24' HOUR)
    )
    AND (
      COALESCE(
        `t9`.`newest_report` >= TIMESTAMP_SUB(
          LEAST(`t9`.`tip_off`, CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)),
          INTERVAL '6' HOUR
        ),
        FALSE
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(
    `t9`.`tip_off` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '24' HOUR)
  ) AS `applies_2`
FROM (
  SELECT
    `t8`.`game_id`,
    MIN(`t8`.`game_date`) AS `game_date`,
    MIN(`t8`.`game_date_est`) AS `tip_off`,
    MAX(IF(`t8`.`published` <= `t8`.`game_date_est`, `t8`.`published`, NULL)) AS `newest_report`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t6`.`report_date`,
        `t6`.`report_hour`,
        `t6`.`season`,
        `t6`.`game_date`,
        `t6`.`game_time`,
        `t6`.`game_id`,
        `t6`.`matchup`,
        `t6`.`away_team`,
        `t6`.`home_team`,
        `t6`.`team`,
        `t6`.`player_name_original`,
        `t6`.`player_full_name`,
        `t6`.`player_lookup`,
        `t6`.`injury_status`,
        `t6`.`reason`,
        `t6`.`reason_category`,
        `t6`.`confidence_score`,
        `t6`.`overall_report_confidence`,
        `t6`.`scrape_time`,
        `t6`.`run_id`,
        `t6`.`source_file_path`,
        `t6`.`data_hash`,
        `t6`.`processed_at`,
        `t6`.`game_date_right`,
        `t6`.`game_date_est`,
        `t6`.`game_status`,
        `t6`.`home_team_tricode`,
        `t6`.`away_team_tricode`,
        `t6`.`nba_game_id`,
        TIMESTAMP_ADD(
          TIMESTAMP_ADD(CAST(`t6`.`report_date` AS TIMESTAMP), INTERVAL '4' HOUR),
          INTERVAL (IF(
            DATE(
              TIMESTAMP_ADD(CAST(`t6`.`report_date` AS TIMESTAMP), INTERVAL '4' HOUR),
              'America/New_York'
            ) = `t6`.`report_date`,
            `t6`.`report_hour`,
            `t6`.`report_hour` + 1
          )) HOUR
        ) AS `published`
      FROM (
        SELECT
          `t3`.`report_date`,
          `t3`.`report_hour`,
          `t3`.`season`,
          `t3`.`game_date`,
          `t3`.`game_time`,
          `t3`.`game_id`,
          `t3`.`matchup`,
          `t3`.`away_team`,
          `t3`.`home_team`,
          `t3`.`team`,
          `t3`.`player_name_original`,
          `t3`.`player_full_name`,
          `t3`.`player_lookup`,
          `t3`.`injury_status`,
          `t3`.`reason`,
          `t3`.`reason_category`,
          `t3`.`confidence_score`,
          `t3`.`overall_report_confidence`,
          `t3`.`scrape_time`,
          `t3`.`run_id`,
          `t3`.`source_file_path`,
          `t3`.`data_hash`,
          `t3`.`processed_at`,
          `t5`.`game_date` AS `game_date_right`,
          `t5`.`game_date_est`,
          `t5`.`game_status`,
          `t5`.`home_team_tricode`,
          `t5`.`away_team_tricode`,
          `t5`.`nba_game_id`
        FROM (
          SELECT
            *
          FROM `nba-project`.`nba_raw`.`nbac_injury_report` AS `t0`
          WHERE
            `t0`.`report_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t3`
        INNER JOIN (
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
            `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
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
        ) AS `t5`
          ON `t3`.`game_id` = `t5`.`game_id`
      ) AS `t6`
    ) AS `t7`
    WHERE
      `t7`.`published` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  ) AS `t8`
  GROUP BY
    1
) AS `t9`;

-- every playing team has a report
WITH `t6` AS (
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
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
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
  ) AS `t5`
  WHERE
    (
      `t5`.`game_status` = 3
    )
    OR (
      `t5`.`game_date_est` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '6' HOUR)
    )
)
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t12`.`matched` IS NULL) AS `bad_3`
FROM (
  SELECT
    `t11`.`game_date`,
    `t11`.`team`,
    `t4`.`game_date` AS `game_date_found`,
    `t4`.`team` AS `team_found`,
    `t4`.`matched`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t7`.`game_date`,
        `t7`.`home_team_tricode` AS `team`
      FROM `t6` AS `t7`
    ) AS `t8`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t7`.`game_date`,
        `t7`.`away_team_tricode` AS `team`
      FROM `t6` AS `t7`
    ) AS `t9`
  ) AS `t11`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`game_date`,
      `t2`.`team`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t0`.`game_date`,
        `t0`.`team`
      FROM `nba-project`.`nba_raw`.`nbac_injury_report` AS `t0`
      WHERE
        `t0`.`report_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        AND `t0`.`game_date` = `t0`.`report_date`
    ) AS `t2`
  ) AS `t4`
    ON `t11`.`game_date` = `t4`.`game_date` AND `t11`.`team` = `t4`.`team`
) AS `t12`;
