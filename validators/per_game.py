"""The tables that have rows of every game, and how to find them there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from harness.warehouse.checks import Predicate
from harness.warehouse.relations import Table, table


@dataclass(frozen=True, slots=True)
class PerGame:
    """A table that has rows of every game.

    `only` selects the rows that count; a `predicted` table has none in a season's first fourteen days.
    """

    table: Table
    only: Predicate | None = None
    predicted: bool = False


def _per_game(dataset: str, *names: str) -> tuple[PerGame, ...]:
    return tuple(PerGame(table(f"{dataset}.{name}")) for name in names)


RAW = (
    *_per_game(
        "nba_raw",
        "bdl_player_boxscores",
        "nbac_gamebook_player_stats",
        "nbac_player_boxscores",
        "nbac_team_boxscore",
        "nbac_scoreboard_v2",
        "nbac_play_by_play",
        "bigdataball_play_by_play",
        "nbac_referee_game_assignments",
        "espn_scoreboard",
        "espn_boxscores",
        "odds_api_player_points_props",
        "odds_api_game_lines",
    ),
    # A report lists tomorrow's games too.
    PerGame(table("nba_raw.nbac_injury_report"), only=lambda row: row.game_date == row.report_date),
)
ANALYTICS = _per_game(
    "nba_analytics",
    "player_game_summary",
    "team_offense_game_summary",
    "team_defense_game_summary",
    "upcoming_player_game_context",
    "upcoming_team_game_context",
)
PREDICTIONS = (
    PerGame(table("nba_predictions.ml_feature_store_v2")),
    PerGame(table("nba_predictions.player_prop_predictions"), predicted=True),
    PerGame(table("nba_predictions.prediction_accuracy"), predicted=True),
)


def for_each_table(rows: ir.Table, names: Iterable[str]) -> ir.Table:
    """Every row once for each table, which `table` names: what is expected of all of them."""
    return rows.mutate(table=ibis.literal(list(names), type="array<string>").unnest())
