-- one row for each game_date, player_lookup
-- 33 features, and as many counted
-- every feature is a number
-- points_avg_last_5 from 0 to 60
-- points_avg_last_10 from 0 to 60
-- points_avg_season from 0 to 60
-- points_std_last_10 from 0 to 20
-- games_in_last_7_days from 0 to 5
-- fatigue_score from 0 to 100
-- shot_zone_mismatch_score from -10 to 10
-- pace_score from -5 to 5
-- usage_spike_score from -5 to 5
-- rest_advantage from -2 to 2
-- injury_risk from 0 to 3
-- recent_trend from -2 to 2
-- minutes_change from -2 to 2
-- opponent_def_rating from 95 to 125
-- opponent_pace from 90 to 110
-- home_away from 0 to 1
-- back_to_back from 0 to 1
-- playoff_game from 0 to 1
-- pct_paint from 0 to 1
-- pct_mid_range from 0 to 1
-- pct_three from 0 to 1
-- pct_free_throw from 0 to 1
-- team_pace from 90 to 110
-- team_off_rating from 95 to 130
-- team_win_pct from 0 to 1
-- vegas_points_line from 0 to 45
-- vegas_opening_line from 0 to 45
-- vegas_line_move from -4 to 4
-- has_vegas_line from 0 to 1
-- avg_points_vs_opponent from 0 to 60
-- games_vs_opponent from 0 to 6
-- minutes_avg_last_10 from 0 to 45
-- ppm_avg_last_10 from 0 to 1.5
-- feature_quality_score from 0 to 100
-- the hashes of its sources and its own are there
-- the window says truly how complete it is
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`player_lookup`)))
  ) AS `distinct_0`,
  COUNTIF(
    NOT (
      (
        `t1`.`feature_count` = 33
      ) AND (
        ARRAY_LENGTH(`t1`.`features`) = 33
      )
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      (
        `t1`.`feature_count` = 33
      ) AND (
        ARRAY_LENGTH(`t1`.`features`) = 33
      )
    ) IS NOT NULL
  ) AS `answered_1`,
  COUNTIF(
    NOT (
      NOT (
        IS_NAN(
          `t1`.`features`[safe_offset(0)] + `t1`.`features`[safe_offset(1)] + `t1`.`features`[safe_offset(2)] + `t1`.`features`[safe_offset(3)] + `t1`.`features`[safe_offset(4)] + `t1`.`features`[safe_offset(5)] + `t1`.`features`[safe_offset(6)] + `t1`.`features`[safe_offset(7)] + `t1`.`features`[safe_offset(8)] + `t1`.`features`[safe_offset(9)] + `t1`.`features`[safe_offset(10)] + `t1`.`features`[safe_offset(11)] + `t1`.`features`[safe_offset(12)] + `t1`.`features`[safe_offset(13)] + `t1`.`features`[safe_offset(14)] + `t1`.`features`[safe_offset(15)] + `t1`.`features`[safe_offset(16)] + `t1`.`features`[safe_offset(17)] + `t1`.`features`[safe_offset(18)] + `t1`.`features`[safe_offset(19)] + `t1`.`features`[safe_offset(20)] + `t1`.`features`[safe_offset(21)] + `t1`.`features`[safe_offset(22)] + `t1`.`features`[safe_offset(23)] + `t1`.`features`[safe_offset(24)] + `t1`.`features`[safe_offset(25)] + `t1`.`features`[safe_offset(26)] + `t1`.`features`[safe_offset(27)] + `t1`.`features`[safe_offset(28)] + `t1`.`features`[safe_offset(29)] + `t1`.`features`[safe_offset(30)] + `t1`.`features`[safe_offset(31)] + `t1`.`features`[safe_offset(32)]
        )
        OR IS_INF(
          `t1`.`features`[safe_offset(0)] + `t1`.`features`[safe_offset(1)] + `t1`.`features`[safe_offset(2)] + `t1`.`features`[safe_offset(3)] + `t1`.`features`[safe_offset(4)] + `t1`.`features`[safe_offset(5)] + `t1`.`features`[safe_offset(6)] + `t1`.`features`[safe_offset(7)] + `t1`.`features`[safe_offset(8)] + `t1`.`features`[safe_offset(9)] + `t1`.`features`[safe_offset(10)] + `t1`.`features`[safe_offset(11)] + `t1`.`features`[safe_offset(12)] + `t1`.`features`[safe_offset(13)] + `t1`.`features`[safe_offset(14)] + `t1`.`features`[safe_offset(15)] + `t1`.`features`[safe_offset(16)] + `t1`.`features`[safe_offset(17)] + `t1`.`features`[safe_offset(18)] + `t1`.`features`[safe_offset(19)] + `t1`.`features`[safe_offset(20)] + `t1`.`features`[safe_offset(21)] + `t1`.`features`[safe_offset(22)] + `t1`.`features`[safe_offset(23)] + `t1`.`features`[safe_offset(24)] + `t1`.`features`[safe_offset(25)] + `t1`.`features`[safe_offset(26)] + `t1`.`features`[safe_offset(27)] + `t1`.`features`[safe_offset(28)] + `t1`.`features`[safe_offset(29)] + `t1`.`features`[safe_offset(30)] + `t1`.`features`[safe_offset(31)] + `t1`.`features`[safe_offset(32)]
        )
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      NOT (
        IS_NAN(
          `t1`.`features`[safe_offset(0)] + `t1`.`features`[safe_offset(1)] + `t1`.`features`[safe_offset(2)] + `t1`.`features`[safe_offset(3)] + `t1`.`features`[safe_offset(4)] + `t1`.`features`[safe_offset(5)] + `t1`.`features`[safe_offset(6)] + `t1`.`features`[safe_offset(7)] + `t1`.`features`[safe_offset(8)] + `t1`.`features`[safe_offset(9)] + `t1`.`features`[safe_offset(10)] + `t1`.`features`[safe_offset(11)] + `t1`.`features`[safe_offset(12)] + `t1`.`features`[safe_offset(13)] + `t1`.`features`[safe_offset(14)] + `t1`.`features`[safe_offset(15)] + `t1`.`features`[safe_offset(16)] + `t1`.`features`[safe_offset(17)] + `t1`.`features`[safe_offset(18)] + `t1`.`features`[safe_offset(19)] + `t1`.`features`[safe_offset(20)] + `t1`.`features`[safe_offset(21)] + `t1`.`features`[safe_offset(22)] + `t1`.`features`[safe_offset(23)] + `t1`.`features`[safe_offset(24)] + `t1`.`features`[safe_offset(25)] + `t1`.`features`[safe_offset(26)] + `t1`.`features`[safe_offset(27)] + `t1`.`features`[safe_offset(28)] + `t1`.`features`[safe_offset(29)] + `t1`.`features`[safe_offset(30)] + `t1`.`features`[safe_offset(31)] + `t1`.`features`[safe_offset(32)]
        )
        OR IS_INF(
          `t1`.`features`[safe_offset(0)] + `t1`.`features`[safe_offset(1)] + `t1`.`features`[safe_offset(2)] + `t1`.`features`[safe_offset(3)] + `t1`.`features`[safe_offset(4)] + `t1`.`features`[safe_offset(5)] + `t1`.`features`[safe_offset(6)] + `t1`.`features`[safe_offset(7)] + `t1`.`features`[safe_offset(8)] + `t1`.`features`[safe_offset(9)] + `t1`.`features`[safe_offset(10)] + `t1`.`features`[safe_offset(11)] + `t1`.`features`[safe_offset(12)] + `t1`.`features`[safe_offset(13)] + `t1`.`features`[safe_offset(14)] + `t1`.`features`[safe_offset(15)] + `t1`.`features`[safe_offset(16)] + `t1`.`features`[safe_offset(17)] + `t1`.`features`[safe_offset(18)] + `t1`.`features`[safe_offset(19)] + `t1`.`features`[safe_offset(20)] + `t1`.`features`[safe_offset(21)] + `t1`.`features`[safe_offset(22)] + `t1`.`features`[safe_offset(23)] + `t1`.`features`[safe_offset(24)] + `t1`.`features`[safe_offset(25)] + `t1`.`features`[safe_offset(26)] + `t1`.`features`[safe_offset(27)] + `t1`.`features`[safe_offset(28)] + `t1`.`features`[safe_offset(29)] + `t1`.`features`[safe_offset(30)] + `t1`.`features`[safe_offset(31)] + `t1`.`features`[safe_offset(32)]
        )
      )
    ) IS NOT NULL
  ) AS `answered_2`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(0)] BETWEEN 0 AND 60
  )) AS `bad_3`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(0)] BETWEEN 0 AND 60
  ) IS NOT NULL) AS `answered_3`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(1)] BETWEEN 0 AND 60
  )) AS `bad_4`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(1)] BETWEEN 0 AND 60
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(2)] BETWEEN 0 AND 60
  )) AS `bad_5`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(2)] BETWEEN 0 AND 60
  ) IS NOT NULL) AS `answered_5`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(3)] BETWEEN 0 AND 20
  )) AS `bad_6`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(3)] BETWEEN 0 AND 20
  ) IS NOT NULL) AS `answered_6`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(4)] BETWEEN 0 AND 5
  )) AS `bad_7`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(4)] BETWEEN 0 AND 5
  ) IS NOT NULL) AS `answered_7`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(5)] BETWEEN 0 AND 100
  )) AS `bad_8`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(5)] BETWEEN 0 AND 100
  ) IS NOT NULL) AS `answered_8`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(6)] BETWEEN -10 AND 10
  )) AS `bad_9`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(6)] BETWEEN -10 AND 10
  ) IS NOT NULL) AS `answered_9`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(7)] BETWEEN -5 AND 5
  )) AS `bad_10`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(7)] BETWEEN -5 AND 5
  ) IS NOT NULL) AS `answered_10`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(8)] BETWEEN -5 AND 5
  )) AS `bad_11`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(8)] BETWEEN -5 AND 5
  ) IS NOT NULL) AS `answered_11`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(9)] BETWEEN -2 AND 2
  )) AS `bad_12`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(9)] BETWEEN -2 AND 2
  ) IS NOT NULL) AS `answered_12`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(10)] BETWEEN 0 AND 3
  )) AS `bad_13`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(10)] BETWEEN 0 AND 3
  ) IS NOT NULL) AS `answered_13`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(11)] BETWEEN -2 AND 2
  )) AS `bad_14`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(11)] BETWEEN -2 AND 2
  ) IS NOT NULL) AS `answered_14`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(12)] BETWEEN -2 AND 2
  )) AS `bad_15`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(12)] BETWEEN -2 AND 2
  ) IS NOT NULL) AS `answered_15`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(13)] BETWEEN 95 AND 125
  )) AS `bad_16`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(13)] BETWEEN 95 AND 125
  ) IS NOT NULL) AS `answered_16`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(14)] BETWEEN 90 AND 110
  )) AS `bad_17`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(14)] BETWEEN 90 AND 110
  ) IS NOT NULL) AS `answered_17`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(15)] BETWEEN 0 AND 1
  )) AS `bad_18`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(15)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_18`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(16)] BETWEEN 0 AND 1
  )) AS `bad_19`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(16)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_19`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(17)] BETWEEN 0 AND 1
  )) AS `bad_20`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(17)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_20`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(18)] BETWEEN 0 AND 1
  )) AS `bad_21`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(18)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_21`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(19)] BETWEEN 0 AND 1
  )) AS `bad_22`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(19)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_22`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(20)] BETWEEN 0 AND 1
  )) AS `bad_23`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(20)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_23`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(21)] BETWEEN 0 AND 1
  )) AS `bad_24`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(21)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_24`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(22)] BETWEEN 90 AND 110
  )) AS `bad_25`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(22)] BETWEEN 90 AND 110
  ) IS NOT NULL) AS `answered_25`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(23)] BETWEEN 95 AND 130
  )) AS `bad_26`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(23)] BETWEEN 95 AND 130
  ) IS NOT NULL) AS `answered_26`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(24)] BETWEEN 0 AND 1
  )) AS `bad_27`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(24)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_27`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(25)] BETWEEN 0 AND 45
  )) AS `bad_28`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(25)] BETWEEN 0 AND 45
  ) IS NOT NULL) AS `answered_28`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(26)] BETWEEN 0 AND 45
  )) AS `bad_29`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(26)] BETWEEN 0 AND 45
  ) IS NOT NULL) AS `answered_29`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(27)] BETWEEN -4 AND 4
  )) AS `bad_30`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(27)] BETWEEN -4 AND 4
  ) IS NOT NULL) AS `answered_30`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(28)] BETWEEN 0 AND 1
  )) AS `bad_31`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(28)] BETWEEN 0 AND 1
  ) IS NOT NULL) AS `answered_31`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(29)] BETWEEN 0 AND 60
  )) AS `bad_32`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(29)] BETWEEN 0 AND 60
  ) IS NOT NULL) AS `answered_32`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(30)] BETWEEN 0 AND 6
  )) AS `bad_33`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(30)] BETWEEN 0 AND 6
  ) IS NOT NULL) AS `answered_33`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(31)] BETWEEN 0 AND 45
  )) AS `bad_34`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(31)] BETWEEN 0 AND 45
  ) IS NOT NULL) AS `answered_34`,
  COUNTIF(NOT (
    `t1`.`features`[safe_offset(32)] BETWEEN 0 AND 1.5
  )) AS `bad_35`,
  LOGICAL_OR((
    `t1`.`features`[safe_offset(32)] BETWEEN 0 AND 1.5
  ) IS NOT NULL) AS `answered_35`,
  COUNTIF(NOT (
    `t1`.`feature_quality_score` BETWEEN 0 AND 100
  )) AS `bad_36`,
  LOGICAL_OR((
    `t1`.`feature_quality_score` BETWEEN 0 AND 100
  ) IS NOT NULL) AS `answered_36`,
  COUNTIF(
    NOT (
      (
        `t1`.`source_daily_cache_hash` IS NOT NULL
      )
      AND (
        `t1`.`source_composite_hash` IS NOT NULL
      )
      AND (
        `t1`.`source_shot_zones_hash` IS NOT NULL
      )
      AND (
        `t1`.`source_team_defense_hash` IS NOT NULL
      )
      AND (
        `t1`.`data_hash` IS NOT NULL
      )
    )
  ) AS `bad_37`,
  LOGICAL_OR(
    (
      (
        `t1`.`source_daily_cache_hash` IS NOT NULL
      )
      AND (
        `t1`.`source_composite_hash` IS NOT NULL
      )
      AND (
        `t1`.`source_shot_zones_hash` IS NOT NULL
      )
      AND (
        `t1`.`source_team_defense_hash` IS NOT NULL
      )
      AND (
        `t1`.`data_hash` IS NOT NULL
      )
    ) IS NOT NULL
  ) AS `answered_37`,
  COUNTIF(
    NOT (
      COALESCE(
        (
          `t1`.`historical_completeness`.`games_found` <= `t1`.`historical_completeness`.`games_expected`
        )
        AND (
          `t1`.`historical_completeness`.`is_complete` = (
            `t1`.`historical_completeness`.`games_found` >= `t1`.`historical_completeness`.`games_expected`
          )
        )
        AND (
          `t1`.`historical_completeness`.`is_bootstrap` = (
            `t1`.`historical_completeness`.`games_expected` < 10
          )
        )
        AND (
          ARRAY_LENGTH(`t1`.`historical_completeness`.`contributing_game_dates`) = `t1`.`historical_completeness`.`games_found`
        ),
        FALSE
      )
    )
  ) AS `bad_38`,
  LOGICAL_OR(
    COALESCE(
      (
        `t1`.`historical_completeness`.`games_found` <= `t1`.`historical_completeness`.`games_expected`
      )
      AND (
        `t1`.`historical_completeness`.`is_complete` = (
          `t1`.`historical_completeness`.`games_found` >= `t1`.`historical_completeness`.`games_expected`
        )
      )
      AND (
        `t1`.`historical_completeness`.`is_bootstrap` = (
          `t1`.`historical_completeness`.`games_expected` < 10
        )
      )
      AND (
        ARRAY_LENGTH(`t1`.`historical_completeness`.`contributing_game_dates`) = `t1`.`historical_completeness`.`games_found`
      ),
      FALSE
    ) IS NOT NULL
  ) AS `answered_38`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- at most 2 versions in force, the current one among them
