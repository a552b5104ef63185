"""Who kills a mutant: its validator's own defects and the clean days first, then its unit tests."""

from __future__ import annotations

import ast
import importlib
import importlib.abc
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, replace
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import ibis.expr.types as ir
import pytest
from operators import Mutant

import harness.season
from harness.results import CheckResult, Window
from harness.season import Season, build_season
from harness.season.defects import Defect, all_defects
from harness.warehouse.checks import AnyCheck, ColumnsCheck
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.plan import questions
from harness.warehouse.relations import NOT_AS_DECLARED, Frame
from harness.warehouse.run import Limits, run
from harness.warehouse.scans import Question, make_scan
from validators.catalog import all_validators
from validators.kill_matrix import Trials
from validators.kill_matrix.season import load_season, matrix_window
from validators.validator import Validator

REPOSITORY = Path(__file__).resolve().parents[2]
TEST_TIMEOUT_S = 600


SAME = "every check asks the same"

Answers = dict[str, set[tuple[Any, ...]]]
"""By `<validator>/<check>`, what it says."""


@dataclass
class Judge:
    """A season in this process, and what the unchanged validators say about it."""

    season: Season = field(default_factory=build_season)
    connection: duckdb.DuckDBPyConnection = field(init=False)
    frame: Frame = field(init=False)
    trials: dict[str, Trials] = field(default_factory=dict)
    baselines: dict[tuple[str, str], Answers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = load_season(self.season, all_validators())
        tables = {read.name for one in questions(all_validators()) for read in one.reads}
        columns = DuckDBWarehouse(self.connection).describe(tables).columns
        self.frame = Frame(matrix_window(self.season), columns, None)

    def killed_by_matrix(self, mutant: Mutant) -> str | None:
        """What differs from the unchanged validators, or None; `SAME` where every check asks the same."""
        name = module_name(mutant.module)
        dependents = [one for one in all_validators() if uses(one, name)]
        with replaced(name, mutant.source) as load:
            try:
                changed = [load(one) for one in dependents]
            except Exception as error:  # noqa: BLE001 - a mutant that does not even load is a dead one
                return f"does not load: {type(error).__name__}: {error}"
        same = True
        for one, other in zip(dependents, changed, strict=True):
            difference = self._difference(one, other)
            if difference not in (SAME, None):
                return difference
            same = same and difference == SAME
        return SAME if same else None

    def _difference(self, one: Validator, other: Validator) -> str | None:
        if [check.name for check in one.checks] != [check.name for check in other.checks]:
            return "checks have other names"
        try:
            changed = [
                check for before, check in zip(one.checks, other.checks, strict=True) if self._differs(before, check)
            ]
        except Exception as error:  # noqa: BLE001 - a mutant whose checks cannot be asked is a dead one
            return f"cannot be asked: {type(error).__name__}: {error}"
        if not changed:
            return SAME
        ids = {f"{one.id}/{check.name}" for check in changed}
        mutated = Validator(other.id, *changed)
        trials = self._trials(mutated)
        for trial in trials_of(one, ids):
            if (one.id, trial.name) not in self.baselines:
                if one.id not in self.trials:
                    self.trials[one.id] = self._trials(one)
                self.baselines[one.id, trial.name] = self._answers(one, trial, self.trials[one.id])
            baseline = self.baselines[one.id, trial.name]
            try:
                found = self._answers(mutated, trial, trials)
            except Exception as error:  # noqa: BLE001 - the unchanged validator was answered in the same trial
                return f"cannot be asked: {type(error).__name__}: {error}"
            if any(baseline.get(check, set()) != found.get(check, set()) for check in ids):
                return f"{one.id}: {trial.name}"
        return None

    def _differs(self, one: AnyCheck, other: AnyCheck) -> bool:
        """Whether two checks ask something else, so that data could tell them apart."""
        return self._asked(one) != self._asked(other)

    def _asked(self, check: AnyCheck) -> Any:
        if isinstance(check, ColumnsCheck):
            return check
        try:
            scan = make_scan(Question(0, "", check), self.frame)
        except NOT_AS_DECLARED as problem:
            return str(problem)
        parts = ((part.name, getattr(scan, part.name)) for part in fields(scan) if part.name != "question")
        rows = (check.rows.key, check.rows.day, check.rows.reads)
        return type(scan), [(name, comparable(value)) for name, value in parts], rows

    def _trials(self, validator: Validator) -> Trials:
        return Trials(self.connection, [validator], window=matrix_window(self.season), as_of=self.season.as_of)

    def _answers(self, validator: Validator, trial: Trial, trials: Trials) -> Answers:
        found: Answers = {}
        if trial.defect is None:
            whole = Window(self.season.first_day, self.season.last_day)
            window = whole if trial.name == WHOLE_SEASON else matrix_window(self.season)
            for check, said in self._clean(validator, window):
                found.setdefault(f"{validator.id}/{check}", set()).add((said,))
            return found
        for size in trial.defect.sizes[:2]:
            for cell in trials.row(trial.defect, size).cells:
                found.setdefault(cell.check, set()).add((size, cell.state, cell.note))
        return found

    def _clean(self, validator: Validator, window: Window) -> list[tuple[str, str]]:
        done = run(
            [validator],
            DuckDBWarehouse(self.connection),
            window=window,
            as_of=self.season.as_of,
            limits=Limits(rows=0),
        )
        return [(one.check, shown(one)) for one in done.results]


@dataclass(frozen=True)
class Trial:
    """One way to tell a mutant: a defect, or days without any."""

    name: str
    defect: Defect | None = None


WHOLE_SEASON = "clean season"


def trials_of(validator: Validator, checks: Set[str]) -> list[Trial]:
    """Those first that are made for these checks; clean days are asked before the long clean season."""
    own = sorted(defects_of(validator), key=lambda one: not checks & one.kills)
    return [Trial("clean weeks"), *(Trial(one.name, one) for one in own), Trial(WHOLE_SEASON)]


def comparable(value: Any) -> Any:
    """A part of a scan as something that is equal where it means the same."""
    if isinstance(value, ir.Expr):
        return value.op()
    if isinstance(value, Mapping):
        return [(name, comparable(one)) for name, one in value.items()]
    return value


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


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the mutant where its module is imported."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.source = module_name(mutant.module), mutant.source
        self.path = str(REPOSITORY / mutant.module)

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, self.path, "exec"), vars(module))  # noqa: S102


