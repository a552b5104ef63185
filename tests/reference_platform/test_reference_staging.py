"""What is staged comes into the table of predictions once, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from google.api_core.exceptions import BadRequest, Forbidden, NotFound, ServiceUnavailable
from google.cloud import bigquery
from platform_stage import DAY, PROJECT, Shop

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.servicer import Servicer
from harness.reference.lock import DistributedLock, LeaseLostError
from harness.reference.safeguards import ALL_ON
from harness.reference.staging import (
    ConsolidationError,
    Consolidator,
    FencedOutError,
    MergeConflictError,
    StagingWriter,
)
from harness.reference.staging_prediction import (
    Fence,
    MergeRule,
    Prediction,
    PredictionStore,
    Verification,
    is_of_batch,
    table_name,
)
from harness.reference.staging_stores import BigQueryPredictions, MemoryPredictions

BATCH = "batch_2026-02-03_177013000"
LONGER = "batch_2026-02-03_1770130001"
EARLY = datetime(2026, 2, 3, 16, 40, tzinfo=UTC)
LATE = EARLY + timedelta(seconds=30)
ANN = Prediction("p1", "catboost_v8", "ann", DAY, "0022500700", Decimal("21.5"), Decimal("20.5"), EARLY)
NO_LINE = replace(ANN, prediction_id="p2", line=None)
NEXT_LINE = replace(ANN, prediction_id="p3", line=Decimal(21))


@dataclass
class Steps:
    """Something happens before statements that begin so; each is used once."""

    scripted: list[tuple[str, Callable[[], object]]]

    def __call__(self, statement: str) -> None:
        for one in self.scripted:
            if one[0] in statement:
                self.scripted.remove(one)
                one[1]()
                return


class Platform:
    """A store in memory, with a lock on the embedded Firestore."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.steps = Steps([])
        self.store = MemoryPredictions(self.steps)

    def before(self, statement: str, action: Callable[[], object]) -> None:
        self.steps.scripted.append((statement, action))

    def fail(self, statement: str, error: Exception) -> None:
        def action() -> None:
            raise error

        self.before(statement, action)

    def stage(self, *predictions: Prediction, batch: str = BATCH, off: tuple[str, ...] = ()) -> str | None:
        return StagingWriter(self.store, "worker-00042", safeguards=ALL_ON.without(*off)).stage(batch, predictions)

    def consolidate(self, *off: str, batch: str = BATCH, wait: float = 0) -> tuple[str, ...]:
        safeguards = ALL_ON.without(*off)
        lock = DistributedLock(PROJECT, client=self.shop.client, safeguards=safeguards)
        made = Consolidator(self.store, lock, safeguards=safeguards)
        return made.consolidate(batch, DAY, max_wait_seconds=wait).tables

    @property
    def keys(self) -> list[object]:
        return sorted((row.key for row in self.store.target), key=str)


@pytest.fixture
def platform(shop: Shop) -> Platform:
    return Platform(shop)


def test_what_is_staged_is_merged_and_its_tables_are_dropped(platform: Platform) -> None:
    tables = [platform.stage(ANN, NO_LINE), platform.stage(NEXT_LINE)]
    assert sorted(map(str, tables)) == list(platform.consolidate())
    assert sorted(row.prediction_id for row in platform.store.target) == ["p1", "p2", "p3"]
    assert platform.store.staging == {}
    assert platform.consolidate() == ()


def test_where_nothing_is_staged_nothing_is_merged(platform: Platform) -> None:
    platform.fail("merge", Forbidden("no"))
    assert platform.consolidate() == ()


def test_a_target_that_two_staged_rows_match_is_refused(platform: Platform) -> None:
    platform.stage(ANN)
    platform.consolidate()
    platform.stage(replace(ANN, created_at=LATE), replace(ANN, prediction_id="p9", created_at=LATE))
    with pytest.raises(BadRequest, match="at most one source row"):
        platform.consolidate("newest_staged_wins")


