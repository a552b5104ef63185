"""How a worker is made: POST /predict, and what tells whether it can predict."""

from __future__ import annotations

import logging
import os
import re
import uuid
from functools import cache
from hashlib import sha256
from typing import Literal

from flask import Flask, Response
from google.api_core.exceptions import GoogleAPIError
from pydantic import BaseModel

from harness.reference.deduplication import Deduplicator, Delivery
from harness.reference.retry_transaction import ContentionError
from harness.reference.services.answers import RefusedError, answer, no_content, refuse_in_json
from harness.reference.services.clients import Clients
from harness.reference.services.envelope import push_of_request
from harness.reference.services.environment import ServiceEnvironment
from harness.reference.services.health import (
    NotReadyError,
    Probe,
    bigquery_probe,
    environment_probe,
    firestore_probe,
    health_routes,
)
from harness.reference.services.publishing import NotPublishedError
from harness.reference.services.serving import Service
from harness.reference.services.worker.features import FeatureDays, from_feature_store
from harness.reference.services.worker.imports import CriticalImports
from harness.reference.services.worker.model import VARIABLE, ChampionModel, ModelMissingError
from harness.reference.services.worker.predicting import Predictor
from harness.reference.services.worker.prediction_request import PredictionRequest
from harness.reference.staging import StagingWriter
from harness.reference.staging_stores import DATASET, BigQueryPredictions

TRANSIENT = (GoogleAPIError, ContentionError, NotPublishedError, OSError)
"""How the stores and the network fail; a timeout is an OSError too."""
MESSAGES = "prediction-request"
"""Begins the ids under which deliveries are remembered: message ids are unique in a topic only."""
_LOG = logging.getLogger(__name__)


class About(BaseModel):
    """The answer of GET /."""

    service: Literal["worker"] = "worker"
    status: Literal["running"] = "running"
    revision: str
    instance: str


class Variables(BaseModel):
    """The answer of POST /internal/check-env: which variables are set; never their values."""

    status: Literal["ok", "missing"]
    set: list[str]
    missing: list[str]


class Deployment(BaseModel):
    """The answer of POST /internal/deployment-started."""

    status: Literal["noted"] = "noted"
    revision: str


def build(environment: ServiceEnvironment, clients: Clients) -> Service:
    """The worker of one process. The champion's model is the file that MODEL_PATH names."""
    worker = _Worker(environment, clients, model_path=os.environ.get(VARIABLE))
    return Service(worker.app())


class _Worker:
    def __init__(self, environment: ServiceEnvironment, clients: Clients, *, model_path: str | None) -> None:
        self._environment, self._clients, self._model_path = environment, clients, model_path
        self._instance = f"{environment.service_revision}-{uuid.uuid4().hex[:8]}"
        self._imports = CriticalImports(environment.worker_imports, safeguards=environment.safeguards)
        self._features = FeatureDays(from_feature_store(lambda: clients.bigquery))
        self._predictor = Predictor(
            features=self._features,
            model=self._model,
            writer=self._writer_of,
            publish=lambda topic, data: clients.publisher.publish(topic, data),
            instance=self._instance,
            lacking=self._imports.lacking,
        )
        self._variables = {
            "GCP_PROJECT_ID": environment.gcp_project_id,
            VARIABLE: model_path,
        }
        self._model_or_log()

    def app(self) -> Flask:
        app = Flask("harness.reference.services.worker", static_folder=None)
        refuse_in_json(app)
        app.add_url_rule("/", "about", self.about)
        app.add_url_rule("/predict", "predict", self.predict, methods=["POST"])
        app.add_url_rule("/internal/check-env", "check_env", self.check_env, methods=["POST"])
        app.add_url_rule("/internal/deployment-started", "started", self.deployment_started, methods=["POST"])
        health_routes(
            app,
            service="worker",
            revision=self._environment.service_revision,
            probes=(
                environment_probe(self._variables),
                self._imports.probe(),
                Probe("model", self._check_model),
                firestore_probe(lambda: self._clients.firestore),
                bigquery_probe(lambda: self._clients.bigquery, dataset=DATASET),
            ),
        )
        return app

    def predict(self) -> Response:
        """204 done, or skipped for good; 400 a bad message; 500 deliver it again."""
        push = push_of_request()
        request = push.payload(PredictionRequest)
        message_id = _remembered_as(push.message_id)
        try:
            self._imports.check()
            delivery = self._deduplicator().once(message_id, lambda: self._predictor.answer(request))
        except (NotReadyError, ModelMissingError) as error:
            raise RefusedError(500, "not_ready", f"{error}; the message is to be delivered again") from error
        except TRANSIENT as error:
            _LOG.warning("%s is to be delivered again", request.player_lookup, exc_info=error)
            raise RefusedError(500, "transient", f"{type(error).__name__}; the message is to come again") from error
        if delivery is Delivery.IN_PROGRESS:
            raise RefusedError(500, "in_progress", "another delivery of this message is being worked through")
        return no_content()

    def about(self) -> Response:
        return answer(200, About(revision=self._environment.service_revision, instance=self._instance))

    def check_env(self) -> Response:
        """500 where a variable that the worker needs is not set."""
        missing = sorted(name for name, value in self._variables.items() if not value)
        found = sorted(set(self._variables) - set(missing))
        return answer(
            500 if missing else 200, Variables(status="missing" if missing else "ok", set=found, missing=missing)
        )

    def deployment_started(self) -> Response:
        """Nothing read before a deployment is kept beyond it."""
        self._features.forget()
        _LOG.info("a deployment has started: features are read again")
        return answer(200, Deployment(revision=self._environment.service_revision))

    def _model(self) -> ChampionModel:
        return _loaded(self._model_path)

    def _check_model(self) -> None:
        try:
            self._model()
        except ModelMissingError as error:
            raise NotReadyError(str(error)) from error

    def _model_or_log(self) -> None:
        try:
            self._model()
        except ModelMissingError as error:
            _LOG.error("no predictions are made: %s", error)

    def _writer_of(self, prefix: str) -> StagingWriter:
        dataset, safeguards = f"{prefix}{DATASET}", self._environment.safeguards
        store = BigQueryPredictions(
            self._clients.project, client=self._clients.bigquery, dataset=dataset, safeguards=safeguards
        )
        return StagingWriter(store, self._environment.service_revision, safeguards=safeguards)

    def _deduplicator(self) -> Deduplicator:
        return Deduplicator(
            self._clients.project, client=self._clients.firestore, safeguards=self._environment.safeguards
        )


def _remembered_as(message_id: str) -> str:
    """The name of the document. Pub/Sub's ids are numbers; of what a document cannot be called, its digest."""
    plain = re.fullmatch(r"[A-Za-z0-9_-]{1,200}", message_id)
    return f"{MESSAGES}:{message_id if plain else sha256(message_id.encode()).hexdigest()}"


@cache
def _loaded(path: str | None) -> ChampionModel:
    """A model is read once; one that was missing is looked for again."""
    return ChampionModel.load(path)
