"""The page of a run: whole without a network, true to the record, readable without seeing the figures."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser

import numpy
import pytest
from report_records import ENDPOINTS, KINDS, made, slo, worker

from load.histograms import empty, encode, record
from load.record import RunRecord
from load.report import figures, to_html, wording


class Page(HTMLParser):
    """The elements, attributes and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, name: str, *tags: str) -> list[str]:
        return [value for tag, own, value in self.attributes if own == name and (not tags or tag in tags)]


@pytest.fixture(scope="module")
def broken() -> RunRecord:
    """A stall, errors of more kinds than are drawn, missed arrivals, a lost worker, a tired generator."""
    return made(
        seconds=40,
        endpoints=ENDPOINTS,
        rate=60,
        stall=(20, 25),
        error_share=0.1,
        kinds=KINDS,
        missed=1,
        workers=(worker("one", 0, 40, intended=1220), worker("two", 1, 17.25, intended=600, state="lost")),
        slos=(slo("p50_ms", "passed"), slo("p99_ms", "unknown", None), slo("p95_ms", "failed", 4100)),
        checks={"data.lost": "failed: 3 predictions are not there", "data.duplicated": "passed"},
        generator_saturated="worker one used 97 % of a core",
        aborted="broken for 30 s: p95_ms",
        locust_report="own/locust.html",
        command="harness load run game_night --seed 1",
    )


@pytest.fixture(scope="module")
def text(broken: RunRecord) -> str:
    return to_html(broken)


def test_what_failed_stands_first(text: str) -> None:
    rows = re.findall(r'<th scope="row">([^<]*)</th><td class="nowrap">', text)[:5]
    assert rows == ["p95_ms", "data.lost", "p99_ms", "p50_ms", "data.duplicated"]
    assert text.index("p95_ms</th>") < text.index("<svg")
    assert "Failed: ended before its time: broken for 30 s: p95_ms (and 2 more)" in text


def test_what_limits_the_figures_is_told(text: str) -> None:
    assert "Inconclusive: generator.</b> worker one used 97 % of a core" in text
    assert "1 worker lost." in text
    assert "not heard of again after second 17.2: what it had recorded until then is in here" in text
    assert "harness load run game_night --seed 1" in text
    assert "missed</dt><dd>40 <span" in text


def test_it_needs_nothing_from_elsewhere_and_runs_nothing(text: str) -> None:
    page = Page(text)
    assert not page.values("src")
    assert not page.values("style"), "the policy lets no style attribute through"
    assert "<script" not in text
    links = [link for name in ("href", "xlink:href") for link in page.values(name)]
    outside = [link for link in links if not link.startswith(("#", "data:"))]
    assert outside == ["own/locust.html"]
    [policy] = [value for value in page.values("content", "meta") if "default-src" in value]
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{hashed}';")


def test_every_figure_says_in_words_what_it_shows(text: str) -> None:
    page = Page(text)
    told = page.values("aria-label", "svg")
    assert len(told) == 5
    assert all(one in page.texts for one in told), "the same words stand below the figure"
    assert "arrivals were started and none completed in 5 s between second 20 and 25" in told[0]
    assert "arrivals were missed in 40 s between second 0 and 40" in told[0]


def test_no_two_elements_have_one_id(text: str) -> None:
    ids = Page(text).values("id")
    assert len(ids) == len(set(ids))
    assert len(ids) > 100


def test_more_kinds_of_error_than_can_be_told_apart_are_summed_in_the_figure_and_listed_below(
    broken: RunRecord, text: str
) -> None:
    kinds = [kind for kind, _ in figures.series(broken).errors]
    assert len(kinds) == figures.KINDS_DRAWN + 1
    assert kinds[-1] == figures.OTHERS
    drawn = sum(float(values.sum()) for _, values in figures.series(broken).errors)
    assert drawn == sum(endpoint.failures for endpoint in broken.endpoints) > 0
    assert all(f'<th scope="row">{kind}</th>' in text for kind in KINDS)


def test_a_run_without_requests_says_so_and_draws_nothing() -> None:
    page = to_html(made(seconds=0, workers=()))
    assert "<svg" not in page
    assert "Unknown: no request was made" in page
    assert page.count('class="nothing"') == 5


def test_a_run_of_one_second_with_one_request_is_drawn() -> None:
    page = to_html(made(seconds=1, endpoints=ENDPOINTS[:1], rate=1))
    assert page.count("<svg") == 4
    assert "At most 3 requests at once, in second 0." in page


HOSTILE = (
    "<script>alert(1)</script>",
    '" onload="x',
    "$x$ & \\frac",
    "_hidden",
    "a\x1b[31m\x00\ud800b",
    "{{ 1 }} 篮球",
)


def test_names_are_text_whatever_they_hold() -> None:
    told = made(seconds=3, endpoints=HOSTILE, rate=12, error_share=0.9, kinds=HOSTILE, scenario=HOSTILE[0])
    text = to_html(told)
    text.encode("utf-8")
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\x00" not in text
    page = Page(text)
    assert not page.values("onload")
    assert any("$x$ & \\frac" in one for one in page.texts)
    assert page.texts.count(" _hidden") == 1, "names that begin with _ are in the legend too"


