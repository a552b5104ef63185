"""The envelope of stats.nba.com: what was asked, and tables with their headers apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.reference.twin.providers import Json


@dataclass(frozen=True, slots=True)
class ResultSet:
    """One table: rows by header. An empty one still has its headers."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Mapping[str, Json]]

    def written(self) -> Json:
        rows = [[row[header] for header in self.headers] for row in self.rows]
        return {"name": self.name, "headers": list(self.headers), "rowSet": rows}


def answer(resource: str, parameters: Mapping[str, Json], *sets: ResultSet) -> Json:
    """The whole answer."""
    return {"resource": resource, "parameters": dict(parameters), "resultSets": [one.written() for one in sets]}
