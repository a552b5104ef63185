"""The embedded Pub/Sub answers as Google's emulator does: recorded answers for all, the emulator itself where it is.

`UPDATE_SNAPSHOTS=1` with the nightly test records the emulator's answers anew.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pubsub_admin_cases
import pubsub_delivery_cases
import pubsub_replay_cases
import pytest
from pubsub_connections import Connection
from pubsub_differences import DIFFERENCES
from pubsub_operations import Case, answers

CASES: list[Case] = [*pubsub_admin_cases.CASES, *pubsub_delivery_cases.CASES, *pubsub_replay_cases.CASES]
NUMBERED = [pytest.param(number, case, id=case.name) for number, case in enumerate(CASES)]
FILE = Path(__file__).with_name("pubsub_answers.json")


@cache
def recorded() -> dict[str, list[Any]]:
    known: dict[str, list[Any]] = json.loads(FILE.read_text())
    return known


def expected(case: Case) -> list[Any]:
    return DIFFERENCES[case.name].embedded if case.name in DIFFERENCES else recorded()[case.name]


def as_json(answer: list[Any]) -> list[Any]:
    plain: list[Any] = json.loads(json.dumps(answer))
    return plain


def test_cases_have_names_of_their_own_and_all_are_recorded() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert set(recorded()) == set(names)
    assert set(DIFFERENCES) <= set(names)
    assert all(difference.embedded != recorded()[name] for name, difference in DIFFERENCES.items())


@pytest.mark.parametrize(("number", "case"), NUMBERED)
def test_in_process(number: int, case: Case, pubsub_in_process: Connection) -> None:
    assert as_json(answers(case, pubsub_in_process, f"case-{number}")) == expected(case)


@pytest.mark.parametrize(("number", "case"), NUMBERED)
def test_over_grpc(number: int, case: Case, pubsub_over_grpc: Connection) -> None:
    assert as_json(answers(case, pubsub_over_grpc, f"case-{number}")) == expected(case)


@pytest.mark.nightly
def test_official_emulator_still_gives_the_recorded_answers(pubsub_official: Connection) -> None:
    found = {case.name: as_json(answers(case, pubsub_official, f"case-{number}")) for number, case in enumerate(CASES)}
    if os.environ.get("UPDATE_SNAPSHOTS"):
        lines = (f"{json.dumps(name)}: {json.dumps(found[name], sort_keys=True)}" for name in sorted(found))
        FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")
        recorded.cache_clear()
    assert found == recorded()
