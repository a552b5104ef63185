-- one row for each player_lookup, game_id, system_id, line_value
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- game_date is never NULL
-- system_id is never NULL
-- system_id is one of moving_average, zone_matchup_v1, similarity_balanced_v1, xgboost_v1, catboost_v8, ensemble_v1, … (7 values)
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- opponent_team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- predicted_points is at least 0
-- predicted_points is at most 60
-- confidence_score is at least 0
-- confidence_score is at most 1
-- confidence_decile is at least 1
-- confidence_decile is at most 10
-- recommendation is one of OVER, UNDER, PASS, NO_LINE, HOLD
-- line_value is at least 1.5
-- line_value is at most 57.5
-- referee_adjustment is at least -10
-- referee_adjustment is at most 10
-- pace_adjustment is at least -10
-- pace_adjustment is at most 10
-- similarity_sample_size is at least 0
-- actual_points is at least 0
-- actual_points is at most 100
-- minutes_played is at least 0
-- minutes_played is at most 65
-- absolute_error is at least 0
-- absolute_error is at most 80
-- signed_error is at least -80
-- signed_error is at most 80
-- predicted_margin is at least -60
-- predicted_margin is at most 60
-- actual_margin is at least -100
-- actual_margin is at most 100
-- void_reason is one of dnp_injury_confirmed, dnp_late_scratch, dnp_unknown
-- pre_game_injury_status is one of OUT, DOUBTFUL, QUESTIONABLE, PROBABLE
-- model_version matches ^[a-z0-9]+([_.-][a-z0-9]+)*$
-- game id names the day
-- game id names the teams
-- line is in half steps
-- line is not the placeholder
-- over is above the line and under below
-- decile is that of the confidence
-- signed error is predicted minus actual
-- absolute error is the signed one without sign
-- what counts and was played has errors
-- predicted margin is predicted minus line
-- actual margin is actual minus line
-- within 3 and within 5 say what the error says
-- a bet is correct if the points are on its side
-- what is no bet a push or void has no verdict
-- a decided bet has a verdict
-- who did not play is void
-- who played is not void
-- what is void says why and nothing else does
-- the reason follows from the status before the game
-- who is flagged as injured has a status
-- an injury is confirmed only where it voids
-- it is graded once the game is played
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(
      TO_JSON_STRING(
        STRUCT(`t1`.`player_lookup`, `t1`.`game_id`, `t1`.`system_id`, `t1`.`line_value`)
      )
    )
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`player_lookup` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`game_date` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`system_id` IS NOT NULL
  )) AS `bad_7`,
  COUNTIF(
    NOT (
      `t1`.`system_id` IN (
        'catboost_v8',
        'ensemble_v1',
        'ensemble_v1_1',
        'moving_average',
        'similarity_balanced_v1',
        'xgboost_v1',
        'zone_matchup_v1'
      )
      OR (
        `t1`.`system_id` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(
    NOT (
      `t1`.`team_abbr` IN (
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
      OR (
        `t1`.`team_abbr` IS NULL
      )
    )
  ) AS `bad_9`,
  COUNTIF(
    NOT (
      `t1`.`opponent_team_abbr` IN (
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
      OR (
        `t1`.`opponent_team_abbr` IS NULL
      )
    )
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`predicted_points` >= 0
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t1`.`predicted_points` <= 60
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t1`.`confidence_score` >= 0
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t1`.`confidence_score` <= 1
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t1`.`confidence_decile` >= 1
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t1`.`confidence_decile` <= 10
  )) AS `bad_16`,
  COUNTIF(
    NOT (
      `t1`.`recommendation` IN ('HOLD', 'NO_LINE', 'OVER', 'PASS', 'UNDER')
      OR (
        `t1`.`recommendation` IS NULL
      )
    )
  ) AS `bad_17`,
  COUNTIF(NOT (
    `t1`.`line_value` >= 1.5
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t1`.`line_value` <= 57.5
  )) AS `bad_19`,
  COUNTIF(NOT (
    `t1`.`referee_adjustment` >= -10
  )) AS `bad_20`,
  COUNTIF(NOT (
    `t1`.`referee_adjustment` <= 10
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t1`.`pace_adjustment` >= -10
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t1`.`pace_adjustment` <= 10
  )) AS `bad_23`,
  COUNTIF(NOT (
    `t1`.`similarity_sample_size` >= 0
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t1`.`actual_points` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t1`.`actual_points` <= 100
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t1`.`minutes_played` >= 0
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t1`.`minutes_played` <= 65
  )) AS `bad_28`,
  COUNTIF(NOT (
    `t1`.`absolute_error` >= 0
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t1`.`absolute_error` <= 80
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t1`.`signed_error` >= -80
  )) AS `bad_31`,
  COUNTIF(NOT (
    `t1`.`signed_error` <= 80
  )) AS `bad_32`,
  COUNTIF(NOT (
    `t1`.`predicted_margin` >= -60
  )) AS `bad_33`,
  COUNTIF(NOT (
    `t1`.`predicted_margin` <= 60
  )) AS `bad_34`,
  COUNTIF(NOT (
    `t1`.`actual_margin` >= -100
  )) AS `bad_35`,
  COUNTIF(NOT (
    `t1`.`actual_margin` <= 100
  )) AS `bad_36`,
  COUNTIF(
    NOT (
      `t1`.`void_reason` IN ('dnp_injury_confirmed', 'dnp_late_scratch', 'dnp_unknown')
      OR (
        `t1`.`void_reason` IS NULL
      )
    )
  ) AS `bad_37`,
  COUNTIF(
    NOT (
      `t1`.`pre_game_injury_status` IN ('DOUBTFUL', 'OUT', 'PROBABLE', 'QUESTIONABLE')
      OR (
        `t1`.`pre_game_injury_status` IS NULL
      )
    )
  ) AS `bad_38`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t1`.`model_version`, '^[a-z0-9]+([_.-][a-z0-9]+)*$')
  )) AS `bad_39`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        SUBSTRING(`t1`.`game_id`, IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t1`.`game_id`)), 8) = FORMAT_DATE('%Y%m%d', `t1`.`game_date`)
      )
    )
  ) AS `bad_40`,
  COUNTIF(
    NOT (
      NOT (
        INSTR(`t1`.`game_id`, '_') > 0
      )
      OR (
        `t1`.`game_id` = CONCAT(
          CONCAT(
            CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`team_abbr`),
            '_'
          ),
          `t1`.`opponent_team_abbr`
        )
      )
      OR (
        NOT (
          INSTR(`t1`.`game_id`, '_') > 0
        )
        OR (
          `t1`.`game_id` = CONCAT(
            CONCAT(
              CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t1`.`game_date`), '_'), `t1`.`opponent_team_abbr`),
              '_'
            ),
            `t1`.`team_abbr`
          )
        )
      )
    )
  ) AS `bad_41`,
  COUNTIF(
    NOT (
      (
        `t1`.`line_value` * 2
      ) = CAST(FLOOR(`t1`.`line_value` * 2) AS NUMERIC)
    )
  ) AS `bad_42`,
  COUNTIF(NOT (
    `t1`.`line_value` <> 20.0
  )) AS `bad_43`,
  COUNTIF(
    NOT (
      (
        (
          `t1`.`recommendation` <> 'OVER'
        )
        OR (
          `t1`.`predicted_points` > `t1`.`line_value`
        )
      )
      AND (
        (
          `t1`.`recommendation` <> 'UNDER'
        )
        OR (
          `t1`.`predicted_points` < `t1`.`line_value`
        )
      )
    )
  ) AS `bad_44`,
  COUNTIF(
    NOT (
      `t1`.`confidence_decile` = LEAST(10, CAST(FLOOR(CAST(`t1`.`confidence_score` AS FLOAT64) * 10) AS INT64) + 1)
    )
  ) AS `bad_45`,
  COUNTIF(
    NOT (
      ABS(`t1`.`signed_error` - (
        `t1`.`predicted_points` - `t1`.`actual_points`
      )) <= 0.1
    )
  ) AS `bad_46`,
  COUNTIF(NOT (
    `t1`.`absolute_error` = ABS(`t1`.`signed_error`)
  )) AS `bad_47`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`is_voided`, FALSE)
      OR (
        `t1`.`actual_points` IS NULL
      )
      OR (
        (
          `t1`.`absolute_error` IS NOT NULL
        ) AND (
          `t1`.`signed_error` IS NOT NULL
        )
      )
    )
  ) AS `bad_48`,
  COUNTIF(
    NOT (
      ABS(`t1`.`predicted_margin` - (
        `t1`.`predicted_points` - `t1`.`line_value`
      )) <= 0.1
    )
  ) AS `bad_49`,
  COUNTIF(
    NOT (
      ABS(`t1`.`actual_margin` - (
        `t1`.`actual_points` - `t1`.`line_value`
      )) <= 0.1
    )
  ) AS `bad_50`,
  COUNTIF(
    NOT (
      (
        `t1`.`within_3_points` = (
          `t1`.`absolute_error` <= 3
        )
      )
      AND (
        `t1`.`within_5_points` = (
          `t1`.`absolute_error` <= 5
        )
      )
    )
  ) AS `bad_51`,
  COUNTIF(
    NOT (
      `t1`.`prediction_correct` = (
        (
          `t1`.`actual_points` > `t1`.`line_value`
        ) = (
          `t1`.`recommendation` = 'OVER'
        )
      )
    )
  ) AS `bad_52`,
  COUNTIF(
    NOT (
      (
        COALESCE(`t1`.`recommendation` IN ('OVER', 'UNDER'), FALSE)
        AND COALESCE(`t1`.`actual_points` <> `t1`.`line_value`, FALSE)
        AND NOT (
          COALESCE(`t1`.`is_voided`, FALSE)
        )
      )
      OR (
        `t1`.`prediction_correct` IS NULL
      )
    )
  ) AS `bad_53`,
  COUNTIF(
    NOT (
      NOT (
        COALESCE(`t1`.`recommendation` IN ('OVER', 'UNDER'), FALSE)
        AND COALESCE(`t1`.`actual_points` <> `t1`.`line_value`, FALSE)
        AND NOT (
          COALESCE(`t1`.`is_voided`, FALSE)
        )
      )
      OR (
        `t1`.`prediction_correct` IS NOT NULL
      )
    )
  ) AS `bad_54`,
  COUNTIF(
    NOT (
      (
        `t1`.`actual_points` > 0
      )
      OR (
        COALESCE(`t1`.`minutes_played`, 0) > 0
      )
      OR COALESCE(`t1`.`is_voided`, FALSE)
    )
  ) AS `bad_55`,
  COUNTIF(
    NOT (
      NOT (
        COALESCE(`t1`.`is_voided`, FALSE)
      )
      OR (
        (
          COALESCE(`t1`.`actual_points`, 0) = 0
        )
        AND (
          COALESCE(`t1`.`minutes_played`, 0) = 0
        )
      )
    )
  ) AS `bad_56`,
  COUNTIF(
    NOT (
      COALESCE(`t1`.`is_voided`, FALSE) = (
        `t1`.`void_reason` IS NOT NULL
      )
    )
  ) AS `bad_57`,
  COUNTIF(
    NOT (
      `t1`.`void_reason` = CASE COALESCE(`t1`.`pre_game_injury_status`, 'none')
        WHEN 'OUT'
        THEN 'dnp_injury_confirmed'
        WHEN 'DOUBTFUL'
        THEN 'dnp_injury_confirmed'
        WHEN 'QUESTIONABLE'
        THEN 'dnp_late_scratch'
        WHEN 'PROBABLE'
        THEN 'dnp_late_scratch'
        ELSE 'dnp_unknown'
      END
    )
  ) AS `bad_58`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`pre_game_injury_flag`
      )
      OR (
        `t1`.`pre_game_injury_status` IS NOT NULL
      )
    )
  ) AS `bad_59`,
  COUNTIF(
    NOT (
      NOT (
        `t1`.`injury_confirmed_postgame`
      ) OR COALESCE(`t1`.`is_voided`, FALSE)
    )
  ) AS `bad_60`,
  COUNTIF(NOT (
    DATE(`t1`.`graded_at`, 'America/New_York') >= `t1`.`game_date`
  )) AS `bad_61`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_predictions`.`prediction_accuracy` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
