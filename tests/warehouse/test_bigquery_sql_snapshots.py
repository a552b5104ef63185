"""The BigQuery SQL of every validator and contract, as it was last read by a person.

A changed check shows its changed SQL in review. Write the files anew with UPDATE_SNAPSHOTS=1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import ibis.expr.types as ir
import pytest
import sqlglot
import sqlglot.expressions as sge

from contracts.catalog import contracts
from harness.results import Window
from harness.warehouse.checks import CheckSet
from harness.warehouse.fetch import repeated_by_digest, violations_expression
from harness.warehouse.plan import Plan, plan, questions
from harness.warehouse.relations import Frame
from harness.warehouse.scans import MetricScan, Scan, UniqueScan
from harness.warehouse.schema import declared_tables
from harness.warehouse.sql import compile_sql, unpruned_tables
from validators.catalog import all_validators

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"

WINDOW = Window.parse("2024-01-15..2024-01-17")
AS_OF = datetime(2024, 1, 18, 12, tzinfo=UTC)
DECLARED = Frame(WINDOW, {name: table.ibis for name, table in declared_tables().items()}, "nba-project")
PARTITIONS = {name: table.partition for name, table in declared_tables().items() if table.partition}
SUBJECTS: dict[str, CheckSet] = {one.id: one for one in (*all_validators(), *contracts())}


@cache
def planned(subject: str) -> Plan:
    return plan(questions([SUBJECTS[subject]]), DECLARED)


@cache
def planned_sql(subject: str) -> tuple[str, ...]:
    return tuple(compile_sql(query.expression, "bigquery", AS_OF) for query in planned(subject).queries)


def snapshot(subject: str) -> str:
    """Every planned query of one subject, each under the checks that it answers."""
    parts = []
    for query, sql in zip(planned(subject).queries, planned_sql(subject), strict=True):
        asked = "".join(f"-- {scan.question.check.name}\n" for scan in query.scans)
        parts.append(f"{asked}{sql};\n")
    return "\n".join(parts)


def rows_behind(scan: Scan) -> list[ir.Table]:
    """What a run asks for when the check fails; a metric is about the rows as a whole and has none."""
    if isinstance(scan, MetricScan):
        return []
    return [violations_expression(scan), *([repeated_by_digest(scan)] if isinstance(scan, UniqueScan) else [])]


def assert_pruned_select(sql: str) -> None:
    [tree] = sqlglot.parse(sql, read="bigquery")
    assert isinstance(tree, sge.Query)
    assert unpruned_tables(tree, PARTITIONS) == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_check_can_be_asked_of_the_declared_tables(subject: str) -> None:
    unaskable = {question.check.name: reason for question, reason in planned(subject).unaskable.items()}
    assert unaskable == {}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_s_sql_is_its_snapshot(subject: str) -> None:
    file = SNAPSHOTS / f"{subject}.sql"
    text = snapshot(subject)
    if UPDATE:
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{subject} has no snapshot; read its SQL and keep it with UPDATE_SNAPSHOTS=1"
    assert text == file.read_text(encoding="utf-8"), "if the change is meant, keep it with UPDATE_SNAPSHOTS=1"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_planned_query_is_one_select_that_scans_no_more_than_its_partitions(subject: str) -> None:
    for sql in planned_sql(subject):
        assert_pruned_select(sql)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_rows_behind_a_finding_are_fetched_within_their_partitions(subject: str) -> None:
    for query in planned(subject).queries:
        # Checks of one kind in one query share their scan: one of each kind stands for the others.
        for scan in {type(scan): scan for scan in query.scans}.values():
            for expression in rows_behind(scan):
                assert_pruned_select(compile_sql(expression, "bigquery", AS_OF))


def test_every_snapshot_has_its_subject() -> None:
    kept = {file.name.removesuffix(".sql") for file in SNAPSHOTS.iterdir()}
    if UPDATE:
        for gone in kept - set(SUBJECTS):
            (SNAPSHOTS / f"{gone}.sql").unlink()
        kept &= set(SUBJECTS)
    assert kept - set(SUBJECTS) == set(), "nobody declares these any more; drop their snapshots with UPDATE_SNAPSHOTS=1"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_comparison_stands_bare_inside_another(subject: str) -> None:
    """BigQuery's comparisons are not associative: `a IN (1) IS NULL` is a syntax error there."""
    for sql in planned_sql(subject):
        for comparison in sqlglot.parse_one(sql, read="bigquery").find_all(sge.Predicate):
            assert not isinstance(comparison.this, sge.Predicate), comparison.sql("bigquery")


def test_the_sql_is_the_same_whatever_order_python_hashes_in() -> None:
    subjects = ("raw.player_boxscores", "contract.nbac_schedule")
    program = f"import test_bigquery_sql_snapshots as it; print(*map(it.snapshot, {subjects!r}), end='')"
    other_seed = "1" if os.environ.get("PYTHONHASHSEED") == "2" else "2"
    other = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONHASHSEED": other_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout == " ".join(map(snapshot, subjects))
