"""Google's own clients, pointed at emulators where the environment names them."""

from __future__ import annotations

from functools import cached_property

from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery, firestore

from harness.reference.services.environment import ServiceEnvironment
from harness.reference.services.publishing import Publisher


class Clients:
    """One client each of Firestore, BigQuery and Pub/Sub, made when it is first asked for, closed together.

    Google's Firestore and Pub/Sub clients find their emulators by FIRESTORE_EMULATOR_HOST and PUBSUB_EMULATOR_HOST in
    the environment of the process.
    """

    def __init__(self, environment: ServiceEnvironment) -> None:
        self._environment = environment

    @property
    def project(self) -> str:
        return self._environment.gcp_project_id

    @cached_property
    def firestore(self) -> firestore.Client:
        return firestore.Client(project=self.project)

    @cached_property
    def bigquery(self) -> bigquery.Client:
        endpoint = self._environment.bigquery_emulator_host
        if endpoint is None:
            return bigquery.Client(project=self.project)
        client = bigquery.Client(
            project=self.project,
            credentials=AnonymousCredentials(),  # type: ignore[no-untyped-call]
            client_options={"api_endpoint": endpoint},
        )
        # The emulator does not serve the storage API.
        client._ensure_bqstorage_client = lambda *_, **__: None  # type: ignore[method-assign]
        return client

    @cached_property
    def publisher(self) -> Publisher:
        return Publisher(self.project, safeguards=self._environment.safeguards)

    def close(self) -> None:
        """Sends what the publisher still holds, then closes the connections of those that were made."""
        made = self.__dict__
        if "publisher" in made:
            self.publisher.close()
        if "bigquery" in made:
            self.bigquery.close()  # type: ignore[no-untyped-call]
        if "firestore" in made:
            # Its own `close` leaves the channel open.
            self.firestore._firestore_api.transport.close()
