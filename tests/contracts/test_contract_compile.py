"""Every kind of pandera check becomes a check of the scan plan, and says what pandera says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import ibis
import pandera.ibis as pa
import pytest
import sqlglot
from pandera.errors import SchemaErrors
from pandera.ibis import Check, Column, DataFrameSchema

from contracts.compile import compile_contract
from contracts.table import Json, Strings, Timestamp
from harness.results import CheckResult, Outcome, Severity, Window
from harness.warehouse.checks import MetricCheck, RowCheck, rows
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.plan import plan, questions
from harness.warehouse.relations import Frame
from harness.warehouse.relations import Table as WarehouseTable
from harness.warehouse.run import Execution, run
from harness.warehouse.sql import compile_sql
from validators.validator import Validator

LINES = WarehouseTable("made.lines", ("id",), None, None)
DAY = Window.parse("2024-01-15")
AS_OF = datetime(2024, 1, 16, 12, tzinfo=UTC)

pytestmark = [
    # pandera runs its queries through Ibis 12, which uses names that DuckDB 1.5 and pandas 3 have deprecated.
    pytest.mark.filterwarnings("ignore:fetch_arrow_table"),
    pytest.mark.filterwarnings("ignore:The 'future.infer_string' option"),
]


@pytest.fixture(scope="module")
def warehouse() -> Iterator[DuckDBWarehouse]:
    with DuckDBWarehouse.in_memory() as opened:
        opened.connection.execute("CREATE SCHEMA made")
        yield opened


def fill(warehouse: DuckDBWarehouse, columns: str, *lines: str) -> None:
    warehouse.connection.execute(f"CREATE OR REPLACE TABLE made.lines ({columns})")
    for line in lines:
        warehouse.connection.execute(f"INSERT INTO made.lines VALUES {line}")


def execute(warehouse: DuckDBWarehouse, schema: DataFrameSchema, *others: Any) -> Execution:
    return run([compile_contract(schema, source=LINES), *others], warehouse, window=DAY, as_of=AS_OF)


def answers(warehouse: DuckDBWarehouse, schema: DataFrameSchema) -> dict[str, CheckResult]:
    return {result.check: result for result in execute(warehouse, schema).results}


def keys(result: CheckResult) -> list[str]:
    assert result.finding is not None, f"{result.check} {result.outcome}: {result.reason}"
    return [violation.key_text() for violation in result.finding.violations]


def failures(warehouse: DuckDBWarehouse, schema: DataFrameSchema) -> dict[str, list[str]]:
    found = answers(warehouse, schema)
    assert not [result for result in found.values() if result.outcome is Outcome.UNKNOWN]
    return {name: keys(result) for name, result in found.items() if result.outcome is Outcome.FAILED}


def pandera_accepts(warehouse: DuckDBWarehouse, schema: DataFrameSchema) -> bool:
    try:
        schema.validate(ibis.duckdb.from_connection(warehouse.connection).table("lines", database="made"), lazy=True)
    except SchemaErrors:
        return False
    return True


def positive(data: pa.IbisData) -> Any:
    return data.table[data.key] > 0


def positive_as_table(data: pa.IbisData) -> Any:
    return data.table.select(data.table[data.key] > 0)


def positive_in_two_steps(data: pa.IbisData) -> Any:
    return data.table.mutate(more=data.table[data.key] + 1).select(positive=ibis._.more > 1)


def positive_as_dict(data: pa.IbisData) -> Any:
    return {"positive": data.table[data.key] > 0, "not huge": data.table[data.key] < 1_000_000}


# column type of pandera, of DuckDB, check, name of the check, a good and a bad value
COLUMN_CHECKS = [
    (int, "BIGINT", Check.eq(3), "v is 3", "3", "4"),
    (int, "BIGINT", Check.ne(3), "v is not 3", "4", "3"),
    (int, "BIGINT", Check.gt(3), "v is above 3", "4", "3"),
    (int, "BIGINT", Check.ge(3), "v is at least 3", "3", "2"),
    (int, "BIGINT", Check.lt(3), "v is below 3", "2", "3"),
    (int, "BIGINT", Check.le(3), "v is at most 3", "3", "4"),
    (float, "DOUBLE", Check.in_range(0, 1), "v is at least 0 and at most 1", "1.0", "1.5"),
    (float, "DOUBLE", Check.in_range(0, 1, include_max=False), "v is at least 0 and below 1", "0.0", "1.0"),
    (int, "BIGINT", Check.isin([1, 2]), "v is one of 1, 2", "2", "3"),
    (int, "BIGINT", Check.notin([1, 2]), "v is none of 1, 2", "3", "2"),
    (str, "VARCHAR", Check.str_matches(r"^[A-Z]{3}$"), "v matches ^[A-Z]{3}$", "'HOU'", "'Hou'"),
    (str, "VARCHAR", Check.str_matches(r"[A-Z]"), "v matches [A-Z]", "'HOU'", "'hOU'"),
    (str, "VARCHAR", Check.str_contains("O"), "v contains O", "'HOU'", "'PHI'"),
    (str, "VARCHAR", Check.str_startswith("H"), "v starts with H", "'HOU'", "'PHI'"),
    (str, "VARCHAR", Check.str_endswith("U"), "v ends with U", "'HOU'", "'PHI'"),
    (str, "VARCHAR", Check.str_length(2, 3), "v has 2 to 3 characters", "'HOU'", "'H'"),
    (str, "VARCHAR", Check.str_length(exact_value=3), "v has 3 characters", "'HOU'", "'H'"),
    (str, "VARCHAR", Check.str_length(min_value=3), "v has at least 3 characters", "'HOU'", "'H'"),
    (
        "date",
        "DATE",
        Check.ge(date(2024, 1, 1)),
        "v is at least 2024-01-01",
        "DATE '2024-01-01'",
        "DATE '2023-12-31'",
    ),
    (int, "BIGINT", Check(positive), "v: positive", "1", "0"),
    (int, "BIGINT", Check(positive_as_table), "v: positive as table", "1", "0"),
    (int, "BIGINT", Check(positive_in_two_steps), "v: positive in two steps", "1", "0"),
    (int, "BIGINT", Check(positive_as_dict), "v: positive as dict", "1", "0"),
    (int, "BIGINT", Check(positive, name="is_positive"), "v: is positive", "1", "0"),
    (int, "BIGINT", Check.gt(0, error="a loss"), "v: a loss", "1", "0"),
    (int, "BIGINT", Check(lambda d: d.table.v > 0, description="Gains only."), "v: Gains only.", "1", "0"),
]
NAMES = [name for _, _, _, name, _, _ in COLUMN_CHECKS]


@pytest.mark.parametrize(("kind", "type_", "check", "name", "good", "bad"), COLUMN_CHECKS, ids=NAMES)
def test_a_column_check_names_exactly_the_rows_that_break_it(warehouse, kind, type_, check, name, good, bad) -> None:
    fill(warehouse, f"id VARCHAR, v {type_}", f"('good', {good})", f"('bad', {bad})", "('null', NULL)")
    schema = DataFrameSchema({"id": Column(str), "v": Column(kind, check, nullable=True)})
    assert failures(warehouse, schema) == {name: ["bad"]}


@pytest.mark.parametrize(("kind", "type_", "check", "name", "good", "bad"), COLUMN_CHECKS, ids=NAMES)
def test_a_column_check_agrees_with_pandera(warehouse, kind, type_, check, name, good, bad) -> None:
    schema = DataFrameSchema({"id": Column(str), "v": Column(kind, check, nullable=True)})
    for values in ([good, "NULL"], [bad, "NULL"]):
        fill(warehouse, f"id VARCHAR, v {type_}", *(f"('{n}', {value})" for n, value in enumerate(values)))
        assert (failures(warehouse, schema) == {}) == pandera_accepts(warehouse, schema), values


@pytest.mark.parametrize(("kind", "type_", "check", "name", "good", "bad"), COLUMN_CHECKS, ids=NAMES)
def test_a_column_check_has_sql_for_bigquery(kind, type_, check, name, good, bad) -> None:
    schema = DataFrameSchema({"v": Column(kind, check, nullable=True)})
    asked = questions([compile_contract(schema, source=LINES)])
    planned = plan(asked, Frame(DAY, {LINES.name: {"v": str(schema.columns["v"].dtype.type)}}))
    assert not planned.unaskable
    (query,) = planned.queries
    sqlglot.parse_one(compile_sql(query.expression, "bigquery", AS_OF), dialect="bigquery")


# name in the report, check
TABLE_CHECKS = [
    ("a is less than b", Check(lambda d: d.table.a < d.table.b, name="a_is_less_than_b")),
    (
        "both in order",
        Check(lambda d: d.table.select(one=d.table.a < d.table.b, two=d.table.b < 9), name="both in order"),
    ),
    ("as dict", Check(lambda d: {"one": d.table.a < d.table.b, "two": d.table.b < 9}, name="as dict")),
]


@pytest.mark.parametrize(("name", "check"), TABLE_CHECKS, ids=[name for name, _ in TABLE_CHECKS])
def test_a_table_check_names_exactly_the_rows_that_break_it(warehouse, name, check) -> None:
    fill(warehouse, "id VARCHAR, a BIGINT, b BIGINT", "('good', 1, 2)", "('bad', 2, 1)", "('null', NULL, 1)")
    number = Column(int, nullable=True)
    schema = DataFrameSchema({"id": Column(str), "a": number, "b": number}, checks=check)
    assert failures(warehouse, schema) == {name: ["bad"]}
    assert not pandera_accepts(warehouse, schema)
    warehouse.connection.execute("DELETE FROM made.lines WHERE id = 'bad'")
    assert failures(warehouse, schema) == {}
    assert pandera_accepts(warehouse, schema)


def test_a_check_of_every_column_names_rows_where_one_breaks_it(warehouse) -> None:
    fill(warehouse, "id BIGINT, v BIGINT", "(1, 1)", "(2, 0)")
    schema = DataFrameSchema({"id": Column(int), "v": Column(int)}, checks=Check.gt(0))
    assert failures(warehouse, schema) == {"every column is above 0": ["2"]}


@pytest.mark.parametrize(
    ("name", "check", "good", "bad"),
    [
        ("v: sums to three", Check(lambda d: d.table.v.sum() == 3, name="sums to three"), (1, 2), (1, 1)),
        ("v takes each of the values 1, 2 and no other", Check.unique_values_eq([1, 2]), (1, 2, 1), (1, 1)),
        ("v takes each of the values 1, 2 and no other", Check.unique_values_eq([1, 2]), (1, 2), (1, 2, 3)),
        ("v: always", Check(lambda d: True, name="always"), (1,), None),
        ("v: never", Check(lambda d: False, name="never"), None, (1,)),
    ],
)
def test_a_check_of_the_whole_column_is_one_answer(warehouse, name, check, good, bad) -> None:
    schema = DataFrameSchema({"v": Column(int, check, nullable=True)})
    for values, passes in ((good, True), (bad, False)):
        if values is None:
            continue
        fill(warehouse, "v BIGINT", *(f"({value})" for value in values), "(NULL)")
        assert (answers(warehouse, schema)[name].outcome is Outcome.PASSED) is passes
        assert pandera_accepts(warehouse, schema) is passes


def test_a_check_against_an_aggregate_names_its_rows(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v BIGINT", "('low', 1)", "('lower', 0)", "('high', 30)")
    check = Check(lambda d: d.table.v <= 2 * d.table.v.mean(), name="at most twice the mean")
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, check)})
    assert failures(warehouse, schema) == {"v: at most twice the mean": ["high"]}
    assert not pandera_accepts(warehouse, schema)


def test_null_and_not_a_number_break_a_column_that_is_not_nullable(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v DOUBLE", "('good', 1)", "('null', NULL)", "('nan', 'nan'::DOUBLE)")
    schema = DataFrameSchema({"id": Column(str), "v": Column(float)})
    assert failures(warehouse, schema) == {"v is never NULL": ["nan", "null"]}
    assert not pandera_accepts(warehouse, schema)


def test_a_nullable_column_with_nothing_but_null_passes(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v BIGINT", "('null', NULL)")
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, Check.gt(0), nullable=True)})
    assert {result.outcome for result in answers(warehouse, schema).values()} == {Outcome.PASSED}


def test_with_ignore_na_a_check_that_is_false_on_null_still_passes_null(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v BIGINT", "('null', NULL)", "('zero', 0)")
    check = Check(lambda d: d.table.v.fill_null(0) > 0, name="gains")
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, check, nullable=True)})
    assert failures(warehouse, schema) == {"v: gains": ["zero"]}


def test_without_ignore_na_null_breaks_a_check(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v BIGINT", "('null', NULL)", "('one', 1)")
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, Check.gt(0, ignore_na=False), nullable=True)})
    assert failures(warehouse, schema) == {"v is above 0": ["null"]}
    assert pandera_accepts(warehouse, schema), "pandera now sees it too: take the difference out of the docstring"


def test_a_check_that_only_warns_is_a_warning(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v BIGINT", "('bad', 0)")
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, [Check.gt(0, raise_warning=True), Check.gt(1)])})
    found = answers(warehouse, schema)
    assert found["v is above 0"].severity is Severity.WARNING
    assert found["v is above 1"].severity is Severity.ERROR


def test_columns_that_are_missing_or_of_another_type_are_one_finding(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v VARCHAR, more INTEGER", "('x', 'y', 1)")
    schema = DataFrameSchema({"id": Column(str), "v": Column(int), "w": Column(float)})
    result = answers(warehouse, schema)["columns are as declared"]
    assert result.finding is not None
    assert [(v.key_text(), v.evidence_text()) for v in result.finding.violations] == [
        ("v", "declared int64, found string"),
        ("w", "declared float64, found missing"),
    ]
    assert not pandera_accepts(warehouse, schema)


def test_a_column_of_another_type_leaves_the_other_columns_their_answers(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v VARCHAR, w BIGINT", "('bad', 'y', 0)")
    numeric = [Check.gt(0), Check.in_range(1, 2), Check.isin([1])]
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, numeric), "w": Column(int, Check.gt(0))})
    found = answers(warehouse, schema)
    assert found["v is above 0"].outcome is Outcome.UNKNOWN
    assert found["v is at least 1 and at most 2"].outcome is Outcome.UNKNOWN
    assert keys(found["w is above 0"]) == ["bad"]


def test_what_is_asked_of_a_missing_column_is_unknown(warehouse) -> None:
    fill(warehouse, "id VARCHAR", "('x')")
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, Check.gt(0), unique=True)})
    found = answers(warehouse, schema)
    assert keys(found["columns are as declared"]) == ["v"]
    assert found["v is above 0"].reason == "made.lines has no column v"
    assert found["v is never NULL"].reason == "made.lines has no column v"
    assert found["no two rows share v"].outcome is Outcome.UNKNOWN


def test_a_column_that_may_be_absent_is_checked_where_it_is_there(warehouse) -> None:
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, Check.gt(0), required=False)})
    fill(warehouse, "id VARCHAR", "('x')")
    assert failures(warehouse, schema) == {}
    assert pandera_accepts(warehouse, schema)
    fill(warehouse, "id VARCHAR, v BIGINT", "('x', 0)", "('y', NULL)")
    assert failures(warehouse, schema) == {
        "v is above 0, where the table has the column": ["x"],
        "v is never NULL, where the table has the column": ["y"],
    }


def test_a_strict_schema_names_columns_that_it_does_not_know(warehouse) -> None:
    fill(warehouse, "id VARCHAR, more BIGINT", "('x', 1)")
    assert failures(warehouse, DataFrameSchema({"id": Column(str)})) == {}
    strict = DataFrameSchema({"id": Column(str)}, strict=True)
    assert failures(warehouse, strict) == {"columns are as declared": ["more"]}
    assert not pandera_accepts(warehouse, strict)


def test_an_ordered_schema_names_columns_out_of_place(warehouse) -> None:
    fill(warehouse, "b VARCHAR, more BIGINT, a VARCHAR, id VARCHAR", "('x', 1, 'y', 'z')")
    text = Column(str)
    ordered = DataFrameSchema({"a": text, "b": text, "id": text}, ordered=True)
    assert failures(warehouse, ordered) == {"columns are as declared": ["b", "a"]}
    assert not pandera_accepts(warehouse, ordered)


def test_a_type_of_the_whole_schema_goes_before_that_of_a_column(warehouse) -> None:
    fill(warehouse, "id BIGINT, v VARCHAR", "(1, 'x')")
    assert failures(warehouse, DataFrameSchema(dtype=int)) == {"columns are as declared": ["v"]}
    both = DataFrameSchema({"id": Column(str), "v": Column(str)}, dtype=int)
    assert failures(warehouse, both) == {"columns are as declared": ["v"]}


def test_json_lists_and_instants_have_types_of_their_own(warehouse) -> None:
    kinds = {"id": Column(str), "doc": Column(Json), "tags": Column(Strings), "seen_at": Column(Timestamp)}
    schema = DataFrameSchema(kinds)
    fill(
        warehouse,
        "id VARCHAR, doc JSON, tags VARCHAR[], seen_at TIMESTAMPTZ",
        "('good', '{}', ['a'], '2024-01-15 00:00:00+00')",
        "('bad', NULL, NULL, NULL)",
    )
    null = {f"{name} is never NULL": ["bad"] for name in ("doc", "tags", "seen_at")}
    assert failures(warehouse, schema) == null
    fill(warehouse, "id VARCHAR, doc VARCHAR, tags BIGINT[], seen_at TIMESTAMP", "('x', '', [1], '2024-01-15')")
    assert failures(warehouse, schema) == {"columns are as declared": ["doc", "tags", "seen_at"]}


def test_unique_columns_name_the_values_that_are_there_twice(warehouse) -> None:
    fill(warehouse, "id VARCHAR, a BIGINT, b BIGINT", "('x', 1, 1)", "('y', 1, 2)", "('z', 1, 2)", "('z', 2, 2)")
    schema = DataFrameSchema({"id": Column(str, unique=True), "a": Column(int), "b": Column(int)}, unique=["a", "b"])
    assert failures(warehouse, schema) == {"no two rows share id": ["z"], "no two rows share a, b": ["1 2"]}
    assert not pandera_accepts(warehouse, schema)


def test_several_unique_groups_are_several_checks(warehouse) -> None:
    fill(warehouse, "id VARCHAR, a BIGINT, b BIGINT", "('x', 1, 1)", "('y', 1, 2)")
    columns = {"id": Column(str), "a": Column(int), "b": Column(int)}
    schema = DataFrameSchema(columns, unique=[["id", "a"], ["a"]])  # type: ignore[list-item]
    assert failures(warehouse, schema) == {"no two rows share a": ["1"]}


def test_two_checks_of_one_name_are_told_apart(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v BIGINT", "('x', 0)")
    twice = [Check(lambda d: d.table.v > 0, name="gains"), Check(lambda d: d.table.v >= 0, name="gains")]
    schema = DataFrameSchema({"id": Column(str), "v": Column(int, twice)})
    assert failures(warehouse, schema) == {"v: gains": ["x"]}
    assert answers(warehouse, schema)["v: gains (2)"].outcome is Outcome.PASSED


def test_a_contract_and_a_validator_share_one_query(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v BIGINT", "('x', 1)")
    schema = DataFrameSchema({"id": Column(str, unique=True), "v": Column(int, [Check.gt(0), Check.isin([1])])})
    validator = Validator("raw.lines", rows(LINES, "v is small", lambda t: t.v < 10))
    execution = execute(warehouse, schema, validator)
    (shared,) = [query for query in execution.queries if query.kind not in ("days", "fetch")]
    assert shared.kind == "rows"
    assert shared.subjects == ("contract.lines", "raw.lines")
    assert shared.checks == len(execution.results) - 1, "only the columns are judged without a query"


def test_a_check_of_a_row_is_a_row_check_and_one_of_all_rows_a_metric() -> None:
    checks = [Check.gt(0), Check(lambda d: d.table.v.sum() > 0)]
    compiled = compile_contract(DataFrameSchema({"v": Column(int, checks, nullable=True)}), source=LINES).checks
    assert [type(check) for check in compiled[1:]] == [RowCheck, MetricCheck]


def test_a_schema_that_names_no_table_needs_one() -> None:
    with pytest.raises(TypeError, match=r"pass source=table\("):
        compile_contract(DataFrameSchema({"v": Column(int)}))


class Anything(pa.DataFrameModel):
    v: int = pa.Field(gt=0)


def test_a_plain_pandera_model_compiles_with_a_source(warehouse) -> None:
    fill(warehouse, "id VARCHAR, v BIGINT", "('bad', 0)")
    contract = compile_contract(Anything, source=LINES)
    (failed,) = [r for r in run([contract], warehouse, window=DAY, as_of=AS_OF).results if r.finding]
    assert keys(failed) == ["bad"]
