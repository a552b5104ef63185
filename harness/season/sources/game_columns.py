"""The columns that tables about games share: ids, teams, when the row was written and from which file."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.ingest.identities import TEAMS
from harness.season.columns import (
    Column,
    Days,
    Instants,
    Ints,
    Text,
    day_text,
    instants,
    joined,
    number_text,
    text,
)
from harness.season.league import League

# Everything about a game day is loaded at 10:00 UTC of the next day, when the last West-coast game is long over.
_LOADED_MINUTE = 10 * 60
_SCRAPED_BEFORE = np.timedelta64(4, "m")


def game_columns(league: League, game: Ints) -> dict[str, Column]:
    """Platform id, Eastern day, season and both teams' codes, for rows about the given games."""
    schedule = league.schedule
    return {
        "game_id": Text(league.platform_ids, game),
        "game_date": schedule.day[game],
        "season_year": league.start_year,
        "home_team_abbr": schedule.team_codes(schedule.home[game]),
        "away_team_abbr": schedule.team_codes(schedule.away[game]),
    }


def score_columns(league: League, game: Ints) -> dict[str, Column]:
    """Both final scores under the names most tables give them."""
    return {
        "home_team_score": league.outcomes.home_points[game],
        "away_team_score": league.outcomes.away_points[game],
    }


def loaded_at(days: Days) -> Instants:
    """The instant at which what was played on these days is in the warehouse."""
    return instants(days + np.timedelta64(1, "D"), _LOADED_MINUTE)


def scraped_at(days: Days) -> Instants:
    """When the file that was loaded then had been fetched."""
    return np.asarray(loaded_at(days) - _SCRAPED_BEFORE)


def nba_team_ids(teams: Ints) -> Ints:
    return np.array([team.nba_id for team in TEAMS], np.int64)[teams]


def espn_team_ids(teams: Ints) -> Text:
    return text([str(team.espn_id) for team in TEAMS], teams)


def team_names(teams: Ints) -> Text:
    return text([team.name for team in TEAMS], teams)


def team_nicknames(teams: Ints) -> Text:
    return text([team.nickname for team in TEAMS], teams)


def team_cities(teams: Ints) -> Text:
    return text([team.city for team in TEAMS], teams)


def daily_file(league: League, source: str, game: Ints) -> Text:
    """The object a day's answer is kept in: `<source>/<day>/<time>.json`."""
    days = league.schedule.day
    return Text(joined(dated_folder(source, days), day_text(loaded_at(days), "%Y%m%d_%H%M%S.json")), game)


def game_file(league: League, source: str, game: Ints) -> Text:
    """The object a game's own answer is kept in: `<source>/<day>/<platform id>.json`."""
    folder = dated_folder(source, league.schedule.day)
    return Text(joined(folder, league.platform_ids, ".json"), game)


def dated_folder(source: str, days: Days) -> Any:
    return joined(f"{source}/", day_text(days, "%Y-%m-%d"), "/")


def clock_minutes(seconds: Ints) -> Text:
    """Seconds as `34:12`."""
    words = joined(number_text(np.arange(80 * 60) // 60), number_text(np.arange(80 * 60) % 60, 2), separator=":")
    return Text(words, seconds)


def team_clock_minutes(seconds: Ints) -> Text:
    """A team's time as `240:00`."""
    words = [f"{minutes}:00" for minutes in range(400)]
    return text(words, seconds // 60)


def whole_minutes(seconds: Ints) -> Ints:
    """Minutes as providers without seconds give them, rounded half up."""
    return np.asarray((seconds + 30) // 60)
