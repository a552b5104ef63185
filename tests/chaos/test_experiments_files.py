"""The file of every experiment and drill: what the toolkit and we say of it, and that its parts fit what they name."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from chaoslib.experiment import ensure_experiment_is_valid
from pydantic import BaseModel

from chaos.experiment import Activity, ExperimentError, experiment_of, files, read_experiment
from chaos.extension import actions, probes
from chaos.faults.catalog import FAULTS
from chaos.gameday_file import FOLDER

INCIDENTS = Path(__file__).parents[2] / "docs" / "incidents.md"
DRILLS = tuple(sorted((FOLDER / "drills").glob("*.yaml")))
FILES = (*files(), *DRILLS)
pytestmark = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


def test_experiments_file_is_valid_for_the_toolkit_and_for_us(file: Path) -> None:
    ensure_experiment_is_valid(read_experiment(file).toolkit())


def test_experiments_file_names_an_incident_of_the_page(file: Path) -> None:
    incident = read_experiment(file).extension.incident
    if incident is not None:
        rows = INCIDENTS.read_text(encoding="utf-8").splitlines()
        [row] = [row for row in rows if row.startswith(f"| {incident.number} |")]
        assert f"`{file.stem}`" in row, "the row names the experiments that re-enact it"


def test_experiments_steps_fit_what_they_call(file: Path) -> None:
    wrong = [f"{place}: {problem}" for place, one in read_experiment(file).activities() if (problem := _problem(one))]
    assert wrong == []


def test_experiments_file_cannot_undo_what_it_has_not_injected(file: Path) -> None:
    method = read_experiment(file).method
    injected = [one.arguments["fault"] for one in method if one.function == "chaos.extension.actions.inject"]
    undone = [one.arguments["fault"] for one in method if one.function == "chaos.extension.actions.undo"]
    assert set(undone) <= set(injected)
    assert set(injected) <= set(FAULTS)


def test_experiments_file_without_its_control_is_refused(file: Path) -> None:
    content: dict[str, Any] = read_experiment(file).toolkit()
    del content["controls"]
    with pytest.raises(ExperimentError, match="controls"):
        experiment_of(content, file)


def _problem(activity: Activity) -> str:
    """Why the call would fail; empty where it fits."""
    module, _, name = activity.function.rpartition(".")
    function = getattr(import_module(module), name, None)
    if function is None:
        return f"there is no {activity.function}"
    try:
        inspect.signature(function).bind(**activity.arguments)
        if function is actions.wait_for:
            given = {key: value for key, value in activity.arguments.items() if key not in _OWN}
            inspect.signature(getattr(probes, activity.arguments["probe"])).bind(**given)
        if function is actions.workload:
            _told(**activity.arguments)
    except (TypeError, AttributeError, ValueError) as error:
        return f"{name}: {error}"
    return ""


_OWN = frozenset({"probe", "timeout_s", "expected"})


def _told(name: str, alias: str | None = None, **arguments: object) -> None:
    """What a workload is told is what it takes."""
    module = import_module(f"chaos.workloads.{name}")
    kinds = [
        kind
        for kind in vars(module).values()
        if inspect.isclass(kind) and issubclass(kind, BaseModel) and kind.__module__ == module.__name__
    ]
    assert len(kinds) == 1, f"chaos.workloads.{name} has {len(kinds)} models of what it is told"
    kinds[0].model_validate(arguments)