@pytest.mark.parametrize("way", ["javascript:alert(1)", "https://example.com/x", "//example.com/x"])
def test_the_link_to_locusts_page_leads_to_a_file(way: str) -> None:
    [link] = [
        value
        for value in Page(to_html(made(seconds=0, locust_report=way))).values("href", "a")
        if not value.startswith("#")
    ]
    assert ":" not in link
    assert not link.startswith("//")


def test_percentiles_of_endpoints_and_of_all_are_those_of_the_requests() -> None:
    told = made(seconds=30, stall=(10, 13))
    *each, total = figures.rows(told)
    assert sum(row.requests for row in each) == total.requests == 1200
    assert total.name == "all together"
    assert total.response_ms[3] is not None
    assert total.service_ms[3] is not None
    assert total.response_ms[3] > 2000 > total.service_ms[3]
    assert [row.name for row in figures.rows(made(seconds=3, endpoints=ENDPOINTS[:1]))] == [ENDPOINTS[0]]


def test_a_whole_batch_is_no_request_among_others() -> None:
    told = made(seconds=30, endpoints=(*ENDPOINTS[:2], "batch"), slower=1)
    whole = [one for one in told.endpoints if one.name == "batch"]
    slow = empty()
    record(slow, 900_000_000)
    batch = whole[0].model_copy(update={"requests": 1, "service": encode(slow), "response": encode(slow)})
    others = tuple(one for one in told.endpoints if one.name != "batch")
    seconds = [
        second.model_copy(
            update={"endpoints": tuple(batch if one.name == "batch" else one for one in second.endpoints)}
        )
        for second in told.intervals
    ]
    told = told.model_copy(update={"endpoints": (*others, batch), "intervals": tuple(seconds)})
    *each, total = figures.rows(told)
    assert {row.name for row in each} == {*ENDPOINTS[:2], "batch"}
    assert total.requests == sum(one.requests for one in others)
    longest = [row.response_ms[-1] for row in (*each, total)]
    assert longest[-1] is not None
    assert longest[-1] < 60_000
    heat = figures.heat_map(told)
    assert heat is not None
    assert heat.slowest_ms < 60_000


def test_notes_are_on_the_page() -> None:
    page = Page(to_html(made(seconds=2, notes=("memory.bigquery is not judged <b>",))))
    assert "memory.bigquery is not judged <b>" in page.texts


def test_the_curve_has_the_latency_that_so_many_requests_did_not_pass() -> None:
    histogram = empty()
    for milliseconds in range(1, 101):
        record(histogram, milliseconds * 1000)
    curve = figures.curve(histogram)
    assert curve is not None
    for slowest, expected in ((1, 1), (2, 50), (10, 90), (100, 100)):
        place = int(numpy.argmin(numpy.abs(curve.slowest - slowest)))
        assert curve.latency_ms[place] == pytest.approx(expected, abs=1.5)
    assert figures.curve(empty()) is None


def test_a_long_run_is_drawn_with_several_seconds_a_column_and_nothing_is_left_out() -> None:
    told = made(seconds=figures.MOST_COLUMNS * 2 + 10, endpoints=ENDPOINTS[:1], rate=1, missed=2)
    series = figures.series(told)
    assert len(series.start_s) <= figures.MOST_COLUMNS
    assert series.intended.sum() * series.width_s == 3 * (figures.MOST_COLUMNS * 2 + 10)
    heat = figures.heat_map(told)
    assert heat is not None
    assert heat.counts.sum() == figures.MOST_COLUMNS * 2 + 10


def test_a_slow_request_is_in_the_rows_of_its_latency() -> None:
    heat = figures.heat_map(made(seconds=30, stall=(10, 13)))
    assert heat is not None
    over_a_second = heat.counts[heat.counts.shape[0] // 2 :]
    columns = numpy.flatnonzero(over_a_second[-8:].sum(axis=0))
    assert set(columns.tolist()) <= {10, 11, 12}
    assert len(columns)


@pytest.mark.parametrize(
    ("latency_ms", "told"),
    [(None, "–"), (0.3123, "0.312 ms"), (8.25, "8.25 ms"), (99.96, "100 ms"), (412.4, "412 ms"), (999.6, "1 s"),
     (1523, "1.52 s"), (59_949, "59.9 s"), (125_000, "2 min 5 s")],
)  # fmt: skip
def test_latencies_are_told_in_three_digits(latency_ms: float | None, told: str) -> None:
    assert wording.latency_text(latency_ms) == told


def test_a_share_that_is_not_none_is_not_told_as_none() -> None:
    assert wording.share_text(0, 10) == "0 %"
    assert wording.share_text(1, 1_000_000) == "< 0.01 %"
    assert wording.share_text(1, 3) == "33.3 %"


def test_matplotlib_is_imported_when_something_is_drawn_and_not_before() -> None:
    script = "import sys, load.report; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
