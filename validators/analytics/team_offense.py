"""analytics.team_offense: two teams a game, whose points, possessions and rating fit each other and their players."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.ingest.identities import TEAMS
from harness.results import Severity
from harness.warehouse.checks import groups, rows, unique
from validators.shapes import ranges, rate
from validators.team_games import beside_sums, offense
from validators.validator import Validator

REPROCESS = "process team_offense_game_summary of {game_id} again"

PLAUSIBLE_POSSESSIONS = 5
"""How far possessions may be from the usual estimate: formulas differ by some, and a team's own turnovers by three."""


def _estimate(pair: ir.Table) -> ir.NumericValue:
    attempts = pair.fg_attempts - pair.players_offensive_rebounds + pair.turnovers
    return attempts + 0.44 * pair.ft_attempts


validator = Validator(
    "analytics.team_offense",
    unique(offense, "game_id", "team_abbr", repair=REPROCESS),
    groups(
        offense,
        "two teams a game",
        by="game_id",
        holds=lambda g: g.team_abbr.nunique() == 2,
        show={"teams": lambda g: g.team_abbr.nunique(), "team": lambda g: g.team_abbr.min()},
        severity=Severity.CRITICAL,
        repair=REPROCESS,
    ),
    rows(
        offense,
        "team is one of the 30",
        lambda t: t.team_abbr.isin([team.code for team in TEAMS]),
        repair=REPROCESS,
    ),
    # One source lets the points be off by one; a team's makes are never known less exactly than its points.
    rows(
        offense,
        "points add up",
        lambda t: t.points_scored == 2 * t.fg_makes + t.three_pt_makes + t.ft_makes,
        show=("points_scored", "fg_makes", "three_pt_makes", "ft_makes"),
        severity=Severity.CRITICAL,
        repair=REPROCESS,
    ),
    *ranges(offense, {"offensive_rating": (80, 160)}, severity=Severity.WARNING, repair=REPROCESS),
    rate(
        offense,
        "rating is points per 100 possessions",
        of="offensive_rating",
        part=lambda t: 100 * t.points_scored,
        whole=lambda t: t.possessions,
        tolerance=1,
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
    rows(
        beside_sums,
        "points are the sum of the players'",
        lambda t: t.points_scored == t.players_points,
        show=("points_scored", "players_points"),
        severity=Severity.CRITICAL,
        repair=REPROCESS,
    ),
    rows(
        beside_sums,
        "possessions follow from shots, rebounds and turnovers",
        lambda t: (t.possessions - _estimate(t)).abs() <= PLAUSIBLE_POSSESSIONS,
        show=("possessions",),
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
)
