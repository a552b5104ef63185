"""What a provider of the twin is made of: operations, the shape of its errors, its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from harness.reference.twin.exchange import Question, RefusedError, Reply
from harness.reference.twin.parameters import Parameter
from harness.reference.twin.records import Records

Json = object
"""A JSON value as Python writes it."""

Step = str
Path = tuple[Step, ...]
"""The way to a field of an answer by names; `*` stands for every item of a list."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One GET of a provider.

    Attributes:
        path: Flask rule below the provider's base URL.
        answer: the body for a question; None for 204. May raise RefusedError.
        listed: the list that a partial answer halves.
        drifts: the field that a change of schema renames, drops or retypes.
        cost: what it takes from the quota, where the provider counts one.
    """

    name: str
    path: str
    answer: Callable[[Records, Question], Json]
    listed: Path
    drifts: Path
    parameters: tuple[Parameter, ...] = ()
    cost: Callable[[Question], int] = field(default=lambda _: 0)


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a request carries its key; `prefix` may stand before it (`Bearer `)."""

    name: str
    in_query: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider.

    Attributes:
        told: an error in the provider's shape.
        bad_parameter: the status of a missing or malformed parameter.
        no_key, bad_key: what it says to a request without a key, and to one with a wrong key.
        wrong: the field that the wrong twin retypes.
        counts: whether it counts what is asked, against a quota.
    """

    name: str
    operations: tuple[Operation, ...]
    told: Callable[[RefusedError], Reply]
    bad_parameter: int
    wrong: str
    key: KeyPlace | None = None
    no_key: RefusedError = field(default_factory=lambda: RefusedError(401, "Unauthorized"))
    bad_key: RefusedError = field(default_factory=lambda: RefusedError(401, "Unauthorized"))
    counts: bool = False

    def operation(self, name: str) -> Operation:
        """The operation of a name.

        Raises:
            KeyError: the provider has none of that name.
        """
        for operation in self.operations:
            if operation.name == name:
                return operation
        names = ", ".join(operation.name for operation in self.operations)
        raise KeyError(f"{self.name} has no operation {name}; it has {names}")
