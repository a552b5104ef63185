"""The matrix: every check finds a defect by its exact keys, every defect is found, and the page says so today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from harness.season import Season, build_season
from harness.season.defects import all_defects, defect_named
from validators.catalog import all_validators
from validators.kill_matrix import State, kill_matrix
from validators.kill_matrix.markdown import to_markdown
from validators.kill_matrix.record import MatrixRecord
from validators.kill_matrix.season import load_season, matrix_window

PAGE = Path(__file__).resolve().parents[2] / "docs" / "kill-matrix.md"


@pytest.fixture(scope="module")
def clean() -> Season:
    return build_season()


@pytest.fixture(scope="module")
def loaded(clean: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = load_season(clean, all_validators())
    yield connection
    connection.close()


def test_every_check_kills_every_defect_dies_and_the_page_is_fresh(
    clean: Season, loaded: duckdb.DuckDBPyConnection
) -> None:
    window = matrix_window(clean)
    matrix = kill_matrix(loaded, all_validators(), all_defects(), window=window, as_of=clean.as_of)
    record = MatrixRecord(matrix=matrix, seed=clean.seed, start_year=clean.start_year, window=window, as_of=clean.as_of)

    assert not [(row.defect.name, [cell for cell in row.cells if not cell.state.good]) for row in matrix.bad_rows]
    assert matrix.idle_checks == ()
    assert matrix.clean == ()
    assert PAGE.read_text(encoding="utf-8") == to_markdown(record), "write it anew: make kill-matrix"


@pytest.mark.parametrize(
    "name",
    ["box_score_points_one_too_many", "grade_absolute_error_one_too_large", "duplicate_prediction_with_null_line"],
)
def test_a_check_switched_off_lets_its_defects_live(
    clean: Season, loaded: duckdb.DuckDBPyConnection, name: str
) -> None:
    defect = defect_named(name)
    ids = {check.split("/")[0] for check in defect.kills}
    validators = [one for one in all_validators() if one.id in ids]
    window = matrix_window(clean)

    [alive] = kill_matrix(loaded, validators, [defect], window=window, as_of=clean.as_of, without=defect.kills).rows

    assert not alive.killed
    assert {cell.state for cell in alive.cells if cell.check in defect.kills} == {State.MISSED}
