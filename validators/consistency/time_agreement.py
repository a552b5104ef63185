"""consistency.time_agreement: days are New York's, instants are real, and nothing is written before it happened.

A day is wrong where a game's evening in New York was filed under its UTC date. An instant is wrong where a clock
without a zone was read in another one: off by four hours in summer, five in winter, one after a change of clocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import Predicate, RowCheck, rows
from harness.warehouse.functions import eastern_date, run_time
from harness.warehouse.relations import relation, table
from validators.games import FINAL, schedule, scheduled_games
from validators.recovery.chain import timed_predictions
from validators.recovery.recorded_runs import recorded_runs
from validators.shapes import in_order
from validators.validator import Validator

TIP_OFFS: Mapping[str, str] = {
    "nba_raw.nbac_schedule": "game_date_est",
    "nba_raw.espn_scoreboard": "scheduled_start_time",
    "nba_raw.odds_api_game_lines": "commence_time",
    "nba_raw.odds_api_player_points_props": "game_start_time",
}
"""The column of each table that says when the game starts."""

PLAYED: Mapping[str, str] = {
    "nba_raw.bdl_player_boxscores": "processed_at",
    "nba_raw.nbac_gamebook_player_stats": "processed_at",
    "nba_raw.nbac_player_boxscores": "processed_at",
    "nba_raw.nbac_team_boxscore": "processed_at",
    "nba_analytics.player_game_summary": "processed_at",
    "nba_analytics.team_offense_game_summary": "processed_at",
    "nba_analytics.team_defense_game_summary": "processed_at",
    "nba_predictions.prediction_accuracy": "graded_at",
}
"""Tables about games that are over, and the column that says when a row was written."""

FORESEEN: Mapping[str, str] = {
    "nba_analytics.upcoming_player_game_context": "processed_at",
    "nba_precompute.player_composite_factors": "processed_at",
    "nba_predictions.ml_feature_store_v2": "created_at",
    "nba_predictions.player_prop_predictions": "created_at",
}
"""Tables about games to come."""

FOR_THE_NEXT_GAME = ("nba_precompute.player_composite_factors",)
"""Their rows of a day are about the player's next game, on that day or later."""

SCRAPED = ("nba_raw.nbac_schedule", "nba_raw.espn_scoreboard")
"""Tables that say when an answer was fetched, besides when it was loaded."""

SLIP = ibis.interval(minutes=30)
"""Sources may differ by this much about a start. A clock that was not changed is off by an hour."""


def _short(name: str) -> str:
    return name.partition(".")[2]


def _on_the_day_of(column: str) -> Predicate:
    return lambda t: t.game_date == eastern_date(t[column])


def _by_now(column: str) -> Predicate:
    return lambda t: t[column] <= run_time()


def _days_of_tip_offs() -> Iterator[RowCheck]:
    for name, column in TIP_OFFS.items():
        yield rows(
            table(name),
            f"{_short(name)}: game_date is the Eastern day of the tip-off",
            _on_the_day_of(column),
            show=("game_date", column),
            repair="file {game_id} under its day in New York",
        )


def _days_of_ids() -> Iterator[RowCheck]:
    for name in (*PLAYED, *FORESEEN):
        if name in FOR_THE_NEXT_GAME:
            continue
        yield rows(
            table(name),
            f"{_short(name)}: game_date is the day in game_id",
            lambda t: t.game_id.substr(0, 8) == t.game_date.strftime("%Y%m%d"),
            # The schedule's own ids carry no day.
            only=lambda t: t.game_id.contains("_"),
            show=("game_id", "game_date"),
            repair="file {game_id} under its day in New York",
        )


def _written_by_now() -> Iterator[RowCheck]:
    for name, column in {**PLAYED, **FORESEEN}.items():
        yield rows(
            table(name),
            f"{_short(name)}: nothing is written in the future",
            _by_now(column),
            show=(column,),
        )


def _first_written(games: ir.Table, *tables: ir.Table) -> ir.Table:
    """One row for each table and game that has begun: when its first row was written, and when the game started."""
    tip_offs = scheduled_games.build(games).select("game_id", "game_date", tip_off="game_date_est")
    written = ibis.union(
        *(
            one.group_by("game_id").aggregate(written_at=one[column].min()).mutate(table=ibis.literal(name))
            for (name, column), one in zip(PLAYED.items(), tables, strict=True)
        )
    )
    return tip_offs.join(written, "game_id")