def test_an_older_row_in_the_target_does_not_stand_for_a_newer_one(platform: Platform) -> None:
    table = platform.stage(replace(ANN, created_at=LATE))
    assert table is not None
    platform.store.target = [ANN]
    assert platform.store.verify([table], DAY, MergeRule(), None) == Verification(1, 0, 0)
    platform.store.target = [replace(ANN, created_at=LATE), replace(NO_LINE, created_at=LATE)]
    assert platform.store.verify([table], DAY, MergeRule(), None) == Verification(0, 0, 0)


def test_a_worker_without_predictions_stages_nothing(platform: Platform) -> None:
    assert platform.stage() is None
    assert platform.store.staging == {}


def test_a_name_tells_its_batch(platform: Platform) -> None:
    name = table_name(BATCH, "worker-00042_x")
    assert name == "_staging_batch_2026_02_03_177013000_worker00042x"
    assert is_of_batch(name, BATCH)
    assert not is_of_batch(name, LONGER)
    with pytest.raises(ValueError, match="names no batch"):
        table_name("batch`", "w")


@pytest.mark.parametrize("off", [(), ("staging_errors_surface",)])
def test_staging_errors_surface(platform: Platform, off: tuple[str, ...]) -> None:
    platform.fail("load", Forbidden("no"))
    if off:
        assert platform.stage(ANN, off=off) is not None
    else:
        with pytest.raises(Forbidden):
            platform.stage(ANN)
    assert platform.store.staging == {}


def test_a_transient_failure_of_a_load_is_tried_again(platform: Platform) -> None:
    platform.fail("load", ServiceUnavailable("later"))
    assert platform.stage(ANN) in platform.store.staging


@pytest.mark.parametrize("off", [(), ("exact_line",)])
def test_exact_line(platform: Platform, off: tuple[str, ...]) -> None:
    platform.stage(ANN, NEXT_LINE)
    platform.consolidate(*off)
    assert len(platform.store.target) == (1 if off else 2)


def test_a_line_of_two_decimals_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ann has a line of 20\.25"):
        replace(ANN, line=Decimal("20.25"))


@pytest.mark.parametrize("off", [(), ("null_safe_key",)])
def test_null_safe_key(platform: Platform, off: tuple[str, ...]) -> None:
    platform.stage(NO_LINE)
    platform.consolidate(*off)
    platform.stage(replace(NO_LINE, created_at=LATE))
    if off:
        with pytest.raises(ConsolidationError, match="1 keys are there twice"):
            platform.consolidate(*off)
    else:
        platform.consolidate()
    assert [row.created_at for row in platform.store.target][-1] == LATE
    assert len(platform.store.target) == (2 if off else 1)


@pytest.mark.parametrize("off", [(), ("newest_staged_wins", "verified_merge")])
def test_newest_staged_wins(platform: Platform, off: tuple[str, ...]) -> None:
    newer = replace(ANN, prediction_id="p9", created_at=LATE)
    platform.stage(newer)
    platform.stage(ANN)
    platform.consolidate(*off)
    assert sorted(row.prediction_id for row in platform.store.target) == (["p1", "p9"] if off else ["p9"])


def test_an_older_prediction_that_comes_late_does_not_replace_a_newer_one(platform: Platform) -> None:
    newer = replace(ANN, prediction_id="p9", created_at=LATE)
    platform.stage(newer)
    platform.consolidate()
    platform.stage(ANN)
    assert len(platform.consolidate()) == 1
    assert platform.store.target == [newer]


@pytest.mark.parametrize("off", [(), ("keep_staging_on_failure",)])
def test_keep_staging_on_failure(platform: Platform, off: tuple[str, ...]) -> None:
    platform.stage(ANN)
    platform.fail("write", Forbidden("no"))
    with pytest.raises(Forbidden):
        platform.consolidate(*off)
    platform.consolidate(*off)
    assert len(platform.store.target) == (0 if off else 1)


