"""Defects of age: a table that stopped being written while the season goes on."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect

TEAM_BOX = "nba_raw.nbac_team_boxscore"
CONTEXT = "nba_analytics.upcoming_player_game_context"
AFTER_GAMES = "gates.data_freshness/written within its limit, or since the last game"
BEFORE_GAMES = "gates.data_freshness/written within its limit before the last day's games"


def _last_day(season: Corruptible, table: str) -> Rows:
    return season.rows(table, f"game_date = '{season.window.end}'")


@defect(
    kills={AFTER_GAMES},
    companions={
        "consistency.schedule_coverage/every final game is in every table of raw data",
        "trends.row_volume/as many rows of raw data a game as on this weekday before",
    },
    incident=31,
    sizes=(1,),
)
def team_box_scores_stopped(season: Corruptible, size: int) -> Corrupted:
    """The endpoint of the team box scores was retired, and the last day has none."""
    rows = _last_day(season, TEAM_BOX)
    season.delete(rows)
    return Corrupted(rows, {AFTER_GAMES: frozenset({(TEAM_BOX,)})})


@defect(kills={BEFORE_GAMES}, sizes=(1,))
def player_context_of_the_day_before(season: Corruptible, size: int) -> Corrupted:
    """The last day's context was made the day before its games, and not again."""
    rows = _last_day(season, CONTEXT)
    season.update(rows, processed_at="processed_at - INTERVAL 1 DAY", created_at="created_at - INTERVAL 1 DAY")
    return Corrupted(rows, {BEFORE_GAMES: frozenset({(CONTEXT,)})})
