"""Logs as JSON lines on stderr, in the names that Cloud Logging reads: severity, message, time."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """One object a record. What a caller gives as `extra` is beside the message."""

    def __init__(self, *, service: str, revision: str) -> None:
        super().__init__()
        self._always = {"service": service, "revision": revision}

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, object] = {
            "severity": record.levelname,
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "message": record.getMessage(),
            "logger": record.name,
        }
        extra = {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields | self._always | extra, default=str)


def log_as_json(*, service: str, revision: str) -> None:
    """Everything from INFO on goes to stderr; Google's clients and the server only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(service=service, revision=revision))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("google", "urllib3", "werkzeug"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # It warns of every request that waits for a thread, which under load is each one.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
