"""Every column has its line, no line is of nothing, and whatever is exported shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from open_data_contract_standard.model import OpenDataContractStandard

from contracts.catalog import models
from contracts.column_words import LONGEST, WordsError, column_words, read_words
from contracts.compatibility import compare
from contracts.described import ColumnDescription, describe
from contracts.export.ddl import create_table
from contracts.export.docs import example_row, pages
from contracts.export.odcs import odcs_yaml
from contracts.export.schema_json import schema_json
from contracts.export.words import described
from contracts.table import Date, Field, Table
from harness.results import Severity

MODELS = {model.declaration().name: model for model in models()}
TABLES = {name: describe(model) for name, model in MODELS.items()}
BOX_SCORES = "nba_raw.bdl_player_boxscores"
BIGQUERY_LONGEST = 1_024
"""Characters of a column's description, by BigQuery's quotas."""


def named(columns: tuple[ColumnDescription, ...], within: str = "") -> Iterator[tuple[str, ColumnDescription]]:
    """Each column and each nested field, by `column.field`."""
    for column in columns:
        yield within + column.name, column
        yield from named(column.fields, f"{within}{column.name}.")


COLUMNS = {(name, path): column for name, table in TABLES.items() for path, column in named(table.columns)}


def test_every_column_has_one_line() -> None:
    assert [place for place, column in COLUMNS.items() if not (column.description or "").strip()] == []
    lines = {place: column.description or "" for place, column in COLUMNS.items()}
    assert {place: len(line) for place, line in lines.items() if len(line) > LONGEST} == {}
    assert [place for place, line in lines.items() if len(line.splitlines()) != 1 or line.endswith(".")] == []


def test_no_line_only_repeats_the_name() -> None:
    def bare(text: str) -> str:
        return "".join(filter(str.isalnum, text.lower()))

    repeated = {
        place
        for place, column in COLUMNS.items()
        if bare(column.description or "").removeprefix("the") == bare(place[1].rpartition(".")[2])
    }
    assert repeated == set()


def test_every_line_is_of_a_column() -> None:
    words = column_words()
    used = {path for name, path in COLUMNS if path not in words.tables.get(name, {})}
    assert words.columns.keys() - used == set()
    own = {(name, path) for name, lines in words.tables.items() for path in lines}
    assert own - COLUMNS.keys() == set()


def test_a_table_says_only_what_is_otherwise_with_it() -> None:
    words = column_words()
    same = [
        (name, path)
        for name, lines in words.tables.items()
        for path, line in lines.items()
        if words.columns.get(path) == line
    ]
    assert same == []


def test_a_tables_line_goes_before_the_names() -> None:
    assert COLUMNS["nba_raw.nbac_schedule", "game_id"].description == "Game, by NBA.com's ten digits"
    assert COLUMNS[BOX_SCORES, "game_id"].description == column_words().columns["game_id"]
    words = read_words(text='[columns]\na = "One"\n[tables."x.y"]\na = "Two"\n', where="words.toml")
    assert [words.of(table=name, column="a") for name in ("x.y", "x.z")] == ["Two", "One"]
    assert words.of(table="x.y", column="b") is None


class Halls(Table, dataset="nba_raw", key=("game_id",)):
    """Where games are played."""

    game_id: str = Field(description="The poster's number.")
    game_date: Date
    doors: int


def test_what_a_model_says_itself_stays() -> None:
    told = {column.name: column.description for column in describe(Halls).columns}
    assert told == {
        "game_id": "The poster's number.",
        "game_date": column_words().columns["game_date"],
        "doors": None,
    }


def test_every_export_of_a_table_shows_them() -> None:
    table = TABLES[BOX_SCORES]
    lines = {column.name: column.description or "" for column in table.columns}
    assert lines["points"] == "Points scored"
    ddl = create_table(table)
    assert '`points` INT64 OPTIONS (description = "Points scored; 0 to 100")' in ddl
    assert all(f'"{line}' in ddl for line in lines.values())
    fields = {one["name"]: one["description"] for one in json.loads(schema_json(table))}
    assert [name for name, line in lines.items() if not fields[name].startswith(line)] == []
    [standard] = OpenDataContractStandard.from_string(odcs_yaml(table, version="0.1.0")).schema_
    assert {one.name: one.description for one in standard.properties} == lines
    page = dict(pages([MODELS[BOX_SCORES]], lambda _: example_row(BOX_SCORES)))[f"{BOX_SCORES}.html"]
    assert [name for name, line in lines.items() if line not in unescape(page)] == []


def test_with_its_limits_no_description_is_longer_than_bigquery_takes() -> None:
    lengths = {place: len(described(column)) for place, column in COLUMNS.items()}
    assert {place: length for place, length in lengths.items() if length > BIGQUERY_LONGEST} == {}


def test_other_words_are_no_drift() -> None:
    for table in TABLES.values():
        silent = replace(table, columns=tuple(replace(one, description=None) for one in table.columns))
        assert compare([silent], [table]) == ()
        other = replace(table, columns=tuple(replace(one, description="Otherwise") for one in table.columns))
        changes = compare([other], [table])
        assert {(one.rule.id, one.severity) for one in changes} == {("D002", Severity.INFO)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns", "is not TOML"),
        ("", "columns: Field required"),
        ('[columns]\na = ""', "columns a: String should have at least 1 character"),
        (f'[columns]\na = "{"x" * (LONGEST + 1)}"', f"columns a: String should have at most {LONGEST} characters"),
        ('[columns]\na = "One.\\nTwo"', "columns a: String should match"),
        ('[columns]\na = "One."', "columns a: String should match"),
        ('[columns]\na = " One"', "columns a: String should match"),
        ("[columns]\na = 1", "columns a: Input should be a valid string"),
        ('[columns]\nfailures.at = "When"', "columns failures: Input should be a valid string"),
        ('[columns]\n[table."x.y"]\na = "One"', "table: Unexpected keyword argument"),
    ],
)
def test_what_is_no_file_of_lines_is_refused(text: str, said: str) -> None:
    with pytest.raises(WordsError, match=rf"^words\.toml:? .*{said}"):
        read_words(text=text, where="words.toml")
