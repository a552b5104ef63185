"""The contracts as pages: every table and column is on them, examples are right rows, links lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contracts.catalog import models
from contracts.described import describe
from contracts.export.docs import example_row, pages
from contracts.export.docs.pages import INDEX, shown, table_page
from contracts.judging import Judge, Row
from contracts.table import Field, Table
from harness.cli import app

BY_NAME = {model.declaration().name: model for model in models()}
BOX_SCORES = "nba_raw.bdl_player_boxscores"


@dataclass
class Page(HTMLParser):
    """What a browser would find: targets, links, what is loaded, and the text of the cells of each row."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    named: dict[str, list[str]] = field(default_factory=dict)
    text: str = ""
    open_tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in ("meta", "link", "br", "img"):
            self.open_tags.append(tag)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if tag == "a" and given.get("href") else []
        self.loaded += [value for name in ("src", "href") if tag != "a" and (value := given.get(name))]
        if tag == "script":
            self.loaded.append("a script")
        if tag == "tr":
            self.rows.append([])
            self.named[given.get("id") or ""] = self.rows[-1]
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open_tags:
            return
        self.text += data
        if "td" in self.open_tags or "th" in self.open_tags:
            self.rows[-1][-1] += data

    @classmethod
    def read(cls, text: str) -> Page:
        page = cls()
        page.feed(text)
        page.close()
        assert page.open_tags == []
        return page


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {name: example_row(name) for name in BY_NAME}


@pytest.fixture(scope="module")
def texts(rows: Mapping[str, Row]) -> dict[str, str]:
    return dict(pages(models(), rows.__getitem__))


@pytest.fixture(scope="module")
def read(texts: Mapping[str, str]) -> dict[str, Page]:
    return {name: Page.read(text) for name, text in texts.items()}


def test_there_is_an_index_and_a_page_for_each_table(texts: Mapping[str, str]) -> None:
    assert {*texts} == {INDEX, *(f"{name}.html" for name in BY_NAME)}
    assert len(texts) == 81


def test_the_index_names_every_table_with_its_key(read: Mapping[str, Page]) -> None:
    cells = {row[0]: row for row in read[INDEX].rows}
    for name, model in BY_NAME.items():
        table = describe(model)
        row = cells[name.split(".")[1]]
        assert row[1] == table.description
        assert row[2:5] == [", ".join(table.key), table.partition or "", str(len(table.columns))]


def test_every_column_is_told_with_type_mode_limits_and_its_value_in_the_example(
    read: Mapping[str, Page], rows: Mapping[str, Row]
) -> None:
    for name, model in BY_NAME.items():
        page = read[f"{name}.html"]
        table = describe(model)
        for column in table.columns:
            heading, kind, mode, allowed, example = page.named[f"column-{column.name}"]
            assert heading.startswith(column.name)
            assert ("key" in heading.removeprefix(column.name)) is (column.name in table.key)
            assert heading.endswith("partition") is (column.name == table.partition)
            assert (kind, mode, example) == (column.type, column.mode, shown(rows[name][column.name]))
            assert all(str(value) in allowed for value in column.values or ())
            for bound in (column.least, column.greatest):
                assert bound is None or str(bound) in allowed
            assert (column.pattern or "") in allowed
        assert len([one for one in page.ids if one.startswith("column-")]) == len(table.columns)


def test_layout_and_row_rules_are_told(read: Mapping[str, Page]) -> None:
    for name, model in BY_NAME.items():
        table, text = describe(model), read[f"{name}.html"].text
        for said in (*table.rules, *table.key, *table.clustering, table.partition or "", table.description or ""):
            assert said in text
        assert (f"{table.expiration_days} days" in text) is (table.expiration_days is not None)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_example_is_a_right_row(name: str, rows: Mapping[str, Row]) -> None:
    judge = Judge(BY_NAME[name])
    try:
        [broken] = judge.broken([rows[name]])
        assert [rule.name for rule, is_broken in zip(judge.rules, broken, strict=True) if is_broken] == []
    finally:
        judge.close()
    required = [one.name for one in describe(BY_NAME[name]).columns if one.mode == "REQUIRED"]
    assert [one for one in required if rows[name][one] is None] == []


def test_every_link_leads_to_a_page_and_a_place_on_it(read: Mapping[str, Page]) -> None:
    for page in read.values():
        for link in page.links:
            file, _, place = link.partition("#")
            there = read[file] if file else page
            assert not place or place in there.ids
    assert len(read[INDEX].links) == 80 + 11


def test_nothing_is_loaded_and_nothing_runs(read: Mapping[str, Page], texts: Mapping[str, str]) -> None:
    assert {one for page in read.values() for one in page.loaded} == {"data:,"}
    for text in texts.values():
        assert "content=\"default-src 'none'; style-src 'sha256-" in unescape(text)
        style = text.partition("<style>")[2].partition("</style>")[0]
        assert "url(" not in style
        assert "@import" not in style


def test_the_same_contracts_make_the_same_pages(texts: Mapping[str, str], rows: Mapping[str, Row]) -> None:
    assert dict(pages(models()[::-1], rows.__getitem__)) == texts


def test_what_the_data_say_cannot_leave_its_cell() -> None:
    row = {"game_id": "<script>alert(1)</script>"}
    text = dict(pages([BY_NAME[BOX_SCORES]], lambda _: row))[f"{BOX_SCORES}.html"]
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


class Stops(Table, dataset="nba_raw", key=("stop",)):
    """Where a bus halts.

    Twice a day.
    """

    stop: str = Field(str_length={"min_value": 3, "max_value": 5}, description="The sign's text.")
    fee: int | None = Field(gt=0, nullable=True)


def test_what_a_contract_says_in_other_ways_is_told_too() -> None:
    page = table_page(Stops, {"stop": "Ely"})
    assert page.purpose == ("Where a bus halts.", "Twice a day.")
    stop, fee = page.columns
    assert (stop.description, stop.words, stop.is_key, stop.example) == (
        "The sign's text.",
        ("has 3 to 5 characters",),
        True,
        "Ely",
    )
    assert fee.words == ("is above 0", "the table may be without it")
    assert page.layout == (("key", "stop"), ("partition", "none"), ("clustering", "none"))


def test_the_fields_of_a_nested_column_are_lines_of_their_own() -> None:
    name, model = next((n, m) for n, m in BY_NAME.items() if any(c.fields for c in describe(m).columns))
    column = next(one for one in describe(model).columns if one.fields)
    lines = table_page(model, example_row(name)).columns
    start = [line.name for line in lines].index(column.name)
    inside = lines[start + 1 : start + 1 + len(column.fields)]
    assert [(line.name, line.kind, line.depth) for line in inside] == [(one.name, one.type, 1) for one in column.fields]


def test_the_command_writes_pages_of_what_is_named(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["contracts", "export", "nbac_schedule", "--format", "docs", "--out", str(tmp_path / "docs")]
    )
    assert done.exit_code == 0, done.output
    assert sorted(one.name for one in (tmp_path / "docs").iterdir()) == [INDEX, "nba_raw.nbac_schedule.html"]
    assert f"next: open {tmp_path / 'docs' / INDEX}" in done.output


def test_the_command_does_not_print_pages() -> None:
    done = CliRunner().invoke(app, ["contracts", "export", "--format", "docs"])
    assert done.exit_code == 2
    assert "--out DIR" in done.output