first_written = relation(
    schedule,
    *(table(name) for name in PLAYED),
    build=_first_written,
    key=("table", "game_id"),
    day="game_date",
    label="game in a table",
)


def _starts(games: ir.Table, board: ir.Table, espn: ir.Table, lines: ir.Table) -> ir.Table:
    """Each game's start as the schedule has it and as three others do."""
    told = scheduled_games.build(games).select("game_id", "game_date", tip_off="game_date_est")
    shown = board.select(
        "game_id",
        board_date=board.game_date,
        board_start=board.start_time,
        board_scraped=board.scrape_timestamp,
        board_loaded=board.processed_at,
    )
    told = told.left_join(shown, "game_id", rname="{name}_board")
    told = told.left_join(espn.select("game_id", espn_start=espn.scheduled_start_time), "game_id", rname="{name}_espn")
    quoted = lines.group_by("game_id").aggregate(
        first_start=lines.commence_time.min(), last_start=lines.commence_time.max()
    )
    return told.left_join(quoted, "game_id", rname="{name}_quoted")


starts = relation(
    schedule,
    table("nba_raw.nbac_scoreboard_v2"),
    table("nba_raw.espn_scoreboard"),
    table("nba_raw.odds_api_game_lines"),
    build=_starts,
    key=("game_id",),
    day="game_date",
    label="game",
)


def _same_start(*columns: str) -> RowCheck:
    source = {"board_start": "the scoreboard", "espn_start": "ESPN", "first_start": "The Odds API"}[columns[0]]
    return rows(
        starts,
        f"{source} starts a game when the schedule does",
        lambda t: ibis.and_(*(t[column].between(t.tip_off - SLIP, t.tip_off + SLIP) for column in columns)),
        show=("tip_off", *columns),
        severity=Severity.WARNING,
        repair="see which clock {game_id} was read by",
    )


validator = Validator(
    "consistency.time_agreement",
    *_days_of_tip_offs(),
    *_days_of_ids(),
    *_written_by_now(),
    *(
        in_order(table(name), f"{_short(name)}: scraped before it was loaded", "scrape_timestamp", "processed_at")
        for name in SCRAPED
    ),
    rows(
        schedule,
        "a final game was read after it began",
        lambda t: t.game_date_est <= t.processed_at,
        only=lambda t: t.game_status == FINAL,
        show=("game_date_est", "processed_at"),
    ),
    rows(
        first_written,
        "no table has a game before it began",
        lambda t: t.tip_off <= t.written_at,
        show=("tip_off", "written_at"),
        repair="see by which clock {table} was written",
    ),
    rows(
        timed_predictions,
        "a prediction is made before the tip-off",
        lambda t: t.created_at < t.tip_off,
        only=lambda t: t.is_active,
        show=("created_at", "tip_off"),
    ),
    _same_start("board_start"),
    _same_start("espn_start"),
    _same_start("first_start", "last_start"),
    rows(
        starts,
        "nbac_scoreboard_v2: game_date is the Eastern day of the tip-off",
        lambda t: t.board_date == eastern_date(t.board_start),
        show=("board_date", "board_start"),
    ),
    in_order(starts, "nbac_scoreboard_v2: scraped before it was loaded", "board_scraped", "board_loaded"),
    in_order(recorded_runs, "a run ends after it began", "started_at", "processed_at"),
    rows(
        recorded_runs,
        "no run is in the future",
        lambda t: t.processed_at.coalesce(t.started_at) <= run_time(),
        show=("started_at", "processed_at"),
    ),
    # The evening before, tomorrow's games may be foreseen; 7,139 runs in 20 hours were about days to come.
    rows(
        recorded_runs,
        "no run is about a day after tomorrow",
        lambda t: t.data_date <= eastern_date(t.started_at) + ibis.interval(days=1),
        show=("started_at", "data_date"),
        repair="stop {processor_name} for {data_date}",
    ),
)
