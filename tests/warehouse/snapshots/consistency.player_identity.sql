-- a scraped name leads to a registered player
-- a lookup has nothing but a-z and 0-9
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    COALESCE(`t21`.`known`, FALSE)
  )) AS `bad_0`,
  LOGICAL_OR(COALESCE(`t21`.`known`, FALSE) IS NOT NULL) AS `answered_0`,
  COUNTIF(NOT (
    REGEXP_CONTAINS(`t21`.`player_lookup`, '^[a-z0-9]+$')
  )) AS `bad_1`,
  LOGICAL_OR((
    REGEXP_CONTAINS(`t21`.`player_lookup`, '^[a-z0-9]+$')
  ) IS NOT NULL) AS `answered_1`
FROM (
  SELECT
    `t20`.`source`,
    `t20`.`player_lookup`,
    `t20`.`game_date`,
    `t19`.`player_lookup` AS `player_lookup_known`,
    `t19`.`known`
  FROM (
    SELECT
      `t15`.`source`,
      `t15`.`player_lookup`,
      MIN(`t15`.`game_date`) AS `game_date`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t0`.`game_date`,
            `t0`.`player_lookup`,
            'nba_raw.bdl_player_boxscores' AS `source`
          FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t0`
          WHERE
            `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t8`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t1`.`game_date`,
            `t1`.`player_lookup`,
            'nba_raw.nbac_player_boxscores' AS `source`
          FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
          WHERE
            `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t9`
      ) AS `t13`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t2`.`game_date`,
            `t2`.`player_lookup`,
            'nba_raw.nbac_gamebook_player_stats' AS `source`
          FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t2`
          WHERE
            `t2`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t10`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t3`.`game_date`,
            `t3`.`player_lookup`,
            'nba_raw.odds_api_player_points_props' AS `source`
          FROM `nba-project`.`nba_raw`.`odds_api_player_points_props` AS `t3`
          WHERE
            `t3`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
        ) AS `t11`
      ) AS `t14`
    ) AS `t15`
    GROUP BY
      1,
      2
  ) AS `t20`
  LEFT OUTER JOIN (
    SELECT
      `t16`.`player_lookup`,
      TRUE AS `known`
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t4`.`player_lookup`
          FROM `nba-project`.`nba_reference`.`nba_players_registry` AS `t4`
        ) AS `t6`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t5`.`alias_lookup` AS `player_lookup`
          FROM `nba-project`.`nba_reference`.`player_aliases` AS `t5`
          WHERE
            `t5`.`is_active`
        ) AS `t7`
      ) AS `t12`
    ) AS `t16`
  ) AS `t19`
    ON `t20`.`player_lookup` = `t19`.`player_lookup`
) AS `t21`;

-- a lookup is the full name's
-- a player plays in one game a day
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    REGEXP_CONTAINS(`t1`.`player_full_name`, '^[ -~]+$')
    AND NOT (
      `t1`.`player_lookup` = REGEXP_REPLACE(LOWER(`t1`.`player_full_name`), '[^a-z0-9]', '')
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    REGEXP_CONTAINS(`t1`.`player_full_name`, '^[ -~]+$')
    AND (
      (
        `t1`.`player_lookup` = REGEXP_REPLACE(LOWER(`t1`.`player_full_name`), '[^a-z0-9]', '')
      ) IS NOT NULL
    )
  ) AS `answered_2`,
  LOGICAL_OR(REGEXP_CONTAINS(`t1`.`player_full_name`, '^[ -~]+$')) AS `applies_2`,
  COUNT(
    DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t1`.`game_date`, `t1`.`player_lookup`)))
  ) AS `distinct_7`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
  WHERE
    `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
) AS `t1`;

-- every player of the analytics is registered
-- no player of the analytics goes by an alias
-- a player is registered for the team he played for
-- a player plays for a team while he is with it
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    COALESCE(`t13`.`registered`, FALSE)
  )) AS `bad_3`,
  LOGICAL_OR(COALESCE(`t13`.`registered`, FALSE) IS NOT NULL) AS `answered_3`,
  COUNTIF(NOT (
    `t13`.`canonical` IS NULL
  )) AS `bad_4`,
  LOGICAL_OR((
    `t13`.`canonical` IS NULL
  ) IS NOT NULL) AS `answered_4`,
  COUNTIF(
    COALESCE(`t13`.`registered`, FALSE)
    AND NOT (
      `t13`.`first_game_date` IS NOT NULL
    )
  ) AS `bad_5`,
  LOGICAL_OR(
    COALESCE(`t13`.`registered`, FALSE)
    AND (
      (
        `t13`.`first_game_date` IS NOT NULL
      ) IS NOT NULL
    )
  ) AS `answered_5`,
  LOGICAL_OR(COALESCE(`t13`.`registered`, FALSE)) AS `applies_5`,
  COUNTIF(
    NOT (
      `t13`.`game_date` BETWEEN `t13`.`first_game_date` AND `t13`.`last_game_date`
    )
  ) AS `bad_6`,
  LOGICAL_OR(
    (
      `t13`.`game_date` BETWEEN `t13`.`first_game_date` AND `t13`.`last_game_date`
    ) IS NOT NULL
  ) AS `answered_6`
FROM (
  SELECT
    `t12`.`player_lookup`,
    `t12`.`universal_player_id`,
    `t12`.`player_full_name`,
    `t12`.`game_id`,
    `t12`.`game_date`,
    `t12`.`team_abbr`,
    `t12`.`opponent_team_abbr`,
    `t12`.`season_year`,
    `t12`.`points`,
    `t12`.`minutes_played`,
    `t12`.`assists`,
    `t12`.`offensive_rebounds`,
    `t12`.`defensive_rebounds`,
    `t12`.`steals`,
    `t12`.`blocks`,
    `t12`.`turnovers`,
    `t12`.`fg_attempts`,
    `t12`.`fg_makes`,
    `t12`.`three_pt_attempts`,
    `t12`.`three_pt_makes`,
    `t12`.`ft_attempts`,
    `t12`.`ft_makes`,
    `t12`.`plus_minus`,
    `t12`.`personal_fouls`,
    `t12`.`paint_attempts`,
    `t12`.`paint_makes`,
    `t12`.`mid_range_attempts`,
    `t12`.`mid_range_makes`,
    `t12`.`paint_blocks`,
    `t12`.`mid_range_blocks`,
    `t12`.`three_pt_blocks`,
    `t12`.`and1_count`,
    `t12`.`assisted_fg_makes`,
    `t12`.`unassisted_fg_makes`,
    `t12`.`usage_rate`,
    `t12`.`ts_pct`,
    `t12`.`efg_pct`,
    `t12`.`starter_flag`,
    `t12`.`win_flag`,
    `t12`.`points_line`,
    `t12`.`over_under_result`,
    `t12`.`margin`,
    `t12`.`opening_line`,
    `t12`.`line_movement`,
    `t12`.`points_line_source`,
    `t12`.`opening_line_source`,
    `t12`.`is_active`,
    `t12`.`player_status`,
    `t12`.`source_nbac_last_updated`,
    `t12`.`source_nbac_rows_found`,
    `t12`.`source_nbac_completeness_pct`,
    `t12`.`source_nbac_hash`,
    `t12`.`source_bdl_last_updated`,
    `t12`.`source_bdl_rows_found`,
    `t12`.`source_bdl_completeness_pct`,
    `t12`.`source_bdl_hash`,
    `t12`.`source_bbd_last_updated`,
    `t12`.`source_bbd_rows_found`,
    `t12`.`source_bbd_completeness_pct`,
    `t12`.`source_bbd_hash`,
    `t12`.`source_nbac_pbp_last_updated`,
    `t12`.`source_nbac_pbp_rows_found`,
    `t12`.`source_nbac_pbp_completeness_pct`,
    `t12`.`source_nbac_pbp_hash`,
    `t12`.`source_odds_last_updated`,
    `t12`.`source_odds_rows_found`,
    `t12`.`source_odds_completeness_pct`,
    `t12`.`source_odds_hash`,
    `t12`.`source_bp_last_updated`,
    `t12`.`source_bp_rows_found`,
    `t12`.`source_bp_completeness_pct`,
    `t12`.`source_bp_hash`,
    `t12`.`source_team_last_updated`,
    `t12`.`source_team_rows_found`,
    `t12`.`source_team_completeness_pct`,
    `t12`.`source_team_hash`,
    `t12`.`data_quality_tier`,
    `t12`.`primary_source_used`,
    `t12`.`processed_with_issues`,
    `t12`.`shot_zones_estimated`,
    `t12`.`data_hash`,
    `t12`.`created_at`,
    `t12`.`processed_at`,
    `t12`.`quality_tier`,
    `t12`.`quality_score`,
    `t12`.`quality_issues`,
    `t12`.`data_sources`,
    `t12`.`quality_sample_size`,
    `t12`.`quality_used_fallback`,
    `t12`.`quality_reconstructed`,
    `t12`.`quality_calculated_at`,
    `t12`.`quality_metadata`,
    `t12`.`season`,
    `t8`.`player_lookup` AS `player_lookup_person`,
    `t8`.`season` AS `season_person`,
    `t8`.`registered`,
    `t7`.`player_lookup` AS `player_lookup_place`,
    `t7`.`season` AS `season_place`,
    `t7`.`team_abbr` AS `team_abbr_place`,
    `t7`.`first_game_date`,
    `t7`.`last_game_date`,
    `t11`.`player_lookup` AS `player_lookup_alias`,
    `t11`.`canonical`
  FROM (
    SELECT
      `t0`.`player_lookup`,
      `t0`.`universal_player_id`,
      `t0`.`player_full_name`,
      `t0`.`game_id`,
      `t0`.`game_date`,
      `t0`.`team_abbr`,
      `t0`.`opponent_team_abbr`,
      `t0`.`season_year`,
      `t0`.`points`,
      `t0`.`minutes_played`,
      `t0`.`assists`,
      `t0`.`offensive_rebounds`,
      `t0`.`defensive_rebounds`,
      `t0`.`steals`,
      `t0`.`blocks`,
      `t0`.`turnovers`,
      `t0`.`fg_attempts`,
      `t0`.`fg_makes`,
      `t0`.`three_pt_attempts`,
      `t0`.`three_pt_makes`,
      `t0`.`ft_attempts`,
      `t0`.`ft_makes`,
      `t0`.`plus_minus`,
      `t0`.`personal_fouls`,
      `t0`.`paint_attempts`,
      `t0`.`paint_makes`,
      `t0`.`mid_range_attempts`,
      `t0`.`mid_range_makes`,
      `t0`.`paint_blocks`,
      `t0`.`mid_range_blocks`,
      `t0`.`three_pt_blocks`,
      `t0`.`and1_count`,
      `t0`.`assisted_fg_makes`,
      `t0`.`unassisted_fg_makes`,
      `t0`.`usage_rate`,
      `t0`.`ts_pct`,
      `t0`.`efg_pct`,
      `t0`.`starter_flag`,
      `t0`.`win_flag`,
      `t0`.`points_line`,
      `t0`.`over_under_result`,
      `t0`.`margin`,
      `t0`.`opening_line`,
      `t0`.`line_movement`,
      `t0`.`points_line_source`,
      `t0`.`opening_line_source`,
      `t0`.`is_active`,
      `t0`.`player_status`,
      `t0`.`source_nbac_last_updated`,
      `t0`.`source_nbac_rows_found`,
      `t0`.`source_nbac_completeness_pct`,
      `t0`.`source_nbac_hash`,
      `t0`.`source_bdl_last_updated`,
      `t0`.`source_bdl_rows_found`,
      `t0`.`source_bdl_completeness_pct`,
      `t0`.`source_bdl_hash`,
      `t0`.`source_bbd_last_updated`,
      `t0`.`source_bbd_rows_found`,
      `t0`.`source_bbd_completeness_pct`,
      `t0`.`source_bbd_hash`,
      `t0`.`source_nbac_pbp_last_updated`,
      `t0`.`source_nbac_pbp_rows_found`,
      `t0`.`source_nbac_pbp_completeness_pct`,
      `t0`.`source_nbac_pbp_hash`,
      `t0`.`source_odds_last_updated`,
      `t0`.`source_odds_rows_found`,
      `t0`.`source_odds_completeness_pct`,
      `t0`.`source_odds_hash`,
      `t0`.`source_bp_last_updated`,
      `t0`.`source_bp_rows_found`,
      `t0`.`source_bp_completeness_pct`,
      `t0`.`source_bp_hash`,
      `t0`.`source_team_last_updated`,
      `t0`.`source_team_rows_found`,
      `t0`.`source_team_completeness_pct`,
      `t0`.`source_team_hash`,
      `t0`.`data_quality_tier`,
      `t0`.`primary_source_used`,
      `t0`.`processed_with_issues`,
      `t0`.`shot_zones_estimated`,
      `t0`.`data_hash`,
      `t0`.`created_at`,
      `t0`.`processed_at`,
      `t0`.`quality_tier`,
      `t0`.`quality_score`,
      `t0`.`quality_issues`,
      `t0`.`data_sources`,
      `t0`.`quality_sample_size`,
      `t0`.`quality_used_fallback`,
      `t0`.`quality_reconstructed`,
      `t0`.`quality_calculated_at`,
      `t0`.`quality_metadata`,
      CONCAT(
        CONCAT(CAST(`t0`.`season_year` AS STRING), '-'),
        SUBSTRING(
          CAST(`t0`.`season_year` + 1 AS STRING),
          IF((
            2 + 1
          ) >= 1, 2 + 1, 2 + 1 + LENGTH(CAST(`t0`.`season_year` + 1 AS STRING))),
          2
        )
      ) AS `season`
    FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t12`
  LEFT OUTER JOIN (
    SELECT
      `t3`.`player_lookup`,
      `t3`.`season`,
      TRUE AS `registered`
    FROM (
      SELECT DISTINCT
        `t1`.`player_lookup`,
        `t1`.`season`
      FROM `nba-project`.`nba_reference`.`nba_players_registry` AS `t1`
    ) AS `t3`
  ) AS `t8`
    ON `t12`.`player_lookup` = `t8`.`player_lookup` AND `t12`.`season` = `t8`.`season`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`player_lookup`,
      `t1`.`season`,
      `t1`.`team_abbr`,
      MIN(`t1`.`first_game_date`) AS `first_game_date`,
      MAX(`t1`.`last_game_date`) AS `last_game_date`
    FROM `nba-project`.`nba_reference`.`nba_players_registry` AS `t1`
    GROUP BY
      1,
      2,
      3
  ) AS `t7`
    ON `t12`.`player_lookup` = `t7`.`player_lookup`
    AND `t12`.`season` = `t7`.`season`
    AND `t12`.`team_abbr` = `t7`.`team_abbr`
  LEFT OUTER JOIN (
    SELECT
      `t4`.`alias_lookup` AS `player_lookup`,
      MIN(`t4`.`nba_canonical_lookup`) AS `canonical`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_reference`.`player_aliases` AS `t2`
      WHERE
        `t2`.`is_active`
    ) AS `t4`
    GROUP BY
      1
  ) AS `t11`
    ON `t12`.`player_lookup` = `t11`.`player_lookup`
) AS `t13`;

-- one NBA id has one lookup
-- one lookup has one NBA id
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t2`.`nba_player_id`)))) AS `distinct_8`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t2`.`player_lookup`)))) AS `distinct_9`
FROM (
  SELECT
    `t1`.`nba_player_id`,
    `t1`.`player_lookup`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      AND `t0`.`nba_player_id` IS NOT NULL
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`;

