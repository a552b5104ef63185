"""Defects of player_game_summary: games of players that are lost, doubled, counted wrongly, or have no minutes."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import last_but, sharing

SUMMARY = "nba_analytics.player_game_summary"
UNIQUE = "analytics.player_game_summary/one row for each game_id, player_lookup"
POINTS = "analytics.player_game_summary/points add up, give or take 1"
ZONES = "analytics.player_game_summary/zones add up to the field goals"
INACTIVE = "analytics.player_game_summary/who was not active has nothing to his name"
MINUTES = "analytics.player_game_summary/minutes_played from 0 to 60"
USAGE = "analytics.player_game_summary/usage_rate from 0 to 100"
MEAN_USAGE = "analytics.player_game_summary/mean usage of those with 10 minutes is 8 to 38 percent"
TRUE_SHOOTING = "analytics.player_game_summary/ts_pct from 0 to 1.5"
TRUE_SHOOTING_RATE = "analytics.player_game_summary/true shooting is points over attempts"
EFFECTIVE = "analytics.player_game_summary/efg_pct from 0 to 1.5"
MINUTES_KNOWN = "analytics.player_game_summary/minutes are known of 99 percent of the active"
SOMEBODY = "analytics.player_game_summary/R-009: somebody played in a game"
ENOUGH = "analytics.player_game_summary/at least 9 players of a team played"
GAMEBOOK = "analytics.player_game_summary/as many players as the gamebook, give or take 5"
TEAM_POINTS = "analytics.team_offense/points are the sum of the players'"
POSSESSIONS = "analytics.team_offense/possessions follow from shots, rebounds and turnovers"
TEAM_SUMS = "consistency.team_totals/players' rows sum to the team's"
PLUS_MINUS = "consistency.team_totals/plus-minus sums to five margins"
SUMS = {TEAM_POINTS, POSSESSIONS, TEAM_SUMS, PLUS_MINUS}
"""What players' rows must sum to; it is off wherever a row is missing or there twice."""
GRADES = {
    "grading.coverage/graded against a box score",
    "grading.coverage/actual points are the box score's",
    "grading.coverage/a predicted game joins its box scores by its id",
}
"""What grades are held against: the summary has the actual points."""
WINDOWS = {
    "precompute.daily_cache/the average of five is that of the last five games",
    "precompute.daily_cache/windows of 7 and 14 days hold the games of those days",
    "precompute.feature_store/the games behind it are the last ones played",
}
"""What the days after rest on."""
WITHOUT_BOX_SCORE = "consistency.phase_retention/no analytics without a box score"
RETENTION = "consistency.phase_retention/95 % of players with minutes are in analytics"
MISSING_GAMES = {
    "consistency.schedule_coverage/every final game is in every table of analytics",
    "recovery.backfill_completeness/no game is missing from a repaired day",
}
ONE_GAME = "consistency.player_identity/a player plays in one game a day"
REPEATED = "recovery.idempotent_reprocessing/no summary twice, word for word"
AS_A_WHOLE = frozenset({()})
"""The key of a check about all rows together."""


@defect(kills={UNIQUE, ONE_GAME}, companions={*SUMS, *WINDOWS, REPEATED}, sizes=(1, 20))
def summary_line_written_twice(season: Corruptible, size: int) -> Rows:
    """A player's game is in the table twice, since the day was processed again without replacing it."""
    rows = season.pick(SUMMARY, "is_active", size)
    season.insert_copies(rows)
    return rows


@defect(kills={POINTS, TEAM_POINTS, TEAM_SUMS}, companions={TRUE_SHOOTING_RATE, *GRADES, *WINDOWS}, sizes=(1, 10))
def summary_points_without_the_free_throws(season: Corruptible, size: int) -> Rows:
    """A player's points leave out his free throws."""
    rows = season.pick(SUMMARY, "ft_makes > 1", size)
    season.update(rows, points="points - ft_makes")
    return rows


@defect(kills={ZONES, TEAM_SUMS}, sizes=(1, 10))
def summary_mid_range_counts_the_paint(season: Corruptible, size: int) -> Rows:
    """A player's mid-range attempts are all his twos, so that those in the paint count twice."""
    rows = season.pick(SUMMARY, "paint_attempts > 0", size)
    season.update(rows, mid_range_attempts="mid_range_attempts + paint_attempts")
    return rows


