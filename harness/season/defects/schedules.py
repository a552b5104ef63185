"""Defects of NBA.com's schedule: games lost, doubled or moved, teams misspelt, results that are not there."""

from __future__ import annotations

from harness.season.defects.beyond_the_table import ENOUGH_GAMES, GAMES_NOT_PLAYED, SCORE_OF_SCHEDULE, UNKNOWN_GAMES
from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import SCHEDULE

TEAMS = "raw.schedule/30 teams a season"
GAMES_OF_TEAM = "raw.schedule/80 to 84 games a team and season"
GAMES = "raw.schedule/the regular season has 1230 games"
ONCE = "raw.schedule/one row for each game_id"
ONE_DATE = "raw.schedule/a game has one date"
STATUS = "raw.schedule/status is scheduled, in progress or final"
SCORE = "raw.schedule/a final game has its score"
EXPECTED_OF_A_FINAL_GAME = {
    "raw.box_scores/every final game has box scores",
    "raw.game_lines/every game has lines",
    "raw.injury_reports/every playing team has a report",
    "raw.player_boxscores/every final game has player box scores",
    "raw.props_availability/every game has props",
    "raw.scoreboard/every final game is on the scoreboard",
}
REGULAR = "substr(game_id, 3, 1) = '2'"


@defect(kills={TEAMS, GAMES_OF_TEAM}, companions=UNKNOWN_GAMES, sizes=(1,))
def schedule_team_code_of_another_source(season: Corruptible, size: int) -> Corrupted:
    """In one game the home team has a code of another source, and so is a team of its own."""
    rows = season.pick(SCHEDULE, REGULAR, size)
    season.update(rows, home_team_tricode="'BRK'")
    year = rows.one("season_year")
    return Corrupted(rows, {TEAMS: frozenset({(year,)}), GAMES_OF_TEAM: frozenset({(year, "BRK")})})


@defect(kills={TEAMS, GAMES, GAMES_OF_TEAM}, companions=UNKNOWN_GAMES, sizes=(1,))
def schedule_without_one_team(season: Corruptible, size: int) -> Corrupted:
    """A team has no game in the whole season; its page of the schedule could not be read."""
    team = season.pick(SCHEDULE, REGULAR, size).one("home_team_tricode")
    rows = season.rows(SCHEDULE, f"{REGULAR} AND '{team}' IN (home_team_tricode, away_team_tricode)")
    season.delete(rows)
    year = frozenset({(rows.one("season_year"),)})
    few = f"SELECT team FROM ({_SIDES}) GROUP BY team HAVING count(*) < 80"
    short = season.connection.execute(few).fetchall()
    return Corrupted(rows, {TEAMS: year, GAMES: year, GAMES_OF_TEAM: frozenset((*next(iter(year)), *t) for t in short)})


_SIDES = (
    f"SELECT home_team_tricode AS team FROM {SCHEDULE} WHERE {REGULAR} "
    f"UNION ALL SELECT away_team_tricode FROM {SCHEDULE} WHERE {REGULAR}"
)


@defect(kills={GAMES, GAMES_OF_TEAM}, companions=UNKNOWN_GAMES, sizes=(3,))
def schedule_lost_three_games_of_a_team(season: Corruptible, size: int) -> Corrupted:
    """A team has three games fewer than the season gives it."""
    team = season.pick(SCHEDULE, REGULAR).one("home_team_tricode")
    rows = season.pick(SCHEDULE, f"{REGULAR} AND home_team_tricode = '{team}'", size, one_per=("away_team_tricode",))
    season.delete(rows)
    year = rows.one("season_year")
    return Corrupted(rows, {GAMES: frozenset({(year,)}), GAMES_OF_TEAM: frozenset({(year, team)})})


@defect(kills={GAMES}, companions=UNKNOWN_GAMES, sizes=(1, 2))
def schedule_game_missing(season: Corruptible, size: int) -> Rows:
    """A game is not in the schedule; a tolerance of ten games would hide it."""
    rows = season.pick(SCHEDULE, REGULAR, size)
    season.delete(rows)
    return rows


@defect(kills={GAMES}, sizes=(1, 2))
def schedule_game_of_the_preseason_counted(season: Corruptible, size: int) -> Rows:
    """A game that does not count has the number of one that does."""
    rows = season.pick(SCHEDULE, REGULAR, size)
    season.insert_copies(
        rows,
        game_id="substr(game_id, 1, 5) || '09' || substr(game_id, 8)",
        game_date="game_date - 200",
        game_date_est="game_date_est - INTERVAL 200 DAY",
    )
    return rows


@defect(kills={ONCE}, sizes=(1, 5))
def schedule_game_written_twice(season: Corruptible, size: int) -> Rows:
    """A game is in the schedule twice, on the same day."""
    rows = season.pick(SCHEDULE, size=size)
    season.insert_copies(rows)
    return rows


@defect(
    kills={ONCE, ONE_DATE, SCORE}, companions=GAMES_NOT_PLAYED | EXPECTED_OF_A_FINAL_GAME, incident=40, sizes=(1, 3)
)
def schedule_game_moved_and_left_on_its_old_day(season: Corruptible, size: int) -> Rows:
    """A game was moved a day; its old day still has it, final and without a score."""
    rows = season.pick(SCHEDULE, f"game_date > '{season.window.start}'", size)
    season.insert_copies(
        rows,
        game_date="game_date - 1",
        game_date_est="game_date_est - INTERVAL 1 DAY",
        home_team_score="NULL",
        away_team_score="NULL",
        winning_team_tricode="NULL",
    )
    return rows


@defect(kills={STATUS}, companions={ENOUGH_GAMES}, sizes=(1, 5))
def schedule_status_unknown(season: Corruptible, size: int) -> Rows:
    """A game has the status 4, of which nobody knows the meaning."""
    rows = season.pick(SCHEDULE, size=size)
    season.update(rows, game_status="4")
    return rows


@defect(kills={SCORE}, sizes=(1, 5))
def schedule_final_without_score(season: Corruptible, size: int) -> Rows:
    """A final game has no score."""
    rows = season.pick(SCHEDULE, size=size)
    season.update(rows, home_team_score="NULL", away_team_score="NULL", winning_team_tricode="NULL")
    return rows


@defect(kills={SCORE}, companions=SCORE_OF_SCHEDULE, sizes=(1, 5))
def schedule_final_at_nil_to_nil(season: Corruptible, size: int) -> Rows:
    """A final game stands at 0 to 0, the score of a game that has not begun."""
    rows = season.pick(SCHEDULE, size=size)
    season.update(rows, home_team_score="0", away_team_score="0")
    return rows
