"""Starting a day's batch: once, or not at all, also when two callers ask at the same moment or one of them dies."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from harness.clock import Clock
from harness.reference.batch_state import STALL_MINUTES, BatchExistsError, BatchState
from harness.reference.game_day import game_day, named_day
from harness.reference.lock import DistributedLock, LockNotAcquiredError
from harness.reference.safeguards import ALL_ON, Safeguards
from harness.reference.services.coordinator.asking import Asked, request_for
from harness.reference.services.coordinator.batches import Batch, Batches
from harness.reference.services.coordinator.messages import REQUESTS
from harness.reference.services.coordinator.players import DataIncompleteError, Player, PlayersOfDay, Roster
from harness.reference.services.coordinator.replies import NotStarted, StartSummary
from harness.reference.services.coordinator.requests import StartBody
from harness.reference.services.publishing import Message, Publisher

LOCK_TYPE = "coordinator_batch"
_FREE_SECONDS = 5
"""A batch is named by the second; so many are tried where others have the same."""
_LOG = logging.getLogger(__name__)


class NotStartedError(Exception):
    """The batch is not started: the status and the answer that say why."""

    def __init__(self, code: int, reply: NotStarted) -> None:
        super().__init__(reply.reason)
        self.code, self.reply = code, reply


@dataclass(frozen=True, slots=True)
class StartedBatch:
    """A batch whose messages are out. `expected` counts its players, `published` the messages of this call."""

    batch_id: str
    game_date: str
    expected: int
    published: int
    resumed: bool
    summary: StartSummary


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be started: the day, what the caller said, and who is predicted."""

    day: str
    body: StartBody
    roster: Roster


