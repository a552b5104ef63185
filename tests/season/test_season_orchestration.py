"""What the platform wrote about its own work: each day in order, in New York's time, before the last moment."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from harness.season import build_season

RUNS = "nba_reference.processor_run_history"
SCRAPES = "nba_orchestration.scraper_execution_log"
DECISIONS = "nba_orchestration.workflow_decisions"
LATENCY = "nba_analytics.pipeline_latency_metrics"
QUEUE = "nba_orchestration.failed_processor_queue"
FIRST_DAY = "(SELECT min(game_date) FROM nba_raw.nbac_schedule)"
TO_COME = {
    "nba_orchestration.failed_processor_queue": {"next_retry_at"},
    "nba_orchestration.reprocess_attempts": {"circuit_breaker_until"},
    "nba_orchestration.workflow_decisions": {"next_check_time"},
    "firestore.locks": {"expires_at"},
}
"""Columns that say what is still to come."""


def _of_the_platform(warehouse):
    own = ("nba_orchestration.", "nba_monitoring.", "nba_backfill.", "nba_processing.", "validation.", "firestore.")
    named = (RUNS, LATENCY, "nba_reference.source_coverage_log", "metadata.tables")
    return [name for name in warehouse.season.tables if name.startswith(own) or name in named]


def _local(column):
    """An instant as New York's clocks show it."""
    return f"strftime(timezone('America/New_York', {column}), '%H:%M')"


def test_every_table_of_orchestration_is_filled(warehouse):
    names = _of_the_platform(warehouse)
    assert len(names) == 36
    assert [name for name in names if warehouse.season.tables[name].num_rows == 0] == []


def test_nothing_is_later_than_the_last_moment(warehouse):
    for name in _of_the_platform(warehouse):
        table = warehouse.season.tables[name]
        for field in table.schema:
            if pa.types.is_timestamp(field.type) and field.name not in TO_COME.get(name, ()):
                latest = pc.max(table.column(field.name)).as_py()
                assert latest is None or latest <= warehouse.season.as_of, (name, field.name)


def test_the_same_seed_tells_the_same_story():
    names = (RUNS, SCRAPES, "firestore.batch_completions", "firestore.locks")
    one, other = build_season(seed=4, start_year=2023), build_season(seed=4, start_year=2023)
    assert all(one.tables[name].equals(other.tables[name]) for name in names)


def test_morning_runs_keep_new_yorks_time_across_both_clock_changes(warehouse):
    starts = warehouse.rows(
        f"SELECT DISTINCT {_local('started_at')}, extract('hour' FROM timezone('UTC', started_at)) FROM {RUNS} "
        "WHERE processor_name = 'upcoming_player_game_context' ORDER BY ALL"
    )
    assert starts == [("10:25", 14), ("10:25", 15)]


def test_night_scrapes_keep_new_yorks_time_across_both_clock_changes(warehouse):
    starts = warehouse.rows(
        f"SELECT DISTINCT {_local('triggered_at')}, extract('hour' FROM timezone('UTC', triggered_at)) FROM {SCRAPES} "
        "WHERE workflow IN ('post_game_window_2', 'post_game_window_3') ORDER BY ALL"
    )
    assert starts == [("01:05", 5), ("01:05", 6), ("04:05", 8), ("04:05", 9)]


def test_the_night_of_the_change_is_read_by_the_clock_of_its_hour(warehouse):
    """At 01:05 the old time still holds; at 04:05 the new one does."""
    year = warehouse.season.start_year
    [(march,)] = warehouse.rows(
        f"SELECT min(day) FROM (SELECT unnest(generate_series(DATE '{year + 1}-03-08', DATE '{year + 1}-03-14', "
        "INTERVAL 1 DAY))::DATE AS day) WHERE dayofweek(day) = 0"
    )
    hours = warehouse.rows(
        f"SELECT workflow, extract('hour' FROM timezone('UTC', min(triggered_at))) FROM {SCRAPES} "
        f"WHERE game_date = DATE '{march}' - 1 AND workflow IN ('post_game_window_2', 'post_game_window_3') "
        "GROUP BY ALL ORDER BY ALL"
    )
    assert hours == [("post_game_window_2", 6), ("post_game_window_3", 8)]


