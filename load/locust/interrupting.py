"""Ctrl-C in the one place that expects it.

Python raises KeyboardInterrupt in whatever greenlet happens to run. If that is the one in which Locust's master
listens, it dies, and with it all that the workers would still have sent. Locust waits for it in its main greenlet.
"""

from __future__ import annotations

import signal

import gevent


def interrupt_main_greenlet() -> None:
    """From now on SIGINT interrupts the greenlet that calls this; leaves a handler alone that somebody else set."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        gevent.signal_handler(signal.SIGINT, gevent.kill, gevent.getcurrent(), KeyboardInterrupt)
