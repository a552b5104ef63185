"""Sampled messages and documents in the nightly job: each kind held against its models, what is not there unknown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from contracts.documents import catalog as document_catalog
from contracts.messages import catalog as message_catalog
from contracts.messages.envelope import encode
from harness.nightly import look_at_samples
from harness.results import CheckResult, Outcome, Window
from harness.season import build_season
from harness.settings import SettingsError, load
from harness.sources import Source
from harness.typed_values import TypedValueError, plain_document
from harness.warehouse.duckdb import DuckDBWarehouse

NO_DATA = Source(DuckDBWarehouse.in_memory(), Window.parse("2024-01-15"), datetime(2024, 1, 16, tzinfo=UTC))
PREFIX = "projects/p/databases/(default)/documents/"


def typed(value: object) -> dict[str, Any]:
    """A value as Firestore's REST API writes it."""
    if value is None:
        return {"nullValue": None}
    if isinstance(value, bool):
        return {"booleanValue": value}
    if isinstance(value, int):
        return {"integerValue": str(value)}
    if isinstance(value, float):
        return {"doubleValue": value}
    if isinstance(value, datetime):
        return {"timestampValue": value.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    if isinstance(value, str):
        return {"stringValue": value}
    if isinstance(value, list | tuple):
        return {"arrayValue": {"values": [typed(one) for one in value]} if value else {}}
    assert isinstance(value, Mapping)
    return {"mapValue": {"fields": {name: typed(one) for name, one in value.items()}}}


def document(path: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": PREFIX + path, "fields": {name: typed(value) for name, value in fields.items()}}


def write(folder: Path, place: str, *lines: object) -> None:
    file = folder / place
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))