def test_the_controller_decides_every_hour(warehouse):
    gaps = warehouse.rows(
        "SELECT DISTINCT decision_time - lag(decision_time) OVER (ORDER BY decision_time) AS gap "
        f"FROM (SELECT DISTINCT decision_time FROM {DECISIONS}) QUALIFY gap IS NOT NULL"
    )
    assert [gap.total_seconds() for (gap,) in gaps] == [3600]


def test_what_was_decided_was_carried_out_within_the_hour(warehouse):
    lost = warehouse.rows(
        f"SELECT d.decision_id FROM {DECISIONS} d "
        "LEFT JOIN nba_orchestration.workflow_executions e USING (decision_id) "
        "WHERE d.action = 'RUN' AND NOT coalesce(e.execution_time BETWEEN d.decision_time "
        "AND d.decision_time + INTERVAL 1 HOUR, FALSE)"
    )
    assert lost == []


def test_every_planned_scraper_has_a_success_with_records(warehouse):
    planned = "SELECT DISTINCT date AS game_date, unnest(scrapers) AS scraper_name "
    found = (
        f"SELECT DISTINCT game_date, scraper_name FROM {SCRAPES} WHERE status = 'success' "
        "AND (data_summary ->> '$.record_count')::INT > 0"
    )
    assert warehouse.rows(f"{planned} FROM nba_orchestration.daily_expected_schedule EXCEPT {found}") == []


def test_no_success_of_a_scraper_is_empty(warehouse):
    empty = (
        f"SELECT count(*) FROM {SCRAPES} WHERE (status = 'success') <> ((data_summary ->> '$.record_count')::INT > 0)"
    )
    assert warehouse.value(empty) == 0


def test_a_game_is_found_once_it_is_over(warehouse):
    looks = "nba_orchestration.scraper_data_arrival"
    assert (
        warehouse.value(
            f"SELECT count(*) FROM {looks} WHERE was_available <> (attempt_timestamp >= estimated_game_end)"
        )
        < 20
    )
    never = f"SELECT game_id FROM {looks} GROUP BY game_id, scraper_name HAVING NOT bool_or(was_available)"
    assert warehouse.rows(never) == []


@pytest.mark.parametrize(("phase", "following"), [("phase3", "phase_4"), ("phase4", "phase_5")])
def test_a_phase_begins_when_the_one_before_let_it(warehouse, phase, following):
    early = (
        f"SELECT t.game_date FROM firestore.phase_status t JOIN {RUNS} r ON r.data_date = t.game_date "
        f"WHERE t.phase = '{phase}' AND r.phase = '{following}' GROUP BY ALL "
        "HAVING min(r.started_at) < min(t.triggered_at) OR min(r.started_at) > min(t.triggered_at) + INTERVAL 90 MINUTE"
    )
    assert warehouse.rows(early) == []


def test_runs_span_the_rows_that_they_wrote(warehouse):
    written = {
        "player_game_summary": ("nba_analytics.player_game_summary", "game_date", "processed_at"),
        "upcoming_player_game_context": ("nba_analytics.upcoming_player_game_context", "game_date", "processed_at"),
        "player_daily_cache": ("nba_precompute.player_daily_cache", "cache_date", "processed_at"),
        "ml_feature_store": ("nba_predictions.ml_feature_store_v2", "game_date", "created_at"),
        "prediction_accuracy": ("nba_predictions.prediction_accuracy", "game_date", "graded_at"),
        "system_daily_performance": ("nba_predictions.system_daily_performance", "game_date", "computed_at"),
    }
    for processor, (table, day, column) in written.items():
        outside = warehouse.rows(
            f"SELECT r.data_date FROM {RUNS} r JOIN {table} t ON t.{day} = r.data_date WHERE r.status = 'success' "
            f"AND r.processor_name = '{processor}' AND t.{column} NOT BETWEEN r.started_at AND r.processed_at LIMIT 3"
        )
        assert outside == [], processor


