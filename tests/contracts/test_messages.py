"""Both ends of every message: what is sent, what is needed, and each way in which the two can disagree."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema
from typing_extensions import TypeAliasType

from contracts import messages
from contracts.messages import fields
from contracts.messages.catalog import both_ends, kind, kinds, violations
from contracts.messages.ends import RULES, Known, disagreements, likeness
from contracts.messages.fields import Day, Instant, Sent
from contracts.messages.kind import Kind
from contracts.tables import formats
from harness.results import Severity

LEFT_OUT = "required, and left out"
NO_SUCH_NAME = "there is no such name"
MISSING = object()

COMPLETION = {"processor_name", "phase", "execution_id", "correlation_id", "game_date", "status", "timestamp"}

# kind → (topic, names the sender must write, names each reader must have)
KINDS: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "scraper_completion": (
        "nba-phase1-scrapers-complete",
        {"scraper_name", "gcs_path", "execution_id", "status"},
        {"raw service": {"scraper_name", "gcs_path", "execution_id", "status"}},
    ),
    "raw_completion": (
        "nba-phase2-raw-complete",
        COMPLETION,
        {
            "analytics service": {"processor_name", "game_date", "status"},
            "phase2-to-phase3": {"processor_name", "game_date", "status"},
        },
    ),
    "analytics_completion": (
        "nba-phase3-analytics-complete",
        COMPLETION,
        {"phase3-to-phase4": {"processor_name", "game_date", "status"}},
    ),
    "phase4_trigger": ("nba-phase4-trigger", {"game_date"}, {"precompute service": {"game_date"}}),
    "precompute_completion": (
        "nba-phase4-precompute-complete",
        COMPLETION,
        {"phase4-to-phase5": {"processor_name", "game_date", "status"}},
    ),
    "phase5_trigger": ("nba-predictions-trigger", {"game_date"}, {"coordinator": {"game_date"}}),
    "prediction_request": (
        "prediction-request-prod",
        {"player_lookup", "game_date", "game_id", "line_values"},
        {"worker": {"player_lookup", "game_date", "game_id", "line_values"}},
    ),
    "prediction_ready": (
        "prediction-ready-prod",
        {"player_lookup", "game_date", "predictions_generated", "batch_id"},
        {"coordinator": {"player_lookup", "game_date", "predictions_generated", "batch_id"}},
    ),
    "predictions_completion": (
        "nba-phase5-predictions-complete",
        COMPLETION | {"metadata"},
        {"phase5-to-phase6": {"game_date", "status", "metadata"}},
    ),
    "export_trigger": (
        "nba-phase6-export-trigger",
        {"export_types", "target_date"},
        {"exporter": {"export_types", "target_date"}},
    ),
    "export_completion": (
        "nba-phase6-export-complete",
        {"processor_name", "phase", "status"},
        {"monitoring": {"processor_name", "phase", "status"}},
    ),
    "grading_trigger": ("nba-grading-trigger", {"target_date"}, {"grader": {"target_date"}}),
}
READERS = [(name, reader) for name, (_, _, readers) in KINDS.items() for reader in readers]
EXAMPLES = [(one.name, place) for one in kinds() for place in range(len(one.examples))]

# What no example can mend: the names that a reader asks for and nobody sends.
NEVER_SENT = {"phase5-to-phase6": {"metadata.completion_pct", "metadata.completed_predictions"}}


def example(name: str, place: int = 0) -> dict[str, Any]:
    return deepcopy(dict(kind(name).examples[place]))


def changed(name: str, path: str, value: object) -> dict[str, Any]:
    """The first example with one value replaced, or taken out where it is MISSING."""
    payload = example(name)
    *above, last = path.split(".")
    holder = payload
    for step in above:
        holder = holder[step]
    if value is MISSING:
        del holder[last]
    else:
        holder[last] = value
    return payload


def test_the_kinds_are_those_of_the_platform_in_the_order_of_a_day() -> None:
    assert [one.name for one in kinds()] == list(KINDS)
    assert [one.topic for one in kinds()] == [topic for topic, _, _ in KINDS.values()]
    for one in kinds():
        assert kind(one.name) is one
        assert {needed.reader for needed in one.needed} == set(KINDS[one.name][2])


def test_every_module_that_declares_a_kind_is_in_the_catalog_under_its_own_name() -> None:
    found = {}
    for module in pkgutil.iter_modules(messages.__path__):
        declared = getattr(import_module(f"{messages.__name__}.{module.name}"), "KIND", None)
        if declared is not None:
            found[module.name] = declared
    assert found == {one.name: one for one in kinds()}


@pytest.mark.parametrize("name", KINDS)
def test_both_ends_say_who_they_are(name: str) -> None:
    declared = kind(name)
    for model in (declared.sent, *declared.needed):
        assert model.__doc__, model
        assert model.__doc__.strip().endswith("."), model
        assert "__doc__" in vars(model), f"{model} has the words of another"
    assert declared.sent.sender
    assert {one.topic for one in declared.needed} == {declared.topic}


@pytest.mark.parametrize(("name", "place"), EXAMPLES)
def test_examples_are_plain_json_and_valid_for_the_sender(name: str, place: int) -> None:
    payload = kind(name).examples[place]
    assert json.loads(json.dumps(payload)) == payload
    assert violations(name, payload) == ()


@pytest.mark.parametrize(("name", "reader"), READERS)
def test_readers_take_every_example_but_for_names_that_are_never_sent(name: str, reader: str) -> None:
    for payload in kind(name).examples:
        found = violations(name, payload, reader)
        assert {path for path, _ in found} == NEVER_SENT.get(reader, set())
        assert all(words == LEFT_OUT for _, words in found)


@pytest.mark.parametrize("name", KINDS)
def test_a_required_name_left_out_is_refused_by_its_name(name: str) -> None:
    payload, required = example(name), KINDS[name][1]
    for one in payload:
        expected = ((one, LEFT_OUT),) if one in required else ()
        assert violations(name, changed(name, one, MISSING)) == expected
    assert {path for path, _ in violations(name, {})} == required


@pytest.mark.parametrize(("name", "reader"), READERS)
def test_a_reader_asks_for_no_more_than_it_must_have(name: str, reader: str) -> None:
    found = violations(name, {}, reader)
    assert {path for path, _ in found} == KINDS[name][2][reader]
    assert all(words == LEFT_OUT for _, words in found)


def test_names_inside_an_object_are_required_by_their_whole_path() -> None:
    inside = ("batch_id", "expected_players", "completed_players", "total_predictions", "completion_percentage")
    for one in inside:
        path = f"metadata.{one}"
        assert violations("predictions_completion", changed("predictions_completion", path, MISSING)) == (
            (path, LEFT_OUT),
        )


@pytest.mark.parametrize("name", KINDS)
def test_an_extra_name_is_refused_for_the_sender_and_ignored_by_readers(name: str) -> None:
    payload = example(name) | {"surplus": 1}
    assert violations(name, payload) == (("surplus", NO_SUCH_NAME),)
    for reader in KINDS[name][2]:
        assert not [one for one in violations(name, payload, reader) if one[0] not in NEVER_SENT.get(reader, set())]


@pytest.mark.parametrize(
    ("name", "inside", "reader"),
    [
        ("analytics_completion", "metadata", "phase3-to-phase4"),
        ("phase4_trigger", "entities_changed", "precompute service"),
        ("predictions_completion", "metadata", "phase5-to-phase6"),
    ],
)
def test_an_extra_name_inside_an_object_is_the_same(name: str, inside: str, reader: str) -> None:
    payload = changed(name, f"{inside}.surplus", 1)
    assert violations(name, payload) == ((f"{inside}.surplus", NO_SUCH_NAME),)
    assert f"{inside}.surplus" not in {path for path, _ in violations(name, payload, reader)}


def test_the_metadata_of_other_completions_is_any_object() -> None:
    for name in ("raw_completion", "precompute_completion"):
        assert violations(name, example(name) | {"metadata": {"anything": [1, {"deep": None}]}}) == ()
        assert [path for path, _ in violations(name, example(name) | {"metadata": [1]})] == ["metadata"]


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("scraper_completion", "status", "no_data"),
        ("scraper_completion", "status", "skipped"),
        ("scraper_completion", "record_count", -1),
        ("scraper_completion", "record_count", "212"),
        ("scraper_completion", "game_date", "20260203"),
        ("scraper_completion", "game_date", "2026-02-30"),
        ("scraper_completion", "recovery", "true"),
        ("scraper_completion", "gcs_path", ""),
        ("raw_completion", "status", "skipped"),
        ("raw_completion", "timestamp", "2026-02-04"),
        ("raw_completion", "timestamp", "2026-02-04T25:00:00Z"),
        ("raw_completion", "timestamp", "2026-02-04T06:17:20-05:00"),
        ("raw_completion", "trigger_source", "orchestrator"),
        ("raw_completion", "duration_seconds", -0.1),
        ("raw_completion", "duration_seconds", float("nan")),
        ("raw_completion", "records_failed", -1),
        ("raw_completion", "record_count", 1.5),
        ("analytics_completion", "metadata.is_incremental", 1),
        ("phase4_trigger", "mode", "yesterday"),
        ("phase4_trigger", "trigger_source", "pubsub"),
        ("phase4_trigger", "data_freshness_verified", "yes"),
        ("phase5_trigger", "mode", "overnight"),
        ("phase5_trigger", "entities_changed", {"players": [], "teams": []}),
        ("prediction_request", "player_lookup", "Sample Jones"),
        ("prediction_request", "game_id", "NYK@BOS"),
        ("prediction_request", "historical_games_batch", [{}] * 31),
        ("prediction_request", "team_abbr", "Boston"),
        ("prediction_request", "line_values", 22.5),
        ("prediction_request", "line_minutes_before_game", -3),
        ("prediction_ready", "predictions_generated", -1),
        ("prediction_ready", "predictions_generated", None),
        ("prediction_ready", "batch_id", "batch_1"),
        ("predictions_completion", "metadata.completion_percentage", 100.1),
        ("predictions_completion", "metadata.completion_percentage", -0.1),
        ("predictions_completion", "metadata.total_predictions", "1624"),
        ("export_trigger", "export_types", []),
        ("export_trigger", "target_date", "tomorrow"),
        ("export_trigger", "upstream_predictions", -1),
        ("export_completion", "errors", "none"),
        ("grading_trigger", "sport", "nfl"),
        ("grading_trigger", "target_date", "2026-13-01"),
    ],
)
def test_a_value_that_may_not_be_is_refused_at_its_place(name: str, path: str, value: object) -> None:
    assert [where for where, _ in violations(name, changed(name, path, value))] == [path]


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("scraper_completion", "status", "failed"),
        ("scraper_completion", "record_count", 0),
        ("scraper_completion", "scraper_name", "a"),
        ("raw_completion", "duration_seconds", 0),
        ("predictions_completion", "metadata.completion_percentage", 0),
        ("raw_completion", "status", "no_data"),
        ("raw_completion", "timestamp", "2026-02-04T06:17:20"),
        ("raw_completion", "timestamp", "2026-02-04T06:17:20.123456789Z"),
        ("phase4_trigger", "mode", "tomorrow"),
        ("phase4_trigger", "entities_changed", {}),
        ("prediction_request", "game_id", "0022500712"),
        ("prediction_request", "historical_games_batch", [{}] * 30),
        ("prediction_request", "line_values", [22, None]),
        ("prediction_request", "sportsbook", None),
        ("prediction_ready", "predictions_generated", 0),
        ("predictions_completion", "metadata.completion_percentage", 100),
        ("export_trigger", "target_date", "yesterday"),
        ("grading_trigger", "sport", "mlb"),
    ],
)
def test_a_value_at_the_edge_is_taken(name: str, path: str, value: object) -> None:
    assert violations(name, changed(name, path, value)) == ()


def test_values_in_lists_are_named_by_their_place() -> None:
    changes = changed("prediction_request", "line_values", [1, "2"])
    assert [path for path, _ in violations("prediction_request", changes)] == ["line_values[1]"]
    changes = changed("analytics_completion", "metadata.entities_changed", ["samplejones", "Bos"])
    assert [path for path, _ in violations("analytics_completion", changes)] == ["metadata.entities_changed[1]"]
    changes = changed("export_trigger", "export_types", ["predictions", 7])
    assert [path for path, _ in violations("export_trigger", changes)] == ["export_types[1]"]


def test_a_value_of_several_forms_is_one_violation_that_names_both() -> None:
    [(path, words)] = violations("grading_trigger", {"target_date": "2026-02-30"})
    assert path == "target_date"
    assert "'today' or 'yesterday'" in words
    assert "no day of the calendar" in words


def test_completions_leave_out_what_has_no_value() -> None:
    for name in ("raw_completion", "analytics_completion", "precompute_completion", "predictions_completion"):
        [(path, words)] = violations(name, changed(name, "output_table", None))
        assert path == "output_table"
        assert words.startswith("is null; this sender leaves it out instead")
    assert violations("scraper_completion", changed("scraper_completion", "game_date", None)) == ()


def test_what_is_sent_cannot_be_changed() -> None:
    for one in kinds():
        message = one.sent.model_validate(one.examples[0])
        with pytest.raises(ValidationError, match="frozen"):
            setattr(message, next(iter(type(message).model_fields)), "other")


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("junk", [None, 7, "text", [], [1], True, {1: 2}, {"metadata": {"a": [{}]}}, float("nan")])
def test_no_payload_raises(name: str, junk: object) -> None:
    assert violations(name, junk)
    for reader in KINDS[name][2]:
        assert violations(name, junk, reader)


def test_long_values_are_cut_in_the_words() -> None:
    [(_, words)] = violations("grading_trigger", {"target_date": "x" * 5000})
    assert len(words) < 400
    assert words.count("…") == 2
    assert violations("prediction_ready", changed("prediction_ready", "worker_instance", 7)) == (
        ("worker_instance", "input should be a valid string (is 7)"),
    )


def test_counts_that_are_not_told_are_sent_as_zero() -> None:
    for name in ("raw_completion", "analytics_completion", "precompute_completion", "predictions_completion"):
        payload = example(name)
        del payload["record_count"]
        payload.pop("records_failed", None)
        message = kind(name).sent.model_validate(payload).model_dump()
        assert (message["record_count"], message["records_failed"]) == (0, 0)


def test_an_unknown_kind_or_reader_is_told_with_what_there_is() -> None:
    with pytest.raises(KeyError, match="prediction_ready"):
        kind("prediction_redy")
    with pytest.raises(KeyError, match="phase2-to-phase3"):
        violations("raw_completion", {}, "grader")


def test_ids_are_written_as_in_the_tables() -> None:
    for name in ("PLAYER_LOOKUP", "TEAM_CODE", "PLAYER_OR_TEAM", "GAME_ID", "BATCH_ID"):
        assert getattr(fields, name) == getattr(formats, name), name


# The both-ends check.


class Whole(BaseModel):
    """What readers below are held against."""

    game_date: Day
    status: Literal["success", "failed"]
    count: int
    note: str | None = None


def sent(**changes: Any) -> type[BaseModel]:
    return model("Sent", changes)


def needed(**changes: Any) -> type[BaseModel]:
    return model("Needed", changes)


def model(name: str, declared: dict[str, Any]) -> type[BaseModel]:
    """A model of fields given as a type, or as a type and a default."""
    types = {field: one[0] if isinstance(one, tuple) else one for field, one in declared.items()}
    defaults = {field: one[1] for field, one in declared.items() if isinstance(one, tuple)}
    return type(name, (BaseModel,), {"__annotations__": types, "__module__": __name__} | defaults)


Ends = tuple[type[BaseModel], type[BaseModel]]

# rule → (ends that disagree so, the path, ends that nearly do, what is found of them)
CASES: dict[str, tuple[Ends, str, Ends, list[str]]] = {
    "M-001": (
        (sent(status=str), needed(status=str, batch=int)),
        "batch",
        (sent(status=str, batch=int, other=int), needed(status=str, batch=int)),
        [],
    ),
    "M-002": (
        (sent(completion_percentage=float), needed(completion_pct=float)),
        "completion_pct",
        (sent(completion_percentage=float), needed(progress=float)),
        ["M-001"],
    ),
    "M-003": (
        (sent(status=str), needed(status=str, dry=(bool, False))),
        "dry",
        (sent(status=str, dry=bool), needed(status=str, dry=(bool, False))),
        [],
    ),
    "M-004": (
        (sent(status=Literal["success", "no_data"]), needed(status=Literal["success", "skipped"])),
        "status",
        (sent(status=Literal["success"]), needed(status=Literal["success", "skipped"])),
        [],
    ),
    "M-005": (
        (sent(count=float), needed(count=int)),
        "count",
        (sent(count=int), needed(count=float)),
        [],
    ),
    "M-006": (
        (sent(note=(str | None, None)), needed(note=str)),
        "note",
        (sent(note=(str, "")), needed(note=str)),
        [],
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_disagreement_is_found_under_its_rule_and_no_other(rule: str) -> None:
    ends, path, _, _ = CASES[rule]
    [found] = disagreements(*ends)
    assert (found.id, found.path, found.severity) == (rule, path, RULES[rule].severity)
    assert found.words
    assert str(found).startswith(f"{rule} {found.severity.label} {path}: {RULES[rule].title} (")


@pytest.mark.parametrize("rule", CASES)
def test_what_is_nearly_one_is_none_or_another(rule: str) -> None:
    _, _, ends, instead = CASES[rule]
    assert [one.id for one in disagreements(*ends)] == instead


def test_every_rule_has_its_case_and_its_severity() -> None:
    assert list(CASES) == list(RULES)
    assert {rule.severity for rule in RULES.values()} == {Severity.WARNING, Severity.ERROR}
    # Only what goes on with a default does not stop.
    assert [rule.id for rule in RULES.values() if rule.severity is Severity.WARNING] == ["M-003"]
    assert all(rule.title and rule.why.endswith(".") for rule in RULES.values())


def test_a_model_agrees_with_itself() -> None:
    assert disagreements(Whole, Whole) == ()
    for one in kinds():
        assert disagreements(one.sent, one.sent) == () or one.sent.topic_if_unset


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Rate(Enum):
    HALF = 0.5


class Red(Enum):
    RED = "red"


class Plain(BaseModel):
    ident: int
    label: str | None = None


class Strict(BaseModel):
    ident: int
    label: str


class Renamed(BaseModel):
    ident_number: int


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        # Names.
        ((sent(gameDate=str), needed(game_date=str)), None, ["M-002 game_date"]),
        ((sent(total_predictions=int), needed(completed_predictions=int)), None, ["M-002 completed_predictions"]),
        ((sent(completion_percentage=float), needed(completion_pct=(float, 0.0))), None, ["M-002 completion_pct"]),
        ((sent(game_date=str), needed(analysis_date=str)), None, ["M-002 analysis_date"]),
        ((sent(target_date=str), needed(analysis_date=str)), None, ["M-002 analysis_date"]),
        ((sent(analysis_date=str), needed(target_date=str)), None, ["M-002 target_date"]),
        ((sent(game_date=str), needed(target_date=str)), None, ["M-002 target_date"]),
        ((sent(analysis_date=str), needed(game_date=str)), None, ["M-002 game_date"]),
        ((sent(target_date=str), needed(game_date=str)), None, ["M-002 game_date"]),
        ((sent(trade_date=str), needed(execution_date=str)), None, ["M-001 execution_date"]),
        # One that is read under its own name is not also another.
        (
            (sent(completed_count=int), needed(completed_count=int, complete_count=int)),
            None,
            ["M-001 complete_count"],
        ),
        # Values.
        (Literal["a", "b"], Literal["b", "a"], []),
        (str, Literal["a"], ["M-004 x"]),
        (Literal["a"], str, []),
        (Colour, Red, ["M-004 x"]),
        (Red, Colour, []),
        (Colour, Literal["red", "blue"], []),
        (Literal["a", "b"], Literal["a"] | Literal["b"], []),
        (Literal[1], Literal[True], ["M-005 x"]),
        (Literal[True], bool, []),
        (Literal["a", 1], str, ["M-005 x"]),
        (Literal["today"] | Day, Day, ["M-004 x"]),
        (Literal["2026-02-03"], Day, []),
        (Literal["a"], int, ["M-005 x"]),
        (Literal["5"], int, ["M-005 x"]),
        (Literal["a"], list[str], ["M-005 x"]),
        (Rate, float, []),
        (Literal["a"], Any, []),
        (Literal[1], float, []),
        (Literal[1], Literal[1.0], ["M-005 x"]),
        (Literal[Colour.RED], Literal["red"], []),
        (Literal["a", None], Literal["a"], ["M-006 x"]),
        # Types.
        (str, int, ["M-005 x"]),
        (bool, int, ["M-005 x"]),
        (int, bool, ["M-005 x"]),
        (str, Day, ["M-005 x"]),
        (Day, str, []),
        (Day, Day, []),
        (Day, Instant, ["M-005 x"]),
        (int | str, int, ["M-005 x"]),
        (int, int | str, []),
        (str, list[str], ["M-005 x"]),
        (Any, int, ["M-005 x"]),
        (int, Any, []),
        (None, int, ["M-006 x"]),
        (int, None, ["M-005 x"]),
        (Annotated[int, Field(ge=0)], int, []),
        (int, Decimal, []),
        (Decimal, int, ["M-005 x", "M-005 x"]),
        (int, Annotated[str, WithJsonSchema({})], []),
        (Annotated[str, WithJsonSchema({})], int, ["M-005 x"]),
        # None.
        (int | None, int, ["M-006 x"]),
        (int | None, int | None, []),
        (int, int | None, []),
        (int | None, Any, []),
        # Lists and maps.
        (list[int], list[str], ["M-005 x[]"]),
        (list[int | None], list[int], ["M-006 x[]"]),
        (list[int], list[int | None], []),
        (tuple[int, ...], list[int], []),
        (list[Colour], list[Red], ["M-004 x[]"]),
        (list[list[str]], list[list[int]], ["M-005 x[][]"]),
        (list[Any], list, []),
        (list[int], dict[str, int], ["M-005 x"]),
        (dict[str, int], dict[str, str], ["M-005 x{}"]),
        (dict[str, int | None], dict[str, int], ["M-006 x{}"]),
        (dict[str, int], dict[str, Any], []),
        (dict[str, int], dict, []),
        (dict, dict[str, int], ["M-005 x{}"]),
        # Objects.
        (Strict, Plain, []),
        (Plain, Strict, ["M-006 x.label"]),
        (list[Plain], list[Strict], ["M-006 x[].label"]),
        (dict[str, Plain], dict[str, Strict], ["M-006 x{}.label"]),
        (Plain, Renamed, ["M-001 x.ident_number"]),
        (Plain | None, Plain | None, []),
        (Plain, dict[str, Any], []),
        (Strict, dict[str, str], ["M-005 x.ident"]),
        (Plain, dict[str, int], ["M-006 x.label", "M-005 x.label"]),
        (dict[str, Any], Plain, ["M-006 x.ident"]),
        (dict[str, int], Strict, ["M-006 x.ident", "M-006 x.label", "M-005 x.label"]),
        (Plain, int, ["M-005 x"]),
        (int, Plain, ["M-005 x"]),
        # The reader of several forms takes what any of them takes.
        (Plain, Renamed | Plain, []),
        (Plain, int | Strict, ["M-006 x.label"]),
    ],
)
def test_ends_are_compared_in_depth(there: Any, here: Any, expected: list[str]) -> None:
    ends = there if isinstance(there, tuple) else (sent(x=there), needed(x=here))
    assert [f"{one.id} {one.path}" for one in disagreements(*ends)] == expected


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        ((int | None, None), int, ["M-006"]),
        ((int | None, None), (int, 0), ["M-006"]),
        ((int | None, None), (int | None, None), []),
        ((int, 0), int, []),
        ((list[int], Field(default_factory=list)), list[int], []),
        ((int | None, 0), int, ["M-006"]),
    ],
)
def test_a_default_of_the_sender_is_written_and_none_is_not_a_value(there: Any, here: Any, expected: list[str]) -> None:
    assert [one.id for one in disagreements(sent(x=there), needed(x=here))] == expected


def test_a_sender_that_drops_nulls_leaves_out_and_never_sends_none() -> None:
    class Dropping(Sent):
        drops_nulls: ClassVar[bool] = True

        x: int | None = None

    class Keeping(Sent):
        x: int | None = None

    assert [one.id for one in disagreements(Dropping, needed(x=(int, 0)))] == []
    assert [one.id for one in disagreements(Keeping, needed(x=(int, 0)))] == ["M-006"]
    assert [one.id for one in disagreements(Dropping, needed(x=int))] == ["M-006"]


def test_names_are_those_on_the_wire() -> None:
    class Camel(BaseModel):
        message_id: str = Field(serialization_alias="messageId")

    class EitherWay(BaseModel):
        ident: str = Field(validation_alias=AliasChoices("message_id", "messageId"))

    class OneWay(BaseModel):
        ident: str = Field(validation_alias="message_id")

    class ByPath(BaseModel):
        ident: str = Field(validation_alias=AliasPath("messageId", 0))

    class OwnName(BaseModel):
        model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

        messageId: str = Field(validation_alias="mid")  # noqa: N815

    class OwnNameOfOld(BaseModel):
        model_config = ConfigDict(populate_by_name=True)

        messageId: str = Field(validation_alias="mid")  # noqa: N815

    assert disagreements(Camel, EitherWay) == ()
    assert disagreements(Camel, OwnNameOfOld) == ()
    # The name in the code is not one on the wire, and the first of several is the one to be told.
    assert [f"{one.id} {one.path}" for one in disagreements(sent(ident=str), EitherWay)] == ["M-001 message_id"]
    for there, rule in ((Plain, "M-001"), (dict[str, Any], "M-006")):
        [found] = disagreements(sent(x=there), needed(x=EitherWay))
        assert (found.id, found.path) == (rule, "x.message_id")
    assert [f"{one.id} {one.path}" for one in disagreements(sent(x=Camel), needed(x=dict[str, int]))] == [
        "M-005 x.messageId"
    ]
    assert disagreements(Camel, ByPath) == ()
    assert disagreements(Camel, OwnName) == ()
    [found] = disagreements(Camel, OneWay)
    assert (found.id, found.path, found.words) == ("M-002", "message_id", "sent as messageId")


class Tree(BaseModel):
    value: int
    children: list[Tree] = Field(default_factory=list)


class OtherTree(BaseModel):
    value: str
    children: list[OtherTree] = Field(default_factory=list)


def test_models_that_contain_themselves_come_to_an_end() -> None:
    assert [f"{one.id} {one.path}" for one in disagreements(Tree, OtherTree)] == ["M-005 value"]


def test_a_hidden_default_is_told() -> None:
    [found] = disagreements(sent(), needed(least=(int, 15)))
    assert "15" in found.words
    [found] = disagreements(sent(), needed(players=(list[int], Field(default_factory=list))))
    assert "[]" in found.words
    [found] = disagreements(sent(completion_percentage=float), needed(completion_pct=(float, 100.0)))
    assert "completion_percentage" in found.words
    assert "100.0" in found.words


@pytest.mark.parametrize(
    ("there", "here", "words"),
    [
        (Literal["a", "b", "c"], Literal["b"], "a, c may be sent; known is one of b"),
        (Literal["a"], Literal["b"] | None, "a may be sent; known is one of b or None"),
        (str, Literal["a", "b"], "any string may be sent; known is one of a, b"),
        (int, list[int], "integer is sent, a list is needed"),
        (int | str, int, "string is sent, integer is needed"),
        (str, Day, r"string is sent, string of the form ^\d{4}-\d{2}-\d{2}$ is needed"),
        (Instant, int | None, "string of the form date-time is sent, integer or None is needed"),
        (Any, Plain, "anything is sent, an object is needed"),
        (dict[str, int], int, "an object of any names is sent, integer is needed"),
        (Literal[1], str, "one of 1 is sent, string is needed"),
        (Plain, Strict, "may be left out, and is required"),
        (int | None, int, "may be None, and must not be"),
        (dict[str, Any], Plain, "an object of any names is sent, and this one is required"),
    ],
)
def test_the_words_say_what_is_sent_and_what_is_needed(there: Any, here: Any, words: str) -> None:
    assert disagreements(sent(x=there), needed(x=here))[0].words == words


def test_an_alias_of_a_type_is_the_type() -> None:
    number = TypeAliasType("number", int)
    assert disagreements(sent(x=number), needed(x=int)) == ()
    assert [one.id for one in disagreements(sent(x=number), needed(x=str))] == ["M-005"]
    assert [one.id for one in disagreements(sent(x=str), needed(x=number))] == ["M-005"]
    parts = TypeAliasType("parts", list[Plain])
    assert [f"{one.id} {one.path}" for one in disagreements(sent(x=parts), needed(x=list[Strict]))] == [
        "M-006 x[].label"
    ]


def test_the_most_alike_name_is_told() -> None:
    [found] = disagreements(sent(batch_idx=str, batch_ids=str, batch_id_=str), needed(batch_id=str))
    assert found.words == "sent as batch_id_"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("game_date", "gameDate", True), ("player", "players", True), ("game_id", "game_date", False), ("a", "b", False)],
)
def test_likeness_of_names(one: str, other: str, alike: bool) -> None:
    assert (likeness(one, other) >= 0.75) is alike
    assert likeness(one, one) == 1


def test_topics_are_compared_where_both_have_one() -> None:
    class There(Sent):
        topic: ClassVar[str] = "ready"

    class Unset(Sent):
        topic: ClassVar[str] = "ready-prod"
        topic_if_unset: ClassVar[str | None] = "ready"

    class Here(BaseModel):
        topic: ClassVar[str] = "ready-prod"

    class Nowhere(BaseModel):
        pass

    for ends in ((There, Here), (Unset, Here)):
        [found] = disagreements(*ends)
        assert (found.id, found.path) == ("M-002", "(topic)")
    assert "where nothing is configured" in disagreements(Unset, Here)[0].words
    assert disagreements(There, Nowhere) == ()
    assert disagreements(Nowhere, Here) == ()


# What is known of the platform.

KNOWN = {
    ("raw_completion", "analytics service", "M-004", "status"),
    ("raw_completion", "phase2-to-phase3", "M-004", "status"),
    ("analytics_completion", "phase3-to-phase4", "M-004", "status"),
    ("phase5_trigger", "coordinator", "M-003", "min_minutes"),
    ("phase5_trigger", "coordinator", "M-003", "use_multiple_lines"),
    ("phase5_trigger", "coordinator", "M-003", "force"),
    ("phase5_trigger", "coordinator", "M-003", "dataset_prefix"),
    ("phase5_trigger", "coordinator", "M-003", "skip_completeness_check"),
    ("phase5_trigger", "coordinator", "M-003", "skip_postponement_check"),
    ("prediction_ready", "coordinator", "M-002", "(topic)"),
    ("predictions_completion", "phase5-to-phase6", "M-002", "metadata.completion_pct"),
    ("predictions_completion", "phase5-to-phase6", "M-002", "metadata.completed_predictions"),
}


def test_the_known_disagreements_are_found_and_no_others() -> None:
    met = both_ends()
    assert {(one.kind, one.needed.reader, one.disagreement.id, one.disagreement.path) for one in met} == KNOWN
    assert len(met) == len(KNOWN)
    assert all(one.reason for one in met)
    assert [one.settled() for one in kinds()] == [()] * len(kinds())


def test_the_known_ones_say_what_is_sent_instead() -> None:
    words = {one.disagreement.path: one.disagreement.words for one in both_ends() if one.kind != "phase5_trigger"}
    assert words["metadata.completion_pct"] == "sent as completion_percentage"
    assert words["metadata.completed_predictions"] == "sent as total_predictions"
    assert words["status"].startswith("no_data may be sent")


def test_one_that_is_not_declared_has_no_reason_and_one_that_is_gone_is_settled() -> None:
    declared = kind("predictions_completion")
    less = replace(declared, known=declared.known[1:])
    assert [one.reason for one in less.met()] == [None, declared.known[1].reason]
    gone = Known(declared.needed[0], "M-001", "metadata.completion_pct", "it was called otherwise")
    assert replace(declared, known=(*declared.known, gone)).settled() == (gone,)


def test_an_example_of_what_is_known_fails_at_the_reader() -> None:
    payload = changed("raw_completion", "status", "no_data")
    assert violations("raw_completion", payload) == ()
    for reader in ("analytics service", "phase2-to-phase3"):
        assert [path for path, _ in violations("raw_completion", payload, reader)] == ["status"]
    assert violations("precompute_completion", payload, "phase4-to-phase5") == ()


@pytest.mark.parametrize(("rule", "reason", "said"), [("M-007", "so it is", "M-007"), ("M-001", " ", "needs a reason")])
def test_what_is_declared_as_known_names_a_rule_and_a_reason(rule: str, reason: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Known(Whole, rule, "status", reason)


def rewritten(changes: dict[str, Any]) -> Callable[[Kind], Kind]:
    def rewrite(one: Kind) -> Kind:
        return replace(one, sent=type("Rewritten", (one.sent,), {"__module__": __name__} | changes))

    return rewrite


def test_a_change_of_a_sender_is_found() -> None:
    change = rewritten({"__annotations__": {"predictions_generated": str}})
    found = {(one.disagreement.id, one.disagreement.path): one.reason for one in change(kind("prediction_ready")).met()}
    assert found.pop(("M-002", "(topic)"))
    assert found == {("M-005", "predictions_generated"): None}
