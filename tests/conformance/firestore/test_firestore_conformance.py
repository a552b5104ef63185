"""The embedded Firestore answers as Google's emulator does: recorded answers for all, the emulator itself where it is.

`UPDATE_SNAPSHOTS=1` with the nightly test records the emulator's answers anew.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import firestore_limit_cases
import firestore_query_cases
import firestore_transaction_cases
import firestore_transform_cases
import firestore_write_cases
import pytest
from firestore_connections import ClientOf
from firestore_operations import Case, answers

CASES: list[Case] = [
    *firestore_write_cases.CASES,
    *firestore_transform_cases.CASES,
    *firestore_query_cases.CASES,
    *firestore_transaction_cases.CASES,
    *firestore_limit_cases.CASES,
]
NUMBERED = [pytest.param(number, case, id=case.name) for number, case in enumerate(CASES)]
FILE = Path(__file__).with_name("firestore_answers.json")

DIVERGENCES: dict[str, tuple[str, list[Any]]] = {
    "501 transforms of a document": (
        "the quota page allows 500 field transforms; the emulator does not count them",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "union of an array": (
        "arrays in arrays are refused in every other way; the emulator lets this one through",
        [{"refused": "INVALID_ARGUMENT"}, {"fields": {"map": {"f": [1]}}, "times": ["T1", "T1"]}],
    ),
    "six aggregations": (
        "five are allowed; the emulator fails over the sixth without saying why",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
}
"""Where the embedded one follows the documentation against the emulator: the reason, and its own answers."""


@cache
def recorded() -> dict[str, list[Any]]:
    known: dict[str, list[Any]] = json.loads(FILE.read_text())
    return known


def expected(case: Case) -> list[Any]:
    return DIVERGENCES[case.name][1] if case.name in DIVERGENCES else recorded()[case.name]


def as_json(answer: list[Any]) -> list[Any]:
    plain: list[Any] = json.loads(json.dumps(answer))
    return plain


def test_cases_have_names_of_their_own_and_all_are_recorded() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert set(recorded()) == set(names)
    assert set(DIVERGENCES) <= set(names)
    assert all(DIVERGENCES[name][1] != recorded()[name] for name in DIVERGENCES)


@pytest.mark.parametrize(("number", "case"), NUMBERED)
def test_in_process(number: int, case: Case, in_process: ClientOf) -> None:
    assert as_json(answers(case, in_process(f"case-{number}"))) == expected(case)


@pytest.mark.parametrize(("number", "case"), NUMBERED)
def test_over_grpc(number: int, case: Case, over_grpc: ClientOf) -> None:
    assert as_json(answers(case, over_grpc(f"case-{number}"))) == expected(case)


@pytest.mark.nightly
def test_official_emulator_still_gives_the_recorded_answers(official: ClientOf) -> None:
    found = {case.name: as_json(answers(case, official(f"case-{number}"))) for number, case in enumerate(CASES)}
    if os.environ.get("UPDATE_SNAPSHOTS"):
        lines = (f"{json.dumps(name)}: {json.dumps(found[name], sort_keys=True)}" for name in sorted(found))
        FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    assert found == recorded()
