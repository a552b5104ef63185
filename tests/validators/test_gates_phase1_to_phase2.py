"""gates.phase1_to_phase2 proceeds on a clean day, blocks for each rule, and opens again after a repair."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from gate_season import decision, shut_until_repaired
from validator_days import Day

from harness.gate_decisions import Decision
from validators.gates.phase1_to_phase2 import validator

PLANNED = "every game day has a plan"
ENDED = "every planned scraper has ended with success"
RECORDS = "every planned scraper has brought records"
EMPTY = "no success without records on a game day"
ALL = {PLANNED, ENDED, RECORDS, EMPTY}

DAY = "2024-01-15"
PLAN, LOG = "nba_orchestration.daily_expected_schedule", "nba_orchestration.scraper_execution_log"
GAMEBOOK = "scraper_name = 'nbac_gamebook_pdf' AND game_date = '{day}'"


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-14..2024-01-15"])
def test_clean_days_let_phase_2_start(gate_day: Day, window: str) -> None:
    assert gate_day.answer(validator, window).passed == ALL
    assert decision(gate_day, validator, window).decision is Decision.PROCEED


def test_a_day_without_a_plan_blocks(gate_day: Day) -> None:
    broken = f"DELETE FROM {PLAN} WHERE date = '{{day}}'"
    shut_until_repaired(gate_day, validator, {PLANNED: [(DAY, None)]}, broken, says=Decision.BLOCK)


@pytest.mark.parametrize(
    ("broken", "check", "shown"),
    [
        (f"DELETE FROM {LOG} WHERE {GAMEBOOK}", ENDED, {"successes": 0}),
        (f"UPDATE {LOG} SET data_summary = '{{{{}}}}' WHERE {GAMEBOOK}", RECORDS, {"record_count": 0}),
    ],
)
def test_what_nothing_is_known_of_is_shown_as_none(
    gate_day: Day, broken: str, check: str, shown: dict[str, int]
) -> None:
    gate_day.corrupt(broken)

    [finding] = [one.finding for one in gate_day.answer(validator).results if one.check == check]
    assert finding is not None
    assert dict(finding.violations[0].evidence).items() >= shown.items()


@pytest.mark.parametrize("status", ["failed", "no_data"])
def test_a_scraper_that_never_succeeded_blocks(gate_day: Day, status: str) -> None:
    broken = f"UPDATE {LOG} SET status = '{status}' WHERE {GAMEBOOK}"
    shut_until_repaired(gate_day, validator, {ENDED: [(DAY, "nbac_gamebook_pdf")]}, broken, says=Decision.BLOCK)


def test_a_scraper_that_never_ran_blocks(gate_day: Day) -> None:
    broken = f"DELETE FROM {LOG} WHERE {GAMEBOOK}"
    shut_until_repaired(gate_day, validator, {ENDED: [(DAY, "nbac_gamebook_pdf")]}, broken, says=Decision.BLOCK)


@pytest.mark.parametrize("summary", ['{{"record_count": 0}}', "{{}}"])
def test_successes_without_records_block(gate_day: Day, summary: str) -> None:
    runs = [row[0] for row in gate_day.rows(f"SELECT execution_id FROM {LOG} WHERE {GAMEBOOK} AND status = 'success'")]
    broken = f"UPDATE {LOG} SET data_summary = '{summary}' WHERE {GAMEBOOK} AND status = 'success'"
    expected = {RECORDS: [(DAY, "nbac_gamebook_pdf")], EMPTY: [(run,) for run in runs]}
    shut_until_repaired(gate_day, validator, expected, broken, says=Decision.BLOCK)


@pytest.mark.parametrize(
    ("summary", "found"), [('{"record_count": 1}', False), ('{"record_count": 0}', True), ("{}", True), ("[]", True)]
)
def test_one_record_is_enough_and_no_count_is_none(gate_day: Day, summary: str, found: bool) -> None:
    [(run,)] = gate_day.rows(f"SELECT min(execution_id) FROM {LOG} WHERE game_date = '{{day}}' AND status = 'success'")
    gate_day.connection.execute(f"UPDATE {LOG} SET data_summary = ? WHERE execution_id = ?", [summary, run])

    assert gate_day.answer(validator).failed.get(EMPTY, []) == ([(run,)] if found else [])


def test_a_night_run_of_the_next_day_counts_for_the_game_day(gate_day: Day) -> None:
    late = f"timezone('America/New_York', triggered_at)::DATE = '2024-01-16' AND {GAMEBOOK}"
    assert gate_day.value(f"SELECT count(*) > 0 FROM {LOG} WHERE {late} AND status = 'success'")
    gate_day.corrupt(f"DELETE FROM {LOG} WHERE {late}")

    assert ENDED in gate_day.answer(validator).failed


@pytest.mark.parametrize(("at", "missed"), [("2024-01-17 04:59:59Z", False), ("2024-01-17 05:00:00Z", True)])
def test_a_run_of_the_day_after_the_next_is_too_late(gate_day: Day, at: str, missed: bool) -> None:
    gate_day.corrupt(f"UPDATE {LOG} SET triggered_at = '{at}' WHERE {GAMEBOOK}")

    assert (ENDED in gate_day.answer(validator).failed) is missed


def test_a_scraper_is_not_missed_before_its_last_planned_run(gate_day: Day) -> None:
    gate_day.corrupt(f"DELETE FROM {LOG} WHERE {GAMEBOOK}")
    [(last,)] = gate_day.rows(
        f"SELECT max(expected_run_time) FROM {PLAN} "
        "WHERE date = '{day}' AND list_contains(scrapers, 'nbac_gamebook_pdf')"
    )
    assert isinstance(last, datetime)

    assert ENDED not in gate_day.answer(validator, as_of=last - timedelta(seconds=1)).failed
    assert ENDED in gate_day.answer(validator, as_of=last).failed


def test_a_day_to_come_is_not_known_so_it_blocks(gate_day: Day) -> None:
    before = datetime(2024, 1, 15, 4, 59, tzinfo=UTC)

    assert gate_day.answer(validator, as_of=before).unknown.keys() == ALL - {EMPTY}
    assert decision(gate_day, validator, as_of=before).decision is Decision.BLOCK


@pytest.mark.parametrize("table", [PLAN, LOG])
def test_a_missing_table_blocks(gate_day: Day, table: str) -> None:
    gate_day.corrupt(f"DROP TABLE {table}")

    assert decision(gate_day, validator).decision is Decision.BLOCK


def test_a_day_without_games_lets_everything_through(gate_day: Day) -> None:
    gate_day.corrupt("DELETE FROM nba_raw.nbac_schedule WHERE game_date = '{day}'")

    assert decision(gate_day, validator).decision is Decision.PROCEED
