"""How far a batch of predictions is: prediction_batches/<batch>, written by every worker's completion.

`completed_count` and `failed_count` are kept in every mode and decide; the mode only says where a player's name goes.
Whether a player is recorded is asked of both places, so coordinators in different modes can share a batch, and an array
that is full can go on in the subcollection. All of it happens in one transaction on the batch's document.

Nothing is lost at the guard: player 1,001 gets a document of his own and raises the same counter. No batch hangs: each
player, done or failed, is recorded at some delivery; the record that makes the counters reach `expected_players` sets
`is_complete` in the same commit; a player who stays silent is what `check_stalled` is for.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, TypeVar

from google.cloud import firestore

from harness.reference.batch_state_progress import CLAIM_SECONDS, Progress, Recorded, claim, completion
from harness.reference.retry_transaction import settled, settled_write
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

Result = TypeVar("Result")

STALL_MINUTES = 10
STALL_PERCENT = 95.0


class CompletionMode(Enum):
    """Where the names of finished players are kept: in the batch's document, below it, or in both."""

    ARRAY = "array"
    DUAL = "dual"
    SUBCOLLECTION = "subcollection"


class UnknownBatchError(Exception):
    """Nobody created this batch."""


class BatchExistsError(Exception):
    """The batch was created before, by another call."""


