"""consistency.team_totals: players' rows sum to the team's, and the two teams of a game mirror each other."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import groups, rows
from validators.team_games import beside_opponents, beside_sums, offense
from validators.validator import Validator

REPROCESS = "process the team summaries of {game_id} again"

EXACT = {
    "points_scored": "points",
    "fg_attempts": "fg_attempts",
    "fg_makes": "fg_makes",
    "three_pt_attempts": "three_pt_attempts",
    "three_pt_makes": "three_pt_makes",
    "ft_attempts": "ft_attempts",
    "ft_makes": "ft_makes",
    "assists": "assists",
    "personal_fouls": "personal_fouls",
    "team_paint_attempts": "paint_attempts",
    "team_paint_makes": "paint_makes",
    "team_mid_range_attempts": "mid_range_attempts",
    "team_mid_range_makes": "mid_range_makes",
}
"""Column of the team's row to column of the players' rows."""

MIRRORED = {
    "points_allowed": "points_scored",
    "opp_fg_attempts": "fg_attempts",
    "opp_fg_makes": "fg_makes",
    "opp_three_pt_attempts": "three_pt_attempts",
    "opp_three_pt_makes": "three_pt_makes",
    "opp_ft_attempts": "ft_attempts",
    "opp_ft_makes": "ft_makes",
    "opp_rebounds": "rebounds",
    "opp_assists": "assists",
    "turnovers_forced": "turnovers",
    "opp_paint_attempts": "team_paint_attempts",
    "opp_paint_makes": "team_paint_makes",
    "opp_mid_range_attempts": "team_mid_range_attempts",
    "opp_mid_range_makes": "team_mid_range_makes",
}
"""Column of the defence's row to column of the opponent's offence."""

BOX_SCORE = {
    "points_scored": "points",
    "fg_makes": "fg_made",
    "fg_attempts": "fg_attempted",
    "three_pt_makes": "three_pt_made",
    "three_pt_attempts": "three_pt_attempted",
    "ft_makes": "ft_made",
    "ft_attempts": "ft_attempted",
    "rebounds": "total_rebounds",
    "assists": "assists",
    "turnovers": "turnovers",
    "personal_fouls": "personal_fouls",
}
"""Column of the offence's row to column of NBA.com's team box score."""


def _sums_are_team_totals(team: ir.Table) -> ir.BooleanValue:
    """A team's row may count rebounds and turnovers that belong to nobody."""
    rebounds = team.players_offensive_rebounds + team.players_defensive_rebounds
    return ibis.and_(
        *(team[mine] == team[f"players_{theirs}"] for mine, theirs in EXACT.items()),
        (team.rebounds - rebounds).between(0, 15),
        (team.turnovers - team.players_turnovers).between(0, 3),
    )


def _one_winner(game: ir.Table) -> ir.BooleanValue:
    """Who scored more won, by the margin that both rows give. Games with one row have a check elsewhere."""
    ahead = game.points_scored.max() - game.points_scored.min()
    by_margin = (game.margin_of_victory.max() == ahead) & (game.margin_of_victory.min() == -ahead)
    winner = game.points_scored.max(where=game.win_flag) == game.points_scored.max()
    return (by_margin & winner & (game.count(where=game.win_flag) == 1) & (ahead > 0)) | (game.team_abbr.nunique() != 2)


validator = Validator(
    "consistency.team_totals",
    rows(beside_sums, "players' rows sum to the team's", _sums_are_team_totals, repair=REPROCESS),
    rows(
        beside_sums,
        "plus-minus sums to five margins",
        lambda t: t.players_plus_minus == 5 * t.margin_of_victory,
        show=("players_plus_minus", "margin_of_victory"),
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
    rows(
        beside_opponents,
        "a defence mirrors the opponent's offence",
        lambda t: ibis.and_(*(t[mine] == t[other] for mine, other in MIRRORED.items())),
        repair=REPROCESS,
    ),
    groups(
        offense,
        "one team won, by the margin",
        by="game_id",
        holds=lambda g: _one_winner(g).fill_null(False),
        show={
            "points": lambda g: g.points_scored.max(),
            "against": lambda g: g.points_scored.min(),
            "margin": lambda g: g.margin_of_victory.max(),
        },
        repair=REPROCESS,
    ),
    rows(
        beside_sums,
        "a team's totals are NBA.com's",
        lambda t: ibis.and_(*(t[mine] == t[f"nbacom_{other}"] for mine, other in BOX_SCORE.items())),
        show=("points_scored", "nbacom_points"),
        repair=REPROCESS,
    ),
)