def looked(folder: Path, rows: int = 20) -> dict[tuple[str, str], CheckResult]:
    settings = load({"messages": str(folder), "rows": rows}, environment={}, folder=folder)
    return {(one.subject, one.check): one for one in look_at_samples(NO_DATA, settings, lambda _: None)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every declared example of every kind."""
    for kind in message_catalog.kinds():
        write(tmp_path, f"messages/{kind.name}.jsonl", *kind.examples)
    for number, place in enumerate(document_catalog.kinds()):
        write(tmp_path, f"documents/part-{number}.jsonl", *(document(*example) for example in place.examples))
    return tmp_path


def test_all_declared_examples_are_accepted(folder: Path) -> None:
    results = looked(folder)
    names = {f"message.{kind.name}" for kind in message_catalog.kinds()}
    names |= {f"document.{kind.name}" for kind in document_catalog.kinds()}
    assert {subject for subject, _ in results} == names
    refused = [one for one in results.values() if one.outcome is not Outcome.PASSED]
    # What the two ends are known to disagree about, the reader refuses.
    known = {(met.kind, met.needed.reader) for met in message_catalog.both_ends()}
    for one in refused:
        kind, reader = one.subject.removeprefix("message."), one.check.removeprefix("as ").removesuffix(" needs it")
        assert (kind, reader) in known, one


def test_a_message_that_is_wrong_is_named_by_its_line_and_its_place(folder: Path) -> None:
    good = dict(message_catalog.kind("prediction_ready").examples[0])
    bad = {name: value for name, value in good.items() if name != "batch_id"}
    write(folder, "messages/prediction_ready.jsonl", good, "", bad, "{", encode(bad), [1])
    finding = looked(folder)["message.prediction_ready", "as it is sent"].finding
    assert finding is not None
    assert [violation.key_text() for violation in finding.violations] == [
        f"messages/prediction_ready.jsonl:{line}" for line in (3, 4, 5, 6)
    ]
    assert finding.violations[0].evidence == finding.violations[2].evidence == (("batch_id", "required, and left out"),)
    assert "is no JSON" in finding.violations[1].evidence_text()
    assert (finding.count, finding.message) == (4, "4 of 5 sampled are refused")


def test_a_message_may_come_in_the_envelope_that_pubsub_posts(folder: Path) -> None:
    write(folder, "messages/prediction_ready.jsonl", encode(message_catalog.kind("prediction_ready").examples[0]))
    assert looked(folder)["message.prediction_ready", "as it is sent"].outcome is Outcome.PASSED
    write(folder, "messages/prediction_ready.jsonl", {"message": {"data": "?"}, "subscription": "s"})
    finding = looked(folder)["message.prediction_ready", "as it is sent"].finding
    assert finding is not None
    assert "no base64" in finding.violations[0].evidence_text()


def test_what_a_reader_needs_is_a_check_of_its_own(folder: Path) -> None:
    kind = message_catalog.kind("prediction_request")
    write(folder, "messages/prediction_request.jsonl", dict(kind.examples[0]) | {"new_name": 1})
    results = looked(folder)
    assert results["message.prediction_request", "as it is sent"].outcome is Outcome.FAILED
    assert results["message.prediction_request", "as worker needs it"].outcome is Outcome.PASSED


def test_a_document_that_is_wrong_or_misplaced_is_named(folder: Path) -> None:
    path, fields = document_catalog.kind("run_history").examples[0]
    lock, held = document_catalog.kind("grading_locks").examples[0]
    write(
        folder,
        "documents/part-0.jsonl",
        document(path, {**fields, "status": "lost"}),
        document(lock.replace("2026-02-03", "2026-02-04"), held),
        {"name": PREFIX + path, "fields": {"status": {"stringValue": 3}}},
    )
    results = looked(folder)
    run, misplaced = (
        results["document.run_history", "as it is declared"],
        results["document.grading_locks", "as it is declared"],
    )
    assert run.finding is not None
    assert [violation.key_text() for violation in run.finding.violations] == [
        "documents/part-0.jsonl:1",
        "documents/part-0.jsonl:3",
    ]
    assert run.finding.violations[0].evidence[0][0] == "status"
    assert "fields.status is no stringValue" in run.finding.violations[1].evidence_text()
    assert misplaced.finding is not None
    assert misplaced.finding.violations[0].evidence_text().startswith("lock_key the path says 2026-02-04")


def test_what_is_of_no_kind_is_a_finding_and_what_has_no_model_is_none(folder: Path) -> None:
    write(folder, "messages/prediction_redy.jsonl", {})
    write(folder, "documents/more.jsonl", document("sessions/1", {}), document("self_heal_history/1", {}), {"a": 1})
    results = looked(folder)
    assert results["message.prediction_redy", "is of a known kind"].outcome is Outcome.FAILED
    strays = results["document", "is of a known kind"].finding
    assert strays is not None
    assert [v.key_text() for v in strays.violations] == ["documents/more.jsonl:1", "documents/more.jsonl:3"]


def test_nothing_there_is_unknown_and_says_where_it_was_looked_for(tmp_path: Path) -> None:
    results = looked(tmp_path)
    assert {one.outcome for one in results.values()} == {Outcome.UNKNOWN}
    assert (
        results["message.prediction_ready", "as it is sent"].reason == "no message in messages/prediction_ready.jsonl"
    )
    assert results["document.run_history", "as it is declared"].reason == "no document in documents/"


def test_without_the_setting_nothing_is_asked(tmp_path: Path) -> None:
    assert look_at_samples(NO_DATA, load({}, environment={}, folder=tmp_path), lambda _: None) == ()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"messages = .*none' is no folder"):
        looked(tmp_path / "none")


def test_a_finding_keeps_as_many_lines_as_the_setting_says(folder: Path) -> None:
    write(folder, "messages/prediction_ready.jsonl", *[{}] * 30)
    finding = looked(folder, rows=4)["message.prediction_ready", "as it is sent"].finding
    assert finding is not None
    assert (finding.count, len(finding.violations)) == (30, 4)


@pytest.fixture(scope="module")
def state_documents() -> Iterator[Source]:
    """A season's state documents."""
    season = build_season(seed=0)
    warehouse = DuckDBWarehouse.in_memory()
    season.load(warehouse.connection, tables=[name for name in season.tables if name.startswith("firestore.")])
    yield Source(warehouse, Window(season.first_day, season.last_day), season.as_of, is_season=True)
    warehouse.close()


def test_the_seasons_documents_are_as_they_are_declared(state_documents: Source, tmp_path: Path) -> None:
    results = look_at_samples(state_documents, load({}, environment={}, folder=tmp_path), lambda _: None)
    assert {one.outcome for one in results} == {Outcome.PASSED}
    locks = {"workflow_controller_locks", "daily_performance_locks"}
    assert {one.subject.removeprefix("document.") for one in results} == locks | {
        *("phase2_completion", "phase3_completion", "phase4_completion", "run_history", "processor_heartbeats"),
        *("prediction_batches", "prediction_batch_completions"),
    }


def test_a_season_with_a_wrong_document_is_found_by_its_path(state_documents: Source, tmp_path: Path) -> None:
    assert isinstance(state_documents.warehouse, DuckDBWarehouse)
    connection = state_documents.warehouse.connection
    connection.begin()
    connection.execute(
        "UPDATE firestore.locks SET expires_at = acquired_at WHERE collection = 'workflow_controller_locks'"
    )
    results = look_at_samples(state_documents, load({}, environment={}, folder=tmp_path), lambda _: None)
    connection.rollback()
    (wrong,) = (one for one in results if one.outcome is Outcome.FAILED)
    assert wrong.subject == "document.workflow_controller_locks"
    assert wrong.finding is not None
    assert wrong.finding.violations[0].key_text().startswith("workflow_controller_locks/workflow_controller_2024-")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ({"integerValue": "-3"}, -3),
        ({"doubleValue": 2}, 2.0),
        ({"doubleValue": "NaN"}, None),
        ({"timestampValue": "2026-02-03T16:40:12Z"}, datetime(2026, 2, 3, 16, 40, 12, tzinfo=UTC)),
        ({"timestampValue": "2026-02-03T16:40:12.5Z"}, datetime(2026, 2, 3, 16, 40, 12, 500_000, tzinfo=UTC)),
        ({"timestampValue": "2026-02-03T16:40:12.123456789Z"}, datetime(2026, 2, 3, 16, 40, 12, 123_456, tzinfo=UTC)),
        ({"bytesValue": "YQ=="}, b"a"),
        ({"arrayValue": {}}, []),
        ({"mapValue": {}}, {}),
        ({"nullValue": None}, None),
    ],
)
def test_typed_values_are_made_plain(value: dict[str, Any], plain: object) -> None:
    found = plain_document({"a": value})["a"]
    if value == {"doubleValue": "NaN"}:
        assert found != found
    else:
        assert (type(found), found) == (type(plain), plain)


@pytest.mark.parametrize(
    "value",
    [
        3,
        {},
        {"integerValue": True},
        {"integerValue": "3.5"},
        {"stringValue": 3},
        {"timestampValue": "2026-02-03T16:40:12+01:00"},
        {"timestampValue": "2026-02-03T16:40:12"},
        {"timestampValue": "noon"},
        {"bytesValue": "?"},
        {"arrayValue": {"values": {}}},
        {"arrayValue": []},
        {"mapValue": {"fields": []}},
        {"uuidValue": "1"},
        {"stringValue": "a", "integerValue": "1"},
    ],
)
def test_what_is_no_typed_value_is_named_by_its_place(value: object) -> None:
    with pytest.raises(TypedValueError, match=r"^fields\.outer\.a"):
        plain_document({"outer": {"mapValue": {"fields": {"a": value}}}})