-- quality is 70 or better on average
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_39`
  )) AS `bad_39`,
  LOGICAL_OR(`t2`.`holds_39` IS NOT NULL) AS `answered_39`,
  COUNTIF(NOT (
    `t2`.`holds_40`
  )) AS `bad_40`,
  LOGICAL_OR(`t2`.`holds_40` IS NOT NULL) AS `answered_40`
FROM (
  SELECT
    `t1`.`game_date`,
    (
      COUNT(DISTINCT `t1`.`feature_version`) <= 2
    )
    AND LOGICAL_OR(`t1`.`feature_version` = 'v2_33features') AS `holds_39`,
    AVG(`t1`.`feature_quality_score`) >= 70 AS `holds_40`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t1`
  GROUP BY
    1
) AS `t2`;

-- at least 50 players a day, or 12 a team
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t22`.`found` >= LEAST(50, `t22`.`games` * 24)
  )) AS `bad_41`,
  LOGICAL_OR((
    `t22`.`found` >= LEAST(50, `t22`.`games` * 24)
  ) IS NOT NULL) AS `answered_41`
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
          MAX(`t2`.`created_at`) AS `written`
        FROM (
          SELECT
            *
          FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
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

-- the games behind it are the last ones played
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t14`.`games_played` >= `t14`.`historical_completeness`.`games_expected`
    )
    AND NOT (
      `t14`.`historical_completeness`.`contributing_game_dates`[safe_offset(0)] = `t14`.`tenth_game`
    )
  ) AS `bad_42`,
  LOGICAL_OR(
    (
      `t14`.`games_played` >= `t14`.`historical_completeness`.`games_expected`
    )
    AND (
      (
        `t14`.`historical_completeness`.`contributing_game_dates`[safe_offset(0)] = `t14`.`tenth_game`
      ) IS NOT NULL
    )
  ) AS `answered_42`,
  LOGICAL_OR(`t14`.`games_played` >= `t14`.`historical_completeness`.`games_expected`) AS `applies_42`
FROM (
  SELECT
    `t13`.`player_lookup`,
    `t13`.`historical_completeness`,
    `t13`.`about` AS `game_date`,
    `t13`.`games_played`,
    `t13`.`points_of_5`,
    `t13`.`last_game`,
    `t13`.`tenth_game`,
    `t13`.`games_of_7_days`,
    `t13`.`games_of_14_days`
  FROM (
    SELECT
      `t5`.`player_lookup`,
      `t5`.`historical_completeness`,
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
        `t0`.`historical_completeness`,
        `t0`.`game_date` AS `about`
      FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
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
                `t0`.`game_date` AS `about`
              FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t0`
              WHERE
                `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
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
