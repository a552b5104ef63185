"""ESPN, with its own ids and its own spelling of six teams: scoreboard, box scores, rosters."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.ingest.identities import TEAMS
from harness.season.columns import Column, Ints, Text, build_table, instants, joined, number_text, text, whole
from harness.season.league import League
from harness.season.randomness import Part
from harness.season.rosters import COLLEGES, COUNTRIES, Rosters
from harness.season.scoring import QUARTERS
from harness.season.sources.game_columns import (
    daily_file,
    dated_folder,
    espn_team_ids,
    game_columns,
    game_file,
    loaded_at,
    score_columns,
    scraped_at,
    team_names,
    whole_minutes,
)
from harness.season.sources.stat_columns import ESPN, percentage_columns, stat_columns

_ESPN_CODES = tuple(team.espn_code for team in TEAMS)
_FINAL = ("Final", "Final/OT", "Final/2OT", "Final/3OT")
_DOUBTS = ("", "start_time_approximate")
_DOUBT_SHARE, _DOUBT_CONFIDENCE = 0.02, 0.95
_ROSTER_HOUR = 12
_POSITION_NAMES = ("Guard", "Forward", "Center")


def espn_game_ids(league: League) -> Any:
    """Nine-digit ids of ESPN, one a game."""
    return number_text(401_300_000 + (league.start_year - 2020) * 90_000 + league.schedule.number)


def scoreboard_table(league: League) -> Any:
    """nba_raw.espn_scoreboard: one row a game, final."""
    schedule, outcomes = league.schedule, league.outcomes
    games = np.arange(len(schedule))
    doubtful = league.stream(Part.SOURCES).random(len(games)) < _DOUBT_SHARE
    columns = game_columns(league, games) | score_columns(league, games)
    for side, teams in (("home", schedule.home), ("away", schedule.away)):
        columns[f"{side}_team_name"] = team_names(teams)
        columns[f"{side}_team_espn_id"] = espn_team_ids(teams)
        columns[f"{side}_team_espn_abbr"] = text(_ESPN_CODES, teams)
        columns[f"{side}_team_winner"] = (outcomes.margin > 0) == (side == "home")
    columns |= {
        "espn_game_id": whole(espn_game_ids(league)),
        "game_status": "final",
        "game_status_detail": text(_FINAL, outcomes.overtimes),
        "espn_status_id": "3",
        "espn_state": "post",
        "is_completed": True,
        "scheduled_start_time": schedule.tip_off,
        "processing_confidence": np.where(doubtful, _DOUBT_CONFIDENCE, 1.0),
        "data_quality_flags": text(_DOUBTS, doubtful),
        "source_file_path": daily_file(league, "espn/scoreboard", games),
        "scrape_timestamp": scraped_at(schedule.day),
        "created_at": loaded_at(schedule.day),
        "processed_at": loaded_at(schedule.day),
    }
    return build_table("nba_raw.espn_scoreboard", len(games), columns)


def player_table(league: League) -> Any:
    """nba_raw.espn_boxscores: everybody who played; whole minutes."""
    played = league.appearances(league.participation.active)
    cells = played.row, played.place
    lines = league.box_scores.players.at(*cells)
    rosters, schedule = league.rosters, league.schedule
    day = schedule.day[played.game]
    columns = (
        game_columns(league, played.game)
        | score_columns(league, played.game)
        | stat_columns(lines, ESPN)
        | percentage_columns(lines, "field_goal_percentage", "three_point_percentage", "free_throw_percentage")
        | {
            "espn_game_id": Text(espn_game_ids(league), played.game),
            "game_status": "final",
            "period": QUARTERS + league.outcomes.overtimes[played.game],
            "is_postseason": False,
            "home_team_espn_id": espn_team_ids(schedule.home[played.game]),
            "away_team_espn_id": espn_team_ids(schedule.away[played.game]),
            "team_abbr": schedule.team_codes(played.team),
            "player_full_name": rosters.name(played.player),
            "player_lookup": rosters.lookup(played.player),
            "espn_player_id": _player_ids(rosters, played.player),
            "jersey_number": rosters.jersey_number(played.player),
            "position": rosters.position_letter(played.player),
            "starter": league.participation.starter[cells],
            "minutes": whole(number_text(whole_minutes(league.participation.seconds[cells]))),
            "plus_minus": league.box_scores.plus_minus[cells],
            "source_file_path": game_file(league, "espn/boxscores", played.game),
            "created_at": loaded_at(day),
            "processed_at": loaded_at(day),
        }
    )
    return build_table("nba_raw.espn_boxscores", len(played), columns)


def _player_ids(rosters: Rosters, players: Ints) -> Text:
    return Text(number_text(rosters.espn_id), players)


def rosters_table(league: League) -> Any:
    """nba_raw.espn_team_rosters: all rosters once a week, from the first day on."""
    rosters, schedule = league.rosters, league.schedule
    weeks = np.arange(schedule.day.min(), schedule.day.max() + 1, 7)
    holder = np.where(rosters.joined[rosters.holder[rosters.era(weeks)]] <= weeks[:, None, None], 1, 0)
    week, team, place = np.nonzero(holder)
    player = rosters.holder[rosters.era(weeks)[week], team, place]
    day = weeks[week]
    seen = instants(day, _ROSTER_HOUR * 60)
    feet, inches = number_text(rosters.height_inches // 12), number_text(rosters.height_inches % 12)
    columns: dict[str, Column] = {
        "roster_date": day,
        "scrape_hour": _ROSTER_HOUR,
        "season_year": league.start_year,
        "team_abbr": schedule.team_codes(team),
        "team_display_name": team_names(team),
        "espn_player_id": rosters.espn_id[player],
        "player_full_name": rosters.name(player),
        "player_lookup": rosters.lookup(player),
        "universal_player_id": Text(joined(pa.array(rosters.lookups), "_001"), player),
        "jersey_number": rosters.jersey_number(player),
        "position": text(_POSITION_NAMES, rosters.position[player]),
        "position_abbr": rosters.position_letter(player),
        "height": Text(joined(feet, "' ", inches, '"'), player),
        "weight": Text(joined(number_text(rosters.pounds), " lbs"), player),
        "age": ((day - rosters.birth_date[player]).astype(np.int64) / 365.25).astype(np.int64),
        "experience_years": rosters.years_pro[player],
        "college": text(COLLEGES, rosters.college[player]),
        "birth_place": text(COUNTRIES, rosters.country[player]),
        "birth_date": rosters.birth_date[player],
        "status": "Active",
        "roster_status": text(("Active Roster", "Two-Way"), rosters.two_way[player]),
        "espn_roster_url": text(
            [f"https://www.espn.com/nba/team/roster/_/name/{c.lower()}" for c in _ESPN_CODES], team
        ),
        "source_file_path": whole(joined(dated_folder("espn/rosters", day), text(_ESPN_CODES, team), ".json")),
        "source_file_date": day,
        "created_at": seen,
        "processed_at": seen,
    }
    return build_table("nba_raw.espn_team_rosters", len(player), columns)
