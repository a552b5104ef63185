"""The rules of `box_scores.py` declared to three other libraries, and what each tells of the rows that break them.

All are asked to tell of every broken rule at once (`lazy=True`, `filter`), over the same parquet file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from box_scores import COUNTS, ENUMS, KEY, PATTERNS, RULES, SHARES, Keys, Kind, Rule, file_in, highest_of


@dataclass(frozen=True)
class Told:
    """What a library reports: for each rule the keys of its rows, and how many of its violations it counts at all."""

    keys: Mapping[str, Keys]
    counted: int


@dataclass(frozen=True)
class Peer:
    """`ask` runs all rules over the table of a folder, `told` reads from its answer what the user learns."""

    name: str
    ask: Callable[[Path], Any]
    told: Callable[[Any, Path], Told]
    loses: str


def peers() -> list[Peer]:
    """Those that are installed (`pip install nba-harness[benchmarks]`)."""
    found = []
    if find_spec("polars"):
        found += [
            Peer("pandera, polars", _ask_pandera_polars, _told_pandera_polars, "keys: it gives row numbers"),
            Peer(
                "pandera, Ibis", _ask_pandera_ibis, _told_pandera_ibis, "keys, columns' names; all rows of NULL, unique"
            ),
        ]
    if find_spec("dataframely"):
        found.append(Peer("dataframely", _ask_dataframely, _told_dataframely, "nothing of the rows"))
    return found


def _of(kind: Kind) -> list[Rule]:
    return [rule for rule in RULES if rule.kind is kind]


_BY_COLUMN = {(rule.kind, rule.columns[0]): rule.name for rule in RULES}
_COLUMNS = tuple(dict.fromkeys(name for rule in RULES for name in rule.columns))
_REQUIRED = {rule.columns[0] for rule in _of(Kind.REQUIRED)}
_UNIQUE = _of(Kind.UNIQUE)[0].name


def _pandera(module: Any, types: Mapping[str, Any], relations: list[Any]) -> Any:
    """The schema for one of pandera's backends."""

    def checks(name: str) -> list[Any]:
        found = [module.Check.in_range(0, highest_of(name))] if name in (*COUNTS, *SHARES) else []
        found += [module.Check.isin(list(ENUMS[name]))] if name in ENUMS else []
        return found + ([module.Check.str_matches(PATTERNS[name])] if name in PATTERNS else [])

    columns = {name: module.Column(types.get(name), checks(name), nullable=name not in _REQUIRED) for name in _COLUMNS}
    return module.DataFrameSchema(columns, checks=relations, unique=list(KEY))


def _validated(schema: Any, data: Any) -> Any:
    """pandera's failure cases, None where there are none."""
    from pandera.errors import SchemaErrors

    try:
        schema.validate(data, lazy=True)
    except SchemaErrors as found:
        return found.failure_cases
    return None


def _rule_of_pandera(check: str, column: str) -> str:
    """The rule that a failure case of pandera is about; relations bear its name."""
    if check == "multiple_fields_uniqueness":
        return _UNIQUE
    kinds = {"not_nullable": Kind.REQUIRED, "in_range": Kind.RANGE, "isin": Kind.ENUM, "str_matches": Kind.PATTERN}
    kind = kinds.get(check.partition("(")[0])
    return check if kind is None else _BY_COLUMN.get((kind, column), "")


def _ask_pandera_polars(folder: Path) -> Any:
    import pandera.polars as pandera
    import polars as pl

    def part(rule: Rule) -> Any:
        less, whole = rule.columns
        return pandera.Check(lambda data: data.lazyframe.select(pl.col(less) <= pl.col(whole)), name=rule.name)

    def total(rule: Rule) -> Any:
        whole, *parts = rule.columns
        summed = pl.col(parts[0]) + pl.col(parts[1])
        return pandera.Check(lambda data: data.lazyframe.select(pl.col(whole) == summed), name=rule.name)

    types = {**dict.fromkeys(COUNTS, pl.Int64), **dict.fromkeys(SHARES, pl.Float64)}
    schema = _pandera(pandera, types, [*map(part, _of(Kind.PART)), *map(total, _of(Kind.SUM))])
    return _validated(schema, pl.read_parquet(file_in(folder)))


