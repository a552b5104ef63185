"""Runs one scraper of the reference platform over some days, as its timetable would, on the providers' twin."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Literal

from chaos.workloads.program import Found, Pause, Surroundings, Told, ready, run
from harness.reference.scraping.asking import Address, Ask, Provider
from harness.reference.scraping.feeds import feed_named
from harness.reference.scraping.scraper import Scraper
from harness.reference.scraping.store import ScrapeStore

PROVIDERS = ("nbacom", "balldontlie", "espn", "oddsapi")


class Scraping(Told):
    """`sources` in their order, none: all of the feed. With `stops` it stands still between its days."""

    feed: Literal["schedule", "results", "gamebooks", "lines"]
    days: tuple[date, ...]
    sources: tuple[str, ...] = ()
    stops: bool = False


@contextmanager
def providers() -> Iterator[Mapping[str, Ask]]:
    """What asks each provider of the twin."""
    key = os.environ["TWIN_KEY"]
    headers, query = {"balldontlie": {"Authorization": key}}, {"oddsapi": {"apiKey": key}}
    with ExitStack() as stack:
        asks = {}
        for name in PROVIDERS:
            address = Address(os.environ[f"TWIN_{name.upper()}_URL"], headers.get(name, {}), query.get(name, {}))
            asks[name] = stack.enter_context(Provider(name, address)).ask
        yield asks


def scrape(told: Scraping, surroundings: Surroundings) -> Found:
    """How each day ended."""
    pause = Pause()
    store = ScrapeStore(surroundings.project, client=surroundings.firestore)
    with providers() as asks:
        feed = feed_named(told.feed, asks, sources=told.sources, safeguards=surroundings.safeguards)
        scraper = Scraper(feed, store, safeguards=surroundings.safeguards)
        if not told.stops:
            ready()
        runs = []
        for number, day in enumerate(told.days):
            if told.stops and number == 1:
                pause.stand()
            runs.append(scraper.run(day))
    return {"statuses": [str(one.status) for one in runs], "text": "; ".join(one.text for one in runs)}


if __name__ == "__main__":
    run(Scraping, scrape)
