"""Defects of instants: a clock read in the wrong zone, or not changed with the season, or ahead of all others."""

from __future__ import annotations

from collections.abc import Callable

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import SCHEDULE, late_games, platform_id
from harness.season.defects.stuck_work import now

TIME = "consistency.time_agreement/"
RUNS = "nba_reference.processor_run_history"
PREDICTIONS = "nba_predictions.player_prop_predictions"
SCOREBOARD = "nba_raw.nbac_scoreboard_v2"
ESPN = "nba_raw.espn_scoreboard"
LINES = "nba_raw.odds_api_game_lines"
PROPS = "nba_raw.odds_api_player_points_props"
BOX = "nba_raw.bdl_player_boxscores"
DAY_OF_TIP_OFF = ": game_date is the Eastern day of the tip-off"
BOARD_START = TIME + "the scoreboard starts a game when the schedule does"
ESPN_START = TIME + "ESPN starts a game when the schedule does"
ODDS_START = TIME + "The Odds API starts a game when the schedule does"
BEFORE_IT_BEGAN = TIME + "no table has a game before it began"
FUTURE = ": nothing is written in the future"
WRITTEN = {
    "nba_raw.bdl_player_boxscores": "processed_at",
    "nba_raw.nbac_gamebook_player_stats": "processed_at",
    "nba_raw.nbac_player_boxscores": "processed_at",
    "nba_raw.nbac_team_boxscore": "processed_at",
    "nba_analytics.player_game_summary": "processed_at",
    "nba_analytics.team_offense_game_summary": "processed_at",
    "nba_analytics.team_defense_game_summary": "processed_at",
    "nba_predictions.prediction_accuracy": "graded_at",
    "nba_analytics.upcoming_player_game_context": "processed_at",
    "nba_precompute.player_composite_factors": "processed_at",
    "nba_predictions.ml_feature_store_v2": "created_at",
    PREDICTIONS: "created_at",
}
"""The column of each table that says when a row was written."""

CASCADE = "recovery.cascade_contamination/"
_AFTER_A_WRITE = {
    "nba_raw.nbac_gamebook_player_stats": {CASCADE + "a summary is not older than its gamebook line"},
    "nba_analytics.player_game_summary": {CASCADE + "a grade is not older than the summary it judges by"},
    "nba_precompute.player_composite_factors": {CASCADE + "features are not older than their factors"},
    "nba_predictions.ml_feature_store_v2": {CASCADE + "a prediction is not older than its features"},
    PREDICTIONS: {
        CASCADE + "a grade is not older than its prediction",
        TIME + "a prediction is made before the tip-off",
    },
    "nba_predictions.prediction_accuracy": {
        "grading.performance_summary/newer than the grades it sums up",
        "grading.system_daily_performance/computed after its grades",
    },
}


def _short(table: str) -> str:
    return table.partition(".")[2]


def _late(column: str) -> str:
    """A start so late in New York that its UTC date is the next, and that four hours later so is New York's."""
    return f"extract('hour' FROM timezone('America/New_York', {column})) >= 20"


def _read_in_new_york(table: str, column: str) -> Callable[[Corruptible, int], Rows]:
    def corrupt(season: Corruptible, size: int) -> Rows:
        rows = season.pick(table, _late(column), size, one_per=("game_id",))
        season.update(rows, **{column: f"timezone('America/New_York', {column}::TIMESTAMP)"})
        return rows

    corrupt.__name__ = f"start_in_{_short(table)}_read_in_new_york"
    corrupt.__doc__ = f"A start in {_short(table)} is UTC without a zone, and was read as New York's time."
    return corrupt


for _table, _column, _starts in (
    (SCOREBOARD, "start_time", {BOARD_START}),
    (ESPN, "scheduled_start_time", {ESPN_START}),
    (LINES, "commence_time", {ODDS_START}),
    (PROPS, "game_start_time", set[str]()),
):
    defect(kills={TIME + _short(_table) + DAY_OF_TIP_OFF, *_starts}, incident=52, sizes=(1, 5))(
        _read_in_new_york(_table, _column)
    )


@defect(
    kills={TIME + "nbac_schedule" + DAY_OF_TIP_OFF},
    companions={BOARD_START, ESPN_START, ODDS_START},
    incident=52,
    sizes=(1, 5),
)
def start_in_the_schedule_read_in_new_york(season: Corruptible, size: int) -> Rows:
    """A start in the schedule is UTC without a zone, and was read as New York's time."""
    rows = late_games(season, size, from_hour=20)
    season.update(rows, game_date_est="timezone('America/New_York', game_date_est::TIMESTAMP)")
    return rows


