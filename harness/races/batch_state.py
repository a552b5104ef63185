"""The state of a prediction batch: workers report players, deliveries repeat, and exactly one report completes it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from harness.races.scenario import Scenario, Suite
from harness.races.subjects import Subject
from harness.reference.batch_state import BatchState, CompletionMode, UnknownBatchError
from harness.reference.safeguards import Safeguard
from harness.simulation.checkers import COUNTER, linearizable
from harness.simulation.explore import PROJECT, Program
from harness.simulation.faults import Fault, crash, lost_reply
from harness.simulation.history import History
from harness.simulation.verdicts import Invariant

BATCH = "batch_2026-01-18_1768748400"
DAY = "2026-01-18"
PREDICTIONS = 7
Act = Callable[[Any], Any]


def _batches(subject: Subject, mode: CompletionMode) -> Any:
    if subject.make is None:
        return BatchState(PROJECT, mode=mode, safeguards=subject.safeguards)
    return subject.make()


class Batch:
    """A batch of one run: how it is opened, and what is found of it afterwards."""

    def __init__(
        self,
        subject: Subject,
        mode: CompletionMode,
        expected: int,
        *,
        recorded: Sequence[str] = (),
        opened: bool = True,
    ) -> None:
        self.subject, self.mode, self.expected = subject, mode, expected
        self.history = History()
        self._recorded, self._opened = recorded, opened
        self._client: Any = None

    def open(self, client: Any) -> None:
        """Puts the document in place, in the platform's shape; some players may be recorded already."""
        self._client = client
        if not self._opened:
            return
        document = client.document(f"prediction_batches/{BATCH}")
        if self.subject.is_reference:
            BatchState(PROJECT, client=client, mode=self.mode).create_batch(BATCH, DAY, self.expected)
        else:
            document.set(_first_fields(self.expected))
        if self._recorded:
            count = len(self._recorded)
            document.update(
                {
                    "completed_players": list(self._recorded),
                    "predictions_by_player": dict.fromkeys(self._recorded, PREDICTIONS),
                    "completed_count": count,
                    "total_predictions": count * PREDICTIONS,
                }
            )

    def does(self, act: Act) -> Callable[[], None]:
        """A process that makes an object of its own and does something with it."""

        def body() -> None:
            told = act(_batches(self.subject, self.mode))
            if getattr(told, "completes_batch", False):
                self.history.record("told that it completed", what=BATCH)

        return body

    def reports(self, player: str, *, after_seconds: float = 0) -> Callable[[], None]:
        def act(batches: Any) -> Any:
            if after_seconds:
                time.sleep(after_seconds)
            return batches.record_completion(BATCH, player, PREDICTIONS)

        return self.does(act)

    def fields(self) -> dict[str, Any]:
        return self._client.document(f"prediction_batches/{BATCH}").get().to_dict() or {}

    def players(self) -> list[str]:
        """Everybody who is recorded as done, wherever the mode keeps him; once a place."""
        below = self._client.collection(f"prediction_batches/{BATCH}/completions").stream()
        return sorted({*self.fields().get("completed_players", ()), *(one.id for one in below)})

    def all_recorded(self, players: Iterable[str]) -> Invariant:
        wanted = sorted({*players, *self._recorded})

        def broken() -> str | None:
            missing = sorted(set(wanted) - set(self.players()))
            return f"{', '.join(missing)} is not recorded" if missing else None

        return Invariant("every player who was reported is recorded", broken)

    def counted_once(self, players: Iterable[str]) -> Invariant:
        count = len({*players, *self._recorded})

        def broken() -> str | None:
            fields = self.fields()
            if "completed_count" in fields and fields["completed_count"] != count:
                return f"completed_count is {fields['completed_count']} for {count} players"
            total = fields.get("total_predictions", fields.get("total_predictions_subcoll"))
            if total is not None and total != count * PREDICTIONS:
                return f"total_predictions is {total}, not {count * PREDICTIONS}"
            return None

        return Invariant("a player counts once, however often he is reported", broken)

    def complete(self) -> Invariant:
        def broken() -> str | None:
            return None if self.fields().get("is_complete") else "the batch is still open"

        return Invariant("a batch whose players have all reported is complete", broken)

    def completed_by_one(self) -> Invariant:
        def broken() -> str | None:
            told = [event.process for event in self.history.events if event.name == "told that it completed"]
            if not self.subject.is_reference or len(told) == 1:
                return None
            return f"{' and '.join(told) or 'nobody'} was told to have completed the batch"

        return Invariant("exactly one report is told that it completed the batch", broken)

    def stores_agree(self) -> Invariant:
        """Array, counter and documents below say the same, as far as the mode keeps them."""

        def broken() -> str | None:
            fields = self.fields()
            below = sum(1 for _ in self._client.collection(f"prediction_batches/{BATCH}/completions").stream())
            array = len(fields.get("completed_players", ()))
            said = {"counter": fields["completed_count"]} if "completed_count" in fields else {}
            if self.mode is not CompletionMode.SUBCOLLECTION:
                said["array"] = array
            if self.mode is not CompletionMode.ARRAY:
                said["subcollection"] = below
            return None if len(set(said.values())) == 1 else ", ".join(f"{k} {v}" for k, v in said.items())

        return Invariant("array, counter and subcollection agree", broken)

    def program(
        self,
        processes: dict[str, Callable[[], None]],
        holds: Sequence[Invariant],
        *,
        faults: Sequence[Fault] = (),
        may_raise: tuple[type[Exception], ...] = (),
        stalls: bool = True,
    ) -> Program:
        return Program(
            processes, holds, setup=self.open, history=self.history, faults=faults,
            may_raise=(*may_raise, *self.subject.may_raise), stalls=stalls, step_limit=4000,
        )  # fmt: skip


