"""Time-to-live policies. The service deletes expired documents at some time, typically within a day, or not yet.

Until then they appear in reads and queries. So nothing is deleted here by itself: whoever plays the service
(a scheduler, a test) asks what has expired and chooses what to delete, and when.
"""

from __future__ import annotations

from dataclasses import dataclass

from harness.cloud.errors import Status, StatusError
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.field_paths import parse_field_path
from harness.cloud.firestore.filters import FieldFilter, Operator
from harness.cloud.firestore.queries import Query
from harness.cloud.firestore.values import Timestamp
from harness.cloud.firestore.writes import Precondition, Write


@dataclass(frozen=True, slots=True)
class TimeToLive:
    """The timestamp in `field` says when a document of a collection group expires.

    `root` is `projects/P/databases/D/documents`.
    """

    engine: Engine
    root: str
    collection_id: str
    field: str

    def expired(self) -> list[str]:
        """The names of the documents that the service may delete now, the longest expired first."""
        now = Timestamp(self.engine.timeline.now())
        past = FieldFilter(parse_field_path(self.field), Operator.LESS_OR_EQUAL, now)
        documents, _ = self.engine.query(Query(self.root, self.collection_id, all_descendants=True, where=past))
        return [document.name for document in documents]

    def delete(self, name: str) -> bool:
        """Deletes a document if it is still expired; a renewed one stays."""
        [document], _ = self.engine.read([name])
        if document is None or name not in self.expired():
            return False
        try:
            self.engine.commit([Write(name, None, precondition=Precondition(update_time=document.update_time))])
        except StatusError as error:
            if error.status is not Status.FAILED_PRECONDITION:
                raise
            return False
        return True
