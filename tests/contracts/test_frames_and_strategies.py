"""A contract asked of frames in memory, and hypothesis strategies for its rows."""

from __future__ import annotations

from typing import Any

import ibis
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from contracts.catalog import models
from contracts.coverage import good_rows
from contracts.frames import check_frame
from contracts.judging import Judge
from contracts.strategies import broken_rows, valid_rows
from contracts.table import Table
from harness.results import Outcome
from harness.season import Season, build_season
from harness.warehouse.schema import declared

NAMES = ("nba_raw.nbac_player_list_current", "nba_predictions.prediction_worker_runs", "nba_raw.bdl_injuries")
MODELS = {model.declaration().name: model for model in models() if model.declaration().name in NAMES}
FEW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def season() -> Season:
    return build_season()


def failed(results: Any) -> dict[str, int]:
    return {one.check: one.finding.count for one in results if one.outcome is Outcome.FAILED}


@pytest.mark.parametrize("form", ["pyarrow", "pandas", "polars", "ibis"])
def test_every_kind_of_frame_gets_the_same_answer(season: Season, form: str) -> None:
    name = "nba_raw.bdl_injuries"
    rows = season.tables[name].slice(0, 50)
    place = rows.schema.get_field_index("injury_status_normalized")
    spoiled = rows.set_column(place, rows.schema.field(place), pa.array(["limping", *rows[place].to_pylist()[1:]]))
    frames = {
        "pyarrow": lambda: spoiled,
        "pandas": lambda: spoiled.to_pandas(types_mapper=pd_arrow()),
        "polars": lambda: pl.from_arrow(spoiled),
        "ibis": lambda: ibis.memtable(spoiled),
    }
    results = check_frame(MODELS[name], frames[form]())
    found = failed(results)
    assert [one for one in found if "injury_status_normalized is one of" in one]
    assert set(found.values()) == {1}
    [finding] = [one.finding for one in results if one.finding and "is one of" in one.check]
    assert len(finding.violations) == 1


def pd_arrow() -> Any:
    import pandas as pd

    return pd.ArrowDtype


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(TypeError, match="a list is no pandas, polars, pyarrow or Ibis frame"):
        check_frame(MODELS[NAMES[0]], [1, 2])


def test_a_frame_without_a_column_says_which(season: Season) -> None:
    name = "nba_raw.nbac_player_list_current"
    results = check_frame(MODELS[name], season.tables[name].drop_columns(["player_id"]))
    [columns] = [one for one in results if one.check == "columns are as declared"]
    assert columns.outcome is Outcome.FAILED
    assert columns.finding is not None
    assert dict(columns.finding.violations[0].key) == {"column": "player_id"}


@pytest.mark.parametrize("name", NAMES)
def test_drawn_rows_are_right_or_wrong_as_they_say(season: Season, name: str) -> None:
    model: type[Table] = MODELS[name]
    good = good_rows(season, name)
    judge = Judge(model)
    names = [rule.name for rule in judge.rules]
    drawn: set[str] = set()

    @FEW
    @given(valid_rows(model, good))
    def right(row: dict[str, Any]) -> None:
        drawn.add(str(row))
        assert not judge.broken([row]).any()

    right()
    # Varied, not only the rows it started from.
    assert len(drawn - {str(row) for row in good}) > 5

    @FEW
    @given(broken_rows(model, good))
    def broken(breach: Any) -> None:
        told = {rule for rule, flag in zip(names, judge.broken([breach.row])[0], strict=True) if flag}
        assert told == {breach.rule, *breach.others}

    broken()
    assert set(declared(name).arrow.names) == set(good[0])
    judge.close()