-- Ball Don't Lie names who NBA.com names
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      IF(
        REGEXP_CONTAINS(
          NULLIF(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), ''),
          '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
        ),
        SAFE_CAST(IF(
          REGEXP_CONTAINS(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), '^([0-9]+([.][0-9]+)?)'),
          IF(
            1 = 0,
            REGEXP_REPLACE(
              TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
              CONCAT('.*?', CONCAT('(', '^([0-9]+([.][0-9]+)?)', ')'), '.*'),
              '\\1'
            ),
            REGEXP_REPLACE(
              TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
              CONCAT('.*?', '^([0-9]+([.][0-9]+)?)', '.*'),
              CONCAT('\\', CAST(1 AS STRING))
            )
          ),
          NULL
        ) AS FLOAT64) + ieee_divide(
          COALESCE(
            SAFE_CAST(IF(
              REGEXP_CONTAINS(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), ':([0-9]+)$'),
              IF(
                1 = 0,
                REGEXP_REPLACE(
                  TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
                  CONCAT('.*?', CONCAT('(', ':([0-9]+)$', ')'), '.*'),
                  '\\1'
                ),
                REGEXP_REPLACE(
                  TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
                  CONCAT('.*?', ':([0-9]+)$', '.*'),
                  CONCAT('\\', CAST(1 AS STRING))
                )
              ),
              NULL
            ) AS FLOAT64),
            0.0
          ),
          60
        ),
        CAST(NULL AS FLOAT64)
      ) > 0
    )
    AND NOT (
      `t8`.`nba_player_id` IS NOT NULL
    )
  ) AS `bad_10`,
  LOGICAL_OR(
    (
      IF(
        REGEXP_CONTAINS(
          NULLIF(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), ''),
          '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
        ),
        SAFE_CAST(IF(
          REGEXP_CONTAINS(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), '^([0-9]+([.][0-9]+)?)'),
          IF(
            1 = 0,
            REGEXP_REPLACE(
              TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
              CONCAT('.*?', CONCAT('(', '^([0-9]+([.][0-9]+)?)', ')'), '.*'),
              '\\1'
            ),
            REGEXP_REPLACE(
              TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
              CONCAT('.*?', '^([0-9]+([.][0-9]+)?)', '.*'),
              CONCAT('\\', CAST(1 AS STRING))
            )
          ),
          NULL
        ) AS FLOAT64) + ieee_divide(
          COALESCE(
            SAFE_CAST(IF(
              REGEXP_CONTAINS(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), ':([0-9]+)$'),
              IF(
                1 = 0,
                REGEXP_REPLACE(
                  TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
                  CONCAT('.*?', CONCAT('(', ':([0-9]+)$', ')'), '.*'),
                  '\\1'
                ),
                REGEXP_REPLACE(
                  TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
                  CONCAT('.*?', ':([0-9]+)$', '.*'),
                  CONCAT('\\', CAST(1 AS STRING))
                )
              ),
              NULL
            ) AS FLOAT64),
            0.0
          ),
          60
        ),
        CAST(NULL AS FLOAT64)
      ) > 0
    )
    AND (
      (
        `t8`.`nba_player_id` IS NOT NULL
      ) IS NOT NULL
    )
  ) AS `answered_10`,
  LOGICAL_OR(
    IF(
      REGEXP_CONTAINS(
        NULLIF(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), ''),
        '^[0-9]{1,3}(:[0-5][0-9]|\\.[0-9]+)?$'
      ),
      SAFE_CAST(IF(
        REGEXP_CONTAINS(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), '^([0-9]+([.][0-9]+)?)'),
        IF(
          1 = 0,
          REGEXP_REPLACE(
            TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
            CONCAT('.*?', CONCAT('(', '^([0-9]+([.][0-9]+)?)', ')'), '.*'),
            '\\1'
          ),
          REGEXP_REPLACE(
            TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
            CONCAT('.*?', '^([0-9]+([.][0-9]+)?)', '.*'),
            CONCAT('\\', CAST(1 AS STRING))
          )
        ),
        NULL
      ) AS FLOAT64) + ieee_divide(
        COALESCE(
          SAFE_CAST(IF(
            REGEXP_CONTAINS(TRIM(`t8`.`minutes`, ' \t\n\r\v\f'), ':([0-9]+)$'),
            IF(
              1 = 0,
              REGEXP_REPLACE(
                TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
                CONCAT('.*?', CONCAT('(', ':([0-9]+)$', ')'), '.*'),
                '\\1'
              ),
              REGEXP_REPLACE(
                TRIM(`t8`.`minutes`, ' \t\n\r\v\f'),
                CONCAT('.*?', ':([0-9]+)$', '.*'),
                CONCAT('\\', CAST(1 AS STRING))
              )
            ),
            NULL
          ) AS FLOAT64),
          0.0
        ),
        60
      ),
      CAST(NULL AS FLOAT64)
    ) > 0
  ) AS `applies_10`
