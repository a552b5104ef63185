"""analytics.player_game_summary: each player's game is there once, adds up, and was played by enough of them."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import groups, metric, per, rows, unique
from harness.warehouse.relations import relation, table
from validators.raw.gamebooks import active as gamebook_active
from validators.shapes import ranges, rate
from validators.validator import Validator

summary = table("nba_analytics.player_game_summary")

REPROCESS = "process player_game_summary of {game_id} again"

gamebook_players = per(
    gamebook_active,
    "game_id",
    day="game_date",
    game_date=lambda t: t.game_date.min(),
    gamebook=lambda t: t.player_lookup.nunique(),
)


def _beside_the_gamebook(summaries: ir.Table, gamebook: ir.Table) -> ir.Table:
    expected = gamebook_players.build(gamebook)
    played = summaries.filter(summaries.is_active)
    found = played.group_by("game_id").aggregate(summary=played.player_lookup.nunique())
    beside = expected.left_join(found, "game_id", rname="{name}_found")
    return beside.mutate(summary=beside.summary.fill_null(0))


beside_the_gamebook = relation(
    summary, *gamebook_players.reads, build=_beside_the_gamebook, key=("game_id",), day="game_date", label="game"
)

validator = Validator(
    "analytics.player_game_summary",
    unique(summary, "game_id", "player_lookup", repair=REPROCESS),
    rows(
        summary,
        "points add up, give or take 1",
        lambda t: (t.points - 2 * t.fg_makes - t.three_pt_makes - t.ft_makes).abs() <= 1,
        show=("points", "fg_makes", "three_pt_makes", "ft_makes"),
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
    rows(
        summary,
        "zones add up to the field goals",
        lambda t: (
            (t.paint_attempts + t.mid_range_attempts + t.three_pt_attempts == t.fg_attempts)
            & (t.paint_makes + t.mid_range_makes + t.three_pt_makes == t.fg_makes)
            & (t.assisted_fg_makes + t.unassisted_fg_makes == t.fg_makes)
        ),
        # Estimated zones are shares of a season, and need not come out even.
        only=lambda t: ~t.shot_zones_estimated.fill_null(False),
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
    rows(
        summary,
        "who was not active has nothing to his name",
        lambda t: (t.points.fill_null(0) == 0) & (t.minutes_played.fill_null(0) == 0),
        only=lambda t: ~t.is_active,
        show=("points", "minutes_played"),
        repair=REPROCESS,
    ),
    # 60 minutes is the stricter of two sources; 65 elsewhere. Nothing but a free throw beside a three can pass 1.5.
    *ranges(
        summary,
        {"minutes_played": (0, 60), "usage_rate": (0, 100), "ts_pct": (0, 1.5), "efg_pct": (0, 1.5)},
        repair=REPROCESS,
    ),
    rate(
        summary,
        "true shooting is points over attempts",
        of="ts_pct",
        part=lambda t: t.points,
        whole=lambda t: 2 * (t.fg_attempts + 0.44 * t.ft_attempts),
        tolerance=0.005,
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
    # Usage is kept in percent. A mean beyond what single players usually have is another unit, or another formula.
    metric(
        summary,
        "mean usage of those with 10 minutes is 8 to 38 percent",
        lambda t: t.usage_rate.mean(where=t.minutes_played >= 10).between(8, 38),
        show={"mean": lambda t: t.usage_rate.mean(where=t.minutes_played >= 10)},
    ),
    metric(
        summary,
        "minutes are known of 99 percent of the active",
        lambda t: t.count(where=t.is_active & t.minutes_played.isnull()) <= 0.01 * t.count(where=t.is_active),
        show={"unknown": lambda t: t.count(where=t.is_active & t.minutes_played.isnull())},
        repair="read the minutes of the gamebooks again",
    ),
    # a game read before it was played has rows, and nobody in them has a minute.
    groups(
        summary,
        "R-009: somebody played in a game",
        by="game_id",
        holds=lambda g: g.count(where=g.minutes_played > 0) > 0,
        show={"rows": lambda g: g.count()},
        severity=Severity.CRITICAL,
        repair="re-scrape the gamebook of {game_id}",
    ),
    groups(
        summary,
        "at least 9 players of a team played",
        by=("game_id", "team_abbr"),
        holds=lambda g: g.player_lookup.nunique(where=g.minutes_played > 0) >= 9,
        show={"players": lambda g: g.player_lookup.nunique(where=g.minutes_played > 0)},
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
    rows(
        beside_the_gamebook,
        "as many players as the gamebook, give or take 5",
        lambda t: (t.summary - t.gamebook).abs() <= 5,
        show=("summary", "gamebook"),
        severity=Severity.WARNING,
        repair=REPROCESS,
    ),
)
