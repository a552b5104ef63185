"""The state documents: what each holds, what it may not, and where it is kept."""

from __future__ import annotations

import pkgutil
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest

from contracts import documents
from contracts.documents.catalog import WITHOUT_A_MODEL, kind, kind_at, kinds, violations
from contracts.documents.phase3_completion import Phase3Completion

LEFT_OUT = "required, and left out"
NO_SUCH_NAME = "there is no such name"
MISSING = object()
NOW = datetime(2026, 2, 3, 12, tzinfo=UTC)

LOCK = {"operation_id", "holder_id", "lock_type", "acquired_at", "expires_at", "lock_key"}
LOCKS = ("consolidation", "grading", "daily_performance", "performance_summary", "workflow_controller")
PHASES = ("phase2_completion", "phase3_completion", "phase4_completion")
ENTRY = {"completed_at", "status", "record_count", "correlation_id", "execution_id"}

# kind → (names that must be there, how long one is good for)
KINDS: dict[str, tuple[set[str], timedelta | None]] = {
    "phase2_completion": (set(), None),
    "phase3_completion": (set(), timedelta(days=30)),
    "phase4_completion": (set(), timedelta(days=30)),
    "prediction_batches": (
        {
            "batch_id", "game_date", "expected_players", "completed_players", "failed_players", "predictions_by_player",
            "total_predictions", "is_complete", "start_time", "created_at", "updated_at",
        },
        timedelta(days=7),
    ),
    "prediction_batch_completions": ({"player_lookup", "predictions_count", "completed_at"}, None),
    **{f"{lock}_locks": (LOCK, timedelta(seconds=300)) for lock in LOCKS},
    "coordinator_instances": ({"last_heartbeat"}, timedelta(seconds=90)),
    "coordinator_batch_locks": (
        {"holder_instance_id", "operation", "acquired_at", "expires_at"},
        timedelta(seconds=300),
    ),
    "pubsub_deduplication": ({"message_id", "processed_at", "expires_at"}, timedelta(days=7)),
    "processor_heartbeats": (
        {"processor_name", "run_id", "data_date", "status", "last_heartbeat", "started_at"},
        timedelta(minutes=15),
    ),
    "run_history": ({"processor", "date", "status", "started_at"}, timedelta(days=30)),
}  # fmt: skip
# Their further names are processors, or nobody's business.
OPEN = {*PHASES, "coordinator_instances"}


def example(name: str, place: int = 0) -> dict[str, Any]:
    return deepcopy(dict(kind(name).examples[place][1]))


def changed(name: str, path: str, value: object) -> dict[str, Any]:
    """The first example with one value replaced, or taken out where it is MISSING."""
    document = example(name)
    *above, last = path.split(".")
    holder = document
    for step in above:
        holder = holder[step]
    if value is MISSING:
        del holder[last]
    else:
        holder[last] = value
    return document


def paths(name: str, document: object, path: str | None = None) -> list[str]:
    return [where for where, _ in violations(name, document, path)]


def test_the_kinds_are_those_of_the_platform() -> None:
    assert [one.name for one in kinds()] == list(KINDS)
    assert {one.name: one.life for one in kinds()} == {name: life for name, (_, life) in KINDS.items()}
    assert all(kind(one.name) is one and one.writer for one in kinds())
    assert not {one.collection for one in kinds()} & set(WITHOUT_A_MODEL)


def test_every_module_that_declares_a_place_is_in_the_catalog_under_its_own_name() -> None:
    found = {}
    for module in pkgutil.iter_modules(documents.__path__):
        imported = import_module(f"{documents.__name__}.{module.name}")
        if hasattr(imported, "PLACE"):
            assert imported.EXAMPLES is imported.PLACE.examples
            found[module.name] = imported.PLACE
    assert found == {one.name: one for one in kinds()}


