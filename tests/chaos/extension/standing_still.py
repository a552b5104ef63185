"""A process that does nothing: it says that it is ready, and waits until it is told to end."""

from __future__ import annotations

import signal


def main() -> None:
    """Until SIGTERM."""
    print("ready standing http://127.0.0.1:1", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