def _first_fields(expected: int) -> dict[str, Any]:
    return {
        "batch_id": BATCH,
        "game_date": DAY,
        "expected_players": expected,
        "completed_players": [],
        "failed_players": [],
        "predictions_by_player": {},
        "total_predictions": 0,
        "is_complete": False,
    }


def at_once(mode: CompletionMode) -> Callable[[Subject], Program]:
    def build(subject: Subject) -> Program:
        batch = Batch(subject, mode, 2)
        players = ("ann", "bob")
        bodies = {name: batch.reports(player) for name, player in zip("ab", players, strict=True)}
        holds = [batch.all_recorded(players), batch.counted_once(players), batch.complete(), batch.completed_by_one()]
        return batch.program(bodies, holds)

    return build


def delivered_twice(mode: CompletionMode) -> Callable[[Subject], Program]:
    def build(subject: Subject) -> Program:
        batch = Batch(subject, mode, 2)
        bodies = {"a": batch.reports("ann"), "b": batch.reports("ann"), "c": batch.reports("bob")}
        players = ("ann", "bob")
        holds = [batch.all_recorded(players), batch.counted_once(players), batch.complete(), batch.completed_by_one()]
        return batch.program(bodies, holds)

    return build


def reply_lost(mode: CompletionMode) -> Callable[[Subject], Program]:
    """A commit's reply is lost; the client sends it again, and the counters must not notice."""

    def build(subject: Subject) -> Program:
        batch = Batch(subject, mode, 2)
        players = ("ann", "bob")
        bodies = {"a": batch.reports("ann"), "b": batch.reports("bob")}
        holds = [batch.all_recorded(players), batch.counted_once(players), batch.complete(), batch.completed_by_one()]
        return batch.program(bodies, holds, faults=[lost_reply()], stalls=False)

    return build


def worker_dies(mode: CompletionMode) -> Callable[[Subject], Program]:
    """A worker dies while it reports; the message is delivered again."""

    def build(subject: Subject) -> Program:
        batch = Batch(subject, mode, 1)
        bodies = {"a": batch.reports("ann"), "again": batch.reports("ann", after_seconds=600)}
        holds = [batch.all_recorded(["ann"]), batch.counted_once(["ann"]), batch.stores_agree(), batch.complete()]
        return batch.program(bodies, holds, faults=[crash()], stalls=False)

    return build


def counted_in_order(subject: Subject) -> Program:
    """Two players are reported while a third process looks how many are done, twice."""
    batch = Batch(subject, CompletionMode.DUAL, 3)

    def reports(player: str) -> Callable[[], None]:
        def act(batches: Any) -> Any:
            with batch.history.operation("add", 1):
                return batches.record_completion(BATCH, player, PREDICTIONS)

        return batch.does(act)

    def looks(batches: Any) -> None:
        for _ in range(2):
            with batch.history.operation("read") as read:
                read.result = batches.progress(BATCH).completed

    bodies = {"a": reports("ann"), "b": reports("bob"), "reader": batch.does(looks)}
    return batch.program(bodies, [linearizable(batch.history, COUNTER), batch.all_recorded(["ann", "bob"])])


def player_fails(subject: Subject) -> Program:
    batch = Batch(subject, CompletionMode.DUAL, 2)
    bodies = {
        "a": batch.reports("ann"),
        "b": batch.does(lambda batches: batches.record_failure(BATCH, "bob")),
    }
    return batch.program(bodies, [batch.all_recorded(["ann"]), batch.complete(), batch.completed_by_one()])


def stays_silent(subject: Subject) -> Program:
    """19 of 20 have reported; the last one never does, and somebody looks after eleven minutes."""
    done = [f"p{number}" for number in range(18)]
    batch = Batch(subject, CompletionMode.DUAL, 20, recorded=done)

    def look(batches: Any) -> Any:
        time.sleep(660)
        return batches.check_stalled(BATCH)

    return batch.program({"a": batch.reports("ann"), "sweeper": batch.does(look)}, [batch.complete()], stalls=False)