class BatchState:
    """The batches of one project. `instance_id` names the coordinator in its claims, which last `claim_seconds`."""

    def __init__(
        self,
        project_id: str,
        *,
        client: firestore.Client | None = None,
        mode: CompletionMode = CompletionMode.DUAL,
        instance_id: str = "coordinator",
        claim_seconds: float = CLAIM_SECONDS,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._client = client or firestore.Client(project=project_id)
        self._mode = mode
        self._instance = instance_id
        self._claim_seconds = claim_seconds
        self._safeguards = safeguards

    def create_batch(
        self,
        batch_id: str,
        game_date: str,
        expected_players: int,
        *,
        correlation_id: str = "",
        dataset_prefix: str = "",
    ) -> Recorded:
        """Opens a batch; one of no players is complete at once, and this caller completed it.

        Raises:
            BatchExistsError: there is one of this id.
            ValueError: a negative number of players.
        """
        if expected_players < 0:
            raise ValueError(f"{batch_id} cannot expect {expected_players} players; give 0 or more")
        call, document = self._call_id(), self._document(batch_id)
        empty = Progress.opened(batch_id, game_date, expected_players, created_by=call)
        if expected_players == 0 and self._safeguards.has(Safeguard.EMPTY_BATCH_COMPLETES):
            empty = replace(empty, is_complete=True, completed_by=call)

        def body(transaction: firestore.Transaction) -> Recorded:
            found = document.get(transaction=transaction)
            if found.exists:
                progress = Progress.of(found)
                if progress.created_by != call:
                    raise BatchExistsError(f"{batch_id} was created before; start a batch with another id")
                return Recorded(True, progress.completed_by == call, progress)
            origin = {"correlation_id": correlation_id, "dataset_prefix": dataset_prefix}
            transaction.create(document, empty.first_fields() | origin | self._closing(empty, call))
            return Recorded(True, empty.is_complete, empty)

        return self._settled(body)

    def record_completion(self, batch_id: str, player_lookup: str, predictions_count: int) -> Recorded:
        """Counts a player as done, once; `completes_batch` is True for exactly one call of all.

        A player who failed before is done now.

        Raises:
            UnknownBatchError: nobody created the batch.
            ContentionError: others were in the way too often; deliver the message again.
        """
        return self._record(batch_id, player_lookup, predictions_count)

    def record_failure(self, batch_id: str, player_lookup: str) -> Recorded:
        """Counts a player as failed for good, once, and not if he is done. Otherwise as `record_completion`."""
        return self._record(batch_id, player_lookup, None)

    def progress(self, batch_id: str) -> Progress:
        """How far the batch is.

        Raises:
            UnknownBatchError: nobody created it.
        """
        return Progress.of(self._known(self._document(batch_id).get(), batch_id))

    def check_stalled(
        self, batch_id: str, *, stall_minutes: float = STALL_MINUTES, min_percent: float = STALL_PERCENT
    ) -> Recorded:
        """Closes a batch that is nearly done and had no news for a while; `completes_batch` says whether this call did.

        Failed players count as done here: they will not report again.
        """
        call, document = self._call_id(), self._document(batch_id)

        def body(transaction: firestore.Transaction) -> Recorded:
            progress = Progress.of(self._known(document.get(transaction=transaction), batch_id))
            if progress.is_complete or not self._is_stalled(progress, stall_minutes, min_percent):
                return Recorded(False, progress.completed_by == call, progress)
            closed = replace(progress, is_complete=True, stall_completed=True, completed_by=call)
            reason = f"no news for {stall_minutes:g} min at {progress.percentage:.1f} percent"
            transaction.update(
                document, self._closing(closed, call) | {"stall_completed": True, "stall_reason": reason}
            )
            return Recorded(False, True, closed)

        return self._settled(body)

    def take_over(self, batch_id: str) -> bool:
        """Claims the consolidation of a complete batch whose completer was not heard of; True if this call has it now.

        The claim of whoever completed the batch runs out after `claim_seconds`, unless `confirm` ended the matter.
        """
        if not self._safeguards.has(Safeguard.CONSOLIDATION_TAKEN_OVER):
            return False
        call, document = self._call_id(), self._document(batch_id)

        def body(transaction: firestore.Transaction) -> bool:
            progress = Progress.of(self._known(document.get(transaction=transaction), batch_id))
            if progress.completed_by == call:
                return True
            expires = progress.claim_expires_at
            if not progress.is_complete or expires is None or datetime.now(UTC) < expires:
                return False
            transaction.update(document, claim(call, self._claim_seconds))
            return True

        return self._settled(body)

    def confirm(self, batch_id: str) -> None:
        """The completed batch was dealt with: nobody needs to take it over."""
        settled_write(self._document(batch_id), {"claim_expires_at": None})

    def _is_stalled(self, progress: Progress, stall_minutes: float, min_percent: float) -> bool:
        if not self._safeguards.has(Safeguard.STALL_COMPLETION):
            return False
        if not self._safeguards.has(Safeguard.FAILED_PLAYERS_COUNT):
            progress = replace(progress, failed=0)
        near = progress.percentage >= min_percent or not self._safeguards.has(Safeguard.STALL_FLOOR)
        return near and datetime.now(UTC) - progress.updated_at >= timedelta(minutes=stall_minutes)

    def _record(self, batch_id: str, player: str, predictions: int | None) -> Recorded:
        """`predictions` None is a failure."""
        piecewise = not self._safeguards.has(Safeguard.DUAL_WRITE_ATOMIC) and self._mode is not CompletionMode.ARRAY
        if piecewise and predictions is not None:
            return self._record_piece_by_piece(batch_id, player, predictions)
        if not self._safeguards.has(Safeguard.RECORD_TRANSACTION):
            batch = self._client.batch()
            result = self._recorded(batch, None, batch_id, player, predictions, self._call_id())
            batch.commit()
            return result
        call = self._call_id()
        return self._settled(lambda t: self._recorded(t, t, batch_id, player, predictions, call))

    def _recorded(
        self,
        writes: Any,
        transaction: firestore.Transaction | None,
        batch_id: str,
        player: str,
        predictions: int | None,
        call: str,
    ) -> Recorded:
        """Reads what is known of the player, and adds the writes that record him."""
        document = self._document(batch_id)
        done, failed = (
            document.collection("completions").document(player),
            document.collection("failures").document(player),
        )
        found = {
            snapshot.reference.path: snapshot
            for snapshot in self._client.get_all([document, done, failed], transaction=transaction)
        }
        before = self._known_progress(found[document.path], batch_id)
        was_done = found[done.path].exists or player in before.completed_players
        was_failed = found[failed.path].exists or player in before.failed_players
        if (was_done or (was_failed and predictions is None)) and self._safeguards.has(
            Safeguard.REDELIVERY_COUNTS_ONCE
        ):
            return Recorded(False, self._told_again(before, call), before)
        after = before.with_failure() if predictions is None else before.with_completion(predictions)
        if was_failed and not was_done and predictions is not None:
            after = after.without_failure()
        completes = self._completes(before, after)
        if completes:
            after = replace(after, is_complete=True, completed_by=call)
        fields = after.counters() | {"updated_at": firestore.SERVER_TIMESTAMP}
        full = self._safeguards.has(Safeguard.ARRAY_GUARD) and not before.has_room_for(player)
        if predictions is None:
            if full or self._mode is CompletionMode.SUBCOLLECTION:
                writes.set(failed, {"player_lookup": player, "failed_at": firestore.SERVER_TIMESTAMP})
            else:
                fields["failed_players"] = firestore.ArrayUnion([player])
        else:
            fields |= self._names(writes, done, player, predictions, full=full)
            if was_failed:
                writes.delete(failed)
                fields["failed_players"] = firestore.ArrayRemove([player])
        writes.set(document, fields | (self._closing(after, call) if completes else {}), merge=True)
        return Recorded(True, completes, after)

    def _names(self, writes: Any, done: Any, player: str, predictions: int, *, full: bool) -> dict[str, Any]:
        """Puts the name where the mode wants it, and where there is room."""
        in_array = self._mode is not CompletionMode.SUBCOLLECTION and not full
        if self._mode is not CompletionMode.ARRAY or not in_array:
            writes.set(done, completion(player, predictions))
        if not in_array:
            return {}
        return {
            "completed_players": firestore.ArrayUnion([player]),
            "predictions_by_player": {player: predictions},
        }

    def _record_piece_by_piece(self, batch_id: str, player: str, predictions: int) -> Recorded:
        """The unsafe way: array, then the player's document, then the counter, each by itself."""
        document, call = self._document(batch_id), self._call_id()
        before = self._known_progress(document.get(), batch_id)
        if self._mode is CompletionMode.DUAL:
            fields = {
                "completed_players": firestore.ArrayUnion([player]),
                "predictions_by_player": {player: predictions},
            }
            document.set(fields, merge=True)
        document.collection("completions").document(player).set(completion(player, predictions))
        counted = {"completed_count": firestore.Increment(1), "total_predictions": firestore.Increment(predictions)}
        document.set(counted | {"updated_at": firestore.SERVER_TIMESTAMP}, merge=True)

        def close(transaction: firestore.Transaction) -> Recorded:
            now = Progress.of(document.get(transaction=transaction))
            completes = self._completes(before, now) and not now.is_complete
            if completes:
                now = replace(now, is_complete=True, completed_by=call)
                transaction.update(document, self._closing(now, call))
            return Recorded(True, completes or self._told_again(now, call), now)

        return self._settled(close)

    def _completes(self, before: Progress, after: Progress) -> bool:
        counted = after.completed + (after.failed if self._safeguards.has(Safeguard.FAILED_PLAYERS_COUNT) else 0)
        latched = before.is_complete and self._safeguards.has(Safeguard.SINGLE_COMPLETION)
        return counted >= after.expected and not latched

    def _told_again(self, progress: Progress, call: str) -> bool:
        """A player recorded before: by this very call, if it completed the batch and lost the reply."""
        if not self._safeguards.has(Safeguard.SINGLE_COMPLETION):
            return progress.is_complete
        return progress.completed_by == call

    def _closing(self, progress: Progress, call: str) -> dict[str, Any]:
        if not progress.is_complete:
            return {}
        return {"is_complete": True, "completion_time": firestore.SERVER_TIMESTAMP} | claim(call, self._claim_seconds)

    def _known(self, found: Any, batch_id: str) -> Any:
        if not found.exists:
            raise UnknownBatchError(f"nobody created {batch_id}; start it first, or drop the message")
        return found

    def _known_progress(self, found: Any, batch_id: str) -> Progress:
        if not found.exists and not self._safeguards.has(Safeguard.UNKNOWN_BATCH_REFUSED):
            return Progress.opened(batch_id, "", 0, created_by="")
        return Progress.of(self._known(found, batch_id))

    def _document(self, batch_id: str) -> Any:
        return self._client.document(f"prediction_batches/{batch_id}")

    def _call_id(self) -> str:
        """Written with what a call completes, so that the call knows its own commit again."""
        return f"{self._instance}-{uuid.uuid4().hex}"

    def _settled(self, body: Callable[[firestore.Transaction], Result]) -> Result:
        return settled(self._client, body, read_back=self._safeguards.has(Safeguard.BATCH_READ_BACK))
