"""What a load run sends: it satisfies whoever reads it, is the same for one seed, and has an id of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from contracts.messages import catalog
from contracts.messages.envelope import decode
from harness.reference.platform.seeding import write_days
from harness.season import build_season
from load.payloads.envelopes import Envelopes
from load.payloads.messages import Batch, lines_of, prediction_ready, prediction_request, start_request
from load.payloads.players import CONTEXT, Player, game_days, players_of

SEEDS = (0, 7)
BATCH = Batch("batch_2024-04-12_1712935800", "c0ffee01")
AT = datetime(2024, 4, 12, 15, 30, tzinfo=UTC)
SOMEBODY = Player("samplejones", "20240412_BOS_BKN", AT.date(), "BKN", "BOS", True, 22.5, 22.5, 30.0)


def _players(seed: int) -> list[Player]:
    """Those of a day each month."""
    days = [day for number, day in enumerate(game_days(seed=seed)) if number % 30 == 15]
    return [player for day in days for player in players_of(day, seed=seed)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("several", [True, False])
def test_every_message_satisfies_its_contract_and_every_reader(seed: int, several: bool) -> None:
    players = _players(seed)
    messages: list[tuple[str, Any]] = []
    for player in players:
        messages.append(("prediction_request", prediction_request(player, BATCH, sent_at=AT, several_lines=several)))
        ready = prediction_ready(player, BATCH, sent_at=AT, worker="w-00001", several_lines=several)
        messages.append(("prediction_ready", ready))

    wrong = {
        (name, reader, catalog.violations(name, message, reader))
        for name, message in messages
        for reader in (None, *(one.reader for one in catalog.kind(name).needed))
        if catalog.violations(name, message, reader)
    }

    assert wrong == set()
    assert len(messages) > 1000
    # Both kinds of players, or half of the messages were never seen.
    assert {player.line is None for player in players} == {True, False}


def test_an_envelope_is_read_back_as_what_was_put_in() -> None:
    envelopes = Envelopes("projects/local/subscriptions/prediction-ready-prod-sub")
    player = players_of(game_days()[40])[0]
    message = prediction_ready(player, BATCH, sent_at=AT, worker="w-00001")

    envelope = envelopes.wrap(message, published_at=AT)

    delivery = decode(envelope.body)
    assert dict(delivery.data) == message
    assert delivery.message_id == envelope.message_id
    assert delivery.publish_time == AT
    assert delivery.subscription == envelopes.subscription


def test_ids_are_unique_within_a_source_and_between_sources() -> None:
    sources = [Envelopes("s"), Envelopes("s"), Envelopes("s")]

    ids = [one.wrap({}, published_at=AT).message_id for one in sources for _ in range(500)]

    assert len(set(ids)) == len(ids)
    assert all(one.isdigit() for one in ids)


def test_the_same_seed_asks_about_the_same_players_and_another_about_others() -> None:
    day = game_days()[60]
    first = players_of(day, seed=0)
    players_of.cache_clear()

    assert players_of(day, seed=0) == first
    assert players_of(day, seed=7) != first


def test_nobody_is_asked_about_who_has_neither_a_line_nor_the_minutes() -> None:
    players = players_of(game_days()[60])

    assert len(players) > 50
    assert all(player.line is not None or player.minutes >= 15 for player in players)
    assert len({player.lookup for player in players}) == len(players)


def test_a_day_without_games_is_refused_with_the_season_s_days() -> None:
    day_before = game_days()[0] - timedelta(days=1)

    with pytest.raises(ValueError, match=r"no game on 2023-10-23; the season has games from 2023-10-24 to 2024-04-14"):
        players_of(day_before)


def test_a_line_that_has_moved_is_two() -> None:
    def lines(line: float | None, opened_with: float | None, *, several: bool = True) -> list[float | None]:
        return lines_of(replace(SOMEBODY, line=line, opening_line=opened_with), several=several)

    assert lines(22.5, 21.5) == [22.5, 21.5]
    assert lines(22.5, 21.5, several=False) == [22.5]
    assert lines(22.5, 22.5) == lines(22.5, None) == lines(22.5, 20.0) == [22.5]
    assert lines(None, None) == lines(None, 21.5) == [None]


@pytest.mark.parametrize("count", [20, 450])
def test_players_by_number_are_those_that_the_platform_is_seeded_with(count: int, tmp_path: Path) -> None:
    day = game_days()[60]
    write_days(build_season(seed=0, start_year=2023), [day], tmp_path, players=count)
    seeded = pq.read_table(tmp_path / f"{CONTEXT}.parquet")
    features = pq.read_table(tmp_path / "nba_predictions.ml_feature_store_v2.parquet")

    players = players_of(day, count=count)

    assert len(players) == count
    assert {player.lookup for player in players} == set(seeded["player_lookup"].to_pylist())
    assert {player.lookup for player in players} == set(features["player_lookup"].to_pylist())


def test_a_hundredth_of_the_messages_comes_twice_and_the_same_for_a_seed() -> None:
    def drawn(seed: int) -> list[bool]:
        envelopes = Envelopes("s", duplicates=0.01, seed=seed)
        return [envelopes.twice() for _ in range(20_000)]

    # 200 are expected; five standard deviations are 70.
    assert 130 <= sum(drawn(1)) <= 270
    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert not any(islice(iter(Envelopes("s").twice, None), 1000))
    with pytest.raises(ValueError, match=r"share of 1\.5"):
        Envelopes("s", duplicates=1.5)


def test_a_start_request_names_its_day() -> None:
    body = start_request(AT.date(), correlation_id="c0ffee01")

    assert json.loads(json.dumps(body)) == {
        "game_date": "2024-04-12",
        "min_minutes": 15,
        "force": False,
        "correlation_id": "c0ffee01",
    }
