"""A clock in a file, for several processes: it stands while there is work, and jumps when the watch waits."""

from __future__ import annotations

import mmap
import struct
import threading
from pathlib import Path

from synoptic.watch.clock import Clock

TIME = struct.Struct("d")


class SharedClock(Clock):
    """`until`: the moment at which it stops the watch."""

    def __init__(self, path: str | Path, *, start: float | None = None, until: float | None = None) -> None:
        super().__init__()
        if start is not None:
            Path(path).write_bytes(TIME.pack(start))
        with open(path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), TIME.size)
        self.until, self.lock = until, threading.Lock()

    def now(self) -> float:
        return float(TIME.unpack(self.memory[:])[0])

    def wait(self, seconds: float) -> None:
        with self.lock:
            self.memory[:] = TIME.pack(self.now() + max(0.0, seconds))
        if self.until is not None and self.now() >= self.until:
            self.stop()
