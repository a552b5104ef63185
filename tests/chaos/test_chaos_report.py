"""The pages of an experiment and a game day: true to the record, whole without a network, readable without seeing."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from experiment_records import faced, game_day, made, whole

from chaos.journal import Event, Finding, Phase, Verdict
from chaos.report import experiment_page, game_day_page, timeline
from chaos.report.html import probe_rows


class Page(HTMLParser):
    """The attributes and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, name: str, *tags: str) -> list[str]:
        return [value for tag, own, value in self.attributes if own == name and (not tags or tag in tags)]


@pytest.fixture(scope="module")
def text() -> str:
    return experiment_page(whole())


@pytest.fixture(scope="module")
def day() -> str:
    return game_day_page(game_day())


def section(text: str, name: str) -> str:
    return text[text.index(f'<section id="{name}">') :].partition("</section>")[0]


def test_the_verdict_stands_first_with_its_reason(text: str) -> None:
    verdict = "Deviated; held was expected: 3 predictions are lost: &lt;b&gt;anyone&lt;/b&gt; by catboost_v8"
    assert text.index(verdict) < text.index("<section")
    assert '<header class="head failed">' in text


@pytest.mark.parametrize(
    ("verdict", "expected", "standing", "said"),
    [
        (Verdict.HELD, Verdict.HELD, "passed", "Held, as expected"),
        (Verdict.DEVIATED, Verdict.DEVIATED, "passed", "Deviated, as expected"),
        (Verdict.HELD, Verdict.DEVIATED, "failed", "Held; deviated was expected"),
        (Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, "unknown", "Inconclusive"),
    ],
)
def test_a_page_is_coloured_by_what_was_expected(verdict: Verdict, expected: Verdict, standing: str, said: str) -> None:
    page = experiment_page(made(verdict=verdict, expected=expected))
    assert f'<header class="head {standing}">' in page
    assert f"</span> {said}: no effect without the lock</p>" in page


def test_all_that_a_record_has_is_on_its_page(text: str) -> None:
    for told in (
        "incident 18", "Each batch lost 30 to 40 % of its players.", "after 1.5 s", "after 5.0 s", "after 20.0 s",
        "readiness of worker-1", "commander", "rows lost</dt><dd>25<", "rows duplicated</dt><dd>1<",
        "lebron james by moving_average at 24.5", "and 5 more", "near, not halted", "41 % of requests failed",
        "harness chaos run lock_holder_paused --without lease_check", "chaostoolkit 1.19.0", "Any 1000, 2 cores",
        "10 times as fast as written", "before it: space", "3 rows",
    ):  # fmt: skip
        assert told in text, told


def test_the_steady_state_has_four_phases_and_the_worst_of_each(text: str) -> None:
    rows = probe_rows(whole().answers)
    lost = [cell and (cell.outcome, cell.value, cell.worst, cell.times) for cell in rows[0].cells]
    assert lost == [("passed", "0", 1, 1), ("failed", "3", 5, 10), ("unknown", "0", 1, 1), ("passed", "0", 1, 1)]
    assert [cell is None for cell in rows[1].cells] == [False, True, True, True]
    steady = section(text, "steady")
    assert [steady.index(f">{phase.value}</th>") for phase in Phase] == sorted(
        steady.index(f">{phase.value}</th>") for phase in Phase
    )
    assert "5 of 10 failed" in steady


def test_the_declared_radius_stands_beside_the_observed(text: str) -> None:
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>(yes|no)</td><td>(.*?)</td>', section(text, "radius"))
    assert rows == [
        ("process worker-1", "yes", "touched"),
        ("proxy coordinator-bigquery", "yes", "not touched"),
        ("folder staging", "no", '<span class="beyond">touched, not declared</span>'),
    ]
    assert "Touched beyond what it declares:</b> folder staging" in text


def test_findings_leave_room_for_owner_and_date(text: str) -> None:
    assert section(text, "findings").count('<td class="fill"></td>') == 2
    assert section(experiment_page(made()), "findings").count('class="fill"') == 12
    filled = Finding(text="late", owner="on call", retest=date(2026, 2, 1))
    assert '<td class="fill">on call</td><td class="fill">2026-02-01</td>' in experiment_page(made(findings=(filled,)))


def test_the_timeline_has_a_bar_for_each_fault_and_marks_where_things_happened() -> None:
    drawn = timeline.of_experiment(whole())
    assert drawn is not None
    by_label = {lane.label: lane for lane in drawn.lanes}
    paused = by_label["worker-1 is paused"].bars[0]
    scale = timeline.Scale(60.0)
    assert (paused.x, round(paused.x + paused.width, 1)) == (scale.x(10.0), scale.x(22.0))
    assert [mark.text for mark in by_label["detected"].marks] == ["11.5 s"]
    assert [mark.x for mark in by_label["recovered"].marks] == [scale.x(30.0)]
    kinds = [mark.kind for mark in by_label["steady state"].marks]
    assert (kinds.count("passed"), kinds.count("failed"), kinds.count("unknown")) == (8, 5, 1)


