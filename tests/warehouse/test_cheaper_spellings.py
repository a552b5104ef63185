"""The spellings that DuckDB computes faster ask the same as the ones that Ibis writes, of every value."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import duckdb
import ibis
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.warehouse.spelling import spans_the_text
from harness.warehouse.sql import compile_sql

AS_OF = datetime(2024, 1, 1, tzinfo=UTC)
VALUES = ibis.table({"a": "string", "x": "float64", "n": "int64", "d": "date"}, name="t")
TEXTS = ("a", "b", "ab", "", "a\n", "\na", "A", "é", "a|b", None)
FLOATS = (-1.0, -0.0, 0.0, 0.5, 1.0, 2.0, float("nan"), float("inf"), float("-inf"), None)
INTEGERS = (-(2**63), -1, 0, 1, 2, 2**63 - 1, None)
DAYS = ("2023-12-31", "2024-01-01", "2024-01-02", "2024-01-03", None)


@pytest.fixture(scope="module")
def connection():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t (a VARCHAR, x DOUBLE, n BIGINT, d DATE)")
    rows = [
        (text, number, integer, day) for text, number in product(TEXTS, FLOATS) for integer in INTEGERS for day in DAYS
    ]
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows[:: len(DAYS) + 2])
    yield connection
    connection.close()


CONDITIONS = {
    "known": VALUES.a.isin(["a", "b", "a|b"]),
    "not known": ~VALUES.a.isin(["a"]),
    "known or NULL": VALUES.a.isin(["a"]).isnull(),
    "outside": ~VALUES.x.between(0, 1),
    "outside an empty range": ~VALUES.n.between(2, 1),
    "outside days": ~VALUES.d.between("2024-01-01", "2024-01-02"),
    "outside and negated": ~(~VALUES.n.between(0, 1)),
    "outside beside another": ~VALUES.n.between(0, 1) & VALUES.x.notnull(),
    "outside or NULL": (~VALUES.n.between(0, 1)).isnull(),
    "whole": VALUES.a.re_search("^[ab]+$"),
    "whole and negated": ~VALUES.a.re_search("^a$"),
    "whole alternatives": VALUES.a.re_search(r"^(a|b|\|)+$"),
    "part": VALUES.a.re_search("^a"),
    "two anchored parts": VALUES.a.re_search("^a|b$"),
}


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS)
def test_a_cheaper_spelling_gives_the_same_answer(connection, condition, monkeypatch):
    asked = VALUES.select("a", "x", "n", "d", answer=condition)
    cheap = compile_sql(asked, "duckdb", AS_OF)
    monkeypatch.setattr("harness.warehouse.sql.cheaper", lambda node: node)
    plain = compile_sql(asked, "duckdb", AS_OF)
    assert repr(connection.execute(cheap).fetchall()) == repr(connection.execute(plain).fetchall())


@pytest.mark.parametrize(
    ("condition", "spelling"),
    [("known", "LIST_CONTAINS"), ("outside", "OR"), ("whole", "REGEXP_FULL_MATCH"), ("part", "REGEXP_MATCHES")],
)
def test_what_is_spelled_otherwise(condition, spelling):
    sql = compile_sql(VALUES.select(answer=CONDITIONS[condition]), "duckdb", AS_OF)
    assert spelling in sql


def test_bigquery_is_not_touched():
    sql = compile_sql(VALUES.select(a=CONDITIONS["not known"], b=CONDITIONS["outside"]), "bigquery", AS_OF)
    assert "IN ('a')" in sql
    assert "BETWEEN 0 AND 1" in sql


@pytest.mark.parametrize(
    "pattern", [r"^a$", r"^\d{1,2}:\d{2}$", r"^(a|b)$", r"^[|]$", r"^a\|b$", "^[^a]+$", "^$", "^(?:a|b)c$"]
)
def test_patterns_that_span_the_text(pattern):
    assert spans_the_text(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "a",
        "^a",
        "a$",
        r"^a\$",
        "^a|b$",
        "^a$|^b$",
        "(?m)^a$",
        "^(?i)a$",
        r"^\Qa|b\E$",
        "^[]|]$",
        "^[[:alpha:](]|b$",
        "",
    ],
)
def test_patterns_that_do_not_or_of_which_it_is_hard_to_say(pattern):
    assert not spans_the_text(pattern)


@given(
    st.text(st.sampled_from("ab|()[]^$\\.*+?-:"), max_size=8).map(lambda inner: f"^{inner}$"),
    st.text(st.sampled_from("ab|:\n"), max_size=4),
)
@example("^[[:alpha:](]|b$", "xb")
@example(r"^a\\|b$", "ab")
def test_a_pattern_that_spans_the_text_finds_nothing_less(pattern, text):
    if not spans_the_text(pattern):
        return
    try:
        [answers] = duckdb.execute(
            "SELECT regexp_matches($1, $2), regexp_full_match($1, $2)", [text, pattern]
        ).fetchall()
    except duckdb.Error:
        # No pattern at all.
        return
    assert answers[0] == answers[1]
