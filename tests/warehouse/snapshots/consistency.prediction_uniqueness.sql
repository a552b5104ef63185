-- one prediction for each game, player, system and line
-- one row for each prediction_id
-- what was superseded is not active
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`game_id`, `t1`.`player_lookup`, `t1`.`system_id`, `t1`.`current_points_line`)
      )
    )
  ) AS `distinct_0`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`prediction_id`)))) AS `distinct_1`,
  COUNTIF(
    (
      `t1`.`superseded_by` IS NOT NULL
    )
    AND NOT (
      NOT (
        `t1`.`is_active`
      )
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      `t1`.`superseded_by` IS NOT NULL
    )
    AND (
      (
        NOT (
          `t1`.`is_active`
        )
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(`t1`.`superseded_by` IS NOT NULL) AS `applies_3`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- active predictions of a system differ by their line
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_2`
  )) AS `bad_2`,
  LOGICAL_OR(`t2`.`holds_2` IS NOT NULL) AS `answered_2`
FROM (
  SELECT
    `t1`.`game_id`,
    `t1`.`player_lookup`,
    `t1`.`system_id`,
    (
      (
        COUNTIF(`t1`.`is_active` AND (
          `t1`.`current_points_line` IS NULL
        )) = 0
      )
      OR (
        (
          COUNTIF(`t1`.`is_active` AND (
            `t1`.`current_points_line` IS NULL
          )) = 1
        )
        AND (
          COUNT(DISTINCT IF(`t1`.`is_active`, `t1`.`current_points_line`, NULL)) = 0
        )
      )
    )
    AND (
      COUNTIF(`t1`.`is_active` AND (
        `t1`.`current_points_line` IS NOT NULL
      )) = COUNT(DISTINCT IF(`t1`.`is_active`, `t1`.`current_points_line`, NULL))
    ) AS `holds_2`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_predictions`.`player_prop_predictions` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1,
    2,
    3
) AS `t2`;
