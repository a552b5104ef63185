-- one row for each game_id, player_lookup
-- points add up, give or take 1
-- zones add up to the field goals
-- who was not active has nothing to his name
-- minutes_played from 0 to 60
-- usage_rate from 0 to 100
-- ts_pct from 0 to 1.5
-- efg_pct from 0 to 1.5
-- true shooting is points over attempts
-- mean usage of those with 10 minutes is 8 to 38 percent
-- minutes are known of 99 percent of the active
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`player_lookup`)))
  ) AS `distinct_0`,
  COUNTIF(
    NOT (
      ABS(
        (
          (
            `t1`.`points` - (
              `t1`.`fg_makes` * 2
            )
          ) - `t1`.`three_pt_makes`
        ) - `t1`.`ft_makes`
      ) <= 1
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      ABS(
        (
          (
            `t1`.`points` - (
              `t1`.`fg_makes` * 2
            )
          ) - `t1`.`three_pt_makes`
        ) - `t1`.`ft_makes`
      ) <= 1
    ) IS NOT NULL
  ) AS `answered_1`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`shot_zones_estimated`, FALSE)
    )
    AND NOT (
      (
        (
          `t1`.`paint_attempts` + `t1`.`mid_range_attempts` + `t1`.`three_pt_attempts`
        ) = `t1`.`fg_attempts`
      )
      AND (
        (
          `t1`.`paint_makes` + `t1`.`mid_range_makes` + `t1`.`three_pt_makes`
        ) = `t1`.`fg_makes`
      )
      AND (
        (
          `t1`.`assisted_fg_makes` + `t1`.`unassisted_fg_makes`
        ) = `t1`.`fg_makes`
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    NOT (
      COALESCE(`t1`.`shot_zones_estimated`, FALSE)
    )
    AND (
      (
        (
          (
            `t1`.`paint_attempts` + `t1`.`mid_range_attempts` + `t1`.`three_pt_attempts`
          ) = `t1`.`fg_attempts`
        )
        AND (
          (
            `t1`.`paint_makes` + `t1`.`mid_range_makes` + `t1`.`three_pt_makes`
          ) = `t1`.`fg_makes`
        )
        AND (
          (
            `t1`.`assisted_fg_makes` + `t1`.`unassisted_fg_makes`
          ) = `t1`.`fg_makes`
        )
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(NOT (
    COALESCE(`t1`.`shot_zones_estimated`, FALSE)
  )) AS `applies_2`,
  COUNTIF(
    NOT (
      `t1`.`is_active`
    )
    AND NOT (
      (
        COALESCE(`t1`.`points`, 0) = 0
      )
      AND (
        COALESCE(`t1`.`minutes_played`, 0) = 0
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    NOT (
      `t1`.`is_active`
    )
    AND (
      (
        (
          COALESCE(`t1`.`points`, 0) = 0
        )
        AND (
          COALESCE(`t1`.`minutes_played`, 0) = 0
        )
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(NOT (
    `t1`.`is_active`
  )) AS `applies_3`,
  COUNTIF(NOT (
    `t1`.`minutes_played` BETWEEN 0 AND 60
  )) AS `bad_4`,
  LOGICAL_OR((
    `t1`.`minutes_played` BETWEEN 0 AND 60
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(NOT (
    `t1`.`usage_rate` BETWEEN 0 AND 100
  )) AS `bad_5`,
  LOGICAL_OR((
    `t1`.`usage_rate` BETWEEN 0 AND 100
  ) IS NOT NULL) AS `answered_5`,
  COUNTIF(NOT (
    `t1`.`ts_pct` BETWEEN 0 AND 1.5
  )) AS `bad_6`,
  LOGICAL_OR((
    `t1`.`ts_pct` BETWEEN 0 AND 1.5
  ) IS NOT NULL) AS `answered_6`,
  COUNTIF(NOT (
    `t1`.`efg_pct` BETWEEN 0 AND 1.5
  )) AS `bad_7`,
  LOGICAL_OR((
    `t1`.`efg_pct` BETWEEN 0 AND 1.5
  ) IS NOT NULL) AS `answered_7`,
  COUNTIF(
    (
      (
        (
          `t1`.`fg_attempts` + (
            `t1`.`ft_attempts` * 0.44
          )
        ) * 2
      ) > 0
    )
    AND NOT (
      ABS(
        `t1`.`ts_pct` - ieee_divide(`t1`.`points`, (
          `t1`.`fg_attempts` + (
            `t1`.`ft_attempts` * 0.44
          )
        ) * 2)
      ) <= 0.005
    )
  ) AS `bad_8`,
  LOGICAL_OR(
    (
      (
        (
          `t1`.`fg_attempts` + (
            `t1`.`ft_attempts` * 0.44
          )
        ) * 2
      ) > 0
    )
    AND (
      (
        ABS(
          `t1`.`ts_pct` - ieee_divide(`t1`.`points`, (
            `t1`.`fg_attempts` + (
              `t1`.`ft_attempts` * 0.44
            )
          ) * 2)
        ) <= 0.005
      ) IS NOT NULL
    )
  ) AS `answered_8`,
  LOGICAL_OR(
    (
      (
        `t1`.`fg_attempts` + (
          `t1`.`ft_attempts` * 0.44
        )
      ) * 2
    ) > 0
  ) AS `applies_8`,
  AVG(IF(`t1`.`minutes_played` >= 10, `t1`.`usage_rate`, NULL)) BETWEEN 8 AND 38 AS `holds_9`,
  AVG(IF(`t1`.`minutes_played` >= 10, `t1`.`usage_rate`, NULL)) AS `show_9_mean`,
  COUNTIF(`t1`.`is_active` AND (
    `t1`.`minutes_played` IS NULL
  )) <= (
    COUNTIF(`t1`.`is_active`) * 0.01
  ) AS `holds_10`,
  COUNTIF(`t1`.`is_active` AND (
    `t1`.`minutes_played` IS NULL
  )) AS `show_10_unknown`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- R-009: somebody played in a game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_11`
  )) AS `bad_11`,
  LOGICAL_OR(`t2`.`holds_11` IS NOT NULL) AS `answered_11`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNTIF(`t1`.`minutes_played` > 0) > 0 AS `holds_11`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- at least 9 players of a team played
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_12`
  )) AS `bad_12`,
  LOGICAL_OR(`t2`.`holds_12` IS NOT NULL) AS `answered_12`
FROM (
  SELECT
    `t1`.`game_id`,
    `t1`.`team_abbr`,
    COUNT(DISTINCT IF(`t1`.`minutes_played` > 0, `t1`.`player_lookup`, NULL)) >= 9 AS `holds_12`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`;

-- as many players as the gamebook, give or take 5
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    ABS(`t9`.`summary` - `t9`.`gamebook`) <= 5
  )) AS `bad_13`,
  LOGICAL_OR((
    ABS(`t9`.`summary` - `t9`.`gamebook`) <= 5
  ) IS NOT NULL) AS `answered_13`
FROM (
  SELECT
    `t8`.`game_id`,
    `t8`.`game_date`,
    `t8`.`gamebook`,
    `t8`.`game_id_found`,
    COALESCE(`t8`.`summary`, 0) AS `summary`
  FROM (
    SELECT
      `t6`.`game_id`,
      `t6`.`game_date`,
      `t6`.`gamebook`,
      `t7`.`game_id` AS `game_id_found`,
      `t7`.`summary`
    FROM (
      SELECT
        `t2`.`game_id`,
        MIN(`t2`.`game_date`) AS `game_date`,
        COUNT(DISTINCT `t2`.`player_lookup`) AS `gamebook`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t0`
        WHERE
          `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          AND `t0`.`player_status` = 'active'
      ) AS `t2`
      GROUP BY
        1
    ) AS `t6`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`game_id`,
        COUNT(DISTINCT `t3`.`player_lookup`) AS `summary`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
          AND `t1`.`is_active`
      ) AS `t3`
      GROUP BY
        1
    ) AS `t7`
      ON `t6`.`game_id` = `t7`.`game_id`
  ) AS `t8`
) AS `t9`;
