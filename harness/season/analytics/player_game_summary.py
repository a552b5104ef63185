"""nba_analytics.player_game_summary: what each player did in each game; the actuals that predictions are graded by."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.lines import BOOK, player_lines
from harness.season.analytics.processing import (
    data_sources,
    player_digests,
    source_columns,
    summarized_at,
    written_columns,
)
from harness.season.analytics.shot_zones import shot_zones
from harness.season.before_games import before_games
from harness.season.box_scores import StatLines
from harness.season.columns import Column, Flags, Floats, build_table, masked, share, text
from harness.season.league import Appearances, League
from harness.season.reference.identity import universal_ids
from harness.season.sources.game_columns import game_columns, loaded_at
from harness.season.sources.gamebook import gamebook_table

_STATUSES = ("active", "dnp", "inactive")
_RESULTS = ("OVER", "UNDER", "PUSH")
# A minute and a half can hold more of a team's possessions than the formula allows for.
_MOST_USAGE = 100.0
_COUNTED = {
    "points": "points",
    "assists": "assists",
    "offensive_rebounds": "offensive_rebounds",
    "defensive_rebounds": "defensive_rebounds",
    "steals": "steals",
    "blocks": "blocks",
    "turnovers": "turnovers",
    "fg_attempts": "field_goals_attempted",
    "fg_makes": "field_goals_made",
    "three_pt_attempts": "threes_attempted",
    "three_pt_makes": "threes_made",
    "ft_attempts": "free_throws_attempted",
    "ft_makes": "free_throws_made",
    "personal_fouls": "fouls",
}


def player_game_summary_table(league: League) -> Any:
    """Everybody who played, and those who were predicted and did not, with nothing to their names."""
    part, schedule = league.participation, league.schedule
    told = league.appearances(part.active | before_games(league).predicted)
    cells = told.row, told.place
    day = schedule.day[told.game]
    active = part.active[cells]
    opponent = part.team[told.row ^ 1]
    won = (league.outcomes.margin[told.game] > 0) == (told.row % 2 == 0)
    lines = league.box_scores.players.at(*cells)
    columns = game_columns(league, told.game)
    del columns["home_team_abbr"], columns["away_team_abbr"]
    columns |= {column: getattr(lines, stat) for column, stat in _COUNTED.items()}
    columns |= {
        "player_lookup": league.rosters.lookup(told.player),
        "universal_player_id": universal_ids(league.rosters, told.player),
        "player_full_name": league.rosters.name(told.player),
        "team_abbr": schedule.team_codes(told.team),
        "opponent_team_abbr": schedule.team_codes(opponent),
        "minutes_played": np.round(part.seconds[cells] / 60, 1),
        "plus_minus": np.where(active, league.box_scores.plus_minus[cells], 0),
        "starter_flag": active & part.starter[cells],
        "win_flag": won,
        "is_active": active,
        "player_status": text(_STATUSES, np.select([active, part.benched[cells]], [0, 1], 2)),
    }
    columns |= _rates(league, lines, told) | _zones(league, lines, told) | _lines(league, told, active)
    digest = [*columns]
    columns |= written_columns(summarized_at(day)) | _sources(league, told)
    return build_table("nba_analytics.player_game_summary", len(told), columns, digest=digest)


def _rates(league: League, lines: StatLines, told: Appearances) -> dict[str, Column]:
    teams = league.box_scores.teams.at(told.row)
    seconds = league.participation.seconds
    used = _uses(lines) * seconds.sum(axis=1)[told.row] / 5
    there = _uses(teams) * seconds[told.row, told.place]
    scoring_attempts = 2 * (lines.field_goals_attempted + 0.44 * lines.free_throws_attempted)
    return {
        "usage_rate": np.minimum(100 * share(used, there, 6), _MOST_USAGE).round(2),
        "ts_pct": share(lines.points, scoring_attempts),
        "efg_pct": share(lines.field_goals_made + 0.5 * lines.threes_made, lines.field_goals_attempted),
    }


def _uses(lines: StatLines) -> Floats:
    return np.asarray(lines.field_goals_attempted + 0.44 * lines.free_throws_attempted + lines.turnovers)


def _zones(league: League, lines: StatLines, told: Appearances) -> dict[str, Column]:
    zones, cells = shot_zones(league), (told.row, told.place)
    return {
        "paint_attempts": zones.paint_attempts[cells],
        "paint_makes": zones.paint_makes[cells],
        "mid_range_attempts": zones.mid_range_attempts[cells],
        "mid_range_makes": zones.mid_range_makes[cells],
        "paint_blocks": zones.paint_blocks[cells],
        "mid_range_blocks": zones.mid_range_blocks[cells],
        "three_pt_blocks": 0,
        "and1_count": zones.and_ones[cells],
        "assisted_fg_makes": zones.assisted[cells],
        "unassisted_fg_makes": lines.field_goals_made - zones.assisted[cells],
        "shot_zones_estimated": False,
    }


def _lines(league: League, told: Appearances, active: Flags) -> dict[str, Column]:
    """The closing line, and on which side of it he ended."""
    quoted = player_lines(league)
    offer = before_games(league).offer[told.row, told.place]
    without = offer < 0
    closing, opening = quoted.closing[offer], quoted.opening[offer]
    margin = league.box_scores.players.points[told.row, told.place] - closing
    undecided = without | ~active
    book = np.where(without, -1, 0)
    return {
        "points_line": masked(closing, without),
        "opening_line": masked(opening, without),
        "line_movement": masked(closing - opening, without),
        "points_line_source": text((BOOK,), book),
        "opening_line_source": text((BOOK,), book),
        "margin": masked(margin, undecided),
        "over_under_result": text(_RESULTS, np.where(undecided, -1, np.select([margin > 0, margin < 0], [0, 1], 2))),
    }


def _sources(league: League, told: Appearances) -> dict[str, Column]:
    """The gamebook for everybody, the play-by-play for the zones, The Odds API where there was a line."""
    raw = loaded_at(league.schedule.day)[told.game]
    one = np.ones(len(told), np.int64)
    offer = before_games(league).offer[told.row, told.place]
    shots = league.box_scores.players.field_goals_attempted[told.row, told.place]
    columns = data_sources(("nbac_gamebook", "bigdataball_play_by_play", "odds_api"), len(told))
    columns |= source_columns(
        "nbac", raw, one, digest=player_digests(gamebook_table(league), league, told.game, told.player)
    )
    columns |= source_columns("bbd", raw, shots)
    columns |= source_columns("team", raw, 2 * one)
    columns |= source_columns("odds", player_lines(league).closing_at[offer], one, absent=offer < 0)
    return columns | {"quality_sample_size": one}
