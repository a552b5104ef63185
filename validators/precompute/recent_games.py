"""What a player's windows must come to, worked out once more from the games themselves."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.warehouse.relations import Relation, Table, relation, table

LOOK_BACK_DAYS = 45
"""Ten games take three weeks; who has been hurt for longer has fewer here than he played, and is not asked about."""

summary = table("nba_analytics.player_game_summary").around(before_days=LOOK_BACK_DAYS)


def beside_recent_games(source: Table, day: str, *columns: str) -> Relation:
    """Rows of `source` (some of its columns) with what the player's games of the 45 days before its day come to.

    `games_played` of them, `points_of_5` their mean over the last five, `last_game` the newest day, `tenth_game` the
    day of the tenth newest, or of the first where there are fewer; `games_of_7_days` and `games_of_14_days`.
    """

    def build(rows: ir.Table, games: ir.Table) -> ir.Table:
        kept = rows.select("player_lookup", *columns, about=rows[day])
        played = games.filter(games.is_active).select("player_lookup", "points", played_on=games.game_date)
        pairs = kept.select("player_lookup", "about").distinct().join(played, "player_lookup")
        earlier = pairs.filter(
            pairs.played_on < pairs.about, pairs.played_on >= pairs.about - ibis.interval(days=LOOK_BACK_DAYS)
        )
        newest_first = ibis.window(group_by=["player_lookup", "about"], order_by=ibis.desc("played_on"))
        counted = earlier.mutate(number=ibis.row_number().over(newest_first))
        found = counted.group_by("player_lookup", "about").aggregate(
            games_played=counted.count(),
            points_of_5=counted.points.mean(where=counted.number < 5),
            last_game=counted.played_on.max(),
            tenth_game=counted.played_on.min(where=counted.number < 10),
            games_of_7_days=_since(counted, 7),
            games_of_14_days=_since(counted, 14),
        )
        return kept.join(found, ["player_lookup", "about"]).rename({day: "about"})

    return relation(source, summary, build=build, key=(day, "player_lookup"), day=day, label="player")


def _since(games: ir.Table, days: int) -> ir.IntegerValue:
    return games.count(where=games.played_on >= games.about - ibis.interval(days=days))
