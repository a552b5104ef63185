"""The names of the model's inputs in the order of the vector, and the rule that a feature lies in its range."""

from __future__ import annotations

from typing import Any, Final

from contracts.table import row_rule

FEATURES: Final = [
    "points_avg_last_5",
    "points_avg_last_10",
    "points_avg_season",
    "points_std_last_10",
    "games_in_last_7_days",
    "fatigue_score",
    "shot_zone_mismatch_score",
    "pace_score",
    "usage_spike_score",
    "rest_advantage",
    "injury_risk",
    "recent_trend",
    "minutes_change",
    "opponent_def_rating",
    "opponent_pace",
    "home_away",
    "back_to_back",
    "playoff_game",
    "pct_paint",
    "pct_mid_range",
    "pct_three",
    "pct_free_throw",
    "team_pace",
    "team_off_rating",
    "team_win_pct",
    "vegas_points_line",
    "vegas_opening_line",
    "vegas_line_move",
    "has_vegas_line",
    "avg_points_vs_opponent",
    "games_vs_opponent",
    "minutes_avg_last_10",
    "ppm_avg_last_10",
]


def feature(t: Any, name: str) -> Any:
    """One number of the vector; NULL if the vector ends before it."""
    return t.features[FEATURES.index(name)]


def in_range(name: str, least: float, most: float | None = None) -> Any:
    """A rule: the feature is at least and at most this. What is no number is in no range."""

    def rule(t: Any) -> Any:
        value = feature(t, name)
        return value >= least if most is None else value.between(least, most)

    rule.__name__ = f"{name}_from_{least:g}" + ("" if most is None else f"_to_{most:g}")
    return row_rule(rule)


def zero_or_one(name: str) -> Any:
    """A rule: the feature is a flag."""

    def rule(t: Any) -> Any:
        return feature(t, name).isin([0.0, 1.0])

    rule.__name__ = f"{name}_is_0_or_1"
    return row_rule(rule)
