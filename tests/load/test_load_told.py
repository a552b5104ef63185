"""What commands say of records and what they end with, without a run."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from report_records import ENDPOINTS, made, slo, worker
from typer.testing import CliRunner, Result

from harness.cli import app
from harness.commands.load_asked import seconds
from harness.commands.load_platform import of_all_days
from harness.commands.load_told import report, run_lines
from harness.report import to_github, to_json, to_junit
from harness.results import Outcome
from load.outcome import concluded
from load.record import RunRecord

PASSED, FAILED, UNKNOWN = slo("p50_ms", "passed"), slo("p95_ms", "failed", 4100), slo("p99_ms", "unknown", None)


def kept(folder: Path, name: str, record: RunRecord) -> str:
    record.write(folder / name)
    return str(folder / name)


def harness(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["load", *arguments])


@pytest.mark.parametrize(
    ("told", "outcome", "reason"),
    [
        ({"slos": (PASSED,)}, Outcome.PASSED, "1 SLO held"),
        ({"slos": (PASSED,), "checks": {"data.lost": "passed"}}, Outcome.PASSED, "1 SLO and 1 check of the data held"),
        (
            {"slos": (PASSED,), "checks": {"data.lost": "passed", "memory.phases": "passed: +1 MB an hour"}},
            Outcome.PASSED,
            "1 SLO, 1 check of the data and the memory of 1 process held",
        ),
        ({"slos": (PASSED, UNKNOWN)}, Outcome.UNKNOWN, "nothing was measured"),
        ({"slos": (UNKNOWN, FAILED)}, Outcome.FAILED, "p95_ms is 4100 ms, at most 1,000 ms is right"),
        ({"slos": (PASSED,), "aborted": "p99 over"}, Outcome.FAILED, "ended before its time: p99 over"),
        ({"slos": (PASSED,), "checks": {"a": "unknown: no table"}}, Outcome.UNKNOWN, "a: unknown: no table"),
        ({"slos": (PASSED,), "checks": {"a": "odd"}}, Outcome.UNKNOWN, "a: odd"),
        ({"slos": (PASSED,), "generator_saturated": "busy"}, Outcome.UNKNOWN, "inconclusive, generator: busy"),
        ({}, Outcome.UNKNOWN, "no SLO was asked of it; write limits for the scenario into load/slo.toml"),
    ],
)
def test_a_run_comes_to_its_worst_answer(told: dict[str, object], outcome: Outcome, reason: str) -> None:
    conclusion = concluded(made(seconds=2, **told))
    assert (conclusion.outcome, conclusion.reason) == (outcome, reason)


def test_a_run_without_requests_is_no_pass() -> None:
    assert concluded(made(seconds=0, slos=(PASSED,))).outcome is Outcome.UNKNOWN


def test_the_terminal_is_told_what_matters_and_the_answer_last() -> None:
    told = made(
        seconds=5,
        missed=1,
        slos=(PASSED, FAILED),
        workers=(worker("one", 0, 5, intended=205), worker("two", 1, 2.5, intended=0, state="lost")),
    )
    lines = run_lines(told)
    assert "  205 arrivals due, 0 more than 10 ms late, 5 missed" in lines
    assert [line.split()[:2] for line in lines if line.strip().startswith(("GET", "POST"))] == [
        ["GET", "/status"],
        ["POST", "/start"],
    ]
    assert "  worker two was lost; what it did after second 2.5 is not in here" in lines
    assert lines[-1] == "✗ failed: p95_ms is 4100 ms, at most 1,000 ms is right"


def test_other_reports_tell_the_same_answers() -> None:
    told = report(made(seconds=2, slos=(PASSED, FAILED, UNKNOWN), aborted="p99 over", generator_saturated="busy"))
    assert [result.outcome.value for result in told.results] == ["passed", "failed", "unknown", "failed", "unknown"]
    assert told.exit_status() == 1
    assert "p95_ms is 4100 ms" in to_junit(told)
    assert "::error" in to_github(told)
    assert json.loads(to_json(told))["title"] == "load game_night"
    assert "harness validate" not in to_junit(told) + to_github(told), "no query of the warehouse shows it again"


def test_several_days_are_one_answer_with_the_sum_in_front() -> None:
    first, second = date(2024, 4, 11), date(2024, 4, 12)
    told = of_all_days(
        {
            first: {"data.lost": "failed: 1,200 predictions are not there: a", "b": "passed", "c": "unknown: no table"},
            second: {"data.lost": "failed: 3 predictions are not there: b", "b": "passed", "c": "passed"},
        }
    )
    assert told["data.lost"].startswith("failed: 1,203 on 2 days: 2024-04-11: 1,200 predictions are not there: a; ")
    assert told["b"] == "passed"
    assert told["c"] == "unknown: on 1 day: 2024-04-11: no table"
    assert of_all_days({first: {"data.lost": "passed"}}) == {"data.lost": "passed"}


@pytest.mark.parametrize(
    ("text", "found"), [("90", 90), ("90s", 90), ("1.5s", 1.5), ("10m", 600), ("1h30m", 5400), (None, None)]
)
def test_a_duration_is_read_as_locust_writes_it(text: str | None, found: float | None) -> None:
    assert seconds(text) == found


@pytest.mark.parametrize("text", ["", "m", "0s", "-5s", "10 minutes"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 90s, 10m or 1h30m"):
        seconds(text)


def test_a_slower_run_fails_the_comparison_and_the_same_again_does_not(tmp_path: Path) -> None:
    fast = kept(tmp_path, "fast.json.gz", made(seconds=60, endpoints=ENDPOINTS[:1], run_id="fast"))
    again = kept(tmp_path, "again.json", made(seconds=60, endpoints=ENDPOINTS[:1], seed=2, run_id="again"))
    slow = kept(tmp_path, "slow.json", made(seconds=60, endpoints=ENDPOINTS[:1], slower=2, run_id="slow"))
    assert harness("compare", fast, again).exit_code == 0
    done = harness("compare", fast, slow)
    assert done.exit_code == 1
    assert done.output.splitlines()[-1].startswith("slow beside fast: slower")
    assert harness("compare", slow, fast).exit_code == 0
    other = kept(tmp_path, "other.json", made(seconds=60, scenario="soak"))
    assert harness("compare", fast, other).exit_code == 2


def test_a_record_without_verdicts_is_held_to_its_scenarios_slos_on_its_page(tmp_path: Path) -> None:
    record = kept(tmp_path, "run.json.gz", made(seconds=5))
    done = harness("report", record)
    assert done.exit_code == 0
    page = (tmp_path / "run.html").read_text(encoding="utf-8")
    assert "GET /status p95_ms" in page
    assert "No SLO was asked" not in page
