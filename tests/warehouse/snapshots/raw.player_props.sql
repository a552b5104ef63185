-- at least 2 books a game
-- at least 10 players a game
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_0`
  )) AS `bad_0`,
  LOGICAL_OR(`t2`.`holds_0` IS NOT NULL) AS `answered_0`,
  COUNTIF(NOT (
    `t2`.`holds_1`
  )) AS `bad_1`,
  LOGICAL_OR(`t2`.`holds_1` IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t1`.`game_id`,
    COUNT(DISTINCT `t1`.`bookmaker`) >= 2 AS `holds_0`,
    COUNT(DISTINCT `t1`.`player_lookup`) >= 10 AS `holds_1`
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

-- line from 3.5 to 55.5
-- line is a multiple of 0.5
-- American odds are never between -100 and +100
-- American odds from -500 to +500
-- both sides are quoted
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t1`.`points_line` BETWEEN 3.5 AND 55.5
  )) AS `bad_2`,
  LOGICAL_OR((
    `t1`.`points_line` BETWEEN 3.5 AND 55.5
  ) IS NOT NULL) AS `answered_2`,
  COUNTIF(
    NOT (
      (
        `t1`.`points_line` * 2
      ) = CAST(ROUND(`t1`.`points_line` * 2, 0) AS INT64)
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    (
      (
        `t1`.`points_line` * 2
      ) = CAST(ROUND(`t1`.`points_line` * 2, 0) AS INT64)
    ) IS NOT NULL
  ) AS `answered_3`,
  COUNTIF(
    NOT (
      (
        ABS(`t1`.`over_price_american`) >= 100
      )
      AND (
        ABS(`t1`.`under_price_american`) >= 100
      )
    )
  ) AS `bad_4`,
  LOGICAL_OR(
    (
      (
        ABS(`t1`.`over_price_american`) >= 100
      )
      AND (
        ABS(`t1`.`under_price_american`) >= 100
      )
    ) IS NOT NULL
  ) AS `answered_4`,
  COUNTIF(
    NOT (
      (
        ABS(`t1`.`over_price_american`) <= 500
      )
      AND (
        ABS(`t1`.`under_price_american`) <= 500
      )
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    (
      (
        ABS(`t1`.`over_price_american`) <= 500
      )
      AND (
        ABS(`t1`.`under_price_american`) <= 500
      )
    ) IS NOT NULL
  ) AS `answered_5`,
  COUNTIF(
    NOT (
      (
        `t1`.`over_price_american` IS NOT NULL
      )
      AND (
        `t1`.`under_price_american` IS NOT NULL
      )
    )
  ) AS `bad_7`,
  LOGICAL_OR(
    (
      (
        `t1`.`over_price_american` IS NOT NULL
      )
      AND (
        `t1`.`under_price_american` IS NOT NULL
      )
    ) IS NOT NULL
  ) AS `answered_7`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- no placeholder line of 20.0 across players
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_6`
  )) AS `bad_6`,
  LOGICAL_OR(`t2`.`holds_6` IS NOT NULL) AS `answered_6`
FROM (
  SELECT
    `t1`.`game_id`,
    `t1`.`bookmaker`,
    `t1`.`snapshot_timestamp`,
    COUNT(DISTINCT IF(`t1`.`points_line` = 20.0, `t1`.`player_lookup`, NULL)) <= 2 AS `holds_6`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1,
    2,
    3
) AS `t2`;
