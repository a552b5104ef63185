"""gates.phase3_to_phase4 proceeds on a clean day, warns when degraded, blocks for each rule, opens after a repair."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from gate_season import decision, shut_until_repaired
from validator_days import AS_OF, Day

from harness.gate_decisions import Decision
from harness.season.defects.selection import PLATFORM_ID
from validators.gates.phase3_to_phase4 import validator

CONTEXT = "same day: the players' context is complete"
CRITICAL = "overnight: both critical processors are complete"
ENOUGH = "overnight: 3 of 5 processors are complete"
EVERY = "overnight: all 5 processors are complete"
FILLED = "R-008: every table has rows"
MOST = "R-008: 80 % of the games are in every table"
ALL = {CONTEXT, CRITICAL, ENOUGH, EVERY, FILLED, MOST}

DAY = "2024-01-15"
SAME_DAY = datetime(2024, 1, 15, 16, tzinfo=UTC)
COMPLETIONS = "nba_orchestration.phase_completions"
THE_DAY = [(DAY,)]
OTHERS = ("team_offense_game_summary", "team_defense_game_summary", "upcoming_team_game_context")


def without(*processors: str) -> str:
    names = ", ".join(f"'{name}'" for name in processors)
    return f"DELETE FROM {COMPLETIONS} WHERE phase = 'phase3' AND game_date = '{{day}}' AND processor_name IN ({names})"


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-14..2024-01-16"])
@pytest.mark.parametrize("as_of", [AS_OF, SAME_DAY])
def test_clean_days_let_phase_4_start(gate_day: Day, window: str, as_of: datetime) -> None:
    assert gate_day.answer(validator, window, as_of).passed == ALL
    assert decision(gate_day, validator, window, as_of).decision is Decision.PROCEED


@pytest.mark.parametrize(
    ("gone", "broken", "says"),
    [
        (OTHERS[:1], {EVERY}, Decision.WARN),
        (OTHERS[:2], {EVERY}, Decision.WARN),
        (OTHERS, {EVERY, ENOUGH}, Decision.BLOCK),
        (("player_game_summary",), {EVERY, CRITICAL}, Decision.BLOCK),
        (("upcoming_player_game_context",), {EVERY, CRITICAL, CONTEXT}, Decision.BLOCK),
        (("player_game_summary", *OTHERS), {EVERY, ENOUGH, CRITICAL}, Decision.BLOCK),
    ],
)
def test_overnight_three_with_the_critical_two_are_enough(
    gate_day: Day, gone: tuple[str, ...], broken: set[str], says: Decision
) -> None:
    shut_until_repaired(gate_day, validator, dict.fromkeys(broken, THE_DAY), without(*gone), says=says)


@pytest.mark.parametrize(("status", "done"), [("partial", True), ("failed", False), ("no_data", False)])
def test_what_failed_is_not_complete(gate_day: Day, status: str, done: bool) -> None:
    gate_day.corrupt(
        f"UPDATE {COMPLETIONS} SET status = '{status}' "
        "WHERE game_date = '{day}' AND processor_name = 'player_game_summary'"
    )

    assert (CRITICAL in gate_day.answer(validator).passed) is done


def test_on_the_day_itself_the_context_alone_is_enough(gate_day: Day) -> None:
    gate_day.corrupt(without("player_game_summary", *OTHERS), "DELETE FROM nba_analytics.player_game_summary")

    assert decision(gate_day, validator, as_of=SAME_DAY).decision is Decision.PROCEED
    assert decision(gate_day, validator).decision is Decision.BLOCK


def test_on_the_day_itself_the_context_is_needed(gate_day: Day) -> None:
    gate_day.corrupt(without("upcoming_player_game_context"))

    answer = gate_day.answer(validator, as_of=SAME_DAY)

    assert answer.failed.keys() == {CONTEXT}
    assert decision(gate_day, validator, as_of=SAME_DAY).decision is Decision.BLOCK


def test_the_day_ends_at_midnight_in_new_york(gate_day: Day) -> None:
    gate_day.corrupt(without("player_game_summary"))
    before, midnight = datetime(2024, 1, 16, 4, 59, 59, tzinfo=UTC), datetime(2024, 1, 16, 5, tzinfo=UTC)

    assert CRITICAL in gate_day.answer(validator, as_of=before).passed
    assert CRITICAL in gate_day.answer(validator, as_of=midnight).failed


@pytest.mark.parametrize("name", ["player_game_summary", "upcoming_player_game_context", *OTHERS])
def test_an_empty_table_blocks_whatever_its_processor_said(gate_day: Day, name: str) -> None:
    table = f"nba_analytics.{name}"
    broken = f"DELETE FROM {table} WHERE game_date = '{{day}}'"
    shut_until_repaired(gate_day, validator, {FILLED: [(DAY, table)]}, broken, says=Decision.BLOCK)


@pytest.mark.parametrize(("games", "found"), [(5, False), (4, True)])
def test_80_percent_of_six_games_are_five(gate_day: Day, games: int, found: bool) -> None:
    table = "nba_analytics.upcoming_player_game_context"
    kept = f"SELECT DISTINCT game_id FROM {table} WHERE game_date = '{{day}}' ORDER BY 1 LIMIT {games}"
    broken = f"DELETE FROM {table} WHERE game_date = '{{day}}' AND game_id NOT IN ({kept})"
    if found:
        shut_until_repaired(gate_day, validator, {MOST: [(DAY, table)]}, broken, says=Decision.BLOCK)
    else:
        gate_day.corrupt(broken)
        assert decision(gate_day, validator).decision is Decision.PROCEED


def test_4_of_5_games_are_80_percent(gate_day: Day) -> None:
    table = "nba_analytics.upcoming_player_game_context"
    kept = f"SELECT DISTINCT game_id FROM {table} WHERE game_date = '{{day}}' ORDER BY 1 LIMIT 4"
    gate_day.corrupt(
        f"DELETE FROM nba_raw.nbac_schedule WHERE {PLATFORM_ID} = '{{game}}'",
        f"DELETE FROM {table} WHERE game_date = '{{day}}' AND game_id NOT IN ({kept})",
    )

    assert MOST in gate_day.answer(validator).passed


def test_a_table_of_one_row_has_rows_and_too_few_games(gate_day: Day) -> None:
    table = "nba_analytics.upcoming_player_game_context"
    gate_day.corrupt(
        f"DELETE FROM {table} WHERE game_date = '{{day}}' "
        f"AND rowid <> (SELECT min(rowid) FROM {table} WHERE game_date = '{{day}}')"
    )

    assert gate_day.answer(validator).failed == {MOST: [(date(2024, 1, 15), table)]}


def test_a_day_without_completions_has_none(gate_day: Day) -> None:
    gate_day.corrupt(f"DELETE FROM {COMPLETIONS} WHERE game_date = '{{day}}'")

    findings = [one.finding for one in gate_day.answer(validator).results if one.finding is not None]
    assert len(findings) == 4
    for finding in findings:
        shown = dict(finding.violations[0].evidence)
        assert (shown["completed"], shown["critical"], shown["context"]) == (0, 0, False)


def test_completions_of_another_phase_do_not_count(gate_day: Day) -> None:
    gate_day.corrupt(
        f"UPDATE {COMPLETIONS} SET phase = 'phase4' "
        "WHERE game_date = '{day}' AND processor_name = 'player_game_summary'"
    )

    assert CRITICAL in gate_day.answer(validator).failed


def test_a_day_to_come_is_not_known_so_it_blocks(gate_day: Day) -> None:
    before = datetime(2024, 1, 15, 4, 59, tzinfo=UTC)

    assert gate_day.answer(validator, as_of=before).unknown.keys() == ALL
    assert decision(gate_day, validator, as_of=before).decision is Decision.BLOCK


@pytest.mark.parametrize("table", [COMPLETIONS, "nba_analytics.player_game_summary"])
def test_a_missing_table_blocks(gate_day: Day, table: str) -> None:
    gate_day.corrupt(f"DROP TABLE {table}")

    assert decision(gate_day, validator).decision is Decision.BLOCK


def test_a_day_without_games_lets_everything_through(gate_day: Day) -> None:
    gate_day.corrupt("DELETE FROM nba_raw.nbac_schedule WHERE game_date = '{day}'")

    assert decision(gate_day, validator).decision is Decision.PROCEED