def test_more_faults_than_can_be_drawn_share_a_lane() -> None:
    events = tuple(Event(at_s=n, kind="inject", text=f"cut {n}", injection=f"{n}") for n in range(20))
    drawn = timeline.of_experiment(made(events=events))
    assert drawn is not None
    assert len(drawn.lanes[timeline.FAULTS_DRAWN].bars) == 20 - timeline.FAULTS_DRAWN
    assert drawn.lanes[timeline.FAULTS_DRAWN].label == "8 more faults"


def test_a_record_of_nothing_is_a_page_too() -> None:
    page = experiment_page(made(verdict=Verdict.INCONCLUSIVE, reason="the halt did not fire", ended="vanished"))
    for said in ("Nothing happened.", "No probe of the steady state was asked.", "No rows were asked for by key.",
                 "Nothing halted it", "The runner vanished."):  # fmt: skip
        assert said in page
    assert "No experiment was run." in game_day_page(
        game_day().model_copy(update={"experiments": (), "events": (), "loads": (), "observations": ()})
    )


def test_a_game_day_tells_its_experiments_in_sequence_with_times(day: str) -> None:
    rows = re.findall(r'<a href="#experiment-\d">(\w+)</a></th><td class="num">([\d.]+)</td>', day)
    assert rows == [
        ("lock_holder_paused", "0.0"), ("coordinator_killed_mid_batch", "60.0"), ("merge_conflict_storm", "120.0"),
    ]  # fmt: skip
    for told in ("after 2.5 s", "readiness of worker-1", "4,210", "412 ms", "Go on with the coordinator?", "4.5 s",
                 "ends the day if need be", "66.7 % (2 of 3)", "dress rehearsal, 10 times as fast", "under 15 min",
                 "harness chaos gameday opening_night --auto --rehearsal", "recovered without a person"):  # fmt: skip
        assert told in day, told
    assert day.count("<details") == 3


def test_a_game_day_s_timeline_marks_what_its_watch_saw() -> None:
    drawn = timeline.of_game_day(game_day())
    assert drawn is not None
    by_label = {lane.label: lane for lane in drawn.lanes}
    scale = timeline.Scale(200.0)
    assert [mark.x for mark in by_label["detected"].marks] == [scale.x(s) for s in (11.5, 72.5, 133.5)]
    assert [bar.kind for bar in by_label["merge_conflict_storm"].bars] == ["failed", *["fault"] * 4]
    assert by_label["load: game_night"].bars[0].x == scale.x(2.0)


def test_nobody_asked_is_told_apart_from_a_person() -> None:
    auto = game_day(faced(), auto=True, pauses=(game_day().pauses[0].model_copy(update={"confirmed_by": None}),))
    page = game_day_page(auto)
    assert "nobody was asked" in page
    assert "unattended" in page


@pytest.mark.parametrize("which", ["text", "day"])
def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing(which: str, request: pytest.FixtureRequest) -> None:
    text: str = request.getfixturevalue(which)
    page = Page(text)
    assert not page.values("src")
    assert not page.values("style"), "the policy lets no style attribute through"
    assert "<script" not in text
    assert [link for link in page.values("href") if not link.startswith(("#", "data:"))] == []
    [policy] = [value for value in page.values("content", "meta") if "default-src" in value]
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{hashed}';")
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids)


def test_every_figure_says_in_words_what_it_shows(text: str, day: str) -> None:
    [told, series] = Page(text).values("aria-label", "svg")
    assert told.startswith("worker-1 is paused: from second 10.0, undone at 22.0; ")
    assert told.endswith("Detected after 1.5 s by readiness of worker-1. Helped by commander. Recovered after 20.0 s.")
    assert told in Page(text).texts
    assert "response time" in series
    assert "coordinator_killed_mid_batch from second 60.0, held" in Page(day).values("aria-label", "svg")[0]


def test_nothing_in_the_data_becomes_part_of_the_page() -> None:
    hostile = "<script>alert(1)</script>\x1b[2J\u202e"
    page = experiment_page(
        made(
            title=hostile, reason=hostile, target=hostile, hypothesis=hostile, command=hostile,
            events=(Event(at_s=1, kind="inject", text=hostile, signal=hostile, data={hostile: hostile}),),
        )
    )  # fmt: skip
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
