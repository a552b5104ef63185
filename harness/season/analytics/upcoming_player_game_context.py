"""nba_analytics.upcoming_player_game_context: what is known of each listed player on the morning of a game."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from harness.season.analytics.availability import morning_status
from harness.season.analytics.completeness import complete_columns, window_columns
from harness.season.analytics.lines import BOOK, game_lines, player_lines
from harness.season.analytics.player_workload import workload_columns
from harness.season.analytics.processing import data_sources, foreseen_at, source_columns, written_columns
from harness.season.analytics.team_calendar import TeamCalendar, team_calendar
from harness.season.analytics.team_form import mean_before
from harness.season.analytics.team_games import pace, rating
from harness.season.analytics.travel import travel_miles, zone_changes
from harness.season.arenas import ARENAS
from harness.season.before_games import before_games
from harness.season.columns import Column, Ints, Text, build_table, day_text, masked, text
from harness.season.league import Appearances, League
from harness.season.predictions.injury_status import OUT, PROBABLE, QUESTIONABLE
from harness.season.reference.identity import universal_ids
from harness.season.sources.game_columns import game_columns, loaded_at
from harness.season.sources.injury_reports import STATUSES
from harness.season.tip_offs import offset_minutes_by_day

_PHASES = ("early", "mid", "late")
_STARS = 3
_FALLBACK_BOOK = "bettingpros"
_READ_BEFORE = np.timedelta64(20, "m")


def upcoming_player_game_context_table(league: League) -> Any:
    """Everybody on a roster, also those who are ruled out, home side first."""
    before, calendar = before_games(league), team_calendar(league)
    told = league.appearances(before.listed)
    cells = told.row, told.place
    day = calendar.day[told.row]
    at = foreseen_at(day)
    phase = np.minimum(calendar.number[told.row] * len(_PHASES) // 83, len(_PHASES) - 1)
    game = game_columns(league, told.game)
    columns: dict[str, Column] = {
        "player_lookup": league.rosters.lookup(told.player),
        "universal_player_id": universal_ids(league.rosters, told.player),
        "game_id": game["game_id"],
        "game_date": day,
        "team_abbr": league.schedule.team_codes(told.team),
        "opponent_team_abbr": league.schedule.team_codes(calendar.team[told.row ^ 1]),
        "home_game": told.row % 2 == 0,
        "season_phase": text(_PHASES, phase),
        "game_start_time_local": Text(_local_starts(league), told.game),
        "player_age": ((day - league.rosters.birth_date[told.player]).astype(np.int64) / 365.25).astype(np.int64),
    }
    columns |= _points_lines(league, told) | _game_lines(league, told) | _schedule(league, calendar, told.row)
    columns |= _opponents(league, told.row) | _availability(league, told) | workload_columns(league, told, day)
    digest = [*columns]
    columns |= written_columns(at) | data_sources(("nbac_gamebook", "nbac_schedule", "odds_api"), len(told))
    columns |= _sources(league, told, before.games[cells]) | complete_columns(before.games[cells], at)
    columns |= window_columns(("l5", "l10", "l7d", "l14d", "l30d"))
    columns |= {"is_production_ready": before.ready[cells], "context_version": 1}
    return build_table("nba_analytics.upcoming_player_game_context", len(told), columns, digest=digest)


def _points_lines(league: League, told: Appearances) -> dict[str, Column]:
    quoted = player_lines(league)
    offer = before_games(league).offer[told.row, told.place]
    without = offer < 0
    current, opening = quoted.current[offer], quoted.opening[offer]
    late = np.isnat(quoted.current_at[offer])
    return {
        "has_prop_line": ~without,
        "current_points_line": masked(current, without),
        "opening_points_line": masked(opening, without),
        "line_movement": masked(current - opening, without),
        "current_points_line_source": text((BOOK, _FALLBACK_BOOK), np.where(without, -1, late)),
        "opening_points_line_source": text((BOOK, _FALLBACK_BOOK), np.where(without, -1, late)),
    }


def _game_lines(league: League, told: Appearances) -> dict[str, Column]:
    """The spread as the player's team has it, and the total."""
    spread, total = game_lines(league)
    sign = np.where(told.row % 2 == 0, 1.0, -1.0)
    game = told.game
    return {
        "game_spread": sign * spread.current[game],
        "opening_spread": sign * spread.opening[game],
        "spread_movement": sign * (spread.current - spread.opening)[game],
        "game_spread_source": BOOK,
        "game_total": total.current[game],
        "opening_total": total.opening[game],
        "total_movement": (total.current - total.opening)[game],
        "game_total_source": BOOK,
    }


