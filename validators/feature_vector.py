"""The 33 features in the order of the vector, each with the range that it cannot leave."""

from __future__ import annotations

VERSION = "v2_33features"
"""The version in force; its predecessor was v1_baseline_25."""

FEATURE_RANGES: dict[str, tuple[float, float]] = {
    "points_avg_last_5": (0, 60),
    "points_avg_last_10": (0, 60),
    "points_avg_season": (0, 60),
    "points_std_last_10": (0, 20),
    "games_in_last_7_days": (0, 5),
    "fatigue_score": (0, 100),
    "shot_zone_mismatch_score": (-10, 10),
    "pace_score": (-5, 5),
    "usage_spike_score": (-5, 5),
    "rest_advantage": (-2, 2),
    "injury_risk": (0, 3),
    "recent_trend": (-2, 2),
    "minutes_change": (-2, 2),
    # One source allows 70 to 130 here.
    "opponent_def_rating": (95, 125),
    "opponent_pace": (90, 110),
    "home_away": (0, 1),
    "back_to_back": (0, 1),
    "playoff_game": (0, 1),
    "pct_paint": (0, 1),
    "pct_mid_range": (0, 1),
    "pct_three": (0, 1),
    "pct_free_throw": (0, 1),
    "team_pace": (90, 110),
    "team_off_rating": (95, 130),
    "team_win_pct": (0, 1),
    # 0 where there is no line.
    "vegas_points_line": (0, 45),
    "vegas_opening_line": (0, 45),
    "vegas_line_move": (-4, 4),
    "has_vegas_line": (0, 1),
    "avg_points_vs_opponent": (0, 60),
    # Four meetings a season, and one or two more by way of the Cup and the play-in.
    "games_vs_opponent": (0, 6),
    "minutes_avg_last_10": (0, 45),
    "ppm_avg_last_10": (0, 1.5),
}
FEATURES = tuple(FEATURE_RANGES)
COUNT = len(FEATURES)
