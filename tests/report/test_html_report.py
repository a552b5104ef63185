"""The report for a browser, as a document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from harness.report.html import MAX_FINDINGS, MAX_VIOLATIONS, to_html
from harness.results import QueryReceipt, RunReport

SAMPLES = [
    *("clean_report", "failing_report", "nasty_report", "unknown_report", "season_report", "crowded_report"),
    "followed_report",
]
VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Page(HTMLParser):
    """The elements of a page with their attributes, and the text under each id."""

    html: str
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.text.append(" ")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [found for name, found in self.elements if name == tag and wanted.items() <= found.items()]

    def with_class(self, tag: str, *names: str) -> list[dict[str, str | None]]:
        return [found for found in self.all(tag) if set(names) <= set((found.get("class") or "").split())]


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Page:
    return Page(to_html(request.getfixturevalue(request.param)))


def test_every_element_is_closed_in_order(sample: Page) -> None:
    assert sample.open == []


def test_the_page_loads_nothing(sample: Page) -> None:
    allowed = re.compile(r"#|data:,$")
    for _, attributes in sample.elements:
        for name in ("src", "href", "action", "data", "poster", "srcset", "formaction"):
            assert allowed.match(attributes.get(name) or "#"), (name, attributes)
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    assert "url(" not in sample.html
    assert "@import" not in sample.html
    assert [
        a for a in sample.all("meta") if (a.get("content") or "").startswith("default-src 'none'; style-src 'sha256-")
    ]


def test_ids_are_unique_and_links_lead_to_them(sample: Page) -> None:
    ids = Counter(attributes["id"] for _, attributes in sample.elements if "id" in attributes)
    assert [name for name, number in ids.items() if number > 1] == []
    targets = {attributes["href"] for attributes in sample.all("a")}
    assert {f"#{name}" for name in ids} >= targets
    for _, attributes in sample.elements:
        assert attributes.get("aria-labelledby", next(iter(ids))) in ids


def test_hostile_names_create_no_element(nasty_report: RunReport) -> None:
    page = Page(to_html(nasty_report))
    assert len(page.all("script")) == 1
    assert page.words.count("<script>alert('x')</script>") >= 15
    assert "&amp; \\x1b[31m\\x00 \\ud800 ]]>" in page.words
    page.html.encode("utf-8")


def test_the_head_tells_verdict_window_and_figures(failing_report: RunReport) -> None:
    page = Page(to_html(failing_report))
    assert "3 of 70 checks failed, 1 of them error; 13 could not be answered." in page.words
    assert "2024-01-15 as of 2024-01-16 12:00 UTC duckdb" in page.words
    assert "✗ failed 3 ? unknown 13 ✓ passed 54 took 3.1 s queries 2 billed 60 MiB" in page.words
    assert page.with_class("header", "head", "failed")


def test_an_unknown_run_does_not_look_passed(unknown_report: RunReport) -> None:
    page = Page(to_html(unknown_report))
    assert page.with_class("header", "head", "unknown")
    assert not page.with_class("li", "tile", "passed")
    assert len(page.with_class("li", "tile", "unchecked")) == 24


def test_a_single_day_shows_a_tile_a_table(failing_report: RunReport) -> None:
    page = Page(to_html(failing_report))
    assert len(page.with_class("li", "tile")) == 24
    assert len(page.with_class("li", "tile", "failed", "error")) == 1
    assert len(page.with_class("li", "tile", "empty")) == 1
    assert len(page.with_class("li", "tile", "none-due")) == 1


def test_a_season_shows_a_cell_a_table_and_day(season_report: RunReport) -> None:
    page = Page(to_html(season_report))
    assert page.with_class("table", "heat", "dense")
    titled = [
        attributes for attributes in page.all("td") + page.all("a") if "nba_raw." in (attributes.get("title") or "")
    ]
    assert len(titled) == 21 * 165
    assert len(page.with_class("td", "whole", "passed")) == 3
    assert len(page.all("th", scope="col")) >= 165


def test_findings_come_worst_first_with_rows_sql_and_repair(failing_report: RunReport) -> None:
    page = Page(to_html(failing_report))
    assert [card["data-severity"] for card in page.with_class("article", "finding")] == ["error", "warning", "info"]
    assert "game_id player_lookup day points from makes 20240115_HOU_PHI joelembiid 2024-01-15 42 41" in page.words
    assert "SELECT game_id, player_lookup, game_date, points FROM nba_raw.bdl_player_boxscores" in page.words
    assert "python -m scrapers.bdl_box_scores --date 2024-01-15" in page.words


def test_unknown_checks_are_grouped_by_reason(failing_report: RunReport) -> None:
    page = Page(to_html(failing_report))
    assert len(page.with_class("details", "reason")) == 1
    assert "nba_raw.nbac_injury_report is empty in the window 13 checks" in page.words


def test_the_scan_plan_tells_bytes_and_says_what_was_not_billed(failing_report: RunReport) -> None:
    words = Page(to_html(failing_report)).words
    assert "14 50 MiB 60 MiB 812 ms" in words
    assert "1 10 MiB not billed – 2 queries 15 60 MiB 60 MiB 812 ms" in words


def test_the_scan_plan_of_a_run_that_bills_nothing_has_no_sum(clean_report: RunReport) -> None:
    query = QueryReceipt("rows", ("nba_raw.nbac_schedule",), 3, "SELECT 1")
    assert "1 query 3 – not billed –" in Page(to_html(replace(clean_report, queries=(query,)))).words


def test_loaded_files_are_listed(failing_report: RunReport) -> None:
    words = Page(to_html(failing_report)).words
    assert "balldontlie/box_scores.json balldontlie /v1/box_scores nba_raw.bdl_player_boxscores 286" in words
    assert "the region answered 403" in words


def test_too_many_findings_and_rows_are_cut_and_the_page_says_so(crowded_report: RunReport) -> None:
    page = Page(to_html(crowded_report))
    assert len(page.with_class("article", "finding")) == MAX_FINDINGS
    assert f"The {MAX_FINDINGS} worst of 520 findings" in page.words
    assert page.words.count(f"The first {MAX_VIOLATIONS} of 1,500 rows") == MAX_FINDINGS


def test_a_run_without_checks_is_still_a_page(clean_report: RunReport) -> None:
    page = Page(to_html(replace(clean_report, results=(), days=(), queries=())))
    assert "No check was run, so nothing is known." in page.words
    assert not page.all("section", id="tables")


def test_the_same_report_gives_the_same_page(season_report: RunReport) -> None:
    assert to_html(season_report) == to_html(season_report)
