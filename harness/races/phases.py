"""The triggers between phases: fired once, not remembered as done before the data were looked at, open after repair."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from harness.races.scenario import Scenario, Suite
from harness.races.subjects import Subject
from harness.reference.completion_record import CompletionRecord, Status
from harness.reference.phases import PUBLISH_GRACE, PhaseTrigger
from harness.reference.phases_rules import Edge, Evidence, expected
from harness.reference.safeguards import Safeguard
from harness.simulation.checkers import exactly_once
from harness.simulation.elsewhere import step
from harness.simulation.explore import PROJECT, Program
from harness.simulation.faults import Fault, crash
from harness.simulation.history import History
from harness.simulation.verdicts import Invariant
from harness.simulation.world import SECOND_NS, START

EDGE = Edge.PHASE_4_TO_5
DAY = "2026-01-18"
NAMES = expected(EDGE, "same_day")
YESTERDAY = "2026-01-17"
ANALYTICS = expected(Edge.PHASE_3_TO_4, "overnight")
NOT_CRITICAL = ("team_offense_game_summary", "team_defense_game_summary", "upcoming_team_game_context")
WHOLE = Evidence(table_rows=dict.fromkeys((*NAMES, *ANALYTICS), 100), games_scheduled=8, games_covered=8)
HOUR_S = 3600
Body = Callable[[], None]


class Day:
    """One game day of one run: what its data show, and which triggers went out."""

    def __init__(
        self, subject: Subject, *, edge: Edge = EDGE, game_date: str = DAY, repaired_after_s: float = 0
    ) -> None:
        self.history = History()
        self._edge, self._date = edge, game_date
        self._subject = subject
        self._repaired_after_s = repaired_after_s

    def trigger(self) -> PhaseTrigger:
        return PhaseTrigger(
            PROJECT, edge=self._edge, probe=self._probe, publish=self._publish, safeguards=self._subject.safeguards
        )

    def _probe(self, game_date: str) -> Evidence:
        step("count rows", thing="tables")
        whole = (datetime.now(UTC) - START).total_seconds() >= self._repaired_after_s
        return WHOLE if whole else Evidence(table_rows={})

    def _publish(self, trigger: Any) -> None:
        step("publish", thing="topic")
        self.history.record("published", what=trigger.id)

    def reports(self, *names: str, after_seconds: float = 0, status: Status = "success") -> Body:
        def body() -> None:
            if after_seconds:
                time.sleep(after_seconds)
            trigger = self.trigger()
            for name in names:
                trigger.handle(
                    CompletionRecord(
                        self._edge.upstream, self._date, name, status, datetime.now(UTC), 100, execution_id=name
                    )
                )

        return body

    def sweeps(self, *, after_seconds: float, again_after: float = 0) -> Body:
        def body() -> None:
            time.sleep(after_seconds)
            self.trigger().sweep(self._date)
            if again_after:
                time.sleep(again_after)
                self.trigger().sweep(self._date)

        return body

    def started(self, sentence: str) -> Invariant:
        def broken() -> str | None:
            return None if any(e.name == "published" for e in self.history.events) else "no trigger went out"

        return Invariant(sentence, broken)

    def not_before_repair(self) -> Invariant:
        def broken() -> str | None:
            early = [e for e in self.history.events if e.name == "published" and e.time_ns < self._repaired_ns]
            return f"{early[0].process} started it while the tables were empty" if early else None

        return Invariant("the next phase is not started on empty tables", broken)

    @property
    def _repaired_ns(self) -> int:
        return int((START.timestamp() + self._repaired_after_s) * SECOND_NS)

    def once(self) -> Invariant:
        return exactly_once(self.history, "published", sentence="the next phase is triggered once", wanted=None)

    def program(self, bodies: dict[str, Body], holds: Sequence[Invariant], faults: Sequence[Fault] = ()) -> Program:
        return Program(bodies, holds, history=self.history, faults=faults, stalls=False)


def last_two_at_once(subject: Subject) -> Program:
    day = Day(subject)
    bodies = {"a": day.reports(*NAMES[:4]), "b": day.reports(*NAMES[4:])}
    return day.program(bodies, [day.once(), day.started("a whole day starts the next phase")])


def data_come_late(subject: Subject) -> Program:
    """All have reported, but their tables are empty for an hour; then they are filled and somebody sweeps."""
    day = Day(subject, repaired_after_s=HOUR_S)
    bodies = {"a": day.reports(*NAMES), "sweeper": day.sweeps(after_seconds=300, again_after=HOUR_S)}
    return day.program(bodies, [day.started("a repaired day starts the next phase"), day.not_before_repair()])


def orchestrator_dies(subject: Subject) -> Program:
    """Whoever triggers dies somewhere; the sweeper comes twice, the second time after the grace has passed."""
    day = Day(subject)
    grace_s = PUBLISH_GRACE.total_seconds()
    bodies = {
        "a": day.reports(*NAMES),
        "again": day.reports(*NAMES, after_seconds=30),
        "sweeper": day.sweeps(after_seconds=grace_s + 60, again_after=grace_s + 60),
    }
    return day.program(bodies, [day.started("every trigger that was latched goes out")], [crash(only="a")])


def one_stays_silent(subject: Subject) -> Program:
    day = Day(subject)
    bodies = {"a": day.reports(*NAMES[1:]), "sweeper": day.sweeps(after_seconds=70 * 60)}
    return day.program(bodies, [day.started("one silent processor does not hold up the day")])


def one_fails(subject: Subject) -> Program:
    """The last processor reports that it failed: the day is not whole."""
    day = Day(subject)
    bodies = {"a": day.reports(*NAMES[1:]), "b": day.reports(NAMES[0], status="failed")}

    def started() -> str | None:
        return "the next phase was started at once" if any(e.name == "published" for e in day.history.events) else None

    return day.program(bodies, [Invariant("a failed processor does not count as done", started)])


def majority_without_critical(subject: Subject) -> Program:
    """Three of five analytics processors have reported, and not the two that predictions are made of."""
    day = Day(subject, edge=Edge.PHASE_3_TO_4, game_date=YESTERDAY)

    def started() -> str | None:
        went_out = any(event.name == "published" for event in day.history.events)
        return "phase 4 was started without players' summaries" if went_out else None

    bodies = {"a": day.reports(*NOT_CRITICAL[:2]), "b": day.reports(*NOT_CRITICAL[2:])}
    return day.program(bodies, [Invariant("no trigger without the critical processors", started)])


SUITE = Suite(
    "phases",
    "the triggers between phases",
    [
        Scenario(
            "last-two-at-once", "the last completions arrive at once", last_two_at_once, [Safeguard.TRIGGER_TRANSACTION]
        ),
        Scenario(
            "data-come-late", "everybody has reported, the data come later", data_come_late,
            [Safeguard.VALIDATE_BEFORE_LATCH],
        ),
        Scenario(
            "orchestrator-dies", "the orchestrator dies between latch and message", orchestrator_dies,
            [Safeguard.PUBLISH_CONFIRMED],
        ),
        Scenario(
            "one-stays-silent", "a processor never reports", one_stays_silent, [Safeguard.TIERS, Safeguard.SWEEP]
        ),
        Scenario(
            "majority-without-critical",
            "a majority reports, the critical processors do not",
            majority_without_critical,
            [Safeguard.CRITICAL_PROCESSORS],
        ),
        Scenario("one-fails", "a processor reports its failure", one_fails, [Safeguard.FAILED_IS_NOT_COMPLETED]),
    ],
)  # fmt: skip
