"""Defects of predictions: written twice, superseded and still active, lost on the way, under ids that nothing joins."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.daily_performance import TABLE as DAILY_ROWS
from harness.season.defects.defect import defect
from harness.season.defects.grades import FIGURES, GRADES, ORPHAN, PREDICTIONS
from harness.season.defects.grading_runs import IN_EVERY_TABLE, VOLUME
from harness.season.defects.selection import PLATFORM_ID, SCHEDULE, listed, sharing

FEATURES = "nba_predictions.ml_feature_store_v2"
SYSTEMS = "nba_predictions.prediction_systems"
UNIQUENESS = "consistency.prediction_uniqueness"
ONE = f"{UNIQUENESS}/one prediction for each game, player, system and line"
ID = f"{UNIQUENESS}/one row for each prediction_id"
BY_LINE = f"{UNIQUENESS}/active predictions of a system differ by their line"
COVERAGE, RETENTION = "grading.coverage", "consistency.phase_retention"
JOINS = f"{COVERAGE}/a predicted game joins its box scores by its id"
ENOUGH, CRITICAL = (
    f"trends.prediction_coverage/a system predicts {share} % of the eligible players" for share in (95, 85)
)
AS_USUAL = "trends.prediction_coverage/a game has as many predicted players as usual"
PREDICTED = f"{RETENTION}/85 % of ready players are predicted"
TWICE = "gates.phase5_to_phase6/no game, player, system and line is predicted twice"
TOLD = "consistency.state_agreement/a player told complete has his predictions"
KNOWN = "consistency.schedule_coverage/the schedule knows every game of features, predictions and grades"
WITH_LINE = "is_active AND current_points_line IS NOT NULL"


@defect(kills={ONE, BY_LINE}, companions={TWICE}, incident=41, sizes=(1, 300))
def duplicate_prediction_with_null_line(season: Corruptible, size: int) -> Rows:
    """Two batches wrote the same prediction; the line is NULL in both, and NULL was not equal to NULL."""
    rows = season.pick(PREDICTIONS, "current_points_line IS NULL", size)
    season.insert_copies(rows, prediction_id="prediction_id || '-again'", created_at="created_at + INTERVAL 20 MINUTE")
    return rows


@defect(kills={ONE, BY_LINE}, companions={TWICE}, incident=14, sizes=(5, 50))
def predictions_consolidated_twice(season: Corruptible, size: int) -> Rows:
    """Two consolidations ran at once, and both inserted: the same predictions, 0.4 s apart."""
    rows = season.pick(PREDICTIONS, WITH_LINE, size)
    season.insert_copies(
        rows, prediction_id="prediction_id || '-again'", created_at="created_at + INTERVAL 400 MILLISECOND"
    )
    return rows


@defect(kills={ONE}, companions={TWICE}, sizes=(1, 10))
def superseded_prediction_written_twice(season: Corruptible, size: int) -> Rows:
    """A prediction that was superseded is kept twice; neither is active."""
    rows = season.pick(PREDICTIONS, "NOT is_active", size)
    season.insert_copies(rows, prediction_id="prediction_id || '-again'")
    return rows


@defect(kills={ID}, sizes=(1, 10))
def two_predictions_with_one_id(season: Corruptible, size: int) -> Rows:
    """Predictions at two lines carry one id, so a pick could mean either."""
    rows = season.pick(PREDICTIONS, WITH_LINE, size)
    season.insert_copies(
        rows, current_points_line="current_points_line + 4", line_margin="line_margin - 4", recommendation="'PASS'"
    )
    return rows


@defect(kills={BY_LINE}, sizes=(1, 10))
def prediction_without_line_beside_one_with(season: Corruptible, size: int) -> Rows:
    """The line came late: the prediction made without one stays active beside the new one."""
    rows = season.pick(PREDICTIONS, WITH_LINE, size)
    season.insert_copies(
        rows,
        prediction_id="prediction_id || '-before'",
        current_points_line="NULL",
        line_margin="NULL",
        has_prop_line="FALSE",
        line_source="'NO_PROP_LINE'",
        recommendation="'NO_LINE'",
    )
    return rows


@defect(kills={f"{UNIQUENESS}/what was superseded is not active"}, sizes=(1, 10))
def superseded_prediction_still_active(season: Corruptible, size: int) -> Rows:
    """The line moved, a new prediction was made, and the old one is active as before."""
    rows = season.pick(PREDICTIONS, "NOT is_active", size, one_per=("game_date", "system_id"))
    season.update(rows, is_active="TRUE")
    return rows


@defect(kills={JOINS}, companions={*FIGURES, IN_EVERY_TABLE, KNOWN}, incident=17, sizes=(1, 5))
def predictions_under_nba_game_ids(season: Corruptible, size: int) -> Corrupted:
    """The predictions of a game carry the NBA's id, box scores the platform's: nothing joined, nothing was graded."""
    games = season.pick(PREDICTIONS, WITH_LINE, size, one_per=("game_id",))
    rows = sharing(season, games, "game_id")
    ids = f"(SELECT s.game_id FROM {SCHEDULE} s WHERE {PLATFORM_ID.replace('game_date', 's.game_date')} = p.game_id)"
    season.execute(
        f"UPDATE {PREDICTIONS} p SET game_id = {ids} WHERE game_id IN {listed(games, 'game_id')}",
        touches=[PREDICTIONS],
    )
    season.execute(f"DELETE FROM {GRADES} WHERE game_id IN {listed(games, 'game_id')}", touches=[GRADES])
    nba = season.execute(
        f"SELECT game_id FROM {SCHEDULE} WHERE {PLATFORM_ID} IN {listed(games, 'game_id')}", touches=()
    )
    return Corrupted(rows, {JOINS: frozenset(nba)})


@defect(kills={PREDICTED, ENOUGH, CRITICAL}, companions={*FIGURES, TOLD, AS_USUAL}, incident=18, sizes=(1, 5))
def predictions_of_a_third_of_the_players_lost(season: Corruptible, size: int) -> Rows:
    """Staging writes failed unseen: a third of a day's players have no prediction, though each was reported as done."""
    days = season.pick(PREDICTIONS, size=size, one_per=("game_date",))
    lost = f"hash(player_lookup) % 20 < 7 AND game_date IN {listed(days, 'game_date')}"
    rows = season.rows(PREDICTIONS, lost)
    season.delete(rows)
    season.execute(f"DELETE FROM {GRADES} WHERE {lost}", touches=[GRADES])
    return rows


