"""A rollout by the real gate, smoke tests and splitter; only its time is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from revision import RevisionServer
from typer.testing import CliRunner

from harness.canary.rollout import MostErrors, Plan
from harness.canary.splitter import Splitter
from harness.canary.steps import Step, StepsFile, StepsFileError
from harness.cli import app
from harness.commands.canary import _Asked, roll_out
from harness.smoke.prediction import BatchAsked
from harness.smoke.services import Kind, Secrets, Service

START = datetime(2024, 1, 15, 16, 0, tzinfo=UTC)
FIVE_MINUTES = timedelta(minutes=5)
PROBES = ("GET /health", "GET /ready", "GET /")


@dataclass
class MadePace:
    """Time passes in leaps of half a minute; before each, something may happen."""

    happens: Callable[[], None] = lambda: None
    instant: datetime = field(default=START)

    def now(self) -> datetime:
        return self.instant

    def wait(self, seconds: float) -> None:
        self.happens()
        self.instant += timedelta(seconds=max(seconds, 30))


@pytest.fixture
def asked(canary: RevisionServer, tmp_path: Path) -> _Asked:
    """Fourteen probes a look are seven of the canary at 5 % in five minutes."""
    service = Service(Kind.COORDINATOR, canary.url, Secrets("akey"))
    return _Asked(Plan("coordinator", "new"), service, BatchAsked(), 14, StepsFile(tmp_path / "steps.duckdb"))


def kept(folder: Path) -> list[tuple[int, int | None, str | None]]:
    with duckdb.connect(str(folder / "steps.duckdb")) as connection:
        return connection.execute(
            "SELECT traffic_percent, errors_in_5_min, decision FROM metadata.canary_steps ORDER BY started_at"
        ).fetchall()


def judged(folder: Path) -> int:
    """The exit status of the gate, asked of the file as anybody may."""
    where = ["--warehouse", f"duckdb:///{folder / 'steps.duckdb'}", "--window", "2024-01-15"]
    arguments = ["validate", "gates.canary_promotion", *where, "--as-of", "2024-01-15T20:00:00+00:00"]
    return CliRunner().invoke(app, arguments).exit_code


def failing_at(share: int, errors: int, splitter: Splitter, canary: RevisionServer) -> MadePace:
    """From the first look at this share on, so many requests of the canary fail."""
    left = [errors]

    def happens() -> None:
        if left and splitter.splits().counts.share == share:
            canary.fails = left.pop()

    return MadePace(happens)


def test_a_good_canary_is_promoted(
    asked: _Asked, splitter: Splitter, canary: RevisionServer, stable: RevisionServer, tmp_path: Path
) -> None:
    ended = roll_out(asked, splitter, pace=MadePace())
    assert ended.promoted
    assert kept(tmp_path) == [(0, 0, "promote"), (5, 0, "promote"), (50, 0, "promote"), (100, None, "complete")]
    assert [step.ended_at - step.started_at for step in ended.steps if step.ended_at] == [FIVE_MINUTES] * 3 + [
        timedelta()
    ]
    counts = splitter.splits().counts
    assert (counts.share, counts.canary.requests, counts.stable.requests) == (100, 7 + 70, 133 + 70)
    assert min(canary.asked.count(one) for one in PROBES) >= 77 // len(PROBES), "it is asked all three in turn"
    assert judged(tmp_path) == 0


@pytest.mark.parametrize(("share", "allowed"), [(5, 5), (50, 10)])
def test_one_error_too_many_rolls_it_back(
    share: int, allowed: int, asked: _Asked, splitter: Splitter, canary: RevisionServer, tmp_path: Path
) -> None:
    ended = roll_out(asked, splitter, pace=failing_at(share, allowed + 1, splitter, canary))
    assert not ended.promoted
    assert f"promoted from {share} % with at most {allowed} errors in 5 min" in ended.reasons[0]
    assert kept(tmp_path)[-1][0] == share
    assert kept(tmp_path)[-1][1] is not None
    assert kept(tmp_path)[-1][1] > allowed
    assert kept(tmp_path)[-1][2] == "roll_back"
    assert splitter.splits().counts.share == 0
    assert judged(tmp_path) == 0, "what was rolled back rightly breaks no rule"
    last = ended.steps[-1]
    assert last.ended_at is not None
    assert last.ended_at - last.started_at < FIVE_MINUTES, "there was nothing to wait for"


@pytest.mark.parametrize(("share", "allowed"), [(5, 5), (50, 10)])
def test_as_many_errors_as_are_allowed_do_not(
    share: int, allowed: int, asked: _Asked, splitter: Splitter, canary: RevisionServer, tmp_path: Path
) -> None:
    assert roll_out(asked, splitter, pace=failing_at(share, allowed, splitter, canary)).promoted
    assert (share, allowed, "promote") in kept(tmp_path)


def test_errors_of_the_stable_revision_are_not_the_canarys(
    asked: _Asked, splitter: Splitter, stable: RevisionServer
) -> None:
    stable.fails = 100
    assert roll_out(asked, splitter, pace=MadePace()).promoted


def test_who_fails_the_smoke_tests_never_gets_traffic(
    asked: _Asked, splitter: Splitter, canary: RevisionServer, tmp_path: Path
) -> None:
    canary.ready = False
    ended = roll_out(asked, splitter, pace=MadePace())
    assert any("smoke: ready failed: GET /ready answers 503: firestore: away" in one for one in ended.reasons)
    assert kept(tmp_path) == [(0, None, "roll_back")]
    assert splitter.splits().counts.canary.requests == 0
    assert canary.asked.count("GET /ready") == 1
    assert not any("batch_id" in one for one in canary.asked), "no batch is started where so much is known"


def test_another_service_in_its_place_fails_the_smoke_tests(
    asked: _Asked, splitter: Splitter, canary: RevisionServer
) -> None:
    canary.service = "worker"
    ended = roll_out(asked, splitter, pace=MadePace())
    assert any("itself failed" in one and "calls itself worker" in one for one in ended.reasons)


def test_without_the_key_the_smoke_tests_are_not_passed(asked: _Asked, splitter: Splitter) -> None:
    without = replace(asked, canary=replace(asked.canary, secrets=Secrets()))
    ended = roll_out(without, splitter, pace=MadePace())
    assert any("keywords unknown: the key is needed" in one for one in ended.reasons)


def test_without_traffic_nothing_is_known_so_it_is_rolled_back(
    asked: _Asked, splitter: Splitter, tmp_path: Path
) -> None:
    ended = roll_out(replace(asked, probes=0), splitter, pace=MadePace())
    assert ended.reasons == (f"no request reached the canary at 5 %; send traffic to {splitter.url}",)
    assert kept(tmp_path) == [(0, 0, "promote"), (5, 0, "roll_back")]


def test_whatever_ends_it_takes_the_traffic_away(asked: _Asked, splitter: Splitter, tmp_path: Path) -> None:
    def happens() -> None:
        if splitter.splits().counts.share == 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        roll_out(asked, splitter, pace=MadePace(happens))
    assert splitter.splits().counts.share == 0
    assert [one[2] for one in kept(tmp_path)] == ["promote", "promote", "roll_back"]


def test_a_rehearsal_is_not_asked_how_long_it_took(asked: _Asked, splitter: Splitter, tmp_path: Path) -> None:
    plan = replace(asked.plan, observe=timedelta(seconds=20))
    asked = replace(asked, probes=40)  # a step has one look only
    short = roll_out(replace(asked, plan=plan), splitter, pace=MadePace())
    assert "watched for 5 min before it is promoted" in short.reasons[0]
    plan = replace(plan, revision="newer", rehearsal=True)
    assert roll_out(replace(asked, plan=plan), splitter, pace=MadePace()).promoted
    assert judged(tmp_path) == 1, "the rows of a rehearsal do not pass for a rollout"


def test_errors_are_counted_over_any_five_minutes() -> None:
    seen = MostErrors(START)
    grown = [seen.see(START + timedelta(minutes=minute), errors) for minute, errors in enumerate([0, 3, 3, 3, 3, 5, 6])]
    assert grown == [False, True, False, False, False, True, False]
    assert seen.most == 5  # not the 6 of six minutes
    assert seen.see(START + timedelta(minutes=7), 9)
    assert seen.most == 6


def test_a_revision_is_rolled_out_once_and_each_step_kept_once(tmp_path: Path) -> None:
    file = StepsFile(tmp_path / "steps.duckdb")
    file.check_new("coordinator", "new")
    first = Step("coordinator", "new", 0, START)
    file.write([first])
    file.write([replace(first, errors_in_5_min=1), Step("coordinator", "new", 5, START)])
    assert kept(tmp_path) == [(0, 1, None), (5, None, None)]
    with pytest.raises(StepsFileError, match=r"has a rollout of coordinator new from 2024-01-15 16:00; deploy a new"):
        file.check_new("coordinator", "new")
    file.check_new("coordinator", "newer")
    file.check_new("worker", "new")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database" * 1000)
    for place in (tmp_path / "text", tmp_path / "text" / "below"):
        with pytest.raises(StepsFileError, match=rf"{place} cannot be written: .*; name another with --record"):
            StepsFile(place).write([])
