"""A rollout: 0, 5, 50, 100 % of the traffic, each step only if the last was good, otherwise back to 0 %."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from harness.canary.shares import Tally
from harness.canary.splitter import Splitting
from harness.canary.steps import Decision, Step

WATCHED_STEPS = (0, 5, 50)
WHOLE = 100
COUNTED_OVER = timedelta(minutes=5)
"""What the limits of errors are about."""
LOOK_EVERY_S = 1.0


class Pace(Protocol):
    """The time of a rollout."""

    def now(self) -> datetime:
        """In UTC."""
        ...

    def wait(self, seconds: float) -> None:
        """Returns when so much time has passed."""
        ...


class RealPace:
    """The wall clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


class Gate(Protocol):
    """Says what keeps a rollout from being promoted, nothing where it may be."""

    def __call__(self, steps: Sequence[Step], *, watched: bool) -> Sequence[str]:
        """The last step is the one in question, written as if it were promoted.

        With `watched` false, how long the step was watched is not asked.
        """
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What is rolled out, and how.

    Attributes:
        observe: how long a step is watched. Less than the gate wants makes it a rehearsal, which does not ask for it.
        rehearsal: whether it is.
    """

    service: str
    revision: str
    observe: timedelta = COUNTED_OVER
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of it. `reasons` are why it was rolled back."""

    steps: tuple[Step, ...]
    reasons: tuple[str, ...] = ()

    @property
    def promoted(self) -> bool:
        return not self.reasons


class MostErrors:
    """The most errors in any five minutes, of a count that only grows and was 0 at the beginning.

    Attributes:
        looks: how often the count was seen.
    """

    def __init__(self, began: datetime) -> None:
        self.most = self.looks = 0
        self._seen = deque([(began, 0)])

    def see(self, at: datetime, errors: int) -> bool:
        """The count at an instant; says whether there have never been more in five minutes."""
        self.looks += 1
        while len(self._seen) > 1 and self._seen[1][0] <= at - COUNTED_OVER:
            self._seen.popleft()
        self._seen.append((at, errors))
        grown = errors - self._seen[0][1]
        more, self.most = grown > self.most, max(self.most, grown)
        return more


class Rollout:
    """Drives a splitter through the steps. Whatever ends it before 100 %, the canary has no traffic then.

    Args:
        smoke: what is wrong with the canary, nothing where its smoke tests pass.
        probe: sends traffic through the splitter; called about every second while the canary has a share.
        keep: writes the steps down; called whenever they have changed, the last of them unfinished.
    """

    def __init__(
        self,
        plan: Plan,
        splitter: Splitting,
        *,
        smoke: Callable[[], Sequence[str]],
        gate: Gate,
        keep: Callable[[Sequence[Step]], None],
        probe: Callable[[], None] = lambda: None,
        pace: Pace | None = None,
    ) -> None:
        self._plan, self._splitter = plan, splitter
        self._smoke, self._gate, self._keep, self._probe = smoke, gate, keep, probe
        self._pace = pace or RealPace()
        self._steps: list[Step] = []

    def run(self) -> Ended:
        """
        Raises:
            SplitterError: the splitter does not answer any more; the step that it was in is kept as rolled back.
        """
        try:
            for share in WATCHED_STEPS:
                reasons = self._watched(share)
                if reasons:
                    self._roll_back()
                    return Ended(tuple(self._steps), tuple(reasons))
            self._complete()
        except BaseException:
            self._roll_back()
            raise
        return Ended(tuple(self._steps))

    def _watched(self, share: int) -> Sequence[str]:
        """Has the canary at this share for as long as it takes; why it must not have more, nothing where it may."""
        smoke_passed = self._steps[-1].smoke_passed if self._steps else None
        began = self._pace.now()
        self._splitter.change(share)
        self._begin(Step(self._plan.service, self._plan.revision, share, began, smoke_passed=smoke_passed))
        if share == 0:
            wrong = self._smoke()
            self._steps[-1] = replace(self._steps[-1], smoke_passed=not wrong)
            if wrong:
                return [*self._asked(), *(f"smoke: {one}" for one in wrong)]
        before, seen = self._canary(), MostErrors(began)
        until = began + self._plan.observe
        # At least one look, also where the smoke tests took longer than that.
        while not seen.looks or self._pace.now() < until:
            if share:
                self._probe()
            left = (until - self._pace.now()).total_seconds()
            self._pace.wait(max(0.0, min(LOOK_EVERY_S, left)))
            if seen.see(self._pace.now(), self._canary().errors - before.errors):
                self._steps[-1] = replace(self._steps[-1], errors_in_5_min=seen.most)
                # Who has too many already need not be watched to the end.
                if reasons := self._asked(watched=False):
                    return reasons
        self._steps[-1] = replace(self._steps[-1], errors_in_5_min=seen.most)
        if share and self._canary().requests == before.requests:
            return [f"no request reached the canary at {share} %; send traffic to {self._splitter.splits().url}"]
        reasons = self._asked()
        if not reasons:
            self._end(Decision.PROMOTE)
        return reasons

    def _asked(self, *, watched: bool = True) -> Sequence[str]:
        proposed = replace(self._steps[-1], ended_at=self._pace.now(), decision=Decision.PROMOTE)
        return self._gate([*self._steps[:-1], proposed], watched=watched and not self._plan.rehearsal)

    def _canary(self) -> Tally:
        return self._splitter.splits().counts.canary

    def _begin(self, step: Step) -> None:
        self._steps.append(step)
        self._keep(self._steps)

    def _end(self, decision: Decision) -> None:
        self._steps[-1] = replace(self._steps[-1], ended_at=self._pace.now(), decision=decision)
        self._keep(self._steps)

    def _complete(self) -> None:
        """All of the traffic; what happens to it from here on is watched as any service is."""
        smoke_passed = self._steps[-1].smoke_passed
        began = self._pace.now()
        self._splitter.change(WHOLE)
        self._begin(Step(self._plan.service, self._plan.revision, WHOLE, began, smoke_passed=smoke_passed))
        self._end(Decision.COMPLETE)

    def _roll_back(self) -> None:
        try:
            self._splitter.change(0)
        finally:
            if self._steps and self._steps[-1].decision is not Decision.ROLL_BACK:
                self._end(Decision.ROLL_BACK)