@pytest.mark.parametrize("off", [(), ("drop_only_merged",)])
def test_drop_only_merged(platform: Platform, off: tuple[str, ...]) -> None:
    platform.stage(ANN)
    platform.before("verify", lambda: platform.stage(NO_LINE))
    platform.consolidate(*off)
    platform.consolidate(*off)
    assert len(platform.store.target) == (1 if off else 2)


@pytest.mark.parametrize("off", [(), ("exact_batch",)])
def test_exact_batch(platform: Platform, off: tuple[str, ...]) -> None:
    platform.stage(ANN)
    other = platform.stage(NO_LINE, batch=LONGER)
    platform.consolidate(*off)
    assert (other in platform.store.staging) is not bool(off)


def test_verified_merge(platform: Platform) -> None:
    def stale(*off: str) -> None:
        platform.stage(ANN)
        platform.before("merge", lambda: platform.store.fences.update(dict.fromkeys(platform.store.fences, 99)))
        platform.consolidate(*off)

    with pytest.raises(FencedOutError, match="is at token 99, this run has 1; stop it"):
        stale()
    assert len(platform.store.staging) == 1
    stale("verified_merge")
    assert platform.store.staging == {}
    assert platform.store.target == []


def test_rows_of_another_day_are_not_lost_silently(platform: Platform) -> None:
    platform.stage(ANN, replace(NO_LINE, game_date="2026-02-04"))
    with pytest.raises(ConsolidationError, match="1 staged rows are not in the target and 0 keys are there twice"):
        platform.consolidate()
    assert len(platform.store.staging) == 1


def test_a_merge_that_met_another_is_tried_again(platform: Platform) -> None:
    platform.stage(ANN)
    platform.fail("write", BadRequest("Could not serialize access to table due to concurrent update"))
    platform.consolidate()
    assert len(platform.store.target) == 1
    platform.stage(NO_LINE)
    for _ in range(5):
        platform.fail("write", BadRequest("Could not serialize access to table due to concurrent update"))
    with pytest.raises(MergeConflictError):
        platform.consolidate()
    platform.fail("write", BadRequest("Syntax error"))
    with pytest.raises(BadRequest, match="Syntax"):
        platform.consolidate()
    assert len(platform.store.staging) == 1


@pytest.mark.parametrize("off", [(), ("consolidation_lock",)])
def test_consolidation_lock(platform: Platform, off: tuple[str, ...]) -> None:
    platform.stage(ANN)
    outcomes: list[str] = []

    def rival() -> None:
        try:
            platform.consolidate(*off)
            outcomes.append("merged")
        except Exception as error:  # noqa: BLE001 - it is what is looked at
            outcomes.append(type(error).__name__)

    platform.before("write", rival)
    if off:
        with pytest.raises(NotFound):
            platform.consolidate(*off)
    else:
        platform.consolidate()
    assert outcomes == ["merged" if off else "LockNotAcquiredError"]
    assert len(platform.store.target) == (2 if off else 1)


@pytest.mark.parametrize("off", [(), ("fencing",)])
def test_fencing(platform: Platform, off: tuple[str, ...]) -> None:
    """The first run is paused in the middle of its merge, for longer than its lease."""
    platform.stage(ANN)

    def pause() -> None:
        platform.shop.wall.advance(400)
        platform.consolidate(*off)

    platform.before("write", pause)
    # Without the fence it goes on, and only finds that the second run has dropped the table.
    with pytest.raises(NotFound if off else LeaseLostError):
        platform.consolidate(*off)
    assert len(platform.store.target) == (2 if off else 1)


def test_a_run_that_was_paused_before_its_merge_stops(platform: Platform) -> None:
    platform.stage(ANN)
    platform.before("list", lambda: platform.shop.wall.advance(400))
    with pytest.raises(LeaseLostError):
        platform.consolidate()
    assert platform.store.target == []
    assert len(platform.store.staging) == 1


