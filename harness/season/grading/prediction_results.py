"""nba_predictions.prediction_results: the older form of the grades, which has a verdict on every row: bets only."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.lines import player_lines
from harness.season.before_games import before_games
from harness.season.columns import Column, build_table, masked, text
from harness.season.grading.grades import RIGHT, graded_at, grades_of
from harness.season.grading.slices import TIERS, tier_of
from harness.season.league import League
from harness.season.predictions.forecasts import OVER, RECOMMENDATIONS, UNDER, draw_forecasts
from harness.season.predictions.prediction_rows import prediction_rows
from harness.season.predictions.systems import SIMILARITY, SYSTEM_IDS, SYSTEMS
from harness.season.reference.identity import universal_ids

_SIDES = ("OVER", "UNDER", "PUSH")


def prediction_results_table(league: League) -> Any:
    """One row a bet on a player who played; a push is not won. The actual line is the closing one."""
    grades, forecasts = grades_of(league), draw_forecasts(league)
    bet = np.flatnonzero(grades.counted & np.isin(grades.recommendation, (OVER, UNDER)))
    request, system, player, day = grades.request[bet], grades.system[bet], grades.player[bet], grades.day[bet]
    predicted, line, points, error = grades.predicted[bet], grades.line[bet], grades.points[bet], grades.error[bet]
    scale = np.array([one.scale for one in SYSTEMS])[system]
    beyond = np.round(points - line, 1)
    closing = player_lines(league).closing[before_games(league).offer[grades.row[bet], grades.place[bet]]]
    written = graded_at(day, request)
    columns: dict[str, Column] = {
        "prediction_id": prediction_rows(league).ids.at(request * len(SYSTEMS) + system),
        "system_id": text(SYSTEM_IDS, system),
        "player_lookup": league.rosters.lookup(player),
        "universal_player_id": universal_ids(league.rosters, player),
        "prediction_date": day,
        "game_date": day,
        "predicted_points": predicted,
        "actual_points": points,
        "predicted_recommendation": text(RECOMMENDATIONS, grades.recommendation[bet]),
        "actual_result": text(_SIDES, np.select([beyond > 0, beyond < 0], [0, 1], 2)),
        "prediction_line": line,
        "actual_line": closing,
        "prediction_error": error,
        "prediction_correct": grades.verdict[bet] == RIGHT,
        "within_3_points": np.abs(error) <= 3,
        "within_5_points": np.abs(error) <= 5,
        "line_margin": np.round(predicted - line, 1),
        "actual_margin": beyond,
        "confidence_score": np.round(grades.confidence[bet] * scale / 1_000, 2),
        "confidence_tier": text([name.upper() for name in TIERS], tier_of(grades)[bet]),
        "similar_games_count": masked(np.clip(forecasts.history[request], 5, 40), system != SIMILARITY),
        "processed_at": written,
        "updated_at": written,
    }
    return build_table("nba_predictions.prediction_results", len(bet), columns)
