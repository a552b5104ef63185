"""Every suite on the reference platform: nothing breaks with all safeguards on, and each that is off is found."""

from __future__ import annotations

import pytest

from harness.races.catalog import SUITES
from harness.races.running import run_scenario
from harness.races.scenario import Scenario, Suite
from harness.races.subjects import reference
from harness.reference.safeguards import Safeguard
from harness.results import Outcome
from harness.simulation.explore import Explorer
from harness.simulation.strategies import Exhaustive

RUNS_A_SUITE = 2_000
RUNS_A_SUITE_AT_NIGHT = 100_000
RUNS_TO_FIND = 3_000
ENOUGH_FOR_ALL = 50_000

SCENARIOS = [(suite, scenario) for suite in SUITES.values() for scenario in suite.scenarios]
SHOWN = [(suite, scenario, safeguard) for suite, scenario in SCENARIOS for safeguard in scenario.shows]


def _id(value: object) -> str:
    return getattr(value, "name", str(value)).lower()


def _holds(suite: Suite, scenario: Scenario, runs_a_suite: int, seed: int) -> None:
    verdict = run_scenario(suite, scenario, reference(), schedules=suite.runs_of(scenario, runs_a_suite), seed=seed)
    assert verdict.outcome is Outcome.PASSED, (
        verdict.trace.to_json() if verdict.trace else f"{verdict.too_long} too long"
    )


@pytest.mark.parametrize(("suite", "scenario"), SCENARIOS, ids=_id)
def test_with_all_safeguards_nothing_breaks(suite: Suite, scenario: Scenario) -> None:
    _holds(suite, scenario, RUNS_A_SUITE, seed=1)


@pytest.mark.nightly
@pytest.mark.parametrize(("suite", "scenario"), SCENARIOS, ids=_id)
def test_with_all_safeguards_nothing_breaks_in_a_hundred_thousand_runs(suite: Suite, scenario: Scenario) -> None:
    _holds(suite, scenario, RUNS_A_SUITE_AT_NIGHT, seed=2)


@pytest.mark.parametrize(("suite", "scenario", "safeguard"), SHOWN, ids=_id)
def test_a_safeguard_that_is_off_is_found(suite: Suite, scenario: Scenario, safeguard: Safeguard) -> None:
    verdict = run_scenario(suite, scenario, reference(safeguard.name), schedules=RUNS_TO_FIND, seed=1)
    assert verdict.outcome is Outcome.FAILED, f"not found in {verdict.runs} runs"
    assert verdict.trace is not None
    assert verdict.trace.taken, "the shortest run is recorded"


def test_twenty_safeguards_and_more_are_shown_by_races() -> None:
    assert len({safeguard for _, _, safeguard in SHOWN}) >= 20


def test_names_are_unique() -> None:
    for suite in SUITES.values():
        assert len(suite.names()) == len(set(suite.names()))


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("suite", "scenario"), [one for one in SCENARIOS if len(one[1].build(reference()).processes) == 2], ids=_id
)
def test_two_processes_hold_in_every_interleaving_with_two_preemptions(suite: Suite, scenario: Scenario) -> None:
    with Explorer(scenario.build(reference())) as explorer:
        explored = explorer.explore(Exhaustive(preemptions=2, faults=0), schedules=ENOUGH_FOR_ALL)
    assert explored.found is None
    assert explored.exhausted, f"not complete after {explored.runs} runs"


def test_the_runs_of_a_suite_are_shared_out() -> None:
    for suite in SUITES.values():
        assert sum(suite.runs_of(one, 2_000) for one in suite.scenarios) >= 1_990
