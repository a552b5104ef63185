"""Who kills a mutant: its validator's own defects and the clean days first, then its unit tests."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
from operators import Mutant

from harness.results import CheckResult, Window
from harness.season import Season, build_season
from harness.season.defects import Defect, all_defects
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, run
from validators.catalog import all_validators
from validators.kill_matrix import Trials
from validators.kill_matrix.season import load_season, matrix_window
from validators.validator import Validator

REPOSITORY = Path(__file__).resolve().parents[2]
TEST_TIMEOUT_S = 300


@dataclass
class Judge:
    """A season in this process, and what the unchanged validators say about it."""

    season: Season = field(default_factory=build_season)
    connection: duckdb.DuckDBPyConnection = field(init=False)
    baselines: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = load_season(self.season, all_validators())

    def killed_by_matrix(self, mutant: Mutant) -> str | None:
        """What differs from the unchanged validators, or None."""
        name = module_name(mutant.module)
        dependents = [one for one in all_validators() if uses(one, name)]
        with replaced(name, mutant.source) as load:
            try:
                changed = [load(one) for one in dependents]
            except Exception as error:  # noqa: BLE001 - a mutant that does not even load is a dead one
                return f"does not load: {type(error).__name__}: {error}"
        for one, other in zip(dependents, changed, strict=True):
            difference = self._difference(one, other)
            if difference:
                return difference
        return None

    def _difference(self, one: Validator, other: Validator) -> str | None:
        if [check.name for check in one.checks] != [check.name for check in other.checks]:
            return "checks have other names"
        if one.id not in self.baselines:
            self.baselines[one.id] = list(self._answers(one))
        baseline = self.baselines[one.id]
        for expected, found in zip(baseline, self._answers(other), strict=True):
            if expected != found:
                return f"{one.id}: {found[0]}"
        return None

    def _answers(self, validator: Validator) -> Iterable[tuple[str, Any]]:
        """Clean days, the whole season, then each defect of its own; lazily, since one difference is enough."""
        window = matrix_window(self.season)
        yield "clean weeks", self._clean(validator, window)
        trials = Trials(self.connection, [validator], window=window, as_of=self.season.as_of)
        for defect in defects_of(validator):
            rows = [trials.row(defect, size) for size in defect.sizes[:2]]
            yield defect.name, {(row.size, cell.check, cell.state, cell.note) for row in rows for cell in row.cells}
        yield "clean season", self._clean(validator, Window(self.season.first_day, self.season.last_day))

    def _clean(self, validator: Validator, window: Window) -> list[tuple[str, str]]:
        done = run(
            [validator],
            DuckDBWarehouse(self.connection),
            window=window,
            as_of=self.season.as_of,
            limits=Limits(rows=0),
        )
        return [(one.check, shown(one)) for one in done.results]


def shown(result: CheckResult) -> str:
    return f"{result.outcome} {result.finding.count if result.finding else result.reason or ''}"


def defects_of(validator: Validator) -> list[Defect]:
    return [one for one in all_defects() if any(check.startswith(f"{validator.id}/") for check in one.kills)]


def module_name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def uses(validator: Validator, name: str) -> bool:
    """Whether the validator's module is `name`, or imports it, directly or through others."""
    reached, waiting = set(), [f"validators.{validator.id}"]
    while waiting:
        current = waiting.pop()
        if current in reached:
            continue
        reached.add(current)
        module = sys.modules.get(current)
        waiting += [other for other in imported(module) if other.startswith("validators.")]
    return name in reached


def imported(module: ModuleType | None) -> set[str]:
    """The modules whose names a module has taken in."""
    if module is None:
        return set()
    return {getattr(one, "__module__", None) or "" for one in vars(module).values()} | _imports_of(module)


def _imports_of(module: ModuleType) -> set[str]:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


class replaced:  # noqa: N801 - used as a context, like a function
    """Inside, `validators` modules load anew with one source changed; after it the old modules are back."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source
        self.before: dict[str, ModuleType] = {}

    def __enter__(self) -> Any:
        self.before = {key: module for key, module in sys.modules.items() if key.startswith("validators.")}
        keep = ("validators.validator", "validators.kill_matrix", "validators.catalog")
        for key in self.before:
            if not key.startswith(keep):
                del sys.modules[key]
        module = ModuleType(self.name)
        old = self.before.get(self.name)
        module.__file__ = str(old.__file__) if old else None
        module.__package__ = self.name.rpartition(".")[0]
        sys.modules[self.name] = module
        self.module = module
        self.executed = False
        return self.load

    def load(self, validator: Validator) -> Validator:
        if not self.executed:
            importlib.import_module(self.name.rpartition(".")[0])
            sys.modules[self.name] = self.module
            exec(compile(self.source, self.module.__file__ or self.name, "exec"), vars(self.module))  # noqa: S102
            self.executed = True
        found = importlib.import_module(f"validators.{validator.id}").validator
        assert isinstance(found, Validator)
        return found

    def __exit__(self, *_: object) -> None:
        for key in [key for key in sys.modules if key.startswith("validators.")]:
            del sys.modules[key]
        sys.modules.update(self.before)


def killed_by_tests(mutant: Mutant, test_files: Sequence[Path]) -> bool:
    """Whether one of the unit tests fails with the mutant in place, in a process of its own."""
    if not test_files:
        return False
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        file.write(mutant.source)
        file.flush()
        environment = os.environ | {
            "MUTANT_MODULE": module_name(mutant.module),
            "MUTANT_SOURCE": file.name,
            "PYTHONPATH": str(Path(__file__).parent),
        }
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:xdist",
            "-p",
            "no:randomly",
            "-p",
            "mutant_plugin",
        ]
        done = subprocess.run(
            [*command, *map(str, test_files)],
            env=environment,
            cwd=REPOSITORY,
            capture_output=True,
            timeout=TEST_TIMEOUT_S,
        )
    return done.returncode != 0
