"""Hosts are left in peace: one request at a time to each, and a pause between two."""

from __future__ import annotations

import threading

from synoptic.watch.clock import Clock

PAUSE_S = 1.0  # between two requests to one host, where its robots.txt asks for no longer one
MOST_PAUSE_S = 60.0  # a longer crawl-delay would mean a handful of articles a day; it is taken as this


class Hosts:
    """When each host may be asked again."""

    def __init__(self, pause: float = PAUSE_S) -> None:
        """Nobody was asked yet."""
        self.pause = pause
        self.lock = threading.Lock()
        self.free: dict[str, float] = {}

    def wait(self, host: str, clock: Clock, delay: float = 0.0) -> None:
        """Wait for this host's turn. `delay` is what it asks for between two requests."""
        with self.lock:
            now = clock.now()
            turn = max(now, self.free.get(host, 0.0))
            self.free[host] = turn + max(self.pause, min(delay, MOST_PAUSE_S))
            if len(self.free) > 10_000:
                self.free = {h: t for h, t in self.free.items() if t > now}
        clock.wait(turn - now)
