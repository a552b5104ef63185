"""An experiment that starts the reference platform: a worker is killed, its readiness tells, and it is put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from extension_stage import Stage, action

from chaos.journal import Verdict
from chaos.running import run_experiment
from chaos.timings import timings


def ready(tolerance: bool) -> dict[str, Any]:
    provider = {
        "type": "python",
        "module": "chaos.extension.probes",
        "func": "ready",
        "arguments": {"process": "worker-1"},
    }
    return {"name": "worker", "type": "probe", "provider": provider, "tolerance": tolerance}


@pytest.mark.nightly
def test_a_killed_worker_is_seen_and_put_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path, {})
    kill = action("inject", fault="process.kill", seconds=60, process="worker-1")
    gone = action("wait_for", name="it is gone", probe="ready", timeout_s=60, expected=False, process="worker-1")
    seen = action("wait_for", name="it is seen", probe="detected", timeout_s=60, signal="readiness of worker-1")
    back = action("wait_for", name="it is back", probe="ready", timeout_s=60, process="worker-1")
    content = stage.content(
        kill,
        gone,
        seen,
        action("undo", fault="process.kill"),
        back,
        harness={
            "metric": {"name": "worker", "bound": "ready", "probe": "worker"},
            "blast_radius": {"things": ["process worker-1"], "seconds": 60, "text": "the only worker"},
            "platform": {"players": 4},
        },
    )
    content["steady-state-hypothesis"]["probes"] = [ready(True)]
    record = run_experiment(stage.write(content), reports=stage.reports).record
    assert record.verdict is Verdict.HELD, record.reason
    times = timings(record)
    assert times.signal == "readiness of worker-1"
    assert times.detected_s is not None
    assert times.mitigated_s is not None
    assert times.recovered_s is not None
    assert times.detected_s < times.mitigated_s < times.recovered_s
