"""A gRPC server of Firestore on the loopback interface, for other processes and for FIRESTORE_EMULATOR_HOST."""

from __future__ import annotations

from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.servicer import Servicer
from harness.cloud.server import LoopbackServer


class FirestoreServer(LoopbackServer[Servicer]):
    """Every listener and every request that waits for locks keeps one of the server's threads."""

    methods = METHODS