@defect(kills={ORPHAN}, companions={TOLD}, sizes=(1, 20))
def graded_prediction_deleted(season: Corruptible, size: int) -> Corrupted:
    """A prediction was deleted after it had been graded."""
    rows = season.pick(PREDICTIONS, f"{WITH_LINE} AND game_date < '{season.window.end}'", size)
    season.delete(rows)
    return Corrupted(rows, {ORPHAN: rows.keys("player_lookup", "game_id", "system_id", "current_points_line")})


@defect(kills={ENOUGH}, companions={*FIGURES, TOLD}, sizes=(1, 5))
def predictions_of_a_system_lost(season: Corruptible, size: int) -> Rows:
    """The circuit of one system opened for a while: a tenth of the day's players lack its prediction."""
    days = season.pick(DAILY_ROWS, "predictions_count >= 100", size, one_per=("game_date",))
    for row in days.values:
        ranked = (
            "SELECT player_lookup, percent_rank() OVER (ORDER BY md5(player_lookup)) AS place "
            f"FROM (SELECT DISTINCT player_lookup FROM {PREDICTIONS} WHERE game_date = '{row['game_date']}')"
        )
        lost = (
            f"game_date = '{row['game_date']}' AND system_id = '{row['system_id']}' "
            f"AND player_lookup IN (SELECT player_lookup FROM ({ranked}) WHERE place > 0.9)"
        )
        for table in (PREDICTIONS, GRADES):
            season.execute(f"DELETE FROM {table} WHERE {lost}", touches=[table])
    return days


@defect(kills={AS_USUAL}, companions={*FIGURES, TOLD, VOLUME}, incident=37, sizes=(1, 3))
def half_of_the_players_not_ready(season: Corruptible, size: int) -> Corrupted:
    """The controller stood still, features grew old: half of a day's players were not ready, and not predicted."""
    days = season.pick(PREDICTIONS, size=size, one_per=("game_date",))
    lost = f"hash(player_lookup) % 2 = 0 AND game_date IN {listed(days, 'game_date')}"
    season.execute(f"UPDATE {FEATURES} SET is_production_ready = FALSE WHERE {lost}", touches=[FEATURES])
    for table in (PREDICTIONS, GRADES):
        season.execute(f"DELETE FROM {table} WHERE {lost}", touches=[table])
    systems = season.execute(f"SELECT system_id FROM {SYSTEMS} WHERE active", touches=())
    keys = frozenset((day, system) for (day,) in days.keys("game_date") for (system,) in systems)
    return Corrupted(days, {AS_USUAL: keys})
