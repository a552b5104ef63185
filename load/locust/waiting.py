"""Waiting for a moment to within some tens of microseconds, in gevent's loop.

libev waits with epoll, whose timeouts are whole milliseconds, rounded up; at 500 arrivals a second that alone would be
half of the latency that is allowed. On Linux a timerfd is watched instead: it becomes readable when the moment comes.
Arming it again costs one system call and changes nothing in epoll. Elsewhere gevent's own timer is used.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable
from typing import Protocol

import gevent

_CLOCK_MONOTONIC = 1  # linux/time.h; the clock of time.perf_counter on Linux
_TFD_NONBLOCK, _TFD_CLOEXEC = 0o4000, 0o2000000  # sys/timerfd.h
_TFD_TIMER_ABSTIME = 1
_READ = 1  # libev's EV_READ
_NS = 1_000_000_000


class Alarm(Protocol):
    """Calls in gevent's hub, once for each time it was set, at or after the moment. The latest setting counts."""

    def set(self, at: float) -> None:
        """Sets it to a moment of time.perf_counter; one that has passed means at once."""

    def close(self) -> None:
        """It never rings again."""


def alarm(ring: Callable[[], None]) -> Alarm:
    """The most precise there is here."""
    return TimerfdAlarm(ring) if sys.platform.startswith("linux") else GeventAlarm(ring)


class _Timespec(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Itimerspec(ctypes.Structure):
    _fields_ = (("interval", _Timespec), ("value", _Timespec))


class TimerfdAlarm:
    """An alarm on a file descriptor. Must be made after the process was forked."""

    def __init__(self, ring: Callable[[], None]) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._ring = ring
        self._settime = libc.timerfd_settime
        self._descriptor = int(libc.timerfd_create(_CLOCK_MONOTONIC, _TFD_NONBLOCK | _TFD_CLOEXEC))
        if self._descriptor < 0:
            raise OSError(ctypes.get_errno(), f"no timer could be made: {os.strerror(ctypes.get_errno())}")
        self._when = _Itimerspec()
        self._when_pointer = ctypes.byref(self._when)
        self._watcher = gevent.get_hub().loop.io(self._descriptor, _READ)
        self._watcher.start(self._readable)

    def set(self, at: float) -> None:
        moment = max(int(at * _NS), 1)  # 0 would disarm it
        value = self._when.value
        value.seconds, value.nanoseconds = divmod(moment, _NS)
        self._settime(self._descriptor, _TFD_TIMER_ABSTIME, self._when_pointer, None)

    def close(self) -> None:
        if self._descriptor >= 0:
            self._watcher.stop()
            self._watcher.close()
            os.close(self._descriptor)
            self._descriptor = -1

    def _readable(self) -> None:
        # Read, or epoll would tell of it for ever; nothing is there to read when it was set anew in the meantime.
        try:
            os.read(self._descriptor, 8)
        except BlockingIOError:
            return
        self._ring()


class GeventAlarm:
    """An alarm by gevent's timers, up to a millisecond late."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._loop = gevent.get_hub().loop
        self._timer = self._loop.timer(0.0)

    def set(self, at: float) -> None:
        self.close()
        self._timer = self._loop.timer(max(at - time.perf_counter(), 0.0))
        self._timer.start(self._ring, update=True)

    def close(self) -> None:
        self._timer.stop()
        self._timer.close()
