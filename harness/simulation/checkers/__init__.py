"""What must hold of a history; one checker a property, each says how it is broken."""

from harness.simulation.checkers.effects import exactly_once, nothing_lost
from harness.simulation.checkers.exclusion import fenced, one_owner
from harness.simulation.checkers.linearizability import COUNTER, REGISTER, SET, Model, linearizable

__all__ = [
    "COUNTER",
    "REGISTER",
    "SET",
    "Model",
    "exactly_once",
    "fenced",
    "linearizable",
    "nothing_lost",
    "one_owner",
]
