"""What is worked out of a league once, for all tables that need it; it lives as long as the league does."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from harness.season.league import League

Made = TypeVar("Made")


def once_a_league(make: Callable[[League], Made]) -> Callable[[League], Made]:
    """`make`, which is asked once for each league. A cache of its own would keep leagues that nobody has any more."""

    @wraps(make)
    def made(league: League) -> Made:
        return kept(league, make, lambda: make(league))

    return made


def kept(league: League, key: object, make: Callable[[], Made]) -> Made:
    """What was made of a league under a key before, or is made now."""
    if key not in league.made:
        league.made[key] = make()
    found: Made = league.made[key]
    return found
