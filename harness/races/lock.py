"""The distributed lock: who may hold it, for how long, and what a former holder can still do."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from google.api_core.exceptions import PermissionDenied
from google.cloud import firestore

from harness.races.scenario import Scenario, Suite
from harness.races.subjects import Subject
from harness.reference.lock import LEASE_SECONDS, DistributedLock, LeaseLostError, LockNotAcquiredError
from harness.reference.retry_transaction import settled
from harness.reference.safeguards import Safeguard
from harness.simulation.checkers import fenced, one_owner
from harness.simulation.explore import PROJECT, Program
from harness.simulation.faults import Fault, clock_jump, contended, crash, lost_reply, pause, permission_denied
from harness.simulation.history import History
from harness.simulation.verdicts import Invariant
from harness.simulation.world import SECOND_NS

DAY = "2026-01-18"
RESULT = "results/2026-01-18"
Body = Callable[[], None]


def _lock(subject: Subject, **wishes: Any) -> Any:
    if subject.make is None:
        return DistributedLock(PROJECT, safeguards=subject.safeguards, **wishes)
    return subject.make(**wishes)


def _held(subject: Subject, name: str, wait_seconds: float, **wishes: Any) -> AbstractContextManager[Any]:
    lock = _lock(subject, **wishes)
    held: AbstractContextManager[Any] = lock.acquire(DAY, operation_id=name, max_wait_seconds=wait_seconds)
    return held


def _may_raise(subject: Subject) -> tuple[type[Exception], ...]:
    return (LockNotAcquiredError, LeaseLostError) if subject.is_reference else subject.may_raise


def _effect(lease: Any, name: str, history: History) -> None:
    """Stores a result under the lock; storage refuses one with an older fencing token, if leases have any."""
    client = firestore.Client(project=PROJECT)
    document, token = client.document(RESULT), getattr(lease, "token", None)

    def store(transaction: firestore.Transaction) -> bool:
        found = document.get(transaction=transaction)
        if token is not None and found.exists and found.get("token") > token:
            return False
        transaction.set(document, {"by": name, "token": token})
        return True

    if settled(client, store):
        history.record("effect", token=token)


def _worker(subject: Subject, history: History, name: str, *, work_seconds: float, wait_seconds: float) -> Body:
    """Takes the lock, works, stores a result, gives the lock back."""

    def body() -> None:
        with _held(subject, name, wait_seconds) as lease, history.inside(name, lease):
            time.sleep(work_seconds)
            if hasattr(lease, "check"):
                lease.check()
                history.record("check passes")
            _effect(lease, name, history)

    return body


def _workers(
    subject: Subject,
    holds: Callable[[History], Sequence[Invariant]],
    *,
    count: int = 2,
    work_seconds: float = 1.0,
    wait_seconds: float = 30.0,
    faults: Sequence[Fault] = (),
    stalls: bool = True,
    may_fail: bool = True,
) -> Program:
    history = History()
    bodies = {
        name: _worker(subject, history, name, work_seconds=work_seconds, wait_seconds=wait_seconds)
        for name in "abcdef"[:count]
    }
    may_raise = _may_raise(subject) if may_fail else ()
    return Program(bodies, holds(history), history=history, faults=faults, stalls=stalls, may_raise=may_raise)


def contend(subject: Subject) -> Program:
    return _workers(subject, lambda history: [one_owner(history, lease_seconds=LEASE_SECONDS), fenced(history)])


def contend_three(subject: Subject) -> Program:
    return _workers(
        subject, lambda history: [one_owner(history, lease_seconds=LEASE_SECONDS), fenced(history)], count=3
    )


def paused(subject: Subject) -> Program:
    return _workers(
        subject,
        lambda history: [
            one_owner(history, lease_seconds=LEASE_SECONDS),
            fenced(history),
            tokens_grow(history),
            checks_are_right(history),
        ],
        count=3,
        wait_seconds=600,
        faults=[pause(400)],
    )


def renewed(subject: Subject) -> Program:
    history = History()

    def long() -> None:
        with _held(subject, "a", 0) as lease, history.inside("a", lease):
            for _ in range(3):
                time.sleep(0.6 * LEASE_SECONDS)
                lease.renew()

    def other() -> None:
        time.sleep(1)
        with _held(subject, "b", 2 * LEASE_SECONDS) as lease, history.inside("b", lease):
            pass

    holds = [one_owner(history)]
    return Program(
        {"a": long, "b": other}, holds, history=history, stalls=False, may_raise=_may_raise(subject), faults=[]
    )


def holder_dies(subject: Subject) -> Program:
    """The first one dies somewhere; the second waits for longer than a lease, so it has to come in."""
    history = History()

    def second() -> None:
        time.sleep(2)
        with _held(subject, "b", 2 * LEASE_SECONDS) as lease, history.inside("b", lease):
            pass

    first = _worker(subject, history, "a", work_seconds=1, wait_seconds=0)
    came_in = Invariant(
        "whoever waits for longer than a lease gets the lock of a holder who died",
        lambda: None if any(e.name == "enters" and e.process == "b" for e in history.events) else "b never came in",
    )
    return Program(
        {"a": first, "b": second}, [came_in], history=history, stalls=False,
        faults=[crash(only="a")], may_raise=_may_raise(subject), step_limit=4000,
    )  # fmt: skip


def clocks_differ(subject: Subject) -> Program:
    return _workers(
        subject,
        lambda history: [one_owner(history, lease_seconds=LEASE_SECONDS)],
        work_seconds=LEASE_SECONDS - 2,
        wait_seconds=2 * LEASE_SECONDS,
        faults=[clock_jump(4)],
        stalls=False,
    )


def bounded(subject: Subject) -> Program:
    """The lock is held for long; whoever wants to wait for 30 s has to know by then."""
    history = History()

    def holder() -> None:
        with _held(subject, "a", 0) as lease, history.inside("a", lease):
            time.sleep(LEASE_SECONDS - 20)

    def waiter() -> None:
        time.sleep(1)
        began = time.monotonic()
        try:
            with _held(subject, "b", 30):
                pass
        finally:
            history.record("knows", after=time.monotonic() - began)

    def late() -> str | None:
        waited = next((event.details["after"] for event in history.events if event.name == "knows"), None)
        return None if waited is not None and waited <= 40 else f"it took {waited} s"

    holds = [Invariant("acquire ends within its wait", late)]
    return Program({"a": holder, "b": waiter}, holds, history=history, stalls=False, may_raise=_may_raise(subject))


def prefixes(subject: Subject) -> Program:
    """Production and a test run hold the lock of the same day at the same time."""
    history = History()

    def holder(name: str, prefix: str) -> Body:
        def body() -> None:
            with _held(subject, name, 0, dataset_prefix=prefix) as lease, history.inside(name, lease):
                time.sleep(10)

        return body

    def kept_out() -> str | None:
        entered = {event.process for event in history.events if event.name == "enters"}
        return None if entered == {"a", "b"} else f"only {', '.join(sorted(entered)) or 'nobody'} came in"

    holds = [Invariant("a test run neither blocks production nor is blocked by it", kept_out)]
    bodies = {"a": holder("a", ""), "b": holder("b", "test_")}
    return Program(bodies, holds, history=history, stalls=False, may_raise=_may_raise(subject))


def refused(subject: Subject) -> Program:
    """The store refuses requests for want of a permission; nobody else wants the lock."""
    history = History()

    def body() -> None:
        began = time.monotonic()
        try:
            with _held(subject, "a", 300):
                history.record("knows", after=time.monotonic() - began)
        finally:
            history.record("knows", after=time.monotonic() - began)

    def waited() -> str | None:
        first = next((event.details["after"] for event in history.events if event.name == "knows"), 0)
        return None if first < 1 else f"a missing permission was waited for, {first:g} s"

    holds = [Invariant("an error that is no contention surfaces at once", waited)]
    return Program(
        {"a": body}, holds, history=history, faults=[permission_denied()], stalls=False, may_raise=(PermissionDenied,)
    )


def busy(subject: Subject) -> Program:
    """Transactions lose as often as the client tries; that is no reason to die of it."""
    return _workers(
        subject,
        lambda history: [one_owner(history, lease_seconds=LEASE_SECONDS)],
        wait_seconds=60,
        faults=[contended()],
        stalls=False,
    )


def replies_get_lost(subject: Subject) -> Program:
    return _workers(
        subject,
        lambda history: [one_owner(history, lease_seconds=LEASE_SECONDS), everybody_came_in(history, 2)],
        wait_seconds=60,
        faults=[lost_reply()],
        stalls=False,
        may_fail=False,
    )


def tokens_grow(history: History) -> Invariant:
    """Leases that have a fencing token never have one twice, in the order in which they were granted."""

    def broken() -> str | None:
        seen: set[int] = set()
        for event in history.events:
            token = event.details.get("token") if event.name == "enters" else None
            if token is None:
                continue
            if token in seen:
                return f"{event.process} was given token {token}, which another lease has had"
            seen.add(token)
        return None

    return Invariant("no fencing token is given out twice", broken)


def checks_are_right(history: History) -> Invariant:
    """A check of the lease does not pass after the lease has ended."""

    def broken() -> str | None:
        entered: dict[str, int] = {}
        for event in history.events:
            if event.name == "enters":
                entered[event.process] = event.time_ns
            elif event.name == "check passes":
                held = (event.time_ns - entered[event.process]) / SECOND_NS
                if held >= LEASE_SECONDS:
                    return f"{event.process} was told that it holds the lock, {held:g} s after it had got it"
        return None

    return Invariant("a holder who was paused past its lease learns of it before its next effect", broken)


def everybody_came_in(history: History, count: int) -> Invariant:
    def broken() -> str | None:
        entered = [event.process for event in history.events if event.name == "enters"]
        return None if len(entered) == count else f"{', '.join(entered) or 'nobody'} came in"

    return Invariant("everybody gets the lock in his turn", broken)


SUITE = Suite(
    "lock",
    "the distributed lock",
    [
        Scenario("contend", "two want the lock at once", contend, [Safeguard.TRANSACTIONAL_ACQUIRE], own=True),
        Scenario("contend-three", "three want the lock at once", contend_three, own=True),
        Scenario(
            "paused",
            "a holder stands still for longer than its lease, then goes on",
            paused,
            [Safeguard.OWNER_CHECK, Safeguard.TRANSACTIONAL_RELEASE, Safeguard.MONOTONIC_TOKEN, Safeguard.LEASE_CHECK],
            own=True,
        ),
        Scenario("renewed", "work lasts longer than a lease, which is renewed", renewed, [Safeguard.RENEWAL]),
        Scenario("holder-dies", "the holder dies", holder_dies, [Safeguard.OWN_EXPIRY], own=True),
        Scenario(
            "clocks-differ", "a contender's clock is ahead", clocks_differ, [Safeguard.CLOCK_SKEW_MARGIN], own=True
        ),
        Scenario("bounded", "somebody waits for 30 s only", bounded, [Safeguard.BOUNDED_WAIT], own=True),
        Scenario("prefixes", "production and a test run on the same day", prefixes, [Safeguard.PREFIX_ISOLATION]),
        Scenario("refused", "the permission is missing", refused, [Safeguard.ERRORS_ARE_NOT_CONTENTION], own=True),
        Scenario("busy", "the store is contended", busy, [Safeguard.EXHAUSTED_IS_CONTENTION], own=True),
        Scenario(
            "lost-replies", "the reply of a commit gets lost", replies_get_lost, [Safeguard.LOCK_READ_BACK], own=True
        ),
    ],
)
