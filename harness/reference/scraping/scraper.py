"""A scraper: asks its sources for a day, checks what they say against the schedule, and says how it ended.

Only a success keeps later runs away. A run that brought nothing, or not all, writes what it has and leaves the day due,
so that the next run by the timetable fetches the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards
from harness.reference.scraping.record import Feed, Harvest, Record, Run, SourceError, Status
from harness.reference.scraping.store import ScrapeStore

_SHOWN = 3


class Scraper:
    """One scraper, run by run."""

    def __init__(self, feed: Feed, store: ScrapeStore, *, safeguards: Safeguards = ALL_ON) -> None:
        self._feed = feed
        self._store = store
        self._safeguards = safeguards

    def run(self, day: date) -> Run:
        """Scrapes a day that is not done yet.

        Raises:
            GoogleAPIError: the store failed; the day is still due.
        """
        last = self._store.last_run(self._feed.name, day)
        if last is not None and not self._is_due(last):
            return replace(last, status=Status.SKIPPED, reasons=(f"the last run was {last.status}",))
        run = self._scraped(day)
        self._store.note(run)
        return run

    def _is_due(self, last: Run) -> bool:
        return last.status is not Status.SUCCESS and self._safeguards.has(Safeguard.LATE_DATA_TRIED_AGAIN)

    def _scraped(self, day: date) -> Run:
        run = Run(self._feed.name, day, Status.FAILED)
        games = frozenset[str]() if self._feed.is_schedule else self._store.games_of(day)
        if games is None:
            return replace(run, reasons=(f"the schedule of {day} is not known; scrape it first",))
        run = replace(run, games=len(games))
        source, harvest = self._asked(day)
        run = replace(run, source=source, reasons=harvest.problems)
        if not source:
            return run
        if games and not harvest.records:
            return self._with_nothing(run)
        taken = self._taken(harvest.records)
        self._store.write(self._feed.table, day, taken)
        return self._judged(replace(run, records=len(taken)), games, taken)

    def _asked(self, day: date) -> tuple[str, Harvest]:
        """The first source that has any record, and what it has; no name where each of them failed."""
        several = self._safeguards.has(Safeguard.SECOND_SOURCE)
        answered, problems = "", list[str]()
        for source in self._feed.sources if several else self._feed.sources[:1]:
            try:
                harvest = source.collect(day)
            except SourceError as error:
                problems.append(str(error))
                continue
            answered = source.name
            problems += harvest.problems
            if harvest.records:
                return answered, Harvest(harvest.records, tuple(problems))
        return answered, Harvest((), tuple(problems))

    def _with_nothing(self, run: Run) -> Run:
        if not self._safeguards.has(Safeguard.EMPTY_IS_NO_SUCCESS):
            return replace(run, status=Status.SUCCESS)
        told = f"{run.source} has nothing of {run.games} games"
        return replace(run, status=Status.EMPTY, reasons=(*run.reasons, told))

    def _taken(self, records: Sequence[Record]) -> list[Record]:
        every = self._feed.is_schedule or not self._safeguards.has(Safeguard.FINAL_GAMES_ONLY)
        return [record for record in records if every or record.final]

    def _judged(self, run: Run, games: Collection[str], taken: Sequence[Record]) -> Run:
        counts = Counter(record.game_id for record in taken)
        short = sorted(game for game in games if counts[game] < self._feed.records_a_game)
        if not short or not self._safeguards.has(Safeguard.COUNTED_BY_SCHEDULE):
            return replace(run, status=Status.SUCCESS)
        more = ", …" if len(short) > _SHOWN else ""
        told = f"{len(short)} of {run.games} games are not there, or not over: {', '.join(short[:_SHOWN])}{more}"
        return replace(run, status=Status.INCOMPLETE, reasons=(*run.reasons, told))
