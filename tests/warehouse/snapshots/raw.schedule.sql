-- 30 teams a season
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t5`.`holds_0`
  )) AS `bad_0`,
  LOGICAL_OR(`t5`.`holds_0` IS NOT NULL) AS `answered_0`
FROM (
  SELECT
    `t4`.`season_year`,
    COUNT(DISTINCT `t4`.`team`) = 30 AS `holds_0`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t0`.`season_year`,
          `t0`.`game_id`,
          `t0`.`home_team_tricode` AS `team`
        FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
          AND SUBSTRING(`t0`.`game_id`, IF((
            2 + 1
          ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) = '2'
      ) AS `t1`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          `t0`.`season_year`,
          `t0`.`game_id`,
          `t0`.`away_team_tricode` AS `team`
        FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
          AND SUBSTRING(`t0`.`game_id`, IF((
            2 + 1
          ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) = '2'
      ) AS `t2`
    ) AS `t3`
    WHERE
      `t3`.`team` <> 'TBD'
  ) AS `t4`
  GROUP BY
    1
) AS `t5`;

-- 80 to 84 games a team and season
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t5`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t5`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t4`.`season_year`,
    `t4`.`team`,
    COUNT(DISTINCT `t4`.`game_id`) BETWEEN 80 AND 84 AS `holds_1`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t0`.`season_year`,
          `t0`.`game_id`,
          `t0`.`home_team_tricode` AS `team`
        FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
          AND SUBSTRING(`t0`.`game_id`, IF((
            2 + 1
          ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) = '2'
      ) AS `t1`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          `t0`.`season_year`,
          `t0`.`game_id`,
          `t0`.`away_team_tricode` AS `team`
        FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
          AND SUBSTRING(`t0`.`game_id`, IF((
            2 + 1
          ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) = '2'
      ) AS `t2`
    ) AS `t3`
    WHERE
      `t3`.`team` <> 'TBD'
  ) AS `t4`
  GROUP BY
    1,
    2
) AS `t5`;

-- the regular season has 1230 games
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_2`
  )) AS `bad_2`,
  LOGICAL_OR(`t2`.`holds_2` IS NOT NULL) AS `answered_2`
FROM (
  SELECT
    `t1`.`season_year`,
    IF(
      (
        COUNT(DISTINCT `t1`.`game_id`) < 1230
      )
      AND NOT (
        DATE(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), 'America/New_York') >= DATE(MAX(`t1`.`season_year`) + 1, 1, 1)
      ),
      CAST(NULL AS BOOL),
      COUNT(DISTINCT `t1`.`game_id`) = 1230
    ) AS `holds_2`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
      AND SUBSTRING(`t0`.`game_id`, IF((
        2 + 1
      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) = '2'
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- one row for each game_id
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`)))) AS `distinct_3`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
) AS `t1`;

-- a game has one date
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_4`
  )) AS `bad_4`,
  LOGICAL_OR(`t2`.`holds_4` IS NOT NULL) AS `answered_4`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNT(DISTINCT `t1`.`game_date`) = 1 AS `holds_4`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- status is scheduled, in progress or final
-- a final game has its score
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t1`.`game_status` IN (1, 2, 3)
  )) AS `bad_5`,
  LOGICAL_OR((
    `t1`.`game_status` IN (1, 2, 3)
  ) IS NOT NULL) AS `answered_5`,
  COUNTIF(
    (
      `t1`.`game_status` = 3
    )
    AND NOT (
      COALESCE((
        `t1`.`home_team_score` > 0
      ) AND (
        `t1`.`away_team_score` > 0
      ), FALSE)
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      `t1`.`game_status` = 3
    )
    AND (
      COALESCE((
        `t1`.`home_team_score` > 0
      ) AND (
        `t1`.`away_team_score` > 0
      ), FALSE) IS NOT NULL
    )
  ) AS `answered_6`,
  LOGICAL_OR(`t1`.`game_status` = 3) AS `applies_6`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
