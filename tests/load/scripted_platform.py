"""`python scripted_platform.py [WRONG]...`: coordinator and worker in one small process, that answer by a script.

A batch moves on by ten players each time it is asked for, so that no time passes in it. Each WRONG spoils one answer,
from the moment on that a batch is in place or, with `at-once`, from the start. GET /seen tells what was pushed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, jsonify, request
from waitress import create_server

PLAYERS, A_POLL = 40, 10
KEY = "a key for tests"
SPOILED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "start": lambda body: body | {"game_date": "1999-01-01"},
    "status": lambda body: body | {"progress": body["progress"] | {"remaining": 99}},
    "health": lambda body: body | {"status": "starting"},
    "stalled": lambda body: body | {"results": []},
}


class Script:
    """What the server knows."""

    def __init__(self, wrong: list[str]) -> None:
        self.wrong = frozenset(wrong)
        self.done: dict[str, int] = {}
        self.pushed: list[tuple[str, str]] = []
        self.at_once = "at-once" in wrong

    def body(self, what: str, right: dict[str, Any]) -> dict[str, Any]:
        spoils = what in self.wrong and (self.at_once or any(done >= PLAYERS for done in self.done.values()))
        return SPOILED[what](right) if spoils else right

    def progress(self, batch_id: str) -> dict[str, Any]:
        done = self.done[batch_id]
        return {
            "expected": PLAYERS,
            "completed": done,
            "failed": 0,
            "remaining": PLAYERS - done,
            "is_complete": done >= PLAYERS,
            "total_predictions": done * 7,
            "elapsed_seconds": 1.0,
            "completion_rate": 10.0,
            "eta_seconds": None,
            "progress_percentage": 100.0 * done / PLAYERS,
        }


def made(script: Script) -> Flask:
    app = Flask(__name__)

    @app.before_request
    def guarded() -> tuple[Response, int] | None:
        if request.path in ("/start", "/status", "/complete", "/check-stalled") and request.headers["X-API-Key"] != KEY:
            return jsonify(status="unauthorized", reason="the key is not the right one"), 401
        return None

    @app.post("/start")
    def start() -> tuple[Response, int]:
        asked = request.get_json()
        day = asked["game_date"]
        if "no-players" in script.wrong or (day > "2024-04-14" and "retries" not in script.wrong):
            return jsonify(status="no_players", reason=f"nobody plays on {day}"), 404
        of_day = [batch for batch in script.done if day in batch]
        runs = any(script.done[batch] < PLAYERS for batch in of_day)
        if runs or (of_day and not asked["force"]):
            word = "already_running" if runs else "already_exists"
            return jsonify(status=word, reason="it is there", batch_id=of_day[-1]), 409
        batch_id = f"batch_{day}_{1_712_935_800 + len(script.done)}"
        script.done[batch_id] = 0
        right = {
            "status": "started",
            "batch_id": batch_id,
            "game_date": day,
            "total_requests": PLAYERS,
            "published": PLAYERS,
            "summary": {},
            "monitor_url": f"{request.host_url}status?batch_id={batch_id}",
        }
        return jsonify(script.body("start", right)), 202

    @app.get("/status")
    def status() -> tuple[Response, int]:
        batch_id = request.args["batch_id"]
        if batch_id not in script.done:
            return jsonify(status="not_found", reason="nobody created it"), 404
        script.done[batch_id] = min(PLAYERS, script.done[batch_id] + (0 if "stands-still" in script.wrong else A_POLL))
        progress = script.progress(batch_id)
        said = "consolidated" if progress["is_complete"] else "in_progress"
        right = {"status": said, "batch_id": batch_id, "progress": progress, "is_stalled": False, "summary": {}}
        return jsonify(script.body("status", right)), 200

    @app.get("/health")
    def health() -> Response:
        return jsonify(script.body("health", {"status": "healthy"}))

    @app.get("/ready")
    def ready() -> Response:
        return jsonify(status="ready")

    @app.post("/check-stalled")
    def stalled() -> Response:
        return jsonify(
            script.body("stalled", {"batches_checked": 1, "batches_completed": 0, "results": [{"result": "running"}]})
        )

    @app.post("/complete")
    @app.post("/predict")
    def push() -> Response | tuple[str, int]:
        envelope = request.get_json()
        script.pushed.append((request.path, envelope["message"]["messageId"]))
        return ("taken", 200) if request.path.strip("/") in script.wrong else Response(status=204)

    @app.get("/seen")
    def seen() -> Response:
        return jsonify(script.pushed)

    return app


def main() -> None:
    server = create_server(made(Script(sys.argv[1:])), host="127.0.0.1", port=0, threads=4)
    print(f"http://127.0.0.1:{server.effective_port}", flush=True)
    server.run()


if __name__ == "__main__":
    main()
