"""Which rules of the contracts have been seen to refuse a row: `python -m contracts.coverage` writes the page.

The good rows are a synthetic season's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from contracts.breaking import Breach, breaches
from contracts.catalog import models
from contracts.judging import Judge, Row
from harness.nouns import counted
from harness.season import Season, build_season

PAGE = Path("docs") / "contract-coverage.md"
SPREAD_ROWS, MOST_ROWS = 12, 24
FEW_VALUES = 6


@dataclass(frozen=True, slots=True)
class Coverage:
    """One contract: its row rules, and for each the row that breaks it."""

    table: str
    rules: tuple[str, ...]
    found: Mapping[str, Breach]

    @property
    def alone(self) -> tuple[str, ...]:
        return tuple(rule for rule in self.rules if rule in self.found and not self.found[rule].others)

    @property
    def beside(self) -> tuple[Breach, ...]:
        return tuple(self.found[rule] for rule in self.rules if rule in self.found and self.found[rule].others)

    @property
    def never(self) -> tuple[str, ...]:
        return tuple(rule for rule in self.rules if rule not in self.found)


def good_rows(season: Season, table: str) -> list[Row]:
    """Rows of a table of a season: some from first to last, and one with each value of the columns that have few."""
    rows = season.tables[table]
    step = max(1, rows.num_rows // SPREAD_ROWS)
    places = list(range(0, rows.num_rows, step))[:SPREAD_ROWS]
    for name in rows.column_names:
        if not (pa.types.is_string(rows.schema.field(name).type) or pa.types.is_boolean(rows.schema.field(name).type)):
            continue
        values = pc.unique(rows[name])
        if len(values) <= FEW_VALUES:
            places += [pc.index(rows[name], value).as_py() for value in values if value.is_valid]
    kept = [place for place in dict.fromkeys(places) if place >= 0][:MOST_ROWS]
    picked: list[Row] = rows.take(kept).to_pylist()
    return picked


def coverage(season: Season) -> tuple[Coverage, ...]:
    """Every contract whose table the season has."""
    measured = []
    for model in models():
        name = model.declaration().name
        if name in season.tables:
            judge = Judge(model)
            rules = tuple(rule.name for rule in judge.rules)
            judge.close()
            measured.append(Coverage(name, rules, breaches(model, good_rows(season, name))))
    return tuple(measured)


def page(measured: Iterable[Coverage]) -> str:
    """The page, as Markdown."""
    every = tuple(measured)
    rules = sum(len(one.rules) for one in every)
    alone, beside, never = (sum(len(getattr(one, kind)) for one in every) for kind in ("alone", "beside", "never"))
    lines = [
        "# Rules of the contracts that have been seen to refuse a row",
        "",
        "Made by `python -m contracts.coverage`; a test holds it to be what that writes.",
        "",
        f"{counted(len(every), 'contract')}, {counted(rules, 'rule')} about single rows: {alone:,} refuse a row that "
        f"is right in all else, {beside:,} a row that some other rule refuses too, {never:,} were never broken.",
        "Uniqueness and columns are not in this count: every table's key and types are tried in `tests/contracts`.",
        "",
        "| contract | rules | alone | with others | never |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.table} | {len(one.rules)} | {len(one.alone)} | {len(one.beside)} | {len(one.never)} |" for one in every
    ]
    lines += ["", "## Broken only with others", "", "| contract | rule | the others |", "|---|---|---|"]
    for one in every:
        lines += [f"| {one.table} | {_cell(each.rule)} | {_cell('; '.join(each.others))} |" for each in one.beside]
    lines += ["", "## Never broken", "", "| contract | rule |", "|---|---|"]
    lines += [f"| {one.table} | {_cell(rule)} |" for one in every for rule in one.never]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(coverage(build_season())), encoding="utf-8")
    sys.stdout.write(f"{PAGE} written\n")
