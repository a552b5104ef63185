"""consistency.time_agreement at the edges of New York's days, on both sides of both clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from validator_days import AS_OF, Day

from harness.clock import EASTERN, FrozenClock
from validators.consistency.time_agreement import FORESEEN, PLAYED, validator

ESPN = "nba_raw.espn_scoreboard"
SCHEDULE = "nba_raw.nbac_schedule"
BOARD = "nba_raw.nbac_scoreboard_v2"
LINES = "nba_raw.odds_api_game_lines"
RUNS = "nba_reference.processor_run_history"
PREDICTIONS = "nba_predictions.player_prop_predictions"
DAY_OF_ESPN = "espn_scoreboard: game_date is the Eastern day of the tip-off"
ESPN_START = "ESPN starts a game when the schedule does"
BOARD_START = "the scoreboard starts a game when the schedule does"
ODDS_START = "The Odds API starts a game when the schedule does"
BEGAN = "no table has a game before it began"
READ = "a final game was read after it began"
PREDICTED = "a prediction is made before the tip-off"
ENDS = "a run ends after it began"
RUN_FUTURE = "no run is in the future"
TO_COME = "no run is about a day after tomorrow"
WRITTEN = {
    "nba_predictions.prediction_accuracy": "graded_at",
    "nba_predictions.ml_feature_store_v2": "created_at",
    "nba_predictions.player_prop_predictions": "created_at",
}
CHANGES = ("2023-11-05", "2024-03-10")
"""The Sundays on which New York's clocks were changed."""


def _moment(day: str, clock: str, *, later_days: int = 0) -> datetime:
    """A wall-clock time in New York as an instant."""
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=EASTERN) + timedelta(days=later_days)
    return local.astimezone(UTC)


@pytest.mark.parametrize(
    "window", ["2024-04-10", "2024-04-08..2024-04-12", *CHANGES, "2023-11-04..2023-11-06", "2024-03-09..2024-03-11"]
)
def test_a_clean_season_has_no_failure(platform: Day, window: str) -> None:
    assert platform.answer(validator, window).failed == {}


def test_every_check_has_an_answer(platform: Day) -> None:
    assert platform.answer(validator, "2024-04-08..2024-04-12").passed == {check.name for check in validator.checks}


@pytest.mark.parametrize("day", ["2024-04-10", "2024-01-15", *CHANGES])
@pytest.mark.parametrize(
    ("clock", "later_days", "found"),
    [("00:00", 0, False), ("23:59", 0, False), ("23:59", -1, True), ("00:00", 1, True)],
)
def test_a_day_in_new_york_goes_from_midnight_to_midnight(
    platform: Day, day: str, clock: str, later_days: int, found: bool
) -> None:
    start = _moment(day, clock, later_days=later_days)
    [(game,)] = platform.rows(f"SELECT min(game_id) FROM {ESPN} WHERE game_date = '{day}'")
    platform.corrupt(f"UPDATE {ESPN} SET scheduled_start_time = '{start.isoformat()}' WHERE game_id = '{game}'")

    assert platform.answer(validator, day).failed.get(DAY_OF_ESPN, []) == ([(game,)] if found else [])


@pytest.mark.parametrize("day", ["2024-04-10", "2024-01-15", *CHANGES])
@pytest.mark.parametrize(("minutes", "found"), [(-30, False), (30, False), (-31, True), (31, True), (60, True)])
def test_a_clock_that_was_not_changed_is_an_hour_off(platform: Day, day: str, minutes: int, found: bool) -> None:
    [(game,)] = platform.rows(f"SELECT min(game_id) FROM {BOARD} WHERE game_date = '{day}'")
    platform.corrupt(
        f"UPDATE {BOARD} SET start_time = start_time + INTERVAL ({minutes}) MINUTE WHERE game_id = '{game}'"
    )

    assert platform.answer(validator, day).failed.get(BOARD_START, []) == ([(game,)] if found else [])


def test_all_lines_of_a_game_start_with_it(platform: Day) -> None:
    one = f"SELECT min(snapshot_timestamp) FROM {LINES} WHERE game_id = '{{game}}'"
    platform.corrupt(
        f"UPDATE {LINES} SET commence_time = commence_time + INTERVAL 1 HOUR "
        f"WHERE game_id = '{{game}}' AND snapshot_timestamp = ({one})"
    )

    assert platform.answer(validator).failed == {ODDS_START: [(platform.game,)]}


@pytest.mark.parametrize("table", [*PLAYED, *FORESEEN])
@pytest.mark.parametrize(("seconds", "found"), [(0, False), (1, True)])
def test_a_row_may_be_written_now_and_no_later(platform: Day, table: str, seconds: int, found: bool) -> None:
    column = WRITTEN.get(table, "processed_at")
    here = f"{table} SET {column} = '{(AS_OF + timedelta(seconds=seconds)).isoformat()}'"
    who = "team_abbr = (SELECT min(team_abbr) FROM {table} WHERE game_date = '{{day}}')".replace("{table}", table)
    if table.endswith("team_defense_game_summary"):
        who = who.replace("team_abbr", "defending_team_abbr")
    elif "team_" not in table:
        who = "player_lookup = '{{player}}'"
    platform.corrupt(f"UPDATE {here} WHERE game_date = '{{day}}' AND {who}".replace("{{", "{").replace("}}", "}"))

    check = f"{table.partition('.')[2]}: nothing is written in the future"
    assert (check in platform.answer(validator).failed) is found


