"""Defects of NBA.com's box scores: impossible statistics, lost lines, and players who do not sum to their team."""

from __future__ import annotations

from harness.season.defects.beyond_the_table import GAME_LOST, LINE_OF_NBA, NAMES_OF_BOX, TEAM_TOTALS
from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

BOX = "nba_raw.nbac_player_boxscores"
TEAM = "nba_raw.nbac_team_boxscore"
SUMS = "raw.player_boxscores/player sums are the team's totals"
POINTS = "raw.player_boxscores/points add up"
STATS = "raw.player_boxscores/stats are within their ranges"
MINUTES = "raw.player_boxscores/minutes are 0 to 60, as 34:12, 34 or 34.2"
TEAM_MINUTES = "raw.player_boxscores/a team's minutes are 240, and 25 per overtime"
TEAMS = "raw.player_boxscores/two teams a game"
COVERAGE = "raw.player_boxscores/every final game has player box scores"
STARTERS = "raw.gamebooks/10 starters a game"
_WHOLE_MINUTES = "split_part(minutes, ':', 1)::INTEGER"


@defect(kills={POINTS, SUMS}, companions=LINE_OF_NBA, sizes=(1, 10))
def player_points_one_too_many(season: Corruptible, size: int) -> Rows:
    """A player has one point more than his makes give, and his team's players one more than the team."""
    rows = season.pick(BOX, "points < 60", size)
    season.update(rows, points="points + 1")
    return rows


@defect(kills={STATS, SUMS}, sizes=(1, 10))
def player_with_a_seventh_foul(season: Corruptible, size: int) -> Rows:
    """A player has seven personal fouls; with six he is out."""
    rows = season.pick(BOX, size=size)
    season.update(rows, personal_fouls="7")
    return rows


@defect(kills={STATS, SUMS}, companions=LINE_OF_NBA, sizes=(1, 10))
def player_rebounds_of_his_whole_team(season: Corruptible, size: int) -> Rows:
    """A player has his team's rebounds in place of his own."""
    rows = season.pick(BOX, size=size, one_per=("game_id",))
    season.update(rows, total_rebounds="total_rebounds + 36")
    return rows


@defect(kills={STATS, SUMS, POINTS}, companions=LINE_OF_NBA, sizes=(1, 10))
def player_points_below_zero(season: Corruptible, size: int) -> Rows:
    """A player has -1 points, the sign of a value that was not there."""
    rows = season.pick(BOX, size=size)
    season.update(rows, points="-1")
    return rows


@defect(kills={MINUTES, TEAM_MINUTES}, sizes=(1, 10))
def player_minutes_of_an_hour(season: Corruptible, size: int) -> Rows:
    """A player of whom nobody saw half an hour has played 61 minutes."""
    rows = season.pick(BOX, f"{_WHOLE_MINUTES} < 30", size)
    season.update(rows, minutes="'61:00'")
    return rows


@defect(kills={MINUTES}, sizes=(1, 10))
def player_minutes_as_a_duration(season: Corruptible, size: int) -> Rows:
    """The minutes of a player are an ISO duration, PT34M12.00S, as NBA.com's live feed writes them."""
    rows = season.pick(BOX, "minutes LIKE '%:%'", size)
    season.update(rows, minutes="'PT' || replace(minutes, ':', 'M') || '.00S'")
    return rows


@defect(kills={SUMS, TEAM_MINUTES}, companions=NAMES_OF_BOX | {STARTERS}, sizes=(1, 5))
def player_line_lost(season: Corruptible, size: int) -> Rows:
    """A player who was on the floor for half the game has no line."""
    rows = season.pick(BOX, f"{_WHOLE_MINUTES} >= 25", size, one_per=("game_id",))
    season.delete(rows)
    return rows


@defect(kills={TEAMS}, companions=NAMES_OF_BOX | {STARTERS}, incident=3, sizes=(1, 5))
def player_lines_of_one_team_missing(season: Corruptible, size: int) -> Rows:
    """A game has the players of one team only."""
    rows = sharing(season, season.pick(BOX, size=size, one_per=("game_id",)), "game_id", "team_abbr")
    season.delete(rows)
    return rows


@defect(kills={COVERAGE}, companions=GAME_LOST, incident=3, sizes=(1, 5))
def player_lines_of_a_game_never_collected(season: Corruptible, size: int) -> Rows:
    """A finished game has no player line of NBA.com."""
    rows = sharing(season, season.pick(BOX, size=size, one_per=("game_id",)), "game_id")
    season.delete(rows)
    return rows


@defect(kills={TEAM_MINUTES}, sizes=(1, 5))
def overtime_that_was_not_played(season: Corruptible, size: int) -> Rows:
    """A game is said to have had one overtime more than its players' minutes hold."""
    rows = sharing(season, season.pick(BOX, size=size, one_per=("game_id",)), "game_id")
    season.update(rows, period="period + 1")
    return rows


@defect(kills={SUMS}, companions=TEAM_TOTALS, sizes=(1, 10))
def team_assists_corrected_late(season: Corruptible, size: int) -> Rows:
    """The league took an assist from a team the next morning; the player who had it still has it."""
    rows = season.pick(TEAM, "assists > 0", size)
    season.update(rows, assists="assists - 1")
    return rows


@defect(kills={SUMS}, companions=TEAM_TOTALS, sizes=(1, 10))
def team_turnovers_of_another_count(season: Corruptible, size: int) -> Rows:
    """A team has four turnovers more than its players: beyond those that belong to nobody."""
    rows = season.pick(TEAM, size=size)
    own = f"SELECT sum(turnovers) FROM {BOX} AS p WHERE p.game_id = {TEAM}.game_id AND p.team_abbr = {TEAM}.team_abbr"
    season.update(rows, turnovers=f"({own}) + 4")
    return rows
