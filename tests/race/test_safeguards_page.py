"""docs/safeguards.md is as `python -m harness.races.ablation` writes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harness.races.ablation import STRATEGIES, shown, tried
from harness.reference.safeguards import Safeguard

PAGE = Path(__file__).parents[2] / "docs" / "safeguards.md"
REPEATABLE = "exhaustive1"
"""The strategy without chance: its number takes one exploration."""


def _settings() -> tuple[int, int]:
    found = re.search(r"--seeds (\d+) --runs (\d+)", PAGE.read_text(encoding="utf-8"))
    assert found is not None, "the page says by which command it was made"
    return int(found.group(1)), int(found.group(2))


def _rows() -> dict[tuple[str, str], list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {(row[2], row[0].upper()): row for row in rows}


def test_the_page_has_every_safeguard_that_a_race_shows_and_what_it_prevents() -> None:
    rows = _rows()
    assert list(rows) == shown()
    for (_, safeguard), row in rows.items():
        assert row[1] == Safeguard[safeguard].prevents
        assert row[3], "an invariant breaks"


def test_each_safeguard_is_found_by_some_strategy() -> None:
    assert [key for key, row in _rows().items() if set(row[4:]) == {"–"}] == []


@pytest.mark.parametrize(("scenario", "safeguard"), shown())
def test_the_number_of_the_search_is_the_one_on_the_page(scenario: str, safeguard: str) -> None:
    _, runs = _settings()
    row = tried(scenario, safeguard, seeds=1, runs=runs, strategies=(REPEATABLE,))
    column = 4 + STRATEGIES.index(REPEATABLE)
    [found] = row.found
    wanted = "–" if found.median is None else f"{found.median:g}"
    assert _rows()[scenario, safeguard][column] == wanted


def test_safeguards_that_no_race_shows_are_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for one in set(Safeguard.__members__) - {safeguard for _, safeguard in shown()}:
        assert f"- {one.lower()}: " in page