@pytest.mark.parametrize("name", KINDS)
def test_a_document_says_what_it_is(name: str) -> None:
    model = kind(name).document
    assert "__doc__" in vars(model)
    assert (model.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize("name", KINDS)
def test_examples_are_valid_at_their_place_and_at_no_other_kind_s(name: str) -> None:
    assert kind(name).examples
    for path, document in kind(name).examples:
        assert violations(name, document, path) == ()
        assert kind_at(path) is kind(name)
        assert [one.name for one in kinds() if one.taken_apart(path) is not None] == [name]


@pytest.mark.parametrize("name", KINDS)
def test_a_required_name_left_out_is_refused_by_its_name(name: str) -> None:
    required = KINDS[name][0]
    for one in example(name):
        if not (name in PHASES and one.startswith("_triggered")):
            expected = ((one, LEFT_OUT),) if one in required else ()
            assert violations(name, changed(name, one, MISSING)) == expected
    assert violations(name, {}) == tuple((path, LEFT_OUT) for path in dict(violations(name, {})))
    assert set(dict(violations(name, {}))) == required


@pytest.mark.parametrize("name", KINDS)
def test_an_extra_name_is_refused_where_names_are_closed(name: str) -> None:
    found = violations(name, example(name) | {"surplus": 1})
    if name == "coordinator_instances":
        assert found == ()
    else:
        assert [path for path, _ in found] == ["surplus"]
        assert name in OPEN or found == (("surplus", NO_SUCH_NAME),)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        (one.name, field)
        for one in kinds()
        for field, value in one.examples[0][1].items()
        if isinstance(value, datetime)
    ],
)
@pytest.mark.parametrize(
    "value", [datetime(2026, 2, 3, 12), "2026-02-03T12:00:00Z", date(2026, 2, 3), 1770130000]  # noqa: DTZ001
)  # fmt: skip
def test_a_timestamp_is_an_aware_datetime_and_nothing_else(name: str, field: str, value: object) -> None:
    assert field in paths(name, changed(name, field, value))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("junk", [None, 7, "text", [1], {1: 2}, {"surplus": {"a": 1}, "_triggered": 3, "batch_id": []}])
def test_no_document_raises(name: str, junk: object) -> None:
    assert violations(name, junk)
    assert violations(name, junk, "nowhere")


# The phases' documents.


@pytest.mark.parametrize("name", PHASES)
def test_entries_of_processors_are_held_to_their_own_names(name: str) -> None:
    processor = next(one for one in example(name) if not one.startswith("_"))
    for field in ENTRY:
        path = f"{processor}.{field}"
        assert violations(name, changed(name, path, MISSING)) == ((path, LEFT_OUT),)
    surplus = f"{processor}.surplus"
    assert violations(name, changed(name, surplus, 1)) == ((surplus, NO_SUCH_NAME),)


@pytest.mark.parametrize(
    ("path", "value", "right"),
    [
        ("player_game_summary.status", "failed", True),
        ("player_game_summary.status", "no_data", True),
        ("player_game_summary.status", "running", False),
        ("player_game_summary.record_count", None, True),
        ("player_game_summary.record_count", -1, False),
        ("player_game_summary.record_count", "212", False),
        ("player_game_summary.completed_at", "2026-02-04T11:31:07Z", False),
        ("player_game_summary.completed_at", datetime(2026, 2, 4, 11), False),  # noqa: DTZ001
        ("player_game_summary.is_incremental", 1, False),
        ("player_game_summary.entities_changed", ["samplejones", "BOS"], True),
        ("player_game_summary", "done", False),
        ("_completed_count", -1, False),
        ("_mode", "monitoring_only", True),
        ("_mode", "sometime", False),
        ("_wait_seconds", -0.5, False),
        ("_missing_processors", "all", False),
        ("_partial_completion", "yes", False),
        ("_tier_name", "", False),
        ("_nobody_knows", 1, False),
        ("_triggered", False, True),
    ],
)
def test_values_of_a_phase_s_document(path: str, value: object, right: bool) -> None:
    assert paths("phase3_completion", changed("phase3_completion", path, value)) == ([] if right else [path])


def test_a_bookkeeping_name_is_no_processor_even_where_it_looks_like_one() -> None:
    document = example("phase3_completion")
    assert paths("phase3_completion", document | {"_other": document["player_game_summary"]}) == ["_other"]
    # The names of the model are not those of the document.
    assert paths("phase3_completion", document | {"triggered": True}) == ["triggered"]


@pytest.mark.parametrize("name", PHASES)
def test_what_was_triggered_says_when(name: str) -> None:
    document = example(name) | {"_triggered": True, "_triggered_at": NOW}
    assert violations(name, document) == ()
    [(path, words)] = violations(name, {key: value for key, value in document.items() if key != "_triggered_at"})
    assert path == ""
    assert words == "_triggered is set and _triggered_at is not"
    assert violations(name, document | {"_triggered": False, "_triggered_at": None}) == ()


