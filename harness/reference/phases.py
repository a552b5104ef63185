"""The triggers between the phases: each starts the next one once for a game day, <phase>_completion/<game date>.

A trigger is latched in a transaction, after the data were looked at and before its message goes out. A trigger whose
data are not right is not latched, so the next completion or sweep asks again. One that was latched and whose message
may not have gone out is published again under the same id, by which the receiver knows it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from google.cloud import firestore

from harness.reference.completion_record import DONE, CompletionRecord
from harness.reference.phases_rules import Edge, Evidence, Ready, Reported, problems, ready
from harness.reference.retry_transaction import settled, settled_write
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

PUBLISH_GRACE = timedelta(seconds=120)
"""Whoever latched a trigger has published it by then (the time-out of a batch of messages), or died."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The message that starts the next phase. `id` is the same each time the same trigger is published."""

    id: str
    edge: Edge
    game_date: str
    reason: str
    mode: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What an evaluation came to: the trigger that this call published, or why there was none.

    `fired` says that this call latched it too; exactly one call of all does, unless the day is reopened.
    """

    trigger: Trigger | None
    why: str
    problems: tuple[str, ...] = ()
    again: bool = False

    @property
    def fired(self) -> bool:
        return self.trigger is not None and not self.again


class PhaseTrigger:
    """One edge. `probe` says what the data of a day show, `publish` sends the message."""

    def __init__(
        self,
        project_id: str,
        *,
        edge: Edge,
        probe: Callable[[str], Evidence],
        publish: Callable[[Trigger], object],
        client: firestore.Client | None = None,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._client = client or firestore.Client(project=project_id)
        self._edge = edge
        self._probe = probe
        self._publish = publish
        self._safeguards = safeguards

    def handle(self, completion: CompletionRecord) -> Decision:
        """Enters what a processor reported, and evaluates the day.

        Raises:
            ValueError: the completion is of another phase.
        """
        if completion.phase != self._edge.upstream:
            raise ValueError(f"{self._edge.value} does not take completions of {completion.phase}")
        document = self._document(completion.game_date)

        def body(transaction: firestore.Transaction) -> None:
            fields = document.get(transaction=transaction).to_dict() or {}
            known = fields.get(completion.processor_name)
            if known is None or known["completed_at"] < completion.completed_at:
                transaction.set(document, self._entered(fields, completion), merge=True)

        settled(self._client, body)
        return self.evaluate(completion.game_date)

    def evaluate(self, game_date: str) -> Decision:
        """Starts the next phase if it is time, and publishes again what was latched and may not have gone out."""
        fields = self._document(game_date).get().to_dict() or {}
        if fields.get("_triggered"):
            return self._published_again(game_date, fields)
        decided = ready(self._edge, game_date, self._reported(fields), self._safeguards)
        if decided is None:
            return Decision(None, "waiting for processors")
        if self._safeguards.has(Safeguard.VALIDATE_BEFORE_LATCH):
            found = self._problems(game_date, decided)
            if found:
                return Decision(None, "the data are not ready", found)
        trigger = self._latched(game_date, decided, fields.get("_generation", 0))
        if trigger is None:
            return Decision(None, "somebody else triggered it")
        if not self._safeguards.has(Safeguard.VALIDATE_BEFORE_LATCH):
            found = self._problems(game_date, decided)
            if found:
                return Decision(None, "the data are not ready", found)
        self._sent(trigger)
        return Decision(trigger, decided.reason)

    def sweep(self, game_date: str) -> Decision:
        """As `evaluate`, on the clock's account: a deadline can pass without a message."""
        if not self._safeguards.has(Safeguard.SWEEP):
            return Decision(None, "nobody sweeps")
        return self.evaluate(game_date)

    def reopen(self, game_date: str) -> None:
        """Lets the day be triggered once more, after its data were repaired; its next trigger has another id."""
        document = self._document(game_date)
        before = (document.get().to_dict() or {}).get("_generation", 0)

        def body(transaction: firestore.Transaction) -> None:
            fields = document.get(transaction=transaction).to_dict() or {}
            if fields.get("_generation", 0) == before and fields.get("_triggered"):
                transaction.set(document, {"_triggered": False, "_generation": before + 1}, merge=True)

        settled(self._client, body)

    def _problems(self, game_date: str, decided: Ready) -> tuple[str, ...]:
        return problems(self._edge, decided.mode, self._probe(game_date), self._safeguards)

    def _reported(self, fields: dict[str, Any]) -> Reported:
        failed_counts = not self._safeguards.has(Safeguard.FAILED_IS_NOT_COMPLETED)
        entries = {name: entry for name, entry in fields.items() if not name.startswith("_")}
        first = fields.get("_first_completion_at")
        return Reported(
            frozenset(name for name, entry in entries.items() if entry["status"] in DONE or failed_counts),
            datetime.fromisoformat(first) if isinstance(first, str) else first,
        )

    def _entered(self, fields: dict[str, Any], completion: CompletionRecord) -> dict[str, Any]:
        entry = {
            "completed_at": completion.completed_at,
            "status": completion.status,
            "record_count": completion.record_count,
            "correlation_id": completion.correlation_id,
            "execution_id": completion.execution_id,
        }
        done = self._reported(fields | {completion.processor_name: entry}).done
        changes: dict[str, Any] = {
            completion.processor_name: entry,
            "_completed_count": len(done),
            "_last_update": firestore.SERVER_TIMESTAMP,
        }
        if done and fields.get("_first_completion_at") is None:
            now = datetime.now(UTC)
            # Phase 4 keeps it as a text.
            changes["_first_completion_at"] = now.isoformat() if self._edge is Edge.PHASE_4_TO_5 else now
        return changes

    def _latched(self, game_date: str, decided: Ready, generation: int) -> Trigger | None:
        """The trigger, if it is this call that latched it."""
        document, call = self._document(game_date), uuid.uuid4().hex
        trigger = self._trigger(game_date, decided, generation)
        changes = {
            "_triggered": True,
            "_triggered_at": datetime.now(UTC),
            "_triggered_by": call,
            "_trigger_reason": decided.reason,
            "_mode": decided.mode,
            "_missing_processors": list(decided.missing),
            "_partial_completion": bool(decided.missing),
        }
        if not self._safeguards.has(Safeguard.TRIGGER_TRANSACTION):
            settled_write(document, changes)
            return trigger

        def body(transaction: firestore.Transaction) -> Trigger | None:
            fields = document.get(transaction=transaction).to_dict() or {}
            if fields.get("_triggered") or fields.get("_generation", 0) != generation:
                return trigger if fields.get("_triggered_by") == call else None
            transaction.set(document, changes, merge=True)
            return trigger

        return settled(self._client, body)

    def _published_again(self, game_date: str, fields: dict[str, Any]) -> Decision:
        decided = Ready(fields["_trigger_reason"], fields["_mode"], tuple(fields["_missing_processors"]))
        trigger = self._trigger(game_date, decided, fields.get("_generation", 0))
        old = datetime.now(UTC) - fields["_triggered_at"] >= PUBLISH_GRACE
        published = fields.get("_published_trigger") == trigger.id
        if published or not old or not self._safeguards.has(Safeguard.PUBLISH_CONFIRMED):
            return Decision(None, "triggered before")
        self._sent(trigger)
        return Decision(trigger, "published again", again=True)

    def _sent(self, trigger: Trigger) -> None:
        if trigger.mode != "monitoring_only":
            self._publish(trigger)
        settled_write(self._document(trigger.game_date), {"_published_trigger": trigger.id})

    def _trigger(self, game_date: str, decided: Ready, generation: int) -> Trigger:
        identity = f"{self._edge.value}_{game_date}_{generation}"
        return Trigger(identity, self._edge, game_date, decided.reason, decided.mode, decided.missing)

    def _document(self, game_date: str) -> Any:
        return self._client.document(f"{self._edge.upstream}_completion/{game_date}")
