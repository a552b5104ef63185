"""Which queries are sent together, and what becomes of the others when the engine refuses one."""

from __future__ import annotations

from datetime import date

import pytest

from harness.results import Outcome, Window
from harness.warehouse.checks import covered, groups, rows
from harness.warehouse.relations import table
from harness.warehouse.run import prepare
from harness.warehouse.statements import Packing

BOX = table("nba_raw.bdl_player_boxscores")
GAMES = table("nba_raw.nbac_schedule")
DAY = date(2024, 1, 15)
ROOM = 10**6

POINTS = rows(BOX, "points", lambda r: r.points < 100)
BY_GAME = groups(BOX, "by game", by=("game_id", "game_date"), holds=lambda g: g.count() > 1)
BY_PLAYER = groups(BOX, "by player", by=("player_lookup", "game_date"), holds=lambda g: g.count() == 1)
BY_NUMBER = groups(BOX, "by number", by="game_date", holds=lambda g: g.player_lookup.cast("int64").max() > 0)
SCHEDULED = rows(GAMES, "scheduled", lambda r: r.game_id != "")
PLAYED = covered("played", GAMES, by=BOX, on="game_id")


@pytest.fixture
def evening(tables):
    tables.box_scores(("g1", "ann", DAY, 7), ("g1", "bob", DAY, 8))
    tables.schedule(("g1", DAY))
    return tables


@pytest.fixture
def packed(evening, suite):
    """The names of the checks in each statement, and its text."""

    def statements(*checks, most_queries=10, most_characters=ROOM, neighbours=False) -> dict[tuple[str, ...], str]:
        packing = Packing(most_queries, most_characters, neighbours)
        window, now = Window.parse("2024-01-15"), evening.as_of
        prepared = prepare([suite("raw.test", checks)], evening.warehouse, window, now, packing=packing)
        return {
            tuple(scan.question.check.name for part in one.parts for scan in part.query.scans): one.sql
            for one in prepared.statements
        }

    return statements


def test_queries_about_one_table_are_one_statement(packed):
    assert [*packed(POINTS, SCHEDULED, BY_GAME)] == [("points", "by game"), ("scheduled",)]


def test_a_statement_holds_no_more_queries_than_it_may(packed):
    assert [*packed(POINTS, BY_GAME, BY_PLAYER, most_queries=2)] == [("points", "by game"), ("by player",)]


def test_a_statement_is_no_longer_than_it_may_be(packed):
    alone = [sql for check in (POINTS, BY_GAME, BY_PLAYER) for sql in packed(check).values()]
    two = sum(map(len, alone[:2]))
    assert [*packed(POINTS, BY_GAME, BY_PLAYER, most_characters=two)] == [("points", "by game"), ("by player",)]
    assert len(packed(POINTS, BY_GAME, most_characters=two - 1)) == 2


def test_a_query_that_is_too_long_by_itself_is_sent_all_the_same(packed):
    assert [*packed(POINTS, BY_GAME, most_characters=1)] == [("points",), ("by game",)]


def test_where_bytes_are_billed_tables_that_are_read_together_are_one_statement(packed):
    assert [*packed(SCHEDULED, POINTS, PLAYED, neighbours=True)] == [("scheduled", "played", "points")]
    # Not where there is no room.
    assert [*packed(PLAYED, BY_GAME, POINTS, most_queries=2, neighbours=True)] == [("played",), ("by game", "points")]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_one_refused_query_leaves_all_others_answered(evening, place):
    checks = [POINTS, BY_GAME, BY_PLAYER]
    checks.insert(place, BY_NUMBER)
    execution = evening.execute(*checks)
    assert {one.check: one.outcome for one in execution.results} == {
        "points": Outcome.PASSED,
        "by game": Outcome.PASSED,
        "by player": Outcome.PASSED,
        "by number": Outcome.UNKNOWN,
    }
    # Halves are asked, not every query alone.
    answered = [receipt.kind for receipt in execution.queries if receipt.kind != "days"]
    assert "fused" in answered
