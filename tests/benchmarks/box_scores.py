"""A contract for forty columns of box scores, rows that keep it, rows that break each of its rules, and the truth.

A rule is declared once: as a check of the harness, as what breaks it, and as numpy's or plain Python's account of
which rows do. `contract_peers.py` declares the same rules to other libraries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from harness.results import Severity
from harness.warehouse.checks import AnyCheck, ColumnsCheck, RowCheck, unique
from harness.warehouse.relations import table

NAME = "nba_raw.bdl_player_boxscores"
BOX = table(NAME)
FIRST_DAY = np.datetime64("2023-10-24")
DAYS = 170
CODES = ("ATL", "BKN", "BOS", "CHA", "CHI", "CLE", "DAL", "DEN", "DET", "GSW", "HOU", "IND", "LAC", "LAL", "MEM", "MIA")
COUNTS = (
    "points", "assists", "offensive_rebounds", "defensive_rebounds", "steals", "blocks", "turnovers", "personal_fouls",
    "field_goals_made", "three_pointers_made", "free_throws_made", "home_team_score", "away_team_score", "period",
    "bdl_player_id", "season_year", "seconds", "starts", "bench",
    "rebounds", "field_goals_attempted", "three_pointers_attempted", "free_throws_attempted",
)  # fmt: skip
SHARES = ("field_goal_pct", "three_point_pct", "free_throw_pct", "usage_pct", "true_shooting_pct")
REQUIRED = (*COUNTS[:10], *SHARES)
ENUMS = {
    "home_team_abbr": CODES,
    "away_team_abbr": CODES,
    "team_abbr": CODES,
    "position": ("G", "F", "C"),
    "game_status": ("Final", "Final/OT"),
}
PATTERNS = {
    "minutes": r"^\d{1,2}:\d{2}$",
    "data_hash": r"^[0-9a-f]{16}$",
    "game_id": r"^g\d+$",
    "player_lookup": r"^player\d+$",
}
PARTS = {
    "field_goals_attempted": "field_goals_made",
    "three_pointers_attempted": "three_pointers_made",
    "free_throws_attempted": "free_throws_made",
    "rebounds": "offensive_rebounds",
}
SUM = ("rebounds", "offensive_rebounds", "defensive_rebounds")
HIGHEST = 9_999
KEY = ("game_id", "player_lookup")

Keys = Counter[tuple[str, str]]


@dataclass
class Columns:
    """Values of each column, and where they are NULL."""

    values: dict[str, np.ndarray]
    nulls: dict[str, np.ndarray]

    def null(self, name: str) -> np.ndarray:
        return self.nulls.get(name, np.zeros(len(self.values[name]), bool))

    def write(self, file: Path) -> None:
        arrays = {name: pa.array(values, mask=self.nulls.get(name)) for name, values in self.values.items()}
        pq.write_table(pa.table(arrays), file)


class Kind(StrEnum):
    """What a rule asks."""

    REQUIRED = "required"
    RANGE = "range"
    ENUM = "enum"
    PATTERN = "pattern"
    PART = "part"
    SUM = "sum"
    UNIQUE = "unique"


@dataclass(frozen=True)
class Rule:
    """One rule about `columns`, how to break it on some rows, and which rows break it by an account of its own."""

    kind: Kind
    columns: tuple[str, ...]
    check: AnyCheck
    corrupt: Callable[[Columns, np.ndarray], None]
    broken: Callable[[Columns], np.ndarray]

    @property
    def name(self) -> str:
        return self.check.name


def clean_rows(count: int) -> Columns:
    """Forty columns; 22 players a game, their games spread over a season."""
    draw = np.random.default_rng(7)
    number = np.arange(count)
    game = number // 22
    values: dict[str, np.ndarray] = {
        "game_id": np.array([f"g{one}" for one in range(game[-1] + 1)], object)[game],
        "player_lookup": np.array([f"player{one}" for one in range(22)], object)[number % 22],
        "game_date": FIRST_DAY + (game % DAYS).astype("timedelta64[D]"),
    }
    for name in COUNTS:
        values[name] = draw.integers(0, 40, count)
    for whole, part in PARTS.items():
        values[whole] += values[part]
    values["rebounds"] = values["offensive_rebounds"] + values["defensive_rebounds"]
    for name in SHARES:
        values[name] = draw.random(count)
    for name, allowed in ENUMS.items():
        values[name] = np.array(allowed, object)[draw.integers(0, len(allowed), count)]
    clocks = np.array([f"{minute}:{second:02d}" for minute in range(48) for second in range(60)], object)
    values["minutes"] = clocks[draw.integers(0, len(clocks), count)]
    digests = np.array([f"{one:016x}" for one in draw.integers(1 << 40, 1 << 62, 1 << 16)], object)
    values["data_hash"] = digests[draw.integers(0, len(digests), count)]
    for name in ("is_postseason", "is_starter"):
        values[name] = draw.integers(0, 2, count).astype(bool)
    return Columns(values, {name: np.zeros(count, bool) for name in REQUIRED})


def corrupted_rows(count: int) -> Columns:
    """The clean rows with one in a hundred broken, each in one way."""
    columns = clean_rows(count)
    chosen = np.arange(50, count, 100)
    for number, rule in enumerate(RULES):
        rule.corrupt(columns, chosen[number :: len(RULES)])
    return columns


def truth(columns: Columns) -> dict[str, Keys]:
    """For each rule the keys of the rows that break it."""
    keys = [columns.values[name] for name in KEY]
    return {rule.name: Counter(zip(*(key[rule.broken(columns)] for key in keys), strict=True)) for rule in RULES}


def _set(name: str, value: object) -> Callable[[Columns, np.ndarray], None]:
    def corrupt(columns: Columns, where: np.ndarray) -> None:
        columns.values[name][where] = value

    return corrupt


def _check(name: str, holds: Callable[[Any], Any]) -> RowCheck:
    """A row check as contracts compile it: NULL is the business of the nullability rule alone."""
    return RowCheck(name, BOX, Severity.ERROR, holds=holds, null_passes=True)


def _required(name: str) -> Rule:
    def corrupt(columns: Columns, where: np.ndarray) -> None:
        columns.nulls[name][where] = True

    check = _check(f"{name} is there", lambda r: r[name].notnull())
    return Rule(Kind.REQUIRED, (name,), check, corrupt, lambda c: c.nulls[name])


def highest_of(name: str) -> int:
    """The greatest value that a number may have; the least is 0."""
    return 1 if name in SHARES else HIGHEST


def _range(name: str) -> Rule:
    highest = highest_of(name)

    def broken(columns: Columns) -> np.ndarray:
        values = columns.values[name]
        return ((values < 0) | (values > highest)) & ~columns.null(name)

    check = _check(f"{name} is in range", lambda r: r[name].between(0, highest))
    return Rule(Kind.RANGE, (name,), check, _set(name, -1), broken)


def _enum(name: str, allowed: tuple[str, ...]) -> Rule:
    check = _check(f"{name} is known", lambda r: r[name].isin(allowed))
    return Rule(Kind.ENUM, (name,), check, _set(name, "XXX"), lambda c: ~np.isin(c.values[name].astype(str), allowed))


def _pattern(name: str, pattern: str) -> Rule:
    def corrupt(columns: Columns, where: np.ndarray) -> None:
        columns.values[name][where] = "?" + columns.values[name][where]

    def broken(columns: Columns) -> np.ndarray:
        return np.array([re.search(pattern, one) is None for one in columns.values[name]])

    check = _check(f"{name} is well formed", lambda r: r[name].re_search(pattern))
    return Rule(Kind.PATTERN, (name,), check, corrupt, broken)


def _part(whole: str, part: str) -> Rule:
    def broken(columns: Columns) -> np.ndarray:
        unknown = columns.null(part) | columns.null(whole)
        return (columns.values[part] > columns.values[whole]) & ~unknown

    check = _check(f"{part} is within {whole}", lambda r: r[part] <= r[whole])
    return Rule(Kind.PART, (part, whole), check, _set(part, HIGHEST), broken)


def _sum(whole: str, *parts: str) -> Rule:
    def broken(columns: Columns) -> np.ndarray:
        unknown = np.logical_or.reduce([columns.null(part) for part in parts])
        return (columns.values[whole] != sum(columns.values[part] for part in parts)) & ~unknown

    check = _check(f"{whole} are a sum", lambda r: r[whole] == r[parts[0]] + r[parts[1]])
    return Rule(Kind.SUM, (whole, *parts), check, _set(whole, 777), broken)


def _unique() -> Rule:
    def corrupt(columns: Columns, where: np.ndarray) -> None:
        for name in KEY:
            columns.values[name][where] = columns.values[name][where - 1]

    def broken(columns: Columns) -> np.ndarray:
        keys = list(zip(*(columns.values[name] for name in KEY), strict=True))
        count = Counter(keys)
        first = dict(zip(reversed(keys), reversed(range(len(keys))), strict=True))
        return np.array([count[key] > 1 and first[key] == number for number, key in enumerate(keys)])

    return Rule(Kind.UNIQUE, KEY, unique(BOX, *KEY), corrupt, broken)


RULES = (
    *(_required(name) for name in REQUIRED),
    *(_range(name) for name in (*COUNTS, *SHARES)),
    *(_enum(name, allowed) for name, allowed in ENUMS.items()),
    *(_pattern(name, pattern) for name, pattern in PATTERNS.items()),
    *(_part(whole, part) for whole, part in PARTS.items()),
    _sum(*SUM),
    _unique(),
)
"""58 rules over rows; two more, about the columns' types, cost no rows."""


@dataclass(frozen=True)
class Contract:
    """The 60 checks as the harness asks them."""

    id: str
    checks: tuple[AnyCheck, ...]


def contract() -> Contract:
    """All rules, and the types of the numbers."""

    def typed(names: Iterable[str], kind: str) -> ColumnsCheck:
        def judge(found: Any) -> list[str]:
            return [name for name in names if found.get(name) != kind]

        return ColumnsCheck(f"{kind} columns", BOX, Severity.ERROR, judge=judge)  # type: ignore[arg-type]

    types = (typed(COUNTS, "int64"), typed(SHARES, "float64"))
    return Contract("contract.box_scores", (*(rule.check for rule in RULES), *types))


def file_in(folder: Path) -> Path:
    """The one table of a folder."""
    return folder / f"{NAME}.parquet"
