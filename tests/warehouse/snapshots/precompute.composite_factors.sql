-- one row for each game_date, player_lookup
-- fatigue_score from 0 to 100
-- shot_zone_mismatch_score from -10 to 10
-- pace_score from -3 to 3
-- usage_spike_score from -3 to 3
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`player_lookup`)))
  ) AS `distinct_0`,
  COUNTIF(NOT (
    `t1`.`fatigue_score` BETWEEN 0 AND 100
  )) AS `bad_1`,
  LOGICAL_OR((
    `t1`.`fatigue_score` BETWEEN 0 AND 100
  ) IS NOT NULL) AS `answered_1`,
  COUNTIF(NOT (
    `t1`.`shot_zone_mismatch_score` BETWEEN -10 AND 10
  )) AS `bad_2`,
  LOGICAL_OR((
    `t1`.`shot_zone_mismatch_score` BETWEEN -10 AND 10
  ) IS NOT NULL) AS `answered_2`,
  COUNTIF(NOT (
    `t1`.`pace_score` BETWEEN -3 AND 3
  )) AS `bad_3`,
  LOGICAL_OR((
    `t1`.`pace_score` BETWEEN -3 AND 3
  ) IS NOT NULL) AS `answered_3`,
  COUNTIF(NOT (
    `t1`.`usage_spike_score` BETWEEN -3 AND 3
  )) AS `bad_4`,
  LOGICAL_OR((
    `t1`.`usage_spike_score` BETWEEN -3 AND 3
  ) IS NOT NULL) AS `answered_4`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- at least 200 players a day
-- at most 7 days old at tip-off
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t22`.`opened` AND NOT (
    `t22`.`found` >= 200
  )) AS `bad_5`,
  LOGICAL_OR(`t22`.`opened` AND (
    (
      `t22`.`found` >= 200
    ) IS NOT NULL
  )) AS `answered_5`,
  LOGICAL_OR(`t22`.`opened`) AS `applies_5`,
  COUNTIF(
    `t22`.`opened`
    AND NOT (
      COALESCE(`t22`.`newest` >= TIMESTAMP_SUB(`t22`.`first_tip_off`, INTERVAL '7' DAY), FALSE)
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    `t22`.`opened`
    AND (
      COALESCE(`t22`.`newest` >= TIMESTAMP_SUB(`t22`.`first_tip_off`, INTERVAL '7' DAY), FALSE) IS NOT NULL
    )
  ) AS `answered_6`,
  LOGICAL_OR(`t22`.`opened`) AS `applies_6`
FROM (
  SELECT
    `t21`.`game_date`,
    `t21`.`games`,
    `t21`.`first_tip_off`,
    `t21`.`opened`,
    COALESCE(`t21`.`found`, 0) AS `found`,
    `t21`.`newest`
  FROM (
    SELECT
      `t20`.`game_date`,
      `t20`.`games`,
      `t20`.`first_tip_off`,
      `t20`.`opened`,
      SUM(IF(`t20`.`made_on` = `t20`.`game_date`, `t20`.`made`, NULL)) AS `found`,
      MAX(`t20`.`written`) AS `newest`
    FROM (
      SELECT
        `t19`.`game_date`,
        `t19`.`games`,
        `t19`.`first_tip_off`,
        `t19`.`opened`,
        `t7`.`made_on`,
        `t7`.`made`,
        `t7`.`written`
      FROM (
        SELECT
          `t17`.`game_date`,
          `t17`.`games`,
          `t17`.`first_tip_off`,
          `t17`.`predicted` AS `opened`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t15`.`game_date`,
              `t15`.`games`,
              `t15`.`final_games`,
              `t15`.`first_tip_off`,
              `t15`.`last_tip_off`,
              `t15`.`opening`,
              `t15`.`game_date` >= DATE_ADD(`t15`.`opening`, INTERVAL '14' DAY) AS `predicted`
            FROM (
              SELECT
                `t12`.`game_date`,
                `t12`.`games`,
                `t12`.`final_games`,
                `t12`.`first_tip_off`,
                `t12`.`last_tip_off`,
                `t14`.`opening`
              FROM (
                SELECT
                  `t8`.`game_date`,
                  COUNT(DISTINCT `t8`.`game_id`) AS `games`,
                  COUNT(DISTINCT IF(`t8`.`game_status` = 3, `t8`.`game_id`, NULL)) AS `final_games`,
                  MIN(`t8`.`game_date_est`) AS `first_tip_off`,
                  MAX(`t8`.`game_date_est`) AS `last_tip_off`
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
                ) AS `t8`
                GROUP BY
                  1
              ) AS `t12`
              INNER JOIN (
                SELECT
                  `t5`.`game_date`,
                  `t10`.`opening`
                FROM (
                  SELECT DISTINCT
                    `t1`.`season_year`,
                    `t1`.`game_date`
                  FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t1`
                  WHERE
                    `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                    AND SUBSTRING(`t1`.`game_id`, IF((
                      2 + 1
                    ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) IN ('2', '4', '5', '6')
                ) AS `t5`
                INNER JOIN (
                  SELECT
                    `t4`.`season_year`,
                    MIN(`t4`.`game_date`) AS `opening`
                  FROM (
                    SELECT
                      *
                    FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t1`
                    WHERE
                      `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                      AND SUBSTRING(`t1`.`game_id`, IF((
                        2 + 1
                      ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t1`.`game_id`)), 1) IN ('2', '4', '5', '6')
                  ) AS `t4`
                  GROUP BY
                    1
                ) AS `t10`
                  ON `t5`.`season_year` = `t10`.`season_year`
              ) AS `t14`
                ON `t12`.`game_date` = `t14`.`game_date`
            ) AS `t15`
          ) AS `t16`
          WHERE
            `t16`.`first_tip_off` <= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
        ) AS `t17`
      ) AS `t19`
      LEFT OUTER JOIN (
        SELECT
          `t2`.`game_date` AS `made_on`,
          COUNT(DISTINCT `t2`.`player_lookup`) AS `made`,
          MAX(`t2`.`processed_at`) AS `written`
        FROM (
          SELECT
            *
          FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t0`
          WHERE
            `t0`.`game_date` BETWEEN DATE(2024, 1, 8) AND DATE(2024, 1, 17)
        ) AS `t2`
        GROUP BY
          1
      ) AS `t7`
        ON `t7`.`made_on` <= `t19`.`game_date`
        AND `t7`.`made_on` >= DATE_SUB(`t19`.`game_date`, INTERVAL '7' DAY)
    ) AS `t20`
    GROUP BY
      1,
      2,
      3,
      4
  ) AS `t21`
) AS `t22`;
