"""analytics.team_defense: two teams a game, each of which allowed what the other scored."""

from __future__ import annotations

from harness.ingest.identities import TEAMS
from harness.results import Severity
from harness.warehouse.checks import groups, rows, unique
from validators.shapes import ranges
from validators.team_games import beside_opponents, defense
from validators.validator import Validator

REPROCESS = "process team_defense_game_summary of {game_id} again"

validator = Validator(
    "analytics.team_defense",
    unique(defense, "game_id", "defending_team_abbr", repair=REPROCESS),
    groups(
        defense,
        "two teams a game",
        by="game_id",
        holds=lambda g: g.defending_team_abbr.nunique() == 2,
        show={"teams": lambda g: g.defending_team_abbr.nunique(), "team": lambda g: g.defending_team_abbr.min()},
        severity=Severity.CRITICAL,
        repair=REPROCESS,
    ),
    rows(
        defense,
        "team is one of the 30",
        lambda t: t.defending_team_abbr.isin([team.code for team in TEAMS]),
        repair=REPROCESS,
    ),
    rows(
        defense,
        "a team's opponent is another team",
        lambda t: t.defending_team_abbr != t.opponent_team_abbr,
        severity=Severity.CRITICAL,
        repair=REPROCESS,
    ),
    *ranges(
        defense,
        {"defensive_rating": (80, 150), "points_allowed": (60, 190)},
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
    rows(
        beside_opponents,
        "points allowed are the opponent's",
        lambda t: t.points_allowed == t.points_scored,
        show=("points_allowed", "points_scored"),
        severity=Severity.CRITICAL,
        repair=REPROCESS,
    ),
)
