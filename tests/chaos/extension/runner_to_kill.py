"""A runner to be killed: `python runner_to_kill.py TARGET EXPERIMENT REPORTS`, where the target is in a file."""

from __future__ import annotations

import sys
from pathlib import Path

from chaos.extension.serving import Served
from chaos.faults.target import Target
from chaos.running import run_experiment

if __name__ == "__main__":
    target, experiment, reports = map(Path, sys.argv[1:])
    run_experiment(experiment, platform=Served(target=Target.read(target)), reports=reports)
