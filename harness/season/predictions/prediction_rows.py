"""nba_predictions.player_prop_predictions: one row a request and system, with the reasons a reader would look for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.ailments import listed_reason, reason_of_absence, reason_text
from harness.season.columns import (
    Column,
    Flags,
    Floats,
    Instants,
    Ints,
    Text,
    build_table,
    day_text,
    joined,
    masked,
    number_text,
    text,
)
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.predictions.forecasts import RECOMMENDATIONS, Forecasts, draw_forecasts
from harness.season.predictions.injury_status import (
    DOUBTFUL,
    OUT,
    QUESTIONABLE,
    RESTRICTED,
    status_at,
)
from harness.season.predictions.requests import BETTINGPROS, NO_LINE, Requests
from harness.season.predictions.systems import CHAMPION, SIMILARITY, SYSTEM_IDS, SYSTEMS
from harness.season.predictions.timetable import SECOND_RUN, batch_started, predicted_at
from harness.season.randomness import Part
from harness.season.reference.identity import universal_ids

_SYSTEM_COUNT = len(SYSTEMS)
_FULL_WINDOW = 10
_READY_SHARE = 0.9
_RULE_BASED = 3


@dataclass(frozen=True, slots=True, eq=False)
class PredictionRows:
    """One entry a row: the request and the system it belongs to, and its id."""

    request: Ints
    system: Ints
    ids: Text


@once_a_league
def prediction_rows(league: League) -> PredictionRows:
    """The rows of a season, request by request, the systems in their order."""
    requests = draw_forecasts(league).requests
    count = len(requests)
    request = np.repeat(np.arange(count), _SYSTEM_COUNT)
    system = np.tile(np.arange(_SYSTEM_COUNT), count)
    tenths = np.where(np.isnan(requests.line), 0, np.rint(requests.line * 10)).astype(np.int64)
    lines = Text(
        joined(number_text(np.arange(1_000) // 10), ".", number_text(np.arange(1_000) % 10)),
        np.where(requests.source == NO_LINE, -1, tenths),
    )
    name = joined(
        day_text(league.schedule.day[requests.game]),
        league.rosters.lookup(requests.player),
        lines.column().fill_null("no_line"),
        separator="-",
    )
    ids = joined(Text(name, request), text(SYSTEM_IDS, system), separator="-")
    return PredictionRows(request, system, Text(ids, np.arange(len(request))))


def made_at(league: League, requests: Requests) -> Instants:
    """When each request was answered; one for a line that had moved comes with the second run."""
    first = predicted_at(league.schedule.day[requests.game], requests.player_day)
    return np.where(requests.renewed, first + SECOND_RUN, first)


def predictions_table(league: League) -> Any:
    """All predictions of the season; those for a line that then moved are inactive and name what replaced them."""
    forecasts, rows = draw_forecasts(league), prediction_rows(league)
    requests, request, system = forecasts.requests, rows.request, rows.system
    line = requests.line[request]
    without = np.isnan(line)
    points = forecasts.points.reshape(-1)
    made = made_at(league, requests)
    replaced = requests.replaced_by[request]
    superseded = replaced >= 0
    later = made[np.maximum(requests.replaced_by, 0)][request]
    lookup = league.rosters.lookup(requests.player)
    columns: dict[str, Column] = {
        "prediction_id": rows.ids,
        "system_id": text(SYSTEM_IDS, system),
        "player_lookup": lookup.at(request),
        "universal_player_id": universal_ids(league.rosters, requests.player[request]),
        "game_date": league.schedule.day[requests.game][request],
        "game_id": Text(league.platform_ids, requests.game[request]),
        "prediction_version": np.where(requests.renewed, 2, 1)[request],
        "predicted_points": points,
        "confidence_score": np.round(forecasts.confidence.reshape(-1), 2),
        "recommendation": text(RECOMMENDATIONS, forecasts.recommendation.reshape(-1)),
        "has_prop_line": ~without,
        "current_points_line": line,
        "line_margin": np.round(points - line, 2),
        "is_active": ~superseded,
        "superseded_by": rows.ids.at(np.where(superseded, replaced * _SYSTEM_COUNT + system, -1)),
        "created_at": made[request],
        "updated_at": np.where(superseded, later, made[request]),
        "data_quality_issues": _nothing(len(request)),
    }
    columns |= _line_columns(forecasts, request, without)
    columns |= _system_columns(league, forecasts, system)
    columns |= _completeness_columns(forecasts, request)
    columns |= _injury_columns(league, requests, request)
    return build_table("nba_predictions.player_prop_predictions", len(request), columns)


def _line_columns(forecasts: Forecasts, request: Ints, without: Flags) -> dict[str, Column]:
    """Where the line comes from; who has none gets an estimate, the champion's own opinion rounded to a half."""
    requests = forecasts.requests
    source = requests.source[request]
    estimate = np.maximum(np.floor(forecasts.points[:, CHAMPION][request]) + 0.5, 0.5)
    return {
        "line_source": text(("ACTUAL_PROP", "NO_PROP_LINE"), source == NO_LINE),
        "line_source_api": text(("ODDS_API", "BETTINGPROS"), source),
        "sportsbook": text(
            ("DRAFTKINGS", "FANDUEL"), np.where(source == NO_LINE, -1, requests.second[request].astype(np.int64))
        ),
        "was_line_fallback": source == BETTINGPROS,
        "estimated_line_value": masked(estimate, ~without),
        "estimation_method": text(("points_avg_last_10",), np.where(without, 0, -1)),
    }


