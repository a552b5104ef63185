"""nba_predictions.prediction_accuracy: one row a graded prediction."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Text, build_table, masked, text
from harness.season.grading.grades import VOID_REASONS, graded_at, grades_of
from harness.season.league import League
from harness.season.predictions.forecasts import RECOMMENDATIONS, draw_forecasts
from harness.season.predictions.injury_status import OUT, RESTRICTED
from harness.season.predictions.systems import SIMILARITY, SYSTEM_IDS, SYSTEMS

_WITHIN = (3.0, 5.0)


def accuracy_table(league: League) -> Any:
    """Every grade of the season; a void one has no errors, and says why it is void."""
    grades = grades_of(league)
    void, error = ~grades.counted, grades.error
    team = league.participation.team
    history = draw_forecasts(league).history[grades.request]
    models = [one.model or one.system_id for one in SYSTEMS]
    columns: dict[str, Column] = {
        "player_lookup": league.rosters.lookup(grades.player),
        "game_id": Text(league.platform_ids, grades.game),
        "game_date": grades.day,
        "system_id": text(SYSTEM_IDS, grades.system),
        "team_abbr": league.schedule.team_codes(team[grades.row]),
        "opponent_team_abbr": league.schedule.team_codes(team[grades.row ^ 1]),
        "predicted_points": grades.predicted,
        "confidence_score": grades.confidence / 1_000,
        "confidence_decile": np.minimum(10, grades.confidence // 100 + 1),
        "recommendation": text(RECOMMENDATIONS, grades.recommendation),
        "line_value": grades.line,
        "similarity_sample_size": masked(np.clip(history, 5, 40), grades.system != SIMILARITY),
        "actual_points": grades.points,
        "minutes_played": grades.minutes,
        "absolute_error": masked(np.abs(error), void),
        "signed_error": masked(error, void),
        "prediction_correct": masked(grades.verdict == 1, grades.verdict < 0),
        "predicted_margin": np.round(grades.predicted - grades.line, 1),
        "actual_margin": masked(np.round(grades.points - grades.line, 1), void),
        "within_3_points": masked(np.abs(error) <= _WITHIN[0], void),
        "within_5_points": masked(np.abs(error) <= _WITHIN[1], void),
        "is_voided": void,
        "void_reason": text(VOID_REASONS, grades.void),
        "pre_game_injury_flag": grades.status >= 0,
        "pre_game_injury_status": text(RESTRICTED, grades.status),
        "injury_confirmed_postgame": void & (grades.status == OUT),
        "model_version": Text(pa.array(models), grades.system),
        "graded_at": graded_at(grades.day, grades.request),
    }
    return build_table("nba_predictions.prediction_accuracy", len(grades), columns)