def test_a_day_is_through_within_ninety_minutes(warehouse):
    assert warehouse.value(f"SELECT max(total_latency_seconds) FROM {LATENCY}") <= 90 * 60
    late = f"SELECT count(*) FROM {LATENCY} WHERE {_local('phase6_complete')} > '07:30'"
    assert warehouse.value(late) == 0


def test_what_failed_was_made_good_or_waits_for_its_time(warehouse):
    assert warehouse.rows(f"SELECT status, count(*) FROM {QUEUE} GROUP BY ALL ORDER BY ALL") == [
        ("pending", 1),
        ("succeeded", 7),
    ]
    as_of = warehouse.season.as_of.isoformat()
    assert warehouse.value(f"SELECT count(*) FROM {QUEUE} WHERE status = 'pending' AND next_retry_at < '{as_of}'") == 0
    mended = (
        f"SELECT 1 FROM {RUNS} r WHERE r.status = 'success' AND r.processor_name = q.processor_name "
        "AND r.data_date = q.game_date AND r.started_at > first_failure_at"
    )
    lost = f"SELECT q.id FROM {QUEUE} q WHERE status = 'succeeded' AND NOT EXISTS ({mended})"
    assert warehouse.rows(lost) == []


def test_the_latest_failures_lie_in_the_last_days(warehouse):
    """A window of a few weeks at the end has something to judge."""
    last = "(SELECT max(game_date) FROM nba_raw.nbac_schedule)"
    assert warehouse.value(f"SELECT count(*) FROM {QUEUE} WHERE game_date > {last} - 14") >= 2
    assert (
        warehouse.value(f"SELECT count(*) FROM nba_orchestration.scraper_failures WHERE game_date > {last} - 14") >= 1
    )


def test_postponed_games_are_those_of_the_schedule(warehouse):
    rows = warehouse.rows("SELECT game_id, new_date FROM nba_orchestration.game_postponements ORDER BY ALL")
    assert len(rows) == 2
    for game, day in rows:
        assert warehouse.value(f"SELECT game_date FROM nba_raw.nbac_schedule WHERE game_id = '{game}'") == day


@pytest.mark.parametrize("phase", [3, 4])
def test_the_backfill_calls_complete_what_is(warehouse, phase):
    days = f"SELECT count(*) FROM nba_backfill.backfill_progress WHERE NOT phase{phase}_complete"
    assert warehouse.value(days) == (0 if phase == 3 else 3)


def test_the_backfill_names_an_end_of_what_is_complete_only(warehouse):
    for phase in (3, 4):
        other = f"phase{phase}_complete <> (phase{phase}_completed_at IS NOT NULL)"
        assert warehouse.rows(f"SELECT game_date FROM nba_backfill.backfill_progress WHERE {other}") == []


def test_an_execution_is_what_its_scrapes_came_to(warehouse):
    runs = "SELECT *, unnest(scraper_execution_ids) AS scrape FROM nba_orchestration.workflow_executions"
    logged = f"""
        SELECT r.execution_id, list(s.scraper_name ORDER BY s.triggered_at) AS names, count(*) AS triggered,
          count_if(s.status = 'failed') AS failed, max(s.completed_at) AS ended
        FROM ({runs}) r JOIN {SCRAPES} s ON s.execution_id = r.scrape AND s.workflow = r.workflow_name GROUP BY ALL
    """
    other = f"""
        SELECT e.execution_id FROM nba_orchestration.workflow_executions e LEFT JOIN ({logged}) l USING (execution_id)
        WHERE (scrapers_requested, scrapers_triggered, scrapers_failed, scrapers_succeeded) IS DISTINCT FROM
          (names, triggered, failed, triggered - failed) OR e.created_at < ended
    """
    assert warehouse.rows(other) == []
    assert warehouse.value(f"SELECT count(*) FROM ({runs})") == warehouse.value(f"SELECT count(*) FROM {SCRAPES}")
    assert warehouse.value("SELECT sum(scrapers_failed) FROM nba_orchestration.workflow_executions") == 6


