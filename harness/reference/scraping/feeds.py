"""The platform's feeds: what is scraped, and from which providers in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards
from harness.reference.scraping.asking import Ask
from harness.reference.scraping.by_game import gamebooks_of_nbacom, lines_of_oddsapi
from harness.reference.scraping.reading import Reader
from harness.reference.scraping.record import Feed, Harvest, Source
from harness.reference.scraping.results import (
    results_of_balldontlie,
    results_of_espn,
    results_of_nbacom,
    schedule_of_nbacom,
)
from harness.reference.scraping.store import SCHEDULE, SCHEDULE_SCRAPER

LINES_A_GAME = 8
"""Bookmakers offer seven players of a team or more; fewer records of a game are lines that are not all out yet."""

_Collect = Callable[[Ask, Reader, date], Harvest]


@dataclass(frozen=True, slots=True)
class _Wanted:
    table: str
    collects: Mapping[str, _Collect]
    records_a_game: int = 1
    is_schedule: bool = False


_FEEDS: Mapping[str, _Wanted] = {
    SCHEDULE_SCRAPER: _Wanted(SCHEDULE, {"nbacom": schedule_of_nbacom}, is_schedule=True),
    "results": _Wanted(
        "game_results",
        {"balldontlie": results_of_balldontlie, "nbacom": results_of_nbacom, "espn": results_of_espn},
    ),
    "gamebooks": _Wanted("nbac_gamebooks", {"nbacom": gamebooks_of_nbacom}),
    "lines": _Wanted("odds_api_player_points_props", {"oddsapi": lines_of_oddsapi}, records_a_game=LINES_A_GAME),
}


def feed_named(
    name: str, asks: Mapping[str, Ask], *, sources: Sequence[str] = (), safeguards: Safeguards = ALL_ON
) -> Feed:
    """A feed over these providers.

    Args:
        asks: what asks each provider, by its name.
        sources: which of the feed's providers, in which order; none: all, in their own.

    Raises:
        ValueError: there is no such feed, or one of the sources is none of its, or cannot be asked.
    """
    if name not in _FEEDS:
        raise ValueError(f"there is no feed {name!r}; there are {', '.join(_FEEDS)}")
    wanted = _FEEDS[name]
    strict = safeguards.has(Safeguard.FIELDS_ARE_CHECKED)
    chosen = []
    for source in sources or wanted.collects:
        if source not in wanted.collects or source not in asks:
            raise ValueError(f"{name} has no source {source!r} that can be asked; it has {', '.join(wanted.collects)}")
        chosen.append(Source(source, partial(wanted.collects[source], asks[source], Reader(source, strict))))
    return Feed(name, wanted.table, tuple(chosen), wanted.records_a_game, wanted.is_schedule)
