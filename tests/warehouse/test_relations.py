"""Windows become partition filters, seasons run from July, and derived rows keep key and day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from harness.results import Window
from harness.warehouse.calendar import GameCalendar
from harness.warehouse.checks import joined, per, rows
from harness.warehouse.relations import Frame, MissingTableError, Scope, Table, season_start, table
from harness.warehouse.schema import declared_tables

BOX = table("nba_raw.bdl_player_boxscores")
GAMES = table("nba_raw.nbac_schedule")
DAY = date(2024, 1, 15)


def seen(tables, source, *, window: str = "2024-01-15") -> set:
    """The values of `game_id` that a relation looks at."""
    everything = rows(source, "nothing goes", lambda _: False)
    result = tables.ask(everything, window=window, rows=None)
    return set() if result.finding is None else {dict(one.key)["game_id"] for one in result.finding.violations}


def test_a_table_that_is_not_declared_is_refused_with_the_closest_names():
    with pytest.raises(KeyError, match=r"did you mean: nba_raw\.bdl_player_boxscores"):
        table("nba_raw.bdl_player_boxscore")


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2024, 6, 30), date(2023, 7, 1)),
        (date(2024, 7, 1), date(2024, 7, 1)),
        (date(2024, 1, 1), date(2023, 7, 1)),
    ],
)
def test_a_season_starts_in_july(day, start):
    assert season_start(day) == start


def test_the_season_scope_covers_every_season_that_the_window_touches():
    frame = Frame(Window.parse("2024-06-30..2024-07-01"), {})
    assert frame.days(Scope.SEASON) == Window(date(2023, 7, 1), date(2025, 6, 30))


def test_a_table_that_the_frame_does_not_know_is_missing():
    with pytest.raises(MissingTableError, match=r"table nba_raw\.nbac_schedule is missing"):
        GAMES.expression(Frame(Window(DAY, DAY), {}))


@pytest.fixture
def spread(tables):
    """One row a day, named by its day, around a season's two ends."""
    days = [
        "2023-06-30",
        "2023-07-01",
        "2024-01-12",
        "2024-01-14",
        "2024-01-15",
        "2024-01-16",
        "2024-06-30",
        "2024-07-01",
    ]
    tables.box_scores(*[(day, "ann", date.fromisoformat(day), 1) for day in days])
    return tables


def test_a_table_is_its_rows_of_the_window(spread):
    assert seen(spread, BOX) == {"2024-01-15"}
    assert seen(spread, BOX, window="2024-01-14..2024-01-15") == {"2024-01-14", "2024-01-15"}


def test_a_season_is_whole_whatever_the_window(spread):
    assert seen(spread, BOX.season()) == {
        "2023-07-01",
        "2024-01-12",
        "2024-01-14",
        "2024-01-15",
        "2024-01-16",
        "2024-06-30",
    }


def test_a_widened_window_has_whole_days_more(spread):
    assert seen(spread, BOX.around(before_days=1)) == {"2024-01-14", "2024-01-15"}
    assert seen(spread, BOX.around(before_days=3, after_days=1)) == {
        "2024-01-12",
        "2024-01-14",
        "2024-01-15",
        "2024-01-16",
    }


def test_where_narrows_and_derive_adds_columns_in_the_order_written(tables):
    tables.box_scores(("g1", "ann", DAY, 1), ("g2", "ann", DAY, 5))
    doubled = BOX.derive(double=lambda r: r.points * 2)
    assert seen(tables, doubled.where(lambda r: r.double > 4)) == {"g2"}
    assert seen(tables, BOX.where(lambda r: r.points < 3).derive(half=lambda r: r.points / 2)) == {"g1"}


def test_a_timestamp_partition_is_read_by_eastern_days(tables):
    """An instant of the evening lies in the partition of the next UTC day."""
    source = Table("nba_raw.alerts", ("game_id",), "sent_at", "TIMESTAMP_DAY")
    tables.make(
        source.name,
        "game_id VARCHAR, sent_at TIMESTAMPTZ",
        [
            ("23:59 the day before", datetime(2024, 1, 15, 4, 59, tzinfo=UTC)),
            ("midnight", datetime(2024, 1, 15, 5, 0, tzinfo=UTC)),
            ("23:59", datetime(2024, 1, 16, 4, 59, tzinfo=UTC)),
            ("midnight after", datetime(2024, 1, 16, 5, 0, tzinfo=UTC)),
        ],
    )
    assert seen(tables, source) == {"midnight", "23:59"}


def test_a_partition_by_season_year_is_read_by_the_seasons_of_the_window(tables):
    contract = next(
        one for one in declared_tables().values() if one.partition_type and one.partition_type.startswith("INTEGER")
    )
    years = [(str(year), year) for year in (2022, 2023, 2024)]
    tables.make(contract.name, f"game_id VARCHAR, {contract.partition} BIGINT", years)
    check = rows(table(contract.name), "nothing goes", lambda _: False, show="game_id")
    found = tables.ask(check).finding.violations
    assert [dict((*one.key, *one.evidence))["game_id"] for one in found] == ["2023"]


def test_pairs_are_named_by_the_left_key_and_carry_both_sides(tables):
    tables.schedule(("g1", DAY))
    tables.box_scores(("g1", "ann", DAY, 1), ("g2", "bob", DAY, 1))
    pairs = joined(BOX, GAMES, on="game_id")
    assert (pairs.key, pairs.day, pairs.label) == (("game_id", "player_lookup"), "game_date", "pair")
    assert seen(tables, pairs) == {"g1"}


def test_rows_per_group_keep_the_day_only_if_it_is_in_the_key():
    assert per(BOX, ("game_id", "game_date"), total=lambda r: r.points.sum()).day == "game_date"
    assert per(BOX, "game_id", total=lambda r: r.points.sum()).day is None


def test_the_calendar_knows_the_days_between_the_first_and_last_game_of_a_season():
    calendar = GameCalendar.of(
        {date(2024, 1, 10): 3, date(2024, 1, 12): 0, date(2024, 1, 20): 2, date(2024, 10, 22): 2}
    )
    assert calendar.due(date(2024, 1, 10)) == 3
    assert calendar.due(date(2024, 1, 11)) == calendar.due(date(2024, 1, 12)) == 0
    assert calendar.due(date(2024, 1, 9)) is None
    assert calendar.due(date(2024, 8, 1)) is None
    assert calendar.due_in(Window.parse("2024-01-10..2024-01-20")) == 5
    assert calendar.due_in(Window.parse("2024-01-10..2024-01-21")) is None
