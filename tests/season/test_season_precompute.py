"""Phase 4 looks back and never ahead: windows hold the games of earlier days, written before the day's games."""

from __future__ import annotations

import pytest

from harness.season.before_games import before_games
from harness.season.history import BOOTSTRAP_DAYS
from harness.season.league import draw_league
from harness.season.precompute.features import FEATURES

CACHE = "nba_precompute.player_daily_cache"
FACTORS = "nba_precompute.player_composite_factors"
SHOTS = "nba_precompute.player_shot_zone_analysis"
DEFENSE = "nba_precompute.team_defense_zone_analysis"
CONTEXT = "nba_precompute.daily_game_context"
OPPONENTS = "nba_precompute.daily_opponent_defense_zones"
STORE = "nba_predictions.ml_feature_store_v2"
FAILURES = "nba_processing.precompute_failures"
SUMMARY = "nba_analytics.player_game_summary"
BOX = "nba_raw.bdl_player_boxscores"
SCHEDULE = "nba_raw.nbac_schedule"
DAILY = {CACHE: "cache_date", FACTORS: "game_date", SHOTS: "analysis_date", DEFENSE: "analysis_date"}
NOTHING = "e3b0c44298fc1c14"

# Everybody's games in order, with what the last five, ten and all of them came to once they were played.
RUNNING = f"""
    SELECT player_lookup, game_date, row_number() OVER season AS games, avg(points) OVER season AS season,
        avg(points) OVER (season ROWS 4 PRECEDING) AS five, stddev_pop(points) OVER (season ROWS 9 PRECEDING) AS spread,
        lag(game_date, 9) OVER season AS tenth
    FROM {BOX} WINDOW season AS (PARTITION BY player_lookup ORDER BY game_date)
"""


@pytest.mark.parametrize(("table", "day"), DAILY.items())
def test_there_are_rows_from_the_day_on_that_all_teams_have_played(warehouse, table, day):
    first = warehouse.value(f"SELECT min({day}) FROM {table}")
    sides = "SELECT unnest([home_team_tricode, away_team_tricode]) AS team, game_date"
    debuts = f"SELECT team, min(game_date) AS debut FROM ({sides} FROM {SCHEDULE}) GROUP BY team"

    assert warehouse.value(f"SELECT max(debut) FROM ({debuts})") < first
    expected = f"SELECT DISTINCT game_date FROM {SCHEDULE} WHERE game_date >= '{first}'"
    assert warehouse.rows(f"({expected}) EXCEPT (SELECT {day} FROM {table})") == []
    assert warehouse.rows(f"(SELECT {day} FROM {table}) EXCEPT ({expected})") == []


@pytest.mark.parametrize(("table", "entity"), [(CACHE, "player_lookup"), (FACTORS, "player_lookup")])
def test_the_whole_league_is_there_each_day(warehouse, table, entity):
    counts = f"SELECT count(*) AS n, count(DISTINCT {entity}) AS entities FROM {table} GROUP BY {DAILY[table]}"

    assert warehouse.value(f"SELECT count(*) FROM ({counts}) WHERE n <> entities OR n < 200") == 0
    assert warehouse.value(f"SELECT max(n) FROM ({counts})") > 450


def test_every_team_has_its_zones_each_day(warehouse):
    teams = f"SELECT count(DISTINCT team_abbr) AS teams, count(*) AS n FROM {DEFENSE} GROUP BY analysis_date"

    assert warehouse.rows(f"SELECT DISTINCT teams, n FROM ({teams})") == [(30, 30)]


def test_averages_are_those_of_earlier_days(warehouse):
    told = "player_lookup, cache_date, games_played_season, points_avg_last_5, points_avg_season, points_std_last_10"
    cache = f"SELECT {told} FROM {CACHE}"
    pairs = f"""SELECT c.*, r.* EXCLUDE (player_lookup) FROM ({cache}) AS c ASOF JOIN ({RUNNING}) AS r
        ON c.player_lookup = r.player_lookup AND c.cache_date > r.game_date"""

    assert warehouse.value(f"SELECT count(*) FROM ({pairs})") == warehouse.value(f"SELECT count(*) FROM {CACHE}")
    assert (
        warehouse.rows(
            f"""SELECT player_lookup, cache_date FROM ({pairs}) WHERE games_played_season <> games
            OR abs(points_avg_last_5 - five) > 0.0501 OR abs(points_avg_season - season) > 0.0501
            OR abs(points_std_last_10 - spread) > 0.00501 LIMIT 5"""
        )
        == []
    )


