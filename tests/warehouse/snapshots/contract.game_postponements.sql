-- one row for each game_id, original_date
-- game_id is never NULL
-- game_id matches ^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$
-- original_date is never NULL
-- detection_source is one of news, schedule_anomaly, manual
-- news_article_ids is never NULL
-- predictions_invalidated is at least 0
-- status is one of detected, confirmed, resolved
-- moved to a later day
-- what is resolved says when
-- resolved after it was detected
-- news names its articles
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_id`, `t1`.`original_date`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    `t1`.`game_id` IS NOT NULL
  )) AS `bad_2`,
  COUNTIF(
    NOT (
      REGEXP_CONTAINS(`t1`.`game_id`, '^(\\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\\d{7})$')
    )
  ) AS `bad_3`,
  COUNTIF(NOT (
    `t1`.`original_date` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(
    NOT (
      `t1`.`detection_source` IN ('manual', 'news', 'schedule_anomaly')
      OR (
        `t1`.`detection_source` IS NULL
      )
    )
  ) AS `bad_5`,
  COUNTIF(NOT (
    `t1`.`news_article_ids` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(NOT (
    `t1`.`predictions_invalidated` >= 0
  )) AS `bad_7`,
  COUNTIF(
    NOT (
      `t1`.`status` IN ('confirmed', 'detected', 'resolved')
      OR (
        `t1`.`status` IS NULL
      )
    )
  ) AS `bad_8`,
  COUNTIF(NOT (
    `t1`.`new_date` > `t1`.`original_date`
  )) AS `bad_9`,
  COUNTIF(
    NOT (
      (
        `t1`.`status` = 'resolved'
      ) = (
        `t1`.`resolved_at` IS NOT NULL
      )
    )
  ) AS `bad_10`,
  COUNTIF(NOT (
    `t1`.`resolved_at` >= `t1`.`detected_at`
  )) AS `bad_11`,
  COUNTIF(
    NOT (
      (
        `t1`.`detection_source` <> 'news'
      )
      OR (
        ARRAY_LENGTH(`t1`.`news_article_ids`) > 0
      )
    )
  ) AS `bad_12`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_orchestration`.`game_postponements` AS `t0`
  WHERE
    `t0`.`detected_at` >= TIMESTAMP('2024-01-14T00:00:00+00:00')
    AND `t0`.`detected_at` < TIMESTAMP('2024-01-19T00:00:00+00:00')
    AND DATE(`t0`.`detected_at`, 'America/New_York') BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;
