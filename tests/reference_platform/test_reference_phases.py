"""A phase starts the next one once, when enough is done and the data are right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from platform_stage import DAY, PROJECT, Before, Shop, aim

from harness.cloud.faults import lost_reply
from harness.reference.completion_record import CompletionRecord, Status
from harness.reference.phases import Decision, PhaseTrigger, Trigger
from harness.reference.phases_rules import ANALYTICS, Edge, Evidence
from harness.reference.safeguards import ALL_ON

YESTERDAY = "2026-02-02"
PRECOMPUTE = (
    "team_defense_zone_analysis",
    "player_shot_zone_analysis",
    "player_composite_factors",
    "player_daily_cache",
    "ml_feature_store",
)
RAW = (
    "p2_bdl_box_scores",
    "p2_odds_game_lines",
    "p2_nbacom_schedule",
    "p2_nbacom_gamebook_pdf",
    "p2_bigdataball_pbp",
    "p2_br_season_roster",
)
GOOD = Evidence(
    table_rows=dict.fromkeys([*ANALYTICS, *PRECOMPUTE, *RAW], 100),
    games_scheduled=10,
    games_covered=8,
    completion_percentage=80,
    predictions=10,
)


class Day:
    """One edge and one day: what was published, and data that a test can spoil and repair."""

    def __init__(self, shop: Shop, edge: Edge = Edge.PHASE_3_TO_4, day: str = YESTERDAY) -> None:
        self.shop, self.edge, self.day = shop, edge, day
        self.evidence = GOOD
        self.published: list[Trigger] = []
        self.on_publish: Callable[[], object] = lambda: None

    def publish(self, trigger: Trigger) -> None:
        self.on_publish()
        self.published.append(trigger)

    def trigger(self, *off: str) -> PhaseTrigger:
        return PhaseTrigger(
            PROJECT,
            edge=self.edge,
            probe=lambda day: self.evidence,
            publish=self.publish,
            client=self.shop.client,
            safeguards=ALL_ON.without(*off),
        )

    def report(self, name: str, *off: str, status: Status = "success") -> Decision:
        self.shop.wall.advance(1)
        record = CompletionRecord(self.edge.upstream, self.day, name, status, self.shop.wall.now(), 5)
        return self.trigger(*off).handle(record)

    def report_all(self, *names: str, off: tuple[str, ...] = ()) -> list[bool]:
        return [self.report(name, *off).fired for name in names]

    @property
    def document(self) -> dict[str, Any]:
        return self.shop.get(f"{self.edge.upstream}_completion/{self.day}") or {}


class CrashError(BaseException):
    """The process ends here."""


@pytest.mark.parametrize(
    ("edge", "names", "reason"),
    [
        (Edge.PHASE_4_TO_5, PRECOMPUTE, "all_complete"),
        (Edge.PHASE_5_TO_6, ("prediction_coordinator",), "all_complete"),
    ],
)
def test_the_last_processor_starts_the_next_phase(shop: Shop, edge: Edge, names: tuple[str, ...], reason: str) -> None:
    day = Day(shop, edge)
    assert day.report_all(*names) == [False] * (len(names) - 1) + [True]
    assert day.report_all(*names) == [False] * len(names)
    expected = Trigger(f"{edge.value}_{YESTERDAY}_0", edge, YESTERDAY, reason, "overnight", ())
    assert day.published == [expected]
    assert day.document["_completed_count"] == len(names)


def test_phase_2_is_only_watched(shop: Shop) -> None:
    day = Day(shop, Edge.PHASE_2_TO_3)
    assert day.report_all(*RAW) == [False] * 5 + [True]
    assert day.published == []
    assert (day.document["_triggered"], day.document["_mode"]) == (True, "monitoring_only")
    shop.wall.advance(3600)
    assert not day.trigger().sweep(YESTERDAY).fired


def test_phase_2_is_over_half_an_hour_after_its_first_completion(shop: Shop) -> None:
    day = Day(shop, Edge.PHASE_2_TO_3)
    day.report_all(*RAW[:4])
    shop.wall.advance(1796)  # the first of the four came three seconds before the last
    assert not day.trigger().sweep(YESTERDAY).fired
    shop.wall.advance(1)
    assert day.trigger().sweep(YESTERDAY).why == "deadline_exceeded"


@pytest.mark.parametrize(("day_of", "mode"), [(DAY, "same_day"), ("2026-02-04", "tomorrow")])
def test_before_its_games_a_day_waits_for_one_processor_only(shop: Shop, day_of: str, mode: str) -> None:
    day = Day(shop, day=day_of)
    assert day.report("upcoming_player_game_context").fired
    assert day.published[0].mode == mode


def test_three_o_clock_at_night_in_utc_is_still_the_same_day(shop: Shop) -> None:
    shop.wall.advance(10 * 3600)
    day = Day(shop)
    assert day.report("upcoming_player_game_context").why == "waiting for processors"
    assert Day(shop, day=DAY).report("upcoming_player_game_context").fired


@pytest.mark.parametrize("off", [(), ("critical_processors",)])
def test_critical_processors(shop: Shop, off: tuple[str, ...]) -> None:
    day = Day(shop)
    fired = day.report_all(
        "team_offense_game_summary", "team_defense_game_summary", "upcoming_player_game_context", off=off
    )
    assert fired == [False, False, bool(off)]
    assert day.report("player_game_summary", *off).fired is not bool(off)
    assert day.published[0].reason == f"critical_plus_majority_{60 if off else 80}pct"


@pytest.mark.parametrize("missing", ["player_daily_cache", "ml_feature_store"])
def test_predictions_do_not_start_without_cache_and_feature_store(shop: Shop, missing: str) -> None:
    day = Day(shop, Edge.PHASE_4_TO_5)
    day.evidence = replace(GOOD, table_rows={**GOOD.table_rows, missing: 0})
    day.report_all(*(name for name in PRECOMPUTE if name != missing))
    shop.wall.advance(4 * 3600)
    assert day.trigger().sweep(YESTERDAY).problems == (f"{missing} is empty",)
    assert day.trigger("critical_processors").sweep(YESTERDAY).fired


@pytest.mark.parametrize(
    ("done", "minutes", "reason"), [(4, 60, "tier2_timeout"), (3, 120, "tier3_timeout"), (1, 240, "max_timeout")]
)
def test_tiers(shop: Shop, done: int, minutes: int, reason: str) -> None:
    day = Day(shop, Edge.PHASE_4_TO_5)
    day.report(PRECOMPUTE[0])
    shop.wall.advance(1500)
    day.report_all(*PRECOMPUTE[1:done])
    shop.wall.advance(minutes * 60 - 1500 - (done - 1) - 1)
    assert not day.trigger().sweep(YESTERDAY).fired
    shop.wall.advance(1)
    assert not day.trigger("tiers").sweep(YESTERDAY).fired
    assert not day.trigger("sweep").sweep(YESTERDAY).fired
    assert day.trigger().sweep(YESTERDAY).fired
    assert day.published[0].reason == reason
    assert day.published[0].missing == PRECOMPUTE[done:]


@pytest.mark.parametrize("off", [(), ("trigger_transaction",)])
def test_trigger_transaction(shop: Shop, off: tuple[str, ...]) -> None:
    day = Day(shop, day=DAY)
    # The second commit is the latch; the first one enters the completion.
    shop.disturb(Before("Commit", lambda: day.trigger(*off).evaluate(DAY), skip=1))
    day.report("upcoming_player_game_context", *off)
    shop.calm()
    day.trigger().evaluate(DAY)
    assert len(day.published) == (2 if off else 1)


@pytest.mark.parametrize("off", [(), ("validate_before_latch",)])
def test_validate_before_latch(shop: Shop, off: tuple[str, ...]) -> None:
    day = Day(shop, day=DAY)
    day.evidence = replace(GOOD, games_covered=7)
    decision = day.report("upcoming_player_game_context", *off)
    assert decision.problems == ("7 of 10 games are covered",)
    assert bool(day.document.get("_triggered")) is bool(off)
    day.evidence = GOOD
    assert day.trigger(*off).sweep(DAY).fired is not bool(off)


@pytest.mark.parametrize("off", [(), ("publish_confirmed",)])
def test_publish_confirmed(shop: Shop, off: tuple[str, ...]) -> None:
    day = Day(shop, day=DAY)

    def crash() -> None:
        raise CrashError

    day.on_publish = crash
    with pytest.raises(CrashError):
        day.report("upcoming_player_game_context", *off)
    day.on_publish = lambda: None
    assert day.trigger(*off).sweep(DAY).why == "triggered before"
    shop.wall.advance(120)
    day.trigger(*off).sweep(DAY)
    day.trigger(*off).sweep(DAY)
    assert [trigger.id for trigger in day.published] == ([] if off else [f"phase3-to-phase4_{DAY}_0"])


@pytest.mark.parametrize("off", [(), ("failed_is_not_completed",)])
def test_failed_is_not_completed(shop: Shop, off: tuple[str, ...]) -> None:
    day = Day(shop, day=DAY)
    assert day.report("upcoming_player_game_context", *off, status="failed").fired is bool(off)
    assert day.document["_completed_count"] == len(off)
    assert ("_first_completion_at" in day.document) is bool(off)
    assert day.report("upcoming_player_game_context", *off, status="partial").fired is not bool(off)


def test_an_older_report_does_not_undo_a_newer_one(shop: Shop) -> None:
    day = Day(shop)
    day.report("player_game_summary")
    old = CompletionRecord("phase3", YESTERDAY, "player_game_summary", "failed", shop.wall.now().replace(hour=1))
    day.trigger().handle(old)
    assert day.document["player_game_summary"]["status"] == "success"


def test_a_repaired_day_is_triggered_once_more(shop: Shop) -> None:
    day = Day(shop, day=DAY)
    day.trigger().reopen(DAY)
    day.report("upcoming_player_game_context")
    for _ in range(2):
        shop.disturb(lost_reply(aim("Commit")))
        day.trigger().reopen(DAY)
        assert day.trigger().sweep(DAY).fired
        assert not day.trigger().sweep(DAY).fired
    assert [trigger.id[-2:] for trigger in day.published] == ["_0", "_1", "_2"]


def test_a_latch_whose_reply_is_lost_still_publishes(shop: Shop) -> None:
    day = Day(shop, day=DAY)
    shop.disturb(lost_reply(aim("Commit", skip=1)))
    assert day.report("upcoming_player_game_context").fired
    assert len(day.published) == 1


@pytest.mark.parametrize(
    ("edge", "names", "spoil", "problem"),
    [
        (Edge.PHASE_2_TO_3, RAW, {"games_without_active_players": 2}, "2 gamebooks name no active player"),
        (
            Edge.PHASE_3_TO_4,
            ANALYTICS,
            {"table_rows": {**GOOD.table_rows, ANALYTICS[1]: 0}},
            f"{ANALYTICS[1]} is empty",
        ),
        (
            Edge.PHASE_4_TO_5,
            PRECOMPUTE,
            {"table_rows": dict.fromkeys(PRECOMPUTE[3:], 5)},
            f"3 of 5 tables are empty: {', '.join(PRECOMPUTE[:3])}",
        ),
        (
            Edge.PHASE_5_TO_6,
            ("prediction_coordinator",),
            {"completion_percentage": 79.9},
            "79.9 percent of the players are done",
        ),
        (Edge.PHASE_5_TO_6, ("prediction_coordinator",), {"predictions": 9}, "there are 9 predictions"),
    ],
)
def test_data_that_are_not_right_hold_the_trigger(
    shop: Shop, edge: Edge, names: tuple[str, ...], spoil: dict[str, Any], problem: str
) -> None:
    day = Day(shop, edge)
    day.evidence = replace(GOOD, **spoil)
    day.report_all(*names)
    assert day.trigger().evaluate(YESTERDAY).problems == (problem,)
    assert not day.document.get("_triggered")


def test_two_empty_tables_do_not_hold_the_predictions(shop: Shop) -> None:
    day = Day(shop, Edge.PHASE_4_TO_5)
    day.evidence = replace(GOOD, table_rows=dict.fromkeys(PRECOMPUTE[2:], 5))
    assert day.report_all(*PRECOMPUTE)[-1]


def test_a_completion_of_another_phase_is_refused(shop: Shop) -> None:
    record = CompletionRecord("phase4", DAY, "ml_feature_store", "success", shop.wall.now())
    with pytest.raises(ValueError, match="phase3-to-phase4 does not take completions of phase4"):
        Day(shop).trigger().handle(record)