def test_features_are_those_of_earlier_days(warehouse):
    store = f"SELECT player_lookup, game_date, features, historical_completeness FROM {STORE}"
    pairs = f"""SELECT s.*, r.* EXCLUDE (player_lookup, game_date) FROM ({store}) AS s ASOF JOIN ({RUNNING}) AS r
        ON s.player_lookup = r.player_lookup AND s.game_date > r.game_date"""

    assert (
        warehouse.rows(
            f"""SELECT player_lookup, game_date FROM ({pairs}) WHERE abs(features[1] - least(five, 60)) > 0.0001
            OR abs(features[3] - least(season, 60)) > 0.0001
            OR historical_completeness.games_found <> least(games, 10)
            OR historical_completeness.contributing_game_dates[1] <> tenth LIMIT 5"""
        )
        == []
    )


def test_zones_allowed_are_those_of_the_last_fifteen_games(warehouse):
    shots = "sum(paint_makes) AS makes, sum(paint_attempts) AS tries"
    games = f"SELECT opponent_team_abbr AS team_abbr, game_date, {shots} FROM {SUMMARY} GROUP BY ALL"
    running = f"""SELECT team_abbr, game_date, sum(makes) OVER (season ROWS 14 PRECEDING) AS makes,
        sum(tries) OVER (season ROWS 14 PRECEDING) AS tries
        FROM ({games}) WINDOW season AS (PARTITION BY team_abbr ORDER BY game_date)"""

    assert (
        warehouse.rows(
            f"""SELECT d.team_abbr, d.analysis_date FROM {DEFENSE} AS d ASOF JOIN ({running}) AS r
            ON d.team_abbr = r.team_abbr AND d.analysis_date > r.game_date
            WHERE abs(paint_pct_allowed_last_15 - makes / tries) > 0.000501 LIMIT 5"""
        )
        == []
    )


def test_shot_zones_add_up(warehouse):
    total = "paint_rate_last_10 + mid_range_rate_last_10 + three_pt_rate_last_10"

    assert warehouse.value(f"SELECT max(abs({total} - 100)) FROM {SHOTS} WHERE total_shots_last_10 > 0") <= 0.011
    assert warehouse.value(f"SELECT count(*) FROM {SHOTS} WHERE ({total}) IS NULL") == warehouse.value(
        f"SELECT count(*) FROM {SHOTS} WHERE total_shots_last_10 = 0"
    )
    assert warehouse.value(f"SELECT count(DISTINCT primary_scoring_zone) FROM {SHOTS}") >= 3


def test_features_are_of_those_who_might_play(warehouse):
    season = warehouse.season
    before = before_games(draw_league(seed=season.seed, start_year=season.start_year))

    assert warehouse.value(f"SELECT count(*) FROM {STORE}") == before.featured.sum()
    assert warehouse.value(f"SELECT count(*) FROM {STORE} WHERE is_production_ready") == before.ready.sum()
    predicted = "SELECT DISTINCT game_id, player_lookup FROM nba_predictions.player_prop_predictions"
    assert warehouse.rows(f"({predicted}) EXCEPT (SELECT game_id, player_lookup FROM {STORE})") == []


def test_every_vector_is_whole_and_in_range(warehouse):
    assert warehouse.rows(f"SELECT DISTINCT len(features), feature_count, feature_names FROM {STORE}") == [
        (33, 33, list(FEATURES))
    ]
    for place, (low, high) in enumerate(FEATURES.values(), start=1):
        beyond = f"features[{place}] NOT BETWEEN {low} AND {high} OR isnan(features[{place}])"
        assert warehouse.value(f"SELECT count(*) FROM {STORE} WHERE {beyond}") == 0


def test_features_vary_unless_the_season_leaves_no_choice(warehouse):
    names = list(FEATURES)
    constant = [
        names[place]
        for place in range(33)
        if warehouse.value(f"SELECT count(DISTINCT features[{place + 1}]) FROM {STORE}") == 1
    ]

    assert constant == ["playoff_game"]


def test_quality_is_healthy_on_every_day(warehouse):
    quality = f"SELECT avg(feature_quality_score) AS mean FROM {STORE} GROUP BY game_date"

    [(lowest, usual, highest)] = warehouse.rows(f"SELECT min(mean), median(mean), max(mean) FROM ({quality})")
    assert lowest >= 70
    assert 75 <= usual <= 80
    assert highest <= 81


def test_even_a_small_slate_has_twelve_players_a_team(warehouse):
    slates = f"SELECT count(*) AS n, count(DISTINCT opponent_team_abbr) AS teams FROM {STORE} GROUP BY game_date"

    assert warehouse.value(f"SELECT count(*) FROM ({slates}) WHERE n < least(50, 12 * teams)") == 0


