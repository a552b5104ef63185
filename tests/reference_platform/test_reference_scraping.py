"""Scrapers: what counts as done, who is asked, and what is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from platform_stage import PROJECT, Shop

from harness.reference.safeguards import ALL_ON
from harness.reference.scraping.record import Feed, Harvest, Record, Run, Source, SourceError, Status
from harness.reference.scraping.scraper import Scraper
from harness.reference.scraping.store import AT_ONCE, SCHEDULE, ScrapeStore

DAY = date(2026, 2, 3)
GAMES = ("20260203_BOS_TOR", "20260203_LAL_DEN", "20260203_MIA_NYK")
TABLE = "game_results"


def records(*games: str, final: bool = True) -> tuple[Record, ...]:
    return tuple(Record(game, game, {"home_team_score": 110 if final else 0}, final) for game in games)


class Provider:
    """Answers with what it has, one after the other, the last again and again; an error is raised."""

    def __init__(self, *answers: tuple[Record, ...] | SourceError, name: str = "one") -> None:
        self.asked = 0
        self._answers = answers
        self._name = name

    @property
    def source(self) -> Source:
        return Source(self._name, self._collect)

    def _collect(self, day: date) -> Harvest:
        answer = self._answers[min(self.asked, len(self._answers) - 1)]
        self.asked += 1
        if isinstance(answer, SourceError):
            raise answer
        return Harvest(answer)


Scraped = Callable[..., Run]


class Raw:
    """An embedded Firestore with the schedule of the day, and scrapers of it."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.store = ScrapeStore(PROJECT, client=shop.client)

    def schedule(self, *games: str) -> None:
        source = Provider(records(*games)).source
        run = Scraper(Feed("schedule", SCHEDULE, (source,), is_schedule=True), self.store).run(DAY)
        assert run.status is Status.SUCCESS

    def run(self, *providers: Provider, off: tuple[str, ...] = (), records_a_game: int = 1) -> Run:
        feed = Feed("results", TABLE, tuple(one.source for one in providers), records_a_game)
        return Scraper(feed, self.store, safeguards=ALL_ON.without(*off)).run(DAY)

    def rows(self) -> dict[str, dict[str, object]]:
        return {found.id: found.to_dict() or {} for found in self._shop.client.collection(TABLE).stream()}


@pytest.fixture
def raw(shop: Shop) -> Raw:
    raw = Raw(shop)
    raw.schedule(*GAMES)
    return raw


def test_a_day_with_all_its_games_is_done_and_not_asked_again(raw: Raw) -> None:
    provider = Provider(records(*GAMES))
    first, second = raw.run(provider), raw.run(provider)
    assert (first.status, first.records, first.games, first.source) == (Status.SUCCESS, 3, 3, "one")
    assert (second.status, provider.asked) == (Status.SKIPPED, 1)
    assert set(raw.rows()) == set(GAMES)
    assert raw.rows()[GAMES[0]] == {
        "home_team_score": 110,
        "game_id": GAMES[0],
        "game_date": "2026-02-03",
        "final": True,
    }


@pytest.mark.parametrize(("off", "then"), [((), Status.SUCCESS), (("empty_is_no_success",), Status.SKIPPED)])
def test_empty_is_no_success(raw: Raw, off: tuple[str, ...], then: Status) -> None:
    provider = Provider((), records(*GAMES))
    first = raw.run(provider, off=off)
    assert (first.status, first.records) == (Status.SUCCESS if off else Status.EMPTY, 0)
    assert raw.run(provider, off=off).status is then
    assert len(raw.rows()) == (0 if off else 3)


@pytest.mark.parametrize(("off", "then"), [((), Status.SUCCESS), (("counted_by_schedule",), Status.SKIPPED)])
def test_counted_by_schedule(raw: Raw, off: tuple[str, ...], then: Status) -> None:
    provider = Provider(records(GAMES[0]), records(*GAMES))
    first = raw.run(provider, off=off)
    assert (first.status, first.records) == (Status.SUCCESS if off else Status.INCOMPLETE, 1)
    assert raw.run(provider, off=off).status is then
    assert len(raw.rows()) == (1 if off else 3)


def test_what_an_incomplete_run_lacks_is_named(raw: Raw) -> None:
    run = raw.run(Provider(records(GAMES[0])))
    assert run.reasons == (f"2 of 3 games are not there, or not over: {GAMES[1]}, {GAMES[2]}",)
    assert raw.store.last_run("results", DAY) == run


def test_a_game_may_need_more_than_one_record(raw: Raw) -> None:
    lines = tuple(Record(f"{game}_{number}", game, {}) for game in GAMES for number in range(2))
    assert raw.run(Provider(lines[1:]), records_a_game=2).status is Status.INCOMPLETE
    assert raw.run(Provider(lines), records_a_game=2).status is Status.SUCCESS


@pytest.mark.parametrize("first", [(), records(GAMES[0]), SourceError("one answers 403")])
def test_late_data_tried_again(raw: Raw, first: tuple[Record, ...] | SourceError) -> None:
    off = ("late_data_tried_again",)
    once = Provider(first, records(*GAMES))
    raw.run(once, off=off)
    assert (raw.run(once, off=off).status, once.asked) == (Status.SKIPPED, 1)
    assert raw.run(once).status is Status.SUCCESS
    assert len(raw.rows()) == 3


def test_final_games_only(raw: Raw) -> None:
    early = (*records(GAMES[0]), *records(*GAMES[1:], final=False))
    run = raw.run(Provider(early))
    assert (run.status, run.records, set(raw.rows())) == (Status.INCOMPLETE, 1, {GAMES[0]})
    run = raw.run(Provider(early), off=("final_games_only",))
    assert (run.status, run.records) == (Status.SUCCESS, 3)
    assert [row["home_team_score"] for row in raw.rows().values()].count(0) == 2


@pytest.mark.parametrize("first", [SourceError("one answers 403"), ()])
def test_second_source(raw: Raw, first: tuple[Record, ...] | SourceError) -> None:
    refusing, other = Provider(first), Provider(records(*GAMES), name="two")
    alone = raw.run(refusing, other, off=("second_source",))
    assert alone.status in (Status.FAILED, Status.EMPTY)
    assert other.asked == 0
    both = raw.run(refusing, other)
    assert (both.status, both.source, len(raw.rows())) == (Status.SUCCESS, "two", 3)


def test_a_run_that_nobody_answered_says_why(raw: Raw) -> None:
    refusing = Provider(SourceError("one answers 403")), Provider(SourceError("two answers no JSON"), name="two")
    run = raw.run(*refusing)
    assert (run.status, run.source) == (Status.FAILED, "")
    assert run.reasons == ("one answers 403", "two answers no JSON")
    assert run.text == "results of 2026-02-03 is failed with 0 records: one answers 403; two answers no JSON"


def test_a_day_without_games_is_done_without_records(shop: Shop) -> None:
    raw = Raw(shop)
    raw.schedule()
    assert raw.run(Provider(())).status is Status.SUCCESS


def test_a_day_whose_schedule_is_unknown_is_not_taken_for_one_without_games(shop: Shop) -> None:
    provider = Provider(())
    run = Raw(shop).run(provider)
    assert (run.status, provider.asked) == (Status.FAILED, 0)
    assert run.reasons == ("the schedule of 2026-02-03 is not known; scrape it first",)


def test_more_records_than_one_commit_takes_are_all_written(raw: Raw) -> None:
    many = tuple(Record(f"{GAMES[0]}_{number}", GAMES[0], {}) for number in range(AT_ONCE + 1))
    raw.run(Provider(many))
    assert len(raw.rows()) == AT_ONCE + 1