def test_a_note_of_coverage_lists_what_was_tried_and_says_when_it_was_settled(warehouse):
    notes = "nba_reference.source_coverage_log"
    assert warehouse.rows(f"SELECT DISTINCT fallback_sources_tried FROM {notes}") == [([],)]
    assert warehouse.value(f"SELECT count(*) FROM {notes} WHERE is_resolved <> (resolved_at IS NOT NULL)") == 0


@pytest.mark.parametrize(("kind", "day"), [("analytics", "analysis_date"), ("registry", "game_date")])
def test_a_failure_of_analytics_is_of_the_days_run(warehouse, kind, day):
    other = f"""
        SELECT f.run_id FROM nba_processing.{kind}_failures f LEFT JOIN {RUNS} r
          ON r.run_id = f.run_id AND r.processor_name = f.processor_name AND r.data_date = f.{day}
        WHERE r.run_id IS NULL OR f.resolved_at IS NULL OR f.created_at < r.started_at
          OR f.resolved_at NOT BETWEEN f.created_at AND r.processed_at
    """
    assert warehouse.rows(other) == []


def test_the_summary_that_failed_was_written_when_the_failure_was_resolved(warehouse):
    failures = "nba_processing.analytics_failures"
    made_good = f"""
        SELECT count(*) FROM {failures} f JOIN nba_analytics.player_game_summary s
          ON s.player_lookup = f.entity_id AND s.game_date = f.analysis_date AND s.processed_at = f.resolved_at
    """
    assert warehouse.value(made_good) == warehouse.value(f"SELECT count(*) FROM {failures}") == 6


def test_a_validation_run_counts_its_results(warehouse):
    counted = """
        SELECT validation_run_id, validation_timestamp, date_range_start, date_range_end, count(*) AS total,
          count_if(passed) AS passed FROM validation.validation_results GROUP BY ALL
    """
    runs = """
        SELECT validation_run_id, validation_timestamp, date_range_start, date_range_end, total_checks, passed_checks
        FROM validation.validation_runs
    """
    assert warehouse.rows(f"({runs}) EXCEPT ({counted})") == warehouse.rows(f"({counted}) EXCEPT ({runs})") == []
    days = "SELECT DISTINCT game_date FROM nba_raw.nbac_schedule ORDER BY 1"
    assert warehouse.rows("SELECT date_range_start FROM validation.validation_runs ORDER BY 1") == warehouse.rows(days)


def test_what_the_nightly_validation_found_is_so(warehouse):
    boxes, gamebook = "nba_raw.bdl_player_boxscores", "nba_raw.nbac_gamebook_player_stats"
    lacking = f"""
        SELECT date_range_start, count(DISTINCT game_id) AS games FROM validation.validation_runs
        LEFT JOIN {boxes} ON game_date BETWEEN date_range_start AND date_range_end
          AND processed_at <= validation_timestamp GROUP BY 1
        EXCEPT SELECT game_date, count(*) FROM nba_raw.nbac_schedule GROUP BY 1
    """
    assert warehouse.rows(lacking) == []
    assert warehouse.value(f"SELECT count(*) FROM {boxes} WHERE points IS NULL") == 0
    both = f"{boxes} b JOIN {gamebook} g USING (game_id, player_lookup)"
    assert warehouse.rows(f"SELECT b.game_id FROM {both} WHERE b.points <> g.points") == []
