-- phase 3 is complete when its five parts are
-- phase 4 is complete when its five parts are
-- what is complete has ended after it began
-- phase 4 was done after phase 3 of the game day before
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    NOT (
      COALESCE(`t6`.`phase3_complete`, FALSE) = (
        COALESCE(`t6`.`phase3_pgs_complete`, FALSE)
        AND COALESCE(`t6`.`phase3_togs_complete`, FALSE)
        AND COALESCE(`t6`.`phase3_tdgs_complete`, FALSE)
        AND COALESCE(`t6`.`phase3_upgc_complete`, FALSE)
        AND COALESCE(`t6`.`phase3_utgc_complete`, FALSE)
      )
    )
  ) AS `bad_0`,
  LOGICAL_OR(
    (
      COALESCE(`t6`.`phase3_complete`, FALSE) = (
        COALESCE(`t6`.`phase3_pgs_complete`, FALSE)
        AND COALESCE(`t6`.`phase3_togs_complete`, FALSE)
        AND COALESCE(`t6`.`phase3_tdgs_complete`, FALSE)
        AND COALESCE(`t6`.`phase3_upgc_complete`, FALSE)
        AND COALESCE(`t6`.`phase3_utgc_complete`, FALSE)
      )
    ) IS NOT NULL
  ) AS `answered_0`,
  COUNTIF(
    NOT (
      COALESCE(`t6`.`phase4_complete`, FALSE) = (
        COALESCE(`t6`.`phase4_tdza_complete`, FALSE)
        AND COALESCE(`t6`.`phase4_psza_complete`, FALSE)
        AND COALESCE(`t6`.`phase4_pdc_complete`, FALSE)
        AND COALESCE(`t6`.`phase4_pcf_complete`, FALSE)
        AND COALESCE(`t6`.`phase4_mlfs_complete`, FALSE)
      )
    )
  ) AS `bad_1`,
  LOGICAL_OR(
    (
      COALESCE(`t6`.`phase4_complete`, FALSE) = (
        COALESCE(`t6`.`phase4_tdza_complete`, FALSE)
        AND COALESCE(`t6`.`phase4_psza_complete`, FALSE)
        AND COALESCE(`t6`.`phase4_pdc_complete`, FALSE)
        AND COALESCE(`t6`.`phase4_pcf_complete`, FALSE)
        AND COALESCE(`t6`.`phase4_mlfs_complete`, FALSE)
      )
    ) IS NOT NULL
  ) AS `answered_1`,
  COUNTIF(
    NOT (
      (
        NOT (
          `t6`.`phase3_complete`
        )
        OR COALESCE(`t6`.`phase3_completed_at` >= `t6`.`phase3_started_at`, FALSE)
      )
      AND (
        NOT (
          `t6`.`phase4_complete`
        )
        OR COALESCE(`t6`.`phase4_completed_at` >= `t6`.`phase4_started_at`, FALSE)
      )
    )
  ) AS `bad_2`,
  LOGICAL_OR(
    (
      (
        NOT (
          `t6`.`phase3_complete`
        )
        OR COALESCE(`t6`.`phase3_completed_at` >= `t6`.`phase3_started_at`, FALSE)
      )
      AND (
        NOT (
          `t6`.`phase4_complete`
        )
        OR COALESCE(`t6`.`phase4_completed_at` >= `t6`.`phase4_started_at`, FALSE)
      )
    ) IS NOT NULL
  ) AS `answered_2`,
  COUNTIF(NOT (
    `t6`.`phase4_completed_at` >= `t6`.`before_completed_at`
  )) AS `bad_7`,
  LOGICAL_OR((
    `t6`.`phase4_completed_at` >= `t6`.`before_completed_at`
  ) IS NOT NULL) AS `answered_7`