def killed_by_tests(mutant: Mutant, test_files: Sequence[Path], season: Season) -> bool:
    """Whether one of the unit tests fails with the mutant in place, in a fork that has the season already.

    Raises:
        RuntimeError: a test fails or hangs without any mutant, so that it could prove nothing.
    """
    for file in test_files:
        if not _passes_unchanged(file, mutant, season):
            raise RuntimeError(f"{file.name} fails without a mutant; mend it first")
    return any(_status(mutant, file, season) != 0 for file in test_files)


_unchanged: dict[Path, bool] = {}


def _passes_unchanged(file: Path, mutant: Mutant, season: Season) -> bool:
    if file not in _unchanged:
        original = replace(mutant, source=(REPOSITORY / mutant.module).read_text(encoding="utf-8"))
        _unchanged[file] = _status(original, file, season) == 0
    return _unchanged[file]


def _status(mutant: Mutant, file: Path, season: Season) -> int:
    """Exit status of pytest over one file with a mutant in place; a run that hangs counts as failed."""
    child = os.fork()
    if child == 0:
        os._exit(_test(mutant, file, season))
    ended = time.monotonic() + TEST_TIMEOUT_S
    while time.monotonic() < ended:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def _test(mutant: Mutant, file: Path, season: Season) -> int:
    """Run pytest in this process, which ends after it."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    for name in [name for name in sys.modules if name.partition(".")[0] == "validators"]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Mutated(mutant))
    build = harness.season.build_season
    harness.season.build_season = lambda *args, **how: season if how in ({}, {"seed": 0}) else build(*args, **how)
    # The harness is itself a plugin of pytest, and is imported here already.
    quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    plugins = ["-p", "no:xdist", "-p", "no:randomly", "-p", "no:cacheprovider"]
    return pytest.main(["-x", "-q", *quiet, *plugins, str(file)])
