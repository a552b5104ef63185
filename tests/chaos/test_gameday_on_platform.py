"""A whole game day on the reference platform, at rehearsal speed: experiments under load, its page in a browser."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from chaos.gameday import JOURNAL, PAGE, run_gameday
from chaos.gameday_file import find_game_day, read_game_day
from chaos.gameday_record import GameDayRecord
from chaos.journal import ExperimentRecord, Phase, Verdict

CHROMIUM = shutil.which("chromium")
BOUND_S = 360.0
"""A game day at rehearsal speed is to take less than six minutes in the nightly profile."""
DAY = "state_store_brownout"
OTHERS = sorted({file.stem for file in find_game_day(DAY).parent.glob("*.yaml")} - {DAY})

pytestmark = pytest.mark.nightly


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[GameDayRecord, Path, float]:
    out = tmp_path_factory.mktemp(DAY)
    began = time.monotonic()
    record = run_gameday(find_game_day(DAY), auto=True, rehearsal=True, out=out)
    return record, out, time.monotonic() - began


def test_every_experiment_comes_to_what_it_states_under_load(held: tuple[GameDayRecord, Path, float]) -> None:
    record, out, _ = held
    assert record.aborted is None
    told = {one.record.experiment: (one.record.verdict, one.record.reason) for one in record.experiments}
    assert {name: verdict for name, (verdict, _) in told.items()} == dict.fromkeys(told, Verdict.HELD), told
    assert tuple(told) == tuple(Path(name).stem for name in read_game_day(find_game_day(DAY)).experiments)
    assert len([ExperimentRecord.read(file) for file in journals(out)]) == len(told)
    assert GameDayRecord.read(out / JOURNAL) == record


def journals(out: Path) -> list[Path]:
    return [file for file in (out / "experiments").glob("*.json") if not file.name.endswith(".toolkit.json")]


def test_each_fault_was_in_force_while_load_ran(held: tuple[GameDayRecord, Path, float]) -> None:
    record, _, _ = held
    [load] = record.loads
    assert load.requests > 100
    for observed in record.observations:
        assert observed.injected_at_s is not None
        assert observed.recovered_after_s is not None, f"{observed.experiment} is not seen to recover"
    [away] = [observed for observed in record.observations if observed.experiment == "state_store_away"]
    assert away.detected_after_s is not None, "no signal of the platform told that its store was away"
    for one in record.experiments:
        assert {answer.phase for answer in one.record.answers} >= {Phase.BEFORE, Phase.AFTER, Phase.AFTER_UNDO}


def test_it_takes_less_than_six_minutes(held: tuple[GameDayRecord, Path, float]) -> None:
    assert held[2] < BOUND_S


@pytest.mark.parametrize("day", OTHERS)
def test_the_other_days_are_held_too(day: str, tmp_path: Path) -> None:
    record = run_gameday(find_game_day(day), auto=True, rehearsal=True, out=tmp_path / day)
    assert record.verdict is Verdict.HELD, record.reason
    assert len(record.experiments) == len(read_game_day(find_game_day(day)).experiments)


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_its_page_opens_in_a_browser(held: tuple[GameDayRecord, Path, float], tmp_path: Path) -> None:
    assert CHROMIUM is not None
    shot = tmp_path / "page.png"
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile",
         f"--screenshot={shot}", "--window-size=1400,2600", "--enable-logging=stderr", (held[1] / PAGE).as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert "Content Security Policy" not in done.stderr
    assert shot.stat().st_size > 100_000
