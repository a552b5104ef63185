"""A message that is delivered more than once takes effect once, and none is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from google.api_core.exceptions import PermissionDenied
from platform_stage import PROJECT, Shop, aim

from harness.cloud.errors import Status
from harness.cloud.faults import Failure, lost_reply
from harness.reference.deduplication import CLAIM_SECONDS, Deduplicator, Delivery
from harness.reference.safeguards import ALL_ON

MESSAGE = "9183465027"
PROCESSED, DUPLICATE, IN_PROGRESS = list(Delivery)


class CrashError(BaseException):
    """The process ends here: no handler of the platform catches it."""


def crash() -> None:
    raise CrashError


class Effects:
    def __init__(self, during: Callable[[], object] = lambda: None) -> None:
        self.count = 0
        self._during = during

    def __call__(self) -> None:
        self._during()
        self.count += 1


def once(shop: Shop, effect: Callable[[], object], *off: str) -> Delivery:
    return Deduplicator(PROJECT, client=shop.client, safeguards=ALL_ON.without(*off)).once(MESSAGE, effect)


def test_the_second_delivery_is_a_duplicate_for_a_week(shop: Shop) -> None:
    effects = Effects()
    assert once(shop, effects) is PROCESSED
    shop.wall.advance(7 * 86400 - 1)
    assert once(shop, effects) is DUPLICATE
    assert effects.count == 1
    shop.wall.advance(1)
    assert once(shop, effects) is PROCESSED


@pytest.mark.parametrize("off", [(), ("claim",)])
def test_claim(shop: Shop, off: tuple[str, ...]) -> None:
    second = Effects()
    found: list[Delivery] = []
    first = Effects(during=lambda: found.append(once(shop, second, *off)))
    once(shop, first, *off)
    assert found == [PROCESSED if off else IN_PROGRESS]
    assert first.count + second.count == (2 if off else 1)


@pytest.mark.parametrize("off", [(), ("mark_after_effect",)])
def test_mark_after_effect(shop: Shop, off: tuple[str, ...]) -> None:
    with pytest.raises(CrashError):
        once(shop, crash, *off)
    shop.wall.advance(CLAIM_SECONDS)
    effects = Effects()
    assert once(shop, effects, *off) is (DUPLICATE if off else PROCESSED)
    assert effects.count == (0 if off else 1)


@pytest.mark.parametrize("off", [(), ("claim_expiry",)])
def test_claim_expiry(shop: Shop, off: tuple[str, ...]) -> None:
    with pytest.raises(CrashError):
        once(shop, crash, *off)
    shop.wall.advance(CLAIM_SECONDS - 1)
    assert once(shop, Effects(), *off) is IN_PROGRESS
    shop.wall.advance(1)
    assert once(shop, Effects(), *off) is (IN_PROGRESS if off else PROCESSED)


@pytest.mark.parametrize("off", [(), ("claim_handed_back",)])
def test_claim_handed_back(shop: Shop, off: tuple[str, ...]) -> None:
    def fail() -> None:
        raise KeyError("effect")

    with pytest.raises(KeyError):
        once(shop, fail, *off)
    assert once(shop, Effects(), *off) is (IN_PROGRESS if off else PROCESSED)


def test_a_failed_effect_does_not_end_the_claim_of_the_one_who_took_over(shop: Shop) -> None:
    def outlast_the_claim() -> None:
        shop.wall.advance(CLAIM_SECONDS)
        with pytest.raises(CrashError):
            once(shop, crash)
        raise KeyError("effect")

    with pytest.raises(KeyError):
        once(shop, outlast_the_claim)
    assert once(shop, Effects()) is IN_PROGRESS


@pytest.mark.parametrize("skip", [0, 1])
def test_a_lost_reply_changes_nothing(shop: Shop, skip: int) -> None:
    effects = Effects()
    shop.disturb(lost_reply(aim("Commit", skip=skip)))
    assert once(shop, effects) is PROCESSED
    assert once(shop, effects) is DUPLICATE
    assert effects.count == 1


def test_an_error_of_the_store_is_raised_before_the_effect(shop: Shop) -> None:
    effects = Effects()
    shop.disturb(Failure(Status.PERMISSION_DENIED, aim("Commit")))
    with pytest.raises(PermissionDenied):
        once(shop, effects)
    assert effects.count == 0