def test_the_first_completion_is_a_text_in_phase_4_only() -> None:
    for name in PHASES:
        text, instant = ({"_first_completion_at": value} for value in ("2026-02-03T16:02:40Z", NOW))
        right, wrong = (text, instant) if name == "phase4_completion" else (instant, text)
        assert violations(name, right) == ()
        assert paths(name, wrong) == ["_first_completion_at"]
    assert paths("phase4_completion", {"_first_completion_at": "16:02"}) == ["_first_completion_at"]


def test_only_phase_2_calls_its_reason_otherwise() -> None:
    found = {name: paths(name, {"_triggered_reason": "deadline_exceeded"}) for name in PHASES}
    assert found == {name: [] if name == "phase2_completion" else ["_triggered_reason"] for name in PHASES}
    assert all(violations(name, {"_trigger_reason": "all_complete"}) == () for name in PHASES)


def test_entries_are_had_by_processor() -> None:
    document = Phase3Completion.model_validate(example("phase3_completion"))
    assert set(document.entries) == {"player_game_summary", "upcoming_player_game_context"}
    assert document.entries["player_game_summary"].entities_changed == ["samplejones", "BOS"]
    assert document.completed_count == 2
    assert Phase3Completion.model_validate({}).entries == {}


# Batches.


def players(count: int) -> list[str]:
    return [f"player{number}" for number in range(count)]


@pytest.mark.parametrize("field", ["completed_players", "failed_players"])
def test_an_array_of_a_batch_has_at_most_a_thousand_elements_each_once(field: str) -> None:
    assert violations("prediction_batches", changed("prediction_batches", field, players(1000))) == ()
    assert paths("prediction_batches", changed("prediction_batches", field, players(1001))) == [field]
    [(path, words)] = violations("prediction_batches", changed("prediction_batches", field, ["twice", "once", "twice"]))
    assert path == field
    assert "twice" in words
    assert "once," not in words


def test_the_map_of_a_batch_has_at_most_a_thousand_names() -> None:
    for count, right in ((1000, True), (1001, False)):
        document = changed("prediction_batches", "predictions_by_player", dict.fromkeys(players(count), 7))
        assert paths("prediction_batches", document) == ([] if right else ["predictions_by_player"])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("batch_id", "batch_1"),
        ("game_date", "2026-02-30"),
        ("game_date", date(2026, 2, 3)),
        ("expected_players", -1),
        ("completed_players", "samplejones"),
        ("total_predictions", 2.5),
        ("is_complete", "false"),
        ("is_complete", None),
        ("completed_count", -1),
    ],
)
def test_a_value_of_a_batch_that_may_not_be(path: str, value: object) -> None:
    assert paths("prediction_batches", changed("prediction_batches", path, value)) == [path]


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({"stall_completed": True, "is_complete": True, "stall_reason": "95 percent"}, True),
        ({"stall_completed": True, "is_complete": True}, False),
        ({"stall_completed": True, "is_complete": False, "stall_reason": "95 percent"}, False),
        ({"stall_completed": False, "is_complete": False}, True),
    ],
)
def test_a_batch_that_stalled_is_closed_and_says_why(changes: dict[str, object], right: bool) -> None:
    assert (violations("prediction_batches", example("prediction_batches") | changes) == ()) is right


# Locks, heartbeats, runs.


@pytest.mark.parametrize("name", [*(f"{lock}_locks" for lock in LOCKS), "coordinator_batch_locks"])
def test_a_lock_lasts_300_seconds_and_runs_out_after_it_was_taken(name: str) -> None:
    document = example(name)
    assert document["expires_at"] - document["acquired_at"] == timedelta(seconds=300)
    assert violations(name, document | {"expires_at": document["acquired_at"] + timedelta(seconds=1)}) == ()
    [(path, words)] = violations(name, document | {"expires_at": document["acquired_at"]})
    assert (path, words) == ("", "expires_at is not after acquired_at")


