-- every game has props
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t8`.`matched` IS NULL) AS `bad_0`
FROM (
  SELECT
    `t7`.`game_date`,
    `t7`.`game_date_est`,
    `t7`.`game_status`,
    `t7`.`home_team_tricode`,
    `t7`.`away_team_tricode`,
    `t7`.`game_id`,
    `t7`.`nba_game_id`,
    `t4`.`game_id` AS `game_id_found`,
    `t4`.`matched`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t0`.`game_date`,
        `t0`.`game_date_est`,
        `t0`.`game_status`,
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
    ) AS `t5`
    WHERE
      (
        `t5`.`game_status` = 3
      )
      OR (
        `t5`.`game_date_est` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '4' HOUR)
      )
  ) AS `t7`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`game_id`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t1`.`game_id`
      FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t1`
      WHERE
        `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t2`
  ) AS `t4`
    ON `t7`.`game_id` = `t4`.`game_id`
) AS `t8`;

-- at least 3 players a game
-- at least 8 players a game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t2`.`holds_1` IS NOT NULL) AS `answered_1`,
  COUNTIF(NOT (
    `t2`.`holds_2`
  )) AS `bad_2`,
  LOGICAL_OR(`t2`.`holds_2` IS NOT NULL) AS `answered_2`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNT(DISTINCT `t1`.`player_lookup`) >= 3 AS `holds_1`,
    COUNT(DISTINCT `t1`.`player_lookup`) >= 8 AS `holds_2`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- newest snapshot at most 6 h before tip-off
-- newest snapshot of a coming game at most 6 h old
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t8`.`tip_off` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND NOT (
      COALESCE(`t8`.`newest_snapshot` >= TIMESTAMP_SUB(`t8`.`tip_off`, INTERVAL '6' HOUR), FALSE)
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t8`.`tip_off` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND (
      COALESCE(`t8`.`newest_snapshot` >= TIMESTAMP_SUB(`t8`.`tip_off`, INTERVAL '6' HOUR), FALSE) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t8`.`tip_off` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)) AS `applies_3`,
  COUNTIF(
    (
      `t8`.`tip_off` > CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND (
      `t8`.`tip_off` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '4' HOUR)
    )
    AND NOT (
      `t8`.`newest_snapshot` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '6' HOUR)
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      `t8`.`tip_off` > CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND (
      `t8`.`tip_off` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '4' HOUR)
    )
    AND (
      (
        `t8`.`newest_snapshot` >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '6' HOUR)
      ) IS NOT NULL
    )
  ) AS `answered_4`,
  LOGICAL_OR(
    (
      `t8`.`tip_off` > CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
    AND (
      `t8`.`tip_off` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '4' HOUR)
    )
  ) AS `applies_4`
FROM (
  SELECT
    `t7`.`game_id`,
    MIN(`t7`.`game_date`) AS `game_date`,
    MIN(`t7`.`game_date_est`) AS `tip_off`,
    MAX(
      IF(`t7`.`snapshot_timestamp` <= `t7`.`game_date_est`, `t7`.`snapshot_timestamp`, NULL)
    ) AS `newest_snapshot`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t3`.`game_id`,
        `t3`.`odds_api_event_id`,
        `t3`.`game_date`,
        `t3`.`game_start_time`,
        `t3`.`home_team_abbr`,
        `t3`.`away_team_abbr`,
        `t3`.`snapshot_timestamp`,
        `t3`.`snapshot_tag`,
        `t3`.`capture_timestamp`,
        `t3`.`minutes_before_tipoff`,
        `t3`.`bookmaker`,
        `t3`.`player_name`,
        `t3`.`player_lookup`,
        `t3`.`points_line`,
        `t3`.`over_price`,
        `t3`.`over_price_american`,
        `t3`.`under_price`,
        `t3`.`under_price_american`,
        `t3`.`bookmaker_last_update`,
        `t3`.`source_file_path`,
        `t3`.`data_source`,
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
        FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
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
    WHERE
      `t6`.`snapshot_timestamp` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
  ) AS `t7`
  GROUP BY
    1
) AS `t8`;

-- every coming game day has props
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t10`.`matched` IS NULL) AS `bad_5`
FROM (
  SELECT
    `t9`.`game_date`,
    `t9`.`first_tip_off`,
    `t4`.`game_date` AS `game_date_found`,
    `t4`.`matched`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t6`.`game_date`,
        MIN(`t6`.`game_date_est`) AS `first_tip_off`
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
            `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 18)
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
          `t5`.`game_date_est` > CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
      ) AS `t6`
      GROUP BY
        1
    ) AS `t7`
    WHERE
      `t7`.`first_tip_off` <= TIMESTAMP_ADD(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '18' HOUR)
  ) AS `t9`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`game_date`,
      TRUE AS `matched`
    FROM (
      SELECT DISTINCT
        `t0`.`game_date`
      FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 18)
    ) AS `t2`
  ) AS `t4`
    ON `t9`.`game_date` = `t4`.`game_date`
) AS `t10`;
