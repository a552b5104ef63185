"""NBA.com about players and teams in games: the game log and the team box score."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.box_scores import StatLines
from harness.season.columns import Column, Floats, Ints, Text, build_table, masked
from harness.season.league import Appearances, League
from harness.season.scoring import QUARTERS
from harness.season.sources.game_columns import (
    clock_minutes,
    daily_file,
    game_columns,
    game_file,
    loaded_at,
    nba_team_ids,
    score_columns,
    scraped_at,
    team_cities,
    team_clock_minutes,
    team_nicknames,
)
from harness.season.sources.stat_columns import NBACOM, NBACOM_TEAM, percentage_columns, stat_columns


def player_table(league: League) -> Any:
    """nba_raw.nbac_player_boxscores: everybody who played, with starters, rates and points by quarter."""
    played = league.appearances(league.participation.active)
    cells = played.row, played.place
    lines = league.box_scores.players.at(*cells)
    columns = (
        _game_columns(league, played)
        | _player_columns(league, played)
        | stat_columns(lines, NBACOM)
        | percentage_columns(lines, "field_goal_percentage", "three_point_percentage", "free_throw_percentage")
        | _rate_columns(league, played, lines)
        | _quarter_columns(league, played)
        | {
            "starter": league.participation.starter[cells],
            "minutes": clock_minutes(league.participation.seconds[cells]),
            "plus_minus": league.box_scores.plus_minus[cells],
            "flagrant_fouls": 0,
            "technical_fouls": 0,
        }
    )
    return build_table("nba_raw.nbac_player_boxscores", len(played), columns)


def _game_columns(league: League, played: Appearances) -> dict[str, Column]:
    schedule, game = league.schedule, played.game
    return (
        game_columns(league, game)
        | score_columns(league, game)
        | {
            "season_type": "Regular Season",
            "nba_game_id": Text(league.nba_ids, game),
            "game_code": Text(league.game_codes, game),
            "game_status": "Final",
            "period": QUARTERS + league.outcomes.overtimes[game],
            "is_playoff_game": False,
            "home_team_id": nba_team_ids(schedule.home[game]),
            "away_team_id": nba_team_ids(schedule.away[game]),
            "source_file_path": daily_file(league, "nba-com/player-boxscores", game),
            "scrape_timestamp": scraped_at(schedule.day[game]),
            "created_at": loaded_at(schedule.day[game]),
            "processed_at": loaded_at(schedule.day[game]),
        }
    )


def _player_columns(league: League, played: Appearances) -> dict[str, Column]:
    rosters = league.rosters
    return {
        "nba_player_id": rosters.nba_id[played.player],
        "player_full_name": rosters.name(played.player),
        "player_lookup": rosters.lookup(played.player),
        "team_id": nba_team_ids(played.team),
        "team_abbr": league.schedule.team_codes(played.team),
        "jersey_number": rosters.jersey_number(played.player),
        "position": rosters.position_letter(played.player),
    }


def _used(lines: StatLines) -> Floats:
    return np.asarray(lines.field_goals_attempted + 0.44 * lines.free_throws_attempted + lines.turnovers)


def _rate_columns(league: League, played: Appearances, lines: StatLines) -> dict[str, Column]:
    """Shooting rates and usage of the player, ratings and pace of his team in the game."""
    teams, seconds = league.box_scores.teams, league.participation.seconds
    minutes = seconds[played.row, played.place] / 60
    team_minutes = seconds.sum(axis=1) / 60
    rating = 100 * teams.points / teams.possessions
    allowed = 100 * teams.opponents.points / teams.opponents.possessions
    pace = 48 * teams.possessions / (team_minutes / 5)
    usage = 100 * _used(lines) * (team_minutes / 5)[played.row] / (minutes * _used(teams)[played.row])
    shots = lines.field_goals_attempted
    return {
        "true_shooting_pct": _ratio(lines.points, 2 * (shots + 0.44 * lines.free_throws_attempted)),
        "effective_fg_pct": _ratio(lines.field_goals_made + 0.5 * lines.threes_made, shots),
        # Two shots in as many minutes would come to more than the whole; a share of possessions ends at 100.
        "usage_rate": np.round(np.minimum(usage, 100.0), 1),
        "offensive_rating": np.round(rating, 1)[played.row],
        "defensive_rating": np.round(allowed, 1)[played.row],
        "pace": np.round(pace, 2)[played.row],
        "pie": np.round(_impact(lines) / _both_sides(_impact(teams))[played.row], 3),
    }


def _ratio(over: Floats | Ints, under: Floats | Ints) -> Floats:
    ratio = np.full(over.shape, np.nan)
    np.divide(over, under, out=ratio, where=under > 0)
    return np.round(ratio, 3)


def _impact(lines: StatLines) -> Floats:
    """NBA.com's player impact estimate, before it is divided by the game's."""
    return np.asarray(
        lines.points
        + lines.field_goals_made
        + lines.free_throws_made
        - lines.field_goals_attempted
        - lines.free_throws_attempted
        + lines.defensive_rebounds
        + 0.5 * lines.offensive_rebounds
        + lines.assists
        + lines.steals
        + 0.5 * lines.blocks
        - lines.fouls
        - lines.turnovers
    )


def _both_sides(values: Floats) -> Floats:
    return np.repeat(values.reshape(-1, 2).sum(axis=1), 2)


def _quarter_columns(league: League, played: Appearances) -> dict[str, Column]:
    points = league.scoring.by_period[played.row, played.place]
    without_overtime = league.outcomes.overtimes[played.game] == 0
    columns: dict[str, Column] = {f"points_q{n + 1}": points[:, n] for n in range(QUARTERS)}
    columns["points_ot"] = masked(points[:, QUARTERS:].sum(axis=1), without_overtime)
    return columns


def team_table(league: League) -> Any:
    """nba_raw.nbac_team_boxscore: two rows a game."""
    part, teams = league.participation, league.box_scores.teams
    day = league.schedule.day[part.game]
    is_home = np.arange(len(part.game)) % 2 == 0
    columns = game_columns(league, part.game)
    del columns["home_team_abbr"], columns["away_team_abbr"]
    columns |= (
        stat_columns(teams, NBACOM_TEAM)
        | percentage_columns(teams, "fg_percentage", "three_pt_percentage", "ft_percentage")
        | {
            "nba_game_id": Text(league.nba_ids, part.game),
            "team_id": nba_team_ids(part.team),
            "team_abbr": league.schedule.team_codes(part.team),
            "team_name": team_nicknames(part.team),
            "team_city": team_cities(part.team),
            "is_home": is_home,
            "minutes": team_clock_minutes(part.seconds.sum(axis=1)),
            "plus_minus": teams.points - teams.opponents.points,
            "source_file_path": game_file(league, "nba-com/team-boxscore", part.game),
            "created_at": loaded_at(day),
            "processed_at": loaded_at(day),
        }
    )
    return build_table("nba_raw.nbac_team_boxscore", len(part.game), columns)