FROM (
  SELECT
    `t3`.`game_date`,
    `t3`.`phase3_complete`,
    `t3`.`phase3_pgs_complete`,
    `t3`.`phase3_togs_complete`,
    `t3`.`phase3_tdgs_complete`,
    `t3`.`phase3_upgc_complete`,
    `t3`.`phase3_utgc_complete`,
    `t3`.`phase4_complete`,
    `t3`.`phase4_tdza_complete`,
    `t3`.`phase4_psza_complete`,
    `t3`.`phase4_pdc_complete`,
    `t3`.`phase4_pcf_complete`,
    `t3`.`phase4_mlfs_complete`,
    `t3`.`last_updated`,
    `t3`.`phase3_started_at`,
    `t3`.`phase3_completed_at`,
    `t3`.`phase4_started_at`,
    `t3`.`phase4_completed_at`,
    `t3`.`phase3_error_count`,
    `t3`.`phase4_error_count`,
    `t3`.`last_error`,
    `t3`.`notes`,
    `t5`.`before_completed_at`
  FROM (
    SELECT
      *
    FROM `nba-project`.`nba_backfill`.`backfill_progress` AS `t0`
    WHERE
      `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
  ) AS `t3`
  INNER JOIN (
    SELECT
      `t2`.`game_date`,
      LAG(`t2`.`phase3_completed_at`) OVER (ORDER BY `t2`.`game_date` ASC) AS `before_completed_at`
    FROM (
      SELECT
        *
      FROM `nba-project`.`nba_backfill`.`backfill_progress` AS `t0`
      WHERE
        `t0`.`game_date` BETWEEN DATE(2024, 1, 7) AND DATE(2024, 1, 17)
    ) AS `t2`
  ) AS `t5`
    ON `t3`.`game_date` = `t5`.`game_date`
) AS `t6`;

-- no game is missing from a repaired day
-- no table is empty on a repaired day
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    COALESCE(`t71`.`games_found` > 0, FALSE)
    AND NOT (
      `t71`.`games_found` >= `t71`.`final_games`
    )
  ) AS `bad_3`,
  LOGICAL_OR(
    COALESCE(`t71`.`games_found` > 0, FALSE)
    AND (
      (
        `t71`.`games_found` >= `t71`.`final_games`
      ) IS NOT NULL
    )
  ) AS `answered_3`,
  LOGICAL_OR(COALESCE(`t71`.`games_found` > 0, FALSE)) AS `applies_3`,
  COUNTIF(NOT (
    `t71`.`rows` > 0
  )) AS `bad_4`,
  LOGICAL_OR((
    `t71`.`rows` > 0
  ) IS NOT NULL) AS `answered_4`
FROM (
  SELECT
    `t70`.`game_date`,
    `t70`.`games`,
    `t70`.`final_games`,
    `t70`.`first_tip_off`,
    `t70`.`last_tip_off`,
    `t70`.`table`,
    `t70`.`game_date_right`,
    COALESCE(`t70`.`rows`, 0) AS `rows`,
    IF(
      `t70`.`table` IN (
        'nba_precompute.player_composite_factors',
        'nba_precompute.player_daily_cache',
        'nba_precompute.player_shot_zone_analysis',
        'nba_precompute.team_defense_zone_analysis'
      ),
      CAST(NULL AS INT64),
      COALESCE(`t70`.`games_found`, 0)
    ) AS `games_found`,
    `t70`.`newest`,
    `t70`.`table_right`,
    `t70`.`table` IN (
      'nba_analytics.player_game_summary',
      'nba_analytics.team_defense_game_summary',
      'nba_analytics.team_offense_game_summary',
      'nba_analytics.upcoming_player_game_context',
      'nba_analytics.upcoming_team_game_context',
      'nba_precompute.player_composite_factors',
      'nba_precompute.player_daily_cache',
      'nba_precompute.player_shot_zone_analysis',
      'nba_precompute.team_defense_zone_analysis',
      'nba_predictions.ml_feature_store_v2',
      'nba_raw.bdl_player_boxscores',
      'nba_raw.nbac_gamebook_player_stats'
    ) AS `required`,
    `t70`.`last_tip_off` AS `oldest_allowed`
  FROM (
    SELECT
      `t69`.`game_date`,
      `t69`.`games`,
      `t69`.`final_games`,
      `t69`.`first_tip_off`,
      `t69`.`last_tip_off`,
      `t69`.`table`,
      `t66`.`game_date` AS `game_date_right`,
      `t66`.`rows`,
      `t66`.`games_found`,
      `t66`.`newest`,
      `t66`.`table` AS `table_right`
    FROM (
      SELECT
        `t67`.`game_date`,
        `t67`.`games`,
        `t67`.`final_games`,
        `t67`.`first_tip_off`,
        `t67`.`last_tip_off`,
        IF(pos = pos_2, `table`, NULL) AS `table`
      FROM (
        SELECT
          `t64`.`game_date`,
          `t64`.`games`,
          `t64`.`final_games`,
          `t64`.`first_tip_off`,
          `t64`.`last_tip_off`
        FROM (
          SELECT
            `t40`.`game_date`,
            COUNT(DISTINCT `t40`.`game_id`) AS `games`,
            COUNT(DISTINCT IF(`t40`.`game_status` = 3, `t40`.`game_id`, NULL)) AS `final_games`,
            MIN(`t40`.`game_date_est`) AS `first_tip_off`,
            MAX(`t40`.`game_date_est`) AS `last_tip_off`
          FROM (
            SELECT
              `t0`.`game_date`,
              `t0`.`game_date_est`,
              `t0`.`game_status`,
              `t0`.`home_team_tricode`,
              `t0`.`away_team_tricode`,
              CONCAT(
                CONCAT(
                  CONCAT(CONCAT(FORMAT_DATE('%Y%m%d', `t0`.`game_date`), '_'), `t0`.`away_team_tricode`),
                  '_'
                ),
                `t0`.`home_team_tricode`
              ) AS `game_id`,
              `t0`.`game_id` AS `nba_game_id`
            FROM `nba-project`.`nba_raw`.`nbac_schedule` AS `t0`
            WHERE
              `t0`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              AND NOT (
                COALESCE(
                  REGEXP_CONTAINS(UPPER(`t0`.`game_status_text`), '^(PPD|POSTPONED|CANCELED|CANCELLED)'),
                  FALSE
                )
              )
              AND SUBSTRING(`t0`.`game_id`, IF((
                2 + 1
              ) >= 1, 2 + 1, 2 + 1 + LENGTH(`t0`.`game_id`)), 1) IN ('2', '4', '5', '6')
              AND `t0`.`home_team_tricode` IN (
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
              AND `t0`.`away_team_tricode` IN (
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
          ) AS `t40`
          GROUP BY
            1
        ) AS `t64`
        WHERE
          EXISTS(
            SELECT
              1
            FROM (
              SELECT
                `t1`.`game_date`
              FROM `nba-project`.`nba_backfill`.`backfill_progress` AS `t1`
              WHERE
                `t1`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                AND `t1`.`phase3_complete`
                AND `t1`.`phase4_complete`
            ) AS `t27`
            WHERE
              `t64`.`game_date` = `t27`.`game_date`
          )
      ) AS `t67`
      CROSS JOIN UNNEST(GENERATE_ARRAY(
        0,
        GREATEST(
          ARRAY_LENGTH(
            [
              'nba_raw.bdl_player_boxscores',
              'nba_raw.nbac_gamebook_player_stats',
              'nba_analytics.player_game_summary',
              'nba_analytics.team_offense_game_summary',
              'nba_analytics.team_defense_game_summary',
              'nba_analytics.upcoming_player_game_context',
              'nba_analytics.upcoming_team_game_context',
              'nba_precompute.team_defense_zone_analysis',
              'nba_precompute.player_shot_zone_analysis',
              'nba_precompute.player_daily_cache',
              'nba_precompute.player_composite_factors',
              'nba_predictions.ml_feature_store_v2'
            ]
          )
        ) - 1
      )) AS pos
      CROSS JOIN UNNEST([
        'nba_raw.bdl_player_boxscores',
        'nba_raw.nbac_gamebook_player_stats',
        'nba_analytics.player_game_summary',
        'nba_analytics.team_offense_game_summary',
        'nba_analytics.team_defense_game_summary',
        'nba_analytics.upcoming_player_game_context',
        'nba_analytics.upcoming_team_game_context',
        'nba_precompute.team_defense_zone_analysis',
        'nba_precompute.player_shot_zone_analysis',
        'nba_precompute.player_daily_cache',
        'nba_precompute.player_composite_factors',
        'nba_predictions.ml_feature_store_v2'
      ]) AS `table` WITH OFFSET AS pos_2
      WHERE
        pos = pos_2
        OR (
          pos > (
            ARRAY_LENGTH(
              [
                'nba_raw.bdl_player_boxscores',
                'nba_raw.nbac_gamebook_player_stats',
                'nba_analytics.player_game_summary',
                'nba_analytics.team_offense_game_summary',
                'nba_analytics.team_defense_game_summary',
                'nba_analytics.upcoming_player_game_context',
                'nba_analytics.upcoming_team_game_context',
                'nba_precompute.team_defense_zone_analysis',
                'nba_precompute.player_shot_zone_analysis',
                'nba_precompute.player_daily_cache',
                'nba_precompute.player_composite_factors',
                'nba_predictions.ml_feature_store_v2'
              ]
            ) - 1
          )
          AND pos_2 = (
            ARRAY_LENGTH(
              [
                'nba_raw.bdl_player_boxscores',
                'nba_raw.nbac_gamebook_player_stats',
                'nba_analytics.player_game_summary',
                'nba_analytics.team_offense_game_summary',
                'nba_analytics.team_defense_game_summary',
                'nba_analytics.upcoming_player_game_context',
                'nba_analytics.upcoming_team_game_context',
                'nba_precompute.team_defense_zone_analysis',
                'nba_precompute.player_shot_zone_analysis',
                'nba_precompute.player_daily_cache',
                'nba_precompute.player_composite_factors',
                'nba_predictions.ml_feature_store_v2'
              ]
            ) - 1
          )
        )
    ) AS `t69`
    LEFT OUTER JOIN (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t28`.`game_date`,
              `t28`.`rows`,
              `t28`.`games_found`,
              `t28`.`newest`,
              'nba_precompute.player_shot_zone_analysis' AS `table`
            FROM (
              SELECT
                `t15`.`analysis_date` AS `game_date`,
                COUNT(*) AS `rows`,
                CAST(NULL AS INT64) AS `games_found`,
                MAX(`t15`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_precompute`.`player_shot_zone_analysis` AS `t2`
                WHERE
                  `t2`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t15`
              GROUP BY
                1
            ) AS `t28`
          ) AS `t41`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t29`.`game_date`,
              `t29`.`rows`,
              `t29`.`games_found`,
              `t29`.`newest`,
              'nba_precompute.player_daily_cache' AS `table`
            FROM (
              SELECT
                `t16`.`cache_date` AS `game_date`,
                COUNT(*) AS `rows`,
                CAST(NULL AS INT64) AS `games_found`,
                MAX(`t16`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_precompute`.`player_daily_cache` AS `t3`
                WHERE
                  `t3`.`cache_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t16`
              GROUP BY
                1
            ) AS `t29`
          ) AS `t42`
        ) AS `t53`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t30`.`game_date`,
              `t30`.`rows`,
              `t30`.`games_found`,
              `t30`.`newest`,
              'nba_precompute.player_composite_factors' AS `table`
            FROM (
              SELECT
                `t17`.`game_date`,
                COUNT(*) AS `rows`,
                CAST(NULL AS INT64) AS `games_found`,
                MAX(`t17`.`processed_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_precompute`.`player_composite_factors` AS `t4`
                WHERE
                  `t4`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t17`
              GROUP BY
                1
            ) AS `t30`
          ) AS `t43`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t31`.`game_date`,
              `t31`.`rows`,
              `t31`.`games_found`,
              `t31`.`newest`,
              'nba_predictions.ml_feature_store_v2' AS `table`
            FROM (
              SELECT
                `t18`.`game_date`,
                COUNT(*) AS `rows`,
                COUNT(DISTINCT `t18`.`game_id`) AS `games_found`,
                MAX(`t18`.`created_at`) AS `newest`
              FROM (
                SELECT
                  *
                FROM `nba-project`.`nba_predictions`.`ml_feature_store_v2` AS `t5`
                WHERE
                  `t5`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
              ) AS `t18`
              GROUP BY
                1
            ) AS `t31`
          ) AS `t44`
        ) AS `t54`
      ) AS `t59`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t32`.`game_date`,
                `t32`.`rows`,
                `t32`.`games_found`,
                `t32`.`newest`,
                'nba_raw.bdl_player_boxscores' AS `table`
              FROM (
                SELECT
                  `t19`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t19`.`game_id`) AS `games_found`,
                  MAX(`t19`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_raw`.`bdl_player_boxscores` AS `t6`
                  WHERE
                    `t6`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t19`
                GROUP BY
                  1
              ) AS `t32`
            ) AS `t45`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t33`.`game_date`,
                `t33`.`rows`,
                `t33`.`games_found`,
                `t33`.`newest`,
                'nba_raw.nbac_gamebook_player_stats' AS `table`
              FROM (
                SELECT
                  `t20`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t20`.`game_id`) AS `games_found`,
                  MAX(`t20`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_raw`.`nbac_gamebook_player_stats` AS `t7`
                  WHERE
                    `t7`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t20`
                GROUP BY
                  1
              ) AS `t33`
            ) AS `t46`
          ) AS `t55`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t34`.`game_date`,
                `t34`.`rows`,
                `t34`.`games_found`,
                `t34`.`newest`,
                'nba_analytics.player_game_summary' AS `table`
              FROM (
                SELECT
                  `t21`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t21`.`game_id`) AS `games_found`,
                  MAX(`t21`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_analytics`.`player_game_summary` AS `t8`
                  WHERE
                    `t8`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t21`
                GROUP BY
                  1
              ) AS `t34`
            ) AS `t47`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t35`.`game_date`,
                `t35`.`rows`,
                `t35`.`games_found`,
                `t35`.`newest`,
                'nba_analytics.team_offense_game_summary' AS `table`
              FROM (
                SELECT
                  `t22`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t22`.`game_id`) AS `games_found`,
                  MAX(`t22`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_analytics`.`team_offense_game_summary` AS `t9`
                  WHERE
                    `t9`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t22`
                GROUP BY
                  1
              ) AS `t35`
            ) AS `t48`
          ) AS `t56`
        ) AS `t60`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t36`.`game_date`,
                `t36`.`rows`,
                `t36`.`games_found`,
                `t36`.`newest`,
                'nba_analytics.team_defense_game_summary' AS `table`
              FROM (
                SELECT
                  `t23`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t23`.`game_id`) AS `games_found`,
                  MAX(`t23`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_analytics`.`team_defense_game_summary` AS `t10`
                  WHERE
                    `t10`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t23`
                GROUP BY
                  1
              ) AS `t36`
            ) AS `t49`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t37`.`game_date`,
                `t37`.`rows`,
                `t37`.`games_found`,
                `t37`.`newest`,
                'nba_analytics.upcoming_player_game_context' AS `table`
              FROM (
                SELECT
                  `t24`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t24`.`game_id`) AS `games_found`,
                  MAX(`t24`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_analytics`.`upcoming_player_game_context` AS `t11`
                  WHERE
                    `t11`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t24`
                GROUP BY
                  1
              ) AS `t37`
            ) AS `t50`
          ) AS `t57`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              *
            FROM (
              SELECT
                `t38`.`game_date`,
                `t38`.`rows`,
                `t38`.`games_found`,
                `t38`.`newest`,
                'nba_analytics.upcoming_team_game_context' AS `table`
              FROM (
                SELECT
                  `t25`.`game_date`,
                  COUNT(*) AS `rows`,
                  COUNT(DISTINCT `t25`.`game_id`) AS `games_found`,
                  MAX(`t25`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_analytics`.`upcoming_team_game_context` AS `t12`
                  WHERE
                    `t12`.`game_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t25`
                GROUP BY
                  1
              ) AS `t38`
            ) AS `t51`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t39`.`game_date`,
                `t39`.`rows`,
                `t39`.`games_found`,
                `t39`.`newest`,
                'nba_precompute.team_defense_zone_analysis' AS `table`
              FROM (
                SELECT
                  `t26`.`analysis_date` AS `game_date`,
                  COUNT(*) AS `rows`,
                  CAST(NULL AS INT64) AS `games_found`,
                  MAX(`t26`.`processed_at`) AS `newest`
                FROM (
                  SELECT
                    *
                  FROM `nba-project`.`nba_precompute`.`team_defense_zone_analysis` AS `t13`
                  WHERE
                    `t13`.`analysis_date` BETWEEN DATE(2024, 1, 15) AND DATE(2024, 1, 17)
                ) AS `t26`
                GROUP BY
                  1
              ) AS `t39`
            ) AS `t52`
          ) AS `t58`
        ) AS `t61`
      ) AS `t63`
    ) AS `t66`
      ON `t69`.`game_date` = `t66`.`game_date` AND `t69`.`table` = `t66`.`table`
  ) AS `t70`
) AS `t71`;

-- summaries are of quality 70 or better
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_5`
  )) AS `bad_5`,
  LOGICAL_OR(`t2`.`holds_5` IS NOT NULL) AS `answered_5`
FROM (
  SELECT
    `t1`.`game_id`,
    AVG(`t1`.`quality_score`) >= 70 AS `holds_5`
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

-- features are of quality 70 or better
SELECT
  COUNT(*) AS `n`,
  COUNTIF(NOT (
    `t2`.`holds_6`
  )) AS `bad_6`,
  LOGICAL_OR(`t2`.`holds_6` IS NOT NULL) AS `answered_6`
FROM (
  SELECT
    `t1`.`game_date`,
    AVG(`t1`.`feature_quality_score`) >= 70 AS `holds_6`
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

-- a failed scrape is made good within a day
SELECT
  COUNT(*) AS `n`,
  COUNTIF(
    (
      `t11`.`kind` = 'scrape'
    )
    AND NOT (
      `t11`.`settled`
    )
    AND NOT (
      `t11`.`due` >= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
    )
  ) AS `bad_8`,
  LOGICAL_OR(
    (
      `t11`.`kind` = 'scrape'
    )
    AND NOT (
      `t11`.`settled`
    )
    AND (
      (
        `t11`.`due` >= CAST('2024-01-18 12:00:00+00:00' AS TIMESTAMP)
      ) IS NOT NULL
    )
  ) AS `answered_8`,
  LOGICAL_OR((
    `t11`.`kind` = 'scrape'
  ) AND NOT (
    `t11`.`settled`
  )) AS `applies_8`
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'breaker' AS `kind`,
        `t0`.`processor_name` AS `name`,
        `t0`.`state` <> 'OPEN' AS `settled`,
        `t0`.`opened_at` AS `since`,
        TIMESTAMP_ADD(`t0`.`opened_at`, INTERVAL `t0`.`timeout_seconds` SECOND) AS `due`,
        CAST(NULL AS DATE) AS `due_day`
      FROM `nba-project`.`nba_orchestration`.`circuit_breaker_state` AS `t0`
    ) AS `t4`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'lock-out' AS `kind`,
        CONCAT(
          CONCAT(CONCAT(CONCAT(`t1`.`processor_name`, '/'), `t1`.`entity_id`), '/'),
          CAST(`t1`.`analysis_date` AS STRING)
        ) AS `name`,
        NOT (
          `t1`.`circuit_breaker_tripped`
        ) AS `settled`,
        `t1`.`attempted_at` AS `since`,
        `t1`.`circuit_breaker_until` AS `due`,
        CAST(NULL AS DATE) AS `due_day`
      FROM `nba-project`.`nba_orchestration`.`reprocess_attempts` AS `t1`
      WHERE
        `t1`.`analysis_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
    ) AS `t7`
  ) AS `t8`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'postponement' AS `kind`,
        CONCAT(CONCAT(`t6`.`game_id`, '/'), CAST(`t6`.`original_date` AS STRING)) AS `name`,
        COALESCE(`t6`.`status` = 'resolved', FALSE) AS `settled`,
        `t6`.`detected_at` AS `since`,
        CAST(NULL AS TIMESTAMP) AS `due`,
        `t6`.`new_date` AS `due_day`
      FROM (
        SELECT
          *
        FROM `nba-project`.`nba_orchestration`.`game_postponements` AS `t3`
        WHERE
          `t3`.`detected_at` >= TIMESTAMP('2023-06-30T00:00:00+00:00')
          AND `t3`.`detected_at` < TIMESTAMP('2024-07-02T00:00:00+00:00')
          AND DATE(`t3`.`detected_at`, 'America/New_York') BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
      ) AS `t6`
    ) AS `t9`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'scrape' AS `kind`,
        CONCAT(CONCAT(`t2`.`scraper_name`, '/'), CAST(`t2`.`game_date` AS STRING)) AS `name`,
        COALESCE(`t2`.`backfilled`, FALSE) AS `settled`,
        `t2`.`first_failed_at` AS `since`,
        TIMESTAMP_ADD(`t2`.`first_failed_at`, INTERVAL '24' HOUR) AS `due`,
        CAST(NULL AS DATE) AS `due_day`
      FROM `nba-project`.`nba_orchestration`.`scraper_failures` AS `t2`
      WHERE
        `t2`.`game_date` BETWEEN DATE(2023, 7, 1) AND DATE(2024, 6, 30)
    ) AS `t5`
  ) AS `t10`
) AS `t11`;
