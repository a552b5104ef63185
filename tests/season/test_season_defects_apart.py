"""Several defects in one season do not hide each other, and a season that cannot bear one is left as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from harness.season import Season, build_season
from harness.season.defects import (
    Corruptible,
    NothingToCorruptError,
    apply_defects,
    defect_named,
    defect_window,
    rolled_back,
)

SCHEDULE, BOX, BOARD = "nba_raw.nbac_schedule", "nba_raw.bdl_player_boxscores", "nba_raw.espn_scoreboard"
POINTS, REBOUNDS = "box_score_points_one_too_many", "box_score_rebounds_without_the_offensive"
LOST, TIED, EVERYWHERE = (
    "box_score_of_a_game_never_collected",
    "scoreboard_final_game_tied",
    "schedule_without_one_team",
)


@pytest.fixture(scope="module")
def season() -> Season:
    whole = build_season(seed=0)
    return replace(whole, tables={name: whole.tables[name] for name in (SCHEDULE, BOX, BOARD)})


@pytest.fixture
def connection(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        season.load(connection)
        yield connection


def games(applied) -> set[str]:
    return {row["game_id"] for row in applied.corrupted.rows.values}


def test_defects_that_would_choose_the_same_game_are_given_different_ones(season, connection):
    with rolled_back(connection):
        corruptible = Corruptible(connection, defect_window(season), season.as_of)
        alone = [defect_named(name).apply(corruptible).rows.one("game_id") for name in (POINTS, LOST)]
    assert alone[0] == alone[1]
    names = (POINTS, REBOUNDS, LOST, TIED)
    applied = apply_defects(connection, season, [(defect_named(name), 1) for name in names])
    assert [one.defect.name for one in applied] == list(names)
    assert len(set.union(*map(games, applied))) == len(names)
    assert all(one.overlaps == () for one in applied)


def test_the_same_defect_twice_corrupts_other_rows(season, connection):
    first, second = apply_defects(connection, season, [(defect_named(POINTS), 1)] * 2)
    assert games(first).isdisjoint(games(second))
    wrong = "points <> 2 * field_goals_made + three_pointers_made + free_throws_made"
    found = connection.execute(f"SELECT game_id FROM {BOX} WHERE {wrong}").fetchall()
    assert {game for (game,) in found} == games(first) | games(second)


def test_defects_that_must_meet_say_so(season, connection):
    applied = apply_defects(connection, season, [(defect_named(LOST), 150), (defect_named(EVERYWHERE), 1)])
    assert applied[1].overlaps == (LOST,)
    assert applied[1].touched == {SCHEDULE}


def test_a_size_that_is_not_given_is_the_smallest(season, connection):
    [applied] = apply_defects(connection, season, [(defect_named(TIED), None)])
    assert (applied.size, len(applied.corrupted.rows)) == (1, 1)


def test_a_defect_that_cannot_be_applied_leaves_the_season_as_it_was(season, connection):
    before = connection.execute(f"SELECT count(*), sum(away_team_score) FROM {BOARD}").fetchall()
    with pytest.raises(NothingToCorruptError):
        apply_defects(connection, season, [(defect_named(TIED), 100_000)])
    assert connection.execute(f"SELECT count(*), sum(away_team_score) FROM {BOARD}").fetchall() == before
    connection.execute("BEGIN TRANSACTION")
    connection.execute("ROLLBACK")