class Starter:
    """Starts batches for one coordinator. `lock` gives the lock under a dataset prefix."""

    def __init__(
        self,
        *,
        batches: Batches,
        state: BatchState,
        lock: Callable[[str], DistributedLock],
        players: PlayersOfDay,
        publisher: Publisher,
        clock: Clock,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._batches, self._state, self._lock = batches, state, lock
        self._players, self._publisher, self._clock = players, publisher, clock
        self._safeguards = safeguards

    def start(self, body: StartBody) -> StartedBatch:
        """Opens a batch and publishes a request for each player of the day.

        What refuses is asked in the order of its price, so that a storm of retries for a day that cannot start costs a
        look at the calendar, or two reads, and never a message.

        Raises:
            NotStartedError: 404 without players or beyond tomorrow, 409 started before, 503 where data are missing.
            NotPublishedError: the broker did not take all messages; another start of the day goes on from there.
            GoogleAPIError: a store failed.
        """
        day = self._asked_day(body.game_date)
        if day > self._today() + timedelta(days=1):
            reason = f"{day} is beyond tomorrow; nobody is predicted that early"
            raise NotStartedError(404, NotStarted(status="no_players", reason=reason, game_date=str(day)))
        self._open_one(str(day), body)
        wanted = _Wanted(str(day), body, self._roster(day, body))
        # Not waited for: who holds it starts this very day.
        try:
            with self._lock(body.dataset_prefix).acquire(wanted.day, "start", 0):
                return self._started(wanted, self._open_one(wanted.day, body))
        except LockNotAcquiredError:
            raise _refused(409, "already_running", wanted.day, "another request starts it now") from None

    def _today(self) -> date:
        return game_day(self._clock.now(), self._safeguards)

    def _asked_day(self, asked: str) -> date:
        return named_day(asked, self._clock.now(), self._safeguards)

    def _open_one(self, day: str, body: StartBody) -> Batch | None:
        """The day's newest batch, if its start died before all messages were out; None where a new one is to be made.

        Raises:
            NotStartedError: 409, the day runs or was done.
        """
        newest = next(iter(self._batches.of_day(day, dataset_prefix=body.dataset_prefix)), None)
        if newest is None:
            return None
        if newest.progress.is_complete:
            if not body.force:
                reason = f"{newest.batch_id} is complete; start it again with force"
                raise _refused(409, "already_exists", day, reason, newest.batch_id)
            return None
        if not newest.has_requests:
            return newest
        silent = self._clock.now() - newest.progress.updated_at >= timedelta(minutes=STALL_MINUTES)
        if not (body.force and silent):
            reason = f"{newest.batch_id} has {newest.progress.remaining} players to come"
            raise _refused(409, "already_running", day, reason, newest.batch_id)
        return None

    def _roster(self, day: date, body: StartBody) -> Roster:
        try:
            postponed = frozenset() if body.skip_postponement_check else self._players.postponed_teams(day)
            roster = self._players.roster(
                day, min_minutes=body.min_minutes, several_lines=body.use_multiple_lines, postponed=postponed
            )
            if not roster.players:
                told = roster.summary
                reason = (
                    f"nobody is to be predicted on {day}: {told.ruled_out} ruled out, {told.too_few_minutes} with too "
                    f"few minutes, {told.postponed} whose game is postponed"
                )
                raise _refused(404, "no_players", str(day), reason)
            if not body.skip_completeness_check:
                self._players.check_complete(day, roster.players)
        except DataIncompleteError as missing:
            reply = NotStarted(
                status="DATA_INCOMPLETE", reason=str(missing), game_date=str(day), details=list(missing.details)
            )
            raise NotStartedError(503, reply) from missing
        return roster

    def _started(self, wanted: _Wanted, left: Batch | None) -> StartedBatch:
        """Under the lock. A batch that was left behind is gone on with, if it is of as many players."""
        resumed = left is not None and left.progress.expected == len(wanted.roster.players)
        if left is not None and not resumed:
            _LOG.warning("%s was left with %d players, now there are others", left.batch_id, left.progress.expected)
        players: tuple[Player, ...] = wanted.roster.players
        if left is not None and resumed:
            batch_id, correlation_id = left.batch_id, left.correlation_id
            recorded = self._batches.recorded_players(left)
            players = tuple(one for one in players if one.player_lookup not in recorded)
        else:
            correlation_id = wanted.body.correlation_id or uuid.uuid4().hex
            batch_id = self._created(wanted, correlation_id)
        published = self._published(players, wanted, batch_id, correlation_id)
        self._batches.mark_requested(batch_id)
        _LOG.info("started %s", batch_id, extra={"published": published, "correlation_id": correlation_id})
        expected = len(wanted.roster.players)
        return StartedBatch(batch_id, wanted.day, expected, published, resumed, wanted.roster.summary)

    def _created(self, wanted: _Wanted, correlation_id: str) -> str:
        second = int(self._clock.now().timestamp())
        for later in range(_FREE_SECONDS):
            batch_id = f"batch_{wanted.day}_{second + later}"
            try:
                self._state.create_batch(
                    batch_id,
                    wanted.day,
                    len(wanted.roster.players),
                    correlation_id=correlation_id,
                    dataset_prefix=wanted.body.dataset_prefix,
                )
            except BatchExistsError:
                continue
            return batch_id
        raise _refused(409, "already_exists", wanted.day, f"{_FREE_SECONDS} batches of this second are there already")

    def _published(self, players: tuple[Player, ...], wanted: _Wanted, batch_id: str, correlation_id: str) -> int:
        body = wanted.body
        asked = Asked(batch_id, wanted.day, correlation_id, body.dataset_prefix, body.use_multiple_lines)
        now: datetime = self._clock.now().astimezone(UTC)
        attributes = {"batch_id": batch_id, "correlation_id": correlation_id}
        messages = [Message(request_for(player, asked, now=now).data(), attributes) for player in players]
        return len(self._publisher.publish_all(REQUESTS, messages))


def _refused(code: int, word: str, day: str, reason: str, batch_id: str | None = None) -> NotStartedError:
    reply = NotStarted.model_validate({"status": word, "reason": reason, "game_date": day, "batch_id": batch_id})
    return NotStartedError(code, reply)
