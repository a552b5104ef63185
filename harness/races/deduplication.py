"""Messages that are delivered more than once: each takes effect, and takes it once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from harness.races.scenario import Scenario, Suite
from harness.races.subjects import Subject
from harness.reference.deduplication import CLAIM_SECONDS, Deduplicator
from harness.reference.safeguards import Safeguard
from harness.simulation.checkers import exactly_once
from harness.simulation.explore import PROJECT, Program
from harness.simulation.faults import Fault, crash
from harness.simulation.history import History
from harness.simulation.verdicts import Invariant

MESSAGE = "1768748400"


class EffectError(Exception):
    """An effect that fails."""


def _delivery(
    subject: Subject, history: History, *, after_seconds: float = 0, fails: bool = False
) -> Callable[[], None]:
    """One delivery of the message. The effect takes two steps, so that others can come between."""

    def effect() -> None:
        time.sleep(1)
        if fails:
            raise EffectError("the effect failed")
        history.record("effect", what=MESSAGE)

    def body() -> None:
        if after_seconds:
            time.sleep(after_seconds)
        made: Any = subject.make() if subject.make else Deduplicator(PROJECT, safeguards=subject.safeguards)
        told = made.once(MESSAGE, effect)
        history.record("told", what=told)

    return body


def _program(
    subject: Subject, bodies: dict[str, Callable[[], None]], history: History, holds: Sequence[Invariant],
    faults: Sequence[Fault] = (), *, stalls: bool = True,
) -> Program:  # fmt: skip
    return Program(
        bodies, holds, history=history, faults=faults, stalls=stalls, may_raise=(EffectError, *subject.may_raise)
    )


def at_once(subject: Subject) -> Program:
    history = History()
    bodies = {name: _delivery(subject, history) for name in "ab"}
    holds = [exactly_once(history, "effect", sentence="a message that is delivered twice takes effect once")]
    return _program(subject, bodies, history, holds, stalls=False)


def consumer_dies(subject: Subject) -> Program:
    """The consumer dies anywhere; the message comes again once its claim has run out. An effect may be repeated."""
    history = History()
    bodies = {
        "a": _delivery(subject, history),
        "again": _delivery(subject, history, after_seconds=CLAIM_SECONDS + 60),
    }

    def lost() -> str | None:
        return None if any(event.name == "effect" for event in history.events) else "the message had no effect"

    holds = [Invariant("every message takes effect", lost)]
    return _program(subject, bodies, history, holds, [crash()], stalls=False)


def effect_fails(subject: Subject) -> Program:
    """The effect fails; the message is delivered again a moment later and has to be taken then."""
    history = History()
    bodies = {
        "a": _delivery(subject, history, fails=True),
        "again": _delivery(subject, history, after_seconds=30),
    }
    holds = [exactly_once(history, "effect", sentence="a failed message is free for its redelivery")]
    return _program(subject, bodies, history, holds, stalls=False)


SUITE = Suite(
    "deduplication",
    "message de-duplication",
    [
        Scenario("at-once", "two deliveries at once", at_once, [Safeguard.CLAIM], own=True),
        Scenario(
            "consumer-dies",
            "the consumer dies, and the message comes again",
            consumer_dies,
            [Safeguard.MARK_AFTER_EFFECT, Safeguard.CLAIM_EXPIRY],
            own=True,
        ),
        Scenario(
            "effect-fails", "the effect fails, and the message comes again", effect_fails, [Safeguard.CLAIM_HANDED_BACK]
        ),
    ],
)
