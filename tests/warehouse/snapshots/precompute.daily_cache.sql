-- one row for each cache_date, player_lookup
-- points_avg_last_5 from 0 to 60
-- points_avg_last_10 from 0 to 60
-- points_avg_season from 0 to 60
-- ts_pct_last_10 from 0 to 1.5
-- games_played_season from 0 to 88
-- minutes_avg_last_10 from 0 to 53
-- flagged as early season with fewer than 10 games, and only then
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`cache_date`, `t1`.`player_lookup`)))
  ) AS `distinct_0`,
  COUNTIF(
    (
      `t1`.`games_played_season` >= 3
    )
    AND NOT (
      `t1`.`points_avg_last_5` BETWEEN 0 AND 60
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      `t1`.`games_played_season` >= 3
    )
    AND (
      (
        `t1`.`points_avg_last_5` BETWEEN 0 AND 60
      ) IS NOT NULL
    )
  ) AS `answered_1`,
  LOGICAL_OR(`t1`.`games_played_season` >= 3) AS `applies_1`,
  COUNTIF(
    (
      `t1`.`games_played_season` >= 3
    )
    AND NOT (
      `t1`.`points_avg_last_10` BETWEEN 0 AND 60
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      `t1`.`games_played_season` >= 3
    )
    AND (
      (
        `t1`.`points_avg_last_10` BETWEEN 0 AND 60
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(`t1`.`games_played_season` >= 3) AS `applies_2`,
  COUNTIF(
    (
      `t1`.`games_played_season` >= 3
    )
    AND NOT (
      `t1`.`points_avg_season` BETWEEN 0 AND 60
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t1`.`games_played_season` >= 3
    )
    AND (
      (
        `t1`.`points_avg_season` BETWEEN 0 AND 60
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t1`.`games_played_season` >= 3) AS `applies_3`,
  COUNTIF(NOT (
    `t1`.`ts_pct_last_10` BETWEEN 0 AND 1.5
  )) AS `bad_4`,
  LOGICAL_OR((
    `t1`.`ts_pct_last_10` BETWEEN 0 AND 1.5
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(NOT (
    `t1`.`games_played_season` BETWEEN 0 AND 88
  )) AS `bad_5`,
  LOGICAL_OR((
    `t1`.`games_played_season` BETWEEN 0 AND 88
  ) IS NOT NULL) AS `answered_5`,
  COUNTIF(NOT (
    `t1`.`minutes_avg_last_10` BETWEEN 0 AND 53
  )) AS `bad_6`,
  LOGICAL_OR((
    `t1`.`minutes_avg_last_10` BETWEEN 0 AND 53
  ) IS NOT NULL) AS `answered_6`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`early_season_flag` = (
        `t1`.`games_played_season` < 10
      ), FALSE)
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    COALESCE(`t1`.`early_season_flag` = (
      `t1`.`games_played_season` < 10
    ), FALSE) IS NOT NULL
  ) AS `answered_7`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t0`
  WHERE
    `t0`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- at most 20 % of the players lack window counts
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_8`
  )) AS `bad_8`,
  LOGICAL_OR(`t2`.`holds_8` IS NOT NULL) AS `answered_8`
FROM (
  SELECT
    `t1`.`cache_date`,
    AVG(
      CAST((
        `t1`.`games_in_last_7_days` IS NULL
      )
      OR (
        `t1`.`games_in_last_14_days` IS NULL
      ) AS INT64)
    ) <= 0.2 AS `holds_8`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t0`
    WHERE
      `t0`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- the average of five is that of the last five games
-- windows of 7 and 14 days hold the games of those days
-- the window reaches to the last game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t14`.`games_played` >= 5
    )
    AND NOT (
      ABS(`t14`.`points_avg_last_5` - `t14`.`points_of_5`) <= 0.1
    )
  ) AS `bad_9`,
  LOGICAL_OR(
    (
      `t14`.`games_played` >= 5
    )
    AND (
      (
        ABS(`t14`.`points_avg_last_5` - `t14`.`points_of_5`) <= 0.1
      ) IS NOT NULL
    )
  ) AS `answered_9`,
  LOGICAL_OR(`t14`.`games_played` >= 5) AS `applies_9`,
  COUNTIF(
    NOT (
      (
        `t14`.`games_in_last_7_days` = `t14`.`games_of_7_days`
      )
      AND (
        `t14`.`games_in_last_14_days` = `t14`.`games_of_14_days`
      )
    )
  ) AS `bad_10`,
  LOGICAL_OR(
    (
      (
        `t14`.`games_in_last_7_days` = `t14`.`games_of_7_days`
      )
      AND (
        `t14`.`games_in_last_14_days` = `t14`.`games_of_14_days`
      )
    ) IS NOT NULL
  ) AS `answered_10`,
  COUNTIF(
    NOT (
      COALESCE(
        `t14`.`source_player_game_last_updated` >= CAST(`t14`.`last_game` AS TIMESTAMP),
        FALSE
      )
    )
  ) AS `bad_11`,
  LOGICAL_OR(
    COALESCE(
      `t14`.`source_player_game_last_updated` >= CAST(`t14`.`last_game` AS TIMESTAMP),
      FALSE
    ) IS NOT NULL
  ) AS `answered_11`
FROM (
  SELECT
    `t13`.`player_lookup`,
    `t13`.`points_avg_last_5`,
    `t13`.`games_in_last_7_days`,
    `t13`.`games_in_last_14_days`,
    `t13`.`source_player_game_last_updated`,
    `t13`.`about` AS `cache_date`,
    `t13`.`games_played`,
    `t13`.`points_of_5`,
    `t13`.`last_game`,
    `t13`.`tenth_game`,
    `t13`.`games_of_7_days`,
    `t13`.`games_of_14_days`
  FROM (
    SELECT
      `t5`.`player_lookup`,
      `t5`.`points_avg_last_5`,
      `t5`.`games_in_last_7_days`,
      `t5`.`games_in_last_14_days`,
      `t5`.`source_player_game_last_updated`,
      `t5`.`about`,
      `t12`.`games_played`,
      `t12`.`points_of_5`,
      `t12`.`last_game`,
      `t12`.`tenth_game`,
      `t12`.`games_of_7_days`,
      `t12`.`games_of_14_days`
    FROM (
      SELECT
        `t0`.`player_lookup`,
        `t0`.`points_avg_last_5`,
        `t0`.`games_in_last_7_days`,
        `t0`.`games_in_last_14_days`,
        `t0`.`source_player_game_last_updated`,
        `t0`.`cache_date` AS `about`
      FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t0`
      WHERE
        `t0`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
    ) AS `t5`
    INNER JOIN (
      SELECT
        `t10`.`player_lookup`,
        `t10`.`about`,
        COUNT(*) AS `games_played`,
        AVG(IF(`t10`.`number` < 5, `t10`.`points`, NULL)) AS `points_of_5`,
        MAX(`t10`.`played_on`) AS `last_game`,
        MIN(IF(`t10`.`number` < 10, `t10`.`played_on`, NULL)) AS `tenth_game`,
        COUNTIF(`t10`.`played_on` >= DATE_SUB(`t10`.`about`, INTERVAL '7' DAY)) AS `games_of_7_days`,
        COUNTIF(`t10`.`played_on` >= DATE_SUB(`t10`.`about`, INTERVAL '14' DAY)) AS `games_of_14_days`
      FROM (
        SELECT
          `t9`.`player_lookup`,
          `t9`.`about`,
          `t9`.`points`,
          `t9`.`played_on`,
          ROW_NUMBER() OVER (PARTITION BY `t9`.`player_lookup`, `t9`.`about` ORDER BY `t9`.`played_on` DESC) - 1 AS `number`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t6`.`player_lookup`,
              `t6`.`about`,
              `t7`.`points`,
              `t7`.`played_on`
            FROM (
              SELECT DISTINCT
                `t0`.`player_lookup`,
                `t0`.`cache_date` AS `about`
              FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t0`
              WHERE
                `t0`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t6`
            INNER JOIN (
              SELECT
                `t1`.`player_lookup`,
                `t1`.`points`,
                `t1`.`game_date` AS `played_on`
              FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t1`
              WHERE
                `t1`.`game_date` BETWEEN DATE(2023, 12, 1) AND DATE(2024, 1, 17)
                AND `t1`.`is_active`
            ) AS `t7`
              ON `t6`.`player_lookup` = `t7`.`player_lookup`
          ) AS `t8`
          WHERE
            `t8`.`played_on` < `t8`.`about`
            AND `t8`.`played_on` >= DATE_SUB(`t8`.`about`, INTERVAL '45' DAY)
        ) AS `t9`
      ) AS `t10`
      GROUP BY
        1,
        2
    ) AS `t12`
      ON `t5`.`player_lookup` = `t12`.`player_lookup` AND `t5`.`about` = `t12`.`about`
  ) AS `t13`
) AS `t14`;
