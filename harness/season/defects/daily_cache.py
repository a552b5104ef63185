"""Defects of the daily cache: impossible averages, flags that lie, and windows that end before the last game."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

CACHE = "nba_precompute.player_daily_cache"
CHECKS = "precompute.daily_cache/"
FIVE = CHECKS + "the average of five is that of the last five games"
WINDOWS = CHECKS + "windows of 7 and 14 days hold the games of those days"
REACHES = CHECKS + "the window reaches to the last game"
COUNTED = CHECKS + "at most 20 % of the players lack window counts"
FLAG = CHECKS + "flagged as early season with fewer than 10 games, and only then"
FIVE_GAMES = "games_in_last_14_days >= 5"
"""Enough games in a fortnight that the last five are known."""


@defect(
    kills={CHECKS + "one row for each cache_date, player_lookup"},
    companions={"recovery.idempotent_reprocessing/no cache row twice, word for word"},
    sizes=(1, 20),
)
def daily_cache_written_twice(season: Corruptible, size: int) -> Rows:
    """A player's averages of a day are in the cache twice."""
    rows = season.pick(CACHE, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={CHECKS + "points_avg_last_5 from 0 to 60", FIVE}, sizes=(1, 20))
def average_of_five_is_a_sum(season: Corruptible, size: int) -> Rows:
    """The points of the last five games were summed and not divided."""
    rows = season.pick(CACHE, f"points_avg_last_5 > 12.5 AND {FIVE_GAMES}", size)
    season.update(rows, points_avg_last_5="5 * points_avg_last_5")
    return rows


@defect(kills={CHECKS + "points_avg_last_10 from 0 to 60"}, sizes=(1, 20))
def average_of_ten_is_a_sum(season: Corruptible, size: int) -> Rows:
    """The points of the last ten games were summed and not divided."""
    rows = season.pick(CACHE, "points_avg_last_10 > 7", size)
    season.update(rows, points_avg_last_10="10 * points_avg_last_10")
    return rows


@defect(kills={CHECKS + "points_avg_season from 0 to 60"}, sizes=(1, 20))
def season_average_below_zero(season: Corruptible, size: int) -> Rows:
    """A sentinel of -1 stands for an average that could not be computed."""
    rows = season.pick(CACHE, "games_played_season >= 3", size)
    season.update(rows, points_avg_season="-1")
    return rows


@defect(kills={CHECKS + "ts_pct_last_10 from 0 to 1.5"}, sizes=(1, 20))
def true_shooting_in_percent(season: Corruptible, size: int) -> Rows:
    """True shooting is written in percent."""
    rows = season.pick(CACHE, "ts_pct_last_10 BETWEEN 0.1 AND 0.9", size)
    season.update(rows, ts_pct_last_10="100 * ts_pct_last_10")
    return rows


@defect(kills={CHECKS + "games_played_season from 0 to 88"}, sizes=(1, 20))
def games_of_two_seasons_counted(season: Corruptible, size: int) -> Rows:
    """The games of earlier seasons are counted too."""
    rows = season.pick(CACHE, "games_played_season >= 10", size)
    season.update(rows, games_played_season="games_played_season + 88")
    return rows


@defect(kills={CHECKS + "minutes_avg_last_10 from 0 to 53"}, sizes=(1, 20))
def average_minutes_longer_than_a_game(season: Corruptible, size: int) -> Rows:
    """Average minutes are beyond what anybody can play in every game."""
    rows = season.pick(CACHE, size=size)
    season.update(rows, minutes_avg_last_10="53.1")
    return rows


@defect(kills={FLAG}, sizes=(1, 20))
def early_season_flag_never_lowered(season: Corruptible, size: int) -> Rows:
    """A player with ten games is still flagged as early season."""
    rows = season.pick(CACHE, "games_played_season >= 10", size)
    season.update(rows, early_season_flag="TRUE")
    return rows


@defect(kills={FLAG}, sizes=(1, 5))
def newcomer_not_flagged_as_early_season(season: Corruptible, size: int) -> Rows:
    """A player with fewer than ten games is not flagged."""
    rows = season.pick(CACHE, "games_played_season < 10", size)
    season.update(rows, early_season_flag="FALSE")
    return rows


@defect(
    kills={COUNTED},
    companions={"trends.null_rate/no column of player_daily_cache is NULL a tenth more often"},
    sizes=(1, 3),
)
def window_counts_missing_for_a_quarter(season: Corruptible, size: int) -> Rows:
    """On a day the games of the last week are not counted for every fourth player."""
    days = season.pick(CACHE, size=size, one_per=("cache_date",))
    number = "row_number() OVER (PARTITION BY cache_date ORDER BY player_lookup)"
    fourth = f"rowid IN (SELECT rowid FROM {CACHE} QUALIFY {number} % 4 = 0)"
    season.update(sharing(season, days, "cache_date", where=fourth), games_in_last_7_days="NULL")
    return days


@defect(kills={FIVE}, sizes=(1, 20))
def average_of_five_of_other_games(season: Corruptible, size: int) -> Rows:
    """The average of the last five games is not theirs, by a fifth of a point."""
    rows = season.pick(CACHE, FIVE_GAMES, size)
    season.update(rows, points_avg_last_5="points_avg_last_5 + 0.2")
    return rows


@defect(kills={WINDOWS}, sizes=(1, 20))
def window_of_14_days_is_one_day_off(season: Corruptible, size: int) -> Rows:
    """The window of fourteen days counts a game too many, since both its ends are included."""
    rows = season.pick(CACHE, "games_in_last_14_days > 0", size)
    season.update(rows, games_in_last_14_days="games_in_last_14_days + 1")
    return rows


@defect(kills={REACHES, WINDOWS, FIVE}, incident=32, sizes=(1, 20))
def rolling_windows_end_weeks_ago(season: Corruptible, size: int) -> Corrupted:
    """The newest games are missing from the windows: they span 42 days and end three weeks ago."""
    rows = season.pick(CACHE, f"games_in_last_7_days > 0 AND {FIVE_GAMES}", size)
    season.update(
        rows,
        source_player_game_last_updated="source_player_game_last_updated - INTERVAL 21 DAY",
        games_in_last_7_days="0",
        games_in_last_14_days="0",
        points_avg_last_5="points_avg_last_5 + 1.4",
    )
    return Corrupted(rows)
