"""Defects that a source alone does not show: its numbers are possible, and other sources have different ones."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Key, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import platform_id

BALLDONTLIE = "nba_raw.bdl_player_boxscores"
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
ESPN = "nba_raw.espn_boxscores"
ESPN_SCORES = "nba_raw.espn_scoreboard"
NBACOM_SCORES = "nba_raw.nbac_scoreboard_v2"
SCHEDULE = "nba_raw.nbac_schedule"
CHECKS = "consistency.cross_source_scores"
BALLDONTLIE_LINE = f"{CHECKS}/Ball Don't Lie has NBA.com's player lines"
GAMEBOOK_LINE = f"{CHECKS}/the gamebook has NBA.com's player lines"
ESPN_LINE = f"{CHECKS}/ESPN has NBA.com's player lines"
BALLDONTLIE_SUM = f"{CHECKS}/Ball Don't Lie's points sum to ESPN's scores"
NBACOM_SCORE = f"{CHECKS}/ESPN and NBA.com have one score"
NBACOM_WINNER = f"{CHECKS}/ESPN and NBA.com have one winner"
SCHEDULE_SCORE = f"{CHECKS}/ESPN and the schedule have one score"
SCHEDULE_WINNER = f"{CHECKS}/ESPN and the schedule have one winner"


@defect(kills={BALLDONTLIE_LINE}, sizes=(1, 10))
def assist_that_one_source_lacks(season: Corruptible, size: int) -> Rows:
    """Ball Don't Lie has an assist fewer than NBA.com: the league corrected the line later."""
    rows = season.pick(BALLDONTLIE, "assists > 0", size)
    season.update(rows, assists="assists - 1")
    return rows


@defect(kills={BALLDONTLIE_LINE, BALLDONTLIE_SUM}, sizes=(1, 10))
def basket_that_one_source_lacks(season: Corruptible, size: int) -> Rows:
    """Ball Don't Lie lacks a basket, so that its points add up to another score."""
    rows = season.pick(BALLDONTLIE, "field_goals_made - three_pointers_made > 0", size)
    season.update(
        rows,
        points="points - 2",
        field_goals_made="field_goals_made - 1",
        field_goals_attempted="field_goals_attempted - 1",
    )
    return rows


@defect(kills={GAMEBOOK_LINE}, sizes=(1, 10))
def gamebook_rebound_of_a_teammate(season: Corruptible, size: int) -> Rows:
    """The gamebook gives a player a defensive rebound that NBA.com gives to another."""
    rows = season.pick(GAMEBOOK, "player_status = 'active'", size)
    season.update(rows, defensive_rebounds="defensive_rebounds + 1", total_rebounds="total_rebounds + 1")
    return rows


@defect(kills={ESPN_LINE}, sizes=(1, 10))
def espn_assists_in_the_wrong_column(season: Corruptible, size: int) -> Rows:
    """ESPN's page moved a column: a player's assists are his steals."""
    rows = season.pick(ESPN, "assists <> steals", size)
    season.update(rows, assists="steals")
    return rows


@defect(kills={NBACOM_SCORE, SCHEDULE_SCORE, BALLDONTLIE_SUM}, sizes=(1, 10))
def espn_score_read_before_the_end(season: Corruptible, size: int) -> Rows:
    """ESPN has the score of a minute before the end, four points short on the winner's side."""
    rows = season.pick(ESPN_SCORES, "abs(home_team_score - away_team_score) > 6", size)
    season.update(
        rows,
        home_team_score="home_team_score - CASE WHEN home_team_winner THEN 4 ELSE 0 END",
        away_team_score="away_team_score - CASE WHEN away_team_winner THEN 4 ELSE 0 END",
    )
    return rows


@defect(kills={NBACOM_SCORE}, sizes=(1, 10))
def scoreboard_of_nbacom_read_before_the_end(season: Corruptible, size: int) -> Rows:
    """NBA.com's scoreboard has two points fewer for the home side."""
    rows = season.pick(NBACOM_SCORES, size=size)
    season.update(rows, home_score="home_score - 2")
    return rows


@defect(kills={NBACOM_WINNER}, sizes=(1, 10))
def scoreboard_of_nbacom_with_the_loser_as_winner(season: Corruptible, size: int) -> Rows:
    """NBA.com's scoreboard names the loser as the winner."""
    rows = season.pick(NBACOM_SCORES, size=size)
    loser = "CASE WHEN winning_team_abbr = home_team_abbr THEN away_team_abbr ELSE home_team_abbr END"
    season.update(rows, winning_team_abbr=loser)
    return rows


def _platform_ids(games: Rows) -> frozenset[Key]:
    return frozenset((platform_id(game),) for game in games.values)


@defect(kills={SCHEDULE_SCORE}, sizes=(1, 10))
def schedule_score_of_an_early_read(season: Corruptible, size: int) -> Corrupted:
    """The schedule kept a score that was corrected by one point after the game."""
    games = season.pick(SCHEDULE, "abs(home_team_score - away_team_score) > 2", size)
    season.update(games, away_team_score="away_team_score + 1")
    return Corrupted(games, {SCHEDULE_SCORE: _platform_ids(games)})


@defect(kills={SCHEDULE_WINNER}, sizes=(1, 10))
def schedule_with_the_loser_as_winner(season: Corruptible, size: int) -> Corrupted:
    """The schedule names the loser as the winner."""
    games = season.pick(SCHEDULE, size=size)
    loser = "CASE WHEN winning_team_tricode = home_team_tricode THEN away_team_tricode ELSE home_team_tricode END"
    season.update(games, winning_team_tricode=loser)
    return Corrupted(games, {SCHEDULE_WINNER: _platform_ids(games)})
