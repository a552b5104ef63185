"""Defects of Ball Don't Lie's box scores: lines that are lost, doubled, filed wrongly, or do not add up."""

from __future__ import annotations

from harness.season.defects.beyond_the_table import (
    BOX_LOST,
    DAY_LOST,
    GAME_LOST,
    LINE_OF_BOX,
    NAMES_OF_BOX,
    NOT_ANALYSED,
    SUM_OF_BOX,
    UNKNOWN_GAMES,
)
from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import last_but, late_games, lines_of, sharing

BOX = "nba_raw.bdl_player_boxscores"
ONCE = "raw.box_scores/one row for each game_id, player_lookup"


@defect(kills={"raw.box_scores/points add up"}, companions=LINE_OF_BOX | SUM_OF_BOX, sizes=(1, 20))
def box_score_points_one_too_many(season: Corruptible, size: int) -> Rows:
    """A line of Ball Don't Lie has one point more than its makes give."""
    rows = season.pick(BOX, "points < 60", size)
    season.update(rows, points="points + 1")
    return rows


@defect(kills={"raw.box_scores/points add up"}, companions=LINE_OF_BOX | SUM_OF_BOX, sizes=(1, 20))
def box_score_threes_counted_as_twos(season: Corruptible, size: int) -> Rows:
    """The points of a line count its three-pointers as two."""
    rows = season.pick(BOX, "three_pointers_made > 0", size)
    season.update(rows, points="points - three_pointers_made")
    return rows


@defect(kills={ONCE}, companions=SUM_OF_BOX, sizes=(1, 20))
def box_score_line_written_twice(season: Corruptible, size: int) -> Rows:
    """A line is in the table twice, since a load was repeated."""
    rows = season.pick(BOX, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={"raw.box_scores/20 to 40 players a game"}, companions=BOX_LOST | SUM_OF_BOX, incident=35, sizes=(1, 5))
def box_score_of_five_players(season: Corruptible, size: int) -> Rows:
    """A game has five players, three of one side and two of the other."""
    games = season.pick(BOX, size=size, one_per=("game_id",))
    places = "dense_rank() OVER (PARTITION BY game_id, team_abbr ORDER BY player_lookup)"
    kept = f"SELECT rowid FROM {BOX} QUALIFY {places} <= CASE WHEN team_abbr = home_team_abbr THEN 2 ELSE 3 END"
    rows = sharing(season, games, "game_id", where=f"rowid NOT IN ({kept})")
    season.delete(rows)
    return rows


@defect(kills={"raw.box_scores/20 to 40 players a game"}, companions=BOX_LOST | SUM_OF_BOX, sizes=(1, 5))
def box_score_one_player_short_of_twenty(season: Corruptible, size: int) -> Rows:
    """A game has the lines of nineteen players."""
    games = season.pick(BOX, size=size, one_per=("game_id",))
    spare = last_but(19, of="player_lookup", within="game_id", table=BOX)
    season.delete(sharing(season, games, "game_id", where=spare))
    return games


@defect(
    kills={"raw.box_scores/20 to 40 players a game", "raw.box_scores/both teams are in a game"},
    companions=SUM_OF_BOX | NAMES_OF_BOX | NOT_ANALYSED,
    sizes=(1,),
)
def box_score_of_two_games_under_one_id(season: Corruptible, size: int) -> Rows:
    """Another game's lines are also filed under this game's id."""
    games = season.pick(BOX, size=size, one_per=("game_date",))
    other = season.rows(BOX, f"game_date = '{games.one('game_date')}' AND game_id <> '{games.one('game_id')}'")
    lines = sharing(season, Rows(BOX, other.rowids[:1], other.values[:1]), "game_id")
    season.insert_copies(lines, game_id=f"'{games.one('game_id')}'")
    return games


@defect(
    kills={"raw.box_scores/20 to 40 players a game", "raw.box_scores/both teams are in a game"},
    companions=BOX_LOST,
    incident=3,
    sizes=(1, 5),
)
def box_score_of_one_team_only(season: Corruptible, size: int) -> Rows:
    """A game has the lines of one team; the other's were lost on a page that was not asked for."""
    games = season.pick(BOX, size=size, one_per=("game_id",))
    rows = sharing(season, games, "game_id", "team_abbr")
    season.delete(rows)
    return rows


@defect(kills={"raw.box_scores/both teams are in a game"}, companions=SUM_OF_BOX, sizes=(1, 5))
def box_score_player_of_a_third_team(season: Corruptible, size: int) -> Rows:
    """A traded player's line carries the team that he plays for now, which had no part in the game."""
    rows = season.pick(BOX, size=size, one_per=("game_id",))
    season.update(
        rows,
        team_abbr="CASE WHEN 'CHA' NOT IN (home_team_abbr, away_team_abbr) THEN 'CHA' "
        "WHEN 'UTA' NOT IN (home_team_abbr, away_team_abbr) THEN 'UTA' ELSE 'DET' END",
    )
    return rows


