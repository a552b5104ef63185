"""Safeguards are switched off by name, and each has a test that shows the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reference.safeguards import ALL_ON, Safeguard, of_component


def test_all_are_on_until_one_is_switched_off() -> None:
    assert all(map(ALL_ON.has, Safeguard))
    some = ALL_ON.without("fencing").without(Safeguard.OWNER_CHECK)
    assert {one for one in Safeguard if not some.has(one)} == {Safeguard.FENCING, Safeguard.OWNER_CHECK}


def test_an_unknown_name_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(ValueError, match="no safeguard 'fensing'; did you mean fencing"):
        ALL_ON.without("fensing")
    with pytest.raises(ValueError, match="no safeguard 'xyz'; there are array_guard, atomic_take"):
        ALL_ON.without("xyz")


def test_each_has_its_own_sentence() -> None:
    assert len({one.prevents for one in Safeguard}) == len(Safeguard)
    assert all(one.prevents.endswith(".") and one.invariant for one in Safeguard)
    assert sum(len(of_component(name)) for name in {one.component for one in Safeguard}) == len(Safeguard)


@pytest.mark.parametrize("safeguard", Safeguard, ids=lambda one: one.name.lower())
def test_each_is_switched_off_in_some_test(safeguard: Safeguard) -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_reference_*.py")]
    assert any(f'"{safeguard.name.lower()}"' in text for text in texts)
