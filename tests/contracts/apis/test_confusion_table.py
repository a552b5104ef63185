"""The published figures of the checker: what is corrupted is told by the right rule, and nothing is passed over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from contracts.apis.confusion import MUTATIONS, PAGE, Told, confusion, page, recorded
from contracts.apis.documents import Schema
from contracts.apis.mutations import KINDS, Mutation, mutate

RIGHT_SHARE = 0.99


@pytest.fixture(scope="session")
def told(recordings_folder: Path) -> tuple[Told, ...]:
    return confusion(recorded(recordings_folder))


def test_at_least_99_of_100_are_told_by_exactly_the_right_rule(told: tuple[Told, ...]) -> None:
    assert len(told) == MUTATIONS
    wrong = [(one.mutation.kind, one.mutation.place, one.mutation.rule, one.given) for one in told if not one.right]
    assert len(wrong) <= MUTATIONS * (1 - RIGHT_SHARE), wrong


def test_nothing_that_must_be_told_is_passed_over(told: tuple[Told, ...]) -> None:
    assert [one.mutation for one in told if one.silent] == []


def test_every_kind_is_there_as_often_as_the_others(told: tuple[Told, ...]) -> None:
    often = [sum(one.mutation.kind == kind for one in told) for kind in KINDS]
    assert max(often) - min(often) <= 1
    with_a_rule = sum(one.mutation.rule is not None for one in told)
    assert with_a_rule >= 0.9 * MUTATIONS, "most corruptions must be such that something can be told"


def test_the_page_is_as_the_command_writes_it(told: tuple[Told, ...]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(told), "write it again: python -m contracts.apis.confusion"


# Without recordings: that the figures would say so if the checker were wrong.


def one(rule: str | None, *given: str) -> Told:
    return Told("a.json", Mutation("null", "$.a", rule, b""), given)


@pytest.mark.parametrize(
    ("told_of_one", "right", "silent"),
    [
        (one("S007", "S007"), True, False),
        (one("S007"), False, True),
        (one("S007", "S006"), False, False),
        (one("S007", "S006", "S007"), False, False),
        (one(None), True, False),
        (one(None, "S001"), False, False),
    ],
)
def test_only_exactly_the_rule_is_right(told_of_one: Told, right: bool, silent: bool) -> None:
    assert (told_of_one.right, told_of_one.silent) == (right, silent)


def test_the_page_names_what_was_not_right() -> None:
    written = page([one("S007", "S007"), one("S007"), one(None, "S001")])
    assert "exactly the right rule: 1 of 3 (33.3%)" in written
    assert "silent where something must be told: 1" in written
    assert "- null at `$.a` of a.json: must be S007, was nothing" in written
    assert "- null at `$.a` of a.json: must be nothing, was S001" in written


SCHEMA: Schema = {
    "type": "object",
    "required": ["id"],
    "x-sometimes": ["note"],
    "properties": {
        "id": {"type": "integer", "minimum": 1},
        "note": {"type": ["string", "null"]},
        "side": {"type": "string"},
    },
}
CONTENT = {"id": 3, "note": "late", "side": "home"}


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("drop a field", {"$.id": "S003", "$.side": "S002", "$.note": None}),
        ("null", {"$.id": "S007", "$.side": "S007", "$.note": None}),
        ("number out of range", {"$.id": "S010"}),
    ],
)
def test_the_rule_of_a_corruption_follows_from_the_schema(kind: str, rules: dict[str, str | None]) -> None:
    random = Random(0)  # noqa: S311
    seen: dict[str, str | None] = {}
    for _ in range(50):
        mutation = mutate(random, kind, SCHEMA, CONTENT)
        assert mutation is not None
        assert json.loads(mutation.data) != CONTENT
        seen[mutation.place] = mutation.rule
    assert seen == rules
    assert CONTENT == {"id": 3, "note": "late", "side": "home"}


def test_a_kind_that_has_no_place_in_an_answer_is_not_forced_on_it() -> None:
    assert mutate(Random(0), "move a column", SCHEMA, CONTENT) is None  # noqa: S311


def test_the_command_says_where_recordings_are_missing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "contracts.apis.confusion"],
        env={**os.environ, "HARNESS_RECORDINGS": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "is no folder" in done.stderr
