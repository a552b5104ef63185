"""Scenarios as Locust runs them, against a platform that answers by a script: only right answers count."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import count
from pathlib import Path

import pytest
import requests
from scripted_platform import KEY

from load.record import RunRecord
from load.running import Extras, RunError, run
from load.scenarios.catalog import BACKFILL_DAYS, SCENARIOS, UnknownScenarioError, evening_jobs, scenario
from load.scenarios.preparing import PreparationError, prepared_batch
from load.timetable import day

Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts the scripted platform, with what is to be wrong; gives its address."""
    with ExitStack() as ending:

        def started(*wrong: str) -> str:
            script = Path(__file__).with_name("scripted_platform.py")
            process = subprocess.Popen([sys.executable, str(script), *wrong], stdout=subprocess.PIPE, text=True)
            ending.enter_context(process)
            ending.callback(process.terminate)
            assert process.stdout is not None
            return process.stdout.readline().strip()

        yield started


def ran(
    name: str,
    host: str,
    *,
    users: int = 10,
    duration_s: float = 4,
    rate: float | None = None,
    processes: int = 1,
    **variables: str,
) -> RunRecord:
    environment = {"COORDINATOR_API_KEY": KEY, "LOAD_WORKERS": host, **variables}
    return run(
        name,
        host=host,
        users=users,
        duration_s=duration_s,
        rate=rate,
        processes=processes,
        extras=Extras(environment=environment),
    )


def errors(record: RunRecord) -> dict[str, dict[str, int]]:
    """Kinds of errors by endpoint, where there are any."""
    return {one.name: one.errors for one in record.endpoints if one.failures}


def requests_of(record: RunRecord) -> dict[str, int]:
    return {one.name: one.requests for one in record.endpoints}


def test_a_mixture_of_right_answers_has_no_errors(serve: Serve) -> None:
    record = ran("soak", serve(), rate=60)

    assert errors(record) == {}
    assert set(requests_of(record)) == {*scenario("soak").endpoints, "batch"}


def test_each_kind_of_wrong_body_is_a_failure_of_its_endpoint(serve: Serve) -> None:
    host = serve("start", "status", "health", "stalled", "complete", "predict")

    record = ran("soak", host, rate=60)

    # All answers of the run are spoiled: the batch was in place before it began.
    failed = errors(record)
    assert {name: sum(kinds.values()) for name, kinds in failed.items()} == requests_of(record)
    kinds = {
        "POST /start": "started for another date",
        "GET /status": "progress does not add up",
        "GET /health": "health says not healthy",
        "POST /check-stalled": "not a result for each batch",
    }
    assert {name: set(failed[name]) for name in kinds} == {
        name: {f"wrong body: {kind}"} for name, kind in kinds.items()
    }
    assert set(failed["POST /complete"]) == set(failed["POST /predict"]) == {"HTTP 200"}


def test_a_wrong_key_fails_what_needs_one(serve: Serve) -> None:
    record = ran("retry_storm", serve(), duration_s=2, COORDINATOR_API_KEY="another")

    assert {name: set(kinds) for name, kinds in errors(record).items()} == {"POST /start": {"HTTP 401"}}


def test_a_morning_batch_ends_with_its_last_player(serve: Serve) -> None:
    record = ran("morning_batch", serve(), rate=5, duration_s=60)

    assert errors(record) == {}
    # Four polls of ten players each; what was due while the run ended may still have been sent.
    assert requests_of(record)["POST /start"] == requests_of(record)["batch"] == 1
    assert record.duration_s < 30
    [batch] = [one for one in record.endpoints if one.name == "batch"]
    assert batch.failures == 0


def test_a_batch_that_never_ends_is_one_that_failed(serve: Serve) -> None:
    record = ran("morning_batch", serve("stands-still"), rate=5, duration_s=3)

    assert errors(record) == {"batch": {"unfinished": 1}}


def test_a_day_that_has_a_batch_already_is_no_morning(serve: Serve) -> None:
    host = serve()
    prepared_batch(host, date(2024, 4, 12), headers={"X-API-Key": KEY}, pause=lambda seconds: None)

    record = ran("morning_batch", host, rate=5, duration_s=2)

    assert errors(record) == {"POST /start": {"HTTP 409": 1}}