@defect(kills={BOARD_START}, incident=52, sizes=(1, 5))
def clock_of_the_scoreboard_not_changed(season: Corruptible, size: int) -> Rows:
    """A start of the scoreboard is an hour early: its clock missed the change to summer time."""
    rows = season.pick(SCOREBOARD, size=size)
    season.update(rows, start_time="start_time - INTERVAL 1 HOUR")
    return rows


def _in_the_future(table: str, column: str) -> Callable[[Corruptible, int], Rows]:
    def corrupt(season: Corruptible, size: int) -> Rows:
        rows = season.pick(table, f"game_date = '{season.window.end}'", size)
        season.update(rows, **{column: now(season, 60)})
        return rows

    corrupt.__name__ = f"{_short(table)}_written_in_the_future"
    corrupt.__doc__ = f"A row of {_short(table)} was written an hour from now: its clock is ahead."
    return corrupt


for _table, _column in WRITTEN.items():
    defect(kills={TIME + _short(_table) + FUTURE}, companions=_AFTER_A_WRITE.get(_table), incident=52, sizes=(1, 10))(
        _in_the_future(_table, _column)
    )


def _scraped_by_another_clock(table: str) -> Callable[[Corruptible, int], Rows]:
    def corrupt(season: Corruptible, size: int) -> Rows:
        rows = season.pick(table, size=size)
        season.update(rows, scrape_timestamp="timezone('America/New_York', scrape_timestamp::TIMESTAMP)")
        return rows

    corrupt.__name__ = f"{_short(table)}_scraped_by_another_clock"
    corrupt.__doc__ = f"When an answer for {_short(table)} was fetched is UTC without a zone, read as New York's time."
    return corrupt


for _table in (SCHEDULE, SCOREBOARD, ESPN):
    defect(kills={TIME + _short(_table) + ": scraped before it was loaded"}, incident=52, sizes=(1, 5))(
        _scraped_by_another_clock(_table)
    )


@defect(kills={TIME + "a final game was read after it began"}, sizes=(1, 5))
def final_score_before_the_tip_off(season: Corruptible, size: int) -> Rows:
    """A game is final in an answer that was loaded an hour before it began."""
    rows = season.pick(SCHEDULE, "game_status = 3", size)
    season.update(
        rows,
        scrape_timestamp="game_date_est - INTERVAL 70 MINUTE",
        processed_at="game_date_est - INTERVAL 60 MINUTE",
        created_at="game_date_est - INTERVAL 60 MINUTE",
    )
    return rows


@defect(kills={BEFORE_IT_BEGAN}, sizes=(1, 5))
def box_score_before_the_tip_off(season: Corruptible, size: int) -> Corrupted:
    """A game's box score was loaded an hour before the game began."""
    games = season.pick(SCHEDULE, "game_status = 3", size)
    for game in games.values:
        rows = season.rows(BOX, f"game_id = '{platform_id(game)}'")
        season.update(rows, processed_at=f"TIMESTAMPTZ '{game['game_date_est'].isoformat()}' - INTERVAL 1 HOUR")
    return Corrupted(games, {BEFORE_IT_BEGAN: frozenset((BOX, platform_id(game)) for game in games.values)})


@defect(kills={TIME + "a prediction is made before the tip-off"}, sizes=(1, 10))
def prediction_made_after_the_tip_off(season: Corruptible, size: int) -> Rows:
    """A prediction was made at night, when its game was over."""
    rows = season.pick(PREDICTIONS, "is_active", size)
    season.update(rows, created_at="created_at + INTERVAL 14 HOUR", updated_at="created_at + INTERVAL 14 HOUR")
    return rows


@defect(kills={TIME + "a run ends after it began"}, sizes=(1, 10))
def run_ended_before_it_began(season: Corruptible, size: int) -> Rows:
    """A run's end is a minute before its start: two machines' clocks differ."""
    rows = season.pick(RUNS, "phase = 'phase_6'", size)
    season.update(rows, processed_at="started_at - INTERVAL 1 MINUTE")
    return rows


@defect(kills={TIME + "no run is in the future"}, sizes=(1, 10))
def run_in_the_future(season: Corruptible, size: int) -> Rows:
    """A run ends an hour from now: its clock is ahead."""
    rows = season.pick(RUNS, "phase = 'phase_6'", size)
    season.update(rows, processed_at=now(season, 60))
    return rows


@defect(kills={TIME + "no run is about a day after tomorrow"}, incident=19, sizes=(1, 10))
def run_about_a_day_to_come(season: Corruptible, size: int) -> Rows:
    """A run was about a day four days ahead, for which there was nothing to do."""
    rows = season.pick(RUNS, "phase = 'phase_6'", size)
    season.update(rows, started_at="started_at - INTERVAL 4 DAY", processed_at="processed_at - INTERVAL 4 DAY")
    return rows
