"""The report for programs: what is written reads back as it was."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.report.json_report import ReportFormatError, from_json, to_json
from harness.results import (
    Case,
    CheckResult,
    DayState,
    FileReceipt,
    Finding,
    Outcome,
    QueryReceipt,
    RunHistory,
    RunReport,
    Severity,
    Standing,
    TableDay,
    TableNight,
    TableTrend,
    Violation,
    Window,
)

# Two surrogates in a row are one character to every JSON reader, so lone ones are drawn by themselves.
texts = st.text(max_size=12) | st.sampled_from(["\ud800", "NaN", "2024-01-15", "\x00\u2028", "\\ud800", '"]'])
moments = st.datetimes() | st.datetimes(timezones=st.just(UTC))
numbers = st.floats(allow_nan=False)
scalars = st.none() | st.booleans() | st.integers() | numbers | texts | st.dates() | moments
counts = st.integers(0, 2**63)
pairs = st.lists(st.tuples(texts, scalars), max_size=2).map(tuple)
violations = st.builds(Violation, key=pairs, day=st.none() | st.dates(), evidence=pairs)
findings = st.builds(
    Finding,
    severity=st.sampled_from(Severity),
    message=texts,
    count=counts,
    violations=st.lists(violations, max_size=1).map(tuple),
    query=st.none() | texts,
    repair=st.lists(texts, max_size=2).map(tuple),
    place=st.none() | texts,
    unit=texts,
)


@st.composite
def check_results(draw: st.DrawFn) -> CheckResult:
    outcome = draw(st.sampled_from(Outcome))
    return CheckResult(
        subject=draw(texts),
        check=draw(texts),
        severity=draw(st.sampled_from(Severity)),
        outcome=outcome,
        table=draw(st.none() | texts),
        reason=draw(st.text(min_size=1, max_size=9)) if outcome is Outcome.UNKNOWN else draw(st.none() | texts),
        finding=draw(findings) if outcome is Outcome.FAILED else None,
        failures_by_day=draw(st.lists(st.tuples(st.dates(), counts), max_size=2).map(tuple)),
    )


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start = draw(st.dates(max_value=date(9000, 1, 1)))
    return Window(start, start + timedelta(days=draw(st.integers(0, 400))))


queries = st.builds(
    QueryReceipt,
    kind=texts,
    tables=st.lists(texts, max_size=2).map(tuple),
    checks=counts,
    sql=texts,
    estimated_bytes=st.none() | counts,
    billed_bytes=st.none() | counts,
    duration_ms=st.none() | numbers,
    subjects=st.lists(texts, max_size=2).map(tuple),
    proved=counts,
)
days = st.builds(TableDay, table=texts, day=st.dates(), rows=counts, state=st.sampled_from(DayState))
files = st.builds(
    FileReceipt, file=texts, provider=texts, endpoint=texts, table=st.none() | texts, rows=counts, note=texts
)
cases = st.builds(
    Case,
    subject=texts,
    check=texts,
    table=st.none() | texts,
    day=st.none() | st.dates(),
    severity=st.sampled_from(Severity),
    standing=st.sampled_from(Standing),
    since=st.dates(),
    nights=counts,
    violations=counts,
    unseen=st.none() | texts,
)
nights = st.builds(
    TableNight, night=st.dates(), window=windows(), rows=st.none() | counts, failed=counts, unknown=counts
)
trends = st.builds(TableTrend, table=texts, nights=st.lists(nights, max_size=1).map(tuple))
histories = st.builds(
    RunHistory,
    place=texts,
    nights=counts,
    cases=st.lists(cases, max_size=1).map(tuple),
    trends=st.lists(trends, max_size=1).map(tuple),
)
reports = st.builds(
    RunReport,
    title=texts,
    warehouse=texts,
    window=windows(),
    as_of=moments,
    started_at=moments,
    duration_s=numbers,
    results=st.lists(check_results(), max_size=1).map(tuple),
    queries=st.lists(queries, max_size=1).map(tuple),
    days=st.lists(days, max_size=1).map(tuple),
    files=st.lists(files, max_size=1).map(tuple),
    notes=st.lists(texts, max_size=1).map(tuple),
    options=st.lists(texts, max_size=2).map(tuple),
    history=st.none() | histories,
)


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def changed(report: RunReport, **members: Any) -> str:
    return json.dumps(json.loads(to_json(report)) | members)


@settings(max_examples=60, deadline=None)
@given(reports)
def test_a_report_reads_back_as_it_was(report: RunReport) -> None:
    text = to_json(report)
    text.encode("utf-8")
    json.loads(text, parse_constant=no_constant)
    again = from_json(text)
    assert again == report
    assert to_json(again) == text


def test_types_of_evidence_survive_where_equality_would_not_tell(failing_report: RunReport) -> None:
    values = (True, 1, 1.0, "1", "2024-01-15", date(2024, 1, 15), datetime(2024, 1, 15, tzinfo=UTC))
    assert [type(value) for value in round_trip(values)] == [type(value) for value in values]


def test_numbers_that_json_lacks_are_strings_and_read_back() -> None:
    text = to_json(report_of((math.nan, math.inf, -math.inf)))
    assert '"float": "nan"' in text
    nan, infinite, negative = round_trip((math.nan, math.inf, -math.inf))
    assert isinstance(nan, float)
    assert math.isnan(nan)
    assert (infinite, negative) == (math.inf, -math.inf)


def test_the_version_comes_first_and_the_order_is_that_of_the_fields(season_report: RunReport) -> None:
    assert list(json.loads(to_json(season_report))) == [
        *("schema_version", "summary", "gates", "title", "warehouse", "window", "as_of", "started_at", "duration_s"),
        *("results", "queries", "days", "files", "notes", "options", "history"),
    ]


def test_words_and_dates_are_readable(failing_report: RunReport) -> None:
    document = json.loads(to_json(failing_report))
    assert document["summary"] == {"passed": 54, "failed": 3, "unknown": 13, "exit_status": 1}
    assert document["window"] == {"start": "2024-01-15", "end": "2024-01-15"}
    assert document["as_of"] == "2024-01-16T12:00:00+00:00"
    first = document["results"][1]
    assert (first["severity"], first["outcome"]) == ("error", "failed")
    assert first["failures_by_day"] == [["2024-01-15", 1]]
    assert first["finding"]["violations"][0]["key"][0] == ["game_id", "20240115_HOU_PHI"]


@pytest.mark.parametrize(
    "name", ["clean_report", "failing_report", "unknown_report", "season_report", "followed_report"]
)
def test_the_sample_reports_read_back(name: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(name)
    assert from_json(to_json(report)) == report


def test_a_trend_is_plain_numbers(followed_report: RunReport) -> None:
    history = json.loads(to_json(followed_report))["history"]
    night = history["trends"][0]["nights"][4]
    assert night == {
        "night": "2024-01-09",
        "window": {"start": "2024-01-15", "end": "2024-01-15"},
        "rows": None,
        "failed": 1,
        "unknown": 9,
    }
    assert history["cases"][3]["unseen"] == "2024-01-10 was not looked at"


def test_a_report_of_1_1_without_a_history_is_read(clean_report: RunReport) -> None:
    document = json.loads(to_json(clean_report)) | {"schema_version": "1.1"}
    del document["history"]
    assert from_json(json.dumps(document)) == clean_report


def test_another_major_version_is_refused(clean_report: RunReport) -> None:
    with pytest.raises(ReportFormatError, match=r"schema_version '2\.0', this harness reads 1\.x"):
        from_json(changed(clean_report, schema_version="2.0"))


def test_a_later_minor_version_is_read_and_what_it_adds_passed_over(clean_report: RunReport) -> None:
    assert from_json(changed(clean_report, schema_version="1.7", weather="clear")) == clean_report


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON"),
        ("[]", "no schema_version"),
        ('{"schema_version": 1}', "no schema_version"),
        ('{"schema_version": "1.0"}', "report has no title"),
    ],
)
def test_what_is_no_report_is_refused(text: str, message: str) -> None:
    with pytest.raises(ReportFormatError, match=message):
        from_json(text)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"title": 7}, r"report\.title is not str"),
        ({"duration_s": "long"}, r"report\.duration_s is not float"),
        ({"duration_s": True}, r"report\.duration_s is not float"),
        ({"as_of": "noon"}, r"report\.as_of is not datetime"),
        ({"window": []}, r"report\.window is not an object"),
        ({"window": {"start": "2024-01-15", "end": "2024-01-01"}}, r"report\.window: .*before it starts"),
        ({"notes": "none"}, r"report\.notes is not an array"),
        ({"days": [{"table": "t", "day": "2024-01-15", "rows": 1, "state": "full"}]}, r"report\.days\[0\]\.state"),
        ({"results": [{"subject": "a", "check": "b", "severity": "bad"}]}, r"results\[0\]\.severity is not Severity"),
    ],
)
def test_a_member_of_the_wrong_type_is_named(clean_report: RunReport, members: dict[str, Any], message: str) -> None:
    with pytest.raises(ReportFormatError, match=message):
        from_json(changed(clean_report, **members))


def report_of(values: tuple[Any, ...]) -> RunReport:
    violation = Violation(tuple((f"column {n}", value) for n, value in enumerate(values)))
    finding = Finding(Severity.ERROR, "odd", 1, (violation,))
    result = CheckResult("raw.odd", "is even", Severity.ERROR, Outcome.FAILED, finding=finding)
    noon = datetime(2024, 1, 15, 12, tzinfo=UTC)
    return RunReport("odd", "duckdb", Window(noon.date(), noon.date()), noon, noon, 1.0, (result,))


def round_trip(values: tuple[Any, ...]) -> list[Any]:
    finding = from_json(to_json(report_of(values))).results[0].finding
    assert finding is not None
    return [value for _, value in finding.violations[0].key]