def _system_columns(league: League, forecasts: Forecasts, system: Ints) -> dict[str, Column]:
    """What each kind of system tells about itself."""
    random = league.stream(Part.FORECASTS).spawn(1)[0]
    rule_based = system < _RULE_BASED
    ensemble = np.array([one.is_ensemble for one in SYSTEMS])[system]
    similar = system == SIMILARITY
    count = len(system)

    def adjustment(spread: float) -> Any:
        return masked(np.round(np.clip(random.normal(0.0, spread, count), -4.0, 4.0), 2), ~rule_based)

    spread = np.round(forecasts.points[:, :_RULE_BASED].std(axis=1).repeat(_SYSTEM_COUNT), 2)
    similar_games = np.clip(forecasts.history, 5, 40).repeat(_SYSTEM_COUNT)
    return {
        "fatigue_adjustment": adjustment(0.5),
        "shot_zone_adjustment": adjustment(0.6),
        "pace_adjustment": adjustment(0.5),
        "usage_spike_adjustment": adjustment(0.4),
        "home_away_adjustment": adjustment(0.3),
        "referee_adjustment": adjustment(0.2),
        "similarity_baseline": masked(forecasts.points.reshape(-1), ~similar),
        "similar_games_count": masked(similar_games, ~similar),
        "avg_similarity_score": masked(np.round(random.uniform(76.0, 90.0, count), 2), ~similar),
        "min_similarity_score": masked(np.round(random.uniform(70.0, 75.0, count), 2), ~similar),
        "ml_model_id": Text(
            pa.array([one.model or "" for one in SYSTEMS]),
            np.where(np.array([one.model is not None for one in SYSTEMS])[system], system, -1),
        ),
        "prediction_variance": masked(np.round(spread**2, 2), ~ensemble),
        "system_agreement_score": masked(np.round(forecasts.agreement.reshape(-1), 2), ~ensemble),
        "contributing_systems": masked(np.where(system == _SYSTEM_COUNT - 1, 5, 4), ~ensemble),
    }


def _completeness_columns(forecasts: Forecasts, request: Ints) -> dict[str, Column]:
    """How much of the ten-game window a player had to offer."""
    games = np.minimum(forecasts.history, _FULL_WINDOW)[request]
    complete: Floats = 100.0 * games / _FULL_WINDOW
    return {
        "expected_games_count": _FULL_WINDOW,
        "actual_games_count": games,
        "completeness_percentage": complete,
        "missing_games_count": _FULL_WINDOW - games,
        "is_production_ready": complete >= 100 * _READY_SHARE,
        "reprocess_attempt_count": 0,
        "circuit_breaker_active": False,
        "manual_override_required": False,
        "season_boundary_detected": False,
        "backfill_bootstrap_mode": False,
        "processing_decision_reason": text(("processed",), np.zeros(len(request), np.int64)),
    }


def _injury_columns(league: League, requests: Requests, request: Ints) -> dict[str, Column]:
    """What the injury report said before the run: nobody is predicted who was known to be out."""
    part = league.participation
    checked = batch_started(league.schedule.day[requests.game])
    status = status_at(league, requests.game, requests.player, checked)
    # The morning report of an early game may already rule out a late scratch; the run had read the one before it.
    status = np.where((status == OUT) | (status == DOUBTFUL), QUESTIONABLE, status)
    status = np.where(status < len(RESTRICTED), status, -1)
    flagged = status >= 0
    late = part.late[requests.row, requests.place]
    reason = np.where(
        late,
        reason_of_absence(part, league.rosters, requests.row, requests.place),
        listed_reason(requests.player),
    )
    return {
        "injury_status_at_prediction": text(RESTRICTED, status[request]),
        "injury_flag_at_prediction": flagged[request],
        "injury_reason_at_prediction": reason_text(np.where(flagged, reason, -1)[request]),
        "injury_checked_at": checked[request],
    }


def _nothing(rows: int) -> Any:
    return pa.array([[]], pa.list_(pa.string())).take(pa.array(np.zeros(rows, np.int64)))
