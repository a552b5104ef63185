"""Defects of the games' spreads and totals: sides, markets and books missing, points that cannot be, looks too late."""

from __future__ import annotations

from harness.season.defects.beyond_the_table import GAME_LOST
from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

LINES = "nba_raw.odds_api_game_lines"
EIGHT_ROWS = "raw.game_lines/8 rows a game and snapshot"
BOOKS = "raw.game_lines/DraftKings and FanDuel are both there"
MARKETS = "raw.game_lines/each book has spreads and totals"
SPREAD = "raw.game_lines/spread from -20 to +20"
TOTAL = "raw.game_lines/total from 200 to 245"
OPPOSITE = "raw.game_lines/the two spreads of a book are opposite"
IN_TIME = "raw.game_lines/snapshot is taken before tip-off"
NAMES = "raw.game_lines/both team names are mapped"
EVERY_GAME = "raw.game_lines/every game has lines"
LOOK = ("game_id", "snapshot_timestamp")
QUOTE = (*LOOK, "bookmaker_key", "market_key")


@defect(kills={EIGHT_ROWS}, sizes=(1, 20))
def game_line_side_missing(season: Corruptible, size: int) -> Rows:
    """Of a total the over is there and the under is not."""
    rows = season.pick(LINES, "market_key = 'totals' AND outcome_name = 'Under'", size, one_per=LOOK)
    season.delete(rows)
    return rows


@defect(kills={EIGHT_ROWS}, sizes=(1, 20))
def game_line_written_twice(season: Corruptible, size: int) -> Rows:
    """A line is in the table twice."""
    rows = season.pick(LINES, size=size, one_per=LOOK)
    season.insert_copies(rows)
    return rows


@defect(kills={EIGHT_ROWS, BOOKS}, sizes=(1, 20))
def game_lines_of_one_book_only(season: Corruptible, size: int) -> Rows:
    """A look at a game has the lines of one book."""
    rows = sharing(season, season.pick(LINES, size=size, one_per=LOOK), *LOOK, "bookmaker_key")
    season.delete(rows)
    return rows


@defect(kills={EIGHT_ROWS, BOOKS}, sizes=(1, 20))
def game_lines_of_a_book_that_is_not_used(season: Corruptible, size: int) -> Rows:
    """In place of FanDuel's lines a look has three of a book that the platform does not use."""
    picked = season.pick(LINES, "bookmaker_key = 'fanduel' AND market_key = 'totals'", size, one_per=LOOK)
    rows = sharing(season, picked, *LOOK, "bookmaker_key")
    season.update(rows, bookmaker_key="'betrivers'", bookmaker_title="'BetRivers'")
    season.delete(picked)
    return rows


@defect(kills={EIGHT_ROWS, MARKETS}, sizes=(1, 20))
def game_line_market_missing(season: Corruptible, size: int) -> Rows:
    """A book has spreads and no totals."""
    rows = sharing(season, season.pick(LINES, "market_key = 'totals'", size, one_per=LOOK), *QUOTE)
    season.delete(rows)
    return rows


@defect(kills={SPREAD}, sizes=(1, 20))
def game_line_spread_of_the_running_game(season: Corruptible, size: int) -> Rows:
    """A spread is beyond 20: it follows the score of the game, in a feed that has no running games."""
    rows = sharing(season, season.pick(LINES, "market_key = 'spreads'", size, one_per=LOOK), *QUOTE)
    season.update(rows, outcome_point="CASE WHEN outcome_point > 0 THEN 27.5 ELSE -27.5 END")
    return rows


@defect(kills={TOTAL}, sizes=(1, 20))
def game_line_total_of_a_half(season: Corruptible, size: int) -> Rows:
    """A total is that of the first half."""
    rows = sharing(season, season.pick(LINES, "market_key = 'totals'", size, one_per=LOOK), *QUOTE)
    season.update(rows, outcome_point="110.5")
    return rows


@defect(kills={TOTAL}, sizes=(1, 20))
def game_line_total_just_too_high(season: Corruptible, size: int) -> Rows:
    """A total is 245.5, a half point beyond what is believed."""
    rows = season.pick(LINES, "market_key = 'totals'", size)
    season.update(rows, outcome_point="245.5")
    return rows


@defect(kills={OPPOSITE}, sizes=(1, 20))
def game_line_spread_without_its_sign(season: Corruptible, size: int) -> Rows:
    """The favourite's spread has lost its minus, so that both teams get points."""
    rows = season.pick(LINES, "market_key = 'spreads' AND outcome_point < 0", size, one_per=(*LOOK, "bookmaker_key"))
    season.update(rows, outcome_point="-outcome_point")
    return rows


@defect(kills={IN_TIME}, sizes=(1, 10))
def game_lines_taken_after_tip_off(season: Corruptible, size: int) -> Corrupted:
    """A look at a game was taken five minutes after it began."""
    last = f"SELECT (game_id, max(snapshot_timestamp)) FROM {LINES} GROUP BY game_id"
    picked = season.pick(LINES, "(game_id, snapshot_timestamp) IN (" + last + ")", size, one_per=("game_id",))
    rows = sharing(season, picked, *LOOK)
    season.update(rows, snapshot_timestamp="commence_time + INTERVAL 5 MINUTE")
    taken = season.rows(LINES, f"rowid IN ({', '.join(map(str, rows.rowids))})")
    return Corrupted(rows, {IN_TIME: taken.keys(*LOOK, "bookmaker_key", "market_key", "outcome_name")})


@defect(kills={NAMES}, sizes=(1, 20))
def game_line_team_name_unmapped(season: Corruptible, size: int) -> Rows:
    """A team came under its city alone, and found no code."""
    rows = season.pick(LINES, size=size)
    season.update(rows, home_team="split_part(home_team, ' ', 1)", home_team_abbr="NULL")
    return rows


@defect(kills={NAMES}, sizes=(1, 20))
def game_line_team_code_of_another_source(season: Corruptible, size: int) -> Rows:
    """A visitor has a code that nobody here knows, GS in place of GSW."""
    rows = season.pick(LINES, size=size)
    season.update(rows, away_team_abbr="substr(away_team_abbr, 1, 2)")
    return rows


@defect(kills={EVERY_GAME}, companions=GAME_LOST, sizes=(1, 5))
def game_lines_of_a_game_missing(season: Corruptible, size: int) -> Rows:
    """A game has no spread and no total from any book."""
    rows = sharing(season, season.pick(LINES, size=size, one_per=("game_id",)), "game_id")
    season.delete(rows)
    return rows
