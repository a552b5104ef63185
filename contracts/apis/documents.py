"""The providers' OpenAPI 3.1 documents, and the operations that they describe.

A document says of an answer what OpenAPI can say, and the rest in extensions that other tools pass over:

    x-kind             on an operation: the kind of its recordings, as `harness.ingest.recordings` names it
    x-endpoints        on an operation: other names that manifests and folders have for it
    x-age-budget-days  on an operation: how old a recording may be before it proves nothing; none for a retired one
    x-sometimes        on an object: declared fields that an answer may lack. All others are always sent: where one
                       of them is missing, that is an error if it is `required` (the platform reads it), else a warning
    x-known-values     on a value: what was seen so far of a list that grows (books, markets, actions); a closed list,
                       on which code branches, is an `enum`
    x-ordered-by       on an array: the field of its items by which they ascend
    x-columns          on an array of positional result sets ({name, headers, rowSet}): the schema of the same sets once
                       each row is a record. Its properties are the names of the sets; the properties of the records
                       are the columns, in their order

Age budgets: 30 days where nothing is documented and endpoints vanish without notice (NBA.com, whose box score V2 was
retired within a season; BettingPros), 90 where such an API has been steady (ESPN, the referees), 180 where it has a
version and a documentation (The Odds API, Ball Don't Lie), 365 for the list of teams.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Schema = dict[str, Any]
"""A JSON Schema, draft 2020-12, without references."""

PROVIDERS = ("oddsapi", "balldontlie", "espn", "nbacom", "bettingpros")


class UnknownOperationError(LookupError):
    """No document describes what was asked for; the message names the closest."""


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One request that a provider answers. Each is itself only, so that what is made of it can be kept by it.

    Attributes:
        provider: as the folder of its recordings is called.
        kind: the kind of its recordings (`nbacom/scoreboardv2`); two operations may share one.
        path: the template, `/v4/sports/{sport}/events`.
        names: other names that manifests and folders have for it, in lower case.
        schema: of the JSON that it answers with status 200, without references.
        age_budget_days: None where no recording can be made any more.
    """

    provider: str
    id: str
    kind: str
    method: str
    path: str
    names: frozenset[str]
    schema: Schema
    age_budget_days: int | None

    @property
    def name(self) -> str:
        """`nbacom.getScoreboardV2`, one of its kind."""
        return f"{self.provider}.{self.id}"


@cache
def document(provider: str) -> dict[str, Any]:
    """The whole document of a provider, as its file has it.

    Raises:
        UnknownOperationError: there is none of that provider.
    """
    if provider not in PROVIDERS:
        raise UnknownOperationError(f"there is no document of {provider!r}; there are: {', '.join(PROVIDERS)}")
    text = files("contracts.apis").joinpath("openapi", f"{provider}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def operations() -> tuple[Operation, ...]:
    """All operations of all providers, as the documents have them."""
    return tuple(operation for provider in PROVIDERS for operation in _operations(provider))


def operation_of(name: str) -> Operation:
    """The operation of a kind, an endpoint as a manifest writes it, a URL, or a name (`nbacom.getScoreboardV2`).

    Where operations share a kind, the first of the document that also has the kind among its own names is meant.

    Raises:
        UnknownOperationError: there is none.
    """
    asked = name.casefold().split(" (")[0].split("?")[0].rstrip("/")
    if "://" in asked:
        asked = asked.split("://", 1)[1].partition("/")[2]
    for one in operations():
        if _path_pattern(one.path).fullmatch(f"/{asked.lstrip('/')}"):
            return one
    for one in operations():
        if asked in one.names or asked == one.name.casefold():
            return one
    for one in operations():
        if asked == one.kind:
            return one
    known = sorted({*(one.kind for one in operations()), *(one.path for one in operations())})
    near = ", ".join(get_close_matches(name, known, n=3)) or "none is close"
    raise UnknownOperationError(f"no document describes {name!r}; did you mean: {near}")


@cache
def _path_pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]+\}", path.casefold())
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


def _operations(provider: str) -> Iterator[Operation]:
    whole = document(provider)
    for path, item in whole["paths"].items():
        for method, declared in item.items():
            if method not in ("get", "post"):
                continue
            answer = declared["responses"]["200"]["content"]["application/json"]["schema"]
            yield Operation(
                provider=provider,
                id=declared["operationId"],
                kind=declared["x-kind"],
                method=method.upper(),
                path=path,
                names=frozenset(one.casefold() for one in declared["x-endpoints"]),
                schema=_without_references(answer, whole),
                age_budget_days=declared.get("x-age-budget-days"),
            )


# Not `jsonschema_rs.dereference`: it sorts the properties, and their order is that of the columns.
def _without_references(node: Any, whole: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_without_references(one, whole) for one in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str):
        target: Any = whole
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]
        return _without_references(target, whole)
    return {name: _without_references(one, whole) for name, one in node.items()}