@defect(kills={ZONES}, sizes=(1, 10))
def summary_assisted_makes_lost(season: Corruptible, size: int) -> Rows:
    """The makes that a teammate passed for are 0."""
    rows = season.pick(SUMMARY, "assisted_fg_makes > 0", size)
    season.update(rows, assisted_fg_makes="0")
    return rows


@defect(kills={INACTIVE}, companions={WITHOUT_BOX_SCORE}, sizes=(1, 10))
def summary_minutes_of_who_did_not_play(season: Corruptible, size: int) -> Rows:
    """A player who scratched has the minutes of his last game."""
    rows = season.pick(SUMMARY, "NOT is_active", size)
    season.update(rows, minutes_played="24.5")
    return rows


@defect(kills={MINUTES}, sizes=(1, 10))
def summary_minutes_in_seconds(season: Corruptible, size: int) -> Rows:
    """A player's minutes are seconds."""
    rows = season.pick(SUMMARY, "minutes_played > 2", size)
    season.update(rows, minutes_played="minutes_played * 60")
    return rows


@defect(kills={USAGE}, sizes=(1, 10))
def summary_usage_beyond_the_team(season: Corruptible, size: int) -> Rows:
    """A player used 140 percent of what his team had."""
    rows = season.pick(SUMMARY, "is_active", size)
    season.update(rows, usage_rate="140")
    return rows


@defect(kills={MEAN_USAGE}, sizes=(1,))
def summary_usage_as_a_share(season: Corruptible, size: int) -> Corrupted:
    """Usage is a share of 1 instead of a percentage, in all rows."""
    rows = season.rows(SUMMARY)
    season.update(rows, usage_rate="usage_rate / 100")
    return Corrupted(rows, {MEAN_USAGE: AS_A_WHOLE})


@defect(kills={TRUE_SHOOTING, TRUE_SHOOTING_RATE}, sizes=(1, 10))
def summary_true_shooting_in_percent(season: Corruptible, size: int) -> Rows:
    """A player's true shooting is a percentage instead of a share of 1."""
    rows = season.pick(SUMMARY, "ts_pct BETWEEN 0.1 AND 0.9", size)
    season.update(rows, ts_pct="least(ts_pct * 100, 99)")
    return rows


@defect(kills={TRUE_SHOOTING_RATE}, sizes=(1, 10))
def summary_true_shooting_without_free_throws(season: Corruptible, size: int) -> Rows:
    """A player's true shooting counts no free throws among his attempts."""
    rows = season.pick(SUMMARY, "ft_attempts > 3 AND fg_attempts > 5 AND points > 5", size)
    season.update(rows, ts_pct="round(points / (2.0 * fg_attempts), 3)")
    return rows


@defect(kills={EFFECTIVE}, sizes=(1, 10))
def summary_effective_shooting_of_all_threes(season: Corruptible, size: int) -> Rows:
    """A player's effective shooting is above one and a half, which threes alone give."""
    rows = season.pick(SUMMARY, "fg_attempts > 0", size)
    season.update(rows, efg_pct="1.667")
    return rows


@defect(kills={MINUTES_KNOWN}, sizes=(60, 300))
def summary_minutes_of_some_not_read(season: Corruptible, size: int) -> Corrupted:
    """The minutes of more than one player in a hundred are NULL."""
    rows = season.pick(SUMMARY, "is_active", size, one_per=("game_id", "team_abbr"))
    season.update(rows, minutes_played="NULL")
    return Corrupted(rows, {MINUTES_KNOWN: AS_A_WHOLE})


@defect(kills={MINUTES_KNOWN}, companions={SOMEBODY, ENOUGH, MEAN_USAGE}, incident=12, sizes=(1,))
def summary_minutes_lost_in_conversion(season: Corruptible, size: int) -> Corrupted:
    """Minutes written as MM:SS were read as numbers, so that all but one in two hundred are NULL."""
    rows = season.rows(SUMMARY, "hash(game_id, player_lookup) % 200 <> 0")
    season.update(rows, minutes_played="NULL")
    return Corrupted(rows, {MINUTES_KNOWN: AS_A_WHOLE})