def test_a_processed_message_is_remembered_for_a_week() -> None:
    document = example("pubsub_deduplication")
    assert document["expires_at"] - document["processed_at"] == timedelta(days=7)


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("processor_heartbeats", "status", "success"),
        ("processor_heartbeats", "progress", -1),
        ("processor_heartbeats", "data_date", "03.02.2026"),
        ("processor_heartbeats", "duration_seconds", -1.0),
        ("run_history", "status", "completed"),
        ("run_history", "processor", ""),
        ("prediction_batch_completions", "predictions_count", -1),
        ("prediction_batch_completions", "player_lookup", "Sample Jones"),
        ("coordinator_batch_locks", "operation", ""),
    ],
)
def test_other_values_that_may_not_be(name: str, path: str, value: object) -> None:
    assert paths(name, changed(name, path, value)) == [path]


@pytest.mark.parametrize("status", ["running", "success", "partial", "failed", "skipped"])
def test_a_run_has_every_state(status: str) -> None:
    assert violations("run_history", changed("run_history", "status", status)) == ()


# Places.


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("phase2_completion/2026-02-03", "phase2_completion"),
        ("mlb_phase4_completion/2026-02-03", "phase4_completion"),
        ("phase3_completion/2026-02-30", None),
        ("phase3_completion/20260203", None),
        ("phase5_completion/2026-02-03", None),
        ("phase3_completion/2026-02-03/entries/x", None),
        ("prediction_batches/batch_2026-02-03_1770130000", "prediction_batches"),
        ("prediction_batches/batch_2026-02-03_177013000", None),
        ("prediction_batches/batch_2026-02-03_1770130000/completions/samplejones", "prediction_batch_completions"),
        ("prediction_batches/batch_2026-02-03_1770130000/completions/Sample Jones", None),
        ("prediction_batches/batch_2026-02-03_1770130000/players/samplejones", None),
        ("grading_locks/grading_2026-02-03", "grading_locks"),
        ("grading_locks/consolidation_2026-02-03", None),
        ("grading_locks/grading_2026-02-03-17", None),
        ("workflow_controller_locks/workflow_controller_2026-02-03-17", "workflow_controller_locks"),
        ("workflow_controller_locks/workflow_controller_2026-02-03", None),
        ("coordinator_instances/5d0f9a52-7a05-4a0b-9c4e-2b9b3b6f1c11", "coordinator_instances"),
        ("coordinator_instances/coordinator-1", None),
        ("coordinator_batch_locks/batch_2026-02-03_1770130000", "coordinator_batch_locks"),
        ("pubsub_deduplication/9183465027", "pubsub_deduplication"),
        ("pubsub_deduplication/", None),
        ("processor_heartbeats/ml_feature_store_2026-02-03_6cd0f3a7", "processor_heartbeats"),
        ("processor_heartbeats/ml_feature_store_6cd0f3a7", None),
        ("mlb_run_history/anything", "run_history"),
        ("self_heal_history/1", None),
    ],
)
def test_a_path_leads_to_its_kind(path: str, name: str | None) -> None:
    found = kind_at(path)
    assert (None if found is None else found.name) == name


def test_the_path_of_another_kind_is_told() -> None:
    [(where, words)] = violations("grading_locks", example("grading_locks"), "grading_locks/2026-02-03")
    assert where == "(path)"
    assert "grading_locks/{lock}" in words


@pytest.mark.parametrize(
    ("name", "path", "field"),
    [
        ("prediction_batches", "prediction_batches/batch_2026-02-03_1770130001", "batch_id"),
        ("grading_locks", "grading_locks/grading_2026-02-04", "lock_key"),
        ("pubsub_deduplication", "pubsub_deduplication/1", "message_id"),
        ("processor_heartbeats", "processor_heartbeats/ml_feature_store_2026-02-04_6cd0f3a7", "data_date"),
        ("processor_heartbeats", "processor_heartbeats/feature_store_2026-02-03_6cd0f3a7", "processor_name"),
        ("processor_heartbeats", "processor_heartbeats/ml_feature_store_2026-02-03_6cd0f3a8", "run_id"),
        (
            "prediction_batch_completions",
            "prediction_batches/batch_2026-02-03_1770130000/completions/otherexample",
            "player_lookup",
        ),
    ],
)
def test_an_id_says_what_the_document_says(name: str, path: str, field: str) -> None:
    assert paths(name, example(name), path) == [field]


def test_an_unknown_kind_is_told_with_the_closest() -> None:
    with pytest.raises(KeyError, match="prediction_batches"):
        kind("prediction_batch")