FROM (
  SELECT
    `t5`.`game_id`,
    `t5`.`game_date`,
    `t5`.`season_year`,
    `t5`.`game_status`,
    `t5`.`period`,
    `t5`.`is_postseason`,
    `t5`.`home_team_abbr`,
    `t5`.`away_team_abbr`,
    `t5`.`home_team_score`,
    `t5`.`away_team_score`,
    `t5`.`team_abbr`,
    `t5`.`player_full_name`,
    `t5`.`player_lookup`,
    `t5`.`bdl_player_id`,
    `t5`.`jersey_number`,
    `t5`.`position`,
    `t5`.`minutes`,
    `t5`.`points`,
    `t5`.`assists`,
    `t5`.`rebounds`,
    `t5`.`offensive_rebounds`,
    `t5`.`defensive_rebounds`,
    `t5`.`steals`,
    `t5`.`blocks`,
    `t5`.`turnovers`,
    `t5`.`personal_fouls`,
    `t5`.`field_goals_made`,
    `t5`.`field_goals_attempted`,
    `t5`.`field_goal_pct`,
    `t5`.`three_pointers_made`,
    `t5`.`three_pointers_attempted`,
    `t5`.`three_point_pct`,
    `t5`.`free_throws_made`,
    `t5`.`free_throws_attempted`,
    `t5`.`free_throw_pct`,
    `t5`.`source_file_path`,
    `t5`.`created_at`,
    `t5`.`data_hash`,
    `t5`.`processed_at`,
    `t7`.`game_id` AS `game_id_of_nbacom`,
    `t7`.`player_lookup` AS `player_lookup_of_nbacom`,
    `t7`.`nba_player_id`,
    `t7`.`nbacom_points`,
    `t7`.`nbacom_rebounds`,
    `t7`.`nbacom_assists`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t5`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`game_id`,
      `t1`.`player_lookup`,
      `t1`.`nba_player_id`,
      `t1`.`points` AS `nbacom_points`,
      `t1`.`total_rebounds` AS `nbacom_rebounds`,
      `t1`.`assists` AS `nbacom_assists`
    FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
    WHERE
      `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t7`
    ON `t5`.`game_id` = `t7`.`game_id` AND `t5`.`player_lookup` = `t7`.`player_lookup`
  WHERE
    EXISTS(
      SELECT
        1
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_raw`.`nbac_player_boxscores` AS `t1`
        WHERE
          `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
      ) AS `t6`
      WHERE
        `t5`.`game_id` = `t6`.`game_id`
    )
) AS `t8`;

-- one registered id has one lookup
-- one registered lookup has one id
SELECT
  COUNT(*) AS `n`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t2`.`universal_player_id`)))) AS `distinct_11`,
  COUNT(DISTINCT FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(`t2`.`player_lookup`)))) AS `distinct_12`
