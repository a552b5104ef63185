"""Each kind of check passes and fails as it says, and checks that share rows share a query."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlglot

from harness.results import Outcome, Violation, Window
from harness.warehouse.checks import (
    ColumnsCheck,
    RowCheck,
    Severity,
    UniqueCheck,
    agree,
    covered,
    groups,
    joined,
    metric,
    per,
    rows,
    unique,
)
from harness.warehouse.functions import run_time
from harness.warehouse.relations import table
from harness.warehouse.run import prepare
from harness.warehouse.schema import declared
from harness.warehouse.sql import unpruned_tables

BOX = table("nba_raw.bdl_player_boxscores")
GAMES = table("nba_raw.nbac_schedule")
DAY = date(2024, 1, 15)
LATER = date(2024, 1, 16)

POINTS = rows(BOX, "points are not negative", lambda r: r.points >= 0)
ONE_ROW = unique(BOX, "game_id", "player_lookup")
TOTAL = groups(
    BOX,
    "a game has points",
    by=("game_id", "game_date"),
    holds=lambda g: g.points.sum() > 0,
    show={"total": lambda g: g.points.sum()},
)
AVERAGE = metric(
    BOX, "points average below 50", lambda m: m.points.mean() < 50, show={"mean": lambda m: m.points.mean()}
)


def keys(result) -> list[tuple]:
    return [tuple(value for _, value in one.key) for one in result.finding.violations]


def kinds(execution) -> list[str]:
    return [receipt.kind for receipt in execution.queries]


@pytest.fixture
def one_bad(tables):
    tables.box_scores(("g1", "ann", DAY, 10), ("g1", "bob", DAY, -3), ("g2", "cal", LATER, -4), ("g2", "dan", LATER, 4))
    return tables


def test_a_row_check_passes_on_good_rows(tables):
    tables.box_scores(("g1", "ann", DAY, 10), ("g1", "bob", DAY, 0))
    result = tables.ask(POINTS)
    assert (result.outcome, result.reason, result.finding) == (Outcome.PASSED, None, None)


def test_a_row_check_reports_key_day_and_evidence_of_each_bad_row(one_bad):
    finding = one_bad.ask(POINTS, window="2024-01-15..2024-01-16").finding
    assert finding.count == 2
    assert finding.message == "2 of 4 rows break it"
    assert finding.violations == (
        Violation((("game_id", "g1"), ("player_lookup", "bob")), DAY, (("points", -3),)),
        Violation((("game_id", "g2"), ("player_lookup", "cal")), LATER, (("points", -4),)),
    )


def test_rows_outside_the_window_are_not_looked_at(one_bad):
    assert keys(one_bad.ask(POINTS, window="2024-01-15")) == [("g1", "bob")]


def test_a_finding_counts_violations_of_each_day(one_bad):
    result = one_bad.ask(POINTS, window="2024-01-15..2024-01-16")
    assert result.failures_by_day == ((DAY, 1), (LATER, 1))


@pytest.mark.parametrize("check", [POINTS, ONE_ROW, TOTAL], ids=["rows", "unique", "groups"])
def test_the_query_of_a_finding_shows_the_same_rows_again(tables, check):
    tables.box_scores(("g1", "ann", DAY, -1), ("g1", "ann", DAY, -2), ("g2", "bob", DAY, 5), ("g3", None, DAY, -9))
    finding = tables.ask(check).finding
    shown = [tuple((name, row[name]) for name, _ in finding.violations[0].key) for row in tables.again(finding.query)]
    assert shown == [one.key for one in finding.violations]


def test_the_query_of_a_metric_shows_that_it_does_not_hold(tables):
    tables.box_scores(("g1", "ann", DAY, 60))
    [row] = tables.again(tables.ask(AVERAGE).finding.query)
    assert {name.split("_")[0]: value for name, value in row.items()} == {"n": 1, "holds": False, "show": 60.0}


def test_only_limits_a_row_check_to_some_rows(tables):
    tables.box_scores(("g1", "ann", DAY, -1), ("g1", "bob", DAY, -1))
    check = rows(BOX, "bob has points", lambda r: r.points >= 0, only=lambda r: r.player_lookup == "bob")
    assert keys(tables.ask(check)) == [("g1", "bob")]


def test_shown_columns_come_first_in_the_evidence(tables):
    tables.make(
        BOX.name,
        "game_id VARCHAR, player_lookup VARCHAR, game_date DATE, points BIGINT, team_abbr VARCHAR",
        [("g1", "ann", DAY, -1, "BOS")],
    )
    check = rows(BOX, "points", lambda r: r.points >= 0, show="team_abbr")
    [violation] = tables.ask(check).finding.violations
    assert violation.evidence == (("team_abbr", "BOS"), ("points", -1))


def test_repair_commands_are_filled_from_the_violations_each_once(tables):
    tables.box_scores(("g1", "ann", DAY, -1), ("g1", "bob", DAY, -1))
    check = rows(BOX, "points", lambda r: r.points >= 0, repair=("load {game_id} of {day}", "look"))
    assert tables.ask(check).finding.repair == ("load g1 of 2024-01-15", "look")


def test_a_value_of_great_length_is_cut_and_says_how_long_it_was(tables):
    tables.box_scores(("g1", "a" * 5000, DAY, -1))
    [violation] = tables.ask(POINTS).finding.violations
    name = dict(violation.key)["player_lookup"]
    assert name.startswith("a" * 200 + "…")
    assert name.endswith("(5000 characters)")


def test_null_counts_as_holding_beside_values(tables):
    tables.box_scores(("g1", "ann", DAY, None), ("g1", "bob", DAY, 3))
    assert tables.ask(POINTS).outcome is Outcome.PASSED


def test_null_on_every_row_is_unknown(tables):
    tables.box_scores(("g1", "ann", DAY, None), ("g1", "bob", DAY, None))
    result = tables.ask(POINTS)
    assert result.outcome is Outcome.UNKNOWN
    assert result.reason == "what it reads of nba_raw.bdl_player_boxscores is NULL in all 2 rows"


def test_null_on_every_row_passes_where_nullability_is_another_rule(tables):
    tables.box_scores(("g1", "ann", DAY, None))
    check = RowCheck("range", BOX, Severity.ERROR, holds=lambda r: r.points >= 0, null_passes=True)
    assert tables.ask(check).outcome is Outcome.PASSED


def test_a_bad_row_fails_also_among_nulls(tables):
    tables.box_scores(("g1", "ann", DAY, None), ("g1", "bob", DAY, -1))
    assert keys(tables.ask(POINTS)) == [("g1", "bob")]


def test_a_check_about_no_row_of_the_window_passes_and_says_so(tables):
    tables.box_scores(("g1", "ann", DAY, -1))
    check = rows(BOX, "bob", lambda r: r.points >= 0, only=lambda r: r.player_lookup == "bob")
    result = tables.ask(check)
    assert (result.outcome, result.reason) == (Outcome.PASSED, "no row in the window is of the kind it asks about")


def test_null_on_every_row_that_the_check_is_about_is_unknown(tables):
    tables.box_scores(("g1", "ann", DAY, 5), ("g1", "bob", DAY, None))
    check = rows(BOX, "bob", lambda r: r.points >= 0, only=lambda r: r.player_lookup == "bob")
    assert tables.ask(check).outcome is Outcome.UNKNOWN


def test_a_rule_that_is_always_true_passes(tables):
    tables.box_scores(("g1", "ann", DAY, 5))
    assert tables.ask(rows(BOX, "anything goes", lambda _: True)).outcome is Outcome.PASSED


def test_a_rule_that_is_never_true_fails_every_row(tables):
    tables.box_scores(("g1", "ann", DAY, 5), ("g1", "bob", DAY, 5))
    assert tables.ask(rows(BOX, "nothing goes", lambda _: False)).finding.count == 2


def test_distinct_keys_pass(tables):
    tables.box_scores(("g1", "ann", DAY, 1), ("g1", "bob", DAY, 1), ("g2", "ann", DAY, 1))
    assert tables.ask(ONE_ROW).outcome is Outcome.PASSED


def test_a_key_there_three_times_is_one_violation_with_its_rows(tables):
    tables.box_scores(*[("g1", "ann", DAY, 1)] * 3, ("g1", "bob", DAY, 1))
    result = tables.ask(ONE_ROW)
    assert result.finding.violations == (Violation((("game_id", "g1"), ("player_lookup", "ann")), DAY, (("rows", 3),)),)
    assert result.finding.message == "1 key is there more than once among 4 rows"
    assert result.failures_by_day == ((DAY, 1),)


def test_null_equals_null_in_a_key(tables):
    tables.box_scores(("g1", None, DAY, 1), ("g1", None, DAY, 2), (None, "g1", DAY, 3))
    assert keys(tables.ask(ONE_ROW)) == [("g1", None)]


def test_keys_with_null_may_repeat_where_the_check_ignores_them(tables):
    check = UniqueCheck("ids", BOX, Severity.ERROR, columns=("game_id", "player_lookup"), ignore_null=True)
    tables.box_scores(("g1", None, DAY, 1), ("g1", None, DAY, 2), ("g1", "ann", DAY, 3))
    assert tables.ask(check).outcome is Outcome.PASSED
    tables.box_scores(("g1", None, DAY, 1), ("g1", None, DAY, 2), ("g1", "ann", DAY, 3), ("g1", "ann", DAY, 3))
    assert keys(tables.ask(check)) == [("g1", "ann")]


def test_keys_of_one_text_split_differently_are_distinct(tables):
    tables.box_scores(("ab", "c", DAY, 1), ("a", "bc", DAY, 1))
    assert tables.ask(ONE_ROW).outcome is Outcome.PASSED


def test_repeated_keys_among_thousands_are_found_by_their_digest_exactly(tables):
    tables.box_scores(("g", "p", DAY, 1))
    tables.warehouse.connection.execute(
        f"INSERT INTO {BOX.name} SELECT 'g' || i // 10, 'p' || i % 10, DATE '2024-01-15', 1 FROM range(20000) t(i) "
        "UNION ALL SELECT 'g' || i, 'p3', DATE '2024-01-15', 1 FROM range(0, 2000, 500) t(i)"
    )
    assert keys(tables.ask(ONE_ROW)) == [("g0", "p3"), ("g1000", "p3"), ("g1500", "p3"), ("g500", "p3")]


def test_a_group_check_reports_the_group_its_day_and_its_aggregates(tables):
    tables.box_scores(("g1", "ann", DAY, 4), ("g2", "bob", DAY, 0), ("g2", "cal", DAY, 0))
    result = tables.ask(TOTAL)
    assert result.finding.violations == (Violation((("game_id", "g2"), ("game_date", DAY)), DAY, (("total", 0),)),)
    assert result.finding.message == "1 of 2 groups by game_id, game_date break it"


def test_a_group_without_a_day_in_its_key_still_has_its_first_day(tables):
    tables.box_scores(("g2", "bob", LATER, 0), ("g2", "cal", DAY, 0))
    check = groups(BOX, "points", by="game_id", holds=lambda g: g.points.sum() > 0)
    [violation] = tables.ask(check, window="2024-01-15..2024-01-16").finding.violations
    assert (violation.key, violation.day) == ((("game_id", "g2"),), DAY)


def test_a_group_check_on_nothing_but_null_is_unknown(tables):
    tables.box_scores(("g1", "ann", DAY, None))
    assert tables.ask(TOTAL).outcome is Outcome.UNKNOWN


def test_a_metric_fails_with_its_aggregates(tables):
    tables.box_scores(("g1", "ann", DAY, 60), ("g1", "bob", DAY, 50))
    finding = tables.ask(AVERAGE).finding
    assert finding.count == 1
    assert finding.violations == (Violation((), None, (("mean", 55.0),)),)


def test_a_metric_passes_and_is_unknown_over_nothing_but_null(tables):
    tables.box_scores(("g1", "ann", DAY, 6))
    assert tables.ask(AVERAGE).outcome is Outcome.PASSED
    tables.box_scores(("g1", "ann", DAY, None))
    assert "is NULL" in tables.ask(AVERAGE).reason


def test_coverage_reports_the_expected_rows_that_have_no_match(tables):
    tables.schedule(("0022300001", DAY), ("0022300002", DAY))
    tables.box_scores(("0022300001", "ann", DAY, 1))
    check = covered("every game has box scores", GAMES, by=BOX, on="game_id")
    finding = tables.ask(check).finding
    assert finding.violations == (Violation((("game_id", "0022300002"),), DAY),)
    assert finding.message == "1 of 2 have no match in nba_raw.bdl_player_boxscores"
    tables.box_scores(("0022300001", "ann", DAY, 1), ("0022300002", "ann", DAY, 1), ("0022300002", "bob", DAY, 1))
    assert tables.ask(check).outcome is Outcome.PASSED


def test_agreement_compares_pairs_and_shows_both_sides(tables):
    other = table("nba_raw.nbac_player_boxscores")
    columns = "game_id VARCHAR, player_lookup VARCHAR, game_date DATE, points BIGINT"
    tables.box_scores(("g1", "ann", DAY, 10), ("g1", "bob", DAY, 7), ("g1", "only here", DAY, 1))
    tables.make(other.name, columns, [("g1", "ann", DAY, 10), ("g1", "bob", DAY, 8)])
    check = agree("points", BOX, other, on=("game_id", "player_lookup"), holds=lambda r: r.points == r.points_right)
    [violation] = tables.ask(check).finding.violations
    assert violation.key_text() == "g1 bob"
    assert dict(violation.evidence) == {"points": 7, "points_right": 8}


def test_a_columns_check_reads_no_rows(tables):
    tables.box_scores()
    missing = Violation((("column", "minutes"),))
    check = ColumnsCheck("columns", BOX, Severity.ERROR, judge=lambda c: [] if "minutes" in c else [missing])
    execution = tables.execute(check)
    assert execution.results[0].finding.violations == (missing,)
    assert kinds(execution) == ["days"]


def test_checks_of_two_suites_on_one_table_share_one_query(tables, suite):
    tables.box_scores(("g1", "ann", DAY, 1))
    suites = [suite("raw.one", (POINTS, ONE_ROW)), suite("contract.two", (POINTS, AVERAGE))]
    execution = tables.execute_suites(suites)
    assert [(one.kind, one.checks, one.subjects) for one in execution.queries if one.kind != "days"] == [
        ("rows", 4, ("raw.one", "contract.two"))
    ]
    assert [(one.subject, one.check) for one in execution.results] == [
        ("raw.one", POINTS.name),
        ("raw.one", ONE_ROW.name),
        ("contract.two", POINTS.name),
        ("contract.two", AVERAGE.name),
    ]


def test_group_checks_with_the_same_keys_share_one_query_and_others_do_not(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    by_player = groups(BOX, "player", by="player_lookup", holds=lambda g: g.points.sum() > 0)
    small = groups(BOX, "small", by=("game_id", "game_date"), holds=lambda g: g.points.sum() < 500)
    queries = tables.prepare(TOTAL, small, by_player).plan.queries
    assert [(one.kind, len(one.scans)) for one in queries] == [("groups", 2), ("groups", 1)]


def test_queries_about_one_table_are_one_statement(tables):
    tables.box_scores(("g1", "ann", DAY, 1), ("g1", "ann", DAY, 2))
    by_player = groups(BOX, "player", by="player_lookup", holds=lambda g: g.points.sum() > 3)
    execution = tables.execute(TOTAL, POINTS, by_player, ONE_ROW)
    [fused] = [one for one in execution.queries if one.kind == "fused"]
    assert fused.checks == 4
    alone = {check.name: tables.execute(check).results[0].outcome for check in (TOTAL, POINTS, by_player, ONE_ROW)}
    assert {one.check: one.outcome for one in execution.results} == alone
    assert len(set(alone.values())) == 2


def test_checks_on_the_same_pairs_share_one_join(tables):
    tables.schedule(("g1", DAY))
    tables.box_scores(("g1", "ann", DAY, 1))
    pairs = joined(BOX, GAMES, on="game_id")
    first = rows(pairs, "same day", lambda r: r.game_date == r.game_date_right)
    second = rows(pairs, "points", lambda r: r.points >= 0)
    assert kinds(tables.execute(first, second)) == ["days", "days", "join"]


def test_clean_data_costs_no_fetch(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    assert "fetch" not in kinds(tables.execute(POINTS, ONE_ROW, TOTAL, AVERAGE))


def test_rows_of_several_failed_checks_come_in_one_query(tables):
    tables.box_scores(("g1", "ann", DAY, -1), ("g1", "bob", DAY, 200), ("g1", None, DAY, 5))
    small = rows(BOX, "at most 150", lambda r: r.points <= 150)
    named = rows(BOX, "named", lambda r: r.player_lookup.notnull())
    execution = tables.execute(POINTS, small, named)
    assert [(one.kind, one.checks) for one in execution.queries if one.kind == "fetch"] == [("fetch", 3)]
    assert [keys(one) for one in execution.results] == [[("g1", "ann")], [("g1", "bob")], [("g1", None)]]
    assert [one.finding.violations[0].evidence for one in execution.results] == [
        (("points", -1),),
        (("points", 200),),
        (),
    ]


def test_every_planned_query_is_limited_to_its_partitions(tables):
    tables.schedule(("0022300001", DAY))
    tables.box_scores(("g1", "ann", DAY, 1))
    checks = (
        POINTS,
        ONE_ROW,
        TOTAL,
        AVERAGE,
        covered("box scores", GAMES, by=BOX, on="game_id"),
        agree("pairs", BOX, GAMES, on="game_id", holds=lambda r: r.points >= 0),
        rows(per(BOX.season(), "game_id", total=lambda r: r.points.sum()), "totals", lambda r: r.total > 0),
        rows(BOX.around(before_days=3), "old", lambda r: r.points >= 0),
        rows(BOX.derive(double=lambda r: r.points * 2).where(lambda r: r.double > 1), "d", lambda r: r.double < 9),
        rows(GAMES, "no game in the future", lambda r: r.game_date.cast("timestamp('UTC')") < run_time()),
    )
    suites = [type("Suite", (), {"id": "raw.test", "checks": checks})()]
    as_of = datetime(2024, 1, 16, tzinfo=UTC)
    prepared = prepare(suites, tables.warehouse, Window(DAY, DAY), as_of)
    assert not prepared.plan.unaskable
    partitions = {name: declared(name).partition for name in (BOX.name, GAMES.name)}
    for receipt in prepared.queries:
        assert unpruned_tables(sqlglot.parse_one(receipt.sql, dialect="duckdb"), partitions) == []
    for receipt in tables.execute(*checks).queries:
        assert unpruned_tables(sqlglot.parse_one(receipt.sql, dialect="duckdb"), partitions) == []
