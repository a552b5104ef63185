"""How BigQuery refuses, in the shapes that its clients turn into exceptions.

The shape of errors and the reasons are those of the REST reference ("Error messages"). The texts are written down from
memory of what users report; those about a concurrent update and the streaming buffer are what callers look for.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from harness.cloud.bigquery.exchanges import Asked, Reply

_STATUS = {400: "INVALID_ARGUMENT", 403: "PERMISSION_DENIED", 409: "ALREADY_EXISTS", 503: "UNAVAILABLE"}

QUOTA_TEXTS = {
    "quotaExceeded": "Quota exceeded: Your table exceeded quota for imports or query appends per table.",
    "rateLimitExceeded": "Exceeded rate limits: too many table update operations for this table.",
}
UNAVAILABLE_TEXT = "Error encountered during execution. Retrying may solve the problem."


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error as BigQuery names it."""

    reason: str
    message: str
    location: str | None = None

    def entry(self) -> dict[str, str]:
        """The ErrorProto of a job's status."""
        place = {"location": self.location} if self.location else {}
        return {"reason": self.reason, "message": self.message, **place}


def concurrent_update(table: str, *, in_transaction: bool) -> Refusal:
    """Another statement changed the table meanwhile; `table` is `project.dataset.table`."""
    project, dataset, name = table.split(".", 2)
    place = f"{project}:{dataset}.{name}"
    said = f"Could not serialize access to table {place} due to concurrent update"
    if in_transaction:
        said = f"Transaction is aborted due to concurrent update against table {place}."
    return Refusal("invalidQuery", said, "query")


def in_streaming_buffer(table: str) -> Refusal:
    """Rows of the table were streamed a short time ago and cannot be changed yet."""
    said = f"UPDATE or DELETE statement over table {table} would affect rows in the streaming buffer"
    return Refusal("invalidQuery", f"{said}, which is not supported", "query")


def quota(reason: str) -> Refusal:
    """A quota or a rate limit is used up."""
    return Refusal(reason, QUOTA_TEXTS[reason])


UNAVAILABLE = Refusal("backendError", UNAVAILABLE_TEXT)


def duplicate(project: str, job: str) -> Refusal:
    """The job was begun before; a client that sent it again asks for it then."""
    return Refusal("duplicate", f"Already Exists: Job {project}:US.{job}")


def error_reply(status: int, refusal: Refusal, *, domain: str = "global") -> Reply:
    """The answer to a request that is refused as such."""
    entry = {**refusal.entry(), "domain": domain}
    error = {"code": status, "message": refusal.message, "errors": [entry], "status": _STATUS[status]}
    return json_reply({"error": error}, status)


def failed_job(asked: Asked, refusal: Refusal) -> dict[str, Any]:
    """The job that was taken and has failed, as jobs.insert and jobs.get answer it."""
    now = str(int(time.time() * 1000))
    return {
        "kind": "bigquery#job",
        "id": f"{asked.project}:US.{asked.job}",
        "jobReference": {"projectId": asked.project, "jobId": asked.job, "location": "US"},
        "configuration": dict(asked.configuration),
        "status": {"state": "DONE", "errorResult": refusal.entry(), "errors": [refusal.entry()]},
        "statistics": {"creationTime": now, "startTime": now, "endTime": now},
    }


def json_reply(value: object, status: int = 200) -> Reply:
    """A JSON value as an answer."""
    return Reply(status, json.dumps(value).encode())
