"""What can go wrong at a step, as choices of the run: each fault says at which steps it can strike and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from harness.cloud.errors import Status
from harness.simulation.processes import Process
from harness.simulation.world import SECOND_NS


class Moment(Enum):
    """What a process is about to do: any step at all, a request, or a commit."""

    STEP = auto()
    REQUEST = auto()
    COMMIT = auto()


_INCLUDES = {
    Moment.STEP: {Moment.STEP, Moment.REQUEST, Moment.COMMIT},
    Moment.REQUEST: {Moment.REQUEST, Moment.COMMIT},
    Moment.COMMIT: {Moment.COMMIT},
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that can go wrong.

    Attributes:
        name: as it stands in traces and diagrams.
        at: the moments at which it can strike.
        strikes: what happens to the process; None for a fault of the request.
        status: how the request is answered instead.
        carried_out: whether the request takes effect all the same, so that only its reply is lost.
        times: how often in a run, in all processes together.
        burst: how many requests of the process in a row it hits once it strikes.
        only: the one process that it can strike; any if empty.
    """

    name: str
    at: Moment
    strikes: Callable[[Process], None] | None = None
    status: Status | None = None
    carried_out: bool = False
    times: int = 1
    burst: int = 1
    only: str = ""

    def can_strike(self, process: Process, moment: Moment) -> bool:
        """Whether it may strike this process now."""
        return moment in _INCLUDES[self.at] and self.only in ("", process.name)


def pause(seconds: float = 400.0, *, times: int = 1) -> Fault:
    """The process stands still for so long, as in a garbage collection or on a machine that swaps; then it goes on."""
    name = f"pause {seconds:g} s"
    return Fault(
        name, Moment.STEP, lambda process: process.world.sleep(process, seconds, name, safely=True), times=times
    )


def crash(*, times: int = 1, only: str = "") -> Fault:
    """The process ends between two steps; what it holds stays held."""
    return Fault("crash", Moment.STEP, lambda process: process.world.crash(process), times=times, only=only)


def outage(*, burst: int = 12) -> Fault:
    """So many requests of a process in a row find nobody, more than it tries."""
    return Fault(f"nobody answers {burst} times", Moment.REQUEST, status=Status.UNAVAILABLE, burst=burst)


def clock_jump(seconds: float, *, times: int = 1) -> Fault:
    """The process's wall clock goes wrong by so many seconds from here on."""

    def jump(process: Process) -> None:
        process.skew_ns += round(seconds * SECOND_NS)

    return Fault(f"clock {seconds:+g} s", Moment.STEP, jump, times=times)


def lost_reply(*, times: int = 1) -> Fault:
    """A commit takes effect, but the client only learns that the service is unavailable, and sends it again."""
    return Fault("lost reply", Moment.COMMIT, status=Status.UNAVAILABLE, carried_out=True, times=times)


def aborted(*, times: int = 1) -> Fault:
    """A commit is refused for contention, though there was none."""
    return Fault("aborted", Moment.COMMIT, status=Status.ABORTED, times=times)


def contended(*, burst: int = 5, times: int = 1) -> Fault:
    """So many commits in a row are refused for contention: as many as the client tries by itself."""
    return Fault(f"aborted {burst} times", Moment.COMMIT, status=Status.ABORTED, times=times, burst=burst)


def unavailable(*, times: int = 1) -> Fault:
    """A request gets lost on the way; the client retries it."""
    return Fault("unavailable", Moment.REQUEST, status=Status.UNAVAILABLE, times=times)


def permission_denied(*, burst: int = 1, times: int = 1) -> Fault:
    """Requests are refused for good."""
    return Fault("permission denied", Moment.REQUEST, status=Status.PERMISSION_DENIED, times=times, burst=burst)
