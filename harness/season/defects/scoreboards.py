"""Defects of ESPN's scoreboard: games missing, scores that cannot be, winners who lost."""

from __future__ import annotations

from math import ceil

from harness.season.defects.beyond_the_table import DAY_LOST, GAME_LOST, SCORE_OF_ESPN, WINNER_OF_ESPN
from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import late_games, lines_of, listed, sharing

BOARD = "nba_raw.espn_scoreboard"
RANGE = "raw.scoreboard/each team scored 60 to 190 in a final game"
COVERAGE = "raw.scoreboard/every final game is on the scoreboard"
CONFIDENCE = "raw.scoreboard/fewer than 5 % of games were read with confidence under 0.8"
TIE = "raw.scoreboard/no final game is a tie"
DAY_OF_TIP_OFF = "consistency.time_agreement/espn_scoreboard: game_date is the Eastern day of the tip-off"
WINNER = "raw.scoreboard/the winner has more points"


@defect(kills={RANGE}, companions=SCORE_OF_ESPN, sizes=(1, 10))
def scoreboard_score_of_a_half(season: Corruptible, size: int) -> Rows:
    """The loser of a final game has 59 points: his score stopped at the half."""
    rows = season.pick(BOARD, "is_completed AND home_team_score < away_team_score", size)
    season.update(rows, home_team_score="59")
    return rows


@defect(kills={RANGE}, sizes=(1, 10))
def scoreboard_final_without_score(season: Corruptible, size: int) -> Rows:
    """A final game has no score for the visitors."""
    rows = season.pick(BOARD, "is_completed", size)
    season.update(rows, away_team_score="NULL")
    return rows


@defect(kills={RANGE}, companions=SCORE_OF_ESPN, sizes=(1, 10))
def scoreboard_both_scores_in_one(season: Corruptible, size: int) -> Rows:
    """The winner's score is the sum of both."""
    rows = season.pick(BOARD, "is_completed AND home_team_score + away_team_score > 190 AND home_team_winner", size)
    season.update(rows, home_team_score="home_team_score + away_team_score")
    return rows


@defect(kills={COVERAGE}, companions=GAME_LOST, sizes=(1, 5))
def scoreboard_game_missing(season: Corruptible, size: int) -> Rows:
    """A finished game is not on the scoreboard."""
    rows = season.pick(BOARD, size=size)
    season.delete(rows)
    return rows


@defect(kills={COVERAGE}, companions=DAY_LOST, incident=13, sizes=(1, 5))
def scoreboard_of_yesterday_never_asked_for(season: Corruptible, size: int) -> Rows:
    """A day is not on the scoreboard: its request said YESTERDAY, a word that nobody turned into a date."""
    rows = sharing(season, season.pick(BOARD, size=size, one_per=("game_date",)), "game_date")
    season.delete(rows)
    return rows


@defect(kills={COVERAGE}, companions=GAME_LOST, incident=30, sizes=(1, 20))
def scoreboard_taken_before_the_late_games_ended(season: Corruptible, size: int) -> Rows:
    """A game that tipped off at 22:00 Eastern or later was still on when the scoreboard was read, and was left out."""
    rows = lines_of(season, BOARD, late_games(season, size, from_hour=22))
    season.delete(rows)
    return rows


@defect(kills={COVERAGE}, companions=DAY_LOST | {DAY_OF_TIP_OFF}, incident=50, sizes=(1, 3))
def scoreboard_shows_the_day_before(season: Corruptible, size: int) -> Rows:
    """A day's scoreboard is that of the day before under the new date, since nothing had begun when it was taken."""
    days = season.pick(BOARD, f"game_date > '{season.window.start}'", size, one_per=("game_date",))
    rows = sharing(season, days, "game_date")
    season.delete(rows)
    for day in listed(days, "game_date").strip("()").split(", "):
        before = f"SELECT max(game_date) FROM {BOARD} WHERE game_date < {day}"
        season.insert_copies(season.rows(BOARD, f"game_date = ({before})"), game_date=f"DATE {day}")
    return rows


@defect(kills={CONFIDENCE}, sizes=(1, 40))
def scoreboard_read_with_doubt(season: Corruptible, size: int) -> Rows:
    """One game in twenty was read with a confidence of 0.75; of fewer no check complains."""
    days = f"game_date BETWEEN '{season.window.start}' AND '{season.window.end}'"
    least = ceil(len(season.rows(BOARD, days)) * 0.05)
    rows = season.pick(BOARD, size=max(size, least))
    season.update(rows, processing_confidence="0.75", data_quality_flags="'team_names_guessed'")
    return rows


@defect(kills={TIE}, companions=SCORE_OF_ESPN, sizes=(1, 10))
def scoreboard_final_game_tied(season: Corruptible, size: int) -> Rows:
    """A final game is a tie: it was read before its overtime."""
    rows = season.pick(BOARD, "is_completed", size)
    season.update(rows, away_team_score="home_team_score")
    return rows


@defect(kills={WINNER}, companions=WINNER_OF_ESPN, sizes=(1, 10))
def scoreboard_winner_flags_swapped(season: Corruptible, size: int) -> Rows:
    """Of a final game the loser is called the winner."""
    rows = season.pick(BOARD, "is_completed", size)
    season.update(rows, home_team_winner="away_team_winner", away_team_winner="home_team_winner")
    return rows


@defect(kills={WINNER}, companions=SCORE_OF_ESPN, sizes=(1, 10))
def scoreboard_scores_swapped(season: Corruptible, size: int) -> Rows:
    """Home and away scores of a game have changed places; the winner has not."""
    rows = season.pick(BOARD, "is_completed", size)
    season.update(rows, home_team_score="away_team_score", away_team_score="home_team_score")
    return rows
