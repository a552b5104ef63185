"""What phase 6 shows of the predictions: the champion's newest opinion of each player, and the day's best bets.

The picks are written again once they are graded.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.columns import (
    Column,
    Floats,
    Ints,
    Text,
    build_table,
    day_text,
    joined,
    masked,
    number_text,
    text,
    whole,
)
from harness.season.grading.grades import graded_at, grades_of
from harness.season.league import League
from harness.season.predictions.forecasts import OVER, RECOMMENDATIONS, UNDER, draw_forecasts
from harness.season.predictions.prediction_rows import made_at, prediction_rows
from harness.season.predictions.systems import CHAMPION, SYSTEM_IDS, SYSTEMS
from harness.season.predictions.timetable import batch_started

_BEST_BETS = 10
# Sure of itself by 88 to 90 percent, the champion has not earned it: such rows are kept and never shown.
_NOT_ACTIONABLE = (88.0, 90.0)
_HIGH, _MEDIUM = 70.0, 55.0
_EXPORTED_AFTER = np.timedelta64(27, "m")
_COPIED_AFTER = np.timedelta64(2, "m")


def current_ml_predictions_table(league: League) -> Any:
    """nba_predictions.current_ml_predictions: the champion's active prediction, at the lower of two lines."""
    forecasts = draw_forecasts(league)
    requests = forecasts.requests
    request = np.flatnonzero(requests.active & ~requests.second)
    confidence = forecasts.confidence[request, CHAMPION]
    points = forecasts.points[request, CHAMPION]
    edge = np.where(np.isnan(requests.line[request]), 0.0, points - requests.line[request])
    day = league.schedule.day[requests.game[request]]
    made = made_at(league, requests)[request]
    columns: dict[str, Column] = {
        "player_lookup": league.rosters.lookup(requests.player[request]),
        "game_id": Text(league.platform_ids, requests.game[request]),
        "prediction_date": day,
        "game_date": day,
        "ml_points_prediction": points,
        "ml_over_probability": np.round(1 / (1 + np.exp(-edge / 4.5)), 3),
        "ml_prediction_confidence": confidence,
        "recommendation": text(RECOMMENDATIONS, forecasts.recommendation[request, CHAMPION]),
        "confidence_tier": text(
            ("high", "medium", "low"), np.select([confidence >= _HIGH, confidence >= _MEDIUM], [0, 1], 2)
        ),
        "model_version": SYSTEMS[CHAMPION].model or "",
        "data_quality_tier": text(("high",), np.zeros(len(request), np.int64)),
        "created_at": made,
        "processed_at": made + _COPIED_AFTER,
    }
    return build_table("nba_predictions.current_ml_predictions", len(request), columns)


def published_picks_table(league: League) -> Any:
    """nba_predictions.published_picks: the champion's ten best bets of each day, on the website before the games."""
    forecasts, rows = draw_forecasts(league), prediction_rows(league)
    requests = forecasts.requests
    confidence, score = forecasts.confidence[:, CHAMPION], _scores(league)
    candidates = np.flatnonzero(score > 0)
    day = league.schedule.day[requests.game[candidates]].astype(np.int64)
    order = np.lexsort((candidates, -score[candidates], day))
    day, request = day[order], candidates[order]
    rank = np.arange(len(day)) - np.searchsorted(day, day) + 1
    request, rank = request[rank <= _BEST_BETS], rank[rank <= _BEST_BETS]
    game = requests.game[request]
    days = league.schedule.day[game]
    published = batch_started(days) + _EXPORTED_AFTER
    grades = grades_of(league)
    grade = np.searchsorted(grades.request, request) + CHAMPION
    judged, counted = grades.verdict[grade] >= 0, grades.counted[grade]
    columns: dict[str, Column] = {
        "publication_id": whole(joined("best-bets-", day_text(days), "-", number_text(rank, 2))),
        "prediction_id": rows.ids.at(request * len(SYSTEMS) + CHAMPION),
        "game_date": days,
        "player_lookup": league.rosters.lookup(requests.player[request]),
        "game_id": Text(league.platform_ids, game),
        "system_id": SYSTEM_IDS[CHAMPION],
        "publication_type": "best_bets",
        "publication_channel": "website",
        "rank": rank,
        "published_at": published,
        "recommendation": text(RECOMMENDATIONS, forecasts.recommendation[request, CHAMPION]),
        "line_value": requests.line[request],
        "predicted_points": forecasts.points[request, CHAMPION],
        "confidence_score": np.round(confidence[request] / 100, 3),
        "edge": np.round(forecasts.points[request, CHAMPION] - requests.line[request], 1),
        "composite_score": np.round(score[request], 2),
        "actual_points": grades.points[grade].astype(np.float64),
        "prediction_correct": masked(grades.verdict[grade] == 1, ~judged),
        "absolute_error": masked(np.abs(grades.error[grade]), ~counted),
        "graded_at": graded_at(days, request),
        "created_at": published,
    }
    return build_table("nba_predictions.published_picks", len(request), columns)


def _scores(league: League) -> Floats:
    """Edge times confidence of the champion's bets that may be shown; 0 for the others."""
    forecasts = draw_forecasts(league)
    requests = forecasts.requests
    confidence = forecasts.confidence[:, CHAMPION]
    recommendation: Ints = forecasts.recommendation[:, CHAMPION]
    low, high = _NOT_ACTIONABLE
    shown = np.isin(recommendation, (OVER, UNDER)) & requests.active & ~requests.second
    shown &= ~((confidence >= low) & (confidence <= high))
    edge = np.abs(forecasts.points[:, CHAMPION] - np.where(np.isnan(requests.line), 0.0, requests.line))
    return np.where(shown, edge * confidence / 100, 0.0)
