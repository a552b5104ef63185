"""Whatever a file holds: loading never raises, the file gets one verdict, the other files' rows stay as they are."""

from __future__ import annotations

import copy
import functools
import gzip
import json
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingest_made_answers import (
    MONEYLINE,
    POINTS,
    SPREADS,
    bdl_active_players,
    bdl_box_scores,
    bdl_injuries,
    bdl_standings,
    bettingpros_events,
    bettingpros_offers,
    bigdataball_csv,
    espn_roster,
    espn_scoreboard,
    historical,
    nba_box_score,
    nba_box_score_v3,
    nba_game_log,
    nba_play_by_play,
    nba_player_index,
    nba_referees,
    nba_schedule,
    nba_scoreboard,
    odds,
)
from ingest_shelf import ONE_THREAD, Outcomes, Shelf

from harness.results import Outcome

SCHEDULE = "nbacom/schedule/2024-25.json"
EVENTS = "bettingpros/events/2021-10-21.json"
ANSWERS: dict[str, Any] = {
    "balldontlie/box_scores/1.json": bdl_box_scores(),
    "balldontlie/active_players/1.json": bdl_active_players(),
    "balldontlie/injuries/2024-12-20.json": bdl_injuries(),
    "balldontlie/standings/1.json": bdl_standings(),
    "balldontlie/games/1.json": bdl_box_scores(),
    "espn/scoreboard/1.json": espn_scoreboard(),
    "espn/roster/1.json": espn_roster(),
    "nbacom/schedule/1.json": nba_schedule(),
    "nbacom/scoreboardv2/1.json": nba_scoreboard(),
    "nbacom/leaguegamelog/1.json": nba_game_log(),
    "nbacom/boxscoretraditional/1.json": nba_box_score(),
    "nbacom/boxscoretraditional/3.json": nba_box_score_v3(),
    "nbacom/playerindex/1.json": nba_player_index(),
    "nbacom/play_by_play/1.json": nba_play_by_play(),
    "nbacom/referee_assignments/1.json": nba_referees(),
    "oddsapi/historical_events/1.json": historical([odds()]),
    "oddsapi/historical_event_odds/1.json": historical(odds(SPREADS, MONEYLINE, POINTS)),
    "bettingpros/events/1.json": bettingpros_events(),
    "bettingpros/offers/1.json": bettingpros_offers(),
}
CSV = "bigdataball/play_by_play/1.csv"
FILES = [*ANSWERS, CSV]
NEIGHBOUR = "balldontlie/standings/2025-04-14.json"

SQL = st.sampled_from(
    [
        "'; DROP TABLE nba_raw.bdl_standings; --",
        "Robert'); DELETE FROM harness.loaded_files; --",
        '"',
        "<b>",
        "\x00",
        "\ud800",
    ]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    SQL,
    st.sampled_from(
        [
            2**63,
            -(2**63) - 1,
            10**40,
            float("nan"),
            float("inf"),
            "x" * 20_000,
            "9999-12-31T23:59:59Z",
            "0001-01-01T00:00Z",
        ]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@functools.cache
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config=ONE_THREAD)


def load_beside_a_neighbour(file: str, content: bytes) -> Outcomes:
    """Load a neighbour and what the file needs, then the file; the neighbour must not notice."""
    connection().execute("DROP SCHEMA IF EXISTS nba_raw CASCADE; DROP SCHEMA IF EXISTS harness CASCADE")
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder), connection())
        shelf.put(NEIGHBOUR, bdl_standings())
        if "boxscoretraditional" in file:
            shelf.put(SCHEDULE, nba_schedule())
        if "offers" in file:
            shelf.put(EVENTS, bettingpros_events())
        neighbours = f"source_file_path = '{NEIGHBOUR}'"
        before = shelf.load().rows("bdl_standings", where=neighbours)
        outcomes = shelf.put(file, content).load()
        assert outcomes.rows("bdl_standings", where=neighbours) == before
        return outcomes


def verdict(outcomes: Outcomes, file: str) -> Outcome:
    """The file's one verdict; no other file failed, and every text can be written to a report."""
    assert set(outcomes.failed()) <= {f"recording.{file}"}
    result = outcomes.result(file)
    for text in (result.reason or "", *((result.finding.message, result.finding.place) if result.finding else ())):
        (text or "").encode("utf-8")
        assert len(text or "") < 2000
    return result.outcome


@quick
@given(file=st.sampled_from(FILES), content=st.binary(max_size=200))
def test_random_bytes_fail_once(file: str, content: bytes) -> None:
    assert verdict(load_beside_a_neighbour(file, content), file) is Outcome.FAILED


@quick
@given(file=st.sampled_from(FILES), content=VALUES)
def test_any_json_that_is_no_answer_fails_once(file: str, content: Any) -> None:
    outcomes = load_beside_a_neighbour(file, json.dumps(content).encode("utf-8", "surrogatepass"))
    # An empty list of odds is an answer.
    if not (content == [] and file.startswith("oddsapi")):
        assert verdict(outcomes, file) is Outcome.FAILED


@quick
@given(file=st.sampled_from(list(ANSWERS)), data=st.data())
def test_a_cut_off_answer_fails_once(file: str, data: st.DataObject) -> None:
    whole = json.dumps(ANSWERS[file]).encode()
    content = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert verdict(load_beside_a_neighbour(file, content), file) is Outcome.FAILED


@quick
@given(file=st.sampled_from(list(ANSWERS)), data=st.data())
def test_a_cut_off_packed_answer_fails_once(file: str, data: st.DataObject) -> None:
    whole = gzip.compress(json.dumps(ANSWERS[file]).encode(), mtime=0)
    content = whole[: data.draw(st.integers(0, len(whole) - 1))]
    packed = f"{file}.gz"
    assert verdict(load_beside_a_neighbour(packed, content), packed) is Outcome.FAILED


def places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything inside a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(*place, key) for key, _ in inner] + [path for key, child in inner for path in places(child, (*place, key))]


def mutated(answer: Any, path: tuple[Any, ...], value: Any, *, drop: bool) -> Any:
    changed = copy.deepcopy(answer)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    if drop:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return changed


@settings(quick, max_examples=100)
@given(file=st.sampled_from(list(ANSWERS)), value=VALUES, drop=st.booleans(), data=st.data())
def test_an_answer_with_one_changed_place_gets_one_verdict(
    file: str, value: Any, drop: bool, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(places(ANSWERS[file])))
    content = json.dumps(mutated(ANSWERS[file], path, value, drop=drop)).encode("utf-8", "surrogatepass")
    outcomes = load_beside_a_neighbour(file, content)
    if verdict(outcomes, file) is Outcome.FAILED:
        assert outcomes.finding(file).place is not None


@quick
@given(data=st.data(), value=st.text(max_size=20) | SQL)
def test_a_csv_with_one_changed_field_gets_one_verdict(data: st.DataObject, value: str) -> None:
    lines = [line.split(",") for line in bigdataball_csv().splitlines()]
    row = data.draw(st.sampled_from(lines))
    row[data.draw(st.integers(0, len(row) - 1))] = value
    content = "\n".join(",".join(line) for line in lines).encode("utf-8", "surrogatepass")
    verdict(load_beside_a_neighbour(CSV, content), CSV)


@pytest.mark.parametrize("file", FILES)
def test_each_made_answer_loads_whole(file: str) -> None:
    content = bigdataball_csv() if file == CSV else json.dumps(ANSWERS[file])
    assert verdict(load_beside_a_neighbour(file, content.encode()), file) is Outcome.PASSED
