"""The time of day, and waiting, as one thing that can be replaced: a test lets a day pass in a minute.

Time decides here when something is asked again, and stands beside what was fetched; it never reaches a record of the archive.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime


class Clock:
    """The system's clock. `stop` ends every wait at once."""

    def __init__(self) -> None:
        """Nothing is waited for yet."""
        self.stopped = threading.Event()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until `stop`."""
        self.stopped.wait(max(0.0, seconds))

    def stop(self) -> None:
        """End all waits, now and later."""
        self.stopped.set()


class SwiftClock(Clock):
    """A clock that runs `speed` times as fast from a moment `start` that it calls `epoch`, so that several processes share one."""

    def __init__(self, speed: float, *, start: float, epoch: float) -> None:
        """`start` is of the system's clock, `epoch` what it is called here."""
        super().__init__()
        self.speed, self.start, self.epoch = speed, start, epoch

    def now(self) -> float:
        """Seconds since 1970, as this clock has it."""
        return self.epoch + (time.time() - self.start) * self.speed

    def wait(self, seconds: float) -> None:
        """Wait so long by this clock."""
        super().wait(seconds / self.speed)


def stamp(seconds: float) -> str:
    """A moment in ISO 8601, UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
