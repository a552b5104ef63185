"""Every suite, by name."""

from __future__ import annotations

import difflib

from harness.races import batch_state, completion, deduplication, lock, phases, staging
from harness.races.scenario import Scenario, Suite

SUITES: dict[str, Suite] = {
    module.SUITE.name: module.SUITE for module in (lock, batch_state, staging, completion, phases, deduplication)
}


class UnknownSuiteError(ValueError):
    """There is no suite or scenario of this name."""


def scenarios_of(name: str) -> list[tuple[Suite, Scenario]]:
    """The scenarios of a suite (`lock`), or the one that is named (`lock.contend`).

    Raises:
        UnknownSuiteError: neither is there; the text says what was probably meant.
    """
    suite_name, _, wanted = name.partition(".")
    suite = SUITES.get(suite_name)
    if suite is None:
        near = difflib.get_close_matches(suite_name, SUITES, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(SUITES)}"
        raise UnknownSuiteError(f"there is no suite {suite_name!r}; {hint}")
    chosen = [(suite, one) for one in suite.scenarios if wanted in ("", one.name)]
    if not chosen:
        near = difflib.get_close_matches(wanted, suite.names(), 1)
        hint = f"did you mean {suite_name}.{near[0]}?" if near else f"there are {', '.join(suite.names())}"
        raise UnknownSuiteError(f"{suite_name} has no scenario {wanted!r}; {hint}")
    return chosen
