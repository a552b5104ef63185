"""raw.player_boxscores: NBA.com's player lines are possible, complete, and sum to the team's."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import agree, covered, groups, per, rows
from harness.warehouse.relations import table
from validators.games import final_games
from validators.minutes import legible, minutes_between, minutes_played
from validators.validator import Validator

box = table("nba_raw.nbac_player_boxscores")
team_totals = table("nba_raw.nbac_team_boxscore")
# Game logs carry no status; they list finished games only.
final = box.where(lambda t: t.game_status.isnull() | (t.game_status == "Final"))

TEAM_COLUMNS = {
    "points": "points",
    "field_goals_made": "fg_made",
    "field_goals_attempted": "fg_attempted",
    "three_pointers_made": "three_pt_made",
    "three_pointers_attempted": "three_pt_attempted",
    "free_throws_made": "ft_made",
    "free_throws_attempted": "ft_attempted",
    "assists": "assists",
    "steals": "steals",
    "blocks": "blocks",
    "personal_fouls": "personal_fouls",
    "total_rebounds": "total_rebounds",
    "turnovers": "turnovers",
}
"""Column of a player line to column of the team line."""
# A team line may count rebounds and turnovers that belong to nobody.
TEAM_EXTRA = {"total_rebounds": 15, "turnovers": 3}

player_sums = per(
    box,
    ("game_id", "team_abbr"),
    day="game_date",
    game_date=lambda t: t.game_date.min(),
    **{f"players_{column}": (lambda t, column=column: t[column].sum()) for column in TEAM_COLUMNS},
)


def _sums_are_team_totals(pair: ir.Table) -> ir.BooleanValue:
    return ibis.and_(
        *(
            (pair[team] - pair[f"players_{column}"]).between(0, TEAM_EXTRA.get(column, 0))
            for column, team in TEAM_COLUMNS.items()
        )
    )


def _minutes_fill_the_game(players: ir.Table) -> ir.BooleanValue:
    """240, 25 more per overtime, each player's rounded by at most one. Illegible minutes have their own check."""
    minutes = minutes_played(players.minutes)
    off_by = (minutes.sum() - 240 - 25 * (players.period.max() - 4)).abs()
    return (off_by <= players.count(where=minutes > 0)) | (~legible(players.minutes)).any()


validator = Validator(
    "raw.player_boxscores",
    rows(
        box,
        "points add up",
        lambda t: t.points == 2 * t.field_goals_made + t.three_pointers_made + t.free_throws_made,
        repair="re-scrape {game_id}",
    ),
    # Points to 80 and rebounds to 35 are the stricter of two sources each (100 and 40 elsewhere).
    rows(
        box,
        "stats are within their ranges",
        lambda t: (
            t.points.between(0, 80)
            & t.assists.between(0, 30)
            & t.total_rebounds.between(0, 35)
            & t.steals.between(0, 11)
            & t.blocks.between(0, 12)
            & t.turnovers.between(0, 14)
            & t.personal_fouls.between(0, 6)
            & t.field_goals_attempted.between(0, 50)
            & t.three_pointers_attempted.between(0, 25)
            & t.free_throws_attempted.between(0, 35)
        ),
        repair="re-scrape {game_id}",
    ),
    # 60 is the stricter of two sources; 65 elsewhere.
    rows(
        box,
        "minutes are 0 to 60, as 34:12, 34 or 34.2",
        lambda t: minutes_between(t.minutes, 0, 60),
        repair="re-scrape {game_id}",
    ),
    groups(
        box,
        "two teams a game",
        by="game_id",
        holds=lambda g: g.team_abbr.nunique() == 2,
        show={"teams": lambda g: g.team_abbr.nunique()},
        severity=Severity.WARNING,
        repair="re-scrape {game_id}",
    ),
    covered("every final game has player box scores", final_games, by=box, on="game_id", repair="re-scrape {game_id}"),
    agree(
        "player sums are the team's totals",
        player_sums,
        team_totals,
        on=("game_id", "team_abbr"),
        holds=_sums_are_team_totals,
        repair="re-scrape {game_id}",
    ),
    groups(
        final,
        "a team's minutes are 240, and 25 per overtime",
        by=("game_id", "team_abbr"),
        holds=_minutes_fill_the_game,
        show={"minutes": lambda g: minutes_played(g.minutes).sum(), "periods": lambda g: g.period.max()},
        repair="re-scrape {game_id}",
    ),
)
