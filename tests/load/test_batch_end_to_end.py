"""A whole batch over sockets: started and followed by Locust, predicted by workers, and judged by its data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from harness.commands.load_platform import Wanted, judged
from harness.reference.platform import Platform
from harness.season import build_season
from load.judging import DUPLICATED, LOST, UNEXPECTED
from load.record import RunRecord
from load.running import Extras, run
from load.scenarios.catalog import scenario

MORNING = scenario("morning_batch")
DAY = Wanted().day
CHECKS = {
    LOST,
    DUPLICATED,
    UNEXPECTED,
    "consistency.prediction_uniqueness",
    "consistency.state_agreement",
    "trends.prediction_coverage",
}


def ran(
    folder: Path, *, players: int, duplicates: float, workers: int, longest_s: float, safeguards_off: Sequence[str] = ()
) -> tuple[RunRecord, dict[str, str]]:
    """The run's record, and what its data says."""
    wanted = Wanted(players=players, duplicates=duplicates, workers=workers)
    with Platform(
        build_season(seed=wanted.season_seed, start_year=wanted.season_start),
        game_date=wanted.day,
        players=players,
        workers=workers,
        faults={"duplicate": duplicates} if duplicates else None,
        safeguards_off=safeguards_off,
        folder=folder,
    ) as platform:
        variables = {"COORDINATOR_API_KEY": platform.api_key, "LOAD_GAME_DATE": wanted.day.isoformat()}
        extras = Extras(environment=variables)
        host = platform.urls.coordinator
        record = run(MORNING.name, host=host, users=MORNING.users, duration_s=longest_s, extras=extras)
        return record, judged(MORNING, wanted, platform)


def tables_merged(folder: Path) -> int:
    """Staging tables of the batch; each delivery of a request that a worker answered has one."""
    lines = (folder / "coordinator.log").read_text(encoding="utf-8").splitlines()
    merges = [line["message"] for line in map(json.loads, lines) if line["message"].startswith("merged ")]
    return sum(int(message.split()[1]) for message in merges)


def outcome(record: RunRecord) -> dict[str, tuple[int, dict[str, int]]]:
    """Errors by endpoint, and how often those were asked for that are asked once."""
    return {one.name: (one.requests if one.name != "GET /status" else 0, one.errors) for one in record.endpoints}


BATCHES = 3
RIGHT = {"POST /start": (1, {}), "GET /status": (0, {}), "batch": (1, {})}


def test_a_batch_has_nothing_twice_though_workers_answer_twice(tmp_path: Path) -> None:
    """Without their claim workers take both deliveries of a message, so that the merge gets players twice.

    On a busy machine all second deliveries may come after the last player, and so after the merge: then once more.
    """
    for batch in range(BATCHES):
        folder = tmp_path / str(batch)
        record, checks = ran(folder, players=20, duplicates=0.5, workers=1, longest_s=90, safeguards_off=("claim",))

        assert outcome(record) == RIGHT
        assert checks == dict.fromkeys(CHECKS, "passed")
        if tables_merged(folder) > 20:
            return
    pytest.fail(f"in {BATCHES} batches no player was there twice before the merge")


@pytest.mark.nightly
def test_a_merge_without_its_safeguards_is_found_out(tmp_path: Path) -> None:
    off = ("claim", "newest_staged_wins", "verified_merge")

    _, checks = ran(tmp_path, players=20, duplicates=0.5, workers=1, longest_s=90, safeguards_off=off)

    failed = {name for name, words in checks.items() if words.startswith("failed: ")}
    assert failed == {DUPLICATED, "consistency.prediction_uniqueness"}
    assert checks[LOST] == "passed"


@pytest.mark.nightly
@pytest.mark.parametrize("duplicates", [0.0, 0.01])
def test_450_players_by_seven_systems(tmp_path: Path, duplicates: float) -> None:
    record, checks = ran(tmp_path, players=450, duplicates=duplicates, workers=2, longest_s=MORNING.duration_s)

    assert outcome(record) == RIGHT
    assert checks == dict.fromkeys(CHECKS, "passed")
    assert tables_merged(tmp_path) == 450
