"""docs/incidents.md names, on the line of each incident, the defects that re-enact it, and no others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from harness.season.defects import all_defects

PAGE = Path(__file__).parents[2] / "docs" / "incidents.md"
UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"
INCIDENTS = range(1, 53)


def lines() -> dict[int, list[str]]:
    """The cells of each incident's line: number, when, what happened, defects, beside them."""
    rows = [line.strip("|").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if _is_row(line)]
    return {int(row[0]): [cell.strip() for cell in row] for row in rows}


def _is_row(line: str) -> bool:
    return line.startswith("| ") and line.split("|")[1].strip().isdigit()


def named(incident: int) -> str:
    """The defects of an incident as the page writes them."""
    return ", ".join(f"`{one.name}`" for one in all_defects() if one.incident == incident) or "–"


def test_every_defect_is_on_the_line_of_its_incident() -> None:
    written = "\n".join(_with_defects(line) if _is_row(line) else line for line in PAGE.read_text("utf-8").splitlines())
    if UPDATE:
        PAGE.write_text(written + "\n", encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written + "\n", "write the column anew with UPDATE_SNAPSHOTS=1"


def _with_defects(line: str) -> str:
    number, when, what, _, beside = (cell.strip() for cell in line.strip("|").split(" | "))
    return f"| {number} | {when} | {what} | {named(int(number))} | {beside} |"


def test_the_page_has_every_incident_once_in_order() -> None:
    assert list(lines()) == list(INCIDENTS)


@pytest.mark.parametrize("incident", INCIDENTS)
def test_each_incident_has_a_defect_or_says_what_will_stand_for_it(incident: int) -> None:
    *_, defects, beside = lines()[incident]
    assert defects != "–" or len(beside) > 20, f"incident {incident} has no defect and no reason why"


def test_no_defect_claims_an_incident_that_is_not_on_the_page() -> None:
    unknown = {one.name: one.incident for one in all_defects() if one.incident not in (None, *INCIDENTS)}
    assert unknown == {}
