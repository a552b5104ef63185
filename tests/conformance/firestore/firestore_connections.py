"""Connections of real clients to a Firestore, each client with a project of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import grpc
from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport

ClientOf = Callable[[str], firestore.Client]
"""Project → client."""


def clients_at(host: str) -> Iterator[ClientOf]:
    """Clients that share one connection to a gRPC server."""
    with grpc.insecure_channel(host) as channel:
        transport = FirestoreGrpcTransport(channel=channel)

        def made(project: str) -> firestore.Client:
            one = firestore.Client(project=project, credentials=AnonymousCredentials())
            one._firestore_api_internal = FirestoreClient(transport=transport)
            one._rpc_metadata_internal = [
                ("google-cloud-resource-prefix", one._database_string),
                ("authorization", "Bearer owner"),
            ]
            return one

        yield made
