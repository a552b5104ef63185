"""A rehearsal: faults, pauses and the platform's own times at a fraction of their length.

What waits for a machine's work keeps time for it: the work does not get faster.
"""

from __future__ import annotations

from typing import Any

from chaos.experiment import EXTENSION

MACHINE_S = 30.0
"""A bound of waiting is not cut below this: a batch of few players takes some seconds, a restart five and more."""
_BOUNDS = ("timeout_s", "within_s")
_PACES = ("every_s",)


def quicken(content: dict[str, Any], speed: float) -> None:
    """Divides the times of an experiment's content by `speed`, in place.

    `seconds` and `*_s` of what actions and probes are told; of a fault only `seconds`, since its parameters are what it
    does and not how long. Variables of the platform that end in `_SECONDS`, and pauses. Bounds keep `MACHINE_S`.
    """
    if speed == 1:
        return
    ours = next(one for one in content["extensions"] if one.get("name") == EXTENSION)
    steady = content.get("steady-state-hypothesis") or {}
    halts = [halt.get("probe") or {} for halt in ours.get("halts") or ()]
    for activity in (
        *(content.get("method") or ()),
        *(content.get("rollbacks") or ()),
        *(steady.get("probes") or ()),
        *(ours.get("signals") or ()),
        *halts,
    ):
        _activity(activity, speed)
    for variables in ((ours.get("platform") or {}).get("environment") or {}).values():
        for name, value in variables.items():
            if name.endswith("_SECONDS"):
                variables[name] = f"{float(value) / speed:g}"


def _activity(activity: dict[str, Any], speed: float) -> None:
    pauses = activity.get("pauses") or {}
    for when, seconds in pauses.items():
        if isinstance(seconds, int | float):
            pauses[when] = seconds / speed
    provider = activity.get("provider") or {}
    arguments = provider.get("arguments") or {}
    for name, value in arguments.items():
        if not isinstance(value, int | float) or isinstance(value, bool) or name in _PACES:
            continue
        if name in _BOUNDS:
            arguments[name] = min(value, max(value / speed, MACHINE_S))
        elif name == "seconds" or (name.endswith("_s") and provider.get("func") != "inject"):
            arguments[name] = value / speed
