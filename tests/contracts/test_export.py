"""What a contract exports says the same as the contract: read back there is no change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from open_data_contract_standard.model import OpenDataContractStandard

from contracts.catalog import models
from contracts.compatibility import Change, compare
from contracts.described import ColumnDescription, NotADescriptionError, TableDescription, describe
from contracts.export.ddl import create_table, from_ddl
from contracts.export.odcs import odcs_yaml
from contracts.export.schema_json import schema_json
from contracts.export.words import described
from contracts.live import of_resource
from harness.cloud.bigquery.emulator import BigQueryEmulator

TABLES = {one.name: one for one in map(describe, models())}


def differences(before: TableDescription, after: TableDescription) -> list[str]:
    """Changes, but for descriptions: an export puts the limits into them."""
    return [str(one) for one in compare([before], [after]) if not one.rule.id.startswith("D")]


@pytest.mark.parametrize("name", TABLES)
def test_ddl_read_back_is_the_same_contract(name: str) -> None:
    table = TABLES[name]
    [again] = from_ddl(create_table(table), "export.sql")
    assert differences(table, again) == []
    assert again.description == table.description
    assert {one.name: one.description or "" for one in again.columns} == {
        one.name: described(one) for one in table.columns
    }


def test_ddl_is_what_bigquery_takes() -> None:
    table = TableDescription(
        "nba_raw.odd",
        (
            ColumnDescription("at", "TIMESTAMP", "REQUIRED", 'a "quoted" \\ word\nand a line'),
            ColumnDescription("tags", "STRING", "REPEATED"),
            ColumnDescription("price", "NUMERIC(5,2)", least=0),
            ColumnDescription(
                "runs",
                "STRUCT",
                "REPEATED",
                fields=(ColumnDescription("id", "INT64", "REQUIRED"), ColumnDescription("days", "DATE", "REPEATED")),
            ),
        ),
        description="One row.",
        key=("at",),
        partition="at",
        partition_type="DAY (DATE of TIMESTAMP)",
        clustering=("price",),
        require_partition_filter=True,
        expiration_days=90,
    )
    assert create_table(table, project="nba-project") == (
        "CREATE TABLE `nba-project`.`nba_raw`.`odd` (\n"
        '  `at` TIMESTAMP NOT NULL OPTIONS (description = "a \\"quoted\\" \\\\ word\\nand a line"),\n'
        "  `tags` ARRAY<STRING>,\n"
        '  `price` NUMERIC(5,2) OPTIONS (description = "at least 0"),\n'
        "  `runs` ARRAY<STRUCT<`id` INT64 NOT NULL, `days` ARRAY<DATE>>>,\n"
        "  PRIMARY KEY (`at`) NOT ENFORCED\n"
        ")\n"
        "PARTITION BY DATE(`at`)\n"
        "CLUSTER BY `price`\n"
        "OPTIONS (\n"
        '  description = "One row.",\n'
        "  require_partition_filter = TRUE,\n"
        "  partition_expiration_days = 90\n"
        ");\n"
    )
    [again] = from_ddl(create_table(table), "odd.sql")
    assert differences(table, again) == []
    assert again.columns[0].description == table.columns[0].description


@pytest.mark.parametrize("kind", ["DAY", "MONTH", "INTEGER RANGE 2020..2030 step 1"])
def test_every_way_to_cut_partitions_comes_back(kind: str) -> None:
    column = ColumnDescription("cut", "INT64" if "RANGE" in kind else "DATE")
    table = TableDescription("a.b", (column,), partition="cut", partition_type=kind)
    [again] = from_ddl(create_table(table), "cut.sql")
    assert (again.partition, again.partition_type) == ("cut", kind)


@pytest.mark.parametrize(
    ("text", "said"),
    [("CREATE TABLE a.b (", "is not BigQuery's SQL"), ("SELECT 1", "not a CREATE TABLE with columns")],
)
def test_what_makes_no_table_is_refused_with_the_file(text: str, said: str) -> None:
    with pytest.raises(NotADescriptionError, match=rf"broken\.sql.*{said}"):
        from_ddl(text, "broken.sql")


def test_no_table_has_more_clustering_columns_than_bigquery_allows() -> None:
    assert {name: one.clustering for name, one in TABLES.items() if len(one.clustering) > 4} == {}


@pytest.fixture(scope="module")
def emulator() -> Iterator[BigQueryEmulator]:
    with BigQueryEmulator() as emulator:
        yield emulator


def forgotten(change: Change, table: TableDescription) -> bool:
    """Whether it is one of the things that the emulator takes in DDL and does not keep (docs/bigquery-emulator.md)."""
    match change.rule.id:
        case "T012":
            return (change.before, change.after) == ("JSON", "STRING")
        case "T004":
            return change.before.startswith("NUMERIC(") and change.after == "NUMERIC"
        case "L001" | "L002":
            return table.partition_type != "DAY"
        case rule:
            return rule == "L007" or rule.startswith("D")


def test_the_emulator_makes_every_table_and_describes_it_as_the_contract(emulator: BigQueryEmulator) -> None:
    """Without the primary key, which it does not know; the test above reads that back by BigQuery's grammar."""
    client = emulator.client()
    for dataset in {name.partition(".")[0] for name in TABLES}:
        client.create_dataset(dataset, exists_ok=True)
    found = []
    for name, table in TABLES.items():
        client.query(create_table(table, primary_key=False), retry=None, job_retry=None).result()
        live = of_resource(client.get_table(name, retry=None).to_api_repr())
        found += [one for one in compare([replace(table, key=())], [live]) if not forgotten(one, table)]
    assert list(map(str, found)) == []
    assert len(TABLES) == 80


@pytest.mark.parametrize("name", TABLES)
def test_schema_json_is_the_same_contract(name: str) -> None:
    dataset, table = name.split(".")
    fields = json.loads(schema_json(TABLES[name]))
    live = of_resource({"tableReference": {"datasetId": dataset, "tableId": table}, "schema": {"fields": fields}})
    changes = compare([replace(TABLES[name], columns=TABLES[name].columns)], [live])
    assert [str(one) for one in changes if one.rule.id[0] in "CTMN"] == []


@pytest.mark.parametrize("name", TABLES)
def test_odcs_is_a_contract_of_the_standard(name: str) -> None:
    table = TABLES[name]
    contract = OpenDataContractStandard.from_string(odcs_yaml(table, version="0.1.0"))
    [described_table] = contract.schema_
    properties = {one.name: one for one in described_table.properties}
    assert [*properties] == [one.name for one in table.columns]
    for column in table.columns:
        said = properties[column.name]
        assert said.required is (column.mode == "REQUIRED")
        assert said.physicalType == column.type
        assert bool(said.primaryKey) is (column.name in table.key)
        options = said.logicalTypeOptions or {}
        assert options.get("minimum") == column.least
        assert options.get("maximum") == column.greatest
        assert options.get("pattern") == column.pattern
        allowed = [one.arguments["validValues"] for one in said.quality or []]
        assert allowed == ([] if column.values is None else [list(column.values)])
    assert [one.name for one in described_table.quality or []] == list(table.rules)
