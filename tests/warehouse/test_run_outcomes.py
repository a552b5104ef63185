"""What keeps a check from being answered makes it unknown, with the reason; many failures are bounded and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from harness.results import DayState, Outcome, Severity, Window
from harness.warehouse.checks import ColumnsCheck, covered, groups, joined, metric, rows, unique
from harness.warehouse.relations import relation, table
from harness.warehouse.run import FUSED_VIOLATIONS, Limits, run
from harness.warehouse.warehouse import Answer, BudgetExceededError, Description, WarehouseError

BOX = table("nba_raw.bdl_player_boxscores")
GAMES = table("nba_raw.nbac_schedule")
DAY = date(2024, 1, 15)
AS_OF = datetime(2024, 1, 16, tzinfo=UTC)

POINTS = rows(BOX, "points are not negative", lambda r: r.points >= 0)
SMALL = rows(BOX, "points are at most 150", lambda r: r.points <= 150)
ONE_ROW = unique(BOX, "game_id", "player_lookup")
PLAYED = covered("every game has box scores", GAMES, by=BOX, on="game_id")
BOTH = rows(joined(BOX, GAMES, on="game_id"), "pairs", lambda r: r.points >= 0)
ANY_COLUMNS = ColumnsCheck("columns", BOX, Severity.ERROR, judge=lambda _: [])
ALL_KINDS = (
    POINTS,
    ONE_ROW,
    groups(BOX, "groups", by="game_id", holds=lambda g: g.points.sum() > 0),
    metric(BOX, "metric", lambda m: m.points.mean() > 0),
    PLAYED,
    BOTH,
    ANY_COLUMNS,
)


def outcomes(execution) -> list[str]:
    return [str(result.outcome) for result in execution.results]


def test_every_check_of_a_missing_table_is_unknown(tables):
    tables.schedule(("0022300001", DAY))
    for result in tables.execute(*ALL_KINDS).results:
        assert (result.outcome, result.reason) == (Outcome.UNKNOWN, f"table {BOX.name} is missing")


@pytest.mark.parametrize(
    "check",
    [
        rows(BOX, "row", lambda r: r.minutes > 0),
        rows(BOX, "item", lambda r: r["minutes"] > 0),
        rows(BOX, "only", lambda r: r.points >= 0, only=lambda r: r.minutes > 0),
        rows(BOX, "shown", lambda r: r.points >= 0, show="minutes"),
        unique(BOX, "minutes"),
        groups(BOX, "by", by="minutes", holds=lambda g: g.points.sum() > 0),
        groups(BOX, "holds", by="game_id", holds=lambda g: g.minutes.sum() > 0),
        groups(BOX, "show", by="game_id", holds=lambda g: g.count() > 0, show={"m": lambda g: g.minutes.max()}),
        metric(BOX, "metric", lambda m: m.minutes.mean() > 0),
        metric(BOX, "shown by a metric", lambda m: m.count() > 0, show={"m": lambda m: m.minutes.max()}),
    ],
    ids=lambda check: check.name,
)
def test_a_check_of_a_missing_column_is_unknown_and_its_neighbours_are_answered(tables, check):
    tables.box_scores(("g1", "ann", DAY, 1))
    bad, good = tables.execute(check, POINTS).results
    assert bad.outcome is Outcome.UNKNOWN
    assert "minutes" in bad.reason
    assert good.outcome is Outcome.PASSED


def test_the_reason_names_table_and_column_that_are_missing(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    result = tables.ask(rows(BOX, "row", lambda r: r.minutes > 0))
    assert result.reason == "nba_raw.bdl_player_boxscores has no column minutes"


def test_a_table_without_its_partition_column_is_unknown(tables):
    tables.make(BOX.name, "game_id VARCHAR, player_lookup VARCHAR, points BIGINT", [("g1", "ann", 1)])
    assert tables.ask(POINTS).reason == "nba_raw.bdl_player_boxscores has no column game_date"


def test_a_table_without_its_key_columns_still_shows_what_is_wrong(tables):
    tables.make(BOX.name, "game_date DATE, points BIGINT", [(DAY, -1), (DAY, -2)])
    rule = rows(BOX, "points are positive", lambda r: r.points > 0)
    for result in tables.execute(POINTS, rule).results:
        shown = [(one.key, one.day, one.evidence) for one in result.finding.violations]
        assert shown == [((), DAY, (("points", -1),)), ((), DAY, (("points", -2),))]


def test_a_day_that_is_a_text_is_unknown(tables):
    tables.make(BOX.name, "game_id VARCHAR, player_lookup VARCHAR, game_date VARCHAR, points BIGINT")
    result = tables.ask(POINTS)
    assert result.outcome is Outcome.UNKNOWN
    assert "cannot be asked of nba_raw.bdl_player_boxscores as it is" in result.reason


@pytest.mark.parametrize("columns", ["game_id VARCHAR, season VARCHAR", "game_id VARCHAR, game_date VARCHAR"])
def test_a_schedule_that_is_not_as_declared_says_nothing_about_what_was_due(tables, columns):
    tables.box_scores()
    tables.make(GAMES.name, columns)
    assert tables.ask(POINTS).reason == "nba_raw.bdl_player_boxscores is empty in the window"


def test_a_column_of_the_wrong_type_is_unknown(tables):
    tables.box_scores(("g1", "ann", DAY, "12"), points="VARCHAR")
    bad, good = tables.execute(POINTS, ONE_ROW).results
    assert bad.outcome is Outcome.UNKNOWN
    assert bad.reason.startswith("cannot be asked of nba_raw.bdl_player_boxscores as it is")
    assert good.outcome is Outcome.PASSED


def test_a_rule_that_is_no_boolean_is_unknown(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    assert "is a int64, not a boolean" in tables.ask(rows(BOX, "r", lambda r: r.points)).reason


def test_an_aggregate_over_all_rows_is_no_rule_for_a_row(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    assert "write it as a metric" in tables.ask(rows(BOX, "r", lambda r: r.points.max() < 5)).reason


def test_a_relation_without_the_day_it_promises_is_unknown(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    narrow = relation(BOX, build=lambda t: t.select("game_id"), key=("game_id",), day="game_date")
    assert "has no column game_date" in tables.ask(rows(narrow, "r", lambda r: r.game_id.notnull())).reason


def test_a_check_that_the_engine_refuses_leaves_its_neighbours_answered(tables):
    tables.box_scores(("g1", "ann", DAY, -1), ("g1", "bob", DAY, 5))
    refused = rows(BOX, "a number", lambda r: r.player_lookup.cast("int64") > 0)
    execution = tables.execute(POINTS, refused, ONE_ROW)
    assert outcomes(execution) == ["failed", "unknown", "passed"]
    assert execution.results[1].reason.startswith("DuckDB refused the query: Conversion Error")
    assert execution.results[0].finding.count == 1


def test_a_group_check_that_the_engine_refuses_leaves_its_neighbours_answered(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    refused = groups(BOX, "bad", by="game_id", holds=lambda g: g.player_lookup.cast("int64").sum() > 0)
    good = groups(BOX, "good", by="game_id", holds=lambda g: g.points.sum() > 0)
    assert outcomes(tables.execute(refused, good)) == ["unknown", "passed"]


def test_an_empty_window_is_unknown_where_nobody_knows_what_was_due(tables):
    tables.box_scores(("g1", "ann", DAY - timedelta(days=1), 1))
    for check in ALL_KINDS[:4]:
        result = tables.ask(check)
        assert (result.outcome, result.reason) == (Outcome.UNKNOWN, f"{BOX.name} is empty in the window")


def test_an_empty_window_with_games_due_is_unknown_and_counts_the_games(tables):
    tables.box_scores()
    tables.schedule(("0022300001", DAY), ("0022300002", DAY), ("0012300003", DAY))
    assert tables.ask(POINTS).reason == f"{BOX.name} is empty in the window, and the schedule has 2 games"


def test_an_empty_window_passes_where_the_schedule_has_no_game(tables):
    tables.box_scores()
    tables.schedule(("0022300001", DAY - timedelta(days=1)), ("0022300002", DAY + timedelta(days=1)))
    for check in ALL_KINDS[:4]:
        result = tables.ask(check)
        assert (result.outcome, result.reason) == (Outcome.PASSED, "no game was due in the window")


def test_a_day_of_preseason_games_alone_has_no_game_due(tables):
    tables.box_scores()
    tables.schedule(("0012300001", DAY), ("0032300001", DAY))
    assert tables.ask(POINTS).reason == "no game was due in the window"


@pytest.mark.parametrize("window", ["2024-01-13..2024-01-15", "2024-01-16..2024-01-18", "2023-01-15", "2025-01-15"])
def test_an_empty_window_that_the_schedule_does_not_reach_is_unknown(tables, window):
    tables.box_scores()
    tables.schedule(("0022300001", DAY - timedelta(days=1)), ("0022300002", DAY + timedelta(days=1)))
    assert tables.ask(POINTS, window=window).outcome is Outcome.UNKNOWN


def test_coverage_of_a_day_without_games_passes(tables):
    tables.box_scores()
    tables.schedule(("0022300001", DAY - timedelta(days=1)), ("0022300002", DAY + timedelta(days=1)))
    assert tables.ask(PLAYED).reason == "the schedule expects nothing in the window"


def test_coverage_of_a_day_that_the_schedule_does_not_reach_is_unknown(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    tables.schedule(("0022300001", DAY - timedelta(days=9)))
    assert tables.ask(PLAYED).reason == f"{GAMES.name} does not reach the window, so nobody knows what was due"


def test_coverage_of_games_of_another_kind_passes_and_counts_them(tables):
    tables.box_scores()
    tables.schedule(("0022300001", DAY))
    playoffs = covered("playoffs", GAMES.where(lambda r: r.game_id.startswith("004")), by=BOX, on="game_id")
    result = tables.ask(playoffs)
    assert result.outcome is Outcome.PASSED
    assert result.reason == "the schedule has 1 games in the window, none of them the kind that is expected"


def test_a_join_of_nothing_is_unknown(tables):
    tables.schedule(("0022300001", DAY))
    tables.box_scores(("another", "ann", DAY, 1))
    assert tables.ask(BOTH).reason == f"nothing to look at: {BOX.name} and {GAMES.name} share no rows"


def test_days_say_rows_none_due_and_empty(tables):
    tables.schedule(("0022300001", DAY), ("0022300002", DAY + timedelta(days=2)))
    tables.box_scores(("0022300001", "ann", DAY, 1), ("0022300001", "bob", DAY, 1))
    days = tables.execute(POINTS, window="2024-01-15..2024-01-17").days
    assert [(one.day.day, one.rows, one.state) for one in days] == [
        (15, 2, DayState.ROWS),
        (16, 0, DayState.NONE_DUE),
        (17, 0, DayState.EMPTY),
    ]


@pytest.fixture
def wide(tables):
    """600 violations over three days, more than a report keeps."""
    tables.box_scores()
    tables.warehouse.connection.execute(
        f"INSERT INTO {BOX.name} SELECT 'g' || lpad((i // 2)::VARCHAR, 4, '0'), 'same', "
        "DATE '2024-01-15' + (i // 300)::INT, -1 FROM range(600) t(i)"
    )
    return tables


@pytest.mark.parametrize(("check", "count"), [(POINTS, 600), (ONE_ROW, 300)], ids=["rows", "unique"])
def test_a_wide_failure_keeps_few_rows_and_counts_all_and_each_day(wide, check, count):
    result = wide.ask(check, window="2024-01-15..2024-01-17", rows=7)
    assert result.finding.count == count
    assert len(result.finding.violations) == 7
    assert [number for _, number in result.failures_by_day] == [count // 2, count // 2]
    assert len(wide.again(result.finding.query)) == count


def test_several_wide_failures_keep_few_rows_each_and_count_all(wide):
    neighbour = rows(BOX, "points are positive", lambda r: r.points > 0)
    for result in wide.execute(POINTS, neighbour, window="2024-01-15..2024-01-17", rows=7).results:
        assert (result.finding.count, len(result.finding.violations)) == (600, 7)
        assert [number for _, number in result.failures_by_day] == [300, 300]


def test_failures_too_many_to_fetch_together_are_fetched_bounded(tables):
    tables.box_scores()
    number = FUSED_VIOLATIONS // 2 + 1
    tables.warehouse.connection.execute(
        f"INSERT INTO {BOX.name} SELECT 'g' || i, 'p', DATE '2024-01-15', -1 FROM range({number}) t(i)"
    )
    execution = tables.execute(POINTS, rows(BOX, "positive", lambda r: r.points > 0))
    fetches = [receipt for receipt in execution.queries if receipt.kind == "fetch"]
    assert {receipt.checks for receipt in fetches} == {1}
    for result in execution.results:
        assert (result.finding.count, len(result.finding.violations)) == (number, 20)
        assert result.failures_by_day == ((DAY, number),)


def test_no_limit_keeps_every_violation(wide):
    finding = wide.ask(POINTS, window="2024-01-15..2024-01-17", rows=None).finding
    assert len(finding.violations) == finding.count == 600


@dataclass
class Refusing:
    """A warehouse of the user's that answers counts and refuses some queries, as one without permission does."""

    inner: object
    refuse: str
    unreachable: dict[str, str] = field(default_factory=dict)
    dialect: str = "duckdb"
    catalog: None = None
    name: str = "refusing"
    bytes_each: int | None = None
    asked: int = 0

    def describe(self, tables: Iterable[str]) -> Description:
        found = self.inner.describe(tables).columns
        return Description({name: found[name] for name in found if name not in self.unreachable}, self.unreachable)

    def estimate(self, sql: str) -> int | None:
        if self.bytes_each is None:
            raise WarehouseError("no estimate")
        return self.bytes_each

    def query(self, sql: str, *, subjects: tuple[str, ...] = ()) -> Answer:
        self.asked += 1
        if self.refuse and self.refuse in sql:
            raise WarehouseError("timed out")
        return self.inner.query(sql, subjects=subjects)

    def close(self) -> None: ...