def test_a_fence_key_that_a_statement_cannot_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot have the key"):
        Fence("a'b", 1)


def in_table(client: bigquery.Client) -> list[tuple[object, ...]]:
    sql = "SELECT prediction_id, current_points_line, predicted_points FROM nba_predictions.player_prop_predictions"
    rows = client.query(f"{sql} WHERE game_date = '{DAY}' ORDER BY prediction_id").result(timeout=30)
    return [tuple(row.values()) for row in rows]


@pytest.fixture
def both(emulated: bigquery.Client) -> tuple[PredictionStore, PredictionStore]:
    store = BigQueryPredictions(PROJECT, client=emulated)
    for table in store.staging_tables():
        store.drop(table)
    emulated.query("DELETE FROM nba_predictions.player_prop_predictions WHERE TRUE").result(timeout=30)
    emulated.query("DELETE FROM nba_predictions._consolidation_fences WHERE TRUE").result(timeout=30)
    return store, MemoryPredictions()


def test_a_consolidation_on_bigquery(emulated: bigquery.Client, both: tuple[PredictionStore, PredictionStore]) -> None:
    store = both[0]
    writer = StagingWriter(store, "worker-00042")
    made = Consolidator(store, DistributedLock(PROJECT, client=client(Servicer(), PROJECT)))
    writer.stage(BATCH, [ANN, NO_LINE])
    writer.stage(BATCH, [NEXT_LINE, replace(ANN, prediction_id="p9", predicted_points=Decimal(25), created_at=LATE)])
    other = writer.stage(LONGER, [ANN])
    assert len(made.consolidate(BATCH, DAY).tables) == 2
    merged = [
        ("p2", None, Decimal("21.5")),
        ("p3", Decimal(21), Decimal("21.5")),
        ("p9", Decimal("20.5"), Decimal(25)),
    ]
    assert in_table(emulated) == merged
    assert store.staging_tables() == (other,)
    writer.stage(BATCH, [ANN, NO_LINE])
    assert len(made.consolidate(BATCH, DAY).tables) == 1
    assert in_table(emulated) == merged


@pytest.mark.parametrize(
    ("rule", "token"),
    [
        (MergeRule(), 2),
        (MergeRule(), 4),
        (MergeRule(exact_line=False), None),
        (MergeRule(null_safe=False), None),
        (MergeRule(newest_only=False), None),
    ],
)
def test_the_store_in_memory_does_what_the_statements_do(
    emulated: bigquery.Client,
    both: tuple[PredictionStore, PredictionStore],
    rule: MergeRule,
    token: int | None,
) -> None:
    first, second, third = (table_name(BATCH, f"w{number}") for number in range(3))
    newer = replace(ANN, prediction_id="p9", predicted_points=Decimal(25), created_at=LATE)
    fence = None if token is None else Fence(f"consolidation_locks/consolidation_{DAY}", token)
    seen = []
    for store in both:
        store.open_fence(f"consolidation_locks/consolidation_{DAY}")
        store.stage(first, [NO_LINE, NEXT_LINE])
        store.stage(second, [ANN, newer])
        store.stage(third, [replace(NO_LINE, prediction_id="p7", created_at=LATE)])
        if token is not None:
            store.merge([first], DAY, rule, Fence(f"consolidation_locks/consolidation_{DAY}", 3))
        store.merge([first, second], DAY, rule, fence)
        seen.append([store.verify([first, second], DAY, rule, fence)])
        store.merge([third], DAY, rule, fence)
        seen[-1].append(store.verify([third], DAY, rule, fence))
    memory = both[1]
    assert isinstance(memory, MemoryPredictions)
    rows = sorted((row.prediction_id, row.line, row.predicted_points) for row in memory.target)
    assert in_table(emulated) == rows
    assert seen[0] == seen[1]
