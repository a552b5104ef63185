"""The kill matrix as pages: what is right is shown, what is wrong is told, nothing in a name can harm."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from harness.results import CheckResult, Outcome, Severity, Window
from harness.season.defects import Defect
from validators.kill_matrix.html import to_html
from validators.kill_matrix.json import SCHEMA_VERSION, to_json
from validators.kill_matrix.markdown import to_markdown
from validators.kill_matrix.matrix import Cell, KillMatrix, Row, State
from validators.kill_matrix.record import CleanSeason, MatrixRecord
from validators.kill_matrix.words import to_words

SUM, RANGE, LATE = "raw.sums/points add up", "raw.sums/points from 0 to 80", "gates.late/nothing is late"
WRITERS = (to_words, to_markdown, to_html, to_json)


def defect(name: str, *kills: str, sentence: str = "It does harm.", incident: int | None = None) -> Defect:
    def corrupt(*_: object) -> None: ...

    return Defect(name, sentence, corrupt, frozenset(kills), incident=incident, sizes=(1, 10))


def record(*rows: Row, clean: tuple[CheckResult, ...] = (), whole: bool = True, **more) -> MatrixRecord:
    return MatrixRecord(
        matrix=KillMatrix((SUM, RANGE, LATE), rows, clean),
        seed=0,
        start_year=2023,
        window=Window(date(2024, 3, 25), date(2024, 4, 14)),
        as_of=datetime(2024, 4, 15, 12, tzinfo=UTC),
        whole=whole,
        **more,
    )


GOOD = (
    Row(defect("one_too_many", SUM, incident=3), 1, (Cell(SUM, State.KILLED), Cell(LATE, State.COMPANION))),
    Row(defect("far_too_many", RANGE), 1, (Cell(RANGE, State.KILLED),)),
    Row(defect("too_late", LATE), 1, (Cell(LATE, State.KILLED), Cell(SUM, State.BLINDED))),
)
MISSED = Row(defect("unseen", RANGE), 10, (Cell(RANGE, State.MISSED, "it passed"),))
ALARM = CheckResult("raw.sums", "points add up", Severity.ERROR, Outcome.UNKNOWN, reason="the table is missing")


def test_a_good_matrix_says_so_everywhere() -> None:
    good = record(*GOOD)
    assert good.good
    sentence = "3 defects, all found with exactly their keys; 3 checks, none idle; no alarms in 1 clean season"
    for writer in WRITERS:
        assert sentence in writer(good)
    assert to_words(good) == sentence
    assert "What is wrong" not in to_html(good) + to_markdown(good)


@pytest.mark.parametrize("writer", WRITERS)
def test_a_missed_defect_an_idle_check_and_an_alarm_are_told(writer) -> None:
    bad = record(GOOD[0], GOOD[2], MISSED, clean=(ALARM,))
    assert not bad.good
    text = writer(bad).replace("\\", "")
    for part in (
        "unseen × 10",
        "it passed",
        "points from 0 to 80",
        "the table is missing",
        "1 alarm in 1 clean season",
    ):
        told = part.partition(" × ")[0] if writer is to_json else part
        assert told in text, part


@pytest.mark.parametrize("writer", WRITERS)
def test_an_alarm_of_another_clean_season_names_it(writer) -> None:
    bad = record(*GOOD, clean_seasons=(CleanSeason(4, 2024, (ALARM,)), CleanSeason(5, 2025)))
    assert not bad.good
    assert "season 2024, seed 4" in writer(bad)
    assert "1 alarm in 3 clean seasons" in writer(bad)


def test_no_check_is_called_idle_where_only_some_defects_were_tried() -> None:
    assert record(GOOD[0]).idle_checks == (RANGE, LATE)
    assert not record(GOOD[0]).good
    assert record(GOOD[0], whole=False).idle_checks == ()
    assert record(GOOD[0], whole=False).good


def test_the_picture_has_a_square_for_every_check_and_defect_in_the_order_of_the_checks() -> None:
    page = to_html(record(*reversed(GOOD)))
    heads = re.findall(r'<th scope="col"[^>]*><span>([^<]+)</span>', page)
    assert heads == ["one_too_many", "far_too_many", "too_late"]
    lines = re.findall(r'<tr><th scope="row"[^>]*>([^<]+)</th>(.*?)</tr>', page)
    squares = {name: re.findall(r'<td(?: class="([\w-]+)")?[^>]*>', cells) for name, cells in lines}
    assert squares == {
        "points add up": ["killed", "", "blinded"],
        "points from 0 to 80": ["", "killed", ""],
        "nothing is late": ["companion", "", "killed"],
    }


def test_the_page_loads_nothing_and_names_are_only_text() -> None:
    evil = defect("<script>alert(1)</script>", "raw.sums/<b onclick=x>", sentence="| a <img src=x> `b` \x1b[2J")
    row = Row(evil, 1, (Cell("raw.sums/<b onclick=x>", State.UNEXPECTED, "<i>&\u202e"),))
    bad = record(row)
    page = to_html(bad)
    assert "<script>alert" not in page
    assert "<b onclick" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "<script>alert(1)</script>" in unescape(page)
    assert not re.search(r'(?:src|href)="(?!#|data:)', page)
    assert "default-src 'none'" in unescape(page)
    table = [line for line in to_markdown(bad).splitlines() if line.startswith("| `")]
    assert all(len(re.split(r"(?<!\\)\|", line)) == 6 for line in table)
    assert "\x1b" not in to_markdown(bad) + to_words(bad)


def test_the_json_is_versioned_and_whole() -> None:
    told = json.loads(to_json(record(*GOOD)))
    assert told["schema_version"] == SCHEMA_VERSION == "1.0"
    assert told["good"] is True
    assert told["checks"] == [SUM, RANGE, LATE]
    assert told["season"]["window"] == {"start": "2024-03-25", "end": "2024-04-14"}
    assert told["defects"][0] == {
        "name": "one_too_many",
        "sentence": "It does harm.",
        "incident": 3,
        "size": 1,
        "good": True,
        "impossible": None,
        "cells": [{"check": SUM, "state": "killed", "note": ""}, {"check": LATE, "state": "companion", "note": ""}],
    }


def test_a_defect_that_could_not_be_applied_is_bad_and_says_why() -> None:
    bad = record(*GOOD, Row(defect("nowhere", SUM), 1, (), "there is no such row"))
    for writer in WRITERS:
        assert "there is no such row" in writer(bad)
    assert not bad.good


def test_the_same_matrix_gives_the_same_text() -> None:
    for writer in WRITERS:
        assert writer(record(*GOOD)) == writer(record(*GOOD))
