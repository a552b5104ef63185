"""What a completion, or the clock, comes to: kept in both stores, judged, and the next phase started once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from google.cloud import firestore

from harness.reference.completion import CompletionTracker
from harness.reference.completion_record import CompletionRecord
from harness.reference.completion_stores import DocumentCompletions, TableCompletions
from harness.reference.phases import Decision, PhaseTrigger, Trigger
from harness.reference.phases_rules import Edge, Evidence
from harness.reference.retry_transaction import settled
from harness.reference.safeguards import Safeguards
from harness.reference.services.clients import Clients
from harness.reference.services.phases.completion_message import CompletionMessage, Details
from harness.reference.services.phases.evidence import DayEvidence
from harness.reference.services.phases.triggers import TOPICS, batch_of, export_start, phase_start, reported

_LOG = logging.getLogger(__name__)


class Publish(Protocol):
    """Publishes to a topic; returns once the broker has the message."""

    def __call__(self, topic: str, data: bytes, *, attributes: dict[str, str]) -> object: ...


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep came to on one edge and day; `carried` are the completions that a store had lost."""

    edge: Edge
    game_date: str
    decision: Decision
    carried: int


class PhaseHandlers:
    """All edges of one project."""

    def __init__(
        self,
        clients: Clients,
        *,
        publish: Publish,
        safeguards: Safeguards,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._clients, self._publish, self._safeguards, self._now = clients, publish, safeguards, now
        documents = DocumentCompletions(clients.project, client=clients.firestore, safeguards=safeguards)
        self._table = TableCompletions(clients.project, client=clients.bigquery, safeguards=safeguards)
        self._tracker = CompletionTracker(documents, self._table, safeguards=safeguards)
        self._evidence = DayEvidence(lambda: clients.bigquery)

    def handle(self, edge: Edge, message: CompletionMessage) -> Decision:
        """Keeps a completion and evaluates its day.

        The document first, by the trigger: it also keeps when the first completion came. The tracker then adds the
        other store, and leaves the document as it is.

        Raises:
            RefusedError: 400; the completion is of another phase.
            GoogleAPIError, ContentionError, NotPublishedError, NotRecordedError: deliver the message again.
        """
        record = message.record(edge, received_at=self._now())
        self._keep_details(record, message.metadata or Details())
        decision = self._trigger(edge).handle(record)
        written = self._tracker.record(record)
        if not written.table:
            _LOG.warning("%s is in Firestore only; the next sweep carries it to BigQuery", " ".join(record.key))
        self._log(edge, record.game_date, decision)
        return decision

    def sweep(self, edge: Edge, game_date: str) -> Swept:
        """Evaluates a day without a message, after what one store had lost was carried over from the other.

        Raises:
            GoogleAPIError, ContentionError, NotPublishedError: a store or the broker cannot be reached.
        """
        self._tracker.retry_pending()
        trigger, known = self._trigger(edge), self.fields(edge, game_date)
        kept = self._table.records(edge.upstream, game_date)
        lost = [one for one in kept if one.processor_name not in known]
        # By the trigger, which also keeps when the first completion came.
        decisions = [*(trigger.handle(one) for one in lost), trigger.sweep(game_date)]
        carried = len(lost) + (self._tracker.reconcile(edge.upstream, game_date) if known or kept else 0)
        decision = next((one for one in decisions if one.trigger), decisions[-1])
        self._log(edge, game_date, decision)
        return Swept(edge, game_date, decision, carried)

    def fields(self, edge: Edge, game_date: str) -> dict[str, Any]:
        """The document of a day; empty where there is none."""
        return self._document(edge, game_date).get().to_dict() or {}

    def _trigger(self, edge: Edge) -> PhaseTrigger:
        looked: dict[str, Evidence] = {}

        def probe(game_date: str) -> Evidence:
            # What was judged is also what the message says.
            if game_date not in looked:
                looked[game_date] = self._found(edge, game_date)
            return looked[game_date]

        return PhaseTrigger(
            self._clients.project,
            edge=edge,
            probe=probe,
            publish=lambda trigger: self._send(trigger, probe),
            client=self._clients.firestore,
            safeguards=self._safeguards,
        )

    def _found(self, edge: Edge, game_date: str) -> Evidence:
        if edge is not Edge.PHASE_5_TO_6:
            return self._evidence.of(edge, game_date)
        batch = batch_of(reported(self.fields(edge, game_date)))
        if batch is None:
            return Evidence()
        said = batch.details
        return Evidence(completion_percentage=said.completion_percentage or 0.0, predictions=said.predictions or 0)

    def _send(self, trigger: Trigger, probe: Callable[[str], Evidence]) -> None:
        entries, now = reported(self.fields(trigger.edge, trigger.game_date)), self._now()
        if trigger.edge is Edge.PHASE_5_TO_6:
            data = export_start(trigger, entries, now=now).data()
        else:
            found = probe(trigger.game_date)
            data = phase_start(trigger, entries, found, now=now, safeguards=self._safeguards).data()
        # By the id a receiver knows a trigger that was published again.
        self._publish(TOPICS[trigger.edge], data, attributes={"trigger_id": trigger.id})

    def _keep_details(self, record: CompletionRecord, said: Details) -> None:
        """Beside the entry of the processor, since a message may have to be written again from what is kept."""
        document = self._clients.firestore.document(f"{record.phase}_completion/{record.game_date}")
        place = self._clients.firestore.field_path("_details", record.processor_name)
        details = {"said": said.model_dump(exclude_none=True), "completed_at": record.completed_at}

        def body(transaction: firestore.Transaction) -> None:
            fields = document.get(transaction=transaction).to_dict() or {}
            known = (fields.get("_details") or {}).get(record.processor_name)
            if known is None or known["completed_at"] <= record.completed_at:
                # As a whole: what an earlier run said does not hold for a later one.
                transaction.set(document, {"_details": {record.processor_name: details}}, merge=[place])

        settled(self._clients.firestore, body)

    def _document(self, edge: Edge, game_date: str) -> Any:
        return self._clients.firestore.document(f"{edge.upstream}_completion/{game_date}")

    def _log(self, edge: Edge, game_date: str, decision: Decision) -> None:
        _LOG.info("%s %s: %s", edge.value, game_date, decision.why, extra={"problems": list(decision.problems)})
