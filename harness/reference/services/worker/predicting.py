"""From a request to staged predictions, and only then to the message that the player is done."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Protocol

from pydantic import BaseModel

from harness.reference.services.worker.features import Day, FeatureDays
from harness.reference.services.worker.forecasting import Alike, Forecast, PlayerFeatures, forecast
from harness.reference.services.worker.model import ChampionModel
from harness.reference.services.worker.prediction_request import PredictionRequest
from harness.reference.staging import StagingWriter
from harness.reference.staging_prediction import Prediction, SimilarGames

READY_TOPIC = "prediction-ready-prod"
_LOG = logging.getLogger(__name__)
_NAMESPACE = uuid.UUID("5c3f0d3e-6f0b-5a55-9d0e-3a3c2d7c9b10")


class PredictionReady(BaseModel):
    """What the coordinator is told of a player: how many predictions were staged, 0 where he was skipped for good.

    The timestamp is in UTC and does not say so, as the platform's workers write it.
    """

    player_lookup: str
    game_date: str
    predictions_generated: int
    batch_id: str
    correlation_id: str | None
    timestamp: str
    worker_instance: str


class Publish(Protocol):
    """Publishes to a topic; returns once the broker has the message."""

    def __call__(self, topic: str, data: bytes) -> object: ...


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a request. `skipped` is why nothing can ever be predicted, None where something was."""

    predictions: int
    skipped: str | None


class Predictor:
    """Predicts for one worker.

    `writer` gives the staging of a dataset prefix; `model` the champion's, or raises what is wrong with it. `lacking`
    is why nobody can be predicted here: it is asked once a request was taken, too late to leave it to others.
    """

    def __init__(
        self,
        *,
        features: FeatureDays,
        model: Callable[[], ChampionModel],
        writer: Callable[[str], StagingWriter],
        publish: Publish,
        instance: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        lacking: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._features, self._model, self._writer, self._publish = features, model, writer, publish
        self._instance, self._now, self._lacking = instance, now, lacking

    def answer(self, request: PredictionRequest) -> Answered:
        """Predicts, stages, reports. May be repeated: a player's newer rows stand in the merge, and he counts once.

        Raises:
            ModelMissingError: there is no model; nothing was staged and nobody was told.
            GoogleAPIError, NotPublishedError: deliver the request again.
        """
        model = self._model()
        found = self._lacking() or self._found(request)
        if isinstance(found, str):
            _LOG.warning(
                "%s is skipped: %s", request.player_lookup, found,
                extra={"batch_id": request.batch_id, "game_date": request.game_date},
            )  # fmt: skip
            self._report(request, 0)
            return Answered(0, found)
        games = request.historical_games_batch or []
        forecasts = forecast(found, games=games, lines=request.lines, model=model)
        predictions = _predictions(request, forecasts, self._now())
        self._writer(request.dataset_prefix or "").stage(request.batch_id, predictions)
        self._report(request, len(predictions))
        return Answered(len(predictions), None)

    def _found(self, request: PredictionRequest) -> PlayerFeatures | str:
        """The player's features, or why he is skipped for good."""
        if request.needs_bootstrap:
            return "too few games are played yet"
        day = Day(request.game_date, request.dataset_prefix or "")
        found = self._features.of(day, request.player_lookup, asked_at=request.timestamp or self._now())
        if found is None:
            return f"no features for {request.game_date}"
        return found.lacking() or found

    def _report(self, request: PredictionRequest, predictions: int) -> None:
        ready = PredictionReady(
            player_lookup=request.player_lookup,
            game_date=request.game_date,
            predictions_generated=predictions,
            batch_id=request.batch_id,
            correlation_id=request.correlation_id,
            timestamp=self._now().astimezone(UTC).replace(tzinfo=None).isoformat(),
            worker_instance=self._instance,
        )
        self._publish(READY_TOPIC, ready.model_dump_json().encode())


def _predictions(request: PredictionRequest, forecasts: Sequence[Forecast], now: datetime) -> list[Prediction]:
    return [
        Prediction(
            prediction_id=str(uuid.uuid5(_NAMESPACE, _name(request, one))),
            system_id=one.system_id,
            player_lookup=request.player_lookup,
            game_date=request.game_date,
            game_id=request.game_id,
            predicted_points=Decimal(str(one.points)),
            line=None if one.line is None else Decimal(str(one.line)),
            created_at=now,
            confidence_score=Decimal(str(one.confidence)),
            recommendation=one.recommendation,
            contributing_systems=one.parts,
            similar_games=_similar_games(one.alike) if one.alike else None,
        )
        for one in forecasts
    ]


def _similar_games(alike: Alike) -> SimilarGames:
    likenesses = [Decimal(str(one)) for one in alike.likenesses]
    cent = Decimal("0.01")
    average = sum(likenesses, Decimal(0)) / len(likenesses)
    return SimilarGames(len(likenesses), average.quantize(cent), min(likenesses).quantize(cent))


def _name(request: PredictionRequest, one: Forecast) -> str:
    """What a prediction's id is made of: the same request gives the same ids."""
    return "|".join((request.batch_id, request.game_id, request.player_lookup, one.system_id, str(one.line)))