def _schedule(league: League, calendar: TeamCalendar, row: Ints) -> dict[str, Column]:
    rest, after = calendar.rest_before(), calendar.rest_after()
    week = calendar.games_between(1, 7)
    miles = travel_miles(league)
    other = row ^ 1
    return {
        "back_to_back": rest[row] == 1,
        "next_game_days_rest": masked(after[row], after[row] < 0),
        "games_in_next_7_days": week[row],
        "opponent_days_rest": masked(rest[other], rest[other] < 0),
        "opponent_next_game_days_rest": masked(after[other], after[other] < 0),
        "opponent_games_in_next_7_days": week[other],
        "travel_miles": miles[row],
        "time_zone_changes": zone_changes(league)[row],
        "consecutive_road_games": calendar.road_games[row],
    }


def _opponents(league: League, row: Ints) -> dict[str, Column]:
    """How the opponents defended, and how fast both sides played, in their last ten games."""
    teams = league.box_scores.teams
    allowed = mean_before(league, rating(teams.opponents))
    speed = mean_before(league, pace(league, teams))
    opponents = teams.opponents
    throws = mean_before(league, opponents.free_throws_attempted / opponents.field_goals_attempted)
    other = row ^ 1
    return {
        "opponent_def_rating_last_10": allowed[other].round(2),
        "opponent_pace_last_10": speed[other].round(1),
        "pace_differential": (speed[row] - speed[other]).round(1),
        "opponent_ft_rate_allowed": throws[other].round(3),
    }


def _availability(league: League, told: Appearances) -> dict[str, Column]:
    status = morning_status(league)
    mine = status[told.row, told.place]
    stars_out = (status[:, :_STARS] == OUT).sum(axis=1)[told.row]

    def teammates(number: int) -> Ints:
        return np.asarray((status == number).sum(axis=1)[told.row] - (mine == number))

    return {
        "player_status": text(STATUSES, np.where(mine < 0, STATUSES.index("available"), mine)),
        "injury_report": text(STATUSES, mine),
        "star_teammates_out": stars_out - ((told.place < _STARS) & (mine == OUT)),
        "questionable_teammates": teammates(QUESTIONABLE),
        "probable_teammates": teammates(PROBABLE),
    }


def _local_starts(league: League) -> Any:
    """`7:30 PM`, by the arena's clock."""
    schedule = league.schedule
    offset = np.zeros(len(schedule), np.int64)
    for number in np.unique(schedule.arena):
        here = schedule.arena == number
        offset[here] = offset_minutes_by_day(schedule.day[here], ZoneInfo(ARENAS[number].zone))
    return day_text(schedule.tip_off + offset.astype("timedelta64[m]"), "%I:%M %p")


def _sources(league: League, told: Appearances, games: Ints) -> dict[str, Column]:
    """The box scores of the games before, the schedule, and the lines as far as they were out."""
    before, calendar = before_games(league), team_calendar(league)
    at = foreseen_at(calendar.day[told.row])
    offer = before.offer[told.row, told.place]
    props = np.where(offer < 0, np.datetime64("NaT"), player_lines(league).current_at[offer])
    spreads = game_lines(league)[0].current_at[told.game]
    one = np.ones(len(told), np.int64)
    newest = loaded_at(calendar.day[told.row] - np.timedelta64(1, "D"))
    return (
        source_columns("boxscore", newest, games, absent=games == 0)
        | source_columns("schedule", at - _READ_BEFORE, one)
        | source_columns("props", props, one, absent=np.isnat(props))
        | source_columns("game_lines", spreads, 4 * one, absent=np.isnat(spreads))
    )
