"""A column that may be absent: described, exported and written as one that writers may leave out."""

from __future__ import annotations

import json

from open_data_contract_standard.model import OpenDataContractStandard

from contracts.described import describe, from_json, to_json
from contracts.export.ddl import create_table
from contracts.export.odcs import odcs_yaml
from contracts.export.schema_json import schema_json
from contracts.table import Date, Field, Table


class Bookings(Table, dataset="nba_raw", partition="game_date", key=("game_id",)):
    """Seats that were sold."""

    game_id: str
    game_date: Date
    seats: int | None = Field(ge=0)


def test_the_description_says_which_columns_may_be_absent() -> None:
    assert {one.name: one.may_be_absent for one in describe(Bookings).columns} == {
        "game_id": False,
        "game_date": False,
        "seats": True,
    }


def test_a_file_keeps_it() -> None:
    table = describe(Bookings)
    assert from_json(to_json([table]), "file") == (table,)
    assert '"may_be_absent": true' in to_json([table])


def test_what_is_exported_does_not_ask_writers_for_it() -> None:
    """Though it is never NULL where it is there."""
    table = describe(Bookings)
    assert table.column("seats").mode == "REQUIRED"
    ddl = create_table(table)
    assert '`seats` INT64 OPTIONS (description = "at least 0; may be absent")' in ddl
    assert "`game_id` STRING NOT NULL" in ddl
    assert {one["name"]: one["mode"] for one in json.loads(schema_json(table))} == {
        "game_id": "REQUIRED",
        "game_date": "REQUIRED",
        "seats": "NULLABLE",
    }
    [described] = OpenDataContractStandard.from_string(odcs_yaml(table, version="1")).schema_
    assert {one.name: one.required for one in described.properties} == {
        "game_id": True,
        "game_date": True,
        "seats": False,
    }
