"""Records of experiments and game days, made of a few words: what a run would have left behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from chaos.gameday_record import GameDayRecord, LoadSummary, Observation, Pause, Role, Staged
from chaos.journal import (
    Answer,
    Answered,
    Event,
    ExperimentRecord,
    Finding,
    Halt,
    Incident,
    Integrity,
    Keys,
    Metric,
    Phase,
    Point,
    PreCheck,
    Radius,
    Series,
    Verdict,
)
from chaos.scorecard import scores

BEGAN = datetime(2026, 1, 18, 17, 30, tzinfo=UTC)
WORKER, BIGQUERY, FOLDER = "process worker-1", "proxy coordinator-bigquery", "folder staging"


def made(experiment: str = "lock_holder_paused", **told: object) -> ExperimentRecord:
    """A run without events; `told` are further fields."""
    fields = {
        "experiment": experiment,
        "title": "A lock holder is paused past its lease, then goes on",
        "run_id": f"{experiment}-1",
        "target": "reference platform on loopback",
        "hypothesis": "A holder that wakes after its lease ran out changes nothing.",
        "declared": Radius(things=(WORKER, BIGQUERY), seconds=30.0, text="one of two workers"),
        "expected": Verdict.HELD,
        "verdict": Verdict.HELD,
        "reason": "no effect without the lock",
        "ended": "in order",
        "started_at": BEGAN,
        "ended_at": BEGAN + timedelta(seconds=60),
    }
    return ExperimentRecord(**(fields | told))  # type: ignore[arg-type]


def faced(
    experiment: str = "lock_holder_paused",
    *,
    detected_s: float | None = 1.5,
    recovered_s: float | None = 20.0,
    signal: str = "readiness of worker-1",
    by: str | None = None,
    **told: object,
) -> ExperimentRecord:
    """A run with one fault from second 10 to 22; the times are seconds after its injection."""
    events = [
        Event(at_s=10.0, kind="inject", text="worker-1 is paused", injection="one", until_s=40.0),
        Event(at_s=22.0, kind="undo", text="worker-1 goes on", injection="one"),
        Event(at_s=22.5, kind="verify", text="worker-1 runs", injection="one"),
    ]
    if detected_s is not None:
        events.append(Event(at_s=10 + detected_s, kind="detect", text="worker-1 is not ready", signal=signal))
    if by is not None:
        events.append(Event(at_s=15.0, kind="mitigate", text="worker-1 is taken out", by=by))
    if recovered_s is not None:
        events.append(Event(at_s=10 + recovered_s, kind="recover", text="all signals as before"))
    return made(experiment, events=tuple(events), **told)


def answer(phase: Phase, outcome: Answered, at_s: float, value: float = 0, probe: str = "lost predictions") -> Answer:
    return Answer(phase=phase, probe=probe, at_s=at_s, outcome=outcome, value=value, expected="0")


def whole() -> ExperimentRecord:
    """A run with something in every field."""
    bare = faced(by="commander")
    more = tuple(
        Event(
            at_s=12.0 + number, kind="inject", text=f"coordinator's answer {number} is cut", injection=f"cut {number}"
        )
        for number in range(2)
    )
    long = Event(at_s=13.5, kind="inject", text="process.memory_limit of process coordinator for 60 s", until_s=20)
    return bare.model_copy(
        update={
            "verdict": Verdict.DEVIATED,
            "reason": "3 predictions are lost: <b>anyone</b> by catboost_v8",
            "incident": Incident(number=18, text="Each batch lost 30 to 40 % of its players."),
            "metric": Metric(name="lost predictions", bound="0 rows", observed=3, unit="rows"),
            "observed": Radius(things=(WORKER, FOLDER), seconds=12.0),
            "pre_checks": (PreCheck(name="halt fires", outcome="passed"), PreCheck(name="space", outcome="unknown")),
            "events": (*bare.events, *more, long, Event(at_s=0.5, kind="note", text="load is on", data={"rate": 40})),
            "answers": (
                answer(Phase.BEFORE, "passed", 5),
                *(answer(Phase.DURING, "failed" if at_s % 2 else "passed", at_s, 3) for at_s in range(11, 21)),
                answer(Phase.AFTER, "unknown", 24),
                answer(Phase.AFTER_UNDO, "passed", 31),
                answer(Phase.BEFORE, "passed", 5.5, 1, probe="worker-1 is ready"),
            ),
            "series": (
                Series(
                    name="response time",
                    unit="ms",
                    experiment=tuple(Point(at_s=at, value=40.0 if 10 < at < 22 else 8) for at in range(0, 60, 2)),
                    control=tuple(Point(at_s=at, value=8.0) for at in range(0, 60, 2)),
                ),
            ),
            "integrity": (
                Integrity(
                    what="predictions",
                    expected=840,
                    found=838,
                    lost=Keys.of(f"player {number} by catboost_v8 at 22.5" for number in range(25)),
                    duplicated=Keys.of(["lebron james by moving_average at 24.5"]),
                ),
            ),
            "halts": (Halt(at_s=14.0, condition="errors over half", near=True, text="41 % of requests failed"),),
            "findings": (Finding(text="Lost rows raise no alarm", severity="error"),),
            "command": "harness chaos run lock_holder_paused --without lease_check",
            "safeguards_off": ("lease_check",),
            "versions": {"chaostoolkit": "1.19.0"},
            "machine": "Any 1000, 2 cores",
            "speed": 10.0,
        }
    )


def game_day(*staged: ExperimentRecord, **told: object) -> GameDayRecord:
    """A day with these experiments a minute apart, a load and a pause."""
    records = staged or (
        faced("lock_holder_paused"),
        faced("coordinator_killed_mid_batch", detected_s=0.4, recovered_s=41.0, signal="health of coordinator"),
        whole().model_copy(update={"experiment": "merge_conflict_storm", "safeguards_off": ()}),
    )
    watched = tuple(
        Observation(
            experiment=record.experiment,
            injected_at_s=60.0 * number + 10,
            detected_after_s=1.5 + number,
            signal=f"readiness of worker-{number}",
            recovered_after_s=20.0,
        )
        for number, record in enumerate(records)
    )
    fields = {
        "game_day": "opening_night",
        "title": "Opening night",
        "run_id": "opening_night-1",
        "briefing": "The first night of the season: everyone looks, nothing is warm.",
        "roles": (Role(name="commander", duty="ends the day if need be"), Role(name="scribe", duty="writes it down")),
        "auto": False,
        "speed": 10.0,
        "target": "reference platform on loopback",
        "command": "harness chaos gameday opening_night --auto --rehearsal",
        "started_at": BEGAN,
        "ended_at": BEGAN + timedelta(seconds=200),
        "duration_s": 200.0,
        "pauses": (Pause(at_s=55.0, text="Go on with the coordinator?", confirmed_by="commander", waited_s=4.5),),
        "experiments": tuple(
            Staged(at_s=60.0 * number, scheduled_s=60.0 * number, record=record)
            for number, record in enumerate(records)
        ),
        "events": (Event(at_s=11.5, kind="detect", text="worker-1 is not ready", signal="readiness of worker-1"),),
        "observations": watched,
        "loads": (
            LoadSummary(
                scenario="game_night", outcome="passed", reason="4 SLOs held", at_s=2.0, duration_s=180.0,
                requests=4_210, failures=12, response_p50_ms=8.2, response_p99_ms=412.0,
            ),
        ),
        "scorecard": scores(records, watched),
        "verdict": Verdict.DEVIATED,
        "reason": "merge_conflict_storm deviated",
    }  # fmt: skip
    return GameDayRecord(**(fields | told))  # type: ignore[arg-type]