def test_the_future_begins_at_the_runs_clock(platform: Day) -> None:
    """At 23:59 in New York the box scores of the day are still to be loaded."""
    clock = FrozenClock(_moment("2024-04-10", "23:59"))
    loaded = "bdl_player_boxscores: nothing is written in the future"

    assert loaded in platform.answer(validator, as_of=clock.now()).failed
    assert loaded not in platform.answer(validator).failed


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (-1, True)])
def test_a_box_score_begins_with_its_game(platform: Day, seconds: int, found: bool) -> None:
    tip_off = f"SELECT scheduled_start_time FROM {ESPN} WHERE game_id = '{{game}}'"
    platform.corrupt(
        f"UPDATE nba_raw.bdl_player_boxscores SET processed_at = ({tip_off}) + INTERVAL ({seconds}) SECOND "
        "WHERE game_id = '{game}'"
    )

    assert platform.answer(validator).failed == (
        {BEGAN: [("nba_raw.bdl_player_boxscores", platform.game)]} if found else {}
    )


def test_a_game_that_is_not_final_may_be_read_before_it(platform: Day) -> None:
    game = "game_id = (SELECT min(game_id) FROM nba_raw.nbac_schedule WHERE game_date = '{day}')"
    platform.corrupt(
        f"UPDATE {SCHEDULE} SET scrape_timestamp = game_date_est - INTERVAL 2 HOUR, "
        f"processed_at = game_date_est - INTERVAL 1 HOUR WHERE {game}"
    )
    assert list(platform.answer(validator).failed) == [READ]

    platform.corrupt(f"UPDATE {SCHEDULE} SET game_status = 1 WHERE {game}")
    assert platform.answer(validator).failed == {}


@pytest.mark.parametrize(("seconds", "found"), [(-1, False), (0, True)])
def test_a_prediction_is_older_than_its_game(platform: Day, seconds: int, found: bool) -> None:
    tip_off = f"SELECT scheduled_start_time FROM {ESPN} WHERE game_id = '{{game}}'"
    platform.corrupt(
        f"UPDATE {PREDICTIONS} SET created_at = ({tip_off}) + INTERVAL ({seconds}) SECOND "
        "WHERE game_id = '{game}' AND player_lookup = '{player}'"
    )

    assert (PREDICTED in platform.answer(validator).failed) is found


def test_a_prediction_that_was_replaced_may_be_late(platform: Day) -> None:
    platform.corrupt(
        f"UPDATE {PREDICTIONS} SET created_at = created_at + INTERVAL 14 HOUR, is_active = FALSE "
        "WHERE game_id = '{game}' AND player_lookup = '{player}'"
    )

    assert platform.answer(validator).failed == {}


def test_an_id_without_a_day_is_not_asked_for_it(platform: Day) -> None:
    """Predictions may carry the schedule's ids, which are ten digits."""
    platform.corrupt(
        f"UPDATE {PREDICTIONS} SET game_id = '0022300001' WHERE game_id = '{{game}}' AND player_lookup = '{{player}}'"
    )

    assert platform.answer(validator).failed == {}


@pytest.mark.parametrize(
    ("started", "day", "found"),
    [
        (_moment("2024-04-10", "00:00"), "2024-04-11", False),
        (_moment("2024-04-09", "23:59"), "2024-04-11", True),
        # A day before the spring change has 24 hours of which the next has 23, and the autumn's 25.
        (_moment("2024-03-09", "23:59"), "2024-03-10", False),
        (_moment("2024-03-09", "23:59"), "2024-03-11", True),
        (_moment("2023-11-05", "00:00"), "2023-11-06", False),
        (_moment("2023-11-04", "23:59"), "2023-11-06", True),
    ],
)
def test_a_run_may_be_about_tomorrow_by_new_yorks_calendar(
    platform: Day, started: datetime, day: str, found: bool
) -> None:
    platform.corrupt(
        f"UPDATE {RUNS} SET started_at = '{started.isoformat()}' WHERE processor_name = 'streaks' "
        f"AND data_date = '{day}'"
    )

    assert (TO_COME in platform.answer(validator, day).failed) is found


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (1, True)])
def test_a_run_ends_no_earlier_than_it_began(platform: Day, seconds: int, found: bool) -> None:
    here = "WHERE processor_name = 'streaks' AND data_date = '{day}'"
    platform.corrupt(f"UPDATE {RUNS} SET processed_at = started_at - INTERVAL {seconds} SECOND {here}")

    assert set(platform.answer(validator).failed) == ({ENDS} if found else set())


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (1, True)])
@pytest.mark.parametrize("column", ["processed_at", "started_at"])
def test_a_run_may_end_now_and_no_later(platform: Day, column: str, seconds: int, found: bool) -> None:
    """A run that has not ended is judged by its start."""
    ended = "" if column == "processed_at" else ", processed_at = NULL"
    platform.corrupt(
        f"UPDATE {RUNS} SET {column} = '{(AS_OF + timedelta(seconds=seconds)).isoformat()}'{ended} "
        "WHERE processor_name = 'streaks' AND data_date = '{day}'"
    )

    assert set(platform.answer(validator).failed) == ({RUN_FUTURE} if found else set())


def test_a_missing_source_leaves_only_its_checks_without_an_answer(platform: Day) -> None:
    platform.corrupt(f"DROP TABLE {ESPN}")

    answer = platform.answer(validator)
    assert set(answer.unknown) == {
        DAY_OF_ESPN,
        "espn_scoreboard: scraped before it was loaded",
        "nbac_scoreboard_v2: game_date is the Eastern day of the tip-off",
        "nbac_scoreboard_v2: scraped before it was loaded",
        *(BOARD_START, ESPN_START, ODDS_START),
    }
    assert answer.failed == {}
