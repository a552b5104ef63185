"""Ball Don't Lie's player lines beside NBA.com's, for whoever asks whether the two tell the same."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.warehouse.relations import relation, table

nbacom = table("nba_raw.nbac_player_boxscores")
balldontlie = table("nba_raw.bdl_player_boxscores")


def _beside_nbacom(lines: ir.Table, box: ir.Table) -> ir.Table:
    theirs = box.select(
        "game_id",
        "player_lookup",
        "nba_player_id",
        nbacom_points=box.points,
        nbacom_rebounds=box.total_rebounds,
        nbacom_assists=box.assists,
    )
    common = lines.semi_join(box, "game_id")
    return common.left_join(theirs, ["game_id", "player_lookup"], rname="{name}_of_nbacom")


beside_nbacom = relation(
    balldontlie, nbacom, build=_beside_nbacom, key=balldontlie.key, day=balldontlie.day, label="line"
)
"""Ball Don't Lie's lines of the games that NBA.com has too; nba_player_id is NULL where it does not name the player."""
