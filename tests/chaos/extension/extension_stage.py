"""A tiny target, and experiments against it: what the tests of the extension and the runner stand on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from chaos.extension.serving import Served
from chaos.faults.identity import Identity, identity_of
from chaos.faults.target import Target
from chaos.running import ExperimentResult, run_experiment
from harness.reference.platform.processes import Child, Command, Spawner

HERE = Path(__file__).parent
NAMES = ("one", "other", "bystander")
CONTROL = {"name": "harness", "provider": {"type": "python", "module": "chaos.extension.controls"}}


def probe(func: str, tolerance: Any = None, name: str = "", **arguments: Any) -> dict[str, Any]:
    """A probe of the tests' own."""
    provider = {"type": "python", "module": "extension_probes", "func": func, "arguments": arguments}
    told = {} if tolerance is None else {"tolerance": tolerance}
    return {"name": name or func, "type": "probe", "provider": provider, **told}


def action(func: str, name: str = "", **arguments: Any) -> dict[str, Any]:
    """An action of the extension."""
    provider = {"type": "python", "module": "chaos.extension.actions", "func": func, "arguments": arguments}
    return {"name": name or func, "type": "action", "provider": provider}


def pause(process: str, seconds: float = 60) -> dict[str, Any]:
    """The fault of these tests."""
    return action("inject", name=f"{process} is stopped", fault="process.pause", seconds=seconds, process=process)


@dataclass
class Stage:
    """Running processes, one of which no experiment may touch, and a folder for what a run writes."""

    folder: Path
    processes: dict[str, Identity]
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> str:
        return str(self.folder / "number.txt")

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    def served(self) -> Served:
        return Served(target=Target(name="tiny", processes=self.processes))

    def content(self, *method: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """An experiment that holds: the number is 0 before and after."""
        extension = {
            "name": "harness",
            "area": "processes",
            "hypothesis": "The number stays at 0.",
            "metric": {"name": "number", "bound": "0", "probe": "number"},
            "blast_radius": {"things": ["process one", "process other"], "seconds": 60, "text": "two of three"},
            "without": {"safeguard": "fencing", "reason": "number is"},
            "every_s": 0.1,
        }
        extension.update(changes.pop("harness", {}))
        return {
            "title": "A number",
            "description": "A number in a file.",
            "controls": [CONTROL],
            "steady-state-hypothesis": {"title": "0", "probes": [probe("number", 0, file=self.number)]},
            "method": list(method),
            "rollbacks": [],
            "extensions": [extension],
            **changes,
        }

    def write(self, content: dict[str, Any]) -> Path:
        file = self.folder / "a_number.yaml"
        file.write_text(yaml.safe_dump(content), encoding="utf-8")
        return file

    def run(self, *method: dict[str, Any], **changes: Any) -> ExperimentResult:
        """Runs an experiment of this method."""
        file = self.write(self.content(*method, **changes))
        return run_experiment(file, platform=self.served(), reports=self.reports)

    @property
    def stopped(self) -> list[str]:
        """Those that stand still."""
        return [name for name, process in self.processes.items() if process.stopped]


@contextmanager
def standing(folder: Path, environment: dict[str, str]) -> Iterator[dict[str, Identity]]:
    """The processes; they end with this."""
    spawner = Spawner()
    children = []
    try:
        for name in NAMES:
            command = Command(name, "standing_still", (), environment)
            child = Child(command, spawner=spawner, folder=folder)
            child.launch()
            children.append(child)
        for child in children:
            child.await_ready()
        yield {child.name: identity_of(child.pid) for child in children if child.pid is not None}
    finally:
        for child in children:
            child.kill()
        spawner.close()
