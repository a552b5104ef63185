"""Mutual exclusion: by the processes' own account, and by what the protected thing accepts."""

from __future__ import annotations

from harness.simulation.history import Event, History
from harness.simulation.verdicts import Invariant
from harness.simulation.world import SECOND_NS


def one_owner(history: History, *, lease_seconds: float | None = None) -> Invariant:
    """At most one process is between `history.enter` and `history.leave`.

    With `lease_seconds` somebody who has been inside for longer than that does not count any more: his lease has
    ended, which no lock can keep from him while he stands still. What he does then is for `fenced` to judge.
    """

    def broken() -> str | None:
        inside: dict[str, Event] = {}
        for event in history.events:
            if event.name == "leaves":
                inside.pop(event.process, None)
            elif event.name == "enters":
                for other in inside.values():
                    since = (event.time_ns - other.time_ns) / SECOND_NS
                    if other.process != event.process and (lease_seconds is None or since < lease_seconds):
                        return (
                            f"{event.details['who']} enters while {other.details['who']} is inside, "
                            f"{since:g} s after it entered"
                        )
                inside[event.process] = event
        return None

    lasting = "" if lease_seconds is None else f" within {lease_seconds:g} s"
    return Invariant(f"at most one process is inside at a time{lasting}", broken)


def fenced(history: History) -> Invariant:
    """Effects (`history.record("effect")`) are accepted in the order in which their owners entered.

    A process whose lease was given to another one may still think that it holds it; what it does after the other
    has done something must be refused. Owners are ordered by the fencing token of their lease, or by their entering.
    """

    def broken() -> str | None:
        grants: dict[str, tuple[int, str]] = {}
        highest, by = 0, ""
        for event in history.events:
            if event.name == "enters":
                token = event.details.get("token")
                grants[event.process] = (event.number if token is None else int(token), event.details["who"])
            elif event.name == "effect" and event.process in grants:
                grant, who = grants[event.process]
                if grant < highest:
                    return f"{who} has an effect after {by}, which owned later, has had one"
                highest, by = grant, who
        return None

    return Invariant("an effect of a former owner is refused", broken)
