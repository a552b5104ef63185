"""`python -m chaos.faults.port_holder`: listens on a port of this machine and answers nobody, until its bound."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from chaos.faults.identity import identity_of

HOLDER = "holder.json"
"""Its own identity, in the folder that it was given. Without the folder it ends: it was undone before it began."""


def main() -> int:
    """0 when it holds the port, in a process that goes on; 1 where the port is taken, 2 without its folder."""
    asked = argparse.ArgumentParser(prog="python -m chaos.faults.port_holder", description=__doc__)
    asked.add_argument("--port", type=int, required=True)
    asked.add_argument("--folder", type=Path, required=True, help="where it says who it is")
    asked.add_argument("--seconds", type=float, required=True, help="its bound")
    found = asked.parse_args()
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.close(reading)
            _hold(listening, found.port, found.folder, found.seconds, writing)
        os.close(writing)
        said = os.read(reading, 1)
    return int(said) if said else 2


def _hold(listening: socket.socket, port: int, folder: Path, seconds: float, said: int) -> None:
    """The process that stays. It is nobody's child, so that nobody has to wait for it."""
    os.setsid()
    # Before the port: whoever undoes it finds either this file, or a folder that is gone, or renamed meanwhile.
    with suppress(FileNotFoundError):
        (folder / HOLDER).write_text(identity_of(os.getpid()).model_dump_json(), encoding="utf-8")
    if not (folder / HOLDER).exists():
        os._exit(2)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(1)
    except OSError as error:
        print(f"port {port}: {error.strerror}", file=sys.stderr)
        os.write(said, b"1")
        os._exit(1)
    os.write(said, b"0")
    for number in (said, 0, 1, 2):  # whoever reads the output of the start is not to wait for this one
        os.close(number)
    time.sleep(seconds)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
