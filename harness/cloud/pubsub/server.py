"""A gRPC server of Pub/Sub on the loopback interface, for other processes and for PUBSUB_EMULATOR_HOST."""

from __future__ import annotations

from typing import Self

from harness.cloud.pubsub.proto_messages import METHODS
from harness.cloud.pubsub.servicer import Servicer
from harness.cloud.pubsub.ticking import DEFAULT_TICK_S, Ticking
from harness.cloud.server import MOST_CONCURRENT_REQUESTS, LoopbackServer


class PubSubServer(LoopbackServer[Servicer]):
    """Every streaming pull keeps one of the server's threads.

    `tick_s` is how often, in real seconds, open streams get what the clock has made deliverable.
    """

    methods = METHODS

    def __init__(
        self,
        servicer: Servicer,
        port: int = 0,
        threads: int = MOST_CONCURRENT_REQUESTS,
        tick_s: float = DEFAULT_TICK_S,
    ) -> None:
        super().__init__(servicer, port, threads)
        self._ticking = Ticking(servicer.engine.tick, tick_s)

    def start(self) -> Self:
        super().start()
        self._ticking.start()
        return self

    def stop(self) -> None:
        self._ticking.stop()
        super().stop()
