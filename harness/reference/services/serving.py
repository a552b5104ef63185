"""A service as a process: ready line, signals, draining, and what it holds is given up in order."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from harness.reference.services.clients import Clients
from harness.reference.services.draining import DrainedTooLateError, DrainingServer
from harness.reference.services.environment import ServiceEnvironment
from harness.reference.services.logs import log_as_json

DRAIN_SECONDS = 22.0
"""Of the thirty that a process has from SIGTERM to its end; the rest is for `close` and the clients."""
_STOPPING = frozenset({signal.SIGTERM, signal.SIGINT})
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """An app, what is to be done when its last request was answered, and how many requests it takes at once."""

    app: Flask
    close: Callable[[], object] = lambda: None
    threads: int = 8


Build = Callable[[ServiceEnvironment, Clients], Service]
"""How a service is made. The clients are closed after it, by whoever made them."""


def serve(build: Build, environment: ServiceEnvironment, *, name: str, port: int) -> int:
    """Serve until SIGTERM or SIGINT, then drain and end.

    The exit status: 0, 1 where requests were cut off, 2 where the port cannot be had.
    """
    log_as_json(service=name, revision=environment.service_revision)
    # Blocked before any thread starts, so that the signal waits for the line below.
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    _follow_clock_file()
    clients = Clients(environment)
    service = build(environment, clients)
    try:
        server = DrainingServer(service.app, name=name, port=port, threads=service.threads)
    except OSError as error:
        _LOG.error("port %d cannot be had: %s; give another, or 0 for a free one", port, error)
        service.close()
        clients.close()
        return 2
    server.start()
    print(f"ready {name} http://127.0.0.1:{server.port}", flush=True)
    told = signal.sigwait(_STOPPING)
    _LOG.info("%s: draining", signal.Signals(told).name)
    status = 0
    try:
        server.drain(DRAIN_SECONDS)
    except DrainedTooLateError as late:
        _LOG.error("%s", late)
        status = 1
    service.close()
    clients.close()
    _LOG.info("ended")
    return status


def _follow_clock_file() -> None:
    """Where CLOCK_FILE names one, the wall clock of this process goes by it until its end."""
    if path := os.environ.get("CLOCK_FILE"):
        from harness.reference.services.clock_file import follow

        follow(Path(path))
