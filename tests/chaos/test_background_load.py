"""A load beside an experiment: it ends with its input, leaves its record, and shows no key."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chaos.background_load import BackgroundLoad, Wanted

KEY = "a key that is nobody's business"


class Refusing(BaseHTTPRequestHandler):
    """A coordinator that has no games on the day that a retry storm asks for; it counts who asked."""

    protocol_version = "HTTP/1.1"

    def _answer(self, status: int, body: dict[str, object]) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text)
        self.server.asked.release()  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        self._answer(200, {"status": "healthy", "service": "coordinator", "revision": "one"})

    def do_POST(self) -> None:
        self._answer(404, {"status": "no_players", "reason": "no games"})

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def coordinator() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        server.asked = threading.Semaphore(0)  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join(20)


def wanted(out: Path, port: int, **more: object) -> Wanted:
    told = {"scenario": "retry_storm", "duration_s": 300.0, "rate": 50.0, "users": 5} | more
    return Wanted(host=f"http://127.0.0.1:{port}", out=out, environment={"COORDINATOR_API_KEY": KEY}, **told)  # type: ignore[arg-type]


def test_a_load_that_is_ended_early_leaves_what_it_did(coordinator: ThreadingHTTPServer, tmp_path: Path) -> None:
    load = BackgroundLoad(wanted(tmp_path / "load.json", coordinator.server_port), at_s=12.5).start()
    # Several seconds' worth, so that a part of it has been written down.
    for _ in range(250):
        assert coordinator.asked.acquire(timeout=150), "no load came"  # type: ignore[attr-defined]
    told = load.ended(early=True)
    assert (told.scenario, told.outcome, told.at_s, told.record) == ("retry_storm", "failed", 12.5, "load.json")
    assert told.requests > 100
    assert told.response_p99_ms is not None
    assert "interrupted by hand" in told.reason
    assert KEY not in "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())


def test_a_load_that_cannot_begin_is_unknown_with_what_it_said(tmp_path: Path) -> None:
    told = BackgroundLoad(wanted(tmp_path / "load.json", 9, scenario="morning"), at_s=0).start().ended()
    assert told.outcome == "unknown"
    assert "left no record" in told.reason
    assert "morning" in told.reason
    assert KEY not in told.reason


def test_a_key_is_shown_by_no_representation(tmp_path: Path) -> None:
    assert KEY not in repr(wanted(tmp_path, 9))
    with pytest.raises(ValueError, match="duration_s") as refused:
        wanted(tmp_path, 9, duration_s="long")
    assert KEY not in str(refused.value)
    assert os.environ.get("COORDINATOR_API_KEY") != KEY
