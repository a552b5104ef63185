"""The lock: one holder at a time, and what each of its safeguards is for."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from google.api_core.exceptions import InvalidArgument, NotFound, PermissionDenied
from platform_stage import DAY, PROJECT, Before, Shop, aim

from harness.cloud.errors import Status
from harness.cloud.faults import Failure, lost_reply
from harness.cloud.firestore.clients import client, embedded_clients
from harness.cloud.interception import Call, Proceed, Responses
from harness.reference.lock import DistributedLock, Lease, LeaseLostError, LockNotAcquiredError
from harness.reference.safeguards import ALL_ON

PATH = f"consolidation_locks/consolidation_{DAY}"


def lock(shop: Shop, *off: str, **options: Any) -> DistributedLock:
    return DistributedLock(PROJECT, client=shop.client, safeguards=ALL_ON.without(*off), **options)


def take(lock: DistributedLock, operation: str = "ann", wait: float = 0) -> Lease:
    return lock.take(DAY, operation, wait)


def is_free(shop: Shop) -> bool:
    try:
        take(lock(shop), "probe").release()
    except LockNotAcquiredError:
        return False
    return True


def test_the_lock_is_held_inside_and_free_after(shop: Shop) -> None:
    with lock(shop).acquire(DAY, "ann") as lease:
        assert lease.token == lease.check() == 1
        assert not is_free(shop)
        held = shop.get(PATH)
        assert held is not None
        assert (held["operation_id"], held["lock_type"], held["lock_key"]) == ("ann", "consolidation", DAY)
    assert is_free(shop)


def test_the_lock_makes_its_own_client(shop: Shop) -> None:
    with embedded_clients(shop.servicer), DistributedLock(PROJECT).acquire(DAY, "ann"):
        assert not is_free(shop)


def test_an_error_inside_releases_the_lock_and_is_raised(shop: Shop) -> None:
    with pytest.raises(KeyError), lock(shop).acquire(DAY, "ann"):
        raise KeyError("inside")
    assert is_free(shop)


def test_an_error_inside_is_raised_also_where_the_release_fails(shop: Shop) -> None:
    def work() -> None:
        with lock(shop).acquire(DAY, "ann"):
            shop.disturb(Failure(Status.PERMISSION_DENIED, aim("Commit")))
            raise KeyError("inside")

    with pytest.raises(KeyError) as caught:
        work()
    assert "was not released either" in caught.value.__notes__[0]


def test_a_waiter_gets_the_lock_when_it_is_released(shop: Shop) -> None:
    first = take(lock(shop))
    shop.wall.on_nap = lambda: shop.wall.now().minute == 1 and first.release()
    assert take(lock(shop), "bob", 300).token == 2
    assert 60 <= sum(shop.wall.naps) <= 60 + 7.5


def test_zero_wait_asks_once(shop: Shop) -> None:
    take(lock(shop))
    with pytest.raises(LockNotAcquiredError, match=f"{PATH} was held by others for 0 s; bob"):
        take(lock(shop), "bob")
    assert shop.wall.naps == []


def test_bounded_wait(shop: Shop) -> None:
    def wait(*off: str) -> float:
        began = sum(shop.wall.naps)
        first = take(lock(shop, lease_seconds=60))
        try:
            second = take(lock(shop, *off), "bob", 20)
        except LockNotAcquiredError:
            first.release()
        else:
            second.release()
        return sum(shop.wall.naps) - began

    assert wait() == pytest.approx(20)
    assert wait("bounded_wait") > 60


def test_an_expired_lock_is_taken_over_and_not_before_the_margin(shop: Shop) -> None:
    take(lock(shop))
    shop.wall.advance(304)
    assert not is_free(shop)
    shop.wall.advance(1)
    assert take(lock(shop), "bob").token == 2


def test_clock_skew_margin(shop: Shop) -> None:
    lease = take(lock(shop))
    shop.wall.advance(299)
    lease.check()
    shop.wall.advance(3)  # what a clock that is three seconds ahead shows while the lease runs
    with pytest.raises(LockNotAcquiredError):
        take(lock(shop), "bob")
    assert take(lock(shop, "clock_skew_margin"), "bob")


def test_own_expiry(shop: Shop) -> None:
    take(lock(shop))
    shop.wall.advance(3600)
    with pytest.raises(LockNotAcquiredError):
        take(lock(shop, "own_expiry"), "bob")
    assert take(lock(shop), "bob")


@pytest.mark.parametrize(("off", "holders"), [((), 1), (("transactional_acquire",), 2)])
def test_transactional_acquire(shop: Shop, off: tuple[str, ...], holders: int) -> None:
    got: list[Lease] = []

    def rival() -> None:
        with suppress(LockNotAcquiredError):
            got.append(take(lock(shop, *off), "bob"))

    shop.disturb(Before("Commit", rival))
    got.append(take(lock(shop, *off)))
    assert len(got) == holders


@pytest.mark.parametrize(("off", "held"), [((), True), (("owner_check",), False)])
def test_owner_check(shop: Shop, off: tuple[str, ...], held: bool) -> None:
    late = take(lock(shop, *off))
    shop.wall.advance(305)
    take(lock(shop), "bob")
    assert late.release() is not held
    assert is_free(shop) is not held


@pytest.mark.parametrize(("off", "held"), [((), True), (("transactional_release",), False)])
def test_transactional_release(shop: Shop, off: tuple[str, ...], held: bool) -> None:
    late = take(lock(shop, *off))
    shop.wall.advance(305)
    taken: list[Lease] = []
    beside = client(shop.servicer, PROJECT)

    def take_over() -> None:
        with suppress(LockNotAcquiredError):
            taken.append(DistributedLock(PROJECT, client=beside).take(DAY, "bob", 0))

    shop.disturb(Before("Commit", take_over))
    late.release()
    shop.calm()
    # In a transaction the takeover waits for the release, or the release for it.
    assert (not taken) is held
    assert is_free(shop)


@pytest.mark.parametrize(("off", "second"), [((), 2), (("monotonic_token",), 1)])
def test_monotonic_token(shop: Shop, off: tuple[str, ...], second: int) -> None:
    take(lock(shop, *off)).release()
    assert take(lock(shop, *off)).token == second


@pytest.mark.parametrize(("off", "held"), [((), True), (("renewal",), False)])
def test_renewal(shop: Shop, off: tuple[str, ...], held: bool) -> None:
    lease = take(lock(shop, *off))
    for _ in range(3):
        shop.wall.advance(200)
        lease.renew()
    assert is_free(shop) is not held
    if held:
        lease.check()


def test_an_expired_lease_is_renewed_only_if_nobody_took_the_lock(shop: Shop) -> None:
    lease = take(lock(shop))
    shop.wall.advance(400)
    with pytest.raises(LeaseLostError, match="ran out"):
        lease.check()
    lease.renew()
    lease.check()
    shop.wall.advance(400)
    take(lock(shop), "bob")
    with pytest.raises(LeaseLostError, match="taken over"):
        lease.renew()


def test_a_lease_that_was_taken_over_is_known_as_lost_whatever_the_own_clock_says(shop: Shop) -> None:
    lease = take(lock(shop, lease_seconds=300))
    shop.client.document(PATH).update({"holder_id": "bob", "fencing_token": 2})
    with pytest.raises(LeaseLostError, match="taken over"):
        lease.check()


def test_lease_check(shop: Shop) -> None:
    leases = [take(lock(shop, *off)) for off in ((),)]
    shop.wall.advance(305)
    leases.append(take(lock(shop, "lease_check"), "bob"))
    shop.wall.advance(305)
    take(lock(shop), "eve")
    with pytest.raises(LeaseLostError):
        leases[0].check()
    assert leases[1].check() == 2


def test_jittered_wait(shop: Shop) -> None:
    def naps(*off: str) -> set[float]:
        shop.wall.naps.clear()
        with pytest.raises(LockNotAcquiredError):
            take(lock(shop, *off), "bob", 60)
        return set(shop.wall.naps)

    take(lock(shop))
    assert len(naps()) > 5
    assert naps("jittered_wait") == {5.0}


@pytest.mark.parametrize(("off", "meet"), [((), False), (("prefix_isolation",), True)])
def test_prefix_isolation(shop: Shop, off: tuple[str, ...], meet: bool) -> None:
    take(lock(shop))
    trial = lock(shop, *off, dataset_prefix="test_")
    if meet:
        with pytest.raises(LockNotAcquiredError):
            take(trial)
    else:
        assert take(trial).path == f"consolidation_locks/test_consolidation_{DAY}"


@pytest.mark.parametrize("method", ["BeginTransaction", "BatchGetDocuments", "Commit"])
@pytest.mark.parametrize(
    ("status", "error"), [(Status.PERMISSION_DENIED, PermissionDenied), (Status.NOT_FOUND, NotFound)]
)
def test_errors_are_not_contention(shop: Shop, method: str, status: Status, error: type[Exception]) -> None:
    shop.disturb(Failure(status, aim(method, times=None)))
    with pytest.raises(error):
        take(lock(shop), wait=300)
    assert shop.wall.naps == []
    with pytest.raises(LockNotAcquiredError):
        take(lock(shop, "errors_are_not_contention"), wait=300)
    assert sum(shop.wall.naps) == pytest.approx(300)


@pytest.mark.parametrize("method", ["BeginTransaction", "BatchGetDocuments", "Commit"])
def test_aborted_anywhere_is_waited_out(shop: Shop, method: str) -> None:
    shop.disturb(Failure(Status.ABORTED, aim(method, times=7)))
    assert take(lock(shop), wait=300).token == 1
    assert shop.wall.naps


def test_exhausted_is_contention(shop: Shop) -> None:
    shop.disturb(Failure(Status.ABORTED, aim("Commit", times=10)))
    with pytest.raises(ValueError, match="Failed to commit transaction in 5 attempts"):
        take(lock(shop, "exhausted_is_contention"), wait=300)
    assert take(lock(shop), wait=300)


def test_lock_read_back(shop: Shop) -> None:
    shop.disturb(lost_reply(aim("Commit")))
    assert take(lock(shop)).token == 1
    assert take(lock(shop), "bob", 310).token == 2
    shop.wall.advance(310)
    shop.disturb(lost_reply(aim("Commit")))
    with pytest.raises(InvalidArgument):
        take(lock(shop, "lock_read_back"))
    assert not is_free(shop), "it is held by nobody"


@pytest.mark.parametrize("lost", [1, 2])
def test_a_release_whose_reply_is_lost_has_released(shop: Shop, lost: int) -> None:
    lease = take(lock(shop))
    shop.disturb(lost_reply(aim("Commit", times=lost)))
    assert lease.release()
    assert is_free(shop)


def test_a_renewal_whose_reply_is_lost_has_renewed(shop: Shop) -> None:
    lease = take(lock(shop))
    shop.wall.advance(200)
    shop.disturb(lost_reply(aim("Commit")))
    lease.renew()
    shop.wall.advance(290)
    lease.check()


def test_a_transaction_that_expires_while_its_process_is_paused_is_begun_again(shop: Shop) -> None:
    shop.disturb(Before("Commit", lambda: shop.wall.advance(100)))
    assert take(lock(shop)).token == 1


@pytest.mark.parametrize(("off", "token"), [((), 2), (("LEASE_CHECK",), 1)])
def test_a_lease_that_ran_out_while_it_was_asked_for_is_not_given_out(
    shop: Shop, off: tuple[str, ...], token: int
) -> None:
    aimed = aim("Commit")

    def stand_still_after_the_first_commit(call: Call, proceed: Proceed) -> Responses:
        responses = proceed()
        if aimed.hit(call):
            shop.wall.advance(400)
        return responses

    shop.disturb(stand_still_after_the_first_commit)

    assert take(lock(shop, *off), wait=600).token == token
