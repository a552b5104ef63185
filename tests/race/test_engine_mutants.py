"""A database that is wrong in one way is found by the suites: they are no weaker than the engine they stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from google.api_core.exceptions import AlreadyExists
from google.cloud import firestore

from harness.cloud.firestore import commit_queue
from harness.cloud.firestore.transactions import Mode, Transaction, Transactions
from harness.cloud.firestore.writes import Precondition
from harness.races.catalog import scenarios_of
from harness.races.running import run_scenario
from harness.races.subjects import reference
from harness.results import Outcome
from harness.simulation.explore import PROJECT, Program, explore
from harness.simulation.verdicts import Exploration, Invariant


def _found_by(name: str) -> bool:
    [(suite, scenario)] = scenarios_of(name)
    return run_scenario(suite, scenario, reference(), schedules=500, seed=1).outcome is Outcome.FAILED


@pytest.mark.parametrize("name", ["lock.contend", "batch.at-once-dual", "deduplication.at-once"])
def test_no_isolation_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: Any) -> Iterator[Transaction]:
        return iter(())

    assert not _found_by(name)
    monkeypatch.setattr(Transactions, "readers_of", nobody)
    assert _found_by(name)


def _write_skew() -> Exploration:
    """Two doctors go off duty if the other one is on: with snapshots alone both do."""
    seen: list[Any] = []

    def goes_off(name: str, other: str) -> Callable[[], None]:
        def body() -> None:
            client = firestore.Client(project=PROJECT)

            @firestore.transactional  # type: ignore[untyped-decorator]
            def turn(transaction: firestore.Transaction) -> None:
                if client.document(f"duty/{other}").get(transaction=transaction).get("on"):
                    transaction.update(client.document(f"duty/{name}"), {"on": False})

            turn(client.transaction())

        return body

    def prepare(client: Any) -> None:
        seen[:] = [client]
        for name in ("ann", "bob"):
            client.document(f"duty/{name}").set({"on": True})

    def nobody() -> str | None:
        on = [one.id for one in seen[0].collection("duty").stream() if one.get("on")]
        return None if on else "nobody is on duty"

    program = Program(
        {"a": goes_off("ann", "bob"), "b": goes_off("bob", "ann")},
        [Invariant("somebody is on duty", nobody)],
        setup=prepare,
        mode=Mode.OPTIMISTIC,
        may_raise=(ValueError,),
    )
    return explore(program, schedules=300, seed=1)


def test_snapshots_alone_are_found_by_write_skew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _write_skew().found is None
    readers_of = Transactions.readers_of

    def writers_only(
        self: Transactions, changes: Sequence[Any], besides: Transaction | None, now: int
    ) -> Iterator[Transaction]:
        return (one for one in readers_of(self, changes, besides, now) if one.mode is not Mode.OPTIMISTIC)

    monkeypatch.setattr(Transactions, "readers_of", writers_only)
    assert _write_skew().found is not None


def _created_by_two() -> Exploration:
    """`create` says to exactly one that the document is his."""
    made: list[str] = []

    def creates(name: str) -> Callable[[], None]:
        def body() -> None:
            firestore.Client(project=PROJECT).document("batches/one").create({"by": name})
            made.append(name)

        return body

    def prepare(client: Any) -> None:
        made.clear()

    once = Invariant("one create succeeds", lambda: None if len(made) == 1 else f"{', '.join(made)} did")
    bodies = {name: creates(name) for name in "ab"}
    return explore(Program(bodies, [once], setup=prepare, may_raise=(AlreadyExists,)), schedules=50, seed=1)


def test_a_lost_precondition_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _created_by_two().found is None
    monkeypatch.setattr(Precondition, "require", lambda *_: None)
    assert _created_by_two().found is not None


def test_a_commit_that_is_carried_out_in_parts_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first of the writes of a commit arrives: player and counter come apart."""
    stage = commit_queue.stage

    def first_only(store: Any, writes: Sequence[Any], *rest: Any) -> Any:
        staged = stage(store, writes, *rest)
        return replace(staged, changes=staged.changes[:1])

    assert not _found_by("batch.worker-dies-dual")
    monkeypatch.setattr(commit_queue, "stage", first_only)
    assert _found_by("batch.worker-dies-dual")
