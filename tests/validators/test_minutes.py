"""Minutes in each provider's format, blank, and in none of them."""

from __future__ import annotations

import duckdb
import ibis
import ibis.expr.types as ir
import pytest

from validators.minutes import legible, minutes_between, minutes_played, played


def told(value: ir.Value) -> object:
    [(answer,)] = duckdb.sql(str(ibis.to_sql(value, dialect="duckdb"))).fetchall()
    return answer


def text(minutes: str | None) -> ir.StringValue:
    return ibis.literal(minutes, type="string")


@pytest.mark.parametrize(
    ("minutes", "number"),
    [
        ("34:12", 34.2),
        ("0:30", 0.5),
        ("120:00", 120.0),
        (" 34:12 ", 34.2),
        ("34", 34.0),
        ("34.2", 34.2),
        ("00", 0.0),
        ("34:60", None),
        ("1234", None),
        ("-5", None),
        ("34:1", None),
        ("DNP", None),
        ("", None),
        (None, None),
    ],
)
def test_minutes_are_a_number_in_three_formats(minutes: str | None, number: float | None) -> None:
    assert told(minutes_played(text(minutes))) == (None if number is None else pytest.approx(number))


@pytest.mark.parametrize(
    ("minutes", "whole", "can_be_read"),
    [("34:12", "34:12", True), (" 5 ", "5", True), ("x", "x", False), (" ", None, None), (None, None, None)],
)
def test_who_did_not_play_has_no_text(minutes: str | None, whole: str | None, can_be_read: bool | None) -> None:
    assert told(played(text(minutes))) == whole
    assert told(legible(text(minutes))) is can_be_read


@pytest.mark.parametrize(
    ("minutes", "inside"),
    [("11:59", False), ("12:00", True), ("65", True), ("65:01", False), ("x", False), (None, None)],
)
def test_bounds_are_included_and_illegible_text_is_outside(minutes: str | None, inside: bool | None) -> None:
    assert told(minutes_between(text(minutes), 12, 65)) is inside