@defect(kills={SOMEBODY, ENOUGH}, sizes=(1, 5))
def summary_of_a_game_without_minutes(season: Corruptible, size: int) -> Rows:
    """Nobody in a game has a minute, though everybody is active."""
    rows = sharing(season, season.pick(SUMMARY, size=size, one_per=("game_id",)), "game_id")
    season.update(rows, minutes_played="0")
    return rows


@defect(kills={SOMEBODY, ENOUGH, GAMEBOOK}, companions={*SUMS, *GRADES, *WINDOWS}, sizes=(1, 5))
def summary_of_a_game_not_yet_played(season: Corruptible, size: int) -> Rows:
    """A game was summarized before it was played: everybody is inactive and has nothing to his name."""
    rows = sharing(season, season.pick(SUMMARY, size=size, one_per=("game_id",)), "game_id")
    counted = ("points", "fg_makes", "fg_attempts", "three_pt_makes", "three_pt_attempts", "ft_makes", "ft_attempts")
    zones = ("paint_attempts", "paint_makes", "mid_range_attempts", "mid_range_makes")
    made = ("assisted_fg_makes", "unassisted_fg_makes", "assists", "plus_minus", "turnovers")
    nothing = dict.fromkeys((*counted, *zones, *made, "minutes_played"), "0")
    season.update(rows, is_active="FALSE", player_status="'inactive'", **nothing)
    return rows


@defect(kills={ENOUGH}, companions={*SUMS, GAMEBOOK, *GRADES, *WINDOWS}, sizes=(1, 5))
def summary_of_eight_players_a_team(season: Corruptible, size: int) -> Rows:
    """Eight players of a team are left in a game."""
    teams = season.pick(SUMMARY, size=size, one_per=("game_id",))
    places = last_but(8, of="player_lookup", within="game_id, team_abbr", table=SUMMARY)
    season.delete(sharing(season, teams, "game_id", "team_abbr", where=places))
    return teams


@defect(kills={ENOUGH, GAMEBOOK}, companions={*SUMS, *GRADES, *WINDOWS, RETENTION}, incident=35, sizes=(1, 5))
def summary_of_five_players(season: Corruptible, size: int) -> Rows:
    """Five players of a game are left, three of one side and two of the other."""
    games = season.pick(SUMMARY, size=size, one_per=("game_id",))
    kept = (
        f"SELECT rowid FROM {SUMMARY} WHERE is_active QUALIFY dense_rank() OVER "
        "(PARTITION BY game_id, team_abbr ORDER BY player_lookup) <= CASE WHEN win_flag THEN 3 ELSE 2 END"
    )
    rows = sharing(season, games, "game_id", where=f"rowid NOT IN ({kept})")
    season.delete(rows)
    return rows


@defect(kills={GAMEBOOK}, incident=38, companions={*GRADES, *WINDOWS, RETENTION, *MISSING_GAMES}, sizes=(1, 5))
def summary_of_a_game_missing(season: Corruptible, size: int) -> Rows:
    """A game of the evening has no summary: its retry was published to a topic that does not exist."""
    rows = sharing(season, season.pick(SUMMARY, size=size, one_per=("game_id",)), "game_id")
    season.delete(rows)
    return rows


@defect(kills={TEAM_POINTS, TEAM_SUMS}, companions={*SUMS, *GRADES, *WINDOWS}, sizes=(1, 10))
def summary_line_lost(season: Corruptible, size: int) -> Rows:
    """A player who scored has no summary of the game."""
    rows = season.pick(SUMMARY, "points > 4", size, one_per=("game_id",))
    season.delete(rows)
    return rows


@defect(kills={TEAM_SUMS}, sizes=(1, 10))
def summary_assist_credited_late(season: Corruptible, size: int) -> Rows:
    """The league credited an assist a day later; the player's row has it, the team's has not."""
    rows = season.pick(SUMMARY, "is_active", size)
    season.update(rows, assists="assists + 1")
    return rows


@defect(kills={PLUS_MINUS}, sizes=(1, 10))
def summary_plus_minus_of_the_team(season: Corruptible, size: int) -> Rows:
    """A player has his team's margin for plus-minus, fifty points from his own."""
    rows = season.pick(SUMMARY, "is_active", size)
    season.update(rows, plus_minus="plus_minus + 50")
    return rows
