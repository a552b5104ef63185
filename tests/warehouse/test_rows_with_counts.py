"""Rows that break a contract come with the counts; whichever way a check is asked, its answer is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from harness.results import Outcome, Violation
from harness.warehouse import answers, plan
from harness.warehouse.checks import RowCheck, Severity, UniqueCheck, rows, unique
from harness.warehouse.fetch import FUSED_VIOLATIONS
from harness.warehouse.relations import table

BOX = table("nba_raw.bdl_player_boxscores")
DAY = date(2024, 1, 15)
LATER = date(2024, 1, 16)
BOTH_DAYS = "2024-01-15..2024-01-16"


def rule(name: str, holds, **how) -> RowCheck:
    """A check as a contract compiles it."""
    return RowCheck(name, BOX, Severity.ERROR, holds=holds, null_passes=True, **how)


POINTS = rule("points in range", lambda r: r.points.between(0, 100))
THERE = rule("points are there", lambda r: r.points.notnull())
NAMED = rule("a known player", lambda r: r.player_lookup.isin(["ann", "bob", "cal"]))
GAME = rule("a game id", lambda r: r.game_id.re_search(r"^g\d$"))
ONE_ROW = unique(BOX, "game_id", "player_lookup")
ALL = (POINTS, THERE, NAMED, GAME, ONE_ROW)


def keys(result) -> list[tuple]:
    return [tuple(value for _, value in one.key) for one in result.finding.violations]


def kinds(execution) -> list[str]:
    return [receipt.kind for receipt in execution.queries if receipt.kind != "days"]


def without_query(result):
    return replace(result, finding=result.finding and replace(result.finding, query=None))


@pytest.fixture
def broken(tables):
    """Rows that break each rule, two rules at once, and none."""
    tables.box_scores(
        ("g2", "bob", DAY, -1),
        ("g1", "cal", LATER, 200),
        ("g1", "dan", DAY, 300),
        (None, "ann", DAY, 101),
        ("g3", None, LATER, -5),
        ("g\n1", "eve", DAY, None),
        ("g4", "ann", DAY, 4),
        ("g4", "ann", LATER, 5),
    )
    return tables


def test_they_take_no_query_of_their_own(broken):
    execution = broken.execute(POINTS, THERE, NAMED, GAME, window=BOTH_DAYS)
    assert kinds(execution) == ["rows"]
    assert [one.finding.count for one in execution.results] == [5, 1, 2, 1]


def test_they_are_in_the_order_of_their_key_with_null_last(broken):
    result = broken.ask(POINTS, window=BOTH_DAYS)
    assert keys(result) == [("g1", "cal"), ("g1", "dan"), ("g2", "bob"), ("g3", None), (None, "ann")]
    assert result.failures_by_day == ((DAY, 3), (LATER, 2))
    assert result.finding.message == "5 of 8 rows break it"


def test_each_check_shows_its_own_evidence(broken):
    points, there, named, _ = broken.execute(POINTS, THERE, NAMED, GAME, window=BOTH_DAYS).results
    assert points.finding.violations[1].evidence == (("points", 300),)
    assert there.finding.violations == (
        Violation((("game_id", "g\n1"), ("player_lookup", "eve")), DAY, (("points", None),)),
    )
    assert named.finding.violations[1].evidence == ()


@pytest.mark.parametrize("check", ALL[:4], ids=lambda check: check.name)
def test_the_query_of_a_finding_shows_the_same_rows(broken, check):
    finding = broken.ask(check, window=BOTH_DAYS).finding
    shown = [tuple(row[name] for name in ("game_id", "player_lookup")) for row in broken.again(finding.query)]
    assert shown == [tuple(value for _, value in one.key) for one in finding.violations]


def test_a_text_over_several_lines_stays_itself_in_every_query(tables):
    tables.box_scores(("a\nb", "ann", DAY, 1), ("a\n  b", "ann", DAY, 1))
    result = tables.ask(rule("one text", lambda r: r.game_id.isin(["a\nb"])))
    assert keys(result) == [("a\n  b", "ann")]
    assert len(tables.again(result.finding.query)) == 1


def test_no_more_are_kept_than_asked_for_and_all_are_counted(broken):
    result = broken.ask(POINTS, window=BOTH_DAYS, rows=2)
    assert (result.finding.count, keys(result)) == (5, [("g1", "cal"), ("g1", "dan")])


def test_an_empty_window_is_unknown(tables):
    tables.box_scores(("g1", "ann", LATER, -1))
    assert {one.outcome for one in tables.execute(*ALL).results} == {Outcome.UNKNOWN}


def test_clean_rows_pass(tables):
    tables.box_scores(("g1", "ann", DAY, 1), ("g1", "bob", DAY, 2))
    execution = tables.execute(*ALL)
    assert {one.outcome for one in execution.results} == {Outcome.PASSED}
    assert kinds(execution) == ["rows"]


def test_a_check_that_null_leaves_without_an_answer_is_counted_beside_them(broken):
    validator = rows(BOX, "points", lambda r: r.points < 1_000)
    results = broken.execute(POINTS, validator, window=BOTH_DAYS).results
    assert [one.outcome for one in results] == [Outcome.FAILED, Outcome.PASSED]


def test_a_table_without_its_key_still_shows_what_is_wrong(tables):
    tables.make(BOX.name, "game_date DATE, points BIGINT", [(DAY, -1), (DAY, 5)])
    [violation] = tables.ask(POINTS).finding.violations
    assert (violation.key, violation.evidence) == ((), (("points", -1),))


def test_a_key_that_has_no_order_here_is_put_in_order_by_the_engine(tables):
    columns = "game_id VARCHAR[], player_lookup VARCHAR, game_date DATE, points BIGINT"
    tables.make(BOX.name, columns, [(["b"], "ann", DAY, -1), (["a"], "ann", DAY, -2)])
    assert [key[0] for key in keys(tables.ask(POINTS))] == ["['a']", "['b']"]


def test_a_check_that_the_engine_refuses_leaves_its_neighbours_answered(broken):
    refused = rule("a number", lambda r: r.player_lookup.cast("int64") > 0)
    results = broken.execute(POINTS, refused, THERE, window=BOTH_DAYS).results
    assert [one.outcome for one in results] == [Outcome.FAILED, Outcome.UNKNOWN, Outcome.FAILED]
    assert results[0].finding.count == 5


def test_more_than_can_be_kept_are_counted_and_fetched_bounded(tables):
    tables.box_scores(("g1", "ann", DAY, None))
    number = FUSED_VIOLATIONS + 1
    tables.warehouse.connection.execute(
        f"INSERT INTO {BOX.name} SELECT 'g' || i, 'ann', DATE '2024-01-15', -1 FROM range({number}) t(i)"
    )
    points, there = tables.execute(POINTS, THERE).results
    assert (points.finding.count, len(points.finding.violations)) == (number, 20)
    assert points.failures_by_day == ((DAY, number),)
    assert there.finding.count == 1


def test_as_many_as_can_be_kept_take_no_second_query(tables, monkeypatch):
    monkeypatch.setattr(answers, "MOST_SHOWN", 3)
    monkeypatch.setattr("harness.warehouse.statements.MOST_SHOWN", 3)
    tables.box_scores(("g1", "ann", DAY, -1), ("g1", "bob", DAY, -1))
    assert kinds(tables.execute(POINTS)) == ["rows"]
    tables.box_scores(("g1", "ann", DAY, -1), ("g1", "bob", DAY, -1), ("g1", "cal", DAY, -1))
    execution = tables.execute(POINTS)
    assert kinds(execution) == ["rows", "rows", "fetch"]
    assert execution.results[0].finding.count == 3


@pytest.mark.parametrize("number", [0, 10**9], ids=["side by side", "together"])
def test_parted_or_not_the_answers_are_the_same(broken, monkeypatch, number):
    expected = broken.execute(*ALL, window=BOTH_DAYS).results
    monkeypatch.setattr(plan, "LARGE_TABLE", number)
    assert broken.execute(*ALL, window=BOTH_DAYS).results == expected


def test_a_large_table_is_read_side_by_side(broken, monkeypatch):
    monkeypatch.setattr(plan, "LARGE_TABLE", 1)
    [query] = broken.prepare(*ALL, window=BOTH_DAYS).plan.queries
    assert [[scan.question.check for scan in scans] for scans in query.shown] == [[NAMED, GAME], [POINTS, THERE]]


def test_brought_or_counted_and_fetched_the_answers_are_the_same(broken, monkeypatch):
    brought = broken.execute(*ALL, window=BOTH_DAYS)
    monkeypatch.setattr(plan, "_may_be_shown", lambda scan: False)
    counted = broken.execute(*ALL, window=BOTH_DAYS)
    assert kinds(counted) == ["rows", "fetch", "fetch"]
    assert list(map(without_query, counted.results)) == list(map(without_query, brought.results))


KEYS_OF_BOTH = [
    ("g1", "ann", DAY, 1),
    ("g1", "ann", LATER, 2),
    ("g1", None, DAY, 3),
    ("g1", None, DAY, 4),
    ("g2", "bob", DAY, 5),
]


@pytest.mark.parametrize("ignore_null", [False, True])
@pytest.mark.parametrize("most_rows", [0, 10**6], ids=["counted", "brought"])
def test_repeated_keys_are_the_same_by_brought_digests_and_by_counted_ones(tables, monkeypatch, ignore_null, most_rows):
    monkeypatch.setattr(plan, "MOST_ROWS", most_rows)
    tables.box_scores(*KEYS_OF_BOTH)
    check = UniqueCheck("key", BOX, Severity.ERROR, columns=("game_id", "player_lookup"), ignore_null=ignore_null)
    result = tables.ask(check, window=BOTH_DAYS)
    assert keys(result) == [("g1", "ann")] + ([] if ignore_null else [("g1", None)])
    tables.box_scores(*KEYS_OF_BOTH[1:3])
    assert tables.ask(check, window=BOTH_DAYS).outcome is Outcome.PASSED


def test_more_repeated_keys_than_a_query_names_are_all_found(tables):
    tables.box_scores()
    tables.warehouse.connection.execute(
        f"INSERT INTO {BOX.name} SELECT 'g' || (i // 2), 'ann', DATE '2024-01-15', 1 FROM range(4000) t(i)"
    )
    assert tables.ask(ONE_ROW, rows=None).finding.count == 2_000
