"""The state documents: each says the same as the rows beside it, and at the last moment nothing is stuck."""

from __future__ import annotations

BATCHES = "firestore.prediction_batches"
ANSWERS = "firestore.batch_completions"
PREDICTIONS = "nba_predictions.player_prop_predictions"


def test_there_is_a_batch_for_every_day_with_predictions(warehouse):
    days = f"SELECT game_date FROM {BATCHES}"
    predicted = f"SELECT DISTINCT game_date FROM {PREDICTIONS}"
    assert warehouse.rows(f"({days} EXCEPT {predicted}) UNION ({predicted} EXCEPT {days})") == []
    assert warehouse.value(f"SELECT count(*) - count(DISTINCT game_date) FROM {BATCHES}") == 0


def test_a_batch_is_named_by_its_day_and_its_start(warehouse):
    wrong = (
        f"SELECT batch_id FROM {BATCHES} "
        "WHERE batch_id <> concat('batch_', game_date, '_', epoch(start_time)::BIGINT::VARCHAR)"
    )
    assert warehouse.rows(wrong) == []


def test_a_batch_has_its_players_once_however_they_are_counted(warehouse):
    wrong = (
        f"SELECT b.batch_id FROM {BATCHES} b JOIN (SELECT batch_id, list(player_lookup) AS players, "
        f"sum(predictions_count) AS total FROM {ANSWERS} GROUP BY ALL) a USING (batch_id) WHERE NOT ("
        "list_sort(completed_players) = list_sort(players) "
        "AND len(list_distinct(completed_players)) = expected_players AND completed_count = expected_players "
        "AND total_predictions = total AND total_predictions_subcoll = total)"
    )
    assert warehouse.rows(wrong) == []


def test_a_players_answer_counts_the_rows_that_he_has(warehouse):
    rows = f"SELECT game_date, player_lookup, count(*) AS n FROM {PREDICTIONS} GROUP BY ALL"
    answers = f"SELECT game_date, player_lookup, predictions_count AS n FROM {ANSWERS}"
    assert warehouse.rows(f"({rows} EXCEPT {answers}) UNION ALL ({answers} EXCEPT {rows})") == []


def test_answers_lie_within_their_batch(warehouse):
    outside = (
        f"SELECT count(*) FROM {ANSWERS} a JOIN {BATCHES} b USING (batch_id) "
        "WHERE a.completed_at NOT BETWEEN b.start_time AND b.completion_time"
    )
    assert warehouse.value(outside) == 0


def test_completions_are_in_both_stores(warehouse):
    columns = "phase, game_date, processor_name, status, record_count, completed_at, execution_id"
    documents = f"SELECT {columns} FROM firestore.phase_completions"
    rows = f"SELECT {columns} FROM nba_orchestration.phase_completions WHERE phase <> 'phase5'"
    assert warehouse.rows(f"({documents} EXCEPT {rows}) UNION ALL ({rows} EXCEPT {documents})") == []


def test_phase_documents_and_aggregates_agree(warehouse):
    columns = "phase, game_date, completed_count, triggered_at, trigger_reason, mode"
    documents = f"SELECT {columns}, triggered FROM firestore.phase_status"
    rows = f"SELECT {columns}, is_triggered FROM nba_orchestration.phase_completion_status"
    assert warehouse.rows(f"({documents} EXCEPT {rows}) UNION ALL ({rows} EXCEPT {documents})") == []


def test_phase_four_waits_in_vain_only_on_the_opening_days(warehouse):
    timed_out = warehouse.rows(
        "SELECT game_date FROM firestore.phase_status WHERE trigger_reason = 'max_timeout' ORDER BY game_date"
    )
    first = warehouse.rows("SELECT DISTINCT game_date FROM nba_raw.nbac_schedule ORDER BY game_date LIMIT 3")
    assert timed_out == first


def test_locks_are_held_and_not_expired(warehouse):
    as_of = warehouse.season.as_of.isoformat()
    assert warehouse.value("SELECT count(*) FROM firestore.locks") >= 1
    assert warehouse.value(
        f"SELECT bool_and(expires_at > '{as_of}' AND expires_at - acquired_at <= INTERVAL 300 SECOND) "
        "FROM firestore.locks"
    )


def test_one_processor_is_running_and_alive(warehouse):
    as_of = warehouse.season.as_of.isoformat()
    running = warehouse.rows(
        "SELECT last_heartbeat > TIMESTAMPTZ '" + as_of + "' - INTERVAL 1 MINUTE, run_id "
        "FROM firestore.processor_heartbeats WHERE status = 'running'"
    )
    assert [alive for alive, _ in running] == [True]
    assert warehouse.rows("SELECT run_id FROM firestore.run_history WHERE status = 'running'") == [(running[0][1],)]


def test_every_run_of_bigquery_is_a_document(warehouse):
    rows = "SELECT run_id, processor_name, data_date, status, started_at FROM nba_reference.processor_run_history"
    documents = (
        "SELECT run_id, processor, date, status, started_at FROM firestore.run_history WHERE status <> 'running'"
    )
    assert warehouse.rows(f"({documents} EXCEPT {rows}) UNION ALL ({rows} EXCEPT {documents})") == []


def test_the_only_staging_table_is_fresh(warehouse):
    as_of = warehouse.season.as_of.isoformat()
    staging = "FROM metadata.tables WHERE starts_with(table_name, '_staging_')"
    assert warehouse.value(f"SELECT count(*) {staging}") == 1
    assert warehouse.value(f"SELECT max(created_at) > TIMESTAMPTZ '{as_of}' - INTERVAL 1 DAY {staging}")
    assert warehouse.value("SELECT count(*) FROM metadata.tables WHERE table_name = 'player_prop_predictions'") == 1
