-- each feature is spread as in the 14 days before
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    NOT (
      `t21`.`alarm`
    )
  )) AS `bad_0`,
  LOGICAL_OR((
    NOT (
      `t21`.`alarm`
    )
  ) IS NOT NULL) AS `answered_0`
FROM (
  SELECT
    `t20`.*
    EXCEPT (`day_number`, `tested`)
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t18`.`game_date`,
        `t18`.`feature`,
        `t18`.`of_teams`,
        `t18`.`players`,
        `t18`.`teams`,
        `t18`.`bin_0`,
        `t18`.`bin_1`,
        `t18`.`bin_2`,
        `t18`.`bin_3`,
        `t18`.`bin_4`,
        `t18`.`bin_5`,
        `t18`.`bin_6`,
        `t18`.`bin_7`,
        `t18`.`bin_8`,
        `t18`.`bin_9`,
        `t18`.`day_number`,
        `t18`.`baseline_days`,
        `t18`.`before_players`,
        `t18`.`before_bin_0`,
        `t18`.`before_bin_1`,
        `t18`.`before_bin_2`,
        `t18`.`before_bin_3`,
        `t18`.`before_bin_4`,
        `t18`.`before_bin_5`,
        `t18`.`before_bin_6`,
        `t18`.`before_bin_7`,
        `t18`.`before_bin_8`,
        `t18`.`before_bin_9`,
        `t18`.`index`,
        `t18`.`highest`,
        `t18`.`alarm`,
        `t18`.`tested`,
        COUNT(IF(`t18`.`tested` IS NULL, CAST(`t18`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `days_replayed`,
        AVG(IF(`t18`.`tested` IS NULL, CAST(`t18`.`alarm` AS INT64), CAST(NULL AS INT64))) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `false_alarm_rate`
      FROM (
        SELECT
          `t17`.*
          EXCEPT (`game_date_right`)
        FROM (
          SELECT
            `t16`.`game_date`,
            `t16`.`feature`,
            `t16`.`of_teams`,
            `t16`.`players`,
            `t16`.`teams`,
            `t16`.`bin_0`,
            `t16`.`bin_1`,
            `t16`.`bin_2`,
            `t16`.`bin_3`,
            `t16`.`bin_4`,
            `t16`.`bin_5`,
            `t16`.`bin_6`,
            `t16`.`bin_7`,
            `t16`.`bin_8`,
            `t16`.`bin_9`,
            `t16`.`day_number`,
            `t16`.`baseline_days`,
            `t16`.`before_players`,
            `t16`.`before_bin_0`,
            `t16`.`before_bin_1`,
            `t16`.`before_bin_2`,
            `t16`.`before_bin_3`,
            `t16`.`before_bin_4`,
            `t16`.`before_bin_5`,
            `t16`.`before_bin_6`,
            `t16`.`before_bin_7`,
            `t16`.`before_bin_8`,
            `t16`.`before_bin_9`,
            `t16`.`index`,
            `t16`.`highest`,
            `t16`.`alarm`,
            `t8`.`game_date` AS `game_date_right`,
            `t8`.`tested`
          FROM (
            SELECT
              `t14`.`game_date`,
              `t14`.`feature`,
              `t14`.`of_teams`,
              `t14`.`players`,
              `t14`.`teams`,
              `t14`.`bin_0`,
              `t14`.`bin_1`,
              `t14`.`bin_2`,
              `t14`.`bin_3`,
              `t14`.`bin_4`,
              `t14`.`bin_5`,
              `t14`.`bin_6`,
              `t14`.`bin_7`,
              `t14`.`bin_8`,
              `t14`.`bin_9`,
              `t14`.`day_number`,
              `t14`.`baseline_days`,
              `t14`.`before_players`,
              `t14`.`before_bin_0`,
              `t14`.`before_bin_1`,
              `t14`.`before_bin_2`,
              `t14`.`before_bin_3`,
              `t14`.`before_bin_4`,
              `t14`.`before_bin_5`,
              `t14`.`before_bin_6`,
              `t14`.`before_bin_7`,
              `t14`.`before_bin_8`,
              `t14`.`before_bin_9`,
              `t14`.`index`,
              `t14`.`highest`,
              IF(`t14`.`baseline_days` >= 5, `t14`.`index` > `t14`.`highest`, CAST(NULL AS BOOL)) AS `alarm`
            FROM (
              SELECT
                `t13`.`game_date`,
                `t13`.`feature`,
                `t13`.`of_teams`,
                `t13`.`players`,
                `t13`.`teams`,
                `t13`.`bin_0`,
                `t13`.`bin_1`,
                `t13`.`bin_2`,
                `t13`.`bin_3`,
                `t13`.`bin_4`,
                `t13`.`bin_5`,
                `t13`.`bin_6`,
                `t13`.`bin_7`,
                `t13`.`bin_8`,
                `t13`.`bin_9`,
                `t13`.`day_number`,
                `t13`.`baseline_days`,
                `t13`.`before_players`,
                `t13`.`before_bin_0`,
                `t13`.`before_bin_1`,
                `t13`.`before_bin_2`,
                `t13`.`before_bin_3`,
                `t13`.`before_bin_4`,
                `t13`.`before_bin_5`,
                `t13`.`before_bin_6`,
                `t13`.`before_bin_7`,
                `t13`.`before_bin_8`,
                `t13`.`before_bin_9`,
                (
                  (
                    ieee_divide(`t13`.`bin_0` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_0` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_0` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_0` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_1` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_1` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_1` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_1` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_2` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_2` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_2` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_2` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_3` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_3` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_3` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_3` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_4` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_4` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_4` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_4` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_5` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_5` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_5` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_5` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_6` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_6` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_6` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_6` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_7` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_7` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_7` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_7` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_8` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_8` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_8` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_8` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) + (
                  (
                    ieee_divide(`t13`.`bin_9` + 0.5, `t13`.`players` + 5.0) - ieee_divide(`t13`.`before_bin_9` + 0.5, `t13`.`before_players` + 5.0)
                  ) * LN(
                    ieee_divide(
                      ieee_divide(`t13`.`bin_9` + 0.5, `t13`.`players` + 5.0),
                      ieee_divide(`t13`.`before_bin_9` + 0.5, `t13`.`before_players` + 5.0)
                    )
                  )
                ) AS `index`,
                (
                  IF(
                    `t13`.`of_teams`,
                    (
                      ieee_divide(1, `t13`.`teams`) + 0.03333333333333333
                    ) * 4.5,
                    (
                      ieee_divide(1, `t13`.`players`) + ieee_divide(1, `t13`.`before_players`)
                    ) * 3
                  ) * 9
                ) + 0.25 AS `highest`
              FROM (
                SELECT
                  `t12`.`game_date`,
                  `t12`.`feature`,
                  `t12`.`of_teams`,
                  `t12`.`players`,
                  `t12`.`teams`,
                  `t12`.`bin_0`,
                  `t12`.`bin_1`,
                  `t12`.`bin_2`,
                  `t12`.`bin_3`,
                  `t12`.`bin_4`,
                  `t12`.`bin_5`,
                  `t12`.`bin_6`,
                  `t12`.`bin_7`,
                  `t12`.`bin_8`,
                  `t12`.`bin_9`,
                  `t12`.`day_number`,
                  COUNT(*) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `baseline_days`,
                  SUM(`t12`.`players`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_players`,
                  SUM(`t12`.`bin_0`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_0`,
                  SUM(`t12`.`bin_1`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_1`,
                  SUM(`t12`.`bin_2`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_2`,
                  SUM(`t12`.`bin_3`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_3`,
                  SUM(`t12`.`bin_4`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_4`,
                  SUM(`t12`.`bin_5`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_5`,
                  SUM(`t12`.`bin_6`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_6`,
                  SUM(`t12`.`bin_7`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_7`,
                  SUM(`t12`.`bin_8`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_8`,
                  SUM(`t12`.`bin_9`) OVER (
                    PARTITION BY `t12`.`feature`
                    ORDER BY `t12`.`day_number` ASC
                    RANGE BETWEEN 14 preceding AND 1 preceding
                  ) AS `before_bin_9`
                FROM (
                  SELECT
                    `t11`.`game_date`,
                    `t11`.`feature`,
                    `t11`.`of_teams`,
                    `t11`.`players`,
                    `t11`.`teams`,
                    `t11`.`bin_0`,
                    `t11`.`bin_1`,
                    `t11`.`bin_2`,
                    `t11`.`bin_3`,
                    `t11`.`bin_4`,
                    `t11`.`bin_5`,
                    `t11`.`bin_6`,
                    `t11`.`bin_7`,
                    `t11`.`bin_8`,
                    `t11`.`bin_9`,
                    DATE_DIFF(`t11`.`game_date`, DATE(2000, 1, 1), DAY) AS `day_number`
                  FROM (
                    SELECT
                      `t10`.`game_date`,
                      `t10`.`feature`,
                      `t10`.`of_teams`,
                      COUNT(*) AS `players`,
                      COUNT(DISTINCT `t10`.`opponent_team_abbr`) AS `teams`,
                      COUNTIF(`t10`.`place` = 0) AS `bin_0`,
                      COUNTIF(`t10`.`place` = 1) AS `bin_1`,
                      COUNTIF(`t10`.`place` = 2) AS `bin_2`,
                      COUNTIF(`t10`.`place` = 3) AS `bin_3`,
                      COUNTIF(`t10`.`place` = 4) AS `bin_4`,
                      COUNTIF(`t10`.`place` = 5) AS `bin_5`,
                      COUNTIF(`t10`.`place` = 6) AS `bin_6`,
                      COUNTIF(`t10`.`place` = 7) AS `bin_7`,
                      COUNTIF(`t10`.`place` = 8) AS `bin_8`,
                      COUNTIF(`t10`.`place` = 9) AS `bin_9`
                    FROM (
                      SELECT
                        `t9`.`game_date`,
                        `t9`.`features`,
                        `t9`.`opponent_team_abbr`,
                        `t9`.`number`,
                        [
                          'points_avg_last_5',
                          'points_avg_last_10',
                          'points_avg_season',
                          'points_std_last_10',
                          'shot_zone_mismatch_score',
                          'pace_score',
                          'usage_spike_score',
                          'injury_risk',
                          'recent_trend',
                          'minutes_change',
                          'opponent_def_rating',
                          'opponent_pace',
                          'home_away',
                          'playoff_game',
                          'pct_paint',
                          'pct_mid_range',
                          'pct_three',
                          'pct_free_throw',
                          'team_pace',
                          'team_off_rating',
                          'team_win_pct',
                          'vegas_points_line',
                          'vegas_opening_line',
                          'vegas_line_move',
                          'has_vegas_line',
                          'avg_points_vs_opponent',
                          'games_vs_opponent',
                          'minutes_avg_last_10',
                          'ppm_avg_last_10'
                        ][safe_offset(`t9`.`number`)] AS `feature`,
                        [
                          FALSE,
                          FALSE,
                          FALSE,
                          FALSE,
                          TRUE,
                          TRUE,
                          FALSE,
                          FALSE,
                          FALSE,
                          FALSE,
                          TRUE,
                          TRUE,
                          FALSE,
                          FALSE,
                          FALSE,
                          FALSE,
                          FALSE,
                          FALSE,
                          TRUE,
                          TRUE,
                          TRUE,
                          FALSE,
                          FALSE,
                          TRUE,
                          FALSE,
                          TRUE,
                          TRUE,
                          FALSE,
                          FALSE
                        ][safe_offset(`t9`.`number`)] AS `of_teams`,
                        COALESCE(
                          IF(
                            IF(
                              CAST(FLOOR(
                                ieee_divide(
                                  IF(
                                    IS_NAN(
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    )
                                    OR IS_INF(
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    ),
                                    CAST(NULL AS FLOAT64),
                                    `t9`.`features`[safe_offset(
                                      [
                                        0,
                                        1,
                                        2,
                                        3,
                                        6,
                                        7,
                                        8,
                                        10,
                                        11,
                                        12,
                                        13,
                                        14,
                                        15,
                                        17,
                                        18,
                                        19,
                                        20,
                                        21,
                                        22,
                                        23,
                                        24,
                                        25,
                                        26,
                                        27,
                                        28,
                                        29,
                                        30,
                                        31,
                                        32
                                      ][safe_offset(`t9`.`number`)]
                                    )]
                                  ) - [
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    -10.0,
                                    -1.5,
                                    -3.0,
                                    0.0,
                                    -2.0,
                                    -2.0,
                                    100.0,
                                    98.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    98.0,
                                    100.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    -1.5,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0
                                  ][safe_offset(`t9`.`number`)],
                                  [
                                    3.0,
                                    3.0,
                                    3.0,
                                    1.2,
                                    2.0,
                                    0.3,
                                    0.6,
                                    0.3,
                                    0.4,
                                    0.4,
                                    2.4,
                                    0.7,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.7,
                                    2.4,
                                    0.1,
                                    3.5,
                                    3.5,
                                    0.3,
                                    0.1,
                                    3.0,
                                    0.6,
                                    4.5,
                                    0.1
                                  ][safe_offset(`t9`.`number`)]
                                )
                              ) AS INT64) IS NULL,
                              CAST(FLOOR(
                                ieee_divide(
                                  IF(
                                    IS_NAN(
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    )
                                    OR IS_INF(
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    ),
                                    CAST(NULL AS FLOAT64),
                                    `t9`.`features`[safe_offset(
                                      [
                                        0,
                                        1,
                                        2,
                                        3,
                                        6,
                                        7,
                                        8,
                                        10,
                                        11,
                                        12,
                                        13,
                                        14,
                                        15,
                                        17,
                                        18,
                                        19,
                                        20,
                                        21,
                                        22,
                                        23,
                                        24,
                                        25,
                                        26,
                                        27,
                                        28,
                                        29,
                                        30,
                                        31,
                                        32
                                      ][safe_offset(`t9`.`number`)]
                                    )]
                                  ) - [
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    -10.0,
                                    -1.5,
                                    -3.0,
                                    0.0,
                                    -2.0,
                                    -2.0,
                                    100.0,
                                    98.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    98.0,
                                    100.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    -1.5,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0
                                  ][safe_offset(`t9`.`number`)],
                                  [
                                    3.0,
                                    3.0,
                                    3.0,
                                    1.2,
                                    2.0,
                                    0.3,
                                    0.6,
                                    0.3,
                                    0.4,
                                    0.4,
                                    2.4,
                                    0.7,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.7,
                                    2.4,
                                    0.1,
                                    3.5,
                                    3.5,
                                    0.3,
                                    0.1,
                                    3.0,
                                    0.6,
                                    4.5,
                                    0.1
                                  ][safe_offset(`t9`.`number`)]
                                )
                              ) AS INT64),
                              LEAST(
                                9,
                                CAST(FLOOR(
                                  ieee_divide(
                                    IF(
                                      IS_NAN(
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      )
                                      OR IS_INF(
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      ),
                                      CAST(NULL AS FLOAT64),
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    ) - [
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      -10.0,
                                      -1.5,
                                      -3.0,
                                      0.0,
                                      -2.0,
                                      -2.0,
                                      100.0,
                                      98.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      98.0,
                                      100.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      -1.5,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0
                                    ][safe_offset(`t9`.`number`)],
                                    [
                                      3.0,
                                      3.0,
                                      3.0,
                                      1.2,
                                      2.0,
                                      0.3,
                                      0.6,
                                      0.3,
                                      0.4,
                                      0.4,
                                      2.4,
                                      0.7,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.7,
                                      2.4,
                                      0.1,
                                      3.5,
                                      3.5,
                                      0.3,
                                      0.1,
                                      3.0,
                                      0.6,
                                      4.5,
                                      0.1
                                    ][safe_offset(`t9`.`number`)]
                                  )
                                ) AS INT64)
                              )
                            ) IS NULL,
                            IF(
                              CAST(FLOOR(
                                ieee_divide(
                                  IF(
                                    IS_NAN(
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    )
                                    OR IS_INF(
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    ),
                                    CAST(NULL AS FLOAT64),
                                    `t9`.`features`[safe_offset(
                                      [
                                        0,
                                        1,
                                        2,
                                        3,
                                        6,
                                        7,
                                        8,
                                        10,
                                        11,
                                        12,
                                        13,
                                        14,
                                        15,
                                        17,
                                        18,
                                        19,
                                        20,
                                        21,
                                        22,
                                        23,
                                        24,
                                        25,
                                        26,
                                        27,
                                        28,
                                        29,
                                        30,
                                        31,
                                        32
                                      ][safe_offset(`t9`.`number`)]
                                    )]
                                  ) - [
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    -10.0,
                                    -1.5,
                                    -3.0,
                                    0.0,
                                    -2.0,
                                    -2.0,
                                    100.0,
                                    98.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    98.0,
                                    100.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    -1.5,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0
                                  ][safe_offset(`t9`.`number`)],
                                  [
                                    3.0,
                                    3.0,
                                    3.0,
                                    1.2,
                                    2.0,
                                    0.3,
                                    0.6,
                                    0.3,
                                    0.4,
                                    0.4,
                                    2.4,
                                    0.7,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.7,
                                    2.4,
                                    0.1,
                                    3.5,
                                    3.5,
                                    0.3,
                                    0.1,
                                    3.0,
                                    0.6,
                                    4.5,
                                    0.1
                                  ][safe_offset(`t9`.`number`)]
                                )
                              ) AS INT64) IS NULL,
                              CAST(FLOOR(
                                ieee_divide(
                                  IF(
                                    IS_NAN(
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    )
                                    OR IS_INF(
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    ),
                                    CAST(NULL AS FLOAT64),
                                    `t9`.`features`[safe_offset(
                                      [
                                        0,
                                        1,
                                        2,
                                        3,
                                        6,
                                        7,
                                        8,
                                        10,
                                        11,
                                        12,
                                        13,
                                        14,
                                        15,
                                        17,
                                        18,
                                        19,
                                        20,
                                        21,
                                        22,
                                        23,
                                        24,
                                        25,
                                        26,
                                        27,
                                        28,
                                        29,
                                        30,
                                        31,
                                        32
                                      ][safe_offset(`t9`.`number`)]
                                    )]
                                  ) - [
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    -10.0,
                                    -1.5,
                                    -3.0,
                                    0.0,
                                    -2.0,
                                    -2.0,
                                    100.0,
                                    98.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    98.0,
                                    100.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    -1.5,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0,
                                    0.0
                                  ][safe_offset(`t9`.`number`)],
                                  [
                                    3.0,
                                    3.0,
                                    3.0,
                                    1.2,
                                    2.0,
                                    0.3,
                                    0.6,
                                    0.3,
                                    0.4,
                                    0.4,
                                    2.4,
                                    0.7,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.1,
                                    0.7,
                                    2.4,
                                    0.1,
                                    3.5,
                                    3.5,
                                    0.3,
                                    0.1,
                                    3.0,
                                    0.6,
                                    4.5,
                                    0.1
                                  ][safe_offset(`t9`.`number`)]
                                )
                              ) AS INT64),
                              LEAST(
                                9,
                                CAST(FLOOR(
                                  ieee_divide(
                                    IF(
                                      IS_NAN(
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      )
                                      OR IS_INF(
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      ),
                                      CAST(NULL AS FLOAT64),
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    ) - [
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      -10.0,
                                      -1.5,
                                      -3.0,
                                      0.0,
                                      -2.0,
                                      -2.0,
                                      100.0,
                                      98.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      98.0,
                                      100.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      -1.5,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0
                                    ][safe_offset(`t9`.`number`)],
                                    [
                                      3.0,
                                      3.0,
                                      3.0,
                                      1.2,
                                      2.0,
                                      0.3,
                                      0.6,
                                      0.3,
                                      0.4,
                                      0.4,
                                      2.4,
                                      0.7,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.7,
                                      2.4,
                                      0.1,
                                      3.5,
                                      3.5,
                                      0.3,
                                      0.1,
                                      3.0,
                                      0.6,
                                      4.5,
                                      0.1
                                    ][safe_offset(`t9`.`number`)]
                                  )
                                ) AS INT64)
                              )
                            ),
                            GREATEST(
                              0,
                              IF(
                                CAST(FLOOR(
                                  ieee_divide(
                                    IF(
                                      IS_NAN(
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      )
                                      OR IS_INF(
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      ),
                                      CAST(NULL AS FLOAT64),
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    ) - [
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      -10.0,
                                      -1.5,
                                      -3.0,
                                      0.0,
                                      -2.0,
                                      -2.0,
                                      100.0,
                                      98.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      98.0,
                                      100.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      -1.5,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0
                                    ][safe_offset(`t9`.`number`)],
                                    [
                                      3.0,
                                      3.0,
                                      3.0,
                                      1.2,
                                      2.0,
                                      0.3,
                                      0.6,
                                      0.3,
                                      0.4,
                                      0.4,
                                      2.4,
                                      0.7,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.7,
                                      2.4,
                                      0.1,
                                      3.5,
                                      3.5,
                                      0.3,
                                      0.1,
                                      3.0,
                                      0.6,
                                      4.5,
                                      0.1
                                    ][safe_offset(`t9`.`number`)]
                                  )
                                ) AS INT64) IS NULL,
                                CAST(FLOOR(
                                  ieee_divide(
                                    IF(
                                      IS_NAN(
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      )
                                      OR IS_INF(
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      ),
                                      CAST(NULL AS FLOAT64),
                                      `t9`.`features`[safe_offset(
                                        [
                                          0,
                                          1,
                                          2,
                                          3,
                                          6,
                                          7,
                                          8,
                                          10,
                                          11,
                                          12,
                                          13,
                                          14,
                                          15,
                                          17,
                                          18,
                                          19,
                                          20,
                                          21,
                                          22,
                                          23,
                                          24,
                                          25,
                                          26,
                                          27,
                                          28,
                                          29,
                                          30,
                                          31,
                                          32
                                        ][safe_offset(`t9`.`number`)]
                                      )]
                                    ) - [
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      -10.0,
                                      -1.5,
                                      -3.0,
                                      0.0,
                                      -2.0,
                                      -2.0,
                                      100.0,
                                      98.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      98.0,
                                      100.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      -1.5,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0,
                                      0.0
                                    ][safe_offset(`t9`.`number`)],
                                    [
                                      3.0,
                                      3.0,
                                      3.0,
                                      1.2,
                                      2.0,
                                      0.3,
                                      0.6,
                                      0.3,
                                      0.4,
                                      0.4,
                                      2.4,
                                      0.7,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.1,
                                      0.7,
                                      2.4,
                                      0.1,
                                      3.5,
                                      3.5,
                                      0.3,
                                      0.1,
                                      3.0,
                                      0.6,
                                      4.5,
                                      0.1
                                    ][safe_offset(`t9`.`number`)]
                                  )
                                ) AS INT64),
                                LEAST(
                                  9,
                                  CAST(FLOOR(
                                    ieee_divide(
                                      IF(
                                        IS_NAN(
                                          `t9`.`features`[safe_offset(
                                            [
                                              0,
                                              1,
                                              2,
                                              3,
                                              6,
                                              7,
                                              8,
                                              10,
                                              11,
                                              12,
                                              13,
                                              14,
                                              15,
                                              17,
                                              18,
                                              19,
                                              20,
                                              21,
                                              22,
                                              23,
                                              24,
                                              25,
                                              26,
                                              27,
                                              28,
                                              29,
                                              30,
                                              31,
                                              32
                                            ][safe_offset(`t9`.`number`)]
                                          )]
                                        )
                                        OR IS_INF(
                                          `t9`.`features`[safe_offset(
                                            [
                                              0,
                                              1,
                                              2,
                                              3,
                                              6,
                                              7,
                                              8,
                                              10,
                                              11,
                                              12,
                                              13,
                                              14,
                                              15,
                                              17,
                                              18,
                                              19,
                                              20,
                                              21,
                                              22,
                                              23,
                                              24,
                                              25,
                                              26,
                                              27,
                                              28,
                                              29,
                                              30,
                                              31,
                                              32
                                            ][safe_offset(`t9`.`number`)]
                                          )]
                                        ),
                                        CAST(NULL AS FLOAT64),
                                        `t9`.`features`[safe_offset(
                                          [
                                            0,
                                            1,
                                            2,
                                            3,
                                            6,
                                            7,
                                            8,
                                            10,
                                            11,
                                            12,
                                            13,
                                            14,
                                            15,
                                            17,
                                            18,
                                            19,
                                            20,
                                            21,
                                            22,
                                            23,
                                            24,
                                            25,
                                            26,
                                            27,
                                            28,
                                            29,
                                            30,
                                            31,
                                            32
                                          ][safe_offset(`t9`.`number`)]
                                        )]
                                      ) - [
                                        0.0,
                                        0.0,
                                        0.0,
                                        0.0,
                                        -10.0,
                                        -1.5,
                                        -3.0,
                                        0.0,
                                        -2.0,
                                        -2.0,
                                        100.0,
                                        98.0,
                                        0.0,
                                        0.0,
                                        0.0,
                                        0.0,
                                        0.0,
                                        0.0,
                                        98.0,
                                        100.0,
                                        0.0,
                                        0.0,
                                        0.0,
                                        -1.5,
                                        0.0,
                                        0.0,
                                        0.0,
                                        0.0,
                                        0.0
                                      ][safe_offset(`t9`.`number`)],
                                      [
                                        3.0,
                                        3.0,
                                        3.0,
                                        1.2,
                                        2.0,
                                        0.3,
                                        0.6,
                                        0.3,
                                        0.4,
                                        0.4,
                                        2.4,
                                        0.7,
                                        0.1,
                                        0.1,
                                        0.1,
                                        0.1,
                                        0.1,
                                        0.1,
                                        0.7,
                                        2.4,
                                        0.1,
                                        3.5,
                                        3.5,
                                        0.3,
                                        0.1,
                                        3.0,
                                        0.6,
                                        4.5,
                                        0.1
                                      ][safe_offset(`t9`.`number`)]
                                    )
                                  ) AS INT64)
                                )
                              )
                            )
                          ),
                          -1
                        ) AS `place`
                      FROM (
                        SELECT
                          `t5`.`game_date`,
                          `t5`.`features`,
                          `t5`.`opponent_team_abbr`,
                          `t6`.`number`
                        FROM (
                          SELECT
                            `t1`.`game_date`,
                            `t1`.`features`,
                            `t1`.`opponent_team_abbr`
                          FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t1`
                          WHERE
                            `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
                            AND NOT (
                              `t1`.`early_season_flag`
                            )
                        ) AS `t5`
                        CROSS JOIN (
                          SELECT
                            IF(pos = pos_2, `number`, NULL) AS `number`
                          FROM UNNEST(GENERATE_ARRAY(
                            0,
                            GREATEST(
                              ARRAY_LENGTH(
                                [
                                  0,
                                  1,
                                  2,
                                  3,
                                  4,
                                  5,
                                  6,
                                  7,
                                  8,
                                  9,
                                  10,
                                  11,
                                  12,
                                  13,
                                  14,
                                  15,
                                  16,
                                  17,
                                  18,
                                  19,
                                  20,
                                  21,
                                  22,
                                  23,
                                  24,
                                  25,
                                  26,
                                  27,
                                  28
                                ]
                              )
                            ) - 1
                          )) AS pos
                          CROSS JOIN UNNEST([
                            0,
                            1,
                            2,
                            3,
                            4,
                            5,
                            6,
                            7,
                            8,
                            9,
                            10,
                            11,
                            12,
                            13,
                            14,
                            15,
                            16,
                            17,
                            18,
                            19,
                            20,
                            21,
                            22,
                            23,
                            24,
                            25,
                            26,
                            27,
                            28
                          ]) AS `number` WITH OFFSET AS pos_2
                          WHERE
                            pos = pos_2
                            OR (
                              pos > (
                                ARRAY_LENGTH(
                                  [
                                    0,
                                    1,
                                    2,
                                    3,
                                    4,
                                    5,
                                    6,
                                    7,
                                    8,
                                    9,
                                    10,
                                    11,
                                    12,
                                    13,
                                    14,
                                    15,
                                    16,
                                    17,
                                    18,
                                    19,
                                    20,
                                    21,
                                    22,
                                    23,
                                    24,
                                    25,
                                    26,
                                    27,
                                    28
                                  ]
                                ) - 1
                              )
                              AND pos_2 = (
                                ARRAY_LENGTH(
                                  [
                                    0,
                                    1,
                                    2,
                                    3,
                                    4,
                                    5,
                                    6,
                                    7,
                                    8,
                                    9,
                                    10,
                                    11,
                                    12,
                                    13,
                                    14,
                                    15,
                                    16,
                                    17,
                                    18,
                                    19,
                                    20,
                                    21,
                                    22,
                                    23,
                                    24,
                                    25,
                                    26,
                                    27,
                                    28
                                  ]
                                ) - 1
                              )
                            )
                        ) AS `t6`
                      ) AS `t9`
                    ) AS `t10`
                    GROUP BY
                      1,
                      2,
                      3
                  ) AS `t11`
                ) AS `t12`
              ) AS `t13`
            ) AS `t14`
          ) AS `t16`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`game_date`,
              TRUE AS `tested`
            FROM (
              SELECT DISTINCT
                `t0`.`game_date`
              FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
            ) AS `t2`
          ) AS `t8`
            ON `t16`.`game_date` = `t8`.`game_date`
        ) AS `t17`
      ) AS `t18`
    ) AS `t19`
    WHERE
      `t19`.`tested` IS NOT NULL
  ) AS `t20`
) AS `t21`;
