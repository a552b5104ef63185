"""nba_analytics.upcoming_team_game_context: what is known of each team on the morning of a game."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.availability import morning_status
from harness.season.analytics.completeness import complete_columns, window_columns
from harness.season.analytics.lines import BOOK, Lines, game_lines
from harness.season.analytics.processing import data_sources, foreseen_at, source_columns, written_columns
from harness.season.analytics.team_calendar import TeamCalendar, team_calendar
from harness.season.analytics.team_games import opponents
from harness.season.analytics.travel import travel_miles
from harness.season.columns import Column, Floats, Instants, Ints, build_table, masked, text
from harness.season.history import BOOTSTRAP_DAYS
from harness.season.league import League
from harness.season.predictions.injury_status import OUT, QUESTIONABLE
from harness.season.sources.game_columns import game_columns

_STARTERS = 5
_READ_BEFORE = np.timedelta64(20, "m")


def upcoming_team_game_context_table(league: League) -> Any:
    """Two rows a game, home side first."""
    part, calendar = league.participation, team_calendar(league)
    at = foreseen_at(calendar.day)
    rest = calendar.rest_before()
    home = np.arange(len(at)) % 2 == 0
    columns = game_columns(league, part.game)
    del columns["home_team_abbr"], columns["away_team_abbr"]
    columns |= {
        "team_abbr": league.schedule.team_codes(part.team),
        "opponent_team_abbr": league.schedule.team_codes(opponents(league)),
        "home_game": home,
        "is_back_to_back": rest == 1,
        "team_back_to_back": rest == 1,
        "days_since_last_game": masked(rest, rest < 0),
        "team_days_rest": masked(rest - 1, rest < 0),
        "game_number_in_season": calendar.number,
        "games_in_last_7_days": calendar.games_between(-7, -1),
        "games_in_last_14_days": calendar.games_between(-14, -1),
        "travel_miles": travel_miles(league),
    }
    columns |= _absences(league) | _form(league, calendar) | team_lines(league, home)
    digest = [*columns]
    columns |= written_columns(at) | data_sources(("nbac_schedule", "odds_api", "nbac_injury_report"), len(at))
    # This table was never given a tier of its own, nor a word for its first source.
    for undeclared in ("data_quality_tier", "primary_source_used", "processed_with_issues"):
        del columns[undeclared]
    columns |= _sources(league, at) | complete_columns(calendar.number - 1, at) | window_columns(("l7d", "l14d"))
    columns["early_season_flag"] = calendar.day < calendar.day.min() + np.timedelta64(BOOTSTRAP_DAYS, "D")
    return build_table("nba_analytics.upcoming_team_game_context", len(at), columns, digest=digest)


def _absences(league: League) -> dict[str, Column]:
    status = morning_status(league)
    return {
        "starters_out_count": (status[:, :_STARTERS] == OUT).sum(axis=1),
        "questionable_players_count": (status == QUESTIONABLE).sum(axis=1),
    }


def _form(league: League, calendar: TeamCalendar) -> dict[str, Column]:
    home = np.arange(len(calendar.day)) % 2 == 0
    margin = np.where(home, 1, -1) * league.outcomes.margin[league.participation.game]
    opening = calendar.previous < 0
    last = margin[calendar.previous]
    return {
        "team_win_streak_entering": calendar.won_in_a_row,
        "team_loss_streak_entering": calendar.lost_in_a_row,
        "last_game_margin": masked(last, opening),
        "last_game_result": text(("L", "W"), np.where(opening, -1, last > 0)),
    }


def team_lines(league: League, home: Ints) -> dict[str, Column]:
    """The spread as the team's own, and the total, as they stand that morning."""
    game = league.participation.game
    spread, total = game_lines(league)
    sign = np.where(home, 1.0, -1.0)
    return {
        "game_spread": sign * spread.current[game],
        "spread_movement": sign * _movement(spread)[game],
        "game_spread_source": BOOK,
        "game_total": total.current[game],
        "total_movement": _movement(total)[game],
        "game_total_source": BOOK,
        "betting_lines_updated_at": spread.current_at[game],
    }


def _movement(lines: Lines) -> Floats:
    return np.asarray(lines.current - lines.opening)


def _sources(league: League, at: Instants) -> dict[str, Column]:
    one = np.ones(len(at), np.int64)
    read = game_lines(league)[0].current_at[league.participation.game]
    return (
        source_columns("nbac_schedule", at - _READ_BEFORE, one)
        | source_columns("odds_lines", read, 4 * one, absent=np.isnat(read))
        | source_columns("injury_report", at - _READ_BEFORE, one)
    )
