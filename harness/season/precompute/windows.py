"""Running sums behind the windows: of players, of teams, and of players against one team."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from harness.ingest.identities import TEAMS
from harness.season.analytics.shot_zones import shot_zones
from harness.season.box_scores import StatLines
from harness.season.columns import Floats, Ints
from harness.season.history import History, history_of
from harness.season.league import Appearances, League
from harness.season.once import once_a_league

TEAM_COUNT = len(TEAMS)
ZONES = ("paint", "mid_range", "three")


@once_a_league
def player_windows(league: League) -> History:
    """The players' history with shots by zone and the team's possessions beside it."""
    history = history_of(league)
    cells = history.played.row, history.played.place
    zones = shot_zones(league)
    lines = league.box_scores.players.at(*cells)
    seconds = league.participation.seconds
    while_playing = seconds[cells] / (seconds.sum(axis=1)[cells[0]] / 5)
    more = {
        "paint_attempts": zones.paint_attempts[cells],
        "paint_makes": zones.paint_makes[cells],
        "mid_range_attempts": zones.mid_range_attempts[cells],
        "mid_range_makes": zones.mid_range_makes[cells],
        "three_attempts": lines.threes_attempted,
        "three_makes": lines.threes_made,
        "assisted": zones.assisted[cells],
        "used": uses(lines),
        "could_use": uses(league.box_scores.teams.at(cells[0])) * while_playing,
    }
    return replace(history, running=history.running | _running(more))


@once_a_league
def opponent_windows(league: League) -> History:
    """The players' history by opponent: "player" is `player * 30 + opponent`."""
    history = history_of(league)
    opponent = league.participation.team[history.played.row ^ 1]
    pair = history.played.player * TEAM_COUNT + opponent
    order = np.lexsort((history.played.row, pair))
    points = league.box_scores.players.points[history.played.row, history.played.place]
    return _history(
        pair[order],
        history.played.row[order],
        history.rows,
        len(league.rosters) * TEAM_COUNT,
        {"points": points[order]},
        history.days[order],
    )


@once_a_league
def team_windows(league: League) -> History:
    """The same of teams: "player" is a team; `allowed_…` is what its opponents did."""
    part, teams = league.participation, league.box_scores.teams
    row = np.arange(len(part.team))
    minutes = part.seconds.sum(axis=1) / 60
    zones = shot_zones(league)
    shots = {
        "paint_attempts": zones.paint_attempts.sum(axis=1),
        "paint_makes": zones.paint_makes.sum(axis=1),
        "mid_range_attempts": zones.mid_range_attempts.sum(axis=1),
        "mid_range_makes": zones.mid_range_makes.sum(axis=1),
        "three_attempts": teams.threes_attempted,
        "three_makes": teams.threes_made,
    }
    stats: dict[str, npt.NDArray[Any]] = {
        "points": teams.points,
        "possessions": teams.possessions,
        "fifths": minutes / 5,
        "wins": teams.points > teams.points[row ^ 1],
        "paint_blocks": zones.paint_blocks.sum(axis=1),
        "mid_range_blocks": zones.mid_range_blocks.sum(axis=1),
    }
    stats |= {f"allowed_{name}": values[row ^ 1] for name, values in (stats | shots).items()}
    order = np.lexsort((row, part.team))
    stats = {name: values[order] for name, values in stats.items()}
    days = np.repeat(league.schedule.day, 2)[order]
    return _history(part.team[order], row[order], len(row), TEAM_COUNT, stats, days)


def uses(lines: StatLines) -> Floats:
    """Possessions that ended with these lines: shots, turnovers, and trips to the line."""
    return np.asarray(lines.field_goals_attempted + 0.44 * lines.free_throws_attempted + lines.turnovers)


def quotient(part: Floats, whole: Floats, otherwise: Floats | float = np.nan) -> Floats:
    """part / whole, `otherwise` where there is nothing to divide by."""
    filled = np.broadcast_to(np.asarray(otherwise, np.float64), whole.shape).copy()
    return np.asarray(np.divide(part, whole, out=filled, where=whole > 0))


def ratings(league: League, team: Ints, row: Ints, last: int) -> tuple[Floats, Floats, Floats]:
    """Pace, points scored and points allowed a hundred possessions in each team's last games; NaN before the first."""
    windows = team_windows(league)
    possessions = windows.total("possessions", team, row, last)
    allowed = windows.total("allowed_possessions", team, row, last)
    return (
        quotient(48 * (possessions + allowed) / 2, windows.total("fifths", team, row, last)),
        quotient(100 * windows.total("points", team, row, last), possessions),
        quotient(100 * windows.total("allowed_points", team, row, last), allowed),
    )


def _history(
    who: Ints, row: Ints, rows: int, count: int, stats: dict[str, npt.NDArray[Any]], days: npt.NDArray[np.datetime64]
) -> History:
    nothing = np.zeros(len(who), np.int64)
    return History(
        played=Appearances(row, nothing, row // 2, nothing, who),
        start=np.searchsorted(who, np.arange(count)),
        rows=rows,
        running=_running(stats),
        days=days,
    )


def _running(stats: dict[str, npt.NDArray[Any]]) -> dict[str, Floats]:
    return {name: np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)]) for name, values in stats.items()}