def too_few(subject: Subject) -> Program:
    """Half of the players are missing: silence is no reason to close such a batch."""
    done = [f"p{number}" for number in range(9)]
    batch = Batch(subject, CompletionMode.DUAL, 20, recorded=done)

    def look(batches: Any) -> Any:
        time.sleep(660)
        return batches.check_stalled(BATCH)

    def closed() -> str | None:
        return "it was closed with 10 of 20 players" if batch.fields().get("is_complete") else None

    holds = [Invariant("a completed batch has at least 95 percent of its players", closed)]
    return batch.program({"a": batch.reports("ann"), "sweeper": batch.does(look)}, holds, stalls=False)


def nobody_expected(subject: Subject) -> Program:
    batch = Batch(subject, CompletionMode.DUAL, 0, opened=False)
    bodies = {"a": batch.does(lambda batches: batches.create_batch(BATCH, DAY, 0))}
    return batch.program(bodies, [batch.complete(), batch.completed_by_one()])


def unknown_batch(subject: Subject) -> Program:
    batch = Batch(subject, CompletionMode.DUAL, 1, opened=False)

    def made() -> str | None:
        return "a batch was made by a report" if batch.fields() else None

    holds = [Invariant("every batch was created", made)]
    return batch.program({"a": batch.reports("ann")}, holds, may_raise=(UnknownBatchError,))


def guard(mode: CompletionMode) -> Callable[[Subject], Program]:
    """999 players are in the array; three more report at once."""

    def build(subject: Subject) -> Program:
        done = [f"player{number:04}" for number in range(999)]
        batch = Batch(subject, mode, 1002, recorded=done if mode is not CompletionMode.SUBCOLLECTION else ())
        players = ("ann", "bob", "cid")
        bodies = {name: batch.reports(player) for name, player in zip("abc", players, strict=True)}

        def crowded() -> str | None:
            size = len(batch.fields().get("completed_players", ()))
            return f"the array has {size} elements" if size > 1000 else None

        room = Invariant("no array passes a thousand elements", crowded)
        holds = [batch.all_recorded(players), room]
        return batch.program(bodies, [*holds, batch.complete()] if batch._recorded else holds, stalls=False)

    return build


_MODES = {"array": CompletionMode.ARRAY, "dual": CompletionMode.DUAL, "subcollection": CompletionMode.SUBCOLLECTION}


def _in_each_mode(
    name: str,
    sentence: str,
    build: Callable[[CompletionMode], Callable[[Subject], Program]],
    shows: Sequence[Safeguard],
    *,
    shown_in: Collection[str] = tuple(_MODES),
    own: bool = True,
    share: float = 1.0,
) -> list[Scenario]:
    """One scenario a mode. A class of the user's own is taken to keep an array."""
    return [
        Scenario(
            f"{name}-{mode_name}",
            f"{sentence} ({mode_name})",
            build(mode),
            shows if mode_name in shown_in else (),
            own=own and mode_name == "array",
            share=share,
        )
        for mode_name, mode in _MODES.items()
    ]


SUITE = Suite(
    "batch",
    "the state of a prediction batch",
    [
        *_in_each_mode("at-once", "two players are reported at once", at_once, [Safeguard.RECORD_TRANSACTION]),
        *_in_each_mode(
            "delivered-twice",
            "a message is delivered twice, at once",
            delivered_twice,
            [Safeguard.REDELIVERY_COUNTS_ONCE, Safeguard.SINGLE_COMPLETION],
        ),
        *_in_each_mode(
            "reply-lost",
            "the reply of a commit gets lost",
            reply_lost,
            [Safeguard.BATCH_READ_BACK],
            shown_in=("dual",),
        ),
        *_in_each_mode(
            "worker-dies",
            "a worker dies while it reports, and the message comes again",
            worker_dies,
            [Safeguard.DUAL_WRITE_ATOMIC],
            shown_in=("dual",),
        ),
        Scenario(
            "counted-in-order",
            "the number of players is read while they are reported",
            counted_in_order,
            [Safeguard.RECORD_TRANSACTION],
        ),
        Scenario("player-fails", "one of two players fails for good", player_fails, [Safeguard.FAILED_PLAYERS_COUNT]),
        Scenario("stays-silent", "one of twenty players stays silent", stays_silent, [Safeguard.STALL_COMPLETION]),
        Scenario("too-few", "ten of twenty players stay silent", too_few, [Safeguard.STALL_FLOOR]),
        Scenario("nobody-expected", "a batch of no players", nobody_expected, [Safeguard.EMPTY_BATCH_COMPLETES]),
        Scenario("unknown-batch", "a report of an unknown batch", unknown_batch, [Safeguard.UNKNOWN_BATCH_REFUSED]),
        *_in_each_mode(
            "guard",
            "players 1,000 to 1,002 report at once",
            guard,
            [Safeguard.ARRAY_GUARD],
            shown_in=("array",),
            own=False,
            share=0.02,
        ),
    ],
)