def run_refused(tables, suite, *checks, refuse="", unreachable=()):
    warehouse = Refusing(tables.warehouse, refuse, dict(unreachable))
    return run([suite("raw.test", checks)], warehouse, window=Window(DAY, DAY), as_of=AS_OF)


def test_a_table_that_cannot_be_described_is_unknown_for_the_reason_given(tables, suite):
    tables.box_scores(("g1", "ann", DAY, 1))
    execution = run_refused(tables, suite, *ALL_KINDS, unreachable={BOX.name: "403 Access Denied"})
    for result in execution.results:
        assert (result.outcome, result.reason) == (Outcome.UNKNOWN, "403 Access Denied")


def test_a_failed_check_stays_failed_if_its_rows_cannot_be_fetched(tables, suite):
    tables.box_scores(("g1", "ann", DAY, -1), ("g1", "bob", DAY, 200))
    execution = run_refused(tables, suite, POINTS, SMALL, refuse="ORDER BY")
    for result in execution.results:
        assert result.finding.message == "1 of 2 rows break it (its rows could not be fetched: timed out)"


def test_keys_that_seem_to_repeat_are_unknown_if_they_cannot_be_counted(tables, suite):
    tables.box_scores(("g1", "ann", DAY, 1), ("g1", "ann", DAY, 1))
    [result] = run_refused(tables, suite, ONE_ROW, refuse="ORDER BY").results
    assert result.reason == "keys seem to repeat, but could not be counted: timed out"


def test_a_run_beyond_its_budget_asks_nothing(tables, suite):
    tables.box_scores(("g1", "ann", DAY, 1))
    warehouse = Refusing(tables.warehouse, "", bytes_each=600)
    with pytest.raises(BudgetExceededError, match=r"would read 600 bytes, its budget is 500"):
        run(
            [suite("raw.test", ALL_KINDS[:3])],
            warehouse,
            window=Window(DAY, DAY),
            as_of=AS_OF,
            limits=Limits(bytes_per_run=500),
        )
    assert warehouse.asked == 0
