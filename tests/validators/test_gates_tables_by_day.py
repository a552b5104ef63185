"""What each table has of a game day: rows, games, the newest row and how old it may be; nothing where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import ibis
import pytest
from validator_days import Day

from harness.results import Scalar
from harness.warehouse.checks import rows
from harness.warehouse.relations import table
from validators.game_days import played_days
from validators.gates.tables_by_day import Upstream, tables_by_day
from validators.validator import Validator

BOX, LINES, FEATURES = (
    "nba_raw.bdl_player_boxscores",
    "nba_raw.odds_api_game_lines",
    "nba_predictions.ml_feature_store_v2",
)
ROSTERS, ZONES = "nba_raw.br_rosters_current", "nba_precompute.team_defense_zone_analysis"
LAST_TIP_OFF = datetime(2024, 1, 16, 3, tzinfo=UTC)
WRITTEN = datetime(2024, 1, 15, 9, tzinfo=UTC)
DAY = date(2024, 1, 15)
UPSTREAMS = (
    Upstream(table(BOX)),
    Upstream(table(LINES), only=lambda line: line.bookmaker_key == "fanduel", hours=12),
    Upstream(table(FEATURES), written="created_at"),
    Upstream(table(ROSTERS), day=None, game=None, hours=0.5, required=False),
    Upstream(table(ZONES), day="analysis_date", game=None, required=False),
)
COLUMNS = ("required", "rows", "games_found", "newest", "oldest_allowed")


def shown(day: Day, upstreams: Sequence[Upstream], window: str | None = None) -> dict[Scalar, tuple[Scalar, ...]]:
    """The columns by table; a check that never holds names each row."""
    source = tables_by_day(played_days, upstreams)
    never = Validator("shown.rows", rows(source, "every row", lambda _: ibis.literal(False), show=COLUMNS))
    [result] = day.answer(never, window).results
    assert result.finding is not None
    assert all(dict(one.key)["game_date"] == one.day for one in result.finding.violations)
    found = [{**dict(one.key), **dict(one.evidence)} for one in result.finding.violations if one.day == DAY]
    return {one["table"]: tuple(one[column] for column in COLUMNS) for one in found}


def the_day_of(name: str) -> str:
    return {ROSTERS: "TRUE", ZONES: "analysis_date = '{day}'"}.get(name, "game_date = '{day}'")


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-14..2024-01-16"])
def test_a_day_has_what_is_dated_by_it(gate_day: Day, window: str) -> None:
    for name in (BOX, LINES, FEATURES, ROSTERS, ZONES):
        column = "created_at" if name == FEATURES else "processed_at"
        gate_day.corrupt(f"UPDATE {name} SET {column} = '{WRITTEN.isoformat()}' WHERE {the_day_of(name)}")
    gate_day.corrupt(f"DELETE FROM {BOX} WHERE game_id = '{{game}}'")
    count = {
        name: gate_day.value(f"SELECT count(*) FROM {name} WHERE {the_day_of(name)}")
        for name in (BOX, FEATURES, ROSTERS, ZONES)
    }
    count[LINES] = gate_day.value(
        f"SELECT count(*) FROM {LINES} WHERE game_date = '{{day}}' AND bookmaker_key = 'fanduel'"
    )

    assert shown(gate_day, UPSTREAMS, window) == {
        BOX: (True, count[BOX], 5, WRITTEN, LAST_TIP_OFF),
        LINES: (True, count[LINES], 6, WRITTEN, LAST_TIP_OFF - timedelta(hours=12)),
        FEATURES: (True, count[FEATURES], 6, WRITTEN, LAST_TIP_OFF),
        ROSTERS: (False, count[ROSTERS], None, WRITTEN, LAST_TIP_OFF - timedelta(minutes=30)),
        ZONES: (False, count[ZONES], None, WRITTEN, LAST_TIP_OFF),
    }
    assert all(isinstance(one, int) and one > 0 for one in count.values())


def test_a_table_without_rows_has_none_of_the_games(gate_day: Day) -> None:
    gate_day.corrupt(*(f"DELETE FROM {name} WHERE {the_day_of(name)}" for name in (BOX, LINES, ROSTERS, ZONES)))

    assert shown(gate_day, [one for one in UPSTREAMS if one.table.name != FEATURES]) == {
        BOX: (True, 0, 0, None, LAST_TIP_OFF),
        LINES: (True, 0, 0, None, LAST_TIP_OFF - timedelta(hours=12)),
        ROSTERS: (False, 0, None, None, LAST_TIP_OFF - timedelta(minutes=30)),
        ZONES: (False, 0, None, None, LAST_TIP_OFF),
    }


def test_a_table_is_as_new_as_the_last_game_where_none_may_be_older(gate_day: Day) -> None:
    assert shown(gate_day, UPSTREAMS[:1])[BOX][-1] == LAST_TIP_OFF