def _told_pandera_polars(cases: Any, folder: Path) -> Told:
    """Its rows are numbers; the keys are looked up in the file here, outside the time that is taken."""
    import polars as pl

    if cases is None:
        return Told({}, 0)
    keys = pl.read_parquet(file_in(folder), columns=list(KEY)).rows()
    found: dict[str, Keys] = {}
    for case in cases.iter_rows(named=True):
        rule = _rule_of_pandera(case["check"], case["column"])
        number = case["index"]
        if rule == _UNIQUE:
            found.setdefault(rule, Counter())[tuple(json.loads(case["failure_case"])[name] for name in KEY)] = 1
        elif number is not None:
            found.setdefault(rule, Counter())[keys[number]] += 1
    return Told(found, sum(one.total() for one in found.values()))


def _ask_pandera_ibis(folder: Path) -> Any:
    import ibis
    import pandera.ibis as pandera

    def part(rule: Rule) -> Any:
        less, whole = rule.columns
        return pandera.Check(lambda data: data.table[less] <= data.table[whole], name=rule.name)

    def total(rule: Rule) -> Any:
        whole, *parts = rule.columns
        return pandera.Check(
            lambda data: data.table[whole] == data.table[parts[0]] + data.table[parts[1]], name=rule.name
        )

    types = {**dict.fromkeys(COUNTS, ibis.dtype("int64")), **dict.fromkeys(SHARES, ibis.dtype("float64"))}
    schema = _pandera(pandera, types, [*map(part, _of(Kind.PART)), *map(total, _of(Kind.SUM))])
    connection = ibis.duckdb.connect()
    try:
        return _validated(schema, connection.read_parquet(file_in(folder)))
    finally:
        connection.disconnect()


def _told_pandera_ibis(cases: Any, folder: Path) -> Told:
    """It gives the values that fail a check, without their rows; of NULL and repeated keys only that there are some."""
    if cases is None:
        return Told({}, 0)
    aggregated = cases["check"].isin(["not_nullable", "multiple_fields_uniqueness"])
    return Told({}, int((~aggregated).sum()))


def _ask_dataframely(folder: Path) -> Any:
    import polars as pl

    _, failure = _dataframely_schema().filter(pl.read_parquet(file_in(folder)))
    failure.counts()
    return failure


def _dataframely_schema() -> Any:
    import dataframely as dy
    import polars as pl

    def part(rule: Rule) -> Any:
        less, whole = rule.columns
        return dy.rule()(lambda cls: pl.col(less) <= pl.col(whole))

    def total(rule: Rule) -> Any:
        whole, *parts = rule.columns
        return dy.rule()(lambda cls: pl.col(whole) == pl.col(parts[0]) + pl.col(parts[1]))

    def known(allowed: tuple[str, ...]) -> Any:
        return dy.String(nullable=True, check={"known": lambda column: column.is_in(list(allowed))})

    members: dict[str, Any] = {name: dy.String(primary_key=True, regex=PATTERNS[name]) for name in KEY}
    members |= {one: dy.Int64(min=0, max=highest_of(one), nullable=one not in _REQUIRED) for one in COUNTS}
    members |= {one: dy.Float64(min=0, max=highest_of(one), nullable=one not in _REQUIRED) for one in SHARES}
    members |= {name: known(allowed) for name, allowed in ENUMS.items()}
    members |= {name: dy.String(nullable=True, regex=pattern) for name, pattern in PATTERNS.items() if name not in KEY}
    members |= {f"relation_{number}": part(rule) for number, rule in enumerate(_of(Kind.PART))}
    members["relation_sum"] = total(_of(Kind.SUM)[0])
    return type("BoxScores", (dy.Schema,), {"__annotations__": {}, **members})


def _told_dataframely(failure: Any, folder: Path) -> Told:
    """Its rows bear a column for each rule; the keys are read from them here, outside the time that is taken."""
    import polars as pl

    details = failure.details()
    found: dict[str, Keys] = {}
    for name in failure.counts():
        rule = _rule_of_dataframely(name)
        rows = details.filter(pl.col(name) == "invalid").select(KEY).rows()
        found[rule] = found.get(rule, Counter()) + (Counter(set(rows)) if rule == _UNIQUE else Counter(rows))
    return Told(found, sum(one.total() for one in found.values()))


def _rule_of_dataframely(name: str) -> str:
    """`points|min` and `points|max` are one range."""
    if name == "primary_key":
        return _UNIQUE
    if name.startswith("relation_"):
        number = name.removeprefix("relation_")
        return (_of(Kind.SUM)[0] if number == "sum" else _of(Kind.PART)[int(number)]).name
    column, _, asked = name.partition("|")
    kinds = {"nullability": Kind.REQUIRED, "min": Kind.RANGE, "max": Kind.RANGE, "regex": Kind.PATTERN}
    return _BY_COLUMN[kinds.get(asked, Kind.ENUM), column]