FROM (
  SELECT
    `t1`.`universal_player_id`,
    `t1`.`player_lookup`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_reference`.`nba_players_registry` AS `t0`
    WHERE
      `t0`.`universal_player_id` IS NOT NULL
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`;

-- a team's registry is at most 7 days old
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t6`.`holds_13`
  )) AS `bad_13`,
  LOGICAL_OR(`t6`.`holds_13` IS NOT NULL) AS `answered_13`
FROM (
  SELECT
    `t5`.`team_abbr`,
    MAX(`t5`.`processed_at`) >= TIMESTAMP_SUB(CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP), INTERVAL '7' DAY) AS `holds_13`
  FROM (
    SELECT
      `t2`.`universal_player_id`,
      `t2`.`player_name`,
      `t2`.`player_lookup`,
      `t2`.`team_abbr`,
      `t2`.`season`,
      `t2`.`first_game_date`,
      `t2`.`last_game_date`,
      `t2`.`games_played`,
      `t2`.`total_appearances`,
      `t2`.`inactive_appearances`,
      `t2`.`dnp_appearances`,
      `t2`.`jersey_number`,
      `t2`.`position`,
      `t2`.`source_priority`,
      `t2`.`confidence_score`,
      `t2`.`last_processor`,
      `t2`.`last_gamebook_update`,
      `t2`.`last_roster_update`,
      `t2`.`gamebook_update_count`,
      `t2`.`roster_update_count`,
      `t2`.`update_sequence_number`,
      `t2`.`last_gamebook_activity_date`,
      `t2`.`last_roster_activity_date`,
      `t2`.`created_by`,
      `t2`.`created_at`,
      `t2`.`processed_at`
    FROM `nba-project`.`nba_reference`.`nba_players_registry` AS `t2`
    WHERE
      EXISTS(
        SELECT
          1
        FROM (
          SELECT DISTINCT
            `t1`.`season_nba_format` AS `season`
          FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t1`
          WHERE
            `t1`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
        ) AS `t4`
        WHERE
          `t2`.`season` = `t4`.`season`
      )
  ) AS `t5`
  GROUP BY
    1
) AS `t6`;

-- at most 5 names wait to be resolved
SELECT
  COUNT(*) AS `n`,
  COUNTIF(`t1`.`status` = 'pending') <= 5 AS `holds_14`,
  COUNTIF(`t1`.`status` = 'pending') AS `show_14_pending`
FROM (
  SELECT
    *
  FROM `nba-project`.`nba_reference`.`unresolved_player_names` AS `t0`
  WHERE
    `t0`.`first_seen_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
) AS `t1`;
