"""`python -m harness.reference.platform.tether MODULE ARGUMENT...`: runs a module that ends when its parent does.

Twice over, since either alone has a gap. The kernel kills the process once the thread that started it is gone, also one
that is stopped. And standard input is a pipe from the parent: at its end the process is told to stop, and killed if it
does not; that holds where the kernel does not know the first.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys
import threading

GRACE_S = 5.0
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_HELD = frozenset({signal.SIGINT, signal.SIGTERM})


def main() -> None:
    """Tie this process to its parent, then become the module."""
    parent = os.getppid()
    _die_with_parent()
    if os.getppid() != parent:
        sys.exit("its parent ended before it began")
    # A thread inherits what is blocked; signals are for the module's own threads.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)
    threading.Thread(target=_watch, name="tether", daemon=True).start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    module, sys.argv = sys.argv[1], sys.argv[1:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _die_with_parent() -> None:
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        sys.exit(f"prctl refused: {os.strerror(ctypes.get_errno())}")


def _watch() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE_S)
    os._exit(1)


if __name__ == "__main__":
    main()
