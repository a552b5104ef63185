"""What the scan plan cannot ask of a warehouse is refused when the contract is compiled, never left out of a run."""

from __future__ import annotations

import ibis
import pandera.ibis as pa
import pytest
from pandera.api.hypotheses import Hypothesis
from pandera.api.parsers import Parser
from pandera.ibis import Check, Column, DataFrameSchema

from contracts.compile import UnsupportedContractError, compile_contract
from contracts.table import Json, Strings
from harness.warehouse.relations import Table as WarehouseTable

LINES = WarehouseTable("made.lines", ("id",), None, None)


def executes(data: pa.IbisData) -> bool:
    return bool(data.table.v.sum().execute() > 0)


OTHER = ibis.table({"v": "int64"}, name="other")
REFUSED = [
    ("element_wise", Column(int, Check(lambda v: v > 0, element_wise=True))),
    ("groupby", Column(int, Check(lambda groups: True, groupby="v"))),
    ("hypothesis", Column(int, Hypothesis(lambda v: True))),
    ("coerce=True", Column(int, coerce=True)),
    ("parsers", Column(int, parsers=Parser(lambda data: data))),
    ("regex", Column(int, name="^v", regex=True)),
    ("default", Column(int, default=0)),
    ("drop_invalid_rows", Column(int, drop_invalid_rows=True)),
    ("report_duplicates", Column(int, unique=True, report_duplicates="exclude_first")),
    ("may be absent cannot be unique", Column(int, unique=True, required=False)),
    ("type json", Column(Json, Check.eq("{}"))),
    ("type array<string>", Column(Strings, Check.isin(["a"]))),
    ("type unknown", Column(None, Check.gt(0))),
    ("cannot be made a part of a query", Column(int, Check(executes))),
    ("answers with int64", Column(int, Check(lambda d: d.table.v + 1))),
    ("answers with NoneType", Column(int, Check(lambda d: None))),
    ("other rows", Column(int, Check(lambda d: d.table.filter(d.table.v > 0)))),
    ("other rows", Column(int, Check(lambda d: d.table.filter(d.table.v > 0).v > 1))),
    ("another table", Column(int, Check(lambda d: d.table.v.isin(OTHER.v)))),
    ("no attribute 're_search'", Column(int, Check.str_matches("a"))),
    ("not comparable", Column(str, Check.in_range(0, 1))),
]


@pytest.mark.parametrize(
    ("feature", "column"), REFUSED, ids=[f"{n} {feature}" for n, (feature, _) in enumerate(REFUSED)]
)
def test_what_a_column_cannot_ask_of_a_warehouse_is_refused_by_name(feature, column) -> None:
    with pytest.raises(UnsupportedContractError, match=r"contract of made\.lines, column \^?v: .+; .+") as refused:
        compile_contract(DataFrameSchema({column.name or "v": column}), source=LINES)
    assert feature in str(refused.value)


@pytest.mark.parametrize(
    ("feature", "settings"),
    [
        ("coerce=True", {"coerce": True}),
        ("parsers", {"parsers": Parser(lambda data: data)}),
        ("drop_invalid_rows", {"drop_invalid_rows": True}),
        ("strict='filter'", {"strict": "filter"}),
        ("report_duplicates", {"unique": ["v"], "report_duplicates": "exclude_last"}),
        ("on_missing_columns", {"on_missing_columns": "warn"}),
        ("element_wise", {"checks": Check(lambda row: True, element_wise=True)}),
        ("no attribute 'w'", {"checks": Check(lambda d: d.table.w > 0)}),
    ],
)
def test_what_a_schema_cannot_ask_of_a_warehouse_is_refused_by_name(feature, settings) -> None:
    with pytest.raises(UnsupportedContractError, match=r"contract of made\.lines: .+; .+") as refused:
        compile_contract(DataFrameSchema({"v": Column(int)}, **settings), source=LINES)
    assert feature in str(refused.value)
