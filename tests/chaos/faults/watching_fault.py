"""A fault of the tests' own: it writes down what the ledger said when it was called, and fails where it is told to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from chaos.faults.fault import FaultError, Injection, Parameters, Undone, asked_for, injection_of
from chaos.faults.target import Target


class Watched(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ledger: Path
    notes: Path
    name: str = ""
    fails: str = ""


@dataclass(frozen=True)
class Watching:
    kind: str = "test.watching"
    effect: str = "notes down what it finds in the ledger"

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked_for(self, Watched, parameters)
        return injection_of(self, target, seconds=seconds, touches=["nothing"], parameters=parameters)

    def inject(self, injection: Injection) -> Injection:
        self._note(injection, "inject", FaultError)
        return injection

    def undo(self, injection: Injection) -> None:
        self._note(injection, "undo", ZeroDivisionError)

    def undone(self, injection: Injection) -> Undone:
        asked = Watched.model_validate(injection.parameters)
        return Undone(asked.fails != "undone", "was told so")

    def _note(self, injection: Injection, step: str, error: type[Exception]) -> None:
        asked = Watched.model_validate(injection.parameters)
        lines = asked.ledger.read_text(encoding="utf-8").splitlines() if asked.ledger.exists() else []
        last = json.loads(lines[-1])["state"] if lines else ""
        with asked.notes.open("a", encoding="utf-8") as notes:
            notes.write(f"{step} {asked.name} {last}\n")
        if asked.fails == step:
            raise error(f"{step} was told to fail")


WATCHING = Watching()
PLACE = "watching_fault:WATCHING"
