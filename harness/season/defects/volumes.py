"""Defects of volume: days on which a table has far fewer or far more rows than on the same weekday before."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Key, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

VOLUME = "trends.row_volume/as many rows of {} a game as on this weekday before"
RAW = VOLUME.format("raw data")
ANALYTICS = VOLUME.format("analytics")
PREDICTIONS = VOLUME.format("features, predictions and grades")

PROPS = "nba_raw.odds_api_player_points_props"
TEAM_CONTEXT = "nba_analytics.upcoming_team_game_context"
PREDICTIONS_TABLE = "nba_predictions.player_prop_predictions"


def _keys(rows: Rows) -> frozenset[Key]:
    return frozenset((row["game_date"], rows.table) for row in rows.values)


@defect(
    kills={RAW},
    companions={"raw.props_availability/newest snapshot at most 6 h before tip-off"},
    incident=2,
    sizes=(1,),
)
def props_of_one_snapshot_only(season: Corruptible, size: int) -> Corrupted:
    """The scraper of the props stopped after a day's first round; only each game's earliest snapshot is there."""
    days = sharing(season, season.pick(PROPS, size=size, one_per=("game_date",)), "game_date")
    earliest = f"SELECT game_id, min(snapshot_timestamp) FROM {PROPS} GROUP BY game_id"
    later = sharing(season, days, "game_date", where=f"(game_id, snapshot_timestamp) NOT IN ({earliest})")
    season.delete(later)
    return Corrupted(later, {RAW: _keys(later)})


@defect(kills={ANALYTICS}, sizes=(1,))
def team_context_of_a_day_written_again(season: Corruptible, size: int) -> Corrupted:
    """A second run appended a day's context instead of replacing it."""
    days = sharing(season, season.pick(TEAM_CONTEXT, size=size, one_per=("game_date",)), "game_date")
    season.insert_copies(days)
    return Corrupted(days, {ANALYTICS: _keys(days)})


@defect(kills={PREDICTIONS}, incident=41, sizes=(1,))
def predictions_of_a_day_in_two_batches(season: Corruptible, size: int) -> Corrupted:
    """A second batch predicted a whole day once more, at lines three points higher; nothing of it is in force."""
    first = season.pick(PREDICTIONS_TABLE, size=size, one_per=("game_date",))
    days = sharing(season, first, "game_date", where="current_points_line IS NOT NULL")
    season.insert_copies(
        days,
        prediction_id="prediction_id || '-2'",
        current_points_line="current_points_line + 3",
        is_active="false",
    )
    return Corrupted(days, {PREDICTIONS: _keys(days)})
