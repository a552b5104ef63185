"""Validators and contracts are asked over the days that they look at, by statements that the warehouse lets through."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlglot

from chaos.extension.asking import asked, days_read, statement
from chaos.extension.readings import UnknownError
from chaos.extension.serving import Served
from chaos.faults.target import Target
from harness.nightly import select
from harness.results import Window
from harness.warehouse.calendar import SCHEDULE
from harness.warehouse.plan import questions
from harness.warehouse.relations import Frame, table
from harness.warehouse.schema import declared_tables
from harness.warehouse.sql import unpruned_tables

DAY = Window(date(2024, 4, 12), date(2024, 4, 12))
AS_OF = datetime(2024, 4, 13, 12, tzinfo=UTC)
PARTITIONS = {name: one.partition for name, one in declared_tables().items() if one.partition}


@pytest.mark.parametrize("name", declared_tables())
def test_no_table_is_read_whole(name: str) -> None:
    text = statement(table(name), DAY, declared_tables()[name].ibis, "a-project", AS_OF)
    assert unpruned_tables(sqlglot.parse_one(text, dialect="bigquery"), PARTITIONS) == [], text


def test_every_day_that_a_check_looks_at_is_read() -> None:
    sets = select([])
    found = days_read(sets, DAY)
    frame = Frame(DAY, {})
    for question in questions(sets):
        for read in question.reads:
            wanted = frame.days(read.scope, before=read.before_days, after=read.after_days)
            assert found[read.name].start <= wanted.start, question
            assert wanted.end <= found[read.name].end, question
    assert len({(days.start, days.end) for days in found.values()}) > 2, "checks look at days around theirs"


def test_the_schedule_is_read_for_the_season_though_no_check_asks_for_it() -> None:
    found = days_read(select(["contract.ml_feature_store_v2"]), DAY)
    assert found[SCHEDULE] == Window(date(2023, 7, 1), date(2024, 6, 30))
    assert found["nba_predictions.ml_feature_store_v2"] == DAY


def test_what_is_not_there_is_unknown() -> None:
    with pytest.raises(UnknownError, match="no platform"):
        asked(Served(Target(name="any")), "raw.schedule")