@defect(kills={"raw.box_scores/made never exceeds attempted"}, sizes=(1, 20))
def box_score_more_goals_than_shots(season: Corruptible, size: int) -> Rows:
    """A line has one field goal more than it has attempts."""
    rows = season.pick(BOX, "field_goals_made > 0", size)
    season.update(rows, field_goals_attempted="field_goals_made - 1")
    return rows


@defect(kills={"raw.box_scores/made never exceeds attempted"}, sizes=(1, 20))
def box_score_threes_attempted_lost(season: Corruptible, size: int) -> Rows:
    """The attempted three-pointers of a line are 0 beside those that were made."""
    rows = season.pick(BOX, "three_pointers_made > 0", size)
    season.update(rows, three_pointers_attempted="0")
    return rows


@defect(kills={"raw.box_scores/made never exceeds attempted", "raw.box_scores/points add up"}, sizes=(1, 20))
def box_score_free_throw_columns_swapped(season: Corruptible, size: int) -> Rows:
    """Made and attempted free throws of a line have changed places."""
    rows = season.pick(BOX, "free_throws_made < free_throws_attempted", size)
    season.update(rows, free_throws_made="free_throws_attempted", free_throws_attempted="free_throws_made")
    return rows


@defect(kills={"raw.box_scores/rebounds add up"}, companions=LINE_OF_BOX, sizes=(1, 20))
def box_score_rebounds_without_the_offensive(season: Corruptible, size: int) -> Rows:
    """The rebounds of a line leave out the offensive ones."""
    rows = season.pick(BOX, "offensive_rebounds > 0", size)
    season.update(rows, rebounds="defensive_rebounds")
    return rows


@defect(kills={"raw.box_scores/minutes are 0 to 65, as 34:12, 34 or 34.2"}, sizes=(1, 20))
def box_score_minutes_beyond_any_game(season: Corruptible, size: int) -> Rows:
    """A player has played 66 minutes."""
    rows = season.pick(BOX, size=size)
    season.update(rows, minutes="'66'")
    return rows


@defect(kills={"raw.box_scores/minutes are 0 to 65, as 34:12, 34 or 34.2"}, sizes=(1, 20))
def box_score_minutes_in_seconds(season: Corruptible, size: int) -> Rows:
    """The minutes of a line are seconds, as another feed of the provider counts them."""
    rows = season.pick(BOX, "minutes::DOUBLE > 17", size)
    season.update(rows, minutes="(minutes::INTEGER * 60)::VARCHAR")
    return rows


@defect(kills={"raw.box_scores/minutes are 0 to 65, as 34:12, 34 or 34.2"}, sizes=(1, 20))
def box_score_minutes_as_a_duration(season: Corruptible, size: int) -> Rows:
    """The minutes of a line are written as an ISO duration, PT34M00.00S."""
    rows = season.pick(BOX, size=size)
    season.update(rows, minutes="'PT' || minutes || 'M00.00S'")
    return rows


@defect(
    kills={"raw.box_scores/every final game has box scores"}, companions=BOX_LOST | GAME_LOST, incident=3, sizes=(1, 5)
)
def box_score_of_a_game_never_collected(season: Corruptible, size: int) -> Rows:
    """A finished game has no line at all, and the run that left it out was a success."""
    rows = sharing(season, season.pick(BOX, size=size, one_per=("game_id",)), "game_id")
    season.delete(rows)
    return rows


@defect(
    kills={"raw.box_scores/every final game has box scores"}, companions=BOX_LOST | DAY_LOST, incident=1, sizes=(1, 5)
)
def box_scores_of_a_day_lost_to_an_empty_run(season: Corruptible, size: int) -> Rows:
    """A day has no line, because a run that found nothing counted as its success and no later one was let through."""
    rows = sharing(season, season.pick(BOX, size=size, one_per=("game_date",)), "game_date")
    season.delete(rows)
    return rows


@defect(
    kills={"raw.box_scores/every final game has box scores"},
    companions=BOX_LOST | GAME_LOST,
    incident=30,
    sizes=(1, 20),
)
def box_scores_of_late_games_missing(season: Corruptible, size: int) -> Rows:
    """A game that tipped off at 22:00 Eastern or later was not over when the only scrape ran."""
    rows = lines_of(season, BOX, late_games(season, size, from_hour=22))
    season.delete(rows)
    return rows


@defect(
    kills={"raw.box_scores/every final game has box scores"},
    # Two teams that meet on the next day too, in the same arena, have a game of that id already.
    companions=BOX_LOST | GAME_LOST | UNKNOWN_GAMES | NOT_ANALYSED | {ONCE},
    incident=52,
    sizes=(1, 20),
)
def box_scores_dated_by_utc(season: Corruptible, size: int) -> Rows:
    """An evening game is filed under the UTC day of its tip-off, the day after the Eastern one, as is its id."""
    rows = lines_of(season, BOX, late_games(season, size, from_hour=20))
    season.update(
        rows,
        game_date="game_date + 1",
        game_id="strftime(game_date + 1, '%Y%m%d') || substr(game_id, 9)",
    )
    return rows
