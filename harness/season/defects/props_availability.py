"""Defects of when props are there: none for a game or a day, or none that is fresh when it is needed."""

from __future__ import annotations

from datetime import timedelta

from harness.season.defects.beyond_the_table import DAY_LOST, GAME_LOST, OTHER_TIP_OFFS, UNKNOWN_GAMES
from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import SCHEDULE, platform_id, sharing

PROPS = "nba_raw.odds_api_player_points_props"
EVERY_GAME = "raw.props_availability/every game has props"
BEFORE_GAME = "raw.props_availability/newest snapshot at most 6 h before tip-off"
COMING_GAME = "raw.props_availability/newest snapshot of a coming game at most 6 h old"
COMING_DAY = "raw.props_availability/every coming game day has props"
INJURY_REPORT = "raw.injury_reports/newest report at most 6 h old"
NOT_BEGUN = {"game_status": "1", "game_status_text": "'12:00 pm ET'", "home_team_score": "0", "away_team_score": "0"}


@defect(kills={EVERY_GAME}, companions=GAME_LOST, sizes=(1, 5))
def props_of_a_game_missing(season: Corruptible, size: int) -> Rows:
    """A game has no props."""
    rows = sharing(season, season.pick(PROPS, size=size, one_per=("game_id",)), "game_id")
    season.delete(rows)
    return rows


@defect(kills={EVERY_GAME}, companions=DAY_LOST, incident=2, sizes=(1, 5))
def props_of_a_day_never_loaded(season: Corruptible, size: int) -> Rows:
    """A day has no props: the files lie in the bucket, and nothing has read them since the scraper stopped."""
    rows = sharing(season, season.pick(PROPS, size=size, one_per=("game_date",)), "game_date")
    season.delete(rows)
    return rows


@defect(kills={BEFORE_GAME}, sizes=(1, 10))
def props_of_the_morning_only(season: Corruptible, size: int) -> Rows:
    """The books were last asked about a game more than six hours before it began."""
    late = "snapshot_timestamp >= game_start_time - INTERVAL 6 HOUR"
    early = f"SELECT game_id FROM {PROPS} WHERE NOT ({late})"
    games = season.pick(PROPS, f"{late} AND game_id IN ({early})", size, one_per=("game_id",))
    rows = sharing(season, games, "game_id", where=late)
    season.delete(rows)
    return rows


@defect(kills={COMING_GAME}, companions=OTHER_TIP_OFFS | {INJURY_REPORT}, sizes=(1, 5))
def props_of_a_delayed_game_not_asked_again(season: Corruptible, size: int) -> Corrupted:
    """A game of the last evening was put off to three hours from now, and the books were not asked again."""
    games = season.pick(SCHEDULE, f"game_date = '{season.window.end}'", size)
    season.update(games, game_date_est=f"TIMESTAMPTZ '{season.as_of + timedelta(hours=3)}'", **NOT_BEGUN)
    return Corrupted(games, {COMING_GAME: frozenset((platform_id(game),) for game in games.values)})


@defect(kills={COMING_DAY}, companions=UNKNOWN_GAMES, sizes=(1, 5))
def props_of_a_postponed_game_not_opened(season: Corruptible, size: int) -> Corrupted:
    """A game was put off to this evening, eleven hours from now, and no book has lines for its new day."""
    games = season.pick(SCHEDULE, f"game_date = '{season.window.end}'", size)
    evening = season.as_of + timedelta(hours=11)
    season.update(games, game_date=f"DATE '{evening.date()}'", game_date_est=f"TIMESTAMPTZ '{evening}'", **NOT_BEGUN)
    return Corrupted(games, {COMING_DAY: frozenset({(evening.date(),)})})
