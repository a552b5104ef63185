"""The games that other tables are measured by: which count, which are called off, and the id that they go by."""

from __future__ import annotations

from datetime import UTC, date, datetime

import ibis
import pytest
from validator_days import Day

from harness.results import Scalar
from harness.warehouse.checks import rows
from harness.warehouse.functions import season_label
from harness.warehouse.relations import Relation
from validators.games import final_games, schedule, scheduled_games
from validators.validator import Validator

SCHEDULE = "nba_raw.nbac_schedule"
ROW = f"game_id = (SELECT min(game_id) FROM {SCHEDULE} WHERE game_date = '{{day}}')"
TIP_OFF = datetime(2024, 1, 16, 0, 30, tzinfo=UTC)
ONE = {
    "game_id": "20240115_BOS_LAL",
    "nba_game_id": "0022300999",
    "home_team_tricode": "LAL",
    "away_team_tricode": "BOS",
}


def shown(day: Day, relation: Relation, *columns: str) -> list[dict[str, Scalar]]:
    """The day's rows of a relation; a check that never holds names each of them."""
    names = ("nba_game_id", "home_team_tricode", "away_team_tricode", *columns)
    never = Validator("shown.rows", rows(relation, "every row", lambda _: ibis.literal(False), show=names))
    [result] = day.answer(never).results
    found = result.finding.violations if result.finding else ()
    assert all(one.day == date(2024, 1, 15) for one in found)
    return [{**dict(one.key), **dict(one.evidence)} for one in found]


@pytest.fixture
def day(gate_day: Day) -> Day:
    """One game on the day."""
    others = f"game_date = '{{day}}' AND NOT {ROW}"
    gate_day.corrupt(
        f"DELETE FROM {SCHEDULE} WHERE {others}",
        f"UPDATE {SCHEDULE} SET game_id = '0022300999', game_status = 3, game_status_text = 'Final', "
        f"game_date_est = '{TIP_OFF.isoformat()}', home_team_tricode = 'LAL', away_team_tricode = 'BOS' WHERE {ROW}",
    )
    return gate_day


def test_a_game_has_the_platforms_id_and_its_own(day: Day) -> None:
    assert shown(day, final_games) == [ONE]
    assert shown(day, scheduled_games, "game_status", "game_date_est") == [
        {**ONE, "game_status": 3, "game_date_est": TIP_OFF}
    ]


@pytest.mark.parametrize(("status", "final"), [(1, False), (2, False), (3, True), (4, False)])
def test_a_game_of_status_3_is_final(day: Day, status: int, final: bool) -> None:
    day.corrupt(f"UPDATE {SCHEDULE} SET game_status = {status} WHERE {ROW}")

    assert (len(shown(day, final_games)), len(shown(day, scheduled_games))) == (int(final), 1)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("'PPD'", False),
        ("'ppd - snow'", False),
        ("'Postponed'", False),
        ("'Canceled'", False),
        ("'Cancelled'", False),
        ("'7:00 pm ET'", True),
        ("'not PPD'", True),
        ("NULL", True),
    ],
)
def test_what_was_called_off_is_no_game(day: Day, text: str, there: bool) -> None:
    day.corrupt(f"UPDATE {SCHEDULE} SET game_status_text = {text} WHERE {ROW}")

    assert (len(shown(day, final_games)), len(shown(day, scheduled_games))) == (int(there), int(there))


@pytest.mark.parametrize(
    ("change", "there"),
    [
        ("game_id = '0012300999'", False),
        ("game_id = '0032300001'", False),
        ("game_id = '0042300101'", True),
        ("home_team_tricode = 'TBD'", False),
        ("away_team_tricode = 'TBD'", False),
        ("home_team_tricode = NULL", False),
    ],
)
def test_a_game_counts_between_two_teams_that_are_known(day: Day, change: str, there: bool) -> None:
    day.corrupt(f"UPDATE {SCHEDULE} SET {change} WHERE {ROW}")

    assert len(shown(day, scheduled_games)) == int(there)


@pytest.mark.parametrize(("opening", "label"), [(2023, "2023-24"), (2008, "2008-09"), (1999, "1999-00")])
def test_a_season_is_called_by_both_its_years(day: Day, opening: int, label: str) -> None:
    named = schedule.derive(label=lambda t: season_label(t.season_year))
    day.corrupt(f"UPDATE {SCHEDULE} SET season_year = {opening} WHERE {ROW}")

    check = rows(named, "every row", lambda t: t.label == "", show=("label",))
    [result] = day.answer(Validator("shown.rows", check)).results
    assert result.finding is not None
    assert [dict(one.evidence)["label"] for one in result.finding.violations] == [label]
