"""What a run reports while the service stalls is what the service's script says, where a closed model leaves it out."""

from __future__ import annotations

import pytest
from open_model_runs import LOCUSTFILE, Script, percentile, plain_run, response_ms, serving

from load.running import Extras, run

RATE, DURATION_S = 200, 9.0
SCRIPT = Script(think_s=0.04, stall_at_s=3.0, stall_s=1.0)
PLAIN_USERS = 9
"""One more than the rate needs while nothing stalls, as one would choose them."""


@pytest.fixture(scope="module")
def truth():
    return SCRIPT.responses_ms(RATE, DURATION_S)


def test_an_open_run_reports_what_the_stall_did(truth):
    with serving(SCRIPT) as url:
        record = run(
            "truth",
            host=url,
            locustfile=LOCUSTFILE,
            rate=RATE,
            users=2 * RATE,
            duration_s=DURATION_S,
            extras=Extras(environment={"RUN_KIND": "open"}),
        )
    assert sum(interval.started for interval in record.intervals) == len(truth)
    # Half of the requests meet no stall: what a busy machine adds to 40 ms shows there.
    for percent, room in [(50, 0.2), (99, 0.1), (99.9, 0.1)]:
        assert response_ms(record, percent) == pytest.approx(percentile(truth, percent), rel=room)


def test_locust_itself_leaves_it_out(truth, tmp_path):
    with serving(SCRIPT) as url:
        plain = plain_run(url, users=PLAIN_USERS, per_user=RATE / PLAIN_USERS, duration_s=DURATION_S, folder=tmp_path)
    assert plain.requests > len(truth) / 2
    assert plain.percentiles_ms[99] < percentile(truth, 99) / 5
