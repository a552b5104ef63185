-- one row for each player_lookup, team_abbr, season
-- universal_player_id matches ^[a-z0-9]+_\d{3}$
-- player_name is never NULL
-- player_lookup is never NULL
-- player_lookup matches ^[a-z0-9]+$
-- team_abbr is never NULL
-- team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)
-- season is never NULL
-- season matches ^20\d{2}-\d{2}$
-- games_played is at least 0
-- games_played is at most 112
-- total_appearances is at least 0
-- total_appearances is at most 112
-- inactive_appearances is at least 0
-- inactive_appearances is at most 112
-- dnp_appearances is at least 0
-- dnp_appearances is at most 112
-- jersey_number is at least 0
-- jersey_number is at most 99
-- position matches ^[GFC](-[GFC])?$
-- source_priority matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- confidence_score is at least 0
-- confidence_score is at most 1
-- last_processor matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- gamebook_update_count is at least 0
-- roster_update_count is at least 0
-- update_sequence_number is at least 1
-- created_by is never NULL
-- created_by matches ^[a-z0-9]+(_[a-z0-9]+)*$
-- created_at is never NULL
-- processed_at is never NULL
-- registry id is made from the lookup
-- appearances add up
-- first game comes before the last
-- games are of the season
-- gamebook tells of what has been
-- roster tells of what has been
-- processed after it was created
SELECT
  COUNT(*) AS `n`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t0`.`player_lookup`, `t0`.`team_abbr`, `t0`.`season`)))
  ) AS `distinct_1`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`universal_player_id`, '^[a-z0-9]+_\\d{3}$')
  )) AS `bad_2`,
  COUNTIF(NOT (
    `t0`.`player_name` IS NOT NULL
  )) AS `bad_3`,
  COUNTIF(NOT (
    `t0`.`player_lookup` IS NOT NULL
  )) AS `bad_4`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_5`,
  COUNTIF(NOT (
    `t0`.`team_abbr` IS NOT NULL
  )) AS `bad_6`,
  COUNTIF(
    NOT (
      `t0`.`team_abbr` IN (
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
        `t0`.`team_abbr` IS NULL
      )
    )
  ) AS `bad_7`,
  COUNTIF(NOT (
    `t0`.`season` IS NOT NULL
  )) AS `bad_8`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`season`, '^20\\d{2}-\\d{2}$')
  )) AS `bad_9`,
  COUNTIF(NOT (
    `t0`.`games_played` >= 0
  )) AS `bad_10`,
  COUNTIF(NOT (
    `t0`.`games_played` <= 112
  )) AS `bad_11`,
  COUNTIF(NOT (
    `t0`.`total_appearances` >= 0
  )) AS `bad_12`,
  COUNTIF(NOT (
    `t0`.`total_appearances` <= 112
  )) AS `bad_13`,
  COUNTIF(NOT (
    `t0`.`inactive_appearances` >= 0
  )) AS `bad_14`,
  COUNTIF(NOT (
    `t0`.`inactive_appearances` <= 112
  )) AS `bad_15`,
  COUNTIF(NOT (
    `t0`.`dnp_appearances` >= 0
  )) AS `bad_16`,
  COUNTIF(NOT (
    `t0`.`dnp_appearances` <= 112
  )) AS `bad_17`,
  COUNTIF(NOT (
    `t0`.`jersey_number` >= 0
  )) AS `bad_18`,
  COUNTIF(NOT (
    `t0`.`jersey_number` <= 99
  )) AS `bad_19`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`position`, '^[GFC](-[GFC])?$')
  )) AS `bad_20`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`source_priority`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_21`,
  COUNTIF(NOT (
    `t0`.`confidence_score` >= 0
  )) AS `bad_22`,
  COUNTIF(NOT (
    `t0`.`confidence_score` <= 1
  )) AS `bad_23`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`last_processor`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_24`,
  COUNTIF(NOT (
    `t0`.`gamebook_update_count` >= 0
  )) AS `bad_25`,
  COUNTIF(NOT (
    `t0`.`roster_update_count` >= 0
  )) AS `bad_26`,
  COUNTIF(NOT (
    `t0`.`update_sequence_number` >= 1
  )) AS `bad_27`,
  COUNTIF(NOT (
    `t0`.`created_by` IS NOT NULL
  )) AS `bad_28`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t0`.`created_by`, '^[a-z0-9]+(_[a-z0-9]+)*$')
  )) AS `bad_29`,
  COUNTIF(NOT (
    `t0`.`created_at` IS NOT NULL
  )) AS `bad_30`,
  COUNTIF(NOT (
    `t0`.`processed_at` IS NOT NULL
  )) AS `bad_31`,
  COUNTIF(
    NOT (
      IF(
        REGEXP_CONTAINS(`t0`.`universal_player_id`, '^(.+)_\\d{3}$'),
        IF(
          1 = 0,
          REGEXP_REPLACE(
            `t0`.`universal_player_id`,
            CONCAT('.*?', CONCAT('(', '^(.+)_\\d{3}$', ')'), '.*'),
            '\\1'
          ),
          REGEXP_REPLACE(
            `t0`.`universal_player_id`,
            CONCAT('.*?', '^(.+)_\\d{3}$', '.*'),
            CONCAT('\\', CAST(1 AS STRING))
          )
        ),
        NULL
      ) = `t0`.`player_lookup`
    )
  ) AS `bad_32`,
  COUNTIF(
    NOT (
      `t0`.`total_appearances` = (
        `t0`.`games_played` + `t0`.`inactive_appearances` + `t0`.`dnp_appearances`
      )
    )
  ) AS `bad_33`,
  COUNTIF(NOT (
    `t0`.`first_game_date` <= `t0`.`last_game_date`
  )) AS `bad_34`,
  COUNTIF(
    NOT (
      (
        `t0`.`season` = CONCAT(
          CONCAT(
            CAST(EXTRACT(year FROM `t0`.`first_game_date`) - CAST(EXTRACT(month FROM `t0`.`first_game_date`) < 7 AS INT64) AS STRING),
            '-'
          ),
          SUBSTRING(
            CAST((
              EXTRACT(year FROM `t0`.`first_game_date`) - CAST(EXTRACT(month FROM `t0`.`first_game_date`) < 7 AS INT64)
            ) + 1 AS STRING),
            IF(
              (
                2 + 1
              ) >= 1,
              2 + 1,
              2 + 1 + LENGTH(
                CAST((
                  EXTRACT(year FROM `t0`.`first_game_date`) - CAST(EXTRACT(month FROM `t0`.`first_game_date`) < 7 AS INT64)
                ) + 1 AS STRING)
              )
            ),
            2
          )
        )
      )
      AND (
        `t0`.`season` = CONCAT(
          CONCAT(
            CAST(EXTRACT(year FROM `t0`.`last_game_date`) - CAST(EXTRACT(month FROM `t0`.`last_game_date`) < 7 AS INT64) AS STRING),
            '-'
          ),
          SUBSTRING(
            CAST((
              EXTRACT(year FROM `t0`.`last_game_date`) - CAST(EXTRACT(month FROM `t0`.`last_game_date`) < 7 AS INT64)
            ) + 1 AS STRING),
            IF(
              (
                2 + 1
              ) >= 1,
              2 + 1,
              2 + 1 + LENGTH(
                CAST((
                  EXTRACT(year FROM `t0`.`last_game_date`) - CAST(EXTRACT(month FROM `t0`.`last_game_date`) < 7 AS INT64)
                ) + 1 AS STRING)
              )
            ),
            2
          )
        )
      )
    )
  ) AS `bad_35`,
  COUNTIF(
    NOT (
      `t0`.`last_gamebook_activity_date` <= DATE(`t0`.`last_gamebook_update`, 'America/New_York')
    )
  ) AS `bad_36`,
  COUNTIF(
    NOT (
      `t0`.`last_roster_activity_date` <= DATE(`t0`.`last_roster_update`, 'America/New_York')
    )
  ) AS `bad_37`,
  COUNTIF(NOT (
    `t0`.`processed_at` >= `t0`.`created_at`
  )) AS `bad_38`
FROM `nba-project`.`nba_reference`.`nba_players_registry` AS `t0`;
