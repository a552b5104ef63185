"""trends.feature_drift: each feature is spread over its values as in the two weeks before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows
from harness.warehouse.relations import relation, table
from validators.feature_vector import FEATURE_RANGES, FEATURES
from validators.trends.baseline import REPLAYED, against_baseline, no_alarm
from validators.validator import Validator

store = table("nba_predictions.ml_feature_store_v2").season()

BINS = tuple(f"bin_{number}" for number in range(10))
NOWHERE = -1
"""The bin of what is no number: a day full of it is a shift too."""

BEFORE_DAYS = 14
SHIFTED = 0.25
"""A population stability index above this is a shift, by the usual rule of thumb."""

TEAMS = 30
PLAYER_ALLOWANCE, TEAM_ALLOWANCE = 3, 4.5
"""How often the index that chance alone gives, bins x (1/sample + 1/baseline), a day may be above the limit.

Of twenty clean seasons one day came to 4.1 for a feature that teammates share; those of players stay below 2.
"""

BY_SCHEDULE = ("games_in_last_7_days", "fatigue_score", "rest_advantage", "back_to_back")
"""Not watched: the schedule decides them, and a day after a day off differs from any other."""

OF_TEAMS = (
    "shot_zone_mismatch_score",
    "pace_score",
    "opponent_def_rating",
    "opponent_pace",
    "team_pace",
    "team_off_rating",
    "team_win_pct",
    "vegas_line_move",
    "avg_points_vs_opponent",
    "games_vs_opponent",
)
"""Teammates share these or move together in them, so that a day has as many samples as teams."""

USUAL = {
    "points_avg_last_5": (0, 30),
    "points_avg_last_10": (0, 30),
    "points_avg_season": (0, 30),
    "points_std_last_10": (0, 12),
    "pace_score": (-1.5, 1.5),
    "usage_spike_score": (-3, 3),
    "opponent_def_rating": (100, 124),
    "opponent_pace": (98, 105),
    "team_pace": (98, 105),
    "team_off_rating": (100, 124),
    "vegas_points_line": (0, 35),
    "vegas_opening_line": (0, 35),
    "vegas_line_move": (-1.5, 1.5),
    "avg_points_vs_opponent": (0, 30),
    "ppm_avg_last_10": (0, 1),
}
"""Where the ten bins lie for features that use a part of their range only; the outer bins hold what is beyond."""

WATCHED = tuple(feature for feature in FEATURES if feature not in BY_SCHEDULE)


def _spread(features: ir.Table) -> ir.Table:
    """One row a day and feature: how many players and teams, and how many players in each bin.

    Only players with a full window of ten games: the features of others drift while their windows fill.
    """
    full = features.filter(~features.early_season_flag)
    numbers = ibis.array(list(range(len(WATCHED)))).unnest().name("number").as_table()
    long = full.select("game_date", "features", "opponent_team_abbr").cross_join(numbers)
    limits = [USUAL.get(feature, FEATURE_RANGES[feature]) for feature in WATCHED]
    low = ibis.array([float(low) for low, _ in limits])[long.number]
    width = ibis.array([(high - low) / len(BINS) for low, high in limits])[long.number]
    found = long.features[ibis.array([FEATURES.index(feature) for feature in WATCHED])[long.number]]
    value = ibis.ifelse(found.isnan() | found.isinf(), ibis.null("float64"), found)
    binned = long.mutate(
        feature=ibis.array(list(WATCHED))[long.number],
        of_teams=ibis.array([feature in OF_TEAMS for feature in WATCHED])[long.number],
        place=((value - low) / width).floor().clip(0, len(BINS) - 1).fill_null(NOWHERE),
    )
    return binned.group_by("game_date", "feature", "of_teams").aggregate(
        players=binned.count(),
        teams=binned.opponent_team_abbr.nunique(),
        **{name: binned.count(where=binned.place == number) for number, name in enumerate(BINS)},
    )


def _sum(column: str) -> Callable[[Any], Any]:
    return lambda t: t[column].sum()


def _index(t: ir.Table) -> ir.FloatingValue:
    """The population stability index; half a player is added to every bin, so that an empty one is no infinity."""
    terms = []
    for name in BINS:
        now = (t[name] + 0.5) / (t.players + 0.5 * len(BINS))
        before = (t[f"before_{name}"] + 0.5) / (t.before_players + 0.5 * len(BINS))
        terms.append((now - before) * (now / before).ln())
    return sum(terms[1:], terms[0])


def _limit(t: ir.Table) -> ir.FloatingValue:
    """What a day may differ: a shift by the rule of thumb, and what small samples add."""
    chance = ibis.ifelse(
        t.of_teams,
        TEAM_ALLOWANCE * (1 / t.teams + 1 / TEAMS),
        PLAYER_ALLOWANCE * (1 / t.players + 1 / t.before_players),
    )
    return SHIFTED + (len(BINS) - 1) * chance


drift = against_baseline(
    relation(store, build=_spread, key=("game_date", "feature"), day="game_date", label="feature"),
    by=("feature",),
    before_days=BEFORE_DAYS,
    baseline={f"before_{name}": _sum(name) for name in ("players", *BINS)},
    derive={"index": _index, "highest": _limit},
    alarm=lambda t: t["index"] > t.highest,
)

validator = Validator(
    "trends.feature_drift",
    rows(
        drift,
        "each feature is spread as in the 14 days before",
        no_alarm,
        show=("index", "highest", "players", "before_players", *REPLAYED),
        severity=Severity.WARNING,
        repair="compare {feature} of {game_date} with its source, then run ml_feature_store",
    ),
)
