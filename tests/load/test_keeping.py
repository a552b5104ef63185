"""The record of a run: every run has its own, a broken SLO ends one; nothing outside Locust's process is patched."""

from __future__ import annotations

import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from recorded_runs import ended, free_port, lines, locust

from load.histograms import decode, percentile_ms
from load.record import RunRecord

BREAKS = """
class Breaks:
    fed = 0

    def feed(self, interval, *, at_s=None):
        self.fed += sum(endpoint.requests for endpoint in interval.endpoints)
        if self.fed < 150:
            return None
        say("fed", self.fed, interval.start_s, at_s)
        return "POST /start p99_ms is 5,679 ms, at most 2,000 is right for 10 s"

load.locust.keeping.watcher_for = lambda scenario: Breaks()
"""
TELLS_RECORDS = """
from load.locust.keeping import Keeper

plain = Keeper.end

def told(self):
    plain(self)
    say("recorded")

Keeper.end = told
"""


def total(record: RunRecord) -> int:
    return sum(endpoint.requests for endpoint in record.endpoints)


@pytest.mark.parametrize("options", [["--headless"], ["--headless", "--processes", "2"]], ids=["alone", "two-workers"])
def test_a_sustained_breach_ends_the_run(tmp_path: Path, options: list[str]) -> None:
    with locust(tmp_path, BREAKS, *options, LOAD_DURATION_S="30") as process:
        said = ended(process)
    record = RunRecord.read(tmp_path / "run.json")
    assert process.returncode == 1, said
    assert record.aborted == "POST /start p99_ms is 5,679 ms, at most 2,000 is right for 10 s"
    assert said.count(f"The run is ended: {record.aborted}") == 1
    (fed,) = (line.split() for line in said.splitlines() if line.startswith("fed "))
    assert 150 <= int(fed[1]) <= total(record)
    assert record.duration_s < 30
    assert float(fed[2]) == pytest.approx(max(float(fed[3]) - 1, 0))
    assert {worker.state for worker in record.workers} == {"finished"}


def test_the_record_describes_its_run(tmp_path: Path) -> None:
    with locust(tmp_path, "", "--headless", LOAD_DURATION_S="2", LOAD_SEED="7", LOAD_RATE="50") as process:
        said = ended(process)
    record = RunRecord.read(tmp_path / "run.json")
    assert process.returncode == 0, said
    assert (record.scenario, record.run_id, record.seed) == ("known", "r1", 7)
    assert (record.arrivals, record.rate) == ("constant, 50 a second", 50.0)
    assert record.aborted is None
    assert 2.0 <= record.duration_s < 10
    assert [each.intended for each in record.intervals[:2]] == [50, 50]
    assert sum(each.completed for each in record.intervals) == sum(each.intended for each in record.intervals) == 100
    (endpoint,) = record.endpoints
    assert (endpoint.name, endpoint.requests, endpoint.failures) == ("POST /start", 100, 0)
    assert percentile_ms(decode(endpoint.response), 50) == pytest.approx(1234.4, rel=0.001)
    (worker,) = record.workers
    assert (worker.name, worker.index, worker.state, worker.intended) == ("local", 0, "finished", 100)
    assert 0 < worker.busiest_cpu < 2
    assert decode(worker.start_lag).get_total_count() == 100


def test_runs_that_are_started_from_the_web_page_have_a_record_each(tmp_path: Path) -> None:
    port = free_port()
    swarm = f"http://127.0.0.1:{port}/swarm"
    form = urllib.parse.urlencode({"user_count": 4, "spawn_rate": 4, "host": "http://127.0.0.1:9"}).encode()
    said: list[str] = []
    records: list[RunRecord] = []
    options = ["--web-host", "127.0.0.1", "--web-port", str(port)]
    more = TELLS_RECORDS + "@events.init.add_listener\ndef ready(**_):\n    import gevent\n"
    more += "    gevent.spawn_later(0.2, say, 'ready')  # the page is served after this event\n"
    with locust(tmp_path, more, *options, LOAD_DURATION_S="1", LOAD_RUN_ID="") as process:
        for words in lines(process, said):
            if words == ["recorded"]:
                records.append(RunRecord.read(tmp_path / "run.json"))
            if len(records) == 2:
                break
            if words in (["ready"], ["recorded"]):
                with urllib.request.urlopen(swarm, data=form, timeout=10) as answer:
                    assert answer.status == 200
    assert [total(record) for record in records] == [200, 200], "".join(said)
    assert records[0].run_id != records[1].run_id
    assert records[0].started_at < records[1].started_at


def test_nothing_that_reads_or_counts_imports_locust() -> None:
    code = "import sys, load.record, load.histograms, load.machine, load.locust.recorder, load.locust.ledger\n"
    code += "sys.exit(str(sorted({'locust', 'gevent'} & set(sys.modules))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.strip() == "[]"