def test_a_storm_of_retries_is_right_to_be_refused_and_wrong_to_be_started(serve: Serve) -> None:
    refused = ran("retry_storm", serve(), rate=40, duration_s=2)
    started = ran("retry_storm", serve("retries"), rate=40, duration_s=2)

    assert errors(refused) == {}
    assert requests_of(refused)["POST /start"] > 40
    # The first is started; the others are refused, since it is there.
    assert errors(started) == {"POST /start": {"HTTP 202": 1}}


def test_thirty_days_are_started_and_each_is_followed_to_its_end(serve: Serve) -> None:
    record = ran("backfill_storm", serve(), users=20, duration_s=90, LOAD_COMPRESS="20")

    assert errors(record) == {}
    assert requests_of(record)["POST /start"] == requests_of(record)["batch"] == BACKFILL_DAYS


@pytest.mark.parametrize("name", ["whole_day", "game_night"])
def test_a_timetable_is_followed_job_by_job(serve: Serve, name: str) -> None:
    jobs = day() if name == "whole_day" else evening_jobs()

    record = ran(name, serve(), users=20, duration_s=6, LOAD_COMPRESS="20000")

    assert errors(record) == {}
    assert sum(one.missed for one in record.intervals) == 0
    assert sum(one.intended for one in record.intervals) >= len(jobs)
    assert set(scenario(name).endpoints) <= set(requests_of(record))


def test_a_message_that_comes_twice_has_one_id(serve: Serve) -> None:
    host = serve()

    ran("soak", host, rate=60, LOAD_DUPLICATES="0.5")

    pushed = Counter(tuple(one) for one in requests.get(f"{host}/seen", timeout=10).json())
    assert set(pushed.values()) == {1, 2}
    assert 0.2 < sum(times == 2 for times in pushed.values()) / len(pushed) < 0.8


def test_a_platform_without_the_day_cannot_begin_and_says_so(serve: Serve) -> None:
    with pytest.raises(RunError, match=r"the run cannot begin: POST .* was answered 404: .*set LOAD_GAME_DATE"):
        ran("soak", serve("no-players"))


def test_a_batch_that_does_not_get_ready_is_given_up_after_ten_minutes(serve: Serve) -> None:
    host, minutes = serve("stands-still"), count(step=60)

    with pytest.raises(PreparationError, match=r"batch_2024-04-12_1712935800 is not in place after 600 s: 0 of 40"):
        prepared_batch(
            host, date(2024, 4, 12), headers={"X-API-Key": KEY}, clock=lambda: next(minutes), pause=lambda seconds: None
        )


def test_the_catalogue_needs_no_locust() -> None:
    read = "import sys; import load.scenarios.catalog; print({'locust', 'gevent'} & set(sys.modules))"

    assert subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_every_scenario_has_a_module_that_makes_its_arrivals() -> None:
    """In a process of its own, since it imports Locust."""
    read = """
import importlib
from load.locust.users import ArrivalUser
from load.scenarios.catalog import SCENARIOS
for one in SCENARIOS.values():
    module = importlib.import_module(f"load.scenarios.{one.name}")
    classes = [found for found in vars(module).values() if isinstance(found, type) and issubclass(found, ArrivalUser)
               and found.__module__ == module.__name__]
    if {found.arrivals for found in classes} != set(one.arrivals):
        print(one.name)
"""
    assert subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True).stdout == ""


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(UnknownScenarioError, match="did you mean morning_batch"):
        scenario("morning_bath")
    with pytest.raises(UnknownScenarioError, match=f"there are {', '.join(SCENARIOS)}"):
        scenario("x")


def test_processes_share_a_morning(serve: Serve) -> None:
    """One starts the batch, the other finds it running; each follows it to its end, and the run is over then."""
    record = ran("morning_batch", serve(), rate=6, duration_s=60, processes=2)

    assert errors(record) == {}
    assert requests_of(record)["POST /start"] == requests_of(record)["batch"] == 2
    assert record.duration_s < 40
