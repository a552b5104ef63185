"""A companion that does nothing: it says that it has begun, and waits until it is told to end."""

from __future__ import annotations

import signal


def main() -> None:
    """Until SIGTERM."""
    print("ready", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
