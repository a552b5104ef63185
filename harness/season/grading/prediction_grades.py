"""nba_predictions.prediction_grades: the same predictions graded once more, by one query a day in the warehouse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Text, build_table, instants, masked, text
from harness.season.grading.grades import RIGHT, WRONG, grades_of
from harness.season.league import League
from harness.season.predictions.forecasts import RECOMMENDATIONS
from harness.season.predictions.prediction_rows import prediction_rows
from harness.season.predictions.systems import SYSTEM_IDS

_GRADED_MINUTE = 11 * 60 + 36
_SIDES = ("OVER", "UNDER", "PUSH")


def prediction_grades_table(league: League) -> Any:
    """One row a graded prediction; who did not play has no points, but neither verdict nor error, and is an issue."""
    grades, rows = grades_of(league), prediction_rows(league)
    void = ~grades.counted
    beyond = np.round(grades.points - grades.line, 1)
    issues = pa.array([[], ["player_dnp"]], pa.list_(pa.string()))
    columns: dict[str, Column] = {
        "prediction_id": rows.ids.at(grades.request * len(SYSTEM_IDS) + grades.system),
        "player_lookup": league.rosters.lookup(grades.player),
        "game_id": Text(league.platform_ids, grades.game),
        "game_date": grades.day,
        "system_id": text(SYSTEM_IDS, grades.system),
        "predicted_points": grades.predicted,
        "confidence_score": np.round(grades.confidence / 1_000, 2),
        "recommendation": text(RECOMMENDATIONS, grades.recommendation),
        "points_line": grades.line,
        "actual_points": grades.points,
        "actual_vs_line": text(_SIDES, np.select([beyond > 0, beyond < 0], [0, 1], 2)),
        "prediction_correct": masked(grades.verdict == RIGHT, grades.verdict < WRONG),
        "margin_of_error": masked(np.abs(grades.error), void),
        "line_margin": masked(beyond, void),
        "graded_at": instants(grades.day + np.timedelta64(1, "D"), _GRADED_MINUTE),
        "grading_version": "v1",
        "data_quality_tier": "high",
        "has_issues": void,
        "issues": issues.take(pa.array(void.astype(np.int64))),
        "minutes_played": np.rint(grades.minutes).astype(np.int64),
        "player_dnp": void,
    }
    return build_table("nba_predictions.prediction_grades", len(grades), columns)
