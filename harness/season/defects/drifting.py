"""Defects that change a whole day and no single value beyond its range: only what is usual tells that it is wrong."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible
from harness.season.defects.defect import defect
from harness.season.defects.features import DRIFT, STORE, with_feature
from harness.season.defects.selection import SCHEDULE, sharing
from harness.season.precompute.features import FEATURES

NULLS = "trends.null_rate/no column of {table} is NULL a tenth more often"
LOST = "trends.null_rate/no column of {table} is lost"
MANY_GAMES = f"game_date IN (SELECT game_date FROM {SCHEDULE} GROUP BY game_date HAVING count(*) >= 9)"


def _changed(season: Corruptible, feature: str, value: str, size: int) -> Corrupted:
    """On the last days with many games, so many of them, a feature is something else for everybody."""
    # The last: the days after a changed one are judged by a baseline that has it.
    last = f"SELECT DISTINCT game_date FROM {STORE} WHERE {MANY_GAMES} ORDER BY game_date DESC LIMIT {size}"
    days = season.pick(STORE, f"game_date IN ({last})", size, one_per=("game_date",))
    place = list(FEATURES).index(feature)
    season.update(sharing(season, days, "game_date"), features=with_feature(place, value))
    return Corrupted(days, {DRIFT: frozenset((row["game_date"], feature) for row in days.values)})


@defect(kills={DRIFT}, sizes=(1, 2))
def feature_of_players_stuck_at_its_default(season: Corruptible, size: int) -> Corrupted:
    """Everybody's average of ten games is the default for who is not known."""
    return _changed(season, "points_avg_last_10", "10.0", size)


@defect(kills={DRIFT}, sizes=(1, 2))
def feature_of_teams_stuck_at_its_default(season: Corruptible, size: int) -> Corrupted:
    """Every opponent's defence is the league's average."""
    return _changed(season, "opponent_def_rating", "112.0", size)


@defect(kills={DRIFT}, sizes=(1, 2))
def feature_in_another_unit(season: Corruptible, size: int) -> Corrupted:
    """Points a minute are points a second."""
    return _changed(season, "ppm_avg_last_10", "features[33] / 60", size)


def _absent(season: Corruptible, table: str, day: str, column: str, size: int, *, one_in: int = 1) -> Corrupted:
    """On so many days a column is NULL, in every row or in one in so many."""
    days = season.pick(table, size=size, one_per=(day,))
    number = f"row_number() OVER (PARTITION BY {day} ORDER BY player_lookup)"
    chosen = f"rowid IN (SELECT rowid FROM {table} QUALIFY {number} % {one_in} = 0)"
    season.update(sharing(season, days, day, where=chosen), **{column: "NULL"})
    short = table.partition(".")[2]
    keys = frozenset((row[day], column) for row in days.values)
    return Corrupted(days, {NULLS.format(table=short): keys, LOST.format(table=short): keys})


def _both(table: str) -> set[str]:
    return {NULLS.format(table=table), LOST.format(table=table)}


@defect(kills=_both("bdl_player_boxscores"), incident=12, sizes=(1, 2))
def minutes_of_a_day_not_understood(season: Corruptible, size: int) -> Corrupted:
    """A loader took `34:12` for a number and wrote NULL."""
    return _absent(season, "nba_raw.bdl_player_boxscores", "game_date", "minutes", size)


@defect(
    kills=_both("player_game_summary"),
    companions={
        "analytics.player_game_summary/minutes are known of 99 percent of the active",
        "analytics.player_game_summary/at least 9 players of a team played",
        "analytics.player_game_summary/R-009: somebody played in a game",
    },
    incident=12,
    sizes=(1, 2),
)
def minutes_of_a_day_lost_in_analytics(season: Corruptible, size: int) -> Corrupted:
    """A day's summaries have no minutes, and nobody watches how often a column is NULL."""
    return _absent(season, "nba_analytics.player_game_summary", "game_date", "minutes_played", size)


@defect(kills=_both("player_daily_cache"), sizes=(1, 2))
def usage_of_a_day_lost(season: Corruptible, size: int) -> Corrupted:
    """A day's cache has no usage rates."""
    return _absent(season, "nba_precompute.player_daily_cache", "cache_date", "usage_rate_last_10", size)


@defect(kills=_both("player_composite_factors"), sizes=(1, 2))
def travel_of_a_day_lost(season: Corruptible, size: int) -> Corrupted:
    """A day's factors do not know who travelled."""
    return _absent(season, "nba_precompute.player_composite_factors", "game_date", "travel_impact_score", size)


@defect(kills=_both("ml_feature_store_v2"), sizes=(1, 2))
def rest_of_a_day_lost(season: Corruptible, size: int) -> Corrupted:
    """A day's features do not know how long teams have rested."""
    return _absent(season, STORE, "game_date", "days_rest", size)


@defect(kills={NULLS.format(table="player_daily_cache")}, sizes=(1, 2))
def assisted_rates_of_a_quarter_lost(season: Corruptible, size: int) -> Corrupted:
    """On a day every fourth player has no rate of assisted makes."""
    cache = "nba_precompute.player_daily_cache"
    return _absent(season, cache, "cache_date", "player_age", size, one_in=4)
