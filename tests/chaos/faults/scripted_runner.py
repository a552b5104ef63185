"""A runner as a process: it injects what it is told to, says so, and waits. `python scripted_runner.py JSON`."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from chaos.faults.target import Target
from chaos.guarded import Guarded


def main() -> None:
    asked: dict[str, Any] = json.loads(sys.argv[1])
    target = Target.read(Path(asked["target"]))
    with Guarded(target, reports=Path(asked["reports"])) as guarded:
        for kind, parameters in asked["faults"]:
            guarded.inject(kind, seconds=asked["seconds"], parameters=parameters)
        if asked.get("fork") and os.fork() == 0:
            os.read(0, 1)  # keeps the pipe to the guardian open after its parent
            os._exit(0)
        print(f"injected {os.getpid()} {guarded.guardian.identity.pid}", flush=True)
        os.read(0, 1)
        if asked.get("interrupt"):
            signal.raise_signal(signal.SIGINT)
    print("ended", flush=True)


if __name__ == "__main__":
    main()