@pytest.mark.parametrize("table", [CACHE, FACTORS, SHOTS, DEFENSE])
def test_everything_is_written_after_what_it_reads_and_before_the_first_game(warehouse, table):
    day = DAILY[table]
    tip_offs = f"SELECT game_date, min(game_date_est) AS first FROM {SCHEDULE} GROUP BY game_date"

    beside = f"{table} AS t JOIN ({tip_offs}) AS g ON t.{day} = g.game_date"
    assert warehouse.value(f"SELECT count(*) FROM {beside} WHERE processed_at >= first") == 0
    read = [name for name in warehouse.season.tables[table].schema.names if name.endswith("_last_updated")]
    late = " OR ".join(f"{name} > processed_at" for name in read)
    assert warehouse.value(f"SELECT count(*) FROM {table} WHERE {late}") == 0


def test_features_are_written_between_phase_4_and_the_predictions(warehouse):
    predicted = "nba_predictions.player_prop_predictions"
    assert (
        warehouse.rows(f"""SELECT game_date FROM {STORE} JOIN (SELECT game_date, min(created_at) AS first
        FROM {predicted} GROUP BY game_date) USING (game_date) WHERE created_at >= first LIMIT 5""")
        == []
    )
    read = ("daily_cache", "composite", "shot_zones", "team_defense")
    late = " OR ".join(f"source_{source}_last_updated >= created_at" for source in read)
    assert warehouse.value(f"SELECT count(*) FROM {STORE} WHERE {late}") == 0


@pytest.mark.parametrize(("source", "table"), [("daily_cache", CACHE), ("composite", FACTORS), ("shot_zones", SHOTS)])
def test_hashes_are_those_of_the_rows_that_were_read(warehouse, source, table):
    joined = (
        f"{STORE} AS s LEFT JOIN {table} AS t ON t.player_lookup = s.player_lookup AND t.{DAILY[table]} = s.game_date"
    )

    assert (
        warehouse.value(
            f"SELECT count(*) FROM {joined} WHERE s.source_{source}_hash <> coalesce(t.data_hash, '{NOTHING}')"
        )
        == 0
    )
    assert warehouse.value(f"SELECT count(*) FROM {STORE} WHERE source_{source}_hash IS NULL") == 0


def test_factors_are_for_the_next_game_of_the_players_team(warehouse):
    sides = f"""SELECT game_date, unnest([home_team_tricode, away_team_tricode]) AS team, strftime(game_date, '%Y%m%d')
        || '_' || away_team_tricode || '_' || home_team_tricode AS game_id FROM {SCHEDULE}"""
    days = f"SELECT DISTINCT game_date AS day FROM {SCHEDULE}"
    coming = (
        f"SELECT day, arg_min(game_id, game_date) FROM ({sides}), ({days}) WHERE game_date >= day GROUP BY day, team"
    )

    assert warehouse.rows(f"SELECT DISTINCT game_date, game_id FROM {FACTORS} EXCEPT ({coming})") == []


def test_a_players_own_game_is_the_one_his_factors_are_for(warehouse):
    other = f"""SELECT s.player_lookup, s.game_date FROM {STORE} AS s JOIN {FACTORS} AS f
        USING (player_lookup, game_date) WHERE s.game_id <> f.game_id LIMIT 5"""

    assert warehouse.rows(other) == []


def test_early_season_is_flagged_by_games(warehouse):
    assert warehouse.value(f"SELECT count(*) FROM {CACHE} WHERE early_season_flag <> (games_played_season < 10)") == 0
    assert warehouse.value(f"SELECT count(*) FROM {CACHE} WHERE early_season_flag") > 1000


def test_failures_are_of_newcomers_after_the_first_two_weeks(warehouse):
    opening = warehouse.season.first_day

    assert warehouse.value(f"SELECT count(*) FROM {FAILURES}") > 10
    assert warehouse.value(f"SELECT max(actual_game_count) FROM {FAILURES}") < 3
    assert (warehouse.value(f"SELECT min(analysis_date) FROM {FAILURES}") - opening).days >= BOOTSTRAP_DAYS
    ready = f"SELECT 1 FROM {FAILURES} JOIN {STORE} ON entity_id = player_lookup AND analysis_date = game_date"
    assert warehouse.rows(f"{ready} WHERE is_production_ready LIMIT 5") == []


def test_games_and_opponents_have_their_shared_rows(warehouse):
    assert warehouse.value(f"SELECT count(*) FROM {CONTEXT}") == 1230
    copied = f"""SELECT o.opponent_team_abbr, o.game_date FROM {OPPONENTS} AS o LEFT JOIN {DEFENSE} AS d
        ON o.opponent_team_abbr = d.team_abbr AND o.game_date = d.analysis_date
        WHERE d.team_abbr IS NULL OR o.paint_fg_pct_allowed <> d.paint_pct_allowed_last_15 LIMIT 5"""
    assert warehouse.rows(copied) == []
