"""Every output of Locust shows what the histograms say, where Locust itself shows 1200 and 5700."""

from __future__ import annotations

import csv
import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from recorded_runs import ended, free_port, lines, locust

from load.record import RunRecord

USUAL_MS, SLOW_MS = 1234.4, 5678.9
ROUNDED_MS = {1200, 5700}
"""What Locust makes of them."""

ASKS_ITS_PAGE = """
@events.test_start.add_listener
def started(environment, **_):
    import gevent

    def tell():
        while environment.stats.total.num_requests < 150:
            gevent.sleep(0.1)
        gevent.sleep(1.1)  # until the session has looked
        say("now")

    if not isinstance(environment.runner, WorkerRunner):
        gevent.spawn(tell)
"""


def is_usual(value: float | str) -> bool:
    return float(value) == pytest.approx(USUAL_MS, rel=0.001)


def is_slow(value: float | str) -> bool:
    return float(value) == pytest.approx(SLOW_MS, rel=0.001)


def template(html: str) -> dict[str, Any]:
    """What Locust's own page is made from."""
    found = re.search(r"window\.templateArgs = (\{.*?\})\s*(?:;|</script>|\n\s*window)", html, re.DOTALL)
    assert found, html[:500]
    return dict(json.loads(found[1]))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def console_row(text: str, name: str, table: str) -> list[str]:
    """The figures of the last row with that name in the table that begins with such a line."""
    part = text[text.rindex(table) :]
    line = next(line for line in part.splitlines() if f" {name} " in line)
    return line.split(name)[1].replace("|", " ").split()


def check_csv(folder: Path) -> None:
    for row in rows(folder / "out_stats.csv"):
        assert is_usual(row["50%"])
        assert is_usual(row["Median Response Time"])
        assert is_slow(row["95%"])
        assert is_slow(row["100%"])
        assert float(row["100%"]) == float(row["Max Response Time"]) == SLOW_MS


def check_console(text: str, name: str) -> None:
    assert "Response time percentiles (ms, within 0.1 %)" in text
    percentiles = console_row(text, name, "Response time percentiles")
    assert (percentiles[0], percentiles[5]) == ("1235", "5679")
    totals = console_row(text, name, "# fails")
    assert is_usual(totals[5])


def test_a_run_in_one_process(tmp_path: Path) -> None:
    port = free_port()
    options = ["--autostart", "--autoquit", "0", "--web-host", "127.0.0.1", "--web-port", str(port)]
    options += ["--csv", "out", "--csv-full-history", "--html", "out.html"]
    said: list[str] = []
    page: dict[str, Any] = {}
    with locust(tmp_path, ASKS_ITS_PAGE, *options, LOAD_DURATION_S="3") as process:
        for words in lines(process, said):
            if words == ["now"]:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/stats/requests", timeout=10) as answer:
                    page = json.load(answer)
    console = "".join(said)

    assert page, console
    for entry in page["stats"]:
        assert is_usual(entry["median_response_time"])
        assert is_slow(entry["response_time_percentile_0.95"])
    assert is_usual(page["current_response_time_percentiles"]["response_time_percentile_0.5"])
    assert is_slow(page["current_response_time_percentiles"]["response_time_percentile_0.95"])

    check_csv(tmp_path)
    history = [row for row in rows(tmp_path / "out_stats_history.csv") if row["Name"] == "/start"]
    assert is_usual(history[-1]["50%"])
    assert is_usual(history[-1]["Total Median Response Time"])
    assert is_slow(history[-1]["95%"])

    check_console(console, "/start")
    check_console(console, "Aggregated")

    report = template((tmp_path / "out.html").read_text(encoding="utf-8"))
    for entry in report["requests_statistics"]:
        assert is_usual(entry["median_response_time"])
    for entry in report["response_time_statistics"]:
        assert is_usual(entry["0.5"])
        assert is_slow(entry["0.95"])
    charted = [each["response_time_percentile_0.5"][1] for each in report["history"]]
    assert charted
    assert is_usual(charted[-1])
    assert not ROUNDED_MS & set(charted)


def test_a_run_on_two_workers(tmp_path: Path) -> None:
    options = ["--processes", "2", "--headless", "--csv", "out", "--html", "out.html"]
    options += ["--users", "100", "--spawn-rate", "100"]  # so that none is missed on a machine that stands still
    with locust(tmp_path, "", *options, LOAD_DURATION_S="2") as process:
        console = ended(process)
    check_csv(tmp_path)
    check_console(console, "/start")
    report = template((tmp_path / "out.html").read_text(encoding="utf-8"))
    assert is_usual(report["history"][-1]["response_time_percentile_0.5"][1])
    assert is_slow(report["history"][-1]["response_time_percentile_0.95"][1])
    record = RunRecord.read(tmp_path / "run.json")
    assert [worker.state for worker in record.workers] == ["finished", "finished"]
    assert record.endpoints[0].requests == int(rows(tmp_path / "out_stats.csv")[0]["Request Count"]) == 400


WITH_BATCHES = """
@events.test_stopping.add_listener
def batches(environment, **_):
    from load.locust.open_model import open_model

    for _ in range(1000):
        open_model(environment).sink.request("batch", 0.0, 0.0, 0.1, None)
"""


def test_batches_are_recorded_and_are_no_requests_among_others(tmp_path: Path) -> None:
    with locust(tmp_path, WITH_BATCHES, "--headless", LOAD_DURATION_S="1") as process:
        console = ended(process)
    check_console(console, "Aggregated")
    assert {one.name: one.requests for one in RunRecord.read(tmp_path / "run.json").endpoints} == {
        "POST /start": 200,
        "batch": 1000,
    }


def test_json_has_the_distribution(tmp_path: Path) -> None:
    with locust(tmp_path, "", "--headless", "--json", LOAD_DURATION_S="1") as process:
        console = ended(process)
    (entry,) = json.JSONDecoder().raw_decode(console[console.index("\n[\n") + 1 :])[0]
    counts = {float(taken_ms): count for taken_ms, count in entry["response_times"].items()}
    quick, usual, slow = sorted(counts)
    assert quick == pytest.approx(12.34, rel=0.001)
    assert is_usual(usual)
    assert is_slow(slow)
    assert [counts[quick], counts[usual], counts[slow]] == [20, 160, 20]


def test_without_the_session_locust_rounds(tmp_path: Path) -> None:
    """The tests above can fail: this is what they would see."""
    without = "import locust\nlocust.events.init._handlers.clear()\nimport load.locust.users as users\n"
    without += "events.init.add_listener(lambda environment, **_: users.install(environment))\n"
    with locust(tmp_path, without, "--headless", "--csv", "out", LOAD_DURATION_S="1") as process:
        ended(process)
    for row in rows(tmp_path / "out_stats.csv"):
        assert {int(row["50%"]), int(row["95%"])} == ROUNDED_MS
        assert int(row["Median Response Time"]) in ROUNDED_MS
