"""The tables of stats.nba.com: `headers` beside `rowSet`. Columns are found by name; their order changes."""

from __future__ import annotations

from collections.abc import Iterator

from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.problems import BadRecord, WrongShapeError, shown
from harness.ingest.rows import Gathering


def result_set(answer: Answer, gathering: Gathering, name: str, *, having: tuple[str, ...]) -> Iterator[Record]:
    """The rows of one result set; a row with more or fewer values than headers is noted as a bad record.

    Raises:
        WrongShapeError: the answer has no such result set, or the set lacks a header of `having`.
    """
    place, found = _find(answer, name)
    headers, rows = found.get("headers"), found.get("rowSet")
    if not isinstance(headers, list) or not all(isinstance(header, str) for header in headers):
        raise WrongShapeError(f"{shown(headers)} is no list of headers", f"{place}.headers")
    if not isinstance(rows, list):
        raise WrongShapeError(f"{shown(rows)} is no list of rows", f"{place}.rowSet")
    missing = [header for header in having if headers.count(header) != 1]
    if missing:
        raise WrongShapeError(
            f"the headers {', '.join(missing)} are not there exactly once; it has {shown(', '.join(headers), 200)}",
            f"{place}.headers",
        )
    return _rows(gathering, headers, rows, f"{place}.rowSet")


def _find(answer: Answer, name: str) -> tuple[str, dict[str, object]]:
    top = answer.top("resultSets", "resultSet")
    key = "resultSets" if "resultSets" in top.fields else "resultSet"
    value = top.fields[key]
    # Some endpoints send one set instead of a list of them.
    sets = value if isinstance(value, list) else [value]
    names = []
    for index, item in enumerate(sets):
        if isinstance(item, dict):
            if item.get("name") == name:
                return f"{key}[{index}]", item
            names.append(shown(item.get("name"), 40))
    raise WrongShapeError(f"no result set is named {name}; there are {', '.join(names) or 'none'}", key)


def _rows(gathering: Gathering, headers: list[str], rows: list[object], place: str) -> Iterator[Record]:
    for index, row in enumerate(rows):
        at = f"{place}[{index}]"
        if isinstance(row, list) and len(row) == len(headers):
            yield Record(dict(zip(headers, row, strict=True)), at)
        else:
            gathering.bad.append(BadRecord(at, f"{shown(row)} is no row of {len(headers)} values"))
