"""A process that faults are tried on: it listens on loopback and does what a GET asks of it."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit


class Handler(BaseHTTPRequestHandler):
    kept: ClassVar[list[Any]] = []

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        try:
            said = getattr(self, parts.path.strip("/"))(**dict(parse_qsl(parts.query)))
        except (OSError, ImportError, MemoryError) as error:
            said = {"error": type(error).__name__, "number": getattr(error, "errno", None)}
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return

    def clock(self) -> dict[str, float]:
        return {"time": time.time(), "date": datetime.now(UTC).timestamp(), "monotonic": time.monotonic()}

    def module(self, name: str) -> dict[str, str]:
        return {"found": importlib.import_module(name).__name__}

    def descriptors(self, count: str) -> dict[str, int]:
        """Opens so many; how many it got."""
        got: list[int] = []
        try:
            for _ in range(int(count)):
                got.append(os.dup(0))
        except OSError as error:
            return {"got": len(got), "number": error.errno or 0}
        finally:
            for one in got:
                os.close(one)
        return {"got": len(got), "number": 0}

    def memory(self, mb: str) -> dict[str, int]:
        return {"got": len(bytearray(int(mb) << 20)) >> 20}

    def write(self, path: str, size: str) -> dict[str, int]:
        return {"wrote": Path(path).write_bytes(bytes(int(size)))}


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--port", type=int, default=0)
    port = asked.parse_args().port
    if os.environ.get("TINY_MODE") == "wrong":
        sys.exit("TINY_MODE = 'wrong' cannot be used")
    if path := os.environ.get("CLOCK_FILE"):
        from harness.reference.services.clock_file import follow

        follow(Path(path))
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    print(f"ready tiny http://127.0.0.1:{server.server_port}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Event().wait()


if __name__ == "__main__":
    main()
